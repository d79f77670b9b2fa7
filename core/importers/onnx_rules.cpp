#include "core/importers/onnx_rules.h"

#include <algorithm>

#include "core/importers/onnx_patterns.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

namespace {

const std::map<std::string, OnnxRule>& rules()
{
    static const std::map<std::string, OnnxRule> all = [] {
        std::map<std::string, OnnxRule> table;
        for (const auto family : {onnxDenseRules, onnxConvolutionRules, onnxPoolingRules, onnxNormalizationRules, onnxActivationRules, onnxMergeRules,
                                  onnxShapeRules, onnxSlicingRules, onnxResamplingRules, onnxReductionRules, onnxRecurrentRules, onnxAttentionRules, onnxContractionRules, onnxBlockRules})
            for (OnnxRule& rule : family())
                table.emplace(rule.op, rule);
        return table;
    }();
    return all;
}

} // namespace

const OnnxRule* findOnnxRule(const OnnxNode& node)
{
    const bool isStandard = node.domain.empty() || node.domain == "ai.onnx";
    const auto found = rules().find(isStandard ? node.opType : node.domain + ":" + node.opType);
    return found == rules().end() ? nullptr : &found->second;
}

std::vector<std::string> claimedOnnxOperations()
{
    std::vector<std::string> names;
    for (const auto& [name, rule] : rules())
        if (name.find(':') == std::string::npos && (rule.layer.empty() || findLayer(rule.layer)))
            names.push_back(name);
    return names;
}

tl::unexpected<Error> refuseForm(const OnnxNode& node, const std::string& what)
{
    return fail("import.form", {{"op", node.name.empty() ? node.opType : node.opType + " '" + node.name + "'"}, {"what", what}});
}

Status placeOne(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer)
{
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

Status placeInOrder(OnnxCanvas& canvas, const OnnxNode& node, OnnxLayer layer)
{
    const auto order = layer.inputs.front().view.order;
    auto outputs = canvas.place(node, std::move(layer));
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view.order = order;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

Status placeElementwise(OnnxCanvas& canvas, const OnnxNode& node, const std::string& layer, ParamValues params)
{
    const auto x = canvas.value(node, 0);
    if (!x)
        return fail(x.error());
    auto outputs = canvas.place(node, {.type = layer, .params = std::move(params), .inputs = {*x}, .weights = {}});
    if (!outputs)
        return fail(outputs.error());
    outputs->front().view = x->view;
    canvas.define(node.outputs[0], outputs->front());
    return {};
}

Status passThrough(OnnxCanvas& canvas, const OnnxNode& node, std::size_t input)
{
    const auto x = canvas.value(node, input);
    if (!x)
        return fail(x.error());
    canvas.define(node.outputs[0], *x);
    return {};
}

std::optional<std::int64_t> dimensionOf(const PlacedValue& value, std::int64_t axis)
{
    const auto rank = static_cast<std::int64_t>(value.view.order.size());
    axis += axis < 0 ? rank : 0;
    if (axis < 0 || axis >= rank || !value.view.hasWholeParts())
        return std::nullopt;
    return static_cast<std::int64_t>(value.view.order[static_cast<std::size_t>(axis)]);
}

HostTensor transposedMatrix(const HostTensor& matrix)
{
    const std::int64_t rows = matrix.dim(0), columns = matrix.dim(1);
    HostTensor out(DType::Float32, {columns, rows});
    const auto from = matrix.floats();
    const auto to = out.mutableValues<float>();
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            to[static_cast<std::size_t>(column * rows + row)] = from[static_cast<std::size_t>(row * columns + column)];
    return out;
}

} // namespace nodegrad
