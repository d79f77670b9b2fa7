#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

Value needFeatures(Builder& b, const Value& x)
{
    return b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(x.spec));
}

Param probabilityParam(const char* doc, double byDefault)
{
    return realParam("p", "Probability", doc, byDefault, 0.0, 0.99);
}

std::string summarizeProbability(const ParamValues& p)
{
    return "p = " + formatParam(p.real("p"));
}

// --- dropout ---

Values buildDropout(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("dropout", {needFeatures(b, in[0])}, {{"p", p.real("p")}})};
}

// --- spatial_dropout: sequences are (N, T, F), their channels the features ---

Values buildSpatialDropout(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Sequence, Kind::Image, Kind::Volume}, tokenFixes(in[0].spec));
    return {b.call1("dropout", {x}, {{"p", p.real("p")}, {"unit", std::string(x.spec.kind == Kind::Sequence ? "features" : "channels")}})};
}

PythonUse pythonSpatialDropout(const ParamValues& p, const Specs& in)
{
    const Kind kind = in[0].kind;
    const std::string type = kind == Kind::Volume ? "nn.Dropout3d" : kind == Kind::Image ? "nn.Dropout2d" : "nn.Dropout1d";
    return {type + "(" + pythonReal(p.real("p")) + ")", pythonChannelsFirst(in[0]), {}};
}

// --- alpha_dropout ---

Values buildAlphaDropout(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("alpha_dropout", {needFeatures(b, in[0])}, {{"p", p.real("p")}})};
}

// --- drop_path ---

Values buildDropPath(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("dropout", {needFeatures(b, in[0])}, {{"p", p.real("p")}, {"unit", std::string("samples")}})};
}

/// PyTorch has no module of it: a dropout of one number for each sample.
PythonUse pythonDropPath(const ParamValues& p, const Specs& in)
{
    std::string ones;
    for (std::size_t i = 1; i < in[0].shape.size(); ++i)
        ones += ", 1";
    return {"", "{0} * F.dropout({0}.new_ones({0}.shape[0]" + ones + "), " + pythonReal(p.real("p")) + ", self.training)", {}};
}

// --- gaussian_noise ---

Values buildNoise(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("gaussian_noise", {needFeatures(b, in[0])}, {{"deviation", p.real("deviation")}})};
}

PythonUse pythonNoise(const ParamValues& p, const Specs&)
{
    return {"", "{0} + " + pythonReal(p.real("deviation")) + " * torch.randn_like({0}) if self.training else {0}", {}};
}

} // namespace

std::vector<LayerType> regularizationLayers()
{
    return {
        {.id = "dropout", .title = "Dropout", .summary = "Sets a random share of the values to zero while training.",
         .explanation = "In every training step each value is set to zero with probability p, and the others are multiplied by 1 / (1 - p), so that the "
                        "mean stays: y = m x / (1 - p) with m = 0 or 1. No feature can rely on one other feature, which works against learning the "
                        "training data by heart. When the network predicts, Dropout does nothing. It has no weights.",
         .aliases = {"regularization", "drop"}, .category = Category::Regularization,
         .params = {probabilityParam("Share of the values that is set to zero.", 0.5)},
         .examples = {{"input(16) > dropout(0.25)", "A quarter is hidden in each step"}},
         .build = buildDropout,
         .python = [](const ParamValues& p, const Specs&) { return PythonUse{"nn.Dropout(" + pythonReal(p.real("p")) + ")", "{self}({0})", {}}; },
         .summarize = summarizeProbability, .formula = "y = m x / (1 - p), m = 0 with probability p, else 1"},
        {.id = "spatial_dropout", .title = "Spatial Dropout", .summary = "Sets whole channels to zero while training.",
         .explanation = "Neighbouring pixels, and neighbouring time steps, say nearly the same: where Dropout hides one of them, the others give it away. Spatial "
                        "Dropout hides a channel, or a feature over all time steps, everywhere at once: y = m x / (1 - p) with one m = 0 or 1 for each "
                        "channel of each sample. Use it between convolutions, and Dropout between Dense layers. When the network predicts, it does nothing.",
         .aliases = {"dropout1d", "dropout2d", "dropout3d", "channel dropout", "feature dropout"}, .category = Category::Regularization,
         .params = {probabilityParam("Share of the channels that is set to zero.", 0.5)},
         .examples = {{"input(8,6,6) > spatial_dropout(0.25)", "A quarter of the channels is hidden"}, {"input(10,6) > spatial_dropout(0.1)", "Features over all time steps"}},
         .build = buildSpatialDropout, .python = pythonSpatialDropout, .summarize = summarizeProbability,
         .formula = "y = m x / (1 - p), one m for each channel"},
        {.id = "alpha_dropout", .title = "AlphaDropout", .summary = "Dropout for networks with SELU, which keeps mean and variance.",
         .explanation = "Networks with SELU hold their values at mean 0 and variance 1 by themselves, and zeros would upset that. AlphaDropout sets a value to "
                        "the smallest that SELU gives, s = -1.758, instead, and scales and shifts all: y = a (m x + (1 - m) s) + b, with "
                        "a = 1 / sqrt((1 - p)(1 + p s²)) and b = -a p s. When the network predicts, it does nothing.",
         .aliases = {"selu dropout"}, .category = Category::Regularization,
         .params = {probabilityParam("Share of the values that is replaced.", 0.5)},
         .examples = {{"input(16) > alpha_dropout(0.1)", "A tenth is replaced in each step"}},
         .build = buildAlphaDropout,
         .python = [](const ParamValues& p, const Specs&) { return PythonUse{"nn.AlphaDropout(" + pythonReal(p.real("p")) + ")", "{self}({0})", {}}; },
         .summarize = summarizeProbability, .formula = "y = a (m x + (1 - m) s) + b, s = -1.758"},
        {.id = "drop_path", .title = "DropPath", .summary = "Leaves a branch out for single samples while training.",
         .explanation = "In every training step the whole branch is set to zero for a share p of the samples, and multiplied by 1 / (1 - p) for the others: "
                        "y = m x / (1 - p) with one m = 0 or 1 for each sample. Put it at the end of a residual branch, before the Add: for some samples the "
                        "block is then not there, the network trains as if it were shorter, and very deep ones learn better. It is also called stochastic "
                        "depth. When the network predicts, it does nothing.",
         .aliases = {"stochastic depth", "drop connect", "skip block"}, .category = Category::Regularization,
         .params = {probabilityParam("Share of the samples whose branch is left out.", 0.1)},
         .examples = {{"a = input(8); b = a > dense(8) > relu > drop_path(0.2); add(a, b)", "A residual branch that is left out for every fifth sample"}},
         .build = buildDropPath, .python = pythonDropPath, .summarize = summarizeProbability,
         .formula = "y = m x / (1 - p), one m for each sample"},
        {.id = "gaussian_noise", .title = "Gaussian Noise", .summary = "Adds random noise to the values while training.",
         .explanation = "In every training step a normal random number is added to each value: y = x + σ n with n of mean 0 and deviation 1. The network sees each "
                        "sample a little different every time and cannot cling to exact values, which makes it sturdier against noisy data. When the "
                        "network predicts, it does nothing. It has no weights.",
         .aliases = {"noise", "jitter", "random noise"}, .category = Category::Regularization,
         .params = {realParam("deviation", "Deviation", "Standard deviation σ of the noise, in units of the values.", 0.1, 0.0, 1e6)},
         .examples = {{"input(16) > gaussian_noise(0.1)", "Noise on standardized columns"}},
         .build = buildNoise, .python = pythonNoise, .summarize = [](const ParamValues& p) { return "σ = " + formatParam(p.real("deviation")); },
         .formula = "y = x + σ n"},
    };
}

} // namespace nodegrad
