#include "core/base/log.h"

#include <cstdlib>
#include <fstream>
#include <thread>

#include "core/base/atomic_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

namespace {

/// The log goes to a folder of this test; afterwards it is off.
class LogIn {
public:
    explicit LogIn(const std::filesystem::path& state)
    {
        ::setenv("XDG_STATE_HOME", state.c_str(), 1);
        startLog();
    }
    ~LogIn()
    {
        ::setenv("XDG_STATE_HOME", "/dev/null", 1);
        startLog();
        ::unsetenv("XDG_STATE_HOME");
    }
};

std::size_t countOf(const std::string& text, const std::string& part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

} // namespace

TEST_CASE("the log lies in the state folder of the user")
{
    ::setenv("XDG_STATE_HOME", "/some/state", 1);
    CHECK(logFolder() == "/some/state/nodegrad");
    ::setenv("XDG_STATE_HOME", "relative", 1); // the specification says to ignore it
    const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
    ::setenv("HOME", "/some/home", 1);
    CHECK(logFolder() == "/some/home/.local/state/nodegrad");
    ::setenv("HOME", home.c_str(), 1);
    ::unsetenv("XDG_STATE_HOME");
}

TEST_CASE("every level reaches the file, with braces as they are")
{
    TemporaryFolder folder;
    const LogIn log(folder.path());
    logInfo("opened {} a file");
    logWarning("slow disk");
    logError("no disk");
    const std::string text = readFile(folder.path() / "nodegrad" / "nodegrad.log").value();
    CHECK(countOf(text, "opened {} a file\n") == 1);
    CHECK(countOf(text, "warning") == 1);
    CHECK(countOf(text, "error") == 1);
    CHECK(countOf(text, "\n") == 3);
}

TEST_CASE("lines of many threads stay whole")
{
    TemporaryFolder folder;
    const LogIn log(folder.path());
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 100; ++i)
                    logInfo("one whole line");
            });
    }
    const std::string text = readFile(folder.path() / "nodegrad" / "nodegrad.log").value();
    CHECK(countOf(text, "one whole line\n") == 400);
}

TEST_CASE("the log never grows beyond three files of 2 MB")
{
    TemporaryFolder folder;
    const LogIn log(folder.path());
    const std::string line(10'000, 'x');
    for (int i = 0; i < 1000; ++i)
        logInfo(line);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "nodegrad")) {
        ++files;
        CHECK(entry.file_size() <= 2'000'000);
    }
    CHECK(files == 3);
}

TEST_CASE("a folder that cannot be written switches the log off")
{
    TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "x";
    const LogIn log(folder.path() / "file");
    logInfo("goes nowhere");
    CHECK(folder.names() == std::vector<std::string>{"file"});
    CHECK(readFile(folder.path() / "file").value() == "x");
}
