#pragma once
// The search for a learning rate: a ramp, its curve of losses, and what four rules read from it. Rules and numbers are fastai's.

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/training/plan.h"

namespace nodegrad {

/// A trial run whose rate rises from step to step by the same factor. It ends early when the smoothed loss is four times its best.
struct RateRamp {
    double from = 1e-7, to = 10;
    std::int64_t steps = 100;         ///< at least 40: the rules need points
};
struct RateCurve {
    std::vector<double> rates;
    std::vector<double> losses;       ///< exponential average, weight 0.98, without its bias towards 0
};

struct RateSuggestions {
    double valley = 0, slide = 0, minimum = 0, steep = 0; ///< see rateRules()
};
/// A rule and what it reads from the curve.
struct RateRule {
    const char *id, *title, *meaning;
    double RateSuggestions::*rate;
};
/// The best start first.
const std::array<RateRule, 4>& rateRules();

/// What the rules read from the curve, without its first tenth (of `steps` planned) and its last five points. Nothing when fewer than
/// 20 points are left.
std::optional<RateSuggestions> suggestRates(const RateCurve& curve, std::int64_t steps);

/// Trains a fresh model of the plan along the ramp; nothing of it is kept. `told` hears of each step (done, planned). Errors: those of a
/// run, but a loss that is no number ends the ramp; training.no_rate_found; cancelled.
Result<RateCurve> findLearningRate(const TrainingPlan& plan, const RateRamp& ramp, const Task& task,
                                   const std::function<void(std::int64_t, std::int64_t)>& told = {});

} // namespace nodegrad
