#include "core/layers/layer_type.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/layers/families.h"
#include "core/layers/unary.h"
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
