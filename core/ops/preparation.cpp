#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- affine: y = (x - offset) * factor ---

Specs inferAffine(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needRankAtLeast(x, 1, 0);
    needFloat(x, 0);
    // Numbers (N) have no dimension of their own: one offset and factor for all.
    const bool single = in[1].shape == Shape{Dim(1)} && in[2].shape == Shape{Dim(1)};
    if (single)
        return inferSame(attributes, in);
    const Dim& size = x.shape[dimIndex(attributes.integer("axis"), x, 1)];
    const char* names[] = {"the offset", "the factor"};
    for (std::size_t i = 1; i < 3; ++i) {
        needSameType(x, in[i], static_cast<int>(i));
        if (in[i].shape != Shape{Dim(1)})
            needWeightShape(in[i], {size}, names[i - 1], static_cast<int>(i));
    }
    return inferSame(attributes, in);
}

/// [-1, 1, 1]: the constant along its axis.
std::vector<std::int64_t> constantShape(const OpUse& use)
{
    const Spec& x = use.inputSpecs[0];
    return x.shape.size() == 1 ? sizesAlong(1, 0) : sizesAlong(x.shape.size(), dimIndex(use.attributes.integer("axis"), x, 1));
}

void onnxAffine(OnnxWriter& writer, const OpUse& use)
{
    std::string offset = use.inputs[1], factor = use.inputs[2];
    if (const std::vector<std::int64_t> sizes = constantShape(use); sizes.size() > 1) {
        const std::string shape = writer.integers(sizes);
        offset = writer.add("Reshape", {offset, shape});
        factor = writer.add("Reshape", {factor, shape});
    }
    writer.node("Mul", {writer.add("Sub", {use.inputs[0], offset}), factor}, use.outputs);
}

void scriptAffine(ScriptWriter& writer, const OpUse& use)
{
    const std::string shape = pythonList(constantShape(use));
    writer.line(use.outputs[0] + " = torch.mul(torch.sub(" + use.inputs[0] + ", torch.reshape(" + use.inputs[1] + ", " + shape +
                ")), torch.reshape(" + use.inputs[2] + ", " + shape + "))");
}

// --- cast ---

struct TypeNumbers {
    DType type;
    std::int64_t onnx;   ///< TensorProto.DataType
    std::int64_t torch;  ///< c10::ScalarType
};
constexpr TypeNumbers typeNumbers[] = {
    {DType::Float32, 1, 6}, {DType::Float64, 11, 7}, {DType::Int64, 7, 4},
    {DType::Int32, 6, 3},   {DType::UInt8, 2, 0},    {DType::Bool, 9, 11},
};

const TypeNumbers& numbersOf(DType type)
{
    for (const TypeNumbers& numbers : typeNumbers)
        if (numbers.type == type)
            return numbers;
    return typeNumbers[0];
}

Specs inferCast(const Attributes& attributes, const Specs& in)
{
    if (isAbsent(in[0]))
        throw wrongKind(in[0], std::vector{Kind::Vector, Kind::Image, Kind::Sequence, Kind::Tokens}, 0);
    Spec out = in[0];
    out.dtype = *dtypeFromName(attributes.text("dtype")); // the choices are the names of all types
    // Whole numbers (N, T) are tokens, real ones are not.
    const bool isWhole = out.dtype == DType::Int64 || out.dtype == DType::Int32;
    if (!isWhole && out.kind == Kind::Tokens) {
        out.kind = Kind::Vector;
        out.classes = 0;
    } else if (isWhole && out.kind == Kind::Vector) {
        out.kind = Kind::Tokens;
    }
    return {out};
}

void onnxCast(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Cast", use.inputs, use.outputs, {{"to", numbersOf(use.outputSpecs[0].dtype).onnx}});
}

void scriptCast(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = " + use.inputs[0] + ".to(" + std::to_string(numbersOf(use.outputSpecs[0].dtype).torch) + ")");
}

// --- one_hot ---

Specs inferOneHot(const Attributes& attributes, const Specs& in)
{
    const Spec& tokens = in[0];
    const bool isWhole = tokens.dtype == DType::Int64 || tokens.dtype == DType::Int32;
    if (isAbsent(tokens) || !isWhole || tokens.shape.empty())
        throw wrongKind(tokens, std::vector{Kind::Tokens, Kind::Label}, 0);
    const std::int64_t classes = attributes.integer("classes");
    if (tokens.classes > classes)
        unmet("layer.vocabulary_too_small", {{"rows", classes}, {"classes", tokens.classes}}, 0,
              {Fix::setParam("Set the classes to " + std::to_string(tokens.classes), "classes", tokens.classes)});
    Shape shape = tokens.shape;
    shape.emplace_back(classes);
    const Kind kind = kindOfRank(shape.size());
    return {{DType::Float32, std::move(shape), kind, 0}};
}

void onnxOneHot(OnnxWriter& writer, const OpUse& use)
{
    const std::int64_t classes = use.attributes.integer("classes");
    const float offAndOn[] = {0, 1};
    const std::string depth = writer.constant(HostTensor::ofIntegers({}, std::span<const std::int64_t>(&classes, 1)));
    const bool isLong = use.inputSpecs[0].dtype == DType::Int64;
    const std::string index = isLong ? use.inputs[0] : writer.add("Cast", {use.inputs[0]}, {{"to", numbersOf(DType::Int64).onnx}});
    writer.node("OneHot", {index, depth, writer.constant(HostTensor::ofFloats({2}, offAndOn))}, use.outputs, {{"axis", std::int64_t(-1)}});
}

void scriptOneHot(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.one_hot(" + use.inputs[0] + ".to(" + std::to_string(numbersOf(DType::Int64).torch) + "), " +
                std::to_string(use.attributes.integer("classes")) + ").to(" + std::to_string(numbersOf(DType::Float32).torch) + ")");
}

std::vector<ParamChoice> typeChoices()
{
    std::vector<ParamChoice> choices;
    for (const TypeNumbers& numbers : typeNumbers)
        choices.push_back({dtypeName(numbers.type), dtypeName(numbers.type)});
    return choices;
}

} // namespace

std::vector<OpType> preparationOps()
{
    return {
        {.id = "affine", .summary = "y = (x - offset) * factor, one offset and factor for each channel or for all.",
         .attributes = {integerParam("axis", "Axis", "The dimension that offset and factor run along; -1: the last.", 1, -8, 7)},
         .inputs = {"x", "offset", "factor"},
         .infer = inferAffine, .cost = noCost, .onnx = onnxAffine, .torchScript = scriptAffine},
        {.id = "cast", .summary = "The same values as another type.",
         .attributes = {choiceParam("dtype", "Type", "The type of the output.", "float32", typeChoices())},
         .inputs = {"x"}, .infer = inferCast, .cost = noCost, .onnx = onnxCast, .torchScript = scriptCast},
        {.id = "one_hot", .summary = "A 1 at the place of each whole number, else 0: (N, T) to (N, T, classes).",
         .attributes = {integerParam("classes", "Classes", "How many there are.", 2, 1, 1e9)},
         .inputs = {"tokens"}, .infer = inferOneHot, .cost = noCost, .onnx = onnxOneHot, .torchScript = scriptOneHot},
    };
}

} // namespace nodegrad
