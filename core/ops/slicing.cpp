#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- chunk ---

Specs inferChunk(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const std::size_t dim = dimIndex(attributes.integer("dim"), x, 1);
    const std::int64_t size = knownSize(x.shape[dim], "the size that it splits", 0), parts = attributes.integer("parts");
    if (size % parts != 0)
        unmet("layer.does_not_split", {{"size", size}, {"what", "values"}, {"parts", parts}}, 0);
    Spec part = x;
    part.classes = 0;
    part.shape[dim] = size / parts;
    return Specs(static_cast<std::size_t>(parts), part);
}

/// The size of each part, and the dimension from 0.
std::pair<std::int64_t, std::int64_t> chunkOf(const OpUse& use)
{
    const std::size_t dim = dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1);
    return {use.outputSpecs[0].shape[dim].value(), static_cast<std::int64_t>(dim)};
}

void onnxChunk(OnnxWriter& writer, const OpUse& use)
{
    const auto [size, dim] = chunkOf(use);
    const std::vector<std::int64_t> sizes(use.outputs.size(), size);
    writer.node("Split", {use.inputs[0], writer.integers(sizes)}, use.outputs, {{"axis", dim}});
}

void scriptChunk(ScriptWriter& writer, const OpUse& use)
{
    const auto [size, dim] = chunkOf(use);
    for (std::size_t i = 0; i < use.outputs.size(); ++i)
        writer.line(use.outputs[i] + " = torch.narrow(" + use.inputs[0] + ", " + std::to_string(dim) + ", " +
                    std::to_string(static_cast<std::int64_t>(i) * size) + ", " + std::to_string(size) + ")");
}

// --- slice ---

Specs inferSlice(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const std::size_t dim = dimIndex(attributes.integer("dim"), x, 1);
    const std::int64_t size = knownSize(x.shape[dim], "the size that it cuts", 0), start = attributes.integer("start");
    const std::int64_t length = attributes.integer("length") == -1 ? size - start : attributes.integer("length");
    if (length < 1 || start > size || length > size - start)
        unmet("layer.slice_outside", {{"start", start}, {"end", start + length}, {"size", size}}, 0);
    Spec out = x;
    out.shape[dim] = length;
    return {out};
}

struct Cut {
    std::int64_t dim, start, length;
};
Cut cutOf(const OpUse& use)
{
    const std::size_t dim = dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1);
    return {static_cast<std::int64_t>(dim), use.attributes.integer("start"), use.outputSpecs[0].shape[dim].value()};
}

void onnxSlice(OnnxWriter& writer, const OpUse& use)
{
    const Cut cut = cutOf(use);
    writer.node("Slice",
                {use.inputs[0], writer.integers({cut.start}), writer.integers({cut.start + cut.length}), writer.integers({cut.dim})},
                use.outputs);
}

void scriptSlice(ScriptWriter& writer, const OpUse& use)
{
    const Cut cut = cutOf(use);
    scriptCall(writer, use, "narrow", std::to_string(cut.dim) + ", " + std::to_string(cut.start) + ", " + std::to_string(cut.length));
}

// --- select_last ---

Specs inferSelectLast(const Attributes&, const Specs& in)
{
    needShapeOf(in[0], {Kind::Sequence}, 0);
    return {specOf(in[0], {in[0].shape[0], in[0].shape[2]})};
}

void onnxSelectLast(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t last = -1;
    const std::string index = writer.constant(HostTensor::ofIntegers({}, std::span<const std::int64_t>(&last, 1)));
    writer.node("Gather", {use.inputs[0], index}, use.outputs, {{"axis", std::int64_t(1)}});
}

void scriptSelectLast(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "select", "1, -1");
}

Param dimAttribute(std::int64_t byDefault, const char* doc)
{
    return integerParam("dim", "Dimension", doc, byDefault, -8, 7);
}

} // namespace

std::vector<OpType> slicingOps()
{
    return {
        {.id = "chunk", .summary = "Equal parts along one dimension, one output each.",
         .attributes = {dimAttribute(-1, "The dimension that is split; not the batch."),
                        integerParam("parts", "Parts", "How many.", 2, 1, 64)},
         .inputs = {"x"}, .infer = inferChunk, .cost = noCost, .onnx = onnxChunk, .torchScript = scriptChunk},
        {.id = "slice", .summary = "`length` values from `start` on along one dimension.",
         .attributes = {dimAttribute(1, "The dimension that is cut; not the batch."),
                        integerParam("start", "Start", "The first value kept, from 0.", 0, 0, 1e12),
                        integerParam("length", "Length", "How many are kept; -1: all to the end.", 1, -1, 1e12)},
         .inputs = {"x"}, .infer = inferSlice, .cost = noCost, .onnx = onnxSlice, .torchScript = scriptSlice},
        {.id = "select_last", .summary = "The last time step: (N, T, F) to (N, F).",
         .inputs = {"x"}, .infer = inferSelectLast, .cost = noCost, .onnx = onnxSelectLast, .torchScript = scriptSelectLast},
    };
}

} // namespace nodegrad
