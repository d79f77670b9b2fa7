// What is seen inside a run, held against plain arithmetic on its weights.

#include <algorithm>
#include <cmath>

#include "tests/core/training/exact_runs.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

void watchAll(TrainingSettings& settings, std::int64_t every)
{
    settings.watchEvery = every;
    settings.watchGradients = settings.watchActivations = settings.watchHistograms = settings.watchSpeed = true;
}

std::vector<double> valuesOf(const WrittenRun& run, const std::string& tag)
{
    std::vector<double> values;
    for (const ScalarPoint& point : run.points)
        if (point.tag == tag && !point.validation)
            values.push_back(point.value);
    return values;
}

std::vector<double> numbers(const HostTensor& tensor)
{
    std::vector<double> values;
    for (std::int64_t i = 0; i < tensor.count(); ++i)
        values.push_back(tensor.number(i));
    return values;
}

double length(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value * value;
    return std::sqrt(sum);
}

/// One step of plain gradient descent on the first batch: the step tells the gradient.
TrainingPlan oneStep()
{
    TrainingPlan plan = mlpPlan();
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 0.5}};
    plan.settings.shuffle = false;
    plan.settings.maxSteps = 1;
    for (const Parameter& parameter : plan.program->parameters)
        plan.initialWeights[parameter.path] = initialValues(parameter, 7);
    return plan;
}

} // namespace

TEST_CASE("Watching changes nothing of what is learned, compiled or not")
{
    for (const bool isCompiled : {true, false}) {
        for (TrainingPlan plan : {mlpPlan(), convPlan(), lstmPlan()}) {
            plan.settings.compileStep = isCompiled;
            plan.settings.epochs = 5; // histograms come with every tenth look
            const auto expected = undisturbed(plan);
            watchAll(plan.settings, 2);
            const auto watched = undisturbed(plan);
            CHECK(sameBits(watched->checkpoints.at("last").model, expected->checkpoints.at("last").model));
            CHECK(sameBits(watched->checkpoints.at("last").optimizer, expected->checkpoints.at("last").optimizer));
            CHECK(valuesOf(*watched, "gradient_norm/all").size() == static_cast<std::size_t>(watched->checkpoints.at("last").state.at("step").get<int>() / 2));
            CHECK_FALSE(valuesOf(*watched, "activation_std/dense1").empty());
            CHECK_FALSE(valuesOf(*watched, "time/backward").empty());
            CHECK_FALSE(watched->histograms.empty());
        }
    }
}

TEST_CASE("Norms of gradients and lengths of steps are those of the weights that moved")
{
    TrainingPlan plan = oneStep();
    watchAll(plan.settings, 1);
    const auto run = undisturbed(plan);
    double all = 0;
    for (const char* layer : {"dense1", "dense2"}) {
        std::vector<double> steps, weights;
        for (const char* part : {".weight", ".bias"}) {
            const std::vector<double> before = numbers(plan.initialWeights.at(layer + std::string(part)));
            const std::vector<double> after = numbers(run->checkpoints.at("last").model.at(layer + std::string(part)));
            for (std::size_t i = 0; i < before.size(); ++i)
                steps.push_back(after[i] - before[i]);
            weights.insert(weights.end(), before.begin(), before.end());
        }
        const double gradient = length(steps) / 0.5;
        CAPTURE(layer);
        CHECK(std::abs(valuesOf(*run, std::string("gradient_norm/") + layer).at(0) - gradient) < 1e-5 + 1e-5 * gradient);
        CHECK(std::abs(valuesOf(*run, std::string("update_ratio/") + layer).at(0) - length(steps) / length(weights)) < 1e-6);
        all += gradient * gradient;
    }
    CHECK(std::abs(valuesOf(*run, "gradient_norm/all").at(0) - std::sqrt(all)) < 1e-5 + 1e-5 * std::sqrt(all));
}

TEST_CASE("Activations are those of a forward pass by hand")
{
    TrainingPlan plan = oneStep();
    watchAll(plan.settings, 1);
    // The 16 units of dense1: eight get a bias that keeps them below 0.
    std::vector<float> bias(16, 0);
    std::fill(bias.begin() + 8, bias.end(), -1000.0f);
    plan.initialWeights["dense1.bias"] = HostTensor::ofFloats({16}, bias);
    const auto run = undisturbed(plan);
    const std::vector<double> weights = numbers(plan.initialWeights.at("dense1.weight")), inputs = numbers(plan.data->inputs);
    std::vector<double> linear, rectified;
    for (int sample = 0; sample < 8; ++sample)
        for (int unit = 0; unit < 16; ++unit) {
            double sum = static_cast<double>(bias[static_cast<std::size_t>(unit)]);
            for (int k = 0; k < 6; ++k)
                sum += weights[static_cast<std::size_t>(unit * 6 + k)] * inputs[static_cast<std::size_t>(sample * 6 + k)];
            linear.push_back(sum);
            rectified.push_back(std::max(0.0, sum));
        }
    const auto check = [&](const std::string& layer, const std::vector<double>& values) {
        double mean = 0, square = 0;
        for (const double value : values)
            mean += value / static_cast<double>(values.size());
        for (const double value : values)
            square += (value - mean) * (value - mean) / static_cast<double>(values.size());
        CAPTURE(layer);
        CHECK(std::abs(valuesOf(*run, "activation_mean/" + layer).at(0) - mean) < 1e-5 + 1e-5 * std::abs(mean));
        CHECK(std::abs(valuesOf(*run, "activation_std/" + layer).at(0) - std::sqrt(square)) < 1e-5 + 1e-5 * std::sqrt(square));
    };
    check("dense1", linear);
    check("relu1", rectified);
    int dead = 0;
    for (int unit = 0; unit < 16; ++unit) {
        bool isDead = true;
        for (int sample = 0; sample < 8; ++sample)
            isDead = isDead && rectified[static_cast<std::size_t>(sample * 16 + unit)] == 0;
        dead += isDead;
    }
    CHECK(dead >= 8);
    CHECK(valuesOf(*run, "activation_dead/relu1").at(0) == dead / 16.0);
    CHECK(valuesOf(*run, "activation_dead/dense1").at(0) == 0);
}

TEST_CASE("Histograms count every value")
{
    TrainingPlan plan = oneStep();
    plan.settings.maxSteps = 10;
    watchAll(plan.settings, 1);
    const auto run = undisturbed(plan);
    std::map<std::string, const HistogramPoint*> byTag;
    for (const HistogramPoint& point : run->histograms)
        byTag[point.tag] = &point;
    CHECK(byTag.size() == 8); // weights and gradients of two layers with biases
    const HistogramPoint& weights = *byTag.at("weights/dense1.weight");
    CHECK(weights.step == 10);
    double count = 0;
    for (const double each : weights.values.counts)
        count += each;
    CHECK(count == 96);
}

TEST_CASE("Where the time goes adds up to all of it")
{
    TrainingPlan plan = mlpPlan();
    plan.settings.watchSpeed = true;
    plan.settings.watchEvery = 10;
    const auto run = undisturbed(plan);
    const auto data = valuesOf(*run, "time/data"), forward = valuesOf(*run, "time/forward"), backward = valuesOf(*run, "time/backward"), optimizer = valuesOf(*run, "time/optimizer");
    REQUIRE(data.size() == 4);
    for (std::size_t i = 0; i < data.size(); ++i) {
        CHECK(std::abs(data[i] + forward[i] + backward[i] + optimizer[i] - 1) < 1e-9);
        CHECK(std::min({data[i], forward[i], backward[i], optimizer[i]}) > 0);
    }
    for (const double bytes : valuesOf(*run, "memory_bytes"))
        CHECK(bytes > 1e6);
}
