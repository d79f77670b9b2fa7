// When a run validates, what it keeps, and when it ends before its last epoch.

#include <algorithm>
#include <cmath>
#include <set>

#include "core/training/monitor.h"
#include "tests/core/training/fake_run.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

struct Trained {
    RunFinished finished;
    std::shared_ptr<WrittenRun> written = std::make_shared<WrittenRun>();
    RecordingControl control;
    explicit Trained(const TrainingPlan& plan)
    {
        MemorySink sink(written);
        finished = trainingLoop(plan, sink, control);
        CAPTURE(message(finished.error));
        REQUIRE(finished.state == RunState::Completed);
    }
    std::vector<std::int64_t> stepsOf(bool validation, const std::string& tag) const
    {
        std::vector<std::int64_t> steps;
        for (const ScalarPoint& point : written->points)
            if (point.validation == validation && point.tag == tag)
                steps.push_back(point.step);
        return steps;
    }
    const nlohmann::json& state(const std::string& name = "last") const { return written->checkpoints.at(name).state; }
    std::vector<float> weights(const std::string& name) const
    {
        const auto floats = written->checkpoints.at(name).model.at("dense1.weight").floats();
        return {floats.begin(), floats.end()};
    }
};

using Steps = std::vector<std::int64_t>;

} // namespace

// mlpPlan(): 83 samples in batches of 8: 11 steps an epoch, 4 epochs.

TEST_CASE("A run ends after its most steps, within an epoch, with a last validation")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.maxSteps = 15;
    const Trained run(plan);
    CHECK(run.finished.note == "reached the limit of 15 steps");
    CHECK(run.state()["step"] == 15);
    CHECK(run.state()["epoch"] == 1);
    CHECK(run.stepsOf(true, "loss") == Steps{11, 15});
    CHECK(run.written->checkpoints.contains("best"));
}

TEST_CASE("The most steps at the end of an epoch leave no half epoch")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.maxSteps = 22;
    const Trained run(plan);
    CHECK(run.state()["epoch"] == 2);
    CHECK(run.state()["batch"] == 0);
    CHECK(run.stepsOf(true, "loss") == Steps{11, 22});
}

TEST_CASE("No time at all ends a run before its first step; much time does not")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.maxTime = 1e-9;
    CHECK(Trained(plan).finished.note == "reached the time limit");
    plan.settings.maxTime = 1e6;
    const Trained run(plan);
    CHECK(run.finished.note.empty());
    CHECK(run.state().contains("seconds"));
}

TEST_CASE("Validation every few steps and every few epochs")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.valCheckInterval = 4;
    CHECK(Trained(plan).stepsOf(true, "loss") == Steps{4, 8, 11, 15, 19, 22, 26, 30, 33, 37, 41, 44});
    plan.settings.valCheckInterval = 0;
    plan.settings.checkValEveryNEpoch = 3;
    const Trained run(plan);
    CHECK(run.stepsOf(true, "loss") == Steps{33});
    const auto epochs = run.control.all<EpochFinished>();
    CHECK(std::ranges::count_if(epochs, &EpochFinished::validated) == 1);
    CHECK(std::ranges::count_if(epochs, &EpochFinished::best) == 1);
}

TEST_CASE("Only the first batches of each part are used when they are limited")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.limitTrainBatches = 3;
    plan.settings.limitValBatches = 1;
    plan.settings.epochs = 2;
    const Trained limited(plan);
    CHECK(limited.state()["step"] == 6);
    // The first 8 of the 20 validation samples alone give the same loss.
    plan.settings.limitValBatches = 0;
    plan.split.validation.resize(8);
    const Trained cut(plan);
    CHECK(limited.state("best")["best_loss"] == cut.state("best")["best_loss"]);
}

TEST_CASE("A trial run makes one step and one validation")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.fastDevRun = true;
    const Trained run(plan);
    CHECK(run.stepsOf(false, "loss") == Steps{1});
    CHECK(run.stepsOf(true, "loss") == Steps{1});
}

TEST_CASE("One batch is learned by heart, and validated as what it is")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.overfitBatches = 1;
    plan.settings.epochs = 150;
    plan.settings.optimizerParams = {{"learning_rate", 0.05}};
    const Trained run(plan);
    CHECK(run.state()["step"] == 150);
    CHECK(run.control.all<EpochFinished>().back().validationLoss < 0.01);
}

TEST_CASE("The monitored metric decides what is best, not the loss")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 12;
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 1.5}};
    plan.settings.monitor = "accuracy";
    const Trained run(plan);
    std::int64_t bestStep = 0;
    double best = -1;
    for (const ScalarPoint& point : run.written->points)
        if (point.validation && point.tag == "accuracy" && point.value > best) {
            best = point.value;
            bestStep = point.step;
        }
    CHECK(run.state("best")["best"] == best);
    CHECK(run.state("best")["step"] == bestStep);
    plan.settings.monitorMode = "min";
    CHECK(Trained(plan).state("best")["best"] <= best);
}

TEST_CASE("Checkpoints of every second epoch, the newest two kept")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 9;
    plan.settings.saveEveryNEpochs = 2;
    plan.settings.keepLast = 2;
    const Trained run(plan);
    std::vector<std::string> names;
    for (const auto& [name, checkpoint] : run.written->checkpoints)
        names.push_back(name);
    CHECK(names == std::vector<std::string>{"best", "epoch-6", "epoch-8", "last"});
    CHECK(run.state("epoch-6")["epoch"] == 6);
    plan.settings.keepLast = 0;
    CHECK(Trained(plan).written->checkpoints.size() == 6); // 2, 4, 6, 8
}

TEST_CASE("The best three epochs are kept, beside those that are kept anyway")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 12;
    plan.settings.optimizerParams = {{"learning_rate", 0.5}}; // so that the loss goes up and down
    plan.settings.saveTopK = 3;
    plan.settings.saveEveryNEpochs = 5;
    plan.settings.keepLast = 1;
    const Trained run(plan);
    std::vector<std::pair<double, std::int64_t>> epochs; // (loss, epoch)
    for (const ScalarPoint& point : run.written->points)
        if (point.validation && point.tag == "loss")
            epochs.emplace_back(point.value, std::ssize(epochs) + 1);
    REQUIRE(epochs.size() == 12);
    std::ranges::sort(epochs);
    std::set<std::string> expected{"best", "last", "epoch-10"}; // 5 has gone, unless it is among the best
    for (std::size_t i = 0; i < 3; ++i)
        expected.insert("epoch-" + std::to_string(epochs[i].second));
    std::set<std::string> names;
    for (const auto& [name, checkpoint] : run.written->checkpoints)
        names.insert(name);
    CHECK(names == expected);
    CHECK(run.weights("epoch-" + std::to_string(epochs[0].second)) == run.weights("best"));
}

TEST_CASE("Averaged weights are validated and kept as the best; the run itself trains as without them")
{
    TrainingPlan plan = mlpPlan();
    const Trained plain(plan);
    plan.settings.emaDecay = 0.9;
    const Trained averaged(plan);
    CHECK(averaged.weights("last") == plain.weights("last"));
    CHECK(averaged.weights("best") != plain.weights("best"));
    // "best" is of the last epoch here, and holds the averages of that step.
    REQUIRE(averaged.state("best")["step"] == averaged.state()["step"]);
    const auto average = averaged.written->checkpoints.at("last").average.at("dense1.weight").floats();
    CHECK(averaged.weights("best") == std::vector<float>(average.begin(), average.end()));
}

TEST_CASE("Two batches together make the step of one batch of twice the size")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 1; // 83 samples: five steps of 16, and one of the last 3
    plan.settings.batchSize = 16;
    const Trained large(plan);
    plan.settings.batchSize = 8;
    plan.settings.accumulateGradBatches = 2;
    const Trained small(plan);
    CHECK(small.state()["step"] == large.state()["step"]);
    const auto a = large.weights("last"), b = small.weights("last");
    for (std::size_t i = 0; i < a.size(); ++i)
        CHECK(b[i] == Approx(a[i]).margin(1e-5));
}

TEST_CASE("Several metrics are logged, those of all samples for the validation only")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.metrics = "f_score, roc_auc, log_loss";
    const Trained run(plan);
    CHECK(run.stepsOf(true, "f_score").size() == 4);
    CHECK(run.stepsOf(true, "roc_auc").size() == 4);
    CHECK(run.stepsOf(true, "log_loss").size() == 4);
    CHECK(run.stepsOf(false, "f_score").size() == 44); // the first one with every step
    CHECK(run.stepsOf(false, "log_loss").size() == 4);
    CHECK(run.stepsOf(false, "roc_auc").empty());
    CHECK(run.stepsOf(true, "accuracy").empty());
    // Cross entropy is the log loss.
    CHECK(run.state("best")["best_loss"].get<double>() == Approx([&] {
              double last = 0;
              for (const ScalarPoint& point : run.written->points)
                  if (point.validation && point.tag == "log_loss" && point.step == run.state("best")["step"])
                      last = point.value;
              return last;
          }()).margin(1e-5));
}

TEST_CASE("A value must be better by the least change to count, and a tie is not better")
{
    TrainingSettings settings;
    settings.earlyStopping = true;
    settings.patience = 2;
    settings.minDelta = 0.1;
    EarlyStop stop;
    CHECK(checkEarlyStop(stop, settings, 1.0) == StopReason::None);
    CHECK(checkEarlyStop(stop, settings, 0.95) == StopReason::None); // not by 0.1
    CHECK(checkEarlyStop(stop, settings, 0.85) == StopReason::None); // 0.15 below the best
    CHECK(stop.wait == 0);
    CHECK(checkEarlyStop(stop, settings, 0.85) == StopReason::None);
    CHECK(checkEarlyStop(stop, settings, 0.85) == StopReason::NoBetter);
    CHECK(checkEarlyStop(stop, settings, std::nan("")) == StopReason::NotFinite);
    settings.earlyStopping = false;
    CHECK(checkEarlyStop(stop, settings, 0.85) == StopReason::None);
}
