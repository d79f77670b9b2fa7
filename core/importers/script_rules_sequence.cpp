#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include "core/importers/script_rules.h"

namespace nodegrad {

namespace {

// --- recurrent layers ---

/// PyTorch's blocks of rows in ONNX's order.
struct Cell {
    std::string op;
    std::vector<std::size_t> gates;
    const char* activation = nullptr;
};

HostTensor reordered(const HostTensor& tensor, const Cell& cell)
{
    HostTensor out(DType::Float32, tensor.shape());
    const HostTensor from = tensor.asFloat32();
    const std::size_t block = from.byteSize() / cell.gates.size();
    for (std::size_t i = 0; i < cell.gates.size(); ++i)
        std::memcpy(out.mutableBytes() + i * block, from.bytes() + cell.gates[i] * block, block);
    return out;
}

/// One array after the other, under a first size of the number of directions.
HostTensor joined(const std::vector<HostTensor>& parts, std::int64_t directions)
{
    std::vector<float> all;
    for (const HostTensor& part : parts)
        all.insert(all.end(), part.floats().begin(), part.floats().end());
    Sizes shape{directions, static_cast<std::int64_t>(all.size()) / directions};
    if (parts.front().rank() == 2)
        shape = {directions, parts.front().dim(0), parts.front().dim(1)};
    return HostTensor::ofFloats(shape, all);
}

bool isZero(const ScriptTensor& tensor)
{
    if (!tensor.constant)
        return false;
    for (std::int64_t i = 0; i < tensor.constant->count(); ++i)
        if (tensor.constant->number(i) != 0)
            return false;
    return true;
}

/// The states, (layers D, N, H), that each layer begins from; none where they are zero.
std::vector<std::vector<std::string>> firstStates(TraceWriter& w, const std::vector<ScriptTensorId>& states, std::size_t layers, std::int64_t directions)
{
    std::vector<std::vector<std::string>> firsts;
    if (std::ranges::all_of(states, [&](ScriptTensorId id) { return isZero(w.tensor(id)); }))
        return firsts;
    for (const ScriptTensorId id : states) {
        std::vector<std::string> parts{w.value(id)};
        if (layers > 1) {
            for (std::string& part : parts = std::vector<std::string>(layers))
                part = w.fresh("value");
            w.graph.nodes.push_back({.opType = "Split", .inputs = {w.value(id), w.ofIntegers(Sizes(layers, directions))}, .outputs = parts, .attributes = {{"axis", std::int64_t(0)}}});
        }
        firsts.push_back(std::move(parts));
    }
    return firsts;
}

bool writeRecurrent(TraceWriter& w, const Cell& cell)
{
    const auto states = w.ids("hx"), params = w.ids("params");
    const auto layers = static_cast<std::size_t>(w.integer("num_layers", 1)), directions = static_cast<std::size_t>(w.flag("bidirectional") ? 2 : 1);
    const std::size_t each = w.flag("has_biases", true) ? 4 : 2;
    const auto isStored = [&](ScriptTensorId id) { return w.tensor(id).constant.has_value() && w.tensor(id).constant->shape() == w.tensor(id).sizes; };
    if (w.sizes("input").size() != 3 || params.size() != layers * directions * each || !std::ranges::all_of(params, isStored))
        return false;
    const std::vector<std::vector<std::string>> firsts = firstStates(w, states, layers, static_cast<std::int64_t>(directions));
    const bool isBatchFirst = w.flag("batch_first");
    std::string x = w.value("input");
    if (isBatchFirst)
        x = w.made("Transpose", {x}, {{"perm", Sizes{1, 0, 2}}});
    std::vector<std::vector<std::string>> last(3);
    Sizes sizes = w.outputSizes();
    if (isBatchFirst)
        std::swap(sizes[0], sizes[1]);
    for (std::size_t layer = 0; layer < layers; ++layer) {
        std::vector<std::vector<HostTensor>> parts(3);
        for (std::size_t direction = 0; direction < directions; ++direction)
            for (std::size_t i = 0; i < each; ++i)
                parts[std::min<std::size_t>(i, 2)].push_back(reordered(*w.tensor(params[(layer * directions + direction) * each + i]).constant, cell));
        const auto count = static_cast<std::int64_t>(directions), hidden = parts[1].front().dim(1);
        OnnxNode node{.opType = cell.op, .name = w.nodeName(cell.op), .inputs = {x, w.ofWeight(w.fresh("weights"), joined(parts[0], count)), w.ofWeight(w.fresh("weights"), joined(parts[1], count))},
                      .attributes = {{"hidden_size", hidden}, {"direction", std::string(directions == 2 ? "bidirectional" : "forward")}}};
        if (!parts[2].empty() || !firsts.empty())
            node.inputs.push_back(parts[2].empty() ? "" : w.ofWeight(w.fresh("weights"), joined(parts[2], count)));
        if (!firsts.empty()) {
            node.inputs.emplace_back(); // lengths
            for (const std::vector<std::string>& first : firsts)
                node.inputs.push_back(first[layer]);
        }
        if (cell.activation)
            node.attributes.push_back({"activations", std::vector<std::string>(directions, cell.activation)});
        if (cell.op == "GRU")
            node.attributes.push_back({"linear_before_reset", std::int64_t(1)});
        for (std::size_t i = 0; i < (cell.op == "LSTM" ? 3U : 2U); ++i) {
            node.outputs.push_back(w.fresh("value"));
            last[i].push_back(node.outputs.back());
        }
        w.graph.nodes.push_back(node);
        const std::string together = w.made("Transpose", {node.outputs[0]}, {{"perm", Sizes{0, 2, 1, 3}}}); // (T, N, directions, H)
        if (layer + 1 == layers && !isBatchFirst) {
            w.graph.nodes.push_back({.opType = "Reshape", .inputs = {together, w.ofIntegers(sizes)}, .outputs = {w.output()}, .attributes = {}});
        } else {
            x = w.made("Reshape", {together, w.ofIntegers(sizes)});
            if (layer + 1 == layers)
                w.graph.nodes.push_back({.opType = "Transpose", .inputs = {x}, .outputs = {w.output()}, .attributes = {{"perm", Sizes{1, 0, 2}}}});
        }
    }
    for (std::size_t i = 1; i < w.outputCount(); ++i)
        w.graph.nodes.push_back({.opType = layers == 1 ? "Identity" : "Concat", .inputs = last[i], .outputs = {w.output(i)}, .attributes = {{"axis", std::int64_t(0)}}});
    return true;
}

// --- attention ---

/// q, k^T and v of heads: softmax(q k^T scale + mask) v, with half of the scale on either side, as PyTorch's own ONNX files have it.
std::string attended(TraceWriter& w, const std::string& q, const std::string& keys, const std::string& v, double scale, const std::string& mask)
{
    const std::string root = w.ofNumber(std::sqrt(scale));
    std::string scores = w.made("MatMul", {w.made("Mul", {q, root}), w.made("Mul", {keys, root})});
    if (!mask.empty())
        scores = w.made("Add", {scores, mask});
    return w.made("MatMul", {w.made("Softmax", {scores}, {{"axis", std::int64_t(-1)}}), v});
}

/// What is not seen lies far below everything else.
HostTensor maskOf(const Sizes& sizes, const std::function<bool(std::int64_t)>& isSeen)
{
    std::int64_t count = 1;
    for (const std::int64_t size : sizes)
        count *= size;
    std::vector<float> added;
    for (std::int64_t i = 0; i < count; ++i)
        added.push_back(isSeen(i) ? 0.0F : -1e30F);
    return HostTensor::ofFloats(sizes, added);
}

bool writeAttention(TraceWriter& w)
{
    const Sizes q = w.sizes("query"), k = w.sizes("key");
    const HostTensor* mask = w.constant("attn_mask");
    if (q.size() != k.size() || q.size() < 3 || w.flag("enable_gqa") || (!w.isNone("attn_mask") && !mask) || w.number("dropout_p") != 0)
        return false;
    const std::int64_t rows = q[q.size() - 2], columns = k[k.size() - 2];
    std::string added;
    if (w.flag("is_causal"))
        added = w.ofTensor("mask", maskOf({rows, columns}, [&](std::int64_t i) { return i % columns <= i / columns; }));
    else if (mask && mask->dtype() == DType::Bool)
        added = w.ofTensor("mask", maskOf(mask->shape(), [&](std::int64_t i) { return mask->number(i) != 0; }));
    else if (mask) // minus infinity is no weight that a file should hold
        added = w.ofTensor("mask", [&] {
            std::vector<float> numbers;
            for (std::int64_t i = 0; i < mask->count(); ++i)
                numbers.push_back(static_cast<float>(std::max(mask->number(i), -1e30)));
            return HostTensor::ofFloats(mask->shape(), numbers);
        }());
    Sizes order(k.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::int64_t>(i);
    std::swap(order[order.size() - 1], order[order.size() - 2]);
    const double scale = w.isNone("scale") ? 1 / std::sqrt(static_cast<double>(q.back())) : w.number("scale");
    const std::string keys = w.made("Transpose", {w.value("key")}, {{"perm", order}});
    w.give("Identity", {attended(w, w.value("query"), keys, w.value("value"), scale, added)});
    return scale > 0;
}

/// x W^T + b over the last size.
std::string projected(TraceWriter& w, const std::string& x, const std::string& weight, const std::string& bias)
{
    return w.made("Add", {w.made("MatMul", {x, w.made("Transpose", {w.value(weight)}, {{"perm", Sizes{1, 0}}})}), w.value(bias)});
}

/// The whole of nn.MultiheadAttention over x (N, T, E), as core/ops writes it.
std::string attention(TraceWriter& w, const std::string& x, const Sizes& sizes, std::int64_t heads)
{
    const std::int64_t width = sizes[2] / heads;
    const std::string all = projected(w, x, "qkv_weight", "qkv_bias");
    std::vector<std::string> parts{w.fresh("value"), w.fresh("value"), w.fresh("value")};
    w.graph.nodes.push_back({.opType = "Split", .inputs = {all, w.ofIntegers({sizes[2], sizes[2], sizes[2]})}, .outputs = parts, .attributes = {{"axis", std::int64_t(2)}}});
    for (std::string& part : parts)
        part = w.made("Transpose", {w.made("Reshape", {part, w.ofIntegers({sizes[0], sizes[1], heads, width})})}, {{"perm", Sizes{0, 2, 1, 3}}});
    const std::string scores = w.made("Mul", {w.made("MatMul", {parts[0], w.made("Transpose", {parts[1]}, {{"perm", Sizes{0, 1, 3, 2}}})}), w.ofNumber(1 / std::sqrt(static_cast<double>(width)))});
    const std::string seen = w.made("MatMul", {w.made("Softmax", {scores}, {{"axis", std::int64_t(-1)}}), parts[2]});
    const std::string merged = w.made("Reshape", {w.made("Transpose", {seen}, {{"perm", Sizes{0, 2, 1, 3}}}), w.ofIntegers(sizes)});
    return projected(w, merged, "proj_weight", "proj_bias");
}

/// PyTorch's shortcut for nn.MultiheadAttention.
bool writeNativeAttention(TraceWriter& w)
{
    const Sizes x = w.sizes("query");
    const auto query = w.ids("query");
    if (x.size() != 3 || query != w.ids("key") || query != w.ids("value") || !w.isNone("mask") || w.integer("num_head") < 1)
        return false;
    w.graph.nodes.push_back({.opType = "Identity", .inputs = {attention(w, w.value("query"), x, w.integer("num_head"))}, .outputs = {w.output()}, .attributes = {}});
    return true;
}

/// PyTorch's shortcut for nn.TransformerEncoderLayer.
bool writeEncoderLayer(TraceWriter& w)
{
    const Sizes sizes = w.sizes("src");
    if (sizes.size() != 3 || !w.isNone("mask") || w.integer("num_heads") < 1)
        return false;
    const auto normalized = [&](const std::string& x, const std::string& number) {
        return w.made("LayerNormalization", {x, w.value("norm_weight_" + number), w.value("norm_bias_" + number)}, {{"axis", std::int64_t(-1)}, {"epsilon", static_cast<float>(w.number("eps", 1e-5))}});
    };
    const auto fed = [&](const std::string& x) {
        const std::string inner = projected(w, x, "ffn_weight_1", "ffn_bias_1");
        return projected(w, w.made(w.flag("use_gelu") ? "Gelu" : "Relu", {inner}), "ffn_weight_2", "ffn_bias_2");
    };
    const std::string x = w.value("src");
    const std::int64_t heads = w.integer("num_heads");
    if (w.flag("norm_first")) {
        const std::string y = w.made("Add", {x, attention(w, normalized(x, "1"), sizes, heads)});
        w.give("Add", {y, fed(normalized(y, "2"))});
    } else {
        const std::string y = normalized(w.made("Add", {x, attention(w, x, sizes, heads)}), "1");
        w.give("Identity", {normalized(w.made("Add", {y, fed(y)}), "2")});
    }
    return true;
}

} // namespace

std::vector<ScriptRule> scriptSequenceRules()
{
    return {{"lstm", [](TraceWriter& w) { return writeRecurrent(w, {"LSTM", {0, 3, 1, 2}}); }},       // i f g o -> i o f c
            {"gru", [](TraceWriter& w) { return writeRecurrent(w, {"GRU", {1, 0, 2}}); }},            // r z n -> z r h
            {"rnn_tanh", [](TraceWriter& w) { return writeRecurrent(w, {"RNN", {0}, "Tanh"}); }},
            {"rnn_relu", [](TraceWriter& w) { return writeRecurrent(w, {"RNN", {0}, "Relu"}); }},
            {"scaled_dot_product_attention", writeAttention},
            {"_native_multi_head_attention", writeNativeAttention},
            {"_transformer_encoder_layer_fwd", writeEncoderLayer}};
}

} // namespace nodegrad
