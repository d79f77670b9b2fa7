#pragma once
// Exported files in another engine: a Python child process that runs a script of resources/verify/.

#include <filesystem>

#include "core/exporters/verification.h"

namespace nodegrad {

/// Runs verify_<kind>.py on the file: it answers for each batch of `job`. EngineAnswer::missing is set (and nothing else) when
/// there is no Python or it lacks a package. Errors: verify.failed with the engine's words in detail, verify.timeout, cancelled.
Result<EngineAnswer> runPythonEngine(const std::string& kind, const std::filesystem::path& path, const VerificationJob& job, const Task& task);

/// The tensors of a file as Python reads them with verify_<kind>.py: `keys`, and one array a key in `outputs[0]`.
Result<EngineAnswer> readWithPython(const std::string& kind, const std::filesystem::path& path, const Task& task);

} // namespace nodegrad
