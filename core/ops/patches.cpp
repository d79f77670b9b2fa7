#include "core/ops/families.h"
#include "core/ops/padding.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

struct UnfoldSettings {
    List kernel, stride, padding, dilation;
};

UnfoldSettings settingsOf(const Attributes& attributes)
{
    return {attributes.list("kernel", 2), attributes.list("stride", 2), attributes.list("padding", 2), attributes.list("dilation", 2)};
}

Shape placesOf(const UnfoldSettings& settings, const Shape& x)
{
    std::vector<Window> windows;
    for (std::size_t i = 0; i < 2; ++i)
        windows.push_back({.kernel = settings.kernel[i], .stride = settings.stride[i], .padBefore = settings.padding[i],
                           .padAfter = settings.padding[i], .dilation = settings.dilation[i]});
    return windowOutputs(std::span(x).subspan(2), windows);
}

// --- unfold: each column is one window, channel by channel ---

Specs inferUnfold(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image}, 0);
    const UnfoldSettings settings = settingsOf(attributes);
    const Shape places = placesOf(settings, x.shape);
    return {specOf(x, {x.shape[0], product({x.shape[1], settings.kernel[0], settings.kernel[1]}), product({places[0], places[1]})})};
}

/// The picture as one row of pixels, of which each window gathers its own: (N, C, kh kw, L).
void onnxUnfold(OnnxWriter& writer, const OpUse& use)
{
    const UnfoldSettings settings = settingsOf(use.attributes);
    const Shape& shape = use.inputSpecs[0].shape;
    for (std::size_t i = 1; i < 4; ++i)
        if (!shape[i].isKnown())
            return writer.refuse(makeError("export.open_size", {{"node", use.origin}, {"format", "ONNX"}, {"size", shape[i].text()}}));
    const Padding padding{settings.padding, settings.padding};
    const Shape places = placesOf(settings, shape), padded = paddedSizes(std::span(shape).subspan(2), padding);
    const std::int64_t rows = places[0].value(), columns = places[1].value(), width = padded[1].value();
    List pixels;
    for (std::int64_t i = 0; i < settings.kernel[0]; ++i)
        for (std::int64_t j = 0; j < settings.kernel[1]; ++j)
            for (std::int64_t row = 0; row < rows; ++row)
                for (std::int64_t column = 0; column < columns; ++column)
                    pixels.push_back((row * settings.stride[0] + i * settings.dilation[0]) * width + column * settings.stride[1] +
                                     j * settings.dilation[1]);
    const std::int64_t window = settings.kernel[0] * settings.kernel[1], channels = shape[1].value();
    const std::string row = writer.add("Reshape", {onnxPadded(writer, use.inputs[0], padding), writer.integers({0, 0, -1})});
    const std::string gathered =
        writer.add("Gather", {row, writer.constant(HostTensor::ofIntegers({window, rows * columns}, pixels))}, {{"axis", std::int64_t(2)}});
    writer.node("Reshape", {gathered, writer.integers({0, channels * window, rows * columns})}, use.outputs);
}

void scriptUnfold(ScriptWriter& writer, const OpUse& use)
{
    const UnfoldSettings settings = settingsOf(use.attributes);
    scriptCall(writer, use, "im2col",
               pythonList(settings.kernel) + ", " + pythonList(settings.dilation) + ", " + pythonList(settings.padding) + ", " +
                   pythonList(settings.stride));
}

} // namespace

std::vector<OpType> patchOps()
{
    return {
        {.id = "unfold",
         .summary = "The windows of a picture as columns: (N, C, H, W) to (N, C kh kw, L), L = H' W', H' = floor((H + 2p - d(k-1) - 1) / s) + 1.",
         .attributes = {sizesAttribute("kernel", "Kernel", "Height and width of the window.", 2, 2, 1),
                        sizesAttribute("stride", "Stride", "Steps of the window down and across.", 1, 2, 1),
                        sizesAttribute("padding", "Padding", "Rows and columns of zeros at both ends.", 0, 2, 0),
                        sizesAttribute("dilation", "Dilation", "Distance between the values that a window takes.", 1, 2, 1)},
         .inputs = {"x"},
         .infer = inferUnfold, .cost = noCost, .onnx = onnxUnfold, .torchScript = scriptUnfold},
    };
}

} // namespace nodegrad
