#include "core/ops/shape_rules.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <set>

namespace nodegrad {

void unmet(std::string_view code, ErrorArguments arguments, int input, std::vector<Fix> fixes)
{
    throw Unmet{makeError(code, arguments), input, std::move(fixes)};
}

std::string kindPhrase(Kind kind)
{
    switch (kind) {
    case Kind::Image: return "a feature map (N, C, H, W)";
    case Kind::Volume: return "a volume (N, C, D, H, W)";
    case Kind::Vector: return "a vector (N, F)";
    case Kind::Sequence: return "a sequence (N, T, F)";
    case Kind::Tokens: return "tokens (N, T)";
    case Kind::Scalar: return "a number (N)";
    case Kind::Label: return "labels (N)";
    }
    return {};
}

std::string gotPhrase(const Spec& spec)
{
    if (isAbsent(spec))
        return "nothing";
    const bool plural = spec.kind == Kind::Tokens;
    return (plural ? "" : "a ") + specText(spec);
}

namespace {

/// What to do where no one-click repair fits.
std::string cureFor(const Spec& got, std::span<const Kind> expected)
{
    const auto expects = [&](Kind kind) { return std::ranges::find(expected, kind) != expected.end(); };
    if ((got.kind == Kind::Image || got.kind == Kind::Volume) && expects(Kind::Vector))
        return "Put Flatten before it.";
    if (got.kind == Kind::Tokens)
        return "Put Embedding before it.";
    if (expects(Kind::Image))
        return "Connect pictures or the output of a Conv2D, before any Flatten.";
    if (expects(Kind::Tokens))
        return "Connect a column of tokens.";
    if (expects(Kind::Sequence))
        return "Connect a sequence, such as the output of Embedding or LSTM.";
    return "Connect " + kindPhrase(expected.front()) + ".";
}

} // namespace

Unmet wrongKind(const Spec& got, std::span<const Kind> expected, int input, std::vector<Fix> fixes)
{
    std::string names;
    for (std::size_t i = 0; i < expected.size(); ++i)
        names += (i == 0 ? "" : i + 1 == expected.size() ? " or " : ", ") + kindPhrase(expected[i]);
    std::string cure;
    for (const Fix& fix : fixes) {
        std::string title = fix.title;
        if (!cure.empty() && !title.empty())
            title[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(title[0])));
        cure += (cure.empty() ? "" : ", or ") + title;
    }
    cure = cure.empty() ? cureFor(got, expected) : cure + ".";
    return {makeError("layer.needs_kind", {{"expected", names}, {"got", gotPhrase(got)}, {"cure", cure}}), input, std::move(fixes)};
}

void needFloat(const Spec& spec, int input)
{
    if (spec.dtype == DType::Float32 || spec.dtype == DType::Float64)
        return;
    if (spec.kind == Kind::Tokens)
        unmet("layer.needs_float", {{"got", gotPhrase(spec)}, {"cure", "Put Embedding before it."}}, input,
              {Fix::insertBefore("Insert Embedding", "embedding")});
    unmet("layer.needs_float",
          {{"got", gotPhrase(spec) + " of " + dtypeName(spec.dtype)}, {"cure", "Turn the column into numbers on the Data page."}}, input);
}

void needSameType(const Spec& a, const Spec& b, int input)
{
    if (a.dtype != b.dtype)
        unmet("layer.mixed_types", {{"first", dtypeName(a.dtype)}, {"second", dtypeName(b.dtype)}}, input);
}

namespace {

std::size_t rankOf(Kind kind)
{
    switch (kind) {
    case Kind::Volume: return 5;
    case Kind::Image: return 4;
    case Kind::Sequence: return 3;
    case Kind::Vector:
    case Kind::Tokens: return 2;
    case Kind::Scalar:
    case Kind::Label: break;
    }
    return 1;
}

} // namespace

void needShapeOf(const Spec& spec, std::initializer_list<Kind> kinds, int input)
{
    const auto fits = [&](Kind kind) { return !isAbsent(spec) && spec.shape.size() == rankOf(kind); };
    if (std::ranges::none_of(kinds, fits)) {
        std::vector<Fix> fixes;
        const bool wantsVector = std::ranges::find(kinds, Kind::Vector) != kinds.end();
        if (wantsVector && spec.shape.size() > 2)
            fixes.push_back(Fix::insertBefore("Insert Flatten", "flatten"));
        throw wrongKind(spec, std::vector<Kind>(kinds), input, std::move(fixes));
    }
    needFloat(spec, input);
}

void needRankAtLeast(const Spec& spec, std::size_t rank, int input)
{
    if (isAbsent(spec) || spec.shape.size() < rank)
        unmet("layer.rank_too_small", {{"rank", static_cast<std::int64_t>(rank)}, {"got", gotPhrase(spec)}}, input);
}

void needWeightShape(const Spec& spec, const Shape& expected, const std::string& what, int input)
{
    if (!isAbsent(spec) && spec.shape != expected)
        unmet("layer.weight_shape", {{"what", what}, {"expected", shapeText(expected)}, {"got", shapeText(spec.shape)}}, input);
}

std::int64_t knownSize(const Dim& dim, const std::string& what, int input)
{
    if (!dim.isKnown())
        unmet("layer.needs_known", {{"what", what}, {"got", dim.text()}}, input);
    return dim.value();
}

std::size_t dimIndex(std::int64_t dim, const Spec& spec, std::size_t lowest)
{
    const auto rank = static_cast<std::int64_t>(spec.shape.size());
    const std::int64_t index = dim < 0 ? dim + rank : dim;
    if (index < static_cast<std::int64_t>(lowest) || index >= rank)
        unmet("layer.no_such_dim",
              {{"dim", dim}, {"got", gotPhrase(spec)}, {"first", static_cast<std::int64_t>(lowest)}, {"last", rank - 1}}, 0);
    return static_cast<std::size_t>(index);
}

void needInOrder(double minimum, double maximum)
{
    if (minimum > maximum)
        unmet("layer.limits_crossed", {{"minimum", minimum}, {"maximum", maximum}});
}

std::vector<std::int64_t> sizesAlong(std::size_t rank, std::size_t axis)
{
    std::vector<std::int64_t> sizes(rank - axis, 1);
    sizes[0] = -1;
    return sizes;
}

Kind kindOfRank(std::size_t rank)
{
    return rank <= 1 ? Kind::Scalar : rank == 2 ? Kind::Vector : rank == 3 ? Kind::Sequence : rank == 4 ? Kind::Image : Kind::Volume;
}

Spec specOf(const Spec& like, Shape shape)
{
    const Kind kind = kindOfRank(shape.size());
    return {like.dtype, std::move(shape), kind, 0};
}

Spec broadcast(const Specs& specs)
{
    Spec result = specs.front();
    for (std::size_t i = 1; i < specs.size(); ++i) {
        const Spec& other = specs[i];
        needSameType(specs.front(), other, static_cast<int>(i));
        const auto differ = [&] {
            unmet("layer.shapes_differ", {{"first", shapeText(result.shape)}, {"second", shapeText(other.shape)}}, static_cast<int>(i));
        };
        if (other.shape.size() != result.shape.size())
            differ();
        for (std::size_t d = 0; d < result.shape.size(); ++d) {
            if (result.shape[d] == other.shape[d] || other.shape[d] == Dim(1))
                continue;
            if (result.shape[d] != Dim(1))
                differ();
            result.shape[d] = other.shape[d];
        }
    }
    result.classes = 0;
    return result;
}

Dim product(std::initializer_list<Dim> factors)
{
    Dim result = 1;
    for (const Dim& factor : factors)
        result = result * factor;
    return result;
}

Specs inferSame(const Attributes&, const Specs& in)
{
    needRankAtLeast(in[0], 1, 0);
    needFloat(in[0], 0);
    Spec out = in[0];
    out.classes = 0;
    return {out};
}

Cost noCost(const Attributes&, const Specs&, const Specs&)
{
    return {};
}

std::vector<std::int64_t> dimIndices(const std::vector<std::int64_t>& dims, const Spec& spec, std::size_t lowest)
{
    if (dims.empty())
        unmet("layer.no_dims", {});
    std::set<std::int64_t> indices;
    for (const std::int64_t dim : dims)
        indices.insert(static_cast<std::int64_t>(dimIndex(dim, spec, lowest)));
    return {indices.begin(), indices.end()};
}

void onnxReduce(OnnxWriter& writer, const std::string& type, const std::string& input, const std::string& output,
                const std::vector<std::int64_t>& dims, bool keepDims)
{
    const std::int64_t keep = keepDims ? 1 : 0;
    if (writer.opset() >= 18 || type == "ReduceSum") // an input there since opset 13, older than any that is written
        writer.node(type, {input, writer.integers(dims)}, {output}, {{"keepdims", keep}});
    else
        writer.node(type, {input}, {output}, {{"axes", dims}, {"keepdims", keep}});
}

void onnxReduceMean(OnnxWriter& writer, const std::string& input, const std::string& output, const std::vector<std::int64_t>& dims,
                    bool keepDims)
{
    onnxReduce(writer, "ReduceMean", input, output, dims, keepDims);
}

std::string onnxShapePart(OnnxWriter& writer, const std::string& name, std::int64_t start, std::int64_t end)
{
    if (writer.opset() < 15) {
        constexpr std::int64_t beyond = std::numeric_limits<std::int32_t>::max();
        return writer.add("Slice", {writer.add("Shape", {name}), writer.integers({start}), writer.integers({end < 0 ? beyond : end})});
    }
    std::vector<OnnxWriter::Attribute> attributes{{"start", start}};
    if (end >= 0)
        attributes.emplace_back("end", end);
    return writer.add("Shape", {name}, std::move(attributes));
}

std::string onnxSizes(OnnxWriter& writer, const std::string& name, const Spec& spec)
{
    std::vector<std::int64_t> sizes{0};
    for (std::size_t i = 1; i < spec.shape.size(); ++i)
        sizes.push_back(spec.shape[i].known().value_or(-1));
    if (std::ranges::count(sizes, -1) > 1)
        return writer.add("Shape", {name});
    return writer.integers(sizes);
}

void scriptCall(ScriptWriter& writer, const OpUse& use, const std::string& function, const std::string& moreArguments)
{
    writer.line(use.outputs[0] + " = torch." + function + "(" + use.inputs[0] + (moreArguments.empty() ? "" : ", ") + moreArguments + ")");
}

std::string orNone(const std::string& name)
{
    return name.empty() ? "None" : name;
}

} // namespace nodegrad
