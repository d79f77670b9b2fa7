#include "core/layers/windows.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// An empty stride stands for the kernel.
List strideOf(const ParamValues& p, std::size_t rank)
{
    return p.list("stride").empty() ? p.list("kernel", rank) : p.list("stride", rank);
}

/// The attributes of the op: those of the layer, with the stride worked out.
Attributes attributesOf(const ParamValues& p, std::size_t rank)
{
    Attributes attributes{{"kernel", p.list("kernel", rank)}, {"stride", strideOf(p, rank)}, {"ceil_mode", p.flag("ceil_mode")}};
    for (const char* sizes : {"padding", "dilation"})
        if (p.has(sizes))
            attributes.set(sizes, p.list(sizes, rank));
    for (const char* other : {"count_include_pad", "norm"})
        if (p.has(other))
            attributes.set(other, *p.find(other));
    return attributes;
}

Values buildPool(Builder& b, const ParamValues& p, const Values& in, const std::string& op, std::size_t rank)
{
    return {channelsBack(b, b.call1(rankedName(op, rank), {channelsSecond(b, in, rank)}, attributesOf(p, rank)), rank)};
}

PythonUse pythonPool(const ParamValues& p, const std::string& type, std::size_t rank)
{
    const List kernel = p.list("kernel", rank), stride = strideOf(p, rank);
    const auto sizes = [&](const char* id, const char* byDefault) {
        return p.has(id) ? pythonUnless(id, pythonSizes(p.list(id, rank)), byDefault) : std::string();
    };
    const auto flag = [&](const char* id, bool byDefault) {
        return p.has(id) ? pythonUnless(id, pythonFlag(p.flag(id)), pythonFlag(byDefault)) : std::string();
    };
    return {pythonCall(rankedName(type, rank),
                       {p.has("norm") ? std::to_string(p.integer("norm")) : "", pythonSizes(kernel),
                        stride == kernel ? "" : "stride=" + pythonSizes(stride), sizes("padding", "0"), sizes("dilation", "1"),
                        flag("ceil_mode", false), flag("count_include_pad", true)}),
            "{self}(" + pythonChannelsSecond(rank) + ")" + pythonChannelsBack(rank), {}};
}

template <std::size_t rank> std::string summarizePool(const ParamValues& p)
{
    const List kernel = p.list("kernel", rank), stride = strideOf(p, rank);
    return dotted({p.has("norm") ? "p = " + std::to_string(p.integer("norm")) : "", timesText(kernel),
                   stride == kernel ? "" : "stride " + timesText(stride), p.has("padding") ? unlessAll("pad", p.list("padding", rank), 0) : "",
                   p.has("dilation") ? unlessAll("dilation", p.list("dilation", rank), 1) : ""});
}

std::vector<Param> windowParams(std::size_t rank)
{
    return {sizesParam("kernel", "Kernel", "Size of the window", 2, rank),
            withMaximum(listParam("stride", "Stride", "Steps of the window; empty: as large as the kernel.", {}, rank), 1e6)};
}

Param paddingOf(std::size_t rank)
{
    return sizesParam("padding", "Padding", "Values added at both ends, at most half of the kernel", 0, rank, 0);
}

Param ceilParam()
{
    return flagParam("ceil_mode", "Round up", "Keeps the last window when it reaches beyond the end.", false);
}

std::vector<Param> maxParams(std::size_t rank)
{
    std::vector<Param> params = windowParams(rank);
    params.push_back(paddingOf(rank));
    params.push_back(sizesParam("dilation", "Dilation", "Distance between the values that a window takes", 1, rank));
    params.push_back(ceilParam());
    return params;
}

std::vector<Param> averageParams(std::size_t rank)
{
    std::vector<Param> params = windowParams(rank);
    params.push_back(paddingOf(rank));
    params.push_back(ceilParam());
    params.push_back(flagParam("count_include_pad", "Count padding", "Padding counts as zeros in the average; otherwise it is left out.", true));
    return params;
}

std::vector<Param> lpParams(std::size_t rank)
{
    std::vector<Param> params = windowParams(rank);
    params.push_back(integerParam("norm", "Norm", "The power p: 1 adds absolute values, 2 is a length, large ones come near the maximum.", 2, 1, 64));
    params.push_back(ceilParam());
    return params;
}

template <std::size_t rank> Values buildMax(Builder& b, const ParamValues& p, const Values& in) { return buildPool(b, p, in, "max_pool", rank); }
template <std::size_t rank> Values buildAverage(Builder& b, const ParamValues& p, const Values& in) { return buildPool(b, p, in, "average_pool", rank); }
template <std::size_t rank> Values buildLp(Builder& b, const ParamValues& p, const Values& in) { return buildPool(b, p, in, "lp_pool", rank); }

template <std::size_t rank> PythonUse pythonMax(const ParamValues& p, const Specs&) { return pythonPool(p, "nn.MaxPool", rank); }
template <std::size_t rank> PythonUse pythonAverage(const ParamValues& p, const Specs&) { return pythonPool(p, "nn.AvgPool", rank); }

/// PyTorch's powers keep the sign, with which an odd one has no root: x is made positive first.
template <std::size_t rank> PythonUse pythonLp(const ParamValues& p, const Specs&)
{
    PythonUse use = pythonPool(p, "nn.LPPool", rank);
    if (p.integer("norm") % 2 != 0)
        use.call = "{self}(" + pythonChannelsSecond(rank) + ".abs())" + pythonChannelsBack(rank);
    return use;
}

} // namespace

std::vector<LayerType> poolingLayers()
{
    return {
        {.id = "max_pool2d", .title = "MaxPool2D", .summary = "Keeps the largest value of each window, which makes a picture smaller.",
         .explanation = "The picture is cut into windows, mostly 2 × 2, and each becomes its largest value: y = max of the window. What was "
                        "found stays, where exactly it lay is forgotten, and the layers behind see twice as far with a quarter of the work. "
                        "There is nothing to train. H' = floor((H + 2p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"maxpool", "max pooling", "downsample", "subsampling"}, .category = Category::Pooling, .params = maxParams(2),
         .examples = {{"input(4,8,8) > max_pool2d(2)", "Half the height and width"},
                      {"input(4,9,9) > max_pool2d(3, stride=2, padding=1)", "Windows that overlap"}},
         .build = buildMax<2>, .python = pythonMax<2>, .summarize = summarizePool<2>, .formula = "H' = floor((H + 2p - d (k - 1) - 1) / s) + 1"},
        {.id = "max_pool1d", .title = "MaxPool1D", .summary = "Keeps the largest value of each window of time steps, which makes a sequence shorter.",
         .explanation = "The sequence (N, T, F) is cut into windows of k steps, and each feature becomes its largest value in the window: y = max of the window. "
                        "What was found stays, when exactly is forgotten, and the layers behind see twice as far. There is nothing to train. "
                        "T' = floor((T + 2p - d (k - 1) - 1) / s) + 1.",
         .aliases = {"maxpool1d", "temporal max pooling"}, .category = Category::Pooling, .params = maxParams(1),
         .examples = {{"input(32,4) > max_pool1d(2)", "Half the length"}, {"input(31,4) > max_pool1d(3, stride=2, padding=1)", "Windows that overlap"}},
         .build = buildMax<1>, .python = pythonMax<1>, .summarize = summarizePool<1>, .formula = "T' = floor((T + 2p - d (k - 1) - 1) / s) + 1"},
        {.id = "max_pool3d", .title = "MaxPool3D", .summary = "Keeps the largest value of each window, which makes a volume smaller.",
         .explanation = "As MaxPool2D with one dimension more: a volume (N, C, D, H, W) is cut into windows, mostly 2 × 2 × 2, and each becomes its largest "
                        "value, y = max of the window: an eighth of the work for the layers behind. There is nothing to train. "
                        "D' = floor((D + 2p - d (k - 1) - 1) / s) + 1, and the same for H and W.",
         .aliases = {"maxpool3d", "volumetric max pooling"}, .category = Category::Pooling, .params = maxParams(3),
         .examples = {{"input(2,8,8,8) > max_pool3d(2)", "Half the size in each direction"}},
         .build = buildMax<3>, .python = pythonMax<3>, .summarize = summarizePool<3>, .formula = "D' = floor((D + 2p - d (k - 1) - 1) / s) + 1"},
        {.id = "average_pool2d", .title = "AveragePool2D", .summary = "Averages each window, which makes a picture smaller and smoother.",
         .explanation = "As MaxPool2D, but each window becomes its mean: y = 1/k² Σ x. That keeps the overall strength of a pattern rather than "
                        "its peak, and every value gets a share of the gradient. LeNet, one of the first convolutional networks, was built "
                        "with it. Padding counts as zeros unless it is left out. H' = floor((H + 2p - k) / s) + 1.",
         .aliases = {"avgpool", "average pooling", "mean pooling", "avg pool"}, .category = Category::Pooling, .params = averageParams(2),
         .examples = {{"input(4,8,8) > average_pool2d(2)", "Half the height and width"}},
         .build = buildAverage<2>, .python = pythonAverage<2>, .summarize = summarizePool<2>, .formula = "H' = floor((H + 2p - k) / s) + 1"},
        {.id = "average_pool1d", .title = "AveragePool1D", .summary = "Averages each window of time steps, which makes a sequence shorter and smoother.",
         .explanation = "As MaxPool1D, but each feature becomes its mean over the k steps of a window: y = 1/k Σ x. With a stride of 1 it is a moving average. "
                        "Padding counts as zeros unless it is left out. T' = floor((T + 2p - k) / s) + 1.",
         .aliases = {"avgpool1d", "moving average"}, .category = Category::Pooling, .params = averageParams(1),
         .examples = {{"input(32,4) > average_pool1d(2)", "Half the length"},
                      {"input(32,4) > average_pool1d(5, stride=1, padding=2, count_include_pad=false)", "A moving average over five steps"}},
         .build = buildAverage<1>, .python = pythonAverage<1>, .summarize = summarizePool<1>, .formula = "T' = floor((T + 2p - k) / s) + 1"},
        {.id = "average_pool3d", .title = "AveragePool3D", .summary = "Averages each window, which makes a volume smaller and smoother.",
         .explanation = "As AveragePool2D with one dimension more: each window of a volume (N, C, D, H, W) becomes its mean, y = 1/k³ Σ x. Padding counts as "
                        "zeros unless it is left out. D' = floor((D + 2p - k) / s) + 1, and the same for H and W.",
         .aliases = {"avgpool3d", "volumetric average pooling"}, .category = Category::Pooling, .params = averageParams(3),
         .examples = {{"input(2,8,8,8) > average_pool3d(2)", "Half the size in each direction"}},
         .build = buildAverage<3>, .python = pythonAverage<3>, .summarize = summarizePool<3>, .formula = "D' = floor((D + 2p - k) / s) + 1"},
        {.id = "lp_pool1d", .title = "LpPool1D", .summary = "Takes the length (p-norm) of each window of time steps: between average and maximum.",
         .explanation = "Each feature becomes y = (Σ |x|^p)^(1/p) over the k steps of a window of the sequence (N, T, F). With p = 1 that is the sum of the absolute "
                        "values, with p = 2 the length of the window as a vector, its energy, and the larger p is, the nearer it comes to the maximum. "
                        "T' = floor((T - k) / s) + 1.",
         .aliases = {"power pooling 1d", "norm pooling 1d"}, .category = Category::Pooling, .params = lpParams(1),
         .examples = {{"input(32,4) > lp_pool1d(4)", "The energy of four steps"}},
         .build = buildLp<1>, .python = pythonLp<1>, .summarize = summarizePool<1>, .formula = "y = (Σ |x|^p)^(1/p)"},
        {.id = "lp_pool2d", .title = "LpPool2D", .summary = "Takes the length (p-norm) of each window: between average and maximum.",
         .explanation = "Each window of the picture becomes y = (Σ |x|^p)^(1/p). With p = 1 that is the sum of the absolute values, with p = 2 the length of the "
                        "window as a vector, its energy, and the larger p is, the nearer it comes to the maximum. H' = floor((H - k) / s) + 1.",
         .aliases = {"power pooling", "norm pooling", "l2 pooling"}, .category = Category::Pooling, .params = lpParams(2),
         .examples = {{"input(4,8,8) > lp_pool2d(2)", "The length of each window of four"}, {"input(4,9,9) > lp_pool2d(3, stride=2, norm=3)", "Nearer to the maximum"}},
         .build = buildLp<2>, .python = pythonLp<2>, .summarize = summarizePool<2>, .formula = "y = (Σ |x|^p)^(1/p)"},
        {.id = "lp_pool3d", .title = "LpPool3D", .summary = "Takes the length (p-norm) of each window of a volume: between average and maximum.",
         .explanation = "As LpPool2D with one dimension more: each window of a volume (N, C, D, H, W) becomes y = (Σ |x|^p)^(1/p). With p = 1 that is the sum of "
                        "the absolute values, with p = 2 the length of the window as a vector, its energy, and the larger p is, the nearer it comes to the "
                        "maximum. D' = floor((D - k) / s) + 1, and the same for H and W.",
         .aliases = {"power pooling 3d", "norm pooling 3d"}, .category = Category::Pooling, .params = lpParams(3),
         .examples = {{"input(2,8,8,8) > lp_pool3d(2)", "The length of each window of eight"}},
         .build = buildLp<3>, .python = pythonLp<3>, .summarize = summarizePool<3>, .formula = "y = (Σ |x|^p)^(1/p)"},
    };
}

} // namespace nodegrad
