#include <algorithm>

#include "core/project/examples.h"
#include "core/project/plan.h"
#include "tests/core/project/some_project.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("The gallery holds the examples that are promised, in their order")
{
    const auto examples = readProjectExamples();
    REQUIRE(examples);
    std::vector<std::string> ids;
    for (const ProjectExample& example : *examples)
        ids.push_back(example.id);
    CHECK(ids == std::vector<std::string>{"digits_cnn", "digits_mlp", "iris", "xor", "breast_cancer", "residual_cnn", "lstm_waves", "textbook_two_layer",
                                          "textbook_logistic"});
}

TEST_CASE("Every example teaches something and can be trained as it is")
{
    for (const ProjectExample& example : projectExamples()) {
        CAPTURE(example.id);
        CHECK(example.lesson.size() > 200);
        CHECK(example.summary.size() > 10);
        CHECK(example.summary.back() == (example.id == "lstm_waves" ? '?' : '.'));
        CHECK(std::filesystem::exists(resourceFolder() / "icons" / (example.icon + ".svg")));
        const auto project = exampleProject(example.id);
        REQUIRE(project);
        CHECK(project->lesson == example.lesson);
        const auto prepared = prepareData(project->data, "/", Task());
        REQUIRE(prepared);
        const auto plan = makePlan(*project, *prepared, "/");
        if (!plan)
            FAIL(sentence(plan.error()));
        CHECK(plan->program->outputs.size() == 1);
        CHECK(plan->program->parameterCount() > 0);
        CHECK(lower(project->graph, bindingsFor(*prepared)).diagnostics.empty());
    }
}

TEST_CASE("The textbook networks have the parameters that the books count")
{
    const auto count = [](const char* id) {
        const auto project = exampleProject(id);
        const auto prepared = prepareData(project->data, "/", Task());
        return makePlan(*project, *prepared, "/")->program->parameterCount();
    };
    CHECK(count("textbook_two_layer") == 10 * 64 + 64 + 64 * 1 + 1);
    CHECK(count("textbook_logistic") == 10 + 1);
}

TEST_CASE("Examples are found by id, title and short name, and an unknown one is told what there is")
{
    const auto digits = exampleProject("digits_cnn");
    REQUIRE(digits);
    CHECK(*exampleProject("Digits CNN") == *digits);
    CHECK(*exampleProject("digits") == *digits);
    const auto none = exampleProject("digit");
    REQUIRE(!none);
    CHECK(message(none.error()) == "There is no example named 'digit'.");
    CHECK(hint(none.error()).find("digits_cnn, digits_mlp, iris") != std::string::npos);
}
