#pragma once
// What is known of a project without training it.

#include <string>
#include <vector>

#include "app/commands/opened_project.h"
#include "core/analysis/summary.h"

namespace nodegrad {

struct Checked {
    Lowered lowered;
    Summary summary;
    std::vector<Diagnostic> problems;  ///< of data, settings, design and memory
    std::vector<std::string> notes;    ///< of the data: what was skipped
    bool hasErrors = false;
};
/// Reads the data and works the design out.
Checked checkProject(const OpenedProject& opened);

} // namespace nodegrad
