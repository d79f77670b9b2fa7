#include "core/training/mixing.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

/// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; below 1 through Gamma(alpha + 1) U^(1 / alpha).
double gammaSample(double alpha, RandomStream& random)
{
    if (alpha < 1) {
        const double boost = std::pow(1 - random.uniform(), 1 / alpha);
        return gammaSample(alpha + 1, random) * boost;
    }
    const double d = alpha - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = random.normal(), v = std::pow(1 + c * x, 3);
        if (v > 0 && std::log(1 - random.uniform()) < x * x / 2 + d - d * v + d * std::log(v))
            return d * v;
    }
}

} // namespace

bool mixes(const TrainingSettings& settings)
{
    return settings.mixupAlpha > 0 || settings.cutmixAlpha > 0;
}

double betaSample(double alpha, RandomStream& random)
{
    const double a = gammaSample(alpha, random), b = gammaSample(alpha, random);
    return a + b > 0 ? a / (a + b) : 0.5; // both below the smallest number: alpha is tiny
}

Mix drawMix(const TrainingSettings& settings, std::int64_t height, std::int64_t width, RandomStream& random)
{
    Mix mix;
    mix.isCut = settings.cutmixAlpha > 0 && (settings.mixupAlpha <= 0 || random.uniform() < 0.5);
    mix.lambda = betaSample(mix.isCut ? settings.cutmixAlpha : settings.mixupAlpha, random);
    if (!mix.isCut)
        return mix;
    const auto h = static_cast<double>(height), w = static_cast<double>(width);
    const auto x = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(width))), y = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(height)));
    const double half = 0.5 * std::sqrt(1 - mix.lambda);
    const auto halfWidth = static_cast<std::int64_t>(half * w), halfHeight = static_cast<std::int64_t>(half * h);
    mix.left = std::max<std::int64_t>(0, x - halfWidth), mix.right = std::min(width, x + halfWidth);
    mix.top = std::max<std::int64_t>(0, y - halfHeight), mix.bottom = std::min(height, y + halfHeight);
    mix.lambda = 1 - static_cast<double>((mix.right - mix.left) * (mix.bottom - mix.top)) / (h * w);
    return mix;
}

} // namespace nodegrad
