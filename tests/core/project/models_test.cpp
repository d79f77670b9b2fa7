// The networks of the literature and the ready-made blocks. Counts of parameters are the published ones.

#include "core/analysis/summary.h"
#include "core/layers/graph_text.h"
#include "core/ops/op_type.h"
#include "core/project/examples.h"
#include "core/project/ready_modules.h"
#include "core/project/reference_models.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

std::string problems(const Lowered& lowered)
{
    std::string text;
    for (const Diagnostic& diagnostic : lowered.diagnostics)
        if (diagnostic.severity == Severity::Error)
            text += sentence(diagnostic.error) + "\n";
    return text;
}

Summary summaryOf(const ReferenceModel& model)
{
    const auto graph = referenceGraph(model);
    if (!graph)
        FAIL(sentence(graph.error()));
    const Lowered lowered = lower(*graph, {});
    CHECK(problems(lowered) == "");
    return summarize(lowered, {});
}

} // namespace

TEST_CASE("Every known network has as many parameters as published")
{
    const auto models = readReferenceModels();
    REQUIRE(models);
    REQUIRE(models->size() == 13);
    for (const ReferenceModel& model : *models) {
        INFO(model.id);
        CHECK(summaryOf(model).parameters == model.parameters);
        CHECK(model.lesson.size() > 100);
        CHECK(model.summary.ends_with('.'));
        CHECK_FALSE(model.source.empty());
    }
}

// LeNet-5: 5*5*1*6*28*28 + 5*5*6*16*10*10 + 400*120 + 120*84 + 84*10.
// ResNet-18 at 224 x 224: 7*7*3*64*112*112 + 4 * 9*64*64*56*56 + 3 * (9*64*128*28*28 + 3 * 9*128*128*28*28 + 64*128*28*28) + 512*1000,
// the three later stages costing the same since channels double as both sides halve.
TEST_CASE("Multiply-adds equal a count by hand")
{
    for (const ReferenceModel& model : referenceModels()) {
        if (model.id == "lenet5")
            CHECK(summaryOf(model).macsPerSample == 117600 + 240000 + 48000 + 10080 + 840);
        if (model.id == "resnet18")
            CHECK(summaryOf(model).macsPerSample == 118013952 + 4 * 115605504LL + 3 * (57802752 + 3 * 115605504LL + 6422528) + 512000);
    }
}

TEST_CASE("A known network opens by its name, as an example does")
{
    const auto project = exampleProject("ResNet-18");
    REQUIRE(project);
    CHECK(project->graph.modules().size() == 7);
    CHECK(project->data.source.empty());
    CHECK(exampleProject("resnet19").error().code == "examples.unknown");
}

TEST_CASE("Every ready-made block fits what comes in, and keeps its channels where it is a residual")
{
    const auto modules = readReadyModules();
    REQUIRE(modules);
    REQUIRE(modules->size() >= 13);
    for (const ReadyModule& module : *modules) {
        INFO(module.id);
        const bool isImage = module.input == Kind::Image;
        const Spec in = isImage ? Spec{DType::Float32, {batchDim(), 128, 8, 8}, Kind::Image, 0} : Spec{DType::Float32, {batchDim(), 10, 128}, Kind::Sequence, 0};
        const auto made = makeReadyModule(module, in, "m1");
        REQUIRE(made);
        CHECK(made->title == module.title);
        // The block between an Input and Outputs, one for each of its results; U-Net's way up also takes what was kept.
        std::string inputs = "x", outputs;
        for (const NodePtr& node : made->level->nodes)
            if (node->type == kModuleInputType && node->name != "in")
                inputs += ", y";
        const std::string text = "module " + module.id + " { in > relu > out }; x = input(" + (isImage ? "128,8,8" : "10,128") + "); " +
                                 (inputs == "x" ? "" : "y = input(64,16,16); ") + "b = " + module.id + "(" + std::string("x") + "); b > flatten > output(mse)";
        auto graph = parseGraphText(text);
        REQUIRE(graph);
        // Put the block in the place of the stand-in.
        const std::string id = graph->modules().begin()->first;
        Graph whole = graph->withModule({id, made->title, made->level});
        if (inputs != "x") {
            Level root = whole.root();
            root.wires.push_back({{root.findByName("y")->id, "out"}, {root.findByName("b")->id, "skip"}});
            whole = whole.withLevel("", std::move(root));
        }
        const Lowered lowered = lower(whole, {});
        CHECK(problems(lowered) == "");
        CHECK(lowered.program.parameterCount() > 0);
    }
}

TEST_CASE("A block without a known input takes its own number of channels")
{
    const ReadyModule* block = findReadyModule("residual_block");
    REQUIRE(block);
    const auto made = makeReadyModule(*block, absentSpec(), "m1");
    REQUIRE(made);
    const Node* conv = made->level->findByName("conv1");
    REQUIRE(conv);
    CHECK(conv->params.find("filters") != nullptr);
    CHECK(*conv->params.find("filters") == ParamValue(std::int64_t(64)));
    const auto narrow = makeReadyModule(*findReadyModule("squeeze_excite"), {DType::Float32, {batchDim(), 4, 8, 8}, Kind::Image, 0}, "m1");
    REQUIRE(narrow); // 4 / 16 channels are still one
    CHECK(*narrow->level->findByName("dense1")->params.find("units") == ParamValue(std::int64_t(1)));
}
