#include "core/layers/graph_text.h"
#include "core/project/plan.h"
#include "tests/core/project/some_project.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

Project irisProject(const std::string& graph)
{
    Project project;
    project.data.source = "iris";
    const auto parsed = parseGraphText(graph);
    if (!parsed)
        FAIL(sentence(parsed.error()));
    project.graph = *parsed;
    return project;
}

} // namespace

TEST_CASE("A plan without data is refused")
{
    const auto prepared = prepareData(DataSettings{}, "/", Task());
    REQUIRE(!prepared);
    CHECK(prepared.error().code == "project.no_data");
}

TEST_CASE("Facts of the data survive JSON and give the same bindings")
{
    const auto prepared = prepareData(irisProject("input(4) > dense(3) > output(cross_entropy)").data, "/", Task());
    REQUIRE(prepared);
    const DataFacts facts = factsOf(*prepared);
    const auto read = dataFactsFromJson(nlohmann::json::parse(toJson(facts).dump()));
    REQUIRE(read);
    CHECK(read->inputSpec == facts.inputSpec);
    CHECK(read->targetSpec == facts.targetSpec);
    CHECK(read->preparation == facts.preparation);
    CHECK(read->featureNames == facts.featureNames);
    CHECK(read->fingerprint == facts.fingerprint);
    CHECK(bindingsFor(*read).inputs.at("").affine == bindingsFor(*prepared).inputs.at("").affine);
}

TEST_CASE("Damaged facts are refused")
{
    const auto prepared = prepareData(irisProject("input(4) > dense(3) > output(cross_entropy)").data, "/", Task());
    REQUIRE(prepared);
    const nlohmann::json good = toJson(factsOf(*prepared));
    for (const auto& [key, value] : good.items()) {
        nlohmann::json bad = good;
        bad.erase(key);
        CAPTURE(key);
        CHECK(dataFactsFromJson(bad).error().code == "project.damaged");
        bad[key] = 7;
        CHECK(dataFactsFromJson(bad).error().code == "project.damaged");
    }
}

TEST_CASE("The first problem of a design keeps it from being trained")
{
    const Project project = irisProject("input(4) > dense(7) > output(cross_entropy)");
    const auto prepared = prepareData(project.data, "/", Task());
    REQUIRE(prepared);
    const auto plan = makePlan(project, *prepared, "/");
    REQUIRE(!plan);
    CHECK(message(plan.error()).find("7") != std::string::npos);
    CHECK(message(plan.error()).find("3") != std::string::npos);
}

TEST_CASE("A model that cannot fit the memory is refused with figures and the layer that needs most")
{
    // 4 * 2e5 and 2e5 * 2e5 weights: the second alone is 160 GB, times four with gradients and Adam,
    // and once more for a new gradient beside the old one.
    const Project project = irisProject("a = input(4); b = a > dense(200000); huge = b > dense(200000); huge > dense(3) > output(cross_entropy)");
    const auto prepared = prepareData(project.data, "/", Task());
    REQUIRE(prepared);
    const auto plan = makePlan(project, *prepared, "/");
    REQUIRE(!plan);
    CHECK(plan.error().code == "memory.forecast");
    CHECK(message(plan.error()).find("huge") != std::string::npos);
    CHECK(message(plan.error()).find("800 GB") != std::string::npos);
}

TEST_CASE("Bad training settings are refused")
{
    Project project = irisProject("input(4) > dense(3) > output(cross_entropy)");
    const auto prepared = prepareData(project.data, "/", Task());
    REQUIRE(prepared);
    project.training.batchSize = 0;
    CHECK(!makePlan(project, *prepared, "/"));
    project.training.batchSize = 16;
    CHECK(makePlan(project, *prepared, "/"));
}
