#pragma once
// The autosaved copy beside a project: written in workers, and never after it was dropped.

#include <filesystem>
#include <memory>

#include <QObject>

#include "core/project/project.h"

namespace nodegrad {

/// UI thread.
class Journal : public QObject {
    Q_OBJECT
public:
    explicit Journal(std::filesystem::path file, QObject* parent = nullptr);
    /// Writes the project in a worker; of several that wait only the newest is written.
    void write(const Project& project);
    /// What was written is not needed any more: saved or given up. Waits for a write that is on.
    void drop();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace nodegrad
