#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>

#include "core/importers/onnx_values.h"

namespace nodegrad {

namespace {

/// Arrays made here (not read) hold at most this many elements: a file of a few bytes must not ask for gigabytes.
constexpr std::int64_t kMostElements = std::int64_t(1) << 26;

std::optional<std::int64_t> elementCount(const Sizes& sizes)
{
    double count = 1;
    for (const std::int64_t size : sizes) {
        if (size < 0)
            return std::nullopt;
        count *= static_cast<double>(size);
    }
    if (count > static_cast<double>(kMostElements))
        return std::nullopt;
    return static_cast<std::int64_t>(count);
}

Sizes stridesOf(const Sizes& sizes)
{
    Sizes strides(sizes.size(), 1);
    for (std::size_t i = sizes.size(); i-- > 1;)
        strides[i - 1] = strides[i] * sizes[i];
    return strides;
}

/// The array of `sizes` whose element at an index is element `source(index)` of `from`, copied whatever its type.
std::optional<HostTensor> picked(const HostTensor& from, const Sizes& sizes, const std::function<std::int64_t(const Sizes&)>& source)
{
    const auto count = elementCount(sizes);
    if (!count)
        return std::nullopt;
    HostTensor out(from.dtype(), sizes);
    const std::size_t width = byteCount(from.dtype());
    std::byte* next = out.mutableBytes();
    Sizes index(sizes.size(), 0);
    for (std::int64_t i = 0; i < *count; ++i, next += width) {
        const std::int64_t at = source(index);
        if (at < 0 || at >= from.count())
            return std::nullopt;
        std::memcpy(next, from.bytes() + static_cast<std::size_t>(at) * width, width);
        for (std::size_t d = sizes.size(); d-- > 0 && ++index[d] == sizes[d];)
            index[d] = 0;
    }
    return out;
}

void putNumber(HostTensor& tensor, std::int64_t i, double value)
{
    const auto at = static_cast<std::size_t>(i);
    switch (tensor.dtype()) {
    case DType::Float32: tensor.mutableValues<float>()[at] = static_cast<float>(value); return;
    case DType::Float64: tensor.mutableValues<double>()[at] = value; return;
    case DType::Int64: { // INT64_MAX stands for "to the end": what is beyond is brought there
        const bool isInside = std::abs(value) < 9.2e18;
        tensor.mutableValues<std::int64_t>()[at] = isInside ? static_cast<std::int64_t>(value) : std::isnan(value) ? 0 : value > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
        return;
    }
    case DType::Int32: tensor.mutableValues<std::int32_t>()[at] = std::abs(value) < 2e9 ? static_cast<std::int32_t>(value) : 0; return;
    case DType::UInt8: tensor.mutableValues<std::uint8_t>()[at] = value >= 0 && value < 256 ? static_cast<std::uint8_t>(value) : std::uint8_t(0); return;
    case DType::Bool: tensor.mutableValues<bool>()[at] = value != 0; return;
    }
}

std::optional<DType> typeOf(std::int64_t onnxType)
{
    switch (onnxType) {
    case 1: case 10: case 16: return DType::Float32;
    case 2: return DType::UInt8;
    case 6: return DType::Int32;
    case 7: return DType::Int64;
    case 9: return DType::Bool;
    case 11: return DType::Float64;
    default: return std::nullopt;
    }
}

// --- elementwise ---

using Arithmetic = std::function<double(double, double)>;

/// `from` repeated to `sizes` where it has size 1.
std::optional<HostTensor> expanded(const HostTensor& from, const Sizes& sizes)
{
    const Sizes strides = stridesOf(from.shape());
    const std::size_t missing = sizes.size() - from.rank();
    return picked(from, sizes, [&](const Sizes& index) {
        std::int64_t at = 0;
        for (std::size_t d = 0; d < from.rank(); ++d)
            at += from.dim(d) == 1 ? 0 : index[missing + d] * strides[d];
        return at;
    });
}

std::optional<HostTensor> combined(const HostTensor& a, const HostTensor& b, const Arithmetic& arithmetic, std::optional<DType> type = {})
{
    const auto sizes = broadcastSizes(a.shape(), b.shape());
    if (!sizes)
        return std::nullopt;
    const auto x = expanded(a, *sizes), y = expanded(b, *sizes);
    if (!x || !y)
        return std::nullopt;
    HostTensor out(type.value_or(a.dtype()), *sizes);
    for (std::int64_t i = 0; i < out.count(); ++i)
        putNumber(out, i, arithmetic(x->number(i), y->number(i)));
    return out;
}

std::optional<HostTensor> mapped(const HostTensor& x, DType type, const std::function<double(double)>& arithmetic)
{
    HostTensor out(type, x.shape());
    for (std::int64_t i = 0; i < out.count(); ++i)
        putNumber(out, i, arithmetic(x.number(i)));
    return out;
}

std::optional<HostTensor> arithmeticOf(const OnnxNode& node, const std::vector<const HostTensor*>& in)
{
    const std::string& op = node.opType;
    const bool isWhole = in[0]->dtype() == DType::Int64 || in[0]->dtype() == DType::Int32;
    static const std::map<std::string, double (*)(double)> unary{
        {"Neg", [](double x) { return -x; }}, {"Sqrt", [](double x) { return std::sqrt(x); }}, {"Abs", [](double x) { return std::abs(x); }},
        {"Reciprocal", [](double x) { return 1 / x; }}, {"Floor", [](double x) { return std::floor(x); }},
        {"Ceil", [](double x) { return std::ceil(x); }}, {"Exp", [](double x) { return std::exp(x); }}, {"Log", [](double x) { return std::log(x); }},
        {"Not", [](double x) { return x == 0 ? 1.0 : 0.0; }}};
    if (const auto found = unary.find(op); found != unary.end())
        return mapped(*in[0], in[0]->dtype(), found->second);
    if (in.size() != 2 || !in[1])
        return std::nullopt;
    static const std::map<std::string, double (*)(double, double)> binary{
        {"Add", [](double x, double y) { return x + y; }}, {"Sub", [](double x, double y) { return x - y; }},
        {"Mul", [](double x, double y) { return x * y; }}, {"Pow", [](double x, double y) { return std::pow(x, y); }},
        {"Max", [](double x, double y) { return std::max(x, y); }}, {"Min", [](double x, double y) { return std::min(x, y); }}};
    if (const auto found = binary.find(op); found != binary.end())
        return combined(*in[0], *in[1], found->second);
    static const std::map<std::string, bool (*)(double, double)> comparisons{
        {"Equal", [](double x, double y) { return x == y; }}, {"Less", [](double x, double y) { return x < y; }}, {"LessOrEqual", [](double x, double y) { return x <= y; }},
        {"Greater", [](double x, double y) { return x > y; }}, {"GreaterOrEqual", [](double x, double y) { return x >= y; }},
        {"And", [](double x, double y) { return x != 0 && y != 0; }}, {"Or", [](double x, double y) { return x != 0 || y != 0; }}};
    if (const auto found = comparisons.find(op); found != comparisons.end())
        return combined(*in[0], *in[1], [holds = found->second](double x, double y) { return holds(x, y) ? 1.0 : 0.0; }, DType::Bool);
    const bool dividesByZero = isWhole && [&] {
        for (std::int64_t i = 0; i < in[1]->count(); ++i)
            if (in[1]->number(i) == 0)
                return true;
        return false;
    }();
    if (dividesByZero)
        return std::nullopt;
    if (op == "Div") // whole numbers are cut off towards zero
        return combined(*in[0], *in[1], [isWhole](double x, double y) { return isWhole ? std::trunc(x / y) : x / y; });
    if (op == "Mod")
        return combined(*in[0], *in[1], [](double x, double y) { return x - y * std::floor(x / y); });
    return std::nullopt;
}

// --- sizes and places ---

std::optional<HostTensor> transposed(const HostTensor& x, Sizes order)
{
    if (order.empty())
        for (std::size_t i = x.rank(); i-- > 0;)
            order.push_back(static_cast<std::int64_t>(i));
    if (order.size() != x.rank())
        return std::nullopt;
    const Sizes strides = stridesOf(x.shape());
    Sizes sizes, steps;
    for (const std::int64_t d : order) {
        if (d < 0 || d >= static_cast<std::int64_t>(x.rank()))
            return std::nullopt;
        sizes.push_back(x.dim(static_cast<std::size_t>(d)));
        steps.push_back(strides[static_cast<std::size_t>(d)]);
    }
    return picked(x, sizes, [&](const Sizes& index) { return std::inner_product(index.begin(), index.end(), steps.begin(), std::int64_t(0)); });
}

std::optional<HostTensor> gathered(const HostTensor& x, const HostTensor& indices, std::int64_t axis)
{
    const auto rank = static_cast<std::int64_t>(x.rank());
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank)
        return std::nullopt;
    const auto d = static_cast<std::size_t>(axis);
    Sizes sizes(x.shape().begin(), x.shape().begin() + axis);
    sizes.insert(sizes.end(), indices.shape().begin(), indices.shape().end());
    sizes.insert(sizes.end(), x.shape().begin() + axis + 1, x.shape().end());
    const Sizes strides = stridesOf(x.shape()), places = stridesOf(indices.shape());
    return picked(x, sizes, [&](const Sizes& index) {
        std::int64_t at = 0, place = 0;
        for (std::size_t i = 0; i < indices.rank(); ++i)
            place += index[d + i] * places[i];
        auto chosen = static_cast<std::int64_t>(indices.number(place));
        chosen += chosen < 0 ? x.dim(d) : 0;
        if (chosen < 0 || chosen >= x.dim(d))
            return std::int64_t(-1);
        for (std::size_t i = 0; i < x.rank(); ++i)
            at += strides[i] * (i < d ? index[i] : i == d ? chosen : index[i - 1 + indices.rank()]);
        return at;
    });
}

std::optional<HostTensor> sliced(const OnnxNode& node, const HostTensor& x, const OnnxValues& values)
{
    const auto numbers = [&](std::size_t input, const char* attribute, const Sizes& byDefault) -> std::optional<Sizes> {
        if (!inputOf(node, input).empty()) {
            const auto found = values.find(inputOf(node, input));
            return wholeNumbers(found == values.end() ? nullptr : &found->second);
        }
        return integersOf(node, attribute, byDefault);
    };
    const auto starts = numbers(1, "starts", {}), ends = numbers(2, "ends", {});
    if (!starts || !ends || starts->size() != ends->size())
        return std::nullopt;
    Sizes all(starts->size());
    std::iota(all.begin(), all.end(), 0);
    const auto axes = numbers(3, "axes", all), steps = numbers(4, "steps", Sizes(starts->size(), 1));
    if (!axes || !steps || axes->size() != starts->size() || steps->size() != starts->size())
        return std::nullopt;
    Sizes sizes = x.shape(), first(x.rank(), 0), step(x.rank(), 1);
    for (std::size_t i = 0; i < axes->size(); ++i) {
        const std::int64_t axis = (*axes)[i] + ((*axes)[i] < 0 ? static_cast<std::int64_t>(x.rank()) : 0);
        if (axis < 0 || axis >= static_cast<std::int64_t>(x.rank()) || (*steps)[i] == 0)
            return std::nullopt;
        const auto d = static_cast<std::size_t>(axis);
        const SliceRange range = sliceRange(x.dim(d), (*starts)[i], (*ends)[i], (*steps)[i]);
        first[d] = range.first;
        step[d] = range.step;
        sizes[d] = range.count;
    }
    const Sizes strides = stridesOf(x.shape());
    return picked(x, sizes, [&](const Sizes& index) {
        std::int64_t at = 0;
        for (std::size_t d = 0; d < index.size(); ++d)
            at += (first[d] + index[d] * step[d]) * strides[d];
        return at;
    });
}

std::optional<HostTensor> concatenated(const OnnxNode& node, const std::vector<const HostTensor*>& in)
{
    const auto rank = static_cast<std::int64_t>(in[0]->rank());
    std::int64_t axis = integerOf(node, "axis", 0);
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank)
        return std::nullopt;
    const auto d = static_cast<std::size_t>(axis);
    const auto isOf = [](DType type) { return [type](const HostTensor* part) { return part && part->dtype() == type; }; };
    if (std::ranges::any_of(in, isOf(DType::Int64)) && std::ranges::any_of(in, isOf(DType::Int32))) {
        std::vector<HostTensor> wide;
        std::vector<const HostTensor*> parts;
        for (const HostTensor* part : in)
            wide.push_back(part && part->dtype() == DType::Int32 ? *mapped(*part, DType::Int64, [](double x) { return x; }) : part ? *part : HostTensor());
        for (std::size_t i = 0; i < in.size(); ++i)
            parts.push_back(in[i] ? &wide[i] : nullptr);
        return concatenated(node, parts);
    }
    Sizes sizes = in[0]->shape();
    sizes[d] = 0;
    for (const HostTensor* part : in) {
        if (!part || part->rank() != in[0]->rank() || part->dtype() != in[0]->dtype())
            return std::nullopt;
        sizes[d] += part->dim(d);
    }
    if (!elementCount(sizes))
        return std::nullopt;
    HostTensor out(in[0]->dtype(), sizes);
    const Sizes strides = stridesOf(sizes);
    const std::size_t width = byteCount(out.dtype());
    std::int64_t begin = 0;
    for (const HostTensor* part : in) {
        Sizes expected = sizes;
        expected[d] = part->dim(d);
        if (part->shape() != expected)
            return std::nullopt;
        const std::size_t run = static_cast<std::size_t>(part->dim(d) * strides[d]) * width;
        const std::size_t rows = run == 0 ? 0 : part->byteSize() / run;
        for (std::size_t row = 0; row < rows; ++row)
            std::memcpy(out.mutableBytes() + static_cast<std::size_t>(begin * strides[d]) * width + row * static_cast<std::size_t>(sizes[d] * strides[d]) * width,
                        part->bytes() + row * run, run);
        begin += part->dim(d);
    }
    return out;
}

std::optional<HostTensor> constantOf(const OnnxNode& node)
{
    for (const OnnxAttribute& attribute : node.attributes) {
        if (const auto* tensor = std::get_if<OnnxTensor>(&attribute.value); tensor && attribute.name == "value")
            return tensor->value;
        if (const auto* number = std::get_if<std::int64_t>(&attribute.value); number && attribute.name == "value_int")
            return HostTensor::ofIntegers({}, std::span(number, 1));
        if (const auto* number = std::get_if<float>(&attribute.value); number && attribute.name == "value_float")
            return HostTensor::ofFloats({}, std::span(number, 1));
        if (const auto* list = std::get_if<Sizes>(&attribute.value); list && attribute.name == "value_ints")
            return HostTensor::ofIntegers({static_cast<std::int64_t>(list->size())}, *list);
        if (const auto* list = std::get_if<std::vector<float>>(&attribute.value); list && attribute.name == "value_floats")
            return HostTensor::ofFloats({static_cast<std::int64_t>(list->size())}, *list);
    }
    return std::nullopt;
}

/// ConstantOfShape, and Expand of a single number: sizes that hold N give a value without elements.
std::optional<OnnxValue> filled(const Sizes& sizes, DType type, double value)
{
    OnnxValue out;
    out.sizes = sizes;
    out.everywhere = value;
    if (const auto count = elementCount(sizes)) {
        HostTensor all(type, sizes);
        for (std::int64_t i = 0; i < *count; ++i)
            putNumber(all, i, value);
        out.constant = std::move(all);
    } else if (std::ranges::none_of(sizes, [](std::int64_t size) { return size >= kBatchSize; })) {
        return std::nullopt;
    }
    return out;
}

/// One number at all places.
bool isUniform(const HostTensor& tensor)
{
    for (std::int64_t i = 1; i < tensor.count(); ++i)
        if (tensor.number(i) != tensor.number(0))
            return false;
    return tensor.count() > 0;
}

/// The triangle on one side of diagonal k; zero beyond it.
std::optional<HostTensor> triangleOf(const OnnxNode& node, const std::vector<const HostTensor*>& in)
{
    const HostTensor& x = *in[0];
    const bool hasDiagonal = in.size() > 1 && in[1];
    if (x.rank() < 2 || (hasDiagonal && in[1]->count() != 1))
        return std::nullopt;
    const auto diagonal = hasDiagonal ? static_cast<std::int64_t>(in[1]->number(0)) : 0;
    const std::int64_t rows = x.dim(x.rank() - 2), columns = x.dim(x.rank() - 1);
    const bool isUpper = integerOf(node, "upper", 1) != 0;
    HostTensor out(x.dtype(), x.shape());
    for (std::int64_t i = 0; i < x.count(); ++i) {
        const std::int64_t row = i / columns % rows, way = i % columns - row;
        putNumber(out, i, (isUpper ? way >= diagonal : way <= diagonal) ? x.number(i) : 0);
    }
    return out;
}

std::optional<HostTensor> rangeOf(const std::vector<const HostTensor*>& in)
{
    if (in.size() != 3 || !in[1] || !in[2] || in[0]->count() != 1 || in[1]->count() != 1 || in[2]->count() != 1)
        return std::nullopt;
    const double start = in[0]->number(0), limit = in[1]->number(0), step = in[2]->number(0);
    const double count = step == 0 ? 0 : std::ceil((limit - start) / step);
    if (!(count >= 0 && count <= static_cast<double>(kMostElements)))
        return std::nullopt;
    HostTensor out(in[0]->dtype(), {static_cast<std::int64_t>(count)});
    for (std::int64_t i = 0; i < out.count(); ++i)
        putNumber(out, i, start + step * static_cast<double>(i));
    return out;
}

std::optional<HostTensor> foldedArray(const OnnxNode& node, const std::vector<const HostTensor*>& in, const OnnxValues& values)
{
    const std::string& op = node.opType;
    if (op == "Identity")
        return *in[0];
    if (op == "Cast") {
        const auto type = typeOf(integerOf(node, "to", 0));
        if (!type)
            return std::nullopt;
        if (*type == DType::Int32) // N and its multiples need room
            return mapped(*in[0], DType::Int64, [](double x) { return std::trunc(x); });
        const bool isCut = *type == DType::Int64 || *type == DType::Int32 || *type == DType::UInt8;
        return mapped(*in[0], *type, [isCut](double x) { return isCut ? std::trunc(x) : x; });
    }
    if (op == "CastLike" && in.size() == 2 && in[1])
        return mapped(*in[0], in[1]->dtype(), [isWhole = in[1]->dtype() != DType::Float32 && in[1]->dtype() != DType::Float64](double x) { return isWhole ? std::trunc(x) : x; });
    if (op == "Expand" && in.size() == 2 && in[1]) {
        const auto wanted = wholeNumbers(*in[1]);
        const auto sizes = wanted ? broadcastSizes(in[0]->shape(), *wanted) : std::nullopt;
        return sizes ? expanded(*in[0], *sizes) : std::nullopt;
    }
    if (op == "Transpose")
        return transposed(*in[0], integersOf(node, "perm"));
    if (op == "Gather" && in.size() == 2 && in[1])
        return gathered(*in[0], *in[1], integerOf(node, "axis", 0));
    if (op == "Slice")
        return sliced(node, *in[0], values);
    if (op == "Concat")
        return concatenated(node, in);
    if (op == "Range")
        return rangeOf(in);
    if (op == "Trilu")
        return triangleOf(node, in);
    if (op == "Reshape") {
        const auto wanted = in.size() == 2 && in[1] ? wholeNumbers(*in[1]) : std::nullopt;
        if (!wanted)
            return std::nullopt;
        const auto sizes = reshapedSizes(in[0]->shape(), *wanted, integerOf(node, "allowzero", 0) != 0, 0);
        return sizes ? std::optional(in[0]->reshaped(*sizes)) : std::nullopt;
    }
    if (op == "ReduceProd" && in[0]->rank() == 1) { // of sizes
        double product = 1;
        for (std::int64_t i = 0; i < in[0]->count(); ++i)
            product *= in[0]->number(i);
        HostTensor one(in[0]->dtype(), integerOf(node, "keepdims", 1) != 0 ? Sizes{1} : Sizes{});
        putNumber(one, 0, product);
        return one;
    }
    if (op == "Unsqueeze" || op == "Squeeze") {
        Sizes sizes = in[0]->shape();
        const bool adds = op == "Unsqueeze";
        const auto given = axesOf(node, 1, values, 0);
        if (!given)
            return std::nullopt;
        Sizes axes = *given;
        const auto rank = static_cast<std::int64_t>(sizes.size() + (adds ? axes.size() : 0));
        if (!adds && axes.empty())
            for (std::size_t i = 0; i < sizes.size(); ++i)
                if (sizes[i] == 1)
                    axes.push_back(static_cast<std::int64_t>(i));
        for (std::int64_t& axis : axes)
            axis += axis < 0 ? rank : 0;
        std::ranges::sort(axes);
        for (std::size_t i = 0; i < axes.size(); ++i) {
            const std::int64_t axis = adds ? axes[i] : axes[axes.size() - 1 - i];
            if (axis < 0 || axis > static_cast<std::int64_t>(sizes.size()) - (adds ? 0 : 1))
                return std::nullopt;
            if (adds)
                sizes.insert(sizes.begin() + axis, 1);
            else if (sizes[static_cast<std::size_t>(axis)] != 1)
                return std::nullopt;
            else
                sizes.erase(sizes.begin() + axis);
        }
        return in[0]->reshaped(sizes);
    }
    if (op == "Where" && in.size() == 3 && in[1] && in[2]) {
        const auto chosen = combined(*in[0], *in[1], [](double c, double x) { return c != 0 ? x : 0; }, in[1]->dtype());
        const auto other = combined(*in[0], *in[2], [](double c, double x) { return c != 0 ? 0 : x; }, in[1]->dtype());
        return chosen && other ? combined(*chosen, *other, [](double x, double y) { return x + y; }) : std::nullopt;
    }
    return arithmeticOf(node, in);
}

/// Arrays that are put side by side are one and the same number everywhere.
bool haveSameNumber(const OnnxNode& node, const OnnxValues& values)
{
    const auto number = [&](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : found->second.everywhere;
    };
    return node.opType != "Concat" || std::ranges::all_of(node.inputs, [&](const std::string& name) { return number(name) && number(name) == number(node.inputs[0]); });
}

/// "fc.weight" stays known through copies and transposes, so that tied weights are found; rows of it are "fc.weight#0:8".
std::string originAfter(const OnnxNode& node, const OnnxValue& from, const OnnxValues& values)
{
    if (from.origin.empty())
        return {};
    if (node.opType == "Identity")
        return from.origin;
    if (node.opType == "Slice" && node.inputs.size() == 4) {
        const auto number = [&](std::size_t input) {
            const auto found = values.find(node.inputs[input]);
            const auto numbers = wholeNumbers(found == values.end() ? nullptr : &found->second);
            return numbers && numbers->size() == 1 ? std::optional(numbers->front()) : std::nullopt;
        };
        const auto start = number(1), end = number(2);
        return start && end && number(3) == 0 ? from.origin + "#" + std::to_string(*start) + ":" + std::to_string(*end) : "";
    }
    const bool isMatrix = from.constant && from.constant->rank() == 2;
    const Sizes order = integersOf(node, "perm", {1, 0});
    if (node.opType != "Transpose" || !isMatrix || order != Sizes{1, 0})
        return {};
    return from.origin.ends_with("^T") ? from.origin.substr(0, from.origin.size() - 2) : from.origin + "^T";
}

} // namespace

std::vector<OnnxValue> foldedSplit(const OnnxNode& node, const OnnxValues& values)
{
    const auto given = values.find(inputOf(node, 0));
    if (given == values.end() || node.opType != "Split")
        return {};
    if (!given->second.constant && given->second.everywhere) { // the same number in all parts
        std::vector<OnnxValue> same(node.outputs.size());
        for (OnnxValue& part : same)
            part.everywhere = given->second.everywhere;
        return same;
    }
    if (!given->second.constant)
        return {};
    const HostTensor& x = *given->second.constant;
    const auto sizes = outputSizes(node, values, 18, 0);
    std::int64_t axis = integerOf(node, "axis", 0);
    axis += axis < 0 ? static_cast<std::int64_t>(x.rank()) : 0;
    const Sizes strides = stridesOf(x.shape());
    std::vector<OnnxValue> parts;
    std::int64_t first = 0;
    for (const std::optional<Sizes>& part : sizes) {
        if (!part || part->size() != x.rank())
            return {};
        auto made = picked(x, *part, [&](const Sizes& index) { return std::inner_product(index.begin(), index.end(), strides.begin(), first * strides[static_cast<std::size_t>(axis)]); });
        if (!made)
            return {};
        first += (*part)[static_cast<std::size_t>(axis)];
        parts.push_back({*part, std::move(*made), {}, {}});
    }
    return parts.size() == node.outputs.size() ? parts : std::vector<OnnxValue>{};
}

std::optional<OnnxValue> foldedNode(const OnnxNode& node, const OnnxValues& values)
{
    static const HostTensor floatLike(DType::Float32, {1});
    OnnxValue out;
    if (node.opType == "Constant") {
        out.constant = constantOf(node);
    } else {
        std::vector<const HostTensor*> in;
        const OnnxValue* first = nullptr;
        for (const std::string& name : node.inputs) {
            const auto found = values.find(name);
            if (node.opType == "CastLike" && !in.empty() && in[0]) { // what is not constant is float32 here
                const bool isKnown = found != values.end() && found->second.constant;
                in.push_back(isKnown ? &*found->second.constant : &floatLike);
                continue;
            }
            if (!name.empty() && (found == values.end() || !found->second.constant)) {
                const bool isFilled = found != values.end() && found->second.everywhere && in.empty();
                if (!isFilled)
                    return std::nullopt;
                static const std::set<std::string> parts{"Slice", "Transpose", "Identity", "Expand", "Squeeze", "Unsqueeze", "Reshape", "Concat"};
                if (!parts.contains(node.opType) || !haveSameNumber(node, values))
                    return std::nullopt;
                out.everywhere = found->second.everywhere; // a part of it; its sizes are not worked out
                return out;
            }
            in.push_back(name.empty() ? nullptr : &*found->second.constant);
            first = first || name.empty() ? first : &found->second;
        }
        if (in.empty() || !in[0])
            return std::nullopt;
        if (node.opType == "ConstantOfShape" || (node.opType == "Expand" && in.size() == 2 && in[1] && isUniform(*in[0]))) {
            const bool isExpand = node.opType == "Expand";
            const auto sizes = wholeNumbers(*in[isExpand ? 1 : 0]);
            if (!sizes)
                return std::nullopt;
            HostTensor value = isExpand ? *in[0] : HostTensor(DType::Float32, {1});
            for (const OnnxAttribute& attribute : node.attributes)
                if (const auto* tensor = std::get_if<OnnxTensor>(&attribute.value); tensor && tensor->value.count() == 1)
                    value = tensor->value;
            return filled(*sizes, value.dtype(), value.number(0));
        }
        out.constant = foldedArray(node, in, values);
        out.origin = originAfter(node, *first, values);
    }
    if (!out.constant)
        return std::nullopt;
    out.sizes = out.constant->shape();
    return out;
}

} // namespace nodegrad
