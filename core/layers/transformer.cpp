#include "core/layers/attend.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// torch.nn.TransformerEncoderLayer and TransformerDecoderLayer with batch_first=True, and their stacks (Vaswani et al. 2017, arXiv
// 1706.03762; norm first: Xiong et al. 2020, arXiv 2002.04745).

struct NormWeights {
    Value weight, bias;
};
NormWeights normWeights(Builder& b, const std::string& prefix, std::int64_t size)
{
    NormWeights weights;
    weights.weight = b.parameter(prefix + "weight", {size}, {Initializer::Type::Ones});
    weights.bias = b.parameter(prefix + "bias", {size}, {Initializer::Type::Zeros});
    return weights;
}
Value norm(Builder& b, const Value& x, const NormWeights& weights)
{
    return b.call1("layer_norm", {x, weights.weight, weights.bias});
}

/// The weights of one layer, made in PyTorch's order.
struct Block {
    AttentionWeights self, cross;
    Value weight1, bias1, weight2, bias2;
    std::vector<NormWeights> norms;
};
Block blockWeights(Builder& b, const std::string& prefix, std::int64_t size, std::int64_t feedforward, bool isDecoder)
{
    Block block;
    block.self = attentionWeights(b, prefix + "self_attn.", size, true);
    if (isDecoder)
        block.cross = attentionWeights(b, prefix + "multihead_attn.", size, true);
    block.weight1 = b.parameter(prefix + "linear1.weight", {feedforward, size}, uniformByFanIn(size));
    block.bias1 = b.parameter(prefix + "linear1.bias", {feedforward}, uniformByFanIn(size));
    block.weight2 = b.parameter(prefix + "linear2.weight", {size, feedforward}, uniformByFanIn(feedforward));
    block.bias2 = b.parameter(prefix + "linear2.bias", {size}, uniformByFanIn(feedforward));
    for (int i = 1; i <= (isDecoder ? 3 : 2); ++i)
        block.norms.push_back(normWeights(b, prefix + "norm" + std::to_string(i) + ".", size));
    return block;
}

std::int64_t feedforwardOf(const ParamValues& p, std::int64_t size)
{
    return p.integer("feedforward") > 0 ? p.integer("feedforward") : 4 * size;
}

/// One layer: attention to itself, to the memory (a decoder), and two Dense layers, each added to what goes in.
class Layer {
public:
    Layer(Builder& b, const ParamValues& p, Value memory, Value mask, Value memoryMask)
        : m_b(b), m_p(p), m_memory(std::move(memory)), m_mask(std::move(mask)), m_memoryMask(std::move(memoryMask))
    {
    }

    Value run(const Block& block, Value x)
    {
        std::size_t next = 0;
        const auto step = [&](auto&& part) {
            const NormWeights& weights = block.norms[next++];
            x = m_p.flag("norm_first") ? add(x, part(norm(m_b, x, weights))) : norm(m_b, add(x, part(x)), weights);
        };
        step([&](const Value& y) { return attend(m_b, block.self, y, y, y, use(m_mask, m_p.flag("causal"))); });
        if (m_memory)
            step([&](const Value& y) { return attend(m_b, block.cross, y, m_memory, m_memory, use(m_memoryMask, false)); });
        step([&](const Value& y) {
            const Value hidden = m_b.call1(m_p.text("activation"), {m_b.call1("linear", {y, block.weight1, block.bias1})});
            return m_b.call1("linear", {dropped(hidden), block.weight2, block.bias2});
        });
        return x;
    }

private:
    AttentionUse use(const Value& mask, bool causal) const { return {m_p.integer("heads"), causal, m_p.real("dropout"), mask}; }
    Value dropped(const Value& x) { return m_p.real("dropout") > 0 ? m_b.call1("dropout", {x}, {{"p", m_p.real("dropout")}}) : x; }
    Value add(const Value& x, const Value& change) { return m_b.call1("add", {x, dropped(change)}); }

    Builder& m_b;
    const ParamValues& m_p;
    Value m_memory, m_mask, m_memoryMask;
};

Values build(Builder& b, const ParamValues& p, const Values& in, bool isDecoder, bool isStack)
{
    const Value x = needSequence(b, in[0]);
    const Value memory = isDecoder ? needSequence(b, in[1]) : Builder::none();
    const std::size_t firstMask = isDecoder ? 2 : 1;
    const auto maskAt = [&](std::size_t i) { return i < in.size() && in[i] ? b.needKind(in[i], {Kind::Vector}) : Builder::none(); };
    const std::int64_t size = b.needKnown(x.spec.shape[2], "the number of features");
    needHeads(b, size, p.integer("heads"));
    if (memory)
        b.need(memory.spec.shape[2] == Dim(size), makeError("layer.features_differ", {{"expected", size}, {"what", "features"}, {"got", memory.spec.shape[2].text()}}), {}, 1);
    Layer layer(b, p, memory, maskAt(firstMask), maskAt(firstMask + 1));
    if (!isStack)
        return {layer.run(blockWeights(b, "", size, feedforwardOf(p, size), isDecoder), x)};
    std::vector<Block> blocks;
    for (std::int64_t i = 0; i < p.integer("layers"); ++i)
        blocks.push_back(blockWeights(b, "layers." + std::to_string(i) + ".", size, feedforwardOf(p, size), isDecoder));
    Value y = x;
    for (const Block& block : blocks)
        y = layer.run(block, y);
    return {p.flag("final_norm") ? norm(b, y, normWeights(b, "norm.", size)) : y};
}

Ports encoderPorts(const ParamValues&)
{
    return {{{"in", "Input"}, {"mask", "Mask", true}}, {{"out", "Output"}}};
}
Ports decoderPorts(const ParamValues&)
{
    return {{{"in", "Input"}, {"memory", "Memory"}, {"mask", "Mask", true}, {"memory_mask", "Memory mask", true}}, {{"out", "Output"}}};
}

PythonUse python(const ParamValues& p, const Specs& in, bool isDecoder, bool isStack)
{
    const std::string size = sizeText(in[0].shape.back());
    const std::string feedforward = in[0].shape.back().isKnown() ? std::to_string(feedforwardOf(p, in[0].shape.back().value())) : "?";
    PythonUse use;
    use.constructor = pythonCall(isDecoder ? "nn.TransformerDecoderLayer" : "nn.TransformerEncoderLayer",
                                 {size, std::to_string(p.integer("heads")), pythonUnless("dim_feedforward", feedforward, "2048"),
                                  pythonUnless("dropout", pythonReal(p.real("dropout")), pythonReal(0.1)),
                                  p.text("activation") == "relu" ? "" : "activation=\"" + p.text("activation") + "\"", "batch_first=True",
                                  pythonUnless("norm_first", pythonFlag(p.flag("norm_first")), "False")});
    if (isStack)
        use.constructor = pythonCall(isDecoder ? "nn.TransformerDecoder" : "nn.TransformerEncoder",
                                     {use.constructor, std::to_string(p.integer("layers")), p.flag("final_norm") ? "norm=nn.LayerNorm(" + size + ")" : "",
                                      isDecoder ? "" : "enable_nested_tensor=False"});
    const std::size_t firstMask = isDecoder ? 2 : 1;
    const auto mask = [&](const std::string& name, std::size_t i) {
        return i < in.size() && !isAbsent(in[i]) ? name + "={" + std::to_string(i) + "} <= 0.5" : std::string();
    };
    const std::string causal = p.flag("causal") ? (isDecoder ? "tgt_mask=" : isStack ? "mask=" : "src_mask=") + pythonCausalMask("{0}", "{0}") : "";
    use.call = isDecoder ? pythonCall("{self}", {"{0}", "{1}", causal, mask("tgt_key_padding_mask", firstMask), mask("memory_key_padding_mask", firstMask + 1)})
                         : pythonCall("{self}", {"{0}", causal, mask("src_key_padding_mask", firstMask)});
    return use;
}

std::string summarize(const ParamValues& p)
{
    const std::string heads = std::to_string(p.integer("heads")) + (p.integer("heads") == 1 ? " head" : " heads");
    return dotted({p.has("layers") ? std::to_string(p.integer("layers")) + (p.integer("layers") == 1 ? " layer" : " layers") : "", heads,
                   p.flag("causal") ? "causal" : "", p.flag("norm_first") ? "norm first" : ""});
}

std::vector<Param> params(bool isDecoder, bool isStack)
{
    std::vector<Param> all;
    if (isStack)
        all.push_back(integerParam("layers", "Layers", "How many stand on top of each other, each with its own weights.", 2, 1, 1000));
    all.push_back(integerParam("heads", "Heads", "Parts of the attention; must divide the number of features.", 4, 1, 1e6));
    all.push_back(integerParam("feedforward", "Feedforward", "Units between the two Dense layers; 0: four times the features.", 0, 0, 1e9));
    all.push_back(realParam("dropout", "Dropout", "Share of attention weights, hidden units and changes set to zero while training.", 0.1, 0.0, 0.99));
    all.push_back(choiceParam("activation", "Activation", "Between the two Dense layers.", "relu", {{"relu", "ReLU"}, {"gelu", "GELU"}}));
    all.push_back(flagParam("norm_first", "Norm first", "Normalizes what goes into each part, not what comes out: deep stacks train more easily.", false));
    all.push_back(flagParam("causal", "Causal", "A step sees itself and earlier steps only.", isDecoder));
    if (isStack)
        all.push_back(flagParam("final_norm", "Norm at the end", "One more LayerNorm behind the last layer, usual with norm first.", false));
    return all;
}

} // namespace

std::vector<LayerType> transformerLayers()
{
    const char *inEncoder = "x = x + attention(x), x = x + W₂ f(W₁ x), each with a LayerNorm",
               *inDecoder = "x = x + attention(x), x = x + attention(x, memory), x = x + W₂ f(W₁ x), each with a LayerNorm";
    return {
        {.id = "transformer_encoder_layer", .title = "TransformerEncoderLayer", .summary = "Attention to the own sequence, then two Dense layers at each step.",
         .explanation = "First every step looks at all others (self-attention), then two Dense layers work on each step alone: x = norm(x + attention(x)), "
                        "x = norm(x + W₂ f(W₁ x + b₁) + b₂). Both parts only add to what is there, so gradients pass through deep stacks. With norm first, "
                        "x = x + attention(norm(x)), training is steadier. The mask, (N, T), is 1 for steps that count and 0 for padding. A position has to "
                        "be told before: attention itself sees no order.",
         .aliases = {"transformer block", "encoder layer", "bert layer"}, .category = Category::Attention, .params = params(false, false), .ports = encoderPorts,
         .examples = {{"input(12,16) > transformer_encoder_layer(heads=4)", "Four heads"},
                      {"input(12,16) > transformer_encoder_layer(heads=2, feedforward=32, activation=gelu, norm_first=true, causal=true)", "As in GPT"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return build(b, p, in, false, false); },
         .python = [](const ParamValues& p, const Specs& in) { return python(p, in, false, false); }, .summarize = summarize, .formula = inEncoder},
        {.id = "transformer_encoder", .title = "TransformerEncoder", .summary = "A stack of TransformerEncoderLayers.",
         .explanation = "Several TransformerEncoderLayers one after the other, each with weights of its own: y = f_n(... f_2(f_1(x))). It reads a whole sequence and "
                        "gives one vector for each step, (N, T, E), that knows its surroundings: the body of BERT (not causal), of GPT (causal) and of "
                        "vision transformers (on patches). The mask, (N, T), is 1 for steps that count and 0 for padding.",
         .aliases = {"bert", "gpt", "encoder stack"}, .category = Category::Attention, .params = params(false, true), .ports = encoderPorts,
         .examples = {{"input(12,16) > transformer_encoder(layers=2, heads=4)", "Two layers"},
                      {"t = input(12, kind=tokens, vocabulary=50); m = t > padding_mask; e = t > embedding(16, padding_index=0) > sinusoidal_positions; "
                       "transformer_encoder(e, m, heads=4, norm_first=true, final_norm=true)", "Texts with padding"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return build(b, p, in, false, true); },
         .python = [](const ParamValues& p, const Specs& in) { return python(p, in, false, true); }, .summarize = summarize, .formula = inEncoder},
        {.id = "transformer_decoder_layer", .title = "TransformerDecoderLayer", .summary = "Attention to the own sequence and to a memory, then two Dense layers.",
         .explanation = "As TransformerEncoderLayer, with one part more: after looking at the own sequence, mostly without looking ahead, each step looks at another "
                        "sequence, the memory, which an encoder has made: x = norm(x + attention(x)), x = norm(x + attention(x, memory)), "
                        "x = norm(x + W₂ f(W₁ x + b₁) + b₂). So a translation reads what it says and what it is to say. Masks are 1 for steps that count.",
         .aliases = {"decoder layer", "translation"}, .category = Category::Attention, .params = params(true, false), .ports = decoderPorts,
         .examples = {{"x = input(6,16); m = input(9,16); transformer_decoder_layer(x, m, heads=4)", "Six steps look at nine"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return build(b, p, in, true, false); },
         .python = [](const ParamValues& p, const Specs& in) { return python(p, in, true, false); }, .summarize = summarize, .formula = inDecoder},
        {.id = "transformer_decoder", .title = "TransformerDecoder", .summary = "A stack of TransformerDecoderLayers that look at one memory.",
         .explanation = "Several TransformerDecoderLayers one after the other, all of which look at the same memory: y = f_n(... f_2(f_1(x, m), m) ..., m). With a "
                        "TransformerEncoder that makes the memory it is the transformer of \"Attention is all you need\". Masks are 1 for steps that count.",
         .aliases = {"decoder stack", "seq2seq"}, .category = Category::Attention, .params = params(true, true), .ports = decoderPorts,
         .examples = {{"s = input(9,16); x = input(6,16); m = s > transformer_encoder(heads=4); transformer_decoder(x, m, heads=4)", "Encoder and decoder"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return build(b, p, in, true, true); },
         .python = [](const ParamValues& p, const Specs& in) { return python(p, in, true, true); }, .summarize = summarize, .formula = inDecoder},
    };
}

} // namespace nodegrad
