#include <algorithm>

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- add, multiply and all that combines two to eight inputs, from left to right ---

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

/// "torch.add(torch.add(a, b), c)".
std::string combined(const OpUse& use, const std::string& function)
{
    std::string result = use.inputs[0];
    for (std::size_t i = 1; i < use.inputs.size(); ++i)
        result = "torch." + function + "(" + result + ", " + use.inputs[i] + ")";
    return result;
}

void scriptCombine(ScriptWriter& writer, const OpUse& use, const std::string& function)
{
    writer.line(use.outputs[0] + " = " + combined(use, function));
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

// --- maximum, minimum, average ---

void onnxMaximum(OnnxWriter& writer, const OpUse& use) { writer.node("Max", use.inputs, use.outputs); }
void scriptMaximum(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "maximum"); }
void onnxMinimum(OnnxWriter& writer, const OpUse& use) { writer.node("Min", use.inputs, use.outputs); }
void scriptMinimum(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "minimum"); }
void onnxAverage(OnnxWriter& writer, const OpUse& use) { writer.node("Mean", use.inputs, use.outputs); }

void scriptAverage(ScriptWriter& writer, const OpUse& use)
{
    const std::string sum = combined(use, "add");
    writer.line(use.outputs[0] + " = torch.div(" + sum + ", " + std::to_string(use.inputs.size()) + ")");
}

// --- subtract, divide, pow ---

void onnxSubtract(OnnxWriter& writer, const OpUse& use) { writer.node("Sub", use.inputs, use.outputs); }
void scriptSubtract(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "sub"); }
void onnxDivide(OnnxWriter& writer, const OpUse& use) { writer.node("Div", use.inputs, use.outputs); }
void scriptDivide(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "div"); }
void onnxPow(OnnxWriter& writer, const OpUse& use) { writer.node("Pow", use.inputs, use.outputs); }
void scriptPow(ScriptWriter& writer, const OpUse& use) { scriptCombine(writer, use, "pow"); }

// --- where ---

struct Comparison {
    const char *id, *sign, *onnx, *script;
};
constexpr Comparison comparisons[] = {
    {"greater", ">", "Greater", "gt"}, {"greater_equal", "\u2265", "GreaterOrEqual", "ge"}, {"less", "<", "Less", "lt"},
    {"less_equal", "\u2264", "LessOrEqual", "le"}, {"equal", "=", "Equal", "eq"}, {"not_equal", "\u2260", "Equal", "ne"},
};

const Comparison& comparisonOf(const OpUse& use)
{
    const std::string& id = use.attributes.text("comparison");
    return *std::ranges::find_if(comparisons, [&](const Comparison& comparison) { return comparison.id == id; }); // one of the choices
}

Specs inferWhere(const Attributes& attributes, const Specs& in)
{
    Spec out = inferCombine(attributes, in)[0];
    out.kind = in[1].kind;
    return {out};
}

/// The truth values: a quarter of a float32 each.
Cost costWhere(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = floorDivide(elementCount(out[0].shape), 4)};
}

void onnxWhere(OnnxWriter& writer, const OpUse& use)
{
    const Comparison& comparison = comparisonOf(use);
    std::string holds = writer.add(comparison.onnx, {use.inputs[0], writer.scalar(static_cast<float>(use.attributes.real("threshold")))});
    if (std::string(comparison.id) == "not_equal")
        holds = writer.add("Not", {holds});
    writer.node("Where", {holds, use.inputs[1], use.inputs[2]}, use.outputs);
}

void scriptWhere(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.where(torch." + comparisonOf(use).script + "(" + use.inputs[0] + ", " +
                pythonReal(use.attributes.real("threshold")) + "), " + use.inputs[1] + ", " + use.inputs[2] + ")");
}

std::vector<ParamChoice> comparisonChoices()
{
    std::vector<ParamChoice> choices;
    for (const Comparison& comparison : comparisons)
        choices.push_back({comparison.id, comparison.sign});
    return choices;
}

} // namespace

std::vector<OpType> elementwiseOps()
{
    return {
        {.id = "add", .summary = "y = x1 + x2 + ..., element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxAdd, .torchScript = scriptAdd},
        {.id = "multiply", .summary = "y = x1 x2 ..., element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = costMultiply, .onnx = onnxMultiply, .torchScript = scriptMultiply},
        {.id = "maximum", .summary = "y = max(x1, x2, ...), element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = costMultiply, .onnx = onnxMaximum, .torchScript = scriptMaximum},
        {.id = "minimum", .summary = "y = min(x1, x2, ...), element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = costMultiply, .onnx = onnxMinimum, .torchScript = scriptMinimum},
        {.id = "average", .summary = "y = (x1 + ... + xn) / n, element by element; sizes of 1 are repeated.", .inputs = {"xs*"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxAverage, .torchScript = scriptAverage},
        {.id = "subtract", .summary = "y = a - b, element by element; sizes of 1 are repeated.", .inputs = {"a", "b"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxSubtract, .torchScript = scriptSubtract},
        {.id = "divide", .summary = "y = a / b, element by element; sizes of 1 are repeated.", .inputs = {"a", "b"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxDivide, .torchScript = scriptDivide},
        {.id = "pow", .summary = "y = a^b, element by element; sizes of 1 are repeated.", .inputs = {"a", "b"},
         .infer = inferCombine, .cost = noCost, .onnx = onnxPow, .torchScript = scriptPow},
        {.id = "where", .summary = "y = a where the condition compares with the threshold as said, else b; sizes of 1 are repeated.",
         .attributes = {choiceParam("comparison", "Comparison", "How the condition compares with the threshold.", "greater", comparisonChoices()),
                        realParam("threshold", "Threshold", "What the condition is compared with.", 0.0, -1e30, 1e30)},
         .inputs = {"condition", "a", "b"}, .infer = inferWhere, .cost = costWhere, .onnx = onnxWhere, .torchScript = scriptWhere},
    };
}

} // namespace nodegrad
