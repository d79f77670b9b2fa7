#pragma once
// Exports that are a folder of files.

#include <filesystem>
#include <functional>

#include "core/base/error.h"

namespace nodegrad {

/// `write` fills a folder. A new one appears whole or not at all; one that is there may hold files of the user, so only ours are
/// replaced in it, each as a whole. Errors: export.not_a_folder, file.write_failed, those of `write`.
Status writeFolder(const std::filesystem::path& path, const std::function<Status(const std::filesystem::path& folder)>& write);

} // namespace nodegrad
