#include "core/analysis/repeats.h"

#include "core/layers/graph_text.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Names = std::vector<std::vector<std::string>>;

std::vector<Names> repeatsOf(const std::string& text)
{
    const auto graph = parseGraphText(text);
    if (!graph)
        FAIL(sentence(graph.error()));
    std::vector<Names> all;
    for (const Repeat& repeat : findRepeats(graph->root())) {
        Names& names = all.emplace_back();
        for (const auto& copy : repeat.copies) {
            names.emplace_back();
            for (const NodeId id : copy)
                names.back().push_back(graph->root().find(id)->name);
        }
    }
    return all;
}

} // namespace

TEST_CASE("The same layers in a row are found, whatever their sizes become")
{
    CHECK(repeatsOf("input(3,16,16) > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > conv2d(8) > batch_norm > relu > flatten > dense(2) > output(mse)") ==
          std::vector<Names>{{{"conv1", "norm1", "relu1"}, {"conv2", "norm2", "relu2"}, {"conv3", "norm3", "relu3"}}});
    CHECK(repeatsOf("input(4) > dense(8) > relu > dense(8) > relu > dense(9) > relu > output(mse)") == std::vector<Names>{{{"dense1", "relu1"}, {"dense2", "relu2"}}});
}

TEST_CASE("Blocks with a shortcut are repeats as a whole")
{
    const std::string text = "x = input(8); a = x > dense(8); b = a > relu; c = add(b, x); d = c > dense(8); e = d > relu; f = add(e, c); "
                             "g = f > dense(8); h = g > relu; k = add(h, f); k > dense(2) > output(mse)";
    CHECK(repeatsOf(text) == std::vector<Names>{{{"a", "b", "c"}, {"d", "e", "f"}, {"g", "h", "k"}}});
    // The second shortcut reads the first value: then nothing repeats.
    CHECK(repeatsOf("x = input(8); a = x > dense(8); c = add(a, x); d = c > dense(8); f = add(d, x); f > output(mse)").empty());
}

TEST_CASE("Two runs are two offers, the longest period that saves most is chosen")
{
    CHECK(repeatsOf("input(4) > dense(8) > relu > dense(8) > relu > layer_norm > dense(6) > tanh > dense(6) > tanh > output(mse)") ==
          std::vector<Names>{{{"dense1", "relu1"}, {"dense2", "relu2"}}, {{"dense3", "tanh1"}, {"dense4", "tanh2"}}});
    // a b a b a b a b: four times two nodes, not twice four.
    CHECK(repeatsOf("input(4) > dense(4) > relu > dense(4) > relu > dense(4) > relu > dense(4) > relu > output(mse)").at(0).size() == 4);
}

TEST_CASE("Groups of three layers may stand apart, groups of two only where they follow one another")
{
    CHECK(repeatsOf("input(4) > dense(8) > relu > dropout > layer_norm > dense(8) > relu > dropout > dense(2) > output(mse)") ==
          std::vector<Names>{{{"dense1", "relu1", "dropout1"}, {"dense2", "relu2", "dropout2"}}});
    CHECK(repeatsOf("input(4) > dense(8) > relu > layer_norm > dense(8) > relu > dense(2) > output(mse)").empty());
    const auto graph = parseGraphText("input(4) > dense(8) > relu > dense(8) > relu > layer_norm > dense(8) > relu > dense(2) > output(mse)");
    REQUIRE(graph);
    const auto repeats = findRepeats(graph->root());
    REQUIRE(repeats.size() == 1);
    CHECK(repeats[0].rows == std::vector<std::size_t>{2, 1});
    CHECK(offerFor(repeats[0], graph->root()) == "Make module x3 of 'dense1', 'relu1': the same structure stands 3 times.");
}

TEST_CASE("One layer is a repeat where four stand in a row")
{
    CHECK(repeatsOf("input(4) > dense(4) > dense(4) > dense(4) > dense(4) > output(mse)") == std::vector<Names>{{{"dense1"}, {"dense2"}, {"dense3"}, {"dense4"}}});
}

TEST_CASE("The end of a design that is not finished counts as the other copies do")
{
    CHECK(repeatsOf("input(4) > dense(8) > relu > dense(8) > relu") == std::vector<Names>{{{"dense1", "relu1"}, {"dense2", "relu2"}}});
    CHECK(repeatsOf("input(4) > dense(4) > relu > layer_norm > tanh").empty());
}

TEST_CASE("What is alone, different, or one node only is no repeat")
{
    CHECK(repeatsOf("input(4) > dense(3) > relu > dense(2) > output(mse)").empty());
    CHECK(repeatsOf("input(4) > dense(4) > dense(4) > dense(4) > output(mse)").empty());
    CHECK(repeatsOf("input(4) > dense(8) > relu > dense(8, bias=false) > relu > output(mse)").empty());
    CHECK(findRepeats(Level()).empty());
}

TEST_CASE("Tied and bypassed nodes end a group, frozen ones repeat only with frozen ones")
{
    const auto graph = parseGraphText("input(4) > dense(4) > relu > dense(4) > relu > output(mse)");
    REQUIRE(graph);
    const auto changed = [&](auto change) {
        Level level = graph->root();
        for (NodePtr& node : level.nodes)
            if (node->name == "dense2") {
                Node copy = *node;
                change(copy);
                node = std::make_shared<const Node>(copy);
            }
        return findRepeats(level).size();
    };
    CHECK(changed([](Node&) {}) == 1);
    CHECK(changed([](Node& node) { node.tie["weight"] = "dense1.weight"; }) == 0);
    CHECK(changed([](Node& node) { node.bypassed = true; }) == 0);
    CHECK(changed([](Node& node) { node.frozen = true; }) == 0);
    CHECK(changed([](Node& node) { node.title = "Another name"; }) == 1);
}

TEST_CASE("The offer names the nodes and the number")
{
    const auto graph = parseGraphText("input(4) > dense(8) > relu > dense(8) > relu > output(mse)");
    REQUIRE(graph);
    const auto repeats = findRepeats(graph->root());
    REQUIRE(repeats.size() == 1);
    CHECK(offerFor(repeats[0], graph->root()) == "Make module x2 of 'dense1', 'relu1': the same structure stands 2 times in a row.");
}

TEST_CASE("Layers that stand apart, because their module exposes them, end a repeat")
{
    const auto graph = parseGraphText("input(8) > dense(8) > relu > dense(8) > relu > dense(8) > relu > output(mse)");
    REQUIRE(graph);
    const auto all = findRepeats(graph->root());
    REQUIRE(all.size() == 1);
    CHECK(all[0].copies.size() == 3);
    const auto some = findRepeats(graph->root(), {graph->root().findByName("dense1")->id});
    REQUIRE(some.size() == 1);
    CHECK(some[0].copies.size() == 2);
}
