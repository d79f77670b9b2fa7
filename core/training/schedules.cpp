#include <cmath>
#include <numbers>

#include "core/training/settings.h"

namespace nodegrad {

double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t stepsPerEpoch)
{
    const ParamValues optimizer = optimizerValues(settings), schedule = scheduleValues(settings);
    if (!optimizer.has("learning_rate"))
        return 0;
    const double base = optimizer.real("learning_rate");
    const std::int64_t epoch = step / stepsPerEpoch;
    if (settings.schedule == "step") // StepLR: lr = base gamma^floor(epoch / step_size)
        return base * std::pow(schedule.real("gamma"), static_cast<double>(epoch / schedule.integer("step_size")));
    if (settings.schedule == "cosine") { // CosineAnnealingLR with T_max = epochs: lr = end + (base - end) (1 + cos(pi epoch / T_max)) / 2
        const double end = schedule.real("eta_min");
        const double turn = std::numbers::pi * static_cast<double>(epoch) / static_cast<double>(settings.epochs);
        return end + (base - end) * (1 + std::cos(turn)) / 2;
    }
    return base;
}

} // namespace nodegrad
