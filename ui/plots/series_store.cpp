#include "ui/plots/series_store.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nodegrad {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

} // namespace

void SeriesStore::merge(Block& into, const Block& from) const
{
    into.gap = into.gap || from.gap;
    if (from.finite) {
        if (!into.finite || m_value[from.low] < m_value[into.low])
            into.low = from.low;
        if (!into.finite || m_value[from.high] > m_value[into.high])
            into.high = from.high;
        into.finite = true;
    }
    if (from.anyPositive) {
        if (!into.anyPositive || m_value[from.positive] < m_value[into.positive])
            into.positive = from.positive;
        into.anyPositive = true;
    }
}

SeriesStore::Block SeriesStore::pointBlock(std::size_t index) const
{
    const auto at = static_cast<std::uint32_t>(index);
    Block block{at, at, at, false, false, false};
    block.finite = std::isfinite(m_value[index]);
    block.gap = !block.finite;
    block.anyPositive = block.finite && m_value[index] > 0;
    return block;
}

bool SeriesStore::append(double step, double wall, float value)
{
    if (!std::isfinite(step) || !std::isfinite(wall) || m_value.size() >= std::numeric_limits<std::uint32_t>::max())
        return false;
    if (!m_step.empty() && step < m_step.back())
        return false;
    m_step.push_back(step);
    m_wall.push_back(m_wall.empty() ? wall : std::max(wall, m_wall.back()));
    m_value.push_back(value);
    const std::size_t index = m_value.size() - 1;
    if (!std::isfinite(value))
        m_notFinite.push_back(static_cast<std::uint32_t>(index));

    const Block point = pointBlock(index);
    if (m_levels.empty())
        m_levels.emplace_back();
    std::size_t width = factor;
    for (auto& level : m_levels) {
        if (index / width == level.size())
            level.push_back(point);
        else
            merge(level.back(), point);
        width *= factor;
    }
    while (m_levels.back().size() > factor) {
        std::vector<Block> upper;
        const auto& lower = m_levels.back();
        for (std::size_t i = 0; i < lower.size(); ++i) {
            if (i % factor == 0)
                upper.push_back(lower[i]);
            else
                merge(upper.back(), lower[i]);
        }
        m_levels.push_back(std::move(upper));
    }
    return true;
}

void SeriesStore::clear()
{
    *this = {};
}

std::size_t SeriesStore::lowerBound(SeriesX axis, double x) const
{
    const auto& column = axis == SeriesX::Step ? m_step : m_wall;
    return static_cast<std::size_t>(std::lower_bound(column.begin(), column.end(), x) - column.begin());
}

std::size_t SeriesStore::nearest(SeriesX axis, double at) const
{
    const std::size_t above = std::min(lowerBound(axis, at), size() - 1);
    if (above == 0)
        return 0;
    return at - x(axis, above - 1) <= x(axis, above) - at ? above - 1 : above;
}

SeriesStore::Block SeriesStore::summary(std::size_t begin, std::size_t end) const
{
    Block result;
    while (begin < end) {
        // The widest block that starts here and ends before `end`.
        std::size_t width = 1, levelAbove = 0;
        while (levelAbove < m_levels.size() && begin % (width * factor) == 0 && begin + width * factor <= end) {
            width *= factor;
            ++levelAbove;
        }
        merge(result, levelAbove == 0 ? pointBlock(begin) : m_levels[levelAbove - 1][begin / width]);
        begin += width;
    }
    return result;
}

std::vector<SeriesStore::DrawPoint> SeriesStore::query(SeriesX axis, double xMin, double xMax, int columns) const
{
    std::vector<DrawPoint> result;
    if (empty() || !(xMin <= xMax) || columns < 1)
        return result;
    const auto& column = axis == SeriesX::Step ? m_step : m_wall;
    std::size_t begin = lowerBound(axis, xMin);
    std::size_t end = static_cast<std::size_t>(std::upper_bound(column.begin(), column.end(), xMax) - column.begin());
    const auto push = [&](std::size_t index) {
        const double value = m_value[index];
        result.push_back({column[index], std::isfinite(value) ? value : nan});
    };
    if (begin > 0)
        push(begin - 1);
    if (end - begin <= 2 * static_cast<std::size_t>(columns)) {
        for (std::size_t i = begin; i < end; ++i)
            push(i);
    } else {
        std::size_t from = begin;
        for (int c = 0; c < columns && from < end; ++c) {
            const double right = xMin + (xMax - xMin) * (c + 1) / columns;
            const std::size_t to = c + 1 == columns ? end : std::clamp(lowerBound(axis, right), from, end);
            if (to == from)
                continue;
            const Block block = summary(from, to);
            if (!block.finite) {
                result.push_back({column[from], nan});
            } else {
                push(std::min(block.low, block.high));
                if (block.low != block.high)
                    push(std::max(block.low, block.high));
            }
            from = to;
        }
    }
    if (end < size())
        push(end);
    return result;
}

std::vector<SeriesStore::DrawPoint> SeriesStore::sample(SeriesX axis, double xMin, double xMax, int columns) const
{
    const auto& column = axis == SeriesX::Step ? m_step : m_wall;
    std::size_t from = lowerBound(axis, xMin);
    const auto end = static_cast<std::size_t>(std::upper_bound(column.begin(), column.end(), xMax) - column.begin());
    if (columns < 1 || end - std::min(from, end) <= static_cast<std::size_t>(columns))
        return query(axis, xMin, xMax, std::max(1, columns));
    std::vector<DrawPoint> result;
    const auto push = [&](std::size_t index) {
        const double value = m_value[index];
        result.push_back({column[index], std::isfinite(value) ? value : nan});
    };
    push(from > 0 ? from - 1 : from);
    for (int c = 0; c < columns && from < end; ++c) {
        const double right = xMin + (xMax - xMin) * (c + 1) / columns;
        const std::size_t to = c + 1 == columns ? end : std::clamp(lowerBound(axis, right), from, end);
        if (to > from)
            push(to - 1);
        from = to;
    }
    if (end < size())
        push(end);
    return result;
}

SeriesStore::Range SeriesStore::valueRange(SeriesX axis, double xMin, double xMax, bool positiveOnly) const
{
    const auto& column = axis == SeriesX::Step ? m_step : m_wall;
    const auto end = static_cast<std::size_t>(std::upper_bound(column.begin(), column.end(), xMax) - column.begin());
    const Block block = summary(lowerBound(axis, xMin), end);
    if (!block.finite || (positiveOnly && !block.anyPositive))
        return {};
    return {m_value[positiveOnly ? block.positive : block.low], m_value[block.high], true};
}

std::vector<double> SeriesStore::notFinite(SeriesX axis, std::size_t limit) const
{
    std::vector<double> result;
    const std::size_t stride = std::max<std::size_t>(1, limit == 0 ? m_notFinite.size() : (m_notFinite.size() + limit - 1) / limit);
    for (std::size_t i = 0; i < m_notFinite.size() && result.size() < limit; i += stride)
        result.push_back(x(axis, m_notFinite[i]));
    return result;
}

} // namespace nodegrad
