#include "core/training/batch_finder.h"

#include <ATen/ATen.h>
#include <ATen/DeviceAccelerator.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>

#include "core/engine/model.h"
#include "core/engine/need_device.h"
#include "core/engine/tensor_memory.h"
#include "core/training/session.h"

namespace nodegrad {

namespace {

using Clock = std::chrono::steady_clock;

/// Too small to move a weight, but no zero: a line search divides by its steps.
constexpr double kRate = 1e-12;
constexpr double kTimedSeconds = 0.1;
constexpr std::int64_t kMostSteps = 100;

constexpr double kShare = 0.8; ///< of the free memory

/// Bytes of the tensors that live on a device, and the most since the last reset.
class TensorBytes {
public:
    explicit TensorBytes(const std::string& device) : m_device(c10::Device(device)) {}
    std::int64_t live() const { return m_device.is_cpu() ? liveTensorBytes() : stats().current; }
    std::int64_t peak() const { return m_device.is_cpu() ? peakTensorBytes() : stats().peak; }
    void resetPeak() const
    {
        if (m_device.is_cpu())
            resetPeakTensorBytes();
        else
            at::getDeviceAllocator(m_device.type())->resetPeakStats(index());
    }
    /// Blocks that wait for reuse go back, so that the next size finds them.
    void release() const
    {
        releaseTensorMemory();
        if (!m_device.is_cpu())
            at::getDeviceAllocator(m_device.type())->emptyCache();
    }

private:
    c10::DeviceIndex index() const { return m_device.has_index() ? m_device.index() : c10::DeviceIndex(0); }
    c10::CachingAllocator::Stat stats() const
    {
        const auto all = at::getDeviceAllocator(m_device.type())->getDeviceStats(index());
        return all.allocated_bytes[static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE)];
    }
    c10::Device m_device;
};

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
    const TensorBytes tensors(plan.settings.device);
    const std::int64_t before = tensors.live();
    tensors.resetPeak();
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
    trial.bytes = tensors.peak() - before;
    std::ranges::sort(speeds);
    trial.samplesPerSecond = speeds.empty() ? 0 : speeds[speeds.size() / 2];
    return trial;
}

} // namespace

Status boundByDevice(BatchSearch& search, const std::string& device)
{
    if (device == "cpu")
        return {};
    if (Status there = needDevice(device); !there)
        return there;
    for (const DeviceInfo& info : devices())
        if (info.id == device || info.id == device + ":0")
            search.limit = static_cast<std::int64_t>(kShare * static_cast<double>(info.freeBytes));
    return {};
}

Result<BatchFinding> findBatchSize(const TrainingPlan& plan, BatchSearch search, const Task& task, const std::function<void(const BatchTrial&)>& told)
{
    if (const Status there = needDevice(plan.settings.device); !there)
        return fail(there.error());
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
            TensorBytes(plan.settings.device).release();
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
