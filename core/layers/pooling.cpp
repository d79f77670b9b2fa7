#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// An empty stride stands for the kernel.
List strideOf(const ParamValues& p)
{
    return p.list("stride").empty() ? p.list("kernel", 2) : p.list("stride", 2);
}

Values buildPool(Builder& b, const ParamValues& p, const Values& in, const char* op)
{
    const Value x = b.needKind(in[0], {Kind::Image});
    return {b.call1(op, {x}, {{"kernel", p.list("kernel", 2)}, {"stride", strideOf(p)}, {"padding", p.list("padding", 2)}, {"ceil_mode", p.flag("ceil_mode")}})};
}

PythonUse pythonPool(const ParamValues& p, const char* type)
{
    const List kernel = p.list("kernel", 2), stride = strideOf(p);
    return {pythonCall(type, {pythonSizes(kernel), stride == kernel ? "" : "stride=" + pythonSizes(stride),
                              pythonUnless("padding", pythonSizes(p.list("padding", 2)), "0"),
                              pythonUnless("ceil_mode", pythonFlag(p.flag("ceil_mode")), "False")}),
            "{self}({0})", {}};
}

std::string summarizePool(const ParamValues& p)
{
    const List kernel = p.list("kernel", 2), stride = strideOf(p), padding = p.list("padding", 2);
    return dotted({timesText(kernel), stride == kernel ? "" : "stride " + timesText(stride),
                   padding == List{0, 0} ? "" : "pad " + timesText(padding)});
}

std::vector<Param> poolParams()
{
    return {withMaximum(listParam("kernel", "Kernel", "Size of the window; one number, or height × width.", {2, 2}, 2), 1e6),
            withMaximum(listParam("stride", "Stride", "Steps of the window; empty: as large as the kernel.", {}, 2), 1e6),
            withMaximum(listParam("padding", "Padding", "Rows and columns added on each side; at most half of the kernel.", {0, 0}, 2, 0), 1e6),
            flagParam("ceil_mode", "Round up", "Keeps the last window when it reaches beyond the end.", false)};
}

// --- global_average_pool ---

Values buildGlobal(Builder& b, const ParamValues&, const Values& in)
{
    return {b.call1("global_average_pool", {b.needKind(in[0], {Kind::Image, Kind::Sequence})})};
}

PythonUse pythonGlobal(const ParamValues&, const Specs& in)
{
    return {"", in[0].kind == Kind::Image ? "{0}.mean(dim=(2, 3))" : "{0}.mean(dim=1)", {}};
}

} // namespace

std::vector<LayerType> poolingLayers()
{
    return {
        {.id = "max_pool2d", .title = "MaxPool2D", .summary = "Keeps the largest value of each window, which makes a picture smaller.",
         .explanation = "The picture is cut into windows, mostly 2 × 2, and each becomes its largest value: y = max of the window. What was "
                        "found stays, where exactly it lay is forgotten, and the layers behind see twice as far with a quarter of the work. "
                        "There is nothing to train. H' = floor((H + 2p - k) / s) + 1.",
         .aliases = {"maxpool", "max pooling", "downsample", "subsampling"}, .category = Category::Pooling, .params = poolParams(),
         .examples = {{"input(4,8,8) > max_pool2d(2)", "Half the height and width"},
                      {"input(4,9,9) > max_pool2d(3, stride=2, padding=1)", "Windows that overlap"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildPool(b, p, in, "max_pool2d"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonPool(p, "nn.MaxPool2d"); }, .summarize = summarizePool,
         .formula = "H' = floor((H + 2p - k) / s) + 1"},
        {.id = "average_pool2d", .title = "AveragePool2D", .summary = "Averages each window, which makes a picture smaller and smoother.",
         .explanation = "As MaxPool2D, but each window becomes its mean: y = 1/k² Σ x. That keeps the overall strength of a pattern rather than "
                        "its peak, and every value gets a share of the gradient. LeNet, one of the first convolutional networks, was built "
                        "with it. Padding counts as zeros. H' = floor((H + 2p - k) / s) + 1.",
         .aliases = {"avgpool", "average pooling", "mean pooling", "avg pool"}, .category = Category::Pooling, .params = poolParams(),
         .examples = {{"input(4,8,8) > average_pool2d(2)", "Half the height and width"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildPool(b, p, in, "average_pool2d"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonPool(p, "nn.AvgPool2d"); }, .summarize = summarizePool,
         .formula = "H' = floor((H + 2p - k) / s) + 1"},
        {.id = "global_average_pool", .title = "GlobalAveragePool", .summary = "Averages each channel over the whole picture, or each feature over time.",
         .explanation = "A feature map (N, C, H, W) becomes a vector (N, C): each channel is replaced by its mean, y[c] = 1/(H W) Σ x[c]. It answers "
                        "\"how much of this pattern is in the picture?\" and takes the place of Flatten before the last Dense layer, with far "
                        "fewer weights and for any size of picture. A sequence (N, T, F) is averaged over its T steps.",
         .aliases = {"gap", "global pooling", "adaptive average pool", "mean over time"}, .category = Category::Pooling,
         .examples = {{"input(16,8,8) > global_average_pool", "16 numbers from 16 feature maps"},
                      {"input(20,8) > global_average_pool", "The mean over 20 time steps"}},
         .build = buildGlobal, .python = pythonGlobal, .summarize = [](const ParamValues&) { return std::string(); },
         .formula = "y[c] = mean over H, W of x[c]"},
    };
}

} // namespace nodegrad
