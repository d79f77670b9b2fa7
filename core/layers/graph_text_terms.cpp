#include <algorithm>

#include "core/base/text.h"
#include "core/layers/graph_text_reader.h"
#include "core/layers/node_params.h"

namespace nodegrad {

GraphTextReader::Term GraphTextReader::reference(const Draft& draft, const std::string& word) const
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

Result<GraphTextReader::Term> GraphTextReader::readTerm(Draft& draft, const Term& previous)
{
    m_scanner.skipSpace(false);
    const std::size_t offset = m_scanner.offset();
    const auto word = m_scanner.word(true);
    if (!word)
        return m_scanner.expected("the name of a layer");
    if (m_scanner.take('(')) {
        auto arguments = m_scanner.arguments();
        if (!arguments)
            return tl::unexpected(arguments.error());
        return makeNode(draft, *word, offset, std::move(*arguments), previous);
    }
    if (const Term known = reference(draft, *word))
        return referTo(draft, *word, *known, previous, offset);
    return makeNode(draft, *word, offset, {}, previous);
}

/// A value that has a name: the beginning of a chain, or where one ends.
Result<GraphTextReader::Term> GraphTextReader::referTo(Draft& draft, const std::string& word, const PortRef& value, const Term& previous, std::size_t offset)
{
    const Node& node = *std::ranges::lower_bound(draft.nodes, value.node, {}, &Node::id);
    const Ports ports = portsFor(node);
    if (!previous) {
        if (std::ranges::none_of(ports.outputs, [&](const Port& port) { return port.id == value.port; }))
            return failAt(offset, "graph_text.no_output", {{"node", word}});
        return Term(value);
    }
    // A wire to a layer that was made before: into the named input, or the first free one.
    const bool isNamed = word.find('.') != std::string::npos;
    for (const Port& port : ports.inputs) {
        const PortRef to{node.id, port.id};
        if ((isNamed && port.id != value.port) || !draft.fed.insert(to).second)
            continue;
        draft.wires.push_back({*previous, to});
        return ports.outputs.empty() ? Term() : Term(PortRef{node.id, ports.outputs.front().id});
    }
    return failAt(offset, "graph_text.no_free_input", {{"node", word}});
}

Status GraphTextReader::identify(const Draft& draft, NodeDraft& made, bool hasArguments)
{
    Node& node = made.node;
    const auto module = m_modules.find(made.word);
    node.type = made.word;
    if (module != m_modules.end()) {
        node.type = kModuleType;
        node.definition = module->second;
    } else if (draft.isModule && !hasArguments && (made.word == "in" || made.word == "out")) {
        node.type = made.word == "in" ? kModuleInputType : kModuleOutputType;
        node.name = made.word;
    }
    made.type = findLayer(node.type);
    if (made.type && (node.type != kModuleType || !node.definition.empty())) {
        const bool isPort = node.type == kModuleInputType || node.type == kModuleOutputType;
        return isPort && !draft.isModule ? Status(failAt(made.offset, "graph_text.port_outside", {{"name", made.word}})) : Status();
    }
    std::vector<std::string> known;
    for (const LayerType& other : layerTypes())
        if (other.id != kModuleType) // its word is that of a definition
            known.push_back(other.id);
    for (const auto& [name, id] : m_modules)
        known.push_back(name);
    for (const auto& [name, value] : draft.names)
        known.push_back(name);
    const std::vector<std::string> near = nearest(made.word, known);
    return failAt(made.offset, "graph_text.unknown_layer", {{"name", made.word}, {"near", near.empty() ? "conv2d, dense, relu" : joined(near, ", ")}});
}

/// Positional arguments are wires where they name a value and an input is open for it, else parameters in their order.
Status GraphTextReader::sortPositional(const Draft& draft, NodeDraft& made, const std::vector<TextArgument>& arguments)
{
    // Ports may depend on parameters that are named further on.
    Node planned = made.node;
    for (const TextArgument& argument : arguments)
        if (const Param* param = argument.key.empty() ? nullptr : findParam(made.type->params, argument.key))
            if (auto value = parseParam(*param, argument.value))
                planned.params.set(param->id, std::move(*value));
    const std::size_t inputs = portsFor(planned).inputs.size();
    for (const TextArgument& argument : arguments) {
        if (!argument.key.empty())
            continue;
        const Term source = argument.isQuoted ? Term() : reference(draft, argument.value);
        if (source && (inputs > 1 || (inputs == 1 && made.sources.empty())))
            made.sources.push_back(*source);
        else if (inputs > 1 && isIdentifier(argument.value) && !argument.isQuoted)
            return failAt(argument.offset, "graph_text.unknown_name", {{"name", argument.value}});
        else
            made.values.push_back(argument);
    }
    // add(a, b, c): as many inputs as are named
    if (findParam(made.type->params, "inputs") && made.sources.size() > inputs)
        made.node.params.set("inputs", static_cast<std::int64_t>(std::min<std::size_t>(made.sources.size(), 8)));
    return {};
}

Status GraphTextReader::setParam(NodeDraft& made, const Param& param, const std::string& text, std::size_t offset)
{
    auto value = parseParam(param, text);
    if (!value)
        return tl::unexpected(m_scanner.placed(value.error(), offset));
    made.node.params.set(param.id, std::move(*value));
    return {};
}

Status GraphTextReader::setPositional(NodeDraft& made)
{
    const std::vector<Param>& params = made.type->params;
    std::size_t index = 0;
    for (std::size_t next = 0; next < made.values.size(); ++next, ++index) {
        const std::size_t offset = made.values[next].offset;
        if (index >= params.size())
            return failAt(offset, "graph_text.too_many_values", {{"layer", made.word}, {"count", params.size()}});
        std::string text = made.values[next].value;
        if (params[index].kind == ParamKind::IntegerList && params[index].listSize == 0) // all numbers are its sizes: input(1,8,8)
            while (next + 1 < made.values.size())
                text += "," + made.values[++next].value;
        if (auto done = setParam(made, params[index], text, offset); !done)
            return done;
    }
    return {};
}

Status GraphTextReader::setNamed(const Draft& draft, NodeDraft& made, const TextArgument& argument)
{
    const std::string& key = argument.key;
    const std::vector<Param> params = paramsOf(m_graph, made.node);
    if (const Param* param = findParam(params, key)) {
        if (made.node.params.has(key) && key != "inputs")
            return failAt(argument.offset, "graph_text.given_twice", {{"layer", made.word}, {"name", key}});
        return setParam(made, *param, argument.value, argument.offset);
    }
    const std::vector<Port> inputs = portsFor(made.node).inputs;
    if (std::ranges::find(inputs, key, &Port::id) == inputs.end())
        return setCommon(made, argument);
    const Term source = reference(draft, argument.value);
    if (!source)
        return failAt(argument.offset, "graph_text.unknown_name", {{"name", argument.value}});
    if (std::ranges::any_of(made.feeds, [&](const auto& feed) { return feed.first == key; }))
        return failAt(argument.offset, "graph_text.given_twice", {{"layer", made.word}, {"name", key}});
    made.feeds.emplace_back(key, *source);
    return {};
}

/// What every layer has: a title, shared weights, flags.
Status GraphTextReader::setCommon(NodeDraft& made, const TextArgument& argument)
{
    Node& node = made.node;
    const std::string& key = argument.key;
    if (key == "title") {
        node.title = argument.value;
        return {};
    }
    if (key.starts_with("tie.")) {
        node.tie[key.substr(4)] = argument.value;
        return {};
    }
    for (const auto& [word, flag] : {std::pair{"frozen", &Node::frozen}, std::pair{"bypassed", &Node::bypassed}, std::pair{"collapsed", &Node::collapsed},
                                     std::pair{"hides_free_ports", &Node::hidesFreePorts}, std::pair{"unfolded", &Node::unfolded}}) {
        if (key != word)
            continue;
        auto value = parseParam(flagParam(word, word, "", false), argument.value);
        if (!value)
            return tl::unexpected(m_scanner.placed(value.error(), argument.offset));
        node.*flag = std::get<bool>(*value);
        return {};
    }
    std::vector<std::string> known;
    for (const Param& param : paramsOf(m_graph, made.node))
        known.push_back(param.id);
    for (const char* common : {"title", "frozen", "bypassed"})
        known.push_back(common);
    return failAt(argument.offset, "graph_text.unknown_parameter", {{"layer", made.type->id}, {"name", key}, {"known", joined(known, ", ")}});
}

Status GraphTextReader::wire(Draft& draft, const NodeDraft& made)
{
    const NodeId id = made.node.id;
    for (const auto& [port, source] : made.feeds) {
        draft.wires.push_back({source, {id, port}});
        draft.fed.insert({id, port});
    }
    const std::vector<Port> inputs = portsFor(made.node).inputs;
    for (const PortRef& source : made.sources) {
        const auto open = std::ranges::find_if(inputs, [&](const Port& port) { return !draft.fed.contains({id, port.id}); });
        if (open == inputs.end())
            return failAt(made.offset, "graph_text.no_free_input", {{"node", made.word}});
        draft.wires.push_back({source, {id, open->id}});
        draft.fed.insert({id, open->id});
    }
    return {};
}

Result<GraphTextReader::Term> GraphTextReader::makeNode(Draft& draft, const std::string& word, std::size_t offset, std::vector<TextArgument> arguments,
                                                        const Term& previous)
{
    NodeDraft made;
    made.word = word;
    made.offset = offset;
    if (previous)
        made.sources.push_back(*previous);
    Status done = identify(draft, made, !arguments.empty());
    if (done)
        done = sortPositional(draft, made, arguments);
    if (done)
        done = setPositional(made);
    // Parameters first: ports may depend on them.
    for (const bool wantsParams : {true, false})
        for (const TextArgument& argument : arguments)
            if (done && !argument.key.empty() && (findParam(paramsOf(m_graph, made.node), argument.key) != nullptr) == wantsParams)
                done = setNamed(draft, made, argument);
    if (!done)
        return tl::unexpected(done.error());
    made.node.id = NodeId{m_nextId++};
    if (done = wire(draft, made); !done)
        return tl::unexpected(done.error());

    const std::vector<Port> outputs = portsFor(made.node).outputs;
    const Term output = outputs.empty() ? Term() : Term(PortRef{made.node.id, outputs.front().id});
    if (!made.node.name.empty()) { // in and out
        draft.taken.insert(word);
        draft.names[word] = output ? *output : PortRef{made.node.id, ""};
    }
    draft.modules.push_back(made.node.type == kModuleType ? word : "");
    draft.nodes.push_back(std::move(made.node));
    return output;
}

} // namespace nodegrad
