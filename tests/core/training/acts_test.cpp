// What people do to a run while it trains, and that a resume does it again.

#include <chrono>
#include <thread>

#include "core/training/schedule.h"
#include "tests/core/training/exact_runs.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Asked = std::multimap<std::int64_t, RunAct>; ///< by step

struct Acted {
    std::shared_ptr<WrittenRun> written = std::make_shared<WrittenRun>();
    RecordingControl control;
    RunFinished finished;
};

std::unique_ptr<Acted> trained(const TrainingPlan& plan, const Asked& asked)
{
    auto run = std::make_unique<Acted>();
    MemorySink sink(run->written);
    run->control.acts = asked;
    run->finished = trainingLoop(plan, sink, run->control);
    return run;
}

std::vector<double> validationSteps(const WrittenRun& run)
{
    std::vector<double> steps;
    for (const ScalarPoint& point : run.points)
        if (point.validation && point.tag == "loss")
            steps.push_back(static_cast<double>(point.step));
    return steps;
}

/// 83 training samples in batches of 8: 11 steps an epoch.
TrainingPlan sgdPlan()
{
    TrainingPlan plan = mlpPlan();
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.1}, {"momentum", 0.9}};
    return plan;
}

const Asked manyActs = {{2, {ActKind::LearningRate, 0.02}}, {5, {ActKind::Validate}},        {9, {ActKind::FinishEpoch}},
                        {9, {ActKind::SaveCheckpoint}},     {12, {ActKind::LearningRate, 0.005}}, {14, {ActKind::TotalEpochs, 6}},
                        {20, {ActKind::SaveCheckpoint}},    {27, {ActKind::FinishEpoch}}};

/// What of `asked` a run that has done `done` has not been asked for yet.
Asked rest(const Asked& asked, const std::vector<RunAct>& done)
{
    Asked left = asked;
    for (const RunAct& act : done)
        for (auto [it, end] = left.equal_range(act.step); it != end; ++it)
            if (it->second.kind == act.kind) {
                left.erase(it);
                break;
            }
    return left;
}

} // namespace

TEST_CASE("A learning rate that is set by hand trains as the schedule that cuts it there")
{
    TrainingPlan cut = sgdPlan();
    cut.settings.schedule = "multi_step"; // held against torch.optim.lr_scheduler.MultiStepLR
    cut.settings.scheduleParams = {{"milestones", std::vector<std::int64_t>{5}}, {"gamma", 0.2}, {"interval", std::string("step")}};
    const auto expected = undisturbed(cut);
    const auto run = trained(sgdPlan(), {{5, {ActKind::LearningRate, 0.02}}});
    CHECK(sameBits(run->written->checkpoints.at("last").model, expected->checkpoints.at("last").model));
    CHECK(validationSteps(*run->written) == validationSteps(*expected));
    CHECK(run->written->texts == std::vector<std::string>{"learning rate set to 0.02"});
    CHECK(run->written->acts == std::vector<RunAct>{{ActKind::LearningRate, 0.02, 0, 5}});
}

TEST_CASE("A schedule goes on in proportion to a rate that is set by hand")
{
    TrainingPlan plan = sgdPlan();
    plan.settings.schedule = "cosine";
    plan.settings.scheduleParams = {{"interval", std::string("step")}};
    const auto run = trained(plan, {{22, {ActKind::LearningRate, 0.2}}});
    const double planned = learningRateAt(plan.settings, 22, 11);
    int compared = 0;
    for (const ScalarPoint& point : run->written->points)
        if (point.tag == "learning_rate" && !point.validation) {
            const double usual = learningRateAt(plan.settings, point.step - 1, 11);
            CHECK(std::abs(point.value - (point.step > 22 ? usual * 0.2 / planned : usual)) < 1e-12);
            ++compared;
        }
    CHECK(compared > 10);
}

TEST_CASE("Skipping to the validation leaves out what a limit of batches leaves out")
{
    TrainingPlan limited = sgdPlan();
    limited.settings.limitTrainBatches = 4;
    const auto expected = undisturbed(limited);
    const auto run = trained(sgdPlan(), {{4, {ActKind::FinishEpoch}}, {8, {ActKind::FinishEpoch}}, {12, {ActKind::FinishEpoch}}, {16, {ActKind::FinishEpoch}}});
    CHECK(run->control.all<EpochFinished>().size() == 4);
    for (const char* name : {"last", "best"})
        CHECK(sameBits(run->written->checkpoints.at(name).model, expected->checkpoints.at(name).model));
    CHECK(validationSteps(*run->written) == validationSteps(*expected));
}

TEST_CASE("More epochs while a run trains equal a run that was long from the start")
{
    TrainingPlan longer = sgdPlan();
    longer.settings.epochs = 6;
    const auto expected = undisturbed(longer);
    for (const std::int64_t step : {3, 44}) { // 44: after the last step
        CAPTURE(step);
        const auto run = trained(sgdPlan(), {{step, {ActKind::TotalEpochs, 6}}});
        CHECK(run->finished.state == RunState::Completed);
        CHECK(run->control.all<EpochFinished>().size() == 6);
        CHECK(sameBits(run->written->checkpoints.at("last").model, expected->checkpoints.at("last").model));
    }
    CHECK(epochsAfter(4, trained(sgdPlan(), {{3, {ActKind::TotalEpochs, 6}}})->written->acts) == 6);
}

TEST_CASE("Validating and saving by hand change nothing of what is learned")
{
    const auto expected = undisturbed(sgdPlan());
    const auto run = trained(sgdPlan(), {{3, {ActKind::Validate}}, {3, {ActKind::Validate}}, {6, {ActKind::SaveCheckpoint}}});
    CHECK(sameBits(run->written->checkpoints.at("last").model, expected->checkpoints.at("last").model));
    CHECK(validationSteps(*run->written) == std::vector<double>{3, 11, 22, 33, 44});
    CHECK(run->written->acts.size() == 2); // the second validation of a step is told and forgotten
    REQUIRE(run->written->checkpoints.contains("step-6"));
    CHECK(run->written->checkpoints.at("step-6").state.at("step") == 6);
}

TEST_CASE("Acts that make no sense are told and leave no trace")
{
    const auto expected = undisturbed(sgdPlan());
    const auto run = trained(sgdPlan(), {{0, {ActKind::FinishEpoch}}, {3, {ActKind::TotalEpochs, 4}}, {4, {ActKind::LearningRate, -1}}});
    CHECK(run->control.all<Notice>().size() == 3);
    CHECK(run->written->acts.empty());
    requireSame(*run->written, *expected);
}

TEST_CASE("Acts that another process asked for are obeyed")
{
    auto written = std::make_shared<WrittenRun>();
    written->requests = {{ActKind::TotalEpochs, 6}};
    MemorySink sink(written);
    RecordingControl control;
    control.atBoundary = [](std::int64_t step) {
        if (step == 5)
            std::this_thread::sleep_for(std::chrono::milliseconds(600)); // requests are looked for twice a second
    };
    REQUIRE(trainingLoop(sgdPlan(), sink, control).state == RunState::Completed);
    CHECK(epochsAfter(4, written->acts) == 6);
    CHECK(control.all<EpochFinished>().size() == 6);
}

TEST_CASE("A run with acts that is stopped and goes on ends as an undisturbed one, bit for bit")
{
    TrainingPlan original = convPlan(); // dropout, a cosine, AdamW
    original.settings.schedule = "cosine";
    const auto expected = trained(original, manyActs)->written;
    CHECK(expected->acts.size() == manyActs.size());
    RandomStream random(streamKey(21, "acts"));
    for (int round = 0; round < 12; ++round) {
        TrainingPlan plan = original;
        auto written = std::make_shared<WrittenRun>();
        RecordingControl first, second;
        first.stopAt = static_cast<std::int64_t>(1 + random.below(30));
        first.acts = manyActs;
        CAPTURE(first.stopAt);
        MemorySink sink(written);
        REQUIRE(trainingLoop(plan, sink, first).state == RunState::Stopped);
        takeUp(plan, *written);
        plan.acts = written->acts;
        second.acts = rest(manyActs, written->acts);
        REQUIRE(trainingLoop(plan, sink, second).state == RunState::Completed);
        requireSame(*written, *expected);
        CHECK(written->acts == expected->acts);
    }
}

TEST_CASE("Acts after the last checkpoint of a killed run are done again at their places")
{
    const TrainingPlan original = sgdPlan();
    const auto expected = trained(original, manyActs)->written;
    RandomStream random(streamKey(22, "acts"));
    int replayed = 0;
    for (int round = 0; round < 20; ++round) {
        TrainingPlan plan = original;
        auto written = std::make_shared<WrittenRun>();
        std::uint64_t left = 20 + random.below(expected->points.size() - 20);
        bool dead = false;
        {
            MemorySink sink(written);
            sink.beforeLog = [&](const ScalarPoint&) {
                dead = dead || left-- == 0;
                return dead ? Status(fail("file.write_failed")) : Status();
            };
            sink.beforeSave = [&](const std::string&) { return dead ? Status(fail("file.write_failed")) : Status(); };
            RecordingControl control;
            control.acts = manyActs;
            REQUIRE(trainingLoop(plan, sink, control).state == RunState::Failed);
        }
        if (written->checkpoints.contains("last"))
            takeUp(plan, *written);
        else
            written->points.clear(); // begins again, with what was done to it
        const auto done = plan.resume ? plan.resume->state.value("acts_done", std::size_t(0)) : 0;
        replayed += static_cast<int>(written->acts.size() - done);
        plan.acts = written->acts;
        MemorySink sink(written);
        RecordingControl control;
        control.acts = rest(manyActs, written->acts);
        REQUIRE(trainingLoop(plan, sink, control).state == RunState::Completed);
        requireSame(*written, *expected);
    }
    CHECK(replayed > 5);
}
