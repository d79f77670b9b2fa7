// A run that was killed or stopped and goes on gives the same bits as an undisturbed one.

#include "tests/core/training/exact_runs.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Stopped at `rounds` random steps, the run goes on and ends as an undisturbed one.
void requireExactResume(const TrainingPlan& original, int rounds)
{
    const auto expected = undisturbed(original);
    RandomStream random(streamKey(11, original.settings.optimizer + original.settings.schedule));
    for (int round = 0; round < rounds; ++round) {
        TrainingPlan plan = original;
        auto written = std::make_shared<WrittenRun>();
        RecordingControl first, second;
        first.stopAt = static_cast<std::int64_t>(1 + random.below(static_cast<std::uint64_t>(stepsOf(plan) - 1)));
        CAPTURE(plan.settings.optimizer, plan.settings.schedule, first.stopAt);
        MemorySink sink(written);
        REQUIRE(trainingLoop(plan, sink, first).state == RunState::Stopped);
        takeUp(plan, *written);
        REQUIRE(trainingLoop(plan, sink, second).state == RunState::Completed);
        requireSame(*written, *expected);
    }
}

/// A schedule of few epochs that moves: the defaults are made for long runs.
ParamValues shortParams(const std::string& schedule)
{
    if (schedule == "step")
        return {{"step_size", std::int64_t(1)}};
    if (schedule == "multi_step")
        return {{"milestones", std::vector<std::int64_t>{1, 3}}};
    if (schedule == "cosine_restarts")
        return {{"t_0", std::int64_t(3)}, {"t_mult", std::int64_t(2)}, {"interval", std::string("step")}};
    if (schedule == "cyclic")
        return {{"step_size_up", std::int64_t(4)}};
    if (schedule == "plateau")
        return {{"patience", std::int64_t(0)}, {"threshold", 0.5}, {"factor", 0.5}};
    return {};
}

} // namespace

TEST_CASE("Runs with every optimizer and every schedule go on bit for bit")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 3;
    for (const TrainingChoice& optimizer : optimizerTypes()) {
        plan.settings.optimizer = optimizer.id;
        requireExactResume(plan, 3);
    }
    for (const char* optimizer : {"sgd", "adamw"}) {
        for (const TrainingChoice& schedule : scheduleTypes()) {
            plan.settings.optimizer = optimizer;
            plan.settings.schedule = schedule.id;
            plan.settings.scheduleParams = shortParams(schedule.id);
            requireExactResume(plan, 3);
        }
    }
}

TEST_CASE("A plateau and early stopping go on where they stood, killed or not")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.schedule = "plateau";
    plan.settings.scheduleParams = {{"patience", std::int64_t(0)}, {"threshold", 0.5}, {"cooldown", std::int64_t(1)}};
    plan.settings.valCheckInterval = 3;
    plan.settings.monitor = "accuracy";
    plan.settings.minDelta = 0.2;
    plan.settings.earlyStopping = true;
    plan.settings.patience = 100;
    plan.settings.saveTopK = 3;
    requireExactResume(plan, 10);
    const nlohmann::json state = undisturbed(plan)->checkpoints.at("last").state;
    CHECK(state.at("plateau").at("rate") < 1e-3); // it was cut
    CHECK(state.at("epochs_without_better") > 3);
    CHECK(state.contains("stopping_best"));
    CHECK(state.at("top_epochs").size() == 3);
}

TEST_CASE("Averaged weights, accumulated gradients, clipping and warm-up go on bit for bit")
{
    TrainingPlan plan = convPlan(); // with dropout: each batch of a step draws its own mask
    plan.settings.emaDecay = 0.9;
    plan.settings.accumulateGradBatches = 3;
    plan.settings.gradientClipVal = 0.1;
    plan.settings.warmup = 4;
    plan.settings.decayWeightsOnly = true;
    plan.settings.metrics = "f_score, accuracy, log_loss, roc_auc";
    requireExactResume(plan, 6);
    const auto written = undisturbed(plan);
    CHECK(written->checkpoints.at("last").average.contains("dense1.weight"));
    CHECK(written->checkpoints.at("best").average.empty());
}

TEST_CASE("Runs that are stopped at 20 random steps and go on equal an undisturbed run bit for bit")
{
    for (const TrainingPlan& original : {mlpPlan(), convPlan(), lstmPlan()}) {
        const auto expected = undisturbed(original);
        RandomStream random(streamKey(11, original.settings.optimizer));
        for (int round = 0; round < 20; ++round) {
            TrainingPlan plan = original;
            auto written = std::make_shared<WrittenRun>();
            RecordingControl first, second;
            first.stopAt = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(stepsOf(plan))));
            CAPTURE(plan.settings.optimizer, first.stopAt);
            MemorySink sink(written);
            REQUIRE(trainingLoop(plan, sink, first).state == RunState::Stopped);
            takeUp(plan, *written);
            REQUIRE(trainingLoop(plan, sink, second).state == RunState::Completed);
            if (first.stopAt == 0)
                continue; // nothing was best yet
            requireSame(*written, *expected);
        }
    }
}

TEST_CASE("Runs that are killed at 20 random moments go on from their last checkpoint as if nothing had happened")
{
    for (const TrainingPlan& original : {mlpPlan(), convPlan(), lstmPlan()}) {
        const auto expected = undisturbed(original);
        RandomStream random(streamKey(12, original.settings.optimizer));
        for (int round = 0; round < 20; ++round) {
            TrainingPlan plan = original;
            auto written = std::make_shared<WrittenRun>();
            // After that many points the process is gone: nothing more is written.
            std::uint64_t left = random.below(expected->points.size());
            bool dead = false;
            {
                MemorySink sink(written);
                sink.beforeLog = [&](const ScalarPoint&) {
                    dead = dead || left-- == 0;
                    return dead ? Status(fail("file.write_failed")) : Status();
                };
                sink.beforeSave = [&](const std::string&) { return dead ? Status(fail("file.write_failed")) : Status(); };
                RecordingControl control;
                REQUIRE(trainingLoop(plan, sink, control).state == RunState::Failed);
            }
            if (!written->checkpoints.contains("last"))
                continue; // killed in the first epoch: starts from the beginning
            takeUp(plan, *written);
            MemorySink sink(written);
            RecordingControl control;
            REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
            requireSame(*written, *expected);
        }
    }
}

TEST_CASE("Training more epochs after the end equals a run that was long from the start")
{
    TrainingPlan longer = mlpPlan();
    longer.settings.epochs = 6;
    const auto expected = undisturbed(longer);
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 2;
    auto written = undisturbed(plan);
    takeUp(plan, *written);
    plan.settings.epochs = 6;
    MemorySink sink(written);
    RecordingControl control;
    REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
    requireSame(*written, *expected);
}

TEST_CASE("A checkpoint that does not belong to the design is refused by name")
{
    TrainingPlan plan = mlpPlan();
    const auto written = undisturbed(plan);
    const auto code = [&](auto&& change) {
        TrainingPlan other = plan;
        other.resume = written->checkpoints.at("last");
        change(*other.resume);
        MemorySink sink(std::make_shared<WrittenRun>());
        RecordingControl control;
        return trainingLoop(other, sink, control).error.code;
    };
    CHECK(code([](Checkpoint& c) { c.model.erase("dense1.weight"); }) == "state.missing_key");
    CHECK(code([](Checkpoint& c) { c.state.erase("epoch"); }) == "training.bad_checkpoint");
    CHECK(code([](Checkpoint& c) { c.state = nlohmann::json::array(); }) == "training.bad_checkpoint");
    CHECK(code([](Checkpoint& c) { c.optimizer.erase("dense1.weight.exp_avg"); }) == "training.bad_checkpoint");
    CHECK(code([](Checkpoint& c) { c.optimizer["dense1.weight.exp_avg"] = HostTensor(DType::Float32, {1}); }) == "training.bad_checkpoint");
    CHECK(code([](Checkpoint& c) { c.optimizer["nowhere.exp_avg"] = HostTensor(DType::Float32, {1}); }) == "training.bad_checkpoint");
    CHECK(code([](Checkpoint& c) { c.state["metrics"] = 3; }) == "training.bad_checkpoint");
    plan.settings.emaDecay = 0.5;
    CHECK(code([](Checkpoint& c) { c.average["dense1.weight"] = HostTensor(DType::Float32, {1}); }) == "training.bad_checkpoint");
}

TEST_CASE("A checkpoint of an older version, without the newer fields, is continued")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 2;
    auto written = undisturbed(plan);
    takeUp(plan, *written);
    for (const char* key : {"monitor", "best", "stopping_best", "plateau", "validated_step", "accumulate_grad_batches"})
        plan.resume->state.erase(key);
    plan.resume->state["metrics"] = {{"right", 0}, {"judged", 0}};
    plan.settings.epochs = 4;
    MemorySink sink(written);
    RecordingControl control;
    REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
    TrainingPlan longer = mlpPlan();
    requireSame(*written, *undisturbed(longer));
}

TEST_CASE("Another batch size or optimizer is told, and the epoch starts again")
{
    TrainingPlan plan = mlpPlan();
    auto written = std::make_shared<WrittenRun>();
    MemorySink sink(written);
    RecordingControl first, second;
    first.stopAt = 5;
    (void)trainingLoop(plan, sink, first);
    plan.resume = written->checkpoints.at("last");
    plan.settings.batchSize = 16;
    plan.settings.optimizer = "sgd";
    REQUIRE(trainingLoop(plan, sink, second).state == RunState::Completed);
    CHECK(second.all<Notice>().size() == 2);
    CHECK(second.all<EpochFinished>().size() == 4);
}
