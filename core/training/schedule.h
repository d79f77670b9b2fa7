#pragma once
// The learning rate over a run: pure functions of the step, and the one that listens to the validation.

#include <functional>
#include <optional>

#include "core/training/settings.h"

namespace nodegrad {

/// What a schedule asks of one step.
struct StepRates {
    double learningRate = 0;
    std::optional<double> momentum = {}; ///< instead of the optimizer's momentum or beta 1
};

/// What fine-tuning asks of the layers below the head.
struct BodyRates {
    bool isFrozen = false;     ///< all but the head rest; norms go on at a tenth of the rate
    double divisor = 1;        ///< the first layer has 1 / divisor of the head's rate, those between lie evenly in a geometric row
    bool operator==(const BodyRates&) const = default;
    /// Of layer `index` of `count`, the last of which is the head; 0: it rests.
    double factor(std::size_t index, std::size_t count, bool isNorm) const;
};

/// The chosen schedule with its warm-up. A value; at() is a pure function of the step, which counts from 0. Formulas are those of
/// torch.optim.lr_scheduler (a warm-up is LinearLR, joined as by SequentialLR: what follows sees only the steps after it), and
/// fastai's for `fit_one_cycle` and `flat_cos`. Parameters "interval": stepped once an epoch, or at every step.
class Schedule {
public:
    /// `stepsPerEpoch` > 0. The settings must be sound (checkSettings).
    Schedule(const TrainingSettings& settings, std::int64_t stepsPerEpoch);
    StepRates at(std::int64_t step) const;
    BodyRates bodyAt(std::int64_t step) const;
    /// 1 after the warm-up.
    double warmupFactor(std::int64_t step) const;

    /// Where in its part of the run a schedule stands; that part begins after the warm-up.
    struct Clock {
        std::int64_t step = 0, steps = 1;   ///< done, in all
        std::int64_t stepsPerEpoch = 1;
        double time = 0, length = 1;        ///< in the unit of the parameters: whole epochs or steps done, and in all
    };
    using Formula = std::function<StepRates(const Clock& clock, double base)>;

private:
    Formula m_formula;
    double m_base = 0, m_warmupStart = 1;
    StepRates planned(std::int64_t step) const;
    std::int64_t m_swaStart = 0, m_swaAnneal = 0; ///< in epochs from 1; 0: no SWA rate
    double m_swaRate = 0;
    std::int64_t m_frozenSteps = 0; ///< of fine-tuning
    double m_bodyDivisor = 1;
    std::int64_t m_stepsPerEpoch = 1, m_steps = 1, m_warmupSteps = 0;
    bool m_everyStep = false;
};

/// Steps of a whole run: epochs, or fewer when max_steps says so.
std::int64_t stepsOfRun(const TrainingSettings& settings, std::int64_t stepsPerEpoch);
/// Learning rate at a step; for drawing. 0 for settings without one.
double learningRateAt(const TrainingSettings& settings, std::int64_t step, std::int64_t stepsPerEpoch);

/// ReduceLROnPlateau: its memory lies in checkpoints.
struct Plateau {
    double rate = 0;                     ///< what remains of the learning rate
    std::optional<double> best = {};
    std::int64_t bad = 0, cooldown = 0;
    bool operator==(const Plateau&) const = default;
};
/// One validation with the monitored value `value`; `params` are those of the schedule "plateau".
void checkPlateau(Plateau& plateau, const ParamValues& params, double value, bool higherIsBetter);

} // namespace nodegrad
