#include "core/formats/event_file.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>

#include <sys/resource.h>

#include "core/base/atomic_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

namespace {

/// Lets no file of this process grow beyond `bytes` while it lives: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { release(); }
    void release()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

std::vector<double> valuesOf(const std::filesystem::path& path, const std::string& tag)
{
    std::vector<double> values;
    const auto series = readScalars(path);
    REQUIRE(series);
    if (series->contains(tag))
        for (const LoggedScalar& point : series->at(tag))
            values.push_back(point.value);
    return values;
}

} // namespace

TEST_CASE("crc32c gives the values of RFC 3720")
{
    CHECK(crc32c("123456789") == 0xE3069283u);
    CHECK(crc32c("") == 0u);
    CHECK(crc32c(std::string(32, '\0')) == 0x8A9136AAu);
    CHECK(crc32c(std::string(32, '\xFF')) == 0x62A8AB43u);
    std::string rising, falling;
    for (int i = 0; i < 32; ++i) {
        rising += static_cast<char>(i);
        falling += static_cast<char>(31 - i);
    }
    CHECK(crc32c(rising) == 0x46DD794Eu);
    CHECK(crc32c(falling) == 0x113FDB5Cu);
    CHECK(crc32c("6789", crc32c("12345")) == 0xE3069283u); // in two pieces
}

TEST_CASE("An event file has TensorBoard's name and begins with the version record")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path() / "run" / "train"));
    CHECK(writer.path().parent_path() == folder.path() / "run" / "train");
    const std::string name = writer.path().filename().string();
    CHECK(name.starts_with("events.out.tfevents."));
    CHECK(name.substr(20, 10).find_first_not_of("0123456789") == std::string::npos);
    CHECK(name.ends_with(".0"));
    const auto bytes = readFile(writer.path());
    REQUIRE(bytes);
    // wall_time (field 1, 8 bytes) and file_version (field 3, 13 bytes): 9 + 15 = 24 bytes
    CHECK(static_cast<unsigned char>((*bytes)[0]) == 24);
    CHECK(bytes->size() == 12 + 24 + 4);
    CHECK(bytes->substr(12 + 9, 15) == "\x1a\x0d"
                                       "brain.Event:2");
    CHECK(writer.byteOffset() == bytes->size());

    EventFileWriter second;
    REQUIRE(second.open(folder.path() / "run" / "train"));
    CHECK(second.path() != writer.path());
}

TEST_CASE("Scalars come back with step, time and float value, in order, tag by tag")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    REQUIRE(writer.addScalar("loss", 0, 1700000000.25, 2.5));
    REQUIRE(writer.addScalar("accuracy", 0, 1700000000.5, 0.1));
    REQUIRE(writer.addScalar("loss", 1LL << 40, 1700000001.0, -1e-8));
    const auto before = readScalars(folder.path());
    REQUIRE(before);
    CHECK(before->empty()); // nothing but the version was handed over
    REQUIRE(writer.flush());
    const auto series = readScalars(folder.path());
    REQUIRE(series);
    REQUIRE(series->size() == 2);
    CHECK(series->at("loss") ==
          std::vector<LoggedScalar>{{0, 1700000000.25, 2.5},
                                    {1LL << 40, 1700000001.0, static_cast<double>(-1e-8f)}});
    CHECK(series->at("accuracy").front().value == static_cast<double>(0.1f));
    REQUIRE(writer.close());
    CHECK_FALSE(writer.isOpen());
    CHECK(writer.addScalar("loss", 3, 0, 1).error().code == "file.write_failed");
}

TEST_CASE("Infinity and NaN are kept in the log")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    REQUIRE(writer.addScalar("loss", 0, 0, std::numeric_limits<double>::infinity()));
    REQUIRE(writer.addScalar("loss", 1, 0, std::numeric_limits<double>::quiet_NaN()));
    REQUIRE(writer.close());
    const auto values = valuesOf(folder.path(), "loss");
    REQUIRE(values.size() == 2);
    CHECK(values[0] == std::numeric_limits<double>::infinity());
    CHECK(values[1] != values[1]);
}

TEST_CASE("A log goes on after a cut: the half record is removed first")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    const auto path = writer.path();
    REQUIRE(writer.addScalar("loss", 0, 0, 1));
    REQUIRE(writer.flush());
    const auto whole = writer.byteOffset();
    REQUIRE(writer.addScalar("loss", 1, 0, 2));
    REQUIRE(writer.close());
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 3);

    REQUIRE(writer.append(path));
    CHECK(writer.byteOffset() == whole);
    REQUIRE(writer.addScalar("loss", 1, 0, 3));
    REQUIRE(writer.close());
    CHECK(valuesOf(path, "loss") == std::vector<double>{1, 3});
}

TEST_CASE("An empty file is begun anew, another kind of file is refused and left as it is")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.1.a.1.0";
    std::ofstream(path).close();
    EventFileWriter writer;
    REQUIRE(writer.append(path));
    REQUIRE(writer.addScalar("loss", 0, 0, 4));
    REQUIRE(writer.close());
    CHECK(valuesOf(path, "loss") == std::vector<double>{4});

    const auto other = folder.path() / "notes.txt";
    std::ofstream(other) << "these are notes, not events";
    CHECK(writer.append(other).error().code == "events.not_an_event_file");
    CHECK(std::filesystem::file_size(other) == 27);
    CHECK(writer.append(folder.path() / "none").error().code == "file.missing");
}

TEST_CASE("A log is cut back to an offset that was noted, and to no other")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    const auto path = writer.path();
    REQUIRE(writer.addScalar("loss", 0, 0, 1));
    const auto noted = writer.byteOffset(); // of bytes that are not in the file yet
    REQUIRE(writer.addScalar("loss", 1, 0, 2));
    REQUIRE(writer.close());

    CHECK(EventFileWriter::truncate(path, noted + 1).error().code == "events.bad_offset");
    CHECK(EventFileWriter::truncate(path, 1 << 20).error().code == "events.bad_offset");
    CHECK(valuesOf(path, "loss") == std::vector<double>{1, 2});
    REQUIRE(EventFileWriter::truncate(path, noted));
    CHECK(std::filesystem::file_size(path) == noted);
    CHECK(valuesOf(path, "loss") == std::vector<double>{1});
}

TEST_CASE("A full disk is reported, leaves no half record, and the waiting records follow when "
          "there is room")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    REQUIRE(writer.addScalar("loss", 0, 0, 1));
    REQUIRE(writer.flush());
    const auto size = writer.byteOffset();
    FullDisk disk(size + 10);
    REQUIRE(writer.addScalar("loss", 1, 0, 2));
    const Status full = writer.flush();
    REQUIRE_FALSE(full);
    CHECK(full.error().code == "file.write_failed");
    CHECK(message(full.error()).find(writer.path().string()) != std::string::npos);
    CHECK(std::filesystem::file_size(writer.path()) == size);
    CHECK_FALSE(writer.sync());
    disk.release();
    REQUIRE(writer.close());
    CHECK(valuesOf(folder.path(), "loss") == std::vector<double>{1, 2});
}

TEST_CASE("Adding to a full disk fails by itself when the buffer is full, and memory does not grow "
          "for ever")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    const auto start = writer.byteOffset();
    FullDisk disk(start);
    Status added;
    for (int i = 0; i < 10'000 && added; ++i)
        added = writer.addScalar("loss", i, 0, i);
    CHECK(added.error().code == "file.write_failed");
    for (int i = 0; i < 20; ++i)
        static_cast<void>(writer.addText("note", i, 0, std::string(2'000'000, 'x')));
    CHECK(writer.byteOffset() < 20'000'000);
}

TEST_CASE("A log whose folder was deleted is reported instead of written into nothing")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path() / "train"));
    std::filesystem::remove_all(folder.path() / "train");
    REQUIRE(writer.addScalar("loss", 0, 0, 1));
    CHECK(writer.flush().error().code == "file.write_failed");
}

TEST_CASE("A folder that cannot be made is named")
{
    TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "x";
    EventFileWriter writer;
    const auto opened = writer.open(folder.path() / "file" / "train");
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == "file.write_failed");
    CHECK_FALSE(writer.isOpen());
}
