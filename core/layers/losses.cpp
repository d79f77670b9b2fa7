#include "core/base/text.h"
#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

/// "1, 2.5, 1" as a constant of one number for each class (the last size of the logits); "" gives none.
Value classWeightsOf(Builder& b, const ParamValues& p, const Value& logits)
{
    const std::string& text = p.text("class_weights");
    if (text.empty() || logits.spec.shape.empty())
        return Builder::none();
    const std::int64_t classes = b.needKnown(logits.spec.shape.back(), "the number of classes");
    std::vector<float> values;
    bool areNumbers = true;
    for (const std::string_view part : split(text, ',')) {
        const auto value = parseReal(trimmed(part));
        areNumbers = areNumbers && value && *value >= 0;
        values.push_back(static_cast<float>(value.value_or(0)));
    }
    b.need(areNumbers && std::ssize(values) == classes, makeError("layer.class_weights", {{"count", classes}, {"got", text}}));
    return b.constant(HostTensor::ofFloats({classes}, values));
}

Value buildCrossEntropy(Builder& b, const ParamValues& p, const Values& in, const Value& target)
{
    return b.call1("cross_entropy", {in[0], target, classWeightsOf(b, p, in[0])},
                   {{"label_smoothing", p.real("label_smoothing")}, {"ignore_index", p.integer("ignore_index")}});
}

Value buildNll(Builder& b, const ParamValues& p, const Values& in, const Value& target)
{
    return b.call1("nll", {in[0], target, classWeightsOf(b, p, in[0])}, {{"ignore_index", p.integer("ignore_index")}});
}

Value buildFocal(Builder& b, const ParamValues& p, const Values& in, const Value& target)
{
    return b.call1("focal", {in[0], target, classWeightsOf(b, p, in[0])}, {{"gamma", p.real("gamma")}});
}

Value buildBinaryWithLogits(Builder& b, const ParamValues& p, const Values& in, const Value& target)
{
    const std::vector<float> weight{static_cast<float>(p.real("pos_weight"))};
    return b.call1("binary_cross_entropy_with_logits", {in[0], target, weight[0] == 1 ? Builder::none() : b.constant(HostTensor::ofFloats({1}, weight))});
}

Value buildCosineEmbedding(Builder& b, const ParamValues& p, const Values& in, const Value& target)
{
    return b.call1("cosine_embedding", {in[0], in[1], target}, {{"margin", p.real("cosine_margin")}});
}

Param classWeightsParam()
{
    return textParam("class_weights", "Class weights", "One number for each class, such as 1, 2.5, 1; empty: all classes count alike.", "");
}

Param ignoreParam()
{
    return integerParam("ignore_index", "Ignored class", "Targets of this class do not count; -1: all count.", -1, -1, 1e9);
}

Param marginParam()
{
    return realParam("margin", "Margin", "How far right and wrong should lie apart; beyond it there is nothing to gain.", 1.0, 0.0, 1e6);
}

std::vector<LossType> classLosses()
{
    return {
        {.id = "cross_entropy", .title = "Cross entropy",
         .summary = "For one class out of several: takes logits, one for each class.",
         .formula = "loss = -log softmax(logits)[class]", .op = "cross_entropy", .activation = "softmax", .compares = Compares::Classes,
         .params = {classWeightsParam(),
                    realParam("label_smoothing", "Label smoothing", "Share of each target that is spread over all classes, so that the network is not driven to certainty.", 0.0, 0.0, 1.0),
                    ignoreParam()},
         .build = buildCrossEntropy, .python = "F.cross_entropy({0}, {1}, weight={class_weights}, label_smoothing={label_smoothing}, ignore_index={ignore_index})"},
        {.id = "nll", .title = "Negative log likelihood",
         .summary = "For one class out of several: takes log-probabilities, so a LogSoftmax must stand before it.",
         .formula = "loss = -log p[class]", .op = "nll", .activation = "softmax", .compares = Compares::Classes,
         .params = {classWeightsParam(), ignoreParam()}, .inputs = {{"in", "Log-probabilities"}}, .build = buildNll, .python = "F.nll_loss({0}, {1}, weight={class_weights}, ignore_index={ignore_index})"},
        {.id = "focal", .title = "Focal", .summary = "Cross entropy that hardly counts what is right already: for rare classes.",
         .formula = "loss = -(1 - p)^γ log p, with p = softmax(logits)[class]", .op = "focal", .activation = "softmax", .compares = Compares::Classes,
         .params = {realParam("gamma", "Gamma", "How little the easy samples count; 0 is cross entropy.", 2.0, 0.0, 100.0), classWeightsParam()},
         .build = buildFocal, .python = "((1 - torch.exp(-F.cross_entropy({0}, {1}, reduction=\"none\"))) ** {gamma} * F.cross_entropy({0}, {1}, weight={class_weights}, reduction=\"none\")).mean()"},
        {.id = "multi_margin", .title = "Multi-class hinge", .summary = "For one class out of several: the score of the right one shall lead by the margin.",
         .formula = "loss = mean over i != class of max(0, margin - score[class] + score[i])", .op = "multi_margin", .compares = Compares::Classes,
         .params = {marginParam()}, .inputs = {{"in", "Scores"}}, .python = "F.multi_margin_loss({0}, {1}, margin={margin})"},
    };
}

std::vector<LossType> yesNoLosses()
{
    return {
        {.id = "binary_cross_entropy_with_logits", .title = "Binary cross entropy (logits)",
         .summary = "For yes or no: takes one logit and applies the sigmoid itself, which is safe for large values.",
         .formula = "loss = -(w t log σ(z) + (1 - t) log(1 - σ(z)))", .op = "binary_cross_entropy_with_logits", .activation = "sigmoid",
         .compares = Compares::YesNo,
         .params = {positiveParam(realParam("pos_weight", "Weight of yes", "How many times a missed yes counts; above 1 where yes is rare.", 1.0, 0.0, 1e6))},
         .build = buildBinaryWithLogits, .python = "F.binary_cross_entropy_with_logits({0}, {1}.reshape({0}.shape).to({0}.dtype), pos_weight=torch.tensor({pos_weight}))"},
        {.id = "binary_cross_entropy", .title = "Binary cross entropy (probabilities)",
         .summary = "For yes or no: takes a probability, so a Sigmoid must stand before it.",
         .formula = "loss = -(t log p + (1 - t) log(1 - p))", .op = "binary_cross_entropy", .compares = Compares::YesNo,
         .inputs = {{"in", "Probabilities"}}, .python = "F.binary_cross_entropy({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "multi_label", .title = "Multi-label", .summary = "For several answers of yes or no at once: one logit for each label.",
         .formula = "loss = mean over labels of binary cross entropy(σ(z), t)", .op = "binary_cross_entropy_with_logits", .activation = "sigmoid",
         .compares = Compares::YesNo, .python = "F.multilabel_soft_margin_loss({0}, {1}.reshape({0}.shape).to({0}.dtype))"},
        {.id = "hinge", .title = "Hinge", .summary = "For yes or no, as in a support vector machine: positive scores mean yes.",
         .formula = "loss = max(0, margin - y s), with y = 1 for yes and -1 for no", .op = "hinge", .compares = Compares::YesNo,
         .params = {marginParam()}, .inputs = {{"in", "Scores"}}, .python = "torch.relu({margin} - {0} * (2 * {1}.reshape({0}.shape) - 1)).mean()"},
        {.id = "dice", .title = "Dice", .summary = "For masks: compares what overlaps with what is marked, so a small object counts as much as a large ground.",
         .formula = "loss = 1 - (2 Σ p t + s) / (Σ p + Σ t + s), with p = σ(z)", .op = "dice", .activation = "sigmoid", .compares = Compares::YesNo,
         .params = {realParam("smooth", "Smooth", "Added above and below, so that an empty mask gives no division by zero.", 1.0, 0.0, 1e6)},
         .python = "(1 - (2 * (torch.sigmoid({0}) * {1}.reshape({0}.shape)).flatten(1).sum(1) + {smooth}) / (torch.sigmoid({0}).flatten(1).sum(1) + {1}.flatten(1).sum(1) + {smooth})).mean()"},
        {.id = "cosine_embedding", .title = "Cosine embedding",
         .summary = "For pairs: draws the two vectors together where the target is yes, apart where it is no.",
         .formula = "loss = 1 - cos(a, b) if yes, else max(0, cos(a, b) - margin)", .op = "cosine_embedding", .compares = Compares::YesNo,
         .params = {realParam("cosine_margin", "Margin", "Pairs that do not belong together may be as similar as this.", 0.0, -1.0, 1.0)},
         .inputs = {{"in", "A"}, {"b", "B"}}, .build = buildCosineEmbedding, .answersTarget = false,
         .python = "F.cosine_embedding_loss({0}, {1}, 2 * {2} - 1, margin={cosine_margin})"},
    };
}

std::vector<LossType> numberLosses()
{
    const std::string target = "{1}.reshape({0}.shape).to({0}.dtype)";
    return {
        {.id = "mse", .title = "Mean squared error", .summary = "For numbers: large errors count much more than small ones.",
         .formula = "loss = mean((prediction - target)^2)", .op = "mse", .python = "F.mse_loss({0}, " + target + ")"},
        {.id = "l1", .title = "Mean absolute error", .summary = "For numbers: every unit of error counts alike, so outliers pull less.",
         .formula = "loss = mean(|prediction - target|)", .op = "l1", .python = "F.l1_loss({0}, " + target + ")"},
        {.id = "huber", .title = "Huber", .summary = "For numbers: squared near zero, straight for errors above delta.",
         .formula = "loss = d^2 / 2 if |d| <= δ, else δ (|d| - δ / 2), with d = prediction - target", .op = "huber",
         .params = {positiveParam(realParam("delta", "Delta", "Where the parabola turns into a line.", 1.0, 0.0, 1e9))},
         .python = "F.huber_loss({0}, " + target + ", delta={delta})"},
        {.id = "smooth_l1", .title = "Smooth L1", .summary = "Huber divided by beta: the slope of large errors stays 1.",
         .formula = "loss = d^2 / (2 β) if |d| < β, else |d| - β / 2, with d = prediction - target", .op = "smooth_l1",
         .params = {realParam("beta", "Beta", "Where the parabola turns into a line; 0 is the mean absolute error.", 1.0, 0.0, 1e9)},
         .python = "F.smooth_l1_loss({0}, " + target + ", beta={beta})"},
        {.id = "kl_divergence", .title = "Kullback-Leibler divergence",
         .summary = "For distributions: the target holds a probability for each class; takes logits.",
         .formula = "loss = Σ t (log t - log softmax(z)), averaged over the batch", .op = "kl_divergence", .activation = "softmax",
         .python = "F.kl_div(F.log_softmax({0}, -1), " + target + ", reduction=\"batchmean\")"},
        {.id = "poisson", .title = "Poisson", .summary = "For counts: the network gives the logarithm of the expected count.",
         .formula = "loss = exp(z) - t z", .op = "poisson", .inputs = {{"in", "Log of the rate"}}, .python = "F.poisson_nll_loss({0}, " + target + ")"},
        {.id = "gaussian_nll", .title = "Gaussian", .summary = "For numbers with their uncertainty: a second input gives the variance.",
         .formula = "loss = (log max(v, ε) + (m - t)^2 / max(v, ε)) / 2", .op = "gaussian_nll",
         .params = {positiveParam(realParam("eps", "Epsilon", "The least variance.", 1e-6, 0.0, 1.0))},
         .inputs = {{"in", "Mean"}, {"variance", "Variance"}}, .python = "F.gaussian_nll_loss({0}, {2}.reshape({0}.shape), {1}, eps={eps})"},
        {.id = "triplet", .title = "Triplet", .summary = "For embeddings: the anchor shall lie nearer to the positive than to the negative, by the margin.",
         .formula = "loss = max(0, |a - p| - |a - n| + margin)", .op = "triplet", .compares = Compares::Nothing, .params = {marginParam()},
         .inputs = {{"in", "Anchor"}, {"positive", "Positive"}, {"negative", "Negative"}}, .answersTarget = false, .python = "F.triplet_margin_loss({0}, {1}, {2}, margin={margin})"},
        {.id = "ctc", .title = "CTC", .summary = "For texts of unknown timing: one distribution over the tokens for each time step.",
         .formula = "loss = -log of the sum over all ways to read the target out of the steps", .op = "ctc", .activation = "softmax", .compares = Compares::Texts,
         .params = {integerParam("blank", "Blank", "The token that means nothing; it also fills short targets up.", 0, 0, 1e9)}, .answersTarget = false,
         .python = "F.ctc_loss(F.log_softmax({0}, -1).transpose(0, 1), {1}, torch.full({0}.shape[:1], {0}.shape[1]), ({1} != {blank}).sum(1), blank={blank})"},
    };
}

} // namespace

const std::vector<LossType>& lossTypes()
{
    static const std::vector<LossType> all = [] {
        std::vector<LossType> losses;
        for (const auto group : {classLosses, yesNoLosses, numberLosses})
            for (LossType& loss : group())
                losses.push_back(std::move(loss));
        return losses;
    }();
    return all;
}

const LossType* findLoss(const std::string& id)
{
    for (const LossType& loss : lossTypes())
        if (loss.id == id)
            return &loss;
    return nullptr;
}

std::string lossCode(const LossType& loss, const ParamValues& params, const std::vector<std::string>& values)
{
    std::string code = loss.python;
    for (std::size_t i = 0; i < values.size(); ++i)
        replaceAll(code, "{" + std::to_string(i) + "}", values[i]);
    const ParamValues all = completed(params, loss.params);
    if (const ParamValue* weights = all.find("class_weights")) {
        const std::string text = formatParam(*weights);
        replaceAll(code, "{class_weights}", text.empty() ? "None" : "torch.tensor([" + text + "])");
    }
    return pythonFilled(code, loss.params, all);
}

Value buildLoss(const LossType& loss, Builder& builder, const ParamValues& params, const Values& in, const Value& target)
{
    if (loss.build)
        return loss.build(builder, params, in, target);
    Values inputs = in;
    if (target)
        inputs.push_back(target);
    Attributes attributes;
    for (const Param& param : loss.params)
        attributes.set(param.id, *params.find(param.id));
    return builder.call1(loss.op, inputs, attributes);
}

} // namespace nodegrad
