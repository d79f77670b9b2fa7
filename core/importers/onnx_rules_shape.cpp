#include <algorithm>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

// --- Reshape, Flatten, Squeeze, Unsqueeze: all say new sizes for the same values ---

/// Product without the first size.
std::int64_t sampleCount(const Sizes& sizes)
{
    std::int64_t count = 1;
    for (std::size_t i = 1; i < sizes.size(); ++i)
        count *= sizes[i];
    return count;
}

Status applyReshape(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    const OnnxValue* facts = canvas.facts(node.outputs[0]);
    if (!facts || !facts->sizes)
        return refuseForm(node, "gives sizes that are not known beforehand");
    const Sizes& target = *facts->sizes;
    if (const auto view = reshapedView(x->view, target)) {
        PlacedValue same = *x;
        same.view = *view;
        canvas.define(node.outputs[0], same);
        return {};
    }
    if (target.empty() || target.front() != kBatchSize || std::ranges::count_if(target, [](std::int64_t size) { return size >= kBatchSize; }) != 1)
        return refuseForm(node, "mixes the batch with other sizes");
    const auto plain = canvas.plain(node, 0);
    if (!plain)
        return fail(plain.error());
    const Sizes from = plain->view.fileSizes();
    if (sampleCount(from) != sampleCount(target))
        return refuseForm(node, "gives sizes that do not fit its input");
    // The last sizes become one: that is what Flatten says.
    const std::size_t kept = target.size() - 1;
    if (kept >= 1 && kept < from.size() && std::equal(target.begin(), target.begin() + static_cast<std::ptrdiff_t>(kept), from.begin()))
        return placeOne(canvas, node, {.type = "flatten", .params = {{"start_dim", static_cast<std::int64_t>(kept)}}, .inputs = {*plain}, .weights = {}});
    return placeOne(canvas, node, {.type = "reshape", .params = {{"shape", Sizes(target.begin() + 1, target.end())}}, .inputs = {*plain}, .weights = {}});
}

// --- Transpose ---

Status applyTranspose(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    Sizes order = integersOf(node, "perm");
    if (order.empty())
        for (std::size_t i = x->view.order.size(); i-- > 0;)
            order.push_back(static_cast<std::int64_t>(i));
    const auto view = transposedView(x->view, order);
    if (!view)
        return refuseForm(node, "names an order that its input does not have");
    x->view = *view;
    canvas.define(node.outputs[0], *x);
    return {};
}

// --- Cast: only between types that are one for us ---

Status applyCast(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    const std::int64_t to = integerOf(node, "to", 1);
    const bool isReal = to == 1 || to == 10 || to == 11 || to == 16, isWhole = to == 6 || to == 7;
    const bool wasReal = x->spec.dtype == DType::Float32;
    if (wasReal ? !isReal : !isWhole)
        return refuseForm(node, wasReal ? "turns real numbers into whole ones" : "turns whole numbers into real ones");
    return passThrough(canvas, node);
}

} // namespace

std::vector<OnnxRule> onnxShapeRules()
{
    return {{"Reshape", "reshape", applyReshape}, {"Flatten", "flatten", applyReshape}, {"Squeeze", "", applyReshape},
            {"Unsqueeze", "", applyReshape},      {"Transpose", "permute", applyTranspose}, {"Cast", "", applyCast},
            {"CastLike", "", [](OnnxCanvas& canvas, const OnnxNode& node) { return passThrough(canvas, node); }}};
}

} // namespace nodegrad
