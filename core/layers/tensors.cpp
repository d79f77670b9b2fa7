#include <cmath>
#include <limits>

#include "core/base/text.h"
#include "core/layers/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

constexpr std::int64_t kMostFixedNumbers = std::int64_t(1) << 20; ///< a constant lies inside the design and inside every exported file

Param shapeParam()
{
    return withMaximum(listParam("shape", "Shape", "Sizes of one sample, without the batch; a size of 1 is repeated where values are merged.", {1}, 0, 1), 1e9);
}

const List& checkedShape(Builder& b, const ParamValues& p)
{
    const List& shape = p.list("shape");
    b.need(!shape.empty() && shape.size() <= 4, makeError("layer.value_sizes", {{"count", shape.size()}}));
    return shape;
}

/// Any input will do: only the number of its samples counts.
const Value& needBatch(Builder& b, const Values& in)
{
    return b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume, Kind::Tokens, Kind::Scalar});
}

/// "3, 4, 4".
std::string sizesText(const List& shape)
{
    std::string text;
    for (const std::int64_t size : shape)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return text;
}

/// Repeats (S, ...) or (1, S, ...) for each sample.
std::string expandCall(const List& shape)
{
    std::string call = ".expand({0}.shape[0]";
    for (std::size_t i = 0; i < shape.size(); ++i)
        call += ", -1";
    return call + ")";
}

// --- constant ---

/// The numbers as they are written: one for all, or one a place.
std::vector<float> writtenNumbers(Builder& b, const ParamValues& p, std::int64_t count)
{
    std::vector<float> numbers;
    for (const std::string_view part : split(p.text("values"), ',')) {
        const auto number = parseReal(trimmed(part));
        b.need(number && std::abs(*number) <= std::numeric_limits<float>::max(),
               makeError("layer.constant_number", {{"text", std::string(trimmed(part).substr(0, 40))}}));
        numbers.push_back(static_cast<float>(*number));
    }
    b.need(numbers.size() == 1 || static_cast<std::int64_t>(numbers.size()) == count,
           makeError("layer.constant_count", {{"expected", count}, {"got", numbers.size()}}));
    return numbers;
}

Values buildConstant(Builder& b, const ParamValues& p, const Values& in)
{
    const Value like = needBatch(b, in);
    const List& shape = checkedShape(b, p);
    const Dim count = elementCount(Shape(shape.begin(), shape.end())); // saturates
    b.need(count.value() <= kMostFixedNumbers, makeError("layer.constant_size", {{"count", count.value()}, {"limit", kMostFixedNumbers}}));
    std::vector<float> numbers = writtenNumbers(b, p, count.value());
    numbers.resize(static_cast<std::size_t>(count.value()), numbers.front());
    return {b.call1("expand_batch", {b.constant(HostTensor::ofFloats(shape, numbers)), like})};
}

PythonUse pythonConstant(const ParamValues& p, const Specs&)
{
    const List& shape = p.list("shape");
    std::vector<std::string> numbers;
    for (const std::string_view part : split(p.text("values"), ','))
        numbers.push_back(pythonReal(parseReal(trimmed(part)).value_or(0)));
    if (numbers.size() == 1)
        return {"", "torch.full(({0}.shape[0], " + sizesText(shape) + "), " + numbers[0] + ", device={0}.device)", {}};
    return {"", "torch.tensor([" + joined(numbers, ", ") + "], device={0}.device).reshape(1, " + sizesText(shape) + ")" + expandCall(shape), {}};
}

// --- parameter ---

Initializer firstValues(const ParamValues& p)
{
    const std::string& initial = p.text("initial");
    const double scale = p.real("scale");
    if (initial == "normal")
        return {Initializer::Type::Normal, 0, scale};
    if (initial == "uniform")
        return {Initializer::Type::Uniform, -scale, scale};
    return {initial == "ones" ? Initializer::Type::Ones : Initializer::Type::Zeros};
}

Values buildParameter(Builder& b, const ParamValues& p, const Values& in)
{
    const Value like = needBatch(b, in);
    return {b.call1("expand_batch", {b.parameter("value", checkedShape(b, p), firstValues(p)), like})};
}

PythonUse pythonParameter(const ParamValues& p, const Specs&)
{
    const List& shape = p.list("shape");
    const std::string &initial = p.text("initial"), scale = pythonReal(p.real("scale")), sizes = "(" + sizesText(shape) + ")";
    const std::string values = initial == "normal"    ? "torch.empty" + sizes + ".normal_(0.0, " + scale + ")"
                               : initial == "uniform" ? "torch.empty" + sizes + ".uniform_(-" + scale + ", " + scale + ")"
                                                      : "torch." + initial + sizes;
    return {"nn.ParameterDict({\"value\": nn.Parameter(" + values + ")})", "{self}[\"value\"]" + expandCall(shape), {}};
}

} // namespace

std::vector<LayerType> tensorLayers()
{
    return {
        {.id = "constant", .title = "Constant", .summary = "Gives fixed numbers, the same for every sample.",
         .explanation = "y[n] = c for each sample n: one number for all places, or as many numbers as there are, row by row. They are never trained. The input is connected only to say "
                        "how many samples there are; its values do not matter. In Add, Multiply and the other merging layers a size of 1 is repeated, so a shape of "
                        "3 × 1 × 1 holds one number for each channel of a feature map.",
         .aliases = {"fixed", "literal", "const", "fill"}, .category = Category::Merge,
         .params = {shapeParam(), textParam("values", "Values", "One number for all places, or all of them with commas between, row by row.", "1")},
         .examples = {{"a = input(3,6,6); c = a > constant(3,1,1, values=\"0.5, 1, 2\"); multiply(a, c)", "A factor for each channel"},
                      {"input(8) > constant(4, values=0.5)", "Four times 0.5"}},
         .build = buildConstant, .python = pythonConstant,
         .summarize = [](const ParamValues& p) { return dotted({timesText(p.list("shape")), p.text("values").size() <= 20 ? p.text("values") : ""}); },
         .formula = "y[n] = c"},
        {.id = "parameter", .title = "Parameter", .summary = "Gives trainable numbers, the same for every sample.",
         .explanation = "y[n] = w for each sample n, where w are weights of their own that training changes. The input is connected only to say how many samples there are; its values do not "
                        "matter. With it one builds what no layer offers: a learned scale or offset, queries that a sequence is asked, positions that are added to "
                        "an Embedding. In merging layers a size of 1 is repeated, so a shape of 3 × 1 × 1 holds one weight for each channel of a feature map.",
         .aliases = {"weight", "variable", "trainable tensor", "learned query", "learnable"}, .category = Category::Dense,
         .params = {shapeParam(),
                    choiceParam("initial", "Initial values", "What training begins with.", "normal",
                                {{"normal", "Normal"}, {"uniform", "Uniform"}, {"zeros", "Zeros"}, {"ones", "Ones"}}),
                    realParam("scale", "Scale", "Standard deviation of normal, largest size of uniform first values.", 0.02, 0.0, 1e6)},
         .examples = {{"a = input(5,6); w = a > parameter(5,6); add(a, w)", "A learned position for each of five steps"},
                      {"a = input(3,6,6); w = a > parameter(3,1,1, initial=ones); multiply(a, w)", "A learned factor for each channel"}},
         .build = buildParameter, .python = pythonParameter,
         .summarize = [](const ParamValues& p) { return dotted({timesText(p.list("shape")), p.text("initial")}); }, .formula = "y[n] = w"},
    };
}

} // namespace nodegrad
