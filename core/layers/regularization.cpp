#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

Values buildDropout(Builder& b, const ParamValues& p, const Values& in)
{
    const Value x = b.needKind(in[0], {Kind::Vector, Kind::Sequence, Kind::Image}, in[0].spec.kind == Kind::Tokens ? vectorFixes(in[0].spec) : std::vector<Fix>{});
    return {b.call1("dropout", {x}, {{"p", p.real("p")}})};
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
         .params = {realParam("p", "Probability", "Share of the values that is set to zero.", 0.5, 0.0, 0.99)},
         .examples = {{"input(16) > dropout(0.25)", "A quarter is hidden in each step"}},
         .build = buildDropout,
         .python = [](const ParamValues& p, const Specs&) { return PythonUse{"nn.Dropout(" + pythonReal(p.real("p")) + ")", "{self}({0})", {}}; },
         .summarize = [](const ParamValues& p) { return "p = " + formatParam(p.real("p")); }, .formula = "y = m x / (1 - p), m = 0 with probability p, else 1"},
    };
}

} // namespace nodegrad
