#pragma once
// Which samples make up which step: pure functions of (settings, epoch), so that a resume finds its place again.

#include <cstdint>
#include <vector>

#include "core/ops/program.h"

namespace nodegrad {

/// Samples begin .. begin + count - 1 of the epoch's order.
struct BatchRange {
    std::int64_t begin = 0, count = 0;
};
/// Batches of `batchSize`; the last holds what is left. With `joinSingle` a last batch of one sample is joined to the one before:
/// BatchNorm cannot train on a single sample. `samples` > 0.
std::vector<BatchRange> batchRanges(std::int64_t samples, std::int64_t batchSize, bool joinSingle);

struct TrainingPlan;
/// An epoch in batches, and how many of them make one step.
struct EpochBatches {
    std::vector<BatchRange> ranges;
    std::int64_t perStep = 1;              ///< the last step of an epoch may have fewer
    bool joinsSingle = false;              ///< see batchRanges()
    std::int64_t count() const { return static_cast<std::int64_t>(ranges.size()); }
    std::int64_t steps() const { return stepsFor(count()); }
    std::int64_t stepsFor(std::int64_t batches) const { return (batches + perStep - 1) / perStep; }
};
/// Those of an effectivePlan(), for the run itself and for scripts that do the same. At least one batch, also without samples.
EpochBatches epochBatches(const TrainingPlan& plan);

/// Indices of `train` in the order of epoch `epoch` (from 1): a permutation drawn from (seed, epoch) alone, or as they are.
std::vector<std::int64_t> epochOrder(const std::vector<std::int64_t>& train, std::uint64_t seed, std::int64_t epoch, bool shuffle);
/// A BatchNorm that sees one value a channel when the batch has one sample; null when there is none.
const OpCall* singleSampleNormalizer(const Program& program);

/// As many samples of `train` as there are, drawn with replacement so that each class of `classes` (by sample) comes equally often: what
/// WeightedRandomSampler gives with weights of 1 / count of the class. Drawn from (seed, epoch) alone.
std::vector<std::int64_t> balancedOrder(const std::vector<std::int64_t>& train, const std::vector<std::int64_t>& classes, std::uint64_t seed, std::int64_t epoch);

} // namespace nodegrad
