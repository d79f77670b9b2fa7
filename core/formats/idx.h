#pragma once
// IDX, the format of the MNIST files: magic (0, 0, type, rank), big-endian u32 sizes, big-endian values.

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// Types: ubyte -> UInt8, byte and short -> Int32, int -> Int32, float -> Float32, double -> Float64. Shape as stored:
/// pictures (N, H, W), labels (N).
/// Errors: file.missing, file.unreadable; idx.compressed (a .gz: gunzip it), idx.wrong_magic, idx.absurd_size,
/// idx.truncated, idx.trailing_bytes.
Result<HostTensor> readIdx(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors.
Result<HostTensor> parseIdx(std::string_view bytes, const std::string& name);

} // namespace nodegrad
