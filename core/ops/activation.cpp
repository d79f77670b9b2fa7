#include "core/ops/families.h"
#include "core/ops/unary.h"

namespace nodegrad {

namespace {

// --- leaky_relu, elu, celu: one attribute that ONNX calls alpha ---

template <FixedText type, FixedText attribute> void onnxAlpha(OnnxWriter& writer, const OpUse& use)
{
    writer.node(type.characters, use.inputs, use.outputs, {{"alpha", use.attributes.real(attribute.characters)}});
}

template <FixedText function, FixedText attribute> void scriptAlpha(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, function.characters, pythonReal(use.attributes.real(attribute.characters)));
}

// --- prelu: one slope, or one for each channel along dimension 1 ---

Specs inferPrelu(const Attributes& attributes, const Specs& in)
{
    needSameType(in[0], in[1], 1);
    if (in[1].shape != Shape{Dim(1)}) {
        needRankAtLeast(in[0], 2, 0);
        needWeightShape(in[1], {in[0].shape[1]}, "the slope", 1);
    }
    return inferSame(attributes, in);
}

void onnxPrelu(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size();
    std::string slope = use.inputs[1];
    if (rank > 2 && use.inputSpecs[1].shape != Shape{Dim(1)})
        slope = writer.add("Reshape", {slope, writer.integers(sizesAlong(rank, 1))});
    writer.node("PRelu", {use.inputs[0], slope}, use.outputs);
}

void scriptPrelu(ScriptWriter& writer, const OpUse& use) { scriptCall(writer, use, "prelu", use.inputs[1]); }

// --- gelu, silu, mish, hardswish: ONNX has them in newer opsets or not at all ---

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

void onnxMish(OnnxWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    if (writer.opset() >= 18)
        return writer.node("Mish", {x}, use.outputs);
    writer.node("Mul", {x, writer.add("Tanh", {writer.add("Softplus", {x})})}, use.outputs);
}

/// x / 6 + 1/2, between 0 and 1.
std::vector<OnnxWriter::Attribute> hardSigmoidSlope() { return {{"alpha", 1.0 / 6}, {"beta", 0.5}}; }

void onnxHardsigmoid(OnnxWriter& writer, const OpUse& use) { writer.node("HardSigmoid", use.inputs, use.outputs, hardSigmoidSlope()); }

void onnxHardswish(OnnxWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    if (writer.opset() >= 14)
        return writer.node("HardSwish", {x}, use.outputs);
    writer.node("Mul", {x, writer.add("HardSigmoid", {x}, hardSigmoidSlope())}, use.outputs);
}

// --- hardtanh ---

Specs inferHardtanh(const Attributes& attributes, const Specs& in)
{
    needInOrder(attributes.real("minimum"), attributes.real("maximum"));
    return inferSame(attributes, in);
}

void onnxHardtanh(OnnxWriter& writer, const OpUse& use)
{
    const auto limit = [&](const char* id) { return writer.scalar(static_cast<float>(use.attributes.real(id))); };
    writer.node("Clip", {use.inputs[0], limit("minimum"), limit("maximum")}, use.outputs);
}

void scriptHardtanh(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "hardtanh", pythonReal(use.attributes.real("minimum")) + ", " + pythonReal(use.attributes.real("maximum")));
}

// --- log_sigmoid, softplus, softsign ---

void onnxLogSigmoid(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Neg", {writer.add("Softplus", {writer.add("Neg", {use.inputs[0]})})}, use.outputs);
}

/// Above a threshold of 20 the curve and x are one in float32: exp(-20) is 2e-9.
constexpr double kNoBend = 20;

void onnxSoftplus(OnnxWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    const double beta = use.attributes.real("beta"), threshold = use.attributes.real("threshold");
    const bool isPlain = threshold >= kNoBend;
    if (isPlain && beta == 1)
        return writer.node("Softplus", {x}, use.outputs);
    const std::string factor = writer.scalar(static_cast<float>(beta)), steep = writer.add("Mul", {x, factor});
    const std::string curve = writer.add("Softplus", {steep});
    if (isPlain)
        return writer.node("Div", {curve, factor}, use.outputs);
    const std::string isStraight = writer.add("Greater", {steep, writer.scalar(static_cast<float>(threshold))});
    writer.node("Where", {isStraight, x, writer.add("Div", {curve, factor})}, use.outputs);
}

void scriptSoftplus(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "softplus", pythonReal(use.attributes.real("beta")) + ", " + pythonReal(use.attributes.real("threshold")));
}

void scriptSoftsign(ScriptWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    writer.line(use.outputs[0] + " = torch.div(" + x + ", torch.add(torch.abs(" + x + "), 1))");
}

// --- softmax, log_softmax ---

Specs inferSoftmax(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    dimIndex(attributes.integer("dim"), in[0], 1);
    return inferSame(attributes, in);
}

template <FixedText type> void onnxAlongDim(OnnxWriter& writer, const OpUse& use)
{
    writer.node(type.characters, use.inputs, use.outputs, {{"axis", use.attributes.integer("dim")}});
}

template <FixedText function> void scriptAlongDim(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, function.characters, std::to_string(use.attributes.integer("dim")));
}

std::vector<Param> softmaxAttributes()
{
    return {integerParam("dim", "Dimension", "The dimension that sums to 1; -1: the last.", -1, -8, 7)};
}

/// Backward looks at y alone.
OpType overwriting(OpType type)
{
    type.memory = OutputMemory::Overwrites;
    return type;
}

} // namespace

std::vector<OpType> activationOps()
{
    return {
        overwriting(unaryOp("relu", "y = max(0, x).", onnxNode<"Relu">, scriptFunction<"relu">)),
        unaryOp("leaky_relu", "y = x where x > 0, else negative_slope x.", onnxAlpha<"LeakyRelu", "negative_slope">,
                scriptAlpha<"leaky_relu", "negative_slope">,
                {realParam("negative_slope", "Negative slope", "Slope below zero.", 0.01, -1e6, 1e6)}),
        {.id = "prelu", .summary = "y = x where x > 0, else weight x; one weight, or one for each channel along dimension 1.",
         .inputs = {"x", "weight"}, .infer = inferPrelu, .cost = noCost, .onnx = onnxPrelu, .torchScript = scriptPrelu},
        unaryOp("elu", "y = x where x > 0, else alpha (exp(x) - 1).", onnxAlpha<"Elu", "alpha">, scriptAlpha<"elu", "alpha">,
                {realParam("alpha", "Alpha", "The value far below zero is -alpha.", 1.0, 0.0, 1e6)}),
        unaryOp("selu", "y = 1.0507 x where x > 0, else 1.7581 (exp(x) - 1).", onnxNode<"Selu">, scriptFunction<"selu">),
        unaryOp("celu", "y = x where x > 0, else alpha (exp(x / alpha) - 1).", onnxAlpha<"Celu", "alpha">, scriptAlpha<"celu", "alpha">,
                {realParam("alpha", "Alpha", "The value far below zero is -alpha.", 1.0, 1e-6, 1e6)}),
        unaryOp("gelu", "y = x P(Z <= x) for a standard normal Z.", onnxGelu, scriptGelu,
                {choiceParam("approximate", "Approximation", "Exact, or by a tanh.", "none", {{"none", "None"}, {"tanh", "Tanh"}})}),
        unaryOp("silu", "y = x sigmoid(x).", onnxSilu, scriptFunction<"silu">),
        unaryOp("mish", "y = x tanh(log(1 + exp(x))).", onnxMish, scriptFunction<"mish">),
        unaryOp("hardswish", "y = x min(max(x + 3, 0), 6) / 6.", onnxHardswish, scriptFunction<"hardswish">),
        overwriting(unaryOp("sigmoid", "y = 1 / (1 + exp(-x)).", onnxNode<"Sigmoid">, scriptFunction<"sigmoid">)),
        unaryOp("log_sigmoid", "y = -log(1 + exp(-x)).", onnxLogSigmoid, scriptFunction<"log_sigmoid">),
        unaryOp("hardsigmoid", "y = min(max(x + 3, 0), 6) / 6.", onnxHardsigmoid, scriptFunction<"hardsigmoid">),
        overwriting(unaryOp("tanh", "y = tanh(x).", onnxNode<"Tanh">, scriptFunction<"tanh">)),
        {.id = "hardtanh", .summary = "y = min(max(x, minimum), maximum), with no slope at the limits and beyond.",
         .attributes = {realParam("minimum", "Minimum", "The least output.", -1.0, -1e9, 1e9),
                        realParam("maximum", "Maximum", "The largest output.", 1.0, -1e9, 1e9)},
         .inputs = {"x"}, .infer = inferHardtanh, .cost = noCost, .onnx = onnxHardtanh, .torchScript = scriptHardtanh},
        unaryOp("softplus", "y = log(1 + exp(beta x)) / beta, and x where beta x > threshold.", onnxSoftplus, scriptSoftplus,
                {realParam("beta", "Beta", "How sharp the bend is.", 1.0, 1e-6, 1e6),
                 realParam("threshold", "Threshold", "Above it, y = x.", 20.0, -1e6, 1e6)}),
        unaryOp("softsign", "y = x / (1 + |x|).", onnxNode<"Softsign">, scriptSoftsign),
        {.id = "softmax", .summary = "y_i = exp(x_i) / sum_j exp(x_j) along one dimension.", .attributes = softmaxAttributes(),
         .inputs = {"x"}, .infer = inferSoftmax, .cost = noCost, .onnx = onnxAlongDim<"Softmax">, .torchScript = scriptAlongDim<"softmax">,
         .memory = OutputMemory::Overwrites},
        {.id = "log_softmax", .summary = "y_i = x_i - log(sum_j exp(x_j)) along one dimension.", .attributes = softmaxAttributes(),
         .inputs = {"x"}, .infer = inferSoftmax, .cost = noCost, .onnx = onnxAlongDim<"LogSoftmax">,
         .torchScript = scriptAlongDim<"log_softmax">, .memory = OutputMemory::Overwrites},
    };
}

} // namespace nodegrad
