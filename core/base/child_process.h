#pragma once
// Another program as a child process, without a shell.

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/base/cancellation.h"

namespace nodegrad {

struct ChildResult {
    int exitCode = 0;         ///< 128 + signal when a signal ended it
    std::string output, errors; ///< stdout and stderr, at most 16 MB each
};

/// A program that answers over a channel of its own, its standard input: a socket that both ends read and write. Its output and errors go
/// nowhere. Ends with this object; a program that watches the channel also ends when this process does. Not thread-safe.
class ChildChannel {
public:
    /// Errors: verify.no_start {program}.
    static Result<ChildChannel> start(const std::vector<std::string>& command);
    ChildChannel(ChildChannel&& other) noexcept;
    ChildChannel& operator=(ChildChannel&& other) noexcept;
    ~ChildChannel();

    /// All of `bytes`. False when the program is gone or did not take them in time.
    bool send(std::span<const std::byte> bytes, std::chrono::seconds timeout);
    /// Exactly as many bytes as `bytes` has. False when the program is gone or silent for longer than `timeout`.
    /// `mayWait` is asked every 50 ms; false ends it early.
    bool receive(std::span<std::byte> bytes, std::chrono::seconds timeout, const std::function<bool()>& mayWait = {});

private:
    ChildChannel(int socket, int pid) : m_socket(socket), m_pid(pid) {}
    int m_socket = -1, m_pid = -1;
};

/// Runs `command` (the program, looked up in PATH, and its arguments) with an empty stdin and waits for it. A cancelled task and
/// a timeout end it and its children. Takes as long as the program; cancel is seen within 50 ms.
/// Errors: verify.no_start {program}, verify.timeout {program, seconds}, cancelled.
Result<ChildResult> runChild(const std::vector<std::string>& command, std::chrono::seconds timeout, const Task& task);

} // namespace nodegrad
