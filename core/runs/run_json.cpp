#include "core/runs/run_json.h"

#include <cmath>

#include "core/base/guarded.h"
#include "core/base/json_depth.h"
#include "core/runs/run_lock.h"

namespace nodegrad {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kLargestRunFile = 256u << 20;

RunState stateFrom(const std::string& id)
{
    for (const RunState state : {RunState::Preparing, RunState::Running, RunState::Paused, RunState::Completed, RunState::Stopped})
        if (runStateId(state) == id)
            return state;
    return RunState::Failed;
}

json errorToJson(const Error& error)
{
    if (error.code.empty())
        return nullptr;
    return {{"code", error.code}, {"arguments", error.arguments}, {"detail", error.detail}};
}

Error errorFromJson(const json& in)
{
    if (!in.is_object())
        return {};
    return {in.at("code").get<std::string>(), in.at("arguments").get<std::map<std::string, std::string>>(), in.value("detail", std::string())};
}

/// JSON has no NaN and no infinity: they are null there.
json numberToJson(double number)
{
    return std::isfinite(number) ? json(number) : json();
}

} // namespace

nlohmann::json figuresToJson(const RunInfo& run)
{
    return {{"epochs_done", run.epochsDone},
            {"best_validation_loss", numberToJson(run.bestValidationLoss)},
            {"best_metric", numberToJson(run.bestMetric)},
            {"best_epoch", run.bestEpoch},
            {"metric", run.metricName},
            {"seconds", run.seconds},
            {"torch", run.torchVersion},
            {"threads", run.threads}};
}

void figuresFromJson(const nlohmann::json& in, RunInfo& run)
{
    const auto number = [&](const char* key, double& into) {
        if (const auto found = in.find(key); found != in.end())
            into = found->is_number() ? found->get<double>() : std::nan("");
    };
    run.epochsDone = in.value("epochs_done", run.epochsDone);
    number("best_validation_loss", run.bestValidationLoss);
    number("best_metric", run.bestMetric);
    run.bestEpoch = in.value("best_epoch", run.bestEpoch);
    run.metricName = in.value("metric", run.metricName);
    number("seconds", run.seconds);
    run.torchVersion = in.value("torch", run.torchVersion);
    run.threads = in.value("threads", run.threads);
}

nlohmann::json toJson(const std::vector<RunAct>& acts)
{
    json all = json::array();
    for (const RunAct& act : acts)
        all.push_back(toJson(act));
    return all;
}

void setStateFields(nlohmann::json& out, RunState state, const std::string& note, const Error& error)
{
    out["state"] = runStateId(state);
    out["state_note"] = note;
    out["error"] = errorToJson(error);
}

nlohmann::json toJson(const RunInfo& run)
{
    json out = {{"nodegrad_run", kRunFormat},
                {"name", run.name},
                {"note", run.note},
                {"color", run.color},
                {"created", run.createdAt},
                {"project", toJson(run.project)},
                {"data", toJson(run.facts)},
                {"figures", figuresToJson(run)},
                {"program", run.programVersion},
                {"device", run.device}};
    if (!run.acts.empty())
        out["acts"] = toJson(run.acts);
    setStateFields(out, run.state, run.stateNote, run.error);
    return out;
}

Result<RunInfo> runFromJson(const nlohmann::json& in)
{
    return guarded(makeError("runs.damaged"), [&]() -> Result<RunInfo> {
        if (const auto format = in.at("nodegrad_run").get<std::int64_t>(); format > kRunFormat)
            return fail("project.newer_format", {{"format", format}, {"known", kRunFormat}});
        auto project = projectFromJson(in.at("project"));
        if (!project)
            return tl::unexpected(project.error());
        auto facts = dataFactsFromJson(in.at("data"));
        if (!facts)
            return tl::unexpected(facts.error());
        RunInfo run;
        run.name = in.at("name").get<std::string>();
        run.note = in.value("note", std::string());
        run.color = in.value("color", 0);
        run.state = stateFrom(in.at("state").get<std::string>());
        run.stateNote = in.value("state_note", std::string());
        run.error = errorFromJson(in.value("error", json()));
        run.createdAt = in.value("created", 0.0);
        run.project = std::move(*project);
        run.facts = std::move(*facts);
        figuresFromJson(in.value("figures", json::object()), run);
        run.programVersion = in.value("program", std::string());
        run.device = in.value("device", std::string());
        run.acts = actsFromJson(in.value("acts", json::array()));
        return run;
    });
}

Result<nlohmann::json> readRunJson(const std::filesystem::path& path)
{
    const auto text = readFile(path, kLargestRunFile);
    if (!text)
        return tl::unexpected(text.error());
    if (isJsonNestedTooDeep(*text))
        return fail("runs.damaged", {{"path", path.string()}});
    return guarded(makeError("runs.damaged", {{"path", path.string()}}), [&]() -> Result<json> {
        json value = json::parse(*text);
        if (!value.is_object())
            return fail("runs.damaged", {{"path", path.string()}});
        return value;
    });
}

Status editRunFile(const std::filesystem::path& folder, FileSystem& system, const std::function<void(nlohmann::json&)>& edit)
{
    const auto lock = RunLock::take(folder, RunLock::Purpose::Editing);
    if (!lock)
        return tl::unexpected(lock.error());
    const auto path = folder / kRunFile;
    auto json = readRunJson(path);
    if (!json)
        return tl::unexpected(json.error());
    return guarded(makeError("runs.damaged", {{"path", path.string()}}), [&]() -> Status {
        edit(*json);
        return writeFileAtomically(path, json->dump(1) + "\n", system);
    });
}

} // namespace nodegrad
