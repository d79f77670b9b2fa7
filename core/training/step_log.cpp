#include "core/training/step_log.h"

namespace nodegrad {

namespace {
constexpr double kPointsPerSecond = 1000;
constexpr double kMeasureSeconds = 0.25;
constexpr std::int64_t kLargestBucket = 1 << 16;
} // namespace

double unixSeconds()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void StepLog::measure(Clock::time_point now)
{
    if (m_measured == 0)
        m_measureStart = now;
    const double seconds = std::chrono::duration<double>(now - m_measureStart).count();
    if (seconds >= kMeasureSeconds && m_count == 0) {
        const double rate = static_cast<double>(m_measured) / seconds;
        m_bucketSize = 1;
        while (rate / static_cast<double>(m_bucketSize) > kPointsPerSecond && m_bucketSize < kLargestBucket)
            m_bucketSize *= 2;
        m_measured = 0;
        m_measureStart = now;
    }
    ++m_measured;
}

std::vector<ScalarPoint> StepLog::add(const StepFigures& figures, Clock::time_point now, double unixNow)
{
    measure(now);
    m_lossSum += figures.loss;
    m_last = figures;
    ++m_count;
    return m_count >= m_bucketSize ? finish(unixNow) : std::vector<ScalarPoint>();
}

std::vector<ScalarPoint> StepLog::finish(double unixNow)
{
    if (m_count == 0)
        return {};
    std::vector<ScalarPoint> points = {{false, "loss", m_last.step, unixNow, m_lossSum / static_cast<double>(m_count)},
                                       {false, "learning_rate", m_last.step, unixNow, m_last.learningRate}};
    if (!m_metricName.empty())
        points.push_back({false, m_metricName, m_last.step, unixNow, m_last.metric});
    m_count = 0;
    m_lossSum = 0;
    return points;
}

nlohmann::json StepLog::state() const
{
    return {{"bucket_size", m_bucketSize}, {"count", m_count}, {"loss_sum", m_lossSum}, {"step", m_last.step},
            {"learning_rate", m_last.learningRate}, {"metric", m_last.metric}};
}

bool StepLog::restore(const nlohmann::json& json)
{
    if (!json.is_object())
        return false;
    for (const char* key : {"bucket_size", "count", "loss_sum", "step", "learning_rate", "metric"})
        if (!json.contains(key) || !(json[key].is_number() || json[key].is_null()))
            return false;
    const auto real = [&](const char* key) { return json[key].is_number() ? json[key].get<double>() : 0.0; };
    m_bucketSize = std::max<std::int64_t>(1, static_cast<std::int64_t>(real("bucket_size")));
    m_count = static_cast<std::int64_t>(real("count"));
    m_lossSum = real("loss_sum");
    m_last = {static_cast<std::int64_t>(real("step")), 0, real("learning_rate"), real("metric")};
    m_measured = 0;
    return true;
}

} // namespace nodegrad
