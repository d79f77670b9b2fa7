// Knots: where a wire is led through. They follow their wire and never outlive it.
#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::vector<Position> kTwoKnots{{10, 20}, {30, 44}};

/// input -> relu1 -> relu2 -> output with two knots on relu1 -> relu2.
struct Knotted {
    Knotted()
    {
        ids = chain(graph, 2);
        wire = {{ids[1], "out"}, {ids[2], "in"}};
        graph = setKnots(graph, "", wire, kTwoKnots);
    }
    Graph graph;
    std::vector<NodeId> ids;
    Wire wire;
};

const std::map<Wire, std::vector<Position>>& knots(const Graph& graph)
{
    return graph.root().knots;
}

} // namespace

TEST_CASE("Knots are part of the design's value and of its JSON")
{
    const Knotted k;
    CHECK(knots(k.graph).at(k.wire) == kTwoKnots);
    CHECK_FALSE(k.graph == setKnots(k.graph, "", k.wire, {}));
    CHECK(knots(setKnots(k.graph, "", k.wire, {})).empty());
    const auto read = graphFromJson(nlohmann::json::parse(toJson(k.graph).dump()));
    REQUIRE(read);
    CHECK(*read == k.graph);
    CHECK(knots(*read).at(k.wire) == kTwoKnots);
}

TEST_CASE("Knots go with their wire")
{
    const Knotted k;
    CHECK(knots(disconnect(k.graph, "", k.wire)).empty());
    CHECK(knots(removeNodes(k.graph, "", {k.ids[2]}, false)).empty());
    CHECK(knots(connect(k.graph, "", {k.ids[0], "out"}, k.wire.to).value()).empty());
    CHECK(knots(disconnect(k.graph, "", k.graph.root().wires.front())).size() == 1);
    CHECK(knots(setKnots(k.graph, "", {{k.ids[0], "out"}, {k.ids[3], "in"}}, kTwoKnots)).size() == 1);
}

TEST_CASE("Knots move along when both ends of their wire move by the same way")
{
    const Knotted k;
    const Graph both = moveNodes(k.graph, "", {{k.ids[1], {8, 16}}, {k.ids[2], {8, 16}}});
    CHECK(knots(both).at(k.wire) == std::vector<Position>{{18, 36}, {38, 60}});
    const Graph one = moveNodes(k.graph, "", {{k.ids[1], {8, 16}}});
    CHECK(knots(one).at(k.wire) == kTwoKnots);
    const Graph apart = moveNodes(k.graph, "", {{k.ids[1], {8, 16}}, {k.ids[2], {8, 24}}});
    CHECK(knots(apart).at(k.wire) == kTwoKnots);
    CHECK(knots(withoutKnots(k.graph, "", {k.ids[2]})).empty());
    CHECK(knots(withoutKnots(k.graph, "", {k.ids[0]})).size() == 1);
}

TEST_CASE("Copied layers bring the knots between them, shifted as they are")
{
    const Knotted k;
    const std::string clip = copyNodes(k.graph, "", {k.ids[1], k.ids[2]});
    const auto pasted = pasteNodes(k.graph, "", clip, {100, 200});
    REQUIRE(pasted);
    REQUIRE(knots(pasted->graph).size() == 2);
    for (const auto& [wire, points] : knots(pasted->graph))
        if (!(wire == k.wire)) {
            CHECK(pasted->ids.contains(wire.from.node));
            CHECK(points == std::vector<Position>{{110, 220}, {130, 244}});
        }
    const auto half = pasteNodes(k.graph, "", copyNodes(k.graph, "", {k.ids[2], k.ids[3]}), {0, 0});
    REQUIRE(half);
    CHECK(knots(half->graph).size() == 1);
}

TEST_CASE("Knots inside a module go in with its layers and come out again")
{
    const Knotted k;
    const auto made = makeModule(k.graph, "", {k.ids[1], k.ids[2]}, "Block");
    REQUIRE(made);
    CHECK(knots(made->graph).empty());
    CHECK(made->graph.level(made->definition)->knots.at(k.wire) == kTwoKnots);
    const auto out = dissolveModule(made->graph, "", made->instance);
    REQUIRE(out);
    REQUIRE(knots(out->graph).size() == 1);
    const auto& [wire, points] = *knots(out->graph).begin();
    const Position at = out->graph.root().find(wire.from.node)->position;
    const Position inside = k.graph.root().find(k.ids[1])->position;
    CHECK(points.front() == Position{10 + at.x - inside.x, 20 + at.y - inside.y});
}

TEST_CASE("Damaged knots are refused, knots of unknown wires are left out")
{
    const Knotted k;
    auto json = toJson(k.graph);
    json["knots"][0][0] = 999;
    const auto read = graphFromJson(json);
    REQUIRE(read);
    CHECK(knots(*read).empty());
    json["knots"][0] = "bent";
    CHECK(graphFromJson(json).error().code == "graph.bad_field");
}
