#pragma once
// Who may write a run's folder. Locks of open file descriptions (Linux): they end with the process, also after kill -9,
// and are asked without being taken. Internal to core/runs.

#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/error.h"

namespace nodegrad {

/// Holds "<folder>/lock" until destroyed.
class RunLock {
public:
    /// Writing: one writer of log and checkpoints, never waits. Editing: a moment around each change of run.json, waits.
    enum class Purpose { Writing, Editing };
    /// Errors: runs.in_use (Writing, somebody else writes), runs.folder_gone, file.write_failed.
    static Result<std::unique_ptr<RunLock>> take(const std::filesystem::path& folder, Purpose purpose);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

    /// False when the folder was deleted, or replaced by another one, since the lock was taken.
    bool isStillThere() const;

private:
    RunLock(std::filesystem::path file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor) {}
    std::filesystem::path m_file;
    int m_descriptor;
};

/// True while somebody, in this process or another, holds the lock for Writing.
bool isBeingWritten(const std::filesystem::path& folder);

} // namespace nodegrad
