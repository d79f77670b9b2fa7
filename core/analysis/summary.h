#pragma once
// What a design costs before it is run.

#include <string>
#include <vector>

#include "core/lowering/lower.h"
#include "core/training/settings.h"

namespace nodegrad {

struct LayerCost {
    std::string node;                  ///< path
    std::int64_t parameters = 0, macs = 0, activationBytes = 0; ///< macs and bytes of one batch
};
struct Summary {
    std::int64_t parameters = 0, trainable = 0;
    std::int64_t macsPerSample = 0;
    std::int64_t trainingBytes = 0;    ///< weights, gradients, optimizer state, activations, batch, at settings.batchSize
    std::int64_t inferenceBytes = 0;   ///< of one sample
    std::vector<LayerCost> layers;     ///< in order of the program
    std::string largest;               ///< node that needs most memory
};
Summary summarize(const Lowered& lowered, const TrainingSettings& settings);
/// Memory of this machine that is free now, bytes.
std::int64_t availableMemory();
/// Errors: memory.forecast {needed, available, node} when training would not fit.
Status checkMemory(const Summary& summary, std::int64_t available);

} // namespace nodegrad
