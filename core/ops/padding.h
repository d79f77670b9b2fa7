#pragma once
// What a window sees outside of its input: zeros, or values of the input itself.

#include "core/ops/shape_rules.h"

namespace nodegrad {

/// Values added before and after each spatial dimension of x (N, C, ...).
struct Padding {
    std::vector<std::int64_t> before, after;
    std::string mode = "zeros"; ///< "zeros"; "reflect": mirrored without the edge; "replicate": the edge; "circular": from the other end

    bool isEven() const { return before == after; }
    bool isNone() const;
    /// Before and after each dimension, the last dimension first: what torch.pad takes.
    std::vector<std::int64_t> lastFirst() const;
};

/// The attribute with the four modes.
Param padModeAttribute();
/// An input that is large enough to take the padding from: reflect p < H, circular p <= H, else layer.padding_beyond. Open sizes pass.
void needPaddable(std::span<const Dim> sizes, const Padding& padding);
/// The spatial sizes with the padding.
Shape paddedSizes(std::span<const Dim> sizes, const Padding& padding);
/// Name of x with the padding around it; `fill` stands for the zeros.
std::string onnxPadded(OnnxWriter& writer, const std::string& x, const Padding& padding, float fill = 0);
std::string scriptPadded(ScriptWriter& writer, const std::string& x, const Padding& padding);

} // namespace nodegrad
