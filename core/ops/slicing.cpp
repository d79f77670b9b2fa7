#include <limits>
#include <numeric>
#include <optional>
#include <set>

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
    std::vector<std::int64_t> sizes = attributes.list("sizes");
    if (sizes.empty()) {
        if (size % parts != 0)
            unmet("layer.no_multiple", {{"size", size}, {"what", "values"}, {"parts", parts}}, 0);
        sizes.assign(static_cast<std::size_t>(parts), size / parts);
    }
    const std::int64_t total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t(0));
    if (sizes.size() > 64 || total != size)
        unmet("layer.sizes_do_not_add_up", {{"sizes", pythonList(sizes)}, {"total", total}, {"size", size}}, 0);
    Specs outputs;
    for (const std::int64_t part : sizes) {
        outputs.push_back(x);
        outputs.back().shape[dim] = part;
        outputs.back().classes = x.kind == Kind::Tokens ? x.classes : 0;
    }
    return outputs;
}

/// The sizes of the parts, and the dimension from 0.
std::pair<std::vector<std::int64_t>, std::int64_t> chunksOf(const OpUse& use)
{
    const std::size_t dim = dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1);
    std::vector<std::int64_t> sizes;
    for (const Spec& part : use.outputSpecs)
        sizes.push_back(part.shape[dim].value());
    return {sizes, static_cast<std::int64_t>(dim)};
}

void onnxChunk(OnnxWriter& writer, const OpUse& use)
{
    const auto [sizes, dim] = chunksOf(use);
    writer.node("Split", {use.inputs[0], writer.integers(sizes)}, use.outputs, {{"axis", dim}});
}

void scriptParts(ScriptWriter& writer, const OpUse& use, const std::vector<std::int64_t>& sizes, std::int64_t dim)
{
    std::int64_t start = 0;
    for (std::size_t i = 0; i < use.outputs.size(); ++i) {
        writer.line(use.outputs[i] + " = torch.narrow(" + use.inputs[0] + ", " + std::to_string(dim) + ", " + std::to_string(start) + ", " +
                    std::to_string(sizes[i]) + ")");
        start += sizes[i];
    }
}

void scriptChunk(ScriptWriter& writer, const OpUse& use)
{
    const auto [sizes, dim] = chunksOf(use);
    scriptParts(writer, use, sizes, dim);
}

// --- split_rows: of a table of weights, which has no batch ---

Specs inferSplitRows(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 1, 0);
    const std::vector<std::int64_t>& sizes = attributes.list("sizes");
    const std::int64_t rows = knownSize(in[0].shape[0], "the number of rows", 0), total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t(0));
    if (total != rows)
        unmet("layer.sizes_do_not_add_up", {{"sizes", pythonList(sizes)}, {"total", total}, {"size", rows}}, 0);
    Specs outputs;
    for (const std::int64_t part : sizes) {
        outputs.push_back(in[0]);
        outputs.back().shape[0] = part;
    }
    return outputs;
}

void onnxSplitRows(OnnxWriter& writer, const OpUse& use)
{
    std::int64_t start = 0;
    for (std::size_t i = 0; i < use.outputs.size(); ++i) {
        const std::int64_t end = start + use.attributes.list("sizes")[i];
        writer.node("Slice", {use.inputs[0], writer.integers({start}), writer.integers({end}), writer.integers({0})}, {use.outputs[i]});
        start = end;
    }
}

void scriptSplitRows(ScriptWriter& writer, const OpUse& use)
{
    scriptParts(writer, use, use.attributes.list("sizes"), 0);
}

// --- slice ---

/// An open size is cut to its end only: nobody knows how many values lie before.
Specs inferSlice(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const std::size_t dim = dimIndex(attributes.integer("dim"), x, 1);
    const std::int64_t start = attributes.integer("start"), step = attributes.integer("step"), wanted = attributes.integer("length");
    Spec out = x;
    if (!x.shape[dim].isKnown() && wanted == -1) {
        out.shape[dim] = floorDivide(x.shape[dim] + Dim(step - 1 - start), step);
        return {out};
    }
    const std::int64_t size = knownSize(x.shape[dim], "the size that it cuts", 0);
    const std::int64_t most = start < size ? (size - start - 1) / step + 1 : 0, length = wanted == -1 ? most : wanted;
    if (length < 1 || length > most)
        unmet("layer.slice_outside", {{"start", start}, {"end", start + (length - 1) * step + 1}, {"size", size}}, 0);
    out.shape[dim] = length;
    return {out};
}

struct Cut {
    std::int64_t dim, start, step;
    std::optional<std::int64_t> length; ///< nothing: to an end that is open
    /// One past the last; "all there are" in ONNX and Python where the end is open.
    std::int64_t end() const { return length ? start + (*length - 1) * step + 1 : std::numeric_limits<std::int64_t>::max(); }
};
Cut cutOf(const OpUse& use)
{
    const std::size_t dim = dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1);
    return {static_cast<std::int64_t>(dim), use.attributes.integer("start"), use.attributes.integer("step"), use.outputSpecs[0].shape[dim].known()};
}

void onnxCut(OnnxWriter& writer, const std::string& x, const std::string& output, std::int64_t dim, std::int64_t start, std::int64_t end,
             std::int64_t step = 1)
{
    std::vector<std::string> inputs{x, writer.integers({start}), writer.integers({end}), writer.integers({dim})};
    if (step != 1)
        inputs.push_back(writer.integers({step}));
    writer.node("Slice", std::move(inputs), {output});
}

void onnxSlice(OnnxWriter& writer, const OpUse& use)
{
    const Cut cut = cutOf(use);
    onnxCut(writer, use.inputs[0], use.outputs[0], cut.dim, cut.start, cut.end(), cut.step);
}

void scriptSlice(ScriptWriter& writer, const OpUse& use)
{
    const Cut cut = cutOf(use);
    const std::string from = std::to_string(cut.dim) + ", " + std::to_string(cut.start) + ", ";
    if (cut.length && cut.step == 1)
        scriptCall(writer, use, "narrow", from + std::to_string(*cut.length));
    else
        scriptCall(writer, use, "slice", from + std::to_string(cut.end()) + ", " + std::to_string(cut.step));
}

// --- select ---

Specs inferSelect(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    const std::size_t dim = dimIndex(attributes.integer("dim"), x, 1);
    const std::int64_t index = attributes.integer("index");
    // Of an open size the first and the last are sure to be there.
    if (x.shape[dim].isKnown() || index < -1 || index > 0) {
        const std::int64_t size = knownSize(x.shape[dim], "the size that it takes one of", 0);
        if (index < -size || index >= size)
            unmet("layer.select_outside", {{"index", index}, {"size", size}, {"last", size - 1}}, 0);
    }
    Shape shape = x.shape;
    shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(dim));
    return {specOf(x, std::move(shape))};
}

void onnxSelect(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t index = use.attributes.integer("index");
    const auto dim = static_cast<std::int64_t>(dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1));
    writer.node("Gather", {use.inputs[0], writer.constant(HostTensor::ofIntegers({}, std::span<const std::int64_t>(&index, 1)))}, use.outputs,
                {{"axis", dim}});
}

void scriptSelect(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "select", std::to_string(use.attributes.integer("dim")) + ", " + std::to_string(use.attributes.integer("index")));
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

// --- flip ---

/// From 0, without repeats.
std::vector<std::int64_t> flippedDims(const Attributes& attributes, const Spec& x)
{
    std::set<std::int64_t> dims;
    for (const std::int64_t dim : attributes.list("dims"))
        dims.insert(static_cast<std::int64_t>(dimIndex(dim, x, 1)));
    return {dims.begin(), dims.end()};
}

Specs inferFlip(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    if (flippedDims(attributes, in[0]).empty())
        unmet("layer.no_dims", {});
    return {in[0]};
}

void onnxFlip(OnnxWriter& writer, const OpUse& use)
{
    const std::vector<std::int64_t> dims = flippedDims(use.attributes, use.inputSpecs[0]), back(dims.size(), -1);
    const std::vector<std::int64_t> start(dims.size(), std::numeric_limits<std::int64_t>::min());
    writer.node("Slice", {use.inputs[0], writer.integers(back), writer.integers(start), writer.integers(dims), writer.integers(back)}, use.outputs);
}

void scriptFlip(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "flip", pythonList(flippedDims(use.attributes, use.inputSpecs[0])));
}

// --- roll: y[i] = x[(i - shift) mod size] ---

Specs inferRoll(const Attributes& attributes, const Specs& in)
{
    needRankAtLeast(in[0], 2, 0);
    knownSize(in[0].shape[dimIndex(attributes.integer("dim"), in[0], 1)], "the size that it rolls along", 0);
    return {in[0]};
}

void onnxRoll(OnnxWriter& writer, const OpUse& use)
{
    const std::size_t dim = dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1);
    const std::int64_t size = use.inputSpecs[0].shape[dim].value(), shift = (use.attributes.integer("shift") % size + size) % size;
    if (shift == 0)
        return writer.node("Identity", use.inputs, use.outputs);
    const auto axis = static_cast<std::int64_t>(dim);
    const std::string end = writer.fresh(), begin = writer.fresh();
    onnxCut(writer, use.inputs[0], end, axis, size - shift, size);
    onnxCut(writer, use.inputs[0], begin, axis, 0, size - shift);
    writer.node("Concat", {end, begin}, use.outputs, {{"axis", axis}});
}

void scriptRoll(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "roll", pythonList({use.attributes.integer("shift")}) + ", " + pythonList({use.attributes.integer("dim")}));
}

// --- tile ---

Specs inferTile(const Attributes& attributes, const Specs& in)
{
    Spec out = in[0];
    needRankAtLeast(out, 2, 0);
    Dim& size = out.shape[dimIndex(attributes.integer("dim"), out, 1)];
    size = size * Dim(attributes.integer("repeats"));
    return {out};
}

/// How often along each dimension.
std::vector<std::int64_t> repeatsOf(const OpUse& use)
{
    std::vector<std::int64_t> repeats(use.inputSpecs[0].shape.size(), 1);
    repeats[dimIndex(use.attributes.integer("dim"), use.inputSpecs[0], 1)] = use.attributes.integer("repeats");
    return repeats;
}

void onnxTile(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Tile", {use.inputs[0], writer.integers(repeatsOf(use))}, use.outputs);
}

void scriptTile(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "tile", pythonList(repeatsOf(use)));
}

Param dimAttribute(std::int64_t byDefault, const char* doc)
{
    return integerParam("dim", "Dimension", doc, byDefault, -8, 7);
}

} // namespace

std::vector<OpType> slicingOps()
{
    return {
        {.id = "chunk", .summary = "Parts along one dimension, equal or of given sizes, one output each.",
         .attributes = {dimAttribute(-1, "The dimension that is split; not the batch."),
                        integerParam("parts", "Parts", "How many equal ones.", 2, 1, 64),
                        listParam("sizes", "Sizes", "Sizes of the parts, which add up; empty: equal parts.", {}, 0, 1)},
         .inputs = {"x"}, .infer = inferChunk, .cost = noCost, .onnx = onnxChunk, .torchScript = scriptChunk, .memory = OutputMemory::View},
        {.id = "split_rows", .summary = "The rows of weights in parts of given sizes, one output each.",
         .attributes = {listParam("sizes", "Sizes", "How many rows each part has; they add up.", {1}, 0, 1)},
         .inputs = {"weight"}, .infer = inferSplitRows, .cost = noCost, .onnx = onnxSplitRows, .torchScript = scriptSplitRows, .memory = OutputMemory::View},
        {.id = "slice", .summary = "`length` values from `start` on along one dimension, every `step`th.",
         .attributes = {dimAttribute(1, "The dimension that is cut; not the batch."),
                        integerParam("start", "Start", "The first value kept, from 0.", 0, 0, 1e12),
                        integerParam("length", "Length", "How many are kept; -1: all to the end.", 1, -1, 1e12),
                        integerParam("step", "Step", "Distance between the values that are kept.", 1, 1, 1e6)},
         .inputs = {"x"}, .infer = inferSlice, .cost = noCost, .onnx = onnxSlice, .torchScript = scriptSlice},
        {.id = "select", .summary = "One index along a dimension, which goes away.",
         .attributes = {dimAttribute(1, "The dimension that goes away; not the batch."),
                        integerParam("index", "Index", "Which one is taken, from 0; -1: the last.", 0, -1e12, 1e12)},
         .inputs = {"x"}, .infer = inferSelect, .cost = noCost, .onnx = onnxSelect, .torchScript = scriptSelect, .memory = OutputMemory::View},
        {.id = "flip", .summary = "The values in reverse order along some dimensions.",
         .attributes = {listParam("dims", "Dimensions", "Which are reversed; not the batch.", {-1}, 0, -8)},
         .inputs = {"x"}, .infer = inferFlip, .cost = noCost, .onnx = onnxFlip, .torchScript = scriptFlip},
        {.id = "roll", .summary = "y[i] = x[(i - shift) mod size] along one dimension: what leaves at the end comes in at the beginning.",
         .attributes = {dimAttribute(1, "The dimension along which is moved; not the batch."),
                        integerParam("shift", "Shift", "By how many places; negative: towards the beginning.", 1, -1e12, 1e12)},
         .inputs = {"x"}, .infer = inferRoll, .cost = noCost, .onnx = onnxRoll, .torchScript = scriptRoll},
        {.id = "tile", .summary = "The whole value several times in a row along one dimension.",
         .attributes = {dimAttribute(1, "The dimension that grows; not the batch."), integerParam("repeats", "Repeats", "How often.", 2, 1, 1e6)},
         .inputs = {"x"}, .infer = inferTile, .cost = noCost, .onnx = onnxTile, .torchScript = scriptTile},
        {.id = "select_last", .summary = "The last time step: (N, T, F) to (N, F).",
         .inputs = {"x"}, .infer = inferSelectLast, .cost = noCost, .onnx = onnxSelectLast, .torchScript = scriptSelectLast, .memory = OutputMemory::View},
    };
}

} // namespace nodegrad
