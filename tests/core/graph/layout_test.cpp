#include <cmath>

#include "core/base/random.h"
#include "core/graph/layout.h"
#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

Graph randomGraph(std::uint64_t seed, int count)
{
    RandomStream random(seed);
    Graph graph;
    Level level;
    for (int i = 0; i < count; ++i) {
        Node node;
        node.id = NodeId{static_cast<std::uint64_t>(i) + 1};
        node.name = "n" + std::to_string(i);
        node.type = "relu";
        level.nodes.push_back(std::make_shared<const Node>(node));
        const int inputs = i == 0 ? 0 : 1 + static_cast<int>(random.below(2));
        for (int k = 0; k < inputs; ++k) {
            const auto from = NodeId{static_cast<std::uint64_t>(std::max<std::int64_t>(1, i + 1 - 1 - static_cast<int>(random.below(6))))};
            level.wires.push_back({{from, "out"}, {node.id, "in" + std::to_string(k)}});
        }
    }
    return graph.withLevel("", level);
}

} // namespace

TEST_CASE("a chain is laid out as a straight line with the rows of the design")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const auto at = layoutLevel(graph.root(), {}).value();
    for (std::size_t i = 0; i < ids.size(); ++i)
        REQUIRE(at.at(ids[i]) == Position{0, 88.0 * static_cast<double>(i)}); // 48 high + 40 gap
}

TEST_CASE("no two nodes overlap and every wire runs forward, on 100 random graphs, both directions")
{
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const Graph graph = randomGraph(seed, 40);
        LayoutOptions options;
        options.leftToRight = seed % 2 == 0;
        const auto at = layoutLevel(graph.root(), options).value();
        REQUIRE(at.size() == 40);
        for (const auto& [a, p] : at) {
            REQUIRE(std::isfinite(p.x));
            REQUIRE(std::abs(p.x) + std::abs(p.y) < 1e6);
            for (const auto& [b, q] : at)
                if (a < b)
                    REQUIRE((std::abs(p.x - q.x) >= options.nodeWidth || std::abs(p.y - q.y) >= options.nodeHeight));
        }
        for (const Wire& w : graph.root().wires) {
            const Position from = at.at(w.from.node), to = at.at(w.to.node);
            REQUIRE((options.leftToRight ? from.x < to.x : from.y < to.y));
        }
        REQUIRE(layoutLevel(graph.root(), options).value() == at);
    }
}

TEST_CASE("a layer stands as far behind the one before as the neediest of its nodes asks, and never nearer than the gap")
{
    Graph graph;
    const auto ids = chain(graph, 4);
    LayoutOptions options;
    options.leftToRight = true;
    options.gapFlow = 112;
    options.roomBehind = {{ids[0], 30}, {ids[1], 200}};
    const auto at = layoutLevel(graph.root(), options).value();
    REQUIRE(at.at(ids[1]).x - at.at(ids[0]).x == 184 + 112);
    REQUIRE(at.at(ids[2]).x - at.at(ids[1]).x == 184 + 200);
    REQUIRE(at.at(ids[3]).x - at.at(ids[2]).x == 184 + 112);
}

TEST_CASE("layout of a selection leaves the others alone and stays where it was")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    graph = moveNodes(graph, "", {{ids[1], {800, 160}}, {ids[2], {640, 400}}});
    const auto at = layoutLevel(graph.root(), {}, {ids[1], ids[2]}).value();
    REQUIRE(at.size() == 2);
    REQUIRE(at.at(ids[1]) == Position{640, 160});
}

TEST_CASE("a cancelled layout says so")
{
    Task task;
    task.cancel();
    const Graph graph = randomGraph(3, 200);
    REQUIRE(layoutLevel(graph.root(), {}, {}, task).error().code == "cancelled");
}
