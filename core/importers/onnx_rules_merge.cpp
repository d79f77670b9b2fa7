#include <algorithm>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

constexpr std::size_t kMostInputs = 8; ///< of Add, Multiply, Concatenate

/// Both values under the same order of sizes: as they lie when that is equal, else as the file sees them.
Result<std::vector<PlacedValue>> alikeInputs(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (node.inputs.empty())
        return refuseForm(node, "has no inputs");
    std::vector<PlacedValue> values;
    bool isAlike = true;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const auto value = canvas.value(node, i);
        if (!value)
            return fail(value.error());
        isAlike &= values.empty() || (value->view == values.front().view);
        values.push_back(*value);
    }
    for (std::size_t i = 0; i < node.inputs.size() && !isAlike; ++i) {
        const auto value = canvas.plain(node, i);
        if (!value)
            return fail(value.error());
        values[i] = *value;
    }
    return values;
}

Status placeAlike(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer, std::vector<PlacedValue> values, ParamValues params = {})
{
    const OnnxView view = values.front().view;
    auto outputs = canvas.place(node, {.type = layer, .params = std::move(params), .inputs = std::move(values), .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    if (!view.isPlain())
        outputs->front().view = view;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

/// Fixed numbers as a value: a Parameter layer beside `like`. Sizes are aligned from the end, as ONNX does.
Result<PlacedValue> fixedNumbers(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input, const PlacedValue& like)
{
    auto weight = canvas.weight(node, input, "value");
    if (!weight)
        return fail(weight.error());
    Sizes sizes = weight->tensor.shape();
    const std::size_t rank = like.spec.shape.size();
    if (sizes.size() == rank && sizes.front() == 1)
        sizes.erase(sizes.begin());
    if (sizes.size() >= rank)
        return refuseForm(node, "adds or multiplies numbers that differ from sample to sample");
    sizes.insert(sizes.begin(), rank - 1 - sizes.size(), 1);
    weight->tensor = weight->tensor.reshaped(sizes);
    weight->origin.clear();
    // What stands in the file as a bare number is no weight: it stays as it is.
    const bool isFixed = canvas.facts(inputOf(node, input))->origin.empty();
    auto outputs = canvas.place(node, {.type = "parameter", .params = {{"shape", sizes}, {"initial", std::string("ones")}}, .inputs = {like}, .weights = {*weight}, .frozen = isFixed});
    if (!outputs)
        return fail(outputs.error());
    return outputs->front();
}

/// Both inputs as values; a constant one becomes a Parameter.
Result<std::vector<PlacedValue>> mergedInputs(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto isConstant = [&](const std::string& name) { return canvas.constant(name) != nullptr; };
    if (std::ranges::none_of(node.inputs, isConstant))
        return alikeInputs(canvas, node);
    const auto variable = std::ranges::find_if_not(node.inputs, isConstant);
    if (variable == node.inputs.end())
        return refuseForm(node, "depends on no input");
    const auto like = canvas.plain(node, static_cast<std::size_t>(variable - node.inputs.begin()));
    if (!like)
        return fail(like.error());
    std::vector<PlacedValue> values;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const auto value = isConstant(node.inputs[i]) ? fixedNumbers(canvas, node, i, *like) : canvas.plain(node, i);
        if (!value)
            return fail(value.error());
        values.push_back(*value);
    }
    return values;
}

/// The one number that `node` adds or multiplies by, when it is one; the other input is `other`.
struct Number {
    double value;
    std::size_t other;
};
std::optional<Number> numberOf(const OnnxCanvas& canvas, const OnnxNode& node)
{
    for (std::size_t i = 0; i < 2 && node.inputs.size() == 2; ++i)
        if (const HostTensor* number = canvas.constant(node.inputs[i]); number && number->count() == 1 && number->rank() <= 1)
            return Number{number->number(0), 1 - i};
    return std::nullopt;
}

/// y = a x + b with two numbers.
Status placeScale(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input, double factor, double shift)
{
    if (factor == 1 && shift == 0)
        return passThrough(canvas, node, input);
    const auto x = canvas.value(node, input);
    if (!x)
        return fail(x.error());
    return placeAlike(canvas, node, "scale", {*x}, {{"factor", factor}, {"shift", shift}});
}

// --- Add, Mul, Sum: chains become one layer with several inputs ---

Status placeChain(OnnxCanvas& canvas, const OnnxNode& node, const std::string& type)
{
    auto values = mergedInputs(canvas, node);
    if (!values)
        return fail(values.error());
    if (values->size() == 1)
        return passThrough(canvas, node);
    if (values->size() > kMostInputs)
        return refuseForm(node, "merges more than eight values");
    const OnnxLayer* before = canvas.layerOf(values->front());
    // A fixed value stands beside what it is merged with, and cannot become an input of that.
    const bool isFixed = std::ranges::any_of(node.inputs, [&](const std::string& name) { return canvas.constant(name) != nullptr; });
    const bool joins = before && !isFixed && before->type == type && !values->front().hasOtherReaders && before->inputs.size() + values->size() - 1 <= kMostInputs;
    if (joins) {
        OnnxLayer longer = *before;
        longer.inputs.insert(longer.inputs.end(), values->begin() + 1, values->end());
        longer.params.set("inputs", static_cast<std::int64_t>(longer.inputs.size()));
        const OnnxView view = values->front().view;
        if (auto outputs = canvas.replace(values->front().from.node, longer)) {
            if (!view.isPlain())
                outputs->front().view = view;
            canvas.define(node.outputs[0], outputs->front());
            return {};
        }
    }
    const auto count = static_cast<std::int64_t>(values->size());
    return placeAlike(canvas, node, type, std::move(*values), {{"inputs", count}});
}

Status applyAdd(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto number = numberOf(canvas, node);
    return number ? placeScale(canvas, node, number->other, 1, number->value) : placeChain(canvas, node, "add");
}

Status applyMul(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto number = numberOf(canvas, node);
    return number ? placeScale(canvas, node, number->other, number->value, 0) : placeChain(canvas, node, "multiply");
}

// --- Sub, Div, Max, Min, Mean, Pow ---

Status placePair(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer)
{
    auto values = mergedInputs(canvas, node);
    return values ? placeAlike(canvas, node, layer, std::move(*values)) : Status(fail(values.error()));
}

Status placeMany(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer)
{
    auto values = mergedInputs(canvas, node);
    if (!values)
        return fail(values.error());
    if (values->size() == 1)
        return passThrough(canvas, node);
    const auto count = static_cast<std::int64_t>(values->size());
    return placeAlike(canvas, node, layer, std::move(*values), {{"inputs", count}});
}

Status applySub(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto number = numberOf(canvas, node);
    if (number && number->other == 0)
        return placeScale(canvas, node, 0, 1, -number->value);
    if (number)
        return placeScale(canvas, node, 1, -1, number->value);
    return placePair(canvas, node, "subtract");
}

Status applyDiv(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto number = numberOf(canvas, node);
    if (number && number->other == 0 && number->value != 0)
        return placeScale(canvas, node, 0, 1 / number->value, 0);
    return placePair(canvas, node, "divide");
}

Status applyPow(OnnxCanvas& canvas, const OnnxNode& node)
{
    const auto number = numberOf(canvas, node);
    if (!number || number->other != 0)
        return refuseForm(node, "takes a power that is computed");
    return number->value == 2 ? placeElementwise(canvas, node, "square") : placeElementwise(canvas, node, "power", {{"exponent", number->value}});
}

// --- Where: a condition that is compared, or fixed truths ---

/// Three values side by side; fixed numbers become Parameters.
Status placeWhere(OnnxCanvas& canvas, const OnnxNode& node, const std::string& comparison, double threshold)
{
    auto values = mergedInputs(canvas, node);
    return values ? placeAlike(canvas, node, "where", std::move(*values), {{"comparison", comparison}, {"threshold", threshold}}) : Status(fail(values.error()));
}

Status applyWhere(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (!canvas.constant(inputOf(node, 0)))
        return refuseForm(node, "chooses by truths that no comparison gives");
    return placeWhere(canvas, node, "greater", 0.5);
}

/// a where x compares with y, else b.
Status applyCompared(OnnxCanvas& canvas, const OnnxNode& node)
{
    const std::string comparison = textOf(node, "comparison", "greater");
    OnnxNode choice{.opType = "Where", .name = node.name, .inputs = {node.inputs[0], node.inputs[2], node.inputs[3]}, .outputs = node.outputs};
    const HostTensor* limit = canvas.constant(node.inputs[1]);
    if (limit && limit->count() == 1)
        return placeWhere(canvas, choice, comparison, limit->number(0));
    const OnnxNode difference{.opType = "Sub", .inputs = {node.inputs[0], node.inputs[1]}, .outputs = {node.outputs[0] + "#difference"}};
    if (const Status placed = placePair(canvas, difference, "subtract"); !placed)
        return placed;
    choice.inputs[0] = difference.outputs[0];
    return placeWhere(canvas, choice, comparison, 0);
}

// --- Concat ---

Status applyConcat(OnnxCanvas& canvas, const OnnxNode& node)
{
    if (node.inputs.size() == 1)
        return passThrough(canvas, node);
    auto values = alikeInputs(canvas, node);
    if (!values)
        return fail(values.error());
    if (!values->front().view.hasWholeParts())
        for (PlacedValue& part : *values) {
            const auto value = canvas.ordered(part, part.view.order);
            if (!value)
                return fail(value.error());
            part = *value;
        }
    const auto dim = dimensionOf(values->front(), integerOf(node, "axis", 1));
    const Kind kind = values->front().spec.kind;
    if (!dim || *dim == 0)
        return refuseForm(node, "joins along the batch");
    const bool isMap = kind == Kind::Image || kind == Kind::Volume;
    const std::string axis = isMap ? (*dim == 1 ? "features" : kind == Kind::Volume ? "" : *dim == 2 ? "height" : "width")
                                   : kind == Kind::Sequence && *dim == 1 ? "time" : "features";
    if (axis.empty())
        return refuseForm(node, "joins volumes along a side");
    // In turns of at most eight.
    PlacedValue joined = values->front();
    for (std::size_t next = 1; next < values->size();) {
        std::vector<PlacedValue> part{joined};
        while (next < values->size() && part.size() < kMostInputs)
            part.push_back((*values)[next++]);
        const OnnxView view = joined.view;
        const auto count = static_cast<std::int64_t>(part.size());
        auto outputs = canvas.place(node, {.type = "concatenate", .params = {{"inputs", count}, {"axis", axis}}, .inputs = std::move(part), .weights = {}});
        if (!outputs)
            return fail(outputs.error());
        joined = outputs->front();
        joined.view.order = view.order;
    }
    canvas.define(node.outputs[0], joined);
    return {};
}

} // namespace

std::vector<OnnxRule> onnxMergeRules()
{
    return {{"Add", "add", applyAdd},
            {"Mul", "multiply", applyMul},
            {"Sum", "add", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeChain(canvas, node, "add"); }},
            {"Sub", "subtract", applySub},
            {"Div", "divide", applyDiv},
            {"Pow", "power", applyPow},
            {"Max", "maximum", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeMany(canvas, node, "maximum"); }},
            {"Min", "minimum", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeMany(canvas, node, "minimum"); }},
            {"Mean", "average", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeMany(canvas, node, "average"); }},
            {"Where", "where", applyWhere},
            {"nodegrad:Compared", "where", applyCompared},
            {"Concat", "concatenate", applyConcat}};
}

} // namespace nodegrad
