#include "core/formats/array_bytes.h"

#include <algorithm>

namespace nodegrad {

namespace {

/// 2^62: what is below can be added to any file offset without overflow.
constexpr std::uint64_t byteLimit = std::uint64_t(1) << 62;

template <class Stored, class Wide, class Convert>
void copyConverted(HostTensor& tensor, const char* data, Convert convert)
{
    const auto out = tensor.mutableValues<Wide>();
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = convert(loadAs<Stored>(data + i * sizeof(Stored)));
}

} // namespace

std::size_t storedSize(StoredType type)
{
    switch (type) {
    case StoredType::F64:
    case StoredType::I64:
        return 8;
    case StoredType::F32:
    case StoredType::I32:
    case StoredType::U32:
        return 4;
    case StoredType::F16:
    case StoredType::BF16:
    case StoredType::I16:
    case StoredType::U16:
        return 2;
    default:
        return 1;
    }
}

DType widenedType(StoredType type)
{
    switch (type) {
    case StoredType::F64:
        return DType::Float64;
    case StoredType::F32:
    case StoredType::F16:
    case StoredType::BF16:
        return DType::Float32;
    case StoredType::I64:
    case StoredType::U32:
        return DType::Int64;
    case StoredType::U8:
        return DType::UInt8;
    case StoredType::Bool:
        return DType::Bool;
    default:
        return DType::Int32;
    }
}

float floatFromHalf(std::uint16_t bits)
{
    const std::uint32_t sign = std::uint32_t(bits & 0x8000u) << 16;
    const std::uint32_t exponent = (bits >> 10) & 0x1Fu;
    std::uint32_t fraction = bits & 0x3FFu;
    if (exponent == 31) // infinity and NaN
        return std::bit_cast<float>(sign | 0x7F800000u | (fraction << 13));
    if (exponent != 0)
        return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
    const float magnitude = static_cast<float>(fraction) * 0x1p-24f; // zero and subnormal
    return sign ? -magnitude : magnitude;
}

float floatFromBfloat16(std::uint16_t bits)
{
    return std::bit_cast<float>(std::uint32_t(bits) << 16);
}

std::optional<std::uint64_t> arrayByteCount(std::span<const std::int64_t> shape,
                                            std::size_t elementSize)
{
    if (shape.size() > 64)
        return std::nullopt;
    std::uint64_t count = 1;
    bool empty = false;
    const std::uint64_t mostElements = byteLimit / std::max<std::size_t>(elementSize, sizeof(std::int64_t)); // it may be widened
    for (const std::int64_t size : shape) {
        if (size < 0)
            return std::nullopt;
        if (size == 0) {
            empty = true;
            continue;
        }
        if (count > mostElements / static_cast<std::uint64_t>(size))
            return std::nullopt;
        count *= static_cast<std::uint64_t>(size);
    }
    return empty ? 0 : count * elementSize;
}

HostTensor widened(StoredType type, std::vector<std::int64_t> shape, const char* data)
{
    HostTensor tensor(widenedType(type), std::move(shape));
    if (tensor.isEmpty())
        return tensor;
    const auto toInt32 = [](auto value) { return static_cast<std::int32_t>(value); };
    switch (type) {
    case StoredType::F16:
        copyConverted<std::uint16_t, float>(tensor, data, floatFromHalf);
        break;
    case StoredType::BF16:
        copyConverted<std::uint16_t, float>(tensor, data, floatFromBfloat16);
        break;
    case StoredType::I16:
        copyConverted<std::int16_t, std::int32_t>(tensor, data, toInt32);
        break;
    case StoredType::I8:
        copyConverted<std::int8_t, std::int32_t>(tensor, data, toInt32);
        break;
    case StoredType::U16:
        copyConverted<std::uint16_t, std::int32_t>(tensor, data, toInt32);
        break;
    case StoredType::U32:
        copyConverted<std::uint32_t, std::int64_t>(
            tensor, data, [](std::uint32_t value) { return std::int64_t(value); });
        break;
    case StoredType::Bool: // a file may hold other bytes than 0 and 1, a bool may not
        copyConverted<std::uint8_t, bool>(tensor, data,
                                          [](std::uint8_t value) { return value != 0; });
        break;
    default:
        std::memcpy(tensor.mutableBytes(), data, tensor.byteSize());
    }
    return tensor;
}

} // namespace nodegrad
