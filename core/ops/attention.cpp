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

// --- attention: softmax(q k^T / sqrt(d) + mask + bias) v ---

/// Added to the score of a key that the mask hides. Finite, or a query that sees no key would give NaN; as the values of hidden keys
/// are set to 0, it gives 0, as in PyTorch.
constexpr float kHidden = -1e9F;

enum Input : std::size_t { kQuery, kKey, kValue, kMask, kBias };

/// Query heads that share one key and value head.
std::int64_t groupsOf(const Specs& in)
{
    const Dim &heads = in[kQuery].shape[1], &shared = in[kKey].shape[1];
    return heads == shared ? 1 : heads.value() / shared.value();
}

Specs inferAttention(const Attributes&, const Specs& in)
{
    for (std::size_t i = 0; i <= kValue; ++i) {
        needShapeOf(in[i], {Kind::Image}, static_cast<int>(i));
        needSameType(in[0], in[i], static_cast<int>(i));
    }
    const Shape &q = in[kQuery].shape, &k = in[kKey].shape, &v = in[kValue].shape;
    knownSize(q[3], "the size of its heads", 0);
    if (k[1] != q[1]) {
        const std::int64_t heads = knownSize(q[1], "the number of heads", 0), shared = knownSize(k[1], "the number of key heads", 1);
        if (heads % shared != 0)
            unmet("layer.heads_do_not_divide", {{"heads", heads}, {"groups", shared}});
    }
    if (k != Shape{q[0], k[1], k[2], q[3]})
        unmet("layer.shapes_differ", {{"first", shapeText(q)}, {"second", shapeText(k)}}, kKey);
    if (v != Shape{q[0], k[1], k[2], v[3]})
        unmet("layer.shapes_differ", {{"first", shapeText(k)}, {"second", shapeText(v)}}, kValue);
    const Shape mask{q[0], k[2]}, bias{q[2], k[2], q[1]};
    if (!isAbsent(in[kMask]) && in[kMask].shape != mask)
        unmet("layer.mask_shape", {{"expected", shapeText(mask)}, {"got", shapeText(in[kMask].shape)}}, kMask);
    if (!isAbsent(in[kBias]) && in[kBias].shape != bias)
        unmet("layer.bias_shape", {{"expected", shapeText(bias)}, {"got", shapeText(in[kBias].shape)}}, kBias);
    for (const std::size_t i : {kMask, kBias})
        if (!isAbsent(in[i]))
            needSameType(in[0], in[i], static_cast<int>(i));
    return {specOf(in[0], {q[0], q[1], q[2], v[3]})};
}

/// N h T S (d + e); fused kernels keep the log-sum of each row only, dropout the weights and their mask.
Cost costAttention(const Attributes& attributes, const Specs& in, const Specs&)
{
    const Shape &q = in[kQuery].shape, &v = in[kValue].shape;
    const Dim rows = product({q[0], q[1], q[2]});
    return {.macs = product({rows, v[2], q[3] + v[3]}), .savedElements = attributes.real("dropout") > 0 ? product({rows, v[2], 2}) : rows};
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
    const auto integer = [&](std::int64_t value) { return writer.constant(HostTensor::ofIntegers({}, std::span(&value, 1))); };
    const std::string shape = writer.add("Shape", {scores});
    const auto places = [&](std::int64_t dim) {
        return writer.add("Range", {integer(0), writer.add("Gather", {shape, integer(dim)}), integer(1)});
    };
    const std::string row = writer.add("Unsqueeze", {places(2), writer.integers({1})});
    return writer.add("Where", {writer.add("Greater", {places(3), row}), writer.scalar(minusInfinity), writer.scalar(0)});
}

/// Each key or value head as often as query heads share it: (N, g, S, d) to (N, h, S, d).
std::string onnxRepeated(OnnxWriter& writer, const std::string& x, const Spec& spec, std::int64_t groups)
{
    if (groups == 1)
        return x;
    const std::string apart = writer.add("Expand", {writer.add("Unsqueeze", {x, writer.integers({2})}), writer.integers({1, 1, groups, 1, 1})});
    return writer.add("Reshape", {apart, writer.integers({0, groups * spec.shape[1].value(), -1, spec.shape[3].value()})});
}

void onnxAttention(OnnxWriter& writer, const OpUse& use)
{
    const Shape &q = use.inputSpecs[kQuery].shape, &k = use.inputSpecs[kKey].shape;
    const std::int64_t groups = groupsOf(use.inputSpecs);
    const std::string keys = writer.add("Transpose", {onnxRepeated(writer, use.inputs[kKey], use.inputSpecs[kKey], groups)},
                                        {{"perm", std::vector<std::int64_t>{0, 1, 3, 2}}});
    const auto scale = static_cast<float>(1 / std::sqrt(static_cast<double>(q[3].value())));
    std::string scores = writer.add("Mul", {writer.add("MatMul", {use.inputs[kQuery], keys}), writer.scalar(scale)});
    std::string values = onnxRepeated(writer, use.inputs[kValue], use.inputSpecs[kValue], groups);
    if (!use.inputs[kMask].empty()) {
        const std::string isSeen = writer.add("Greater", {use.inputs[kMask], writer.scalar(0.5F)});
        const std::string added = writer.add("Where", {isSeen, writer.scalar(0), writer.scalar(kHidden)});
        scores = writer.add("Add", {scores, writer.add("Unsqueeze", {added, writer.integers({1, 2})})});
        constexpr std::int64_t toFloat = 1; // TensorProto.DataType
        values = writer.add("Mul", {values, writer.add("Unsqueeze", {writer.add("Cast", {isSeen}, {{"to", toFloat}}), writer.integers({1, 3})})});
    }
    if (!use.inputs[kBias].empty())
        scores = writer.add("Add", {scores, writer.add("Transpose", {use.inputs[kBias]}, {{"perm", std::vector<std::int64_t>{2, 0, 1}}})});
    if (use.attributes.flag("causal"))
        scores = writer.add("Add", {scores, onnxCausalMask(writer, scores, q[2], k[2])});
    writer.node("MatMul", {writer.add("Softmax", {scores}, {{"axis", std::int64_t(-1)}}), values}, use.outputs);
}

void scriptAttention(ScriptWriter& writer, const OpUse& use)
{
    const std::string& q = use.inputs[kQuery];
    std::string k = use.inputs[kKey], v = use.inputs[kValue], added;
    if (const std::int64_t groups = groupsOf(use.inputSpecs); groups > 1)
        for (std::string* x : {&k, &v}) {
            const std::string all = writer.fresh();
            writer.line(all + " = torch.repeat_interleave(" + *x + ", " + std::to_string(groups) + ", 1)");
            *x = all;
        }
    const auto add = [&](const std::string& term) {
        const std::string sum = writer.fresh();
        writer.line(sum + " = " + (added.empty() ? term : "torch.add(" + added + ", " + term + ")"));
        added = sum;
    };
    const bool isMasked = !use.inputs[kMask].empty() || !use.inputs[kBias].empty(), isCausal = use.attributes.flag("causal");
    if (!use.inputs[kMask].empty()) {
        const std::string seen = writer.fresh();
        writer.line(seen + " = torch.mul(" + v + ", torch.unsqueeze(torch.unsqueeze(torch.gt(" + use.inputs[kMask] + ", 0.5).type_as(" + q + "), 1), 3))");
        v = seen;
        add("torch.unsqueeze(torch.unsqueeze(torch.mul(torch.le(" + use.inputs[kMask] + ", 0.5).type_as(" + q + "), -1000000000.0), 1), 1)");
    }
    if (!use.inputs[kBias].empty())
        add("torch.unsqueeze(torch.permute(" + use.inputs[kBias] + ", [2, 0, 1]), 0)");
    if (isMasked && isCausal)
        add("torch.triu(torch.full_like(torch.matmul(" + q + ", torch.transpose(" + k + ", 2, 3)), float(\"-inf\")), 1)");
    const double p = use.attributes.real("dropout");
    writer.line(use.outputs[0] + " = torch.scaled_dot_product_attention(" + q + ", " + k + ", " + v + ", " + orNone(added) + ", " +
                (p > 0 ? pythonReal(p) + " if self.training else 0.0" : "0.0") + ", " + pythonFlag(isCausal && !isMasked) + ")");
}

} // namespace

std::vector<OpType> attentionOps()
{
    return {
        {.id = "split_heads", .summary = "(N, T, E) to (N, heads, T, E / heads).",
         .attributes = {integerParam("heads", "Heads", "Must divide E.", 1, 1, 1e6)},
         .inputs = {"x"}, .infer = inferSplitHeads, .cost = noCost, .onnx = onnxSplitHeads, .torchScript = scriptSplitHeads, .memory = OutputMemory::View},
        {.id = "merge_heads", .summary = "(N, heads, T, d) to (N, T, heads d).",
         .inputs = {"x"}, .infer = inferMergeHeads, .cost = noCost, .onnx = onnxMergeHeads, .torchScript = scriptMergeHeads, .memory = OutputMemory::View},
        {.id = "attention", .summary = "y = softmax(q k^T / sqrt(d) + bias) v for each head; keys whose mask is 0 are not looked at.",
         .attributes = {flagParam("causal", "Causal", "A step sees itself and earlier steps only.", false),
                        realParam("dropout", "Dropout", "Share of the attention weights set to zero while training.", 0.0, 0.0, 0.999999)},
         .inputs = {"q", "k", "v", "mask?", "bias?"},
         .infer = inferAttention, .cost = costAttention, .onnx = onnxAttention, .torchScript = scriptAttention, .random = true},
    };
}

} // namespace nodegrad
