#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

namespace {

/// "Conv 2D", "conv_2d", "conv-2d" are one.
std::string plain(std::string_view text)
{
    std::string out;
    for (const char c : lowered(text))
        if (c != ' ' && c != '_' && c != '-')
            out += c;
    return out;
}

/// Edits (insert, drop, change, swap of neighbours) between `a` and `b`; anything above 1 is 2.
int slips(const std::string& a, const std::string& b)
{
    const std::string &shorter = a.size() < b.size() ? a : b, &longer = a.size() < b.size() ? b : a;
    if (longer.size() - shorter.size() > 1)
        return 2;
    std::size_t i = 0;
    while (i < shorter.size() && shorter[i] == longer[i])
        ++i;
    if (i == longer.size())
        return 0;
    if (shorter.size() != longer.size())
        return shorter.compare(i, std::string::npos, longer, i + 1, std::string::npos) == 0 ? 1 : 2;
    if (shorter.compare(i + 1, std::string::npos, longer, i + 1, std::string::npos) == 0)
        return 1;
    const bool swapped = i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i];
    return swapped && a.compare(i + 2, std::string::npos, b, i + 2, std::string::npos) == 0 ? 1 : 2;
}

/// 0: no match; higher is better.
int scoreName(const std::string& wanted, const std::string& name)
{
    if (name == wanted)
        return 100;
    if (name.starts_with(wanted))
        return 80;
    if (name.find(wanted) != std::string::npos)
        return 60;
    // One slip of the finger, in the whole name or in as much of it as is typed.
    if (wanted.size() >= 3 && (slips(wanted, name) == 1 || slips(wanted, name.substr(0, wanted.size())) == 1))
        return 40;
    return 0;
}

int scoreOf(const std::string& wanted, const LayerType& type)
{
    int best = std::max(scoreName(wanted, plain(type.title)), scoreName(wanted, plain(type.id)));
    for (const std::string& alias : type.aliases)
        best = std::max(best, scoreName(wanted, plain(alias)) - 5);
    if (best <= 0)
        for (const std::string_view word : split(type.summary, ' '))
            if (wanted.size() >= 3 && plain(word).starts_with(wanted))
                best = 20;
    return best;
}

} // namespace

std::vector<const LayerType*> searchLayers(const std::string& text)
{
    const std::string wanted = plain(trimmed(text));
    std::vector<std::pair<int, const LayerType*>> found;
    for (const LayerType& type : layerTypes())
        if (const int score = wanted.empty() ? 1 : scoreOf(wanted, type); score > 0)
            found.emplace_back(score, &type);
    std::ranges::stable_sort(found, std::greater{}, &std::pair<int, const LayerType*>::first);
    std::vector<const LayerType*> types;
    for (const auto& [score, type] : found)
        types.push_back(type);
    return types;
}

} // namespace nodegrad
