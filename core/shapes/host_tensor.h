#pragma once
// An array outside LibTorch: what files hold, data sources give and windows show.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/shapes/spec.h"

namespace nodegrad {

/// A contiguous row-major array, immutable once shared; copies share the bytes.
class HostTensor {
public:
    HostTensor() = default;
    /// Zeros. The product of `shape` times the element size must fit memory: callers that read files check first.
    HostTensor(DType dtype, std::vector<std::int64_t> shape);
    template <class T> static HostTensor of(std::vector<std::int64_t> shape, std::span<const T> values);
    static HostTensor ofFloats(std::vector<std::int64_t> shape, std::span<const float> values) { return of<float>(std::move(shape), values); }
    static HostTensor ofIntegers(std::vector<std::int64_t> shape, std::span<const std::int64_t> values) { return of<std::int64_t>(std::move(shape), values); }

    DType dtype() const { return m_dtype; }
    const std::vector<std::int64_t>& shape() const { return m_shape; }
    std::int64_t dim(std::size_t i) const { return m_shape.at(i); }
    std::size_t rank() const { return m_shape.size(); }
    std::int64_t count() const;                 ///< elements
    std::size_t byteSize() const { return m_bytes ? m_bytes->size() : 0; }
    bool isEmpty() const { return byteSize() == 0; }

    const std::byte* bytes() const { return m_bytes ? m_bytes->data() : nullptr; }
    /// Writable bytes; copies first when the bytes are shared.
    std::byte* mutableBytes();
    /// T must match dtype (assert).
    template <class T> std::span<const T> values() const;
    template <class T> std::span<T> mutableValues();
    std::span<const float> floats() const { return values<float>(); }
    std::span<const std::int64_t> integers() const { return values<std::int64_t>(); }

    /// Samples `indices` of the first dimension, copied. Each 0 <= index < dim(0).
    HostTensor rows(std::span<const std::int64_t> indices) const;
    /// The same bytes under another shape of equal count.
    HostTensor reshaped(std::vector<std::int64_t> shape) const;
    /// Element i as a number, whatever the type.
    double number(std::int64_t i) const;
    /// Float32 copy (or itself).
    HostTensor asFloat32() const;

private:
    DType m_dtype = DType::Float32;
    std::vector<std::int64_t> m_shape;
    std::shared_ptr<std::vector<std::byte>> m_bytes;
};

/// The DType of a C++ type.
template <class T> constexpr DType dtypeOf()
{
    if constexpr (std::is_same_v<T, float>) return DType::Float32;
    else if constexpr (std::is_same_v<T, double>) return DType::Float64;
    else if constexpr (std::is_same_v<T, std::int64_t>) return DType::Int64;
    else if constexpr (std::is_same_v<T, std::int32_t>) return DType::Int32;
    else if constexpr (std::is_same_v<T, std::uint8_t>) return DType::UInt8;
    else return DType::Bool;
}

template <class T> HostTensor HostTensor::of(std::vector<std::int64_t> shape, std::span<const T> values)
{
    HostTensor tensor(dtypeOf<T>(), std::move(shape));
    if (!values.empty())
        std::memcpy(tensor.mutableBytes(), values.data(), std::min(values.size_bytes(), tensor.byteSize()));
    return tensor;
}
template <class T> std::span<const T> HostTensor::values() const
{
    return {reinterpret_cast<const T*>(bytes()), static_cast<std::size_t>(isEmpty() ? 0 : count())};
}
template <class T> std::span<T> HostTensor::mutableValues()
{
    return {reinterpret_cast<T*>(mutableBytes()), static_cast<std::size_t>(isEmpty() ? 0 : count())};
}

} // namespace nodegrad
