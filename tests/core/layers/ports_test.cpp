#include "core/graph/edits.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string idsOf(const std::vector<Port>& ports)
{
    std::string all;
    for (const Port& port : ports)
        all += (all.empty() ? "" : " ") + port.id + (port.optional ? "?" : "");
    return all;
}

} // namespace

TEST_CASE("ports follow the parameters", "[layers]")
{
    const Graph graph = parseGraphText("a = add; b = add(inputs=4); c = multi_head_attention; d = input(4); e = output; f = dense").value();
    const auto inputsOf = [&](const char* name) { return idsOf(portsOf(graph, "", *graph.root().findByName(name)).inputs); };
    CHECK(inputsOf("a") == "a b");
    CHECK(inputsOf("b") == "a b c d");
    CHECK(inputsOf("c") == "query key? value? mask?");
    CHECK(inputsOf("d").empty());
    CHECK(inputsOf("e") == "in");
    CHECK(inputsOf("f") == "in");
    CHECK(portsOf(graph, "", *graph.root().findByName("e")).outputs.empty());
}

TEST_CASE("a split has an output for each part, of a number or of a list", "[layers]")
{
    const Graph graph = parseGraphText("x = input(12); a = x > split; b = x > split(4); c = x > split(sizes=1x2x9)").value();
    const auto outputsOf = [&](const char* name) { return idsOf(portsOf(graph, "", *graph.root().findByName(name)).outputs); };
    CHECK(outputsOf("a") == "a b");
    CHECK(outputsOf("b") == "a b c d");
    CHECK(outputsOf("c") == "a b c");
}

TEST_CASE("a recurrent layer has one input and one output, and more only when asked for", "[layers]")
{
    const Graph graph = parseGraphText("a = lstm(4); b = lstm(4, with_lengths=true, with_states=true); c = gru(4, with_states=true)").value();
    const auto portsOfNode = [&](const char* name) { return portsOf(graph, "", *graph.root().findByName(name)); };
    CHECK(idsOf(portsOfNode("a").inputs) == "in");
    CHECK(idsOf(portsOfNode("a").outputs) == "out");
    CHECK(idsOf(portsOfNode("b").inputs) == "in lengths h0? c0?");
    CHECK(idsOf(portsOfNode("b").outputs) == "out h c");
    CHECK(idsOf(portsOfNode("c").inputs) == "in h0?");
    CHECK(idsOf(portsOfNode("c").outputs) == "out h");
}

TEST_CASE("a number of inputs that is not allowed stands for the default", "[layers]")
{
    Node node;
    node.type = "add";
    node.params.set("inputs", std::int64_t(1'000'000'000));
    CHECK(idsOf(portsOf(Graph(), "", node).inputs) == "a b");
    node.params.set("inputs", std::string("many"));
    CHECK(idsOf(portsOf(Graph(), "", node).inputs) == "a b");
}

TEST_CASE("a module has the ports of its inside, and an unknown layer those of its wires", "[layers]")
{
    Graph graph = parseGraphText("module m { in > relu > out }; x = input(4); y = x > m; z = y > relu").value();
    CHECK(idsOf(portsOf(graph, "", *graph.root().findByName("y")).inputs) == "in");
    Node unknown;
    unknown.type = "quantum";
    const AddedNode added = addNode(graph, "", unknown);
    graph = connect(added.graph, "", {graph.root().findByName("x")->id, "out"}, {added.id, "left"}).value();
    graph = connect(graph, "", {graph.root().findByName("y")->id, "out"}, {added.id, "right"}).value();
    graph = connect(graph, "", {added.id, "states"}, {graph.root().findByName("z")->id, "in"}).value();
    const Ports ports = portsOf(graph, "", *graph.root().find(added.id));
    CHECK(idsOf(ports.inputs) == "left right");
    CHECK(idsOf(ports.outputs) == "states");
}
