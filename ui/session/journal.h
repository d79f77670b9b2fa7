#pragma once
// The autosaved copy beside a project: written in workers, and never after it was dropped.

#include <filesystem>
#include <memory>

#include <QObject>

#include "core/project/project.h"

class QLockFile;

namespace nodegrad {

/// A lock beside the copy tells other windows whose it is: while one window holds a copy, others that opened the file write none and
/// remove none. UI thread.
class Journal : public QObject {
    Q_OBJECT
public:
    explicit Journal(std::filesystem::path file, QObject* parent = nullptr);
    ~Journal() override; ///< what was written stays for the next start
    /// Another window has edits of this project that are not saved. Any thread.
    static bool isHeldElsewhere(const std::filesystem::path& file);
    /// Writes the project in a worker; of several that wait only the newest is written.
    void write(const Project& project);
    /// What was written is not needed any more: saved or given up. Waits for a write that is on.
    void drop();

private:
    /// False while another window holds the copy.
    bool hold();

    struct State;
    std::shared_ptr<State> m_state;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace nodegrad
