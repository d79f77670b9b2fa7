#pragma once
// TorchScript archives (torch.jit.save). Whoever loads one runs its code, so this program starts itself once more to do it, as
// `nodegrad read-torchscript FILE --output MODEL.onnx`, and takes nothing from that process but an ONNX model, which it reads as any other.

#include "core/importers/importer.h"

namespace nodegrad {

/// Reads it here, in a process that ends soon: confined, it runs the archive and writes the ONNX model to `output`.
/// `seconds`: of a core's time, at most. With options.asBlock Always the model is one node kBlockOperation of the domain "nodegrad" without
/// the archive, with attributes takes and gives (core/ops/script_ports.h). script_reader.cpp. Errors: file.*, confinement.not_possible, torchscript.*, import.*, onnx.too_large, memory.exhausted.
Status readTorchScript(const std::filesystem::path& path, const std::filesystem::path& output, const ImportOptions& options, std::uint64_t seconds);

inline constexpr const char* kBlockOperation = "TorchScript";
inline constexpr std::uint64_t kTorchScriptSeconds = 120;
/// What a process that runs an archive may allocate, and for each of its bytes.
inline constexpr std::uint64_t kTorchScriptMemory = std::uint64_t(6) << 30, kTorchScriptMemoryPerByte = 8;

/// The file in an archive that Nodegrad exports which says what its inputs are, [{"name": "x", "sample": [3, 32, 32], "tokens": false}].
inline constexpr const char* kScriptInputsFile = "inputs.json";

/// Names of what the model's metadata says of how it was read.
inline constexpr const char* kSizesWereGuessed = "sizes_were_guessed";

} // namespace nodegrad
