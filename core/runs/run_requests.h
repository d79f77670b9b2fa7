#pragma once
// Acts that one process asks of another one that trains: small files in "<run>/requests/". Internal to core/runs.

#include <filesystem>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/training/acts.h"

namespace nodegrad {

/// Those that lie there, oldest first; they are taken away. What cannot be read is taken away too.
std::vector<RunAct> takeRunRequests(const std::filesystem::path& runFolder, FileSystem& system);

} // namespace nodegrad
