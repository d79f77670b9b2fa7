#include "core/engine/kernels/kept_mask.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/base/random.h"
#include "core/engine/kernels/small.h"
#include "core/engine/kernels/wide.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kBlock = 512;      ///< elements that are drawn at once
constexpr std::int64_t kOfThread = 1 << 15; ///< elements that are worth a thread

/// Of `count` elements from `from`, a multiple of kBlock, on.
NODEGRAD_WIDE void fill(float* y, std::int64_t from, std::int64_t count, std::uint64_t key, std::uint32_t below, float value)
{
    std::uint64_t draws[kBlock / 2];
    std::uint32_t halves[kBlock];
    for (std::int64_t begin = from; begin < from + count; begin += kBlock) {
        const auto first = static_cast<std::uint64_t>(begin / 2 + 1);
        for (std::uint64_t i = 0; i < kBlock / 2; ++i)
            draws[i] = drawOf(key, first + i);
        std::memcpy(halves, draws, sizeof draws);
        const std::int64_t here = std::min(kBlock, from + count - begin);
        for (std::int64_t i = 0; i < here; ++i)
            y[begin + i] = halves[i] >= below ? value : 0;
    }
}

} // namespace

at::Tensor keptMask(const KernelContext& context, const OpCall& call, const at::Tensor& x, at::IntArrayRef sizes, double p, double value)
{
    const auto options = x.options().requires_grad(false).memory_format(at::MemoryFormat::Contiguous);
    if (!x.is_cpu())
        return at::empty(sizes, options).bernoulli_(1 - p, context.generator(call, x.device())).mul_(value);
    at::Tensor mask = at::empty(sizes, options.dtype(at::kFloat));
    const auto below = static_cast<std::uint32_t>(std::min(std::round(p * 0x1p32), 0x1p32 - 1));
    const std::uint64_t key = context.key(call);
    const std::int64_t count = mask.numel(), blocks = (count + kBlock - 1) / kBlock;
    const std::int64_t parts = std::clamp<std::int64_t>(count / kOfThread, 1, at::get_num_threads());
    auto* y = mask.mutable_data_ptr<float>();
    // Types other than float get zeros and ones first: `value` has their digits.
    const auto kept = static_cast<float>(x.scalar_type() == at::kFloat ? value : 1);
    small::inParts(parts, [&](std::int64_t part) {
        const std::int64_t from = blocks * part / parts * kBlock, to = std::min(count, blocks * (part + 1) / parts * kBlock);
        fill(y, from, to - from, key, below, kept);
    });
    return x.scalar_type() == at::kFloat ? mask : mask.to(x.scalar_type()).mul_(value);
}

} // namespace nodegrad
