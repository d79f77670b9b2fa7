#include "core/training/monitor.h"

#include <cmath>

namespace nodegrad {

bool isBest(double value, const std::optional<double>& best, bool higherIsBetter)
{
    return std::isfinite(value) && (!best || (higherIsBetter ? value > *best : value < *best));
}

StopReason checkEarlyStop(EarlyStop& stop, const TrainingSettings& settings, double value)
{
    const bool higher = isHigherBetter(settings);
    if (!std::isfinite(value) && settings.earlyStopping && settings.checkFinite)
        return StopReason::NotFinite;
    if (isBest(higher ? value - settings.minDelta : value + settings.minDelta, stop.best, higher)) {
        stop.best = value;
        stop.wait = 0;
        return StopReason::None;
    }
    ++stop.wait;
    return settings.earlyStopping && stop.wait >= settings.patience ? StopReason::NoBetter : StopReason::None;
}

} // namespace nodegrad
