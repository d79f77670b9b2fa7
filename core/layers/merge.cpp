#include "core/layers/families.h"
#include "core/ops/writers.h"

namespace nodegrad {

Ports letterPorts(std::int64_t count)
{
    Ports ports{{}, {{"out", "Output"}}};
    for (std::int64_t i = 0; i < count; ++i)
        ports.inputs.push_back({std::string(1, static_cast<char>('a' + i)), std::string("Input ") + static_cast<char>('A' + i)});
    return ports;
}

Ports mergePorts(const ParamValues& p) { return letterPorts(p.integer("inputs")); }
Ports pairPorts(const ParamValues&) { return letterPorts(2); }

Values needNumbersOfAnyShape(Builder& b, const Values& in)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume, Kind::Scalar}, tokenFixes(x.spec)));
    return values;
}

namespace {

Param inputsParam()
{
    return integerParam("inputs", "Inputs", "How many values are merged.", 2, 2, 8);
}

std::string noSummary(const ParamValues&) { return {}; }

Values buildElementwise(Builder& b, const Values& in, const char* op)
{
    return {b.call1(op, needNumbersOfAnyShape(b, in))};
}

/// "{0} + {1} + {2}".
std::string chained(std::int64_t count, const std::string& sign)
{
    std::string call;
    for (std::int64_t i = 0; i < count; ++i)
        call += (i == 0 ? "{" : sign + "{") + std::to_string(i) + "}";
    return call;
}

PythonUse pythonElementwise(const ParamValues& p, const std::string& sign)
{
    return {"", chained(p.integer("inputs"), sign), {}};
}

/// "torch.maximum(torch.maximum({0}, {1}), {2})".
PythonUse pythonNested(const ParamValues& p, const std::string& function)
{
    std::string call = "{0}";
    for (std::int64_t i = 1; i < p.integer("inputs"); ++i)
        call = function + "(" + call + ", {" + std::to_string(i) + "})";
    return {"", call, {}};
}

std::string summarizeInputs(const ParamValues& p)
{
    return p.integer("inputs") == 2 ? "" : std::to_string(p.integer("inputs")) + " inputs";
}

// --- squared_difference ---

Values buildSquaredDifference(Builder& b, const ParamValues&, const Values& in)
{
    const Value difference = b.call1("subtract", needNumbersOfAnyShape(b, in));
    return {b.call1("multiply", {difference, difference})};
}

// --- where ---

struct ComparisonWord {
    const char *id, *sign, *title, *python;
};
constexpr ComparisonWord comparisonWords[] = {
    {"greater", ">", "greater than", ">"}, {"greater_equal", "≥", "at least", ">="}, {"less", "<", "less than", "<"},
    {"less_equal", "≤", "at most", "<="}, {"equal", "=", "equal to", "=="}, {"not_equal", "≠", "other than", "!="},
};

const ComparisonWord& comparisonWord(const ParamValues& p)
{
    for (const ComparisonWord& word : comparisonWords)
        if (p.text("comparison") == word.id)
            return word;
    return comparisonWords[0];
}

Param comparisonParam()
{
    std::vector<ParamChoice> choices;
    for (const ComparisonWord& word : comparisonWords)
        choices.push_back({word.id, std::string(word.sign) + "  " + word.title});
    return choiceParam("comparison", "Comparison", "How the condition must compare with the threshold for A to be taken.", "greater", std::move(choices));
}

Ports wherePorts(const ParamValues&)
{
    return {{{"condition", "Condition"}, {"a", "Input A"}, {"b", "Input B"}}, {{"out", "Output"}}};
}

Values buildWhere(Builder& b, const ParamValues& p, const Values& in)
{
    return {b.call1("where", needNumbersOfAnyShape(b, in), {{"comparison", p.text("comparison")}, {"threshold", p.real("threshold")}})};
}

PythonUse pythonWhere(const ParamValues& p, const Specs&)
{
    return {"", std::string("torch.where({0} ") + comparisonWord(p).python + " " + pythonReal(p.real("threshold")) + ", {1}, {2})", {}};
}

// --- concatenate, stack ---

/// Features are the channels of a feature map or volume and the last size of all else; height and width are the last two sizes.
std::int64_t concatenateDim(const ParamValues& p, const Spec& first)
{
    const std::string& axis = p.text("axis");
    const bool isVolume = first.kind == Kind::Volume;
    if (axis == "features")
        return first.kind == Kind::Image || isVolume ? 1 : -1;
    if (axis == "depth")
        return 2;
    return axis == "width" ? (isVolume ? 4 : 3) : axis == "height" ? (isVolume ? 3 : 2) : 1;
}

Values buildConcatenate(Builder& b, const ParamValues& p, const Values& in)
{
    const std::string& axis = p.text("axis");
    Values values;
    for (const Value& x : in) {
        const std::vector<Fix> fixes = tokenFixes(x.spec);
        values.push_back(axis == "time" ? b.needKind(x, {Kind::Sequence}, fixes)
                         : axis == "depth" ? b.needKind(x, {Kind::Volume}, fixes)
                         : axis == "features" ? b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Volume}, fixes)
                                              : b.needKind(x, {Kind::Image, Kind::Volume}, fixes));
    }
    return {b.call1("concatenate", values, {{"dim", concatenateDim(p, in[0].spec)}})};
}

PythonUse pythonConcatenate(const ParamValues& p, const Specs& in)
{
    return {"", "torch.cat([" + chained(p.integer("inputs"), ", ") + "], dim=" + std::to_string(concatenateDim(p, in[0])) + ")", {}};
}

Values buildStack(Builder& b, const ParamValues& p, const Values& in)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image, Kind::Scalar}, tokenFixes(x.spec)));
    return {b.call1("stack", values, {{"dim", p.integer("dim")}})};
}

PythonUse pythonStack(const ParamValues& p, const Specs&)
{
    return {"", "torch.stack([" + chained(p.integer("inputs"), ", ") + "], dim=" + std::to_string(p.integer("dim")) + ")", {}};
}

} // namespace

std::vector<LayerType> mergeLayers()
{
    return {
        {.id = "add", .title = "Add", .summary = "Adds its inputs element by element.",
         .explanation = "y = a + b. All inputs must have the same shape (a size of 1 is repeated). Adding the input of a block to its output, y = x + f(x), "
                        "makes a residual connection: the block only learns what to change, the gradient flows past it unhindered, and networks of "
                        "hundreds of layers become trainable.",
         .aliases = {"residual", "skip", "shortcut", "plus"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8); add(a, b)", "A residual connection"},
                      {"a = input(8); b = a > dense(8); c = a > relu; add(a, b, c, inputs=3)", "Three inputs"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "add"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonElementwise(p, " + "); }, .summarize = summarizeInputs,
         .formula = "y = a + b"},
        {.id = "subtract", .title = "Subtract", .summary = "Subtracts its second input from the first, element by element.",
         .explanation = "y = a - b. Both inputs must have the same shape (a size of 1 is repeated). The difference of two branches shows where they disagree: "
                        "networks that compare two pictures or two sentences often look at it, and a network that predicts noise subtracts it from its input.",
         .aliases = {"difference", "minus", "sub"}, .category = Category::Merge, .ports = pairPorts,
         .examples = {{"a = input(8); b = a > dense(8); subtract(a, b)", "What a Dense layer changes"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "subtract"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"", "{0} - {1}", {}}; }, .summarize = noSummary, .formula = "y = a - b"},
        {.id = "multiply", .title = "Multiply", .summary = "Multiplies its inputs element by element.",
         .explanation = "y = a × b. All inputs must have the same shape (a size of 1 is repeated). When one input comes from a Sigmoid, it acts as a gate: "
                        "values near 0 close it, values near 1 let the other input pass.",
         .aliases = {"gate", "times", "mul", "hadamard"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8) > sigmoid; multiply(a, b)", "A gate"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "multiply"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonElementwise(p, " * "); }, .summarize = summarizeInputs,
         .formula = "y = a × b"},
        {.id = "divide", .title = "Divide", .summary = "Divides its first input by the second, element by element.",
         .explanation = "y = a / b. Both inputs must have the same shape (a size of 1 is repeated), such as values and their sum, which gives shares. Where b comes "
                        "near 0 the result and its gradient grow without bound: add a small number to b, or take exp of it, so that it stays positive.",
         .aliases = {"quotient", "ratio", "div", "over"}, .category = Category::Merge, .ports = pairPorts,
         .examples = {{"a = input(8); b = a > reduce_norm(keep_dims=true); divide(a, b)", "Vectors of length 1"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "divide"); },
         .python = [](const ParamValues&, const Specs&) { return PythonUse{"", "{0} / {1}", {}}; }, .summarize = noSummary, .formula = "y = a / b"},
        {.id = "maximum", .title = "Maximum", .summary = "Takes the largest of its inputs, element by element.",
         .explanation = "y = max(a, b) at each place. All inputs must have the same shape (a size of 1 is repeated). Only the input that wins gets a gradient, so "
                        "branches learn to be good at different things; the largest of several Dense layers is the activation Maxout.",
         .aliases = {"maxout", "elementwise max", "larger"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(6); c = a > dense(6); maximum(b, c)", "Maxout of two"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "maximum"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonNested(p, "torch.maximum"); }, .summarize = summarizeInputs,
         .formula = "y = max(a, b)"},
        {.id = "minimum", .title = "Minimum", .summary = "Takes the smallest of its inputs, element by element.",
         .explanation = "y = min(a, b) at each place. All inputs must have the same shape (a size of 1 is repeated). It limits one value by another, and of truth "
                        "values between 0 and 1 it is the fuzzy AND. Only the input that is taken gets a gradient.",
         .aliases = {"elementwise min", "smaller"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8); minimum(a, b)", "The smaller of two"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "minimum"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonNested(p, "torch.minimum"); }, .summarize = summarizeInputs,
         .formula = "y = min(a, b)"},
        {.id = "average", .title = "Average", .summary = "Takes the mean of its inputs, element by element.",
         .explanation = "y = (a + b + ...) / n for n inputs at each place. All inputs must have the same shape (a size of 1 is repeated). As Add, but the size of the "
                        "values does not grow with the number of branches, so that branches can be added or left out; the mean of several networks' answers "
                        "is the simplest ensemble.",
         .aliases = {"ensemble", "elementwise mean", "blend"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(3); c = a > dense(3); average(b, c)", "Two opinions"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "average"); },
         .python = [](const ParamValues& p, const Specs&) {
             return PythonUse{"", "(" + chained(p.integer("inputs"), " + ") + ") / " + std::to_string(p.integer("inputs")), {}};
         },
         .summarize = summarizeInputs, .formula = "y = (a + b) / 2"},
        {.id = "squared_difference", .title = "SquaredDifference", .summary = "Squares the difference of its two inputs, element by element.",
         .explanation = "y = (a - b)². Both inputs must have the same shape (a size of 1 is repeated). It says how far two branches are from each other, whatever the "
                        "sign; summed over the features it is the squared Euclidean distance.",
         .aliases = {"squared error", "squared distance"}, .category = Category::Merge, .ports = pairPorts,
         .examples = {{"a = input(8); b = a > dense(8); squared_difference(a, b)", "How far a value moved"}},
         .build = buildSquaredDifference, .python = [](const ParamValues&, const Specs&) { return PythonUse{"", "({0} - {1}) ** 2", {}}; },
         .summarize = noSummary, .formula = "y = (a - b)²"},
        {.id = "where", .title = "Where", .summary = "Takes A where a condition holds, and B elsewhere.",
         .explanation = "y = a where condition > threshold, else b, at each place. Any value can be the condition: it is compared with the threshold. All three must "
                        "have the same shape (a size of 1 is repeated). The chosen input gets the gradient; the condition gets none, because a step has no slope.",
         .aliases = {"if", "switch", "mask", "conditional"}, .category = Category::Merge,
         .params = {comparisonParam(), realParam("threshold", "Threshold", "What the condition is compared with.", 0.0, -1e30, 1e30)},
         .ports = wherePorts,
         .examples = {{"a = input(8); b = a > dense(8); where(a, a, b)", "Negative values are replaced"},
                      {"c = input(3,6,6); a = c > conv2d(3, padding=same); where(c, a, c, comparison=less, threshold=0.5)", "Dark places are filtered"}},
         .build = buildWhere, .python = pythonWhere,
         .summarize = [](const ParamValues& p) { return std::string(comparisonWord(p).sign) + " " + formatParam(p.real("threshold")); },
         .formula = "y = a where condition > threshold, else b"},
        {.id = "concatenate", .title = "Concatenate", .summary = "Puts its inputs side by side.",
         .explanation = "The features of all inputs stand one after the other: y = [a, b], with F = F_a + F_b features. Nothing is mixed and nothing lost; the "
                        "layer behind it decides what to make of it. All other sizes must be equal. Feature maps and volumes are joined along their channels, "
                        "sequences also along time.",
         .aliases = {"concat", "cat", "join", "merge"}, .category = Category::Merge,
         .params = {inputsParam(), choiceParam("axis", "Axis", "What is put side by side.", "features",
                                               {{"features", "Features or channels"}, {"time", "Time steps"}, {"depth", "Depth"}, {"height", "Height"},
                                                {"width", "Width"}})},
         .ports = mergePorts,
         .examples = {{"a = input(4,8,8); b = a > conv2d(8, kernel=3, padding=same); concatenate(a, b)", "Four and eight channels"},
                      {"a = input(5,6); b = a > dense(6); concatenate(a, b, axis=time)", "Five and five time steps"},
                      {"a = input(2,3,4,4); b = squared_difference(a, a); concatenate(a, b, axis=depth)", "Two volumes behind each other"}},
         .build = buildConcatenate, .python = pythonConcatenate,
         .summarize = [](const ParamValues& p) { return dotted({p.text("axis") == "features" ? "" : p.text("axis"), summarizeInputs(p)}); },
         .formula = "F = F_a + F_b"},
        {.id = "stack", .title = "Stack", .summary = "Puts inputs of one shape along a new dimension.",
         .explanation = "n inputs of the shape (N, F) become one of (N, n, F): y[i] is the i-th input. Vectors become the steps of a sequence, sequences the channels of a "
                        "feature map, feature maps the slices of a volume. Unlike Concatenate, it keeps the inputs apart, so that an attention or a pooling "
                        "layer can choose among them.",
         .aliases = {"pack", "unsqueeze and concatenate"}, .category = Category::Merge,
         .params = {inputsParam(), integerParam("dim", "Dimension", "Where the new dimension stands: 1 is right behind the batch, -1 at the end.", 1, -4, 4)},
         .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8); stack(a, b)", "A sequence of two steps"},
                      {"a = input(5,6); b = a > dense(6); stack(a, b, dim=-1)", "Two values side by side at each place"}},
         .build = buildStack, .python = pythonStack,
         .summarize = [](const ParamValues& p) {
             return dotted({p.integer("dim") == 1 ? "" : "dimension " + std::to_string(p.integer("dim")), summarizeInputs(p)});
         },
         .formula = "(N, F) × n -> (N, n, F)"},
    };
}

} // namespace nodegrad
