#pragma once
// Ops that map each number of x to one number of y: an entry in their family's list is one line.

#include <string>
#include <vector>

#include "core/base/fixed_text.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

/// ONNX: one node of this type, without attributes.
template <FixedText type> void onnxNode(OnnxWriter& writer, const OpUse& use)
{
    writer.node(type.characters, use.inputs, use.outputs);
}

/// TorchScript: "{out} = torch.function({x})".
template <FixedText function> void scriptFunction(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, function.characters);
}

/// y has the shape, kind and type of x; nothing is kept for backward but x or y.
inline OpType unaryOp(std::string id, std::string summary, void (*onnx)(OnnxWriter&, const OpUse&),
                      void (*torchScript)(ScriptWriter&, const OpUse&), std::vector<Param> attributes = {})
{
    return {.id = std::move(id), .summary = std::move(summary), .attributes = std::move(attributes), .inputs = {"x"},
            .infer = inferSame, .cost = noCost, .onnx = onnx, .torchScript = torchScript};
}

} // namespace nodegrad
