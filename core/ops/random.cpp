#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- dropout ---

/// The mask.
Cost costDropout(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = elementCount(out[0].shape)};
}

/// Does nothing in inference.
void onnxDropout(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Identity", use.inputs, use.outputs);
}

void scriptDropout(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "dropout", pythonReal(use.attributes.real("p")) + ", self.training");
}

Param probability()
{
    Param param = realParam("p", "Probability", "Share of the values set to zero while training.", 0.5, 0.0, 0.999999);
    param.unit = "0..1";
    return param;
}

} // namespace

std::vector<OpType> randomOps()
{
    return {
        {.id = "dropout",
         .summary = "In training, y = x / (1 - p) with probability 1 - p, else 0; otherwise y = x.",
         .attributes = {probability()},
         .inputs = {"x"},
         .infer = inferSame, .cost = costDropout, .onnx = onnxDropout, .torchScript = scriptDropout,
         .random = true},
    };
}

} // namespace nodegrad
