#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- padding_mask: 1 where a step is no padding, 0 where it is; or the number of steps that are none ---

bool isTokens(const Spec& spec)
{
    return spec.dtype == DType::Int64 || spec.dtype == DType::Int32;
}

Specs inferPaddingMask(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    const bool fits = !isAbsent(x) && (isTokens(x) ? x.shape.size() == 2 : x.shape.size() == 3);
    if (!fits)
        throw wrongKind(x, std::vector{Kind::Tokens, Kind::Sequence}, 0);
    if (!isTokens(x))
        needFloat(x, 0);
    const bool isLengths = attributes.text("gives") == "lengths";
    Spec out{isTokens(x) ? DType::Float32 : x.dtype, {x.shape[0]}, Kind::Scalar, 0};
    if (!isLengths) {
        out.shape.push_back(x.shape[1]);
        out.kind = Kind::Vector;
    }
    return {out};
}

void onnxPaddingMask(OnnxWriter& writer, const OpUse& use)
{
    constexpr std::int64_t toFloat = 1, toInteger = 7; // TensorProto.DataType
    const std::int64_t padding = use.attributes.integer("padding");
    std::string x = use.inputs[0], value = writer.scalar(static_cast<float>(padding));
    const bool tokens = isTokens(use.inputSpecs[0]), isLengths = use.attributes.text("gives") == "lengths";
    if (tokens) {
        value = writer.constant(HostTensor::ofIntegers({}, std::span(&padding, 1)));
        x = use.inputSpecs[0].dtype == DType::Int32 ? writer.add("Cast", {x}, {{"to", toInteger}}) : x;
    }
    const std::string differs = writer.add("Not", {writer.add("Equal", {x, value})});
    std::string mask = writer.add("Cast", {differs}, {{"to", toFloat}});
    if (!tokens) // a step counts when any of its features does
        mask = writer.add("Clip", {writer.add("ReduceSum", {mask, writer.integers({2})}, {{"keepdims", std::int64_t(0)}}), writer.scalar(0), writer.scalar(1)});
    if (isLengths)
        writer.node("ReduceSum", {mask, writer.integers({1})}, use.outputs, {{"keepdims", std::int64_t(0)}});
    else
        writer.node("Identity", {mask}, use.outputs);
}

void scriptPaddingMask(ScriptWriter& writer, const OpUse& use)
{
    std::string mask = "torch.ne(" + use.inputs[0] + ", " + std::to_string(use.attributes.integer("padding")) + ")";
    if (!isTokens(use.inputSpecs[0]))
        mask = "torch.any(" + mask + ", 2)";
    mask += use.outputSpecs[0].dtype == DType::Float64 ? ".to(7)" : ".to(6)"; // c10::ScalarType
    writer.line(use.outputs[0] + " = " + (use.attributes.text("gives") == "lengths" ? "torch.sum(" + mask + ", 1)" : mask));
}

// --- masked_mean: the mean over the steps whose mask is 1 ---

Specs inferMaskedMean(const Attributes&, const Specs& in)
{
    const Spec &x = in[0], &mask = in[1];
    needShapeOf(x, {Kind::Sequence}, 0);
    needSameType(x, mask, 1);
    const Shape expected{x.shape[0], x.shape[1]};
    if (mask.shape != expected)
        unmet("layer.mask_shape", {{"expected", shapeText(expected)}, {"got", shapeText(mask.shape)}}, 1);
    return {specOf(x, {x.shape[0], x.shape[2]})};
}

void onnxMaskedMean(OnnxWriter& writer, const OpUse& use)
{
    constexpr std::int64_t toFloat = 1;
    const std::string isSeen = writer.add("Cast", {writer.add("Greater", {use.inputs[1], writer.scalar(0.5F)})}, {{"to", toFloat}});
    const std::string weights = writer.add("Unsqueeze", {isSeen, writer.integers({2})});
    const auto sum = [&](const std::string& x) { return writer.add("ReduceSum", {x, writer.integers({1})}, {{"keepdims", std::int64_t(0)}}); };
    writer.node("Div", {sum(writer.add("Mul", {use.inputs[0], weights})), writer.add("Max", {sum(weights), writer.scalar(1)})}, use.outputs);
}

void scriptMaskedMean(ScriptWriter& writer, const OpUse& use)
{
    const std::string weights = writer.fresh();
    writer.line(weights + " = torch.unsqueeze(torch.gt(" + use.inputs[1] + ", 0.5).type_as(" + use.inputs[0] + "), 2)");
    writer.line(use.outputs[0] + " = torch.div(torch.sum(torch.mul(" + use.inputs[0] + ", " + weights + "), [1]), torch.clamp(torch.sum(" + weights + ", [1]), 1))");
}

/// The weighted sequence.
Cost costMaskedMean(const Attributes&, const Specs& in, const Specs&)
{
    return {.savedElements = product({in[0].shape[0], in[0].shape[1]})};
}

// --- prepend: trained steps before the first ---

Specs inferPrepend(const Attributes&, const Specs& in)
{
    const Spec &x = in[0], &steps = in[1];
    needShapeOf(x, {Kind::Sequence}, 0);
    needSameType(x, steps, 1);
    if (steps.shape.size() != 2 || steps.shape[1] != x.shape[2])
        needWeightShape(steps, {Dim(1), x.shape[2]}, "the steps", 1);
    return {specOf(x, {x.shape[0], x.shape[1] + steps.shape[0], x.shape[2]})};
}

/// The batch is only known when the file runs: (1, K, E) is expanded to (N, K, E).
void onnxPrepend(OnnxWriter& writer, const OpUse& use)
{
    const std::string batch = onnxShapePart(writer, use.inputs[0], 0, 1);
    const std::string shape = writer.add("Concat", {batch, writer.integers({1, 1})}, {{"axis", std::int64_t(0)}});
    const std::string steps = writer.add("Expand", {writer.add("Unsqueeze", {use.inputs[1], writer.integers({0})}), shape});
    writer.node("Concat", {steps, use.inputs[0]}, use.outputs, {{"axis", std::int64_t(1)}});
}

void scriptPrepend(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.cat([torch.expand(torch.unsqueeze(" + use.inputs[1] + ", 0), [" + use.inputs[0] + ".size(0), -1, -1]), " +
                use.inputs[0] + "], 1)");
}

} // namespace

std::vector<OpType> sequenceOps()
{
    return {
        {.id = "padding_mask", .summary = "1 for each step that is no padding, else 0: tokens (N, T) or (N, T, F) to (N, T), or their number (N).",
         .attributes = {integerParam("padding", "Padding", "The token, or the value of all features of a step, that only fills up.", 0, -1e12, 1e12),
                        choiceParam("gives", "Gives", "A number for each step, or the number of steps.", "mask", {{"mask", "Mask"}, {"lengths", "Lengths"}})},
         .inputs = {"x"},
         .infer = inferPaddingMask, .cost = noCost, .onnx = onnxPaddingMask, .torchScript = scriptPaddingMask},
        {.id = "masked_mean", .summary = "The mean over the steps whose mask is 1: (N, T, F) and (N, T) to (N, F); 0 where there is none.",
         .inputs = {"x", "mask"},
         .infer = inferMaskedMean, .cost = costMaskedMean, .onnx = onnxMaskedMean, .torchScript = scriptMaskedMean},
        {.id = "prepend", .summary = "The same K steps before each sequence: (N, T, E) and (K, E) to (N, K + T, E).",
         .inputs = {"x", "steps"},
         .infer = inferPrepend, .cost = noCost, .onnx = onnxPrepend, .torchScript = scriptPrepend},
    };
}

} // namespace nodegrad
