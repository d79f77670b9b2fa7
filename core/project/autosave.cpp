#include <optional>

#include "core/base/log.h"
#include "core/project/project.h"

namespace nodegrad {

std::filesystem::path autosavePath(const std::filesystem::path& projectPath)
{
    if (projectPath.empty())
        return logFolder() / ".untitled.nodegrad.autosave";
    return projectPath.parent_path() / ("." + projectPath.filename().string() + ".autosave");
}

Status writeAutosave(const std::filesystem::path& projectPath, const Project& project, FileSystem& system)
{
    const auto path = autosavePath(projectPath);
    if (projectPath.empty()) {
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
    }
    return writeProject(path, project, system);
}

std::optional<Project> recoverable(const std::filesystem::path& projectPath)
{
    std::error_code error;
    const auto saved = autosavePath(projectPath);
    const auto savedTime = std::filesystem::last_write_time(saved, error);
    if (error)
        return std::nullopt;
    if (!projectPath.empty()) {
        const auto fileTime = std::filesystem::last_write_time(projectPath, error);
        if (!error && fileTime > savedTime)
            return std::nullopt;
    }
    auto project = readProject(saved);
    if (!project)
        return std::nullopt;
    if (const auto onDisk = projectPath.empty() ? Result<Project>(Project{}) : readProject(projectPath); onDisk && *onDisk == *project)
        return std::nullopt;
    return std::move(*project);
}

void removeAutosave(const std::filesystem::path& projectPath)
{
    std::error_code error;
    std::filesystem::remove(autosavePath(projectPath), error);
}

} // namespace nodegrad
