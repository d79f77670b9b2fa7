#include "core/layers/layer_type.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/layers/families.h"
#include "core/layers/unary.h"
#include "core/ops/shape_rules.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

struct CategoryName {
    const char *id, *title;
};
CategoryName nameOf(Category category)
{
    switch (category) {
    case Category::InputOutput: return {"io", "Input and output"};
    case Category::Convolution: return {"conv", "Convolution"};
    case Category::Dense: return {"dense", "Dense"};
    case Category::Normalization: return {"norm", "Normalization"};
    case Category::Activation: return {"activation", "Activation"};
    case Category::Pooling: return {"pool", "Pooling"};
    case Category::Recurrent: return {"recurrent", "Recurrent"};
    case Category::Attention: return {"attention", "Attention"};
    case Category::Regularization: return {"regular", "Regularization"};
    case Category::Merge: return {"merge", "Merge"};
    case Category::Reshape: return {"reshape", "Reshape"};
    case Category::Composite: return {"composite", "Modules"};
    }
    return {"", ""};
}

} // namespace

std::string categoryTitle(Category category) { return nameOf(category).title; }
std::string categoryId(Category category) { return nameOf(category).id; }

std::string layerSummary(const LayerType& type, const ParamValues& params)
{
    const ParamValues all = completed(params, type.params);
    // Values of a wrong type (a file written by hand) would break the layer's own words.
    const bool areTyped = std::ranges::all_of(type.params, [&](const Param& param) { return checkParam(param, *all.find(param.id)).has_value(); });
    if (type.summarize && areTyped)
        return type.summarize(all);
    std::vector<std::string> parts;
    for (const Param& param : type.params)
        if (parts.size() < 2)
            parts.push_back(formatParam(*all.find(param.id)));
    return joined(parts, " · ");
}

std::string dotted(std::initializer_list<std::string> parts)
{
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty())
            text += (text.empty() ? "" : " · ") + part;
    return text;
}

std::string timesText(const std::vector<std::int64_t>& sizes)
{
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text;
}

std::string pythonSizes(const std::vector<std::int64_t>& sizes)
{
    if (!sizes.empty() && std::ranges::all_of(sizes, [&](std::int64_t size) { return size == sizes.front(); }))
        return std::to_string(sizes.front());
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return "(" + text + ")";
}

std::string pythonCall(const std::string& function, std::initializer_list<std::string> arguments)
{
    std::string text;
    for (const std::string& argument : arguments)
        if (!argument.empty())
            text += (text.empty() ? "" : ", ") + argument;
    return function + "(" + text + ")";
}

std::string pythonUnless(const std::string& name, const std::string& value, const std::string& byDefault)
{
    return value == byDefault ? std::string() : name + "=" + value;
}

std::string sizeText(const Dim& dim)
{
    return dim.isKnown() ? std::to_string(dim.value()) : "?";
}

std::vector<Fix> vectorFixes(const Spec& got)
{
    if (got.kind == Kind::Image || got.kind == Kind::Volume)
        return {Fix::insertBefore("Insert Flatten", "flatten"), Fix::insertBefore("Insert GlobalAveragePool", "global_average_pool")};
    if (got.kind == Kind::Tokens)
        return {Fix::insertBefore("Insert Embedding", "embedding")};
    return {};
}

const Value& needNumbers(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume, Kind::Scalar},
                      x.spec.kind == Kind::Tokens ? vectorFixes(x.spec) : std::vector<Fix>{});
}

const Value& needFeatures(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume},
                      x.spec.kind == Kind::Tokens ? vectorFixes(x.spec) : std::vector<Fix>{});
}

std::string noSummary(const ParamValues&) { return {}; }

std::vector<Fix> tokenFixes(const Spec& got)
{
    return got.kind == Kind::Tokens ? vectorFixes(got) : std::vector<Fix>{};
}

std::size_t needDim(Builder& b, const Value& x, std::int64_t dim)
{
    const auto rank = static_cast<std::int64_t>(x.spec.shape.size()), index = dim < 0 ? dim + rank : dim;
    b.need(index >= 1 && index < rank,
           makeError("layer.no_such_dim", {{"dim", dim}, {"got", gotPhrase(x.spec)}, {"first", std::int64_t(1)}, {"last", rank - 1}}), {}, 0);
    return static_cast<std::size_t>(index);
}

std::size_t dimOf(const Spec& spec, std::int64_t dim)
{
    return static_cast<std::size_t>(dim < 0 ? dim + static_cast<std::int64_t>(spec.shape.size()) : dim);
}

std::optional<std::vector<std::pair<std::int64_t, std::int64_t>>> sidesOf(const std::vector<std::int64_t>& values, std::size_t count)
{
    if (values.size() != 1 && values.size() != count && values.size() != 2 * count)
        return std::nullopt;
    std::vector<std::pair<std::int64_t, std::int64_t>> sides;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t before = values.size() == 1 ? 0 : values.size() == count ? i : 2 * i;
        sides.emplace_back(values[before], values[values.size() == 2 * count ? before + 1 : before]);
    }
    return sides;
}

std::vector<std::size_t> placesOf(const Spec& spec)
{
    std::vector<std::size_t> dims;
    for (std::size_t i = spec.kind == Kind::Sequence ? 1 : 2; i < (spec.kind == Kind::Sequence ? 2 : spec.shape.size()); ++i)
        dims.push_back(i);
    return dims;
}

const Dim& channelsOf(const Spec& spec)
{
    return spec.kind == Kind::Sequence ? spec.shape.back() : spec.shape[1];
}

std::string pythonChannelsFirst(const Spec& spec)
{
    return spec.kind == Kind::Sequence ? "{self}({0}.transpose(1, 2)).transpose(1, 2)" : "{self}({0})";
}

Param positiveParam(Param param)
{
    param.exclusiveMinimum = true;
    return param;
}

Param withMaximum(Param param, double maximum)
{
    param.maximum = maximum;
    return param;
}

} // namespace nodegrad
