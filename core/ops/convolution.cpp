#include "core/ops/families.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

/// The attributes of a convolution over `rank` spatial dimensions.
struct ConvSettings {
    std::vector<std::int64_t> stride, before, after, dilation;
    std::int64_t groups;
};

ConvSettings settingsOf(const Attributes& attributes, std::size_t rank)
{
    return {attributes.list("stride", rank), attributes.list("pad_before", rank), attributes.list("pad_after", rank),
            attributes.list("dilation", rank), attributes.integer("groups")};
}

Specs inferConvolution(const Attributes& attributes, const Specs& in, std::size_t rank)
{
    const Spec &x = in[0], &weight = in[1];
    needShapeOf(x, {rank == 2 ? Kind::Image : Kind::Sequence}, 0);
    needSameType(x, weight, 0);
    needRankAtLeast(weight, rank + 2, 1);
    const ConvSettings settings = settingsOf(attributes, rank);
    const std::int64_t channels = knownSize(x.shape[1], "the number of channels", 0);
    const std::int64_t filters = knownSize(weight.shape[0], "the number of filters", 1);
    if (channels % settings.groups != 0 || filters % settings.groups != 0)
        unmet("layer.groups_do_not_divide", {{"channels", channels}, {"filters", filters}, {"groups", settings.groups}}, 0);
    if (weight.shape[1] != Dim(channels / settings.groups))
        unmet("layer.features_differ",
              {{"expected", product({weight.shape[1], Dim(settings.groups)}).text()}, {"what", "channels"}, {"got", channels}}, 0);
    needWeightShape(in[2], {weight.shape[0]}, "the bias", 2);

    std::vector<Window> windows;
    for (std::size_t i = 0; i < rank; ++i)
        windows.push_back({.kernel = knownSize(weight.shape[2 + i], "the kernel", 1), .stride = settings.stride[i],
                           .padBefore = settings.before[i], .padAfter = settings.after[i], .dilation = settings.dilation[i]});
    const Shape sizes = windowOutputs(std::span(x.shape).subspan(2), windows);
    Spec out = x;
    out.shape.resize(2);
    out.shape[1] = weight.shape[0];
    out.shape.insert(out.shape.end(), sizes.begin(), sizes.end());
    return {out};
}

/// N O H' W' (C / g) kh kw.
Cost costConvolution(const Attributes&, const Specs& in, const Specs& out)
{
    Shape window(in[1].shape.begin() + 1, in[1].shape.end());
    return {.macs = product({elementCount(out[0].shape), elementCount(window)})};
}

void onnxConvolution(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    const ConvSettings settings = settingsOf(use.attributes, rank);
    std::vector<std::int64_t> pads = settings.before, kernel;
    pads.insert(pads.end(), settings.after.begin(), settings.after.end());
    for (std::size_t i = 0; i < rank; ++i)
        kernel.push_back(use.inputSpecs[1].shape[2 + i].value());
    std::vector<std::string> inputs{use.inputs[0], use.inputs[1]};
    if (!use.inputs[2].empty())
        inputs.push_back(use.inputs[2]);
    writer.node("Conv", std::move(inputs), use.outputs,
                {{"kernel_shape", kernel}, {"strides", settings.stride}, {"pads", pads}, {"dilations", settings.dilation},
                 {"group", settings.groups}});
}

void scriptConvolution(ScriptWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    const ConvSettings settings = settingsOf(use.attributes, rank);
    std::string x = use.inputs[0];
    std::vector<std::int64_t> padding = settings.before;
    if (settings.before != settings.after) { // torch.conv pads both ends alike; torch.pad lists the last dimension first
        std::vector<std::int64_t> pads;
        for (std::size_t i = rank; i-- > 0;) {
            pads.push_back(settings.before[i]);
            pads.push_back(settings.after[i]);
        }
        padding.assign(rank, 0);
        x = writer.fresh();
        writer.line(x + " = torch.constant_pad_nd(" + use.inputs[0] + ", " + pythonList(pads) + ", 0)");
    }
    writer.line(use.outputs[0] + " = torch.conv" + std::to_string(rank) + "d(" + x + ", " + use.inputs[1] + ", " + orNone(use.inputs[2]) +
                ", " + pythonList(settings.stride) + ", " + pythonList(padding) + ", " + pythonList(settings.dilation) + ", " +
                std::to_string(settings.groups) + ")");
}

std::vector<Param> convolutionAttributes(std::size_t rank)
{
    return {sizesAttribute("stride", "Stride", "Steps of the window along each dimension.", 1, rank, 1),
            sizesAttribute("pad_before", "Padding before", "Zeros before each dimension.", 0, rank, 0),
            sizesAttribute("pad_after", "Padding after", "Zeros after each dimension.", 0, rank, 0),
            sizesAttribute("dilation", "Dilation", "Distance between the values that a window takes.", 1, rank, 1),
            integerParam("groups", "Groups", "Parts into which channels and filters are split; each part sees only its own.", 1, 1, 1e9)};
}

} // namespace

std::vector<OpType> convolutionOps()
{
    return {
        {.id = "conv1d",
         .summary = "Cross-correlation along L: (N, C, L) to (N, O, L'), L' = floor((L + p - d(k-1) - 1) / s) + 1.",
         .attributes = convolutionAttributes(1),
         .inputs = {"x", "weight", "bias?"},
         .infer = [](const Attributes& attributes, const Specs& in) { return inferConvolution(attributes, in, 1); },
         .cost = costConvolution, .onnx = onnxConvolution, .torchScript = scriptConvolution},
        {.id = "conv2d",
         .summary = "Cross-correlation over pictures: (N, C, H, W) to (N, O, H', W'), H' = floor((H + p - d(k-1) - 1) / s) + 1.",
         .attributes = convolutionAttributes(2),
         .inputs = {"x", "weight", "bias?"},
         .infer = [](const Attributes& attributes, const Specs& in) { return inferConvolution(attributes, in, 2); },
         .cost = costConvolution, .onnx = onnxConvolution, .torchScript = scriptConvolution},
    };
}

} // namespace nodegrad
