#include <algorithm>

#include "core/importers/onnx_rules.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

namespace {

/// Defines the output of a layer that dropped the dimensions `dims` (of the file), which the file may keep with size 1.
Status defineReduced(OnnxCanvas& canvas, const OnnxNode& node, PlacedValue value, const Sizes& before, const Sizes& axes)
{
    if (integerOf(node, "keepdims", 1) != 0) {
        Sizes kept = before;
        for (const std::int64_t axis : axes)
            kept[static_cast<std::size_t>(axis)] = 1;
        const auto view = reshapedView(value.view, kept);
        if (!view)
            return refuseForm(node, "keeps sizes of 1 between others");
        value.view = *view;
    }
    canvas.define(node.outputs[0], value);
    return {};
}

/// Is this what GlobalAveragePool does? All sides of a feature map, or the time of a sequence (under any order).
bool isGlobalMean(const PlacedValue& x, const Sizes& dims)
{
    const Sizes sides = x.spec.kind == Kind::Image ? Sizes{2, 3} : x.spec.kind == Kind::Sequence ? Sizes{1} : Sizes{};
    return !sides.empty() && dims == sides;
}

Status placeReduction(OnnxCanvas& canvas, const OnnxNode& node, const std::string& type, ParamValues params = {})
{
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    const std::size_t rank = x->view.order.size();
    auto axes = axesOf(node, 1, canvas.values(), rank);
    if (!axes)
        return refuseForm(node, "takes its dimensions from a computation");
    if (axes->empty() && integerOf(node, "noop_with_empty_axes", 0) != 0)
        return passThrough(canvas, node);
    if (axes->empty())
        return refuseForm(node, "runs over the batch as well");
    std::ranges::sort(*axes);
    if (!x->view.hasWholeParts())
        x = canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    Sizes dims;
    for (const std::int64_t axis : *axes) {
        const auto dim = dimensionOf(*x, axis);
        if (!dim || *dim == 0)
            return refuseForm(node, "runs over the batch as well");
        dims.push_back(*dim);
    }
    std::ranges::sort(dims);
    const Sizes before = x->view.fileSizes();
    OnnxLayer layer{.type = type, .params = std::move(params), .inputs = {*x}, .weights = {}};
    const bool isGlobal = type == "reduce_mean" && isGlobalMean(*x, dims);
    if (isGlobal)
        layer = {.type = "global_average_pool", .params = {}, .inputs = {*x}, .weights = {}};
    else
        layer.params.set("dims", dims);
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    // The sizes that are left, in the file's order.
    std::vector<std::size_t> order;
    for (const std::size_t part : x->view.order)
        if (std::ranges::find(dims, static_cast<std::int64_t>(part)) == dims.end())
            order.push_back(part - static_cast<std::size_t>(std::ranges::count_if(dims, [&](std::int64_t dim) { return dim < static_cast<std::int64_t>(part); })));
    outputs->front().view.order = order;
    return defineReduced(canvas, node, outputs->front(), before, *axes);
}

template <const char* type> Status apply(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeReduction(canvas, node, type);
}

constexpr char kMean[] = "reduce_mean", kSum[] = "reduce_sum", kMax[] = "reduce_max", kMin[] = "reduce_min", kProduct[] = "reduce_product",
               kLogSumExp[] = "reduce_logsumexp";

} // namespace

std::vector<OnnxRule> onnxReductionRules()
{
    return {{"ReduceMean", kMean, apply<kMean>},
            {"ReduceSum", kSum, apply<kSum>},
            {"ReduceMax", kMax, apply<kMax>},
            {"ReduceMin", kMin, apply<kMin>},
            {"ReduceProd", kProduct, apply<kProduct>},
            {"ReduceLogSumExp", kLogSumExp, apply<kLogSumExp>},
            {"ReduceL1", "reduce_norm", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeReduction(canvas, node, "reduce_norm", {{"order", std::string("l1")}}); }},
            {"ReduceL2", "reduce_norm", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeReduction(canvas, node, "reduce_norm", {{"order", std::string("l2")}}); }}};
}

} // namespace nodegrad
