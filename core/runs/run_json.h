#pragma once
// run.json as a value. Internal to core/runs.

#include <functional>

#include "core/runs/run_store.h"

namespace nodegrad {

inline constexpr int kRunFormat = 1;
inline constexpr const char* kRunFile = "run.json";

nlohmann::json toJson(const RunInfo& run);
/// Fills all but `folder`, `id` and `interrupted`. Errors: runs.damaged, project.*.
Result<RunInfo> runFromJson(const nlohmann::json& json);

/// What a checkpoint knows of the run as a whole: run.json is written seldom, a checkpoint after each epoch.
nlohmann::json figuresToJson(const RunInfo& run);
/// Reads them into `run`; fields that are missing stay.
void figuresFromJson(const nlohmann::json& json, RunInfo& run);

/// Changes run.json under the editing lock and writes it atomically; fields that this program does not know stay.
Status editRunFile(const std::filesystem::path& folder, FileSystem& system, const std::function<void(nlohmann::json&)>& edit);
/// A JSON file of a run. Errors: file.missing, file.unreadable, runs.damaged.
Result<nlohmann::json> readRunJson(const std::filesystem::path& path);

nlohmann::json toJson(const std::vector<RunAct>& acts);

/// State, note and error, as fields of run.json.
void setStateFields(nlohmann::json& json, RunState state, const std::string& note, const Error& error);

} // namespace nodegrad
