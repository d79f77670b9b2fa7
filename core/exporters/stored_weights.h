#pragma once
// Files that hold only the weights: what is in them, and whether another program reads the same.

#include "core/exporters/python_engine.h"

namespace nodegrad {

/// The network itself is not in the file; or it has no weights at all.
ExportCheck checkStoredWeights(const ExportRequest& request);
/// `expected` against what `answer` has read: keys, and each array bit for bit.
VerificationReport compareStoredWeights(const StateDict& expected, const EngineAnswer& answer);
/// Whether torch (or our own reader, when there is no Python with it) finds the weights of `request` in a file of torch.save, under names that
/// begin with `prefix`. `kind` names the script.
Result<VerificationReport> verifyTorchFile(const std::string& kind, const ExportRequest& request, const std::filesystem::path& path, const Task& task,
                                           const std::string& prefix = {});

} // namespace nodegrad
