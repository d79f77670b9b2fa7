#include <algorithm>
#include <cmath>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// A layer that has a number for each channel: (N, F), (N, C, L) as our (N, L, C), (N, C, H, W) or (N, C, D, H, W).
Status placeByChannel(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer)
{
    const auto given = canvas.value(node, 0);
    if (!given)
        return fail(given.error());
    const auto x = given->view.order.size() == 3 ? canvas.ordered(node, 0, {0, 2, 1}) : canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    layer.inputs = {*x};
    return placeInOrder(canvas, node, std::move(layer));
}

/// Weights of inputs `first`, `first` + 1, ... under the names in turn.
Result<std::vector<OnnxWeight>> weightsOf(OnnxCanvas& canvas, const OnnxNode& node, std::size_t first, std::initializer_list<const char*> names)
{
    std::vector<OnnxWeight> weights;
    for (const char* name : names) {
        auto weight = canvas.weight(node, first++, name);
        if (!weight)
            return fail(weight.error());
        weights.push_back(std::move(*weight));
    }
    return weights;
}

bool readsOutputs(OnnxCanvas& canvas, const OnnxNode& node)
{
    return std::any_of(node.outputs.begin() + 1, node.outputs.end(), [&](const std::string& output) { return canvas.readerCount(output) > 0; });
}

// --- BatchNormalization ---

Status applyBatchNorm(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (integerOf(node, "training_mode", 0) != 0 || integerOf(node, "spatial", 1) == 0 || readsOutputs(canvas, node))
        return refuseForm(node, "normalizes with the statistics of the present batch");
    auto weights = weightsOf(canvas, node, 1, {"weight", "bias", "running_mean", "running_var"});
    if (!weights)
        return fail(weights.error());
    weights->push_back({"num_batches_tracked", HostTensor(DType::Int64, {}), {}});
    // ONNX keeps this share of the old statistics, PyTorch takes it of the new ones.
    return placeByChannel(canvas, node, {.type = "batch_norm",
                                         .params = {{"eps", realOf(node, "epsilon", 1e-5)}, {"momentum", std::round((1 - realOf(node, "momentum", 0.9)) * 1e9) / 1e9}},
                                         .inputs = {}, .weights = std::move(*weights)});
}

// --- LayerNormalization ---

Status placeLayerNorm(OnnxCanvas& canvas, const OnnxNode& node, const std::string& type, bool hasBias, double eps)
{
    // Over the features alone, what stands before them may be in any order, such as (T, N, F).
    const auto given = canvas.value(node, 0);
    const bool isOverFeatures = given && given->view.hasWholeParts() && given->view.order.size() == given->spec.shape.size() && given->view.order.back() + 1 == given->view.order.size() &&
                                (integerOf(node, "axis", -1) == -1 || integerOf(node, "axis", -1) + 1 == static_cast<std::int64_t>(given->view.order.size()));
    const auto x = isOverFeatures ? given : canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    if (readsOutputs(canvas, node))
        return refuseForm(node, "gives its mean and deviation");
    const auto rank = static_cast<std::int64_t>(x->spec.shape.size());
    std::int64_t axis = integerOf(node, "axis", -1);
    axis += axis < 0 ? rank : 0;
    if (axis < 1 || axis >= rank)
        return refuseForm(node, "normalizes over the batch");
    auto weight = canvas.weight(node, 1, "weight");
    if (!weight)
        return fail(weight.error());
    const auto overLast = [&](OnnxWeight& numbers) { // (1, 1, F): sizes of 1 before those that are normalized
        Sizes sizes = numbers.tensor.shape();
        while (static_cast<std::int64_t>(sizes.size()) > rank - axis && sizes.front() == 1)
            sizes.erase(sizes.begin());
        numbers.tensor = numbers.tensor.reshaped(sizes);
    };
    overLast(*weight);
    OnnxLayer layer{.type = type, .params = {{"dims", rank - axis}, {"eps", realOf(node, "epsilon", eps)}}, .inputs = {*x}, .weights = {}};
    layer.weights.push_back(*weight);
    if (hasBias) {
        auto bias = inputOf(node, 2).empty() ? Result<OnnxWeight>(OnnxWeight{"bias", HostTensor(DType::Float32, weight->tensor.shape()), {}})
                                             : canvas.weight(node, 2, "bias");
        if (!bias)
            return fail(bias.error());
        overLast(*bias);
        layer.weights.push_back(std::move(*bias));
    }
    return placeInOrder(canvas, node, std::move(layer));
}

// --- InstanceNormalization, GroupNormalization (opset 21: one number a channel) ---

Status applyInstanceNorm(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto weights = weightsOf(canvas, node, 1, {"weight", "bias"});
    if (!weights)
        return fail(weights.error());
    return placeByChannel(canvas, node, {.type = "instance_norm", .params = {{"eps", realOf(node, "epsilon", 1e-5)}, {"affine", true}},
                                         .inputs = {}, .weights = std::move(*weights)});
}

Status applyGroupNorm(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (canvas.opset() < 21)
        return refuseForm(node, "has one scale a group");
    auto weights = weightsOf(canvas, node, 1, {"weight", "bias"});
    if (!weights)
        return fail(weights.error());
    return placeByChannel(canvas, node, {.type = "group_norm", .params = {{"groups", integerOf(node, "num_groups", 1)}, {"eps", realOf(node, "epsilon", 1e-5)}},
                                         .inputs = {}, .weights = std::move(*weights)});
}

Status applyLocalResponse(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeByChannel(canvas, node, {.type = "local_response_norm",
                                         .params = {{"size", integerOf(node, "size", 1)}, {"alpha", realOf(node, "alpha", 1e-4)},
                                                    {"beta", realOf(node, "beta", 0.75)}, {"k", realOf(node, "bias", 1)}},
                                         .inputs = {}, .weights = {}});
}

// --- Dropout, Identity: nothing happens when a network predicts ---

Status applyDropout(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (node.outputs.size() > 1 && canvas.readerCount(node.outputs[1]) > 0)
        return refuseForm(node, "gives its mask");
    return passThrough(canvas, node);
}

Status applyIdentity(OnnxCanvas& canvas, const OnnxNode& node)
{
    return passThrough(canvas, node);
}

} // namespace

std::vector<OnnxRule> onnxNormalizationRules()
{
    return {{"BatchNormalization", "batch_norm", applyBatchNorm},
            {"LayerNormalization", "layer_norm", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeLayerNorm(canvas, node, "layer_norm", true, 1e-5); }},
            {"RMSNormalization", "rms_norm", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeLayerNorm(canvas, node, "rms_norm", false, 1e-5); }},
            {"InstanceNormalization", "instance_norm", applyInstanceNorm},
            {"GroupNormalization", "group_norm", applyGroupNorm},
            {"LRN", "local_response_norm", applyLocalResponse},
            {"Dropout", "", applyDropout},
            {"Identity", "", applyIdentity}};
}

} // namespace nodegrad
