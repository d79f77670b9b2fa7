#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

/// Does nothing in inference.
void onnxSame(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Identity", use.inputs, use.outputs);
}

Param probability(const char* doc)
{
    Param param = realParam("p", "Probability", doc, 0.5, 0.0, 0.999999);
    param.unit = "0..1";
    return param;
}

// --- dropout: what is dropped together is one value, one channel, or one sample ---

/// The mask's sizes: those of x where values are dropped on their own, else 1.
Shape maskShape(const Attributes& attributes, const Spec& x)
{
    const std::string& unit = attributes.text("unit");
    if (unit == "values")
        return x.shape;
    Shape shape(x.shape.size(), Dim(1));
    shape[0] = x.shape[0];
    if (unit == "channels")
        shape[1] = x.shape[1];
    else if (unit == "features")
        shape.back() = x.shape.back();
    return shape;
}

Specs inferDropout(const Attributes& attributes, const Specs& in)
{
    if (attributes.text("unit") != "values")
        needRankAtLeast(in[0], 2, 0);
    return inferSame(attributes, in);
}

Cost costDropout(const Attributes& attributes, const Specs& in, const Specs&)
{
    return {.savedElements = elementCount(maskShape(attributes, in[0]))};
}

void scriptDropout(ScriptWriter& writer, const OpUse& use)
{
    const std::string chance = pythonReal(use.attributes.real("p")) + ", self.training", &x = use.inputs[0];
    if (use.attributes.text("unit") == "values")
        return scriptCall(writer, use, "dropout", chance);
    const Shape mask = maskShape(use.attributes, use.inputSpecs[0]);
    std::string sizes;
    for (std::size_t i = 0; i < mask.size(); ++i)
        sizes += (i == 0 ? "" : ", ") + (mask[i] == Dim(1) ? std::string("1") : x + ".size(" + std::to_string(i) + ")");
    scriptCall(writer, use, "mul", "torch.dropout(torch.ones([" + sizes + "], dtype=" + x + ".dtype, device=" + x + ".device), " + chance + ")");
}

// --- alpha_dropout ---

/// The mask.
Cost costMask(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = elementCount(out[0].shape)};
}

void scriptAlphaDropout(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "alpha_dropout", pythonReal(use.attributes.real("p")) + ", self.training");
}

// --- gaussian_noise ---

void scriptNoise(ScriptWriter& writer, const OpUse& use)
{
    const std::string &x = use.inputs[0], &y = use.outputs[0];
    writer.line(y + " = " + x + "\nif self.training:\n    " + y + " = torch.add(" + x + ", torch.randn_like(" + x + "), alpha=" +
                pythonReal(use.attributes.real("deviation")) + ")");
}

} // namespace

std::vector<OpType> randomOps()
{
    return {
        {.id = "dropout",
         .summary = "In training, y = x / (1 - p) with probability 1 - p, else 0; otherwise y = x.",
         .attributes = {probability("Share of the values set to zero while training."),
                        choiceParam("unit", "Unit", "What is set to zero together.", "values",
                                    {{"values", "Each value on its own"}, {"channels", "Channels (dimension 1)"},
                                     {"features", "Features (the last dimension)"}, {"samples", "Whole samples"}})},
         .inputs = {"x"},
         .infer = inferDropout, .cost = costDropout, .onnx = onnxSame, .torchScript = scriptDropout,
         .random = true},
        {.id = "alpha_dropout",
         .summary = "In training, y = a (m x + (1 - m) s) + b with m = 0 at probability p; s, a and b keep mean and variance; otherwise y = x.",
         .attributes = {probability("Share of the values replaced while training.")},
         .inputs = {"x"},
         .infer = inferSame, .cost = costMask, .onnx = onnxSame, .torchScript = scriptAlphaDropout,
         .random = true},
        {.id = "gaussian_noise",
         .summary = "In training, y = x + deviation n with n normal; otherwise y = x.",
         .attributes = {realParam("deviation", "Deviation", "Standard deviation of the noise.", 0.1, 0.0, 1e6)},
         .inputs = {"x"},
         .infer = inferSame, .cost = noCost, .onnx = onnxSame, .torchScript = scriptNoise,
         .random = true},
    };
}

} // namespace nodegrad
