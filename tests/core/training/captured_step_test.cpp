// Steps as graphs of the accelerator. Without one, a graph that records nothing stands in: when steps are captured, and what a failure does.

#include <ATen/core/GraphImplInterface.h>

#include "core/training/session.h"
#include "tests/core/training/fake_run.h"
#include "tests/core/training/plans.h"
#include "tests/support/accelerator.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Kernels of the CPU run while they are "captured", and never again.
struct EmptyGraph final : at::GraphImplInterface {
    explicit EmptyGraph(const at::GraphImplArgs&) {}
    void capture_begin(at::MempoolId_t, at::GraphCaptureMode) override
    {
        TORCH_CHECK(!isBroken, "no graphs today\nand a backtrace");
        ++captures;
    }
    void capture_end() override {}
    void instantiate() override {}
    void replay() override { ++replays; }
    void reset() override {}
    at::MempoolId_t pool() const override { return {0, 0}; }
    void enable_debug_mode() override {}
    void debug_dump(const std::string&) override {}

    static inline bool isBroken = false;
    static inline int captures = 0, replays = 0;
};

const bool isRegistered = [] {
    at::GraphImplRegistry()->Register("CPU", [](at::GraphImplArgs args) -> std::unique_ptr<at::GraphImplInterface> { return std::make_unique<EmptyGraph>(args); });
    return at::has_graph_impl(c10::kCPU);
}();

/// 80 samples to train on, without random numbers.
TrainingPlan plainPlan(std::int64_t batch, bool isCaptured)
{
    const auto data = clouds(96, {5}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 8).plain("relu1", "relu").dense("dense2", 3).finish("cross_entropy", "softmax"), data, 16);
    plan.settings.batchSize = batch;
    plan.settings.epochs = 4;
    plan.settings.cudaGraphs = isCaptured;
    return plan;
}

std::vector<double> lossesOf(const TrainingPlan& plan, std::vector<std::string>* notices = nullptr)
{
    auto session = TrainingSession::create(plan, 1);
    REQUIRE(session);
    std::vector<double> losses;
    for (int epoch = 0; epoch < 4; ++epoch) {
        for (std::int64_t i = 0; i < (*session)->stepsPerEpoch(); ++i) {
            const auto figures = (*session)->step();
            REQUIRE(figures);
            losses.push_back(figures->loss);
        }
        (*session)->nextEpoch();
    }
    if (notices)
        *notices = (*session)->notices();
    return losses;
}

} // namespace

TEST_CASE("A step is captured once it is settled, and again after one of another size")
{
    REQUIRE(isRegistered);
    EmptyGraph::isBroken = false;
    EmptyGraph::captures = EmptyGraph::replays = 0;
    const std::vector<double> plain = lossesOf(plainPlan(16, false));
    CHECK(EmptyGraph::captures == 0);
    const std::vector<double> captured = lossesOf(plainPlan(16, true));
    CHECK(EmptyGraph::captures == 1);
    CHECK(EmptyGraph::replays == 17); // 20 steps, of which three run as they are
    CHECK(std::equal(plain.begin(), plain.begin() + 3, captured.begin()));
    EmptyGraph::captures = EmptyGraph::replays = 0;
    lossesOf(plainPlan(12, true)); // six of 12 and one of 8 in each epoch
    CHECK(EmptyGraph::captures == 4);
    CHECK(EmptyGraph::replays == 12);
}

TEST_CASE("Steps that are watched, or made of several batches, are not captured")
{
    EmptyGraph::isBroken = false;
    EmptyGraph::captures = 0;
    TrainingPlan plan = plainPlan(16, true);
    plan.settings.watchActivations = true;
    plan.settings.watchEvery = 2;
    lossesOf(plan);
    plan = plainPlan(16, true);
    plan.settings.accumulateGradBatches = 2;
    lossesOf(plan);
    CHECK(EmptyGraph::captures == 0);
}

TEST_CASE("A step that cannot be captured runs as it is, with the same numbers")
{
    EmptyGraph::isBroken = true;
    CHECK(lossesOf(plainPlan(16, true)) == lossesOf(plainPlan(16, false)));
    EmptyGraph::isBroken = false;
    const auto data = clouds(96, {5}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 8).dropout("dropout1", 0.5).dense("dense2", 3).finish("cross_entropy", "softmax"), data, 16);
    plan.settings.epochs = 4;
    const std::vector<double> without = lossesOf(plan);
    plan.settings.cudaGraphs = true;
    std::vector<std::string> notices;
    CHECK(lossesOf(plan, &notices) == without);
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].find("'dropout1' draws random numbers") != std::string::npos);
}

TEST_CASE("Captured steps train as others do on an accelerator", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    for (const std::int64_t batch : {16, 12}) {
        TrainingPlan plan = plainPlan(batch, false);
        plan.settings.device = device->str();
        const std::vector<double> plain = lossesOf(plan);
        plan.settings.cudaGraphs = true;
        const std::vector<double> captured = lossesOf(plan);
        REQUIRE(captured.size() == plain.size());
        for (std::size_t i = 0; i < plain.size(); ++i)
            CHECK(std::abs(captured[i] - plain[i]) <= 1e-5 * std::max(0.1, plain[i]));
    }
}
