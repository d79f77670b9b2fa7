#include "core/project/project_parts.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace nodegrad {

namespace {

std::filesystem::path plain(const std::filesystem::path& path)
{
    std::error_code problem;
    const auto absolute = std::filesystem::absolute(path, problem);
    const auto real = std::filesystem::weakly_canonical(absolute, problem);
    return problem ? absolute.lexically_normal() : real;
}

bool isWithin(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

} // namespace

std::vector<std::string> pathParams(const DataSettings& data)
{
    std::vector<std::string> ids;
    if (const DataSource* source = findDataSource(data.source))
        for (const Param& param : source->params)
            if (param.kind == ParamKind::Path)
                ids.push_back(param.id);
    return ids;
}

bool isPartOfProject(const std::filesystem::path& path, const Project& project, const std::filesystem::path& projectPath, const std::filesystem::path& runs)
{
    const std::filesystem::path wanted = plain(path);
    std::vector<std::filesystem::path> parts{projectPath};
    const std::filesystem::path folder = projectPath.parent_path();
    if (project.initialWeights)
        parts.push_back(folder / project.initialWeights->path);
    for (const std::string& id : pathParams(project.data)) {
        const ParamValue* value = project.data.params.find(id);
        if (const auto* text = value ? std::get_if<std::string>(value) : nullptr; text && !text->empty())
            parts.push_back(folder / *text);
    }
    return isWithin(wanted, plain(runs)) || std::ranges::any_of(parts, [&](const auto& part) { return plain(part) == wanted; });
}

} // namespace nodegrad
