#pragma once
// TorchScript archives (torch.jit.save). Whoever loads one runs its code, so this program starts itself once more to do it, as
// `nodegrad read-torchscript FILE --output MODEL.onnx`, and takes nothing from that process but an ONNX model, which it reads as any other.

#include "core/importers/importer.h"

namespace nodegrad {

/// Reads it here, in a process that ends soon: confined, it runs the archive and writes the ONNX model to `output`.
/// `seconds`: of a core's time, at most. script_reader.cpp. Errors: file.*, confinement.not_possible, torchscript.*, import.*, onnx.too_large, memory.exhausted.
Status readTorchScript(const std::filesystem::path& path, const std::filesystem::path& output, const ImportOptions& options, std::uint64_t seconds);

inline constexpr std::uint64_t kTorchScriptSeconds = 120;

/// Names of what the model's metadata says of how it was read.
inline constexpr const char* kSizesWereGuessed = "sizes_were_guessed";

} // namespace nodegrad
