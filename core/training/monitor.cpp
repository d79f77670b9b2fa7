#include "core/training/monitor.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

bool isBest(double value, const std::optional<double>& best, bool higherIsBetter)
{
    return std::isfinite(value) && (!best || (higherIsBetter ? value > *best : value < *best));
}

bool TopEpochs::holds(std::int64_t epoch) const
{
    return std::ranges::any_of(kept, [&](const Entry& entry) { return entry.epoch == epoch; });
}

TopChange enterTop(TopEpochs& top, std::int64_t epoch, double value, std::int64_t count, bool higherIsBetter)
{
    if (!std::isfinite(value))
        return {};
    TopChange change;
    if (std::ssize(top.kept) >= count) {
        const auto isWorse = [&](const TopEpochs::Entry& a, const TopEpochs::Entry& b) { return higherIsBetter ? a.value < b.value : a.value > b.value; };
        const auto worst = std::ranges::min_element(top.kept, isWorse); // the first of equals
        if (!isBest(value, worst->value, higherIsBetter))
            return {};
        change.dropped = worst->epoch;
        top.kept.erase(worst);
    }
    top.kept.push_back({epoch, value});
    change.isKept = true;
    return change;
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
