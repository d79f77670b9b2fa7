#include "core/shapes/spec.h"

#include <array>
#include <utility>

namespace nodegrad {

namespace {

constexpr std::array<std::pair<DType, const char*>, 6> kNames = {{{DType::Float32, "float32"},
                                                                  {DType::Float64, "float64"},
                                                                  {DType::Int64, "int64"},
                                                                  {DType::Int32, "int32"},
                                                                  {DType::UInt8, "uint8"},
                                                                  {DType::Bool, "bool"}}};

} // namespace

std::size_t byteCount(DType type)
{
    switch (type) {
    case DType::Float32:
    case DType::Int32: return 4;
    case DType::Float64:
    case DType::Int64: return 8;
    case DType::UInt8:
    case DType::Bool: break;
    }
    return 1;
}

std::string dtypeName(DType type)
{
    for (const auto& [known, name] : kNames)
        if (known == type)
            return name;
    return {};
}

std::optional<DType> dtypeFromName(const std::string& name)
{
    for (const auto& [type, known] : kNames)
        if (known == name)
            return type;
    return std::nullopt;
}

std::string kindName(Kind kind)
{
    switch (kind) {
    case Kind::Image: return "feature map";
    case Kind::Volume: return "volume";
    case Kind::Vector: return "vector";
    case Kind::Sequence: return "sequence";
    case Kind::Tokens: return "tokens";
    case Kind::Scalar: return "number";
    case Kind::Label: return "label";
    }
    return {};
}

std::string kindId(Kind kind)
{
    switch (kind) {
    case Kind::Image: return "image";
    case Kind::Volume: return "volume";
    case Kind::Vector: return "vector";
    case Kind::Sequence: return "sequence";
    case Kind::Tokens: return "tokens";
    case Kind::Scalar: return "scalar";
    case Kind::Label: return "label";
    }
    return {};
}

std::string shapeText(const Shape& shape)
{
    std::string text;
    for (const Dim& dim : shape)
        text += (text.empty() ? "" : " \u00d7 ") + dim.text();
    return text;
}

Dim elementCount(const Shape& shape)
{
    Dim count = 1;
    for (const Dim& dim : shape)
        count = count * dim;
    return count;
}

std::optional<std::vector<std::int64_t>> evaluated(const Shape& shape, std::int64_t batch)
{
    const std::map<std::string, std::int64_t> symbols = {{batchDim().text(), batch}};
    std::vector<std::int64_t> sizes;
    for (const Dim& dim : shape) {
        const auto size = dim.evaluate(symbols);
        if (!size)
            return std::nullopt;
        sizes.push_back(*size);
    }
    return sizes;
}

std::string specText(const Spec& spec)
{
    return spec.shape.empty() ? kindName(spec.kind) : kindName(spec.kind) + ", " + shapeText(spec.shape);
}

std::vector<std::string> axisNames(const Spec& spec)
{
    const auto names = [&]() -> std::vector<std::string> {
        switch (spec.kind) {
        case Kind::Image: return {"Batch", "Channel", "Height", "Width"};
        case Kind::Volume: return {"Batch", "Channel", "Depth", "Height", "Width"};
        case Kind::Vector: return {"Batch", "Feature"};
        case Kind::Sequence: return {"Batch", "Time", "Feature"};
        case Kind::Tokens: return {"Batch", "Time"};
        case Kind::Scalar:
        case Kind::Label: break;
        }
        return {"Batch"};
    };
    std::vector<std::string> known = names();
    if (known.size() == spec.shape.size())
        return known;
    known = {"Batch"};
    while (known.size() < spec.shape.size())
        known.push_back("Axis " + std::to_string(known.size()));
    known.resize(spec.shape.size());
    return known;
}

const Dim& batchDim()
{
    static const Dim batch = Dim::symbol("N");
    return batch;
}

Dim sampleSize(const Shape& shape)
{
    return shape.empty() ? Dim(1) : elementCount(Shape(shape.begin() + 1, shape.end()));
}

} // namespace nodegrad
