#include "core/layers/unary.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

using List = std::vector<std::int64_t>;

/// "nn.ELU()" or "nn.ELU(alpha=0.5)".
PythonUse pythonAlpha(const std::string& constructor, const ParamValues& p)
{
    return {pythonCall(constructor, {pythonUnless("alpha", pythonReal(p.real("alpha")), pythonReal(1.0))}), "{self}({0})", {}};
}

std::string summarizeAlpha(const ParamValues& p)
{
    return p.real("alpha") == 1.0 ? std::string() : "α " + formatParam(p.real("alpha"));
}

// --- prelu: torch's slopes run along the second dimension, so sequences (N, T, F) turn round and back ---

bool hasManySlopes(const ParamValues& p) { return p.text("slopes") == "channels"; }

Values buildPrelu(Builder& b, const ParamValues& p, const Values& in)
{
    Value x = hasManySlopes(p) ? needFeatures(b, in[0]) : needNumbers(b, in[0]);
    const bool turns = hasManySlopes(p) && x.spec.kind == Kind::Sequence;
    if (turns)
        x = b.call1("permute", {x}, {{"dims", List{0, 2, 1}}});
    const std::int64_t count = hasManySlopes(p) ? b.needKnown(x.spec.shape[1], "the number of channels") : 1;
    const Value weight = b.parameter("weight", {count}, {Initializer::Type::Constant, p.real("init")});
    const Value y = b.call1("prelu", {x, weight});
    return {turns ? b.call1("permute", {y}, {{"dims", List{0, 2, 1}}}) : y};
}

PythonUse pythonPrelu(const ParamValues& p, const Specs& in)
{
    const bool turns = hasManySlopes(p) && in[0].kind == Kind::Sequence;
    const std::string count = !hasManySlopes(p) ? "1" : sizeText(turns ? in[0].shape.back() : in[0].shape[1]);
    return {pythonCall("nn.PReLU", {count == "1" ? "" : count, pythonUnless("init", pythonReal(p.real("init")), pythonReal(0.25))}),
            turns ? "{self}({0}.transpose(1, 2)).transpose(1, 2)" : "{self}({0})", {}};
}

// --- hardtanh, softplus ---

PythonUse pythonHardtanh(const ParamValues& p, const Specs&)
{
    return {pythonCall("nn.Hardtanh", {pythonUnless("min_val", pythonReal(p.real("minimum")), pythonReal(-1.0)),
                                       pythonUnless("max_val", pythonReal(p.real("maximum")), pythonReal(1.0))}),
            "{self}({0})", {}};
}

PythonUse pythonSoftplus(const ParamValues& p, const Specs&)
{
    return {pythonCall("nn.Softplus", {pythonUnless("beta", pythonReal(p.real("beta")), pythonReal(1.0)),
                                       pythonUnless("threshold", pythonReal(p.real("threshold")), pythonReal(20.0))}),
            "{self}({0})", {}};
}

// --- softmax, log_softmax, softmin ---

Param dimParam(const std::string& doc)
{
    return integerParam("dim", "Dimension", doc + ": -1 is the last; 1 the channels of a feature map.", -1, -7, 7);
}

Values buildSoftmin(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("softmax", {b.call1("negate", {needNumbers(b, in[0])})}, {{"dim", p.integer("dim")}})};
}

template <FixedText module> PythonUse pythonDim(const ParamValues& p, const Specs&)
{
    return {std::string(module.characters) + "(dim=" + std::to_string(p.integer("dim")) + ")", "{self}({0})", {}};
}

std::string summarizeDim(const ParamValues& p)
{
    return p.integer("dim") == -1 ? std::string() : "dimension " + std::to_string(p.integer("dim"));
}

} // namespace

std::vector<LayerType> activationLayers()
{
    return {
        {.id = "relu", .title = "ReLU", .summary = "Sets negative values to zero and leaves the others.",
         .explanation = "y = max(0, x). Without a bend between them, any number of Dense or Conv layers would compute a single weighted sum; "
                        "ReLU is the simplest bend there is. Its slope is 1 wherever a value is positive, so gradients pass through many layers "
                        "without fading. A unit whose input is always negative stops learning; LeakyReLU avoids that.",
         .aliases = {"rectifier", "rectified linear", "activation"}, .category = Category::Activation,
         .examples = {{"input(8) > relu", "Element by element"}, {"input(2,4,4,4) > relu", "On a volume"}},
         .build = buildUnary<"relu">, .python = pythonModule<"nn.ReLU()">, .summarize = noSummary, .formula = "y = max(0, x)"},
        {.id = "leaky_relu", .title = "LeakyReLU", .summary = "As ReLU, but negative values keep a small slope.",
         .explanation = "y = x for x > 0 and y = a x below, with a small slope a such as 0.01. The small slope lets a gradient through where ReLU "
                        "has none, so that units cannot get stuck at zero. It is common in networks that generate pictures.",
         .aliases = {"lrelu", "leaky rectifier"}, .category = Category::Activation,
         .params = {realParam("negative_slope", "Negative slope", "Slope a below zero.", 0.01, 0.0, 1.0)},
         .examples = {{"input(8) > leaky_relu(0.2)", "A slope of 0.2 below zero"}},
         .build = buildUnary<"leaky_relu">,
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{"nn.LeakyReLU(" + pythonReal(p.real("negative_slope")) + ")", "{self}({0})", {}};
         },
         .summarize = [](const ParamValues& p) { return formatParam(p.real("negative_slope")); }, .formula = "y = x if x > 0, else a x"},
        {.id = "prelu", .title = "PReLU", .summary = "As LeakyReLU, but the slope of negative values is trained.",
         .explanation = "y = x for x > 0 and y = a x below, where the network learns the slope a: one for all values, or one for each channel. It "
                        "starts at 0.25 and costs hardly any weights. Weight decay would pull the slopes towards zero, which makes the layer a ReLU.",
         .aliases = {"parametric relu", "parametric rectifier", "trainable slope"}, .category = Category::Activation,
         .params = {choiceParam("slopes", "Slopes", "One for all values, or one for each channel or feature.", "one",
                                {{"one", "One for all"}, {"channels", "One for each channel"}}),
                    realParam("init", "Initial slope", "The slope before training.", 0.25, -1000.0, 1000.0)},
         .examples = {{"input(8) > prelu", "One slope"}, {"input(4,6,6) > prelu(channels)", "A slope for each of four channels"},
                      {"input(10,6) > prelu(channels, init=0.1)", "A slope for each of six features"}},
         .build = buildPrelu, .python = pythonPrelu,
         .summarize = [](const ParamValues& p) {
             return dotted({hasManySlopes(p) ? "one a channel" : "", p.real("init") == 0.25 ? "" : "from " + formatParam(p.real("init"))});
         },
         .formula = "y = x if x > 0, else a x"},
        {.id = "relu6", .title = "ReLU6", .summary = "As ReLU, but values above 6 become 6.",
         .explanation = "y = min(max(0, x), 6). The cap keeps numbers in a known range, which suits arithmetic with few bits; networks for phones, such as "
                        "MobileNet, are built with it.",
         .aliases = {"capped relu", "clipped relu"}, .category = Category::Activation,
         .examples = {{"input(8) > relu6", "Between 0 and 6"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) {
             return Values{b.call1("hardtanh", {needNumbers(b, in[0])}, {{"minimum", 0.0}, {"maximum", 6.0}})};
         },
         .python = pythonModule<"nn.ReLU6()">, .summarize = noSummary, .formula = "y = min(max(0, x), 6)"},
        {.id = "elu", .title = "ELU", .summary = "As ReLU, but negative values bend smoothly towards -α.",
         .explanation = "y = x for x > 0 and y = α (exp(x) - 1) below. The curve is smooth, and because values may be negative, the mean of a layer "
                        "stays nearer to zero, which helps the layers behind it.",
         .aliases = {"exponential linear"}, .category = Category::Activation,
         .params = {realParam("alpha", "Alpha", "The value far below zero is -α.", 1.0, 0.0, 1000.0)},
         .examples = {{"input(8) > elu(0.5)", "Towards -0.5"}},
         .build = buildUnary<"elu">, .python = [](const ParamValues& p, const Specs&) { return pythonAlpha("nn.ELU", p); },
         .summarize = summarizeAlpha, .formula = "y = x if x > 0, else α (exp(x) - 1)"},
        {.id = "selu", .title = "SELU", .summary = "An ELU whose two constants keep mean and deviation of deep Dense networks steady.",
         .explanation = "y = λ x for x > 0 and y = λ α (exp(x) - 1) below, with α = 1.6733 and λ = 1.0507. With these constants the values of a stack of "
                        "Dense layers move by themselves towards mean 0 and deviation 1, as if they were normalized. That holds for weights drawn "
                        "with deviation 1/sqrt(F) and no other normalization.",
         .aliases = {"scaled exponential linear", "self normalizing"}, .category = Category::Activation,
         .examples = {{"input(8) > selu", "Element by element"}},
         .build = buildUnary<"selu">, .python = pythonModule<"nn.SELU()">, .summarize = noSummary,
         .formula = "y = 1.0507 x if x > 0, else 1.7581 (exp(x) - 1)"},
        {.id = "celu", .title = "CELU", .summary = "An ELU whose slope has no jump at zero, whatever α is.",
         .explanation = "y = x for x > 0 and y = α (exp(x / α) - 1) below. As ELU it bends towards -α, but the slope at zero is 1 from both sides "
                        "for every α. With a small α it comes close to ReLU, with a large one close to a straight line.",
         .aliases = {"continuously differentiable exponential linear"}, .category = Category::Activation,
         .params = {realParam("alpha", "Alpha", "The value far below zero is -α.", 1.0, 0.001, 1000.0)},
         .examples = {{"input(8) > celu(0.5)", "Towards -0.5"}},
         .build = buildUnary<"celu">, .python = [](const ParamValues& p, const Specs&) { return pythonAlpha("nn.CELU", p); },
         .summarize = summarizeAlpha, .formula = "y = x if x > 0, else α (exp(x / α) - 1)"},
        {.id = "gelu", .title = "GELU", .summary = "A smooth ReLU: each value times the chance that a normal variable lies below it.",
         .explanation = "y = x Φ(x), where Φ is the distribution function of the normal distribution. Large values pass, strongly negative ones vanish, and "
                        "between them the curve is smooth, with a small dip below zero. Transformers use it. The approximation "
                        "0.5 x (1 + tanh(sqrt(2/π) (x + 0.044715 x³))) is what some published models were trained with.",
         .aliases = {"gaussian error linear"}, .category = Category::Activation,
         .params = {choiceParam("approximate", "Approximation", "Exact, or by a tanh.", "none", {{"none", "Exact"}, {"tanh", "By tanh"}})},
         .examples = {{"input(8) > gelu", "Exact"}, {"input(8) > gelu(tanh)", "The approximation by tanh"}},
         .build = buildUnary<"gelu">,
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{p.text("approximate") == "tanh" ? "nn.GELU(approximate=\"tanh\")" : "nn.GELU()", "{self}({0})", {}};
         },
         .summarize = [](const ParamValues& p) { return p.text("approximate") == "tanh" ? std::string("by tanh") : std::string(); },
         .formula = "y = x Φ(x)"},
        {.id = "silu", .title = "SiLU", .summary = "A smooth ReLU: each value times its own sigmoid.",
         .explanation = "y = x σ(x) = x / (1 + exp(-x)), also known as Swish. It looks much like GELU and is cheaper; many modern convolutional "
                        "networks use it in place of ReLU.",
         .aliases = {"swish", "sigmoid linear"}, .category = Category::Activation,
         .examples = {{"input(8) > silu", "Element by element"}},
         .build = buildUnary<"silu">, .python = pythonModule<"nn.SiLU()">, .summarize = noSummary, .formula = "y = x / (1 + exp(-x))"},
        {.id = "mish", .title = "Mish", .summary = "A smooth ReLU: each value times the tanh of its softplus.",
         .explanation = "y = x tanh(log(1 + exp(x))). A close relative of SiLU: smooth, unbounded above, with a dip of -0.31 below zero that lets small "
                        "negative values through. Object detectors such as YOLOv4 use it; it costs more to compute than SiLU.",
         .aliases = {"smooth rectifier"}, .category = Category::Activation,
         .examples = {{"input(8) > mish", "Element by element"}},
         .build = buildUnary<"mish">, .python = pythonModule<"nn.Mish()">, .summarize = noSummary, .formula = "y = x tanh(log(1 + exp(x)))"},
        {.id = "hardswish", .title = "Hardswish", .summary = "SiLU made of straight lines: cheap on small devices.",
         .explanation = "y = x min(max(x + 3, 0), 6) / 6: zero below -3, x above 3, and a parabola between them. It follows SiLU closely without an "
                        "exponential, which is why MobileNetV3 and other networks for phones use it.",
         .aliases = {"hard swish", "hard silu"}, .category = Category::Activation,
         .examples = {{"input(8) > hardswish", "Element by element"}},
         .build = buildUnary<"hardswish">, .python = pythonModule<"nn.Hardswish()">, .summarize = noSummary,
         .formula = "y = x min(max(x + 3, 0), 6) / 6"},
        {.id = "sigmoid", .title = "Sigmoid", .summary = "Squeezes each value into the range 0 to 1.",
         .explanation = "y = 1 / (1 + exp(-x)): large values come near 1, strongly negative ones near 0. It turns a logit into a probability of yes, "
                        "and serves as a gate that opens and closes. Inside deep networks it is rare today: its slope is at most 1/4, so gradients "
                        "fade. Before the loss \"binary cross entropy (logits)\" it is not needed.",
         .aliases = {"logistic", "probability"}, .category = Category::Activation,
         .examples = {{"input(8) > sigmoid", "Element by element"}},
         .build = buildUnary<"sigmoid">, .python = pythonModule<"nn.Sigmoid()">, .summarize = noSummary, .formula = "y = 1 / (1 + exp(-x))"},
        {.id = "hardsigmoid", .title = "Hardsigmoid", .summary = "Sigmoid made of straight lines: cheap on small devices.",
         .explanation = "y = min(max(x + 3, 0), 6) / 6: 0 below -3, 1 above 3, and a straight line between them. It serves as a gate where an exponential "
                        "costs too much, for example in the squeeze-and-excitation blocks of MobileNetV3. Outside of -3 to 3 no gradient passes.",
         .aliases = {"hard sigmoid", "hard logistic"}, .category = Category::Activation,
         .examples = {{"input(8) > hardsigmoid", "Element by element"}},
         .build = buildUnary<"hardsigmoid">, .python = pythonModule<"nn.Hardsigmoid()">, .summarize = noSummary,
         .formula = "y = min(max(x + 3, 0), 6) / 6"},
        {.id = "log_sigmoid", .title = "LogSigmoid", .summary = "The logarithm of Sigmoid, computed without losing small probabilities.",
         .explanation = "y = log(1 / (1 + exp(-x))) = -log(1 + exp(-x)). Where a loss needs the logarithm of a probability, this is exact even where the "
                        "probability itself would round to 0 or 1.",
         .aliases = {"log probability"}, .category = Category::Activation,
         .examples = {{"input(8) > log_sigmoid", "Element by element"}},
         .build = buildUnary<"log_sigmoid">, .python = pythonModule<"nn.LogSigmoid()">, .summarize = noSummary, .formula = "y = -log(1 + exp(-x))"},
        {.id = "tanh", .title = "Tanh", .summary = "Squeezes each value into the range -1 to 1.",
         .explanation = "y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)). As Sigmoid, but around zero, which keeps the next layer's inputs balanced. Small "
                        "networks and recurrent ones use it; in deep ones its flat ends make gradients fade.",
         .aliases = {"hyperbolic tangent"}, .category = Category::Activation,
         .examples = {{"input(8) > tanh", "Element by element"}},
         .build = buildUnary<"tanh">, .python = pythonModule<"nn.Tanh()">, .summarize = noSummary, .formula = "y = tanh(x)"},
        {.id = "hardtanh", .title = "Hardtanh", .summary = "Leaves values between two limits and sets the others to the limit.",
         .explanation = "y = min(max(x, a), b), with a = -1 and b = 1 a tanh made of straight lines. Within the limits the slope is 1, outside no gradient "
                        "passes. It is cheap, and keeps numbers in a known range.",
         .aliases = {"hard tanh", "hard hyperbolic tangent"}, .category = Category::Activation,
         .params = {realParam("minimum", "Minimum", "The least output a.", -1.0, -1e9, 1e9),
                    realParam("maximum", "Maximum", "The largest output b; not below the minimum.", 1.0, -1e9, 1e9)},
         .examples = {{"input(8) > hardtanh", "Between -1 and 1"}, {"input(8) > hardtanh(-2, 3)", "Between -2 and 3"}},
         .build = buildUnary<"hardtanh">, .python = pythonHardtanh,
         .summarize = [](const ParamValues& p) { return formatParam(p.real("minimum")) + " to " + formatParam(p.real("maximum")); },
         .formula = "y = min(max(x, a), b)"},
        {.id = "softsign", .title = "Softsign", .summary = "Squeezes each value into the range -1 to 1, more gently than Tanh.",
         .explanation = "y = x / (1 + |x|). It has the shape of Tanh, but nears its ends slowly, so that large values keep a little more gradient, and it "
                        "needs no exponential.",
         .aliases = {"soft sign"}, .category = Category::Activation,
         .examples = {{"input(8) > softsign", "Element by element"}},
         .build = buildUnary<"softsign">, .python = pythonModule<"nn.Softsign()">, .summarize = noSummary, .formula = "y = x / (1 + |x|)"},
        {.id = "softplus", .title = "Softplus", .summary = "A smooth ReLU that is always positive.",
         .explanation = "y = log(1 + exp(β x)) / β. Every output is above zero, so it serves where a network must give a positive number, such as a "
                        "deviation or a rate. A larger β bends more sharply and comes nearer to ReLU. Where β x is above the threshold, y = x, so that the "
                        "exponential cannot overflow.",
         .aliases = {"soft rectifier", "log exp"}, .category = Category::Activation,
         .params = {realParam("beta", "Beta", "How sharp the bend is, β.", 1.0, 0.001, 1000.0),
                    realParam("threshold", "Threshold", "Where β x is above it, y = x.", 20.0, 0.0, 1000.0)},
         .examples = {{"input(8) > softplus", "Always positive"}, {"input(8) > softplus(5)", "A sharper bend"}},
         .build = buildUnary<"softplus">, .python = pythonSoftplus,
         .summarize = [](const ParamValues& p) {
             return dotted({p.real("beta") == 1.0 ? "" : "β " + formatParam(p.real("beta")),
                            p.real("threshold") == 20.0 ? "" : "threshold " + formatParam(p.real("threshold"))});
         },
         .formula = "y = log(1 + exp(β x)) / β"},
        {.id = "softmax", .title = "Softmax", .summary = "Turns scores into probabilities that sum to 1.",
         .explanation = "y[i] = exp(x[i]) / Σ exp(x[j]): every output is positive, all together are 1, and the largest score gets the largest share. The "
                        "loss \"cross entropy\" applies it itself, so it does not belong at the end of a classifier that is trained with it; it serves "
                        "as a soft choice within a network.",
         .aliases = {"normalized exponential", "probabilities"}, .category = Category::Activation,
         .params = {dimParam("The dimension that sums to 1")},
         .examples = {{"input(10) > softmax", "Ten probabilities"}, {"input(5,4,4) > softmax(1)", "Five probabilities at each place"}},
         .build = buildUnary<"softmax">, .python = pythonDim<"nn.Softmax">, .summarize = summarizeDim,
         .formula = "y[i] = exp(x[i]) / Σ exp(x[j])"},
        {.id = "log_softmax", .title = "LogSoftmax", .summary = "The logarithms of the probabilities that Softmax gives.",
         .explanation = "y[i] = x[i] - log(Σ exp(x[j])): what Log after Softmax would give, but computed so that small probabilities are not lost. All outputs are "
                        "negative. The loss \"cross entropy\" takes plain scores as well as these, so it is needed only where the logarithms "
                        "themselves are of use.",
         .aliases = {"log probabilities"}, .category = Category::Activation,
         .params = {dimParam("The dimension whose probabilities sum to 1")},
         .examples = {{"input(10) > log_softmax", "Ten log-probabilities"}, {"input(5,4,4) > log_softmax(1)", "Five at each place"}},
         .build = buildUnary<"log_softmax">, .python = pythonDim<"nn.LogSoftmax">, .summarize = summarizeDim,
         .formula = "y[i] = x[i] - log(Σ exp(x[j]))"},
        {.id = "softmin", .title = "Softmin", .summary = "Turns distances into probabilities: the smallest gets the largest share.",
         .explanation = "y[i] = exp(-x[i]) / Σ exp(-x[j]), which is Softmax of the negative values. Where the numbers are distances or costs, it gives "
                        "most weight to the nearest or cheapest.",
         .aliases = {"soft minimum", "soft nearest"}, .category = Category::Activation,
         .params = {dimParam("The dimension that sums to 1")},
         .examples = {{"input(10) > softmin", "Ten probabilities"}},
         .build = buildSoftmin, .python = pythonDim<"nn.Softmin">, .summarize = summarizeDim,
         .formula = "y[i] = exp(-x[i]) / Σ exp(-x[j])"},
    };
}

} // namespace nodegrad
