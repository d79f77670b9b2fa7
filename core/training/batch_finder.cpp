#include "core/training/batch_finder.h"

#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>

#include "core/engine/tensor_memory.h"
#include "core/training/session.h"

namespace nodegrad {

namespace {

using Clock = std::chrono::steady_clock;

/// Too small to move a weight, but no zero: a line search divides by its steps.
constexpr double kRate = 1e-12;
constexpr double kTimedSeconds = 0.1;
constexpr std::int64_t kMostSteps = 100;

/// The plan as a trial: every sample may be in a batch, and a step of several batches takes what one of two takes.
TrainingPlan trialOf(TrainingPlan plan)
{
    TrainingSettings& settings = plan.settings;
    plan.resume.reset();
    settings.fastDevRun = false;
    settings.overfitBatches = settings.limitTrainBatches = 0;
    settings.accumulateGradBatches = std::min<std::int64_t>(2, settings.accumulateGradBatches);
    settings.watchGradients = settings.watchActivations = settings.watchHistograms = settings.watchSpeed = false;
    return plan;
}

/// Steps of one size, on the thread of the search: `steps` at least, and more of short ones, so that their speed can be told.
Result<BatchTrial> attempt(TrainingPlan plan, std::int64_t batchSize, std::int64_t steps, std::int64_t threads, const Task& task)
{
    plan.settings.batchSize = batchSize;
    BatchTrial trial{.batchSize = batchSize};
    const std::int64_t before = liveTensorBytes();
    resetPeakTensorBytes();
    auto session = TrainingSession::create(plan, threads);
    if (!session)
        return fail(session.error());
    (*session)->fixLearningRate(kRate);
    std::vector<double> speeds;
    double seconds = 0;
    for (std::int64_t i = 0; i < steps || (seconds < kTimedSeconds && i < kMostSteps); ++i) {
        if (task.isCancelled())
            return fail("cancelled");
        if ((*session)->position().batch == (*session)->batchesPerEpoch())
            (*session)->nextEpoch();
        const std::int64_t done = (*session)->position().samples;
        const auto start = Clock::now();
        if (const auto figures = (*session)->step(); !figures)
            return fail(figures.error());
        const double taken = std::chrono::duration<double>(Clock::now() - start).count();
        if (i == 0)
            continue; // takes its memory and compiles
        seconds += taken;
        speeds.push_back(static_cast<double>((*session)->position().samples - done) / taken);
    }
    trial.bytes = peakTensorBytes() - before;
    std::ranges::sort(speeds);
    trial.samplesPerSecond = speeds.empty() ? 0 : speeds[speeds.size() / 2];
    return trial;
}

} // namespace

Result<BatchFinding> findBatchSize(const TrainingPlan& plan, BatchSearch search, const Task& task, const std::function<void(const BatchTrial&)>& told)
{
    if (plan.settings.device != "cpu")
        return fail("training.batch_search_device", {{"device", plan.settings.device}});
    const TrainingPlan trial = trialOf(plan);
    const c10::AutoGradMode gradients(true);
    const std::int64_t threads = threadsOf(trial);
    prepareArithmetic(threads);
    const auto samples = static_cast<std::int64_t>(trial.split.train.size());
    search.most = search.most > 0 ? std::min(search.most, samples) : samples;
    auto found = searchBatchSize(
        search,
        [&](std::int64_t size) -> Result<BatchTrial> {
            auto result = attempt(trial, size, search.steps, threads, task);
            releaseTensorMemory();
            if (!result && result.error().code == "memory.exhausted")
                return BatchTrial{.batchSize = size, .end = BatchTrial::End::OutOfMemory};
            return result;
        },
        task, told);
    if (found)
        found->isBoundByData = found->largest == samples;
    return found;
}

} // namespace nodegrad
