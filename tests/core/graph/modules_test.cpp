#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("a module made from the middle of a chain has one port each way and dissolves to the same chain")
{
    Graph graph;
    const auto ids = chain(graph, 4);
    const auto made = makeModule(graph, "", {ids[2], ids[3]}, "Block");
    REQUIRE(made);
    const Level& inside = *made->graph.level(made->definition);
    REQUIRE(inside.nodes.size() == 4);
    REQUIRE(made->graph.root().wireInto({made->instance, "in"})->from.node == ids[1]);
    REQUIRE(made->graph.root().wireInto({ids[4], "in"})->from == PortRef{made->instance, "out"});

    const auto dissolved = dissolveModule(made->graph, "", made->instance);
    REQUIRE(dissolved);
    REQUIRE(dissolved->graph.root().nodes.size() == graph.root().nodes.size());
    REQUIRE(dissolved->graph.root().wires.size() == graph.root().wires.size());
    REQUIRE(dissolved->graph.modules().empty());
}

TEST_CASE("the layers of a frozen module stay frozen when it is dissolved")
{
    Graph graph;
    const auto ids = chain(graph, 4);
    const auto made = makeModule(graph, "", {ids[2], ids[3]}, "Block");
    REQUIRE(made);
    const auto frozen = changeNode(made->graph, "", made->instance, [](Node& node) { node.frozen = true; });
    REQUIRE(frozen);
    const auto dissolved = dissolveModule(*frozen, "", made->instance);
    REQUIRE(dissolved);
    for (const NodePtr& node : dissolved->graph.root().nodes)
        CHECK(node->frozen == dissolved->ids.contains(node->id));
}

TEST_CASE("an output that feeds several nodes outside becomes one port")
{
    Graph graph;
    const auto ids = chain(graph, 2);
    const NodeId other = add(graph, "relu");
    wire(graph, ids[1], other);
    const auto made = makeModule(graph, "", {ids[1]}, "Block");
    REQUIRE(made);
    REQUIRE(made->graph.root().wiresFrom({made->instance, "out"}).size() == 2);
}

TEST_CASE("a selection that a path leaves and enters again cannot become a module")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    REQUIRE(makeModule(graph, "", {ids[1], ids[3]}, "Block").error().code == "graph.module_cycle");
    REQUIRE(makeModule(graph, "", {ids[0], ids[1]}, "Block").error().code == "graph.module_io");
}

TEST_CASE("instances share a definition until one is made unique")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const auto made = makeModule(graph, "", {ids[2]}, "Block");
    const auto pasted = pasteNodes(made->graph, "", copyNodes(made->graph, "", {made->instance}), {300, 0});
    REQUIRE(pasted);
    REQUIRE(pasted->graph.modules().size() == 1);
    REQUIRE(pasted->graph.root().find(*pasted->ids.begin())->definition == made->definition);
    const auto unique = makeUnique(pasted->graph, "", *pasted->ids.begin());
    REQUIRE(unique->modules().size() == 2);
    const Node& own = *unique->root().find(*pasted->ids.begin());
    REQUIRE(own.definition != made->definition);
    REQUIRE(unique->module(made->definition)->title == "Block");
    REQUIRE(unique->module(own.definition)->title == "Block 2");
    // And of that one, the next number.
    const auto third = pasteNodes(*unique, "", copyNodes(*unique, "", {own.id}), {600, 0});
    const auto again = makeUnique(third->graph, "", *third->ids.begin());
    REQUIRE(again->module(again->root().find(*third->ids.begin())->definition)->title == "Block 3");
}

TEST_CASE("definitions that no instance uses are dropped with the last instance")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const auto made = makeModule(graph, "", {ids[2]}, "Block");
    REQUIRE(removeNodes(made->graph, "", {made->instance}, true).modules().empty());
}

TEST_CASE("a repeated module is not dissolved")
{
    Graph graph;
    const auto ids = chain(graph, 2);
    auto made = makeModule(graph, "", {ids[1]}, "Block");
    const auto repeated = changeNode(made->graph, "", made->instance, [](Node& node) { node.params.set("repeat", std::int64_t(3)); });
    REQUIRE(dissolveModule(*repeated, "", made->instance).error().code == "graph.module_repeated");
}

TEST_CASE("A module is not pasted into itself, nor into what it holds")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    const auto inner = makeModule(graph, "", {ids[2]}, "Inner");
    REQUIRE(inner);
    const auto outer = makeModule(inner->graph, "", {inner->instance}, "Outer");
    REQUIRE(outer);
    const std::string clip = copyNodes(outer->graph, "", {outer->instance});
    CHECK(pasteNodes(outer->graph, outer->definition, clip, {}).error().code == "graph.module_in_itself");
    CHECK(pasteNodes(outer->graph, inner->definition, clip, {}).error().code == "graph.module_in_itself");
    const auto beside = pasteNodes(outer->graph, "", clip, {});
    REQUIRE(beside);
    const std::string innerClip = copyNodes(outer->graph, outer->definition, {inner->instance});
    CHECK(pasteNodes(outer->graph, outer->definition, innerClip, {}).has_value());
    CHECK(pasteNodes(outer->graph, inner->definition, innerClip, {}).error().code == "graph.module_in_itself");
}
