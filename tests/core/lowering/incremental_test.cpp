// An edit re-builds what lies downstream of it, and nothing else.

#include "core/graph/edits.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

Graph changed(const Graph& graph, const std::string& name, const std::string& param, ParamValue value)
{
    return changeNode(graph, "", graph.root().findByName(name)->id, [&](Node& node) { node.params.set(param, value); }).value();
}

Graph chainOf200()
{
    std::string text = "input(8)";
    for (int i = 0; i < 100; ++i)
        text += " > dense(8) > relu";
    return graphOf(text + " > output(mse)");
}

} // namespace

TEST_CASE("in a chain of 200 layers an edit re-builds only what lies downstream", "[lowering]")
{
    Lowerer lowerer;
    const Graph graph = chainOf200();
    CHECK(lowerer.lower(graph, {})->ok());
    CHECK(lowerer.builtCount() == 200);
    lowerer.lower(graph, {});
    CHECK(lowerer.builtCount() == 0);

    // dense61 gives 9 instead of 8 values: it, relu61 and dense62 are built again; dense62 gives 8 as before.
    const Graph wider = changed(graph, "dense61", "units", std::int64_t(9));
    CHECK(lowerer.lower(wider, {})->facts.at("relu61").outputs.front().shape.back() == Dim(9));
    CHECK(lowerer.builtCount() == 3);

    // The bias changes no shape: one layer.
    lowerer.lower(changed(wider, "dense90", "bias", false), {});
    CHECK(lowerer.builtCount() == 1);
}

TEST_CASE("moving layers and changing data of the same shape re-builds nothing", "[lowering]")
{
    Lowerer lowerer;
    const Graph graph = chainOf200();
    lowerer.lower(graph, {});
    std::map<NodeId, Position> positions;
    for (const NodePtr& node : graph.root().nodes)
        positions[node->id] = {10, 20};
    lowerer.lower(moveNodes(graph, "", positions), {});
    CHECK(lowerer.builtCount() == 0);
    lowerer.lower(graph, dataOf(vectors(8), vectors(8)));
    CHECK(lowerer.builtCount() == 0);
    lowerer.lower(graph, dataOf(vectors(5), vectors(8)));
    CHECK(lowerer.builtCount() == 1);
}

TEST_CASE("what comes from the cache equals what is built afresh", "[lowering]")
{
    Lowerer lowerer;
    Graph graph = graphOf("input(1,8,8) > conv2d(4, padding=same) > batch_norm > relu > flatten > dense(10) > output");
    lowerer.lower(graph, {});
    graph = changed(graph, "conv1", "filters", std::int64_t(6));
    const Lowered cached = *lowerer.lower(graph, {}), fresh = lower(graph, {});
    CHECK(keysOf(cached.program) == keysOf(fresh.program));
    CHECK(cached.program.parameterCount() == fresh.program.parameterCount());
    CHECK(cached.program.values == fresh.program.values);
    REQUIRE(cached.program.ops.size() == fresh.program.ops.size());
    for (std::size_t i = 0; i < fresh.program.ops.size(); ++i) {
        CHECK(cached.program.ops[i].path == fresh.program.ops[i].path);
        CHECK(cached.program.ops[i].inputs == fresh.program.ops[i].inputs);
    }
}

TEST_CASE("a bad layer keeps being reported from the cache", "[lowering]")
{
    Lowerer lowerer;
    const Graph graph = graphOf("input(1,8,8) > dense(4) > output(mse)");
    const auto first = problemsOf(*lowerer.lower(graph, {})), second = problemsOf(*lowerer.lower(graph, {}));
    CHECK(first.size() == 1);
    CHECK(first == second);
    CHECK(lowerer.builtCount() == 0);
}

TEST_CASE("what changes no computation is told from what does", "[lowering]")
{
    const Graph graph = graphOf("module block { in > dense(8) > relu > out }; a = input(8); b = a > block; c = b > dense(4, bias=false); c > output(mse)");
    const auto with = [&](const std::string& name, const std::function<void(Node&)>& change) { return changeNode(graph, "", graph.root().findByName(name)->id, change).value(); };
    const auto inside = [&](const std::string& name, const std::function<void(Node&)>& change) {
        const auto& [id, module] = *graph.modules().begin();
        return changeNode(graph, id, module.level->findByName(name)->id, change).value();
    };
    CHECK(isSameComputation(graph, graph));
    CHECK(isSameComputation(graph, with("c", [](Node& node) { node.title = "Head", node.position = {50, 60}, node.collapsed = true; })));
    CHECK(isSameComputation(graph, with("b", [](Node& node) { node.unfolded = true; })));
    CHECK(isSameComputation(graph, inside("relu1", [](Node& node) { node.position = {7, 7}; })));
    // The order of a module's ports is that of its nodes.
    CHECK_FALSE(isSameComputation(graph, inside("in", [](Node& node) { node.position.x += 1; })));
    CHECK_FALSE(isSameComputation(graph, inside("dense1", [](Node& node) { node.params.set("units", std::int64_t(9)); })));
    CHECK_FALSE(isSameComputation(graph, with("c", [](Node& node) { node.params.set("bias", true); })));
    CHECK_FALSE(isSameComputation(graph, with("c", [](Node& node) { node.name = "d"; })));
    CHECK_FALSE(isSameComputation(graph, with("c", [](Node& node) { node.frozen = true; })));
    CHECK_FALSE(isSameComputation(graph, with("c", [](Node& node) { node.bypassed = true; })));
    CHECK_FALSE(isSameComputation(graph, with("c", [](Node& node) { node.tie["weight"] = "b.0.dense1.weight"; })));
    CHECK_FALSE(isSameComputation(graph, disconnect(graph, "", graph.root().wires.back())));
}
