#include "core/training/mixing.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>

#include "core/training/batches.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Shares of mixed samples follow the Beta distribution")
{
    // Distribution functions in closed form: the arcsine law, the uniform one, and 3 x^2 - 2 x^3.
    const std::map<double, std::function<double(double)>> laws = {{0.5, [](double x) { return 2 / std::numbers::pi * std::asin(std::sqrt(x)); }},
                                                                  {1.0, [](double x) { return x; }},
                                                                  {2.0, [](double x) { return x * x * (3 - 2 * x); }}};
    constexpr int draws = 20000;
    for (const auto& [alpha, law] : laws) {
        RandomStream random(streamKey(5, "beta"));
        std::vector<double> values;
        for (int i = 0; i < draws; ++i)
            values.push_back(betaSample(alpha, random));
        std::ranges::sort(values);
        double distance = 0; // Kolmogorov and Smirnov
        for (int i = 0; i < draws; ++i)
            distance = std::max(distance, std::abs(law(values[static_cast<std::size_t>(i)]) - (i + 0.5) / draws));
        CAPTURE(alpha);
        CHECK(distance < 1.95 / std::sqrt(draws)); // exceeded by one seed in a thousand
    }
    RandomStream random(streamKey(5, "tiny"));
    for (int i = 0; i < 1000; ++i) {
        const double share = betaSample(1e-3, random);
        CHECK((share >= 0 && share <= 1));
    }
}

TEST_CASE("A box has the area that its share says, cut at the borders")
{
    TrainingSettings settings;
    settings.cutmixAlpha = 1;
    RandomStream random(streamKey(6, "boxes"));
    int cut = 0;
    for (int i = 0; i < 2000; ++i) {
        const Mix mix = drawMix(settings, 32, 20, random);
        CHECK(mix.isCut);
        CHECK((mix.left >= 0 && mix.left <= mix.right && mix.right <= 20 && mix.top >= 0 && mix.top <= mix.bottom && mix.bottom <= 32));
        CHECK(std::abs(mix.lambda - (1 - static_cast<double>((mix.right - mix.left) * (mix.bottom - mix.top)) / 640)) < 1e-12);
        cut += mix.left == 0 || mix.top == 0 || mix.right == 20 || mix.bottom == 32;
    }
    CHECK(cut > 200);
    settings.mixupAlpha = 0.2; // with both, one of them
    int boxes = 0;
    for (int i = 0; i < 2000; ++i)
        boxes += drawMix(settings, 8, 8, random).isCut;
    CHECK((boxes > 850 && boxes < 1150));
    settings.cutmixAlpha = 0;
    CHECK_FALSE(drawMix(settings, 0, 0, random).isCut);
}

TEST_CASE("Balanced sampling shows all classes equally often, from the training samples only")
{
    std::vector<std::int64_t> classes, train;
    for (std::int64_t i = 0; i < 3000; ++i) {
        classes.push_back(i % 100 == 0 ? 2 : i % 10 == 0 ? 1 : 0);
        if (i % 3 != 1)
            train.push_back(i);
    }
    const auto order = balancedOrder(train, classes, 1, 1);
    REQUIRE(order.size() == train.size());
    std::map<std::int64_t, int> seen;
    for (const std::int64_t sample : order) {
        CHECK(sample % 3 != 1);
        ++seen[classes[static_cast<std::size_t>(sample)]];
    }
    REQUIRE(seen.size() == 3);
    for (const auto& [id, count] : seen)
        CHECK(std::abs(count - 2000 / 3) < 100); // 4.7 deviations of the binomial distribution
    CHECK(order == balancedOrder(train, classes, 1, 1));
    CHECK(order != balancedOrder(train, classes, 1, 2));
    CHECK(order != balancedOrder(train, classes, 2, 1));
}
