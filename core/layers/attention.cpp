#include <algorithm>
#include <cmath>

#include "core/layers/attend.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

Ports attentionPorts(const ParamValues&)
{
    return {{{"query", "Query"}, {"key", "Key", true}, {"value", "Value", true}, {"mask", "Mask", true}}, {{"out", "Output"}}};
}

/// The inputs with what stands in for the ones that are left out.
struct Inputs {
    Value query, key, value, mask;
};
Inputs inputsOf(Builder& b, const Values& in)
{
    Inputs inputs;
    inputs.query = needSequence(b, in[0]);
    inputs.key = in[1] ? needSequence(b, in[1]) : inputs.query;
    inputs.value = in[2] ? needSequence(b, in[2]) : inputs.key;
    inputs.mask = in[3] ? b.needKind(in[3], {Kind::Vector}) : Builder::none();
    b.need(inputs.key.spec.shape[1] == inputs.value.spec.shape[1],
           makeError("layer.lengths_differ", {{"keys", inputs.key.spec.shape[1].text()}, {"values", inputs.value.spec.shape[1].text()}}), {}, 2);
    return inputs;
}

/// The Python names of the inputs; the mask is "" without one.
struct PythonInputs {
    std::string query, key, value, mask;
    const Spec *keySpec, *valueSpec;
};
PythonInputs pythonInputs(const Specs& in)
{
    const auto has = [&](std::size_t i) { return in.size() > i && !isAbsent(in[i]); };
    const std::string key = has(1) ? "{1}" : "{0}";
    const Spec* keySpec = has(1) ? &in[1] : &in[0];
    return {"{0}", key, has(2) ? "{2}" : key, has(3) ? "{3}" : "", keySpec, has(2) ? &in[2] : keySpec};
}

constexpr const char* kAttend =
    "def attend(q, k, v, heads=1, kv_heads=None, mask=None, causal=False, dropout=0.0, base=None, bias=None):\n"
    "    \"\"\"softmax(q k^T / sqrt(d) + bias) v in heads; kv_heads are shared by several heads, `base` turns q and k by their positions.\"\"\"\n"
    "    def split(x, count):\n"
    "        return x.reshape(x.shape[0], x.shape[1], count, -1).transpose(1, 2)\n\n"
    "    def turn(x):\n"
    "        half = x.shape[3] // 2\n"
    "        angle = torch.arange(x.shape[2], dtype=torch.float64)[:, None] / base ** (torch.arange(half, dtype=torch.float64) / half)\n"
    "        cos, sin = angle.cos().to(x), angle.sin().to(x)\n"
    "        a, b = x[..., :half], x[..., half:]\n"
    "        return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=3)\n\n"
    "    kv_heads = kv_heads or heads\n"
    "    q, k, v = split(q, heads), split(k, kv_heads), split(v, kv_heads)\n"
    "    if base is not None:\n"
    "        q, k = turn(q), turn(k)\n"
    "    k, v = k.repeat_interleave(heads // kv_heads, dim=1), v.repeat_interleave(heads // kv_heads, dim=1)\n"
    "    added = torch.zeros(q.shape[2], k.shape[2], device=q.device)\n"
    "    if causal:\n"
    "        added = added + torch.full_like(added, float(\"-inf\")).triu(1)\n"
    "    if bias is not None:\n"
    "        added = added + bias.permute(2, 0, 1)\n"
    "    if mask is not None:\n"
    "        added = added - 1e9 * (mask <= 0.5)[:, None, None]\n"
    "        v = v * (mask > 0.5)[:, None, :, None]\n"
    "    y = F.scaled_dot_product_attention(q, k, v, added, dropout_p=dropout)\n"
    "    return y.transpose(1, 2).flatten(2)\n";

std::string pythonDropout(double p)
{
    return p > 0 ? "dropout=" + pythonReal(p) + " if self.training else 0.0" : "";
}

// --- scaled_dot_product_attention ---

Values buildScaledDot(Builder& b, const ParamValues& p, const Values& in)
{
    const Inputs inputs = inputsOf(b, in);
    const std::int64_t heads = p.integer("heads");
    const std::int64_t size = b.needKnown(inputs.query.spec.shape[2], "the number of features");
    const std::int64_t keySize = b.needKnown(inputs.key.spec.shape[2], "the number of features of the key");
    needHeads(b, size, heads);
    b.need(keySize == size, makeError("layer.features_differ", {{"expected", size}, {"what", "features"}, {"got", keySize}}), {}, 1);
    return {attendInHeads(b, inputs.query, inputs.key, inputs.value, {heads, p.flag("causal"), p.real("dropout"), inputs.mask})};
}

PythonUse pythonScaledDot(const ParamValues& p, const Specs& in)
{
    const PythonInputs names = pythonInputs(in);
    return {"", pythonCall("attend", {names.query, names.key, names.value, pythonUnless("heads", std::to_string(p.integer("heads")), "1"),
                                      names.mask.empty() ? "" : "mask=" + names.mask, pythonUnless("causal", pythonFlag(p.flag("causal")), "False"),
                                      pythonDropout(p.real("dropout"))}),
            {kAttend}};
}

// --- multi_head_attention ---

/// Options that torch.nn.MultiheadAttention does not have: then query, key and value have weights of their own, named as in Llama.
bool isPlain(const ParamValues& p)
{
    const std::int64_t shared = p.integer("kv_heads");
    return (shared == 0 || shared == p.integer("heads")) && p.text("positions") == "none";
}

constexpr std::int64_t kBuckets = 32, kFarthest = 128; ///< of T5

/// T5's bucket of the way from step `query` to step `key`: near ways one each, farther ones by the logarithm (Raffel et al. 2020,
/// arXiv 1910.10683). Looking both ways halves the buckets.
std::int64_t bucketOf(std::int64_t query, std::int64_t key, bool both)
{
    const std::int64_t side = both ? kBuckets / 2 : kBuckets, near = side / 2, way = key - query;
    const std::int64_t start = both && way > 0 ? side : 0, away = both ? std::abs(way) : std::max<std::int64_t>(0, -way);
    if (away < near)
        return start + away;
    const double far = std::log(static_cast<double>(away) / static_cast<double>(near)) / std::log(static_cast<double>(kFarthest) / static_cast<double>(near));
    return start + std::min(side - 1, near + static_cast<std::int64_t>(far * static_cast<double>(side - near)));
}

/// (T, S, heads): a trained number for each bucket and head.
Value relativeBias(Builder& b, const Value& query, const Value& key, std::int64_t heads, bool causal)
{
    const std::int64_t rows = b.needKnown(query.spec.shape[1], "the number of time steps"), columns = b.needKnown(key.spec.shape[1], "the number of keys");
    needModestTable(b, rows, columns);
    std::vector<std::int64_t> buckets;
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            buckets.push_back(bucketOf(row, column, !causal));
    const Value table = b.parameter("relative_attention_bias.weight", {kBuckets, heads}, {Initializer::Type::Normal, 0, 0.02});
    return b.call1("embedding", {b.constant(HostTensor::ofIntegers({rows, columns}, buckets)), table});
}

/// Grouped heads, rotary or relative positions.
Values buildModern(Builder& b, const ParamValues& p, const Inputs& in, std::int64_t size)
{
    const std::int64_t heads = p.integer("heads"), shared = p.integer("kv_heads") == 0 ? heads : p.integer("kv_heads");
    b.need(heads % shared == 0, makeError("layer.heads_do_not_divide", {{"heads", heads}, {"groups", shared}}),
           {Fix::setParam("Give each head its own", "kv_heads", std::int64_t(0))});
    const bool bias = p.flag("bias"), causal = p.flag("causal");
    const auto project = [&](const Value& x, const std::string& name, std::int64_t outputs, const Initializer& initializer) {
        const std::int64_t features = b.needKnown(x.spec.shape[2], "the number of features");
        const Value weight = b.parameter(name + ".weight", {outputs, features}, initializer);
        return b.call1("linear", {x, weight, bias ? b.parameter(name + ".bias", {outputs}, {Initializer::Type::Zeros}) : Builder::none()});
    };
    const Initializer xavier{Initializer::Type::XavierUniform};
    const std::int64_t each = size / heads;
    Value q = b.call1("split_heads", {project(in.query, "q_proj", size, xavier)}, {{"heads", heads}});
    Value k = b.call1("split_heads", {project(in.key, "k_proj", shared * each, xavier)}, {{"heads", shared}});
    const Value v = b.call1("split_heads", {project(in.value, "v_proj", shared * each, xavier)}, {{"heads", shared}});
    if (p.text("positions") == "rotary") {
        q = rotated(b, q, p.real("rotary_base"));
        k = rotated(b, k, p.real("rotary_base"));
    }
    const Value relative = p.text("positions") == "relative" ? relativeBias(b, in.query, in.key, heads, causal) : Builder::none();
    const Value seen = b.call1("attention", {q, k, v, in.mask, relative}, {{"causal", causal}, {"dropout", p.real("dropout")}});
    return {project(b.call1("merge_heads", {seen}), "out_proj", size, uniformByFanIn(size))};
}

/// torch.nn.MultiheadAttention with batch_first=True: one weight for query, key and value, or three where their widths differ.
Values buildAttention(Builder& b, const ParamValues& p, const Values& in)
{
    const Inputs inputs = inputsOf(b, in);
    const std::int64_t size = b.needKnown(inputs.query.spec.shape[2], "the number of features"), heads = p.integer("heads");
    const std::int64_t keySize = b.needKnown(inputs.key.spec.shape[2], "the number of features of the key");
    const std::int64_t valueSize = b.needKnown(inputs.value.spec.shape[2], "the number of features of the value");
    needHeads(b, size, heads);
    if (!isPlain(p))
        return buildModern(b, p, inputs, size);
    const bool bias = p.flag("bias"), isShared = keySize == size && valueSize == size;
    const AttentionUse use{heads, p.flag("causal"), p.real("dropout"), inputs.mask};
    if (isShared)
        return {attend(b, attentionWeights(b, "", size, bias), inputs.query, inputs.key, inputs.value, use)};
    b.need(!bias, makeError("layer.attention_widths", {{"query", size}, {"key", keySize}, {"value", valueSize}}),
           {Fix::setParam("Switch the bias off", "bias", false)}, keySize != size ? 1 : 2);
    const Initializer xavier{Initializer::Type::XavierUniform};
    const Value queryWeight = b.parameter("q_proj_weight", {size, size}, xavier);
    const Value keyWeight = b.parameter("k_proj_weight", {size, keySize}, xavier);
    const Value valueWeight = b.parameter("v_proj_weight", {size, valueSize}, xavier);
    const Value seen = attendInHeads(b, b.call1("linear", {inputs.query, queryWeight}), b.call1("linear", {inputs.key, keyWeight}),
                                     b.call1("linear", {inputs.value, valueWeight}), use);
    return {b.call1("linear", {seen, b.parameter("out_proj.weight", {size, size}, uniformByFanIn(size))})};
}

constexpr const char* kBucketsHelper =
    "def relative_buckets(queries, keys, both, buckets=32, farthest=128):\n"
    "    \"\"\"T5's buckets of the ways between steps: near ways one each, farther ones by the logarithm.\"\"\"\n"
    "    way = torch.arange(keys)[None, :] - torch.arange(queries)[:, None]\n"
    "    side = buckets // 2 if both else buckets\n"
    "    near = side // 2\n"
    "    away = way.abs() if both else (-way).clamp(min=0)\n"
    "    far = (away.clamp(min=1).double() / near).log() / torch.tensor(farthest / near, dtype=torch.float64).log() * (side - near)\n"
    "    bucket = torch.where(away < near, away, (near + far.long()).clamp(max=side - 1))\n"
    "    return bucket + side * (way > 0) if both else bucket\n";

PythonUse pythonModern(const ParamValues& p, const Specs& in)
{
    const PythonInputs names = pythonInputs(in);
    const std::int64_t heads = p.integer("heads"), shared = p.integer("kv_heads") == 0 ? heads : p.integer("kv_heads");
    const std::string size = sizeText(in[0].shape.back()), bias = pythonUnless("bias", pythonFlag(p.flag("bias")), "True");
    const Dim& features = in[0].shape.back();
    const std::string narrow = features.isKnown() ? std::to_string(shared * (features.value() / heads)) : "?";
    const auto linear = [&](const std::string& name, const std::string& from, const std::string& to) {
        return "\"" + name + "\": " + pythonCall("nn.Linear", {from, to, bias});
    };
    const bool isRelative = p.text("positions") == "relative", isRotary = p.text("positions") == "rotary";
    const std::string parts = linear("q_proj", size, size) + ", " + linear("k_proj", sizeText(names.keySpec->shape.back()), narrow) + ", " +
                              linear("v_proj", sizeText(names.valueSpec->shape.back()), narrow) +
                              (isRelative ? ", \"relative_attention_bias\": nn.Embedding(" + std::to_string(kBuckets) + ", " + std::to_string(heads) + ")" : "") +
                              ", " + linear("out_proj", size, size);
    PythonUse use{"nn.ModuleDict({" + parts + "})", "", {kAttend}};
    const auto part = [](const std::string& name, const std::string& x) { return "{self}[\"" + name + "\"](" + x + ")"; };
    std::string relative;
    if (isRelative) {
        use.helpers.emplace_back(kBucketsHelper);
        relative = "bias=" + part("relative_attention_bias", "relative_buckets(" + names.query + ".shape[1], " + names.key + ".shape[1], " +
                                                                  pythonFlag(!p.flag("causal")) + ").to(" + names.query + ".device)");
    }
    use.call = part("out_proj", pythonCall("attend", {part("q_proj", names.query), part("k_proj", names.key), part("v_proj", names.value), std::to_string(heads),
                                                      std::to_string(shared), names.mask.empty() ? "" : "mask=" + names.mask,
                                                      pythonUnless("causal", pythonFlag(p.flag("causal")), "False"), pythonDropout(p.real("dropout")),
                                                      isRotary ? "base=" + pythonReal(p.real("rotary_base")) : "", relative}));
    return use;
}

PythonUse pythonAttention(const ParamValues& p, const Specs& in)
{
    if (!isPlain(p))
        return pythonModern(p, in);
    const PythonInputs names = pythonInputs(in);
    const std::string size = sizeText(in[0].shape.back());
    return {pythonCall("nn.MultiheadAttention", {size, std::to_string(p.integer("heads")), p.real("dropout") > 0 ? "dropout=" + pythonReal(p.real("dropout")) : "",
                                                 pythonUnless("bias", pythonFlag(p.flag("bias")), "True"),
                                                 pythonUnless("kdim", sizeText(names.keySpec->shape.back()), size),
                                                 pythonUnless("vdim", sizeText(names.valueSpec->shape.back()), size), "batch_first=True"}),
            pythonCall("{self}", {names.query, names.key, names.value, names.mask.empty() ? "" : "key_padding_mask=" + names.mask + " <= 0.5", "need_weights=False",
                                  p.flag("causal") ? "attn_mask=" + pythonCausalMask(names.query, names.key) : ""}) + "[0]", {}};
}

std::string summarizeAttention(const ParamValues& p)
{
    const std::string heads = std::to_string(p.integer("heads")) + (p.integer("heads") == 1 ? " head" : " heads");
    const std::int64_t shared = p.has("kv_heads") ? p.integer("kv_heads") : 0;
    return dotted({heads, shared == 0 ? "" : std::to_string(shared) + " shared", p.flag("causal") ? "causal" : "",
                   p.has("positions") && p.text("positions") != "none" ? p.text("positions") : ""});
}

Param causalParam()
{
    return flagParam("causal", "Causal", "A step sees itself and earlier steps only.", false);
}

Param dropoutParam()
{
    return realParam("dropout", "Dropout", "Share of the attention weights set to zero while training.", 0.0, 0.0, 0.99);
}

} // namespace

std::vector<LayerType> attentionLayers()
{
    return {
        {.id = "multi_head_attention", .title = "MultiHeadAttention", .summary = "Lets every step of a sequence look at all others and take what matters.",
         .explanation = "Each step asks a question (query q), offers a label (key k) and a content (value v), all made from the features by trained weights. How well "
                        "question and label match decides how much of each content is taken: y = softmax(q kᵀ / sqrt(d)) v. Several heads do that side by "
                        "side, each with its own weights on a part of the features. With one input connected the sequence looks at itself; with key and "
                        "value connected it looks at another sequence. A causal layer sees no later steps, which is needed to predict the next one. A mask, "
                        "(N, S), hides keys that only fill up. Heads may share keys and values, which makes long texts cheaper; positions can be told by "
                        "turning q and k (rotary), or by a trained number for each distance (relative).",
         .aliases = {"attention", "self attention", "transformer", "mha", "cross attention", "grouped query attention"}, .category = Category::Attention,
         .params = {integerParam("heads", "Heads", "Parts that look on their own; must divide the number of features.", 4, 1, 1e6),
                    flagParam("bias", "Bias", "Adds trainable numbers to q, k, v and the output.", true), causalParam(), dropoutParam(),
                    integerParam("kv_heads", "Key and value heads", "Fewer than heads: several heads share one; 0: each has its own.", 0, 0, 1e6),
                    choiceParam("positions", "Positions", "How a step knows where another one stands.", "none",
                                {{"none", "None"}, {"rotary", "Rotary"}, {"relative", "Relative"}}),
                    positiveParam(realParam("rotary_base", "Rotary base", "Rotary only: the slowest pair turns once in about 2π times as many steps.", 10000, 0, 1e9))},
         .ports = attentionPorts,
         .examples = {{"input(12,16) > multi_head_attention(heads=4)", "A sequence looks at itself"},
                      {"input(12,16) > multi_head_attention(heads=2, causal=true)", "Without looking ahead"},
                      {"x = input(12,16); m = x > dense(16); multi_head_attention(x, m, heads=2)", "A sequence looks at another"},
                      {"input(12,16) > multi_head_attention(heads=4, kv_heads=2, positions=rotary, causal=true)", "As in today's language models"},
                      {"t = input(12, kind=tokens, vocabulary=50); m = t > padding_mask; e = t > embedding(16, padding_index=0); multi_head_attention(e, mask=m)",
                       "Padding is not looked at"}},
         .build = buildAttention, .python = pythonAttention, .summarize = summarizeAttention, .formula = "y = softmax(q kᵀ / sqrt(d)) v"},
        {.id = "scaled_dot_product_attention", .title = "ScaledDotProductAttention", .summary = "Attention without weights: queries look at keys and take values.",
         .explanation = "The heart of attention alone: y = softmax(q kᵀ / sqrt(d)) v. There is nothing to train; what stands before the three inputs makes queries, keys "
                        "and values. With one input connected it is all three. With Dense layers before it and one behind it, it becomes MultiHeadAttention.",
         .aliases = {"sdpa", "dot product attention"}, .category = Category::Attention,
         .params = {integerParam("heads", "Heads", "Parts that look on their own; must divide the number of features.", 1, 1, 1e6), causalParam(), dropoutParam()},
         .ports = attentionPorts,
         .examples = {{"x = input(12,8); q = x > dense(8); k = x > dense(8); v = x > dense(8); scaled_dot_product_attention(q, k, v, heads=2)", "Built by hand"},
                      {"input(12,16) > scaled_dot_product_attention(causal=true)", "Steps look at themselves and earlier ones"}},
         .build = buildScaledDot, .python = pythonScaledDot, .summarize = summarizeAttention, .formula = "y = softmax(q kᵀ / sqrt(d)) v"},
    };
}

} // namespace nodegrad
