#include "core/base/guarded.h"
#include "core/base/json_depth.h"
#include "core/project/project_parts.h"
#include "core/project/project_text.h"

namespace nodegrad {

namespace {

constexpr std::uintmax_t kLargestFile = 1u << 30;

} // namespace

Project rebased(const Project& project, const std::filesystem::path& from, const std::filesystem::path& to)
{
    const auto rebase = [&](const std::string& path) {
        std::error_code error;
        const auto absolute = std::filesystem::absolute(from / path, error).lexically_normal();
        const auto relative = absolute.lexically_proximate(std::filesystem::absolute(to, error).lexically_normal());
        // Up to two folders away travels with the project; farther away it stays absolute.
        const std::string near = relative.generic_string();
        const bool far = relative.is_absolute() || near.rfind("../../..", 0) == 0;
        return far ? absolute.generic_string() : near;
    };
    Project moved = project;
    for (const std::string& id : pathParams(project.data)) {
        const ParamValue* value = project.data.params.find(id);
        const std::string* text = value ? std::get_if<std::string>(value) : nullptr;
        if (text && !text->empty())
            moved.data.params.set(id, rebase(*text));
    }
    if (moved.initialWeights)
        moved.initialWeights->path = rebase(moved.initialWeights->path);
    return moved;
}

Status writeProject(const std::filesystem::path& path, const Project& project, FileSystem& system)
{
    return guarded(makeError("file.write_failed", {{"path", path.string()}, {"reason", "its text cannot be made"}}), [&]() -> Status {
        return writeFileAtomically(path, toJson(project).dump(2) + "\n", system);
    });
}

Result<Project> parseProject(std::string_view text, const std::string& name)
{
    if (isJsonNestedTooDeep(text))
        return fail("project.not_json", {{"path", name}, {"reason", "its brackets are nested too deep"}});
    return guarded(makeError("project.not_json", {{"path", name}, {"reason", "its text is cut off or damaged"}}), [&]() -> Result<Project> {
        auto project = projectFromJson(nlohmann::json::parse(text));
        if (!project && project.error().code == "project.damaged")
            return fail("project.not_json", {{"path", name}, {"reason", "it lacks the fields of a project"}}, project.error().detail);
        if (!project)
            project.error().arguments["path"] = name;
        return project;
    });
}

Result<Project> readProject(const std::filesystem::path& path)
{
    const auto text = readFile(path, kLargestFile);
    if (!text)
        return fail(text.error());
    return parseProject(*text, path.string());
}

} // namespace nodegrad
