#pragma once
// A project file that a command names, its runs, and what is loaded of them.

#include <filesystem>
#include <string>
#include <vector>

#include "core/engine/model.h"
#include "core/project/plan.h"
#include "core/runs/run_store.h"

namespace nodegrad {

struct OpenedProject {
    std::filesystem::path path;   ///< absolute
    std::string given;            ///< as the user typed it
    Project project;
    std::filesystem::path folder() const { return path.parent_path(); }
    std::filesystem::path runs() const { return runsFolder(path); }
};
/// Errors: those of readProject().
Result<OpenedProject> openProject(const std::string& file);
/// The run called `name` (or with that id), the newest one when `name` is "". Errors: runs.none, runs.unknown.
Result<RunInfo> findRun(const OpenedProject& opened, const std::string& name);
/// The data of a run, split and prepared as when it was trained. Errors: data.*, runs.data_changed.
Result<PreparedData> dataOfRun(const OpenedProject& opened, const RunInfo& run);

/// Program and weights of a run on the CPU.
struct TrainedModel {
    RunModel source;
    Model model;
};
/// `checkpoint` "": the best one, or the last when there is no best. `run` "": the newest that has one. "initial", or "" while there is none:
/// the project's initial weights, if it has some. Errors: those of findRun(), loadRunModel(), loadInitialModel(), engine.*.
Result<TrainedModel> openModel(const OpenedProject& opened, const std::string& run, const std::string& checkpoint);

/// What is wrong with the name of a checkpoint, "" when nothing is.
std::string checkpointName(const std::string& text);
/// "run 3 (best, epoch 12)".
std::string describe(const RunModel& model);

} // namespace nodegrad
