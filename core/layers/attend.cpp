#include "core/layers/attend.h"

#include <array>
#include <cmath>

namespace nodegrad {

std::vector<Fix> embeddingFixes(const Value& value)
{
    return value.spec.kind == Kind::Tokens ? vectorFixes(value.spec) : std::vector<Fix>{};
}

const Value& needSequence(Builder& b, const Value& value)
{
    return b.needKind(value, {Kind::Sequence}, embeddingFixes(value));
}

AttentionWeights attentionWeights(Builder& b, const std::string& prefix, std::int64_t size, bool bias)
{
    const Initializer xavier{Initializer::Type::XavierUniform}, zeros{Initializer::Type::Zeros};
    AttentionWeights weights;
    weights.in = b.parameter(prefix + "in_proj_weight", {3 * size, size}, xavier);
    weights.inBias = bias ? b.parameter(prefix + "in_proj_bias", {3 * size}, zeros) : Builder::none();
    weights.out = b.parameter(prefix + "out_proj.weight", {size, size}, uniformByFanIn(size));
    weights.outBias = bias ? b.parameter(prefix + "out_proj.bias", {size}, zeros) : Builder::none();
    return weights;
}

void needHeads(Builder& b, std::int64_t size, std::int64_t heads)
{
    b.need(size % heads == 0, makeError("layer.does_not_split", {{"size", size}, {"what", "features"}, {"parts", heads}}),
           {Fix::setParam("Set heads to 1", "heads", std::int64_t(1))}, 0);
}

Value attendInHeads(Builder& b, const Value& q, const Value& k, const Value& v, const AttentionUse& use)
{
    const Attributes split{{"heads", use.heads}};
    const Value seen = b.call1("attention", {b.call1("split_heads", {q}, split), b.call1("split_heads", {k}, split), b.call1("split_heads", {v}, split), use.mask},
                               {{"causal", use.causal}, {"dropout", use.dropout}});
    return b.call1("merge_heads", {seen});
}

/// Query, key and value: one product where all come from one source, else one for each with its own rows of the weights.
static std::array<Value, 3> projected(Builder& b, const AttentionWeights& weights, const Value& query, const Value& key, const Value& value)
{
    if (key.id == query.id && value.id == query.id) {
        const Values all = b.call("chunk", {b.call1("linear", {query, weights.in, weights.inBias})}, {{"parts", std::int64_t(3)}});
        return {all[0], all[1], all[2]};
    }
    const std::int64_t size = weights.in.spec.shape[1].value();
    const Attributes parts{{"sizes", std::vector{size, size, size}}};
    const Values rows = b.call("split_rows", {weights.in}, parts), biases = weights.inBias ? b.call("split_rows", {weights.inBias}, parts) : Values(rows.size());
    const auto project = [&](const Value& x, std::size_t part) { return b.call1("linear", {x, rows[part], biases[part]}); };
    return {project(query, 0), project(key, 1), project(value, 2)};
}

Value attend(Builder& b, const AttentionWeights& weights, const Value& query, const Value& key, const Value& value, const AttentionUse& use)
{
    const auto [q, k, v] = projected(b, weights, query, key, value);
    return b.call1("linear", {attendInHeads(b, q, k, v, use), weights.out, weights.outBias});
}

void needModestTable(Builder& b, std::int64_t rows, std::int64_t columns)
{
    constexpr std::int64_t most = std::int64_t(1) << 24;
    b.need(rows <= most && columns <= most / rows, makeError("layer.table_too_large", {{"shape", shapeText({rows, columns})}, {"limit", most}}));
}

Value rotated(Builder& b, const Value& x, double base)
{
    const std::int64_t steps = b.needKnown(x.spec.shape[2], "the number of time steps"), size = b.needKnown(x.spec.shape[3], "the size of its heads");
    b.need(size % 2 == 0, makeError("layer.odd_size", {{"got", size}}));
    needModestTable(b, steps, size);
    const std::int64_t half = size / 2;
    std::vector<float> cosines, sines; // y = x cos + swap(x) sin, with swap(a, b) = (b, a) and the sign in the first half
    for (std::int64_t t = 0; t < steps; ++t)
        for (std::int64_t i = 0; i < size; ++i) {
            const double angle = static_cast<double>(t) * std::pow(base, -static_cast<double>(i % half) / static_cast<double>(half));
            cosines.push_back(static_cast<float>(std::cos(angle)));
            sines.push_back(static_cast<float>(i < half ? -std::sin(angle) : std::sin(angle)));
        }
    const auto table = [&](const std::vector<float>& values) { return b.constant(HostTensor::ofFloats({1, 1, steps, size}, values)); };
    const Values halves = b.call("chunk", {x}, {{"dim", std::int64_t(3)}, {"parts", std::int64_t(2)}});
    const Value swapped = b.call1("concatenate", {halves[1], halves[0]}, {{"dim", std::int64_t(3)}});
    return b.call1("add", {b.call1("multiply", {x, table(cosines)}), b.call1("multiply", {swapped, table(sines)})});
}

std::string pythonCausalMask(const std::string& query, const std::string& key)
{
    return "torch.ones(" + query + ".shape[1], " + key + ".shape[1], dtype=torch.bool, device=" + query + ".device).triu(1)";
}

} // namespace nodegrad
