#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

Ports attentionPorts(const ParamValues&)
{
    return {{{"query", "Query"}, {"key", "Key", true}, {"value", "Value", true}}, {{"out", "Output"}}};
}

std::vector<Fix> embeddingFixes(const Value& value)
{
    return value.spec.kind == Kind::Tokens ? vectorFixes(value.spec) : std::vector<Fix>{};
}

/// As torch.nn.MultiheadAttention with batch_first=True: one weight for query, key and value, or three where their widths differ.
Values buildAttention(Builder& b, const ParamValues& p, const Values& in)
{
    const Value query = b.needKind(in[0], {Kind::Sequence}, embeddingFixes(in[0]));
    const Value key = in[1] ? b.needKind(in[1], {Kind::Sequence}, embeddingFixes(in[1])) : query;
    const Value value = in[2] ? b.needKind(in[2], {Kind::Sequence}, embeddingFixes(in[2])) : key;
    const std::int64_t size = b.needKnown(query.spec.shape[2], "the number of features"), heads = p.integer("heads");
    const std::int64_t keySize = b.needKnown(key.spec.shape[2], "the number of features of the key");
    const std::int64_t valueSize = b.needKnown(value.spec.shape[2], "the number of features of the value");
    b.need(size % heads == 0, makeError("layer.does_not_split", {{"size", size}, {"what", "features"}, {"parts", heads}}),
           {Fix::setParam("Set heads to 1", "heads", std::int64_t(1))}, 0);
    b.need(key.spec.shape[1] == value.spec.shape[1],
           makeError("layer.lengths_differ", {{"keys", key.spec.shape[1].text()}, {"values", value.spec.shape[1].text()}}), {}, 2);

    const bool bias = p.flag("bias"), isShared = keySize == size && valueSize == size;
    const Initializer xavier{Initializer::Type::XavierUniform}, zeros{Initializer::Type::Zeros};
    Value q, k, v;
    if (isShared) {
        // One linear for each source gives its query, key and value part; self-attention needs only one.
        const Value weight = b.parameter("in_proj_weight", {3 * size, size}, xavier);
        const Value offset = bias ? b.parameter("in_proj_bias", {3 * size}, zeros) : Builder::none();
        const auto project = [&](const Value& x) { return b.call("chunk", {b.call1("linear", {x, weight, offset})}, {{"parts", std::int64_t(3)}}); };
        const Values first = project(query), second = key.id == query.id ? first : project(key);
        const Values third = value.id == key.id ? second : value.id == query.id ? first : project(value);
        q = first[0];
        k = second[1];
        v = third[2];
    } else {
        b.need(!bias, makeError("layer.attention_widths", {{"query", size}, {"key", keySize}, {"value", valueSize}}),
               {Fix::setParam("Switch the bias off", "bias", false)}, keySize != size ? 1 : 2);
        const Value queryWeight = b.parameter("q_proj_weight", {size, size}, xavier);
        const Value keyWeight = b.parameter("k_proj_weight", {size, keySize}, xavier);
        const Value valueWeight = b.parameter("v_proj_weight", {size, valueSize}, xavier);
        q = b.call1("linear", {query, queryWeight});
        k = b.call1("linear", {key, keyWeight});
        v = b.call1("linear", {value, valueWeight});
    }
    const Attributes split{{"heads", heads}};
    const Value seen = b.call1("attention", {b.call1("split_heads", {q}, split), b.call1("split_heads", {k}, split), b.call1("split_heads", {v}, split)},
                               {{"causal", p.flag("causal")}});
    const Value weight = b.parameter("out_proj.weight", {size, size}, uniformByFanIn(size));
    const Value offset = bias ? b.parameter("out_proj.bias", {size}, zeros) : Builder::none();
    return {b.call1("linear", {b.call1("merge_heads", {seen}), weight, offset})};
}

PythonUse pythonAttention(const ParamValues& p, const Specs& in)
{
    const bool hasKey = in.size() > 1 && !isAbsent(in[1]), hasValue = in.size() > 2 && !isAbsent(in[2]);
    const std::string query = "{0}", key = hasKey ? "{1}" : query, value = hasValue ? "{2}" : key;
    const Spec &keySpec = hasKey ? in[1] : in[0], &valueSpec = hasValue ? in[2] : keySpec;
    const std::string size = sizeText(in[0].shape.back());
    const std::string mask = p.flag("causal") ? ", attn_mask=torch.ones({0}.shape[1], " + key + ".shape[1], dtype=torch.bool, device={0}.device).triu(1)" : "";
    return {pythonCall("nn.MultiheadAttention", {size, std::to_string(p.integer("heads")), pythonUnless("bias", pythonFlag(p.flag("bias")), "True"),
                                                 pythonUnless("kdim", sizeText(keySpec.shape.back()), size),
                                                 pythonUnless("vdim", sizeText(valueSpec.shape.back()), size), "batch_first=True"}),
            "{self}(" + query + ", " + key + ", " + value + ", need_weights=False" + mask + ")[0]", {}};
}

std::string summarizeAttention(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("heads")) + (p.integer("heads") == 1 ? " head" : " heads"), p.flag("causal") ? "causal" : ""});
}

} // namespace

std::vector<LayerType> attentionLayers()
{
    return {
        {.id = "multi_head_attention", .title = "MultiHeadAttention", .summary = "Lets every step of a sequence look at all others and take what matters.",
         .explanation = "Each step asks a question (query q), offers a label (key k) and a content (value v), all made from the features by trained weights. How well "
                        "question and label match decides how much of each content is taken: y = softmax(q kᵀ / sqrt(d)) v. Several heads do that side by "
                        "side, each with its own weights on a part of the features. With one input connected the sequence looks at itself; with key and "
                        "value connected it looks at another sequence. A causal layer sees no later steps, which is needed to predict the next one.",
         .aliases = {"attention", "self attention", "transformer", "mha", "cross attention"}, .category = Category::Attention,
         .params = {integerParam("heads", "Heads", "Parts that look on their own; must divide the number of features.", 4, 1, 1e6),
                    flagParam("bias", "Bias", "Adds trainable numbers to q, k, v and the output.", true),
                    flagParam("causal", "Causal", "A step sees itself and earlier steps only.", false)},
         .ports = attentionPorts,
         .examples = {{"input(12,16) > multi_head_attention(4)", "A sequence looks at itself"},
                      {"input(12,16) > multi_head_attention(2, causal=true)", "Without looking ahead"},
                      {"x = input(12,16); m = x > dense(16); multi_head_attention(x, m, heads=2)", "A sequence looks at another"}},
         .build = buildAttention, .python = pythonAttention, .summarize = summarizeAttention, .formula = "y = softmax(q kᵀ / sqrt(d)) v"},
    };
}

} // namespace nodegrad
