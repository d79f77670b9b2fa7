#include "core/formats/histogram.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

double Histogram::edge(std::size_t i) const
{
    return i >= counts.size() ? high : low + static_cast<double>(i) * ((high - low) / static_cast<double>(counts.size()));
}

double Histogram::quantile(double share) const
{
    double all = 0;
    for (const double count : counts)
        all += count;
    const double wanted = share * all, width = counts.empty() ? 0 : (high - low) / static_cast<double>(counts.size());
    double below = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0 && below + counts[i] >= wanted)
            return low + width * (static_cast<double>(i) + (wanted - below) / counts[i]);
        below += counts[i];
    }
    return high;
}

Histogram histogramOf(std::span<const float> values, std::size_t intervals)
{
    if (values.empty())
        return {};
    const auto [least, most] = std::ranges::minmax(values);
    Histogram found{.low = static_cast<double>(least), .high = static_cast<double>(most), .counts = {}, .least = static_cast<double>(least), .most = static_cast<double>(most)};
    for (const float value : values) {
        const auto number = static_cast<double>(value);
        found.sum += number;
        found.sumOfSquares += number * number;
    }
    if (!std::isfinite(found.sumOfSquares))
        return {}; // squares of float32 are far from the end of float64: a value is not finite
    if (least == most)
        found.low -= 0.5, found.high += 0.5;
    found.counts.assign(intervals, 0);
    std::vector<double> edges(intervals + 1);
    for (std::size_t i = 0; i <= intervals; ++i)
        edges[i] = found.edge(i);
    const double scale = static_cast<double>(intervals) / (found.high - found.low);
    for (const float value : values) {
        const auto number = static_cast<double>(value);
        auto i = std::min(static_cast<std::size_t>((number - found.low) * scale), intervals - 1);
        // Rounding may have carried it over an edge.
        if (number < edges[i])
            --i;
        else if (i + 1 < intervals && number >= edges[i + 1])
            ++i;
        ++found.counts[i];
    }
    return found;
}

} // namespace nodegrad
