#include <algorithm>

#include "core/importers/onnx_rules.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kMostWindow = 1 << 24; ///< of a kernel, a step, a padding

/// How a window slides, as the file says it.
struct Window {
    Sizes kernel, stride, dilation, before, after;
};

Result<Window> windowOf(const OnnxNode& node, const Sizes& kernel, const Sizes& places)
{
    const std::size_t rank = kernel.size();
    Window window{kernel, integersOf(node, "strides", Sizes(rank, 1)), integersOf(node, "dilations", Sizes(rank, 1)), Sizes(rank, 0), Sizes(rank, 0)};
    const Sizes pads = integersOf(node, "pads", Sizes(2 * rank, 0));
    const std::string automatic = textOf(node, "auto_pad", "NOTSET");
    if (window.stride.size() != rank || window.dilation.size() != rank || pads.size() != 2 * rank || integersOf(node, "kernel_shape", kernel) != kernel)
        return refuseForm(node, "does not say the same number of sizes everywhere");
    for (std::size_t i = 0; i < rank; ++i) {
        const auto isSane = [](std::int64_t number) { return number >= 1 && number <= kMostWindow; };
        if (!isSane(window.stride[i]) || !isSane(window.dilation[i]) || !isSane(kernel[i]) || places[i] < 0 || places[i] >= kBatchSize)
            return refuseForm(node, "has a step or a window of no size");
        if (std::min(pads[i], pads[i + rank]) < 0 || std::max(pads[i], pads[i + rank]) > kMostWindow)
            return refuseForm(node, "pads by an absurd number");
        if (automatic == "NOTSET") {
            window.before[i] = pads[i];
            window.after[i] = pads[i + rank];
        } else if (automatic != "VALID") { // SAME: as many places as strides fit
            const std::int64_t reach = window.dilation[i] * (kernel[i] - 1) + 1, count = (places[i] + window.stride[i] - 1) / window.stride[i];
            const std::int64_t total = std::max<std::int64_t>(0, (count - 1) * window.stride[i] + reach - places[i]);
            window.before[i] = automatic == "SAME_LOWER" ? total - total / 2 : total / 2;
            window.after[i] = total - window.before[i];
        }
    }
    return window;
}

/// Pads before the layer where it cannot do so itself: unequally, or by more than half a window. The window pads no more then.
Result<PlacedValue> paddedBefore(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& x, Window& window, double value)
{
    Sizes sides;
    for (std::size_t i = 0; i < window.before.size(); ++i) {
        sides.push_back(window.before[i]);
        sides.push_back(window.after[i]);
    }
    auto outputs = canvas.place({.opType = node.opType + " with unequal padding"}, {.type = "pad", .params = {{"sides", sides}, {"value", value}}, .inputs = {x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x.view.order;
    window.before = window.after = Sizes(window.before.size(), 0);
    return outputs->front();
}

/// The layer's padding: the same on both sides, or its own "same"; nothing when it differs from side to side.
std::optional<ParamValue> paddingOf(const Window& window)
{
    Sizes before, after;
    for (std::size_t i = 0; i < window.kernel.size(); ++i) {
        const std::int64_t total = window.dilation[i] * (window.kernel[i] - 1);
        before.push_back(total / 2);
        after.push_back(total - total / 2);
    }
    const bool isZero = std::ranges::all_of(window.before, [](std::int64_t size) { return size == 0; });
    if (window.before == window.after && isZero)
        return ParamValue(std::string("valid"));
    if (window.before == before && window.after == after)
        return ParamValue(std::string("same"));
    if (window.before != window.after)
        return std::nullopt;
    return ParamValue(window.before);
}

/// The input as the layer takes it: sequences are (N, T, F) for us.
Result<PlacedValue> convolvedInput(OnnxCanvas& canvas, const OnnxNode& node, std::size_t rank)
{
    return rank == 1 ? canvas.ordered(node, 0, {0, 2, 1}) : canvas.plain(node, 0);
}

/// Takes the bias, where there is one, behind the weight that `layer` holds already.
Status placeConvolution(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer, std::size_t rank)
{
    if (!inputOf(node, 2).empty()) {
        auto bias = canvas.weight(node, 2, "bias");
        if (!bias)
            return fail(bias.error());
        layer.weights.push_back(std::move(*bias));
    }
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    if (rank == 1)
        outputs->front().view.order = {0, 2, 1};
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// --- Conv ---

Status applyConv(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto weight = canvas.weight(node, 1, "weight");
    if (!weight)
        return fail(weight.error());
    const OnnxValue* facts = canvas.facts(inputOf(node, 0));
    if (weight->tensor.rank() < 3 || weight->tensor.rank() > 5 || !facts || !facts->sizes || facts->sizes->size() != weight->tensor.rank())
        return refuseForm(node, "convolves over other than one to three dimensions");
    const Sizes& shape = weight->tensor.shape();
    const std::size_t rank = shape.size() - 2;
    auto window = windowOf(node, {shape.begin() + 2, shape.end()}, {facts->sizes->begin() + 2, facts->sizes->end()});
    if (!window)
        return fail(window.error());
    auto x = convolvedInput(canvas, node, rank);
    if (x && !paddingOf(*window))
        x = paddedBefore(canvas, node, *x, *window, 0);
    if (!x)
        return fail(x.error());
    const bool hasBias = !inputOf(node, 2).empty();
    OnnxLayer layer{.type = "conv" + std::to_string(rank) + "d",
                    .params = {{"filters", shape[0]}, {"kernel", window->kernel}, {"stride", window->stride},
                               {"padding", *paddingOf(*window)}, {"dilation", window->dilation},
                               {"groups", integerOf(node, "group", 1)}, {"bias", hasBias}},
                    .inputs = {*x}, .weights = {}};
    layer.weights.push_back(std::move(*weight));
    return placeConvolution(canvas, node, std::move(layer), rank);
}

/// Takes `count` places from the end of size `axis` of what the node gives.
Status cutBehind(OnnxCanvas& canvas, const OnnxNode& node, std::size_t axis, std::int64_t count)
{
    const PlacedValue value = *canvas.placed(node.outputs[0]);
    auto outputs = canvas.place({.opType = "Slice"}, {.type = "slice", .params = {{"stop", -count}, {"dim", static_cast<std::int64_t>(value.view.order[axis])}}, .inputs = {value}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = value.view.order;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// --- ConvTranspose: the weight is (in, out / groups, ...) there and here ---

Status applyConvTranspose(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto weight = canvas.weight(node, 1, "weight");
    if (!weight)
        return fail(weight.error());
    if (weight->tensor.rank() < 3 || weight->tensor.rank() > 5)
        return refuseForm(node, "convolves over other than one to three dimensions");
    const Sizes& shape = weight->tensor.shape();
    const std::size_t rank = shape.size() - 2;
    const std::int64_t groups = integerOf(node, "group", 1);
    const auto window = windowOf(node, {shape.begin() + 2, shape.end()}, Sizes(rank, 0));
    if (!window)
        return fail(window.error());
    const auto x = convolvedInput(canvas, node, rank);
    if (!x)
        return fail(x.error());
    Sizes cut = window->before, added = integersOf(node, "output_padding", Sizes(rank, 0)), beyond(rank, 0);
    const Sizes places = x->view.fileSizes();
    const auto isAbsurd = [](std::int64_t size) { return size < 0 || size > kMostWindow; };
    if (std::ranges::any_of(added, isAbsurd) || std::ranges::any_of(integersOf(node, "output_shape"), isAbsurd))
        return refuseForm(node, "asks for an absurd size");
    if (const Sizes wanted = integersOf(node, "output_shape"); wanted.size() == rank && added.size() == rank && places.size() == rank + 2)
        for (std::size_t i = 0; i < rank; ++i) { // what is too much is cut from both sides, what is missing added at the end
            const std::int64_t plain = (places[i + 2] - 1) * window->stride[i] + (window->kernel[i] - 1) * window->dilation[i] + 1;
            if (plain < wanted[i])
                added[i] = wanted[i] - plain;
            else if ((plain + added[i] - wanted[i]) % 2 != 0)
                return refuseForm(node, "cuts its two sides unequally");
            cut[i] = std::max<std::int64_t>(0, plain + added[i] - wanted[i]) / 2;
        }
    else if (hasAttribute(node, "output_shape") || added.size() != rank || textOf(node, "auto_pad", "NOTSET") != "NOTSET")
        return refuseForm(node, "cuts its two sides unequally");
    else
        for (std::size_t i = 0; i < rank; ++i) { // the layer cuts both sides alike; what is missing behind is added, what is too much cut after it
            added[i] += std::max<std::int64_t>(0, window->before[i] - window->after[i]);
            beyond[i] = std::max<std::int64_t>(0, window->after[i] - window->before[i]);
        }
    const bool hasBias = !inputOf(node, 2).empty();
    OnnxLayer layer{.type = "conv_transpose" + std::to_string(rank) + "d",
                    .params = {{"filters", shape[1] * groups}, {"kernel", window->kernel}, {"stride", window->stride},
                               {"padding", cut},
                               {"output_padding", added},
                               {"dilation", window->dilation}, {"groups", groups}, {"bias", hasBias}},
                    .inputs = {*x}, .weights = {}};
    layer.weights.push_back(std::move(*weight));
    if (const Status placed = placeConvolution(canvas, node, std::move(layer), rank); !placed)
        return placed;
    for (std::size_t i = 0; i < rank; ++i)
        if (beyond[i] > 0)
            if (const Status placed = cutBehind(canvas, node, i + 2, beyond[i]); !placed)
                return placed;
    return {};
}

// --- MaxPool, AveragePool ---

/// Padding of a pool, and whether it rounds up. Rows that only the rounding adds are written as padding behind by some programs.
/// Nothing when the layer cannot pad so.
struct PoolPadding {
    Sizes padding;
    bool roundsUp;
};
std::optional<PoolPadding> poolPadding(const OnnxNode& node, const Window& window, const Sizes& places, bool maySpill)
{
    const bool roundsUp = integerOf(node, "ceil_mode", 0) != 0;
    if (window.before == window.after) {
        for (std::size_t i = 0; i < places.size(); ++i)
            if (window.before[i] > window.kernel[i] / 2)
                return std::nullopt;
        return PoolPadding{window.before, roundsUp};
    }
    if (roundsUp || !maySpill)
        return std::nullopt;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::int64_t reach = window.dilation[i] * (window.kernel[i] - 1) + 1, free = places[i] + 2 * window.before[i] - reach;
        std::int64_t up = free < 0 ? 0 : (free + window.stride[i] - 1) / window.stride[i] + 1;
        if ((up - 1) * window.stride[i] >= places[i] + window.before[i])
            --up;
        const std::int64_t count = (places[i] + window.before[i] + window.after[i] - reach) / window.stride[i] + 1;
        if (window.after[i] < window.before[i] || count != up)
            return std::nullopt;
    }
    return PoolPadding{window.before, true};
}

Status placePool(OnnxCanvas& canvas, const OnnxNode& node, const std::string& stem, bool isMax)
{
    const Sizes kernel = integersOf(node, "kernel_shape");
    const OnnxValue* facts = canvas.facts(inputOf(node, 0));
    const std::size_t rank = kernel.size();
    if (rank < 1 || rank > 3 || !facts || !facts->sizes || facts->sizes->size() != rank + 2)
        return refuseForm(node, "pools over other than one to three dimensions");
    if (node.outputs.size() > 1 && canvas.readerCount(node.outputs[1]) > 0)
        return refuseForm(node, "gives the places of the largest values");
    const Sizes places(facts->sizes->begin() + 2, facts->sizes->end());
    auto window = windowOf(node, kernel, places);
    if (!window)
        return fail(window.error());
    if (!findLayer(stem + std::to_string(rank) + "d"))
        return fail("import.no_layer", {{"op", node.opType}});
    const bool counts = integerOf(node, "count_include_pad", 0) != 0;
    auto padding = poolPadding(node, *window, places, isMax || !counts);
    auto x = convolvedInput(canvas, node, rank);
    const LayerType& type = *findLayer(stem + std::to_string(rank) + "d");
    const bool hasPadding = window->before != Sizes(rank, 0) || window->after != Sizes(rank, 0) || integerOf(node, "ceil_mode", 0) != 0;
    if (!isMax && !counts && hasPadding && !findParam(type.params, "count_include_pad"))
        return fail("import.no_layer", {{"op", node.opType + " that leaves its padding out of the mean"}});
    if (x && !padding) {
        if (!isMax && !counts)
            return refuseForm(node, "leaves unequal padding out of the mean");
        x = paddedBefore(canvas, node, *x, *window, isMax ? -1e30 : 0);
        padding = PoolPadding{window->before, integerOf(node, "ceil_mode", 0) != 0};
    }
    if (!x)
        return fail(x.error());
    OnnxLayer layer{.type = stem + std::to_string(rank) + "d",
                    .params = {{"kernel", kernel}, {"padding", padding->padding}, {"ceil_mode", padding->roundsUp}},
                    .inputs = {*x}, .weights = {}};
    if (window->stride != kernel)
        layer.params.set("stride", window->stride);
    const bool isDilated = std::ranges::any_of(window->dilation, [](std::int64_t step) { return step != 1; });
    const bool isPadded = std::ranges::any_of(padding->padding, [](std::int64_t size) { return size != 0; }) || padding->roundsUp;
    if (isDilated)
        layer.params.set("dilation", window->dilation);
    if (!isMax && isPadded && !counts)
        layer.params.set("count_include_pad", false);
    if (!isMax && isPadded && counts && padding->roundsUp)
        return refuseForm(node, "counts its padding and rounds up");
    if (isDilated && !findParam(type.params, "dilation"))
        return fail("import.no_layer", {{"op", node.opType + " with gaps in its windows"}});
    return placeConvolution(canvas, node, std::move(layer), rank);
}

// --- LpPool: zeros around it add nothing to a norm ---

Status applyLpPool(OnnxCanvas& canvas, const OnnxNode& node)
{
    const Sizes kernel = integersOf(node, "kernel_shape");
    const OnnxValue* facts = canvas.facts(inputOf(node, 0));
    const std::size_t rank = kernel.size();
    const std::int64_t norm = integerOf(node, "p", 2);
    if (rank < 1 || rank > 3 || !facts || !facts->sizes || facts->sizes->size() != rank + 2)
        return refuseForm(node, "pools over other than one to three dimensions");
    const LayerType& type = *findLayer("lp_pool" + std::to_string(rank) + "d");
    const Param& power = *findParam(type.params, "norm");
    if (static_cast<double>(norm) < power.minimum || static_cast<double>(norm) > power.maximum)
        return refuseForm(node, "takes the power " + std::to_string(norm));
    auto window = windowOf(node, kernel, Sizes(facts->sizes->begin() + 2, facts->sizes->end()));
    if (!window)
        return fail(window.error());
    if (window->dilation != Sizes(rank, 1))
        return fail("import.no_layer", {{"op", node.opType + " with gaps in its windows"}});
    if (integerOf(node, "ceil_mode", 0) != 0)
        return refuseForm(node, "rounds up"); // our layer counts a window that is cut off as if it were whole, as PyTorch's does
    auto x = convolvedInput(canvas, node, rank);
    if (x && (window->before != Sizes(rank, 0) || window->after != Sizes(rank, 0)))
        x = paddedBefore(canvas, node, *x, *window, 0);
    if (!x)
        return fail(x.error());
    OnnxLayer layer{.type = type.id, .params = {{"kernel", kernel}, {"stride", window->stride}, {"norm", norm}}, .inputs = {*x}, .weights = {}};
    return placeConvolution(canvas, node, std::move(layer), rank);
}

// --- GlobalAveragePool: keeps sizes of 1, which our layer drops ---

Status placeGlobalPool(OnnxCanvas& canvas, const OnnxNode& node, const std::string& type)
{
    const OnnxValue* facts = canvas.facts(inputOf(node, 0));
    if (!facts || !facts->sizes || facts->sizes->size() < 3)
        return refuseForm(node, "pools over no dimension");
    const std::size_t rank = facts->sizes->size() - 2;
    const auto x = convolvedInput(canvas, node, rank);
    if (!x)
        return fail(x.error());
    auto outputs = canvas.place(node, {.type = type, .params = {}, .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    Sizes seen = outputs->front().view.fileSizes();
    seen.resize(rank + 2, 1);
    const auto view = reshapedView(outputs->front().view, seen);
    if (!view)
        return refuseForm(node, "gives other sizes than its layer");
    outputs->front().view = *view;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// --- pools to a number of places: what script_rules.h writes ---

Status placeAdaptive(OnnxCanvas& canvas, const OnnxNode& node, const std::string& stem)
{
    const Sizes size = integersOf(node, "size");
    const auto x = convolvedInput(canvas, node, size.size());
    if (!x)
        return fail(x.error());
    return placeConvolution(canvas, node, {.type = stem + std::to_string(size.size()) + "d", .params = {{"output", size}}, .inputs = {*x}, .weights = {}}, size.size());
}

} // namespace

std::vector<OnnxRule> onnxConvolutionRules()
{
    return {{"Conv", "conv2d", applyConv}, {"ConvTranspose", "conv_transpose2d", applyConvTranspose}};
}

std::vector<OnnxRule> onnxPoolingRules()
{
    return {{"MaxPool", "max_pool2d", [](OnnxCanvas& canvas, const OnnxNode& node) { return placePool(canvas, node, "max_pool", true); }},
            {"AveragePool", "average_pool2d", [](OnnxCanvas& canvas, const OnnxNode& node) { return placePool(canvas, node, "average_pool", false); }},
            {"LpPool", "lp_pool2d", applyLpPool},
            {"nodegrad:AdaptiveMaxPool", "adaptive_max_pool2d", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeAdaptive(canvas, node, "adaptive_max_pool"); }},
            {"nodegrad:AdaptiveAveragePool", "adaptive_average_pool2d", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeAdaptive(canvas, node, "adaptive_average_pool"); }},
            {"GlobalAveragePool", "global_average_pool", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeGlobalPool(canvas, node, "global_average_pool"); }},
            {"GlobalMaxPool", "global_max_pool", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeGlobalPool(canvas, node, "global_max_pool"); }}};
}

} // namespace nodegrad
