#include "core/ops/families.h"
#include "core/ops/unary.h"

namespace nodegrad {

namespace {

// --- square, power ---

void onnxSquare(OnnxWriter& writer, const OpUse& use) { writer.node("Mul", {use.inputs[0], use.inputs[0]}, use.outputs); }

void onnxPower(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Pow", {use.inputs[0], writer.scalar(static_cast<float>(use.attributes.real("exponent")))}, use.outputs);
}

void scriptPower(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "pow", pythonReal(use.attributes.real("exponent"))); }

// --- clamp: both limits, or one of them ---

struct Limits {
    bool hasMinimum, hasMaximum;
    double minimum, maximum;
};

Limits limitsOf(const Attributes& attributes)
{
    const std::string& limits = attributes.text("limits");
    return {limits != "maximum", limits != "minimum", attributes.real("minimum"), attributes.real("maximum")};
}

Specs inferClamp(const Attributes& attributes, const Specs& in)
{
    const Limits limits = limitsOf(attributes);
    if (limits.hasMinimum && limits.hasMaximum)
        needInOrder(limits.minimum, limits.maximum);
    return inferSame(attributes, in);
}

void onnxClamp(OnnxWriter& writer, const OpUse& use)
{
    const Limits limits = limitsOf(use.attributes);
    std::vector<std::string> inputs{use.inputs[0]};
    if (limits.hasMinimum)
        inputs.push_back(writer.scalar(static_cast<float>(limits.minimum)));
    if (limits.hasMaximum)
        inputs.push_back(writer.scalar(static_cast<float>(limits.maximum)));
    writer.node(!limits.hasMaximum ? "Max" : !limits.hasMinimum ? "Min" : "Clip", inputs, use.outputs);
}

void scriptClamp(ScriptWriter& writer, const OpUse& use)
{
    const Limits limits = limitsOf(use.attributes);
    scriptCall(writer, use, "clamp", (limits.hasMinimum ? pythonReal(limits.minimum) : "None") + ", " +
                                         (limits.hasMaximum ? pythonReal(limits.maximum) : "None"));
}

// --- scale: y = factor x + shift, two fixed numbers ---

void onnxScale(OnnxWriter& writer, const OpUse& use)
{
    const auto factor = static_cast<float>(use.attributes.real("factor")), shift = static_cast<float>(use.attributes.real("shift"));
    if (shift == 0)
        return writer.node("Mul", {use.inputs[0], writer.scalar(factor)}, use.outputs);
    const std::string scaled = factor == 1 ? use.inputs[0] : writer.add("Mul", {use.inputs[0], writer.scalar(factor)});
    writer.node("Add", {scaled, writer.scalar(shift)}, use.outputs);
}

void scriptScale(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.add(torch.mul(" + use.inputs[0] + ", " + pythonReal(use.attributes.real("factor")) + "), " +
                pythonReal(use.attributes.real("shift")) + ")");
}

// --- channel_scale: y = weight x + bias, a number for each channel ---

Specs inferChannelScale(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    const Dim& size = in[0].shape[dimIndex(attributes.integer("axis"), in[0], 1)];
    const char* names[] = {"the weight", "the bias"};
    for (std::size_t i = 1; i < 3; ++i) {
        if (isAbsent(in[i]))
            continue;
        needSameType(in[0], in[i], static_cast<int>(i));
        needWeightShape(in[i], {size}, names[i - 1], static_cast<int>(i));
    }
    return inferSame(attributes, in);
}

/// [-1, 1, 1]: the weight along its axis; nothing where it lies so already.
std::vector<std::int64_t> weightSizes(const OpUse& use)
{
    const Spec& x = use.inputSpecs[0];
    const std::vector<std::int64_t> sizes = sizesAlong(x.shape.size(), dimIndex(use.attributes.integer("axis"), x, 1));
    return sizes.size() == 1 ? std::vector<std::int64_t>{} : sizes;
}

void onnxChannelScale(OnnxWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> sizes = weightSizes(use);
    const auto placed = [&](const std::string& weight) {
        return sizes.empty() ? weight : writer.add("Reshape", {weight, writer.integers(sizes)});
    };
    const std::vector<std::string> factors{use.inputs[0], placed(use.inputs[1])};
    if (use.inputs[2].empty())
        writer.node("Mul", factors, use.outputs);
    else
        writer.node("Add", {writer.add("Mul", factors), placed(use.inputs[2])}, use.outputs);
}

void scriptChannelScale(ScriptWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> sizes = weightSizes(use);
    const auto placed = [&](const std::string& weight) {
        return sizes.empty() ? weight : "torch.reshape(" + weight + ", " + pythonList(sizes) + ")";
    };
    const std::string scaled = "torch.mul(" + use.inputs[0] + ", " + placed(use.inputs[1]) + ")";
    writer.line(use.outputs[0] + " = " + (use.inputs[2].empty() ? scaled : "torch.add(" + scaled + ", " + placed(use.inputs[2]) + ")"));
}

} // namespace

std::vector<OpType> mathsOps()
{
    return {
        unaryOp("exp", "y = exp(x).", onnxNode<"Exp">, scriptFunction<"exp">),
        unaryOp("log", "y = log(x), the natural logarithm; NaN below zero.", onnxNode<"Log">, scriptFunction<"log">),
        unaryOp("sqrt", "y = sqrt(x); NaN below zero.", onnxNode<"Sqrt">, scriptFunction<"sqrt">),
        unaryOp("square", "y = x x.", onnxSquare, scriptFunction<"square">),
        unaryOp("power", "y = x^exponent; NaN below zero, unless the exponent is whole.", onnxPower, scriptPower,
                {realParam("exponent", "Exponent", "The power that x is raised to.", 2.0, -100.0, 100.0)}),
        unaryOp("abs", "y = |x|.", onnxNode<"Abs">, scriptFunction<"abs">),
        unaryOp("negate", "y = -x.", onnxNode<"Neg">, scriptFunction<"neg">),
        unaryOp("reciprocal", "y = 1 / x.", onnxNode<"Reciprocal">, scriptFunction<"reciprocal">),
        unaryOp("sin", "y = sin(x), x in radians.", onnxNode<"Sin">, scriptFunction<"sin">),
        unaryOp("cos", "y = cos(x), x in radians.", onnxNode<"Cos">, scriptFunction<"cos">),
        unaryOp("erf", "y = 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.", onnxNode<"Erf">, scriptFunction<"erf">),
        {.id = "clamp", .summary = "y = min(max(x, minimum), maximum), or one of the two.",
         .attributes = {realParam("minimum", "Minimum", "The least output.", 0.0, -1e9, 1e9),
                        realParam("maximum", "Maximum", "The largest output.", 1.0, -1e9, 1e9),
                        choiceParam("limits", "Limits", "Which of the two hold.", "both",
                                    {{"both", "Both"}, {"minimum", "Minimum only"}, {"maximum", "Maximum only"}})},
         .inputs = {"x"}, .infer = inferClamp, .cost = noCost, .onnx = onnxClamp, .torchScript = scriptClamp},
        unaryOp("scale", "y = factor x + shift.", onnxScale, scriptScale,
                {realParam("factor", "Factor", "What x is multiplied by.", 1.0, -1e9, 1e9),
                 realParam("shift", "Shift", "What is added afterwards.", 0.0, -1e9, 1e9)}),
        {.id = "channel_scale", .summary = "y = weight x + bias, with a weight and a bias for each channel.",
         .attributes = {integerParam("axis", "Axis", "The dimension that the weights run along; -1: the last.", 1, -8, 7)},
         .inputs = {"x", "weight", "bias?"},
         .infer = inferChannelScale, .cost = noCost, .onnx = onnxChannelScale, .torchScript = scriptChannelScale},
    };
}

} // namespace nodegrad
