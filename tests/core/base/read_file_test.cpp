#include <fstream>

#include <sys/stat.h>

#include "core/base/atomic_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

TEST_CASE("a file is read as its bytes")
{
    TemporaryFolder folder;
    const std::string bytes("a\0\r\n\xFF", 5);
    std::ofstream(folder.path() / "a.bin", std::ios::binary) << bytes;
    CHECK(readFile(folder.path() / "a.bin").value() == bytes);
    std::ofstream(folder.path() / "empty");
    CHECK(readFile(folder.path() / "empty").value().empty());
}

TEST_CASE("a file of the system that says it is empty is read to its end")
{
    CHECK(readFile("/proc/self/status").value().starts_with("Name:"));
}

TEST_CASE("a missing file is named")
{
    const auto read = readFile("/nowhere/data.csv");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == "file.missing");
    CHECK(message(read.error()) == "There is no file '/nowhere/data.csv'.");
}

TEST_CASE("a folder and a pipe are refused without waiting")
{
    TemporaryFolder folder;
    CHECK(readFile(folder.path()).error().code == "file.unreadable");
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(readFile(pipe).error().code == "file.unreadable");
}

TEST_CASE("a file above the limit is refused before it is read")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "huge";
    std::ofstream stream(path);
    stream.close();
    std::filesystem::resize_file(path, std::uintmax_t(1) << 40); // sparse: 1.1 TB that take no room
    const auto read = readFile(path);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == "file.too_large");
    CHECK(read.error().arguments.at("needed") == "1.1 TB");
    std::filesystem::resize_file(path, 10);
    CHECK(readFile(path, 10).has_value());
    CHECK(readFile(path, 9).error().code == "file.too_large");
    CHECK(readFile("/proc/self/status", 4).error().code == "file.too_large");
}
