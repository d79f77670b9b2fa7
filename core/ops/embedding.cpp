#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

// --- embedding: y[n, t] = weight[tokens[n, t]] ---

Specs inferEmbedding(const Attributes& attributes, const Specs& in)
{
    const Spec &tokens = in[0], &weight = in[1];
    const bool whole = tokens.dtype == DType::Int64 || tokens.dtype == DType::Int32;
    if (isAbsent(tokens) || !whole || tokens.shape.size() > 2)
        throw wrongKind(tokens, std::vector{Kind::Tokens}, 0);
    if (weight.shape.size() != 2)
        needWeightShape(weight, {tokens.classes, Dim(1)}, "the weight", 1);
    const std::int64_t rows = knownSize(weight.shape[0], "the vocabulary", 1);
    if (tokens.classes > rows)
        unmet("layer.vocabulary_too_small", {{"rows", rows}, {"classes", tokens.classes}}, 0,
              {Fix::setParam("Set the vocabulary to " + std::to_string(tokens.classes), "vocabulary", tokens.classes)});
    const std::int64_t padding = attributes.integer("padding_index");
    if (padding >= rows)
        unmet("layer.padding_index_outside", {{"index", padding}, {"rows", rows}});
    Shape shape = tokens.shape;
    shape.push_back(weight.shape[1]);
    return {specOf(weight, std::move(shape))};
}

void onnxEmbedding(OnnxWriter& writer, const OpUse& use)
{
    writer.node("Gather", {use.inputs[1], use.inputs[0]}, use.outputs, {{"axis", std::int64_t(0)}});
}

void scriptEmbedding(ScriptWriter& writer, const OpUse& use)
{
    writer.line(use.outputs[0] + " = torch.embedding(" + use.inputs[1] + ", " + use.inputs[0] + ", " +
                std::to_string(use.attributes.integer("padding_index")) + ")");
}

} // namespace

std::vector<OpType> embeddingOps()
{
    return {
        {.id = "embedding", .summary = "The row of the weight for each token: (N, T) to (N, T, E).",
         .attributes = {integerParam("padding_index", "Padding token", "Its row gets no gradient; -1: none.", -1, -1, 1e12)},
         .inputs = {"tokens", "weight"},
         .infer = inferEmbedding, .cost = noCost, .onnx = onnxEmbedding, .torchScript = scriptEmbedding},
    };
}

} // namespace nodegrad
