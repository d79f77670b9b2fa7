#include "core/analysis/repeat_module.h"

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
    if (!graph)
        FAIL(sentence(graph.error()));
    return *graph;
}

MadeRepeat madeOf(const Graph& graph, const std::string& definition = {}, bool leftToRight = false)
{
    const auto repeats = findRepeats(*graph.level(definition));
    REQUIRE(repeats.size() == 1);
    auto made = makeRepeatModule(graph, definition, repeats.front(), "Block", leftToRight);
    if (!made)
        FAIL(sentence(made.error()));
    return *made;
}

const Node& nodeOf(const Graph& graph, const std::string& name)
{
    const Node* node = graph.root().findByName(name);
    REQUIRE(node);
    return *node;
}

/// The program as a list: op, shapes of its inputs and of its outputs. Names of weights are left out.
std::vector<std::string> opsOf(const Graph& graph)
{
    const Lowered lowered = lower(graph, {});
    REQUIRE(lowered.ok());
    std::vector<std::string> ops;
    for (const OpCall& call : lowered.program.ops) {
        std::string text = call.type->id;
        for (const ValueId in : call.inputs)
            text += " " + (in == kNoValue ? std::string("-") : shapeText(lowered.program.values.at(static_cast<std::size_t>(in)).shape));
        text += " ->";
        for (const ValueId out : call.outputs)
            text += " " + shapeText(lowered.program.values.at(static_cast<std::size_t>(out)).shape);
        ops.push_back(text);
    }
    return ops;
}

std::map<std::string, std::vector<std::int64_t>> shapesOf(const Graph& graph)
{
    std::map<std::string, std::vector<std::int64_t>> shapes;
    const Lowered lowered = lower(graph, {});
    for (const Parameter& parameter : lowered.program.parameters)
        shapes[parameter.path] = parameter.shape;
    for (const Buffer& buffer : lowered.program.buffers)
        shapes[buffer.path] = buffer.initial.shape();
    return shapes;
}

const std::string convolutions = "input(3,16,16) > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > flatten > dense(2) > output(mse)";

Graph movedTo(Graph graph, const std::map<std::string, Position>& places)
{
    std::map<NodeId, Position> positions;
    for (const auto& [name, place] : places)
        positions[nodeOf(graph, name).id] = place;
    return moveNodes(graph, "", positions);
}

} // namespace

TEST_CASE("A row becomes one instance that repeats, and computes the same")
{
    const Graph before = graphOf(convolutions);
    const MadeRepeat made = madeOf(before);
    REQUIRE(made.instances.size() == 1);
    const Node& block = nodeOf(made.graph, "block1");
    CHECK(block.id == made.instances[0]);
    CHECK(*block.params.find("repeat") == ParamValue(std::int64_t(3)));
    CHECK(made.graph.root().nodes.size() == 5); // input, block1, flatten, dense, output
    CHECK(made.graph.module(made.definition)->level->nodes.size() == 5);
    CHECK(opsOf(made.graph) == opsOf(before));
}

TEST_CASE("Every weight of the row has its old path, with its shape")
{
    const Graph before = graphOf(convolutions);
    const MadeRepeat made = madeOf(before);
    const auto old = shapesOf(before), now = shapesOf(made.graph);
    REQUIRE(now.size() == old.size());
    CHECK(now.contains("block1.2.conv1.weight"));
    CHECK(movedPath("block1.2.conv1.weight", made.renamed) == "conv3.weight");
    CHECK(movedPath("block1.0.norm1.running_mean", made.renamed) == "norm1.running_mean");
    CHECK(movedPath("dense1.weight", made.renamed) == "dense1.weight");
    std::set<std::string> reached;
    for (const auto& [path, shape] : now) {
        const std::string from = movedPath(path, made.renamed);
        REQUIRE(old.contains(from));
        CHECK(old.at(from) == shape);
        reached.insert(from);
    }
    CHECK(reached.size() == old.size());
}

TEST_CASE("Copies in two places become linked instances")
{
    const Graph before = graphOf("input(8) > dense(8) > relu > dropout > dense(8) > relu > dropout > layer_norm > dense(8) > relu > dropout > dense(2) > output(mse)");
    const MadeRepeat made = madeOf(before);
    REQUIRE(made.instances.size() == 2);
    CHECK(*nodeOf(made.graph, "block1").params.find("repeat") == ParamValue(std::int64_t(2)));
    CHECK(nodeOf(made.graph, "block2").params.find("repeat") == nullptr);
    CHECK(nodeOf(made.graph, "block1").definition == nodeOf(made.graph, "block2").definition);
    CHECK(opsOf(made.graph) == opsOf(before));
    CHECK(movedPath("block2.0.dense1.bias", made.renamed) == "dense3.bias");
}

TEST_CASE("Shortcuts inside go into the module, and a value that is used twice leaves it once")
{
    const Graph before = graphOf("x = input(8); a = x > dense(8); b = a > relu; c = add(b, x); d = c > dense(8); e = d > relu; f = add(e, c); "
                                 "p = f > dense(2); q = f > dense(2); s = add(p, q); s > output(mse)");
    const MadeRepeat made = madeOf(before);
    CHECK(opsOf(made.graph) == opsOf(before));
    CHECK(made.graph.root().wiresFrom({made.instances[0], "out"}).size() == 2);
}

TEST_CASE("Ties to weights that moved follow them")
{
    Graph before = graphOf("input(4) > dense(4) > relu > dense(4) > relu > dense(4, bias=false) > output(mse)");
    before = *changeNode(before, "", nodeOf(before, "dense3").id, [](Node& node) { node.tie["weight"] = "dense2.weight"; });
    const MadeRepeat made = madeOf(before);
    CHECK(nodeOf(made.graph, "dense3").tie.at("weight") == "block1.1.dense1.weight");
    CHECK(lower(made.graph, {}).program.parameters.size() == lower(before, {}).program.parameters.size());
    CHECK(opsOf(made.graph) == opsOf(before));
}

TEST_CASE("Inside a module that is used twice, all paths are renamed")
{
    const Graph inner = graphOf("x = input(4); a = x > dense(4); b = a > relu; c = b > dense(4); d = c > relu; d > output(mse)");
    const auto outer = makeModule(inner, "", {nodeOf(inner, "a").id, nodeOf(inner, "b").id, nodeOf(inner, "c").id, nodeOf(inner, "d").id}, "Tower");
    REQUIRE(outer);
    Graph before = *changeNode(outer->graph, "", outer->instance, [](Node& node) { node.params.set("repeat", std::int64_t(2)); });
    const MadeRepeat made = madeOf(before, outer->definition);
    CHECK(opsOf(made.graph) == opsOf(before));
    CHECK(movedPath("block1.1.block1.1.a.weight", made.renamed) == "block1.1.c.weight");
    const auto old = shapesOf(before);
    for (const auto& [path, shape] : shapesOf(made.graph))
        CHECK(old.contains(movedPath(path, made.renamed)));
}

TEST_CASE("What follows a row closes up to it, and frames keep what they held")
{
    Graph before = graphOf("a = input(4); b = a > dense(4); c = b > relu; e = c > dense(4); f = e > relu; g = f > dense(2); h = g > output(mse)");
    before = movedTo(before, {{"a", {0, 0}}, {"b", {0, 88}}, {"c", {0, 176}}, {"e", {0, 264}}, {"f", {0, 352}}, {"g", {0, 440}}, {"h", {0, 528}}});
    Level level = before.root();
    level.frames = {{901, "body", {-20, 60}, 224, 372, false}, {902, "first", {-10, 70}, 204, 160, false}, {903, "head", {-20, 420}, 224, 180, false}};
    before = before.withLevel("", level);
    const MadeRepeat made = madeOf(before);
    CHECK(nodeOf(made.graph, "block1").position == Position{0, 88});
    CHECK(nodeOf(made.graph, "g").position == Position{0, 176}); // 440 - (352 - 88)
    CHECK(nodeOf(made.graph, "h").position == Position{0, 264});
    const auto& frames = made.graph.root().frames;
    REQUIRE(frames.size() == 2);
    CHECK(frames[0].height == 372 - 264);
    CHECK(frames[1].position == Position{-20, 420 - 264});
}

TEST_CASE("Nothing moves where another layer lies beside the row")
{
    Graph before = graphOf("a = input(4); b = a > dense(4); c = b > relu; e = c > dense(4); f = e > relu; g = f > dense(2); h = g > output(mse)");
    before = movedTo(before, {{"a", {240, 176}}, {"b", {0, 88}}, {"c", {0, 176}}, {"e", {0, 264}}, {"f", {0, 352}}, {"g", {0, 440}}, {"h", {0, 528}}});
    const MadeRepeat made = madeOf(before);
    CHECK(nodeOf(made.graph, "g").position == Position{0, 440});
}

TEST_CASE("A repeat of another design is refused")
{
    const auto repeats = findRepeats(graphOf(convolutions).root());
    REQUIRE(repeats.size() == 1);
    const auto made = makeRepeatModule(graphOf("input(4) > dense(2) > output(mse)"), "", repeats.front(), "Block");
    REQUIRE(!made);
    CHECK(made.error().code == "graph.unknown_node");
}
