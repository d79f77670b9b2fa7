#pragma once
// How a run is trained: plain values, catalogues of choices. Names and defaults are PyTorch's.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/params/param.h"

namespace nodegrad {

/// An optimizer, a schedule, a metric: declaration; the code stands beside the loop.
struct TrainingChoice {
    std::string id, title, summary;
    std::vector<Param> params;
};
const std::vector<TrainingChoice>& optimizerTypes(); ///< sgd, adam, adamw
const std::vector<TrainingChoice>& scheduleTypes();  ///< constant, step, cosine
const std::vector<TrainingChoice>& metricTypes();    ///< accuracy, mae, rmse, r2
const TrainingChoice* findChoice(const std::vector<TrainingChoice>& choices, const std::string& id);

struct TrainingSettings {
    std::string optimizer = "adam";
    ParamValues optimizerParams;          ///< of that optimizer, learning rate included ("learning_rate")
    std::string schedule = "constant";
    ParamValues scheduleParams;
    std::int64_t epochs = 20;
    std::int64_t batchSize = 64;
    std::uint64_t seed = 42;
    std::int64_t threads = 0;             ///< 0: all but one, at least 1
    std::string device = "cpu";
    bool shuffle = true;
    bool earlyStopping = false;
    std::int64_t patience = 10;           ///< epochs without a better validation loss
    bool operator==(const TrainingSettings&) const = default;
};
/// Fields of the settings that are not choices, as declarations: forms, command line and docs are made from them.
const std::vector<Param>& loopParams();
/// The field that loopParams() declares under `id`, read and written as a value. Errors: training.unknown_setting, param.*.
ParamValue loopValue(const TrainingSettings& settings, const std::string& id);
Status setLoopValue(TrainingSettings& settings, const std::string& id, const ParamValue& value);
/// Parameters of the chosen optimizer and schedule with all defaults filled in; {} for an unknown choice.
ParamValues optimizerValues(const TrainingSettings& settings);
ParamValues scheduleValues(const TrainingSettings& settings);
/// First problem of the settings, or ok. Errors: training.unknown_setting, training.nesterov_without_momentum, param.*.
Status checkSettings(const TrainingSettings& settings);
/// Learning rate at a step; a pure function. `step` counts from 0, `stepsPerEpoch` > 0. Formulas as torch.optim.lr_scheduler,
/// stepped once an epoch (step, cosine).
double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t stepsPerEpoch);

nlohmann::json toJson(const TrainingSettings& settings);
/// Missing fields keep their defaults. Errors: training.bad_settings.
Result<TrainingSettings> trainingSettingsFromJson(const nlohmann::json& json);

} // namespace nodegrad
