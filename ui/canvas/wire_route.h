#pragma once
// How a wire runs: a curve where the way is free, right angles where it would cross a node or run back.

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

namespace nodegrad {

/// Rectangles in buckets, so that "what lies here?" does not look at every node.
class RectGrid {
public:
    /// `without`: these are not found.
    explicit RectGrid(std::vector<QRectF> rects, const std::vector<bool>* without = nullptr);
    /// Of one that is not found.
    void setRect(std::size_t index, const QRectF& rect) { m_rects[index] = rect; }
    /// Of one that is found: as if the grid had been made with it.
    void move(std::size_t index, const QRectF& rect);
    /// Index of a rectangle that touches `area`, other than the two given; -1 when there is none.
    int hit(const QRectF& area, int except = -1, int alsoExcept = -1) const;
    const QRectF& rect(int index) const { return m_rects[static_cast<std::size_t>(index)]; }

private:
    template <class Visit> void cells(const QRectF& area, Visit visit) const;
    std::vector<QRectF> m_rects;
    std::unordered_map<std::int64_t, std::vector<int>> m_cells;
};

/// A vertical run of a long wire (of a flow that runs down).
struct Lane {
    double x = 0, top = 0, bottom = 0;
    double from = 0, to = 0;     ///< where it was tried, x among it
    bool operator==(const Lane&) const = default;
    /// Whether it would lie elsewhere with or without `other`.
    bool goesBy(const Lane& other) const;
};

struct Route {
    QPainterPath path;
    std::vector<QPointF> points; ///< a polyline near the path: for hits and far views
    bool isLong = false;         ///< right angles; has an arrow
    QPointF middle;              ///< where a badge sits
    QPointF arrow, arrowDirection;
    QPointF label;               ///< anchor of the shape label
    bool labelAbove = false;     ///< the label is centred above the anchor; else it begins at the right of it
    QRectF asked;                ///< nodes outside have no part in how it runs
    Lane lane;                   ///< of a long one
};

/// Lanes taken by long wires, so that two do not lie on each other.
class Lanes {
public:
    /// The next free place in `direction` (1 or -1), from x on, for a vertical run from `top` to `bottom`. `clear` leads from a place to
    /// the next one that is off the nodes. Where all are taken, the first one that is.
    Lane take(double x, int direction, double top, double bottom, const std::function<double(double)>& clear);
    /// One that was given before, in the same order.
    void keep(const Lane& lane);

private:
    std::vector<Lane> m_taken;
};

/// The route from an output to an input. `source`, `target`: indices of the two nodes in `grid`. With `leftToRight` the flow
/// runs to the right, else down. On which side a long one passes goes by its own two nodes, unless the way there is longer by more
/// than a node: so a node that is moved a little leads none to the other side.
Route routeWire(QPointF from, QPointF to, int source, int target, const RectGrid& grid, Lanes& lanes, bool leftToRight);
/// A smooth route from `from` through `knots`, in order, to `to`. `points` has kPiecesOfLeg pieces a leg, so that a place on it
/// tells between which knots it lies.
Route routeThrough(QPointF from, const std::vector<QPointF>& knots, QPointF to, bool leftToRight);
inline constexpr int kPiecesOfLeg = 12;
/// The plain curve of a wire that is being drawn.
QPainterPath looseWire(QPointF from, QPointF to, bool leftToRight);

} // namespace nodegrad
