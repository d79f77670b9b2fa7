#include "core/ops/windows.h"

namespace nodegrad {

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    return shapeText(Shape(sizes.begin(), sizes.end()));
}

Param sizesAttribute(std::string id, std::string title, std::string doc, std::int64_t byDefault, std::size_t count, double least)
{
    Param param = listParam(std::move(id), std::move(title), std::move(doc), std::vector<std::int64_t>(count, byDefault), count, least);
    param.maximum = 1e6; // keeps sums and products of sizes inside 64 bits
    return param;
}

Kind windowKind(std::size_t rank)
{
    return rank == 1 ? Kind::Sequence : rank == 2 ? Kind::Image : Kind::Volume;
}

std::string layoutText(const std::string& channels, std::size_t rank, const std::string& mark)
{
    const std::vector<std::string> names = rank == 1 ? std::vector<std::string>{"L"}
                                         : rank == 2 ? std::vector<std::string>{"H", "W"}
                                                     : std::vector<std::string>{"D", "H", "W"};
    std::string text = "(N, " + channels;
    for (const std::string& name : names)
        text += ", " + name + mark;
    return text + ")";
}

namespace {

[[noreturn]] void tooLarge(std::span<const Dim> sizes, std::span<const Window> windows)
{
    std::vector<std::int64_t> kernels, spans, pads;
    bool dilated = false, padded = false;
    for (const Window& window : windows) {
        kernels.push_back(window.kernel);
        spans.push_back(window.span());
        pads.push_back(window.padBefore + window.padAfter);
        dilated |= window.span() != window.kernel;
        padded |= pads.back() != 0;
    }
    unmet("layer.kernel_too_large",
          {{"kernel", (kernels.size() == 1 ? "window of " + sizesText(kernels) : sizesText(kernels) + " window") + (dilated ? " (" + sizesText(spans) + " with its dilation)" : "")},
           {"got", shapeText(Shape(sizes.begin(), sizes.end())) + (padded ? " and " + sizesText(pads) + " of padding" : "")}},
          0);
}

} // namespace

Shape windowOutputs(std::span<const Dim> sizes, std::span<const Window> windows)
{
    Shape outputs;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const Window& window = windows[i];
        const std::int64_t pad = window.padBefore + window.padAfter;
        const Dim room = sizes[i] + Dim(pad - window.span());
        const Dim rounded = window.ceilMode ? room + Dim(window.stride - 1) : room;
        Dim output = floorDivide(rounded, window.stride) + Dim(1);
        // PyTorch drops the last window when it would begin behind the input and its padding in front: (H' - 1) s >= H + p.
        // That cannot happen while s + p <= span.
        if (window.ceilMode && window.stride + window.padAfter > window.span()) {
            const std::int64_t known = knownSize(sizes[i], "the size of its input (its windows are rounded up)", 0);
            if ((output.value() - 1) * window.stride >= known + window.padBefore)
                output = output - Dim(1);
        }
        if (output.isKnown() && output.value() < 1)
            tooLarge(sizes, windows);
        outputs.push_back(output);
    }
    return outputs;
}

} // namespace nodegrad
