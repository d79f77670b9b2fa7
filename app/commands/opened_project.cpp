#include "app/commands/opened_project.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace nodegrad {

Result<OpenedProject> openProject(const std::string& file)
{
    std::error_code problem;
    OpenedProject opened;
    opened.given = file;
    opened.path = std::filesystem::absolute(file, problem);
    auto project = readProject(opened.path);
    if (!project) {
        if (project.error().arguments.contains("path"))
            project.error().arguments["path"] = file;
        return tl::unexpected(project.error());
    }
    opened.project = std::move(*project);
    return opened;
}

Result<RunInfo> findRun(const OpenedProject& opened, const std::string& name)
{
    const auto runs = listRuns(opened.runs());
    if (runs.empty())
        return fail("runs.none", {{"project", opened.given}});
    if (name.empty())
        return runs.back();
    std::vector<std::string> known;
    for (const RunInfo& run : runs) {
        if (run.name == name || run.id == name)
            return run;
        known.push_back(run.name);
    }
    return fail("runs.unknown", {{"project", opened.given}, {"run", name}, {"known", joined(known, ", ")}});
}

Result<PreparedData> dataOfRun(const OpenedProject& opened, const RunInfo& run)
{
    auto prepared = prepareData(run.project.data, opened.folder(), Task());
    if (prepared && prepared->data->fingerprint != run.facts.fingerprint)
        return fail("runs.data_changed", {{"run", run.name}});
    return prepared;
}

namespace {

Result<RunModel> initialModel(const OpenedProject& opened)
{
    if (opened.project.data.source.empty())
        return loadInitialModel(opened.project, opened.folder(), nullptr);
    const auto data = prepareData(opened.project.data, opened.folder(), Task());
    return data ? loadInitialModel(opened.project, opened.folder(), &*data) : Result<RunModel>(tl::unexpected(data.error()));
}

/// The newest run with a checkpoint: one whose start failed has nothing to show. "" when there is none.
std::string newestTrained(const OpenedProject& opened)
{
    const auto runs = listRuns(opened.runs());
    const auto found = std::find_if(runs.rbegin(), runs.rend(), [](const RunInfo& run) { return hasCheckpoint(run.folder, "best") || hasCheckpoint(run.folder, "last"); });
    return found == runs.rend() ? std::string() : found->id;
}

Result<RunModel> trainedModel(const OpenedProject& opened, const std::string& runName, const std::string& checkpoint)
{
    const auto run = findRun(opened, runName);
    if (!run)
        return tl::unexpected(run.error());
    const std::string wanted = !checkpoint.empty() ? checkpoint : hasCheckpoint(run->folder, "best") ? "best" : "last";
    return loadRunModel(*run, wanted);
}

} // namespace

Result<TrainedModel> openModel(const OpenedProject& opened, const std::string& runName, const std::string& checkpoint)
{
    const std::string run = runName.empty() ? newestTrained(opened) : runName;
    const bool isInitial = run == kInitialRun || (run.empty() && opened.project.initialWeights);
    auto source = isInitial ? initialModel(opened) : trainedModel(opened, run, checkpoint);
    if (!source && source.error().code == "runs.none") // a design without weights needs no training
        if (auto plain = initialModel(opened))
            source = std::move(plain);
    if (!source)
        return tl::unexpected(source.error());
    auto model = Model::create(source->program, source->run.project.training.seed);
    if (!model)
        return tl::unexpected(model.error());
    if (auto loaded = model->loadState(source->checkpoint.model); !loaded)
        return tl::unexpected(loaded.error());
    return TrainedModel{std::move(*source), std::move(*model)};
}

std::string checkpointName(const std::string& text)
{
    return isCheckpointName(text) ? std::string() : "A checkpoint is best, last, epoch-N or step-N, not " + text;
}

std::string describe(const RunModel& model)
{
    if (model.checkpointName == kInitialRun)
        return "the initial weights";
    return fmt::format("{} ({}, epoch {})", model.run.name, model.checkpointName, model.epoch);
}

} // namespace nodegrad
