#include <algorithm>
#include <cmath>

#include "core/importers/script_rules.h"

namespace nodegrad {

namespace {

/// The operand of what has one.
std::string self(TraceWriter& w) { return w.value(w.isTensor("self") ? "self" : "input"); }

template <const char* op> bool writeOne(TraceWriter& w)
{
    w.give(op, {self(w)});
    return true;
}

float asFloat(double number) { return static_cast<float>(number); }

// --- activations ---

bool writeSilu(TraceWriter& w)
{
    w.give("Mul", {self(w), w.made("Sigmoid", {self(w)})});
    return true;
}

bool writeGelu(TraceWriter& w)
{
    w.give("Gelu", {self(w)}, {{"approximate", w.text("approximate").empty() ? std::string("none") : w.text("approximate")}});
    return true;
}

bool writeElu(TraceWriter& w)
{
    if (w.number("scale", 1) != 1 || w.number("input_scale", 1) != 1)
        return false;
    w.give("Elu", {self(w)}, {{"alpha", asFloat(w.number("alpha", 1))}});
    return true;
}

bool giveClipped(TraceWriter& w, double low, double high)
{
    w.give("Clip", {self(w), std::isinf(low) ? "" : w.ofNumber(low), std::isinf(high) ? "" : w.ofNumber(high)});
    return true;
}

bool writeClamp(TraceWriter& w)
{
    if (w.isTensor("min") || w.isTensor("max"))
        return false;
    return giveClipped(w, w.number("min", -INFINITY), w.number("max", INFINITY));
}

bool writeSoftplus(TraceWriter& w)
{
    const double beta = w.number("beta", 1);
    if (beta <= 0)
        return false;
    if (beta == 1)
        w.give("Softplus", {self(w)});
    else
        w.give("Mul", {w.made("Softplus", {w.made("Mul", {self(w), w.ofNumber(beta)})}), w.ofNumber(1 / beta)});
    return true;
}

bool writeLogSigmoid(TraceWriter& w)
{
    w.give("Neg", {w.made("Softplus", {w.made("Neg", {self(w)})})});
    return true;
}

bool writePrelu(TraceWriter& w)
{
    const HostTensor* slopes = w.constant("weight");
    const std::size_t rank = w.sizes("self").size();
    if (!slopes || rank < 2)
        return false;
    const Sizes shape = slopes->count() == 1 ? Sizes{1} : [&] {
        Sizes sizes(rank - 1, 1);
        sizes[0] = slopes->count();
        return sizes;
    }();
    w.give("PRelu", {self(w), w.ofWeight(w.tensor(w.ids("weight").front()).origin, slopes->reshaped(shape))});
    return true;
}

template <const char* op> bool writeSoftmax(TraceWriter& w)
{
    w.give(op, {self(w)}, {{"axis", w.integer("dim", -1)}});
    return true;
}

bool writeGlu(TraceWriter& w)
{
    const Sizes x = w.sizes("self");
    const std::int64_t dim = w.dim("dim", -1, x.size());
    const std::int64_t half = x[static_cast<std::size_t>(dim)] / 2;
    const std::string first = w.fresh("value"), second = w.fresh("value");
    w.graph.nodes.push_back({.opType = "Split", .inputs = {self(w), w.ofIntegers({half, half})}, .outputs = {first, second}, .attributes = {{"axis", dim}}});
    w.give("Mul", {first, w.made("Sigmoid", {second})});
    return true;
}

// --- arithmetic ---

/// A tensor or a number.
std::string operand(TraceWriter& w, const std::string& name)
{
    return w.isTensor(name) ? w.spreadable(name) : w.ofNumber(w.number(name));
}

/// Truth and whole numbers count otherwise than real ones.
bool isReal(const TraceWriter& w, const std::string& name)
{
    if (!w.isTensor(name) || w.constant(name))
        return true;
    const DType type = w.tensor(w.ids(name).front()).dtype;
    return type == DType::Float32 || type == DType::Float64;
}

template <const char* op> bool writePair(TraceWriter& w)
{
    if (!w.isNone("rounding_mode") || !isReal(w, "self") || !isReal(w, "other"))
        return false;
    std::string other = operand(w, "other");
    if (const double alpha = w.number("alpha", 1); alpha != 1)
        other = w.isTensor("other") ? w.made("Mul", {other, w.ofNumber(alpha)}) : w.ofNumber(alpha * w.number("other"));
    w.give(op, {operand(w, "self"), other});
    return true;
}

bool writeReversed(TraceWriter& w)
{
    if (w.number("alpha", 1) != 1)
        return false;
    w.give("Sub", {operand(w, "other"), self(w)});
    return true;
}

bool writePower(TraceWriter& w)
{
    if (!w.isTensor("self") || !isReal(w, "self"))
        return false;
    w.give("Pow", {self(w), operand(w, "exponent")});
    return true;
}

bool writeSquare(TraceWriter& w)
{
    w.give("Mul", {self(w), self(w)});
    return true;
}

bool writeInverseRoot(TraceWriter& w)
{
    w.give("Reciprocal", {w.made("Sqrt", {self(w)})});
    return true;
}

/// max(x, y), or the largest along a dimension.
template <const char* pair, const char* reduction> bool writeMost(TraceWriter& w)
{
    if (w.isTensor("other")) {
        w.give(pair, {self(w), w.value("other")});
        return true;
    }
    if (w.isNone("dim") || w.outputCount() != 2)
        return false;
    // The places of the largest values stay a value that nobody gives: who reads them is told.
    w.give(reduction, {self(w), w.ofIntegers({w.integer("dim")})}, {{"keepdims", std::int64_t(w.flag("keepdim"))}});
    return true;
}

/// a where a comparison holds, else b.
bool writeWhere(TraceWriter& w)
{
    if (!w.isTensor("condition") || w.outputCount() != 1 || !isReal(w, "self") || !isReal(w, "other"))
        return false;
    w.give("Where", {w.spreadable("condition"), operand(w, "self"), operand(w, "other")});
    return true;
}

template <const char* op> bool writeComparison(TraceWriter& w)
{
    if (!isReal(w, "self") || !isReal(w, "other"))
        return false;
    w.give(op, {operand(w, "self"), operand(w, "other")});
    return true;
}

bool writeUnequal(TraceWriter& w)
{
    if (!isReal(w, "self") || !isReal(w, "other"))
        return false;
    w.give("Not", {w.made("Equal", {operand(w, "self"), operand(w, "other")})});
    return true;
}

/// A number where the mask holds; scores that must not be seen get one far below all others.
bool writeMaskedFill(TraceWriter& w)
{
    constexpr double unseen = -1e4;
    const HostTensor* mask = w.constant("mask");
    const double value = w.number("value", w.constant("value") ? w.constant("value")->number(0) : 0);
    if (!std::isfinite(value) && !mask)
        return false;
    if (!mask || !(value < unseen)) {
        w.give("Where", {w.spreadable("mask"), w.ofNumber(value), self(w)});
        return true;
    }
    std::vector<float> added;
    for (std::int64_t i = 0; i < mask->count(); ++i)
        added.push_back(mask->number(i) != 0 ? -1e30F : 0.0F);
    w.give("Add", {self(w), w.ofTensor("constant", HostTensor::ofFloats(mask->shape(), added))});
    return true;
}

constexpr char kRelu[] = "Relu", kSigmoid[] = "Sigmoid", kTanh[] = "Tanh", kErf[] = "Erf", kExp[] = "Exp", kLog[] = "Log", kSqrt[] = "Sqrt", kAbs[] = "Abs",
               kNeg[] = "Neg", kReciprocal[] = "Reciprocal", kSin[] = "Sin", kCos[] = "Cos", kMish[] = "Mish", kHardSwish[] = "HardSwish", kSelu[] = "Selu",
               kIdentity[] = "Identity", kSoftmax[] = "Softmax", kLogSoftmax[] = "LogSoftmax", kAdd[] = "Add", kSub[] = "Sub", kMul[] = "Mul", kDiv[] = "Div",
               kGreater[] = "Greater", kGreaterOrEqual[] = "GreaterOrEqual", kLess[] = "Less", kLessOrEqual[] = "LessOrEqual", kEqual[] = "Equal", kNot[] = "Not",
               kMax[] = "Max", kMin[] = "Min", kReduceMax[] = "ReduceMax", kReduceMin[] = "ReduceMin";

/// Another type of number: the same to a design when both are real or both are whole.
bool writeTo(TraceWriter& w)
{
    const auto isReal = [](DType type) { return type == DType::Float32 || type == DType::Float64; };
    const DType from = w.tensor(w.ids(w.isTensor("self") ? "self" : "input").front()).dtype, to = w.outputTensor().dtype;
    constexpr std::int64_t onnxFloat = 1, onnxInteger = 7;
    if (from == to || (isReal(from) && isReal(to)))
        w.give("Identity", {self(w)});
    else
        w.give("Cast", {self(w)}, {{"to", isReal(to) ? onnxFloat : onnxInteger}});
    return to != DType::Bool;
}

} // namespace

std::vector<ScriptRule> scriptElementRules()
{
    return {{"relu", writeOne<kRelu>}, {"sigmoid", writeOne<kSigmoid>}, {"tanh", writeOne<kTanh>}, {"erf", writeOne<kErf>}, {"exp", writeOne<kExp>},
            {"log", writeOne<kLog>}, {"sqrt", writeOne<kSqrt>}, {"abs", writeOne<kAbs>}, {"neg", writeOne<kNeg>}, {"reciprocal", writeOne<kReciprocal>},
            {"sin", writeOne<kSin>}, {"cos", writeOne<kCos>}, {"mish", writeOne<kMish>}, {"hardswish", writeOne<kHardSwish>}, {"selu", writeOne<kSelu>},
            {"dropout", writeOne<kIdentity>}, {"feature_dropout", writeOne<kIdentity>}, {"clone", writeOne<kIdentity>}, {"contiguous", writeOne<kIdentity>},
            {"detach", writeOne<kIdentity>}, {"alias", writeOne<kIdentity>}, {"to", writeTo}, {"type_as", writeTo},
            {"silu", writeSilu}, {"gelu", writeGelu}, {"elu", writeElu},
            {"leaky_relu", [](TraceWriter& w) { w.give("LeakyRelu", {self(w)}, {{"alpha", asFloat(w.number("negative_slope", 0.01))}}); return true; }},
            {"celu", [](TraceWriter& w) { w.give("Celu", {self(w)}, {{"alpha", asFloat(w.number("alpha", 1))}}); return true; }},
            {"hardsigmoid", [](TraceWriter& w) { w.give("HardSigmoid", {self(w)}, {{"alpha", 1.0F / 6}, {"beta", 0.5F}}); return true; }},
            {"relu6", [](TraceWriter& w) { return giveClipped(w, 0, 6); }},
            {"hardtanh", [](TraceWriter& w) { return giveClipped(w, w.number("min_val", -1), w.number("max_val", 1)); }},
            {"clamp", writeClamp}, {"clip", writeClamp}, {"clamp_min", writeClamp}, {"clamp_max", writeClamp},
            {"softplus", writeSoftplus}, {"log_sigmoid", writeLogSigmoid}, {"prelu", writePrelu},
            {"softmax", writeSoftmax<kSoftmax>}, {"_softmax", writeSoftmax<kSoftmax>}, {"log_softmax", writeSoftmax<kLogSoftmax>}, {"_log_softmax", writeSoftmax<kLogSoftmax>},
            {"glu", writeGlu},
            {"add", writePair<kAdd>}, {"sub", writePair<kSub>}, {"mul", writePair<kMul>}, {"div", writePair<kDiv>}, {"rsub", writeReversed},
            {"true_divide", writePair<kDiv>}, {"multiply", writePair<kMul>}, {"subtract", writePair<kSub>}, {"divide", writePair<kDiv>},
            {"maximum", writePair<kMax>}, {"minimum", writePair<kMin>}, {"max", writeMost<kMax, kReduceMax>}, {"min", writeMost<kMin, kReduceMin>},
            {"where", writeWhere}, {"gt", writeComparison<kGreater>}, {"ge", writeComparison<kGreaterOrEqual>}, {"lt", writeComparison<kLess>}, {"le", writeComparison<kLessOrEqual>},
            {"eq", writeComparison<kEqual>}, {"ne", writeUnequal}, {"logical_not", writeOne<kNot>}, {"bitwise_not", writeOne<kNot>},
            {"pow", writePower}, {"square", writeSquare}, {"rsqrt", writeInverseRoot}, {"masked_fill", writeMaskedFill}};
}

} // namespace nodegrad
