#include "core/base/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
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

/// What the program gets as standard input, output and errors; -1: nothing.
struct Streams {
    int input = -1, output = -1, errors = -1;
};

/// Starts the program in a process group of its own. Returns 0 or an errno.
int start(const std::vector<std::string>& command, const Streams& streams, pid_t& pid)
{
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const auto give = [&](int from, int as, int mode) {
        if (from >= 0)
            posix_spawn_file_actions_adddup2(&actions, from, as);
        else
            posix_spawn_file_actions_addopen(&actions, as, "/dev/null", mode, 0);
    };
    give(streams.input, STDIN_FILENO, O_RDONLY);
    give(streams.output, STDOUT_FILENO, O_WRONLY);
    give(streams.errors, STDERR_FILENO, O_WRONLY);
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

/// Until the channel is ready; false when it is not within `timeout`, or nobody waits for it any more.
bool waitFor(pollfd& end, std::chrono::seconds timeout, const std::function<bool()>& mayWait)
{
    constexpr std::chrono::milliseconds slice{50};
    for (const auto late = std::chrono::steady_clock::now() + timeout;;) {
        const int ready = ::poll(&end, 1, static_cast<int>(slice.count()));
        if (ready > 0)
            return true;
        const bool isOver = (ready < 0 && errno != EINTR) || std::chrono::steady_clock::now() > late;
        if (isOver || (mayWait && !mayWait()))
            return false;
    }
}

/// Moves `size` bytes by as many calls of `move` as it takes. False at the end of the channel, or when nothing moves for `timeout`.
template <class Move> bool exchange(int socket, short event, std::size_t size, std::chrono::seconds timeout, const std::function<bool()>& mayWait, Move&& move)
{
    pollfd end{socket, event, 0};
    for (std::size_t done = 0; done < size;) {
        const bool ready = waitFor(end, timeout, mayWait);
        const ssize_t moved = ready ? move(done) : -1;
        if (!ready || moved == 0 || (moved < 0 && errno != EAGAIN && errno != EINTR))
            return false;
        done += moved > 0 ? static_cast<std::size_t>(moved) : 0;
    }
    return true;
}

} // namespace

Result<ChildResult> runChild(const std::vector<std::string>& command, std::chrono::seconds timeout, const Task& task)
{
    Pipe output, errors;
    if (!output.isOpen() || !errors.isOpen())
        return fail("verify.no_start", {{"program", command.front()}}, std::strerror(errno));
    pid_t pid = 0;
    if (const int problem = start(command, {-1, output.writing(), errors.writing()}, pid); problem != 0)
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

Result<ChildChannel> ChildChannel::start(const std::vector<std::string>& command)
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail("verify.no_start", {{"program", command.front()}}, std::strerror(errno));
    pid_t pid = 0;
    const int problem = nodegrad::start(command, {ends[1], -1, -1}, pid);
    ::close(ends[1]);
    if (problem != 0) {
        ::close(ends[0]);
        return fail("verify.no_start", {{"program", command.front()}}, std::strerror(problem));
    }
    return ChildChannel(ends[0], pid);
}

ChildChannel::ChildChannel(ChildChannel&& other) noexcept : m_socket(std::exchange(other.m_socket, -1)), m_pid(std::exchange(other.m_pid, -1)) {}

ChildChannel& ChildChannel::operator=(ChildChannel&& other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_pid, other.m_pid);
    return *this;
}

ChildChannel::~ChildChannel()
{
    if (m_pid < 0)
        return;
    ::close(m_socket);
    ::kill(-m_pid, SIGKILL);
    waitFor(m_pid);
}

bool ChildChannel::send(std::span<const std::byte> bytes, std::chrono::seconds timeout)
{
    return exchange(m_socket, POLLOUT, bytes.size(), timeout, {}, [&](std::size_t done) { return ::send(m_socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT); });
}

bool ChildChannel::receive(std::span<std::byte> bytes, std::chrono::seconds timeout, const std::function<bool()>& mayWait)
{
    return exchange(m_socket, POLLIN, bytes.size(), timeout, mayWait, [&](std::size_t done) { return ::recv(m_socket, bytes.data() + done, bytes.size() - done, MSG_DONTWAIT); });
}

} // namespace nodegrad
