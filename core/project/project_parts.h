#pragma once
// What belongs to a project on the disk.

#include <filesystem>
#include <string>
#include <vector>

#include "core/project/project.h"

namespace nodegrad {

/// Path parameters of the project's data source, by id.
std::vector<std::string> pathParams(const DataSettings& data);
/// Whether something written to `path` would take the place of the project's file, of its data or the weights it begins with, or lie among
/// its runs. Looks at the disk, to see through links.
bool isPartOfProject(const std::filesystem::path& path, const Project& project, const std::filesystem::path& projectPath, const std::filesystem::path& runs);

} // namespace nodegrad
