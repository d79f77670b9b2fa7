#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nodegrad {

/// One recorded value. `wall` is seconds (any fixed origin).
struct SeriesPoint {
    double step = 0;
    double wall = 0;
    double value = 0; ///< kept as float; NaN and infinities are allowed
};

/// The columns that can lie on the x axis.
enum class SeriesX { Step, Wall };

/// An append-only curve with a pyramid of minima and maxima (factor 8 a level), so that millions of points are drawn as
/// two a pixel and no spike is lost. Steps must not fall; a wall time that falls counts as the last one. About 22 bytes a point.
class SeriesStore {
public:
    /// False (and nothing happens) when the step or wall is not finite or the step is smaller than the last one.
    bool append(double step, double wall, float value);
    void clear();
    std::size_t size() const { return m_value.size(); }
    bool empty() const { return m_value.empty(); }
    double step(std::size_t index) const { return m_step[index]; }
    double wall(std::size_t index) const { return m_wall[index]; }
    float value(std::size_t index) const { return m_value[index]; }
    double x(SeriesX axis, std::size_t index) const { return axis == SeriesX::Step ? m_step[index] : m_wall[index]; }

    /// First index whose x is not below `x`; size() when there is none. O(log n).
    std::size_t lowerBound(SeriesX axis, double x) const;
    /// Index whose x is nearest to `x`. The store must not be empty.
    std::size_t nearest(SeriesX axis, double x) const;

    struct DrawPoint {
        double x = 0;
        double value = 0; ///< NaN: a gap
    };
    /// At most 2 points a column for `columns` columns over xMin..xMax, in order of x, plus one neighbour on either side
    /// so that lines reach the edges. Few points are returned as they are. Not finite values become NaN gaps.
    std::vector<DrawPoint> query(SeriesX axis, double xMin, double xMax, int columns) const;

    /// One point a column, the last that is in it: for lines that are smooth already. Gaps as above.
    std::vector<DrawPoint> sample(SeriesX axis, double xMin, double xMax, int columns) const;

    struct Range {
        double low = 0, high = 0;
        bool valid = false;
    };
    /// Smallest and largest finite value with x in xMin..xMax; only values above 0 when `positiveOnly`.
    Range valueRange(SeriesX axis, double xMin, double xMax, bool positiveOnly = false) const;
    /// x of every value that is not finite, at most `limit`.
    std::vector<double> notFinite(SeriesX axis, std::size_t limit = 100) const;

private:
    struct Block {
        std::uint32_t low = 0, high = 0;     ///< indices of the smallest and largest finite value
        std::uint32_t positive = 0;          ///< index of the smallest value above 0
        bool finite = false, anyPositive = false, gap = false;
    };
    static constexpr std::size_t factor = 8;
    Block pointBlock(std::size_t index) const;
    void merge(Block& into, const Block& from) const;
    Block summary(std::size_t begin, std::size_t end) const;

    std::vector<double> m_step, m_wall;
    std::vector<float> m_value;
    std::vector<std::vector<Block>> m_levels; ///< level 0 covers 8 values a block
    std::vector<std::uint32_t> m_notFinite;
};

} // namespace nodegrad
