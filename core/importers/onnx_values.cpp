#include "core/importers/onnx_values.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace nodegrad {

namespace {

template <class T> const T* attributeOf(const OnnxNode& node, const std::string& name)
{
    for (const OnnxAttribute& attribute : node.attributes)
        if (attribute.name == name)
            return std::get_if<T>(&attribute.value);
    return nullptr;
}

constexpr std::int64_t kMostPadding = 1 << 24;
constexpr std::int64_t kMostBatches = 1 << 24; ///< "24 N" is a size; "2^40 N" is a damaged file
constexpr std::int64_t kMostReshaped = std::int64_t(1) << 31;
constexpr double kMostCounted = static_cast<double>(std::int64_t(1) << 40);

/// Sizes that arithmetic can go on with: below N, or so many times N. A file may say anything.
bool isSane(const Sizes& sizes)
{
    return std::ranges::all_of(sizes, [](std::int64_t size) { return size >= 0 && (size < kBatchSize || (size % kBatchSize == 0 && size / kBatchSize <= kMostBatches)); });
}

/// The same for an array: one without elements may have any sizes beside the zero.
bool isSaneArray(const Sizes& sizes)
{
    double count = 1;
    for (const std::int64_t size : sizes)
        count *= static_cast<double>(std::max<std::int64_t>(1, size));
    return isSane(sizes) && count <= kMostCounted;
}

/// The shortest text that six digits give, as a number.
double asWritten(float value)
{
    return parseReal(fmt::format("{:.6g}", value)).value_or(static_cast<double>(value));
}

} // namespace

std::int64_t integerOf(const OnnxNode& node, const std::string& name, std::int64_t byDefault)
{
    const auto* value = attributeOf<std::int64_t>(node, name);
    return value ? *value : byDefault;
}

double realOf(const OnnxNode& node, const std::string& name, double byDefault)
{
    const auto* value = attributeOf<float>(node, name);
    return value ? asWritten(*value) : byDefault;
}

std::string textOf(const OnnxNode& node, const std::string& name, const std::string& byDefault)
{
    const auto* value = attributeOf<std::string>(node, name);
    return value ? *value : byDefault;
}

Sizes integersOf(const OnnxNode& node, const std::string& name, const Sizes& byDefault)
{
    const auto* value = attributeOf<Sizes>(node, name);
    return value ? *value : byDefault;
}

bool hasAttribute(const OnnxNode& node, const std::string& name)
{
    return std::ranges::any_of(node.attributes, [&](const OnnxAttribute& attribute) { return attribute.name == name; });
}

const std::string& inputOf(const OnnxNode& node, std::size_t index)
{
    static const std::string none;
    return index < node.inputs.size() ? node.inputs[index] : none;
}

std::optional<Sizes> wholeNumbers(const HostTensor& tensor)
{
    if (tensor.dtype() == DType::Int64)
        return Sizes(tensor.integers().begin(), tensor.integers().end());
    Sizes numbers;
    for (std::int64_t i = 0; i < tensor.count(); ++i) {
        const double number = tensor.number(i);
        if (!(std::abs(number) < 9e15) || number != std::floor(number))
            return std::nullopt;
        numbers.push_back(static_cast<std::int64_t>(number));
    }
    return numbers;
}

std::optional<Sizes> wholeNumbers(const OnnxValue* value)
{
    return value && value->constant ? wholeNumbers(*value->constant) : std::nullopt;
}

std::optional<Sizes> axesOf(const OnnxNode& node, std::size_t input, const OnnxValues& values, std::size_t rank)
{
    Sizes axes = integersOf(node, "axes");
    if (!inputOf(node, input).empty()) {
        const auto found = values.find(inputOf(node, input));
        const auto numbers = wholeNumbers(found == values.end() ? nullptr : &found->second);
        if (!numbers)
            return std::nullopt;
        axes = *numbers;
    }
    for (std::int64_t& axis : axes)
        axis += axis < 0 ? static_cast<std::int64_t>(rank) : 0;
    return axes;
}

std::optional<Sizes> paddingOf(const OnnxNode& node, const OnnxValues& values, std::size_t rank)
{
    const auto numbers = [&](std::size_t input) {
        const auto found = values.find(inputOf(node, input));
        return wholeNumbers(found == values.end() ? nullptr : &found->second);
    };
    const auto given = inputOf(node, 1).empty() ? integersOf(node, "pads", integersOf(node, "paddings")) : numbers(1);
    if (!given)
        return std::nullopt;
    Sizes axes;
    if (!inputOf(node, 3).empty()) {
        const auto named = numbers(3);
        if (!named)
            return std::nullopt;
        axes = *named;
    } else {
        for (std::size_t i = 0; i < rank; ++i)
            axes.push_back(static_cast<std::int64_t>(i));
    }
    const auto isSane = [](std::int64_t side) { return side >= -kMostPadding && side <= kMostPadding; };
    Sizes sides(2 * rank, 0);
    if (given->size() != 2 * axes.size())
        return std::nullopt;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto wide = static_cast<std::int64_t>(rank);
        const std::int64_t axis = axes[i] < 0 && axes[i] >= -wide ? axes[i] + wide : axes[i];
        const std::int64_t before = (*given)[i], after = (*given)[i + axes.size()];
        if (axis < 0 || axis >= wide || !isSane(before) || !isSane(after))
            return std::nullopt;
        sides[static_cast<std::size_t>(axis)] = before;
        sides[static_cast<std::size_t>(axis) + rank] = after;
    }
    return sides;
}

std::optional<Sizes> reshapedSizes(const Sizes& from, Sizes target, bool zeroIsSize, std::int64_t fixedBatch)
{
    std::int64_t count = 1, given = 1, open = -1, batches = 0;
    for (const std::int64_t size : from) {
        batches += size >= kBatchSize;
        if (size < 0 || (size >= kBatchSize && size % kBatchSize != 0))
            return std::nullopt;
        const std::int64_t factor = size >= kBatchSize ? size / kBatchSize : size;
        if (factor > kMostReshaped || count * factor > kMostReshaped)
            return std::nullopt;
        count *= factor;
    }
    if (batches > 1 || std::ranges::any_of(target, [](std::int64_t size) { return size > kMostReshaped * 4096; }))
        return std::nullopt;
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (target[i] == 0 && !zeroIsSize) {
            if (i >= from.size())
                return std::nullopt;
            target[i] = from[i];
        }
        if (target[i] == -1) {
            if (open >= 0)
                return std::nullopt;
            open = static_cast<std::int64_t>(i);
        } else if (target[i] < 0) {
            return std::nullopt;
        }
    }
    // A file that was made for one batch size writes that number where N is meant: in the first size that it divides, behind those that
    // stay as they are unless sizes are put together. Where one size holds N and others, the number itself goes first: (T N, E) becomes (T, N, E).
    const auto holdsBatch = [](std::int64_t size) { return size >= kBatchSize; };
    if (batches == 1 && fixedBatch > 0 && std::ranges::none_of(target, holdsBatch)) {
        std::int64_t others = 1;
        for (const std::int64_t size : target)
            others = size == -1 ? others : size > kMostReshaped / std::max<std::int64_t>(1, others) ? 0 : others * size;
        const bool isOpenBatch = open >= 0 && others != 0 && count % others == 0;
        const auto kept = target.size() < from.size() ? target.begin() : std::ranges::mismatch(from, target).in2;
        auto place = std::find_if(kept, target.end(), [&](std::int64_t size) { return size > 0 && size % fixedBatch == 0; });
        if (from.front() > kBatchSize && target.size() > from.size())
            if (const auto itself = std::find(kept, target.end(), fixedBatch); itself != target.end())
                place = itself;
        const bool isFirstOpen = open == 0 && isOpenBatch;
        if (place != target.end() && !isFirstOpen)
            *place = *place / fixedBatch * kBatchSize;
    }
    std::int64_t targetBatches = 0;
    for (const std::int64_t size : target) {
        targetBatches += holdsBatch(size);
        const std::int64_t factor = size == -1 ? 1 : holdsBatch(size) ? size / kBatchSize : size;
        if (factor > kMostReshaped / std::max<std::int64_t>(1, given))
            return std::nullopt;
        given *= factor;
    }
    if (open >= 0) {
        if (given == 0 || count % given != 0)
            return std::nullopt;
        target[static_cast<std::size_t>(open)] = count / given * (batches > targetBatches ? kBatchSize : 1);
        targetBatches += batches > targetBatches;
    } else if (given != count) {
        return std::nullopt;
    }
    return targetBatches == batches ? std::optional(target) : std::nullopt;
}

SliceRange sliceRange(std::int64_t size, std::int64_t start, std::int64_t end, std::int64_t step)
{
    const std::int64_t by = std::clamp<std::int64_t>(step, -size - 1, size + 1);
    const std::int64_t lowest = by < 0 ? -1 : 0, highest = by < 0 ? size - 1 : size;
    const auto place = [&](std::int64_t at) { return std::clamp(at < 0 ? at + size : at, lowest, highest); };
    const std::int64_t first = place(start), stop = place(end), way = by < 0 ? first - stop : stop - first;
    return {first, stop, by, way <= 0 ? 0 : (way - 1) / std::abs(by) + 1};
}

Sizes orderOf(const OnnxNode& node, std::size_t rank)
{
    Sizes order = integersOf(node, "perm");
    if (!order.empty() && order != kLastTwo && order != kFirstInside)
        return order;
    const bool isReversed = order.empty(), isInside = order == kFirstInside;
    order.resize(rank);
    for (std::size_t i = 0; i < rank; ++i)
        order[i] = static_cast<std::int64_t>(isReversed ? rank - 1 - i : i);
    if (isInside && rank > 1)
        std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
    else if (!isReversed && rank > 1)
        std::swap(order[rank - 1], order[rank - 2]);
    return order;
}

OnnxValues valuesOf(OnnxModel& model, const std::map<std::string, Sizes>& inputs, std::int64_t fixedBatch)
{
    OnnxValues values;
    for (const OnnxTensor& tensor : model.graph.initializers)
        if (isSaneArray(tensor.value.shape()))
            values[tensor.name] = {tensor.value.shape(), tensor.value, {}, tensor.name};
    for (const auto& [name, sizes] : inputs)
        values[name].sizes = sizes;
    std::map<std::string, Sizes> noted; // what the file itself says of values in between
    for (const OnnxValueInfo& info : fixedBatch == 0 ? model.graph.values : std::vector<OnnxValueInfo>{}) {
        Sizes sizes;
        for (std::size_t i = 0; i < info.shape.size(); ++i)
            sizes.push_back(info.shape[i].symbol.empty() && !info.shape[i].unknown ? info.shape[i].number : i == 0 ? kBatchSize : -1);
        if (info.shapeKnown && isSane(sizes))
            noted[info.name] = sizes;
    }
    for (OnnxNode& node : model.graph.nodes) {
        if (node.outputs.empty())
            continue;
        if (const Sizes order = integersOf(node, "perm"); node.opType == "Transpose" && (order == kLastTwo || order == kFirstInside))
            if (const auto from = values.find(inputOf(node, 0)); from != values.end() && from->second.sizes)
                node.attributes = {{"perm", orderOf(node, from->second.sizes->size())}};
        if (!node.domain.empty()) { // an operator of somebody's own: what the file says of it is all there is
            for (const std::string& output : node.outputs)
                if (const auto found = noted.find(output); found != noted.end())
                    values[output].sizes = found->second;
            continue;
        }
        if (node.opType == "Shape") {
            const auto from = values.find(inputOf(node, 0));
            if (from != values.end() && from->second.sizes) {
                const Sizes& all = *from->second.sizes;
                const auto rank = static_cast<std::int64_t>(all.size());
                const auto place = [rank](std::int64_t at) { return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank); };
                const std::int64_t start = place(integerOf(node, "start", 0)), end = place(integerOf(node, "end", rank));
                const Sizes part(all.begin() + start, all.begin() + std::max(start, end));
                values[node.outputs[0]] = {Sizes{static_cast<std::int64_t>(part.size())}, HostTensor::ofIntegers({static_cast<std::int64_t>(part.size())}, part), {}, {}};
            }
            continue;
        }
        if (const auto parts = foldedSplit(node, values); !parts.empty()) {
            for (std::size_t i = 0; i < parts.size(); ++i)
                values[node.outputs[i]] = parts[i];
            continue;
        }
        if (auto folded = foldedNode(node, values)) {
            if ((folded->sizes && !isSane(*folded->sizes)) || (folded->constant && !isSaneArray(folded->constant->shape())))
                continue;
            values[node.outputs[0]] = std::move(*folded);
            continue;
        }
        const auto sizes = outputSizes(node, values, model.opset, fixedBatch);
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            if (node.outputs[i].empty())
                continue;
            OnnxValue& value = values[node.outputs[i]];
            if (i < sizes.size() && sizes[i] && isSane(*sizes[i]))
                value.sizes = sizes[i];
            else if (const auto found = noted.find(node.outputs[i]); found != noted.end())
                value.sizes = found->second;
        }
    }
    return values;
}

} // namespace nodegrad
