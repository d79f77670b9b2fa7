#pragma once
// What a design costs before it is run.

#include <string>
#include <vector>

#include "core/lowering/lower.h"
#include "core/training/settings.h"

namespace nodegrad {

struct LayerCost {
    std::string node;                  ///< path
    std::int64_t parameters = 0, macsPerSample = 0, activationBytes = 0; ///< bytes of one batch
};
struct Summary {
    std::int64_t parameters = 0, trainable = 0;
    std::int64_t macsPerSample = 0;
    std::int64_t trainingBytes = 0;    ///< the sum of `memory`, at settings.batchSize
    /// What a training step holds at its peak, in bytes.
    struct Memory {
        std::int64_t weights = 0, gradients = 0, optimizer = 0;
        std::int64_t activations = 0;  ///< kept for the backward pass (of checkpointed modules: the ends)
        std::int64_t workspace = 0;    ///< gradients in flight and scratch at the peak, and the batch
    } memory;
    std::int64_t inferenceBytes = 0;   ///< of one sample
    std::vector<LayerCost> layers;     ///< in order of the program
    std::string largest;               ///< node that needs most memory
};
Summary summarize(const Lowered& lowered, const TrainingSettings& settings);
inline constexpr std::int64_t kLargestBatchTried = 65536;
/// The largest batch whose training fits into `available` bytes, at most kLargestBatchTried; 0 when not even one sample does.
std::int64_t largestBatch(const Lowered& lowered, const TrainingSettings& settings, std::int64_t available);
/// Memory of this machine that is free now, bytes.
std::int64_t availableMemory();
/// Errors: memory.forecast {needed, available, node} when training would not fit.
Status checkMemory(const Summary& summary, std::int64_t available);

} // namespace nodegrad
