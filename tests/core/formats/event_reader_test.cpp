#include "core/formats/event_file.h"

#include <cstring>
#include <fstream>

#include "core/base/atomic_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using namespace std::string_literals;
using nodegrad::test::TemporaryFolder;

namespace {

/// A record around `message`, made here by the definition.
std::string record(const std::string& message)
{
    const auto masked = [](const std::string& bytes) {
        const std::uint32_t crc = crc32c(bytes), value = ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
        return std::string(reinterpret_cast<const char*>(&value), 4);
    };
    const std::uint64_t length = message.size();
    const std::string head(reinterpret_cast<const char*>(&length), 8);
    return head + masked(head) + message + masked(message);
}

std::string field(int number, const std::string& bytes)
{
    return static_cast<char>(number << 3 | 2) + std::string(1, static_cast<char>(bytes.size())) +
           bytes;
}

const std::string version = record(field(3, "brain.Event:2"));

/// Event {step, summary {value {tag, metadata {plugin_data {plugin_name}}, tensor}}}
std::string tensorEvent(char step, const std::string& tag, const std::string& plugin,
                        const std::string& tensor)
{
    const std::string metadata =
        plugin.empty() ? std::string() : field(9, field(1, field(1, plugin)));
    return record("\x10"s + step + field(5, field(1, field(1, tag) + metadata + field(8, tensor))));
}

} // namespace

TEST_CASE("Scalars in tensor form are read, as newer writers make them")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.1.a";
    const std::string one = "\0\0\x80\x3f"s;
    std::ofstream(path, std::ios::binary)
        << version << tensorEvent(1, "loss", "scalars", "\x08\1"s + field(5, one)) // float_val
        << tensorEvent(2, "loss", "",
                       "\x08\1"s + field(4, "\0\0\0\x40"s)) // tensor_content, plugin known
        << tensorEvent(3, "loss64", "scalars",
                       "\x08\2"s + field(6, "\0\0\0\0\0\0\x08\x40"s)) // double_val 3
        << tensorEvent(4, "curve", "pr_curves", "\x08\1"s + field(5, one))
        << tensorEvent(5, "curve", "", "\x08\1"s + field(5, one))
        << tensorEvent(6, "many", "scalars",
                       "\x08\1"s + field(2, field(2, "\x08\2")) + field(5, one + one))
        << tensorEvent(7, "note", "text", "\x08\7"s + field(8, "hello"));
    const auto scan = scanEventFile(path);
    REQUIRE(scan);
    CHECK(scan->records == 8);
    CHECK_FALSE(scan->tailCut);
    CHECK_FALSE(scan->tailDamaged);
    REQUIRE(scan->scalars.size() == 2);
    CHECK(scan->scalars.at("loss") == std::vector<LoggedScalar>{{1, 0, 1}, {2, 0, 2}});
    CHECK(scan->scalars.at("loss64") == std::vector<LoggedScalar>{{3, 0, 3}});
    REQUIRE(scan->texts.size() == 1);
    CHECK(scan->texts[0].text == "hello");
    CHECK(scan->texts[0].tag == "note");
}

TEST_CASE("Histograms in tensor form are read when their intervals are equal")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.1.a";
    const auto doubles = [](std::vector<double> values) { return field(6, std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double))); };
    std::ofstream(path, std::ios::binary)
        << version << tensorEvent(1, "w", "histograms", "\x08\2"s + doubles({-1, 0, 2, 0, 1, 5}))
        << tensorEvent(2, "w", "", "\x08\2"s + doubles({0, 1, 3}))
        << tensorEvent(3, "w", "", "\x08\2"s + doubles({0, 1, 3, 1, 4, 1})) // wider and wider
        << tensorEvent(4, "v", "pr_curves", "\x08\2"s + doubles({0, 1, 3}));
    const auto scan = scanEventFile(path);
    REQUIRE(scan);
    CHECK(scan->records == 5);
    REQUIRE(scan->histograms.size() == 1);
    CHECK(scan->histograms.at("w") == std::vector<LoggedHistogram>{{1, 0, {-1, 1, {2, 5}, -1, 1}}, {2, 0, {0, 1, {3}, 0, 1}}});
}

TEST_CASE("Histograms of torch.utils.tensorboard are read when their intervals are equal")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.1.a";
    const auto doubles = [](int number, std::vector<double> values) { return field(number, std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double))); };
    const auto number = [](int place, double value) { return static_cast<char>(place << 3 | 1) + std::string(reinterpret_cast<const char*>(&value), sizeof value); };
    const auto event = [&](char step, const std::string& histogram) { return record("\x10"s + step + field(5, field(1, field(1, "w") + field(5, histogram)))); };
    const std::string figures = number(1, 0.25) + number(2, 2) + number(3, 4) + number(4, 5) + number(5, 7.5);
    std::ofstream(path, std::ios::binary) << version << event(1, figures + doubles(6, {0, 1, 2}) + doubles(7, {0, 1, 3}))
                                          << event(2, figures + doubles(6, {0, 1, 3}) + doubles(7, {0, 1, 3}))  // not equal
                                          << event(3, figures + doubles(6, {1, 2}) + doubles(7, {1, 3}))        // where does the first begin?
                                          << event(4, figures + doubles(6, {0, 1, 2}) + doubles(7, {0, 4}));
    const auto scan = scanEventFile(path);
    REQUIRE(scan);
    CHECK(scan->records == 5);
    CHECK(scan->histograms.at("w") == std::vector<LoggedHistogram>{{1, 0, {0, 2, {1, 3}, 0.25, 2, 5, 7.5}}});
}

TEST_CASE("A file that is cut at any byte gives what was whole before the cut")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    std::vector<std::uint64_t> ends = {writer.byteOffset()};
    for (int step = 0; step < 3; ++step) {
        REQUIRE(writer.addScalar("loss", step, 1, step));
        ends.push_back(writer.byteOffset());
    }
    REQUIRE(writer.close());
    const auto bytes = readFile(writer.path());
    REQUIRE(bytes);
    REQUIRE(bytes->size() == ends.back());
    const auto cut = folder.path() / "cut";
    for (std::size_t size = 0; size <= bytes->size(); ++size) {
        std::ofstream(cut, std::ios::binary) << bytes->substr(0, size);
        const auto scan = scanEventFile(cut);
        REQUIRE(scan);
        std::uint64_t records = 0, end = 0;
        for (const std::uint64_t recordEnd : ends)
            if (recordEnd <= size) {
                ++records;
                end = recordEnd;
            }
        CHECK(scan->records == records);
        CHECK(scan->offset == end);
        CHECK(scan->tailCut == (size > end));
        CHECK_FALSE(scan->tailDamaged);
    }
}

TEST_CASE("A damaged record ends the reading and is said, but what stands before it is given")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "events.out.tfevents.1.a";
    std::string damaged = record(field(3, "later"));
    damaged[14] ^= 1;
    std::ofstream(path, std::ios::binary) << version << damaged << version;
    const auto scan = scanEventFile(path);
    REQUIRE(scan);
    CHECK(scan->records == 1);
    CHECK(scan->offset == version.size());
    CHECK(scan->tailDamaged);
    CHECK_FALSE(scan->tailCut);
}

TEST_CASE("A file that is no event file is named")
{
    TemporaryFolder folder;
    const auto path = folder.path() / "picture.tfevents";
    std::ofstream(path) << "something else entirely";
    CHECK(scanEventFile(path).error().code == "events.not_an_event_file");
    CHECK(readScalars(folder.path()).error().code == "events.not_an_event_file");
    CHECK(scanEventFile(folder.path() / "none").error().code == "file.missing");
    CHECK(scanEventFile(folder.path()).error().code == "file.unreadable");
}

TEST_CASE("A follower gives each record once, waits for the rest of a half one, and begins again "
          "after a cut")
{
    TemporaryFolder folder;
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    EventFileReader reader(writer.path());
    CHECK(reader.readNew()->records == 1);
    REQUIRE(writer.addScalar("loss", 0, 0, 1));
    REQUIRE(writer.flush());
    const auto noted = writer.byteOffset();
    auto news = reader.readNew();
    REQUIRE(news);
    CHECK(news->scalars.at("loss") == std::vector<LoggedScalar>{{0, 0, 1}});
    CHECK(reader.readNew()->records == 0);

    REQUIRE(writer.addScalar("loss", 1, 0, 2));
    REQUIRE(writer.close());
    const auto whole = readFile(writer.path());
    std::filesystem::resize_file(writer.path(), whole->size() - 1);
    news = reader.readNew();
    CHECK(news->records == 0);
    CHECK(news->tailCut);
    std::ofstream(writer.path(), std::ios::binary | std::ios::app) << whole->back();
    news = reader.readNew();
    CHECK(news->scalars.at("loss") == std::vector<LoggedScalar>{{1, 0, 2}});
    CHECK_FALSE(reader.restarted());

    REQUIRE(EventFileWriter::truncate(writer.path(), noted));
    news = reader.readNew();
    CHECK(reader.restarted());
    CHECK(news->scalars.at("loss") == std::vector<LoggedScalar>{{0, 0, 1}});
}

TEST_CASE("All event files of a folder make one series; other files and sub-folders do not count")
{
    TemporaryFolder folder;
    for (int part = 0; part < 3; ++part) {
        EventFileWriter writer;
        REQUIRE(writer.open(folder.path()));
        REQUIRE(writer.addScalar("loss", part, 0, part));
        REQUIRE(writer.close());
    }
    std::ofstream(folder.path() / "run.json") << "{}";
    EventFileWriter below;
    REQUIRE(below.open(folder.path() / "validation"));
    REQUIRE(below.addScalar("loss", 9, 0, 9));
    REQUIRE(below.close());
    const auto series = readScalars(folder.path());
    REQUIRE(series);
    CHECK(series->at("loss") == std::vector<LoggedScalar>{{0, 0, 0}, {1, 0, 1}, {2, 0, 2}});
    CHECK(readScalars(folder.path() / "nothing").error().code == "file.missing");
}
