#include <algorithm>

#include "core/layers/windows.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

template <std::size_t rank> Values buildTransposed(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = channelsSecond(b, in, rank);
    const std::int64_t filters = p.integer("filters"), groups = p.integer("groups");
    const std::int64_t channels = b.needKnown(x.spec.shape[1], rank == 1 ? "the number of features" : "the number of channels");
    b.need(channels % groups == 0 && filters % groups == 0,
           makeError("layer.groups_do_not_divide", {{"channels", channels}, {"filters", filters}, {"groups", groups}}),
           {Fix::setParam("Set groups to 1", "groups", std::int64_t(1))});
    List shape{channels, filters / groups};
    double fanIn = static_cast<double>(filters / groups); // PyTorch counts the second size, here the filters
    for (const std::int64_t size : p.list("kernel", rank)) {
        shape.push_back(size);
        fanIn *= static_cast<double>(size);
    }
    const auto fan = static_cast<std::int64_t>(std::min(fanIn, 1e15));
    const Value weight = b.parameter("weight", shape, chosenInitializer(p, uniformByFanIn(fan)));
    const Value bias = p.flag("bias") ? b.parameter("bias", {filters}, uniformByFanIn(fan)) : Builder::none();
    const Value y = b.call1(rankedName("conv_transpose", rank), {x, weight, bias},
                            {{"stride", p.list("stride", rank)}, {"padding", p.list("padding", rank)},
                             {"output_padding", p.list("output_padding", rank)}, {"dilation", p.list("dilation", rank)}, {"groups", groups}});
    return {channelsBack(b, y, rank)};
}

template <std::size_t rank> PythonUse pythonTransposed(const ParamValues& p, const Specs& in)
{
    const auto sizes = [&](const char* id, const char* byDefault) { return pythonUnless(id, pythonSizes(p.list(id, rank)), byDefault); };
    return {pythonCall(rankedName("nn.ConvTranspose", rank),
                       {sizeText(channelsOf(in[0], rank)), std::to_string(p.integer("filters")), pythonSizes(p.list("kernel", rank)),
                        sizes("stride", "1"), sizes("padding", "0"), sizes("output_padding", "0"),
                        pythonUnless("groups", std::to_string(p.integer("groups")), "1"), pythonUnless("bias", pythonFlag(p.flag("bias")), "True"),
                        sizes("dilation", "1")}),
            "{self}(" + pythonChannelsSecond(rank) + ")" + pythonChannelsBack(rank), {}};
}

template <std::size_t rank> std::string summarizeTransposed(const ParamValues& p)
{
    const std::int64_t groups = p.integer("groups");
    return dotted({std::to_string(p.integer("filters")), timesText(p.list("kernel", rank)), unlessAll("stride", p.list("stride", rank), 1),
                   unlessAll("pad", p.list("padding", rank), 0), unlessAll("dilation", p.list("dilation", rank), 1),
                   groups == 1 ? "" : std::to_string(groups) + " groups"});
}

std::vector<Param> transposedParams(std::size_t rank)
{
    return {integerParam("filters", "Filters", "Number of output channels.", 32, 1, 1e9),
            sizesParam("kernel", "Kernel", "Size of the window that each value is spread over", 3, rank),
            sizesParam("stride", "Stride", "How many times larger the output is: steps between the windows", 1, rank),
            sizesParam("padding", "Padding", "Values cut off at both ends of the output", 0, rank, 0),
            sizesParam("output_padding", "Output padding", "Values more at the end of the output, less than the stride or the dilation", 0, rank, 0),
            sizesParam("dilation", "Dilation", "Distance between the values that a window reaches", 1, rank),
            integerParam("groups", "Groups", "Parts into which channels and filters are split.", 1, 1, 1e9),
            flagParam("bias", "Bias", "Adds a trainable number to each filter; not needed before BatchNorm.", true), initializerParam()};
}

} // namespace

std::vector<LayerType> transposedConvolutionLayers()
{
    return {
        {.id = "conv_transpose1d", .title = "ConvTranspose1D", .summary = "Makes a sequence longer: spreads each step over a window with trained weights.",
         .explanation = "The reverse of Conv1D: where that gathers k steps into one, this spreads each step over k, s steps apart, and adds up "
                        "what overlaps: y[s t + d i - p] += W[i] x[t]. Decoders use it to come back from a short sequence to a long one. Sequences "
                        "are (N, T, F); the length becomes T' = (T - 1) s - 2p + d (k - 1) + o + 1 with the output padding o.",
         .aliases = {"transposed convolution 1d", "deconvolution 1d", "upsampling convolution 1d"}, .category = Category::Convolution,
         .params = transposedParams(1),
         .examples = {{"input(16,8) > conv_transpose1d(4, kernel=4, stride=2, padding=1)", "Twice as long"}},
         .build = buildTransposed<1>, .python = pythonTransposed<1>, .summarize = summarizeTransposed<1>,
         .formula = "T' = (T - 1) s - 2p + d (k - 1) + o + 1"},
        {.id = "conv_transpose2d", .title = "ConvTranspose2D", .summary = "Makes a picture larger: spreads each pixel over a window with trained weights.",
         .explanation = "The reverse of Conv2D: where that gathers a window of k × k pixels into one, this spreads each pixel over k × k, with the "
                        "windows s pixels apart, and adds up what overlaps. Decoders, generators and U-Nets use it to come back from small feature "
                        "maps to a picture. A kernel that the stride divides, such as 4 and 2, avoids a checkerboard. "
                        "H' = (H - 1) s - 2p + d (k - 1) + o + 1; the output padding o chooses among the sizes that a Conv2D of this stride makes equal.",
         .aliases = {"transposed convolution", "deconvolution", "deconv", "upconv", "fractionally strided convolution"}, .category = Category::Convolution,
         .params = transposedParams(2),
         .examples = {{"input(8,5,5) > conv_transpose2d(4, kernel=4, stride=2, padding=1)", "Twice the height and width"},
                      {"input(4,5,6) > conv_transpose2d(6, kernel=3x2, stride=2x3, padding=[1,0], output_padding=1, groups=2)", "Other factors down and across"}},
         .build = buildTransposed<2>, .python = pythonTransposed<2>, .summarize = summarizeTransposed<2>,
         .formula = "H' = (H - 1) s - 2p + d (k - 1) + o + 1"},
        {.id = "conv_transpose3d", .title = "ConvTranspose3D", .summary = "Makes a volume larger: spreads each voxel over a window with trained weights.",
         .explanation = "As ConvTranspose2D with one dimension more: each voxel of a volume (N, C, D, H, W) is spread over k × k × k, with the windows "
                        "s voxels apart, and what overlaps is added up. Networks that mark organs in scans use it on their way back to the full size. "
                        "D' = (D - 1) s - 2p + d (k - 1) + o + 1, and the same for H and W.",
         .aliases = {"transposed convolution 3d", "deconvolution 3d", "upsampling convolution 3d"}, .category = Category::Convolution,
         .params = transposedParams(3),
         .examples = {{"input(4,3,4,4) > conv_transpose3d(2, kernel=2, stride=2)", "Twice the size in each direction"}},
         .build = buildTransposed<3>, .python = pythonTransposed<3>, .summarize = summarizeTransposed<3>,
         .formula = "D' = (D - 1) s - 2p + d (k - 1) + o + 1"},
    };
}

} // namespace nodegrad
