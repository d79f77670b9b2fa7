#include "core/layers/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

// --- unfold: the op gives windows as columns, a sequence has them as steps ---

/// An empty stride stands for the kernel: patches side by side.
List strideOf(const ParamValues& p)
{
    return p.list("stride").empty() ? p.list("kernel", 2) : p.list("stride", 2);
}

Values buildUnfold(Builder& b, const ParamValues& p, const Values& in)
{
    const Value columns = b.call1("unfold", {b.needKind(in[0], {Kind::Image})},
                                  {{"kernel", p.list("kernel", 2)}, {"stride", strideOf(p)}, {"padding", p.list("padding", 2)}, {"dilation", p.list("dilation", 2)}});
    return {b.call1("permute", {columns}, {{"dims", List{0, 2, 1}}})};
}

PythonUse pythonUnfold(const ParamValues& p, const Specs&)
{
    return {pythonCall("nn.Unfold", {pythonSizes(p.list("kernel", 2)), pythonUnless("dilation", pythonSizes(p.list("dilation", 2)), "1"),
                                     pythonUnless("padding", pythonSizes(p.list("padding", 2)), "0"), pythonUnless("stride", pythonSizes(strideOf(p)), "1")}),
            "{self}({0}).transpose(1, 2)", {}};
}

std::string summarizeUnfold(const ParamValues& p)
{
    const List kernel = p.list("kernel", 2), stride = strideOf(p);
    return dotted({timesText(kernel), stride == kernel ? "" : "stride " + timesText(stride), unlessAll("pad", p.list("padding", 2), 0),
                   unlessAll("dilation", p.list("dilation", 2), 1)});
}

} // namespace

std::vector<LayerType> patchLayers()
{
    return {
        {.id = "unfold", .title = "Unfold", .summary = "Cuts a picture into windows and gives them as a sequence.",
         .explanation = "A window of k × k pixels slides over the picture (N, C, H, W), and what it sees at each place becomes one step of a sequence (N, L, C k k), "
                        "channel by channel, row by row: L = H' W' steps of F = C k k numbers, H' = floor((H + 2p - d (k - 1) - 1) / s) + 1. Windows side by side "
                        "are the patches that a vision transformer reads like the words of a text; a Dense layer behind it makes a Conv2D of the two.",
         .aliases = {"im2col", "patches", "extract patches"}, .category = Category::Reshape,
         .params = {sizesParam("kernel", "Kernel", "Size of the window", 2, 2),
                    withMaximum(listParam("stride", "Stride", "Steps of the window; empty: as large as the kernel, side by side.", {}, 2), 1e6),
                    sizesParam("padding", "Padding", "Rows and columns of zeros at both ends", 0, 2, 0),
                    sizesParam("dilation", "Dilation", "Distance between the values that a window takes", 1, 2)},
         .examples = {{"input(3,8,8) > unfold(4)", "Four patches of 48 numbers"},
                      {"input(2,6,7) > unfold(3x2, stride=1, padding=1)", "Every place of the picture"}},
         .build = buildUnfold, .python = pythonUnfold, .summarize = summarizeUnfold, .formula = "L = H' W', F = C k k"},
    };
}

} // namespace nodegrad
