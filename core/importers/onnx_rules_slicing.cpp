#include <algorithm>
#include <numeric>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// The input under a view whose sizes are whole, and the dimension of our array that `axis` of the file is; never the batch.
struct Cut {
    PlacedValue value;
    std::int64_t dim = 0, size = 0;
};
Result<Cut> cutOf(OnnxCanvas& canvas, const OnnxNode& node, std::int64_t axis)
{
    auto x = canvas.value(node, 0);
    if (x && !x->view.hasWholeParts())
        x = canvas.ordered(*x, x->view.order);
    if (!x)
        return fail(x.error());
    const auto dim = dimensionOf(*x, axis);
    if (!dim || *dim == 0)
        return refuseForm(node, node.opType == "Tile" || node.opType == "Expand" ? "repeats samples" : "cuts the batch");
    return Cut{*x, *dim, x->view.parts[static_cast<std::size_t>(*dim)]};
}

/// The view of an array that lost dimension `dim`.
OnnxView without(const OnnxView& view, std::size_t dim)
{
    Sizes parts = view.parts;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(dim));
    OnnxView out = plainView(parts);
    out.order.clear();
    for (const std::size_t part : view.order)
        if (part != dim)
            out.order.push_back(part > dim ? part - 1 : part);
    return out;
}

Status placeCut(OnnxCanvas& canvas, const OnnxNode& node, const Cut& cut, OnnxLayer layer, bool dropsDim)
{
    layer.inputs = {cut.value};
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = dropsDim ? without(cut.value.view, static_cast<std::size_t>(cut.dim)).order : cut.value.view.order;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// --- Gather: an embedding, or one place of a dimension ---

Status placeEmbedding(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto weight = canvas.weight(node, 0, "weight");
    if (!weight)
        return fail(weight.error());
    if (weight->tensor.rank() != 2 || integerOf(node, "axis", 0) != 0)
        return refuseForm(node, "looks up other than the rows of a matrix");
    const auto tokens = canvas.plain(node, 1);
    if (!tokens)
        return fail(tokens.error());
    return placeOne(canvas, node, {.type = "embedding", .params = {{"dimensions", weight->tensor.dim(1)}, {"vocabulary", weight->tensor.dim(0)}},
                                   .inputs = {*tokens}, .weights = {*weight}});
}

/// The last step of what a recurrent layer gave for each step: the layer says it itself.
bool takesLastOutput(OnnxCanvas& canvas, const OnnxNode& node, const Cut& cut, std::int64_t index)
{
    const OnnxLayer* before = canvas.layerOf(cut.value);
    const bool isRecurrent = before && (before->type == "lstm" || before->type == "gru" || before->type == "rnn");
    if (!isRecurrent || cut.value.hasOtherReaders || cut.dim != 1 || (index != -1 && index != cut.size - 1) || before->params.flag("bidirectional"))
        return false;
    OnnxLayer last = *before;
    last.params.set("output", std::string("last"));
    auto outputs = canvas.replace(cut.value.from.node, last);
    if (!outputs)
        return false;
    outputs->front().view.order = without(cut.value.view, 1).order;
    canvas.define(node.outputs[0], outputs->front());
    return true;
}

Status applyGather(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (canvas.constant(inputOf(node, 0)))
        return placeEmbedding(canvas, node);
    const auto indices = wholeNumbers(canvas.facts(inputOf(node, 1)));
    const HostTensor* array = canvas.constant(inputOf(node, 1));
    if (!indices || indices->size() != 1)
        return refuseForm(node, "takes several places, or computed ones");
    const std::int64_t index = indices->front();
    // One of several parts that a reshape has cut a size into is still whole for us when there is one part only.
    if (const auto x = canvas.value(node, 0); x && array->rank() == 0) {
        const auto sizes = x->view.fileSizes();
        std::int64_t axis = integerOf(node, "axis", 0);
        axis += axis < 0 ? static_cast<std::int64_t>(sizes.size()) : 0;
        if (axis >= 0 && axis < static_cast<std::int64_t>(sizes.size()) && sizes[static_cast<std::size_t>(axis)] == 1 && (index == 0 || index == -1)) {
            Sizes rest = sizes;
            rest.erase(rest.begin() + axis);
            if (const auto view = reshapedView(x->view, rest)) {
                PlacedValue same = *x;
                same.view = *view;
                canvas.define(node.outputs[0], same);
                return {};
            }
        }
    }
    const auto cut = cutOf(canvas, node, integerOf(node, "axis", 0));
    if (!cut)
        return fail(cut.error());
    if (array->rank() == 0 && takesLastOutput(canvas, node, *cut, index))
        return {};
    if (array->rank() == 0)
        return placeCut(canvas, node, *cut, {.type = "select", .params = {{"index", index}, {"dim", cut->dim}}, .inputs = {}, .weights = {}}, true);
    const std::int64_t start = index < 0 ? index + cut->size : index;
    return placeCut(canvas, node, *cut, {.type = "slice", .params = {{"start", start}, {"stop", start + 1 == cut->size ? 0 : start + 1}, {"dim", cut->dim}}, .inputs = {}, .weights = {}}, false);
}

// --- Slice: one layer a dimension ---

/// Nothing of this size is cut off, whatever part of an array of ours it is.
bool keepsAll(const Sizes& sizes, std::int64_t axis, std::int64_t start, std::int64_t end, std::int64_t step)
{
    const auto rank = static_cast<std::int64_t>(sizes.size());
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank || step != 1)
        return false;
    const std::int64_t size = sizes[static_cast<std::size_t>(axis)];
    return size < kBatchSize && (start == 0 || start <= -size) && end >= size;
}

Status placeRange(OnnxCanvas& canvas, const OnnxNode& node, const Cut& cut, std::int64_t first, std::int64_t end, std::int64_t step)
{
    const SliceRange range = sliceRange(cut.size, first, end, step);
    if (range.count == 0)
        return refuseForm(node, "keeps nothing");
    if (range.first == 0 && range.stop == cut.size && step == 1)
        return {};
    return placeCut(canvas, node, cut, {.type = "slice", .params = {{"start", range.first}, {"stop", range.stop == cut.size ? 0 : range.stop}, {"step", step}, {"dim", cut.dim}}, .inputs = {}, .weights = {}}, false);
}

/// A range from the end is one from the start of the reversed value.
Status placeBackwards(OnnxCanvas& canvas, const OnnxNode& node, const Cut& cut, std::int64_t first, std::int64_t end, std::int64_t step)
{
    const SliceRange range = sliceRange(cut.size, first, end, step);
    if (range.count == 0)
        return refuseForm(node, "keeps nothing");
    if (const Status placed = placeCut(canvas, node, cut, {.type = "flip", .params = {{"dims", Sizes{cut.dim}}}, .inputs = {}, .weights = {}}, false); !placed)
        return placed;
    const OnnxNode rest{.opType = node.opType, .name = node.name, .inputs = {node.outputs[0]}, .outputs = node.outputs};
    const Cut reversed{*canvas.value(rest, 0), cut.dim, cut.size};
    return placeRange(canvas, rest, reversed, cut.size - 1 - range.first, cut.size - 1 - range.stop, std::min(-range.step, cut.size));
}

Status applySlice(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto numbers = [&](std::size_t input, const char* attribute) {
        return inputOf(node, input).empty() ? std::optional(integersOf(node, attribute)) : wholeNumbers(canvas.facts(inputOf(node, input)));
    };
    const auto starts = numbers(1, "starts"), ends = numbers(2, "ends"), steps = numbers(4, "steps");
    auto axes = numbers(3, "axes");
    if (!starts || !ends || !axes || !steps || starts->size() != ends->size())
        return refuseForm(node, "takes its range from a computation");
    if (axes->empty()) {
        axes->resize(starts->size());
        std::iota(axes->begin(), axes->end(), 0);
    }
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    canvas.define(node.outputs[0], *x);
    OnnxNode part = node; // each cut reads what the one before has defined
    for (std::size_t i = 0; i < starts->size(); ++i) {
        const bool isBatch = (*axes)[i] == 0 || (*axes)[i] == -static_cast<std::int64_t>(x->view.fileSizes().size());
        const std::int64_t most = canvas.fixedBatch() > 0 ? canvas.fixedBatch() : kBatchSize;
        if (isBatch && (*starts)[i] == 0 && (*ends)[i] >= most && (steps->empty() || (*steps)[i] == 1))
            continue; // all samples of a file for so many
        if (keepsAll(x->view.fileSizes(), (*axes)[i], (*starts)[i], (*ends)[i], steps->empty() ? 1 : (*steps)[i]))
            continue;
        const auto cut = cutOf(canvas, part, (*axes)[i]);
        if (!cut)
            return fail(cut.error());
        const std::int64_t step = steps->empty() ? 1 : (*steps)[i];
        if (step == 0)
            return refuseForm(node, "keeps nothing");
        if (const Status placed = step < 0 ? placeBackwards(canvas, part, *cut, (*starts)[i], (*ends)[i], step) : placeRange(canvas, part, *cut, (*starts)[i], (*ends)[i], step); !placed)
            return placed;
        part.inputs[0] = node.outputs[0];
    }
    return {};
}

// --- Tile, Expand: a value several times in a row ---

/// `times` by dimension of the file.
Status placeRepeated(OnnxCanvas& canvas, const OnnxNode& node, const Sizes& times)
{
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    canvas.define(node.outputs[0], *x);
    OnnxNode part = node;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (times[i] == 1)
            continue;
        const auto cut = cutOf(canvas, part, static_cast<std::int64_t>(i));
        if (!cut)
            return fail(cut.error());
        if (times[i] < 1)
            return refuseForm(node, "keeps nothing");
        if (const Status placed = placeCut(canvas, part, *cut, {.type = "tile", .params = {{"repeats", times[i]}, {"dim", cut->dim}}, .inputs = {}, .weights = {}}, false); !placed)
            return placed;
        part.inputs[0] = node.outputs[0];
    }
    return {};
}

Status applyTile(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto times = wholeNumbers(canvas.facts(inputOf(node, 1)));
    const auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    if (!times || times->size() != x->view.order.size())
        return refuseForm(node, "takes its numbers from a computation");
    return placeRepeated(canvas, node, *times);
}

Status applyExpand(OnnxCanvas& canvas, const OnnxNode& node)
{
    const OnnxValue *x = canvas.facts(inputOf(node, 0)), *y = canvas.facts(node.outputs[0]);
    if (!x || !x->sizes || !y || !y->sizes || x->sizes->size() != y->sizes->size())
        return refuseForm(node, "adds dimensions, or takes its sizes from a computation");
    Sizes times;
    for (std::size_t i = 0; i < x->sizes->size(); ++i)
        times.push_back((*x->sizes)[i] == (*y->sizes)[i] ? 1 : (*y->sizes)[i]);
    return placeRepeated(canvas, node, times);
}

// --- Split ---

Status applySplit(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto cut = cutOf(canvas, node, integerOf(node, "axis", 0));
    if (!cut)
        return fail(cut.error());
    Sizes sizes;
    for (const std::string& output : node.outputs) {
        const OnnxValue* facts = canvas.facts(output);
        std::int64_t axis = integerOf(node, "axis", 0);
        axis += axis < 0 ? static_cast<std::int64_t>(cut->value.view.order.size()) : 0;
        if (!facts || !facts->sizes)
            return refuseForm(node, "gives parts of unknown size");
        sizes.push_back(facts->sizes->at(static_cast<std::size_t>(axis)));
    }
    if (sizes.size() == 1)
        return passThrough(canvas, node);
    const bool isEqual = std::ranges::all_of(sizes, [&](std::int64_t size) { return size == sizes[0]; });
    ParamValues params{{"dim", cut->dim}};
    if (isEqual)
        params.set("parts", static_cast<std::int64_t>(sizes.size()));
    else
        params.set("sizes", sizes);
    auto outputs = canvas.place(node, {.type = "split", .params = params, .inputs = {cut->value}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    for (std::size_t i = 0; i < node.outputs.size() && i < outputs->size(); ++i) {
        (*outputs)[i].view.order = cut->value.view.order;
        canvas.define(node.outputs[i], (*outputs)[i]);
    }
    return {};
}

} // namespace

std::vector<OnnxRule> onnxSlicingRules()
{
    return {{"Gather", "embedding", applyGather}, {"Slice", "slice", applySlice}, {"Tile", "tile", applyTile}, {"Expand", "tile", applyExpand}, {"Split", "split", applySplit}};
}

} // namespace nodegrad
