#include "core/base/confinement.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kMemory = std::uint64_t(1) << 50; // its shadow counts as memory
#else
constexpr std::uint64_t kMemory = std::uint64_t(1) << 30;
#endif
constexpr Confinement kRoomy{kMemory, 1 << 20, 30};

/// What `work` gives as exit code in a process of its own that was confined first; 128 + signal.
int confined(const Confinement& limits, const std::function<int()>& work)
{
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(confineProcess(limits) ? work() : 99);
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// 0 when `result` says that the call was refused.
int isRefused(long result) { return result == -1 && errno == EPERM ? 0 : 1; }

} // namespace

TEST_CASE("A confined process writes, makes and removes no file")
{
    const test::TemporaryFolder folder;
    const std::string old = folder.path() / "old", made = folder.path() / "new";
    ::close(::open(old.c_str(), O_CREAT | O_WRONLY, 0600));
    CHECK(confined(kRoomy, [&] { return isRefused(::open(made.c_str(), O_CREAT | O_WRONLY, 0600)); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::open(old.c_str(), O_RDWR)); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::open(old.c_str(), O_RDONLY | O_TRUNC)); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::unlink(old.c_str())); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::rename(old.c_str(), made.c_str())); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::mkdir(made.c_str(), 0700)); }) == 0);
    CHECK(confined(kRoomy, [&] { return isRefused(::truncate(old.c_str(), 5)); }) == 0);
    CHECK(std::filesystem::exists(old));
    CHECK_FALSE(std::filesystem::exists(made));
}

TEST_CASE("A confined process starts no program and reaches no network")
{
    CHECK(confined(kRoomy, [] { return isRefused(::execl("/bin/true", "true", nullptr)); }) == 0);
    CHECK(confined(kRoomy, [] { return isRefused(::fork()); }) == 0);
    CHECK(confined(kRoomy, [] { return isRefused(::socket(AF_INET, SOCK_STREAM, 0)); }) == 0);
    CHECK(confined(kRoomy, [] { return isRefused(::kill(::getppid(), 0)); }) == 0);
}

TEST_CASE("A confined process still reads, writes what was open, and has threads")
{
    const test::TemporaryFolder folder;
    const std::string path = folder.path() / "output";
    const int open = ::open(path.c_str(), O_CREAT | O_WRONLY, 0600);
    CHECK(confined(kRoomy, [&] {
              int number = 0;
              std::thread([&] { number = 7; }).join();
              const int read = ::open("/proc/self/status", O_RDONLY);
              return number == 7 && read >= 0 && ::write(open, "done", 4) == 4 ? 0 : 1;
          }) == 0);
    ::close(open);
    CHECK(std::filesystem::file_size(path) == 4);
}

TEST_CASE("A confined process that asks for more memory, time or room on disk than it has is refused or ended")
{
#ifndef __SANITIZE_ADDRESS__ // whose allocator ends the process instead
    CHECK(confined({std::uint64_t(64) << 20, 1 << 20, 30}, [] {
              void* much = std::malloc(std::size_t(1) << 30);
              return much == nullptr ? 0 : 1;
          }) == 0);
#endif
    CHECK(confined({kMemory, 1 << 20, 1}, [] {
              std::atomic<std::uint64_t> count{0};
              while (count.fetch_add(1) + 1 != 0) {
              }
              return 0;
          }) >= 128);
    const test::TemporaryFolder folder;
    const int open = ::open((folder.path() / "output").c_str(), O_CREAT | O_WRONLY, 0600);
    CHECK(confined({kMemory, 4096, 30}, [&] {
              const std::string bytes(8192, 'x');
              return ::write(open, bytes.data(), bytes.size()) == 4096 && ::write(open, bytes.data(), 1) == 1 ? 0 : 1;
          }) == 128 + 25); // SIGXFSZ
    ::close(open);
}
