#include "core/training/settings.h"

#include <map>
#include <variant>

#include "core/base/guarded.h"
#include "core/training/param_groups.h"

namespace nodegrad {

namespace {

using FieldOf = std::variant<bool TrainingSettings::*, std::int64_t TrainingSettings::*, std::uint64_t TrainingSettings::*, double TrainingSettings::*,
                             std::string TrainingSettings::*>;

/// The fields of the settings that loopParams() declares, in its words.
const std::map<std::string, FieldOf>& fields()
{
    using S = TrainingSettings;
    static const std::map<std::string, FieldOf> all = {
        {"epochs", &S::epochs}, {"batch_size", &S::batchSize}, {"seed", &S::seed}, {"threads", &S::threads}, {"device", &S::device},
        {"precision", &S::precision}, {"compile_step", &S::compileStep}, {"cuda_graphs", &S::cudaGraphs},
        {"gradient_checkpointing", &S::gradientCheckpointing}, {"checkpointed_modules", &S::checkpointedModules}, {"shuffle", &S::shuffle}, {"balanced_sampling", &S::balancedSampling},
        {"mixup_alpha", &S::mixupAlpha}, {"cutmix_alpha", &S::cutmixAlpha}, {"gradient_noise", &S::gradientNoise}, {"gradient_noise_decay", &S::gradientNoiseDecay},
        {"param_groups", &S::paramGroups}, {"watch_every", &S::watchEvery}, {"watch_gradients", &S::watchGradients},
        {"watch_activations", &S::watchActivations}, {"watch_histograms", &S::watchHistograms}, {"watch_speed", &S::watchSpeed}, {"early_stopping", &S::earlyStopping}, {"patience", &S::patience},
        {"decay_weights_only", &S::decayWeightsOnly}, {"gradient_clip_val", &S::gradientClipVal},
        {"gradient_clip_algorithm", &S::gradientClipAlgorithm}, {"accumulate_grad_batches", &S::accumulateGradBatches},
        {"ema_decay", &S::emaDecay}, {"swa_start", &S::swaStart}, {"swa_rate", &S::swaRate}, {"swa_anneal_epochs", &S::swaAnnealEpochs}, {"warmup", &S::warmup}, {"warmup_unit", &S::warmupUnit}, {"warmup_start_factor", &S::warmupStartFactor},
        {"max_steps", &S::maxSteps}, {"max_time", &S::maxTime}, {"limit_train_batches", &S::limitTrainBatches},
        {"limit_val_batches", &S::limitValBatches}, {"num_sanity_val_steps", &S::numSanityValSteps}, {"overfit_batches", &S::overfitBatches}, {"fast_dev_run", &S::fastDevRun},
        {"check_val_every_n_epoch", &S::checkValEveryNEpoch}, {"val_check_interval", &S::valCheckInterval}, {"monitor", &S::monitor},
        {"monitor_mode", &S::monitorMode}, {"min_delta", &S::minDelta}, {"check_finite", &S::checkFinite},
        {"save_top_k", &S::saveTopK}, {"save_every_n_epochs", &S::saveEveryNEpochs}, {"keep_last", &S::keepLast}, {"metrics", &S::metrics}, {"top_k", &S::topK},
        {"f_beta", &S::fBeta}, {"metric_average", &S::metricAverage}, {"calibration_bins", &S::calibrationBins}};
    return all;
}

template <class Settings, class Visit> void visitLoopField(Settings& settings, const std::string& id, Visit&& visit)
{
    if (const auto found = fields().find(id); found != fields().end())
        std::visit([&](auto field) { visit(settings.*field); }, found->second);
}

Status checkChoice(const std::vector<TrainingChoice>& choices, const std::string& id, const ParamValues& values)
{
    const TrainingChoice* choice = findChoice(choices, id);
    if (!choice)
        return fail("training.unknown_setting", {{"setting", id}});
    for (const auto& [name, value] : values.all())
        if (!findParam(choice->params, name))
            return fail("training.unknown_setting", {{"setting", name}});
    const ParamValues whole = completed(values, choice->params);
    for (const Param& param : choice->params)
        if (const Status status = checkParam(param, *whole.find(param.id)); !status)
            return status;
    return {};
}

ParamValues choiceValues(const std::vector<TrainingChoice>& choices, const std::string& id, const ParamValues& values)
{
    const TrainingChoice* choice = findChoice(choices, id);
    return choice ? completed(values, choice->params) : ParamValues();
}

} // namespace

ParamValues optimizerValues(const TrainingSettings& settings)
{
    return choiceValues(optimizerTypes(), settings.optimizer, settings.optimizerParams);
}

ParamValues scheduleValues(const TrainingSettings& settings)
{
    return choiceValues(scheduleTypes(), settings.schedule, settings.scheduleParams);
}

ParamValue loopValue(const TrainingSettings& settings, const std::string& id)
{
    ParamValue value = std::int64_t(0);
    visitLoopField(settings, id, [&](const auto& field) {
        using Field = std::decay_t<decltype(field)>;
        if constexpr (std::is_same_v<Field, std::uint64_t>)
            value = static_cast<std::int64_t>(field);
        else
            value = field;
    });
    return value;
}

Status setLoopValue(TrainingSettings& settings, const std::string& id, const ParamValue& value)
{
    const Param* param = findParam(loopParams(), id);
    if (!param)
        return fail("training.unknown_setting", {{"setting", id}});
    if (const Status status = checkParam(*param, value); !status)
        return status;
    visitLoopField(settings, id, [&](auto& field) {
        using Field = std::decay_t<decltype(field)>;
        if constexpr (std::is_same_v<Field, std::uint64_t>)
            field = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
        else if constexpr (std::is_same_v<Field, double>)
            field = std::holds_alternative<std::int64_t>(value) ? static_cast<double>(std::get<std::int64_t>(value)) : std::get<double>(value);
        else
            field = std::get<Field>(value);
    });
    return {};
}

Status checkSettings(const TrainingSettings& settings)
{
    if (const Status status = checkChoice(optimizerTypes(), settings.optimizer, settings.optimizerParams); !status)
        return status;
    if (const Status status = checkChoice(scheduleTypes(), settings.schedule, settings.scheduleParams); !status)
        return status;
    for (const Param& param : loopParams())
        if (const Status status = checkParam(param, loopValue(settings, param.id)); !status)
            return status;
    for (const std::string& id : chosenMetrics(settings))
        if (!findChoice(metricTypes(), id))
            return fail("training.unknown_metric", {{"metric", id}});
    if (const auto groups = paramGroups(settings.paramGroups); !groups)
        return fail(groups.error());
    if (settings.optimizer == "lbfgs" && settings.precision == "16-mixed")
        return fail("training.lbfgs_precision");
    if (settings.emaDecay > 0 && settings.swaStart > 0)
        return fail("training.two_averages");
    if (settings.epochs > 0 && settings.swaStart > settings.epochs)
        return fail("training.late_average", {{"start", settings.swaStart}, {"epochs", settings.epochs}});
    if (settings.precision == "16-mixed" && settings.device == "cpu")
        return fail("training.precision_needs_accelerator");
    if (settings.optimizer == "sgd") {
        const ParamValues values = optimizerValues(settings);
        if (values.flag("nesterov") && values.real("momentum") == 0)
            return fail("training.nesterov_without_momentum");
        if (values.flag("nesterov") && values.real("dampening") != 0)
            return fail("training.nesterov_with_dampening");
    }
    return {};
}

nlohmann::json toJson(const TrainingSettings& settings)
{
    nlohmann::json json = {{"optimizer", settings.optimizer}, {"optimizer_params", toJson(settings.optimizerParams)},
                           {"schedule", settings.schedule}, {"schedule_params", toJson(settings.scheduleParams)}};
    for (const Param& param : loopParams())
        visitLoopField(settings, param.id, [&](const auto& field) { json[param.id] = field; });
    return json;
}

Result<TrainingSettings> trainingSettingsFromJson(const nlohmann::json& json)
{
    TrainingSettings settings;
    if (!json.is_object())
        return fail("training.bad_settings", {{"setting", "training"}});
    return guarded(makeError("training.bad_settings", {{"setting", "training"}}), [&]() -> Result<TrainingSettings> {
        for (const auto& [name, params, choice] : {std::tuple{"optimizer", &settings.optimizerParams, &settings.optimizer},
                                                   std::tuple{"schedule", &settings.scheduleParams, &settings.schedule}}) {
            if (json.contains(name)) {
                if (!json[name].is_string())
                    return fail("training.bad_settings", {{"setting", name}});
                *choice = json[name].get<std::string>();
            }
            const std::string key = std::string(name) + "_params";
            if (json.contains(key)) {
                auto values = paramValuesFromJson(json[key]);
                if (!values)
                    return fail("training.bad_settings", {{"setting", key}});
                *params = std::move(*values);
            }
        }
        for (const Param& param : loopParams()) {
            if (!json.contains(param.id))
                continue;
            const auto value = paramValueFromJson(json[param.id]);
            if (!value || !setLoopValue(settings, param.id, *value))
                return fail("training.bad_settings", {{"setting", param.id}});
        }
        return settings;
    });
}

} // namespace nodegrad
