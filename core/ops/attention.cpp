#include <cmath>
#include <limits>

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- split_heads: (N, T, E) to (N, h, T, E / h) ---

Specs inferSplitHeads(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Sequence}, 0);
    const std::int64_t size = knownSize(x.shape[2], "the number of features", 0), heads = attributes.integer("heads");
    if (size % heads != 0)
        unmet("layer.does_not_split", {{"size", size}, {"what", "features"}, {"parts", heads}}, 0);
    return {specOf(x, {x.shape[0], heads, x.shape[1], size / heads})};
}

void onnxSplitHeads(OnnxWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> shape{0, 0, use.attributes.integer("heads"), use.outputSpecs[0].shape[3].value()};
    writer.node("Transpose", {writer.add("Reshape", {use.inputs[0], writer.integers(shape)})}, use.outputs,
                {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
}

void scriptSplitHeads(ScriptWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    writer.line(use.outputs[0] + " = torch.permute(torch.reshape(" + x + ", [" + x + ".size(0), " + x + ".size(1), " +
                std::to_string(use.attributes.integer("heads")) + ", " + use.outputSpecs[0].shape[3].text() + "]), [0, 2, 1, 3])");
}

// --- merge_heads: (N, h, T, d) to (N, T, h d) ---

Specs inferMergeHeads(const Attributes&, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image}, 0);
    return {specOf(x, {x.shape[0], x.shape[2], product({x.shape[1], x.shape[3]})})};
}

void onnxMergeHeads(OnnxWriter& writer, const OpUse& use)
{
    const std::string moved = writer.add("Transpose", {use.inputs[0]}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
    writer.node("Reshape", {moved, writer.integers({0, 0, -1})}, use.outputs);
}

void scriptMergeHeads(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.flatten(torch.permute(" + use.inputs[0] + ", [0, 2, 1, 3]), 2, 3)");
}

// --- attention: softmax(q k^T / sqrt(d)) v ---

Specs inferAttention(const Attributes&, const Specs& in)
{
    for (std::size_t i = 0; i < 3; ++i) {
        needShapeOf(in[i], {Kind::Image}, static_cast<int>(i));
        needSameType(in[0], in[i], static_cast<int>(i));
    }
    const Shape &q = in[0].shape, &k = in[1].shape, &v = in[2].shape;
    knownSize(q[3], "the size of its heads", 0);
    if (k != Shape{q[0], q[1], k[2], q[3]})
        unmet("layer.shapes_differ", {{"first", shapeText(q)}, {"second", shapeText(k)}}, 1);
    if (v != Shape{q[0], q[1], k[2], v[3]})
        unmet("layer.shapes_differ", {{"first", shapeText(k)}, {"second", shapeText(v)}}, 2);
    return {specOf(in[0], {q[0], q[1], q[2], v[3]})};
}

/// N h T S (d + e); fused kernels keep the log-sum of each row only.
Cost costAttention(const Attributes&, const Specs& in, const Specs&)
{
    const Shape &q = in[0].shape, &v = in[2].shape;
    const Dim rows = product({q[0], q[1], q[2]});
    return {.macs = product({rows, v[2], q[3] + v[3]}), .savedElements = rows};
}

/// Minus infinity above the diagonal, 0 elsewhere: a constant for known and moderate lengths, else made at run time.
std::string onnxCausalMask(OnnxWriter& writer, const std::string& scores, const Dim& queries, const Dim& keys)
{
    constexpr float minusInfinity = -std::numeric_limits<float>::infinity();
    if (queries.isKnown() && keys.isKnown() && queries.value() * keys.value() <= 1 << 20) {
        const auto rows = static_cast<std::size_t>(queries.value()), columns = static_cast<std::size_t>(keys.value());
        std::vector<float> mask(rows * columns, 0);
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t column = row + 1; column < columns; ++column)
                mask[row * columns + column] = minusInfinity;
        return writer.constant(HostTensor::ofFloats({queries.value(), keys.value()}, mask));
    }
    const std::string shape = writer.add("Shape", {scores});
    const std::string square = writer.add("Slice", {shape, writer.integers({2}), writer.integers({4})});
    const std::string filled = writer.add("Expand", {writer.scalar(minusInfinity), square});
    const std::int64_t one = 1;
    const std::string diagonal = writer.constant(HostTensor::ofIntegers({}, std::span<const std::int64_t>(&one, 1)));
    return writer.add("Trilu", {filled, diagonal}, {{"upper", std::int64_t(1)}});
}

void onnxAttention(OnnxWriter& writer, const OpUse& use)
{
    const Shape &q = use.inputSpecs[0].shape, &k = use.inputSpecs[1].shape;
    const std::string keys = writer.add("Transpose", {use.inputs[1]}, {{"perm", std::vector<std::int64_t>{0, 1, 3, 2}}});
    const auto scale = static_cast<float>(1 / std::sqrt(static_cast<double>(q[3].value())));
    std::string scores = writer.add("Mul", {writer.add("MatMul", {use.inputs[0], keys}), writer.scalar(scale)});
    if (use.attributes.flag("causal"))
        scores = writer.add("Add", {scores, onnxCausalMask(writer, scores, q[2], k[2])});
    writer.node("MatMul", {writer.add("Softmax", {scores}, {{"axis", std::int64_t(-1)}}), use.inputs[2]}, use.outputs);
}

void scriptAttention(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "scaled_dot_product_attention",
               use.inputs[1] + ", " + use.inputs[2] + ", None, 0.0, " + pythonFlag(use.attributes.flag("causal")));
}

} // namespace

std::vector<OpType> attentionOps()
{
    return {
        {.id = "split_heads", .summary = "(N, T, E) to (N, heads, T, E / heads).",
         .attributes = {integerParam("heads", "Heads", "Must divide E.", 1, 1, 1e6)},
         .inputs = {"x"}, .infer = inferSplitHeads, .cost = noCost, .onnx = onnxSplitHeads, .torchScript = scriptSplitHeads},
        {.id = "merge_heads", .summary = "(N, heads, T, d) to (N, T, heads d).",
         .inputs = {"x"}, .infer = inferMergeHeads, .cost = noCost, .onnx = onnxMergeHeads, .torchScript = scriptMergeHeads},
        {.id = "attention", .summary = "y = softmax(q k^T / sqrt(d)) v for each head.",
         .attributes = {flagParam("causal", "Causal", "A step sees itself and earlier steps only.", false)},
         .inputs = {"q", "k", "v"}, .infer = inferAttention, .cost = costAttention, .onnx = onnxAttention, .torchScript = scriptAttention},
    };
}

} // namespace nodegrad
