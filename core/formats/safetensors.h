#pragma once
// safetensors: named arrays and text facts in one file; Python's safetensors, torch and other tools read and write it.
// Layout: u64 little-endian length of the header, JSON header, data.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// What a safetensors file holds. Names are free text ("encoder.2.weight"); "__metadata__" is reserved.
struct TensorFile {
    std::map<std::string, HostTensor> tensors;
    std::map<std::string, std::string> metadata;
};

/// Largest JSON header that is read or written, bytes.
inline constexpr std::uint64_t safetensorsHeaderLimit = 100'000'000;

/// Reads F64, F32, I64, I32, U8 and BOOL as they are; F16 and BF16 become Float32, I8 and I16 Int32, U16 Int32, U32 Int64.
/// Every size is checked against the file before memory is taken.
/// Errors: file.missing, file.unreadable; safetensors.truncated, .header_too_large, .bad_header, .unknown_dtype,
/// .bad_offsets (holes, overlaps, trailing bytes, size that differs from the shape).
Result<TensorFile> readSafetensors(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors.
Result<TensorFile> parseSafetensors(std::string_view bytes, const std::string& name);

/// The file as bytes: header padded with spaces to 8, tensors by element size (largest first), then name; equal content
/// gives equal bytes. Errors: safetensors.bad_name ("__metadata__" or no UTF-8), .header_too_large.
Result<std::string> safetensorsBytes(const TensorFile& file);
/// Written whole or not at all. Errors: those of safetensorsBytes(), file.write_failed.
Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file, FileSystem& system = realFileSystem());

} // namespace nodegrad
