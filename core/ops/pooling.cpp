#include <algorithm>

#include "core/ops/families.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

// --- max_pool2d, average_pool2d ---

Specs inferPool(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image}, 0);
    const auto kernel = attributes.list("kernel", 2), stride = attributes.list("stride", 2), padding = attributes.list("padding", 2);
    std::vector<Window> windows;
    for (std::size_t i = 0; i < 2; ++i) {
        if (2 * padding[i] > kernel[i])
            unmet("layer.padding_too_large", {{"padding", sizesText(padding)}, {"kernel", sizesText(kernel)}});
        windows.push_back({.kernel = kernel[i], .stride = stride[i], .padBefore = padding[i], .padAfter = padding[i],
                           .ceilMode = attributes.flag("ceil_mode")});
    }
    const Shape sizes = windowOutputs(std::span(x.shape).subspan(2), windows);
    Spec out = x;
    out.shape = {x.shape[0], x.shape[1], sizes[0], sizes[1]};
    return {out};
}

/// The place of each maximum, an int64: as much as two float32.
Cost costMaxPool(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = product({elementCount(out[0].shape), Dim(2)})};
}

OnnxWriter::Attribute flagAttribute(const char* name, bool value)
{
    return {name, std::int64_t(value ? 1 : 0)};
}

/// Rounding up is written as the padding that the last windows reach into: ONNX's ceil_mode keeps a window that PyTorch drops
/// because it begins behind the input. Sizes that are open keep ceil_mode; there no window is dropped (see windowOutputs).
std::vector<OnnxWriter::Attribute> onnxWindow(const OpUse& use, const std::vector<std::int64_t>& padding)
{
    const auto kernel = use.attributes.list("kernel", 2), stride = use.attributes.list("stride", 2), inside = use.attributes.list("padding", 2);
    std::vector<std::int64_t> pads{padding[0], padding[1], padding[0], padding[1]};
    bool isOpen = false;
    for (std::size_t i = 0; i < 2 && use.attributes.flag("ceil_mode"); ++i) {
        const Dim &in = use.inputSpecs[0].shape[i + 2], &out = use.outputSpecs[0].shape[i + 2];
        isOpen |= !in.isKnown() || !out.isKnown();
        if (!isOpen)
            pads[i + 2] += std::max<std::int64_t>(0, (out.value() - 1) * stride[i] + kernel[i] - (in.value() + 2 * inside[i]));
    }
    if (isOpen)
        pads = {padding[0], padding[1], padding[0], padding[1]};
    return {{"kernel_shape", kernel}, {"strides", stride}, {"pads", pads}, flagAttribute("ceil_mode", isOpen)};
}

void onnxMaxPool(OnnxWriter& writer, const OpUse& use)
{
    writer.node("MaxPool", use.inputs, use.outputs, onnxWindow(use, use.attributes.list("padding", 2)));
}

/// What rounding up adds is never counted, the padding is when asked for: then it becomes zeros of the input.
void onnxAveragePool(OnnxWriter& writer, const OpUse& use)
{
    std::vector<std::int64_t> padding = use.attributes.list("padding", 2);
    bool counts = use.attributes.flag("count_include_pad");
    std::string x = use.inputs[0];
    if (use.attributes.flag("ceil_mode") && counts) {
        if (padding != std::vector<std::int64_t>{0, 0})
            x = writer.add("Pad", {x, writer.integers({0, 0, padding[0], padding[1], 0, 0, padding[0], padding[1]})});
        padding = {0, 0};
        counts = false;
    }
    std::vector<OnnxWriter::Attribute> attributes = onnxWindow(use, padding);
    attributes.push_back(flagAttribute("count_include_pad", counts));
    writer.node("AveragePool", {x}, use.outputs, std::move(attributes));
}

std::string scriptWindow(const OpUse& use)
{
    return pythonList(use.attributes.list("kernel", 2)) + ", " + pythonList(use.attributes.list("stride", 2)) + ", " +
           pythonList(use.attributes.list("padding", 2));
}

void scriptMaxPool(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "max_pool2d", scriptWindow(use) + ", [1, 1], " + pythonFlag(use.attributes.flag("ceil_mode")));
}

void scriptAveragePool(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "avg_pool2d",
               scriptWindow(use) + ", " + pythonFlag(use.attributes.flag("ceil_mode")) + ", " +
                   pythonFlag(use.attributes.flag("count_include_pad")));
}

// --- global_average_pool ---

Specs inferGlobal(const Attributes&, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image, Kind::Sequence}, 0);
    return {specOf(x, {x.shape[0], x.shape.size() == 4 ? x.shape[1] : x.shape[2]})};
}

std::vector<std::int64_t> globalDims(const OpUse& use)
{
    return use.inputSpecs[0].shape.size() == 4 ? std::vector<std::int64_t>{2, 3} : std::vector<std::int64_t>{1};
}

void onnxGlobal(OnnxWriter& writer, const OpUse& use)
{
    onnxReduceMean(writer, use.inputs[0], use.outputs[0], globalDims(use), false);
}

void scriptGlobal(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "mean", pythonList(globalDims(use)) + ", False");
}

std::vector<Param> poolAttributes()
{
    return {sizesAttribute("kernel", "Kernel", "Height and width of the window.", 2, 2, 1),
            sizesAttribute("stride", "Stride", "Steps of the window down and across.", 2, 2, 1),
            sizesAttribute("padding", "Padding", "Rows and columns added on each side; at most half the kernel.", 0, 2, 0),
            flagParam("ceil_mode", "Round up", "Keep windows that reach beyond the end.", false)};
}

std::vector<Param> averageAttributes()
{
    std::vector<Param> attributes = poolAttributes();
    attributes.push_back(flagParam("count_include_pad", "Count padding", "Padding counts as zeros in the average.", true));
    return attributes;
}

} // namespace

std::vector<OpType> poolingOps()
{
    return {
        {.id = "max_pool2d",
         .summary = "The largest value of each window: (N, C, H, W) to (N, C, H', W'), H' = floor((H + 2p - k) / s) + 1.",
         .attributes = poolAttributes(),
         .inputs = {"x"},
         .infer = inferPool, .cost = costMaxPool, .onnx = onnxMaxPool, .torchScript = scriptMaxPool},
        {.id = "average_pool2d",
         .summary = "The mean of each window: (N, C, H, W) to (N, C, H', W'), H' = floor((H + 2p - k) / s) + 1.",
         .attributes = averageAttributes(),
         .inputs = {"x"},
         .infer = inferPool, .cost = noCost, .onnx = onnxAveragePool, .torchScript = scriptAveragePool},
        {.id = "global_average_pool",
         .summary = "The mean over all positions: (N, C, H, W) to (N, C), or (N, T, F) to (N, F).",
         .inputs = {"x"},
         .infer = inferGlobal, .cost = noCost, .onnx = onnxGlobal, .torchScript = scriptGlobal},
    };
}

} // namespace nodegrad
