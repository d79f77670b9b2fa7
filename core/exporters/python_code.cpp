#include "core/exporters/python_code.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/exporters/python_classes.h"
#include "core/exporters/python_template.h"

namespace nodegrad {

namespace {

/// Shortest text that reads back as the same float.
std::string floatText(float value)
{
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), end.ptr);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

bool isIn(const std::vector<ValueId>& values, ValueId value)
{
    return std::ranges::find(values, value) != values.end();
}

/// The op that makes `value`, or null.
const OpCall* makerOf(const Program& program, ValueId value)
{
    const auto found = std::ranges::find_if(program.ops, [&](const OpCall& op) { return isIn(op.outputs, value); });
    return found == program.ops.end() ? nullptr : &*found;
}

std::string tupleText(const std::vector<std::string>& parts)
{
    return joined(parts, ", ");
}

/// Writes what lies around the network: constants of the preparation, prepare(), prediction().
class Surroundings {
public:
    Surroundings(const Network& network, const PythonClass& root) : m_network(network), m_root(root)
    {
        for (const std::string& statement : root.inits)
            if (statement.starts_with("self."))
                m_names.reserve(statement.substr(5, statement.find_first_of(".[ =", 5) - 5));
    }

    /// Statements for __init__, in m_inits; sources in methods().
    Status write()
    {
        std::string body;
        std::vector<std::string> prepared;
        for (std::size_t i = 0; i < m_network.inputs.size(); ++i) {
            const auto expression = preparation(m_network.program->inputs[i], m_root.inputs[i]);
            if (!expression)
                return fail(expression.error());
            prepared.push_back(*expression);
        }
        const std::string arguments = tupleText(m_root.inputs);
        std::string call = "self(" + arguments + ")";
        if (m_network.holdsPreparation) {
            m_methods += "\n    def prepare(self, " + arguments + "):\n        \"\"\"Raw data as the network was trained on them.\"\"\"\n        return " +
                         tupleText(prepared) + "\n";
            call = m_network.inputs.size() == 1 ? "self(self.prepare(" + arguments + "))" : "self(*self.prepare(" + arguments + "))";
        }
        m_methods += "\n    def prediction(self, " + arguments + "):\n        \"\"\"" + predictionDoc() + "\"\"\"\n";
        const Program& program = *m_network.program;
        if (program.outputs.size() == 1) {
            const auto result = activation(program.outputs[0], m_network.outputs[0].value, call);
            if (!result)
                return fail(result.error());
            m_methods += "        return " + *result + "\n";
            return {};
        }
        std::vector<std::string> names, results;
        for (std::size_t i = 0; i < program.outputs.size(); ++i) {
            names.push_back(pythonIdentifier(program.outputs[i].name));
            const auto result = activation(program.outputs[i], m_network.outputs[i].value, names.back());
            if (!result)
                return fail(result.error());
            results.push_back(*result);
        }
        m_methods += "        " + tupleText(names) + " = " + call + "\n        return " + tupleText(results) + "\n";
        return {};
    }
    const std::vector<std::string>& inits() const { return m_inits; }
    const std::string& methods() const { return m_methods; }

private:
    std::string predictionDoc() const
    {
        return std::string("From ") + (m_network.holdsPreparation ? "raw " : m_network.needsPreparation ? "prepared " : "") + "data to " +
               (m_network.holdsPrediction ? "probabilities." : "the output of the last layer.");
    }

    /// The input after the steps between the raw value and the network's entry.
    Result<std::string> preparation(const ProgramInput& input, const std::string& argument)
    {
        std::vector<const OpCall*> steps;
        if (m_network.holdsPreparation)
            for (ValueId value = input.entry; value != input.value;) {
                const OpCall* op = makerOf(*m_network.program, value);
                if (!op)
                    return fail("export.no_python_form", {{"node", input.name}, {"layer", "preparation"}});
                steps.insert(steps.begin(), op);
                value = op->inputs[0];
            }
        std::string expression = argument;
        for (const OpCall* op : steps) {
            if (op->type->id == "cast") {
                expression += ".to(torch." + op->attributes.text("dtype") + ")";
                continue;
            }
            if (op->type->id != "affine")
                return fail("export.no_python_form", {{"node", input.name}, {"layer", op->type->id}});
            const std::string offset = constant(*op, 1, argument + "_offset"), factor = constant(*op, 2, argument + "_factor");
            if (offset != "0.0")
                expression = steps.front() == op ? expression + " - " + offset : "(" + expression + ") - " + offset;
            expression = (offset != "0.0" || steps.front() != op ? "(" + expression + ")" : expression) + " * " + factor;
        }
        return expression;
    }

    /// A number, or an attribute that is no state-dict key.
    std::string constant(const OpCall& op, std::size_t input, const std::string& wanted)
    {
        const HostTensor& tensor = *m_network.constants.at(op.inputs[input]);
        const Spec& x = m_network.program->values[static_cast<std::size_t>(op.inputs[0])];
        if (tensor.count() == 1)
            return floatText(static_cast<float>(tensor.number(0)));
        const std::int64_t rank = static_cast<std::int64_t>(x.shape.size());
        const std::int64_t axis = op.attributes.integer("axis") < 0 ? rank + op.attributes.integer("axis") : op.attributes.integer("axis");
        std::vector<std::string> values;
        for (const float value : tensor.floats())
            values.push_back(floatText(value));
        const std::string name = m_names.take(wanted);
        std::string shape;
        for (std::int64_t i = axis + 1; i < rank; ++i)
            shape += ", 1";
        m_inits.push_back(name + " = torch.tensor(" + pythonArray(values, 12) + ")");
        m_inits.push_back("self.register_buffer(\"" + name + "\", " + name + (shape.empty() ? "" : ".reshape(-1" + shape + ")") +
                          ", persistent=False)");
        return "self." + name;
    }

    Result<std::string> activation(const ProgramOutput& output, ValueId wanted, const std::string& logits) const
    {
        if (wanted == output.logits)
            return logits;
        const OpCall* op = makerOf(*m_network.program, wanted);
        if (op && op->inputs[0] == output.logits && op->type->id == "softmax")
            return "torch.softmax(" + logits + ", dim=" + std::to_string(op->attributes.integer("dim")) + ")";
        if (op && op->inputs[0] == output.logits && op->type->id == "sigmoid")
            return "torch.sigmoid(" + logits + ")";
        return fail("export.no_python_form", {{"node", output.name}, {"layer", op ? op->type->id : "prediction"}});
    }

    const Network& m_network;
    const PythonClass& m_root;
    NameSet m_names;
    std::vector<std::string> m_inits;
    std::string m_methods;
};

std::string shapesDoc(const Network& network)
{
    std::string text;
    const Program& program = *network.program;
    for (const ProgramInput& input : program.inputs)
        text += (text.empty() ? "Takes " : " and ") + shapeText(program.values[static_cast<std::size_t>(input.entry)].shape);
    text += ", gives ";
    for (std::size_t i = 0; i < program.outputs.size(); ++i)
        text += (i == 0 ? "" : " and ") + shapeText(program.values[static_cast<std::size_t>(program.outputs[i].logits)].shape);
    return text + ".";
}

/// Text of a docstring: nothing in it may end it.
std::string docText(std::string text)
{
    std::erase_if(text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
    return text;
}

} // namespace

Result<PythonCode> pythonCode(const ExportRequest& request, const ParamValues& options)
{
    const auto network = networkOf(request, options, false);
    if (!network)
        return fail(network.error());
    const Program& program = *request.program;
    if (const Status names = checkModuleNames(program); !names)
        return fail(names.error());
    Bindings bindings;
    bindings.hasData = true;
    for (const ProgramInput& input : program.inputs)
        bindings.inputs[input.name].spec = program.values[static_cast<std::size_t>(input.entry)];
    for (const ProgramOutput& output : program.outputs)
        bindings.targets[output.name] = output.targetSpec;
    const Lowered lowered = lower(request.graph, bindings);
    auto made = pythonClasses(request.graph, lowered, program, request.name);
    if (!made)
        return fail(made.error());

    PythonClass& root = made->classes.back();
    root.doc = shapesDoc(*network);
    for (const auto& [alias, path] : program.aliases)
        root.inits.push_back(pythonAccess(alias) + " = " + pythonAccess(path) + "  # one tensor under two names");
    Surroundings around(*network, root);
    if (const Status status = around.write(); !status)
        return fail(status.error());
    root.inits.insert(root.inits.end(), around.inits().begin(), around.inits().end());

    PythonCode code;
    code.className = root.name;
    code.classCount = made->classes.size();
    code.inputs = root.inputs;
    code.hasClassNames = options.flag("class_names") && !request.classNames.empty();
    std::string body;
    for (const std::string& helper : made->helpers)
        body += "\n\n" + helper;
    for (const PythonClass& one : made->classes)
        body += "\n\n" + one.source(&one == &root ? around.methods() : "");

    code.model = "\"\"\"" + docText(request.name.empty() ? code.className : request.name) + ": a network designed with Nodegrad.\"\"\"\n\n";
    if (body.find("io.BytesIO") != std::string::npos)
        code.model += "import io\n\n";
    if (body.find("torch.") != std::string::npos)
        code.model += "import torch\n";
    if (body.find("F.") != std::string::npos)
        code.model += "import torch.nn.functional as F\n";
    code.model += "from torch import nn\n";
    if (code.hasClassNames) {
        std::vector<std::string> names;
        for (const std::string& name : request.classNames)
            names.push_back(pythonText(name));
        code.model += "\nCLASS_NAMES = " + pythonArray(names, 4) + "\n";
    }
    code.model += body;
    code.lineCount = static_cast<std::size_t>(std::ranges::count(code.model, '\n'));
    return code;
}

} // namespace nodegrad
