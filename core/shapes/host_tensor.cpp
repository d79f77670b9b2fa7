#include "core/shapes/host_tensor.h"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace nodegrad {

namespace {

std::int64_t elementsOf(const std::vector<std::int64_t>& shape)
{
    Dim count = 1;
    for (const std::int64_t size : shape)
        count = count * Dim(size);
    return std::max<std::int64_t>(0, count.value());
}

template <class T> T elementAt(const std::byte* bytes, std::int64_t i)
{
    T value;
    std::memcpy(&value, bytes + static_cast<std::size_t>(i) * sizeof(T), sizeof(T));
    return value;
}

} // namespace

HostTensor::HostTensor(DType dtype, std::vector<std::int64_t> shape) : m_dtype(dtype), m_shape(std::move(shape))
{
    assert(std::all_of(m_shape.begin(), m_shape.end(), [](std::int64_t size) { return size >= 0; }));
    const Dim size = Dim(elementsOf(m_shape)) * Dim(static_cast<std::int64_t>(byteCount(dtype)));
    m_bytes = std::make_shared<std::vector<std::byte>>(static_cast<std::size_t>(size.value()));
}

std::int64_t HostTensor::count() const
{
    return m_bytes ? elementsOf(m_shape) : 0;
}

std::byte* HostTensor::mutableBytes()
{
    if (!m_bytes)
        return nullptr;
    if (m_bytes.use_count() > 1)
        m_bytes = std::make_shared<std::vector<std::byte>>(*m_bytes);
    else
        std::atomic_thread_fence(std::memory_order_acquire); // reads of a copy that another thread just dropped are over
    return m_bytes->data();
}

HostTensor HostTensor::rows(std::span<const std::int64_t> indices) const
{
    assert(!m_shape.empty());
    if (m_shape.empty())
        return {};
    std::vector<std::int64_t> shape = m_shape;
    shape[0] = static_cast<std::int64_t>(indices.size());
    HostTensor out(m_dtype, std::move(shape));
    const std::size_t rowSize = m_shape[0] > 0 ? byteSize() / static_cast<std::size_t>(m_shape[0]) : 0;
    std::byte* next = out.mutableBytes();
    for (const std::int64_t index : indices) {
        assert(index >= 0 && index < m_shape[0]);
        if (rowSize > 0)
            std::memcpy(next, bytes() + static_cast<std::size_t>(index) * rowSize, rowSize);
        next += rowSize;
    }
    return out;
}

HostTensor HostTensor::reshaped(std::vector<std::int64_t> shape) const
{
    assert(elementsOf(shape) == count());
    HostTensor out = *this;
    out.m_shape = std::move(shape);
    return out;
}

double HostTensor::number(std::int64_t i) const
{
    assert(i >= 0 && i < count());
    switch (m_dtype) {
    case DType::Float32: return static_cast<double>(elementAt<float>(bytes(), i));
    case DType::Float64: return elementAt<double>(bytes(), i);
    case DType::Int64: return static_cast<double>(elementAt<std::int64_t>(bytes(), i));
    case DType::Int32: return elementAt<std::int32_t>(bytes(), i);
    case DType::UInt8: return elementAt<std::uint8_t>(bytes(), i);
    case DType::Bool: return elementAt<std::uint8_t>(bytes(), i) != 0 ? 1.0 : 0.0;
    }
    return 0.0;
}

HostTensor HostTensor::asFloat32() const
{
    if (m_dtype == DType::Float32)
        return *this;
    HostTensor out(DType::Float32, m_shape);
    const std::span<float> values = out.mutableValues<float>();
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(number(static_cast<std::int64_t>(i)));
    return out;
}

} // namespace nodegrad
