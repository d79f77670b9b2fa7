#include <algorithm>
#include <cmath>

#include "core/training/rate_finder.h"

namespace nodegrad {

namespace {

using Numbers = std::vector<double>;

std::ptrdiff_t leastOf(const Numbers& numbers)
{
    return std::ranges::min_element(numbers) - numbers.begin();
}

/// The middle of the second third of the longest falling subsequence.
double valley(const Numbers& rates, const Numbers& losses)
{
    const std::size_t count = losses.size();
    std::vector<std::size_t> length(count, 1);
    std::size_t end = 0;
    std::ptrdiff_t start = 0; // one before the first point of the descent
    for (std::size_t i = 1; i < count; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            if (losses[i] < losses[j] && length[i] < length[j] + 1)
                length[i] = length[j] + 1;
            if (length[end] < length[i]) {
                end = i;
                start = static_cast<std::ptrdiff_t>(end) - static_cast<std::ptrdiff_t>(length[end]);
            }
        }
    const double third = static_cast<double>(static_cast<std::ptrdiff_t>(end) - start) / 3;
    return rates[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, start + static_cast<std::ptrdiff_t>(third) + static_cast<std::ptrdiff_t>(third / 2)))];
}

Numbers slopes(const Numbers& numbers)
{
    const std::size_t count = numbers.size();
    Numbers slope(count);
    for (std::size_t i = 1; i + 1 < count; ++i)
        slope[i] = (numbers[i + 1] - numbers[i - 1]) / 2;
    slope.front() = numbers[1] - numbers[0];
    slope.back() = numbers[count - 1] - numbers[count - 2];
    return slope;
}

/// From the end backwards, while slopes 15 points apart differ by more than 0.005.
double slide(const Numbers& rates, const Numbers& losses)
{
    constexpr std::size_t kApart = 15;
    constexpr double kThreshold = 0.005;
    const Numbers slope = slopes(losses);
    std::size_t right = losses.size() - 1;
    double found = rates[right - kApart];
    for (; right >= kApart && std::abs(slope[right] - slope[right - kApart]) > kThreshold; --right)
        found = rates[right - kApart];
    return found;
}

double steep(const Numbers& rates, const Numbers& losses)
{
    Numbers falls;
    for (std::size_t i = 1; i < losses.size(); ++i)
        falls.push_back((losses[i] - losses[i - 1]) / std::log(rates[i] / rates[i - 1]));
    return rates[static_cast<std::size_t>(leastOf(falls))];
}

} // namespace

const std::array<RateRule, 4>& rateRules()
{
    using S = RateSuggestions;
    static const std::array<RateRule, 4> rules = {{{"valley", "Valley", "two thirds down the longest descent: a good start", &S::valley},
                                                   {"slide", "Slide", "where the slope was last steady", &S::slide},
                                                   {"minimum", "Minimum", "a tenth of the rate with the least loss", &S::minimum},
                                                   {"steep", "Steep", "where the loss falls fastest", &S::steep}}};
    return rules;
}

std::optional<RateSuggestions> suggestRates(const RateCurve& curve, std::int64_t steps)
{
    constexpr std::int64_t kLeast = 20, kTail = 5;
    const std::int64_t begin = steps / 10, end = static_cast<std::int64_t>(curve.losses.size()) - kTail;
    if (end - begin < kLeast)
        return std::nullopt;
    const Numbers rates(curve.rates.begin() + begin, curve.rates.begin() + end), losses(curve.losses.begin() + begin, curve.losses.begin() + end);
    return RateSuggestions{valley(rates, losses), slide(rates, losses), rates[static_cast<std::size_t>(leastOf(losses))] / 10, steep(rates, losses)};
}

} // namespace nodegrad
