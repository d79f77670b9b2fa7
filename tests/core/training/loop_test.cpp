#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>

#include "tests/core/training/fake_run.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

struct Trained {
    RunFinished finished;
    std::shared_ptr<WrittenRun> written = std::make_shared<WrittenRun>();
    RecordingControl control;
};

void train(const TrainingPlan& plan, Trained& outcome)
{
    MemorySink sink(outcome.written);
    outcome.finished = trainingLoop(plan, sink, outcome.control);
}

std::vector<ScalarPoint> series(const WrittenRun& run, bool validation, const std::string& tag)
{
    std::vector<ScalarPoint> points;
    std::ranges::copy_if(run.points, std::back_inserter(points), [&](const ScalarPoint& p) { return p.validation == validation && p.tag == tag; });
    return points;
}

} // namespace

TEST_CASE("Three clouds are learned, with a curve a step and a validation an epoch")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 30;
    plan.settings.optimizerParams = {{"learning_rate", 0.01}};
    Trained outcome;
    train(plan, outcome);
    REQUIRE(outcome.finished.state == RunState::Completed);
    const auto epochs = outcome.control.all<EpochFinished>();
    REQUIRE(epochs.size() == 30);
    CHECK(epochs.front().best);
    CHECK(epochs.back().trainLoss < epochs.front().trainLoss / 5);
    CHECK(epochs.back().validationMetric > 0.9); // accuracy
    // 83 samples in batches of 8: 11 steps an epoch. Where steps are faster than the log takes points, some share one.
    const auto loss = series(*outcome.written, false, "loss");
    REQUIRE(loss.size() >= 30);
    CHECK(loss.size() <= 330);
    CHECK(loss.back().step == 330);
    CHECK(series(*outcome.written, false, "learning_rate").size() == loss.size());
    CHECK(series(*outcome.written, false, "accuracy").size() == loss.size());
    const auto validation = series(*outcome.written, true, "loss");
    REQUIRE(validation.size() == 30);
    CHECK(validation[0].step == 11);
    CHECK(series(*outcome.written, true, "accuracy").size() == 30);
    CHECK(series(*outcome.written, false, "samples_per_second").size() == 30);
    CHECK(outcome.written->states == std::vector<RunState>{RunState::Running, RunState::Completed});
    // What was logged is what was posted.
    std::size_t posted = 0;
    for (const ScalarsLogged& logged : outcome.control.all<ScalarsLogged>())
        posted += logged.points.size();
    CHECK(posted == outcome.written->points.size());
}

TEST_CASE("A line is found again: weights 2, -1 and bias 1")
{
    const auto data = line(200);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 1).finish("mse"), data, 50);
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.1}};
    plan.settings.epochs = 60;
    plan.settings.batchSize = 25;
    Trained outcome;
    train(plan, outcome);
    const auto& weights = outcome.written->checkpoints.at("last").model;
    CHECK(weights.at("dense1.weight").floats()[0] == Approx(2).margin(1e-3));
    CHECK(weights.at("dense1.weight").floats()[1] == Approx(-1).margin(1e-3));
    CHECK(weights.at("dense1.bias").floats()[0] == Approx(1).margin(1e-3));
    CHECK(series(*outcome.written, true, "r2").back().value == Approx(1).margin(1e-4));
    CHECK(series(*outcome.written, true, "mae").back().value < 1e-2);
    CHECK(series(*outcome.written, false, "rmse").size() == 60);
}

TEST_CASE("Equal plans give equal weights, another seed gives others")
{
    TrainingPlan plan = convPlan();
    Trained a, b, c;
    train(plan, a);
    train(plan, b);
    plan.settings.seed = 43;
    train(plan, c);
    const auto weights = [](const Trained& o) {
        const auto floats = o.written->checkpoints.at("last").model.at("dense1.weight").floats();
        return std::vector<float>(floats.begin(), floats.end());
    };
    CHECK(weights(a) == weights(b));
    CHECK(weights(a) != weights(c));
}

TEST_CASE("A step over several batches sums their gradients, also when the last batch is shorter, compiled as through autograd")
{
    const auto weights = [](bool isCompiled) {
        TrainingPlan plan = mlpPlan(); // 83 samples: ten batches of 8 and one of 3, four to a step
        plan.settings.accumulateGradBatches = 4;
        plan.settings.optimizer = "sgd";
        plan.settings.optimizerParams = {{"learning_rate", 0.5}};
        plan.settings.compileStep = isCompiled;
        Trained outcome;
        train(plan, outcome);
        REQUIRE(outcome.finished.state == RunState::Completed);
        return outcome.written->checkpoints.at("last").model;
    };
    const auto compiled = weights(true), plain = weights(false);
    for (const auto& [key, tensor] : compiled)
        for (std::int64_t i = 0; i < tensor.count(); ++i)
            CHECK(tensor.number(i) == Approx(plain.at(key).number(i)).margin(1e-5));
}

TEST_CASE("\"best\" holds the weights of the epoch with the smallest validation loss")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 25;
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 1.5}}; // jumps about
    Trained outcome;
    train(plan, outcome);
    const auto losses = series(*outcome.written, true, "loss");
    const auto best = std::ranges::min_element(losses, {}, &ScalarPoint::value);
    const auto epochs = outcome.control.all<EpochFinished>();
    std::int64_t bestEpoch = 0;
    for (const EpochFinished& epoch : epochs)
        bestEpoch = epoch.best ? epoch.epoch : bestEpoch;
    CHECK(bestEpoch == best - losses.begin() + 1);
    CHECK(outcome.written->checkpoints.at("best").state.at("epoch") == bestEpoch);
    CHECK(outcome.written->checkpoints.at("last").state.at("epoch") == 25);
}

TEST_CASE("Early stopping ends a run when the validation loss gets no better, and says so")
{
    TrainingPlan plan = mlpPlan();
    // Labels without sense: what is learned by heart makes the validation loss worse.
    auto data = std::make_shared<Dataset>(*plan.data);
    RandomStream random(streamKey(1, "labels"));
    for (std::int64_t& label : data->targets.mutableValues<std::int64_t>())
        label = static_cast<std::int64_t>(random.below(3));
    plan.data = data;
    plan.settings.epochs = 1000;
    plan.settings.optimizerParams = {{"learning_rate", 0.05}};
    plan.settings.earlyStopping = true;
    plan.settings.patience = 3;
    Trained outcome;
    train(plan, outcome);
    CHECK(outcome.finished.state == RunState::Completed);
    CHECK(outcome.finished.note == "early stopping: no better validation loss for 3 epochs");
    const auto epochs = outcome.control.all<EpochFinished>();
    REQUIRE(epochs.size() < 1000);
    REQUIRE(epochs.size() > 3);
    CHECK(epochs[epochs.size() - 4].best);
    for (std::size_t i = epochs.size() - 3; i < epochs.size(); ++i)
        CHECK_FALSE(epochs[i].best);
}

TEST_CASE("A stopped run writes where it stands")
{
    Trained outcome;
    outcome.control.stopAt = 14;
    train(mlpPlan(), outcome);
    CHECK(outcome.finished.state == RunState::Stopped);
    const nlohmann::json& state = outcome.written->checkpoints.at("last").state;
    CHECK(state.at("step") == 14);
    CHECK(state.at("epoch") == 1);
    CHECK(state.at("batch") == 3);
    CHECK(outcome.written->states.back() == RunState::Stopped);
}

TEST_CASE("A real run can be paused, continued, asked for its weights and stopped from outside")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.epochs = 1'000'000;
    auto written = std::make_shared<WrittenRun>();
    Trainer trainer;
    REQUIRE(trainer.start(plan, std::make_unique<MemorySink>(written)));
    const auto waitFor = [&](auto&& wanted) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < deadline)
            for (const RunEvent& event : trainer.drain())
                if (wanted(event))
                    return true;
        return false;
    };
    const auto isState = [](RunState state) {
        return [state](const RunEvent& event) {
            const auto* change = std::get_if<StateChanged>(&event);
            return change && change->state == state;
        };
    };
    REQUIRE(waitFor([](const RunEvent& event) { return std::holds_alternative<EpochFinished>(event); }));
    trainer.pause();
    REQUIRE(waitFor(isState(RunState::Paused)));
    std::atomic<bool> received{false};
    std::map<std::string, HostTensor> weights;
    REQUIRE(trainer.requestSnapshot([&](std::map<std::string, HostTensor> state, std::int64_t) {
        weights = std::move(state);
        received = true;
    }));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!received && std::chrono::steady_clock::now() < deadline) {
    }
    REQUIRE(received);
    CHECK(weights.contains("dense1.weight"));
    trainer.resume();
    REQUIRE(waitFor(isState(RunState::Running)));
    trainer.stop();
    REQUIRE(waitFor([](const RunEvent& event) { return std::holds_alternative<RunFinished>(event); }));
    CHECK(written->states.back() == RunState::Stopped);
}

TEST_CASE("A disk that fails ends the run with that error and leaves the last good checkpoint")
{
    const TrainingPlan plan = mlpPlan();
    for (const bool whileLogging : {true, false}) {
        auto written = std::make_shared<WrittenRun>();
        MemorySink sink(written);
        int saves = 0, logs = 0;
        sink.beforeSave = [&](const std::string&) { return !whileLogging && ++saves > 2 ? Status(fail("file.write_failed", {{"path", "x"}})) : Status(); };
        sink.beforeLog = [&](const ScalarPoint&) { return whileLogging && ++logs > 60 ? Status(fail("file.write_failed", {{"path", "x"}})) : Status(); };
        RecordingControl control;
        const RunFinished finished = trainingLoop(plan, sink, control);
        CHECK(finished.state == RunState::Failed);
        CHECK(finished.error.code == "file.write_failed");
        CHECK(written->states.back() == RunState::Failed);
        CHECK(written->checkpoints.at("last").state.at("epoch") == 1);
    }
}

TEST_CASE("Plans that cannot be trained are refused with a sentence")
{
    const auto code = [](auto&& change) {
        TrainingPlan plan = mlpPlan();
        change(plan);
        Trained outcome;
        train(plan, outcome);
        CHECK(outcome.finished.state == RunState::Failed);
        CHECK_FALSE(hint(outcome.finished.error).empty());
        return outcome.finished.error.code;
    };
    const auto target = labels(3);
    CHECK(code([&](auto& plan) { plan.program = Net(vectorOf(6), target).dense("d", 3).finish(""); }) == "training.no_output");
    CHECK(code([&](auto& plan) { plan.program = Net(vectorOf(6), labels(6)).plain("r", "relu").finish("cross_entropy"); }) == "training.no_parameters");
    CHECK(code([&](auto& plan) { plan.program = Net(vectorOf(7), target).dense("d", 3).finish("cross_entropy"); }) == "input.wrong_shape");
    CHECK(code([](auto& plan) { plan.split.train.clear(); }) == "training.no_samples");
    CHECK(code([](auto& plan) { plan.settings.epochs = 0; }) == "param.out_of_range");
    CHECK(code([](auto& plan) { plan.settings.device = "cuda:77"; }) == "device.unavailable");
    CHECK(code([](auto& plan) { plan.initialWeights["x"] = HostTensor(DType::Float32, {1}); }) == "state.missing_key");
    CHECK(code([&](auto& plan) {
              plan.program = Net(vectorOf(6), target).batchNorm("bn1").dense("d", 3).finish("cross_entropy");
              plan.settings.batchSize = 1;
          }) == "training.single_sample_batch");
}

TEST_CASE("BatchNorm over vectors trains on a number of samples that leaves one over")
{
    TrainingPlan plan = mlpPlan(); // 83 = 41 * 2 + 1
    plan.program = Net(vectorOf(6), labels(3)).dense("dense1", 8).batchNorm("bn1").dense("dense2", 3).finish("cross_entropy", "softmax");
    plan.settings.batchSize = 2;
    plan.settings.epochs = 1;
    Trained outcome;
    train(plan, outcome);
    CHECK(outcome.finished.state == RunState::Completed);
    CHECK(outcome.written->checkpoints.at("last").state.at("step") == 41);
}

TEST_CASE("Frozen parameters stay as they are")
{
    TrainingPlan plan = mlpPlan();
    auto program = std::make_shared<Program>(*plan.program);
    for (Parameter& parameter : program->parameters)
        parameter.trainable = parameter.origin != "dense1";
    plan.program = program;
    Trained outcome;
    train(plan, outcome);
    const auto& last = outcome.written->checkpoints.at("last");
    for (const Parameter& parameter : program->parameters) {
        const HostTensor before = initialValues(parameter, plan.settings.seed), after = last.model.at(parameter.path);
        const bool same = std::memcmp(before.bytes(), after.bytes(), before.byteSize()) == 0;
        CHECK(same == !parameter.trainable);
    }
    CHECK_FALSE(last.optimizer.contains("dense1.weight.exp_avg"));
}

TEST_CASE("Without validation samples the training loss decides what is best")
{
    TrainingPlan plan = mlpPlan();
    plan.split.validation.clear();
    Trained outcome;
    train(plan, outcome);
    CHECK(outcome.finished.state == RunState::Completed);
    CHECK(outcome.written->checkpoints.contains("best"));
    CHECK(series(*outcome.written, true, "loss").empty());
}
