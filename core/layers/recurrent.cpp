#include "core/layers/families.h"

namespace nodegrad {

namespace {

// --- lstm ---

/// The four arrays of one layer and direction, under PyTorch's names.
void addWeights(Builder& b, Values& inputs, std::int64_t features, std::int64_t hidden, const std::string& suffix)
{
    const Initializer uniform = uniformByFanIn(hidden);
    inputs.push_back(b.parameter("weight_ih" + suffix, {4 * hidden, features}, uniform));
    inputs.push_back(b.parameter("weight_hh" + suffix, {4 * hidden, hidden}, uniform));
    inputs.push_back(b.parameter("bias_ih" + suffix, {4 * hidden}, uniform));
    inputs.push_back(b.parameter("bias_hh" + suffix, {4 * hidden}, uniform));
}

Values buildLstm(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    const std::int64_t hidden = p.integer("units"), layers = p.integer("layers");
    const bool both = p.flag("bidirectional");
    std::int64_t features = b.needKnown(x.spec.shape[2], "the number of features");
    Values inputs{x};
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const std::string suffix = "_l" + std::to_string(layer);
        addWeights(b, inputs, features, hidden, suffix);
        if (both)
            addWeights(b, inputs, features, hidden, suffix + "_reverse");
        features = both ? 2 * hidden : hidden;
    }
    const Value sequence = b.call("lstm", inputs, {{"hidden_size", hidden}, {"layers", layers}, {"bidirectional", both}}).front();
    if (p.text("output") == "sequence")
        return {sequence};
    const Value last = b.call1("select_last", {sequence});
    if (!both)
        return {last};
    // The pass from the end has read everything when it reaches the first step: h_n is last[:, :H] and first[:, H:].
    const Value forward = b.call1("slice", {last}, {{"dim", std::int64_t(1)}, {"start", std::int64_t(0)}, {"length", hidden}});
    const Value first = b.call1("slice", {sequence}, {{"dim", std::int64_t(1)}, {"start", std::int64_t(0)}, {"length", std::int64_t(1)}});
    const Value backward = b.call1("slice", {b.call1("flatten", {first})}, {{"dim", std::int64_t(1)}, {"start", hidden}, {"length", hidden}});
    return {b.call1("concatenate", {forward, backward}, {{"dim", std::int64_t(1)}})};
}

constexpr const char* kLastStates = "def last_states(result):\n"
                                    "    \"\"\"Final states of both directions of the top layer, side by side.\"\"\"\n"
                                    "    _, (h, _) = result\n"
                                    "    return torch.cat([h[-2], h[-1]], dim=1)\n";

PythonUse pythonLstm(const ParamValues& p, const Specs& in)
{
    const bool both = p.flag("bidirectional");
    PythonUse use;
    use.constructor = pythonCall("nn.LSTM", {sizeText(in[0].shape.back()), std::to_string(p.integer("units")),
                                             pythonUnless("num_layers", std::to_string(p.integer("layers")), "1"), "batch_first=True",
                                             both ? "bidirectional=True" : ""});
    if (p.text("output") == "sequence") {
        use.call = "{self}({0})[0]";
    } else if (!both) {
        use.call = "{self}({0})[0][:, -1]";
    } else {
        use.call = "last_states({self}({0}))";
        use.helpers = {kLastStates};
    }
    return use;
}

std::string summarizeLstm(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("units")), p.integer("layers") == 1 ? "" : std::to_string(p.integer("layers")) + " layers",
                   p.flag("bidirectional") ? "both directions" : "", p.text("output")});
}

} // namespace

std::vector<LayerType> recurrentLayers()
{
    return {
        {.id = "lstm", .title = "LSTM", .summary = "Reads a sequence step by step and keeps a memory.",
         .explanation = "At each time step the layer sees the new features x and its own last output h, and decides with three gates what to forget (f), what to "
                        "write (i) and what to show (o): c' = f c + i g, h' = o tanh(c'), where i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b). The memory "
                        "c is only added to and scaled, so gradients survive over many steps. \"Last output\" gives one vector for the whole sequence, "
                        "(N, H); \"sequence\" gives one for each step, (N, T, H). In both directions a second pass runs from the end, and the two "
                        "results stand side by side (2H).",
         .aliases = {"recurrent", "rnn", "long short-term memory", "memory"}, .category = Category::Recurrent,
         .params = {integerParam("units", "Units", "Size H of the memory and of the output.", 64, 1, 1e6),
                    integerParam("layers", "Layers", "LSTMs on top of each other.", 1, 1, 64),
                    flagParam("bidirectional", "Both directions", "A second pass reads from the end.", false),
                    choiceParam("output", "Output", "One vector for the sequence, or one for each step.", "last", {{"last", "Last output"}, {"sequence", "Sequence"}})},
         .examples = {{"input(32,4) > lstm(16)", "One vector of 16 for 32 steps"},
                      {"input(32,4) > lstm(16, layers=2, output=sequence)", "16 numbers at each step, two layers"},
                      {"input(12,4) > lstm(8, bidirectional=true)", "Both ends, 16 numbers"}},
         .build = buildLstm, .python = pythonLstm, .summarize = summarizeLstm, .formula = "c' = f c + i g,  h' = o tanh(c')"},
    };
}

} // namespace nodegrad
