#include <algorithm>
#include <cmath>

#include "core/importers/onnx_resize.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

using Order = std::vector<std::size_t>;

/// Our order of the file's sizes in which size `channel` is where layers have their features: the last of a sequence (N, T, F), the
/// second of pictures and volumes.
Order orderWithChannel(std::size_t rank, std::size_t channel)
{
    Order order(rank, 0);
    std::size_t next = rank == 3 ? 1 : 2;
    for (std::size_t i = 1; i < rank; ++i)
        order[i] = i == channel ? (rank == 3 ? 2 : 1) : next++;
    return order;
}

/// A size that is in none of `changed`: channels if possible. 0 when all change.
std::size_t unchanged(const std::vector<bool>& changed)
{
    for (std::size_t i = 1; i < changed.size(); ++i)
        if (!changed[i])
            return i;
    return 0;
}

// --- Resize, Upsample ---

/// y = matrix x + bias along size `axis`: a layer of one point with fixed weights, in which that size stands for the channels.
Result<PlacedValue> mixedAlong(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& value, std::size_t axis, const ResizedDim& dim, const Resampling& by)
{
    const std::size_t rank = value.view.order.size();
    const auto x = canvas.ordered(value, orderWithChannel(rank, axis));
    if (!x)
        return fail(x.error());
    const bool isDense = rank <= 3;
    Sizes shape{dim.out, dim.in};
    shape.resize(isDense ? 2 : rank, 1);
    OnnxLayer layer{.type = isDense ? "dense" : "conv" + std::to_string(rank - 2) + "d", .params = {{isDense ? "units" : "filters", dim.out}, {"bias", !by.bias.empty()}},
                    .inputs = {*x}, .weights = {{"weight", HostTensor::ofFloats(shape, by.matrix), ""}}, .frozen = true};
    if (!isDense)
        layer.params.set("kernel", Sizes(rank - 2, 1));
    if (!by.bias.empty())
        layer.weights.push_back({"bias", HostTensor::ofFloats({dim.out}, by.bias), ""});
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x->view.order;
    return outputs->front();
}

/// The Upsample layer where one of its modes does exactly this; nothing otherwise.
Result<std::optional<PlacedValue>> placeUpsample(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& value, const std::vector<ResizedDim>& dims,
                                                 const std::vector<std::optional<Resampling>>& wanted)
{
    std::vector<bool> changed;
    for (const auto& one : wanted)
        changed.push_back(one.has_value());
    const std::size_t rank = dims.size(), channel = unchanged(changed);
    if (rank < 3 || channel == 0)
        return std::optional<PlacedValue>{};
    const auto fits = [&](const std::string& mode, bool aligns) {
        for (std::size_t i = 1; i < rank; ++i)
            if (wanted[i] && !isSame(*wanted[i], layerResampling(mode, aligns, dims[i].in, dims[i].out)))
                return false;
        return mode != "cubic" || rank == 4;
    };
    const std::string mode = textOf(node, "mode", "nearest");
    const bool fitsCorners = mode != "nearest" && fits(mode, true);
    if (!fitsCorners && !fits(mode, false))
        return std::optional<PlacedValue>{};
    const auto x = canvas.ordered(value, orderWithChannel(rank, channel));
    if (!x)
        return fail(x.error());
    Sizes size;
    bool isWhole = true; // the same whole factor everywhere
    for (std::size_t i = 1; i < rank; ++i) {
        if (i == channel)
            continue;
        size.push_back(dims[i].out);
        isWhole &= dims[i].out % dims[i].in == 0 && dims[i].out / dims[i].in == size.front() / dims[channel == 1 ? 2 : 1].in;
    }
    ParamValues params{{"mode", mode}};
    if (fitsCorners && !fits(mode, false))
        params.set("align_corners", true);
    if (isWhole)
        params.set("scale", static_cast<double>(size.front() / dims[channel == 1 ? 2 : 1].in));
    else
        params.set("size", size);
    auto outputs = canvas.place(node, {.type = "upsample", .params = std::move(params), .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x->view.order;
    return std::optional(outputs->front());
}

Status applyResize(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    const auto dims = resizedDims(node, canvas.values(), canvas.opset(), canvas.fixedBatch());
    if (!dims)
        return refuseForm(node, "takes its new sizes from a computation");
    if (dims->front().out != dims->front().in)
        return refuseForm(node, "changes the number of samples");
    std::vector<std::optional<Resampling>> wanted(dims->size());
    for (std::size_t i = 1; i < dims->size(); ++i) {
        auto made = resamplingOf(node, (*dims)[i], canvas.opset());
        if (!made)
            return refuseForm(node, "samples in a way or to a size that is not known");
        const ResizedDim& dim = (*dims)[i];
        if (dim.in != dim.out || !isSame(*made, layerResampling("nearest", false, dim.in, dim.in)))
            wanted[i] = std::move(*made);
    }
    if (std::ranges::none_of(wanted, [](const auto& one) { return one.has_value(); }))
        return passThrough(canvas, node);
    const auto upsampled = placeUpsample(canvas, node, *x, *dims, wanted);
    if (!upsampled)
        return fail(upsampled.error());
    if (*upsampled) {
        canvas.define(node.outputs[0], **upsampled);
        return {};
    }
    for (std::size_t i = 1; i < dims->size(); ++i) {
        if (!wanted[i])
            continue;
        x = mixedAlong(canvas, node, *x, i, (*dims)[i], *wanted[i]);
        if (!x)
            return fail(x.error());
    }
    canvas.define(node.outputs[0], *x);
    return {};
}

// --- Pad ---

struct Side {
    std::int64_t before = 0, after = 0;
};

/// Negative padding cuts.
Result<PlacedValue> cutAlong(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& x, std::size_t axis, Side side)
{
    const auto dim = static_cast<std::int64_t>(x.view.order[axis]);
    const std::int64_t size = x.view.parts[static_cast<std::size_t>(dim)], start = std::max<std::int64_t>(0, -side.before), cut = std::max<std::int64_t>(0, -side.after);
    if (start + cut >= size)
        return refuseForm(node, "cuts all that there is");
    auto outputs = canvas.place(node, {.type = "slice", .params = {{"start", start}, {"stop", -cut}, {"dim", dim}}, .inputs = {x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x.view.order;
    return outputs->front();
}

/// Pads the file's sizes `sides`; size `channel` of the file is left as it is.
Result<PlacedValue> paddedAround(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& value, std::size_t channel, const std::vector<Side>& sides, const ParamValues& how)
{
    const std::size_t rank = sides.size();
    const auto x = canvas.ordered(value, orderWithChannel(rank, channel));
    if (!x)
        return fail(x.error());
    Sizes all;
    for (std::size_t i = 1; i < rank; ++i)
        if (i != channel)
            all.insert(all.end(), {std::max<std::int64_t>(0, sides[i].before), std::max<std::int64_t>(0, sides[i].after)});
    ParamValues params = how;
    params.set("sides", all);
    auto outputs = canvas.place(node, {.type = "pad", .params = std::move(params), .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x->view.order;
    return outputs->front();
}

Result<ParamValues> paddingWay(const OnnxCanvas& canvas, const OnnxNode& node)
{
    static const std::map<std::string, std::string> modes{{"constant", "constant"}, {"reflect", "reflect"}, {"edge", "replicate"}, {"wrap", "circular"}};
    const auto mode = modes.find(textOf(node, "mode", "constant"));
    if (mode == modes.end())
        return refuseForm(node, "pads in the mode '" + textOf(node, "mode", "") + "'");
    double value = realOf(node, "value", 0);
    if (!inputOf(node, 2).empty()) {
        const HostTensor* given = canvas.constant(inputOf(node, 2));
        if (!given || given->count() != 1)
            return refuseForm(node, "takes the value of its padding from a computation");
        value = given->number(0);
    }
    ParamValues params{{"mode", mode->second}};
    if (mode->second == "constant" && value != 0)
        params.set("value", std::clamp(std::isnan(value) ? 0 : value, -1e30, 1e30));
    return params;
}

Status applyPad(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto x = canvas.value(node, 0);
    if (x && !x->view.hasWholeParts())
        x = canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    const std::size_t rank = x->view.order.size();
    const auto pads = paddingOf(node, canvas.values(), rank);
    const auto how = paddingWay(canvas, node);
    if (!how)
        return fail(how.error());
    if (!pads)
        return refuseForm(node, "takes its sides from a computation");
    std::vector<Side> sides;
    std::vector<bool> grows;
    for (std::size_t i = 0; i < rank; ++i) {
        sides.push_back({(*pads)[i], (*pads)[i + rank]});
        grows.push_back(sides[i].before > 0 || sides[i].after > 0);
        if (i == 0 && (sides[i].before != 0 || sides[i].after != 0))
            return refuseForm(node, "changes the number of samples");
        if (sides[i].before >= 0 && sides[i].after >= 0)
            continue;
        x = cutAlong(canvas, node, *x, i, sides[i]);
        if (!x)
            return fail(x.error());
    }
    if (rank < 3 && grows.back())
        return refuseForm(node, "adds features to a vector");
    if (std::ranges::find(grows, true) == grows.end()) {
        canvas.define(node.outputs[0], *x);
        return {};
    }
    if (unchanged(grows) == 0) { // one layer leaves one size as it is: the first in a turn of its own
        std::vector<Side> first(rank);
        std::swap(first[1], sides[1]);
        x = paddedAround(canvas, node, *x, 2, first, *how);
        grows[1] = false;
        if (!x)
            return fail(x.error());
    }
    x = paddedAround(canvas, node, *x, unchanged(grows), sides, *how);
    if (!x)
        return fail(x.error());
    canvas.define(node.outputs[0], *x);
    return {};
}

} // namespace

std::vector<OnnxRule> onnxResamplingRules()
{
    return {{"Resize", "upsample", applyResize}, {"Upsample", "upsample", applyResize}, {"Pad", "pad", applyPad}};
}

} // namespace nodegrad
