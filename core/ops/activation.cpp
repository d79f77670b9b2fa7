#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- relu, sigmoid, tanh ---

void onnxRelu(OnnxWriter& writer, const OpUse& use) { writer.node("Relu", use.inputs, use.outputs); }
void scriptRelu(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "relu"); }
void onnxSigmoid(OnnxWriter& writer, const OpUse& use) { writer.node("Sigmoid", use.inputs, use.outputs); }
void scriptSigmoid(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "sigmoid"); }
void onnxTanh(OnnxWriter& writer, const OpUse& use) { writer.node("Tanh", use.inputs, use.outputs); }
void scriptTanh(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "tanh"); }

// --- leaky_relu, elu ---

void onnxLeakyRelu(OnnxWriter& writer, const OpUse& use)
{
    writer.node("LeakyRelu", use.inputs, use.outputs, {{"alpha", use.attributes.real("negative_slope")}});
}

void scriptLeakyRelu(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "leaky_relu", pythonReal(use.attributes.real("negative_slope")));
}

void onnxElu(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Elu", use.inputs, use.outputs, {{"alpha", use.attributes.real("alpha")}});
}

void scriptElu(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "elu", pythonReal(use.attributes.real("alpha")));
}

// --- gelu, silu ---

void onnxGelu(OnnxWriter& writer, const OpUse& use)
{
    const std::string &x = use.inputs[0], &approximate = use.attributes.text("approximate");
    if (writer.opset() >= 20)
        return writer.node("Gelu", {x}, use.outputs, {{"approximate", approximate}});
    std::string inner;
    if (approximate == "tanh") { // tanh(sqrt(2 / pi) (x + 0.044715 x^3))
        const std::string cube = writer.add("Mul", {writer.add("Mul", {x, x}), x});
        const std::string sum = writer.add("Add", {x, writer.add("Mul", {cube, writer.scalar(0.044715F)})});
        inner = writer.add("Tanh", {writer.add("Mul", {sum, writer.scalar(0.7978845608028654F)})});
    } else { // erf(x / sqrt(2))
        inner = writer.add("Erf", {writer.add("Div", {x, writer.scalar(1.4142135623730951F)})});
    }
    const std::string share = writer.add("Add", {inner, writer.scalar(1)});
    writer.node("Mul", {writer.add("Mul", {x, share}), writer.scalar(0.5F)}, use.outputs);
}

void scriptGelu(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "gelu", "approximate=\"" + use.attributes.text("approximate") + "\"");
}

void onnxSilu(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Mul", {use.inputs[0], writer.add("Sigmoid", {use.inputs[0]})}, use.outputs);
}

void scriptSilu(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "silu"); }

// --- softmax, log_softmax ---

Specs inferSoftmax(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    dimIndex(attributes.integer("dim"), in[0], 1);
    return inferSame(attributes, in);
}

void onnxSoftmax(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Softmax", use.inputs, use.outputs, {{"axis", use.attributes.integer("dim")}});
}

void scriptSoftmax(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "softmax", std::to_string(use.attributes.integer("dim")));
}

void onnxLogSoftmax(OnnxWriter& writer, const OpUse& use)
{
    writer.node("LogSoftmax", use.inputs, use.outputs, {{"axis", use.attributes.integer("dim")}});
}

void scriptLogSoftmax(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "log_softmax", std::to_string(use.attributes.integer("dim")));
}

std::vector<Param> softmaxAttributes()
{
    return {integerParam("dim", "Dimension", "The dimension that sums to 1; -1: the last.", -1, -8, 7)};
}

} // namespace

std::vector<OpType> activationOps()
{
    return {
        {.id = "relu", .summary = "y = max(0, x).", .inputs = {"x"},
         .infer = inferSame, .cost = noCost, .onnx = onnxRelu, .torchScript = scriptRelu},
        {.id = "leaky_relu", .summary = "y = x where x > 0, else negative_slope x.",
         .attributes = {realParam("negative_slope", "Negative slope", "Slope below zero.", 0.01, -1e6, 1e6)},
         .inputs = {"x"}, .infer = inferSame, .cost = noCost, .onnx = onnxLeakyRelu, .torchScript = scriptLeakyRelu},
        {.id = "elu", .summary = "y = x where x > 0, else alpha (exp(x) - 1).",
         .attributes = {realParam("alpha", "Alpha", "The value far below zero is -alpha.", 1.0, 0.0, 1e6)},
         .inputs = {"x"}, .infer = inferSame, .cost = noCost, .onnx = onnxElu, .torchScript = scriptElu},
        {.id = "gelu", .summary = "y = x P(Z <= x) for a standard normal Z.",
         .attributes = {choiceParam("approximate", "Approximation", "Exact, or by a tanh.", "none",
                                    {{"none", "None"}, {"tanh", "Tanh"}})},
         .inputs = {"x"}, .infer = inferSame, .cost = noCost, .onnx = onnxGelu, .torchScript = scriptGelu},
        {.id = "silu", .summary = "y = x sigmoid(x).", .inputs = {"x"},
         .infer = inferSame, .cost = noCost, .onnx = onnxSilu, .torchScript = scriptSilu},
        {.id = "sigmoid", .summary = "y = 1 / (1 + exp(-x)).", .inputs = {"x"},
         .infer = inferSame, .cost = noCost, .onnx = onnxSigmoid, .torchScript = scriptSigmoid},
        {.id = "tanh", .summary = "y = tanh(x).", .inputs = {"x"},
         .infer = inferSame, .cost = noCost, .onnx = onnxTanh, .torchScript = scriptTanh},
        {.id = "softmax", .summary = "y_i = exp(x_i) / sum_j exp(x_j) along one dimension.", .attributes = softmaxAttributes(),
         .inputs = {"x"}, .infer = inferSoftmax, .cost = noCost, .onnx = onnxSoftmax, .torchScript = scriptSoftmax},
        {.id = "log_softmax", .summary = "y_i = x_i - log(sum_j exp(x_j)) along one dimension.", .attributes = softmaxAttributes(),
         .inputs = {"x"}, .infer = inferSoftmax, .cost = noCost, .onnx = onnxLogSoftmax, .torchScript = scriptLogSoftmax},
    };
}

} // namespace nodegrad
