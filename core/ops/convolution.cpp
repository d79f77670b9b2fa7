#include "core/ops/families.h"
#include "core/ops/padding.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

/// The attributes of a convolution over `rank` spatial dimensions.
struct ConvSettings {
    std::vector<std::int64_t> stride, dilation;
    Padding padding;
    std::int64_t groups;
    /// Convolutions themselves add zeros only, and in PyTorch as many before as after: else the input is padded first.
    bool padsFirst() const { return padding.mode != "zeros" && !padding.isNone(); }
};

ConvSettings settingsOf(const Attributes& attributes, std::size_t rank)
{
    return {attributes.list("stride", rank), attributes.list("dilation", rank),
            {attributes.list("pad_before", rank), attributes.list("pad_after", rank), attributes.text("pad_mode")}, attributes.integer("groups")};
}

Specs inferConvolution(const Attributes& attributes, const Specs& in, std::size_t rank)
{
    const Spec &x = in[0], &weight = in[1];
    needShapeOf(x, {windowKind(rank)}, 0);
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

    const std::span<const Dim> spatial = std::span(x.shape).subspan(2);
    needPaddable(spatial, settings.padding);
    std::vector<Window> windows;
    for (std::size_t i = 0; i < rank; ++i)
        windows.push_back({.kernel = knownSize(weight.shape[2 + i], "the kernel", 1), .stride = settings.stride[i],
                           .padBefore = settings.padding.before[i], .padAfter = settings.padding.after[i], .dilation = settings.dilation[i]});
    const Shape sizes = windowOutputs(spatial, windows);
    Spec out = x;
    out.shape.resize(2);
    out.shape[1] = weight.shape[0];
    out.shape.insert(out.shape.end(), sizes.begin(), sizes.end());
    return {out};
}

/// The same picture with its channels filled up to whole vectors, as oneDNN computes. Pictures of few channels are taken as they are.
Dim inVectors(const Shape& shape)
{
    constexpr std::int64_t kVector = 16, kFew = 3;
    if (shape[1].known().value_or(kVector) <= kFew)
        return Dim(0);
    return product({elementCount({shape[0]}), floorDivide(shape[1] + Dim(kVector - 1), kVector), Dim(kVector), elementCount({shape.begin() + 2, shape.end()})});
}

/// N O H' W' (C / g) kh kw; an input that is padded first is kept.
Cost costConvolution(const Attributes& attributes, const Specs& in, const Specs& out)
{
    const Shape& x = in[0].shape;
    const ConvSettings settings = settingsOf(attributes, x.size() - 2);
    Shape window(in[1].shape.begin() + 1, in[1].shape.end());
    Cost cost{.macs = product({elementCount(out[0].shape), elementCount(window)}), .scratchElements = inVectors(x) + inVectors(out[0].shape)};
    if (settings.padsFirst() || !settings.padding.isEven())
        cost.savedElements = product({x[0], x[1], elementCount(paddedSizes(std::span(x).subspan(2), settings.padding))});
    return cost;
}

void onnxConvolution(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    const ConvSettings settings = settingsOf(use.attributes, rank);
    std::vector<std::int64_t> pads(2 * rank, 0), kernel;
    if (!settings.padsFirst())
        for (std::size_t i = 0; i < rank; ++i) {
            pads[i] = settings.padding.before[i];
            pads[rank + i] = settings.padding.after[i];
        }
    for (std::size_t i = 0; i < rank; ++i)
        kernel.push_back(use.inputSpecs[1].shape[2 + i].value());
    std::vector<std::string> inputs{settings.padsFirst() ? onnxPadded(writer, use.inputs[0], settings.padding) : use.inputs[0], use.inputs[1]};
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
    std::vector<std::int64_t> padding = settings.padding.before;
    if (settings.padsFirst() || !settings.padding.isEven()) {
        padding.assign(rank, 0);
        x = scriptPadded(writer, x, settings.padding);
    }
    writer.line(use.outputs[0] + " = torch.conv" + std::to_string(rank) + "d(" + x + ", " + use.inputs[1] + ", " + orNone(use.inputs[2]) +
                ", " + pythonList(settings.stride) + ", " + pythonList(padding) + ", " + pythonList(settings.dilation) + ", " +
                std::to_string(settings.groups) + ")");
}

template <std::size_t rank> OpType convolution(const std::string& where)
{
    return {.id = "conv" + std::to_string(rank) + "d",
            .summary = "Cross-correlation " + where + ": " + layoutText("C", rank) + " to " + layoutText("O", rank, "'") + ", " +
                       (rank == 1 ? "L' = floor((L + p - d(k-1) - 1) / s) + 1." : "H' = floor((H + p - d(k-1) - 1) / s) + 1."),
            .attributes = {sizesAttribute("stride", "Stride", "Steps of the window along each dimension.", 1, rank, 1),
                           sizesAttribute("pad_before", "Padding before", "Values added before each dimension.", 0, rank, 0),
                           sizesAttribute("pad_after", "Padding after", "Values added after each dimension.", 0, rank, 0),
                           padModeAttribute(),
                           sizesAttribute("dilation", "Dilation", "Distance between the values that a window takes.", 1, rank, 1),
                           integerParam("groups", "Groups", "Parts into which channels and filters are split; each part sees only its own.", 1, 1, 1e9)},
            .inputs = {"x", "weight", "bias?"},
            .infer = [](const Attributes& attributes, const Specs& in) { return inferConvolution(attributes, in, rank); },
            .cost = costConvolution, .onnx = onnxConvolution, .torchScript = scriptConvolution};
}

} // namespace

std::vector<OpType> convolutionOps()
{
    return {convolution<1>("along L"), convolution<2>("over pictures"), convolution<3>("over volumes")};
}

} // namespace nodegrad
