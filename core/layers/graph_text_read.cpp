#include <algorithm>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/graph/layout.h"
#include "core/layers/auto_names.h"
#include "core/layers/graph_text.h"
#include "core/layers/graph_text_reader.h"
#include "core/layers/node_params.h"

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

Result<Graph> GraphTextReader::read()
{
    Draft root;
    if (auto done = readStatements(root, false); !done)
        return tl::unexpected(done.error());
    auto level = finished(std::move(root));
    if (!level)
        return tl::unexpected(level.error());
    return m_graph.withLevel("", **level);
}

Status GraphTextReader::readStatements(Draft& draft, bool inBraces)
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
        const bool isExpose = inBraces && word == "expose" && m_scanner.word();
        m_scanner.rewind(begin);
        if (isModule && inBraces)
            return m_scanner.expected("a layer (modules are defined outside of other modules)");
        if (auto done = isModule ? readModule() : isExpose ? readExpose(draft) : readChain(draft); !done)
            return done;
        const bool ends = m_scanner.atEnd() || m_scanner.comesNext(';') || m_scanner.comesNext('\n') || (inBraces && m_scanner.comesNext('}')) || isModule;
        m_scanner.skipSpace(false);
        if (!ends && !m_scanner.atEnd())
            return m_scanner.expected("'>', ';' or a new line");
    }
}

/// module name "Title" { statements }
Status GraphTextReader::readModule()
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
    const std::vector<Draft::Exposing> exposing = std::move(inside.exposed);
    auto level = finished(std::move(inside));
    if (!level)
        return tl::unexpected(level.error());
    auto exposed = exposedOf(**level, exposing);
    if (!exposed)
        return tl::unexpected(exposed.error());
    const std::string id = "m" + std::to_string(m_modules.size() + 1);
    m_modules[word] = id;
    m_graph = m_graph.withModule({id, title, *level, std::move(*exposed)});
    return {};
}

/// expose id "Title" = layer.parameter
Status GraphTextReader::readExpose(Draft& draft)
{
    m_scanner.word();
    m_scanner.skipSpace(false);
    Draft::Exposing made;
    made.offset = m_scanner.offset();
    made.id = made.title = *m_scanner.word();
    if (m_scanner.comesNext('"')) {
        auto text = m_scanner.quoted();
        if (!text)
            return tl::unexpected(text.error());
        made.title = std::move(*text);
    }
    if (!m_scanner.take('='))
        return m_scanner.expected("'='");
    m_scanner.skipSpace(false);
    const auto place = m_scanner.word(true);
    const std::size_t dot = place ? place->find('.') : std::string::npos;
    if (dot == std::string::npos)
        return m_scanner.expected("a parameter of a layer, such as dense1.units");
    made.node = place->substr(0, dot);
    made.param = place->substr(dot + 1);
    draft.exposed.push_back(std::move(made));
    return {};
}

Result<std::vector<ExposedParam>> GraphTextReader::exposedOf(const Level& level, const std::vector<Draft::Exposing>& exposed) const
{
    std::vector<ExposedParam> all;
    for (const Draft::Exposing& one : exposed) {
        const Node* node = level.findByName(one.node);
        if (!node)
            return failAt(one.offset, "graph_text.unknown_name", {{"name", one.node}});
        const std::vector<Param> params = paramsOf(m_graph, *node);
        std::vector<std::string> known;
        for (const Param& param : params)
            known.push_back(param.id);
        if (!findParam(params, one.param))
            return failAt(one.offset, "graph_text.unknown_parameter", {{"layer", node->type}, {"name", one.param}, {"known", joined(known, ", ")}});
        const bool isTaken = std::ranges::find(all, one.id, &ExposedParam::id) != all.end();
        if (isTaken || one.id == kRepeatParam)
            return failAt(one.offset, "graph_text.name_taken", {{"name", one.id}});
        all.push_back({one.id, one.title, node->id, one.param});
    }
    return all;
}

Status GraphTextReader::readChain(Draft& draft)
{
    const std::size_t begin = m_scanner.offset();
    std::string name;
    if (auto word = m_scanner.word(); word && m_scanner.take('='))
        name = std::move(*word);
    else
        m_scanner.rewind(begin);
    const std::size_t nodesBefore = draft.nodes.size();
    Term previous;
    bool isFirst = true;
    do {
        m_scanner.skipSpace(!isFirst || !name.empty());
        if (!isFirst && !previous)
            return m_scanner.expected("the end of the statement (the layer before '>' has no output)");
        auto made = readTerm(draft, previous);
        if (!made)
            return tl::unexpected(made.error());
        previous = *made;
        isFirst = false;
    } while (m_scanner.take('>', true));
    return name.empty() ? Status() : nameLast(draft, name, previous, nodesBefore, begin);
}

Status GraphTextReader::nameLast(Draft& draft, const std::string& name, const Term& made, std::size_t nodesBefore, std::size_t offset)
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

namespace {

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

} // namespace

Result<LevelPtr> GraphTextReader::finished(Draft draft)
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

Result<Graph> parseGraphText(const std::string& text)
{
    constexpr std::size_t limit = 1'000'000;
    if (text.size() > limit)
        return fail("graph_text.too_long", {{"limit", limit}});
    return GraphTextReader(text).read();
}

} // namespace nodegrad
