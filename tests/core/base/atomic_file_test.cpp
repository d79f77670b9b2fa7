#include "core/base/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

namespace {

std::string contents(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void put(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

/// Fails at its `failAt`-th call (from 1; 0: never), and at all later ones when `isKilled`: then nothing more reaches the disk.
class FailingFileSystem : public FileSystem {
public:
    FailingFileSystem(int failAt, int error, bool isKilled = false) : m_failAt(failAt), m_error(error), m_isKilled(isKilled) {}
    std::size_t mostAtOnce = 7; ///< bytes of one write
    bool isInterrupted = false; ///< every second write and sync gives EINTR
    std::vector<std::string> calls;

    int open(const std::filesystem::path& path, int& descriptor) override
    {
        return fails("open") ? m_error : FileSystem::open(path, descriptor);
    }
    int keepPermissions(int descriptor, const std::filesystem::path& old) override
    {
        return fails("keepPermissions") ? m_error : FileSystem::keepPermissions(descriptor, old);
    }
    int write(int descriptor, const char* data, std::size_t size, std::size_t& written) override
    {
        if (interrupted())
            return EINTR;
        if (fails("write")) {
            FileSystem::write(descriptor, data, std::min<std::size_t>(size, 2), written); // a disk fills up in the middle
            written = 0;
            return m_error;
        }
        return FileSystem::write(descriptor, data, std::min(size, mostAtOnce), written);
    }
    int sync(int descriptor) override
    {
        if (interrupted())
            return EINTR;
        return fails("sync") ? m_error : FileSystem::sync(descriptor);
    }
    int close(int descriptor) override
    {
        const int result = FileSystem::close(descriptor); // a dead process keeps no descriptor either
        return fails("close") ? m_error : result;
    }
    int rename(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return fails("rename") ? m_error : FileSystem::rename(from, to);
    }
    int syncFolder(const std::filesystem::path& folder) override
    {
        return fails("syncFolder") ? m_error : FileSystem::syncFolder(folder);
    }
    int remove(const std::filesystem::path& path) override { return fails("remove") ? m_error : FileSystem::remove(path); }

private:
    bool fails(const char* call)
    {
        calls.push_back(call);
        const int number = static_cast<int>(calls.size());
        return m_failAt > 0 && (number == m_failAt || (m_isKilled && number > m_failAt));
    }
    bool interrupted() { return isInterrupted && (m_interruptions++ % 2 == 0); }

    int m_failAt, m_error;
    bool m_isKilled;
    int m_interruptions = 0;
};

const std::string kOld = "the old project, whole";
const std::string kNew = "the new project, which is longer than one write takes";

/// The calls of a save in which nothing fails.
std::vector<std::string> callsOfASave()
{
    TemporaryFolder folder;
    FailingFileSystem system(0, 0);
    REQUIRE(writeFileAtomically(folder.path() / "a.nodegrad", kNew, system).has_value());
    return system.calls;
}

} // namespace

TEST_CASE("a save writes the file in this order: temp file, fsync, rename, fsync of the folder")
{
    std::vector<std::string> calls = callsOfASave();
    // 53 bytes at 7 a call: 8 writes.
    REQUIRE(calls.size() == 14);
    CHECK(std::vector<std::string>(calls.begin(), calls.begin() + 3) == std::vector<std::string>{"open", "keepPermissions", "write"});
    CHECK(std::vector<std::string>(calls.end() - 4, calls.end()) == std::vector<std::string>{"sync", "close", "rename", "syncFolder"});
}

TEST_CASE("whichever call of a save fails, the file is the old or the new one and the error says why")
{
    const auto calls = callsOfASave();
    const int error = GENERATE(EIO, ENOSPC);
    for (std::size_t failAt = 1; failAt <= calls.size(); ++failAt) {
        TemporaryFolder folder;
        const auto path = folder.path() / "a.nodegrad";
        put(path, kOld);
        FailingFileSystem system(static_cast<int>(failAt), error);
        const Status status = writeFileAtomically(path, kNew, system);
        INFO("call " << failAt << ": " << calls[failAt - 1]);
        REQUIRE_FALSE(status.has_value());
        CHECK(status.error().code == "file.write_failed");
        CHECK(status.error().arguments.at("path") == path.string());
        CHECK(status.error().arguments.at("reason") == std::strerror(error));
        CHECK(contents(path) == (calls[failAt - 1] == "syncFolder" ? kNew : kOld));
        CHECK(folder.names() == std::vector<std::string>{"a.nodegrad"});
    }
}

TEST_CASE("a save that fails where no file was leaves nothing behind")
{
    const auto calls = callsOfASave();
    for (std::size_t failAt = 1; failAt < calls.size(); ++failAt) { // the last call comes after the rename
        TemporaryFolder folder;
        FailingFileSystem system(static_cast<int>(failAt), ENOSPC);
        INFO("call " << failAt << ": " << calls[failAt - 1]);
        CHECK_FALSE(writeFileAtomically(folder.path() / "a.nodegrad", kNew, system).has_value());
        CHECK(folder.names().empty());
    }
}

TEST_CASE("a program killed at any moment of a save leaves the old or the new file whole")
{
    const auto calls = callsOfASave();
    for (std::size_t failAt = 1; failAt <= calls.size(); ++failAt) {
        TemporaryFolder folder;
        const auto path = folder.path() / "a.nodegrad";
        put(path, kOld);
        FailingFileSystem system(static_cast<int>(failAt), EIO, true);
        INFO("killed at call " << failAt << ": " << calls[failAt - 1]);
        CHECK_FALSE(writeFileAtomically(path, kNew, system).has_value());
        CHECK(contents(path) == (calls[failAt - 1] == "syncFolder" ? kNew : kOld));
        // The next start of the program can save again.
        REQUIRE(writeFileAtomically(path, "third").has_value());
        CHECK(contents(path) == "third");
    }
}

TEST_CASE("short and interrupted writes still write every byte")
{
    TemporaryFolder folder;
    FailingFileSystem system(0, 0);
    system.mostAtOnce = 1;
    system.isInterrupted = true;
    const auto path = folder.path() / "a.bin";
    const std::string bytes("a\0b\r\n\xFFz", 7);
    REQUIRE(writeFileAtomically(path, bytes, system).has_value());
    CHECK(contents(path) == bytes);
}

TEST_CASE("a disk that takes no byte and gives no error ends the save")
{
    TemporaryFolder folder;
    FailingFileSystem system(0, 0);
    system.mostAtOnce = 0;
    const Status status = writeFileAtomically(folder.path() / "a.bin", "abc", system);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().arguments.at("reason") == std::strerror(EIO));
    CHECK(folder.names().empty());
}

TEST_CASE("after a failed write the commit fails for the same reason and the old file stays")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "a.bin";
    put(path, kOld);
    FailingFileSystem system(3, ENOSPC);
    AtomicFile file(path, system);
    REQUIRE(file.open().has_value());
    REQUIRE_FALSE(file.write("abc").has_value());
    CHECK(file.write("def").error().arguments.at("reason") == std::strerror(ENOSPC));
    CHECK(file.commit().error().arguments.at("reason") == std::strerror(ENOSPC));
    CHECK(contents(path) == kOld);
}

TEST_CASE("without a commit nothing appears and the temp file goes")
{
    TemporaryFolder folder;
    {
        AtomicFile file(folder.path() / "a.bin");
        REQUIRE(file.open().has_value());
        REQUIRE(file.write("abc").has_value());
        CHECK(folder.names().size() == 1);
        CHECK_FALSE(std::filesystem::exists(folder.path() / "a.bin"));
    }
    CHECK(folder.names().empty());
}

TEST_CASE("the temp file lies hidden beside its target, and two saves at once do not meet")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "a.bin";
    AtomicFile first(path), second(path);
    CHECK(first.temporaryPath().parent_path() == folder.path());
    CHECK(first.temporaryPath().filename().string().starts_with(".a.bin."));
    CHECK(first.temporaryPath().extension() == ".tmp");
    CHECK(first.temporaryPath() != second.temporaryPath());
}

TEST_CASE("a name of 255 bytes can be saved")
{
    TemporaryFolder folder;
    const auto path = folder.path() / std::string(255, 'n');
    REQUIRE(writeFileAtomically(path, kNew).has_value());
    CHECK(contents(path) == kNew);
}

TEST_CASE("a linked project stays a link and its target is replaced")
{
    TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "real");
    put(folder.path() / "real" / "a.nodegrad", kOld);
    std::filesystem::create_symlink("real/a.nodegrad", folder.path() / "first");
    std::filesystem::create_symlink(folder.path() / "first", folder.path() / "second");
    REQUIRE(writeFileAtomically(folder.path() / "second", kNew).has_value());
    CHECK(std::filesystem::is_symlink(folder.path() / "second"));
    CHECK(std::filesystem::is_symlink(folder.path() / "first"));
    CHECK_FALSE(std::filesystem::is_symlink(folder.path() / "real" / "a.nodegrad"));
    CHECK(contents(folder.path() / "real" / "a.nodegrad") == kNew);
}

TEST_CASE("a link to a file that is not there yet creates that file; a loop of links is only replaced")
{
    TemporaryFolder folder;
    std::filesystem::create_symlink("later", folder.path() / "link");
    REQUIRE(writeFileAtomically(folder.path() / "link", kNew).has_value());
    CHECK(contents(folder.path() / "later") == kNew);
    std::filesystem::create_symlink("loop", folder.path() / "loop");
    const Status status = writeFileAtomically(folder.path() / "loop", kNew);
    REQUIRE_FALSE(status.has_value());
    CHECK(status.error().arguments.at("reason") == std::strerror(ELOOP));
    CHECK(folder.names().size() == 3);
}

TEST_CASE("the permission bits of the old file are kept")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "a.bin";
    put(path, kOld);
    REQUIRE(::chmod(path.c_str(), 0640) == 0);
    REQUIRE(writeFileAtomically(path, kNew).has_value());
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a folder, a pipe and a missing folder are refused")
{
    TemporaryFolder folder;
    CHECK(writeFileAtomically(folder.path(), "x").error().arguments.at("reason") == std::strerror(EISDIR));
    CHECK(writeFileAtomically(folder.path() / "none" / "a", "x").error().arguments.at("reason") == std::strerror(ENOENT));
    CHECK(writeFileAtomically("", "x").error().arguments.at("reason") == std::strerror(ENOENT));
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(writeFileAtomically(pipe, "x").error().code == "file.write_failed");
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK(folder.names() == std::vector<std::string>{"pipe"});
}
