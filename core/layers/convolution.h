#pragma once
// What Conv1D to Conv3D share with the layers that are made of them.

#include "core/layers/families.h"

namespace nodegrad {

/// A convolution over `kernel.size()` dimensions, with the padding worked out.
struct Convolution {
    std::int64_t filters = 1, groups = 1;
    std::vector<std::int64_t> kernel, stride, dilation, before, after;
    std::string padMode = "zeros";
    bool bias = true, same = false;

    std::size_t rank() const { return kernel.size(); }
};

/// Kernel, stride, padding, padding mode and dilation of `p`, and its bias. "same" pads d(k - 1) in all, the odd one behind, so that
/// H' = ceil(H / s); PyTorch's own "same" takes stride 1 only.
Convolution windowOf(const ParamValues& p, std::size_t rank);
/// The parameters kernel, stride, padding, padding_mode and dilation.
std::vector<Param> windowParams(std::size_t rank);

/// Calls the op; its weights are `prefix` + "weight" and `prefix` + "bias". x has its channels second.
Value convolve(Builder& b, const ParamValues& p, const Convolution& c, const Value& x, const std::string& prefix = {});

/// "nn.Conv2d(1, 16, 3, padding="same")".
std::string pythonConstructor(const Convolution& c, const Dim& channels);
/// What it is called with: `x`, with the padding that the module itself cannot add.
std::string pythonInput(const Convolution& c, const std::string& x);

/// "3×3 · same · stride 2×2": all but the filters.
std::string windowText(const ParamValues& p, std::size_t rank);

} // namespace nodegrad
