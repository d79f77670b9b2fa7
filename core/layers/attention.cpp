#include <map>

#include <fmt/format.h>

#include "core/layers/families.h"

namespace nodegrad {

namespace {

Ports attentionPorts(const ParamValues&)
{
    return {{{"in", "Query", false}, {"key", "Key", true}, {"value", "Value", true}}, {{"out", "Output", false}}};
}

/// in_proj_weight holds the projections of query, key and value one below the other, as in PyTorch.
Values buildAttention(Builder& b, const ParamValues& p, const Values& in)
{
    const Value query = b.needKind(in[0], {Kind::Sequence});
    const Value key = in[1] ? b.needKind(in[1], {Kind::Sequence}) : query;
    const Value value = in[2] ? b.needKind(in[2], {Kind::Sequence}) : key;
    const std::int64_t width = b.needKnown(query.spec.shape[2], "the number of features"), heads = p.integer("heads");
    b.need(width % heads == 0, makeError("layer.does_not_split", {{"size", width}, {"what", "features"}, {"parts", heads}}),
           {Fix::setParam("Use 1 head", "heads", std::int64_t(1))});
    for (const Value& other : {key, value})
        b.need(other.spec.shape[2] == query.spec.shape[2],
               makeError("layer.features_differ", {{"expected", width}, {"what", "features"}, {"got", other.spec.shape[2].text()}}));
    const bool bias = p.flag("bias");
    const Value weight = b.parameter("in_proj_weight", {3 * width, width}, {Initializer::Type::XavierUniform});
    const Value inBias = bias ? b.parameter("in_proj_bias", {3 * width}, {}) : b.none();
    const Value outWeight = b.parameter("out_proj.weight", {width, width}, uniformByFanIn(width));
    const Value outBias = bias ? b.parameter("out_proj.bias", {width}, {}) : b.none();
    // One linear a source gives its query, key and value part; self-attention needs only one.
    std::map<ValueId, Values> parts;
    const auto part = [&](const Value& source, std::size_t index) {
        Values& all = parts[source.id];
        if (all.empty())
            all = b.call("chunk", {b.call1("linear", {source, weight, inBias})}, {{"dim", std::int64_t(-1)}, {"parts", std::int64_t(3)}});
        return b.call1("split_heads", {all[index]}, {{"heads", heads}});
    };
    const Values projected{part(query, 0), part(key, 1), part(value, 2)};
    const Value mixed = b.call1("attention", projected, {{"causal", p.flag("causal")}});
    return {b.call1("linear", {b.call1("merge_heads", {mixed}), outWeight, outBias})};
}

PythonUse pythonAttention(const ParamValues& p, const Specs& in)
{
    const std::string arguments = isAbsent(in[1]) ? "{0}, {0}, {0}" : isAbsent(in[2]) ? "{0}, {1}, {1}" : "{0}, {1}, {2}";
    const std::string mask = p.flag("causal") ? ", attn_mask=nn.Transformer.generate_square_subsequent_mask({0}.shape[1]), is_causal=True" : "";
    return {fmt::format("nn.MultiheadAttention({}, {}{}, batch_first=True)", in[0].shape[2].known().value_or(1), p.integer("heads"), p.flag("bias") ? "" : ", bias=False"),
            "{self}(" + arguments + mask + ", need_weights=False)[0]", {}};
}

std::string summarizeAttention(const ParamValues& p)
{
    return fmt::format("{} heads{}", p.integer("heads"), p.flag("causal") ? " · causal" : "");
}

} // namespace

std::vector<LayerType> attentionLayers()
{
    return {
        {.id = "multi_head_attention",
         .title = "MultiHeadAttention",
         .summary = "Each step looks at all others and takes what it needs.",
         .explanation = "From each step come a query, a key and a value. A step compares its query with all keys and takes the mean of the values, weighted by how well "
                        "they fit. Several heads do so side by side. With only the first input connected, a sequence attends to itself.",
         .aliases = {"attention", "self attention", "mha", "transformer"},
         .category = Category::Attention,
         .params = {integerParam("heads", "Heads", "Parts that attend independently; divides the number of features.", 4, 1, 1024),
                    flagParam("causal", "Causal", "A step sees only itself and earlier steps.", false), flagParam("bias", "Bias", "Adds trainable numbers to the projections.", true)},
         .ports = attentionPorts,
         .examples = {{"input(10,16) > multi_head_attention(4)", "Self-attention over ten steps"}},
         .build = buildAttention,
         .python = pythonAttention,
         .summarize = summarizeAttention,
         .formula = "softmax(Q K^T / sqrt(d)) V"},
    };
}

} // namespace nodegrad
