#include "core/importers/onnx_rules.h"

namespace nodegrad {

namespace {

/// (out, in), as PyTorch holds it.
Result<OnnxWeight> projection(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input, const std::string& local)
{
    auto weight = canvas.weight(node, input, local);
    if (weight && weight->tensor.rank() != 2)
        return refuseForm(node, "projects with an array of other than two sizes");
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
    auto in = projection(canvas, node, 3, "in_proj_weight");
    auto out = projection(canvas, node, 5, "out_proj.weight");
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

/// Three matrices of their own, for sources of other widths.
Status applySeparateAttention(OnnxCanvas& canvas, const OnnxNode& node)
{
    std::vector<OnnxWeight> weights;
    for (const auto& [input, local] : {std::pair<std::size_t, const char*>{3, "q_proj_weight"}, {4, "k_proj_weight"}, {5, "v_proj_weight"}, {6, "out_proj.weight"}}) {
        auto weight = projection(canvas, node, input, local);
        if (!weight)
            return fail(weight.error());
        weights.push_back(std::move(*weight));
    }
    auto values = sources(canvas, node);
    if (!values)
        return fail(values.error());
    return placeOne(canvas, node, {.type = "multi_head_attention",
                                   .params = {{"heads", integerOf(node, "heads", 1)}, {"causal", integerOf(node, "causal", 0) != 0}, {"bias", false}},
                                   .inputs = std::move(*values), .weights = std::move(weights)});
}

} // namespace

std::vector<OnnxRule> onnxAttentionRules()
{
    return {{"nodegrad:Attention", "multi_head_attention", applyAttention}, {"nodegrad:SeparateAttention", "multi_head_attention", applySeparateAttention}};
}

} // namespace nodegrad
