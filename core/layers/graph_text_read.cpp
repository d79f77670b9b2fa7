#include <algorithm>
#include <map>
#include <set>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/graph/layout.h"
#include "core/layers/auto_names.h"
#include "core/layers/graph_text.h"
#include "core/layers/layer_type.h"
#include "core/layers/text_scanner.h"

namespace nodegrad {

std::string AutoNames::next(const std::string& type, const std::string& module)
{
    const bool isPlain = type == kInputType || type == kOutputType || !module.empty();
    const std::string stem = module.empty() ? (isPlain ? type : nameStem(type)) : module;
    int& count = m_counts[stem];
    if (isPlain && count == 0 && m_taken.insert(stem).second) {
        count = module.empty() ? 0 : 1;
        return stem;
    }
    for (;;) {
        const std::string name = stem + std::to_string(++count);
        if (m_taken.insert(name).second)
            return name;
    }
}

namespace {

/// A level while it is read.
struct Draft {
    std::vector<Node> nodes;
    std::vector<std::string> modules;         ///< word of the definition of each node, or ""
    std::vector<Wire> wires;
    std::map<std::string, PortRef> names;     ///< what a word stands for
    std::set<std::string> taken;              ///< names of nodes
    std::set<PortRef> fed;
    bool isModule = false;
};

class Reader {
public:
    explicit Reader(const std::string& text) : m_scanner(text) {}
    Result<Graph> read();

private:
    Status readModule();
    Status readStatements(Draft& draft, bool inBraces);
    Status readChain(Draft& draft);
    /// One term; `previous` is what stands before its '>'. Gives what the next '>' takes, or nothing for a layer without outputs.
    Result<std::optional<PortRef>> readTerm(Draft& draft, const std::optional<PortRef>& previous, bool isFirst);
    Result<std::optional<PortRef>> makeNode(Draft& draft, const std::string& word, std::size_t offset, std::vector<TextArgument> arguments,
                                            const std::optional<PortRef>& previous);
    Status setArgument(Draft& draft, Node& node, const LayerType& type, const Ports& ports, const TextArgument& argument,
                       std::vector<std::pair<std::string, PortRef>>& feeds);
    Status nameLast(Draft& draft, const std::string& name, const std::optional<PortRef>& made, std::size_t nodesBefore, std::size_t offset);
    Result<LevelPtr> finished(Draft draft);
    /// The value that a word such as "a" or "block.second" stands for.
    std::optional<PortRef> reference(const Draft& draft, const std::string& word) const;
    Ports portsFor(const Node& node) const;
    const Node* nodeOf(const Draft& draft, NodeId id) const;
    tl::unexpected<Error> failAt(std::size_t offset, std::string_view code, ErrorArguments arguments) const
    {
        return fail(m_scanner.placed(makeError(code, arguments), offset));
    }

    TextScanner m_scanner;
    Graph m_graph;
    std::map<std::string, std::string> m_modules; ///< word -> definition id
    std::uint64_t m_nextId = 1;
};

Result<Graph> Reader::read()
{
    Draft root;
    if (auto done = readStatements(root, false); !done)
        return tl::unexpected(done.error());
    auto level = finished(std::move(root));
    if (!level)
        return tl::unexpected(level.error());
    return m_graph.withLevel("", **level);
}

Status Reader::readStatements(Draft& draft, bool inBraces)
{
    for (;;) {
        m_scanner.skipSpace(true);
        if (m_scanner.take(';'))
            continue;
        if (inBraces && m_scanner.take('}'))
            return {};
        if (m_scanner.atEnd())
            return inBraces ? Status(m_scanner.expected("a closing '}'")) : Status();
        const std::size_t begin = m_scanner.offset();
        const auto word = m_scanner.word();
        const bool isModule = word == kModuleType && m_scanner.word();
        m_scanner.rewind(begin);
        if (isModule && inBraces)
            return m_scanner.expected("a layer (modules are defined outside of other modules)");
        if (auto done = isModule ? readModule() : readChain(draft); !done)
            return done;
        const bool ends = m_scanner.atEnd() || m_scanner.comesNext(';') || m_scanner.comesNext('\n') || (inBraces && m_scanner.comesNext('}')) || isModule;
        m_scanner.skipSpace(false);
        if (!ends && !m_scanner.atEnd())
            return m_scanner.expected("'>', ';' or a new line");
    }
}

/// module name "Title" { statements }
Status Reader::readModule()
{
    m_scanner.word();
    m_scanner.skipSpace(false);
    const std::size_t offset = m_scanner.offset();
    const std::string word = *m_scanner.word();
    if (m_modules.contains(word) || findLayer(word))
        return failAt(offset, "graph_text.module_taken", {{"name", word}});
    std::string title = word;
    if (m_scanner.comesNext('"')) {
        auto text = m_scanner.quoted();
        if (!text)
            return tl::unexpected(text.error());
        title = std::move(*text);
    }
    if (!m_scanner.take('{', true))
        return m_scanner.expected("'{'");
    Draft inside;
    inside.isModule = true;
    if (auto done = readStatements(inside, true); !done)
        return done;
    auto level = finished(std::move(inside));
    if (!level)
        return tl::unexpected(level.error());
    const std::string id = "m" + std::to_string(m_modules.size() + 1);
    m_modules[word] = id;
    m_graph = m_graph.withModule({id, title, *level});
    return {};
}

Status Reader::readChain(Draft& draft)
{
    const std::size_t begin = m_scanner.offset();
    std::string name;
    if (auto word = m_scanner.word(); word && m_scanner.take('='))
        name = std::move(*word);
    else
        m_scanner.rewind(begin);
    const std::size_t nodesBefore = draft.nodes.size();
    std::optional<PortRef> previous;
    bool isFirst = true;
    do {
        m_scanner.skipSpace(!isFirst || !name.empty());
        if (!isFirst && !previous)
            return m_scanner.expected("the end of the statement (the layer before '>' has no output)");
        auto made = readTerm(draft, previous, isFirst);
        if (!made)
            return tl::unexpected(made.error());
        previous = *made;
        isFirst = false;
    } while (m_scanner.take('>', true));
    return name.empty() ? Status() : nameLast(draft, name, previous, nodesBefore, begin);
}

Status Reader::nameLast(Draft& draft, const std::string& name, const std::optional<PortRef>& made, std::size_t nodesBefore, std::size_t offset)
{
    if (draft.names.contains(name))
        return failAt(offset, "graph_text.name_taken", {{"name", name}});
    const bool isAlias = draft.nodes.size() == nodesBefore || (made && draft.nodes.back().id != made->node) || !draft.nodes.back().name.empty();
    if (isAlias) {
        if (made)
            draft.names[name] = *made;
        return {};
    }
    if (!draft.taken.insert(name).second)
        return failAt(offset, "graph_text.name_taken", {{"name", name}});
    draft.nodes.back().name = name;
    draft.names[name] = made ? *made : PortRef{draft.nodes.back().id, ""};
    return {};
}

const Node* Reader::nodeOf(const Draft& draft, NodeId id) const
{
    const auto found = std::ranges::lower_bound(draft.nodes, id, {}, &Node::id);
    return found == draft.nodes.end() || found->id != id ? nullptr : &*found;
}

std::optional<PortRef> Reader::reference(const Draft& draft, const std::string& word) const
{
    const std::size_t dot = word.find('.');
    const auto found = draft.names.find(word.substr(0, dot));
    if (found == draft.names.end())
        return std::nullopt;
    PortRef value = found->second;
    if (dot != std::string::npos)
        value.port = word.substr(dot + 1);
    return value;
}

Ports Reader::portsFor(const Node& node) const
{
    return portsOf(m_graph, "", node);
}

Result<std::optional<PortRef>> Reader::readTerm(Draft& draft, const std::optional<PortRef>& previous, bool isFirst)
{
    m_scanner.skipSpace(false);
    const std::size_t offset = m_scanner.offset();
    const auto word = m_scanner.word(true);
    if (!word)
        return m_scanner.expected("the name of a layer");
    std::vector<TextArgument> arguments;
    const bool hasArguments = m_scanner.take('(');
    if (hasArguments) {
        auto read = m_scanner.arguments();
        if (!read)
            return tl::unexpected(read.error());
        arguments = std::move(*read);
    }
    const auto known = hasArguments ? std::nullopt : reference(draft, *word);
    if (!known)
        return makeNode(draft, *word, offset, std::move(arguments), previous);
    const Node& node = *nodeOf(draft, known->node);
    if (isFirst) {
        const Ports ports = portsFor(node);
        if (std::ranges::none_of(ports.outputs, [&](const Port& port) { return port.id == known->port; }))
            return failAt(offset, "graph_text.no_output", {{"node", *word}});
        return std::optional(*known);
    }
    // A wire to a layer that was made before: into the named input, or the first free one.
    const Ports ports = portsFor(node);
    const bool isNamed = word->find('.') != std::string::npos;
    for (const Port& port : ports.inputs) {
        const PortRef to{node.id, port.id};
        if (isNamed ? port.id != known->port : draft.fed.contains(to))
            continue;
        if (!draft.fed.insert(to).second)
            break;
        draft.wires.push_back({*previous, to});
        return ports.outputs.empty() ? std::optional<PortRef>() : PortRef{node.id, ports.outputs.front().id};
    }
    return failAt(offset, "graph_text.no_free_input", {{"node", *word}});
}

Status Reader::setArgument(Draft& draft, Node& node, const LayerType& type, const Ports& ports, const TextArgument& argument,
                           std::vector<std::pair<std::string, PortRef>>& feeds)
{
    const std::string& key = argument.key;
    if (const Param* param = findParam(type.params, key)) {
        auto value = parseParam(*param, argument.value);
        if (!value)
            return tl::unexpected(m_scanner.placed(value.error(), argument.offset));
        node.params.set(key, std::move(*value));
        return {};
    }
    if (std::ranges::any_of(ports.inputs, [&](const Port& port) { return port.id == key; })) {
        const auto source = reference(draft, argument.value);
        if (!source)
            return failAt(argument.offset, "graph_text.unknown_name", {{"name", argument.value}});
        feeds.emplace_back(key, *source);
        return {};
    }
    if (key == "title") {
        node.title = argument.value;
        return {};
    }
    if (key.starts_with("tie.")) {
        node.tie[key.substr(4)] = argument.value;
        return {};
    }
    for (const auto& [word, flag] : {std::pair{"frozen", &Node::frozen}, std::pair{"bypassed", &Node::bypassed}, std::pair{"collapsed", &Node::collapsed}}) {
        if (key != word)
            continue;
        auto value = parseParam(flagParam(word, word, "", false), argument.value);
        if (!value)
            return tl::unexpected(m_scanner.placed(value.error(), argument.offset));
        node.*flag = std::get<bool>(*value);
        return {};
    }
    std::vector<std::string> known;
    for (const Param& param : type.params)
        known.push_back(param.id);
    for (const char* common : {"title", "frozen", "bypassed"})
        known.push_back(common);
    return failAt(argument.offset, "graph_text.unknown_parameter", {{"layer", type.id}, {"name", key}, {"known", joined(known, ", ")}});
}

Result<std::optional<PortRef>> Reader::makeNode(Draft& draft, const std::string& word, std::size_t offset, std::vector<TextArgument> arguments,
                                                const std::optional<PortRef>& previous)
{
    Node node;
    const auto module = m_modules.find(word);
    const bool isPort = draft.isModule && arguments.empty() && (word == "in" || word == "out");
    node.type = module != m_modules.end() ? kModuleType : isPort ? (word == "in" ? kModuleInputType : kModuleOutputType) : word;
    if (isPort)
        node.name = word;
    if (module != m_modules.end())
        node.definition = module->second;
    const LayerType* type = findLayer(node.type);
    if (!type || (node.type == kModuleType && node.definition.empty())) {
        std::vector<std::string> known;
        for (const LayerType& other : layerTypes())
            known.push_back(other.id);
        for (const auto& [name, id] : m_modules)
            known.push_back(name);
        for (const auto& [name, value] : draft.names)
            known.push_back(name);
        const std::vector<std::string> near = nearest(word, known);
        return failAt(offset, "graph_text.unknown_layer", {{"name", word}, {"near", near.empty() ? "conv2d, dense, relu" : joined(near, ", ")}});
    }
    if ((node.type == kModuleInputType || node.type == kModuleOutputType) && !draft.isModule)
        return failAt(offset, "graph_text.port_outside", {{"name", word}});

    // Positional arguments are wires where they name a value and an input is open for it, else the parameters in their order.
    std::vector<PortRef> sources;
    std::vector<std::pair<std::string, PortRef>> feeds;
    if (previous)
        sources.push_back(*previous);
    Ports ports = portsFor(node);
    std::vector<TextArgument> values;
    for (TextArgument& argument : arguments) {
        if (!argument.key.empty())
            continue;
        const auto source = argument.isQuoted ? std::nullopt : reference(draft, argument.value);
        const bool takesWires = ports.inputs.size() > 1 || (ports.inputs.size() == 1 && sources.empty());
        if (source && takesWires)
            sources.push_back(*source);
        else if (ports.inputs.size() > 1 && isIdentifier(argument.value) && !argument.isQuoted)
            return failAt(argument.offset, "graph_text.unknown_name", {{"name", argument.value}});
        else
            values.push_back(std::move(argument));
    }
    for (std::size_t next = 0; next < values.size(); ++next) {
        if (next >= type->params.size())
            return failAt(values[next].offset, "graph_text.too_many_values", {{"layer", word}, {"count", type->params.size()}});
        const Param& param = type->params[next];
        std::string text = values[next].value;
        if (param.kind == ParamKind::IntegerList && param.listSize == 0) // all numbers are its sizes: input(1,8,8)
            for (; next + 1 < values.size(); ++next)
                text += "," + values[next + 1].value;
        auto value = parseParam(param, text);
        if (!value)
            return tl::unexpected(m_scanner.placed(value.error(), values[next].offset));
        node.params.set(param.id, std::move(*value));
    }
    if (findParam(type->params, "inputs") && sources.size() > ports.inputs.size())
        node.params.set("inputs", static_cast<std::int64_t>(std::min<std::size_t>(sources.size(), 8)));
    for (const TextArgument& argument : arguments)
        if (!argument.key.empty()) {
            if (const Param* param = findParam(type->params, argument.key); param && node.params.has(param->id) && param->id != "inputs")
                return failAt(argument.offset, "graph_text.given_twice", {{"layer", word}, {"name", argument.key}});
            if (argument.key == "inputs" || !findParam(type->params, argument.key))
                ports = portsFor(node);
            if (auto done = setArgument(draft, node, *type, ports, argument, feeds); !done)
                return tl::unexpected(done.error());
        }
    ports = portsFor(node);

    node.id = NodeId{m_nextId++};
    for (const auto& [port, source] : feeds) {
        draft.wires.push_back({source, {node.id, port}});
        draft.fed.insert({node.id, port});
    }
    for (const PortRef& source : sources) {
        const auto open = std::ranges::find_if(ports.inputs, [&](const Port& port) { return !draft.fed.contains({node.id, port.id}); });
        if (open == ports.inputs.end())
            return failAt(offset, "graph_text.no_free_input", {{"node", word}});
        draft.wires.push_back({source, {node.id, open->id}});
        draft.fed.insert({node.id, open->id});
    }
    const std::optional<PortRef> output = ports.outputs.empty() ? std::optional<PortRef>() : PortRef{node.id, ports.outputs.front().id};
    if (isPort) {
        draft.taken.insert(word);
        draft.names[word] = output ? *output : PortRef{node.id, ""};
    }
    draft.nodes.push_back(std::move(node));
    draft.modules.push_back(module != m_modules.end() ? word : "");
    return output;
}

/// Ports of a module stand from left to right in the order in which they were written; the layout may have mixed them.
void orderPorts(std::vector<Node>& nodes, const char* type)
{
    std::vector<Node*> ports;
    for (Node& node : nodes)
        if (node.type == type)
            ports.push_back(&node);
    std::vector<Position> places;
    for (const Node* port : ports)
        places.push_back(port->position);
    std::ranges::stable_sort(places, {}, &Position::x);
    for (std::size_t i = 0; i < ports.size(); ++i)
        ports[i]->position = places[i];
}

Result<LevelPtr> Reader::finished(Draft draft)
{
    AutoNames names(draft.taken);
    for (std::size_t i = 0; i < draft.nodes.size(); ++i)
        if (draft.nodes[i].name.empty())
            draft.nodes[i].name = names.next(draft.nodes[i].type, draft.modules[i]);
    Level level;
    level.wires = std::move(draft.wires);
    for (const Node& node : draft.nodes)
        level.nodes.push_back(std::make_shared<const Node>(node));
    auto positions = layoutLevel(level, LayoutOptions{});
    if (!positions)
        return tl::unexpected(positions.error());
    for (Node& node : draft.nodes)
        if (const auto found = positions->find(node.id); found != positions->end())
            node.position = found->second;
    orderPorts(draft.nodes, kModuleInputType);
    orderPorts(draft.nodes, kModuleOutputType);
    level.nodes.clear();
    for (Node& node : draft.nodes)
        level.nodes.push_back(std::make_shared<const Node>(std::move(node)));
    return std::make_shared<const Level>(std::move(level));
}

} // namespace

Result<Graph> parseGraphText(const std::string& text)
{
    constexpr std::size_t limit = 1'000'000;
    if (text.size() > limit)
        return fail("graph_text.too_long", {{"limit", limit}});
    return Reader(text).read();
}

} // namespace nodegrad
