// Training on an accelerator, and in mixed precision. Without an accelerator only the CPU's part is tried.

#include <ATen/ATen.h>
#include <ATen/Context.h>

#include <cmath>

#include "core/training/precision.h"
#include "tests/core/training/fake_run.h"
#include "tests/core/training/plans.h"
#include "tests/support/accelerator.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Convolution, norm and Dense, without random numbers, whose streams differ between devices.
TrainingPlan steadyPlan()
{
    const auto data = clouds(96, {2, 6, 6}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).conv("conv1", 6, 3).batchNorm("bn1").plain("relu1", "relu").plain("flatten1", "flatten")
                                   .dense("dense1", 3).finish("cross_entropy", "softmax"), data, 16);
    plan.settings.batchSize = 16;
    plan.settings.epochs = 4;
    plan.settings.optimizer = "sgd"; // Adam makes steps of the rounding noise that a bias before a norm has as its gradient
    plan.settings.optimizerParams = {{"learning_rate", 0.02}, {"momentum", 0.9}};
    return plan;
}

std::vector<double> series(const WrittenRun& run, const std::string& tag, bool validation)
{
    std::vector<double> values;
    for (const ScalarPoint& point : run.points)
        if (point.tag == tag && point.validation == validation)
            values.push_back(point.value);
    return values;
}

std::shared_ptr<WrittenRun> trained(const TrainingPlan& plan)
{
    auto written = std::make_shared<WrittenRun>();
    MemorySink sink(written);
    RecordingControl control;
    const RunFinished finished = trainingLoop(plan, sink, control);
    INFO(message(finished.error) << " " << finished.error.detail);
    REQUIRE(finished.state == RunState::Completed);
    return written;
}

void checkNear(const std::vector<double>& got, const std::vector<double>& expected, double tolerance)
{
    REQUIRE_FALSE(expected.empty());
    REQUIRE(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        CHECK(std::abs(got[i] - expected[i]) <= tolerance * std::max(0.1, std::abs(expected[i])));
}

} // namespace

TEST_CASE("A step through autograd and a compiled one train alike")
{
    TrainingPlan plan = steadyPlan();
    const auto compiled = trained(plan);
    plan.settings.compileStep = false;
    const auto plain = trained(plan);
    checkNear(series(*compiled, "loss", false), series(*plain, "loss", false), 1e-5);
    checkNear(series(*compiled, "loss", true), series(*plain, "loss", true), 1e-5);
}

TEST_CASE("bfloat16 where it loses little trains like float32, within its digits")
{
    TrainingPlan plan = steadyPlan();
    const auto whole = trained(plan);
    plan.settings.precision = "bf16-mixed";
    const auto mixed = trained(plan);
    const std::vector<double> expected = series(*whole, "loss", true), got = series(*mixed, "loss", true);
    checkNear(got, expected, 0.1);
    CHECK(got != expected); // it is not float32
    for (const auto& [path, tensor] : mixed->checkpoints.at("last").model)
        CHECK(tensor.dtype() == whole->checkpoints.at("last").model.at(path).dtype()); // weights stay whole
    plan.settings.precision = "16-mixed";
    REQUIRE_FALSE(checkSettings(plan.settings));
    CHECK(checkSettings(plan.settings).error().code == "training.precision_needs_accelerator");
}

TEST_CASE("The gradient scaler halves its scale when float16 overflows and doubles it after 2,000 good steps")
{
    GradientScaler scaler(at::kCPU);
    CHECK(scaler.scale() == 65536);
    const at::Tensor good = at::full({3}, 131072.0f);
    CHECK(scaler.unscale({good}));
    CHECK(good.equal(at::full({3}, 2.0f)));
    CHECK_FALSE(scaler.unscale({at::ones({2}), at::full({1}, std::numeric_limits<float>::infinity())}));
    CHECK(scaler.scale() == 32768);
    for (int i = 0; i < 1999; ++i)
        CHECK(scaler.unscale({at::ones({1})}));
    CHECK(scaler.scale() == 32768);
    GradientScaler later(at::kCPU);
    REQUIRE(later.load(nlohmann::json::parse(scaler.state().dump())));
    CHECK(later.unscale({at::ones({1})}));
    CHECK(later.scale() == 65536);
    CHECK_FALSE(later.load({{"scale", -1}, {"growth_tracker", 0}}));
    CHECK_FALSE(later.load({{"scale", 2}}));
}

TEST_CASE("Training on an accelerator gives the losses of the CPU", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    at::globalContext().setAllowTF32CuDNN(false);
    for (const bool compiled : {true, false}) {
        CAPTURE(compiled);
        TrainingPlan plan = steadyPlan();
        plan.settings.compileStep = compiled;
        const auto here = trained(plan);
        plan.settings.device = device->str();
        const auto there = trained(plan);
        checkNear(series(*there, "loss", false), series(*here, "loss", false), 1e-3);
        checkNear(series(*there, "accuracy", true), series(*here, "accuracy", true), 0.07); // one sample may fall the other way
    }
}

TEST_CASE("Dropout, recurrent layers, averaged weights and accumulation run on an accelerator, and a run there can be taken up", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    for (TrainingPlan plan : {convPlan(), lstmPlan(), mlpPlan()}) {
        plan.settings.device = device->str();
        plan.settings.emaDecay = 0.9;
        plan.settings.accumulateGradBatches = 2;
        plan.settings.gradientClipVal = 1;
        const auto whole = trained(plan);
        CHECK(series(*whole, "loss", false).back() < series(*whole, "loss", false).front());
        auto written = std::make_shared<WrittenRun>();
        MemorySink sink(written);
        RecordingControl control;
        control.stopAt = 3;
        REQUIRE(trainingLoop(plan, sink, control).state == RunState::Stopped);
        written->points.resize(written->pointsAtCheckpoint.at("last"));
        plan.resume = written->checkpoints.at("last");
        MemorySink again(written);
        RecordingControl rest;
        REQUIRE(trainingLoop(plan, again, rest).state == RunState::Completed);
        checkNear(series(*written, "loss", false), series(*whole, "loss", false), 1e-3);
    }
}

TEST_CASE("Every optimizer takes steps on an accelerator", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    for (const TrainingChoice& type : optimizerTypes()) {
        CAPTURE(type.id);
        TrainingPlan plan = steadyPlan();
        plan.settings.optimizer = type.id;
        plan.settings.optimizerParams = {};
        plan.settings.epochs = 2;
        const auto here = trained(plan);
        plan.settings.device = device->str();
        checkNear(series(*trained(plan), "loss", true), series(*here, "loss", true), 2e-2);
    }
}

TEST_CASE("Mixed precision trains on an accelerator", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    TrainingPlan plan = steadyPlan();
    plan.settings.device = device->str();
    const std::vector<double> expected = series(*trained(plan), "loss", true);
    for (const char* precision : {"bf16-mixed", "16-mixed"}) {
        CAPTURE(precision);
        plan.settings.precision = precision;
        const auto run = trained(plan);
        checkNear(series(*run, "loss", true), expected, 0.15);
        CHECK(run->checkpoints.at("last").state.contains("gradient_scaler") == (precision == std::string("16-mixed")));
    }
}
