#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/training/batch_finder.h"

namespace nodegrad {

namespace {

constexpr double kPays = 0.95;
constexpr std::int64_t kFinest = 64; ///< of a size
constexpr double kSlack = 1.15;      ///< forecasts are that good; what lies between is measured

using End = BatchTrial::End;

class Course {
public:
    Course(const BatchSearch& search, const std::function<Result<BatchTrial>(std::int64_t)>& attempt, const Task& task, const std::function<void(const BatchTrial&)>& told)
        : m_search(search), m_attempt(attempt), m_task(task), m_told(told)
    {
    }

    Result<BatchFinding> run()
    {
        const std::int64_t most = std::max<std::int64_t>(1, m_search.most);
        std::int64_t fitting = 0, tooLarge = 0;
        for (std::int64_t size = std::min(m_search.first, most);; size = std::min(size * 2, most)) {
            const auto fits = tries(size);
            if (!fits)
                return fail(fits.error());
            (*fits ? fitting : tooLarge) = size;
            if (!*fits || size == most)
                break;
        }
        if (fitting == 0)
            return refusal();
        while (m_search.bisects && tooLarge - fitting > std::max<std::int64_t>(1, fitting / kFinest)) {
            const std::int64_t middle = fitting + (tooLarge - fitting) / 2;
            const auto fits = tries(middle);
            if (!fits)
                return fail(fits.error());
            (*fits ? fitting : tooLarge) = middle;
        }
        return finding(fitting);
    }

private:
    Result<bool> tries(std::int64_t size)
    {
        if (m_task.isCancelled())
            return fail("cancelled");
        BatchTrial trial{.batchSize = size, .end = End::Forecast, .bytes = expected(size)};
        if (static_cast<double>(trial.bytes) <= kSlack * static_cast<double>(m_search.limit)) {
            auto result = m_attempt(size);
            if (!result)
                return fail(result.error());
            trial = {size, result->end, result->bytes > 0 ? result->bytes : trial.bytes, result->samplesPerSecond};
            if (trial.end == End::Fits && trial.bytes > m_search.limit)
                trial.end = End::TooLarge;
        }
        m_trials[size] = trial;
        if (m_told)
            m_told(trial);
        return trial.end == End::Fits;
    }

    /// The forecast, or the straight line through the largest size that was measured and one of half of it, whichever is more: what a
    /// forecast does not know of shows there. Blocks of memory come in steps, so that two near sizes say nothing.
    std::int64_t expected(std::int64_t size) const
    {
        const std::int64_t forecast = m_search.forecast ? m_search.forecast(size) : 0;
        const BatchTrial *half = nullptr, *largest = nullptr;
        for (const auto& [tried, trial] : m_trials)
            if (trial.end == End::Fits)
                largest = &trial;
        for (const auto& [tried, trial] : m_trials)
            if (largest && trial.end == End::Fits && tried * 2 <= largest->batchSize)
                half = &trial;
        if (!half || size < largest->batchSize)
            return forecast;
        const double slope = static_cast<double>(largest->bytes - half->bytes) / static_cast<double>(largest->batchSize - half->batchSize);
        return std::max(forecast, largest->bytes + static_cast<std::int64_t>(slope * static_cast<double>(size - largest->batchSize)));
    }

    tl::unexpected<Error> refusal() const
    {
        const BatchTrial& trial = m_trials.begin()->second;
        return fail("training.no_batch_fits", {{"batch", trial.batchSize}, {"needed", byteSize(static_cast<double>(trial.bytes))},
                                               {"available", byteSize(static_cast<double>(m_search.limit))}});
    }

    BatchFinding finding(std::int64_t largest) const
    {
        BatchFinding found{.trials = {}, .largest = largest, .fastest = largest, .paying = largest, .isBoundByData = largest == m_search.most};
        double fastest = 0;
        for (const auto& [size, trial] : m_trials) {
            found.trials.push_back(trial);
            if (trial.end == End::Fits && trial.samplesPerSecond > fastest) {
                fastest = trial.samplesPerSecond;
                found.fastest = size;
            }
        }
        for (const BatchTrial& trial : found.trials)
            if (trial.end == End::Fits && trial.samplesPerSecond >= kPays * fastest) {
                found.paying = trial.batchSize;
                break;
            }
        return found;
    }

    const BatchSearch& m_search;
    const std::function<Result<BatchTrial>(std::int64_t)>& m_attempt;
    const Task& m_task;
    const std::function<void(const BatchTrial&)>& m_told;
    std::map<std::int64_t, BatchTrial> m_trials;
};

} // namespace

Result<BatchFinding> searchBatchSize(const BatchSearch& search, const std::function<Result<BatchTrial>(std::int64_t)>& attempt, const Task& task,
                                     const std::function<void(const BatchTrial&)>& told)
{
    return Course(search, attempt, task, told).run();
}

} // namespace nodegrad
