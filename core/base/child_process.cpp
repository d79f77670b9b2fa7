#include "core/base/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace nodegrad {

namespace {

constexpr std::size_t outputLimit = 16'000'000;

/// A pipe whose ends close themselves.
class Pipe {
public:
    Pipe() { m_isOpen = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    bool isOpen() const { return m_isOpen; }
    int reading() const { return m_ends[0]; }
    int writing() const { return m_ends[1]; }
    void closeEnd(std::size_t end)
    {
        if (m_ends[end] >= 0)
            ::close(m_ends[end]);
        m_ends[end] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    bool m_isOpen = false;
};

/// Starts the program in a process group of its own. Returns 0 or an errno.
int start(const std::vector<std::string>& command, const Pipe& output, const Pipe& errors, pid_t& pid)
{
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.writing(), STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    const int problem = ::posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

/// Takes what lies in the pipe; false at its end.
bool drain(int descriptor, std::string& text)
{
    std::array<char, 65536> buffer;
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    if (text.size() < outputLimit)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0;
}

int waitFor(pid_t pid)
{
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

Result<ChildResult> runChild(const std::vector<std::string>& command, std::chrono::seconds timeout, const Task& task)
{
    Pipe output, errors;
    if (!output.isOpen() || !errors.isOpen())
        return fail("verify.no_start", {{"program", command.front()}}, std::strerror(errno));
    pid_t pid = 0;
    if (const int problem = start(command, output, errors, pid); problem != 0)
        return fail("verify.no_start", {{"program", command.front()}}, std::strerror(problem));
    output.closeEnd(1);
    errors.closeEnd(1);

    ChildResult result;
    const auto end = std::chrono::steady_clock::now() + timeout;
    std::array<pollfd, 2> ends{pollfd{output.reading(), POLLIN, 0}, pollfd{errors.reading(), POLLIN, 0}};
    std::array<std::string*, 2> texts{&result.output, &result.errors};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        const bool isLate = std::chrono::steady_clock::now() > end;
        if (isLate || task.isCancelled()) {
            ::kill(-pid, SIGKILL);
            waitFor(pid);
            if (isLate)
                return fail("verify.timeout", {{"program", command.front()}, {"seconds", static_cast<std::int64_t>(timeout.count())}}, result.errors);
            return fail("cancelled");
        }
        if (::poll(ends.data(), ends.size(), 20) <= 0)
            continue;
        for (std::size_t i = 0; i < ends.size(); ++i)
            if (ends[i].fd >= 0 && ends[i].revents != 0 && !drain(ends[i].fd, *texts[i]))
                ends[i].fd = -1;
    }
    result.exitCode = waitFor(pid);
    return result;
}

} // namespace nodegrad
