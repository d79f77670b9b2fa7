// Attention in whatever steps a program writes it. What decides is where each number of query, key and value comes from: the steps between
// a projection and the product are run on the places of its numbers, for two samples.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/importers/onnx_patterns.h"
#include "core/importers/onnx_places.h"
#include "core/importers/onnx_rewrites.h"
#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// x W + b over the last size, W as (out, in).
struct Projection {
    std::string x;
    HostTensor weight;
    std::string weightOrigin;
    std::optional<HostTensor> bias;
    std::string biasOrigin;
    std::int64_t outputs() const { return weight.dim(0); }
    std::int64_t inputs() const { return weight.dim(1); }
};

/// A value (N, T, F), or with time first, and the rows of what was made of it.
struct Rows {
    std::string value;
    bool isTimeFirst = false;
    std::int64_t steps = 0;
    std::vector<std::int64_t> at; ///< by row: sample * steps + step
};

/// Query, key or value: columns [first, first + heads * width) of a projection.
struct Part {
    std::string projected;
    Projection projection;
    Rows rows;
    std::int64_t first = 0;
    double factor = 1;
};

/// What stands for one attention.
struct Found {
    Part query, key, value;
    Projection out;
    std::int64_t heads = 0;
    bool isCausal = false, isTimeFirst = false;
    Sizes sizes; ///< (N, T, E)
    std::string name;
};

std::string turnedOrigin(const std::string& origin)
{
    return origin.empty() ? "" : origin.ends_with("^T") ? origin.substr(0, origin.size() - 2) : origin + "^T";
}

/// Zero on and below the diagonal, minus infinity (or nearly) above; nothing when it is neither that nor zero.
std::optional<bool> causality(const HostTensor& mask)
{
    const std::int64_t rows = mask.rank() < 2 ? 1 : mask.dim(mask.rank() - 2), columns = mask.rank() < 1 ? 1 : mask.dim(mask.rank() - 1);
    bool isCausal = rows * columns == mask.count() && mask.rank() >= 2, isZero = true;
    for (std::int64_t i = 0; i < mask.count() && (isCausal || isZero); ++i) {
        isCausal = isCausal && (i % columns > i / columns ? mask.number(i) < -1e4 : mask.number(i) == 0);
        isZero = isZero && mask.number(i) == 0;
    }
    return isZero ? std::optional(false) : isCausal ? std::optional(true) : std::nullopt;
}

class Search {
public:
    Search(const OnnxGraph& graph, const OnnxValues& values) : m_steps(graph, values) {}

    /// The attention whose probabilities `softmax` gives, and the name of the value that it ends in.
    std::optional<std::pair<std::string, Found>> find(const OnnxNode& softmax)
    {
        m_inside.clear();
        Found found;
        const OnnxNode* scores = scoresOf(softmax, found);
        const OnnxNode* seen = scores ? productOf(softmax) : nullptr;
        if (!seen || !readParts(*scores, *seen, found))
            return std::nullopt;
        const auto end = readEnd(*seen, found);
        if (!end || !isClosed(*end))
            return std::nullopt;
        found.name = softmax.name;
        return std::pair(*end, std::move(found));
    }

private:
    const OnnxNode* enter(const OnnxNode* node)
    {
        if (node)
            m_inside.insert(node);
        return node;
    }

    /// Back from the probabilities to the product of query and key: a mask of fixed numbers and factors may lie between.
    const OnnxNode* scoresOf(const OnnxNode& softmax, Found& found)
    {
        const Sizes* sizes = m_steps.sizes(softmax.outputs[0]);
        const std::int64_t axis = integerOf(softmax, "axis", -1);
        if (!sizes || sizes->size() < 3 || (axis != -1 && axis != static_cast<std::int64_t>(sizes->size()) - 1))
            return nullptr;
        enter(&softmax);
        std::string value = inputOf(softmax, 0);
        for (const OnnxNode* node = enter(m_steps.maker(value)); node; node = enter(m_steps.maker(value))) {
            if (node->opType == "MatMul")
                return node;
            if (const auto factor = m_steps.factorOf(*node)) {
                found.query.factor *= factor->factor;
                value = factor->value;
            } else if (node->opType == "Add" && node->inputs.size() == 2) {
                const std::size_t fixed = m_steps.constant(node->inputs[1]) ? 1 : 0;
                const HostTensor* mask = m_steps.constant(node->inputs[fixed]);
                const auto isCausal = mask ? causality(*mask) : std::nullopt;
                if (!isCausal)
                    return nullptr;
                found.isCausal = found.isCausal || *isCausal;
                value = node->inputs[1 - fixed];
            } else if (OnnxSteps::keepsOrder(*node)) {
                value = node->inputs[0];
            } else {
                return nullptr;
            }
        }
        return nullptr;
    }

    /// On from the probabilities to their product with the values; rows without any key may be set to 0 between.
    const OnnxNode* productOf(const OnnxNode& softmax)
    {
        std::string value = softmax.outputs[0];
        for (;;) {
            const OnnxNode* next = nullptr;
            for (const OnnxNode* reader : m_steps.readers(value))
                if (reader->opType == "IsNaN")
                    enter(reader);
                else if (next)
                    return nullptr;
                else
                    next = reader;
            if (!enter(next) || next->outputs.empty())
                return nullptr;
            if (next->opType == "MatMul" && next->inputs[0] == value)
                return next;
            const bool isCleaned = next->opType == "Where" && inputOf(*next, 2) == value;
            if (!isCleaned && !OnnxSteps::keepsOrder(*next))
                return nullptr;
            value = next->outputs[0];
        }
    }

    /// `value` as x W + b.
    std::optional<Projection> projectionOf(const std::string& value)
    {
        const OnnxNode* node = m_steps.maker(value);
        std::set<const OnnxNode*> taken{node};
        Projection made;
        if (node && node->opType == "Add" && node->inputs.size() == 2) {
            const std::size_t fixed = m_steps.constant(node->inputs[1]) ? 1 : 0;
            const HostTensor* bias = m_steps.constant(node->inputs[fixed]);
            if (!bias)
                return std::nullopt;
            made.bias = bias->asFloat32();
            made.biasOrigin = m_steps.origin(node->inputs[fixed]);
            node = m_steps.maker(node->inputs[1 - fixed]);
            taken.insert(node);
        }
        const bool isGemm = node && node->opType == "Gemm" && integerOf(*node, "transA", 0) == 0 && realOf(*node, "alpha", 1) == 1 && realOf(*node, "beta", 1) == 1;
        const HostTensor* weight = node && (isGemm || node->opType == "MatMul") ? m_steps.constant(inputOf(*node, 1)) : nullptr;
        if (!weight || weight->rank() != 2)
            return std::nullopt;
        const bool isTurned = isGemm && integerOf(*node, "transB", 0) != 0;
        made.x = node->inputs[0];
        made.weight = isTurned ? weight->asFloat32() : transposedMatrix(weight->asFloat32());
        made.weightOrigin = isTurned ? m_steps.origin(node->inputs[1]) : turnedOrigin(m_steps.origin(node->inputs[1]));
        if (isGemm && !inputOf(*node, 2).empty()) {
            const HostTensor* bias = m_steps.constant(node->inputs[2]);
            if (!bias || made.bias)
                return std::nullopt;
            made.bias = bias->asFloat32();
            made.biasOrigin = m_steps.origin(node->inputs[2]);
        }
        if (made.bias && (made.bias->count() != made.outputs() || made.bias->shape().back() != made.bias->count()))
            return std::nullopt;
        m_inside.merge(taken);
        return made;
    }

    /// Where the rows of `value`, (..., F), come from: an array (N, T, F) or (T, N, F).
    std::optional<Rows> rowsOf(const std::string& value, std::int64_t features)
    {
        std::vector<OnnxStep> steps;
        std::string source = value;
        for (;;) {
            const Sizes* sizes = m_steps.sizes(source);
            if (sizes && sizes->size() == 3 && sizes->back() == features && std::ranges::count(*sizes, kBatchSize) == 1 && sizes->back() != kBatchSize)
                break;
            const auto step = m_steps.stepTo(source);
            if (!step || step->factor != 1)
                return std::nullopt;
            steps.insert(steps.begin(), *step);
            source = step->from;
        }
        const Sizes& sizes = *m_steps.sizes(source);
        Rows rows{source, sizes[1] == kBatchSize, sizes[sizes[1] == kBatchSize ? 0 : 1], {}};
        const auto places = m_steps.run(source, steps);
        if (!places || places->sizes.back() != features)
            return std::nullopt;
        for (std::size_t i = 0; i < places->at.size(); i += static_cast<std::size_t>(features)) {
            for (std::int64_t f = 0; f < features; ++f)
                if (places->at[i + static_cast<std::size_t>(f)] != places->at[i] + f || places->at[i] % features != 0)
                    return std::nullopt;
            const std::int64_t row = places->at[i] / features;
            rows.at.push_back(rows.isTimeFirst ? row % kSamples * rows.steps + row / kSamples : row);
        }
        return rows;
    }

    /// `value` as (N heads, T, D), or turned to (N heads, D, T), in the columns of a projection.
    bool readPart(const std::string& value, bool isTurned, Part& part, std::int64_t& heads)
    {
        const auto chain = m_steps.chainTo(value, m_inside);
        if (!chain)
            return false;
        const auto projection = projectionOf(chain->source);
        const auto rows = projection ? rowsOf(projection->x, projection->inputs()) : std::nullopt;
        const auto places = rows ? m_steps.run(chain->source, chain->steps) : std::nullopt;
        if (!places || places->sizes.size() < 3)
            return false;
        const std::size_t rank = places->sizes.size();
        const std::int64_t steps = places->sizes[rank - (isTurned ? 1 : 2)], width = places->sizes[rank - (isTurned ? 2 : 1)];
        const std::int64_t count = static_cast<std::int64_t>(places->at.size()) / (steps * width), columns = projection->outputs();
        if (steps != rows->steps || count % kSamples != 0)
            return false;
        heads = count / kSamples;
        part.first = places->at.front() % columns;
        std::size_t i = 0;
        for (std::int64_t group = 0; group < count; ++group)
            for (std::int64_t a = 0; a < (isTurned ? width : steps); ++a)
                for (std::int64_t b = 0; b < (isTurned ? steps : width); ++b, ++i) {
                    const std::int64_t step = isTurned ? b : a, feature = isTurned ? a : b, at = places->at[i];
                    const bool isThere = rows->at[static_cast<std::size_t>(at / columns)] == group / heads * steps + step && at % columns == part.first + group % heads * width + feature;
                    if (!isThere)
                        return false;
                }
        part.projected = chain->source;
        part.projection = *projection;
        part.rows = *rows;
        part.factor *= chain->factor;
        return true;
    }

    bool readParts(const OnnxNode& scores, const OnnxNode& seen, Found& found)
    {
        std::int64_t heads = 0, keyHeads = 0, valueHeads = 0;
        if (!readPart(scores.inputs[0], false, found.query, heads) || !readPart(scores.inputs[1], true, found.key, keyHeads) || !readPart(seen.inputs[1], false, found.value, valueHeads))
            return false;
        found.heads = heads;
        const double factor = found.query.factor * found.key.factor;
        const Sizes* seenSizes = m_steps.sizes(seen.outputs[0]);
        if (!seenSizes || seenSizes->empty())
            return false;
        const std::int64_t width = seenSizes->back();
        found.sizes = {kBatchSize, found.query.rows.steps, heads * width};
        return heads == keyHeads && heads == valueHeads && found.value.factor == 1 && found.key.rows.steps == found.value.rows.steps &&
               std::abs(factor * std::sqrt(static_cast<double>(width)) - 1) < 1e-3 && found.query.projection.inputs() == heads * width;
    }

    /// On from what was seen to the value behind the last projection that is an array (N, T, E) or (T, N, E).
    std::optional<std::string> readEnd(const OnnxNode& seen, Found& found)
    {
        const std::int64_t features = found.sizes[2], steps = found.sizes[1], width = features / found.heads;
        const auto merged = m_steps.chainFrom(seen.outputs[0], m_inside);
        const auto places = m_steps.run(seen.outputs[0], merged.steps);
        if (!places || places->sizes.back() != features || merged.factor != 1)
            return std::nullopt;
        std::vector<std::int64_t> rows;
        for (std::size_t i = 0; i < places->at.size(); ++i) {
            const std::int64_t at = places->at[i], column = static_cast<std::int64_t>(i) % features, group = at / width / steps;
            const std::int64_t row = group / found.heads * steps + at / width % steps;
            if (group % found.heads * width + at % width != column)
                return std::nullopt;
            if (column == 0)
                rows.push_back(row);
            else if (rows.back() != row)
                return std::nullopt;
        }
        std::string value = merged.source;
        for (const char* op : {"", "Add"}) { // the product, and its bias behind it
            const auto readers = m_steps.readers(value);
            const bool isLinear = readers.size() == 1 && !readers[0]->outputs.empty() && (*op ? readers[0]->opType == op : readers[0]->opType == "MatMul" || readers[0]->opType == "Gemm");
            if (isLinear && (*op || readers[0]->inputs[0] == value) && projectionOf(readers[0]->outputs[0]))
                value = readers[0]->outputs[0];
        }
        const auto out = value == merged.source ? std::nullopt : projectionOf(value);
        if (!out || out->x != merged.source || out->inputs() != features || out->outputs() != features)
            return std::nullopt;
        found.out = *out;
        return arrayFrom(value, rows, found);
    }

    /// `rows` of `value`, or of what is made of it, in the order of samples or steps.
    std::optional<std::string> arrayFrom(std::string value, const std::vector<std::int64_t>& rows, Found& found)
    {
        const std::int64_t features = found.sizes[2], steps = found.sizes[1];
        std::vector<OnnxStep> taken;
        const std::string source = value;
        for (;;) {
            const Sizes* sizes = m_steps.sizes(value);
            if (sizes && sizes->size() == 3 && sizes->back() == features && ((*sizes)[0] == kBatchSize || (*sizes)[1] == kBatchSize))
                break;
            const auto step = m_steps.stepFrom(value);
            if (!step || step->factor != 1)
                return std::nullopt;
            enter(step->node);
            taken.push_back(*step);
            value = step->node->outputs[step->output];
        }
        found.isTimeFirst = (*m_steps.sizes(value))[1] == kBatchSize;
        const auto places = m_steps.run(source, taken);
        if (!places || places->at.size() != rows.size() * static_cast<std::size_t>(features))
            return std::nullopt;
        for (std::size_t i = 0; i < places->at.size(); ++i) {
            const auto row = static_cast<std::int64_t>(i) / features, column = static_cast<std::int64_t>(i) % features;
            const std::int64_t wanted = found.isTimeFirst ? row % kSamples * steps + row / kSamples : row;
            if (places->at[i] % features != column || rows[static_cast<std::size_t>(places->at[i] / features)] != wanted)
                return std::nullopt;
        }
        return value;
    }

    /// Nobody else reads what lies within.
    bool isClosed(const std::string& end) const
    {
        return std::ranges::all_of(m_inside, [&](const OnnxNode* node) {
            return std::ranges::all_of(node->outputs, [&](const std::string& output) {
                return output == end || (!m_steps.isOutput(output) && std::ranges::all_of(m_steps.readers(output), [&](const OnnxNode* reader) { return m_inside.contains(reader); }));
            });
        });
    }

    OnnxSteps m_steps;
    std::set<const OnnxNode*> m_inside;
};

/// Rows [first, first + count) of the parts, one below the other.
HostTensor stacked(const std::vector<std::pair<const HostTensor*, std::int64_t>>& parts, std::int64_t count)
{
    std::vector<float> numbers;
    Sizes shape = parts.front().first->shape();
    for (const auto& [tensor, first] : parts) {
        const auto width = static_cast<std::size_t>(tensor->count() / tensor->dim(0));
        const auto begin = tensor->floats().begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(first) * width);
        numbers.insert(numbers.end(), begin, begin + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(count) * width));
    }
    shape[0] = count * static_cast<std::int64_t>(parts.size());
    return HostTensor::ofFloats(shape, numbers);
}

class Writing {
public:
    Writing(OnnxRewriting& graph, const Found& found) : m_graph(graph), m_found(found), m_features(found.sizes[2]) {}

    void write(const std::string& output)
    {
        std::vector<std::string> inputs;
        for (const Part* part : parts())
            inputs.push_back(source(part->rows, part->projection.inputs()));
        const bool isShared = std::ranges::all_of(parts(), [&](const Part* part) { return part->projection.inputs() == m_features; });
        const bool hasBias = m_found.out.bias || std::ranges::any_of(parts(), [](const Part* part) { return part->projection.bias.has_value(); });
        std::vector<OnnxAttribute> attributes{{"heads", m_found.heads}, {"causal", std::int64_t(m_found.isCausal)}};
        if (isShared)
            addShared(inputs, hasBias);
        else
            for (const Part* part : parts())
                inputs.push_back(m_graph.constant(stacked({{&part->projection.weight, part->first}}, m_features)));
        inputs.push_back(m_graph.constant(m_found.out.weight, m_found.out.weightOrigin));
        if (isShared)
            inputs.push_back(hasBias ? m_graph.constant(m_found.out.bias.value_or(HostTensor(DType::Float32, {m_features})), m_found.out.biasOrigin) : "");
        OnnxNode node{.opType = isShared ? "Attention" : "SeparateAttention", .name = m_found.name, .inputs = std::move(inputs), .outputs = {output}, .attributes = std::move(attributes), .domain = kOwnDomain};
        if (!m_found.isTimeFirst)
            return m_graph.write(std::move(node));
        node.outputs = {m_graph.named(m_found.sizes)};
        const std::string made = node.outputs[0];
        m_graph.write(std::move(node));
        m_graph.write({.opType = "Transpose", .inputs = {made}, .outputs = {output}, .attributes = {{"perm", Sizes{1, 0, 2}}}});
    }

private:
    std::vector<const Part*> parts() const { return {&m_found.query, &m_found.key, &m_found.value}; }

    /// (N, T, F), made once.
    std::string source(const Rows& rows, std::int64_t features)
    {
        if (!rows.isTimeFirst)
            return rows.value;
        auto& made = m_turned[rows.value];
        if (made.empty())
            made = m_graph.made("Transpose", {rows.value}, {kBatchSize, rows.steps, features}, {{"perm", Sizes{1, 0, 2}}});
        return made;
    }

    /// One matrix for all three: that of the file where it is one there.
    void addShared(std::vector<std::string>& inputs, bool hasBias)
    {
        const Part &query = m_found.query, &key = m_found.key, &value = m_found.value;
        const bool isWhole = query.projected == key.projected && key.projected == value.projected && query.first == 0 && key.first == m_features && value.first == 2 * m_features && query.projection.outputs() == 3 * m_features;
        std::vector<std::pair<const HostTensor*, std::int64_t>> weights, biases;
        const HostTensor none(DType::Float32, {std::max({query.projection.outputs(), key.projection.outputs(), value.projection.outputs()})});
        for (const Part* part : parts()) {
            weights.emplace_back(&part->projection.weight, part->first);
            biases.emplace_back(part->projection.bias ? &*part->projection.bias : &none, part->first);
        }
        const auto originOf = [&](std::string Projection::*origin) { // rows of one array: "attention.in_proj_weight#0:8"
            const std::string whole = query.projection.*origin, base = whole.substr(0, whole.find('#'));
            const bool isSplit = base != whole && std::ranges::all_of(parts(), [&](const Part* part) { return (part->projection.*origin).starts_with(base + "#"); });
            return isWhole ? whole : isSplit ? base : std::string();
        };
        inputs.push_back(m_graph.constant(isWhole ? query.projection.weight : stacked(weights, m_features), originOf(&Projection::weightOrigin)));
        const std::string origin = originOf(&Projection::biasOrigin);
        inputs.push_back(hasBias ? m_graph.constant(stacked(biases, m_features).reshaped({3 * m_features}), origin) : "");
    }

    OnnxRewriting& m_graph;
    const Found& m_found;
    std::int64_t m_features;
    std::map<std::string, std::string> m_turned;
};

/// Widths and biases that our layer has.
bool isPossible(const Found& found)
{
    const auto features = found.sizes[2];
    for (const Part* part : {&found.query, &found.key, &found.value})
        if (part->first + features > part->projection.outputs())
            return false;
    const bool isShared = found.key.projection.inputs() == features && found.value.projection.inputs() == features;
    return isShared || (!found.out.bias && !found.query.projection.bias && !found.key.projection.bias && !found.value.projection.bias);
}

} // namespace

void joinAttention(OnnxGraph& graph, OnnxValues& values)
{
    std::map<std::string, Found> all;
    Search search(graph, values);
    for (const OnnxNode& node : graph.nodes)
        if (node.opType == "Softmax" && node.domain.empty() && node.outputs.size() == 1)
            if (auto found = search.find(node); found && isPossible(found->second))
                all.insert(std::move(*found));
    if (all.empty())
        return;
    OnnxRewriting rewriting(graph, values);
    for (const OnnxNode& node : graph.nodes) {
        const auto found = node.outputs.empty() ? all.end() : all.find(node.outputs[0]);
        if (found == all.end())
            rewriting.write(node);
        else
            Writing(rewriting, found->second).write(node.outputs[0]);
    }
    rewriting.finish();
}

} // namespace nodegrad
