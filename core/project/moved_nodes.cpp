#include "core/project/moved_nodes.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/training/param_groups.h"

namespace nodegrad {

namespace {

bool movesSome(const MovedNodes& moved)
{
    return std::ranges::any_of(moved, [](const auto& entry) { return entry.first != entry.second; });
}

} // namespace

Project withMovedNodes(Project project, const MovedNodes& moved)
{
    if (auto groups = paramGroups(project.training.paramGroups); groups && !groups->empty())
        project.training.paramGroups = paramGroupsText(movedGroups(std::move(*groups), moved));
    MovedNodes plainNowOf;
    for (const auto& [now, before] : moved)
        plainNowOf[plainPath(before)] = plainPath(now);
    for (auto& [key, bookmark] : project.bookmarks) {
        const std::string before = joined(bookmark.path, "."), now = movedPath(before, plainNowOf);
        if (now == before)
            continue;
        bookmark.path.clear();
        for (const std::string_view part : split(now, '.'))
            bookmark.path.emplace_back(part);
    }
    if (project.initialWeights && movesSome(moved))
        project.initialWeights->renamed.push_back(moved);
    return project;
}

Project withCopiedNodes(Project project, const MovedNodes& copies)
{
    if (!project.initialWeights || !movesSome(copies))
        return project;
    MovedNodes step = copies;
    for (const auto& [copy, original] : copies)
        if (nodeAtPath(project.graph, original).node)
            step.emplace(original, original);
    project.initialWeights->renamed.push_back(std::move(step));
    return project;
}

} // namespace nodegrad
