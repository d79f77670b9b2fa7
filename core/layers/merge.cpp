#include "core/layers/families.h"

namespace nodegrad {

namespace {

/// Ports a, b, c, ...
Ports mergePorts(const ParamValues& p)
{
    Ports ports{{}, {{"out", "Output"}}};
    for (std::int64_t i = 0; i < p.integer("inputs"); ++i) {
        const char letter = static_cast<char>('a' + i);
        ports.inputs.push_back({std::string(1, letter), std::string("Input ") + static_cast<char>('A' + i)});
    }
    return ports;
}

Param inputsParam()
{
    return integerParam("inputs", "Inputs", "How many values are merged.", 2, 2, 8);
}

Values buildElementwise(Builder& b, const Values& in, const char* op)
{
    Values values;
    for (const Value& x : in)
        values.push_back(b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image}, x.spec.kind == Kind::Tokens ? vectorFixes(x.spec) : std::vector<Fix>{}));
    return {b.call1(op, values)};
}

PythonUse pythonElementwise(const ParamValues& p, const std::string& sign)
{
    std::string call;
    for (std::int64_t i = 0; i < p.integer("inputs"); ++i)
        call += (i == 0 ? "{" : sign + "{") + std::to_string(i) + "}";
    return {"", call, {}};
}

std::string summarizeInputs(const ParamValues& p)
{
    return p.integer("inputs") == 2 ? "" : std::to_string(p.integer("inputs")) + " inputs";
}

// --- concatenate ---

/// Features are the channels of a feature map and the last size of all else.
std::int64_t concatenateDim(const ParamValues& p, const Spec& first)
{
    const std::string& axis = p.text("axis");
    if (axis == "features")
        return first.kind == Kind::Image ? 1 : -1;
    return axis == "width" ? 3 : axis == "height" ? 2 : 1;
}

Values buildConcatenate(Builder& b, const ParamValues& p, const Values& in)
{
    const std::string& axis = p.text("axis");
    Values values;
    for (const Value& x : in) {
        const std::vector<Fix> fixes = x.spec.kind == Kind::Tokens ? vectorFixes(x.spec) : std::vector<Fix>{};
        values.push_back(axis == "time" ? b.needKind(x, {Kind::Sequence}, fixes)
                         : axis == "features" ? b.needKind(x, {Kind::Vector, Kind::Sequence, Kind::Image}, fixes)
                                              : b.needKind(x, {Kind::Image}, fixes));
    }
    return {b.call1("concatenate", values, {{"dim", concatenateDim(p, in[0].spec)}})};
}

PythonUse pythonConcatenate(const ParamValues& p, const Specs& in)
{
    std::string inputs;
    for (std::int64_t i = 0; i < p.integer("inputs"); ++i)
        inputs += (i == 0 ? "{" : ", {") + std::to_string(i) + "}";
    return {"", "torch.cat([" + inputs + "], dim=" + std::to_string(concatenateDim(p, in[0])) + ")", {}};
}

} // namespace

std::vector<LayerType> mergeLayers()
{
    return {
        {.id = "add", .title = "Add", .summary = "Adds its inputs element by element.",
         .explanation = "y = a + b. All inputs must have the same shape (a size of 1 is repeated). Adding the input of a block to its output, y = x + f(x), "
                        "makes a residual connection: the block only learns what to change, the gradient flows past it unhindered, and networks of "
                        "hundreds of layers become trainable.",
         .aliases = {"sum", "residual", "skip", "shortcut", "plus"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8); add(a, b)", "A residual connection"},
                      {"a = input(8); b = a > dense(8); c = a > relu; add(a, b, c, inputs=3)", "Three inputs"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "add"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonElementwise(p, " + "); }, .summarize = summarizeInputs,
         .formula = "y = a + b"},
        {.id = "multiply", .title = "Multiply", .summary = "Multiplies its inputs element by element.",
         .explanation = "y = a × b. All inputs must have the same shape (a size of 1 is repeated). When one input comes from a Sigmoid, it acts as a gate: "
                        "values near 0 close it, values near 1 let the other input pass.",
         .aliases = {"product", "gate", "times", "mul"}, .category = Category::Merge, .params = {inputsParam()}, .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8) > sigmoid; multiply(a, b)", "A gate"}},
         .build = [](Builder& b, const ParamValues&, const Values& in) { return buildElementwise(b, in, "multiply"); },
         .python = [](const ParamValues& p, const Specs&) { return pythonElementwise(p, " * "); }, .summarize = summarizeInputs,
         .formula = "y = a × b"},
        {.id = "concatenate", .title = "Concatenate", .summary = "Puts its inputs side by side.",
         .explanation = "The features of all inputs stand one after the other: y = [a, b], with F = F_a + F_b features. Nothing is mixed and nothing lost; the "
                        "layer behind it decides what to make of it. All other sizes must be equal. Feature maps are joined along their channels, "
                        "sequences also along time.",
         .aliases = {"concat", "cat", "join", "stack", "merge"}, .category = Category::Merge,
         .params = {inputsParam(), choiceParam("axis", "Axis", "What is put side by side.", "features",
                                               {{"features", "Features or channels"}, {"time", "Time steps"}, {"height", "Height"}, {"width", "Width"}})},
         .ports = mergePorts,
         .examples = {{"a = input(4,8,8); b = a > conv2d(8, kernel=3, padding=same); concatenate(a, b)", "Four and eight channels"},
                      {"a = input(5,6); b = a > dense(6); concatenate(a, b, axis=time)", "Five and five time steps"}},
         .build = buildConcatenate, .python = pythonConcatenate,
         .summarize = [](const ParamValues& p) { return dotted({p.text("axis") == "features" ? "" : p.text("axis"), summarizeInputs(p)}); },
         .formula = "F = F_a + F_b"},
    };
}

} // namespace nodegrad
