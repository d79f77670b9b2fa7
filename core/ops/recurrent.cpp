#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// lstm: i, f, o = sigmoid, g = tanh of W x + b + U h + c; c' = f c + i g; h' = o tanh(c'), or V o tanh(c') with a projection
// gru:  r, z = sigmoid of W x + b + U h + c; n = tanh(W x + b + r (U h + c)); h' = (1 - z) n + z h
// rnn:  h' = tanh or relu of W x + b + U h + c

/// What tells the cells apart.
struct Cell {
    const char *onnx, *torch;            ///< names there; of rnn without the nonlinearity
    std::int64_t gates;
    std::size_t states;                  ///< 2: h and c
    std::vector<std::size_t> onnxGates;  ///< PyTorch's gates in ONNX's order
};
const Cell& lstmCell()
{
    static const Cell cell{"LSTM", "lstm", 4, 2, {0, 3, 1, 2}}; // i f g o -> i o f c (= g)
    return cell;
}
const Cell& gruCell()
{
    static const Cell cell{"GRU", "gru", 3, 1, {1, 0, 2}}; // r z n -> z r h (= n)
    return cell;
}
const Cell& rnnCell()
{
    static const Cell cell{"RNN", "rnn_", 1, 1, {0}};
    return cell;
}

/// Sizes of a call and where its inputs stand: x, first states, lengths, weights.
struct Layout {
    std::int64_t hidden, layers, directions, projected;
    bool startsFromStates, hasLengths;
    std::size_t states;

    Layout(const Cell& cell, const Attributes& attributes)
        : hidden(attributes.integer("hidden_size")), layers(attributes.integer("layers")), directions(attributes.flag("bidirectional") ? 2 : 1),
          projected(attributes.has("projection_size") ? attributes.integer("projection_size") : 0),
          startsFromStates(attributes.flag("initial_state")), hasLengths(attributes.flag("lengths")), states(cell.states)
    {
    }
    std::int64_t output() const { return projected > 0 ? projected : hidden; }
    /// Size of state 0 (h) or 1 (c).
    std::int64_t stateSize(std::size_t state) const { return state == 0 ? output() : hidden; }
    std::size_t lengthsAt() const { return 1 + (startsFromStates ? states : 0); }
    std::size_t weightsAt() const { return lengthsAt() + (hasLengths ? 1 : 0); }
    std::size_t arrays() const { return projected > 0 ? 5 : 4; } ///< of each layer and direction
    std::size_t inputCount() const { return weightsAt() + arrays() * static_cast<std::size_t>(layers * directions); }
};

void checkStates(const Layout& layout, const Specs& in)
{
    for (std::size_t i = 0; layout.startsFromStates && i < layout.states; ++i) {
        const int at = static_cast<int>(1 + i);
        needSameType(in[0], in[1 + i], at);
        const Shape expected{in[0].shape[0], layout.layers * layout.directions, layout.stateSize(i)};
        if (in[1 + i].shape != expected)
            unmet("layer.state_shape", {{"state", i == 0 ? "h" : "c"}, {"expected", shapeText(expected)}, {"got", shapeText(in[1 + i].shape)}}, at);
    }
    if (!layout.hasLengths)
        return;
    const Shape& shape = in[layout.lengthsAt()].shape;
    if (shape != Shape{in[0].shape[0]} && shape != Shape{in[0].shape[0], 1})
        unmet("layer.lengths_shape", {{"got", shapeText(shape)}}, static_cast<int>(layout.lengthsAt()));
}

void checkWeights(const Cell& cell, const Layout& layout, const Specs& in)
{
    const Spec& x = in[0];
    const std::int64_t rows = cell.gates * layout.hidden;
    std::size_t next = layout.weightsAt();
    Dim features = x.shape[2];
    for (std::int64_t layer = 0; layer < layout.layers; ++layer) {
        for (std::int64_t direction = 0; direction < layout.directions; ++direction) {
            const Spec& inputWeight = in[next];
            if (layer == 0 && inputWeight.shape.size() == 2 && inputWeight.shape[1] != features)
                unmet("layer.features_differ",
                      {{"expected", inputWeight.shape[1].text()}, {"what", "features"}, {"got", features.text()}}, 0);
            const Shape shapes[] = {{rows, features}, {rows, layout.output()}, {rows}, {rows}, {layout.projected, layout.hidden}};
            const char* names[] = {"the input weight", "the hidden weight", "the input bias", "the hidden bias", "the projection"};
            for (std::size_t i = 0; i < layout.arrays(); ++i, ++next) {
                needSameType(x, in[next], static_cast<int>(next));
                needWeightShape(in[next], shapes[i], names[i], static_cast<int>(next));
            }
        }
        features = layout.directions * layout.output();
    }
}

Specs inferCell(const Cell& cell, const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Sequence}, 0);
    const Layout layout(cell, attributes);
    if (layout.projected >= layout.hidden)
        unmet("layer.projection_too_large", {{"projection", layout.projected}, {"hidden", layout.hidden}});
    if (in.size() != layout.inputCount())
        unmet("layer.input_count", {{"expected", layout.inputCount()}, {"got", in.size()}});
    checkStates(layout, in);
    checkWeights(cell, layout, in);
    Specs out{specOf(x, {x.shape[0], x.shape[1], layout.directions * layout.output()})};
    for (std::size_t i = 0; i < layout.states; ++i)
        out.push_back(specOf(x, {x.shape[0], layout.layers * layout.directions, layout.stateSize(i)}));
    return out;
}

/// Each step multiplies W (G H, F), U (G H, H) and the projection. Kept for backward is what engine/kernels/recurrence.h keeps: inputs,
/// gates and states; with a projection, which LibTorch computes, 20 sizes of the hidden state a step, as measured. Gradients of gates come
/// on top, of 512 rows at a time.
Cost costCell(const Cell& cell, const Attributes& attributes, const Specs& in)
{
    const Layout layout(cell, attributes);
    const Dim steps = product({in[0].shape[0], in[0].shape[1]});
    const std::int64_t gates = cell.gates == 1 ? 1 : 4, hidden = layout.hidden * layout.directions;
    Dim macs, kept, features = in[0].shape[2];
    for (std::int64_t layer = 0; layer < layout.layers; ++layer) {
        macs = macs + product({steps, Dim(cell.gates * hidden), features + Dim(layout.output())}) + product({steps, Dim(layout.projected * hidden)});
        kept = kept + features + Dim((gates + static_cast<std::int64_t>(cell.states)) * hidden);
        features = layout.directions * layout.output();
    }
    if (layout.projected > 0)
        return {.macs = macs, .savedElements = product({steps, Dim((20 * layout.layers + layout.layers - 1) * hidden)})};
    const Dim between = layout.layers > 1 ? product({steps, Dim(2 * hidden)}) : Dim(0);
    return {.macs = macs, .savedElements = product({steps, kept}), .scratchElements = between};
}

// --- ONNX ---

/// The four arrays of all directions of a layer with the gates in ONNX's order, or nothing when one is no initializer.
struct GateWeights {
    std::vector<float> input, hidden, bias;
};
bool gather(GateWeights& gates, const Cell& cell, const Layout& layout, const OnnxWriter& writer, const OpUse& use, std::size_t first)
{
    for (std::size_t d = 0; d < static_cast<std::size_t>(layout.directions); ++d) {
        std::vector<float>* targets[] = {&gates.input, &gates.hidden, &gates.bias, &gates.bias};
        for (std::size_t i = 0; i < 4; ++i) {
            const HostTensor* tensor = writer.initializer(use.inputs[first + layout.arrays() * d + i]);
            if (!tensor)
                return false;
            const HostTensor weights = tensor->asFloat32();
            const std::span<const float> values = weights.floats();
            const std::size_t block = values.size() / cell.onnxGates.size();
            for (const std::size_t gate : cell.onnxGates) {
                const auto part = values.subspan(gate * block, block);
                targets[i]->insert(targets[i]->end(), part.begin(), part.end());
            }
        }
    }
    return true;
}

/// Lengths as int32 (N) between 1 and T.
std::string onnxLengths(OnnxWriter& writer, const OpUse& use, std::size_t at)
{
    constexpr std::int64_t toFloat = 1, toInt32 = 6; // TensorProto.DataType
    std::string lengths = use.inputs[at];
    if (use.inputSpecs[at].shape.size() == 2)
        lengths = writer.add("Reshape", {lengths, writer.integers({0})});
    lengths = writer.add("Round", {writer.add("Cast", {lengths}, {{"to", toFloat}})});
    const Dim& steps = use.inputSpecs[0].shape[1];
    const std::int64_t timeAxis = 1;
    const std::string most = steps.isKnown()
                                 ? writer.scalar(static_cast<float>(steps.value()))
                                 : writer.add("Cast", {writer.add("Gather", {writer.add("Shape", {use.inputs[0]}),
                                                                             writer.constant(HostTensor::ofIntegers({}, std::span(&timeAxis, 1)))})},
                                              {{"to", toFloat}});
    return writer.add("Cast", {writer.add("Clip", {lengths, writer.scalar(1), most})}, {{"to", toInt32}});
}

void onnxCell(const Cell& cell, OnnxWriter& writer, const OpUse& use)
{
    using Sizes = std::vector<std::int64_t>;
    const Layout layout(cell, use.attributes);
    if (layout.projected > 0)
        return writer.refuse(makeError("export.lstm_projection", {{"node", use.origin}}));
    const std::int64_t hidden = layout.hidden, directions = layout.directions, rows = cell.gates * hidden;
    const std::string lengths = layout.hasLengths ? onnxLengths(writer, use, layout.lengthsAt()) : "";
    std::string sequence = writer.add("Transpose", {use.inputs[0]}, {{"perm", Sizes{1, 0, 2}}}); // time first
    std::vector<std::vector<std::string>> finals(layout.states);
    for (std::int64_t layer = 0; layer < layout.layers; ++layer) {
        GateWeights gates;
        if (!gather(gates, cell, layout, writer, use, layout.weightsAt() + layout.arrays() * static_cast<std::size_t>(layer * directions)))
            return writer.refuse(makeError("export.lstm_weights", {{"node", use.origin}}));
        const std::int64_t features = static_cast<std::int64_t>(gates.input.size()) / (rows * directions);
        std::vector<std::string> inputs{sequence, writer.constant(HostTensor::ofFloats({directions, rows, features}, gates.input)),
                                        writer.constant(HostTensor::ofFloats({directions, rows, hidden}, gates.hidden)),
                                        writer.constant(HostTensor::ofFloats({directions, 2 * rows}, gates.bias)), lengths};
        for (std::size_t i = 0; layout.startsFromStates && i < layout.states; ++i) {
            // (N, layers D, H) to (D, N, H) of this layer
            const std::string part = writer.add("Slice", {use.inputs[1 + i], writer.integers({layer * directions}),
                                                          writer.integers({(layer + 1) * directions}), writer.integers({1})});
            inputs.push_back(writer.add("Transpose", {part}, {{"perm", Sizes{1, 0, 2}}}));
        }
        while (inputs.back().empty())
            inputs.pop_back();
        std::vector<OnnxWriter::Attribute> attributes{{"hidden_size", hidden}, {"direction", std::string(directions == 2 ? "bidirectional" : "forward")}};
        if (cell.gates == 3)
            attributes.emplace_back("linear_before_reset", std::int64_t(1));
        if (cell.gates == 1)
            attributes.emplace_back("activations", std::vector<std::string>(static_cast<std::size_t>(directions),
                                                                            use.attributes.text("nonlinearity") == "relu" ? "Relu" : "Tanh"));
        std::vector<std::string> outputs{writer.fresh()};
        for (auto& states : finals) {
            outputs.push_back(writer.fresh());
            states.push_back(outputs.back());
        }
        writer.node(cell.onnx, std::move(inputs), outputs, std::move(attributes));
        // (T, D, N, H) to (T, N, D * H)
        const std::string moved = writer.add("Transpose", {outputs[0]}, {{"perm", Sizes{0, 2, 1, 3}}});
        sequence = writer.add("Reshape", {moved, writer.integers({0, 0, -1})});
    }
    writer.node("Transpose", {sequence}, {use.outputs[0]}, {{"perm", Sizes{1, 0, 2}}});
    for (std::size_t i = 0; i < layout.states; ++i) {
        const std::string all = finals[i].size() == 1 ? finals[i][0] : writer.add("Concat", finals[i], {{"axis", std::int64_t(0)}});
        writer.node("Transpose", {all}, {use.outputs[1 + i]}, {{"perm", Sizes{1, 0, 2}}});
    }
}

// --- TorchScript ---

void scriptCell(const Cell& cell, ScriptWriter& writer, const OpUse& use)
{
    const Layout layout(cell, use.attributes);
    const std::string& x = use.inputs[0];
    std::vector<std::string> starts;
    for (std::size_t i = 0; i < layout.states; ++i) {
        starts.push_back(writer.fresh());
        writer.line(starts.back() + " = " +
                    (layout.startsFromStates ? "torch.contiguous(torch.transpose(" + use.inputs[1 + i] + ", 0, 1))"
                                             : x + ".new_zeros([" + std::to_string(layout.layers * layout.directions) + ", " + x + ".size(0), " +
                                                   std::to_string(layout.stateSize(i)) + "])"));
    }
    std::string data = x, order, sizes;
    if (layout.hasLengths) { // sorted and packed, as nn.utils.rnn.pack_padded_sequence does
        const std::string lengths = writer.fresh(), packed = writer.fresh();
        order = writer.fresh();
        sizes = writer.fresh();
        writer.line(lengths + " = torch.clamp(torch.round(torch.flatten(" + use.inputs[layout.lengthsAt()] + ").to(7)).to(4), 1, " + x + ".size(1))");
        writer.line(order + " = torch.argsort(" + lengths + ", 0, True)");
        writer.line(packed + ", " + sizes + " = torch._pack_padded_sequence(torch.index_select(" + x + ", 0, " + order + "), torch.index_select(" + lengths +
                    ", 0, " + order + ").cpu(), True)");
        for (std::string& start : starts)
            writer.line(start + " = torch.index_select(" + start + ", 1, " + order + ")");
        data = packed;
    }
    std::string weights, results;
    for (std::size_t i = layout.weightsAt(); i < use.inputs.size(); ++i)
        weights += (weights.empty() ? "" : ", ") + use.inputs[i];
    for (const std::string& output : use.outputs)
        results += (results.empty() ? "" : ", ") + output;
    const std::string name = cell.gates == 1 ? cell.torch + use.attributes.text("nonlinearity") : cell.torch;
    const std::string first = layout.states == 2 ? "[" + starts[0] + ", " + starts[1] + "]" : starts[0];
    const std::string tail = first + ", [" + weights + "], True, " + std::to_string(layout.layers) + ", 0.0, self.training, " +
                             pythonFlag(layout.directions == 2);
    writer.line(results + " = torch." + name + "(" + data + ", " + (layout.hasLengths ? sizes + ", " + tail + ")" : tail + ", True)"));
    std::string restore;
    if (layout.hasLengths) {
        const std::string padded = writer.fresh(), counts = writer.fresh();
        restore = writer.fresh();
        writer.line(restore + " = torch.argsort(" + order + ")");
        writer.line(padded + ", " + counts + " = torch._pad_packed_sequence(" + use.outputs[0] + ", " + sizes + ", True, 0.0, " + x + ".size(1))");
        writer.line(use.outputs[0] + " = torch.index_select(" + padded + ", 0, " + restore + ")");
    }
    for (std::size_t i = 1; i < use.outputs.size(); ++i) {
        const std::string state = layout.hasLengths ? "torch.index_select(" + use.outputs[i] + ", 1, " + restore + ")" : use.outputs[i];
        writer.line(use.outputs[i] + " = torch.transpose(" + state + ", 0, 1)");
    }
}

std::vector<Param> cellAttributes(std::vector<Param> more = {})
{
    std::vector<Param> attributes{integerParam("hidden_size", "Hidden size", "Size H of the state.", 1, 1, 1e6),
                                  integerParam("layers", "Layers", "Layers on top of each other.", 1, 1, 64),
                                  flagParam("bidirectional", "Both directions", "A second pass runs from the end.", false),
                                  flagParam("initial_state", "Initial state", "First states, (N, layers D, H), come after x; otherwise they are zero.", false),
                                  flagParam("lengths", "Lengths", "The number of steps of each sample, (N) or (N, 1), comes before the weights; steps behind it are not read, and give 0.", false)};
    attributes.insert(attributes.end(), more.begin(), more.end());
    return attributes;
}

/// The functions of one cell as an OpType's plain functions.
template <const Cell& (*cell)()> OpType cellOp(std::string id, std::string summary, std::vector<Param> more)
{
    return {.id = std::move(id), .summary = std::move(summary), .attributes = cellAttributes(std::move(more)), .inputs = {"x", "weights*"},
            .infer = [](const Attributes& attributes, const Specs& in) { return inferCell(cell(), attributes, in); },
            .cost = [](const Attributes& attributes, const Specs& in, const Specs&) { return costCell(cell(), attributes, in); },
            .onnx = [](OnnxWriter& writer, const OpUse& use) { onnxCell(cell(), writer, use); },
            .torchScript = [](ScriptWriter& writer, const OpUse& use) { scriptCell(cell(), writer, use); }};
}

} // namespace

std::vector<OpType> recurrentOps()
{
    return {
        cellOp<lstmCell>("lstm", "Long short-term memory over (N, T, F): the sequence (N, T, D H), the last h and c of all layers (N, layers D, H).",
                         {integerParam("projection_size", "Projection", "Size of h after a projection; 0: none.", 0, 0, 1e6)}),
        cellOp<gruCell>("gru", "Gated recurrent unit over (N, T, F): the sequence (N, T, D H), the last h of all layers (N, layers D, H).", {}),
        cellOp<rnnCell>("rnn", "Plain recurrence over (N, T, F): the sequence (N, T, D H), the last h of all layers (N, layers D, H).",
                        {choiceParam("nonlinearity", "Nonlinearity", "What bends the sum.", "tanh", {{"tanh", "tanh"}, {"relu", "ReLU"}})}),
    };
}

} // namespace nodegrad
