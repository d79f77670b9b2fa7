// What a long run may not do: take more memory step by step.
#include <malloc.h>

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include "core/engine/tensor_memory.h"
#include "core/training/session.h"
#include "core/training/trainer.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

void takeSteps(TrainingSession& session, int count)
{
    for (int i = 0; i < count; ++i) {
        if (session.position().batch == session.batchesPerEpoch())
            session.nextEpoch();
        REQUIRE(session.step());
    }
}

/// In use by whom ever: malloc's blocks but for those that wait to be used again.
std::int64_t bytesInUse()
{
    return static_cast<std::int64_t>(mallinfo2().uordblks) - waitingTensorBytes();
}

/// Forgets all that a run writes and tells.
class NoSink final : public RunSink {
public:
    Status log(const ScalarPoint&) override { return {}; }
    Status log(const HistogramPoint& point) override
    {
        histograms += point.values.counts.empty() ? 0 : 1;
        return {};
    }
    Status saveCheckpoint(const std::string&, const Checkpoint&) override { return {}; }
    Status removeCheckpoint(const std::string&) override { return {}; }
    Status setState(RunState, const std::string&, const Error&) override { return {}; }
    Status noteAct(const RunAct&, const std::vector<RunAct>&) override { return {}; }
    std::vector<RunAct> takeRequests() override { return {}; }
    Status flush() override { return {}; }
    int histograms = 0;
};

class NoListener final : public Trainer::Control {
public:
    std::map<std::int64_t, std::int64_t> inUse; ///< by step
    void post(RunEvent) override {}
    bool proceed(const std::function<std::map<std::string, HostTensor>()>&, std::int64_t step) override
    {
        if (const auto place = inUse.find(step); place != inUse.end())
            place->second = bytesInUse();
        return true;
    }
    bool isStopping() const override { return false; }
};

} // namespace

TEST_CASE("A run that is watched, logged and saved takes no more memory 10,000 steps later")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.watchGradients = plan.settings.watchActivations = plan.settings.watchHistograms = plan.settings.watchSpeed = true;
    plan.settings.watchEvery = 10;
    plan.settings.epochs = 10'000;
    plan.settings.maxSteps = 11'100;
    NoSink sink;
    NoListener listener;
    listener.inUse = {{1000, 0}, {11'000, 0}};
    const RunFinished finished = trainingLoop(plan, sink, listener);
    CHECK(finished.state == RunState::Completed);
    CHECK(sink.histograms > 100);
    REQUIRE(listener.inUse.at(1000) > 0);
    CHECK(listener.inUse.at(11'000) - listener.inUse.at(1000) < 16 * 1024);
}

TEST_CASE("10,000 steps later as much memory is in use as before, with batches of two sizes")
{
    const c10::AutoGradMode gradients(true);
    at::set_num_threads(1);
    for (const bool compiled : {true, false}) {
        TrainingPlan plan = mlpPlan(); // 83 samples in batches of 8
        plan.settings.compileStep = compiled;
        const auto session = TrainingSession::create(plan, 1);
        REQUIRE(session);
        takeSteps(**session, 500);
        const std::int64_t before = bytesInUse();
        takeSteps(**session, 10000);
        CAPTURE(compiled);
        CHECK(bytesInUse() - before < 16 * 1024);
    }
}

TEST_CASE("2,000 steps later a compiled LSTM has as much memory in use as before, on one thread and on two")
{
    const c10::AutoGradMode gradients(true);
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        TrainingPlan plan = lstmPlan();
        plan.settings.batchSize = 24;
        const auto session = TrainingSession::create(plan, threads);
        REQUIRE(session);
        takeSteps(**session, 200);
        const std::int64_t before = bytesInUse();
        takeSteps(**session, 2000);
        CAPTURE(threads);
        CHECK(bytesInUse() - before < 16 * 1024);
    }
    at::set_num_threads(1);
}
