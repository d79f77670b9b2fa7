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
