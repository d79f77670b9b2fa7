#pragma once
// Weights that a project begins with instead of drawn ones: imported, or taken from another run. A safetensors file beside the project.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ops/program.h"
#include "core/project/project.h"

namespace nodegrad {

/// What the file gives to a Program.
struct StartingWeights {
    std::map<std::string, HostTensor> state; ///< all parameters and buffers; what the file lacks is drawn from the seed
    std::vector<std::string> drawn;          ///< keys that the file lacks, or has with another shape (the design was changed since)
    /// "" when everything came from the file, else one sentence with names.
    std::string notice(const std::string& file) const;
};

/// Reads the file that `project` names, relative to `baseFolder`, for `program`. Keys that the program does not have are left alone, so
/// that a new last layer is trained on an imported body. Nothing when the project names no file.
/// Errors: file.missing, file.unreadable, safetensors.*, project.weights_changed (another file than the one that was saved with it),
/// project.weights_do_not_fit (not one tensor fits).
Result<std::optional<StartingWeights>> readInitialWeights(const Project& project, const Program& program, const std::filesystem::path& baseFolder);

/// "NAME.initial.safetensors", or another `kind` of weights, beside `projectPath`.
std::filesystem::path weightsPath(const std::filesystem::path& projectPath, const std::string& kind = "initial");
/// The initial weights of a project that goes from `baseFolder` to `projectPath`, under their name there too: a hard link. What the project then
/// must say; nothing where it can only refer to the old place (another file system, a file of that name, the same folder).
std::optional<InitialWeights> linkInitialWeights(const Project& project, const std::filesystem::path& baseFolder, const std::filesystem::path& projectPath);
/// Writes `weights` to weightsPath() and gives what the project must say.
/// Errors: file.write_failed.
Result<InitialWeights> writeInitialWeights(const std::filesystem::path& projectPath, const std::map<std::string, HostTensor>& weights,
                                           FileSystem& system = realFileSystem(), const std::string& kind = "initial");

} // namespace nodegrad
