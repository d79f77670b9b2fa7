#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- lstm: i, f, o = sigmoid, g = tanh of W x + b + U h + c; c' = f c + i g; h' = o tanh(c') ---

struct LstmSizes {
    std::int64_t hidden, layers, directions;
};
LstmSizes sizesOf(const Attributes& attributes)
{
    return {attributes.integer("hidden_size"), attributes.integer("layers"), attributes.flag("bidirectional") ? 2 : 1};
}

Specs inferLstm(const Attributes& attributes, const Specs& in)
{
    const Spec& x = in[0];
    needShapeOf(x, {Kind::Sequence}, 0);
    const auto [hidden, layers, directions] = sizesOf(attributes);
    if (static_cast<std::int64_t>(in.size()) != 1 + 4 * layers * directions)
        unmet("layer.input_count", {{"expected", 1 + 4 * layers * directions}, {"got", static_cast<std::int64_t>(in.size())}});
    std::size_t next = 1;
    Dim features = x.shape[2];
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        for (std::int64_t direction = 0; direction < directions; ++direction) {
            const Spec& inputWeight = in[next];
            if (layer == 0 && inputWeight.shape.size() == 2 && inputWeight.shape[1] != features)
                unmet("layer.features_differ",
                      {{"expected", inputWeight.shape[1].text()}, {"what", "features"}, {"got", features.text()}}, 0);
            const Shape shapes[] = {{4 * hidden, features}, {4 * hidden, hidden}, {4 * hidden}, {4 * hidden}};
            const char* names[] = {"the input weight", "the hidden weight", "the input bias", "the hidden bias"};
            for (std::size_t i = 0; i < 4; ++i, ++next) {
                needSameType(x, in[next], static_cast<int>(next));
                needWeightShape(in[next], shapes[i], names[i], static_cast<int>(next));
            }
        }
        features = directions * hidden;
    }
    const Shape state{layers * directions, x.shape[0], hidden};
    return {specOf(x, {x.shape[0], x.shape[1], directions * hidden}), specOf(x, state), specOf(x, state)};
}

/// Each step multiplies W (4H, F) and U (4H, H). Backward keeps the four gates, the cell and tanh of it, and the layers between.
Cost costLstm(const Attributes& attributes, const Specs& in, const Specs&)
{
    const auto [hidden, layers, directions] = sizesOf(attributes);
    const Dim steps = product({in[0].shape[0], in[0].shape[1]});
    Dim macs, features = in[0].shape[2];
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        macs = macs + product({steps, Dim(4 * hidden * directions), features + Dim(hidden)});
        features = directions * hidden;
    }
    return {.macs = macs, .savedElements = product({steps, Dim((6 * layers + layers - 1) * directions * hidden)})};
}

/// Rows of the gates i, f, g, o of PyTorch in ONNX's order i, o, f, c (= g); each gate has `block` values.
void appendGates(std::vector<float>& all, const HostTensor& weights)
{
    const std::span<const float> values = weights.floats();
    const std::size_t block = values.size() / 4;
    for (const std::size_t gate : {0U, 3U, 1U, 2U}) {
        const auto part = values.subspan(gate * block, block);
        all.insert(all.end(), part.begin(), part.end());
    }
}

/// The four arrays of all directions of a layer, or nothing when one is no initializer.
struct GateWeights {
    std::vector<float> input, hidden, bias;
};
bool gather(GateWeights& gates, const OnnxWriter& writer, const OpUse& use, std::size_t first, std::int64_t directions)
{
    for (std::size_t d = 0; d < static_cast<std::size_t>(directions); ++d) {
        std::vector<float>* targets[] = {&gates.input, &gates.hidden, &gates.bias, &gates.bias};
        for (std::size_t i = 0; i < 4; ++i) {
            const HostTensor* tensor = writer.initializer(use.inputs[first + 4 * d + i]);
            if (!tensor)
                return false;
            appendGates(*targets[i], tensor->asFloat32());
        }
    }
    return true;
}

void onnxLstm(OnnxWriter& writer, const OpUse& use)
{
    const auto [hidden, layers, directions] = sizesOf(use.attributes);
    using Sizes = std::vector<std::int64_t>;
    std::string sequence = writer.add("Transpose", {use.inputs[0]}, {{"perm", Sizes{1, 0, 2}}}); // time first
    std::vector<std::string> hiddenStates, cellStates;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        GateWeights gates;
        if (!gather(gates, writer, use, static_cast<std::size_t>(1 + 4 * layer * directions), directions))
            return writer.refuse(makeError("export.lstm_weights", {{"node", use.origin}}));
        const std::int64_t features = static_cast<std::int64_t>(gates.input.size()) / (4 * hidden * directions);
        const std::string w = writer.constant(HostTensor::ofFloats({directions, 4 * hidden, features}, gates.input));
        const std::string r = writer.constant(HostTensor::ofFloats({directions, 4 * hidden, hidden}, gates.hidden));
        const std::string b = writer.constant(HostTensor::ofFloats({directions, 8 * hidden}, gates.bias));
        const std::string y = writer.fresh(), h = writer.fresh(), c = writer.fresh();
        writer.node("LSTM", {sequence, w, r, b}, {y, h, c},
                    {{"hidden_size", hidden}, {"direction", std::string(directions == 2 ? "bidirectional" : "forward")}});
        hiddenStates.push_back(h);
        cellStates.push_back(c);
        // (T, D, N, H) to (T, N, D * H)
        const std::string moved = writer.add("Transpose", {y}, {{"perm", Sizes{0, 2, 1, 3}}});
        sequence = writer.add("Reshape", {moved, writer.integers({0, 0, -1})});
    }
    writer.node("Transpose", {sequence}, {use.outputs[0]}, {{"perm", Sizes{1, 0, 2}}});
    writer.node("Concat", hiddenStates, {use.outputs[1]}, {{"axis", std::int64_t(0)}});
    writer.node("Concat", cellStates, {use.outputs[2]}, {{"axis", std::int64_t(0)}});
}

void scriptLstm(ScriptWriter& writer, const OpUse& use)
{
    const auto [hidden, layers, directions] = sizesOf(use.attributes);
    const std::string& x = use.inputs[0];
    const std::string zeros = writer.fresh();
    writer.line(zeros + " = " + x + ".new_zeros([" + std::to_string(layers * directions) + ", " + x + ".size(0), " +
                std::to_string(hidden) + "])");
    std::string weights;
    for (std::size_t i = 1; i < use.inputs.size(); ++i)
        weights += (i == 1 ? "" : ", ") + use.inputs[i];
    writer.line(use.outputs[0] + ", " + use.outputs[1] + ", " + use.outputs[2] + " = torch.lstm(" + x + ", [" + zeros + ", " + zeros + "], [" +
                weights + "], True, " + std::to_string(layers) + ", 0.0, self.training, " + pythonFlag(directions == 2) + ", True)");
}

} // namespace

std::vector<OpType> recurrentOps()
{
    return {
        {.id = "lstm",
         .summary = "Long short-term memory over (N, T, F) from a zero state: the sequence (N, T, D H), the last h and c of each layer.",
         .attributes = {integerParam("hidden_size", "Hidden size", "Size H of the state.", 1, 1, 1e6),
                        integerParam("layers", "Layers", "Layers on top of each other.", 1, 1, 64),
                        flagParam("bidirectional", "Both directions", "A second pass runs from the end.", false)},
         .inputs = {"x", "weights*"},
         .infer = inferLstm, .cost = costLstm, .onnx = onnxLstm, .torchScript = scriptLstm},
    };
}

} // namespace nodegrad
