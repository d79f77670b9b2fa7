#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

Specs scalarOf(const Spec& prediction)
{
    return {{prediction.dtype, {}, Kind::Scalar, 0}};
}

// --- cross_entropy: -log softmax(logits)[target] ---

Specs inferCrossEntropy(const Attributes&, const Specs& in)
{
    const Spec &logits = in[0], &target = in[1];
    needShapeOf(logits, {Kind::Vector, Kind::Sequence}, 0);
    if (target.dtype != DType::Int64 || isAbsent(target))
        throw wrongKind(target, std::vector{Kind::Label}, 1);
    if (target.shape != Shape(logits.shape.begin(), logits.shape.end() - 1))
        unmet("layer.target_shape", {{"prediction", shapeText(logits.shape)}, {"target", shapeText(target.shape)}}, 0);
    const std::int64_t classes = knownSize(logits.shape.back(), "the number of logits", 0);
    if (target.classes > 0 && target.classes != classes)
        unmet("layer.class_count", {{"classes", target.classes}, {"logits", classes}}, 0);
    return scalarOf(logits);
}

/// The log-probabilities.
Cost costCrossEntropy(const Attributes&, const Specs& in, const Specs&)
{
    return {.savedElements = elementCount(in[0].shape)};
}

// --- losses that compare element by element ---

Specs inferCompare(const Attributes&, const Specs& in)
{
    const Spec &prediction = in[0], &target = in[1];
    needRankAtLeast(prediction, 1, 0);
    needFloat(prediction, 0);
    const bool column = prediction.shape.size() == 2 && prediction.shape[1] == Dim(1) && target.shape == Shape{prediction.shape[0]};
    if (isAbsent(target) || (!column && target.shape != prediction.shape))
        unmet("layer.target_shape", {{"prediction", shapeText(prediction.shape)}, {"target", shapeText(target.shape)}}, 0);
    return scalarOf(prediction);
}

/// Cross entropies of yes or no: a label has two classes.
Specs inferBinary(const Attributes& attributes, const Specs& in)
{
    const Specs out = inferCompare(attributes, in);
    if (in[1].kind == Kind::Label && in[1].classes > 2)
        unmet("layer.not_binary", {{"classes", in[1].classes}}, 1);
    return out;
}

} // namespace

std::vector<OpType> lossOps()
{
    return {
        {.id = "cross_entropy", .summary = "The mean of -log softmax(logits)[target].", .inputs = {"logits", "target"},
         .infer = inferCrossEntropy, .cost = costCrossEntropy, .onnx = nullptr, .torchScript = nullptr, .loss = true},
        {.id = "binary_cross_entropy", .summary = "The mean of -(t log p + (1 - t) log(1 - p)).",
         .inputs = {"probabilities", "target"},
         .infer = inferBinary, .cost = noCost, .onnx = nullptr, .torchScript = nullptr, .loss = true},
        {.id = "binary_cross_entropy_with_logits", .summary = "binary_cross_entropy of sigmoid(logits), computed without overflow.",
         .inputs = {"logits", "target"},
         .infer = inferBinary, .cost = noCost, .onnx = nullptr, .torchScript = nullptr, .loss = true},
        {.id = "mse", .summary = "The mean of (prediction - target)^2.", .inputs = {"prediction", "target"},
         .infer = inferCompare, .cost = noCost, .onnx = nullptr, .torchScript = nullptr, .loss = true},
        {.id = "l1", .summary = "The mean of |prediction - target|.", .inputs = {"prediction", "target"},
         .infer = inferCompare, .cost = noCost, .onnx = nullptr, .torchScript = nullptr, .loss = true},
        {.id = "huber", .summary = "The mean of d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2), with d = prediction - target.",
         .attributes = {[] {
             Param param = realParam("delta", "Delta", "Where the parabola turns into a line.", 1.0, 0.0, 1e9);
             param.exclusiveMinimum = true;
             return param;
         }()},
         .inputs = {"prediction", "target"},
         .infer = inferCompare, .cost = noCost, .onnx = nullptr, .torchScript = nullptr, .loss = true},
    };
}

} // namespace nodegrad
