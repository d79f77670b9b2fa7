#pragma once
// Element types as files store them, and their way into a HostTensor. Internal to core/formats.

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "core/shapes/host_tensor.h"

namespace nodegrad {

static_assert(std::endian::native == std::endian::little, "the formats copy little-endian data as it is");

enum class StoredType { F64, F32, F16, BF16, I64, I32, I16, I8, U32, U16, U8, Bool };
std::size_t storedSize(StoredType type);  ///< bytes of one element
DType widenedType(StoredType type);       ///< the HostTensor type that holds all its values

float floatFromHalf(std::uint16_t bits);
float floatFromBfloat16(std::uint16_t bits);

/// Bytes that an array of this shape takes; nothing when a size is negative or the sizes other than 0 multiply to more
/// than 2^62 bytes of the widest type. At most 64 sizes.
std::optional<std::uint64_t> arrayByteCount(std::span<const std::int64_t> shape, std::size_t elementSize);

/// Copies `data` (little-endian, row-major, arrayByteCount() bytes, any alignment) into an array of widenedType().
HostTensor widened(StoredType type, std::vector<std::int64_t> shape, const char* data);

/// A value at any address.
template <class T> T loadAs(const char* data)
{
    T value;
    std::memcpy(&value, data, sizeof value);
    return value;
}

} // namespace nodegrad
