#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("a new node gets the next free name of its type")
{
    Graph graph;
    const NodeId first = add(graph, "conv2d"), second = add(graph, "conv2d"), pool = add(graph, "max_pool2d");
    REQUIRE(graph.root().find(first)->name == "conv1");
    REQUIRE(graph.root().find(second)->name == "conv2");
    REQUIRE(graph.root().find(pool)->name == "pool1");
}

TEST_CASE("an input takes one wire: a second one replaces the first")
{
    Graph graph;
    const NodeId a = add(graph, "input"), b = add(graph, "relu"), c = add(graph, "relu");
    wire(graph, a, c);
    wire(graph, b, c);
    REQUIRE(graph.root().wires == std::vector<Wire>{{{b, "out"}, {c, "in"}}});
}

TEST_CASE("a wire that would close a circle is refused with both names")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const auto refused = connect(graph, "", {ids[3], "out"}, {ids[1], "in"});
    REQUIRE_FALSE(refused);
    REQUIRE(message(refused.error()) == "A wire from 'relu3' to 'relu1' would close a circle.");
}

TEST_CASE("deleting with heal bridges a whole removed chain")
{
    Graph graph;
    const auto ids = chain(graph, 4);
    const Graph healed = removeNodes(graph, "", {ids[2], ids[3]}, true);
    REQUIRE(healed.root().nodes.size() == 4);
    REQUIRE(healed.root().wireInto({ids[4], "in"})->from.node == ids[1]);
    const Graph cut = removeNodes(graph, "", {ids[2], ids[3]}, false);
    REQUIRE(cut.root().wireInto({ids[4], "in"}) == nullptr);
}

TEST_CASE("a node dropped on a wire stands between its ends")
{
    Graph graph;
    const auto ids = chain(graph, 1);
    Node dropout;
    dropout.type = "dropout";
    const auto inserted = insertOnWire(graph, "", {{ids[0], "out"}, {ids[1], "in"}}, dropout, "in", "out");
    REQUIRE(inserted);
    REQUIRE(inserted->graph.root().wireInto({ids[1], "in"})->from.node == inserted->id);
    REQUIRE(inserted->graph.root().wireInto({inserted->id, "in"})->from.node == ids[0]);
}

TEST_CASE("names must be identifiers and unique")
{
    Graph graph;
    const auto ids = chain(graph, 2);
    REQUIRE(renameNode(graph, "", ids[1], "stem")->root().find(ids[1])->name == "stem");
    REQUIRE(renameNode(graph, "", ids[1], "2 big").error().code == "graph.bad_name");
    REQUIRE(renameNode(graph, "", ids[1], "relu2").error().code == "graph.name_taken");
}

TEST_CASE("a copied piece is pasted with new ids, free names and its inner wires")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const std::string clip = copyNodes(graph, "", {ids[1], ids[2]});
    const auto pasted = pasteNodes(graph, "", clip, {400, 80});
    REQUIRE(pasted);
    REQUIRE(pasted->ids.size() == 2);
    REQUIRE(pasted->graph.root().nodes.size() == 7);
    REQUIRE(pasted->graph.root().wires.size() == graph.root().wires.size() + 1);
    for (const NodeId id : pasted->ids)
        REQUIRE(graph.root().findByName(pasted->graph.root().find(id)->name) == nullptr);
    REQUIRE(pasteNodes(graph, "", "hello", {}).error().code == "graph.not_a_clip");
}

TEST_CASE("edits leave the old value as it was and share what they do not touch")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const Graph before = graph;
    const Graph moved = moveNodes(graph, "", {{ids[1], {64, 64}}});
    REQUIRE(graph == before);
    REQUIRE_FALSE(moved == before);
    REQUIRE(moved.root().nodes[2] == before.root().nodes[2]);
    REQUIRE(moveNodes(moved, "", {{ids[1], {0, 0}}}) == before);
}

TEST_CASE("the topological order leaves out circles and names them")
{
    Graph graph;
    const auto ids = chain(graph, 2);
    Level level = graph.root();
    level.wires.push_back({{ids[2], "out"}, {ids[1], "side"}});
    std::vector<const Node*> circle;
    const auto order = topologicalOrder(level, &circle);
    REQUIRE(order.size() == 1);
    REQUIRE(circle.size() == 3);
}

TEST_CASE("What is reachable is found along the wires in both directions")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const NodeId aside = add(graph, "relu");
    wire(graph, ids[1], aside);
    CHECK(reachable(graph.root(), {ids[1]}, true) == std::set<NodeId>{ids[1], ids[2], ids[3], ids[4], aside});
    CHECK(reachable(graph.root(), {ids[3]}, false) == std::set<NodeId>{ids[0], ids[1], ids[2], ids[3]});
    CHECK(reachable(graph.root(), {aside, ids[4]}, true) == std::set<NodeId>{aside, ids[4]});
}
