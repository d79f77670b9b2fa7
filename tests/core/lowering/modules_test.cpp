// Modules: names, repeats, ports, and designs that contain themselves.

#include <algorithm>

#include "core/graph/edits.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

using Keys = std::vector<std::string>;

TEST_CASE("a module's parameters carry its name and index, also when it stands once", "[lowering]")
{
    CHECK(keysOf(loweredFrom("module block { in > dense(8) > relu > out }; input(4) > block > output(mse)").program) ==
          Keys{"block.0.dense1.weight", "block.0.dense1.bias"});
    CHECK(keysOf(loweredFrom("module block { in > dense(8, bias=false) > relu > out }; input(8) > block(repeat=3) > output(mse)").program) ==
          Keys{"block.0.dense1.weight", "block.1.dense1.weight", "block.2.dense1.weight"});
}

TEST_CASE("modules in modules have paths as in PyTorch", "[lowering]")
{
    CHECK(keysOf(loweredFrom("module cell { in > dense(8, bias=false) > out }; module row { in > cell(repeat=2) > tanh > out }; "
                             "input(8) > row(repeat=2) > output(mse)").program) ==
          Keys{"row.0.cell.0.dense1.weight", "row.0.cell.1.dense1.weight", "row.1.cell.0.dense1.weight", "row.1.cell.1.dense1.weight"});
}

TEST_CASE("a repeat carries the first output to the first input and hands all others to every copy", "[lowering]")
{
    // 8 -> 6 in the first copy, 6 + 5 side inputs afterwards: dense weights 6 x (8 + 5), 6 x (6 + 5)
    const Lowered lowered = loweredFrom("module step { x = module_input; side = module_input; c = concatenate(x, side); c > dense(6, bias=false) > out }; "
                                        "a = input(8); b = input(5); step(a, b, repeat=3) > output(mse)");
    CHECK(problemsOf(lowered) == Keys{});
    REQUIRE(lowered.program.parameters.size() == 3);
    CHECK(lowered.program.parameters[0].shape == std::vector<std::int64_t>{6, 13});
    CHECK(lowered.program.parameters[1].shape == std::vector<std::int64_t>{6, 11});
    CHECK(lowered.program.parameters[2].shape == std::vector<std::int64_t>{6, 11});
}

TEST_CASE("the facts of a module are the sums of its inside over all repeats", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(8) > relu > out }; input(8) > block(repeat=3) > output(mse)");
    CHECK(lowered.facts.at("block").parameters == 3 * 72);
    CHECK(lowered.facts.at("block").macs.evaluate({{"N", 2}}) == 2 * 3 * 64);
    CHECK(lowered.facts.at("block.dense1").parameters == 3 * 72);
    CHECK(lowered.facts.at("block.1.dense1").parameters == 72);
    CHECK(shapeOf(lowered, "block") == "N × 8");
}

TEST_CASE("a problem inside of a repeated module is said once, with a repair that works there", "[lowering]")
{
    const Graph graph = graphOf("module block { in > dense(8) > relu > out }; input(2,4,4) > block(repeat=3) > output(mse)");
    const Lowered lowered = lower(graph, {});
    REQUIRE(lowered.diagnostics.size() == 1);
    CHECK(lowered.diagnostics.front().node == "block.dense1");
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    const Lowered again = lower(*fixed, {});
    CHECK(again.ok());
    CHECK(shapeOf(again, "block.0.flatten1") == "N × 32");
}

TEST_CASE("two instances of one definition have weights of their own", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(4, bias=false) > out }; input(4) > block > tanh > block > output(mse)");
    CHECK(keysOf(lowered.program) == Keys{"block.0.dense1.weight", "block2.0.dense1.weight"});
}

TEST_CASE("a definition that contains itself is refused", "[lowering]")
{
    Graph graph = graphOf("module block { in > relu > out }; input(4) > block > output(mse)");
    Node inner;
    inner.type = kModuleType;
    inner.definition = "m1";
    inner.name = "again";
    Level level = *graph.level("m1");
    inner.id = graph.nextId();
    level.nodes.push_back(std::make_shared<const Node>(inner));
    graph = graph.withLevel("m1", level);
    graph = connect(graph, "m1", {level.findByName("in")->id, "out"}, {inner.id, "in"}).value();
    graph = connect(graph, "m1", {inner.id, "out"}, {level.findByName("relu1")->id, "in"}).value();
    CHECK(problemsOf(lower(graph, {})) == Keys{"block.again: Modules are nested more than 64 levels deep, or contain each other in a circle. Dissolve some of them."});
}

TEST_CASE("repeats within repeats stop at a limit", "[lowering]")
{
    const Lowered lowered = loweredFrom("module a { in > relu > out }; module b { in > a(repeat=1000) > out }; module c { in > b(repeat=1000) > out }; "
                                        "input(4) > c(repeat=1000) > output(mse)");
    const auto limit = std::ranges::find(lowered.diagnostics, std::string("graph.too_many_layers"), [](const Diagnostic& d) { return d.error.code; });
    REQUIRE(limit != lowered.diagnostics.end());
    CHECK(message(limit->error) == "The design unfolds to more than 100000 layers at '" + limit->node + "'.");
}

TEST_CASE("a module without contents and layers at the wrong level are named", "[lowering]")
{
    Graph graph = graphOf("input(4) > relu > output(mse)");
    Node node;
    node.type = kModuleType;
    node.definition = "m9";
    node.name = "lost";
    graph = addNode(graph, "", node).graph;
    Node port;
    port.type = kModuleInputType;
    port.name = "stray";
    graph = addNode(graph, "", port).graph;
    CHECK(problemsOf(lower(graph, {})) ==
          Keys{"lost: 'lost' is a module whose contents ('m9') are missing. Remove it, or restore the file from a copy.",
               "stray: 'stray' cannot stand at this level. Inputs and Outputs belong outside of modules, module inputs and outputs inside."});
}
