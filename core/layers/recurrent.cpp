#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// rnn, gru and lstm differ in their gates, in what they remember and in their op.

struct Cell {
    const char *op, *torch;
    std::int64_t gates;
    std::vector<std::string> states; ///< ports of what is remembered
};
const Cell& rnnCell()
{
    static const Cell cell{"rnn", "nn.RNN", 1, {"h"}};
    return cell;
}
const Cell& gruCell()
{
    static const Cell cell{"gru", "nn.GRU", 3, {"h"}};
    return cell;
}
const Cell& lstmCell()
{
    static const Cell cell{"lstm", "nn.LSTM", 4, {"h", "c"}};
    return cell;
}

/// The parameters of a layer, as numbers.
struct Sizes {
    std::int64_t hidden, layers, directions, projected;
    double dropout;

    explicit Sizes(const ParamValues& p)
        : hidden(p.integer("units")), layers(p.integer("layers")), directions(p.flag("bidirectional") ? 2 : 1),
          projected(p.has("projection") ? p.integer("projection") : 0), dropout(layers > 1 ? p.real("dropout") : 0)
    {
    }
    std::int64_t output() const { return projected > 0 ? projected : hidden; }
    std::int64_t stateSize(std::size_t state) const { return state == 0 ? output() : hidden; }
};

Ports recurrentPorts(const Cell& cell, const ParamValues& p)
{
    Ports ports = oneToOne(p);
    if (p.flag("with_lengths"))
        ports.inputs.push_back({"lengths", "Lengths"});
    for (const std::string& state : p.flag("with_states") ? cell.states : std::vector<std::string>{}) {
        ports.inputs.push_back({state + "0", "First " + state, true});
        ports.outputs.push_back({state, "Last " + state});
    }
    return ports;
}

/// The arrays of one layer and direction, under PyTorch's names.
void addWeights(Builder& b, Values& weights, const Cell& cell, const Sizes& sizes, std::int64_t features, const std::string& suffix)
{
    const Initializer uniform = uniformByFanIn(sizes.hidden);
    const std::int64_t rows = cell.gates * sizes.hidden;
    weights.push_back(b.parameter("weight_ih" + suffix, {rows, features}, uniform));
    weights.push_back(b.parameter("weight_hh" + suffix, {rows, sizes.output()}, uniform));
    weights.push_back(b.parameter("bias_ih" + suffix, {rows}, uniform));
    weights.push_back(b.parameter("bias_hh" + suffix, {rows}, uniform));
    if (sizes.projected > 0)
        weights.push_back(b.parameter("weight_hr" + suffix, {sizes.projected, sizes.hidden}, uniform));
}

/// A first state as (N, layers D, H): a vector holds the states of all layers one after the other.
Value firstState(Builder& b, const Value& state, const std::string& name, std::int64_t count, std::int64_t size)
{
    b.needKind(state, {Kind::Vector, Kind::Sequence}, vectorFixes(state.spec));
    if (state.spec.kind == Kind::Sequence)
        return state;
    const Shape expected{state.spec.shape[0], count * size};
    b.need(state.spec.shape == expected,
           makeError("layer.state_shape", {{"state", name}, {"expected", shapeText(expected)}, {"got", shapeText(state.spec.shape)}}), {}, state.id);
    return b.call1("reshape", {state}, {{"shape", std::vector<std::int64_t>{0, count, size}}});
}

Value part(Builder& b, const Value& states, std::int64_t from, std::int64_t count)
{
    return b.call1("slice", {states}, {{"dim", std::int64_t(1)}, {"start", from}, {"length", count}});
}

/// First states that were connected, one each for h and c; empty without.
Values firstStates(Builder& b, const ParamValues& p, const Values& in, const Cell& cell, const Sizes& sizes)
{
    Values states;
    const std::size_t first = p.flag("with_lengths") ? 2 : 1;
    if (!p.flag("with_states") || !(in[first] || in.back()))
        return states;
    b.need(in[first] && in.back(), makeError("layer.state_incomplete", {}));
    for (std::size_t i = 0; i < cell.states.size(); ++i)
        states.push_back(firstState(b, in[first + i], cell.states[i], sizes.layers * sizes.directions, sizes.stateSize(i)));
    return states;
}

Values buildRecurrent(Builder& b, const ParamValues& p, const Values& in, const Cell& cell)
{
    const Value x = b.needKind(in[0], {Kind::Sequence}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    const Sizes sizes(p);
    const std::int64_t both = sizes.directions;
    std::int64_t features = b.needKnown(x.spec.shape[2], "the number of features");
    std::vector<Values> weights(static_cast<std::size_t>(sizes.layers));
    for (std::size_t layer = 0; layer < weights.size(); ++layer) {
        const std::string suffix = "_l" + std::to_string(layer);
        addWeights(b, weights[layer], cell, sizes, features, suffix);
        if (both == 2)
            addWeights(b, weights[layer], cell, sizes, features, suffix + "_reverse");
        features = both * sizes.output();
    }
    const Value lengths = p.flag("with_lengths") ? b.needKind(in[1], {Kind::Scalar, Kind::Vector}) : Builder::none();
    const Values starts = firstStates(b, p, in, cell, sizes);

    // All layers in one op, or one op a layer with dropout between them.
    const bool isSplit = sizes.dropout > 0;
    const std::int64_t stages = isSplit ? sizes.layers : 1, each = sizes.layers / stages;
    Value sequence = x;
    std::vector<Values> finals(cell.states.size());
    for (std::int64_t stage = 0; stage < stages; ++stage) {
        Values inputs{stage == 0 ? sequence : b.call1("dropout", {sequence}, {{"p", sizes.dropout}})};
        for (const Value& start : starts)
            inputs.push_back(isSplit ? part(b, start, stage * both, both) : start);
        if (lengths)
            inputs.push_back(lengths);
        for (std::int64_t layer = stage * each; layer < (stage + 1) * each; ++layer)
            inputs.insert(inputs.end(), weights[static_cast<std::size_t>(layer)].begin(), weights[static_cast<std::size_t>(layer)].end());
        Attributes attributes{{"hidden_size", sizes.hidden}, {"layers", each}, {"bidirectional", both == 2},
                              {"initial_state", !starts.empty()}, {"lengths", bool(lengths)}};
        if (p.has("projection"))
            attributes.set("projection_size", sizes.projected);
        if (p.has("nonlinearity"))
            attributes.set("nonlinearity", p.text("nonlinearity"));
        const Values out = b.call(cell.op, inputs, attributes);
        sequence = out[0];
        for (std::size_t i = 0; i < finals.size(); ++i)
            finals[i].push_back(out[1 + i]);
    }

    Values results{sequence};
    if (p.text("output") == "last") { // the last h of the top layer, both directions side by side
        const Value h = each * both == both ? finals[0].back() : part(b, finals[0].back(), (each - 1) * both, both);
        results[0] = b.call1("flatten", {h});
    }
    for (const Values& states : p.flag("with_states") ? finals : std::vector<Values>{}) {
        const Value all = states.size() == 1 ? states[0] : b.call1("concatenate", states, {{"dim", std::int64_t(1)}});
        results.push_back(sizes.layers * both == 1 ? b.call1("flatten", {all}) : all);
    }
    return results;
}

constexpr const char* kLastStates = "def last_states(result):\n"
                                    "    \"\"\"Final states of both directions of the top layer, side by side.\"\"\"\n"
                                    "    h = result[1][0] if isinstance(result[1], tuple) else result[1]\n"
                                    "    return torch.cat([h[-2], h[-1]], dim=1)\n";

constexpr const char* kRunRecurrent =
    "def run_recurrent(module, x, lengths=None, state=(), last=True, states=False):\n"
    "    \"\"\"A recurrent module with lengths, and with states that have the batch first: the output, and the last states if asked for.\"\"\"\n"
    "    directions = 2 if module.bidirectional else 1\n"
    "    start = [s.reshape(x.shape[0], module.num_layers * directions, -1).transpose(0, 1).contiguous() for s in state]\n"
    "    start = (tuple(start) if len(start) > 1 else start[0]) if start else None\n"
    "    if lengths is None:\n"
    "        sequence, final = module(x, start)\n"
    "    else:\n"
    "        counts = lengths.detach().flatten().double().round().long().clamp(1, x.shape[1]).cpu()\n"
    "        packed = nn.utils.rnn.pack_padded_sequence(x, counts, batch_first=True, enforce_sorted=False)\n"
    "        packed, final = module(packed, start)\n"
    "        sequence, _ = nn.utils.rnn.pad_packed_sequence(packed, batch_first=True, total_length=x.shape[1])\n"
    "    final = [s.transpose(0, 1) for s in (final if isinstance(final, tuple) else (final,))]\n"
    "    out = final[0][:, -directions:].flatten(1) if last else sequence\n"
    "    return (out, *[s.flatten(1) if s.shape[1] == 1 else s for s in final]) if states else out\n";

PythonUse pythonRecurrent(const ParamValues& p, const Specs& in, const Cell& cell)
{
    const Sizes sizes(p);
    const bool isLast = p.text("output") == "last";
    PythonUse use;
    use.constructor = pythonCall(cell.torch, {sizeText(in[0].shape.back()), std::to_string(sizes.hidden),
                                              pythonUnless("num_layers", std::to_string(sizes.layers), "1"),
                                              p.has("nonlinearity") && p.text("nonlinearity") == "relu" ? "nonlinearity=\"relu\"" : "",
                                              "batch_first=True", sizes.dropout > 0 ? "dropout=" + pythonReal(sizes.dropout) : "",
                                              sizes.directions == 2 ? "bidirectional=True" : "",
                                              pythonUnless("proj_size", std::to_string(sizes.projected), "0")});
    if (p.flag("with_lengths") || p.flag("with_states")) {
        const std::size_t first = p.flag("with_lengths") ? 2 : 1;
        std::string state;
        for (std::size_t i = first; i < in.size() && !isAbsent(in[i]); ++i)
            state += (state.empty() ? "{" : " {") + std::to_string(i) + "},";
        use.call = pythonCall("run_recurrent", {"{self}", "{0}", p.flag("with_lengths") ? "lengths={1}" : "", state.empty() ? "" : "state=(" + state + ")",
                                                pythonUnless("last", pythonFlag(isLast), "True"), pythonUnless("states", pythonFlag(p.flag("with_states")), "False")});
        use.helpers = {kRunRecurrent};
    } else if (!isLast) {
        use.call = "{self}({0})[0]";
    } else if (sizes.directions == 1) {
        use.call = "{self}({0})[0][:, -1]";
    } else {
        use.call = "last_states({self}({0}))";
        use.helpers = {kLastStates};
    }
    return use;
}

std::string summarizeRecurrent(const ParamValues& p)
{
    return dotted({std::to_string(p.integer("units")), p.integer("layers") == 1 ? "" : std::to_string(p.integer("layers")) + " layers",
                   p.flag("bidirectional") ? "both directions" : "", p.text("output")});
}

std::vector<Param> recurrentParams(const char* name, std::vector<Param> more = {})
{
    std::vector<Param> params{integerParam("units", "Units", "Size H of the memory and of the output.", 64, 1, 1e6),
                              integerParam("layers", "Layers", std::string(name) + " on top of each other.", 1, 1, 64),
                              flagParam("bidirectional", "Both directions", "A second pass reads from the end.", false),
                              choiceParam("output", "Output", "One vector for the sequence, or one for each step.", "last", {{"last", "Last output"}, {"sequence", "Sequence"}}),
                              realParam("dropout", "Dropout", "Share of the values set to zero between two layers while training.", 0.0, 0.0, 0.99)};
    params.insert(params.end(), more.begin(), more.end());
    params.push_back(flagParam("with_lengths", "Lengths", "Adds an input for the number of steps of each sample: what lies behind is padding and is not read.", false));
    params.push_back(flagParam("with_states", "States", "Adds inputs for the first state and outputs for the last one, to hand a memory on.", false));
    return params;
}

/// The functions of one cell as a layer's plain functions.
template <const Cell& (*cell)()> LayerType recurrentLayer(LayerType type)
{
    type.category = Category::Recurrent;
    type.ports = [](const ParamValues& p) { return recurrentPorts(cell(), p); };
    type.build = [](Builder& b, const ParamValues& p, const Values& in) { return buildRecurrent(b, p, in, cell()); };
    type.python = [](const ParamValues& p, const Specs& in) { return pythonRecurrent(p, in, cell()); };
    type.summarize = summarizeRecurrent;
    return type;
}

} // namespace

std::vector<LayerType> recurrentLayers()
{
    return {
        recurrentLayer<lstmCell>(
            {.id = "lstm", .title = "LSTM", .summary = "Reads a sequence step by step and keeps a memory.",
             .explanation = "At each time step the layer sees the new features x and its own last output h, and decides with three gates what to forget (f), what to "
                            "write (i) and what to show (o): c' = f c + i g, h' = o tanh(c'), where i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b). The memory "
                            "c is only added to and scaled, so gradients survive over many steps. \"Last output\" gives one vector for the whole sequence, "
                            "(N, H); \"sequence\" gives one for each step, (N, T, H). In both directions a second pass runs from the end, and the two "
                            "results stand side by side (2H). With a projection h has fewer numbers than c: h' = V (o tanh(c')).",
             .aliases = {"recurrent", "long short-term memory", "memory"},
             .params = recurrentParams("LSTMs", {integerParam("projection", "Projection", "Size of the output where it is smaller than the memory; 0: none. Not for ONNX.", 0, 0, 1e6)}),
             .examples = {{"input(32,4) > lstm(16)", "One vector of 16 for 32 steps"},
                          {"input(32,4) > lstm(16, layers=2, output=sequence)", "16 numbers at each step, two layers"},
                          {"input(12,4) > lstm(8, bidirectional=true)", "Both ends, 16 numbers"},
                          {"t = input(9, kind=tokens, vocabulary=40); n = t > padding_mask(gives=lengths); e = t > embedding(8); lstm(e, n, units=8, with_lengths=true)",
                           "Texts of different lengths"},
                          {"s = input(9,4); a = s > lstm(8, with_states=true); b = s > dense(4) > tanh; lstm(b, a.h, a.c, units=8, with_states=true)",
                           "A second LSTM goes on where the first one ended"}},
             .formula = "c' = f c + i g,  h' = o tanh(c')"}),
        recurrentLayer<gruCell>(
            {.id = "gru", .title = "GRU", .summary = "Reads a sequence step by step with a simpler memory than an LSTM.",
             .explanation = "One vector h is both memory and output. At each step a gate z decides how much of it is kept, and a gate r how much of it counts for the "
                            "new content n: r, z = σ(W x + b + U h + c), n = tanh(W x + b + r (U h + c)), h' = (1 - z) n + z h. It has three quarters of "
                            "the weights of an LSTM and is often as good. Where z stays near 1 the memory, and its gradient, pass through many steps unchanged.",
             .aliases = {"gated recurrent unit"}, .params = recurrentParams("GRUs"),
             .examples = {{"input(32,4) > gru(16)", "One vector of 16 for 32 steps"},
                          {"input(12,4) > gru(8, layers=2, bidirectional=true, dropout=0.2, output=sequence)", "Two layers, both directions"}},
             .formula = "h' = (1 - z) n + z h"}),
        recurrentLayer<rnnCell>(
            {.id = "rnn", .title = "RNN", .summary = "Reads a sequence step by step and mixes each step with the last output.",
             .explanation = "The plainest recurrent layer: h' = tanh(W x + b + U h + c). The same weights serve every step, so that sequences of any length are read. "
                            "Because h goes through U at each step, gradients fade or explode after some ten steps; LSTM and GRU were made to avoid that. "
                            "With ReLU they do not fade, but values can grow without limit.",
             .aliases = {"elman", "simple rnn", "vanilla rnn"},
             .params = recurrentParams("RNNs", {choiceParam("nonlinearity", "Nonlinearity", "What bends the sum.", "tanh", {{"tanh", "tanh"}, {"relu", "ReLU"}})}),
             .examples = {{"input(32,4) > rnn(16)", "One vector of 16 for 32 steps"}, {"input(12,4) > rnn(8, nonlinearity=relu, output=sequence)", "With ReLU, each step"}},
             .formula = "h' = tanh(W x + b + U h + c)"}),
    };
}

} // namespace nodegrad
