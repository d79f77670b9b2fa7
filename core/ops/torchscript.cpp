#include "core/ops/families.h"
#include "core/ops/script_ports.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

Specs inferTorchScript(const Attributes& attributes, const Specs& in)
{
    const auto takes = scriptPortsFrom(attributes.text("takes")), gives = scriptPortsFrom(attributes.text("gives"));
    for (const auto* ports : {&takes, &gives})
        if (!*ports)
            throw Unmet{ports->error(), -1, {}};
    if (takes->size() + 1 != in.size())
        throw Unmet{makeError("layer.block_ports", {{"text", attributes.text("takes")}}), -1, {}};
    for (std::size_t i = 0; i < takes->size(); ++i) {
        const Spec expected = scriptSpec((*takes)[i]), &got = in[i + 1];
        if (got.dtype != expected.dtype || got.shape.size() != expected.shape.size() || !std::equal(got.shape.begin() + 1, got.shape.end(), expected.shape.begin() + 1))
            unmet("layer.block_input", {{"input", (*takes)[i].name}, {"expected", shapeText(expected.shape) + (expected.dtype == DType::Int64 ? " (tokens)" : "")}, {"got", gotPhrase(got)}},
                  static_cast<int>(i) + 1);
    }
    Specs out;
    for (const ScriptPort& port : *gives) {
        out.push_back(scriptSpec(port));
        out.back().shape.front() = in.back().shape.front();
    }
    return out;
}

} // namespace

std::vector<OpType> torchScriptOps()
{
    return {
        {.id = "torchscript",
         .summary = "Runs a TorchScript program, in a process of its own: y = f(x). Its weights do not train.",
         .attributes = {textParam("archive", "File", "SHA-256 of the file.", ""), textParam("takes", "Takes", "Names and sizes of its inputs.", ""),
                        textParam("gives", "Gives", "Names and sizes of its outputs.", "")},
         .inputs = {"archive", "xs*"},
         .infer = inferTorchScript, .cost = noCost, .onnx = nullptr, .torchScript = nullptr,
         .foreign = true},
    };
}

} // namespace nodegrad
