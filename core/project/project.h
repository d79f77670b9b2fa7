#pragma once
// The Project: graph, data, training settings. A value; enough to reproduce a run.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/data/dataset.h"
#include "core/graph/graph.h"
#include "core/ops/node_paths.h"
#include "core/training/settings.h"

namespace nodegrad {

/// A safetensors file with weights to begin with; see initial_weights.h.
struct InitialWeights {
    std::string path;              ///< relative to the project's folder where it lies near
    std::string sha256;            ///< of the file, in hexadecimal digits
    /// Steps that gave layers other paths, the oldest first: path after the step -> path before it ("block1.0.conv1" -> "conv1").
    std::vector<MovedNodes> renamed;
    bool operator==(const InitialWeights&) const = default;
};

/// A view of the canvas to come back to.
struct Bookmark {
    std::vector<std::string> path; ///< names of the module nodes that lead to its level
    Position center;
    double zoom = 1;
    bool operator==(const Bookmark&) const = default;
};

struct Project {
    Graph graph;
    DataSettings data;
    TrainingSettings training;
    std::optional<InitialWeights> initialWeights; ///< nothing: weights are drawn from the seed
    std::string lesson;            ///< a paragraph that an example teaches; shown on the Design page
    bool leftToRight = false;      ///< flow of the canvas
    std::map<int, Bookmark> bookmarks; ///< by the key that leads there, 1 to 9
    nlohmann::json unknown;        ///< fields of a newer program, kept
    bool operator==(const Project&) const = default;
};

/// Format 2 has knots and bookmarks, format 3 portals, frames with a colour or lock, and renamed initial weights, format 4 exposed parameters
/// of modules, hidden ports and unfolded modules. A project is written in the oldest format that holds all of it, which older programs read.
inline constexpr int kProjectFormat = 4;
inline constexpr const char* kProjectExtension = ".nodegrad";

nlohmann::json toJson(const Project& project);
/// Errors: project.newer_format, graph.*, param.*, data.*.
Result<Project> projectFromJson(const nlohmann::json& json);

/// One JSON text with sorted keys. Data paths are stored relative to the file's folder where they lie below or beside it.
/// Errors: file.write_failed; the old file stays whole.
Status writeProject(const std::filesystem::path& path, const Project& project, FileSystem& system = realFileSystem());
/// Errors: file.missing, file.unreadable, project.not_json (truncated, nested too deep), project.newer_format, graph.*.
Result<Project> readProject(const std::filesystem::path& path);
/// Data paths of `project`, which were relative to `from`, made relative to `to` (Save As into another folder).
Project rebased(const Project& project, const std::filesystem::path& from, const std::filesystem::path& to);

/// Autosave beside the project (".name.nodegrad.autosave"), for projects without a file in the state folder.
std::filesystem::path autosavePath(const std::filesystem::path& projectPath);
Status writeAutosave(const std::filesystem::path& projectPath, const Project& project, FileSystem& system = realFileSystem());
/// The autosaved project when it is newer than the file and differs from it; nothing otherwise.
std::optional<Project> recoverable(const std::filesystem::path& projectPath);
/// After a save or a chosen discard.
void removeAutosave(const std::filesystem::path& projectPath);

} // namespace nodegrad
