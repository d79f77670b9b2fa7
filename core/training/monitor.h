#pragma once
// What follows from a validation: is it the best so far, and is it time to stop. Both lie in checkpoints.

#include <optional>
#include <string>
#include <vector>

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

/// The best epochs so far, oldest first: ModelCheckpoint with save_top_k.
struct TopEpochs {
    struct Entry {
        std::int64_t epoch = 0;
        double value = 0;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> kept;
    bool holds(std::int64_t epoch) const;
    bool operator==(const TopEpochs&) const = default;
};
struct TopChange {
    bool isKept = false;                 ///< the epoch that was asked about
    std::optional<std::int64_t> dropped; ///< the one that gives way: the oldest of the worst
};
/// One validation. An epoch is kept while there are fewer than `count`, or when it is strictly better than the worst; never when its value is
/// not finite.
TopChange enterTop(TopEpochs& top, std::int64_t epoch, double value, std::int64_t count, bool higherIsBetter);

} // namespace nodegrad
