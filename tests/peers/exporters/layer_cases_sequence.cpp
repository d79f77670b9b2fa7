// Recurrent, attention, transformer and sequence layers.

#include "tests/peers/exporters/layer_cases.h"

namespace nodegrad {

namespace {

std::string tokensInput(RandomStream& random)
{
    return "t = input(" + number(random, 3, 7) + ", kind=tokens, vocabulary=6)";
}

/// Alone, with lengths from tokens, or going on from a state.
std::string recurrent(RandomStream& random, const std::string& type)
{
    const std::string units = number(random, 1, 6);
    const int layers = between(random, 1, 2);
    const bool both = random.below(2) != 0;
    std::string options = "layers=" + std::to_string(layers) + ", bidirectional=" + (both ? "true" : "false") +
                          ", output=" + oneOf(random, std::vector<std::string>{"last", "sequence"}) + ", dropout=" + oneOf(random, std::vector<std::string>{"0", "0.3"});
    if (type == "rnn")
        options += ", nonlinearity=" + oneOf(random, std::vector<std::string>{"tanh", "relu"});
    switch (random.below(3)) {
    case 0:
        return tokensInput(random) + "; n = t > padding_mask(gives=lengths); e = t > embedding(" + number(random, 1, 4) + "); " + type + "(e, n, units=" + units +
               ", with_lengths=true, " + options + ")" + end;
    case 1: {
        const std::string cell = type == "lstm" ? ", a.c" : "", ends = type == "lstm" ? "; f = b.c > flatten" : "";
        return "s = input(" + number(random, 2, 6) + ",3); a = s > " + type + "(" + units + ", with_states=true, " + options + "); b = " + type + "(s, a.h" + cell +
               ", units=" + units + ", with_states=true, " + options + "); o = b > flatten; h = b.h > flatten" + ends + "; concatenate(o, h" +
               (type == "lstm" ? ", f, inputs=3)" : ")") + end;
    }
    default: return "input(" + number(random, 1, 7) + "," + number(random, 1, 4) + ") > " + type + "(" + units + ", " + options + ")" + end;
    }
}

std::string attention(RandomStream& random)
{
    const int shared = between(random, 1, 2), heads = shared * between(random, 1, 2), width = heads * 2 * between(random, 1, 3);
    const std::string positions = oneOf(random, std::vector<std::string>{"none", "none", "rotary", "relative"});
    const std::string options = "heads=" + std::to_string(heads) + ", kv_heads=" + std::to_string(random.below(2) ? shared : 0) + ", positions=" + positions +
                                ", dropout=0.1, bias=" + flag(random);
    const std::string input = "input(" + number(random, 2, 6) + "," + std::to_string(width) + ")";
    switch (random.below(3)) {
    case 0: return input + " > multi_head_attention(" + options + ", causal=" + flag(random) + ")" + end;
    case 1:
        return tokensInput(random) + "; m = t > padding_mask; e = t > embedding(" + std::to_string(width) + "); multi_head_attention(e, mask=m, " + options + ")" + end;
    default:
        return "a = " + input + "; b = a > dense(" + std::to_string(width) + ") > tanh; multi_head_attention(a, b, " + std::string(random.below(2) ? "b, " : "") +
               options + ", causal=" + flag(random) + ")" + end;
    }
}

std::string scaledDot(RandomStream& random)
{
    const int heads = between(random, 1, 3), width = heads * between(random, 1, 4);
    const std::string options = "heads=" + std::to_string(heads) + ", dropout=0.2";
    if (random.below(2))
        return "x = input(" + number(random, 2, 6) + "," + std::to_string(width) + "); k = x > dense(" + std::to_string(width) + "); scaled_dot_product_attention(x, k, " +
               options + ", causal=" + flag(random) + ")" + end;
    return tokensInput(random) + "; m = t > padding_mask; e = t > embedding(" + std::to_string(width) + "); scaled_dot_product_attention(e, mask=m, " + options + ")" + end;
}

std::string transformer(RandomStream& random, const std::string& type, bool isDecoder, bool isStack)
{
    const int heads = between(random, 1, 3);
    const std::string width = std::to_string(heads * between(random, 1, 3));
    const std::string options = "heads=" + std::to_string(heads) + ", feedforward=" + number(random, 0, 9) + ", activation=" +
                                oneOf(random, std::vector<std::string>{"relu", "gelu"}) + ", norm_first=" + flag(random) +
                                (isStack ? ", layers=" + number(random, 1, 2) + ", final_norm=" + flag(random) : "");
    if (random.below(2))
        return "s = input(" + number(random, 2, 6) + "," + width + "); m = s > dense(" + width + "); " + type + (isDecoder ? "(s, m, " : "(m, ") + options +
               ", causal=" + flag(random) + ")" + end;
    return tokensInput(random) + "; k = t > padding_mask; e = t > embedding(" + width + "); " + type + (isDecoder ? "(e, e, k, k, " : "(e, k, ") + options +
           ", causal=false)" + end;
}

/// A sequence with `features`, then `layer`.
std::string onSequence(RandomStream& random, const std::string& features, const std::string& layer)
{
    return "input(" + number(random, 2, 7) + "," + features + ") > " + layer + end;
}

} // namespace

LayerCases sequenceCases()
{
    return {
        {"rnn", [](RandomStream& r) { return recurrent(r, "rnn"); }},
        {"gru", [](RandomStream& r) { return recurrent(r, "gru"); }},
        {"lstm", [](RandomStream& r) { return recurrent(r, "lstm"); }},
        {"multi_head_attention", attention},
        {"scaled_dot_product_attention", scaledDot},
        {"transformer_encoder_layer", [](RandomStream& r) { return transformer(r, "transformer_encoder_layer", false, false); }},
        {"transformer_encoder", [](RandomStream& r) { return transformer(r, "transformer_encoder", false, true); }},
        {"transformer_decoder_layer", [](RandomStream& r) { return transformer(r, "transformer_decoder_layer", true, false); }},
        {"transformer_decoder", [](RandomStream& r) { return transformer(r, "transformer_decoder", true, true); }},
        {"embedding_bag", [](RandomStream& r) { return tokensInput(r) + "; t > embedding_bag(" + number(r, 1, 6) + ", padding_index=" + number(r, -1, 2) + ")" + end; }},
        {"padding_mask", [](RandomStream& r) {
             return r.below(2) ? tokensInput(r) + "; t > padding_mask(" + number(r, 0, 3) + ")" + end : onSequence(r, number(r, 1, 2), "relu > padding_mask");
         }},
        {"learned_positions", [](RandomStream& r) { return onSequence(r, number(r, 1, 6), "learned_positions(" + oneOf(r, std::vector<std::string>{"0", "9"}) + ")"); }},
        {"sinusoidal_positions", [](RandomStream& r) { return onSequence(r, number(r, 1, 7), "sinusoidal_positions"); }},
        {"rotary_positions", [](RandomStream& r) {
             const int heads = between(r, 1, 3);
             return onSequence(r, std::to_string(heads * 2 * between(r, 1, 3)), "rotary_positions(" + std::to_string(heads) + ", base=" + number(r, 50, 10000) + ")");
         }},
        {"class_token", [](RandomStream& r) { return onSequence(r, number(r, 1, 6), "class_token(" + number(r, 1, 3) + ")"); }},
        {"patch_embedding", [](RandomStream& r) {
             return "input(" + number(r, 1, 3) + ",6,8) > patch_embedding(" + number(r, 1, 8) + ", patch=" + oneOf(r, std::vector<std::string>{"2", "3x4", "6x8"}) +
                    ", bias=" + flag(r) + ")" + end;
         }},
        {"select_step", [](RandomStream& r) { return onSequence(r, number(r, 1, 6), "select_step(" + number(r, -2, 1) + ")"); }},
        {"mean_over_time", [](RandomStream& r) {
             return r.below(2) ? onSequence(r, number(r, 1, 6), "mean_over_time")
                               : "x = input(" + number(r, 2, 6) + ",2) > relu; m = x > padding_mask; mean_over_time(x, m)" + end;
         }},
    };
}

} // namespace nodegrad
