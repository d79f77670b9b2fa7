#include "core/training/batches.h"

#include <algorithm>

#include "core/training/plan.h"
#include "tests/support/catch.h"

using namespace nodegrad;

static std::vector<std::int64_t> counts(std::int64_t samples, std::int64_t batchSize, bool joinSingle)
{
    std::vector<std::int64_t> all;
    std::int64_t next = 0;
    for (const BatchRange& range : batchRanges(samples, batchSize, joinSingle)) {
        CHECK(range.begin == next);
        next += range.count;
        all.push_back(range.count);
    }
    CHECK(next == samples);
    return all;
}

TEST_CASE("The last batch holds what is left")
{
    CHECK(counts(10, 4, false) == std::vector<std::int64_t>{4, 4, 2});
    CHECK(counts(8, 4, false) == std::vector<std::int64_t>{4, 4});
    CHECK(counts(3, 100, false) == std::vector<std::int64_t>{3});
    CHECK(counts(9, 4, false) == std::vector<std::int64_t>{4, 4, 1});
}

TEST_CASE("A last batch of one sample is joined to the one before when BatchNorm asks for it")
{
    CHECK(counts(9, 4, true) == std::vector<std::int64_t>{4, 5});
    CHECK(counts(10, 4, true) == std::vector<std::int64_t>{4, 4, 2});
    CHECK(counts(1, 4, true) == std::vector<std::int64_t>{1});
}

TEST_CASE("The batches of an epoch follow the limit and make steps of several")
{
    TrainingPlan plan{.program = std::make_shared<const Program>()};
    plan.split.train.resize(100);
    plan.settings.batchSize = 8;
    CHECK(epochBatches(plan).count() == 13);
    CHECK(epochBatches(plan).ranges.back().count == 4);
    CHECK(epochBatches(plan).steps() == 13);
    plan.settings.accumulateGradBatches = 4;
    CHECK(epochBatches(plan).steps() == 4); // 4, 4, 4 and 1
    CHECK(epochBatches(plan).stepsFor(5) == 2);
    plan.settings.limitTrainBatches = 7;
    CHECK(epochBatches(plan).count() == 7);
    CHECK(epochBatches(plan).steps() == 2);
    plan.settings.limitTrainBatches = 700;
    CHECK(epochBatches(plan).count() == 13);
    plan.split.train.clear();
    CHECK(epochBatches(plan).count() == 1);
}

TEST_CASE("The order of an epoch is a permutation that depends on seed and epoch alone")
{
    const std::vector<std::int64_t> train = {5, 9, 2, 7, 11, 30, 31, 32};
    const auto first = epochOrder(train, 1, 1, true);
    CHECK(first == epochOrder(train, 1, 1, true));
    CHECK(first != epochOrder(train, 1, 2, true));
    CHECK(first != epochOrder(train, 2, 1, true));
    CHECK(std::ranges::is_permutation(first, train));
    CHECK(epochOrder(train, 1, 1, false) == train);
}
