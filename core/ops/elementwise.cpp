#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- add, multiply: two to eight inputs, from left to right ---

Specs inferCombine(const Attributes&, const Specs& in)
{
    if (in.size() < 2 || in.size() > 8)
        unmet("layer.input_count", {{"expected", "2 to 8"}, {"got", static_cast<std::int64_t>(in.size())}});
    for (std::size_t i = 0; i < in.size(); ++i) {
        needRankAtLeast(in[i], 1, static_cast<int>(i));
        needFloat(in[i], static_cast<int>(i));
    }
    return {broadcast(in)};
}

void onnxCombine(OnnxWriter& writer, const OpUse& use, const std::string& type)
{
    std::string result = use.inputs[0];
    for (std::size_t i = 1; i + 1 < use.inputs.size(); ++i)
        result = writer.add(type, {result, use.inputs[i]});
    writer.node(type, {result, use.inputs.back()}, use.outputs);
}

void scriptCombine(ScriptWriter& writer, const OpUse& use, const std::string& function)
{
    std::string result = use.inputs[0];
    for (std::size_t i = 1; i < use.inputs.size(); ++i)
        result = "torch." + function + "(" + result + ", " + use.inputs[i] + ")";
    writer.line(use.outputs[0] + " = " + result);
}

void onnxAdd(OnnxWriter& writer, const OpUse& use) { onnxCombine(writer, use, "Add"); }
void scriptAdd(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "add"); }
void onnxMultiply(OnnxWriter& writer, const OpUse& use) { onnxCombine(writer, use, "Mul"); }
void scriptMultiply(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "mul"); }

/// The products in the middle: each is needed for the gradient of the next factor.
Cost costMultiply(const Attributes&, const Specs& in, const Specs& out)
{
    return {.savedElements = product({elementCount(out[0].shape), Dim(static_cast<std::int64_t>(in.size()) - 2)})};
}

// --- mean ---

struct Reduction {
    std::vector<std::int64_t> dims; ///< from 0, without repeats
    bool keep;
};

Reduction reductionOf(const Attributes& attributes, const Spec& x)
{
    std::vector<bool> reduced(x.shape.size(), false);
    for (const std::int64_t dim : attributes.list("dims"))
        reduced[dimIndex(dim, x, 1)] = true;
    Reduction result{{}, attributes.flag("keepdim")};
    for (std::size_t i = 0; i < reduced.size(); ++i)
        if (reduced[i])
            result.dims.push_back(static_cast<std::int64_t>(i));
    return result;
}

Specs inferMean(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    needFloat(x, 0);
    const Reduction reduction = reductionOf(attributes, x);
    if (reduction.dims.empty())
        unmet("layer.no_dims", {});
    Shape shape;
    std::size_t next = 0;
    for (std::size_t i = 0; i < x.shape.size(); ++i) {
        const bool reduced = next < reduction.dims.size() && reduction.dims[next] == static_cast<std::int64_t>(i);
        next += reduced ? 1 : 0;
        if (!reduced)
            shape.push_back(x.shape[i]);
        else if (reduction.keep)
            shape.emplace_back(1);
    }
    return {specOf(x, std::move(shape))};
}

void onnxMean(OnnxWriter& writer, const OpUse& use)
{
    const Reduction reduction = reductionOf(use.attributes, use.inputSpecs[0]);
    onnxReduceMean(writer, use.inputs[0], use.outputs[0], reduction.dims, reduction.keep);
}

void scriptMean(ScriptWriter& writer, const OpUse& use)
{
    const Reduction reduction = reductionOf(use.attributes, use.inputSpecs[0]);
    scriptCall(writer, use, "mean", pythonList(reduction.dims) + ", " + pythonFlag(reduction.keep));
}

} // namespace

std::vector<OpType> elementwiseOps()
{
    return {
        {.id = "add", .summary = "y = x1 + x2 + ..., element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxAdd, .torchScript = scriptAdd},
        {.id = "multiply", .summary = "y = x1 x2 ..., element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = costMultiply, .onnx = onnxMultiply, .torchScript = scriptMultiply},
        {.id = "mean", .summary = "The mean over some dimensions.",
         .attributes = {listParam("dims", "Dimensions", "Which dimensions are averaged; not the batch.", {1}, 0, -8),
                        flagParam("keepdim", "Keep dimensions", "Keep them with size 1.", false)},
         .inputs = {"x"}, .infer = inferMean, .cost = noCost, .onnx = onnxMean, .torchScript = scriptMean},
    };
}

} // namespace nodegrad
