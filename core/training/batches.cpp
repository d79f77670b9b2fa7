#include "core/training/batches.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/base/random.h"
#include "core/training/plan.h"

namespace nodegrad {

std::vector<BatchRange> batchRanges(std::int64_t samples, std::int64_t batchSize, bool joinSingle)
{
    std::vector<BatchRange> ranges;
    for (std::int64_t begin = 0; begin < samples; begin += batchSize)
        ranges.push_back({begin, std::min(batchSize, samples - begin)});
    if (joinSingle && ranges.size() > 1 && ranges.back().count == 1) {
        ranges.pop_back();
        ++ranges.back().count;
    }
    return ranges;
}

EpochBatches epochBatches(const TrainingPlan& plan)
{
    const auto samples = std::max<std::int64_t>(1, std::ssize(plan.split.train));
    EpochBatches epoch{.ranges = {}, .perStep = plan.settings.accumulateGradBatches, .joinsSingle = singleSampleNormalizer(*plan.program) != nullptr};
    epoch.ranges = batchRanges(samples, plan.settings.batchSize, epoch.joinsSingle);
    if (plan.settings.limitTrainBatches > 0)
        epoch.ranges.resize(std::min(epoch.ranges.size(), static_cast<std::size_t>(plan.settings.limitTrainBatches)));
    return epoch;
}

std::vector<std::int64_t> epochOrder(const std::vector<std::int64_t>& train, std::uint64_t seed, std::int64_t epoch, bool shuffle)
{
    if (!shuffle)
        return train;
    RandomStream random(streamKey(seed, "shuffle/" + std::to_string(epoch)));
    std::vector<std::int64_t> order = permutation(static_cast<std::int64_t>(train.size()), random);
    for (std::int64_t& index : order)
        index = train[static_cast<std::size_t>(index)];
    return order;
}

const OpCall* singleSampleNormalizer(const Program& program)
{
    for (const OpCall& op : program.ops) {
        if (op.type->id != "batch_norm" || op.frozen)
            continue;
        const Shape& shape = program.values[static_cast<std::size_t>(op.inputs[0])].shape;
        const bool single = std::all_of(shape.begin() + std::min<std::ptrdiff_t>(2, std::ssize(shape)), shape.end(),
                                        [](const Dim& dim) { return dim == Dim(1); });
        if (single)
            return &op;
    }
    return nullptr;
}

std::vector<std::int64_t> balancedOrder(const std::vector<std::int64_t>& train, const std::vector<std::int64_t>& classes, std::uint64_t seed, std::int64_t epoch)
{
    std::map<std::int64_t, std::vector<std::int64_t>> byClass;
    for (const std::int64_t sample : train)
        byClass[classes[static_cast<std::size_t>(sample)]].push_back(sample);
    std::vector<const std::vector<std::int64_t>*> members;
    for (const auto& [id, samples] : byClass)
        members.push_back(&samples);
    RandomStream random(streamKey(seed, "balanced/" + std::to_string(epoch)));
    std::vector<std::int64_t> order(train.size());
    for (std::int64_t& sample : order) {
        const std::vector<std::int64_t>& samples = *members[random.below(members.size())];
        sample = samples[random.below(samples.size())];
    }
    return order;
}

} // namespace nodegrad
