// Portals: an output whose wires are drawn as named ends. They follow their node, and what is made of it.
#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

/// input -> relu1 -> relu2 -> output with a portal at relu1.
struct Hub {
    Hub()
    {
        ids = chain(graph, 2);
        output = {ids[1], "out"};
        graph = setPortal(graph, "", output, "mask");
    }
    Graph graph;
    std::vector<NodeId> ids;
    PortRef output;
};

const std::map<PortRef, std::string>& portals(const Graph& graph)
{
    return graph.root().portals;
}

} // namespace

TEST_CASE("A portal is part of the design's value and of its JSON")
{
    const Hub h;
    CHECK(portals(h.graph).at(h.output) == "mask");
    CHECK_FALSE(h.graph == setPortal(h.graph, "", h.output, "other"));
    CHECK(portals(setPortal(h.graph, "", h.output, "")).empty());
    const auto read = graphFromJson(nlohmann::json::parse(toJson(h.graph).dump()));
    REQUIRE(read);
    CHECK(*read == h.graph);
}

TEST_CASE("Names of portals are unique in their level; the same name again stays")
{
    const Hub h;
    const Graph two = setPortal(h.graph, "", {h.ids[0], "out"}, "mask");
    CHECK(portals(two).at({h.ids[0], "out"}) == "mask2");
    CHECK(portals(setPortal(two, "", h.output, "mask2")).at(h.output) == "mask3");
    CHECK(portals(setPortal(two, "", h.output, "mask")) == portals(two));
}

TEST_CASE("A portal goes with its node, and stays when its wires go")
{
    const Hub h;
    CHECK(portals(removeNodes(h.graph, "", {h.ids[1]}, true)).empty());
    CHECK(portals(removeNodes(h.graph, "", {h.ids[2]}, false)).size() == 1);
}

TEST_CASE("Copied layers bring their portals, with names that are free")
{
    const Hub h;
    const auto pasted = pasteNodes(h.graph, "", copyNodes(h.graph, "", {h.ids[1], h.ids[2]}), {0, 0});
    REQUIRE(pasted);
    REQUIRE(portals(pasted->graph).size() == 2);
    for (const auto& [output, name] : portals(pasted->graph))
        if (!(output == h.output)) {
            CHECK(pasted->ids.contains(output.node));
            CHECK(name == "mask2");
        }
}

TEST_CASE("A module takes portals in, keeps them at its border, and gives them back")
{
    const Hub h;
    const auto made = makeModule(h.graph, "", {h.ids[1]}, "Block");
    REQUIRE(made);
    CHECK(made->graph.level(made->definition)->portals.at(h.output) == "mask");
    REQUIRE(portals(made->graph).size() == 1);
    CHECK(portals(made->graph).begin()->first.node == made->instance);
    CHECK(portals(made->graph).begin()->second == "mask");
    const auto out = dissolveModule(made->graph, "", made->instance);
    REQUIRE(out);
    REQUIRE(portals(out->graph).size() == 1);
    CHECK(out->ids.contains(portals(out->graph).begin()->first.node));
    const auto behind = makeModule(h.graph, "", {h.ids[2]}, "Block");
    REQUIRE(behind);
    CHECK(portals(behind->graph) == portals(h.graph));
    REQUIRE(behind->graph.level(behind->definition)->portals.size() == 1);
    CHECK(behind->graph.level(behind->definition)->portals.begin()->second == "mask");
}

TEST_CASE("Damaged portals are refused, those of unknown nodes are left out")
{
    const Hub h;
    auto json = toJson(h.graph);
    json["portals"][0][0] = 999;
    const auto read = graphFromJson(json);
    REQUIRE(read);
    CHECK(portals(*read).empty());
    json["portals"][0] = "hub";
    CHECK(graphFromJson(json).error().code == "graph.bad_field");
}

TEST_CASE("Copies keep what fed the originals when asked to, where it is the same node")
{
    const Hub h;
    const std::string clip = copyNodes(h.graph, "", {h.ids[2]});
    const auto plain = pasteNodes(h.graph, "", clip, {0, 0});
    REQUIRE(plain);
    CHECK(plain->graph.root().wires.size() == h.graph.root().wires.size());
    const auto fed = pasteNodes(h.graph, "", clip, {0, 0}, true);
    REQUIRE(fed);
    CHECK(fed->keptInputs == 1);
    const Wire* into = fed->graph.root().wireInto({*fed->ids.begin(), "in"});
    REQUIRE(into);
    CHECK(into->from == h.output);
    const auto renamed = renameNode(h.graph, "", h.ids[1], "another");
    REQUIRE(renamed);
    const auto strange = pasteNodes(*renamed, "", clip, {0, 0}, true);
    REQUIRE(strange);
    CHECK(strange->keptInputs == 0);
}

TEST_CASE("Frames keep colour and lock in their JSON, and plain ones are written as before")
{
    Graph graph;
    Level level;
    level.frames = {{1, "Stem", {0, 0}, 100, 80, false, "teal", true}, {2, "Plain", {0, 0}, 50, 50, true}};
    graph = graph.withLevel("", level);
    const auto json = toJson(graph);
    CHECK(json["frames"][0]["color"] == "teal");
    CHECK_FALSE(json["frames"][1].contains("color"));
    CHECK_FALSE(json["frames"][1].contains("locked"));
    const auto read = graphFromJson(json);
    REQUIRE(read);
    CHECK(*read == graph);
}
