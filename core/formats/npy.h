#pragma once
// NumPy's .npy: one array a file, versions 1.0 to 3.0.

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// Reads little-endian f4, f8, i4, i8, u1 and bool as they are; f2 becomes Float32, i1, i2 and u2 Int32, u4 Int64.
/// Fortran order is turned into row-major order. A 0-d array has an empty shape.
/// Errors: file.missing, file.unreadable; npy.wrong_magic, .bad_header, .object_array, .big_endian, .unsupported_dtype,
/// .absurd_shape (negative, or more than 2^62 bytes), .truncated. Bytes after the array are left alone, as in NumPy.
Result<HostTensor> readNpy(const std::filesystem::path& path);
/// The same from memory; `name` stands in the errors.
Result<HostTensor> parseNpy(std::string_view bytes, const std::string& name);

/// Version 1.0, C order, little-endian.
std::string npyBytes(const HostTensor& tensor);
/// Written whole or not at all. Errors: file.write_failed.
Status writeNpy(const std::filesystem::path& path, const HostTensor& tensor, FileSystem& system = realFileSystem());

} // namespace nodegrad
