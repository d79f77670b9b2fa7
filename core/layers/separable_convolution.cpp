#include "core/layers/convolution.h"
#include "core/layers/windows.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

/// Each channel with `multiplier` filters of its own.
Convolution depthwiseOf(const ParamValues& p, std::int64_t channels, bool bias)
{
    Convolution c = windowOf(p, 2);
    c.groups = channels;
    c.filters = channels * p.integer("multiplier");
    c.bias = bias;
    return c;
}

/// The same for code, where the channels may be open.
Convolution depthwiseOf(const ParamValues& p, const Specs& in, bool bias)
{
    return depthwiseOf(p, in[0].shape[1].known().value_or(1), bias);
}

Param multiplierParam()
{
    return integerParam("multiplier", "Multiplier", "Filters for each channel.", 1, 1, 1e6);
}

// --- depthwise_conv2d ---

Values buildDepthwise(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image});
    const std::int64_t channels = b.needKnown(x.spec.shape[1], "the number of channels");
    return {convolve(b, p, depthwiseOf(p, channels, p.flag("bias")), x)};
}

PythonUse pythonDepthwise(const ParamValues& p, const Specs& in)
{
    const Convolution c = depthwiseOf(p, in, p.flag("bias"));
    return {pythonConstructor(c, in[0].shape[1]), "{self}(" + pythonInput(c, "{0}") + ")", {}};
}

std::string summarizeDepthwise(const ParamValues& p)
{
    const std::int64_t multiplier = p.integer("multiplier");
    return dotted({windowText(p, 2), multiplier == 1 ? "" : std::to_string(multiplier) + " a channel"});
}

std::vector<Param> depthwiseParams()
{
    std::vector<Param> params = windowParams(2);
    params.push_back(multiplierParam());
    params.push_back(flagParam("bias", "Bias", "Adds a trainable number to each filter; not needed before BatchNorm.", true));
    params.push_back(initializerParam());
    return params;
}

// --- separable_conv2d: the bias belongs to the second step ---

Convolution pointwiseOf(const ParamValues& p)
{
    return {.filters = p.integer("filters"), .kernel = {1, 1}, .stride = {1, 1}, .dilation = {1, 1}, .before = {0, 0}, .after = {0, 0},
            .bias = p.flag("bias")};
}

Values buildSeparable(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Image});
    const std::int64_t channels = b.needKnown(x.spec.shape[1], "the number of channels");
    const Value seen = convolve(b, p, depthwiseOf(p, channels, false), x, "depthwise.");
    return {convolve(b, p, pointwiseOf(p), seen, "pointwise.")};
}

PythonUse pythonSeparable(const ParamValues& p, const Specs& in)
{
    const Convolution depthwise = depthwiseOf(p, in, false);
    return {"nn.ModuleDict({\"depthwise\": " + pythonConstructor(depthwise, in[0].shape[1]) + ", \"pointwise\": " +
                pythonConstructor(pointwiseOf(p), depthwise.filters) + "})",
            "{self}[\"pointwise\"]({self}[\"depthwise\"](" + pythonInput(depthwise, "{0}") + "))", {}};
}

std::string summarizeSeparable(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("filters")), summarizeDepthwise(p)});
}

std::vector<Param> separableParams()
{
    std::vector<Param> params = depthwiseParams();
    params.insert(params.begin(), integerParam("filters", "Filters", "Number of output channels: how many patterns are looked for.", 32, 1, 1e9));
    return params;
}

} // namespace

std::vector<LayerType> separableConvolutionLayers()
{
    return {
        {.id = "depthwise_conv2d", .title = "DepthwiseConv2D", .summary = "Looks for patterns in each channel on its own.",
         .explanation = "A Conv2D with as many groups as channels: each filter sees one channel, y[c m + j] = b + Σ W[c m + j] x[c], so nothing is mixed "
                        "between channels. It needs k k weights a filter where a Conv2D needs C k k. A Conv2D with a kernel of 1 behind it mixes the channels; "
                        "together they do most of the work of MobileNets. With a multiplier m each channel gets m filters. "
                        "H' = floor((H + p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"depthwise", "depthwise convolution", "dwconv"}, .category = Category::Convolution, .params = depthwiseParams(),
         .examples = {{"input(4,8,8) > depthwise_conv2d(3, padding=same)", "One filter for each channel"},
                      {"input(4,8,8) > depthwise_conv2d(3, multiplier=2, stride=2)", "Two filters for each channel"}},
         .build = buildDepthwise, .python = pythonDepthwise, .summarize = summarizeDepthwise,
         .formula = "y[c] = b[c] + Σ W[c] x[c]"},
        {.id = "separable_conv2d", .title = "SeparableConv2D", .summary = "A Conv2D in two cheap steps: each channel on its own, then all mixed at each place.",
         .explanation = "The first step (depthwise) looks for patterns within each channel, z[c] = Σ U[c] x[c]; the second (pointwise) mixes the channels at each "
                        "place, y[o] = b[o] + Σ V[o, c] z[c]. That takes C k k + C O multiply-adds a place instead of C k k O, about k k times fewer, and is "
                        "often as good. Xception and the MobileNets are built from it. H' = floor((H + p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"separable convolution", "depthwise separable"}, .category = Category::Convolution, .params = separableParams(),
         .examples = {{"input(4,8,8) > separable_conv2d(16, kernel=3, padding=same)", "16 filters that keep the size"},
                      {"input(3,9,9) > separable_conv2d(8, kernel=5, stride=2, multiplier=2, bias=false)", "Two patterns a channel, every second place"}},
         .build = buildSeparable, .python = pythonSeparable, .summarize = summarizeSeparable,
         .formula = "y[o] = b[o] + Σ V[o, c] (Σ U[c] x[c])"},
    };
}

} // namespace nodegrad
