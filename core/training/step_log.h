#pragma once
// What of the steps is logged: every step, or the mean of a bucket of steps when they are faster than a log should grow.

#include <chrono>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/training/events.h"

namespace nodegrad {

/// One step as the loop saw it.
struct StepFigures {
    std::int64_t step = 0;      ///< optimizer steps done, this one included
    double loss = 0, learningRate = 0;
    double metric = 0;          ///< running value of the epoch
};

/// Joins steps to at most about 1,000 logged points a second. The bucket size, a power of two, follows the measured speed and starts
/// at 1; a point holds the mean loss of its bucket, its last learning rate and metric. Single thread.
class StepLog {
public:
    using Clock = std::chrono::steady_clock;
    /// `metricName` may be "" (no metric).
    explicit StepLog(std::string metricName) : m_metricName(std::move(metricName)) {}

    /// Points to write now: none while a bucket fills. `now` is when the step ended.
    std::vector<ScalarPoint> add(const StepFigures& figures, Clock::time_point now, double unixSeconds);
    /// What lies in an unfinished bucket (end of an epoch or of the run).
    std::vector<ScalarPoint> finish(double unixSeconds);

    /// The unfinished bucket, for a checkpoint: a resumed run writes the points of an undisturbed one.
    nlohmann::json state() const;
    /// False when `json` is not such a state.
    bool restore(const nlohmann::json& json);

private:
    void measure(Clock::time_point now);
    std::string m_metricName;
    std::int64_t m_bucketSize = 1, m_count = 0;
    double m_lossSum = 0;
    StepFigures m_last;
    std::int64_t m_measured = 0;
    Clock::time_point m_measureStart{};
};

/// Seconds since 1970.
double unixSeconds();

} // namespace nodegrad
