#pragma once
// Sliding windows, shared by convolution and pooling.

#include "core/ops/shape_rules.h"

namespace nodegrad {

/// One window along one dimension; sizes in values.
struct Window {
    std::int64_t kernel = 1, stride = 1, padBefore = 0, padAfter = 0, dilation = 1;
    bool ceilMode = false;
    /// Values that the window spans: d(k - 1) + 1.
    std::int64_t span() const { return dilation * (kernel - 1) + 1; }
};

/// Output sizes: H' = floor((H + p - d(k-1) - 1) / s) + 1, or ceil as in PyTorch (a window may not begin in the padding
/// behind). `sizes` are the spatial sizes, one a window. Errors: layer.kernel_too_large, layer.needs_known.
Shape windowOutputs(std::span<const Dim> sizes, std::span<const Window> windows);
/// What windows over `rank` dimensions slide over: 1 Sequence (as (N, C, L)), 2 Image, 3 Volume.
Kind windowKind(std::size_t rank);
/// "(N, C, H, W)" with the size names of `rank` dimensions: L; H, W; D, H, W. `mark` follows each of them: "'" for outputs.
std::string layoutText(const std::string& channels, std::size_t rank, const std::string& mark = {});
/// "5 × 5".
std::string sizesText(const std::vector<std::int64_t>& sizes);
/// A list attribute of `count` sizes between `least` and 1 000 000.
Param sizesAttribute(std::string id, std::string title, std::string doc, std::int64_t byDefault, std::size_t count, double least);

} // namespace nodegrad
