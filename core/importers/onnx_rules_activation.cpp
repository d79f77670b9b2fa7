#include <cmath>
#include <limits>

#include "core/importers/onnx_rules.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

bool isNear(double a, double b) { return std::abs(a - b) <= 1e-4 * std::max(1.0, std::abs(b)); }

/// An operation that is one layer without parameters.
template <const char* layer> Status applyPlainly(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeElementwise(canvas, node, layer);
}

Status applyLeakyRelu(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeElementwise(canvas, node, "leaky_relu", {{"negative_slope", realOf(node, "alpha", 0.01)}});
}

Status applyElu(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeElementwise(canvas, node, "elu", {{"alpha", realOf(node, "alpha", 1)}});
}

Status applyCelu(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeElementwise(canvas, node, "celu", {{"alpha", realOf(node, "alpha", 1)}});
}

/// What only a Formula of one input says.
Status placeFormula(OnnxCanvas& canvas, const OnnxNode& node, const std::string& expression)
{
    return placeElementwise(canvas, node, "formula", {{"expression", expression}, {"inputs", std::int64_t(1)}});
}

Status applySelu(OnnxCanvas& canvas, const OnnxNode& node)
{
    const double alpha = realOf(node, "alpha", 1.67326324), gamma = realOf(node, "gamma", 1.05070099);
    if (!isNear(alpha, 1.67326324) || !isNear(gamma, 1.05070099)) // gamma max(x, 0) + gamma alpha (exp(min(x, 0)) - 1)
        return placeFormula(canvas, node, pythonReal(gamma) + " * relu(a) + " + pythonReal(gamma * alpha) + " * (exp(0 - relu(0 - a)) - 1)");
    return placeElementwise(canvas, node, "selu");
}

Status applyHardSigmoid(OnnxCanvas& canvas, const OnnxNode& node)
{
    const double alpha = realOf(node, "alpha", 0.2), beta = realOf(node, "beta", 0.5);
    if (!isNear(alpha, 1.0 / 6) || !isNear(beta, 0.5)) { // alpha x + beta between 0 and 1
        const std::string line = pythonReal(alpha) + " * a + " + pythonReal(beta);
        return placeFormula(canvas, node, "relu(" + line + ") - relu(" + line + " - 1)");
    }
    return placeElementwise(canvas, node, "hardsigmoid");
}

Status applyGelu(OnnxCanvas& canvas, const OnnxNode& node)
{
    return placeElementwise(canvas, node, "gelu", {{"approximate", textOf(node, "approximate", "none")}});
}

// --- Clip: limits are attributes before opset 11, inputs since ---

std::optional<double> limitOf(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input, const char* attribute, double open)
{
    if (!inputOf(node, input).empty()) {
        const HostTensor* limit = canvas.constant(inputOf(node, input));
        return limit && limit->count() == 1 ? std::optional(limit->number(0)) : std::nullopt;
    }
    return realOf(node, attribute, open);
}

Status applyClip(OnnxCanvas& canvas, const OnnxNode& node)
{
    const double most = std::numeric_limits<double>::infinity();
    const auto low = limitOf(canvas, node, 1, "min", -most), high = limitOf(canvas, node, 2, "max", most);
    if (!low || !high)
        return refuseForm(node, "takes its limits from a computation");
    const bool hasLow = *low > -3e38, hasHigh = *high < 3e38;
    if (!hasLow && !hasHigh)
        return passThrough(canvas, node);
    if (*low == 0 && !hasHigh)
        return placeElementwise(canvas, node, "relu");
    if (*low == 0 && *high == 6)
        return placeElementwise(canvas, node, "relu6");
    ParamValues params{{"limits", std::string(hasLow && hasHigh ? "both" : hasLow ? "minimum" : "maximum")}};
    if (hasLow)
        params.set("minimum", *low);
    if (hasHigh)
        params.set("maximum", *high);
    return placeElementwise(canvas, node, "clamp", params);
}

// --- PRelu: one slope, or one a channel ---

Status applyPrelu(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto slopes = canvas.weight(node, 1, "weight");
    const OnnxValue* facts = canvas.facts(inputOf(node, 0));
    if (!slopes)
        return fail(slopes.error());
    if (!facts || !facts->sizes || facts->sizes->size() < 2)
        return refuseForm(node, "has an input of unknown sizes");
    const std::size_t rank = facts->sizes->size();
    const std::int64_t count = slopes->tensor.count(), channels = (*facts->sizes)[1];
    const Sizes& shape = slopes->tensor.shape();
    const bool isByChannel = count == channels && shape.size() == rank - 1 && shape.front() == count;
    if (count != 1 && !isByChannel)
        return refuseForm(node, "has slopes other than one a channel");
    slopes->tensor = slopes->tensor.reshaped({count});
    const auto x = rank == 3 ? canvas.ordered(node, 0, {0, 2, 1}) : canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    return placeInOrder(canvas, node, {.type = "prelu", .params = {{"slopes", std::string(count == 1 ? "one" : "channels")}}, .inputs = {*x}, .weights = {*slopes}});
}

// --- Softmax, LogSoftmax ---

Status placeSoftmax(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer)
{
    auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    const auto rank = static_cast<std::int64_t>(x->view.order.size());
    std::int64_t axis = integerOf(node, "axis", canvas.opset() < 13 ? 1 : -1);
    axis += axis < 0 ? rank : 0;
    // Before opset 13 everything from the axis on was one row.
    if (canvas.opset() < 13 && axis != rank - 1)
        return refuseForm(node, "sums over several dimensions at once");
    if (!x->view.hasWholeParts())
        x = canvas.plain(node, 0);
    if (!x)
        return fail(x.error());
    const auto dim = dimensionOf(*x, axis);
    if (!dim)
        return refuseForm(node, "sums over a dimension that is not there");
    const bool isLast = *dim == rank - 1;
    auto outputs = canvas.place(node, {.type = layer, .params = {{"dim", isLast ? std::int64_t(-1) : *dim}}, .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view = x->view;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

// Names as template arguments need storage.
constexpr char kRelu[] = "relu", kSigmoid[] = "sigmoid", kTanh[] = "tanh", kSilu[] = "silu", kSoftplus[] = "softplus", kSoftsign[] = "softsign",
               kMish[] = "mish", kHardswish[] = "hardswish", kErf[] = "erf", kExp[] = "exp", kLog[] = "log", kSqrt[] = "sqrt", kAbs[] = "abs",
               kNegate[] = "negate", kReciprocal[] = "reciprocal", kSin[] = "sin", kCos[] = "cos";

} // namespace

std::vector<OnnxRule> onnxActivationRules()
{
    return {{"Relu", kRelu, applyPlainly<kRelu>},
            {"Sigmoid", kSigmoid, applyPlainly<kSigmoid>},
            {"Tanh", kTanh, applyPlainly<kTanh>},
            {"nodegrad:Silu", kSilu, applyPlainly<kSilu>},
            {"LeakyRelu", "leaky_relu", applyLeakyRelu},
            {"Elu", "elu", applyElu},
            {"Gelu", "gelu", applyGelu},
            {"Softmax", "softmax", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeSoftmax(canvas, node, "softmax"); }},
            {"LogSoftmax", "log_softmax", [](OnnxCanvas& canvas, const OnnxNode& node) { return placeSoftmax(canvas, node, "log_softmax"); }},
            {"Celu", "celu", applyCelu},
            {"Selu", "selu", applySelu},
            {"PRelu", "prelu", applyPrelu},
            {"Clip", "clamp", applyClip},
            {"HardSigmoid", "hardsigmoid", applyHardSigmoid},
            {"HardSwish", kHardswish, applyPlainly<kHardswish>},
            {"Softplus", kSoftplus, applyPlainly<kSoftplus>},
            {"Softsign", kSoftsign, applyPlainly<kSoftsign>},
            {"Mish", kMish, applyPlainly<kMish>},
            {"Erf", kErf, applyPlainly<kErf>},
            {"Exp", kExp, applyPlainly<kExp>},
            {"Log", kLog, applyPlainly<kLog>},
            {"Sqrt", kSqrt, applyPlainly<kSqrt>},
            {"Abs", kAbs, applyPlainly<kAbs>},
            {"Neg", kNegate, applyPlainly<kNegate>},
            {"Reciprocal", kReciprocal, applyPlainly<kReciprocal>},
            {"Sin", kSin, applyPlainly<kSin>},
            {"Cos", kCos, applyPlainly<kCos>}};
}

} // namespace nodegrad
