#pragma once
// How the values of an array are spread.

#include <span>
#include <vector>

namespace nodegrad {

/// Counts in equal intervals from `low` to `high`. An interval holds its left edge; the last one both.
struct Histogram {
    double low = 0, high = 0;
    std::vector<double> counts;
    double least = 0, most = 0;           ///< of the values: `low` and `high`, unless all are equal
    double sum = 0, sumOfSquares = 0;     ///< 0 where a file does not say them
    bool operator==(const Histogram&) const = default;

    /// Left edge of interval `i`; `high` for the one behind the last. As numpy.linspace.
    double edge(std::size_t i) const;
    /// Where that share of the values lies below, 0..1, as if they lay evenly in each interval.
    double quantile(double share) const;
};

/// As numpy.histogram(values, intervals) in float64. Around equal values the intervals reach 0.5 to both sides. No counts when a value is
/// not finite, or when there is none. `intervals` > 0.
Histogram histogramOf(std::span<const float> values, std::size_t intervals);

} // namespace nodegrad
