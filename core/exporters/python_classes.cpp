#include "core/exporters/python_classes.h"

#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/exporters/python_template.h"
#include "core/graph/edits.h"
#include "core/graph/exposed.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

namespace {

std::string joinPath(const std::string& prefix, const std::string& name)
{
    return prefix.empty() ? name : prefix + "." + name;
}

/// "def last_states(result):" -> "last_states".
std::string helperName(const std::string& source)
{
    const std::size_t begin = source.find(' ') + 1;
    return source.substr(begin, source.find_first_of("(:", begin) - begin);
}

bool isStructural(const Node& node)
{
    return node.type == kInputType || node.type == kOutputType || node.type == kModuleInputType || node.type == kModuleOutputType;
}

/// What a person would call the first number of a constructor.
std::string sizeName(const std::string& constructor)
{
    static const std::map<std::string, std::string> names = {
        {"nn.Conv1d(", "in_channels"}, {"nn.Conv2d(", "in_channels"}, {"nn.Linear(", "in_features"}, {"nn.BatchNorm1d(", "channels"},
        {"nn.BatchNorm2d(", "channels"}, {"nn.BatchNorm3d(", "channels"}, {"nn.InstanceNorm1d(", "channels"},
        {"nn.InstanceNorm2d(", "channels"}, {"nn.InstanceNorm3d(", "channels"}, {"nn.LayerNorm(", "features"},
        {"nn.RMSNorm(", "features"}, {"nn.LSTM(", "input_size"}, {"nn.GRU(", "input_size"}, {"nn.RNN(", "input_size"},
        {"nn.EmbeddingBag(", "num_embeddings"}, {"nn.TransformerEncoderLayer(", "d_model"}, {"nn.TransformerDecoderLayer(", "d_model"},
        {"nn.MultiheadAttention(", "embed_dim"}, {"nn.Embedding(", "num_embeddings"}};
    const auto found = names.find(constructor.substr(0, constructor.find('(') + 1));
    return found == names.end() ? "size" : found->second;
}

/// The code of one node in one use of its definition.
struct NodeCode {
    const Node* node = nullptr;
    PythonTemplate constructor, call;
};
/// The code of all nodes of a definition in one use.
struct Use {
    std::string path;
    std::vector<NodeCode> nodes;
    std::string form() const
    {
        std::string text;
        for (const NodeCode& code : nodes)
            text += code.constructor.text + "\n" + code.call.text + "\n";
        return text;
    }
    std::vector<std::string> numbers() const
    {
        std::vector<std::string> all;
        for (const NodeCode& code : nodes)
            for (const PythonTemplate* part : {&code.constructor, &code.call})
                all.insert(all.end(), part->numbers.begin(), part->numbers.end());
        return all;
    }
};

class Writer {
public:
    Writer(const Graph& graph, const Lowered& lowered, const Program& program, const std::string& name)
        : m_graph(graph), m_resolved(withInstanceValues(graph)), m_lowered(lowered), m_program(program), m_name(name)
    {
        for (const char* word : {"F", "nn", "torch", "CLASS_NAMES"})
            m_classNames.reserve(word);
        m_rootName = m_classNames.take(pythonClassName(name));
    }

    Result<PythonClasses> write()
    {
        gather("", "", "");
        for (const std::string& definition : m_order) {
            std::map<std::string, std::vector<Use>> forms;
            std::vector<std::string> order;
            for (const std::string& path : m_uses[definition]) {
                auto use = useOf(definition, path);
                if (!use)
                    return fail(use.error());
                auto& same = forms[use->form()];
                if (same.empty())
                    order.push_back(use->form());
                same.push_back(std::move(*use));
            }
            for (const std::string& form : order)
                writeClass(definition, forms[form]);
        }
        return std::move(m_result);
    }

private:
    static std::int64_t repeatOf(const Node& module)
    {
        return completed(module.params, findLayer(kModuleType)->params).integer("repeat");
    }

    /// `node` with the values that count in this use.
    const Node& valued(const std::string& path, const Node& node) const
    {
        return *m_resolved.level(m_resolvedLevels.at(path))->find(node.id);
    }

    /// In order; without what leads to no output, which the Program does without as well.
    std::vector<const Node*> usedNodes(const std::string& definition) const
    {
        const Level& level = *m_graph.level(definition);
        const std::vector<const Node*> order = topologicalOrder(level);
        std::set<NodeId> used;
        for (std::size_t i = order.size(); i-- > 0;) {
            const Node& node = *order[i];
            if (node.type == kOutputType || node.type == kModuleOutputType)
                used.insert(node.id);
            if (used.contains(node.id))
                for (const Wire& wire : level.wires)
                    if (wire.to.node == node.id)
                        used.insert(wire.from.node);
        }
        std::vector<const Node*> nodes;
        std::ranges::copy_if(order, std::back_inserter(nodes), [&](const Node* node) { return used.contains(node->id); });
        return nodes;
    }

    /// "nn.ModuleList([Block(16)])", or all copies.
    std::string moduleList(const Node& node, const std::string& path)
    {
        std::vector<std::string> copies;
        for (std::int64_t copy = 0; copy < repeatOf(node); ++copy) // of a valued() node
            copies.push_back(m_constructions[path + "." + std::to_string(copy)]);
        const bool areEqual = std::ranges::all_of(copies, [&](const std::string& one) { return one == copies[0]; });
        if (copies.size() > 1 && areEqual)
            return "nn.ModuleList([" + copies[0] + " for _ in range(" + std::to_string(copies.size()) + ")])";
        return "nn.ModuleList([" + joined(copies, ", ") + "])";
    }

    /// The input that stands for the outputs of a bypassed node: the first that fits all of them.
    std::size_t throughInput(const std::string& path) const
    {
        const auto found = m_lowered.facts.find(path);
        if (found == m_lowered.facts.end())
            return 0;
        const NodeFacts& facts = found->second;
        for (std::size_t i = 0; i < facts.inputs.size(); ++i)
            if (std::ranges::all_of(facts.outputs, [&](const Spec& output) { return output == facts.inputs[i]; }))
                return i;
        return 0;
    }

    /// All uses of all definitions, and the definitions in the order in which they need each other.
    void gather(const std::string& definition, const std::string& resolved, const std::string& path)
    {
        m_uses[definition].push_back(path);
        m_resolvedLevels[path] = resolved;
        for (const Node* node : usedNodes(definition))
            if (node->type == kModuleType) {
                const Node& here = valued(path, *node);
                for (std::int64_t copy = 0; copy < repeatOf(here); ++copy)
                    gather(node->definition, here.definition, joinPath(path, node->name) + "." + std::to_string(copy));
            }
        if (std::ranges::find(m_order, definition) == m_order.end())
            m_order.push_back(definition);
    }

    bool hasWeights(const std::string& path) const
    {
        const auto isInside = [&](const std::string& key) { return key.starts_with(path + "."); };
        return std::ranges::any_of(m_program.parameters, isInside, &Parameter::path) ||
               std::ranges::any_of(m_program.buffers, isInside, &Buffer::path) ||
               std::ranges::any_of(m_program.aliases, isInside, &std::pair<const std::string, std::string>::first);
    }

    Result<Use> useOf(const std::string& definition, const std::string& path)
    {
        Use use{path, {}};
        for (const Node* node : usedNodes(definition)) {
            if (isStructural(*node))
                continue;
            const std::string nodePath = joinPath(path, node->name);
            NodeCode code{node, {}, {}};
            if (node->type == kModuleType) {
                if (!node->bypassed || hasWeights(nodePath))
                    code.constructor = pythonTemplate(moduleList(valued(path, *node), nodePath));
            } else {
                const LayerType* type = findLayer(node->type);
                const auto facts = m_lowered.facts.find(nodePath);
                if (!type || !type->python || facts == m_lowered.facts.end())
                    return fail("export.no_python_form", {{"node", node->name}, {"layer", type ? type->title : node->type}});
                const PythonUse python = type->python(completed(valued(path, *node).params, type->params), facts->second.inputs);
                for (const std::string& helper : python.helpers)
                    if (std::ranges::find(m_result.helpers, helper) == m_result.helpers.end())
                        m_result.helpers.push_back(helper);
                if (!python.constructor.empty() && (!node->bypassed || hasWeights(nodePath)))
                    code.constructor = pythonTemplate(python.constructor);
                if (!node->bypassed)
                    code.call = pythonTemplate(python.call);
            }
            const bool isMethod = definition.empty() && (node->name == "prepare" || node->name == "prediction");
            if (!code.constructor.text.empty() && (isMethod || isReservedInModule(node->name)))
                return fail("export.reserved_name", {{"key", nodePath}, {"name", node->name}});
            use.nodes.push_back(std::move(code));
        }
        return use;
    }

    /// A module's arguments keep the names that its class gives them.
    std::string argumentName(const NodeCode& code, const std::string& path, std::size_t number) const
    {
        const auto inner = m_arguments.find(joinPath(path, code.node->name) + ".0");
        if (inner != m_arguments.end() && number < inner->second.size())
            return inner->second[number];
        return number == 0 ? sizeName(code.constructor.text) : "size";
    }

    /// For each number of the uses the word that stands for it: itself, or an argument where uses differ.
    std::vector<std::string> wordsFor(const std::vector<Use>& uses, PythonClass& made, std::vector<std::vector<std::string>>& columns)
    {
        std::vector<std::vector<std::string>> all;
        for (const Use& use : uses)
            all.push_back(use.numbers());
        NameSet names;
        for (const NodeCode& code : uses[0].nodes)
            names.reserve(code.node->name);
        std::vector<std::string> words;
        std::size_t at = 0;
        for (const NodeCode& code : uses[0].nodes) {
            for (std::size_t i = 0; i < code.constructor.numbers.size() + code.call.numbers.size(); ++i, ++at) {
                std::vector<std::string> column;
                for (const auto& numbers : all)
                    column.push_back(numbers[at]);
                const bool isCall = i >= code.constructor.numbers.size();
                if (std::ranges::all_of(column, [&](const std::string& number) { return number == column[0]; })) {
                    words.push_back(column[0]);
                    continue;
                }
                const auto known = std::ranges::find(columns, column);
                std::string argument;
                if (known != columns.end()) {
                    argument = made.arguments[static_cast<std::size_t>(known - columns.begin())];
                } else {
                    const std::string wanted = isCall ? "size" : argumentName(code, uses[0].path, i);
                    argument = names.has(wanted) ? names.take(code.node->name + "_" + wanted) : names.take(wanted);
                    made.arguments.push_back(argument);
                    columns.push_back(column);
                }
                if (isCall && std::ranges::find(made.inits, "self." + argument + " = " + argument) == made.inits.end())
                    made.inits.push_back("self." + argument + " = " + argument);
                words.push_back(isCall ? "self." + argument : argument);
            }
        }
        return words;
    }

    void writeClass(const std::string& definition, const std::vector<Use>& uses)
    {
        PythonClass made;
        const ModuleDefinition* module = m_graph.module(definition);
        made.name = definition.empty() ? m_rootName : m_classNames.take(pythonClassName(module->title.empty() ? definition : module->title));
        std::vector<std::vector<std::string>> columns;
        const std::vector<std::string> words = wordsFor(uses, made, columns);
        for (std::size_t i = 0; i < uses.size(); ++i) {
            std::string arguments;
            for (const auto& column : columns)
                arguments += (arguments.empty() ? "" : ", ") + column[i];
            m_constructions[uses[i].path] = made.name + "(" + arguments + ")";
            m_arguments[uses[i].path] = made.arguments;
        }
        std::map<const Node*, std::string> calls;
        std::size_t next = 0;
        const auto take = [&](const PythonTemplate& form) {
            const std::vector<std::string> part(words.begin() + static_cast<std::ptrdiff_t>(next),
                                                words.begin() + static_cast<std::ptrdiff_t>(next + form.numbers.size()));
            next += form.numbers.size();
            return filled(form, part);
        };
        for (const NodeCode& code : uses[0].nodes) {
            const std::string constructor = take(code.constructor);
            calls[code.node] = take(code.call);
            if (constructor.empty())
                continue;
            made.inits.push_back("self." + code.node->name + " = " + constructor);
            if (code.node->bypassed)
                made.inits.push_back("self." + code.node->name + ".requires_grad_(False)  # bypassed: only keeps its weights");
            else if (code.node->frozen)
                freeze(made, *code.node, constructor);
        }
        writeForward(made, definition, uses[0].path, calls);
        m_result.classes.push_back(std::move(made));
    }

    static void freeze(PythonClass& made, const Node& node, const std::string& constructor)
    {
        made.inits.push_back("self." + node.name + ".requires_grad_(False)  # frozen");
        if (node.type == kModuleType)
            made.trainLines.push_back("for part in self." + node.name + ".modules():\n    if getattr(part, \"track_running_stats\", False):\n"
                                                                         "        part.eval()");
        else if (constructor.starts_with("nn.BatchNorm") || constructor.starts_with("nn.InstanceNorm"))
            made.trainLines.push_back("self." + node.name + ".eval()");
    }

    void writeForward(PythonClass& made, const std::string& definition, const std::string& path, const std::map<const Node*, std::string>& calls)
    {
        const Level& level = *m_graph.level(definition);
        NameSet names;
        for (const char* word : {"self", "F", "nn", "torch", "layer"})
            names.reserve(word);
        for (const std::string& helper : m_result.helpers)
            names.reserve(helperName(helper));
        std::map<PortRef, std::string> variables;
        std::map<std::string, std::string> results; // name of the output node -> variable
        for (const std::string& input : inputNames(definition)) {
            made.inputs.push_back(names.take(pythonIdentifier(input)));
            variables[{level.findByName(input)->id, "out"}] = made.inputs.back();
        }
        for (const Node* node : usedNodes(definition)) {
            if (node->type == kInputType || node->type == kModuleInputType)
                continue;
            const Ports ports = portsOf(m_graph, definition, *node);
            std::vector<std::string> inputs;
            for (const Port& port : ports.inputs) {
                const Wire* wire = level.wireInto({node->id, port.id});
                inputs.push_back(wire ? variables[wire->from] : "");
            }
            if (node->type == kOutputType || node->type == kModuleOutputType) {
                results[node->name] = inputs.empty() ? "" : inputs[0];
                continue;
            }
            if (ports.outputs.empty())
                continue;
            if (node->bypassed) {
                const std::size_t through = throughInput(joinPath(path, node->name));
                for (const Port& port : ports.outputs)
                    variables[{node->id, port.id}] = through < inputs.size() ? inputs[through] : "";
                continue;
            }
            std::string outputs;
            for (const Port& port : ports.outputs) {
                const std::string wanted = ports.outputs.size() == 1 ? node->name : node->name + "_" + port.id;
                std::string& variable = variables[{node->id, port.id}];
                variable = names.take(pythonIdentifier(wanted));
                outputs += (outputs.empty() ? "" : ", ") + variable;
            }
            if (node->type == kModuleType)
                made.statements.push_back(moduleCall(valued(path, *node), outputs, variables[{node->id, ports.outputs[0].id}], inputs));
            else
                made.statements.push_back(outputs + " = " + filledCall(calls.at(node), "self." + node->name, inputs));
        }
        std::string returned;
        for (const std::string& output : outputNames(definition))
            returned += (returned.empty() ? "" : ", ") + results[output];
        made.statements.push_back("return " + returned);
    }

    /// Repeats hand their first output on as the first input of the next; the other inputs are the same for all.
    static std::string moduleCall(const Node& node, const std::string& outputs, const std::string& carried, const std::vector<std::string>& inputs)
    {
        if (repeatOf(node) == 1 || inputs.empty())
            return outputs + " = self." + node.name + "[0](" + joined(inputs, ", ") + ")";
        std::vector<std::string> arguments = inputs;
        arguments[0] = carried;
        return carried + " = " + inputs[0] + "\nfor layer in self." + node.name + ":\n    " + outputs + " = layer(" + joined(arguments, ", ") + ")";
    }

    /// Names of the input nodes in the order of the arguments.
    std::vector<std::string> inputNames(const std::string& definition) const
    {
        std::vector<std::string> names;
        if (definition.empty())
            for (const ProgramInput& input : m_program.inputs)
                names.push_back(input.name);
        else
            for (const Port& port : moduleNodePorts(definition).inputs)
                names.push_back(port.id);
        return names;
    }
    std::vector<std::string> outputNames(const std::string& definition) const
    {
        std::vector<std::string> names;
        if (definition.empty())
            for (const ProgramOutput& output : m_program.outputs)
                names.push_back(output.name);
        else
            for (const Port& port : moduleNodePorts(definition).outputs)
                names.push_back(port.id);
        return names;
    }
    Ports moduleNodePorts(const std::string& definition) const
    {
        Node node;
        node.type = kModuleType;
        node.definition = definition;
        return portsOf(m_graph, "", node);
    }

    const Graph& m_graph;
    const Graph m_resolved;                              ///< with the values of instances: a class serves them all, as arguments
    std::map<std::string, std::string> m_resolvedLevels; ///< path of a use -> its definition there
    const Lowered& m_lowered;
    const Program& m_program;
    std::string m_name, m_rootName;
    NameSet m_classNames;
    std::map<std::string, std::vector<std::string>> m_uses; ///< definition -> paths of its uses
    std::vector<std::string> m_order;
    std::map<std::string, std::string> m_constructions;     ///< path of a use -> "Block(16)"
    std::map<std::string, std::vector<std::string>> m_arguments; ///< path of a use -> names of its arguments
    PythonClasses m_result;
};

} // namespace

Result<PythonClasses> pythonClasses(const Graph& graph, const Lowered& lowered, const Program& program, const std::string& name)
{
    return Writer(graph, lowered, program, name).write();
}

} // namespace nodegrad
