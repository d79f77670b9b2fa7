#include "core/layers/unary.h"
#include "core/ops/writers.h"

namespace nodegrad {

namespace {

// --- power, clamp ---

PythonUse pythonPower(const ParamValues& p, const Specs&)
{
    return {"", "torch.pow({0}, " + pythonReal(p.real("exponent")) + ")", {}};
}

bool hasMinimum(const ParamValues& p) { return p.text("limits") != "maximum"; }
bool hasMaximum(const ParamValues& p) { return p.text("limits") != "minimum"; }

PythonUse pythonClamp(const ParamValues& p, const Specs&)
{
    return {"", pythonCall("torch.clamp", {"{0}", hasMinimum(p) ? "min=" + pythonReal(p.real("minimum")) : "",
                                           hasMaximum(p) ? "max=" + pythonReal(p.real("maximum")) : ""}), {}};
}

std::string summarizeClamp(const ParamValues& p)
{
    const std::string least = formatParam(p.real("minimum")), most = formatParam(p.real("maximum"));
    return !hasMaximum(p) ? "at least " + least : !hasMinimum(p) ? "at most " + most : least + " to " + most;
}

} // namespace

std::vector<LayerType> mathsLayers()
{
    return {
        {.id = "exp", .title = "Exp", .summary = "The exponential of each value.",
         .explanation = "y = exp(x), with e = 2.718... as its base. It makes every number positive, and turns a logarithm back, for example the log-variance that an "
                        "encoder gives. It grows fast: exp(89) is too large for float32, so keep its inputs small.",
         .aliases = {"exponential"}, .category = Category::Activation,
         .examples = {{"input(8) > exp", "Element by element"}},
         .build = buildUnary<"exp">, .python = pythonExpression<"torch.exp({0})">, .summarize = noSummary, .formula = "y = exp(x)"},
        {.id = "log", .title = "Log", .summary = "The natural logarithm of each value, which must be positive.",
         .explanation = "y = log(x), the number whose exponential is x. It turns factors into steps: spectrograms and counts, which span many "
                        "magnitudes, are mostly seen by a network as logarithms. Zero gives minus infinity and a negative number NaN, so put a Clamp "
                        "or Softplus before it.",
         .aliases = {"logarithm", "natural logarithm"}, .category = Category::Activation,
         .examples = {{"input(8) > clamp(0.001, limits=minimum) > log", "Never below 0.001"}},
         .build = buildUnary<"log">, .python = pythonExpression<"torch.log({0})">, .summarize = noSummary, .formula = "y = log(x)"},
        {.id = "sqrt", .title = "Sqrt", .summary = "The square root of each value, which must not be negative.",
         .explanation = "y = sqrt(x). It turns a variance into a deviation, or a sum of squares into a length. At zero its slope is infinite and below it gives NaN: a "
                        "Clamp with a small minimum before it keeps training safe.",
         .aliases = {"square root", "root"}, .category = Category::Activation,
         .examples = {{"input(8) > square > sqrt", "The size of each number"}},
         .build = buildUnary<"sqrt">, .python = pythonExpression<"torch.sqrt({0})">, .summarize = noSummary, .formula = "y = sqrt(x)"},
        {.id = "square", .title = "Square", .summary = "Each value times itself.",
         .explanation = "y = x². It measures how far a number is from zero, more strongly the further it is; the mean of squares is what a variance or an energy is "
                        "made of. Its slope, 2 x, fades near zero.",
         .aliases = {"squared"}, .category = Category::Activation,
         .examples = {{"input(8) > square", "Element by element"}},
         .build = buildUnary<"square">, .python = pythonExpression<"torch.square({0})">, .summarize = noSummary, .formula = "y = x²"},
        {.id = "power", .title = "Power", .summary = "Raises each value to a fixed power.",
         .explanation = "y = x^k with a fixed exponent k: 2 is Square, 0.5 is Sqrt, -1 is Reciprocal. Unless k is whole, a negative number gives NaN; where k is below 1, the "
                        "slope at zero is infinite. Gamma correction of pictures is a power between 0.4 and 2.5.",
         .aliases = {"pow", "exponent", "gamma correction"}, .category = Category::Activation,
         .params = {realParam("exponent", "Exponent", "The power k that each value is raised to.", 2.0, -100.0, 100.0)},
         .examples = {{"input(8) > power(3)", "The cube of each number"}, {"input(8) > softplus > power(-0.5)", "One by the square root"}},
         .build = buildUnary<"power">, .python = pythonPower,
         .summarize = [](const ParamValues& p) { return "x^" + formatParam(p.real("exponent")); }, .formula = "y = x^k"},
        {.id = "abs", .title = "Abs", .summary = "The size of each value without its sign.",
         .explanation = "y = |x|: negative numbers change their sign. With it a network treats both directions alike, for example the difference of two "
                        "pictures. At zero, where the slope jumps from -1 to 1, the gradient is taken as 0.",
         .aliases = {"absolute", "magnitude"}, .category = Category::Activation,
         .examples = {{"input(8) > abs", "Element by element"}},
         .build = buildUnary<"abs">, .python = pythonExpression<"torch.abs({0})">, .summarize = noSummary, .formula = "y = |x|"},
        {.id = "negate", .title = "Negate", .summary = "Changes the sign of each value.",
         .explanation = "y = -x. Before an Add it makes a difference; before a Softmax it gives the smallest value the largest share.",
         .aliases = {"neg", "negative", "opposite"}, .category = Category::Activation,
         .examples = {{"a = input(8); b = a > dense(8) > negate; add(a, b)", "A difference"}},
         .build = buildUnary<"negate">, .python = pythonExpression<"-{0}">, .summarize = noSummary, .formula = "y = -x"},
        {.id = "reciprocal", .title = "Reciprocal", .summary = "One divided by each value.",
         .explanation = "y = 1 / x. Before a Multiply it makes a division. Zero gives infinity, and near zero the gradient, -1 / x², is huge; a Softplus or Clamp "
                        "before it keeps the input away from zero.",
         .aliases = {"inverse", "one over"}, .category = Category::Activation,
         .examples = {{"input(8) > softplus > reciprocal", "Of positive numbers"}},
         .build = buildUnary<"reciprocal">, .python = pythonExpression<"torch.reciprocal({0})">, .summarize = noSummary, .formula = "y = 1 / x"},
        {.id = "sin", .title = "Sin", .summary = "The sine of each value in radians.",
         .explanation = "y = sin(x), which repeats after 2π. As an activation it lets a network describe waves and fine detail of pictures and sound (SIREN), "
                        "provided the weights before it are started with care; with Scale before it, it encodes a place or a time of day.",
         .aliases = {"sine", "siren"}, .category = Category::Activation,
         .examples = {{"input(1) > scale(6.2832) > sin", "The time, as a share of a day, becomes a wave"}},
         .build = buildUnary<"sin">, .python = pythonExpression<"torch.sin({0})">, .summarize = noSummary, .formula = "y = sin(x)"},
        {.id = "cos", .title = "Cos", .summary = "The cosine of each value in radians.",
         .explanation = "y = cos(x), a sine that is a quarter of a turn ahead. Sin and Cos of the same number together tell an angle or a time of day without "
                        "the jump from 24 to 0.",
         .aliases = {"cosine wave"}, .category = Category::Activation,
         .examples = {{"a = input(8); s = a > sin; c = a > cos; concatenate(s, c)", "Both coordinates of an angle"}},
         .build = buildUnary<"cos">, .python = pythonExpression<"torch.cos({0})">, .summarize = noSummary, .formula = "y = cos(x)"},
        {.id = "erf", .title = "Erf", .summary = "The error function: squeezes each value into the range -1 to 1.",
         .explanation = "y = 2/sqrt(π) ∫ exp(-t²) dt from 0 to x. It is the chance that a normal variable of deviation 1/sqrt(2) lies between -x and x, and what GELU is "
                        "made of: Φ(x) = (1 + erf(x / sqrt(2))) / 2.",
         .aliases = {"error function"}, .category = Category::Activation,
         .examples = {{"input(8) > erf", "Element by element"}},
         .build = buildUnary<"erf">, .python = pythonExpression<"torch.erf({0})">, .summarize = noSummary, .formula = "y = 2/sqrt(π) ∫₀ˣ exp(-t²) dt"},
        {.id = "clamp", .title = "Clamp", .summary = "Keeps each value above a minimum, below a maximum, or between both.",
         .explanation = "y = min(max(x, a), b). Before Log or Reciprocal a small minimum keeps numbers away from zero; at the end of a network it keeps a picture within "
                        "0 to 1. Where a value is cut off, no gradient passes; right at a limit it still does, unlike in Hardtanh.",
         .aliases = {"clip", "limit"}, .category = Category::Activation,
         .params = {realParam("minimum", "Minimum", "The least output a.", 0.0, -1e9, 1e9),
                    realParam("maximum", "Maximum", "The largest output b; not below the minimum.", 1.0, -1e9, 1e9),
                    choiceParam("limits", "Limits", "Which of the two hold.", "both",
                                {{"both", "Both"}, {"minimum", "Minimum only"}, {"maximum", "Maximum only"}})},
         .examples = {{"input(1,8,8) > clamp", "Between 0 and 1"}, {"input(8) > clamp(0.001, limits=minimum)", "Never below 0.001"}},
         .build = buildUnary<"clamp">, .python = pythonClamp, .summarize = summarizeClamp, .formula = "y = min(max(x, a), b)"},
    };
}

} // namespace nodegrad
