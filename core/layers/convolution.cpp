#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// The parameters of a convolution over `rank` dimensions, with the padding worked out.
struct Convolution {
    std::int64_t filters, groups;
    List kernel, stride, dilation, before, after;
    bool bias, same;
};

/// "same" pads d(k - 1) in all, the odd one behind, so that H' = ceil(H / s); PyTorch's own "same" takes stride 1 only.
Convolution convolutionOf(const ParamValues& p, std::size_t rank)
{
    Convolution c{.filters = p.integer("filters"), .groups = p.integer("groups"), .kernel = p.list("kernel", rank),
                  .stride = p.list("stride", rank), .dilation = p.list("dilation", rank), .before = List(rank, 0),
                  .after = List(rank, 0), .bias = p.flag("bias"), .same = false};
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

Value convolve(Builder& b, const ParamValues& p, const Value& x, std::size_t rank)
{
    const Convolution c = convolutionOf(p, rank);
    const std::int64_t channels = b.needKnown(x.spec.shape[1], rank == 1 ? "the number of features" : "the number of channels");
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
    const Value weight = b.parameter("weight", shape, chosenInitializer(p, uniformByFanIn(fan)));
    const Value bias = c.bias ? b.parameter("bias", {c.filters}, uniformByFanIn(fan)) : Builder::none();
    return b.call1(rank == 1 ? "conv1d" : "conv2d", {x, weight, bias},
                   {{"stride", c.stride}, {"pad_before", c.before}, {"pad_after", c.after}, {"dilation", c.dilation}, {"groups", c.groups}});
}

/// nn.Conv2d(1, 16, 3, padding="same"), and what the call must pad before it.
PythonUse pythonConvolution(const ParamValues& p, const Specs& in, std::size_t rank)
{
    const Convolution c = convolutionOf(p, rank);
    const bool strided = c.stride != List(rank, 1), uneven = c.before != c.after;
    std::string padding, x = rank == 1 ? "{0}.transpose(1, 2)" : "{0}";
    if (c.same && !strided) {
        padding = "padding=\"same\"";
    } else if (!uneven) {
        padding = pythonUnless("padding", pythonSizes(c.before), "0");
    } else {
        std::string pads; // the last dimension first
        for (std::size_t i = rank; i-- > 0;)
            pads += (pads.empty() ? "" : ", ") + std::to_string(c.before[i]) + ", " + std::to_string(c.after[i]);
        x = "F.pad(" + x + ", (" + pads + "))";
    }
    const Dim& channels = rank == 1 ? in[0].shape.back() : in[0].shape[1];
    PythonUse use;
    use.constructor = pythonCall(rank == 1 ? "nn.Conv1d" : "nn.Conv2d",
                                 {sizeText(channels), std::to_string(c.filters), pythonSizes(c.kernel),
                                  pythonUnless("stride", pythonSizes(c.stride), "1"), padding,
                                  pythonUnless("dilation", pythonSizes(c.dilation), "1"),
                                  pythonUnless("groups", std::to_string(c.groups), "1"), pythonUnless("bias", pythonFlag(c.bias), "True")});
    use.call = "{self}(" + x + ")" + (rank == 1 ? ".transpose(1, 2)" : "");
    return use;
}

std::string summarizeConvolution(const ParamValues& p, std::size_t rank)
{
    const Convolution c = convolutionOf(p, rank);
    const std::string padding = formatParam(*p.find("padding"));
    return dotted({std::to_string(c.filters), timesText(c.kernel), c.same ? "same" : padding == "valid" || padding == "0" ? "" : "pad " + padding,
                   c.stride == List(rank, 1) ? "" : "stride " + timesText(c.stride),
                   c.dilation == List(rank, 1) ? "" : "dilation " + timesText(c.dilation),
                   c.groups == 1 ? "" : std::to_string(c.groups) + " groups"});
}

std::vector<Param> convolutionParams(std::size_t rank)
{
    const std::string each = rank == 1 ? "" : "; one number, or height × width";
    Param padding = paddingParam("padding", "Padding", "Zeros around the input: \"same\" keeps the size (at stride 1), \"valid\" adds none, or a number" + each + ".", rank);
    return {integerParam("filters", "Filters", "Number of output channels: how many patterns are looked for.", 32, 1, 1e9),
            withMaximum(listParam("kernel", "Kernel", "Size of the window" + each + ".", List(rank, 3), rank), 1e6),
            withMaximum(listParam("stride", "Stride", "Steps of the window" + each + ".", List(rank, 1), rank), 1e6),
            withMaximum(std::move(padding), 1e6),
            withMaximum(listParam("dilation", "Dilation", "Distance between the values that a window takes" + each + ".", List(rank, 1), rank), 1e6),
            integerParam("groups", "Groups", "Parts into which channels and filters are split; as many as channels: depthwise.", 1, 1, 1e9),
            flagParam("bias", "Bias", "Adds a trainable number to each filter; not needed before BatchNorm.", true), initializerParam()};
}

// --- conv1d: sequences are (N, T, F), the op takes (N, C, L) ---

Values buildConv1d(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    const Value columns = b.call1("permute", {x}, {{"dims", List{0, 2, 1}}});
    return {b.call1("permute", {convolve(b, p, columns, 1)}, {{"dims", List{0, 2, 1}}})};
}

// --- conv2d ---

Values buildConv2d(Builder& b, const ParamValues& p, const Values& in)
{
    return {convolve(b, p, b.needKind(in[0], {Kind::Image}), 2)};
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
         .build = buildConv1d, .python = [](const ParamValues& p, const Specs& in) { return pythonConvolution(p, in, 1); },
         .summarize = [](const ParamValues& p) { return summarizeConvolution(p, 1); },
         .formula = "T' = floor((T + p - d (k - 1) - 1) / s) + 1"},
        {.id = "conv2d", .title = "Conv2D", .summary = "Looks for small patterns anywhere in a picture, with the same weights at every place.",
         .explanation = "A filter is a small window of k × k pixels over all C channels. It slides over the picture and gives at each place "
                        "the weighted sum of what it sees: strokes and edges in the first layer, parts and objects in later ones. Because the "
                        "weights are shared by all places, a Conv2D has few of them, C k k + 1 for each filter, and finds a pattern wherever it "
                        "lies. With padding \"same\" and stride 1 the picture keeps its size, else "
                        "H' = floor((H + p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"convolution", "conv", "cnn", "convolutional", "conv 2d", "depthwise"}, .category = Category::Convolution,
         .params = convolutionParams(2),
         .examples = {{"input(1,8,8) > conv2d(16, kernel=3, padding=same)", "16 filters that keep the size"},
                      {"input(3,32,32) > conv2d(32, kernel=3x5, stride=2, padding=[1,2], bias=false)", "Half the size, a wide window"},
                      {"input(4,8,8) > conv2d(8, kernel=3, groups=4, dilation=2)", "Each channel on its own, with gaps"}},
         .build = buildConv2d, .python = [](const ParamValues& p, const Specs& in) { return pythonConvolution(p, in, 2); },
         .summarize = [](const ParamValues& p) { return summarizeConvolution(p, 2); },
         .formula = "H' = floor((H + p - d (k - 1) - 1) / s) + 1"},
    };
}

} // namespace nodegrad
