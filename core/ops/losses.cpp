#include "core/ops/families.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

namespace {

Specs scalarOf(const Spec& prediction)
{
    return {{prediction.dtype, {}, Kind::Scalar, 0}};
}

// --- losses over classes: scores (N, C) with labels (N), or (N, T, C) with tokens (N, T) ---

Specs inferClasses(const Attributes&, const Specs& in)
{
    const Spec &scores = in[0], &target = in[1];
    needShapeOf(scores, {Kind::Vector, Kind::Sequence}, 0);
    if (target.dtype != DType::Int64 || isAbsent(target))
        throw wrongKind(target, std::vector{Kind::Label}, 1);
    if (target.shape != Shape(scores.shape.begin(), scores.shape.end() - 1))
        unmet("layer.target_shape", {{"prediction", shapeText(scores.shape)}, {"target", shapeText(target.shape)}}, 0);
    const std::int64_t classes = knownSize(scores.shape.back(), "the number of logits", 0);
    if (target.classes > 0 && target.classes != classes)
        unmet("layer.class_count", {{"classes", target.classes}, {"logits", classes}}, 0);
    if (in.size() > 2)
        needWeightShape(in[2], {Dim(classes)}, "the weights of the classes", 2);
    return scalarOf(scores);
}

/// The log-probabilities.
Cost costClasses(const Attributes&, const Specs& in, const Specs&)
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

/// Losses of yes or no: a label has two classes.
Specs inferBinary(const Attributes& attributes, const Specs& in)
{
    const Specs out = inferCompare(attributes, in);
    if (in[1].kind == Kind::Label && in[1].classes > 2)
        unmet("layer.not_binary", {{"classes", in[1].classes}}, 1);
    return out;
}

// --- losses of several inputs: equal vectors (N, F) ---

void needSameShape(const Specs& in, std::size_t input)
{
    needFloat(in[input], static_cast<int>(input));
    if (in[input].shape != in[0].shape)
        unmet("layer.shapes_differ", {{"first", shapeText(in[0].shape)}, {"second", shapeText(in[input].shape)}}, static_cast<int>(input));
}

/// mean, variance, target
Specs inferGaussian(const Attributes& attributes, const Specs& in)
{
    needSameShape(in, 1);
    return inferCompare(attributes, {in[0], in[2]});
}

/// a, b, target (N)
Specs inferCosineEmbedding(const Attributes&, const Specs& in)
{
    needShapeOf(in[0], {Kind::Vector}, 0);
    needSameShape(in, 1);
    if (in[2].shape != Shape{in[0].shape[0]} && in[2].shape != Shape{in[0].shape[0], Dim(1)})
        unmet("layer.target_shape", {{"prediction", shapeText({in[0].shape[0]})}, {"target", shapeText(in[2].shape)}}, 0);
    if (in[2].kind == Kind::Label && in[2].classes > 2)
        unmet("layer.not_binary", {{"classes", in[2].classes}}, 2);
    return scalarOf(in[0]);
}

/// anchor, positive, negative
Specs inferTriplet(const Attributes&, const Specs& in)
{
    needShapeOf(in[0], {Kind::Vector}, 0);
    needSameShape(in, 1);
    needSameShape(in, 2);
    return scalarOf(in[0]);
}

// --- ctc: logits (N, T, C), target (N, S) ---

Specs inferCtc(const Attributes& attributes, const Specs& in)
{
    const Spec &logits = in[0], &target = in[1];
    needShapeOf(logits, {Kind::Sequence}, 0);
    if (target.dtype != DType::Int64 || target.shape.size() != 2)
        throw wrongKind(target, std::vector{Kind::Tokens}, 1);
    const std::int64_t classes = knownSize(logits.shape.back(), "the number of logits", 0);
    if (attributes.integer("blank") >= classes || target.classes > classes)
        unmet("layer.class_count", {{"classes", std::max(target.classes, attributes.integer("blank") + 1)}, {"logits", classes}}, 0);
    return scalarOf(logits);
}

// --- attributes ---

Param above(Param param)
{
    param.exclusiveMinimum = true;
    return param;
}

Param ignoreIndex()
{
    return integerParam("ignore_index", "Ignored class", "Targets of this class do not count; -1: all count.", -1, -1, 1e9);
}

Param margin(double byDefault, double least)
{
    return realParam("margin", "Margin", "Beyond it there is nothing to gain.", byDefault, least, 1e6);
}

OpType loss(std::string id, std::string summary, std::vector<std::string> inputs, Specs (*infer)(const Attributes&, const Specs&),
            std::vector<Param> attributes = {}, Cost (*cost)(const Attributes&, const Specs&, const Specs&) = noCost)
{
    return {.id = std::move(id), .summary = std::move(summary), .attributes = std::move(attributes), .inputs = std::move(inputs),
            .infer = infer, .cost = cost, .onnx = nullptr, .torchScript = nullptr, .loss = true};
}

} // namespace

std::vector<OpType> lossOps()
{
    return {
        loss("cross_entropy", "The mean of -log softmax(logits)[target], weighted by class.", {"logits", "target", "weight?"}, inferClasses,
             {realParam("label_smoothing", "Label smoothing", "Share of each target that is spread over all classes.", 0.0, 0.0, 1.0), ignoreIndex()}, costClasses),
        loss("nll", "The mean of -log_probabilities[target], weighted by class.", {"log_probabilities", "target", "weight?"}, inferClasses, {ignoreIndex()}, costClasses),
        loss("focal", "The mean of -(1 - p)^gamma log p with p = softmax(logits)[target], weighted by class.", {"logits", "target", "weight?"}, inferClasses,
             {realParam("gamma", "Gamma", "How little the easy samples count.", 2.0, 0.0, 100.0)}, costClasses),
        loss("multi_margin", "The mean over samples and classes but the target of max(0, margin - s[target] + s[i]).", {"scores", "target"}, inferClasses, {margin(1.0, 0.0)}),
        loss("binary_cross_entropy", "The mean of -(t log p + (1 - t) log(1 - p)).", {"probabilities", "target"}, inferBinary),
        loss("binary_cross_entropy_with_logits", "binary_cross_entropy of sigmoid(logits), computed without overflow; yes counts pos_weight times.",
             {"logits", "target", "pos_weight?"}, inferBinary),
        loss("hinge", "The mean of max(0, margin - (2 t - 1) s).", {"scores", "target"}, inferBinary, {margin(1.0, 0.0)}),
        loss("dice", "1 - (2 sum(p t) + s) / (sum(p) + sum(t) + s) of each sample with p = sigmoid(logits), averaged.", {"logits", "target"}, inferBinary,
             {realParam("smooth", "Smooth", "Added above and below.", 1.0, 0.0, 1e6)}),
        loss("mse", "The mean of (prediction - target)^2.", {"prediction", "target"}, inferCompare),
        loss("l1", "The mean of |prediction - target|.", {"prediction", "target"}, inferCompare),
        loss("huber", "The mean of d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2), with d = prediction - target.", {"prediction", "target"}, inferCompare,
             {above(realParam("delta", "Delta", "Where the parabola turns into a line.", 1.0, 0.0, 1e9))}),
        loss("smooth_l1", "The mean of d^2 / (2 beta) where |d| < beta, else |d| - beta / 2, with d = prediction - target.", {"prediction", "target"}, inferCompare,
             {realParam("beta", "Beta", "Where the parabola turns into a line.", 1.0, 0.0, 1e9)}),
        loss("kl_divergence", "The sum of t (log t - log softmax(logits)) over the last dimension, averaged over the batch.", {"logits", "target"}, inferCompare, {}, costClasses),
        loss("poisson", "The mean of exp(z) - t z.", {"log_rate", "target"}, inferCompare),
        loss("gaussian_nll", "The mean of (log v + (m - t)^2 / v) / 2 with v = max(variance, eps).", {"mean", "variance", "target"}, inferGaussian,
             {above(realParam("eps", "Epsilon", "The least variance.", 1e-6, 0.0, 1.0))}),
        loss("cosine_embedding", "The mean of 1 - cos(a, b) where the target is 1, else max(0, cos(a, b) - margin).", {"a", "b", "target"}, inferCosineEmbedding, {margin(0.0, -1.0)}),
        loss("triplet", "The mean of max(0, |a - p| - |a - n| + margin).", {"anchor", "positive", "negative"}, inferTriplet, {margin(1.0, 0.0)}),
        loss("ctc", "Connectionist temporal classification of log_softmax(logits), averaged over target lengths and batch.", {"logits", "target"}, inferCtc,
             {integerParam("blank", "Blank", "The token that means nothing; it also fills short targets up.", 0, 0, 1e9)}, costClasses),
    };
}

} // namespace nodegrad
