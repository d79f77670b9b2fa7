#include "core/ops/padding.h"

#include <algorithm>
#include <limits>

#include "core/ops/windows.h"

namespace nodegrad {

bool Padding::isNone() const
{
    const auto isZero = [](std::int64_t size) { return size == 0; };
    return std::ranges::all_of(before, isZero) && std::ranges::all_of(after, isZero);
}

std::vector<std::int64_t> Padding::lastFirst() const
{
    std::vector<std::int64_t> pads;
    for (std::size_t i = before.size(); i-- > 0;)
        pads.insert(pads.end(), {before[i], after[i]});
    return pads;
}

Param padModeAttribute()
{
    return choiceParam("pad_mode", "Padding mode", "What the padding holds.", "zeros",
                       {{"zeros", "Zeros"}, {"reflect", "Reflect"}, {"replicate", "Replicate"}, {"circular", "Circular"}});
}

void needPaddable(std::span<const Dim> sizes, const Padding& padding)
{
    if (padding.mode != "reflect" && padding.mode != "circular")
        return;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const std::int64_t pad = std::max(padding.before[i], padding.after[i]);
        const std::int64_t least = pad + (padding.mode == "reflect" && pad > 0 ? 1 : 0); // the edge itself is not mirrored
        if (sizes[i].isKnown() && sizes[i].value() < least)
            unmet("layer.padding_beyond", {{"padding", sizesText(padding.before == padding.after ? padding.before : padding.lastFirst())},
                                           {"got", shapeText(Shape(sizes.begin(), sizes.end()))}, {"mode", padding.mode}}, 0);
    }
}

Shape paddedSizes(std::span<const Dim> sizes, const Padding& padding)
{
    Shape padded;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        padded.push_back(sizes[i] + Dim(padding.before[i] + padding.after[i]));
    return padded;
}

namespace {

constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();

/// The values from `start` to `end` along `axis`; negative ones count from the end.
std::string onnxPart(OnnxWriter& writer, const std::string& x, std::int64_t axis, std::int64_t start, std::int64_t end)
{
    return writer.add("Slice", {x, writer.integers({start}), writer.integers({end}), writer.integers({axis})});
}

/// Pad has no wrapping before opset 19: the ends are joined to the other side, one dimension after the other.
std::string onnxCircular(OnnxWriter& writer, std::string x, const Padding& padding)
{
    for (std::size_t i = 0; i < padding.before.size(); ++i) {
        const auto axis = static_cast<std::int64_t>(i + 2);
        std::vector<std::string> parts{x};
        if (padding.before[i] > 0)
            parts.insert(parts.begin(), onnxPart(writer, x, axis, -padding.before[i], kEnd));
        if (padding.after[i] > 0)
            parts.push_back(onnxPart(writer, x, axis, 0, padding.after[i]));
        if (parts.size() > 1)
            x = writer.add("Concat", std::move(parts), {{"axis", axis}});
    }
    return x;
}

} // namespace

std::string onnxPadded(OnnxWriter& writer, const std::string& x, const Padding& padding, float fill)
{
    if (padding.isNone())
        return x;
    if (padding.mode == "circular")
        return onnxCircular(writer, x, padding);
    std::vector<std::int64_t> pads{0, 0};
    pads.insert(pads.end(), padding.before.begin(), padding.before.end());
    pads.insert(pads.end(), {0, 0});
    pads.insert(pads.end(), padding.after.begin(), padding.after.end());
    const std::string mode = padding.mode == "reflect" ? "reflect" : padding.mode == "replicate" ? "edge" : "constant";
    std::vector<std::string> inputs{x, writer.integers(pads)};
    if (fill != 0)
        inputs.push_back(writer.scalar(fill));
    return writer.add("Pad", std::move(inputs), {{"mode", mode}});
}

std::string scriptPadded(ScriptWriter& writer, const std::string& x, const Padding& padding)
{
    if (padding.isNone())
        return x;
    const std::string padded = writer.fresh(), pads = pythonList(padding.lastFirst());
    if (padding.mode == "zeros")
        writer.line(padded + " = torch.constant_pad_nd(" + x + ", " + pads + ", 0)");
    else
        writer.line(padded + " = torch.pad(" + x + ", " + pads + ", \"" + padding.mode + "\")");
    return padded;
}

} // namespace nodegrad
