// A file of each format that was ever written, as it was written then: it opens with all that it holds, and nothing of it is lost when it is
// saved. Files are never written anew; a new format adds one.

#include "core/graph/exposed.h"
#include "tests/core/project/some_project.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::filesystem::path kFolder = NODEGRAD_SOURCE_DIR "/tests/golden/projects";

/// All of `part` is in `whole`, with equal values; a newer program may write more settings.
bool holds(const nlohmann::json& whole, const nlohmann::json& part)
{
    if (part.is_object())
        return whole.is_object() && std::ranges::all_of(part.items(), [&](const auto& item) { return whole.contains(item.key()) && holds(whole.at(item.key()), item.value()); });
    if (part.is_array())
        return whole.is_array() && std::ranges::equal(whole, part, holds);
    return whole == part;
}

Project opened(int format)
{
    const auto project = readProject(kFolder / ("format" + std::to_string(format) + ".nodegrad"));
    REQUIRE(project);
    return *project;
}

} // namespace

TEST_CASE("Projects of every format open, and all that they hold is saved again, in the same format")
{
    for (int format = 1; format <= kProjectFormat; ++format) {
        CAPTURE(format);
        const nlohmann::json before = nlohmann::json::parse(contents(kFolder / ("format" + std::to_string(format) + ".nodegrad")));
        CHECK(before["nodegrad"] == format);
        CHECK(holds(toJson(opened(format)), before));
    }
}

TEST_CASE("A project of format 1 has its layers, settings, weights and what a newer program added")
{
    const Project project = opened(1);
    const Level& root = project.graph.root();
    REQUIRE(root.nodes.size() == 4);
    REQUIRE(root.wires.size() == 3);
    CHECK(root.wires[0] == Wire{{root.findByName("input")->id, "out"}, {root.findByName("dense1")->id, "in"}});
    CHECK(root.findByName("dense1")->params.integer("units") == 12);
    CHECK(root.nodes[2]->type == "a_layer_of_tomorrow");
    CHECK(project.data.source == "csv");
    CHECK(project.data.params.text("file") == "data/table.csv");
    CHECK(project.training.epochs == 7);
    CHECK(project.training.optimizer == "sgd");
    CHECK(project.training.optimizerParams.real("learning_rate") == 0.1);
    CHECK(project.lesson == "A lesson, with “quotes” and a line\nbreak.");
    REQUIRE(project.initialWeights);
    CHECK(project.initialWeights->path == "some.initial.safetensors");
    CHECK(project.initialWeights->sha256 == std::string(64, 'a'));
    CHECK(project.unknown["made_by"] == "somebody");
}

TEST_CASE("A project of format 2 has its knots and bookmarks")
{
    const Project project = opened(2);
    REQUIRE(project.graph.root().knots.size() == 1);
    CHECK(project.graph.root().knots.at(project.graph.root().wires[0]) == std::vector<Position>{{1.5, -2}, {3, 4}});
    CHECK(project.bookmarks.at(3) == Bookmark{{"block"}, {10, 20}, 0.5});
    CHECK(project.leftToRight);
}

TEST_CASE("A project of format 3 has its portals, frames, notes and names of weights")
{
    const Project project = opened(3);
    const Level& root = project.graph.root();
    REQUIRE(root.frames.size() == 2);
    CHECK(root.frames[0] == Frame{900, "Blue", {0, 0}, 300, 200, false, "blue", true});
    CHECK(root.frames[1] == Frame{901, "A *note*", {0, 300}, 200, 100, true, "", false});
    CHECK(root.portals == std::map<PortRef, std::string>{{root.wires[1].from, "hub"}});
    CHECK(project.initialWeights->renamed == std::vector<std::map<std::string, std::string>>{{{"a", "block.a"}}});
}

TEST_CASE("A project of format 4 has its module with what that exposes, unfolded, and hidden ports")
{
    const Project project = opened(4);
    REQUIRE(project.graph.modules().size() == 1);
    const ModuleDefinition& module = project.graph.modules().begin()->second;
    CHECK(module.title == "Block");
    REQUIRE(module.exposed.size() == 1);
    CHECK(module.exposed[0].title == "Width");
    const Node* dense = module.level->findByName("dense1");
    REQUIRE(dense);
    CHECK((dense->hidesFreePorts && dense->frozen));
    CHECK(module.exposed[0].node == dense->id);
    const auto isModule = [](const NodePtr& node) { return node->type == kModuleType; };
    const auto instance = std::ranges::find_if(project.graph.root().nodes, isModule);
    REQUIRE(instance != project.graph.root().nodes.end());
    CHECK((*instance)->unfolded);
    CHECK((*instance)->params.integer(module.exposed[0].id) == 99);
}
