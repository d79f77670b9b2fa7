// The search for a batch size with real steps, held against the allocator.
#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/analysis/batch_search.h"
#include "core/analysis/summary.h"
#include "core/engine/tensor_memory.h"
#include "core/training/session.h"
#include "tests/core/training/plans.h"
#include "tests/support/accelerator.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

TrainingPlan widePlan()
{
    const auto data = clouds(3000, {64}, 4);
    return planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 256).plain("relu1", "relu").dense("dense2", 256).plain("relu2", "relu").dense("dense3", 4)
                      .finish("cross_entropy", "softmax"), data, 0);
}

/// Of two steps with that batch size.
std::int64_t peakOf(TrainingPlan plan, std::int64_t batchSize)
{
    plan.settings.batchSize = batchSize;
    const c10::AutoGradMode gradients(true);
    const std::int64_t before = liveTensorBytes();
    resetPeakTensorBytes();
    const auto session = TrainingSession::create(plan, 1);
    REQUIRE(session);
    REQUIRE((*session)->step());
    if ((*session)->position().batch < (*session)->batchesPerEpoch())
        REQUIRE((*session)->step());
    return peakTensorBytes() - before;
}

/// The losses of ten steps say every bit of the weights before them.
std::vector<double> losses(const TrainingPlan& plan)
{
    const c10::AutoGradMode gradients(true);
    const auto session = TrainingSession::create(plan, 1);
    REQUIRE(session);
    std::vector<double> all;
    for (int i = 0; i < 10; ++i) {
        if ((*session)->position().batch == (*session)->batchesPerEpoch())
            (*session)->nextEpoch();
        const auto figures = (*session)->step();
        REQUIRE(figures);
        all.push_back(figures->loss);
    }
    return all;
}

} // namespace

TEST_CASE("The largest batch is one whose step stays within the limit, and one a little larger does not")
{
    const TrainingPlan plan = widePlan();
    BatchSearch search = boundedSearch(plan);
    search.limit = peakOf(plan, 600) + 1;
    std::vector<std::int64_t> told;
    const auto found = findBatchSize(plan, search, Task(), [&](const BatchTrial& trial) { told.push_back(trial.batchSize); });
    REQUIRE(found);
    CHECK(found->largest >= 590);
    CHECK(found->largest < 700);
    CHECK(peakOf(plan, found->largest) <= search.limit);
    CHECK(peakOf(plan, found->largest + found->largest / 8) > search.limit); // blocks of memory grow by eighths
    CHECK(told.size() == found->trials.size());
    for (const BatchTrial& trial : found->trials)
        if (trial.end == BatchTrial::End::Fits) {
            CAPTURE(trial.batchSize);
            CHECK(trial.bytes <= search.limit);
            CHECK(trial.samplesPerSecond > 0);
        }
}

TEST_CASE("The forecast keeps a search from what this machine has no memory for")
{
    const TrainingPlan plan = widePlan();
    const BatchSearch search = boundedSearch(plan);
    CHECK(search.limit < availableMemory());
    Lowered lowered{.program = *plan.program, .diagnostics = {}, .facts = {}};
    TrainingSettings settings = plan.settings;
    settings.batchSize = 777;
    CHECK(search.forecast(777) == summarize(lowered, settings).trainingBytes);
    CHECK(search.forecast(1 << 30) > search.limit);
}

TEST_CASE("A search leaves random numbers and later runs as they are, and takes no memory with it")
{
    TrainingPlan plan = convPlan();
    plan.settings.accumulateGradBatches = 3;
    plan.settings.limitTrainBatches = 2;
    const std::vector<double> expected = losses(plan);
    at::manual_seed(5);
    const double drawn = at::rand({}).item<double>();
    at::manual_seed(5);
    const std::int64_t before = liveTensorBytes();
    const auto found = findBatchSize(plan, boundedSearch(plan), Task());
    REQUIRE(found);
    CHECK(found->largest == 49); // all samples of training
    CHECK(found->isBoundByData);
    CHECK(liveTensorBytes() == before);
    CHECK(at::rand({}).item<double>() == drawn);
    CHECK(losses(plan) == expected);
}

TEST_CASE("Memory that does not suffice for two samples, and a device that is not there, are refused")
{
    TrainingPlan plan = widePlan();
    BatchSearch search = boundedSearch(plan);
    search.limit = 1000;
    const auto refused = findBatchSize(plan, search, Task());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "training.no_batch_fits");
    plan.settings.device = "cuda:99";
    CHECK(findBatchSize(plan, boundedSearch(plan), Task()).error().code == "device.unavailable");
    CHECK(boundByDevice(search, "cuda:99").error().code == "device.unavailable");
    REQUIRE(boundByDevice(search, "cpu"));
    CHECK(search.limit == 1000);
}

TEST_CASE("On an accelerator the batch that fits is found by its own memory", "[device]")
{
    const auto device = acceleratorOr();
    if (!device)
        return;
    TrainingPlan plan = widePlan();
    plan.settings.device = device->str();
    BatchSearch search = boundedSearch(plan);
    REQUIRE(boundByDevice(search, plan.settings.device));
    const std::int64_t all = search.limit;
    search.limit = 12'000'000;
    const auto found = findBatchSize(plan, search, Task());
    REQUIRE(found);
    CHECK(all > search.limit);
    CHECK(found->largest >= 64);
    CHECK(found->largest < 3000);
    for (const BatchTrial& trial : found->trials)
        if (trial.end == BatchTrial::End::Fits)
            CHECK(trial.bytes <= search.limit);
}
