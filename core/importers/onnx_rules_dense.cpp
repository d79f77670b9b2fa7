#include "core/importers/onnx_patterns.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// The weight of a Dense layer, (out, in), from the file's matrix.
Result<OnnxWeight> denseWeight(OnnxCanvas& canvas, const OnnxNode& node, bool isTransposed)
{
    auto weight = canvas.weight(node, 1, "weight");
    if (!weight)
        return weight;
    if (weight->tensor.rank() != 2)
        return refuseForm(node, "multiplies by an array with other than two sizes");
    if (!isTransposed) {
        weight->tensor = transposedMatrix(weight->tensor);
        const bool wasTransposed = weight->origin.ends_with("^T");
        weight->origin = weight->origin.empty() ? "" : wasTransposed ? weight->origin.substr(0, weight->origin.size() - 2) : weight->origin + "^T";
    }
    return weight;
}

/// As many numbers as there are units, from a scalar, a row or a vector.
Result<OnnxWeight> denseBias(OnnxCanvas& canvas, const OnnxNode& node, std::int64_t units)
{
    auto bias = canvas.weight(node, 2, "bias");
    if (!bias)
        return bias;
    const std::int64_t count = bias->tensor.count();
    const bool isRow = bias->tensor.rank() == 0 || bias->tensor.shape().back() == count;
    if (!isRow || (count != units && count != 1))
        return refuseForm(node, "adds other than one number for each output");
    HostTensor all(DType::Float32, {units});
    for (std::int64_t i = 0; i < units; ++i)
        all.mutableValues<float>()[static_cast<std::size_t>(i)] = bias->tensor.floats()[static_cast<std::size_t>(count == 1 ? 0 : i)];
    bias->tensor = std::move(all);
    return bias;
}

Status placeDense(OnnxCanvas& canvas, const OnnxNode& node, const PlacedValue& x, bool isTransposed, double alpha, double beta)
{
    auto weight = denseWeight(canvas, node, isTransposed);
    if (!weight)
        return fail(weight.error());
    const std::int64_t units = weight->tensor.dim(0);
    const bool hasBias = !inputOf(node, 2).empty();
    OnnxLayer layer{.type = "dense", .params = {{"units", units}, {"bias", hasBias}}, .inputs = {x}, .weights = {}};
    const auto scaled = [](OnnxWeight& given, double factor) {
        for (float& value : given.tensor.mutableValues<float>())
            value = static_cast<float>(factor * static_cast<double>(value));
        given.origin.clear();
    };
    if (alpha != 1)
        scaled(*weight, alpha);
    layer.weights.push_back(std::move(*weight));
    if (hasBias) {
        auto bias = denseBias(canvas, node, units);
        if (!bias)
            return fail(bias.error());
        if (beta != 1)
            scaled(*bias, beta);
        layer.weights.push_back(std::move(*bias));
    }
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = x.view.order;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

/// The features last; what stands before them may be in any order, such as (T, N, F).
Result<PlacedValue> rowsOf(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto given = canvas.value(node, 0);
    const bool isRows = given && given->view.hasWholeParts() && given->spec.shape.size() == given->view.order.size() && given->view.order.size() == 3 && given->view.order.back() == 2;
    return isRows ? given : canvas.plain(node, 0);
}

// --- Linear: x W (+ b), over the last size ---

Status applyLinear(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto x = rowsOf(canvas, node);
    return x ? placeDense(canvas, node, *x, integerOf(node, "transB", 0) != 0, 1, 1) : Status(fail(x.error()));
}

// --- Gemm: alpha A B + beta C ---

Status applyGemm(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (integerOf(node, "transA", 0) != 0)
        return refuseForm(node, "turns its input round (transA)");
    const auto x = canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    return placeDense(canvas, node, *x, integerOf(node, "transB", 0) != 0, realOf(node, "alpha", 1), realOf(node, "beta", 1));
}

// --- MatMul ---

Status applyMatMul(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (canvas.constant(inputOf(node, 1))) {
        const auto rows = rowsOf(canvas, node);
        return rows ? placeDense(canvas, node, *rows, false, 1, 1) : Status(fail(rows.error()));
    }
    const auto a = canvas.plain(node, 0);
    if (!a)
        return fail(a.error());
    const auto b = canvas.plain(node, 1);
    if (!b)
        return fail(b.error());
    return placeOne(canvas, node, {.type = "matmul", .params = {}, .inputs = {*a, *b}, .weights = {}});
}

} // namespace

std::vector<OnnxRule> onnxDenseRules()
{
    return {{"nodegrad:Linear", "dense", applyLinear}, {"Gemm", "dense", applyGemm}, {"MatMul", "dense", applyMatMul}};
}

} // namespace nodegrad
