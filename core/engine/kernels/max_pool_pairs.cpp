#include "core/engine/kernels/max_pool_pairs.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>

#include "core/engine/kernels/small.h"

namespace nodegrad::pairs {

namespace {

// Rows are short and taken in blocks of one size, which the compiler makes vectors of; the last block of a row overlaps the one before.

/// The first of equals wins and NaN wins over all, as in LibTorch.
template <int size>
inline __attribute__((always_inline)) void poolBlock(float* __restrict y, std::uint8_t* __restrict places, const float* __restrict upper,
                                                     const float* __restrict lower, float least)
{
    float best[size];
    std::int32_t place[size];
    for (int i = 0; i < size; ++i) {
        const float a = upper[2 * i], b = upper[2 * i + 1], c = lower[2 * i], d = lower[2 * i + 1];
        const std::int32_t takesB = (b > a) | (b != b);
        const float ab = takesB ? b : a;
        const std::int32_t takesC = (c > ab) | (c != c);
        const float abc = takesC ? c : ab;
        const std::int32_t takesD = (d > abc) | (d != d);
        const float largest = takesD ? d : abc;
        best[i] = largest < least ? least : largest;
        place[i] = takesD ? 3 : takesC ? 2 : takesB ? 1 : 0;
    }
    for (int i = 0; i < size; ++i)
        y[i] = best[i];
    for (int i = 0; i < size; ++i)
        places[i] = static_cast<std::uint8_t>(place[i]);
}

/// By masks of bits, so that no branch is left.
template <int size>
inline __attribute__((always_inline)) void spreadBlock(float* __restrict upper, float* __restrict lower, const float* __restrict dy,
                                                       const float* __restrict y, const std::uint8_t* __restrict places, bool rectified)
{
    std::int32_t value[size], place[size], rows[4 * size];
    for (int i = 0; i < size; ++i)
        place[i] = places[i];
    for (int i = 0; i < size; ++i)
        value[i] = std::bit_cast<std::int32_t>(dy[i]) & -static_cast<std::int32_t>((y[i] > 0) | !rectified);
    for (int i = 0; i < size; ++i) {
        rows[2 * i] = value[i] & -static_cast<std::int32_t>(place[i] == 0);
        rows[2 * i + 1] = value[i] & -static_cast<std::int32_t>(place[i] == 1);
    }
    for (int i = 0; i < size; ++i) {
        rows[2 * size + 2 * i] = value[i] & -static_cast<std::int32_t>(place[i] == 2);
        rows[2 * size + 2 * i + 1] = value[i] & -static_cast<std::int32_t>(place[i] == 3);
    }
    std::memcpy(upper, rows, sizeof(rows) / 2);
    std::memcpy(lower, rows + 2 * size, sizeof(rows) / 2);
}

/// Calls block.operator()<size>(i) so that each of `count` windows is in a block.
template <class Block> inline __attribute__((always_inline)) void inBlocks(std::int64_t count, Block block)
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

NODEGRAD_WIDE void poolRow(float* y, std::uint8_t* places, const float* upper, const float* lower, std::int64_t count, float least)
{
    inBlocks(count, [&]<int size>(std::int64_t i) __attribute__((always_inline)) {
        poolBlock<size>(y + i, places + i, upper + 2 * i, lower + 2 * i, least);
    });
}

NODEGRAD_WIDE void spreadRow(float* upper, float* lower, const float* dy, const float* y, const std::uint8_t* places, std::int64_t count, bool rectified)
{
    inBlocks(count, [&]<int size>(std::int64_t i) __attribute__((always_inline)) {
        spreadBlock<size>(upper + 2 * i, lower + 2 * i, dy + i, y + i, places + i, rectified);
    });
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
        for (std::int64_t row = 0; row < outHeight; ++row) {
            const float* upper = from + (plane * height + 2 * row) * width;
            const std::int64_t at = (plane * outHeight + row) * outWidth;
            poolRow(to + at, where + at, upper, upper + width, outWidth, rectified ? 0 : -kInfinity);
        }
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
        for (std::int64_t row = 0; row < outHeight; ++row) {
            float* upper = base + 2 * row * width;
            const std::int64_t at = (plane * outHeight + row) * outWidth;
            spreadRow(upper, upper + width, from + at, results + at, where + at, outWidth, rectified);
            if (width % 2 != 0)
                upper[width - 1] = upper[2 * width - 1] = 0;
        }
        if (height % 2 != 0)
            std::fill(base + (height - 1) * width, base + height * width, 0.0F);
    });
}

} // namespace nodegrad::pairs
