// Answers questions of the scripts beside it: peer_trainer CASES.json ANSWERS.json. A case has a "kind":
// "schedule" {settings, steps_per_epoch, steps}: learning rates and momenta (null: none) of each step.
// "plateau" {params, rate, higher, values}: the learning rate after each validation.
// "monitor" {settings, values}: the validation at which the run stops (-1: never) and those that were the best so far;
// "tops": the "top" best ones that are kept at the end.
// "metrics" {metrics, settings, prediction, shape, target, target_shape, integers, batches}: values of the metrics, added in that
// many batches, with a save and a restore in between where their state allows it.

#include <ATen/ATen.h>

#include <cmath>
#include <cstdio>
#include <fstream>

#include "core/base/guarded.h"
#include "core/training/metrics.h"
#include "core/training/monitor.h"
#include "core/training/schedule.h"

using namespace nodegrad;
using nlohmann::json;

namespace {

/// JSON has no NaN: null.
double number(const json& value)
{
    return value.is_number() ? value.get<double>() : value.is_string() ? std::stod(value.get<std::string>()) : std::nan("");
}

TrainingSettings settingsOf(const json& testCase)
{
    return trainingSettingsFromJson(testCase.value("settings", json::object())).value();
}

json scheduleAnswer(const json& testCase)
{
    const Schedule schedule(settingsOf(testCase), testCase.at("steps_per_epoch").get<std::int64_t>());
    constexpr std::size_t layers = 4;
    json rates = json::array(), momenta = json::array(), byLayer = json::array();
    for (std::int64_t step = 0; step < testCase.at("steps").get<std::int64_t>(); ++step) {
        const StepRates now = schedule.at(step);
        rates.push_back(now.learningRate);
        momenta.push_back(now.momentum ? json(*now.momentum) : json());
        byLayer.push_back(json::array());
        for (std::size_t layer = 0; layer < layers; ++layer)
            byLayer.back().push_back(now.learningRate * schedule.bodyAt(step).factor(layer, layers, false));
    }
    return {{"rates", rates}, {"momenta", momenta}, {"layers", byLayer}};
}

json plateauAnswer(const json& testCase)
{
    TrainingSettings settings;
    settings.schedule = "plateau";
    settings.scheduleParams = paramValuesFromJson(testCase.at("params")).value();
    Plateau plateau{.rate = testCase.at("rate").get<double>()};
    json rates = json::array();
    for (const json& value : testCase.at("values")) {
        checkPlateau(plateau, scheduleValues(settings), number(value), testCase.at("higher").get<bool>());
        rates.push_back(plateau.rate);
    }
    return {{"rates", rates}};
}

json monitorAnswer(const json& testCase)
{
    const TrainingSettings settings = settingsOf(testCase);
    EarlyStop stop;
    std::optional<double> best;
    std::int64_t stoppedAt = -1, index = 0;
    json bests = json::array(), tops = json::array();
    TopEpochs top;
    const std::int64_t count = testCase.value("top", std::int64_t(1));
    for (const json& value : testCase.at("values")) {
        if (stoppedAt < 0 && checkEarlyStop(stop, settings, number(value)) != StopReason::None)
            stoppedAt = index;
        if (isBest(number(value), best, isHigherBetter(settings))) {
            best = number(value);
            bests.push_back(index);
        }
        enterTop(top, index, number(value), count, isHigherBetter(settings));
        ++index;
    }
    for (const TopEpochs::Entry& entry : top.kept)
        tops.push_back(entry.epoch);
    return {{"tops", tops}, {"stopped_at", stoppedAt}, {"bests", bests}, {"wait", stop.wait}};
}

at::Tensor tensorOf(const json& values, const json& shape, bool integers)
{
    const auto sizes = shape.get<std::vector<std::int64_t>>();
    return integers ? at::tensor(values.get<std::vector<std::int64_t>>(), at::kLong).reshape(sizes)
                    : at::tensor(values.get<std::vector<double>>(), at::kDouble).to(at::kFloat).reshape(sizes);
}

json metricsAnswer(const json& testCase)
{
    const auto ids = testCase.at("metrics").get<std::vector<std::string>>();
    Metrics metrics(ids, settingsOf(testCase));
    bool canBeSaved = true;
    for (const std::string& id : ids)
        canBeSaved = canBeSaved && !findChoice(metricTypes(), id)->needsAllSamples;
    const at::Tensor prediction = tensorOf(testCase.at("prediction"), testCase.at("shape"), false);
    const at::Tensor target = tensorOf(testCase.at("target"), testCase.at("target_shape"), testCase.at("integers").get<bool>());
    const std::int64_t batches = testCase.at("batches").get<std::int64_t>(), rows = prediction.size(0);
    for (std::int64_t i = 0; i < batches; ++i) {
        const std::int64_t begin = rows * i / batches, end = rows * (i + 1) / batches;
        metrics.add(prediction.slice(0, begin, end), target.slice(0, begin, end));
        if (canBeSaved && !metrics.restore(json::parse(metrics.state().dump())))
            return {{"error", "the state was not taken"}};
    }
    json values = json::object();
    for (const std::string& id : ids)
        values[id] = metrics.value(id);
    return values;
}

json answer(const json& testCase)
{
    const std::string kind = testCase.at("kind");
    if (kind == "schedule")
        return scheduleAnswer(testCase);
    if (kind == "plateau")
        return plateauAnswer(testCase);
    return kind == "monitor" ? monitorAnswer(testCase) : metricsAnswer(testCase);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: peer_trainer CASES.json ANSWERS.json\n");
        return 2;
    }
    const auto result = guarded(makeError("engine.failed"), [&]() -> Status {
        std::ifstream in(argv[1]);
        json answers = json::array();
        for (const json& testCase : json::parse(in))
            answers.push_back(answer(testCase));
        std::ofstream(argv[2]) << answers.dump();
        return {};
    });
    if (!result)
        std::fprintf(stderr, "%s %s\n", message(result.error()).c_str(), result.error().detail.c_str());
    return result ? 0 : 1;
}
