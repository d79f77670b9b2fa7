#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- linear: y = x W^T + b ---

Specs inferLinear(const Attributes&, const Specs& in)
{
    const Spec &x = in[0], &weight = in[1];
    needFloat(x, 0);
    needRankAtLeast(x, 2, 0);
    needRankAtLeast(weight, 2, 1);
    needSameType(x, weight, 0);
    if (weight.shape.size() != 2)
        needWeightShape(weight, {weight.shape[0], x.shape.back()}, "the weight", 1);
    if (x.shape.back() != weight.shape[1])
        unmet("layer.features_differ", {{"expected", weight.shape[1].text()}, {"what", "features"}, {"got", x.shape.back().text()}}, 0);
    needWeightShape(in[2], {weight.shape[0]}, "the bias", 2);
    Spec out = x;
    out.shape.back() = weight.shape[0];
    return {out};
}

Cost costLinear(const Attributes&, const Specs& in, const Specs& out)
{
    return {.macs = product({elementCount(out[0].shape), in[0].shape.back()})};
}

void onnxLinear(OnnxWriter& writer, const OpUse& use)
{
    const std::string &x = use.inputs[0], &weight = use.inputs[1], &bias = use.inputs[2];
    if (use.inputSpecs[0].shape.size() == 2) {
        std::vector<std::string> inputs{x, weight};
        if (!bias.empty())
            inputs.push_back(bias);
        writer.node("Gemm", std::move(inputs), use.outputs, {{"transB", std::int64_t(1)}});
        return;
    }
    const std::string transposed = writer.add("Transpose", {weight}, {{"perm", std::vector<std::int64_t>{1, 0}}});
    if (bias.empty())
        writer.node("MatMul", {x, transposed}, use.outputs);
    else
        writer.node("Add", {writer.add("MatMul", {x, transposed}), bias}, use.outputs);
}

void scriptLinear(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "linear", use.inputs[1] + ", " + orNone(use.inputs[2]));
}

// --- matmul: y = a b ---

Specs inferMatmul(const Attributes&, const Specs& in)
{
    const Spec &a = in[0], &b = in[1];
    needFloat(a, 0);
    needFloat(b, 1);
    needRankAtLeast(a, 2, 0);
    const std::size_t rank = a.shape.size();
    if (b.shape.size() != rank || a.shape[rank - 1] != b.shape[rank - 2])
        unmet("layer.matrices_do_not_fit", {{"first", shapeText(a.shape)}, {"second", shapeText(b.shape)}}, 1);
    Spec aLeading = a, bLeading = b;
    aLeading.shape.resize(rank - 2);
    bLeading.shape.resize(rank - 2);
    Spec out = a;
    out.shape = broadcast({aLeading, bLeading}).shape;
    out.shape.push_back(a.shape[rank - 2]);
    out.shape.push_back(b.shape[rank - 1]);
    return {out};
}

Cost costMatmul(const Attributes&, const Specs& in, const Specs& out)
{
    return {.macs = product({elementCount(out[0].shape), in[0].shape.back()})};
}

void onnxMatmul(OnnxWriter& writer, const OpUse& use)
{
    writer.node("MatMul", use.inputs, use.outputs);
}

void scriptMatmul(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "matmul", use.inputs[1]);
}

} // namespace

std::vector<OpType> linearOps()
{
    return {
        {.id = "linear",
         .summary = "y = x W^T + b over the last dimension; W is (out, in).",
         .inputs = {"x", "weight", "bias?"},
         .infer = inferLinear, .cost = costLinear, .onnx = onnxLinear, .torchScript = scriptLinear},
        {.id = "matmul",
         .summary = "y = a b over the last two dimensions; leading dimensions broadcast.",
         .inputs = {"a", "b"},
         .infer = inferMatmul, .cost = costMatmul, .onnx = onnxMatmul, .torchScript = scriptMatmul},
    };
}

} // namespace nodegrad
