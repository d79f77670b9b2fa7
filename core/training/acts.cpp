#include "core/training/acts.h"

#include <algorithm>
#include <cmath>

#include "core/params/param.h"

namespace nodegrad {

namespace {

constexpr std::pair<ActKind, const char*> kIds[] = {{ActKind::LearningRate, "learning_rate"}, {ActKind::Validate, "validate"},
                                                    {ActKind::FinishEpoch, "finish_epoch"}, {ActKind::SaveCheckpoint, "save_checkpoint"},
                                                    {ActKind::TotalEpochs, "total_epochs"}};
constexpr double kMostEpochs = 1e9;

} // namespace

std::string actId(ActKind kind)
{
    for (const auto& [known, id] : kIds)
        if (known == kind)
            return id;
    return {};
}

std::string actText(const RunAct& act)
{
    switch (act.kind) {
    case ActKind::LearningRate: return "learning rate set to " + formatParam(act.value);
    case ActKind::Validate: return "validated on request";
    case ActKind::FinishEpoch: return "the rest of the epoch was left out";
    case ActKind::SaveCheckpoint: return "checkpoint step-" + std::to_string(act.step) + " saved";
    case ActKind::TotalEpochs: return std::to_string(static_cast<std::int64_t>(act.value)) + " epochs in all";
    }
    return {};
}

Status checkAct(const RunAct& act)
{
    const bool isRate = act.kind == ActKind::LearningRate && !(std::isfinite(act.value) && act.value > 0);
    const bool isCount = act.kind == ActKind::TotalEpochs && !(act.value >= 1 && act.value <= kMostEpochs && act.value == std::floor(act.value));
    if (isRate || isCount)
        return fail("training.bad_act", {{"act", actId(act.kind)}, {"value", formatParam(act.value)}});
    return {};
}

nlohmann::json toJson(const RunAct& act)
{
    nlohmann::json json = {{"act", actId(act.kind)}, {"epoch", act.epoch}, {"step", act.step}};
    if (act.value != 0)
        json["value"] = act.value;
    return json;
}

std::optional<RunAct> actFromJson(const nlohmann::json& json)
{
    if (!json.is_object() || !json.contains("act"))
        return std::nullopt;
    const auto count = [&](const char* key) { return json.contains(key) && json[key].is_number_integer() ? std::max<std::int64_t>(0, json[key].get<std::int64_t>()) : 0; };
    for (const auto& [kind, id] : kIds) {
        if (json["act"] != id)
            continue;
        const double value = json.contains("value") && json["value"].is_number() ? json["value"].get<double>() : 0;
        const RunAct act{kind, value, count("epoch"), count("step")};
        return checkAct(act) ? std::optional(act) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<RunAct> actsFromJson(const nlohmann::json& json)
{
    std::vector<RunAct> acts;
    if (json.is_array())
        for (const auto& each : json)
            if (const auto act = actFromJson(each))
                acts.push_back(*act);
    return acts;
}

std::int64_t epochsAfter(std::int64_t epochs, const std::vector<RunAct>& acts)
{
    for (const RunAct& act : acts)
        if (act.kind == ActKind::TotalEpochs)
            epochs = std::max(epochs, static_cast<std::int64_t>(act.value));
    return epochs;
}

} // namespace nodegrad
