#include <algorithm>

#include "core/ops/families.h"
#include "core/ops/padding.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

struct TransposedSettings {
    std::vector<std::int64_t> stride, padding, outputPadding, dilation;
    std::int64_t groups;
};

TransposedSettings settingsOf(const Attributes& attributes, std::size_t rank)
{
    return {attributes.list("stride", rank), attributes.list("padding", rank), attributes.list("output_padding", rank),
            attributes.list("dilation", rank), attributes.integer("groups")};
}

/// H' = (H - 1) s - 2p + d(k - 1) + output padding + 1.
Specs inferTransposed(const Attributes& attributes, const Specs& in, std::size_t rank)
{
    const Spec &x = in[0], &weight = in[1];
    needShapeOf(x, {windowKind(rank)}, 0);
    needSameType(x, weight, 0);
    needRankAtLeast(weight, rank + 2, 1);
    const TransposedSettings settings = settingsOf(attributes, rank);
    const std::int64_t channels = knownSize(x.shape[1], "the number of channels", 0);
    const std::int64_t each = knownSize(weight.shape[1], "the number of filters", 1);
    const Dim filters = product({Dim(each), Dim(settings.groups)});
    if (channels % settings.groups != 0)
        unmet("layer.groups_do_not_divide", {{"channels", channels}, {"filters", filters.value()}, {"groups", settings.groups}}, 0);
    if (weight.shape[0] != Dim(channels))
        unmet("layer.features_differ", {{"expected", weight.shape[0].text()}, {"what", "channels"}, {"got", channels}}, 0);
    needWeightShape(in[2], {filters}, "the bias", 2);

    Spec out = x;
    out.shape[1] = filters;
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t stride = settings.stride[i], more = settings.outputPadding[i];
        if (more >= std::max(stride, settings.dilation[i]))
            unmet("layer.output_padding_too_large",
                  {{"padding", sizesText(settings.outputPadding)}, {"stride", sizesText(settings.stride)}});
        const Window window{.kernel = knownSize(weight.shape[2 + i], "the kernel", 1), .dilation = settings.dilation[i]};
        out.shape[2 + i] = (x.shape[2 + i] - Dim(1)) * Dim(stride) + Dim(window.span() + more - 2 * settings.padding[i]);
    }
    return {out};
}

/// Each value of the input meets each weight of its channel: N C H W (O / g) kh kw.
Cost costTransposed(const Attributes&, const Specs& in, const Specs&)
{
    Shape window(in[1].shape.begin() + 1, in[1].shape.end());
    return {.macs = product({elementCount(in[0].shape), elementCount(window)})};
}

/// onnxruntime takes an output padding below the stride only. A larger one is written as less to cut off at the end, after zeros
/// have been put behind the input where there is too little: a zero adds `stride` values and nothing to any of them.
void onnxTransposed(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    const TransposedSettings settings = settingsOf(use.attributes, rank);
    std::vector<std::int64_t> kernel, end = settings.padding, outputPadding = settings.outputPadding;
    Padding zeros{std::vector<std::int64_t>(rank, 0), std::vector<std::int64_t>(rank, 0)};
    for (std::size_t i = 0; i < rank; ++i) {
        kernel.push_back(use.inputSpecs[1].shape[2 + i].value());
        const std::int64_t stride = settings.stride[i];
        if (outputPadding[i] < stride)
            continue;
        const std::int64_t missing = std::max<std::int64_t>(0, outputPadding[i] - end[i]);
        zeros.after[i] = (missing + stride - 1) / stride;
        end[i] += zeros.after[i] * stride - outputPadding[i];
        outputPadding[i] = 0;
    }
    std::vector<std::int64_t> pads = settings.padding;
    pads.insert(pads.end(), end.begin(), end.end());
    std::vector<std::string> inputs{onnxPadded(writer, use.inputs[0], zeros), use.inputs[1]};
    if (!use.inputs[2].empty())
        inputs.push_back(use.inputs[2]);
    writer.node("ConvTranspose", std::move(inputs), use.outputs,
                {{"kernel_shape", kernel}, {"strides", settings.stride}, {"pads", pads}, {"output_padding", outputPadding},
                 {"dilations", settings.dilation}, {"group", settings.groups}});
}

void scriptTransposed(ScriptWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    const TransposedSettings settings = settingsOf(use.attributes, rank);
    scriptCall(writer, use, "conv_transpose" + std::to_string(rank) + "d",
               use.inputs[1] + ", " + orNone(use.inputs[2]) + ", " + pythonList(settings.stride) + ", " + pythonList(settings.padding) + ", " +
                   pythonList(settings.outputPadding) + ", " + std::to_string(settings.groups) + ", " + pythonList(settings.dilation));
}

template <std::size_t rank> OpType transposed(const std::string& where)
{
    return {.id = "conv_transpose" + std::to_string(rank) + "d",
            .summary = "The reverse of a convolution " + where + ": " + layoutText("C", rank) + " to " + layoutText("O", rank, "'") + ", " +
                       (rank == 1 ? "L' = (L - 1) s" : "H' = (H - 1) s") + " - 2p + d(k-1) + output padding + 1.",
            .attributes = {sizesAttribute("stride", "Stride", "Steps between the windows that the values of the input spread over.", 1, rank, 1),
                           sizesAttribute("padding", "Padding", "Values cut off at both ends of each dimension.", 0, rank, 0),
                           sizesAttribute("output_padding", "Output padding", "Values added behind each dimension; less than stride or dilation.", 0, rank, 0),
                           sizesAttribute("dilation", "Dilation", "Distance between the values that a window reaches.", 1, rank, 1),
                           integerParam("groups", "Groups", "Parts into which channels and filters are split; each part sees only its own.", 1, 1, 1e9)},
            .inputs = {"x", "weight", "bias?"},
            .infer = [](const Attributes& attributes, const Specs& in) { return inferTransposed(attributes, in, rank); },
            .cost = costTransposed, .onnx = onnxTransposed, .torchScript = scriptTransposed};
}

} // namespace

std::vector<OpType> transposedConvolutionOps()
{
    return {transposed<1>("along L"), transposed<2>("over pictures"), transposed<3>("over volumes")};
}

} // namespace nodegrad
