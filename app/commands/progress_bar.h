#pragma once
// Training as text: a bar that is redrawn on a terminal, a line for each epoch everywhere.

#include <chrono>
#include <string>

#include "core/training/events.h"

namespace nodegrad {

/// Writes to stderr when stdout is taken by JSON, else to stdout. One thread.
class ProgressBar {
public:
    explicit ProgressBar(bool toStandardError);
    void show(const Progress& progress);
    void show(const EpochFinished& epoch);
    /// A line that stays.
    void note(const std::string& text);
    /// Removes the bar.
    void clear();

private:
    void line(const std::string& text);
    std::FILE* m_out;
    bool m_isTerminal;
    bool m_isDrawn = false;
    Progress m_last;
    std::chrono::steady_clock::time_point m_lastDrawn{};
};

} // namespace nodegrad
