#include "core/exporters/script_source.h"

#include <optional>

#include "core/base/text.h"
#include "core/exporters/names.h"

namespace nodegrad {

namespace {

/// Replaces every `from` in `text`.
std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

class SourceWriter : public ScriptWriter {
public:
    explicit SourceWriter(const Network& network) : m_network(network)
    {
        for (const char* word : {"self", "torch", "getattr", "float", "int", "bool", "len", "list", "Tensor", "Tuple"})
            m_names.reserve(word);
        for (const NetworkPort& input : network.inputs) {
            m_inputs.push_back(m_names.take(pythonIdentifier(input.name)));
            m_values[input.value] = m_inputs.back();
        }
        for (const auto& [value, key] : network.keys)
            m_values[value] = scriptAccess(key);
        for (const auto& [value, key] : network.keys)
            m_attributes.reserve(key.substr(0, key.find('.')));
    }

    void line(const std::string& statement) override
    {
        // A frozen node behaves as in evaluation, whatever the module's mode is.
        const std::string text = m_isFrozen ? replaced(statement, "self.training", "False") : statement;
        m_body += "    " + replaced(text, "\n", "\n    ") + "\n";
    }
    std::string fresh() override { return m_names.take(m_prefix + "_part"); }
    void refuse(Error error) override
    {
        if (!m_problem)
            m_problem = std::move(error);
    }

    Result<ScriptSource> write()
    {
        const Program& program = *m_network.program;
        for (const std::size_t index : m_network.ops) {
            const OpCall& op = program.ops[index];
            m_prefix = pythonIdentifier(op.path);
            m_isFrozen = op.frozen;
            if (!op.type->torchScript)
                return fail("export.unsupported_op", {{"node", op.origin}, {"op", op.type->id}, {"format", "TorchScript"}});
            Specs in, out;
            std::vector<std::string> inputs, outputs;
            for (const ValueId value : op.inputs) {
                in.push_back(value == kNoValue ? absentSpec() : program.values[static_cast<std::size_t>(value)]);
                inputs.push_back(value == kNoValue ? "" : nameOf(value));
            }
            for (const ValueId value : op.outputs) {
                out.push_back(program.values[static_cast<std::size_t>(value)]);
                outputs.push_back(nameOf(value));
            }
            op.type->torchScript(*this, OpUse{op.attributes, in, out, inputs, outputs, op.origin});
        }
        m_isFrozen = false;
        if (m_problem)
            return fail(*m_problem);
        return ScriptSource{signature() + m_body + returnLine(), std::move(m_constants)};
    }

private:
    std::string nameOf(ValueId value)
    {
        if (const auto known = m_values.find(value); known != m_values.end())
            return known->second;
        if (const auto constant = m_network.constants.find(value); constant != m_network.constants.end()) {
            const std::string attribute = m_attributes.take("constant_" + std::to_string(m_constants.size()));
            m_constants.push_back({attribute, *constant->second});
            // A plain attribute does not follow the module to another device.
            return m_values[value] = "self." + attribute + ".to(" + m_inputs[0] + ".device)";
        }
        return m_values[value] = m_names.take(m_prefix);
    }

    std::string signature() const
    {
        std::string text = "def forward(self";
        for (const std::string& input : m_inputs)
            text += ", " + input + ": Tensor";
        if (m_network.outputs.size() == 1)
            return text + ") -> Tensor:\n";
        text += ") -> Tuple[";
        for (std::size_t i = 0; i < m_network.outputs.size(); ++i)
            text += i == 0 ? "Tensor" : ", Tensor";
        return text + "]:\n";
    }

    std::string returnLine()
    {
        std::string text = "    return ";
        for (std::size_t i = 0; i < m_network.outputs.size(); ++i)
            text += (i == 0 ? "" : ", ") + nameOf(m_network.outputs[i].value);
        return text + "\n";
    }

    const Network& m_network;
    NameSet m_names, m_attributes;
    std::string m_prefix;
    bool m_isFrozen = false;
    std::vector<std::string> m_inputs;
    std::map<ValueId, std::string> m_values; ///< expressions
    std::vector<ScriptConstant> m_constants;
    std::string m_body;
    std::optional<Error> m_problem;
};

} // namespace

std::string scriptAccess(const std::string& key)
{
    std::string text = "self";
    for (const std::string_view part : split(key, '.'))
        text = isIdentifier(part) ? text + "." + std::string(part) : "getattr(" + text + ", " + pythonText(part) + ")";
    return text;
}

Result<ScriptSource> scriptSource(const Network& network)
{
    return SourceWriter(network).write();
}

} // namespace nodegrad
