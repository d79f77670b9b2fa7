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
    for (const std::string_view part : split(plainPath(path), '.'))
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

} // namespace nodegrad
