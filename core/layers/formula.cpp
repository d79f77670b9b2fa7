#include <cmath>
#include <limits>
#include <optional>

#include "core/layers/families.h"
#include "core/layers/formula_parser.h"
#include "core/ops/shape_rules.h"

namespace nodegrad {

std::vector<std::string> formulaFunctions()
{
    std::vector<std::string> names;
    for (const OpType& type : opTypes())
        if (type.inputs.size() == 1 && type.infer == inferSame && !type.random && !type.loss)
            names.push_back(type.id);
    return names;
}

namespace {

using Type = FormulaStep::Type;

const std::vector<std::string>& knownFunctions()
{
    static const std::vector<std::string> names = formulaFunctions();
    return names;
}

Result<Formula> formulaOf(const ParamValues& p)
{
    return parseFormula(p.text("expression"), static_cast<std::size_t>(p.integer("inputs")), knownFunctions());
}

double combined(Type type, double a, double b)
{
    switch (type) {
    case Type::Add: return a + b;
    case Type::Subtract: return a - b;
    case Type::Multiply: return a * b;
    case Type::Divide: return a / b;
    case Type::Power: return std::pow(a, b);
    default: return a;
    }
}

const char* opOf(Type type)
{
    switch (type) {
    case Type::Add: return "add";
    case Type::Subtract: return "subtract";
    case Type::Multiply: return "multiply";
    case Type::Divide: return "divide";
    default: return "pow";
    }
}

/// What a step gives: a value, or a number that is known already.
struct Operand {
    Value value;
    double number = 0;
    bool isNumber() const { return !value; }
};

class FormulaBuild {
public:
    FormulaBuild(Builder& builder, const Values& inputs) : m_builder(builder), m_inputs(inputs) {}

    Value build(const Formula& formula)
    {
        for (const FormulaStep& step : formula.steps)
            m_done.push_back(operandOf(step));
        return tensor(m_done.back());
    }

private:
    /// Numbers have as many dimensions as the inputs, all of size 1.
    Value tensor(const Operand& operand)
    {
        if (!operand.isNumber())
            return operand.value;
        const auto number = static_cast<float>(operand.number);
        return m_builder.constant(HostTensor::ofFloats(std::vector<std::int64_t>(m_inputs[0].spec.shape.size(), 1), std::span<const float>(&number, 1)));
    }

    Operand known(double number)
    {
        m_builder.need(std::abs(number) <= std::numeric_limits<float>::max(), makeError("layer.formula_number", {{"number", number}}));
        return {Builder::none(), number};
    }

    Operand operandOf(const FormulaStep& step)
    {
        if (step.type == Type::Number)
            return known(step.number);
        if (step.type == Type::Input)
            return {m_inputs[step.input]};
        const Operand& left = m_done[step.left];
        if (step.type == Type::Function)
            return {m_builder.call1(step.function, {tensor(left)})};
        if (step.type == Type::Negate)
            return left.isNumber() ? known(-left.number) : Operand{m_builder.call1("multiply", {left.value, tensor({Builder::none(), -1})})};
        const Operand& right = m_done[step.right];
        if (left.isNumber() && right.isNumber())
            return known(combined(step.type, left.number, right.number));
        if (step.type == Type::Power && right.isNumber() && right.number == 2) // exact, and many times faster than a power
            return {m_builder.call1("multiply", {left.value, left.value})};
        const Value first = tensor(left), second = tensor(right);
        return {m_builder.call1(opOf(step.type), {first, second})};
    }

    Builder& m_builder;
    const Values& m_inputs;
    std::vector<Operand> m_done; ///< one a step
};

Values buildFormula(Builder& b, const ParamValues& p, const Values& in)
{
    const Values inputs = needNumbersOfAnyShape(b, in);
    const auto formula = formulaOf(p);
    b.need(formula.has_value(), formula ? Error() : formula.error());
    return {FormulaBuild(b, inputs).build(*formula)};
}

// --- as Python ---

/// The call of a function of a formula: that of the layer of the same name, or else of torch.
std::string pythonFunction(const std::string& name, const std::string& argument)
{
    for (const char* known : {"relu", "sigmoid", "tanh"})
        if (name == known)
            return "torch." + name + "(" + argument + ")";
    for (const char* known : {"elu", "gelu", "leaky_relu", "silu"})
        if (name == known)
            return "F." + name + "(" + argument + ")";
    const LayerType* layer = findLayer(name);
    if (!layer || !layer->python || layer->ports(completed({}, layer->params)).inputs.size() != 1)
        return "torch." + name + "(" + argument + ")";
    const PythonUse use = layer->python(completed({}, layer->params), {Spec{DType::Float32, {batchDim(), 1}, Kind::Vector, 0}});
    std::string call;
    for (std::size_t i = 0; i < use.call.size(); ++i) {
        const bool isSelf = use.call.compare(i, 6, "{self}") == 0, isArgument = use.call.compare(i, 3, "{0}") == 0;
        call += isSelf ? use.constructor : isArgument ? "(" + argument + ")" : std::string(1, use.call[i]);
        i += isSelf ? 5 : isArgument ? 2 : 0;
    }
    return call;
}

/// How tightly a step's Python holds together.
int strengthOf(const FormulaStep& step)
{
    switch (step.type) {
    case Type::Add:
    case Type::Subtract: return 1;
    case Type::Multiply:
    case Type::Divide: return 2;
    case Type::Negate: return 3;
    case Type::Power: return 4;
    case Type::Number:
    case Type::Input:
    case Type::Function: break;
    }
    return 5;
}

bool holdsInput(const Formula& formula, std::size_t index)
{
    const FormulaStep& step = formula.steps[index];
    if (step.type == Type::Number || step.type == Type::Input)
        return step.type == Type::Input;
    const bool isUnary = step.type == Type::Function || step.type == Type::Negate;
    return step.type == Type::Function || holdsInput(formula, step.left) || (!isUnary && holdsInput(formula, step.right));
}

std::string pythonText(const Formula& formula, std::size_t index)
{
    const FormulaStep& step = formula.steps[index];
    const auto operand = [&](std::size_t part, int least) {
        const std::string text = pythonText(formula, part);
        return strengthOf(formula.steps[part]) < least ? "(" + text + ")" : text;
    };
    const int strength = strengthOf(step);
    switch (step.type) {
    case Type::Number: return pythonReal(step.number);
    case Type::Input: return "{" + std::to_string(step.input) + "}";
    case Type::Function: {
        const std::string argument = pythonText(formula, step.left);
        return pythonFunction(step.function, holdsInput(formula, step.left) ? argument : "torch.tensor(" + argument + ")");
    }
    case Type::Negate: return "-" + operand(step.left, strength);
    case Type::Add: return operand(step.left, strength) + " + " + operand(step.right, strength + 1);
    case Type::Subtract: return operand(step.left, strength) + " - " + operand(step.right, strength + 1);
    case Type::Multiply: return operand(step.left, strength) + " * " + operand(step.right, strength + 1);
    case Type::Divide: return operand(step.left, strength) + " / " + operand(step.right, strength + 1);
    case Type::Power: break;
    }
    return operand(step.left, strength + 1) + " ** " + operand(step.right, strength - 1);
}

PythonUse pythonFormula(const ParamValues& p, const Specs&)
{
    const auto formula = formulaOf(p);
    return {"", formula ? pythonText(*formula, formula->steps.size() - 1) : "", {}};
}

std::string summarizeFormula(const ParamValues& p)
{
    const std::string& text = p.text("expression");
    return text.size() <= 40 ? text : text.substr(0, 37) + "...";
}

} // namespace

std::vector<LayerType> formulaLayers()
{
    return {
        {.id = "formula", .title = "Formula", .summary = "Computes what a formula of its inputs says, element by element.",
         .explanation = "Write y as a formula of the inputs a, b, c, ..., such as relu(a) * sigmoid(b) + 0.1. It may hold numbers, + - * / ^, parentheses, and every function of one "
                        "value that this program has: relu, sigmoid, tanh, gelu and so on, by the name of their layer, with their usual settings. All inputs must have "
                        "the same shape (a size of 1 is repeated). A formula trains and exports as the layers it stands for would.",
         .aliases = {"expression", "lambda", "equation", "custom function", "math"}, .category = Category::Merge,
         .params = {textParam("expression", "Formula", "Numbers, inputs (a, b, ...), + - * / ^, parentheses and functions such as relu(a).", "a * sigmoid(b)"),
                    integerParam("inputs", "Inputs", "How many inputs the formula uses: a, b, c, ...", 2, 1, 8)},
         .ports = mergePorts,
         .examples = {{"a = input(8); b = a > dense(8); formula(a, b, expression=\"a * sigmoid(b)\")", "A gate"},
                      {"x = input(3,6,6); formula(x, expression=\"tanh(2 * a - 1)^2\", inputs=1)", "One input, and numbers"}},
         .build = buildFormula, .python = pythonFormula, .summarize = summarizeFormula, .formula = "y = f(a, b, ...)"},
    };
}

} // namespace nodegrad
