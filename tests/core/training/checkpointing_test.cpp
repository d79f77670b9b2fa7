// Gradient checkpointing: the same steps in less memory.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include "core/analysis/summary.h"
#include "core/engine/tensor_memory.h"
#include "core/layers/graph_text.h"
#include "core/training/session.h"
#include "tests/core/training/exact_runs.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// A design over (3, 8, 8) pictures or (6, 16) sequences, with data for two batches.
TrainingPlan planFor(const std::string& text)
{
    const auto graph = parseGraphText(text);
    INFO((graph ? "" : sentence(graph.error())));
    REQUIRE(graph);
    const Lowered lowered = lower(*graph, {});
    INFO((lowered.diagnostics.empty() ? "" : sentence(lowered.diagnostics[0].error)));
    REQUIRE(lowered.ok());
    const DatasetPtr data = clouds(24, text.find("3,8,8") != std::string::npos ? std::vector<std::int64_t>{3, 8, 8} : std::vector<std::int64_t>{6, 16}, 3);
    TrainingPlan plan = planOf(std::make_shared<const Program>(lowered.program), data, 4);
    plan.settings.batchSize = 8;
    plan.settings.epochs = 2;
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.1}, {"momentum", 0.9}};
    return plan;
}

TrainingPlan checkpointed(TrainingPlan plan, const std::string& modules = {})
{
    plan.settings.gradientCheckpointing = true;
    plan.settings.checkpointedModules = modules;
    return plan;
}

double largestDifference(const StateDict& a, const StateDict& b)
{
    double largest = 0;
    for (const auto& [path, tensor] : a)
        for (std::int64_t i = 0; i < tensor.count(); ++i)
            largest = std::max(largest, std::abs(tensor.number(i) - b.at(path).number(i)) / (1 + std::abs(tensor.number(i))));
    return largest;
}

std::string codeOf(const TrainingPlan& plan)
{
    MemorySink sink(std::make_shared<WrittenRun>());
    RecordingControl control;
    return trainingLoop(plan, sink, control).error.code;
}

struct Case {
    std::string text, modules = {};
};

const std::vector<Case>& cases()
{
    static const std::string residual = "module block { a = in > conv2d(8, kernel=3, padding=same, bias=false) > batch_norm > relu > dropout(0.2) "
                                        "> conv2d(8, kernel=3, padding=same, bias=false) > batch_norm; add(in, a) > relu > out }; ";
    static const std::string attention = "module block { n = in > layer_norm; a = multi_head_attention(n, heads=4, dropout=0.1); s = add(in, a); "
                                         "f = s > layer_norm > dense(32) > gelu > dropout(0.1) > dense(16); add(s, f) > out }; ";
    static const std::vector<Case> all = {
        {"module block { in > dense(16) > relu > dropout(0.3) > dense(16) > tanh > out }; input(6,16) > block(repeat=4) > flatten > dense(3) > output(cross_entropy)"},
        {residual + "input(3,8,8) > conv2d(8, kernel=3, padding=same) > batch_norm > relu > block(repeat=3) > global_average_pool > dense(3) > output(cross_entropy)"},
        // What the module begins with could write over what comes in, and pools what a ReLU outside has not yet rectified.
        {"module block { in > sigmoid > conv2d(4, kernel=3, padding=same) > relu > out }; input(3,8,8) > conv2d(4, kernel=3, padding=same) > block > max_pool2d(2) > flatten > dense(3) > output(cross_entropy)"},
        {"module block { in > max_pool2d(2) > conv2d(4, kernel=3, padding=same) > out }; input(3,8,8) > conv2d(4, kernel=3, padding=same) > relu > block > tanh > flatten > dense(3) > output(cross_entropy)"},
        {attention + "input(6,16) > block(repeat=2) > layer_norm > mean_over_time > dense(3) > output(cross_entropy)"},
        {attention + "input(6,16) > block(repeat=2) > layer_norm > mean_over_time > dense(3) > output(cross_entropy)", "block.1"},
        {"input(6,16) > transformer_encoder(layers=3, heads=4, dropout=0.1) > mean_over_time > dense(3) > output(cross_entropy)"},
        {"module block { in > lstm(16, output=sequence) > out }; input(6,16) > block(repeat=2) > select_step(0) > dense(3) > output(cross_entropy)"},
        {"module two { x = module_input; y = module_input; first = x > dense(16) > tanh > module_output; s = add(x, y); second = s > dense(16) > relu > module_output }; "
         "a = input(6,16); b = a > dense(16) > relu; t = two(a, b); add(t, t.second) > flatten > dense(3) > output(cross_entropy)"},
        {"module inner { in > dense(16) > relu > out }; module outer { in > inner(repeat=2) > dense(16) > out }; input(6,16) > outer(repeat=2) > flatten > dense(3) > output(cross_entropy)", "outer.inner"},
        {"input(6,16) > dense(16) > relu > dense(16) > gelu > flatten > dense(3) > output(cross_entropy)", "relu1, dense2"},
    };
    return all;
}

} // namespace

TEST_CASE("Training with gradient checkpointing gives the bits of training without it: weights, statistics and losses")
{
    const bool compiles = GENERATE(true, false);
    for (const Case& design : cases()) {
        CAPTURE(design.text, design.modules, compiles);
        TrainingPlan plan = planFor(design.text);
        plan.settings.compileStep = compiles;
        REQUIRE_FALSE(segmentsOf(*plan.program, checkpointed(plan, design.modules).settings).empty());
        const auto expected = undisturbed(plan), got = undisturbed(checkpointed(plan, design.modules));
        const StateDict &a = got->checkpoints.at("last").model, &b = expected->checkpoints.at("last").model;
        if (compiles)
            CHECK(sameBits(a, b));
        CHECK(largestDifference(a, b) <= 1e-6);
        CHECK(got->points.size() == expected->points.size());
    }
}

TEST_CASE("Each layer of a stack is a segment of its own, with and without being named; what follows the stack is none")
{
    const TrainingPlan plan = planFor("input(6,16) > transformer_encoder(layers=3, heads=4, final_norm=true) > mean_over_time > dense(3) > output(cross_entropy)");
    for (const char* modules : {"", "encoder1"}) {
        std::vector<std::string> names;
        for (const Segment& segment : segmentsOf(*plan.program, checkpointed(plan, modules).settings))
            names.push_back(segment.instance);
        CHECK(names == std::vector<std::string>{"encoder1.layers.0", "encoder1.layers.1", "encoder1.layers.2"});
    }
    CHECK(segmentsOf(*plan.program, plan.settings).empty());
}

TEST_CASE("A step in mixed precision computes a module again in the types of its first pass")
{
    TrainingPlan plan = planFor(cases()[4].text);
    plan.settings.precision = "bf16-mixed";
    const auto expected = undisturbed(plan), got = undisturbed(checkpointed(plan));
    CHECK(largestDifference(got->checkpoints.at("last").model, expected->checkpoints.at("last").model) <= 1e-6);
}

TEST_CASE("Gradients of several batches that make one step, and of L-BFGS, are those without checkpointing")
{
    TrainingPlan plan = planFor(cases()[0].text);
    const bool accumulates = GENERATE(true, false);
    if (accumulates) {
        plan.settings.accumulateGradBatches = 2;
    } else {
        plan.settings.optimizer = "lbfgs";
        plan.settings.optimizerParams = {{"learning_rate", 0.1}, {"max_iter", std::int64_t(3)}};
    }
    const auto expected = undisturbed(plan), got = undisturbed(checkpointed(plan));
    CHECK(sameBits(got->checkpoints.at("last").model, expected->checkpoints.at("last").model));
}

TEST_CASE("What is watched within a module is seen once a step")
{
    TrainingPlan plan = planFor(cases()[1].text);
    plan.settings.watchActivations = plan.settings.watchGradients = true;
    plan.settings.watchEvery = 1;
    const auto expected = undisturbed(plan), got = undisturbed(checkpointed(plan));
    CHECK((curves(*got) == curves(*expected)));
}

TEST_CASE("A run with gradient checkpointing that was stopped goes on to the same bits")
{
    TrainingPlan plan = checkpointed(planFor(cases()[1].text));
    const auto whole = undisturbed(plan);
    auto part = std::make_shared<WrittenRun>();
    {
        MemorySink sink(part);
        RecordingControl control;
        control.stopAt = 2;
        REQUIRE(trainingLoop(plan, sink, control).state == RunState::Stopped);
    }
    takeUp(plan, *part);
    MemorySink sink(part);
    RecordingControl control;
    REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
    CHECK(sameBits(part->checkpoints.at("last").model, whole->checkpoints.at("last").model));
}

TEST_CASE("A deep model takes far less memory when only the ends of its modules are kept")
{
    const c10::AutoGradMode gradients(true);
    at::set_num_threads(1);
    const auto peakOf = [](const TrainingPlan& plan) {
        const std::int64_t before = liveTensorBytes();
        const auto session = TrainingSession::create(plan, 1);
        REQUIRE(session);
        resetPeakTensorBytes();
        for (int i = 0; i < 2; ++i)
            REQUIRE((*session)->step());
        return peakTensorBytes() - before;
    };
    TrainingPlan plan = planFor("module block { a = in > conv2d(16, kernel=3, padding=same) > batch_norm > relu > conv2d(16, kernel=3, padding=same) > batch_norm; add(in, a) > relu > out }; "
                                "input(3,8,8) > upsample(scale=4) > conv2d(16, kernel=3, padding=same) > block(repeat=12) > global_average_pool > dense(3) > output(cross_entropy)");
    const auto peak = static_cast<double>(peakOf(plan)), less = static_cast<double>(peakOf(checkpointed(plan)));
    INFO("peaks " << peak << ", " << less);
    CHECK(less < 0.5 * peak);
}

TEST_CASE("Gradient checkpointing without a module, or of one that is not there, says so")
{
    const TrainingPlan plan = planFor("input(6,16) > dense(16) > relu > flatten > dense(3) > output(cross_entropy)");
    CHECK(codeOf(checkpointed(plan)) == "training.no_module");
    CHECK(codeOf(checkpointed(plan, "dense1, encoder")) == "training.no_such_module");
    CHECK(codeOf(checkpointed(plan, "dense1")).empty());
}
