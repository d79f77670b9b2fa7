#include "core/layers/replace.h"

#include <algorithm>

#include "core/graph/edits.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Graph graphOf(const std::string& text)
{
    auto graph = parseGraphText(text);
    REQUIRE(graph.has_value());
    return *graph;
}

Graph replaced(const Graph& graph, const std::string& name, const std::string& type)
{
    Node node;
    node.type = type;
    auto result = replaceNode(graph, "", graph.root().findByName(name)->id, node);
    REQUIRE(result.has_value());
    return *result;
}

const Node& node(const Graph& graph, NodeId id)
{
    return *graph.root().find(id);
}

} // namespace

TEST_CASE("A replaced layer keeps its place, its wires and the parameters that were set")
{
    const Graph graph = graphOf("in1 = input(1,8,8); c = in1 > conv2d(16, kernel=5, padding=same); c > relu > flatten > output(mse)");
    const NodeId id = graph.root().findByName("c")->id;
    const Graph pooled = replaced(graph, "c", "separable_conv2d");
    const Node& now = node(pooled, id);
    CHECK(now.type == "separable_conv2d");
    CHECK(now.name == "c");
    CHECK(now.position == node(graph, id).position);
    CHECK(pooled.root().wires == graph.root().wires);
    CHECK(now.params.find("filters") != nullptr);
    CHECK(*now.params.find("filters") == ParamValue(std::int64_t(16)));
    CHECK(formatParam(*now.params.find("kernel")) == formatParam(*node(graph, id).params.find("kernel")));
    CHECK(lower(pooled, {}).errorCount() == 0);
}

TEST_CASE("A name of the program follows the type, a name of a person stays")
{
    Graph graph = graphOf("in1 = input(8); fc = in1 > dense(4) > relu > output(mse)");
    NodePtr relu; // outlives the graph that it stood in
    for (const NodePtr& one : graph.root().nodes)
        if (one->type == "relu")
            relu = one;
    REQUIRE(relu);
    REQUIRE(relu->name == "relu1");
    CHECK(node(replaced(graph, "relu1", "tanh"), relu->id).name == "tanh1");
    graph = *renameNode(graph, "", relu->id, "squash");
    CHECK(node(replaced(graph, "squash", "tanh"), relu->id).name == "squash");
}

TEST_CASE("Wires go to ports of the same name, then in order; what finds no port is dropped")
{
    const Graph graph = graphOf("in1 = input(8); a = in1 > dense(4); b = in1 > dense(4); s = add(a, b); s > output(mse)");
    const NodeId s = graph.root().findByName("s")->id, a = graph.root().findByName("a")->id, b = graph.root().findByName("b")->id;
    const auto portsOfSum = portsOf(graph, "", node(graph, s));
    const Graph swapped = replaced(graph, "s", "multiply");
    REQUIRE(swapped.root().wireInto({s, portsOfSum.inputs[1].id}));
    CHECK(swapped.root().wireInto({s, portsOfSum.inputs[1].id})->from.node == b);
    const Graph single = replaced(graph, "s", "relu");
    REQUIRE(single.root().wireInto({s, "in"}));
    CHECK(single.root().wireInto({s, "in"})->from.node == a);
    CHECK(single.root().wiresFrom({b, "out"}).empty());
    CHECK(single.root().wiresFrom({s, "out"}).size() == 1);
    const Graph sink = replaced(graph, "s", "output");
    CHECK(sink.root().wiresFrom({s, "out"}).empty());
    CHECK(sink.root().wires.size() == 3);
}

TEST_CASE("A parameter that the new layer does not take is not carried over")
{
    const Graph graph = graphOf("in1 = input(1,8,8); c = in1 > conv2d(16, kernel=3x5); c > flatten > output(mse)");
    const NodeId id = graph.root().findByName("c")->id;
    CHECK(node(replaced(graph, "c", "conv1d"), id).params.find("kernel") == nullptr);
    const Graph square = graphOf("in1 = input(1,8,8); c = in1 > conv2d(16, kernel=5x5); c > flatten > output(mse)");
    const Graph shortened = replaced(square, "c", "conv1d");
    const ParamValue* kernel = node(shortened, square.root().findByName("c")->id).params.find("kernel");
    REQUIRE(kernel);
    CHECK(formatParam(*kernel) == "5");
}

TEST_CASE("Knots stay on the wires that stay, also where a port has another name")
{
    Graph graph = graphOf("in1 = input(8); a = in1 > dense(4); s = add(a, in1); s > output(mse)");
    const NodeId s = graph.root().findByName("s")->id;
    const auto ports = portsOf(graph, "", node(graph, s));
    const Wire first = *graph.root().wireInto({s, ports.inputs[0].id});
    graph = setKnots(graph, "", first, {{5, 6}});
    const Graph single = replaced(graph, "s", "relu");
    REQUIRE(single.root().knots.size() == 1);
    CHECK(single.root().knots.begin()->first == Wire{first.from, {s, "in"}});
    CHECK(single.root().knots.begin()->second == std::vector<Position>{{5, 6}});
}

TEST_CASE("Every layer can take the place of every other without leaving a wire at no port")
{
    const Graph graph = graphOf("in1 = input(8); x = in1 > dense(8); y = add(x, in1); z = y > relu; z > output(mse)");
    for (const LayerType& type : layerTypes())
        for (const char* name : {"x", "y", "z"}) {
            const Graph changed = replaced(graph, name, type.id);
            CAPTURE(type.id, name);
            for (const Wire& wire : changed.root().wires) {
                const Ports from = portsOf(changed, "", node(changed, wire.from.node)), to = portsOf(changed, "", node(changed, wire.to.node));
                CHECK(std::any_of(from.outputs.begin(), from.outputs.end(), [&](const Port& port) { return port.id == wire.from.port; }));
                CHECK(std::any_of(to.inputs.begin(), to.inputs.end(), [&](const Port& port) { return port.id == wire.to.port; }));
            }
        }
}

TEST_CASE("A replaced layer stays exposed where the new one has the same parameter")
{
    const Graph graph = graphOf("module block { in > conv2d(8, padding=same) > out; expose width = conv1.filters; expose kernel = conv1.kernel }; "
                                "input(3,8,8) > block(width=16, kernel=5) > output(mse)");
    const auto& [definition, module] = *graph.modules().begin();
    const auto with = [&](const char* type) {
        Node node;
        node.type = type;
        return replaceNode(graph, definition, module.level->findByName("conv1")->id, node).value();
    };
    const Graph transposed = with("conv_transpose2d"), pooled = with("max_pool2d"), activated = with("relu");
    CHECK(transposed.module(definition)->exposed.size() == 2);
    REQUIRE(pooled.module(definition)->exposed.size() == 1);
    CHECK(pooled.module(definition)->exposed[0].id == "kernel");
    CHECK(pooled.root().findByName("block")->params.all().size() == 1);
    CHECK(activated.module(definition)->exposed.empty());
    CHECK(activated.root().findByName("block")->params.all().empty());
}
