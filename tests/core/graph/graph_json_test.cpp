#include "tests/core/graph/build.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("a graph with modules survives JSON bit for bit")
{
    Graph graph;
    const auto ids = chain(graph, 3);
    graph = changeNode(graph, "", ids[1], [](Node& node) {
                node.params.set("slope", 0.1);
                node.params.set("kernel", std::vector<std::int64_t>{3, 5});
                node.title = "Größe 大";
                node.frozen = true;
            }).value();
    graph = makeModule(graph, "", {ids[2]}, "Block")->graph;
    const auto read = graphFromJson(nlohmann::json::parse(toJson(graph).dump()));
    REQUIRE(read);
    REQUIRE(*read == graph);
}

TEST_CASE("fields and types of a newer program are kept")
{
    Graph graph;
    const auto ids = chain(graph, 1);
    auto json = toJson(graph);
    json["nodes"][1]["type"] = "quantum_layer";
    json["nodes"][1]["sparkle"] = 7;
    const auto read = graphFromJson(json);
    REQUIRE(read);
    REQUIRE(toJson(*read) == json);
}

TEST_CASE("a damaged design is refused with the place named")
{
    Graph graph;
    chain(graph, 2);
    auto json = toJson(graph);
    SECTION("duplicate ids")
    {
        json["nodes"][1]["id"] = json["nodes"][0]["id"];
        REQUIRE(graphFromJson(json).error().code == "graph.duplicate_id");
    }
    SECTION("duplicate names")
    {
        json["nodes"][1]["name"] = json["nodes"][2]["name"];
        REQUIRE(graphFromJson(json).error().code == "graph.duplicate_name");
    }
    SECTION("a wire to nowhere")
    {
        json["wires"][0][2] = 999;
        REQUIRE(graphFromJson(json).error().code == "graph.bad_wire");
    }
    SECTION("fields of the wrong type")
    {
        json["nodes"] = 5;
        REQUIRE(graphFromJson(json).error().code == "graph.bad_field");
    }
}

TEST_CASE("module definitions that contain each other in a circle are refused")
{
    Graph graph;
    const auto ids = chain(graph, 2);
    auto made = makeModule(graph, "", {ids[1]}, "Block");
    auto json = toJson(made->graph);
    json["modules"][0]["nodes"].push_back({{"id", 90}, {"name", "self"}, {"type", "module"}, {"definition", made->definition}});
    REQUIRE(graphFromJson(json).error().code == "graph.too_deep");
}
