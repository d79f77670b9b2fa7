#include "core/importers/onnx_places.h"

#include <algorithm>
#include <numeric>

namespace nodegrad {

namespace {

constexpr std::int64_t kMostPlaces = std::int64_t(1) << 25;

/// With kSamples samples; nothing when a size is negative or the whole too large.
std::optional<Sizes> forSamples(const Sizes& sizes)
{
    Sizes out;
    double count = 1;
    for (const std::int64_t size : sizes) {
        out.push_back(size >= kBatchSize ? size / kBatchSize * kSamples : size);
        count *= static_cast<double>(out.back());
        if (out.back() < 0)
            return std::nullopt;
    }
    return count <= static_cast<double>(kMostPlaces) ? std::optional(out) : std::nullopt;
}

std::int64_t countOf(const Sizes& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), std::int64_t(1), std::multiplies<>());
}

/// `places` with sizes taken from it: size d of the result runs over picked[d] of size source[d].
OnnxPlaces taken(const OnnxPlaces& places, const std::vector<std::size_t>& source, const std::vector<Sizes>& picked, std::int64_t begin, const Sizes& sizes)
{
    Sizes strides(places.sizes.size(), 1);
    for (std::size_t i = strides.size(); i-- > 1;)
        strides[i - 1] = strides[i] * places.sizes[i];
    OnnxPlaces out{sizes, {}};
    out.at.reserve(static_cast<std::size_t>(countOf(sizes)));
    Sizes index(sizes.size(), 0);
    for (std::int64_t i = 0; i < countOf(sizes); ++i) {
        std::int64_t at = begin;
        for (std::size_t d = 0; d < sizes.size(); ++d)
            at += strides[source[d]] * picked[d][static_cast<std::size_t>(index[d])];
        out.at.push_back(places.at[static_cast<std::size_t>(at)]);
        for (std::size_t d = sizes.size(); d-- > 0 && ++index[d] == sizes[d];)
            index[d] = 0;
    }
    return out;
}

Sizes range(std::int64_t from, std::int64_t count, std::int64_t step = 1)
{
    Sizes all;
    for (std::int64_t i = 0; i < count; ++i)
        all.push_back(from + i * step);
    return all;
}

} // namespace

OnnxSteps::OnnxSteps(const OnnxGraph& graph, const OnnxValues& values) : m_values(values)
{
    for (const OnnxNode& node : graph.nodes) {
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            m_makers[node.outputs[i]] = {&node, i};
        const bool isFixed = std::ranges::all_of(node.outputs, [&](const std::string& output) { return constant(output) != nullptr; });
        for (const std::string& input : node.inputs)
            if (!input.empty() && !isFixed)
                m_readers[input].push_back(&node);
    }
    for (const OnnxValueInfo& output : graph.outputs)
        m_outputs.insert(output.name);
}

const OnnxNode* OnnxSteps::maker(const std::string& value) const
{
    const auto found = m_makers.find(value);
    return found == m_makers.end() || !found->second.first->domain.empty() ? nullptr : found->second.first;
}

std::vector<const OnnxNode*> OnnxSteps::readers(const std::string& value) const
{
    const auto found = m_readers.find(value);
    return found == m_readers.end() ? std::vector<const OnnxNode*>{} : found->second;
}

const Sizes* OnnxSteps::sizes(const std::string& value) const
{
    const auto found = m_values.find(value);
    return found == m_values.end() || !found->second.sizes ? nullptr : &*found->second.sizes;
}

const HostTensor* OnnxSteps::constant(const std::string& value) const
{
    const auto found = m_values.find(value);
    return found == m_values.end() || !found->second.constant ? nullptr : &*found->second.constant;
}

std::string OnnxSteps::origin(const std::string& value) const
{
    const auto found = m_values.find(value);
    return found == m_values.end() ? "" : found->second.origin;
}

bool OnnxSteps::keepsOrder(const OnnxNode& node)
{
    static const std::set<std::string> ops{"Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Dropout"};
    return node.domain.empty() && ops.contains(node.opType) && !node.inputs.empty() && !node.outputs.empty();
}

std::optional<OnnxSteps::Factor> OnnxSteps::factorOf(const OnnxNode& node) const
{
    if ((node.opType != "Mul" && node.opType != "Div") || node.inputs.size() != 2 || !node.domain.empty())
        return std::nullopt;
    const std::size_t fixed = node.opType == "Mul" && constant(node.inputs[0]) ? 0 : 1;
    const HostTensor* number = constant(node.inputs[fixed]);
    if (!number || number->count() != 1 || number->rank() > 1 || number->number(0) == 0)
        return std::nullopt;
    return Factor{node.inputs[1 - fixed], node.opType == "Mul" ? number->number(0) : 1 / number->number(0)};
}

std::optional<OnnxStep> OnnxSteps::stepOf(const OnnxNode& node, std::size_t output) const
{
    static const std::set<std::string> moving{"Transpose", "Gather", "Split", "Slice"};
    if (const auto factor = factorOf(node))
        return OnnxStep{&node, output, factor->value, factor->factor};
    if (node.inputs.empty() || !node.domain.empty() || (!moving.contains(node.opType) && !keepsOrder(node)))
        return std::nullopt;
    return OnnxStep{&node, output, node.inputs[0], 1};
}

std::optional<OnnxStep> OnnxSteps::stepTo(const std::string& value) const
{
    const auto made = m_makers.find(value);
    return made == m_makers.end() ? std::nullopt : stepOf(*made->second.first, made->second.second);
}

std::optional<OnnxStep> OnnxSteps::stepFrom(const std::string& value) const
{
    const auto all = readers(value);
    const auto step = all.size() == 1 && !isOutput(value) && all[0]->outputs.size() == 1 ? stepOf(*all[0], 0) : std::nullopt;
    return step && step->from == value ? step : std::nullopt;
}

std::optional<OnnxChain> OnnxSteps::chainTo(const std::string& value, std::set<const OnnxNode*>& inside) const
{
    OnnxChain chain{value, {}, 1};
    while (const auto step = stepTo(chain.source)) {
        inside.insert(step->node);
        chain.steps.insert(chain.steps.begin(), *step);
        chain.factor *= step->factor;
        chain.source = step->from;
    }
    return chain;
}

OnnxChain OnnxSteps::chainFrom(const std::string& value, std::set<const OnnxNode*>& inside) const
{
    OnnxChain chain{value, {}, 1};
    while (const auto step = stepFrom(chain.source)) {
        inside.insert(step->node);
        chain.steps.push_back(*step);
        chain.factor *= step->factor;
        chain.source = step->node->outputs[step->output];
    }
    return chain;
}

std::optional<OnnxPlaces> OnnxSteps::moved(const OnnxStep& step, const OnnxPlaces& places) const
{
    const OnnxNode& node = *step.node;
    const Sizes* given = sizes(node.outputs[step.output]);
    const auto wanted = given ? forSamples(*given) : std::nullopt;
    if (!wanted)
        return std::nullopt;
    const std::size_t rank = places.sizes.size();
    if (step.factor != 1 || keepsOrder(node) || factorOf(node))
        return countOf(*wanted) == countOf(places.sizes) ? std::optional(OnnxPlaces{*wanted, places.at}) : std::nullopt;
    std::vector<std::size_t> source(rank);
    std::iota(source.begin(), source.end(), std::size_t(0));
    std::vector<Sizes> picked;
    for (const std::int64_t size : places.sizes)
        picked.push_back(range(0, size));
    std::int64_t axis = integerOf(node, "axis", 0);
    axis += axis < 0 ? static_cast<std::int64_t>(rank) : 0;
    const auto at = static_cast<std::size_t>(axis);
    if (node.opType != "Transpose" && node.opType != "Slice" && (axis < 0 || at >= rank))
        return std::nullopt;
    std::int64_t begin = 0;
    if (node.opType == "Transpose") {
        const Sizes order = integersOf(node, "perm");
        for (std::size_t i = 0; i < rank; ++i) {
            source[i] = order.empty() ? rank - 1 - i : i < order.size() ? static_cast<std::size_t>(order[i]) : rank;
            if (source[i] >= rank)
                return std::nullopt;
            picked[i] = range(0, places.sizes[source[i]]);
        }
    } else if (node.opType == "Gather") {
        const HostTensor* indices = constant(inputOf(node, 1));
        const auto numbers = indices ? wholeNumbers(*indices) : std::nullopt;
        if (!numbers || indices->rank() > 1)
            return std::nullopt;
        picked[at] = *numbers;
        for (std::int64_t& place : picked[at]) {
            place += place < 0 ? places.sizes[at] : 0;
            if (place < 0 || place >= places.sizes[at])
                return std::nullopt;
        }
        if (indices->rank() == 0) {
            Sizes strides(rank, 1);
            for (std::size_t i = rank; i-- > 1;)
                strides[i - 1] = strides[i] * places.sizes[i];
            begin = strides[at] * picked[at].front();
            picked.erase(picked.begin() + axis);
            source.erase(source.begin() + axis);
        }
    } else if (node.opType == "Split") {
        std::int64_t first = 0;
        for (std::size_t i = 0; i < step.output; ++i) {
            const Sizes* part = sizes(node.outputs[i]);
            if (!part || part->size() != rank)
                return std::nullopt;
            first += (*part)[at];
        }
        picked[at] = range(first, (*wanted)[at]);
    } else {
        const auto numbers = [&](std::size_t input, const char* attribute) {
            const HostTensor* fixed = constant(inputOf(node, input));
            return inputOf(node, input).empty() ? std::optional(integersOf(node, attribute)) : fixed ? wholeNumbers(*fixed) : std::nullopt;
        };
        const auto starts = numbers(1, "starts"), axes = numbers(3, "axes"), steps = numbers(4, "steps");
        if (!starts || !axes || !steps || wanted->size() != rank)
            return std::nullopt;
        for (std::size_t i = 0; i < starts->size(); ++i) {
            std::int64_t cut = i < axes->size() ? (*axes)[i] : static_cast<std::int64_t>(i);
            cut += cut < 0 ? static_cast<std::int64_t>(rank) : 0;
            const std::int64_t by = i < steps->size() ? (*steps)[i] : 1;
            if (cut < 0 || cut >= static_cast<std::int64_t>(rank) || by < 1)
                return std::nullopt;
            const auto d = static_cast<std::size_t>(cut);
            const std::int64_t size = places.sizes[d], start = std::clamp<std::int64_t>((*starts)[i] < 0 ? (*starts)[i] + size : (*starts)[i], 0, size);
            if ((*wanted)[d] > 0 && start + ((*wanted)[d] - 1) * by >= size)
                return std::nullopt;
            picked[d] = range(start, (*wanted)[d], by);
        }
    }
    Sizes out;
    for (const Sizes& one : picked)
        out.push_back(static_cast<std::int64_t>(one.size()));
    for (std::size_t d = 0; d < out.size(); ++d)
        if (std::ranges::any_of(picked[d], [&](std::int64_t place) { return place >= places.sizes[source[d]]; }))
            return std::nullopt;
    return out == *wanted ? std::optional(taken(places, source, picked, begin, out)) : std::nullopt;
}

std::optional<OnnxPlaces> OnnxSteps::run(const std::string& source, const std::vector<OnnxStep>& steps) const
{
    const Sizes* given = sizes(source);
    const auto first = given ? forSamples(*given) : std::nullopt;
    if (!first)
        return std::nullopt;
    OnnxPlaces places{*first, range(0, countOf(*first))};
    for (const OnnxStep& step : steps) {
        auto next = moved(step, places);
        if (!next)
            return std::nullopt;
        places = std::move(*next);
    }
    if (places.at.empty())
        return std::nullopt;
    return places;
}

} // namespace nodegrad
