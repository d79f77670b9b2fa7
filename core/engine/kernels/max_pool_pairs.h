#pragma once
// The most frequent pooling, windows of 2 x 2 side by side, on the CPU: what is in a byte need not be in an index of eight.

#include <ATen/core/Tensor.h>

namespace nodegrad::pairs {

/// y (N, C, H / 2, W / 2) = the largest of each window of x (N, C, H, W), as at::max_pool2d gives it; `rectified`: and at least 0.
/// `places` (bytes, sizes of y): which of the four it was. All plain float32 (small.h); y and places have their sizes.
void maxPool(at::Tensor& y, at::Tensor& places, const at::Tensor& x, bool rectified);
/// dx (sizes of x): dy at the place of each largest value, 0 elsewhere; with `rectified` 0 also where y is not above 0.
void maxPoolBackward(at::Tensor& dx, const at::Tensor& dy, const at::Tensor& y, const at::Tensor& places, bool rectified);

} // namespace nodegrad::pairs
