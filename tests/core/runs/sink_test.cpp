#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include "core/formats/event_file.h"
#include "tests/core/runs/some_run.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

void logSteps(RunSink& sink, std::int64_t from, std::int64_t to)
{
    for (std::int64_t step = from; step <= to; ++step) {
        REQUIRE(sink.log({false, "loss", step, 100.0, 1.0 / static_cast<double>(step)}));
        if (step % 10 == 0)
            REQUIRE(sink.log({true, "loss", step, 100.0, 2.0 / static_cast<double>(step)}));
    }
}

} // namespace

TEST_CASE("What was logged is a TensorBoard event file for train and one for validation")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        logSteps(**sink, 1, 20);
        REQUIRE((*sink)->flush());
        CHECK(readSeries(run.folder)->train.at("loss").size() == 20);
    }
    CHECK(eventFiles(run.folder / "train").size() == 1);
    const auto series = readSeries(run.folder);
    REQUIRE(series);
    REQUIRE(series->train.at("loss").size() == 20);
    CHECK(series->train.at("loss")[3].step == 4);
    CHECK(series->train.at("loss")[3].value == 0.25f);
    CHECK(series->train.at("loss")[3].wallSeconds == 100.0);
    REQUIRE(series->validation.at("loss").size() == 2);
    CHECK(series->validation.at("loss")[1].value == 0.1f);
}

TEST_CASE("A resume cuts the log to where the last checkpoint was written, and goes on in the same file")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        logSteps(**sink, 1, 20);
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(20)));
        logSteps(**sink, 21, 35);
        REQUIRE((*sink)->flush());
    } // killed here
    CHECK(readSeries(run.folder)->train.at("loss").size() == 35);
    {
        auto sink = openSink(run, true);
        REQUIRE(sink);
        CHECK(readSeries(run.folder)->train.at("loss").size() == 20);
        logSteps(**sink, 21, 40);
    }
    const auto series = readSeries(run.folder);
    REQUIRE(series);
    REQUIRE(series->train.at("loss").size() == 40);
    for (std::size_t i = 0; i < 40; ++i)
        CHECK(series->train.at("loss")[i].step == static_cast<std::int64_t>(i + 1));
    CHECK(series->validation.at("loss").size() == 4);
    CHECK(eventFiles(run.folder / "train").size() == 1);
}

TEST_CASE("A run that was killed before its first checkpoint begins its log again")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        logSteps(**sink, 1, 20);
    }
    auto sink = openSink(run, true);
    REQUIRE(sink);
    logSteps(**sink, 1, 5);
    REQUIRE((*sink)->flush());
    CHECK(readSeries(run.folder)->train.at("loss").size() == 5);
    CHECK(eventFiles(run.folder / "train").size() == 1);
}

TEST_CASE("A resume also works when the half-written tail of the log is torn")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        logSteps(**sink, 1, 10);
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
    }
    const auto file = eventFiles(run.folder / "train").front();
    std::ofstream(file, std::ios::binary | std::ios::app) << "half a rec";
    auto sink = openSink(run, true);
    REQUIRE(sink);
    logSteps(**sink, 11, 12);
    REQUIRE((*sink)->flush());
    CHECK(readSeries(run.folder)->train.at("loss").size() == 12);
}

TEST_CASE("The time of a run is without its pauses")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    ActiveClock::Time now{};
    const auto clock = std::make_shared<ActiveClock>([&] { return now; });
    auto sink = openSink(run, false, realFileSystem(), clock);
    REQUIRE(sink);
    now += std::chrono::seconds(7);
    clock->pause();
    now += std::chrono::seconds(100);
    clock->pause(); // a second time changes nothing
    now += std::chrono::seconds(100);
    CHECK(clock->seconds() == 7);
    clock->resume();
    clock->resume();
    now += std::chrono::seconds(2);
    REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(10)));
    clock->pause();
    now += std::chrono::seconds(50);
    REQUIRE((*sink)->setState(RunState::Stopped, {}, {}));
    REQUIRE(listRuns(folder.path()).size() == 1);
    CHECK(listRuns(folder.path()).front().seconds == 9);
}

TEST_CASE("Once its folder is deleted or moved, a run says so and makes no new one")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    logSteps(**sink, 1, 3);
    SECTION("deleted") { std::filesystem::remove_all(run.folder); }
    SECTION("moved") { std::filesystem::rename(run.folder, folder.path() / "elsewhere"); }
    SECTION("replaced by another run")
    {
        std::filesystem::remove_all(run.folder);
        someRun(folder.path());
    }
    CHECK((*sink)->log({false, "loss", 4, 0, 0})); // waits in memory
    CHECK((*sink)->flush().error().code == "runs.folder_gone");
    CHECK((*sink)->saveCheckpoint("last", someCheckpoint(10)).error().code == "runs.folder_gone");
    const auto status = (*sink)->setState(RunState::Failed, {}, {});
    REQUIRE(!status);
    CHECK(sentence(status.error()) == "The folder of the run, '" + run.folder.string() + "', was deleted or moved, so nothing more can be written to it. Start a new run.");
    CHECK(!std::filesystem::exists(run.folder / "checkpoints"));
}

TEST_CASE("A log that cannot grow is reported, and nothing is lost when there is space again")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    logSteps(**sink, 1, 10);
    REQUIRE((*sink)->flush());
    // A limit on the size of files stands for the full disk: writes beyond it fail with EFBIG.
    rlimit old = {};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &old) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = old;
    small.rlim_cur = std::filesystem::file_size(eventFiles(run.folder / "train").front()) + 20;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    logSteps(**sink, 11, 20);
    const Status flushed = (*sink)->flush();
    const Status saved = (*sink)->saveCheckpoint("last", someCheckpoint(20));
    REQUIRE(setrlimit(RLIMIT_FSIZE, &old) == 0);
    std::signal(SIGXFSZ, handler);
    REQUIRE(!flushed);
    CHECK(flushed.error().code == "file.write_failed");
    CHECK(!saved);
    CHECK(!hasCheckpoint(run.folder, "last"));
    REQUIRE((*sink)->flush());
    REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(20)));
    CHECK(readSeries(run.folder)->train.at("loss").size() == 20);
}
