#include "core/ops/node_paths.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace nodegrad {

namespace {

bool isIndex(std::string_view part)
{
    return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

/// Ties to weights that lie elsewhere now.
Level retied(Level level, const MovedNodes& nowOf)
{
    for (NodePtr& slot : level.nodes) {
        Node node = *slot;
        for (auto& [parameter, target] : node.tie)
            target = movedPath(target, nowOf);
        if (node.tie != slot->tie)
            slot = std::make_shared<const Node>(std::move(node));
    }
    return level;
}

constexpr std::size_t kMostPaths = 4096;

void collectPaths(const Graph& graph, const std::string& here, const std::string& wanted, const std::string& path, std::size_t depth, std::vector<std::string>& found)
{
    if (here == wanted)
        found.push_back(path);
    const Level* level = graph.level(here);
    if (!level || depth > 64)
        return;
    for (const NodePtr& node : level->nodes) {
        if (node->type != kModuleType || found.size() >= kMostPaths)
            continue;
        const ParamValue* repeat = node->params.find("repeat");
        const auto* count = repeat ? std::get_if<std::int64_t>(repeat) : nullptr;
        for (std::int64_t i = 0; i < (count ? *count : 1) && found.size() < kMostPaths; ++i)
            collectPaths(graph, node->definition, wanted, path + node->name + "." + std::to_string(i) + ".", depth + 1, found);
    }
}

} // namespace

std::string plainPath(const std::string& path)
{
    std::string out;
    for (const std::string_view part : split(path, '.')) {
        if (part.empty() || (part.front() >= '0' && part.front() <= '9'))
            continue;
        if (!out.empty())
            out += '.';
        out += part;
    }
    return out;
}

NodeAtPath nodeAtPath(const Graph& graph, const std::string& path)
{
    NodeAtPath place;
    const std::string plain = plainPath(path); // what the parts are of
    for (const std::string_view part : split(plain, '.'))
        place.level.emplace_back(part);
    if (place.level.empty())
        return place;
    const std::string name = std::move(place.level.back());
    place.level.pop_back();
    const auto definition = graph.definitionAt(place.level);
    const Level* level = definition ? graph.level(*definition) : nullptr;
    place.node = level ? level->findByName(name) : nullptr;
    return place;
}

std::optional<std::string> namedPart(const std::string& wanted, const std::string& path)
{
    const std::vector<std::string_view> node = split(path, '.');
    std::size_t at = 0;
    for (const std::string_view part : split(wanted, '.')) {
        while (at > 0 && at < node.size() && node[at] != part && isIndex(node[at]))
            ++at;
        if (at == node.size() || node[at] != part)
            return {};
        ++at;
    }
    if (at < node.size() && isIndex(node[at]))
        ++at;
    std::string named;
    for (std::size_t i = 0; i < at; ++i)
        named += (i > 0 ? "." : "") + std::string(node[i]);
    return named;
}

std::vector<std::string> pathsTo(const Graph& graph, const std::string& definition)
{
    std::vector<std::string> found;
    collectPaths(graph, "", definition, "", 0, found);
    return found;
}

std::string movedPath(const std::string& path, const MovedNodes& moved)
{
    for (std::size_t end = path.size(); end != std::string::npos && end > 0; end = path.rfind('.', end - 1))
        if (const auto found = moved.find(path.substr(0, end)); found != moved.end())
            return found->second + path.substr(end);
    return path;
}

MovedNodes inverse(const MovedNodes& moved)
{
    MovedNodes nowOf;
    for (const auto& [now, before] : moved)
        nowOf[before] = now;
    return nowOf;
}

Graph withTiesMoved(Graph graph, const MovedNodes& moved)
{
    const MovedNodes nowOf = inverse(moved);
    std::vector<std::string> definitions{""};
    for (const auto& [id, module] : graph.modules())
        definitions.push_back(id);
    for (const std::string& id : definitions) {
        const Level* level = graph.level(id);
        if (std::ranges::any_of(level->nodes, [](const NodePtr& node) { return !node->tie.empty(); }))
            graph = graph.withLevel(id, retied(*level, nowOf));
    }
    return graph;
}

} // namespace nodegrad
