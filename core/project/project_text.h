#pragma once
// A project file's text, from memory.

#include <string>
#include <string_view>

#include "core/project/project.h"

namespace nodegrad {

/// What readProject() does with the text of the file; `name` stands in the errors.
Result<Project> parseProject(std::string_view text, const std::string& name);

} // namespace nodegrad
