#include "tests/core/runs/some_run.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("A follower gives each point once, while the run is being written")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    SeriesFollower follower(run.folder);
    CHECK(follower.poll()->train.empty());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    for (std::int64_t step = 1; step <= 5; ++step)
        REQUIRE((*sink)->log({false, "loss", step, 0, 1}));
    REQUIRE((*sink)->flush());
    CHECK(follower.poll()->train.at("loss").size() == 5);
    CHECK(follower.poll()->train.empty());
    REQUIRE((*sink)->log({false, "loss", 6, 0, 1}));
    REQUIRE((*sink)->log({true, "accuracy", 6, 0, 0.5}));
    REQUIRE((*sink)->flush());
    const auto more = follower.poll();
    REQUIRE(more);
    REQUIRE(more->train.at("loss").size() == 1);
    CHECK(more->train.at("loss")[0].step == 6);
    CHECK(more->validation.at("accuracy")[0].value == 0.5f);
}

TEST_CASE("A follower gives no point twice when a resume cuts the log and writes it again")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    SeriesFollower follower(run.folder);
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        for (std::int64_t step = 1; step <= 5; ++step)
            REQUIRE((*sink)->log({false, "loss", step, 0, 1}));
        REQUIRE((*sink)->saveCheckpoint("last", someCheckpoint(5)));
        for (std::int64_t step = 6; step <= 9; ++step)
            REQUIRE((*sink)->log({false, "loss", step, 0, 1}));
        REQUIRE((*sink)->flush());
    }
    CHECK(follower.poll()->train.at("loss").size() == 9);
    auto sink = openSink(run, true);
    REQUIRE(sink);
    const bool looksBetween = GENERATE(true, false);
    if (looksBetween)
        CHECK(follower.poll()->train.empty());
    for (std::int64_t step = 6; step <= 12; ++step)
        REQUIRE((*sink)->log({false, "loss", step, 0, 1}));
    REQUIRE((*sink)->flush());
    const auto more = follower.poll();
    REQUIRE(more);
    REQUIRE(more->train.at("loss").size() == 3);
    CHECK(more->train.at("loss").front().step == 10);
    CHECK(more->train.at("loss").back().step == 12);
}

TEST_CASE("Series of a run without a log are empty")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    const auto series = readSeries(run.folder);
    REQUIRE(series);
    CHECK(series->train.empty());
    CHECK(series->validation.empty());
}
