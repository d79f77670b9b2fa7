// Layers that learn otherwise than the rest, mixed samples, noise, averages: held against arithmetic by hand.

#include <algorithm>
#include <cmath>

#include "core/training/mixing.h"
#include "core/training/schedule.h"
#include "tests/core/training/exact_runs.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Numbers = std::vector<double>;

Numbers numbers(const HostTensor& tensor)
{
    Numbers values;
    for (std::int64_t i = 0; i < tensor.count(); ++i)
        values.push_back(tensor.number(i));
    return values;
}

TrainingPlan withWeights(TrainingPlan plan)
{
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.5}};
    plan.settings.shuffle = false;
    for (const Parameter& parameter : plan.program->parameters)
        plan.initialWeights[parameter.path] = initialValues(parameter, 7);
    return plan;
}

/// What became of each parameter: last minus first.
std::map<std::string, Numbers> moved(const TrainingPlan& plan)
{
    const auto run = undisturbed(plan);
    std::map<std::string, Numbers> all;
    for (const auto& [path, before] : plan.initialWeights) {
        Numbers steps = numbers(run->checkpoints.at("last").model.at(path));
        for (std::size_t i = 0; i < steps.size(); ++i)
            steps[i] -= before.number(static_cast<std::int64_t>(i));
        all[path] = std::move(steps);
    }
    return all;
}

bool isZero(const Numbers& values)
{
    return std::ranges::all_of(values, [](double value) { return value == 0; });
}

void checkNear(const Numbers& got, const Numbers& expected)
{
    REQUIRE(got.size() == expected.size());
    double largest = 0;
    for (std::size_t i = 0; i < got.size(); ++i)
        largest = std::max(largest, std::abs(got[i] - expected[i]) / (1e-5 + 1e-5 * std::abs(expected[i])));
    CHECK(largest <= 1);
}

std::string codeOf(const TrainingPlan& plan)
{
    MemorySink sink(std::make_shared<WrittenRun>());
    RecordingControl control;
    return trainingLoop(plan, sink, control).error.code;
}

/// Pictures into one Dense layer: its gradient is known in closed form.
TrainingPlan linearPlan()
{
    const auto data = clouds(40, {1, 6, 5}, 3);
    TrainingPlan plan = withWeights(planOf(Net(data->inputSpec, data->targetSpec).plain("flatten1", "flatten").dense("dense1", 3).finish("cross_entropy", "softmax"), data, 10));
    plan.settings.batchSize = 8;
    plan.settings.maxSteps = 1;
    return plan;
}

/// -0.5 dL/dW of the first batch, where L is the cross entropy with shares of classes.
Numbers stepByHand(const TrainingPlan& plan, const Mix& mix)
{
    const Numbers inputs = numbers(plan.data->inputs), labels = numbers(plan.data->targets), w = numbers(plan.initialWeights.at("dense1.weight")), b = numbers(plan.initialWeights.at("dense1.bias"));
    Numbers step(90, 0);
    for (int n = 0; n < 8; ++n) {
        const int neighbour = (n + 7) % 8; // rolled by one
        Numbers x(30), p(3), share(3, 0);
        for (int k = 0; k < 30; ++k) {
            const double own = inputs[static_cast<std::size_t>(n * 30 + k)], other = inputs[static_cast<std::size_t>(neighbour * 30 + k)];
            const bool isInside = k / 5 >= mix.top && k / 5 < mix.bottom && k % 5 >= mix.left && k % 5 < mix.right;
            x[static_cast<std::size_t>(k)] = mix.isCut ? (isInside ? other : own) : mix.lambda * own + (1 - mix.lambda) * other;
        }
        share[static_cast<std::size_t>(labels[static_cast<std::size_t>(n)])] += mix.lambda;
        share[static_cast<std::size_t>(labels[static_cast<std::size_t>(neighbour)])] += 1 - mix.lambda;
        double sum = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            p[c] = b[c];
            for (std::size_t k = 0; k < 30; ++k)
                p[c] += w[c * 30 + k] * x[k];
            p[c] = std::exp(p[c]);
            sum += p[c];
        }
        for (std::size_t c = 0; c < 3; ++c)
            for (std::size_t k = 0; k < 30; ++k)
                step[c * 30 + k] -= 0.5 * (p[c] / sum - share[c]) * x[k] / 8;
    }
    return step;
}

} // namespace

TEST_CASE("Mixup and CutMix train on shares of classes, compiled or not")
{
    for (const bool isCompiled : {true, false}) {
        for (const bool isCut : {false, true}) {
            TrainingPlan plan = linearPlan();
            plan.settings.compileStep = isCompiled;
            (isCut ? plan.settings.cutmixAlpha : plan.settings.mixupAlpha) = 1;
            RandomStream random(streamKey(plan.settings.seed, "mix/0"));
            const Mix mix = drawMix(plan.settings, 6, 5, random);
            CAPTURE(isCompiled, isCut, mix.lambda);
            CHECK((mix.lambda > 0.01 && mix.lambda < 0.99)); // else the test says little
            checkNear(moved(plan).at("dense1.weight"), stepByHand(plan, mix));
        }
    }
    checkNear(moved(linearPlan()).at("dense1.weight"), stepByHand(linearPlan(), Mix()));
}

TEST_CASE("Frozen layers stay as they are, for some epochs or for good")
{
    TrainingPlan plan = withWeights(mlpPlan());
    plan.settings.paramGroups = "dense1: frozen";
    CHECK(isZero(moved(plan).at("dense1.weight")));
    CHECK_FALSE(isZero(moved(plan).at("dense2.weight")));
    plan.settings.paramGroups = "dense1: frozen 2";
    plan.settings.epochs = 2;
    CHECK(isZero(moved(plan).at("dense1.weight")));
    plan.settings.epochs = 3;
    CHECK_FALSE(isZero(moved(plan).at("dense1.weight")));
    plan.settings.paramGroups = "*: frozen 1";
    CHECK(codeOf(plan) == "training.all_frozen");
    plan.settings.paramGroups = "dense3: lr 2";
    CHECK(codeOf(plan) == "training.no_such_layer");
}

TEST_CASE("A factor of the learning rate and a weight decay hold for their layer alone")
{
    TrainingPlan plan = withWeights(mlpPlan());
    plan.settings.maxSteps = 1;
    const auto usual = moved(plan);
    plan.settings.paramGroups = "dense1: lr 0.1; dense2: decay 0.3";
    const auto apart = moved(plan);
    Numbers slower = usual.at("dense1.weight");
    for (double& value : slower)
        value *= 0.1;
    checkNear(apart.at("dense1.weight"), slower);
    for (const char* part : {"dense2.weight", "dense2.bias"}) {
        Numbers decayed = usual.at(part);
        for (std::size_t i = 0; i < decayed.size(); ++i)
            decayed[i] -= 0.5 * 0.3 * plan.initialWeights.at(part).number(static_cast<std::int64_t>(i));
        checkNear(apart.at(part), decayed);
    }
}

TEST_CASE("Fine-tuning trains the head first, then all layers, the lower ones more slowly")
{
    TrainingPlan plan = withWeights(mlpPlan());
    plan.settings.schedule = "fine_tune";
    plan.settings.scheduleParams = {{"freeze_epochs", std::int64_t(2)}, {"lr_mult", 10.0}, {"cycle_momentum", false}};
    plan.settings.epochs = 2;
    const auto head = moved(plan);
    CHECK(isZero(head.at("dense1.weight")));
    CHECK_FALSE(isZero(head.at("dense2.weight")));
    plan.settings.epochs = 4;
    CHECK_FALSE(isZero(moved(plan).at("dense1.weight")));
    // Without the first part, one step: the rates of both layers have the ratio 10.
    plan.settings.scheduleParams.set("freeze_epochs", std::int64_t(0));
    plan.settings.maxSteps = 1;
    const auto together = moved(plan);
    TrainingPlan plain = withWeights(mlpPlan());
    plain.settings.maxSteps = 1;
    const auto full = moved(plain);
    const double rate = learningRateAt(plan.settings, 0, 1);
    for (const auto& [layer, divisor] : {std::pair{"dense1.weight", 10.0}, {"dense2.weight", 1.0}}) {
        Numbers expected = full.at(layer);
        for (double& value : expected)
            value *= rate / 0.5 / divisor;
        checkNear(together.at(layer), expected);
    }
}

TEST_CASE("Noise on gradients has the variance that was asked for and is the same again")
{
    TrainingPlan plan = withWeights(mlpPlan());
    plan.settings.maxSteps = 1;
    const auto quiet = moved(plan);
    plan.settings.gradientNoise = 0.04;
    const auto noisy = moved(plan);
    double square = 0, count = 0;
    for (const auto& [path, steps] : noisy)
        for (std::size_t i = 0; i < steps.size(); ++i, ++count)
            square += std::pow((steps[i] - quiet.at(path)[i]) / 0.5, 2);
    CHECK(count == 163);
    CHECK(std::abs(square / count - 0.04) < 0.04 * 4 * std::sqrt(2 / count)); // four deviations of the mean square
    CHECK(moved(plan) == noisy);
    plan.settings.seed = 43;
    CHECK(moved(plan) != noisy);
}

TEST_CASE("SWA keeps the mean of the weights at the ends of the epochs")
{
    TrainingPlan plan = withWeights(mlpPlan());
    Numbers mean(96, 0);
    for (const std::int64_t epochs : {2, 3, 4}) {
        plan.settings.epochs = epochs;
        const auto weights = numbers(undisturbed(plan)->checkpoints.at("last").model.at("dense1.weight"));
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += weights[i] / 3;
    }
    plan.settings.swaStart = 2;
    const auto run = undisturbed(plan);
    checkNear(numbers(run->checkpoints.at("last").average.at("dense1.weight")), mean);
    plan.settings.emaDecay = 0.9;
    CHECK(codeOf(plan) == "training.two_averages");
    plan.settings.emaDecay = 0;
    plan.settings.swaStart = plan.settings.epochs + 1;
    CHECK(codeOf(plan) == "training.late_average");
}

TEST_CASE("SWA computes the statistics of BatchNorm for its own weights, over the training samples, and shows them with the best weights")
{
    // The norm stands first, so that its statistics are those of the samples, whatever the weights are.
    const auto data = clouds(61, {1, 6, 6}, 3);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).batchNorm("bn1").conv("conv1", 4, 3).plain("relu1", "relu").plain("flatten1", "flatten")
                                   .dense("dense1", 3).finish("cross_entropy", "softmax"), data, 12);
    plan.settings.batchSize = 8; // 49 samples: one is left over
    plan.settings.epochs = 3;
    plan.settings.swaStart = 2;
    const auto run = undisturbed(plan);
    double mean = 0, variance = 0;
    constexpr std::int64_t kSize = 36, kBatches = 7;
    for (std::int64_t batch = 0; batch < kBatches; ++batch) {
        const std::int64_t begin = batch * 8, count = std::min<std::int64_t>(8, 49 - begin), values = count * kSize;
        double sum = 0, squares = 0;
        for (std::int64_t i = begin * kSize; i < begin * kSize + values; ++i)
            sum += data->inputs.number(i);
        for (std::int64_t i = begin * kSize; i < begin * kSize + values; ++i)
            squares += std::pow(data->inputs.number(i) - sum / static_cast<double>(values), 2);
        mean += sum / static_cast<double>(values) / kBatches;
        variance += squares / static_cast<double>(values - 1) / kBatches;
    }
    for (const char* name : {"last", "best"}) {
        CAPTURE(name);
        const Checkpoint& checkpoint = run->checkpoints.at(name);
        const auto& shown = name == std::string("last") ? checkpoint.average : checkpoint.model;
        checkNear(numbers(shown.at("bn1.running_mean")), {mean});
        checkNear(numbers(shown.at("bn1.running_var")), {variance});
        CHECK(shown.at("bn1.num_batches_tracked").number(0) == kBatches);
    }
    const auto& trained = run->checkpoints.at("last").model;
    CHECK(trained.at("bn1.num_batches_tracked").number(0) == 3 * kBatches);
    CHECK(std::abs(trained.at("bn1.running_mean").number(0) - mean) > 1e-4);
}

TEST_CASE("A run that is stopped while SWA computes statistics goes on bit for bit")
{
    TrainingPlan plan = convPlan();
    plan.settings.swaStart = 2;
    const auto expected = undisturbed(plan);
    /// Says so at the n-th question, which only validation and statistics ask.
    struct StoppedWithin final : Trainer::Control {
        explicit StoppedWithin(int n) : left(n) {}
        void post(RunEvent) override {}
        bool proceed(const std::function<std::map<std::string, HostTensor>()>&, std::int64_t) override { return left > 0; }
        bool isStopping() const override { return --left <= 0; }
        mutable int left;
    };
    int within = 0;
    for (const int stopAfter : {2, 3, 5, 8}) {
        CAPTURE(stopAfter);
        TrainingPlan again = plan;
        auto written = std::make_shared<WrittenRun>();
        MemorySink sink(written);
        StoppedWithin first(stopAfter);
        REQUIRE(trainingLoop(again, sink, first).state == RunState::Stopped);
        within += written->checkpoints.at("last").average.contains("conv1.weight") && !written->checkpoints.at("last").average.contains("bn1.running_mean");
        takeUp(again, *written);
        RecordingControl second;
        REQUIRE(trainingLoop(again, sink, second).state == RunState::Completed);
        requireSame(*written, *expected);
    }
    CHECK(within > 0);
}

TEST_CASE("A sanity check of the validation leaves no trace")
{
    TrainingPlan plan = convPlan();
    const auto expected = undisturbed(plan);
    plan.settings.numSanityValSteps = 2;
    requireSame(*undisturbed(plan), *expected);
}

TEST_CASE("Samples that cannot be mixed or balanced are refused with the reason")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.cutmixAlpha = 1;
    CHECK(codeOf(plan) == "training.cutmix_needs_pictures");
    const auto numbersOnly = line(40);
    TrainingPlan regression = planOf(Net(numbersOnly->inputSpec, numbersOnly->targetSpec).dense("dense1", 1).finish("mse", ""), numbersOnly, 8);
    regression.settings.balancedSampling = true;
    CHECK(codeOf(regression) == "training.balance_needs_classes");
    regression.settings.balancedSampling = false;
    regression.settings.mixupAlpha = 0.4; // numbers are mixed as the inputs are
    CHECK(codeOf(regression).empty());
}

TEST_CASE("Runs with layers apart, mixed samples, noise, balance and SWA go on bit for bit")
{
    TrainingPlan original = convPlan();
    original.settings.schedule = "fine_tune";
    original.settings.paramGroups = "conv1: decay 0.2; dense1: lr 3";
    original.settings.mixupAlpha = original.settings.cutmixAlpha = 0.7;
    original.settings.balancedSampling = true;
    original.settings.gradientNoise = 0.01;
    original.settings.swaStart = 2;
    original.settings.swaRate = 1e-3;
    original.settings.watchEvery = 3;
    original.settings.watchGradients = original.settings.watchActivations = true;
    original.settings.epochs = 4;
    const auto expected = undisturbed(original);
    CHECK(expected->checkpoints.at("last").state.at("averages") == 3);
    for (const std::int64_t stopAt : {1, 5, 6, 7, 11, 12, 13, 18, 20, 23}) {
        CAPTURE(stopAt);
        TrainingPlan plan = original;
        auto written = std::make_shared<WrittenRun>();
        RecordingControl first, second;
        first.stopAt = stopAt;
        MemorySink sink(written);
        REQUIRE(trainingLoop(plan, sink, first).state == RunState::Stopped);
        takeUp(plan, *written);
        REQUIRE(trainingLoop(plan, sink, second).state == RunState::Completed);
        requireSame(*written, *expected);
    }
}
