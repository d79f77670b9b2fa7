#include "core/engine/kernels/max_pool_pairs.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include "core/engine/kernels/small.h"

namespace nodegrad::pairs {

namespace {

// Rows are short and taken in vectors; the last one of a row overlaps the one before. (GCC makes poor code of plain loops of four windows,
// and of vectors of sixteen.)

template <int size> struct Vectors {
    typedef float Floats __attribute__((vector_size(4 * size)));
    typedef std::int32_t Integers __attribute__((vector_size(4 * size)));
    typedef std::uint8_t Bytes __attribute__((vector_size(size)));
};

template <class Vector> NODEGRAD_INLINE void load(Vector& vector, const void* from) { std::memcpy(&vector, from, sizeof(vector)); }
template <class Vector> NODEGRAD_INLINE void store(void* to, const Vector& vector) { std::memcpy(to, &vector, sizeof(vector)); }

/// The first of equals wins and NaN wins over all, as in LibTorch.
template <int size, std::size_t... i>
NODEGRAD_INLINE void poolBlock(float* y, std::uint8_t* places, const float* upper, const float* lower, float least, std::index_sequence<i...>)
{
    using Floats = typename Vectors<size>::Floats;
    using Integers = typename Vectors<size>::Integers;
    Floats first, second, third, fourth;
    load(first, upper), load(second, upper + size), load(third, lower), load(fourth, lower + size);
    const Floats a = __builtin_shufflevector(first, second, (2 * i)...), b = __builtin_shufflevector(first, second, (2 * i + 1)...);
    const Floats c = __builtin_shufflevector(third, fourth, (2 * i)...), d = __builtin_shufflevector(third, fourth, (2 * i + 1)...);
    const Integers takesB = (b > a) | (b != b);
    const Floats ab = takesB ? b : a;
    const Integers takesC = (c > ab) | (c != c);
    const Floats abc = takesC ? c : ab;
    const Integers takesD = (d > abc) | (d != d);
    const Floats largest = takesD ? d : abc, lowest = Floats{} + least;
    store(y, largest < lowest ? lowest : largest);
    const Integers place = takesD ? Integers{} + 3 : (takesC ? Integers{} + 2 : (takesB & 1));
    store(places, __builtin_convertvector(place, typename Vectors<size>::Bytes));
}

template <int size, std::size_t... i>
NODEGRAD_INLINE void spreadBlock(float* upper, float* lower, const float* dy, const float* y, const std::uint8_t* places, bool rectified, std::index_sequence<i...>)
{
    using Floats = typename Vectors<size>::Floats;
    using Integers = typename Vectors<size>::Integers;
    Integers value;
    Floats result;
    typename Vectors<size>::Bytes bytes;
    load(value, dy), load(result, y), load(bytes, places);
    const Integers place = __builtin_convertvector(bytes, Integers);
    value &= Integers(result > 0) | (rectified ? 0 : -1);
    const Integers a = value & (place == 0), b = value & (place == 1), c = value & (place == 2), d = value & (place == 3);
    const auto weave = [](float* to, const Integers& even, const Integers& odd) __attribute__((always_inline)) {
        store(to, __builtin_shufflevector(even, odd, (i % 2 * size + i / 2)...));
        store(to + size, __builtin_shufflevector(even, odd, (i % 2 * size + (i + size) / 2)...));
    };
    weave(upper, a, b), weave(lower, c, d);
}

/// A window by itself.
NODEGRAD_INLINE void poolOne(float& y, std::uint8_t& place, const float* upper, const float* lower, float least)
{
    const float values[] = {upper[0], upper[1], lower[0], lower[1]};
    place = 0;
    for (std::uint8_t i = 1; i < 4; ++i)
        if (values[i] > values[place] || std::isnan(values[i]))
            place = i;
    y = values[place] < least ? least : values[place];
}

NODEGRAD_INLINE void spreadOne(float* upper, float* lower, float dy, float y, std::uint8_t place, bool rectified)
{
    upper[0] = upper[1] = lower[0] = lower[1] = 0;
    (place < 2 ? upper : lower)[place % 2] = !rectified || y > 0 ? dy : 0;
}

/// Calls block.operator()<size>(i) so that each of `count` windows is in a block.
template <class Block> NODEGRAD_INLINE void inBlocks(std::int64_t count, Block block)
{
    const auto all = [&]<int size>() __attribute__((always_inline)) {
        std::int64_t i = 0;
        for (; i < count - size; i += size)
            block.template operator()<size>(i);
        block.template operator()<size>(count - size);
    };
    if (count >= 8)
        all.template operator()<8>();
    else if (count >= 4)
        all.template operator()<4>();
    else if (count > 0)
        all.template operator()<1>();
}

/// One plane: `rows` x `count` windows, of a picture that is `width` wide.
NODEGRAD_WIDE void poolPlane(float* y, std::uint8_t* places, const float* x, std::int64_t rows, std::int64_t count, std::int64_t width, float least)
{
    for (std::int64_t row = 0; row < rows; ++row, y += count, places += count, x += 2 * width)
        inBlocks(count, [&]<int size>(std::int64_t i) __attribute__((always_inline)) {
            if constexpr (size == 1)
                poolOne(y[i], places[i], x + 2 * i, x + width + 2 * i, least);
            else
                poolBlock<size>(y + i, places + i, x + 2 * i, x + width + 2 * i, least, std::make_index_sequence<size>());
        });
}

NODEGRAD_WIDE void spreadPlane(float* dx, const float* dy, const float* y, const std::uint8_t* places, std::int64_t rows, std::int64_t count,
                               std::int64_t width, bool rectified)
{
    for (std::int64_t row = 0; row < rows; ++row, y += count, dy += count, places += count, dx += 2 * width) {
        inBlocks(count, [&]<int size>(std::int64_t i) __attribute__((always_inline)) {
            if constexpr (size == 1)
                spreadOne(dx + 2 * i, dx + width + 2 * i, dy[i], y[i], places[i], rectified);
            else
                spreadBlock<size>(dx + 2 * i, dx + width + 2 * i, dy + i, y + i, places + i, rectified, std::make_index_sequence<size>());
        });
        if (width % 2 != 0)
            dx[width - 1] = dx[2 * width - 1] = 0;
    }
}

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Each plane of `y` once, on LibTorch's threads where that is worth waking them.
template <class Work> void overPlanes(const at::Tensor& y, const Work& work)
{
    const std::int64_t planes = y.size(0) * y.size(1);
    const std::int64_t parts = small::isSmall(y) ? 1 : std::min<std::int64_t>(planes, at::get_num_threads());
    small::inParts(parts, [&](std::int64_t part) {
        for (std::int64_t plane = planes * part / parts; plane < planes * (part + 1) / parts; ++plane)
            work(plane);
    });
}

} // namespace

void maxPool(at::Tensor& y, at::Tensor& places, const at::Tensor& x, bool rectified)
{
    const std::int64_t width = x.size(3), height = x.size(2), outWidth = y.size(3), outHeight = y.size(2);
    const float* from = x.const_data_ptr<float>();
    float* to = y.mutable_data_ptr<float>();
    auto* where = places.mutable_data_ptr<std::uint8_t>();
    overPlanes(y, [&](std::int64_t plane) {
        const std::int64_t at = plane * outHeight * outWidth;
        poolPlane(to + at, where + at, from + plane * height * width, outHeight, outWidth, width, rectified ? 0 : -kInfinity);
    });
}

void maxPoolBackward(at::Tensor& dx, const at::Tensor& dy, const at::Tensor& y, const at::Tensor& places, bool rectified)
{
    const std::int64_t width = dx.size(3), height = dx.size(2), outWidth = y.size(3), outHeight = y.size(2);
    float* to = dx.mutable_data_ptr<float>();
    const float *from = dy.const_data_ptr<float>(), *results = y.const_data_ptr<float>();
    const auto* where = places.const_data_ptr<std::uint8_t>();
    overPlanes(y, [&](std::int64_t plane) {
        float* base = to + plane * height * width;
        const std::int64_t at = plane * outHeight * outWidth;
        spreadPlane(base, from + at, results + at, where + at, outHeight, outWidth, width, rectified);
        if (height % 2 != 0)
            std::fill(base + (height - 1) * width, base + height * width, 0.0F);
    });
}

} // namespace nodegrad::pairs
