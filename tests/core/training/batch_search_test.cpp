#include "core/training/batch_finder.h"

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using Sizes = std::vector<std::int64_t>;

/// A computer on which `fitting` samples fit, in the memory of 10 bytes each; notes what was run.
struct Machine {
    std::int64_t fitting = 0;
    Sizes ran = {};
    bool showsMemory = true;               ///< else it only says when it is out of it

    Result<BatchFinding> search(BatchSearch search, const Task& task = Task())
    {
        if (search.most == 0)
            search.most = 1000;
        search.limit = showsMemory ? fitting * 10 : 1'000'000;
        return searchBatchSize(
            search,
            [this](std::int64_t size) -> Result<BatchTrial> {
                ran.push_back(size);
                if (!showsMemory)
                    return BatchTrial{.batchSize = size, .end = size > fitting ? BatchTrial::End::OutOfMemory : BatchTrial::End::Fits};
                return BatchTrial{.batchSize = size, .bytes = size * 10, .samplesPerSecond = 1000.0 * static_cast<double>(size) / static_cast<double>(size + 10)};
            },
            task);
    }
};

} // namespace

// Sizes that Tuner.scale_batch_size of pytorch_lightning 2.6.6 ran (init_val=2, margin=0) on a model whose training_step is out of memory
// above the given size, with 1,000 samples.
TEST_CASE("The sizes that are tried are Lightning's where only the memory itself says what fits")
{
    struct Case {
        std::int64_t fitting;
        bool bisects;
        std::int64_t largest;
        Sizes tried;
    };
    const Case cases[] = {
        {100, false, 64, {2, 4, 8, 16, 32, 64, 128}},
        {5, false, 4, {2, 4, 8}},
        {2, false, 2, {2, 4}},
        {100, true, 100, {2, 4, 8, 16, 32, 64, 128, 96, 112, 104, 100, 102, 101}},
        {64, true, 64, {2, 4, 8, 16, 32, 64, 128, 96, 80, 72, 68, 66, 65}},
        {5, true, 5, {2, 4, 8, 6, 5}},
        {2, true, 2, {2, 4, 3}},
    };
    for (const Case& each : cases) {
        Machine machine{.fitting = each.fitting, .showsMemory = false};
        const auto found = machine.search({.bisects = each.bisects});
        REQUIRE(found);
        CAPTURE(each.fitting, each.bisects);
        CHECK(found->largest == each.largest);
        CHECK(machine.ran == each.tried);
        CHECK(found->trials.size() == each.tried.size());
    }
}

TEST_CASE("A size that is expected not to fit is not run")
{
    Machine machine{.fitting = 100};
    const auto found = machine.search({});
    REQUIRE(found);
    CHECK(found->largest == 100);
    // 128 by the line through 32 and 64: 1,280 bytes of 1,000; 112 lies within 15 %, is run and takes too much.
    CHECK(machine.ran == Sizes{2, 4, 8, 16, 32, 64, 96, 112, 104, 100, 102, 101});
    for (const BatchTrial& trial : found->trials) {
        CAPTURE(trial.batchSize);
        CHECK(trial.bytes == trial.batchSize * 10);
        CHECK(trial.end == (trial.batchSize <= 100 ? BatchTrial::End::Fits : trial.batchSize == 128 ? BatchTrial::End::Forecast : BatchTrial::End::TooLarge));
    }

    Machine warned{.fitting = 100};
    const auto early = warned.search({.forecast = [](std::int64_t size) { return size >= 20 ? 10'000 : 0; }});
    REQUIRE(early);
    CHECK(early->largest == 19);
    CHECK(warned.ran == Sizes{2, 4, 8, 16, 18, 19});
}

TEST_CASE("Large sizes are found to a 64th")
{
    Machine machine{.fitting = 5000};
    const auto found = machine.search({.most = 1'000'000});
    REQUIRE(found);
    CHECK(found->largest <= 5000);
    CHECK(found->largest >= 5000 - 5000 / 64);
    CHECK_FALSE(found->isBoundByData);
    CHECK(found->trials.size() < 22);
}

TEST_CASE("The samples bound the search")
{
    Machine machine{.fitting = 5000};
    const auto found = machine.search({.most = 300});
    REQUIRE(found);
    CHECK(found->largest == 300);
    CHECK(found->isBoundByData);
    CHECK(machine.ran == Sizes{2, 4, 8, 16, 32, 64, 128, 256, 300});
    Machine tiny{.fitting = 5000};
    CHECK(tiny.search({.most = 1})->largest == 1);
}

TEST_CASE("Where larger batches stop paying is told")
{
    Machine machine{.fitting = 1000};
    const auto found = machine.search({.bisects = false, .most = 512});
    REQUIRE(found);
    CHECK(found->fastest == 512);      // 1000 * 512 / 522 = 981 samples a second
    CHECK(found->paying == 256);       // 962; 128 gives 928, and 95 % of 981 is 932
}

TEST_CASE("What does not fit at all is refused with numbers, and a search can be cancelled")
{
    Machine machine{.fitting = 1};
    const auto refused = machine.search({});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "training.no_batch_fits");
    CHECK(message(refused.error()).find("batch of 2") != std::string::npos);

    Task task;
    Machine other{.fitting = 1000};
    BatchSearch search{.forecast = [&](std::int64_t size) {
        if (size == 16)
            task.cancel();
        return std::int64_t(0);
    }};
    const auto cancelled = other.search(search, task);
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().code == "cancelled");
    CHECK(other.ran == Sizes{2, 4, 8, 16});
}
