#include "core/project/initial_weights.h"

#include "core/analysis/repeat_module.h"
#include "core/graph/edits.h"
#include "core/layers/graph_text.h"
#include "core/project/moved_nodes.h"
#include "core/project/plan.h"
#include "tests/core/project/some_project.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

Project irisWith(const std::string& graph)
{
    Project project;
    project.data.source = "iris";
    const auto parsed = parseGraphText(graph);
    REQUIRE(parsed);
    project.graph = *parsed;
    return project;
}

/// A tensor of these sizes whose elements are all `value`.
HostTensor allOf(std::vector<std::int64_t> sizes, float value)
{
    HostTensor tensor(DType::Float32, std::move(sizes));
    for (float& element : tensor.mutableValues<float>())
        element = value;
    return tensor;
}

} // namespace

TEST_CASE("A plan begins with the project's initial weights")
{
    const TemporaryFolder folder;
    Project project = irisWith("input(4) > dense(3) > output(cross_entropy)");
    const auto weights = writeInitialWeights(folder.path() / "net.nodegrad", {{"dense1.weight", allOf({3, 4}, 0.5F)}, {"dense1.bias", allOf({3}, 2)}});
    REQUIRE(weights);
    project.initialWeights = *weights;
    const auto prepared = prepareData(project.data, folder.path(), Task());
    const auto plan = makePlan(project, *prepared, folder.path());
    REQUIRE(plan);
    CHECK(plan->initialWeights.at("dense1.weight").floats()[11] == 0.5F);
    CHECK(plan->notices.empty());
    const auto resumed = makePlan(project, *prepared, folder.path(), Checkpoint{});
    REQUIRE(resumed);
    CHECK(resumed->initialWeights.empty());
    CHECK(resumed->resume.has_value());
}

TEST_CASE("A changed last layer is drawn anew, and the run says so")
{
    const TemporaryFolder folder;
    Project project = irisWith("input(4) > dense(8) > relu > dense(3) > output(cross_entropy)");
    project.initialWeights = *writeInitialWeights(folder.path() / "net.nodegrad", {{"dense1.weight", allOf({8, 4}, 0.5F)}, {"dense1.bias", allOf({8}, 2)},
                                                                                    {"dense2.weight", allOf({10, 8}, 1)}, {"dense2.bias", allOf({10}, 1)}});
    const auto prepared = prepareData(project.data, folder.path(), Task());
    const auto plan = makePlan(project, *prepared, folder.path());
    REQUIRE(plan);
    CHECK(plan->initialWeights.size() == 4);
    CHECK(plan->initialWeights.at("dense1.bias").floats()[0] == 2);
    CHECK(plan->initialWeights.at("dense2.weight").shape() == std::vector<std::int64_t>{3, 8});
    REQUIRE(plan->notices.size() == 1);
    CHECK(plan->notices[0] == "2 of 4 weights come from 'net.initial.safetensors'; new ones begin at dense2.weight, dense2.bias.");
}

TEST_CASE("A file of weights that is gone, changed or strange keeps a run from starting")
{
    const TemporaryFolder folder;
    Project project = irisWith("input(4) > dense(3) > output(cross_entropy)");
    project.initialWeights = *writeInitialWeights(folder.path() / "net.nodegrad", {{"other.weight", allOf({3, 4}, 0.5F)}});
    const auto prepared = prepareData(project.data, folder.path(), Task());
    CHECK(makePlan(project, *prepared, folder.path()).error().code == "project.weights_do_not_fit");
    put(folder.path() / "net.initial.safetensors", "something else");
    CHECK(makePlan(project, *prepared, folder.path()).error().code == "project.weights_changed");
    std::filesystem::remove(folder.path() / "net.initial.safetensors");
    CHECK(makePlan(project, *prepared, folder.path()).error().code == "file.missing");
}

TEST_CASE("The file of weights is named in the project, and its path moves with the project")
{
    const TemporaryFolder folder;
    Project project = someProject();
    project.initialWeights = InitialWeights{"net.initial.safetensors", std::string(64, 'a'), {}};
    REQUIRE(writeProject(folder.path() / "net.nodegrad", project));
    CHECK(readProject(folder.path() / "net.nodegrad")->initialWeights == project.initialWeights);
    CHECK(rebased(project, "/home/a/nets", "/home/a").initialWeights->path == "nets/net.initial.safetensors");
    nlohmann::json json = toJson(project);
    json["initial_weights"] = {{"path", 3}};
    CHECK(projectFromJson(json).error().code == "project.damaged");
}

TEST_CASE("Layers that became a module keep their initial weights")
{
    const TemporaryFolder folder;
    Project project = irisWith("input(4) > dense(4) > relu > dense(4) > relu > dense(3) > output(cross_entropy)");
    project.initialWeights = *writeInitialWeights(folder.path() / "net.nodegrad",
                                                  {{"dense1.weight", allOf({4, 4}, 1)}, {"dense1.bias", allOf({4}, 2)}, {"dense2.weight", allOf({4, 4}, 3)},
                                                   {"dense2.bias", allOf({4}, 4)}, {"dense3.weight", allOf({3, 4}, 5)}, {"dense3.bias", allOf({3}, 6)}});
    const auto made = makeRepeatModule(project.graph, "", findRepeats(project.graph.root()).at(0), "Block");
    REQUIRE(made);
    project.graph = made->graph;
    project.initialWeights->renamed.push_back(made->renamed);
    project.initialWeights->renamed.push_back({{"body", "block1"}}); // and then its instance another name
    project.graph = *renameNode(project.graph, "", made->instances[0], "body");
    const auto prepared = prepareData(project.data, folder.path(), Task());
    const auto plan = makePlan(project, *prepared, folder.path());
    REQUIRE(plan);
    CHECK(plan->notices.empty());
    CHECK(plan->initialWeights.at("body.1.dense1.weight").floats()[0] == 3);
    CHECK(plan->initialWeights.at("body.0.dense1.bias").floats()[0] == 2);
    CHECK(plan->initialWeights.at("dense3.weight").floats()[0] == 5);

    // It needs a newer program to read: one that does not know of it would draw those weights anew.
    CHECK(toJson(project).at("nodegrad") == 3);
    REQUIRE(writeProject(folder.path() / "net.nodegrad", project));
    CHECK(readProject(folder.path() / "net.nodegrad")->initialWeights == project.initialWeights);
    project.initialWeights->renamed.clear();
    CHECK(toJson(project).at("nodegrad") == 1);
}

TEST_CASE("A new layer at a place that another one left is drawn anew")
{
    const TemporaryFolder folder;
    Project project = irisWith("x = input(4); a = x > dense(4); dense2 = a > dense(3); dense2 > output(cross_entropy)");
    project.initialWeights = *writeInitialWeights(folder.path() / "net.nodegrad", {{"a.weight", allOf({4, 4}, 1)}, {"a.bias", allOf({4}, 2)},
                                                                                    {"dense2.weight", allOf({3, 4}, 3)}, {"dense2.bias", allOf({3}, 4)}});
    const auto prepared = prepareData(project.data, folder.path(), Task());
    const auto began = [&](const MovedNodes& step, const char* graph) {
        Project changed = withMovedNodes(project, step);
        changed.graph = *parseGraphText(graph);
        const auto plan = makePlan(changed, *prepared, folder.path());
        REQUIRE(plan);
        return std::map<std::string, float>{{"a", plan->initialWeights.at("a.bias").floats()[0]}, {"b", plan->initialWeights.at("b.bias").floats()[0]}};
    };
    const char* both = "x = input(4); b = x > dense(4); a = b > dense(4); dense2 = a > dense(3); dense2 > output(cross_entropy)";
    CHECK(began({{"b", "a"}}, both).at("b") == 2);
    CHECK(began({{"b", "a"}}, both).at("a") != 2);
    // A copy leaves the original its weights.
    const Project copied = withCopiedNodes(project, {{"b", "a"}});
    CHECK(began(copied.initialWeights->renamed.at(0), both).at("a") == 2);
    CHECK(began(copied.initialWeights->renamed.at(0), both).at("b") == 2);
    CHECK(withCopiedNodes(project, {{"a", "a"}}) == project);
}

TEST_CASE("Bookmarks lead to where their level lies now")
{
    Project project;
    project.bookmarks = {{1, {{"block", "part"}, {}, 1}}, {2, {{"other"}, {}, 1}}, {3, {{}, {}, 1}}};
    const Project moved = withMovedNodes(project, {{"outer.0.block", "block"}});
    CHECK(moved.bookmarks.at(1).path == std::vector<std::string>{"outer", "block", "part"});
    CHECK(moved.bookmarks.at(2) == project.bookmarks.at(2));
    CHECK(moved.bookmarks.at(3) == project.bookmarks.at(3));
}
