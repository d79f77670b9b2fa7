#include <algorithm>

#include "core/ops/families.h"
#include "core/ops/windows.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

// --- global_average_pool, global_max_pool ---

/// The dimensions that are pooled away.
List globalDims(const Shape& shape)
{
    return shape.size() == 3 ? List{1} : shape.size() == 4 ? List{2, 3} : List{2, 3, 4};
}

Specs inferGlobal(const Attributes&, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image, Kind::Sequence, Kind::Volume}, 0);
    return {specOf(x, {x.shape[0], x.shape.size() == 3 ? x.shape[2] : x.shape[1]})};
}

void onnxGlobalAverage(OnnxWriter& writer, const OpUse& use)
{
    onnxReduceMean(writer, use.inputs[0], use.outputs[0], globalDims(use.inputSpecs[0].shape), false);
}

void scriptGlobalAverage(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "mean", pythonList(globalDims(use.inputSpecs[0].shape)) + ", False");
}

void onnxGlobalMax(OnnxWriter& writer, const OpUse& use)
{
    onnxReduce(writer, "ReduceMax", use.inputs[0], use.outputs[0], globalDims(use.inputSpecs[0].shape), false);
}

void scriptGlobalMax(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "amax", pythonList(globalDims(use.inputSpecs[0].shape)) + ", False");
}

// --- adaptive_max_pool, adaptive_average_pool: part i takes the values floor(i H / H') .. ceil((i + 1) H / H') - 1 ---

Specs inferAdaptive(const Attributes& attributes, const Specs& in, std::size_t rank)
{
    const Spec& x = in[0];
    needShapeOf(x, {windowKind(rank)}, 0);
    Spec out = x;
    const List sizes = attributes.list("output", rank);
    for (std::size_t i = 0; i < rank; ++i)
        out.shape[2 + i] = sizes[i];
    return {out};
}

/// The place of each maximum, an int64: as much as two float32.
Cost costAdaptiveMax(const Attributes&, const Specs&, const Specs& out)
{
    return {.savedElements = product({elementCount(out[0].shape), Dim(2)})};
}

/// The parts of `size` values, in rows of equal length: where a part is shorter its last value is repeated with the weight 0.
struct Parts {
    List places;
    std::vector<float> weights; ///< 1 / length
    std::int64_t length = 0;
};

Parts partsOf(std::int64_t size, std::int64_t count)
{
    const auto first = [&](std::int64_t i) { return i * size / count; };
    const auto end = [&](std::int64_t i) { return ((i + 1) * size + count - 1) / count; };
    Parts parts;
    for (std::int64_t i = 0; i < count; ++i)
        parts.length = std::max(parts.length, end(i) - first(i));
    for (std::int64_t i = 0; i < count; ++i)
        for (std::int64_t k = 0; k < parts.length; ++k) {
            parts.places.push_back(std::min(first(i) + k, end(i) - 1));
            parts.weights.push_back(first(i) + k < end(i) ? 1.0F / static_cast<float>(end(i) - first(i)) : 0.0F);
        }
    return parts;
}

/// Pools one dimension in parts of unequal length: (.., H, ..) is gathered to (.., H', k, ..) and the k are reduced.
std::string onnxParts(OnnxWriter& writer, const std::string& x, std::int64_t axis, std::size_t rank, std::int64_t size, std::int64_t count, bool isMax)
{
    const Parts parts = partsOf(size, count);
    const std::string places = writer.constant(HostTensor::ofIntegers({count, parts.length}, parts.places));
    const std::string gathered = writer.add("Gather", {x, places}, {{"axis", axis}}), reduced = writer.fresh();
    if (isMax) {
        onnxReduce(writer, "ReduceMax", gathered, reduced, {axis + 1}, false);
        return reduced;
    }
    List shape{count, parts.length};
    shape.resize(rank + 3 - static_cast<std::size_t>(axis), 1); // the dimensions behind
    const std::string weighted = writer.add("Mul", {gathered, writer.constant(HostTensor::ofFloats(shape, parts.weights))});
    writer.node("ReduceSum", {weighted, writer.integers({axis + 1})}, {reduced}, {{"keepdims", std::int64_t(0)}});
    return reduced;
}

/// Parts of equal length are a plain pool. Else the dimensions are pooled one after the other, which needs their sizes unless
/// one part takes all.
void onnxAdaptive(OnnxWriter& writer, const OpUse& use, bool isMax)
{
    const std::span<const Dim> sizes = std::span(use.inputSpecs[0].shape).subspan(2);
    const std::size_t rank = sizes.size();
    const List counts = use.attributes.list("output", rank);
    List kernel;
    for (std::size_t i = 0; i < rank; ++i)
        if (sizes[i].isKnown() && sizes[i].value() % counts[i] == 0)
            kernel.push_back(sizes[i].value() / counts[i]);
    if (kernel.size() == rank)
        return writer.node(isMax ? "MaxPool" : "AveragePool", use.inputs, use.outputs, {{"kernel_shape", kernel}, {"strides", kernel}});

    std::string x = use.inputs[0];
    for (std::size_t i = 0; i < rank; ++i) {
        const auto axis = static_cast<std::int64_t>(i + 2);
        if (counts[i] == 1) {
            const std::string reduced = writer.fresh();
            onnxReduce(writer, isMax ? "ReduceMax" : "ReduceMean", x, reduced, {axis}, true);
            x = reduced;
        } else if (!sizes[i].isKnown()) {
            return writer.refuse(makeError("export.open_size", {{"node", use.origin}, {"format", "ONNX"}, {"size", sizes[i].text()}}));
        } else if (sizes[i] != Dim(counts[i])) {
            x = onnxParts(writer, x, axis, rank, sizes[i].value(), counts[i], isMax);
        }
    }
    writer.node("Identity", {x}, use.outputs);
}

void onnxAdaptiveMax(OnnxWriter& writer, const OpUse& use) { onnxAdaptive(writer, use, true); }
void onnxAdaptiveAverage(OnnxWriter& writer, const OpUse& use) { onnxAdaptive(writer, use, false); }

void scriptAdaptiveMax(ScriptWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    writer.line(use.outputs[0] + " = torch.adaptive_max_pool" + std::to_string(rank) + "d(" + use.inputs[0] + ", " +
                pythonList(use.attributes.list("output", rank)) + ")[0]"); // [1] are the places
}

void scriptAdaptiveAverage(ScriptWriter& writer, const OpUse& use)
{
    const std::size_t rank = use.inputSpecs[0].shape.size() - 2;
    scriptCall(writer, use, "adaptive_avg_pool" + std::to_string(rank) + "d", pythonList(use.attributes.list("output", rank)));
}

template <std::size_t rank> OpType adaptive(bool isMax)
{
    const std::string what = isMax ? "The largest value" : "The mean";
    return {.id = (isMax ? "adaptive_max_pool" : "adaptive_average_pool") + std::to_string(rank) + "d",
            .summary = what + " of each of H' equal parts: " + layoutText("C", rank) + " to " + layoutText("C", rank, "'") +
                       ", part i from floor(i H / H') to ceil((i + 1) H / H').",
            .attributes = {sizesAttribute("output", "Output size", "Number of parts of each dimension.", 1, rank, 1)},
            .inputs = {"x"},
            .infer = [](const Attributes& attributes, const Specs& in) { return inferAdaptive(attributes, in, rank); },
            .cost = isMax ? costAdaptiveMax : noCost, .onnx = isMax ? onnxAdaptiveMax : onnxAdaptiveAverage,
            .torchScript = isMax ? scriptAdaptiveMax : scriptAdaptiveAverage};
}

} // namespace

std::vector<OpType> adaptivePoolingOps()
{
    return {
        {.id = "global_average_pool",
         .summary = "The mean over all positions: (N, C, H, W) or (N, C, D, H, W) to (N, C), or (N, T, F) to (N, F).",
         .inputs = {"x"},
         .infer = inferGlobal, .cost = noCost, .onnx = onnxGlobalAverage, .torchScript = scriptGlobalAverage},
        {.id = "global_max_pool",
         .summary = "The largest value over all positions: (N, C, H, W) or (N, C, D, H, W) to (N, C), or (N, T, F) to (N, F).",
         .inputs = {"x"},
         .infer = inferGlobal, .cost = noCost, .onnx = onnxGlobalMax, .torchScript = scriptGlobalMax},
        adaptive<1>(true), adaptive<2>(true), adaptive<3>(true), adaptive<1>(false), adaptive<2>(false), adaptive<3>(false),
    };
}

} // namespace nodegrad
