#include "core/training/rate_finder.h"

#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/engine/tensor_memory.h"
#include "core/training/session.h"

namespace nodegrad {

namespace {

constexpr double kSmoothing = 0.98, kDiverged = 4;

/// The plan as a trial: constant rates, no validation, nothing taken up.
TrainingPlan trialOf(TrainingPlan plan)
{
    plan.resume.reset();
    plan.settings.schedule = "constant";
    plan.settings.scheduleParams = {};
    plan.settings.warmup = 0;
    plan.settings.emaDecay = 0;
    return plan;
}

bool isEndOfRamp(const Error& error)
{
    return error.code.starts_with("training.non_finite");
}

} // namespace

Result<RateCurve> findLearningRate(const TrainingPlan& plan, const RateRamp& ramp, const Task& task, const std::function<void(std::int64_t, std::int64_t)>& told)
{
    const TrainingPlan trial = trialOf(effectivePlan(plan));
    const c10::AutoGradMode gradients(true);
    const std::int64_t threads = threadsOf(trial);
    prepareArithmetic(threads);
    auto session = TrainingSession::create(trial, threads);
    if (!session)
        return fail(session.error());
    RateCurve curve;
    double average = 0, best = std::numeric_limits<double>::infinity();
    for (std::int64_t i = 0; i < ramp.steps; ++i) {
        if (task.isCancelled())
            return fail("cancelled");
        if ((*session)->position().batch == (*session)->batchesPerEpoch())
            (*session)->nextEpoch();
        const double rate = ramp.from * std::pow(ramp.to / ramp.from, static_cast<double>(i) / static_cast<double>(ramp.steps));
        (*session)->fixLearningRate(rate);
        const auto figures = (*session)->step();
        if (!figures && !isEndOfRamp(figures.error()))
            return fail(figures.error());
        if (!figures)
            break;
        average = kSmoothing * average + (1 - kSmoothing) * figures->loss;
        const double smooth = average / (1 - std::pow(kSmoothing, static_cast<double>(i + 1)));
        curve.rates.push_back(rate);
        curve.losses.push_back(smooth);
        best = std::min(best, smooth);
        if (told)
            told(i + 1, ramp.steps);
        if (smooth > kDiverged * best)
            break;
    }
    session->reset();
    releaseTensorMemory();
    if (!suggestRates(curve, ramp.steps))
        return fail("training.no_rate_found");
    return curve;
}

} // namespace nodegrad
