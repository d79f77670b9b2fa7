#include <algorithm>

#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// The matrix as PyTorch holds it, (out, in).
Result<OnnxWeight> projection(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input, const std::string& local, bool isTransposed)
{
    auto weight = canvas.weight(node, input, local);
    if (!weight)
        return weight;
    if (weight->tensor.rank() != 2)
        return refuseForm(node, "projects with an array of other than two sizes");
    if (!isTransposed)
        weight->tensor = transposedMatrix(weight->tensor);
    // The origin names the layer: "attention.in_proj_weight". Only what is unchanged may be tied.
    if (!isTransposed && weight->origin.ends_with("^T"))
        weight->origin.resize(weight->origin.size() - 2);
    else if (!isTransposed)
        weight->origin.clear();
    return weight;
}

/// Query, key and value, without those that the layer takes for itself.
Result<std::vector<PlacedValue>> sources(OnnxCanvas& canvas, const OnnxNode& node)
{
    std::vector<PlacedValue> values;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto value = canvas.plain(node, i);
        if (!value)
            return fail(value.error());
        values.push_back(*value);
    }
    if (values[2].from == values[1].from)
        values.pop_back();
    if (values.size() == 2 && values[1].from == values[0].from)
        values.pop_back();
    return values;
}

Status applyAttention(OnnxCanvas& canvas, const OnnxNode& node)
{
    auto in = projection(canvas, node, 3, "in_proj_weight", integerOf(node, "transB", 0) != 0);
    auto out = projection(canvas, node, 5, "out_proj.weight", integerOf(node, "out_transB", 0) != 0);
    auto values = sources(canvas, node);
    if (!in || !out || !values)
        return fail(!in ? in.error() : !out ? out.error() : values.error());
    const bool hasBias = !inputOf(node, 4).empty();
    OnnxLayer layer{.type = "multi_head_attention",
                    .params = {{"heads", integerOf(node, "heads", 1)}, {"causal", integerOf(node, "causal", 0) != 0}, {"bias", hasBias}},
                    .inputs = std::move(*values), .weights = {std::move(*in)}};
    if (hasBias) {
        auto inBias = canvas.weight(node, 4, "in_proj_bias"), outBias = canvas.weight(node, 6, "out_proj.bias");
        if (!inBias || !outBias)
            return fail(inBias ? outBias.error() : inBias.error());
        layer.weights.push_back(std::move(*inBias));
        layer.weights.push_back(std::move(*out));
        layer.weights.push_back(std::move(*outBias));
    } else {
        layer.weights.push_back(std::move(*out));
    }
    return placeOne(canvas, node, std::move(layer));
}

/// One array above the other.
HostTensor stacked(const std::vector<OnnxWeight>& parts)
{
    Sizes shape = parts.front().tensor.shape();
    shape.front() *= static_cast<std::int64_t>(parts.size());
    HostTensor all(DType::Float32, shape);
    auto next = all.mutableValues<float>().begin();
    for (const OnnxWeight& part : parts)
        next = std::ranges::copy(part.tensor.floats(), next).out;
    return all;
}

/// Three matrices of their own; where all widths are equal the layer holds them in one. Biases come with equal widths only.
Status applySeparateAttention(OnnxCanvas& canvas, const OnnxNode& node)
{
    std::vector<OnnxWeight> weights, biases;
    for (const auto& [input, local] : {std::pair<std::size_t, const char*>{3, "q_proj_weight"}, {4, "k_proj_weight"}, {5, "v_proj_weight"}, {6, "out_proj.weight"}}) {
        auto weight = projection(canvas, node, input, local, integerOf(node, "transB", 0) != 0);
        if (!weight)
            return fail(weight.error());
        weights.push_back(std::move(*weight));
    }
    for (std::size_t input = 7; input < node.inputs.size(); ++input) {
        auto bias = canvas.weight(node, input, "out_proj.bias");
        if (!bias)
            return fail(bias.error());
        biases.push_back(std::move(*bias));
    }
    auto values = sources(canvas, node);
    if (!values)
        return fail(values.error());
    const auto join = [](std::vector<OnnxWeight>& parts, const std::string& local) {
        OnnxWeight last = std::move(parts.back());
        parts.pop_back();
        const std::string origin = parts.front().origin; // rows of one array: "attention.in_proj_weight#0:8"
        parts = {{local, stacked(parts), origin.substr(0, origin.find('#') == std::string::npos ? 0 : origin.find('#'))}, std::move(last)};
    };
    const Sizes& shape = weights[0].tensor.shape();
    if (weights[1].tensor.shape() == shape && weights[2].tensor.shape() == shape && shape[0] == shape[1])
        join(weights, "in_proj_weight");
    if (!biases.empty()) {
        join(biases, "in_proj_bias");
        weights = {std::move(weights[0]), std::move(biases[0]), std::move(weights[1]), std::move(biases[1])};
    }
    return placeOne(canvas, node, {.type = "multi_head_attention",
                                   .params = {{"heads", integerOf(node, "heads", 1)}, {"causal", integerOf(node, "causal", 0) != 0}, {"bias", !biases.empty()}},
                                   .inputs = std::move(*values), .weights = std::move(weights)});
}

} // namespace

std::vector<OnnxRule> onnxAttentionRules()
{
    return {{"nodegrad:Attention", "multi_head_attention", applyAttention}, {"nodegrad:SeparateAttention", "multi_head_attention", applySeparateAttention}};
}

} // namespace nodegrad
