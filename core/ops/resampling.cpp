// What changes the size of pictures, sequences and volumes: padding, interpolation, pixels against channels.

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

// --- pad: before and after of the last dimensions ---

Specs inferPad(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 2, 0);
    needFloat(x, 0);
    const List &before = attributes.list("before"), &after = attributes.list("after");
    const std::string& mode = attributes.text("mode");
    const std::size_t count = before.size(), rank = x.shape.size();
    // All but zeros need whole positions: (N, C, L), (N, C, H, W) or (N, C, D, H, W).
    if (count == 0 || count != after.size() || count >= rank || (mode != "constant" && (rank > 5 || count + 2 != rank)))
        unmet("layer.pad_count", {{"count", static_cast<std::int64_t>(count)}, {"got", gotPhrase(x)}}, 0);
    Spec out = x;
    out.classes = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Dim& size = out.shape[rank - count + i];
        const std::int64_t pad = std::max(before[i], after[i]), most = size.known().value_or(pad + 1) - (mode == "reflect" ? 1 : 0);
        if ((mode == "reflect" || mode == "circular") && pad > most)
            unmet("layer.pad_too_large", {{"pad", pad}, {"mode", mode}, {"most", most}}, 0);
        size = size + Dim(before[i] + after[i]);
    }
    return {out};
}

/// Round and round: what lies at one end is put before the other.
void onnxCircular(OnnxWriter& writer, const OpUse& use)
{
    const List &before = use.attributes.list("before"), &after = use.attributes.list("after");
    const std::size_t rank = use.inputSpecs[0].shape.size(), count = before.size();
    std::size_t last = count; // the last dimension that is padded at all
    while (last > 0 && before[last - 1] + after[last - 1] == 0)
        --last;
    if (last == 0)
        return writer.node("Identity", use.inputs, use.outputs);
    std::string x = use.inputs[0];
    for (std::size_t i = 0; i < last; ++i) {
        if (before[i] + after[i] == 0)
            continue;
        const auto axis = static_cast<std::int64_t>(rank - count + i);
        std::vector<std::string> parts{x};
        const auto part = [&](std::int64_t start, std::int64_t end) {
            return writer.add("Slice", {x, writer.integers({start}), writer.integers({end}), writer.integers({axis})});
        };
        if (before[i] > 0)
            parts.insert(parts.begin(), part(-before[i], std::numeric_limits<std::int64_t>::max()));
        if (after[i] > 0)
            parts.push_back(part(0, after[i]));
        if (i + 1 == last)
            writer.node("Concat", std::move(parts), use.outputs, {{"axis", axis}});
        else
            x = writer.add("Concat", std::move(parts), {{"axis", axis}});
    }
}

void onnxPad(OnnxWriter& writer, const OpUse& use)
{
    const std::string& mode = use.attributes.text("mode");
    if (mode == "circular")
        return onnxCircular(writer, use);
    const List &before = use.attributes.list("before"), &after = use.attributes.list("after");
    const std::size_t rank = use.inputSpecs[0].shape.size();
    List pads(2 * rank, 0);
    std::ranges::copy(before, pads.begin() + static_cast<std::ptrdiff_t>(rank - before.size()));
    std::ranges::copy(after, pads.begin() + static_cast<std::ptrdiff_t>(2 * rank - after.size()));
    std::vector<std::string> inputs{use.inputs[0], writer.integers(pads)};
    if (mode == "constant")
        inputs.push_back(writer.scalar(static_cast<float>(use.attributes.real("value"))));
    writer.node("Pad", std::move(inputs), use.outputs, {{"mode", mode == "replicate" ? std::string("edge") : mode}});
}

void scriptPad(ScriptWriter& writer, const OpUse& use)
{
    const List &before = use.attributes.list("before"), &after = use.attributes.list("after");
    List pads; // the last dimension first
    for (std::size_t i = before.size(); i-- > 0;)
        pads.insert(pads.end(), {before[i], after[i]});
    const std::string& mode = use.attributes.text("mode");
    scriptCall(writer, use, "pad",
               pythonList(pads) + ", \"" + mode + "\", " + (mode == "constant" ? pythonReal(use.attributes.real("value")) : std::string("None")));
}

// --- resize: H' given, or floor(H scale); the scale of the interpolation is H' / H ---

/// floor(size scale). An open size takes whole scales only.
Dim scaled(const Dim& size, double scale)
{
    if (!size.isKnown() && scale == std::floor(scale))
        return size * Dim(static_cast<std::int64_t>(scale));
    const std::int64_t known = knownSize(size, "the size of its input (the scale is not a whole number)", 0);
    return static_cast<std::int64_t>(std::min(std::floor(static_cast<double>(known) * scale), kMostElements));
}

Specs inferResize(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    if (attributes.text("mode") == "cubic")
        needShapeOf(x, {Kind::Image}, 0);
    else
        needShapeOf(x, {Kind::Sequence, Kind::Image, Kind::Volume}, 0);
    const List& size = attributes.list("size");
    const std::size_t count = x.shape.size() - 2;
    if (!size.empty() && size.size() != 1 && size.size() != count)
        unmet("layer.size_count", {{"count", static_cast<std::int64_t>(size.size())}, {"expected", static_cast<std::int64_t>(count)}, {"got", gotPhrase(x)}}, 0);
    Spec out = x;
    for (std::size_t i = 0; i < count; ++i)
        out.shape[i + 2] = size.empty() ? scaled(x.shape[i + 2], attributes.real("scale")) : Dim(size.size() == 1 ? size[0] : size[i]);
    return {out};
}

/// How many times larger each size becomes, where all are whole numbers; else nothing.
std::vector<float> wholeFactors(const OpUse& use)
{
    std::vector<float> factors{1, 1};
    for (std::size_t i = 2; i < use.inputSpecs[0].shape.size(); ++i) {
        const Dim &from = use.inputSpecs[0].shape[i], &to = use.outputSpecs[0].shape[i];
        if (!from.isKnown() && !to.isKnown())
            factors.push_back(static_cast<float>(use.attributes.real("scale")));
        else if (from.isKnown() && to.value() % from.value() == 0)
            factors.push_back(static_cast<float>(to.value() / from.value()));
        else
            return {};
    }
    return factors;
}

/// PyTorch's coordinates: nearest takes floor(i H / H'), the others x = (i + 0.5) H / H' - 0.5 or corner to corner.
std::vector<OnnxWriter::Attribute> onnxCoordinates(const Attributes& attributes)
{
    const std::string& mode = attributes.text("mode");
    if (mode == "nearest")
        return {{"mode", mode}, {"coordinate_transformation_mode", std::string("asymmetric")}, {"nearest_mode", std::string("floor")}};
    const std::string coordinates = attributes.flag("align_corners") ? "align_corners" : "half_pixel";
    std::vector<OnnxWriter::Attribute> all{{"mode", mode}, {"coordinate_transformation_mode", coordinates}};
    if (mode == "cubic")
        all.push_back({"cubic_coeff_a", -0.75});
    return all;
}

/// Where PyTorch's nearest takes its values from: floor(i s), s = H / H' in float32.
List nearestPlaces(std::int64_t from, std::int64_t to)
{
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    List places;
    for (std::int64_t i = 0; i < to; ++i)
        places.push_back(std::min(static_cast<std::int64_t>(std::floor(static_cast<float>(i) * scale)), from - 1));
    return places;
}

/// Runtimes take floor(i / s), s = H' / H, which rounds to another place now and then: 14 to 2 gives 0 and 6 instead of 0 and 7.
bool isPlainNearest(std::int64_t from, std::int64_t to)
{
    const float scale = static_cast<float>(to) / static_cast<float>(from);
    const List places = nearestPlaces(from, to);
    for (std::int64_t i = 0; i < to; ++i) {
        const std::int64_t place = places[static_cast<std::size_t>(i)];
        if (place != i * from / to || place != static_cast<std::int64_t>(std::floor(static_cast<float>(i) / scale)))
            return false;
    }
    return true;
}

/// Nearest where rounding matters: the places themselves, one dimension after the other.
void onnxGatherNearest(OnnxWriter& writer, const OpUse& use, std::size_t last)
{
    std::string x = use.inputs[0];
    for (std::size_t i = 2; i <= last; ++i) {
        const std::int64_t from = use.inputSpecs[0].shape[i].value(), to = use.outputSpecs[0].shape[i].value();
        if (from == to)
            continue;
        const OnnxWriter::Attribute axis{"axis", static_cast<std::int64_t>(i)};
        std::vector<std::string> inputs{x, writer.integers(nearestPlaces(from, to))};
        if (i == last)
            writer.node("Gather", std::move(inputs), use.outputs, {axis});
        else
            x = writer.add("Gather", std::move(inputs), {axis});
    }
}

void onnxResize(OnnxWriter& writer, const OpUse& use)
{
    const std::string& x = use.inputs[0];
    std::size_t changed = 0; // the last dimension whose size changes
    bool isPlain = true;
    for (std::size_t i = 2; i < use.inputSpecs[0].shape.size() && use.attributes.text("mode") == "nearest"; ++i) {
        const auto from = use.inputSpecs[0].shape[i].known(), to = use.outputSpecs[0].shape[i].known();
        isPlain &= !from || !to || isPlainNearest(*from, *to);
        changed = from != to ? i : changed;
    }
    if (!isPlain)
        return onnxGatherNearest(writer, use, changed);
    if (const std::vector<float> factors = wholeFactors(use); !factors.empty()) {
        const std::string scales = writer.constant(HostTensor::ofFloats({static_cast<std::int64_t>(factors.size())}, factors));
        return writer.node("Resize", {x, "", scales}, use.outputs, onnxCoordinates(use.attributes));
    }
    List sizes;
    for (std::size_t i = 2; i < use.outputSpecs[0].shape.size(); ++i)
        sizes.push_back(use.outputSpecs[0].shape[i].value());
    const std::string kept = onnxShapePart(writer, x, 0, 2);
    const std::string all = writer.add("Concat", {kept, writer.integers(sizes)}, {{"axis", std::int64_t(0)}});
    writer.node("Resize", {x, "", "", all}, use.outputs, onnxCoordinates(use.attributes));
}

void scriptResize(ScriptWriter& writer, const OpUse& use)
{
    static constexpr const char* linear[] = {"linear1d", "bilinear2d", "trilinear3d"};
    const std::string& mode = use.attributes.text("mode");
    const std::size_t count = use.inputSpecs[0].shape.size() - 2;
    std::string sizes;
    for (std::size_t i = 2; i < count + 2; ++i) {
        const Dim& size = use.outputSpecs[0].shape[i];
        const std::string open = use.inputs[0] + ".size(" + std::to_string(i) + ") * " + std::to_string(static_cast<std::int64_t>(use.attributes.real("scale")));
        sizes += (i == 2 ? "" : ", ") + (size.isKnown() ? std::to_string(size.value()) : open);
    }
    const std::string corners = mode == "nearest" ? "" : ", " + pythonFlag(use.attributes.flag("align_corners"));
    const std::string function = mode == "nearest" ? "nearest" + std::to_string(count) + "d" : mode == "cubic" ? "bicubic2d" : linear[count - 1];
    scriptCall(writer, use, "upsample_" + function, "[" + sizes + "]" + corners);
}

// --- pixel_shuffle, pixel_unshuffle ---

Specs inferShuffle(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image}, 0);
    const std::int64_t factor = attributes.integer("factor"), channels = knownSize(x.shape[1], "the number of channels", 0);
    if (channels % (factor * factor) != 0)
        unmet("layer.no_multiple", {{"size", channels}, {"what", "channels"}, {"parts", factor * factor}}, 0);
    Spec out = x;
    out.shape = {x.shape[0], channels / (factor * factor), x.shape[2] * Dim(factor), x.shape[3] * Dim(factor)};
    return {out};
}

void onnxShuffle(OnnxWriter& writer, const OpUse& use)
{
    writer.node("DepthToSpace", use.inputs, use.outputs, {{"blocksize", use.attributes.integer("factor")}, {"mode", std::string("CRD")}});
}

void scriptShuffle(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "pixel_shuffle", std::to_string(use.attributes.integer("factor")));
}

Specs inferUnshuffle(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Image}, 0);
    const std::int64_t factor = attributes.integer("factor");
    Spec out = x;
    out.shape[1] = Dim(knownSize(x.shape[1], "the number of channels", 0)) * Dim(factor * factor);
    for (std::size_t i = 2; i < 4; ++i) {
        const std::int64_t size = knownSize(x.shape[i], i == 2 ? "the height" : "the width", 0);
        if (size % factor != 0)
            unmet("layer.no_multiple", {{"size", size}, {"what", i == 2 ? "rows" : "columns"}, {"parts", factor}}, 0);
        out.shape[i] = size / factor;
    }
    return {out};
}

/// ONNX's SpaceToDepth puts the channels last within a block, PyTorch first.
void onnxUnshuffle(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t factor = use.attributes.integer("factor");
    const Shape &in = use.inputSpecs[0].shape, &out = use.outputSpecs[0].shape;
    const std::string blocks = writer.add("Reshape", {use.inputs[0], writer.integers({0, in[1].value(), out[2].value(), factor, out[3].value(), factor})});
    const std::string turned = writer.add("Transpose", {blocks}, {{"perm", List{0, 1, 3, 5, 2, 4}}});
    writer.node("Reshape", {turned, writer.integers({0, out[1].value(), out[2].value(), out[3].value()})}, use.outputs);
}

void scriptUnshuffle(ScriptWriter& writer, const OpUse& use)
{
    scriptCall(writer, use, "pixel_unshuffle", std::to_string(use.attributes.integer("factor")));
}

Param padAttribute(const char* id, const char* title, const char* doc)
{
    Param param = listParam(id, title, doc, {0}, 0, 0);
    param.maximum = 1e6;
    return param;
}

Param sizeAttribute()
{
    Param param = listParam("size", "Size", "The new sizes, one number for all or one a dimension; empty: by the scale.", {}, 0, 1);
    param.maximum = 1e6;
    return param;
}

Param scaleAttribute()
{
    Param param = realParam("scale", "Scale", "How many times larger, where no size is given.", 1.0, 0.0, 1e6);
    param.exclusiveMinimum = true;
    return param;
}

Param factorAttribute()
{
    return integerParam("factor", "Factor", "How many times larger or smaller height and width become.", 2, 1, 1000);
}

} // namespace

std::vector<OpType> resamplingOps()
{
    return {
        {.id = "pad", .summary = "More values before and after along the last dimensions.",
         .attributes = {padAttribute("before", "Before", "How many are put before, for each of the last dimensions."),
                        padAttribute("after", "After", "How many are put behind, for each of the last dimensions."),
                        choiceParam("mode", "Mode", "What is put there.", "constant",
                                    {{"constant", "One value"}, {"reflect", "Mirrored"}, {"replicate", "The edge"}, {"circular", "The other end"}}),
                        realParam("value", "Value", "The value of mode constant.", 0.0, -1e30, 1e30)},
         .inputs = {"x"},
         .infer = inferPad, .cost = noCost, .onnx = onnxPad, .torchScript = scriptPad},
        {.id = "resize", .summary = "Interpolation to other sizes: (N, C, H, W) to (N, C, H', W'), H' = floor(H scale) or as given.",
         .attributes = {sizeAttribute(), scaleAttribute(),
                        choiceParam("mode", "Mode", "How values between places come about.", "nearest",
                                    {{"nearest", "Nearest"}, {"linear", "Linear"}, {"cubic", "Cubic"}}),
                        flagParam("align_corners", "Align corners", "The outermost values stay at the corners.", false)},
         .inputs = {"x"},
         .infer = inferResize, .cost = noCost, .onnx = onnxResize, .torchScript = scriptResize},
        {.id = "pixel_shuffle", .summary = "Channels become pixels: (N, C r r, H, W) to (N, C, H r, W r).",
         .attributes = {factorAttribute()},
         .inputs = {"x"},
         .infer = inferShuffle, .cost = noCost, .onnx = onnxShuffle, .torchScript = scriptShuffle},
        {.id = "pixel_unshuffle", .summary = "Pixels become channels: (N, C, H r, W r) to (N, C r r, H, W).",
         .attributes = {factorAttribute()},
         .inputs = {"x"},
         .infer = inferUnshuffle, .cost = noCost, .onnx = onnxUnshuffle, .torchScript = scriptUnshuffle},
    };
}

} // namespace nodegrad
