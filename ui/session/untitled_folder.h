#pragma once
// Where a project without a file keeps its journal and its runs until it is saved.

#include <filesystem>
#include <memory>
#include <vector>

#include "core/project/project.h"

class QLockFile;

namespace nodegrad {

/// A folder of its own below the state folder. It is made by hold(), and a lock file tells other windows that it is in use; what
/// a crash leaves behind is found by leftProjects(). UI thread.
class UntitledFolder {
public:
    UntitledFolder();                                       ///< a new one; nothing on the disk yet
    explicit UntitledFolder(std::filesystem::path file);    ///< one that was left: its file(); held at once
    ~UntitledFolder();                                      ///< lets go; an empty folder goes too
    UntitledFolder(const UntitledFolder&) = delete;
    UntitledFolder& operator=(const UntitledFolder&) = delete;

    /// "<state folder>/untitled/<name>/untitled.nodegrad": never written, but journal and runs are named after it.
    const std::filesystem::path& file() const { return m_file; }
    /// Before something is written beside file().
    void hold();
    /// Removes journal and runs.
    void remove();

private:
    std::filesystem::path m_file;
    std::unique_ptr<QLockFile> m_lock;
};

/// A project without a file that was open when the program was cut short.
struct LeftProject {
    std::filesystem::path file;                ///< as UntitledFolder::file()
    Project project;
    std::size_t runs = 0;
    std::filesystem::file_time_type writtenAt;
};
/// Those that no window holds, newest first.
std::vector<LeftProject> leftProjects();

} // namespace nodegrad
