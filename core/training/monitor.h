#pragma once
// What follows from a validation: is it the best so far, and is it time to stop. Both lie in checkpoints.

#include <optional>
#include <string>

#include "core/training/settings.h"

namespace nodegrad {

/// Lightning's EarlyStopping: `best` moves only when it is beaten by more than min_delta.
struct EarlyStop {
    std::optional<double> best = {};
    std::int64_t wait = 0;               ///< validations in a row without a better value
    bool operator==(const EarlyStop&) const = default;
};
enum class StopReason { None, NoBetter, NotFinite };
/// One validation. A value equal to the best is not better; NaN and infinite ones never are, and stop the run with `check_finite`.
/// Says nothing when early stopping is off, but counts.
StopReason checkEarlyStop(EarlyStop& stop, const TrainingSettings& settings, double value);

/// Whether `value` is the best so far: finite, and strictly better than `best` (a tie keeps the older checkpoint, as ModelCheckpoint does).
bool isBest(double value, const std::optional<double>& best, bool higherIsBetter);

} // namespace nodegrad
