#include <algorithm>
#include <map>
#include <set>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/layers/auto_names.h"
#include "core/layers/graph_text.h"
#include "core/layers/node_params.h"

namespace nodegrad {

namespace {

std::string inQuotes(const std::string& text)
{
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return quoted + "\"";
}

/// In quotes unless it is a plain word or number.
std::string quotedText(const std::string& text)
{
    const bool isPlain = !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '/';
    });
    return isPlain ? text : inQuotes(text);
}

/// The word for each definition: its title where that can be one, else its id.
std::map<std::string, std::string> moduleWords(const Graph& graph)
{
    std::map<std::string, std::string> words;
    std::set<std::string> taken;
    for (const auto& [id, module] : graph.modules()) {
        std::string word = isIdentifier(module.title) ? module.title : isIdentifier(id) ? id : "module_" + std::to_string(taken.size() + 1);
        while (findLayer(word) || word == "in" || word == "out" || !taken.insert(word).second)
            word += "_";
        words[id] = word;
    }
    return words;
}

class LevelWriter {
public:
    LevelWriter(const Graph& graph, const std::string& definition, const std::map<std::string, std::string>& words)
        : m_graph(graph), m_definition(definition), m_level(*graph.level(definition)), m_words(words)
    {
        m_order = topologicalOrder(m_level, &m_order2);
        m_order.insert(m_order.end(), m_order2.begin(), m_order2.end());
        for (const Wire& wire : m_level.wires) {
            m_into[wire.to] = wire.from;
            m_from[wire.from.node].push_back(wire);
        }
        for (const Node* node : m_order)
            m_ports[node->id] = portsOf(graph, definition, *node);
    }

    /// Statements; writes again until every name that the text needs is in it.
    std::vector<std::string> statements()
    {
        for (;;) {
            const std::size_t before = m_named.size();
            std::vector<std::string> all = attempt();
            expose(all);
            nameWhatDiffers();
            if (m_named.size() == before)
                return all;
        }
    }

private:
    bool isShortPort(const Node& node) const
    {
        const bool isPort = (node.type == kModuleInputType && node.name == "in") || (node.type == kModuleOutputType && node.name == "out");
        return isPort && arguments(node, {}).empty();
    }

    /// Text of a value: "a", or "block.second" for an output that is not the first.
    std::string referenceTo(const PortRef& from)
    {
        const Node* node = m_level.find(from.node);
        m_named.insert(from.node);
        const Ports& ports = m_ports.at(from.node);
        const bool isFirst = !ports.outputs.empty() && ports.outputs.front().id == from.port;
        return isFirst ? node->name : node->name + "." + from.port;
    }

    std::vector<std::string> arguments(const Node& node, std::vector<std::string> wires) const
    {
        std::vector<std::string> parts = std::move(wires);
        const std::vector<Param> params = paramsOf(m_graph, node);
        const bool mayBePositional = parts.empty() && (!m_ports.contains(node.id) || m_ports.at(node.id).inputs.size() <= 1);
        for (std::size_t i = 0; i < params.size(); ++i) {
            const Param& param = params[i];
            const ParamValue* value = node.params.find(param.id);
            if (!value)
                continue;
            const auto* list = std::get_if<std::vector<std::int64_t>>(value);
            std::string text = quotedText(formatParam(*value));
            if (list && !list->empty()) {
                text.clear();
                for (const std::int64_t size : *list)
                    text += (text.empty() ? "" : param.listSize == 0 ? "," : "x") + std::to_string(size);
            } else if (list) {
                text = "[]";
            }
            const bool isFirst = i == 0 && mayBePositional;
            if (!isFirst && list && param.listSize == 0)
                text = "[" + text + "]";
            parts.push_back(isFirst ? text : param.id + "=" + text);
        }
        if (!node.title.empty())
            parts.push_back("title=" + quotedText(node.title));
        for (const auto& [parameter, path] : node.tie)
            parts.push_back("tie." + parameter + "=" + quotedText(path));
        for (const auto& [word, flag] : {std::pair{"frozen", node.frozen}, std::pair{"bypassed", node.bypassed}, std::pair{"collapsed", node.collapsed},
                                         std::pair{"hides_free_ports", node.hidesFreePorts}, std::pair{"unfolded", node.unfolded}})
            if (flag)
                parts.push_back(std::string(word) + "=true");
        return parts;
    }

    /// The layer as a term. `fed`: its first input comes through '>'.
    std::string term(const Node& node, bool fed)
    {
        if (isShortPort(node))
            return node.name;
        std::vector<std::string> wires;
        const Ports& ports = m_ports.at(node.id);
        bool inOrder = true;
        for (std::size_t i = fed ? 1 : 0; i < ports.inputs.size(); ++i) {
            const auto source = m_into.find({node.id, ports.inputs[i].id});
            const bool isWritten = source != m_into.end() && m_written.contains(source->second.node);
            if (isWritten)
                wires.push_back((inOrder ? "" : ports.inputs[i].id + "=") + referenceTo(source->second));
            else if (source != m_into.end())
                m_later.push_back({source->second, {node.id, ports.inputs[i].id}}); // on a circle
            inOrder = inOrder && isWritten;
        }
        const auto word = m_words.find(node.definition);
        const std::string name = node.type == kModuleType && word != m_words.end() ? word->second : node.type;
        const std::vector<std::string> parts = arguments(node, std::move(wires));
        return parts.empty() ? name : name + "(" + joined(parts, ", ") + ")";
    }

    /// The layer that the chain goes on with after `node`, or null.
    const Node* follower(const Node& node) const
    {
        const auto wires = m_from.find(node.id);
        if (wires == m_from.end() || wires->second.size() != 1 || (m_named.contains(node.id) && !isShortPort(node)))
            return nullptr;
        const Wire& wire = wires->second.front();
        const Node* next = m_level.find(wire.to.node);
        const Ports &ports = m_ports.at(node.id), &nextPorts = m_ports.at(wire.to.node);
        const bool isFirstOutput = !ports.outputs.empty() && ports.outputs.front().id == wire.from.port;
        const bool isFirstInput = !nextPorts.inputs.empty() && nextPorts.inputs.front().id == wire.to.port;
        if (!next || !isFirstOutput || !isFirstInput || m_written.contains(next->id))
            return nullptr;
        for (std::size_t i = 1; i < nextPorts.inputs.size(); ++i) {
            const auto source = m_into.find({next->id, nextPorts.inputs[i].id});
            if (source != m_into.end() && !m_written.contains(source->second.node))
                return nullptr;
        }
        return next;
    }

    std::vector<std::string> attempt()
    {
        std::vector<std::string> all;
        m_written.clear();
        m_sequence.clear();
        m_later.clear();
        for (const Node* first : m_order) {
            if (m_written.contains(first->id))
                continue;
            const Ports& ports = m_ports.at(first->id);
            const auto source = ports.inputs.empty() ? m_into.end() : m_into.find({first->id, ports.inputs.front().id});
            const bool isFed = ports.inputs.size() == 1 && source != m_into.end() && m_written.contains(source->second.node);
            std::string text = isFed ? referenceTo(source->second) + " > " : "";
            const Node* last = first;
            text += write(*first, isFed);
            while (const Node* next = follower(*last)) {
                text += " > " + write(*next, true);
                last = next;
            }
            if (m_from.contains(last->id))
                m_named.insert(last->id);
            if (m_named.contains(last->id) && !isShortPort(*last))
                text = last->name + " = " + text;
            all.push_back(std::move(text));
        }
        for (const Wire& wire : m_later)
            all.push_back(referenceTo(wire.from) + " > " + m_level.find(wire.to.node)->name + "." + wire.to.port), m_named.insert(wire.to.node);
        return all;
    }

    std::string write(const Node& node, bool fed)
    {
        std::string text = term(node, fed);
        m_written.insert(node.id);
        m_sequence.push_back(&node);
        return text;
    }

    /// expose width "Width" = conv1.filters
    void expose(std::vector<std::string>& all)
    {
        const ModuleDefinition* module = m_graph.module(m_definition);
        for (const ExposedParam& exposed : module ? module->exposed : std::vector<ExposedParam>())
            if (const Node* node = m_level.find(exposed.node))
                all.push_back("expose " + exposed.id + (exposed.title == exposed.id ? "" : " " + inQuotes(exposed.title)) + " = " + node->name + "." + exposed.param);
    }

    /// Names that reading would not give by itself must be written.
    void nameWhatDiffers()
    {
        std::set<std::string> taken;
        for (const Node* node : m_sequence)
            if (m_named.contains(node->id) || isShortPort(*node))
                taken.insert(node->name);
        AutoNames names(taken);
        for (const Node* node : m_sequence) {
            if (m_named.contains(node->id) || isShortPort(*node))
                continue;
            const auto word = m_words.find(node->definition);
            if (names.next(node->type, node->type == kModuleType && word != m_words.end() ? word->second : "") != node->name)
                m_named.insert(node->id);
        }
    }

    const Graph& m_graph;
    const std::string& m_definition;
    const Level& m_level;
    const std::map<std::string, std::string>& m_words;
    std::vector<const Node*> m_order, m_order2, m_sequence;
    std::map<PortRef, PortRef> m_into;
    std::map<NodeId, std::vector<Wire>> m_from;
    std::map<NodeId, Ports> m_ports;
    std::set<NodeId> m_named, m_written;
    std::vector<Wire> m_later;
};

/// Definitions before those that use them.
void writeModule(const Graph& graph, const std::string& id, const std::map<std::string, std::string>& words, std::set<std::string>& done, std::string& text)
{
    const ModuleDefinition* module = graph.module(id);
    if (!module || !module->level || !done.insert(id).second)
        return;
    for (const NodePtr& node : module->level->nodes)
        if (node->type == kModuleType)
            writeModule(graph, node->definition, words, done, text);
    const std::string& word = words.at(id);
    text += "module " + word + (word == module->title ? "" : " " + inQuotes(module->title)) + " { " +
            joined(LevelWriter(graph, id, words).statements(), "; ") + " }; ";
}

} // namespace

std::string writeGraphText(const Graph& graph)
{
    const std::map<std::string, std::string> words = moduleWords(graph);
    std::set<std::string> done;
    std::string text;
    for (const auto& [id, module] : graph.modules())
        writeModule(graph, id, words, done, text);
    return text + joined(LevelWriter(graph, "", words).statements(), "; ");
}

} // namespace nodegrad
