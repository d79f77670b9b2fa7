#include "core/training/param_groups.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/ops/node_paths.h"
#include "core/params/param.h"

namespace nodegrad {

namespace {

std::vector<std::string> parts(const std::string& text, char separator)
{
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (std::string part(trimmed(text.substr(begin, end - begin))); !part.empty())
            all.push_back(std::move(part));
        begin = end + 1;
    }
    return all;
}

bool isIndex(const std::string& part)
{
    return !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
}

/// `path` with the indices that `indexed` has in the parts that both begin with, and behind its end: "a.0.b.1" gives "a.c" those of "a.0.c.1".
std::string withIndicesOf(const std::string& indexed, const std::string& path)
{
    std::vector<std::string> from = parts(indexed, '.'), all;
    const std::string last = !from.empty() && isIndex(from.back()) ? from.back() : std::string();
    std::size_t at = 0;
    for (const std::string& part : parts(path, '.')) {
        while (!all.empty() && at < from.size() && isIndex(from[at]))
            all.push_back(from[at++]);
        at = at < from.size() && from[at] == part ? at + 1 : from.size();
        all.push_back(part);
    }
    if (!last.empty())
        all.push_back(last);
    return joined(all, ".");
}

/// One of "lr 0.1", "decay 0", "frozen", "frozen 3"; false for anything else.
bool apply(ParamGroup& group, const std::string& text)
{
    const std::vector<std::string> words = parts(text, ' ');
    const double number = words.size() == 2 ? parseReal(words[1]).value_or(-1) : -1; // -1: none
    const bool isRate = number >= 0 && number < 1e9, isCount = number >= 1 && isRate && number == std::floor(number);
    if (words[0] == "lr" && isRate)
        group.rateFactor = number;
    else if (words[0] == "decay" && isRate)
        group.weightDecay = number;
    else if (words[0] == "frozen" && words.size() == 1)
        group.frozenEpochs = 0;
    else if (words[0] == "frozen" && isCount)
        group.frozenEpochs = static_cast<std::int64_t>(number);
    else
        return false;
    return true;
}

} // namespace

bool ParamGroup::holds(const std::string& parameterPath) const
{
    return path == "*" || namedPart(path, parameterPath).has_value();
}

Result<std::vector<ParamGroup>> paramGroups(const std::string& text)
{
    std::vector<ParamGroup> groups;
    for (const std::string& entry : parts(text, ';')) {
        const std::size_t colon = entry.find(':');
        ParamGroup group{std::string(trimmed(entry.substr(0, colon))), {}, {}, {}};
        const std::vector<std::string> facts = colon == std::string::npos ? std::vector<std::string>() : parts(entry.substr(colon + 1), ',');
        bool isGood = !group.path.empty() && !facts.empty();
        for (const std::string& fact : facts)
            isGood = isGood && apply(group, fact);
        if (!isGood)
            return fail("training.bad_param_group", {{"entry", entry}});
        groups.push_back(std::move(group));
    }
    return groups;
}

std::string paramGroupsText(const std::vector<ParamGroup>& groups)
{
    std::string text;
    for (const ParamGroup& group : groups) {
        std::vector<std::string> facts;
        if (group.rateFactor)
            facts.push_back("lr " + formatParam(*group.rateFactor));
        if (group.weightDecay)
            facts.push_back("decay " + formatParam(*group.weightDecay));
        if (group.frozenEpochs)
            facts.push_back(*group.frozenEpochs == 0 ? "frozen" : "frozen " + std::to_string(*group.frozenEpochs));
        text += (text.empty() ? "" : "; ") + group.path + ": " + joined(facts, ", ");
    }
    return text;
}

ParamGroup ownRules(const std::vector<ParamGroup>& groups, const std::string& path)
{
    ParamGroup own{path, {}, {}, {}};
    for (const ParamGroup& group : groups) {
        if (group.path != path)
            continue;
        own.rateFactor = group.rateFactor ? group.rateFactor : own.rateFactor;
        own.weightDecay = group.weightDecay ? group.weightDecay : own.weightDecay;
        own.frozenEpochs = group.frozenEpochs ? group.frozenEpochs : own.frozenEpochs;
    }
    return own;
}

std::vector<ParamGroup> withRules(std::vector<ParamGroup> groups, const ParamGroup& rules)
{
    const auto same = std::ranges::find(groups, rules.path, &ParamGroup::path);
    std::size_t place = static_cast<std::size_t>(same - groups.begin());
    std::erase_if(groups, [&](const ParamGroup& group) { return group.path == rules.path; });
    if (rules.saysNothing())
        return groups;
    if (place >= groups.size()) { // before the first one that lies inside, and behind all that it lies in
        const auto inside = std::ranges::find_if(groups, [&](const ParamGroup& group) { return group.path.starts_with(rules.path + "."); });
        place = static_cast<std::size_t>(inside - groups.begin());
    }
    for (std::size_t i = place; i < groups.size(); ++i)
        if (groups[i].path != rules.path && groups[i].holds(rules.path))
            place = i + 1;
    groups.insert(groups.begin() + static_cast<std::ptrdiff_t>(place), rules);
    return groups;
}

std::vector<ParamGroup> movedGroups(std::vector<ParamGroup> groups, const MovedNodes& moved)
{
    const MovedNodes nowOf = inverse(moved);
    MovedNodes plainNowOf;
    for (const auto& [before, now] : nowOf)
        plainNowOf[plainPath(before)] = plainPath(now);
    for (ParamGroup& group : groups) {
        if (std::string now = movedPath(group.path, nowOf); now != group.path) {
            group.path = std::move(now);
            continue;
        }
        // Without indices it speaks of all repeats.
        for (auto at = plainNowOf.rbegin(); at != plainNowOf.rend(); ++at) // what lies deeper comes first
            if (const auto named = namedPart(at->first, group.path)) {
                group.path = withIndicesOf(*named, at->second) + group.path.substr(named->size());
                break;
            }
    }
    return groups;
}

ParamTraits traitsOf(const std::vector<ParamGroup>& groups, const std::string& parameterPath)
{
    ParamTraits traits;
    for (const ParamGroup& group : groups) {
        if (!group.holds(parameterPath))
            continue;
        traits.rateFactor = group.rateFactor.value_or(traits.rateFactor);
        if (group.weightDecay)
            traits.weightDecay = group.weightDecay;
        if (group.frozenEpochs)
            traits.frozenEpochs = group.frozenEpochs;
    }
    return traits;
}

} // namespace nodegrad
