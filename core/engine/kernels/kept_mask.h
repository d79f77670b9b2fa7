#pragma once
// What dropout keeps.

#include <ATen/core/Tensor.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// `value` with probability 1 - p, else 0: in `sizes`, contiguous whatever the layout of x, of x's type and device. On the CPU element i is
/// kept when half i % 2 (0: the low one) of draw i / 2 of the op's stream is at least p 2^32, so that the mask depends on the sizes alone
/// and not on threads; elsewhere the device's generator draws.
at::Tensor keptMask(const KernelContext& context, const OpCall& call, const at::Tensor& x, at::IntArrayRef sizes, double p, double value);

} // namespace nodegrad
