#include "core/importers/onnx_patterns.h"
#include "core/importers/onnx_rules.h"
#include "core/importers/torchscript.h"

namespace nodegrad {

namespace {

/// A TorchScript archive that runs as one layer; its last input is the file.
Status applyBlock(OnnxCanvas& canvas, const OnnxNode& node)
{
    const HostTensor* archive = canvas.constant(node.inputs.back());
    if (!archive)
        return fail("import.computed", {{"op", node.opType}, {"what", "its file"}});
    OnnxLayer layer{.type = "torchscript",
                    .params = {{"takes", textOf(node, "takes", "")}, {"gives", textOf(node, "gives", "")}, {"archive", textOf(node, "archive", "")}, {"size", archive->count()}},
                    .inputs = {}, .weights = {{"archive", *archive, ""}}};
    for (std::size_t i = 0; i + 1 < node.inputs.size(); ++i) {
        const auto input = canvas.plain(node, i);
        if (!input)
            return fail(input.error());
        layer.inputs.push_back(*input);
    }
    const auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    for (std::size_t i = 0; i < outputs->size(); ++i)
        canvas.define(node.outputs[i], (*outputs)[i]);
    return {};
}

} // namespace

std::vector<OnnxRule> onnxBlockRules()
{
    return {{std::string(kOwnDomain) + ":" + kBlockOperation, "torchscript", applyBlock}};
}

} // namespace nodegrad
