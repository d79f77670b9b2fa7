#pragma once
// Another program as a child process, without a shell.

#include <chrono>
#include <string>
#include <vector>

#include "core/base/cancellation.h"

namespace nodegrad {

struct ChildResult {
    int exitCode = 0;         ///< 128 + signal when a signal ended it
    std::string output, errors; ///< stdout and stderr, at most 16 MB each
};

/// Runs `command` (the program, looked up in PATH, and its arguments) with an empty stdin and waits for it. A cancelled task and
/// a timeout end it and its children. Takes as long as the program; cancel is seen within 50 ms.
/// Errors: verify.no_start {program}, verify.timeout {program, seconds}, cancelled.
Result<ChildResult> runChild(const std::vector<std::string>& command, std::chrono::seconds timeout, const Task& task);

} // namespace nodegrad
