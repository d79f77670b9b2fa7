#pragma once
// The importers, one a file; catalogue.cpp lists them. And what telling files apart needs.

#include "core/importers/importer.h"

namespace nodegrad {

Importer onnxImporter();
Importer torchScriptImporter();

/// As many first bytes of a file as `match` gets.
inline constexpr std::size_t kHeadSize = 64;
/// Errors: file.missing, file.unreadable.
Result<std::string> headOf(const std::filesystem::path& path);
/// By the end of the name, in any capitals: ".onnx".
bool hasExtension(const std::filesystem::path& path, const std::vector<std::string>& extensions);

} // namespace nodegrad
