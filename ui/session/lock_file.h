#pragma once
// A file that tells other windows that something is in use.

#include <filesystem>
#include <memory>

#include <QLockFile>

namespace nodegrad {

/// Not locked yet. Only a process that is gone makes it stale, however long this one runs.
inline std::unique_ptr<QLockFile> lockFile(const std::filesystem::path& path)
{
    auto lock = std::make_unique<QLockFile>(QString::fromStdString(path.string()));
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace nodegrad
