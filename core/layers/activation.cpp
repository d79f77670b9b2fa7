#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

/// Activations take any real numbers; tokens must be embedded first.
const Value& needNumbers(Builder& b, const Values& in)
{
    return b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Scalar}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
}

Values buildWith(Builder& b, const Values& in, const char* op, const Attributes& attributes = {})
{
    return {b.call1(op, {needNumbers(b, in)}, attributes)};
}

std::string noSummary(const ParamValues&) { return {}; }

} // namespace

std::vector<LayerType> activationLayers()
{
    return {
        {.id = "relu", .title = "ReLU", .summary = "Sets negative values to zero and leaves the others.",
         .explanation = "y = max(0, x). Without a bend between them, any number of Dense or Conv layers would compute a single weighted sum; "
                        "ReLU is the simplest bend there is. Its slope is 1 wherever a value is positive, so gradients pass through many layers "
                        "without fading. A unit whose input is always negative stops learning; LeakyReLU avoids that.",
         .aliases = {"rectifier", "rectified linear", "activation"}, .category = Category::Activation,
         .examples = {{"input(8) > relu", "Element by element"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildWith(b, in, "relu"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"nn.ReLU()", "{self}({0})", {}}; }, .summarize = noSummary,
         .formula = "y = max(0, x)"},
        {.id = "leaky_relu", .title = "LeakyReLU", .summary = "As ReLU, but negative values keep a small slope.",
         .explanation = "y = x for x > 0 and y = a x below, with a small slope a such as 0.01. The small slope lets a gradient through where ReLU "
                        "has none, so that units cannot get stuck at zero. It is common in networks that generate pictures.",
         .aliases = {"lrelu", "leaky rectifier"}, .category = Category::Activation,
         .params = {realParam("negative_slope", "Negative slope", "Slope a below zero.", 0.01, 0.0, 1.0)},
         .examples = {{"input(8) > leaky_relu(0.2)", "A slope of 0.2 below zero"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) {
             return buildWith(b, in, "leaky_relu", {{"negative_slope", p.real("negative_slope")}});
         },
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{"nn.LeakyReLU(" + pythonReal(p.real("negative_slope")) + ")", "{self}({0})", {}};
         },
         .summarize = [](const ParamValues& p) { return formatParam(p.real("negative_slope")); }, .formula = "y = x if x > 0, else a x"},
        {.id = "elu", .title = "ELU", .summary = "As ReLU, but negative values bend smoothly towards -α.",
         .explanation = "y = x for x > 0 and y = α (exp(x) - 1) below. The curve is smooth, and because values may be negative, the mean of a layer "
                        "stays nearer to zero, which helps the layers behind it.",
         .aliases = {"exponential linear"}, .category = Category::Activation,
         .params = {realParam("alpha", "Alpha", "The value far below zero is -α.", 1.0, 0.0, 1000.0)},
         .examples = {{"input(8) > elu(0.5)", "Towards -0.5"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildWith(b, in, "elu", {{"alpha", p.real("alpha")}}); },
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{pythonCall("nn.ELU", {pythonUnless("alpha", pythonReal(p.real("alpha")), pythonReal(1.0))}), "{self}({0})", {}};
         },
         .summarize = [](const ParamValues& p) { return p.real("alpha") == 1.0 ? std::string() : "α " + formatParam(p.real("alpha")); },
         .formula = "y = x if x > 0, else α (exp(x) - 1)"},
        {.id = "gelu", .title = "GELU", .summary = "A smooth ReLU: each value times the chance that a normal variable lies below it.",
         .explanation = "y = x Φ(x), where Φ is the distribution function of the normal distribution. Large values pass, strongly negative ones vanish, and "
                        "between them the curve is smooth, with a small dip below zero. Transformers use it. The approximation "
                        "0.5 x (1 + tanh(sqrt(2/π) (x + 0.044715 x³))) is what some published models were trained with.",
         .aliases = {"gaussian error linear"}, .category = Category::Activation,
         .params = {choiceParam("approximate", "Approximation", "Exact, or by a tanh.", "none", {{"none", "Exact"}, {"tanh", "By tanh"}})},
         .examples = {{"input(8) > gelu", "Exact"}, {"input(8) > gelu(tanh)", "The approximation by tanh"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) {
             return buildWith(b, in, "gelu", {{"approximate", p.text("approximate")}});
         },
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
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildWith(b, in, "silu"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"nn.SiLU()", "{self}({0})", {}}; }, .summarize = noSummary,
         .formula = "y = x / (1 + exp(-x))"},
        {.id = "sigmoid", .title = "Sigmoid", .summary = "Squeezes each value into the range 0 to 1.",
         .explanation = "y = 1 / (1 + exp(-x)): large values come near 1, strongly negative ones near 0. It turns a logit into a probability of yes, "
                        "and serves as a gate that opens and closes. Inside deep networks it is rare today: its slope is at most 1/4, so gradients "
                        "fade. Before the loss \"binary cross entropy (logits)\" it is not needed.",
         .aliases = {"logistic", "probability"}, .category = Category::Activation,
         .examples = {{"input(8) > sigmoid", "Element by element"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildWith(b, in, "sigmoid"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"nn.Sigmoid()", "{self}({0})", {}}; }, .summarize = noSummary,
         .formula = "y = 1 / (1 + exp(-x))"},
        {.id = "tanh", .title = "Tanh", .summary = "Squeezes each value into the range -1 to 1.",
         .explanation = "y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)). As Sigmoid, but around zero, which keeps the next layer's inputs balanced. Small "
                        "networks and recurrent ones use it; in deep ones its flat ends make gradients fade.",
         .aliases = {"hyperbolic tangent"}, .category = Category::Activation,
         .examples = {{"input(8) > tanh", "Element by element"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildWith(b, in, "tanh"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"nn.Tanh()", "{self}({0})", {}}; }, .summarize = noSummary,
         .formula = "y = tanh(x)"},
        {.id = "softmax", .title = "Softmax", .summary = "Turns scores into probabilities that sum to 1.",
         .explanation = "y[i] = exp(x[i]) / Σ exp(x[j]): every output is positive, all together are 1, and the largest score gets the largest share. The "
                        "loss \"cross entropy\" applies it itself, so it does not belong at the end of a classifier that is trained with it; it serves "
                        "as a soft choice within a network.",
         .aliases = {"normalized exponential", "probabilities"}, .category = Category::Activation,
         .params = {integerParam("dim", "Dimension", "The dimension that sums to 1: -1 is the last; 1 the channels of a feature map.", -1, -7, 7)},
         .examples = {{"input(10) > softmax", "Ten probabilities"}, {"input(5,4,4) > softmax(1)", "Five probabilities at each place"}},
         .build = [](Builder& b, const ParamValues& p, const Values& in) { return buildWith(b, in, "softmax", {{"dim", p.integer("dim")}}); },
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{"nn.Softmax(dim=" + std::to_string(p.integer("dim")) + ")", "{self}({0})", {}};
         },
         .summarize = [](const ParamValues& p) { return p.integer("dim") == -1 ? std::string() : "dimension " + std::to_string(p.integer("dim")); },
         .formula = "y[i] = exp(x[i]) / Σ exp(x[j])"},
    };
}

} // namespace nodegrad
