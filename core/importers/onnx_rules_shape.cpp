#include <algorithm>
#include <functional>
#include <numeric>

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

/// Where N stands, when it stands by itself.
std::optional<std::size_t> batchPlace(const Sizes& sizes)
{
    const auto place = std::ranges::find(sizes, kBatchSize);
    const bool isAlone = place != sizes.end() && std::ranges::count_if(sizes, [](std::int64_t size) { return size >= kBatchSize; }) == 1;
    return isAlone ? std::optional(static_cast<std::size_t>(place - sizes.begin())) : std::nullopt;
}

std::int64_t product(const Sizes& sizes, std::size_t begin, std::size_t end)
{
    return std::accumulate(sizes.begin() + static_cast<std::ptrdiff_t>(begin), sizes.begin() + static_cast<std::ptrdiff_t>(end), std::int64_t(1), std::multiplies<>());
}

/// The file's places with N in front of the others.
std::vector<std::size_t> batchFirst(std::size_t rank, std::size_t batch)
{
    std::vector<std::size_t> order(rank);
    for (std::size_t i = 0; i < rank; ++i)
        order[i] = i == batch ? 0 : i + (i < batch);
    return order;
}

/// (T, N, H, D) as (T, N, H D): what lies before N and behind it is reshaped by itself.
Status reshapeAroundBatch(OnnxCanvas& canvas, const OnnxNode& node, const Sizes& target)
{
    const auto x = canvas.value(node, 0);
    const Sizes from = x ? x->view.fileSizes() : Sizes{};
    const auto before = batchPlace(from), after = batchPlace(target);
    if (!before || !after || product(from, 0, *before) != product(target, 0, *after) || product(from, *before + 1, from.size()) != product(target, *after + 1, target.size()))
        return refuseForm(node, "mixes the batch with other sizes");
    const auto moved = canvas.ordered(node, 0, batchFirst(from.size(), *before));
    if (!moved)
        return fail(moved.error());
    Sizes shape = target;
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(*after));
    auto outputs = canvas.place(node, {.type = "reshape", .params = {{"shape", shape}}, .inputs = {*moved}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = batchFirst(target.size(), *after);
    canvas.define(node.outputs[0], outputs->front());
    return {};
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
        return reshapeAroundBatch(canvas, node, target);
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
