#include <algorithm>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

// --- Einsum ---

/// The letters of our array behind `value`, from those that the file gives its sizes.
std::string lettersOf(const PlacedValue& value, const std::string& letters)
{
    std::string own(letters.size(), ' ');
    for (std::size_t i = 0; i < letters.size(); ++i)
        own[value.view.order[i]] = letters[i];
    return own;
}

/// x W along the last size of x: a Dense layer.
bool isDense(const OnnxCanvas& canvas, const OnnxNode& node, const std::vector<std::string>& letters, bool& isTurned)
{
    const HostTensor* weight = node.inputs.size() == 2 ? canvas.constant(node.inputs[1]) : nullptr;
    if (!weight || weight->rank() != 2 || letters[0].size() < 2)
        return false;
    const std::string stem = letters[0].substr(0, letters[0].size() - 1);
    const char in = letters[0].back(), out = letters[2].empty() ? ' ' : letters[2].back();
    isTurned = letters[1] == std::string{out, in};
    return letters[2] == stem + out && in != out && stem.find(in) == std::string::npos && stem.find(out) == std::string::npos && (isTurned || letters[1] == std::string{in, out});
}

Status applyEinsum(OnnxCanvas& canvas, const OnnxNode& node)
{
    std::vector<std::size_t> ranks;
    for (const std::string& input : node.inputs) {
        const OnnxValue* facts = canvas.facts(input);
        if (!facts || !facts->sizes)
            return refuseForm(node, "takes arrays of unknown sizes");
        ranks.push_back(facts->sizes->size());
    }
    const auto letters = einsumLetters(textOf(node, "equation", ""), ranks);
    if (!letters || ranks.empty() || ranks.size() > 4)
        return refuseForm(node, "has an equation that does not fit its inputs");
    if (bool isTurned = false; isDense(canvas, node, *letters, isTurned)) {
        const OnnxNode dense{.opType = "Linear", .name = node.name, .inputs = node.inputs, .outputs = node.outputs, .attributes = {{"transB", std::int64_t(isTurned)}}, .domain = "nodegrad"};
        return findOnnxRule(dense)->apply(canvas, dense);
    }
    std::vector<PlacedValue> values;
    std::vector<std::string> own;
    const PlacedValue* like = nullptr;
    char batch = ' ';
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        if (canvas.constant(node.inputs[i])) {
            values.emplace_back();
            own.push_back((*letters)[i]);
            continue;
        }
        auto x = canvas.value(node, i);
        if (x && !x->view.hasWholeParts())
            x = canvas.ordered(*x, x->view.order);
        if (!x)
            return fail(x.error());
        values.push_back(*x);
        own.push_back(lettersOf(*x, (*letters)[i]));
        if (batch != ' ' && own.back()[0] != batch)
            return refuseForm(node, "mixes the batch with other sizes");
        batch = own.back()[0];
    }
    for (const PlacedValue& value : values)
        if (!value.view.order.empty())
            like = &value;
    const std::string& wanted = letters->back();
    const std::size_t place = wanted.find(batch);
    if (!like || place == std::string::npos || std::ranges::count(wanted, batch) != 1)
        return refuseForm(node, "mixes the batch with other sizes");
    for (std::size_t i = 0; i < values.size(); ++i) { // fixed numbers, the same for each sample
        if (!values[i].view.order.empty())
            continue;
        auto weight = canvas.weight(node, i, "value");
        if (!weight)
            return fail(weight.error());
        const bool hasBatch = own[i].find(batch) != std::string::npos;
        if (hasBatch)
            return refuseForm(node, "multiplies by numbers that differ from sample to sample");
        weight->origin.clear();
        const Sizes shape = weight->tensor.shape();
        const bool isFixed = canvas.facts(node.inputs[i])->origin.empty();
        auto made = canvas.place({.opType = "Parameter"}, {.type = "parameter", .params = {{"shape", shape}, {"initial", std::string("ones")}}, .inputs = {*like}, .weights = {*weight}, .frozen = isFixed});
        if (!made)
            return fail(made.error());
        values[i] = made->front();
        own[i].insert(own[i].begin(), batch);
    }
    std::string result = wanted;
    result.erase(place, 1);
    result.insert(result.begin(), batch);
    std::string equation;
    for (const std::string& part : own)
        equation += (equation.empty() ? "" : ",") + part;
    const auto count = static_cast<std::int64_t>(values.size());
    auto outputs = canvas.place(node, {.type = "einsum", .params = {{"equation", equation + "->" + result}, {"inputs", count}}, .inputs = std::move(values), .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    for (std::size_t i = 0; i < wanted.size() && outputs->front().view.order.size() == wanted.size(); ++i)
        outputs->front().view.order[i] = result.find(wanted[i]);
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// --- DepthToSpace, SpaceToDepth: PyTorch's order of channels is (C, r, r), ONNX's own (r, r, C) ---

/// (a, b, ...) channels as (b, a, ...).
Result<PlacedValue> swappedChannels(OnnxCanvas& canvas, const PlacedValue& x, std::int64_t a, std::int64_t b)
{
    const Sizes sizes = *sizesOf(x.spec.shape);
    PlacedValue value = x;
    for (const OnnxLayer& layer : {OnnxLayer{.type = "reshape", .params = {{"shape", Sizes{a, b, sizes[2], sizes[3]}}}, .inputs = {}, .weights = {}},
                                   OnnxLayer{.type = "permute", .params = {{"dims", Sizes{2, 1, 3, 4}}}, .inputs = {}, .weights = {}},
                                   OnnxLayer{.type = "reshape", .params = {{"shape", Sizes{a * b, sizes[2], sizes[3]}}}, .inputs = {}, .weights = {}}}) {
        OnnxLayer next = layer;
        next.inputs = {value};
        auto made = canvas.place({.opType = "Reshape"}, std::move(next));
        if (!made)
            return fail(made.error());
        value = made->front();
    }
    return value;
}

Status applyBlocks(OnnxCanvas& canvas, const OnnxNode& node)
{
    const bool isWider = node.opType == "DepthToSpace";
    const std::int64_t side = integerOf(node, "blocksize", 1), area = side * side;
    auto x = canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    if (x->spec.kind != Kind::Image || side < 1 || side > 1000)
        return refuseForm(node, "moves other than the channels of pictures");
    const auto channels = x->spec.shape[1].known().value_or(0);
    const bool isPlain = textOf(node, "mode", "DCR") == "CRD";
    if (isWider && !isPlain && channels > area)
        x = swappedChannels(canvas, *x, area, channels / area);
    if (!x)
        return fail(x.error());
    auto outputs = canvas.place(node, {.type = isWider ? "pixel_shuffle" : "pixel_unshuffle", .params = {{"factor", side}}, .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    PlacedValue value = outputs->front();
    if (!isWider && !isPlain && channels > 1) {
        const auto swapped = swappedChannels(canvas, value, channels, area);
        if (!swapped)
            return fail(swapped.error());
        value = *swapped;
    }
    canvas.define(node.outputs[0], value);
    return {};
}

// --- ArgMax, ArgMin ---

Status placeSearch(OnnxCanvas& canvas, const OnnxNode& node, bool isLeast)
{
    auto x = canvas.value(node, 0);
    if (x && !x->view.hasWholeParts())
        x = canvas.ordered(*x, x->view.order);
    if (!x)
        return fail(x.error());
    const auto dim = dimensionOf(*x, integerOf(node, "axis", 0));
    if (!dim || *dim == 0)
        return refuseForm(node, "compares samples with each other");
    const std::vector<std::size_t> order = x->view.order;
    const auto on = [&](OnnxLayer layer) -> Status {
        layer.inputs = {*x};
        auto made = canvas.place(node, std::move(layer));
        if (made)
            x = made->front();
        return made ? Status() : fail(made.error());
    };
    const std::int64_t last = x->view.parts[static_cast<std::size_t>(*dim)] - 1;
    const bool isLast = integerOf(node, "select_last_index", 0) != 0, keeps = integerOf(node, "keepdims", 1) != 0, isTokens = canvas.isReadAsTokens(node.outputs[0]) && !isLast;
    if (isLeast)
        if (const Status placed = on({.type = "negate", .params = {}, .inputs = {}, .weights = {}}); !placed)
            return placed;
    if (isLast)
        if (const Status placed = on({.type = "flip", .params = {{"dims", Sizes{*dim}}}, .inputs = {}, .weights = {}}); !placed)
            return placed;
    if (const Status placed = on({.type = "argmax", .params = {{"dim", *dim}, {"keep_dims", keeps}, {"result", std::string(isTokens ? "index" : "number")}}, .inputs = {}, .weights = {}}); !placed)
        return placed;
    if (isLast)
        if (const Status placed = on({.type = "scale", .params = {{"factor", -1.0}, {"shift", static_cast<double>(last)}}, .inputs = {}, .weights = {}}); !placed)
            return placed;
    x->view.order.clear();
    for (const std::size_t part : order)
        if (keeps || part != static_cast<std::size_t>(*dim))
            x->view.order.push_back(!keeps && part > static_cast<std::size_t>(*dim) ? part - 1 : part);
    canvas.define(node.outputs[0], *x);
    return {};
}

} // namespace

std::vector<OnnxRule> onnxContractionRules()
{
    return {{"Einsum", "einsum", applyEinsum},
            {"DepthToSpace", "pixel_shuffle", applyBlocks},
            {"SpaceToDepth", "pixel_unshuffle", applyBlocks},
            {"ArgMax", "argmax", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeSearch(canvas, node, false); }},
            {"ArgMin", "argmax", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeSearch(canvas, node, true); }}};
}

} // namespace nodegrad
