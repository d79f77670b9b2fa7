#include "core/analysis/graph_diff.h"

#include "core/graph/edits.h"
#include "core/layers/graph_text.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

Graph graphOf(const std::string& text)
{
    const auto graph = parseGraphText(text);
    REQUIRE(graph);
    return *graph;
}

std::string diffOf(const std::string& before, const std::string& after)
{
    return diffText(graphDiff(graphOf(before), graphOf(after)));
}

} // namespace

TEST_CASE("A design differs from itself in nothing")
{
    const std::string text = "module block { in > conv2d(8, padding=same) > relu > out }; input(1,8,8) > block(repeat=3) > flatten > dense(10) > output";
    CHECK(diffOf(text, text).empty());
}

TEST_CASE("Changed parameters are told by title, with both values")
{
    CHECK(diffOf("input(4) > dense(8) > output", "input(4) > dense(16, bias=false) > output") ==
          "~ dense1 (Dense): Units 8 -> 16, Bias true -> false\n");
}

TEST_CASE("A parameter that is set to its default has not changed")
{
    const Graph before = graphOf("input(4) > dense(64) > output");
    const NodeId dense = before.root().findByName("dense1")->id;
    const auto after = changeNode(before, "", dense, [](Node& node) { node.params.erase("units"); });
    REQUIRE(after);
    CHECK(graphDiff(before, *after).empty());
}

TEST_CASE("Added and removed layers change the input of what follows")
{
    CHECK(diffOf("input(4) > dense(8) > output", "input(4) > dense(8) > relu > output") ==
          "+ relu1 (ReLU)\n~ output (Output): input dense1 -> relu1\n");
    CHECK(diffOf("input(4) > dense(8) > relu > output", "input(4) > dense(8) > output") ==
          "~ output (Output): input relu1 -> dense1\n- relu1 (ReLU)\n");
}

TEST_CASE("A renamed node is the same node, also for what it feeds")
{
    const Graph before = graphOf("input(4) > dense(8) > output");
    const auto after = renameNode(before, "", before.root().findByName("dense1")->id, "hidden");
    REQUIRE(after);
    CHECK(diffText(graphDiff(before, *after)) == "~ hidden (Dense): name dense1 -> hidden\n");
}

TEST_CASE("The inside of a module is compared once, under the first node that uses it")
{
    CHECK(diffOf("module block { in > dense(4) > out }; input(4) > block > block > output",
                 "module block { in > dense(4) > tanh > out }; input(4) > block > block > output") ==
          "+ block.tanh1 (Tanh)\n~ block.out (Module output): input dense1 -> tanh1\n");
    CHECK(diffOf("module block { in > dense(4) > out }; input(4) > block(repeat=2) > output",
                 "module block { in > dense(4) > out }; input(4) > block(repeat=5) > output") == "~ block (block): Repeat 2 -> 5\n");
}

TEST_CASE("Values of instances are told by their titles, with what they follow without one")
{
    const auto textOf = [](const std::string& units, const std::string& instance) {
        return "module block { in > dense(" + units + ") > out; expose width \"Width\" = dense1.units }; input(4) > " + instance + " > output";
    };
    CHECK(diffOf(textOf("8", "block"), textOf("8", "block(width=16)")) == "~ block (block): Width 8 -> 16\n");
    CHECK(diffOf(textOf("8", "block"), textOf("12", "block")) == "~ block.dense1 (Dense): Units 8 -> 12\n");
}

TEST_CASE("Frozen, bypassed and shared weights are changes, a moved node is none")
{
    const Graph before = graphOf("input(4) > dense(4) > dense(4) > output");
    const NodeId second = before.root().findByName("dense2")->id;
    const auto after = changeNode(before, "", second, [](Node& node) {
        node.frozen = true;
        node.bypassed = true;
        node.collapsed = true;
        node.position.x += 100;
        node.tie["weight"] = "dense1.weight";
    });
    REQUIRE(after);
    CHECK(diffText(graphDiff(before, *after)) ==
          "~ dense2 (Dense): bypassed no -> yes, frozen no -> yes, shared weight nothing -> dense1.weight\n");
    CHECK(graphDiff(before, moveNodes(before, "", {{second, {900, 900}}})).empty());
}
