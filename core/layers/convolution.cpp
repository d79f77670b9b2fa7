#include "core/layers/convolution.h"

#include "core/layers/windows.h"
#include "core/ops/writers.h"

namespace nodegrad {

using List = std::vector<std::int64_t>;

Convolution windowOf(const ParamValues& p, std::size_t rank)
{
    Convolution c{.kernel = p.list("kernel", rank), .stride = p.list("stride", rank), .dilation = p.list("dilation", rank),
                  .before = List(rank, 0), .after = List(rank, 0), .padMode = p.text("padding_mode"), .bias = p.flag("bias")};
    const auto* word = std::get_if<std::string>(p.find("padding"));
    if (!word) {
        c.before = c.after = p.list("padding", rank);
    } else if (*word == "same") {
        c.same = true;
        for (std::size_t i = 0; i < rank; ++i) {
            const std::int64_t total = c.dilation[i] * (c.kernel[i] - 1);
            c.before[i] = total / 2;
            c.after[i] = total - total / 2;
        }
    }
    return c;
}

std::vector<Param> windowParams(std::size_t rank)
{
    const std::string each = rank == 1 ? "" : rank == 2 ? "; one number, or height × width" : "; one number, or depth × height × width";
    return {sizesParam("kernel", "Kernel", "Size of the window", 3, rank), sizesParam("stride", "Stride", "Steps of the window", 1, rank),
            withMaximum(paddingParam("padding", "Padding", "Values around the input: \"same\" keeps the size (at stride 1), \"valid\" adds none, or a number" + each + ".", rank), 1e6),
            choiceParam("padding_mode", "Padding mode", "What the padding holds: zeros, the input mirrored at its edge, the edge itself, or the other end.", "zeros",
                        {{"zeros", "Zeros"}, {"reflect", "Reflect"}, {"replicate", "Replicate"}, {"circular", "Circular"}}),
            sizesParam("dilation", "Dilation", "Distance between the values that a window takes", 1, rank)};
}

Value convolve(Builder& b, const ParamValues& p, const Convolution& c, const Value& x, const std::string& prefix)
{
    const std::int64_t channels = b.needKnown(x.spec.shape[1], c.rank() == 1 ? "the number of features" : "the number of channels");
    b.need(channels % c.groups == 0 && c.filters % c.groups == 0,
           makeError("layer.groups_do_not_divide", {{"channels", channels}, {"filters", c.filters}, {"groups", c.groups}}),
           {Fix::setParam("Set groups to 1", "groups", std::int64_t(1))});
    List shape{c.filters, channels / c.groups};
    double fanIn = static_cast<double>(channels / c.groups);
    for (const std::int64_t size : c.kernel) {
        shape.push_back(size);
        fanIn *= static_cast<double>(size);
    }
    const auto fan = static_cast<std::int64_t>(std::min(fanIn, 1e15));
    const Value weight = b.parameter(prefix + "weight", shape, chosenInitializer(p, uniformByFanIn(fan)));
    const Value bias = c.bias ? b.parameter(prefix + "bias", {c.filters}, uniformByFanIn(fan)) : Builder::none();
    return b.call1(rankedName("conv", c.rank()), {x, weight, bias},
                   {{"stride", c.stride}, {"pad_before", c.before}, {"pad_after", c.after}, {"pad_mode", c.padMode}, {"dilation", c.dilation},
                    {"groups", c.groups}});
}

namespace {

/// PyTorch's module pads both ends alike, and takes "same" for stride 1 only.
bool isPaddedOutside(const Convolution& c)
{
    return c.before != c.after && !(c.same && c.stride == List(c.rank(), 1));
}

} // namespace

std::string pythonConstructor(const Convolution& c, const Dim& channels)
{
    std::string padding;
    if (c.same && c.stride == List(c.rank(), 1))
        padding = "padding=\"same\"";
    else if (!isPaddedOutside(c))
        padding = pythonUnless("padding", pythonSizes(c.before), "0");
    return pythonCall(rankedName("nn.Conv", c.rank()),
                      {sizeText(channels), std::to_string(c.filters), pythonSizes(c.kernel), pythonUnless("stride", pythonSizes(c.stride), "1"), padding,
                       pythonUnless("dilation", pythonSizes(c.dilation), "1"), pythonUnless("groups", std::to_string(c.groups), "1"),
                       pythonUnless("bias", pythonFlag(c.bias), "True"),
                       padding.empty() ? "" : pythonUnless("padding_mode", "\"" + c.padMode + "\"", "\"zeros\"")});
}

std::string pythonInput(const Convolution& c, const std::string& x)
{
    if (!isPaddedOutside(c))
        return x;
    std::string pads; // the last dimension first
    for (std::size_t i = c.rank(); i-- > 0;)
        pads += (pads.empty() ? "" : ", ") + std::to_string(c.before[i]) + ", " + std::to_string(c.after[i]);
    return "F.pad(" + x + ", (" + pads + ")" + (c.padMode == "zeros" ? "" : ", mode=\"" + c.padMode + "\"") + ")";
}

std::string windowText(const ParamValues& p, std::size_t rank)
{
    const Convolution c = windowOf(p, rank);
    const std::string padding = formatParam(*p.find("padding"));
    const bool isPadded = padding != "valid" && padding != "0";
    return dotted({timesText(c.kernel), c.same ? "same" : isPadded ? "pad " + padding : "", isPadded && c.padMode != "zeros" ? c.padMode : "",
                   unlessAll("stride", c.stride, 1), unlessAll("dilation", c.dilation, 1)});
}

namespace {

// --- conv1d, conv2d, conv3d ---

Convolution convolutionOf(const ParamValues& p, std::size_t rank)
{
    Convolution c = windowOf(p, rank);
    c.filters = p.integer("filters");
    c.groups = p.integer("groups");
    return c;
}

template <std::size_t rank> Values buildConvolution(Builder& b, const ParamValues& p, const Values& in)
{
    return {channelsBack(b, convolve(b, p, convolutionOf(p, rank), channelsSecond(b, in, rank)), rank)};
}

template <std::size_t rank> PythonUse pythonConvolution(const ParamValues& p, const Specs& in)
{
    const Convolution c = convolutionOf(p, rank);
    return {pythonConstructor(c, channelsOf(in[0], rank)),
            "{self}(" + pythonInput(c, pythonChannelsSecond(rank)) + ")" + pythonChannelsBack(rank), {}};
}

template <std::size_t rank> std::string summarizeConvolution(const ParamValues& p)
{
    const std::int64_t groups = p.integer("groups");
    return dotted({std::to_string(p.integer("filters")), windowText(p, rank), groups == 1 ? "" : std::to_string(groups) + " groups"});
}

std::vector<Param> convolutionParams(std::size_t rank)
{
    std::vector<Param> params{integerParam("filters", "Filters", "Number of output channels: how many patterns are looked for.", 32, 1, 1e9)};
    for (Param& param : windowParams(rank))
        params.push_back(std::move(param));
    params.push_back(integerParam("groups", "Groups", "Parts into which channels and filters are split; as many as channels: depthwise.", 1, 1, 1e9));
    params.push_back(flagParam("bias", "Bias", "Adds a trainable number to each filter; not needed before BatchNorm.", true));
    params.push_back(initializerParam());
    return params;
}

} // namespace

std::vector<LayerType> convolutionLayers()
{
    return {
        {.id = "conv1d", .title = "Conv1D", .summary = "Looks for short patterns along a sequence, with the same weights at every place.",
         .explanation = "A filter is a small window of k time steps over all F features. It slides along the sequence, and at each place "
                        "gives the weighted sum of what it sees: y[t] = b + Σ W[i] x[s t + d i]. The same few weights serve every place, so a "
                        "pattern that was learned early in a sequence is found late in it too. Sequences are (N, T, F); the length becomes "
                        "T' = floor((T + p - d (k - 1) - 1) / s) + 1 and the features become the filters.",
         .aliases = {"convolution 1d", "temporal convolution", "conv 1d", "tcn"}, .category = Category::Convolution,
         .params = convolutionParams(1),
         .examples = {{"input(32,4) > conv1d(16, kernel=5, padding=same)", "16 patterns of five steps"},
                      {"input(32,4) > conv1d(8, kernel=3, stride=2, dilation=2)", "Every second place, with gaps"}},
         .build = buildConvolution<1>, .python = pythonConvolution<1>, .summarize = summarizeConvolution<1>,
         .formula = "T' = floor((T + p - d (k - 1) - 1) / s) + 1"},
        {.id = "conv2d", .title = "Conv2D", .summary = "Looks for small patterns anywhere in a picture, with the same weights at every place.",
         .explanation = "A filter is a small window of k × k pixels over all C channels. It slides over the picture and gives at each place "
                        "the weighted sum of what it sees: strokes and edges in the first layer, parts and objects in later ones. Because the "
                        "weights are shared by all places, a Conv2D has few of them, C k k + 1 for each filter, and finds a pattern wherever it "
                        "lies. With padding \"same\" and stride 1 the picture keeps its size, else "
                        "H' = floor((H + p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"convolution", "conv", "cnn", "convolutional", "conv 2d"}, .category = Category::Convolution,
         .params = convolutionParams(2),
         .examples = {{"input(1,8,8) > conv2d(16, kernel=3, padding=same)", "16 filters that keep the size"},
                      {"input(3,32,32) > conv2d(32, kernel=3x5, stride=2, padding=[1,2], bias=false)", "Half the size, a wide window"},
                      {"input(4,8,8) > conv2d(8, kernel=3, groups=4, dilation=2)", "Each channel on its own, with gaps"},
                      {"input(3,8,8) > conv2d(8, kernel=5, padding=same, padding_mode=reflect)", "The picture mirrored at its edge instead of zeros"}},
         .build = buildConvolution<2>, .python = pythonConvolution<2>, .summarize = summarizeConvolution<2>,
         .formula = "H' = floor((H + p - d (k - 1) - 1) / s) + 1"},
        {.id = "conv3d", .title = "Conv3D", .summary = "Looks for small patterns anywhere in a volume, such as a scan of a body or a film.",
         .explanation = "As Conv2D with one dimension more: a filter is a window of k × k × k voxels over all C channels of a volume (N, C, D, H, W), "
                        "and gives at each place the weighted sum of what it sees, y = b + Σ W x. It finds shapes in space, or in a short film, "
                        "whose pictures lie one behind the other along D, movements. Work and weights grow with k³, so kernels stay small. "
                        "D' = floor((D + p - d (k - 1) - 1) / s) + 1, and the same for H and W.",
         .aliases = {"convolution 3d", "conv 3d", "volumetric convolution"}, .category = Category::Convolution,
         .params = convolutionParams(3),
         .examples = {{"input(1,8,8,8) > conv3d(8, kernel=3, padding=same)", "Eight filters that keep the size"},
                      {"input(2,6,9,8) > conv3d(4, kernel=1x3x3, stride=1x2x2, padding=[0,1,1])", "Each layer of the volume on its own"}},
         .build = buildConvolution<3>, .python = pythonConvolution<3>, .summarize = summarizeConvolution<3>,
         .formula = "D' = floor((D + p - d (k - 1) - 1) / s) + 1"},
    };
}

} // namespace nodegrad
