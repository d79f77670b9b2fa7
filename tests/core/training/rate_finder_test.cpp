// The rules against what fastai reads from the same curves, and the ramp on a network.
#include "core/training/rate_finder.h"

#include <algorithm>
#include <cmath>

#include "tests/core/training/fastai_rates.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Knuth's generator, upper 24 bits, in 0..1: the curves of record_rates.py.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : m_state(seed) {}
    double next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(m_state >> 40) / static_cast<double>(1 << 24);
    }

private:
    std::uint64_t m_state;
};

double rateAt(int point) { return 1e-7 * std::pow(1e8, point / 100.0); }

RateCurve curveOf(std::uint64_t seed)
{
    Numbers numbers(seed + 1);
    const int count = 60 + static_cast<int>(numbers.next() * 41);
    const double centre = -5 + numbers.next() * 3, width = 0.3 + numbers.next(), drop = 0.2 + 2 * numbers.next(), rise = -2 + numbers.next() * 2;
    const double noise = std::pow(numbers.next(), 3) * 0.02;
    RateCurve curve;
    for (int i = 0; i < count; ++i) {
        const double x = -7 + 8.0 * i / 100;
        curve.rates.push_back(rateAt(i));
        curve.losses.push_back(2.5 - drop * std::atan((x - centre) / width) / 3 + std::pow(std::max(0.0, x - rise), 2) * 0.5 + noise * (numbers.next() - 0.5));
    }
    return curve;
}

} // namespace

TEST_CASE("The four rules suggest what fastai suggests on 200 curves")
{
    for (int seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        const auto found = suggestRates(curveOf(static_cast<std::uint64_t>(seed)), 100);
        REQUIRE(found);
        const auto& expected = kFastaiRates[seed];
        CHECK(found->valley == Approx(rateAt(expected[0])).epsilon(1e-9));
        CHECK(found->slide == Approx(rateAt(expected[1])).epsilon(1e-9));
        CHECK(found->minimum == Approx(rateAt(expected[2]) / 10).epsilon(1e-9));
        CHECK(found->steep == Approx(rateAt(expected[3])).epsilon(1e-9));
    }
    CHECK_FALSE(suggestRates(RateCurve{std::vector<double>(34, 0.1), std::vector<double>(34, 1.0)}, 100));
}

TEST_CASE("The ramp trains a trial model, ends where the loss explodes, and can be cancelled")
{
    TrainingPlan plan = mlpPlan();
    std::int64_t told = 0;
    const auto curve = findLearningRate(plan, {}, Task(), [&](std::int64_t done, std::int64_t) { told = done; });
    REQUIRE(curve);
    CHECK(curve->rates.size() == curve->losses.size());
    CHECK(told == static_cast<std::int64_t>(curve->rates.size()));
    CHECK(curve->rates.front() == Approx(1e-7));
    CHECK(curve->rates[1] / curve->rates[0] == Approx(std::pow(1e8, 0.01)));
    const auto found = suggestRates(*curve, 100);
    REQUIRE(found);
    CHECK(found->valley > 1e-5);
    CHECK(found->valley < 1);

    plan.settings.optimizer = "sgd"; // without normalised steps a rate of 1e30 gives infinities
    plan.settings.optimizerParams = {};
    const auto steepRamp = findLearningRate(plan, {.from = 1e-6, .to = 1e30, .steps = 400}, Task());
    REQUIRE(steepRamp);
    CHECK(steepRamp->rates.size() < 200);

    Task cancelled;
    cancelled.cancel();
    const auto none = findLearningRate(plan, {}, cancelled);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == "cancelled");
    const auto tooHigh = findLearningRate(plan, {.from = 1e20, .to = 1e30, .steps = 100}, Task());
    REQUIRE_FALSE(tooHigh);
    CHECK(tooHigh.error().code == "training.no_rate_found");
}
