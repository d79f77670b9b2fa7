#include "core/training/param_groups.h"

#include <cmath>

#include "core/base/text.h"

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
    return path == "*" || parameterPath == path || parameterPath.starts_with(path + ".");
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
