#include "ui/canvas/wire_route.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace nodegrad {

namespace {

constexpr double kCellWidth = 256, kCellHeight = 128;
constexpr double kShortestFall = 16; ///< less, and the wire runs back
constexpr double kLead = 20;         ///< straight piece before a long wire turns
constexpr double kClearance = 24;    ///< between a lane and a node
constexpr double kCorner = 10;
constexpr double kLaneGap = 10;
constexpr double kSideWorth = 230;   ///< how much longer the way on the preferred side may be: a node that stands beside its column
constexpr double kLegGap = 14;       ///< between a node and the piece that leads to a lane
constexpr double kFarthestTurn = 400;
constexpr int kLegTries = 8;
constexpr std::size_t kMostLanes = 400;
constexpr int kMostTries = 30;
constexpr int kSamples = 12;

std::int64_t cellKey(int column, int row)
{
    return (static_cast<std::int64_t>(column) << 32) ^ static_cast<std::int64_t>(static_cast<std::uint32_t>(row));
}

QPointF swapped(QPointF p)
{
    return {p.y(), p.x()};
}

QRectF swapped(const QRectF& r)
{
    return {r.y(), r.x(), r.height(), r.width()};
}

QPointF cubic(QPointF a, QPointF b, QPointF c, QPointF d, double t)
{
    const double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/// Right angles through `points` with round corners.
QPainterPath rounded(const std::vector<QPointF>& points)
{
    QPainterPath path(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF before = points[i - 1], at = points[i], after = points[i + 1];
        const QPointF in = at - before, out = after - at;
        const double inLength = std::hypot(in.x(), in.y()), outLength = std::hypot(out.x(), out.y());
        const double radius = std::min({kCorner, inLength / 2, outLength / 2});
        if (radius < 0.5) {
            path.lineTo(at);
            continue;
        }
        path.lineTo(at - in / inLength * radius);
        path.quadTo(at, at + out / outLength * radius);
    }
    path.lineTo(points.back());
    return path;
}

/// Everything below thinks of a flow that runs down; left to right is the mirror image.
struct Down {
    const RectGrid& grid;
    bool mirrored;
    int source, target;
    mutable QRectF asked = {};
    int hit(const QRectF& area) const { return grid.hit(noted(area), source, target); }
    int hitAny(const QRectF& area) const { return grid.hit(noted(area)); }
    QRectF noted(const QRectF& area) const
    {
        const QRectF own = mirrored ? swapped(area) : area;
        asked |= own;
        return own;
    }
    QRectF rect(int index) const { return mirrored ? swapped(grid.rect(index)) : grid.rect(index); }
};

/// The nearest x to `start` in `direction` where a vertical run touches no node.
double freeLane(const Down& nodes, double start, int direction, double top, double bottom)
{
    double x = start;
    for (int attempt = 0; attempt < 60; ++attempt) {
        const int hit = nodes.hitAny(QRectF(x - kClearance / 2, std::min(top, bottom), kClearance, std::abs(bottom - top)));
        if (hit < 0)
            break;
        const QRectF rect = nodes.rect(hit);
        x = direction > 0 ? rect.right() + kClearance : rect.left() - kClearance;
    }
    return x;
}

/// Where a long wire passes the nodes: the search for its lane begins at `start` and leads outwards.
struct Side {
    double start;
    int direction;
};

/// Of a wire from `from` to `to`, the best first: between its nodes where it runs back and they stand beside each other, else to the
/// right and to the left of both.
std::vector<Side> sidesOf(const Down& nodes, QPointF from, QPointF to, double top, double bottom)
{
    const QRectF source = nodes.rect(nodes.source), target = nodes.rect(nodes.target);
    if (to.y() - from.y() < kShortestFall) {
        if (target.left() > source.right() + 2 * kClearance)
            return {{(source.right() + target.left()) / 2, 1}};
        if (source.left() > target.right() + 2 * kClearance)
            return {{(source.left() + target.right()) / 2, -1}};
    }
    const double rightmost = std::max(from.x(), to.x()), leftmost = std::min(from.x(), to.x());
    const Side right{std::max(source.right(), target.right()) + kClearance, 1}, left{std::min(source.left(), target.left()) - kClearance, -1};
    const bool prefersRight = right.start - rightmost <= leftmost - left.start + 1; // in the middle: right, wherever on the canvas
    const double toRight = freeLane(nodes, right.start, 1, top, bottom) - rightmost, toLeft = leftmost - freeLane(nodes, left.start, -1, top, bottom);
    const bool isRight = toRight - (prefersRight ? kSideWorth : 0) <= toLeft - (prefersRight ? 0 : kSideWorth);
    return isRight ? std::vector{right, left} : std::vector{left, right};
}

/// The height from `y` on, in `direction`, at which one comes from a port to a lane without a node in the way; nothing when there is
/// none before `limit`.
std::optional<double> freeLeg(const Down& nodes, QPointF port, double lane, double y, int direction, double limit)
{
    const double left = std::min(port.x(), lane), width = std::abs(port.x() - lane);
    for (int attempt = 0; attempt < kLegTries && (limit - y) * direction >= 0; ++attempt) {
        if (nodes.hit(QRectF(port.x() - 2, std::min(port.y(), y), 4, std::abs(port.y() - y))) >= 0)
            return {};
        const int hit = nodes.hitAny(QRectF(left, y - 2, width, 4));
        if (hit < 0)
            return y;
        const QRectF rect = nodes.rect(hit);
        y = direction > 0 ? rect.bottom() + kLegGap : rect.top() - kLegGap;
    }
    return {};
}

} // namespace

RectGrid::RectGrid(std::vector<QRectF> rects, const std::vector<bool>* without) : m_rects(std::move(rects))
{
    for (std::size_t i = 0; i < m_rects.size(); ++i)
        if (!without || !(*without)[i])
            cells(m_rects[i], [&](std::int64_t key) {
                m_cells[key].push_back(static_cast<int>(i));
                return true;
            });
}

template <class Visit> void RectGrid::cells(const QRectF& area, Visit visit) const
{
    const int left = static_cast<int>(std::floor(area.left() / kCellWidth)), right = static_cast<int>(std::floor(area.right() / kCellWidth));
    const int top = static_cast<int>(std::floor(area.top() / kCellHeight)), bottom = static_cast<int>(std::floor(area.bottom() / kCellHeight));
    for (int column = left; column <= right; ++column)
        for (int row = top; row <= bottom; ++row)
            if (!visit(cellKey(column, row)))
                return;
}

void RectGrid::move(std::size_t index, const QRectF& rect)
{
    const int number = static_cast<int>(index);
    cells(m_rects[index], [&](std::int64_t key) {
        std::erase(m_cells[key], number);
        return true;
    });
    m_rects[index] = rect;
    cells(rect, [&](std::int64_t key) {
        std::vector<int>& cell = m_cells[key];
        cell.insert(std::lower_bound(cell.begin(), cell.end(), number), number); // which of two is found goes by their order
        return true;
    });
}

int RectGrid::hit(const QRectF& area, int except, int alsoExcept) const
{
    int found = -1;
    cells(area, [&](std::int64_t key) {
        const auto cell = m_cells.find(key);
        if (cell != m_cells.end())
            for (const int index : cell->second)
                if (index != except && index != alsoExcept && m_rects[static_cast<std::size_t>(index)].intersects(area)) {
                    found = index;
                    return false;
                }
        return true;
    });
    return found;
}

bool Lane::goesBy(const Lane& other) const
{
    return other.top < bottom && top < other.bottom && other.x > from - kLaneGap && other.x < to + kLaneGap;
}

Lane Lanes::take(double x, int direction, double top, double bottom, const std::function<double(double)>& clear)
{
    if (top > bottom)
        std::swap(top, bottom);
    const double first = clear(x);
    double tried = first;
    bool isFree = false;
    for (int attempt = 0; attempt < kMostTries && !isFree; ++attempt) {
        const auto taken = std::find_if(m_taken.begin(), m_taken.end(), [&](const Lane& lane) {
            return std::abs(lane.x - tried) < kLaneGap - 1 && lane.top < bottom && top < lane.bottom;
        });
        isFree = taken == m_taken.end();
        if (!isFree)
            tried = clear(taken->x + direction * kLaneGap);
    }
    const Lane lane{isFree ? tried : first, top, bottom, std::min(first, tried), std::max(first, tried)};
    keep(lane);
    return lane;
}

void Lanes::keep(const Lane& lane)
{
    if (m_taken.size() < kMostLanes)
        m_taken.push_back(lane);
}

QPainterPath looseWire(QPointF from, QPointF to, bool leftToRight)
{
    const double along = leftToRight ? to.x() - from.x() : to.y() - from.y();
    const double pull = std::max(14.0, 0.5 * std::abs(along));
    const QPointF bend = leftToRight ? QPointF(pull, 0) : QPointF(0, pull);
    QPainterPath path(from);
    path.cubicTo(from + bend, to - bend, to);
    return path;
}

Route routeThrough(QPointF from, const std::vector<QPointF>& knots, QPointF to, bool leftToRight)
{
    std::vector<QPointF> stops{from};
    stops.insert(stops.end(), knots.begin(), knots.end());
    stops.push_back(to);
    // Ports are left and met along the flow, knots in the direction from the stop before to the stop behind.
    std::vector<QPointF> directions(stops.size(), leftToRight ? QPointF(1, 0) : QPointF(0, 1));
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
        const QPointF along = stops[i + 1] - stops[i - 1];
        const double length = std::hypot(along.x(), along.y());
        if (length > 0)
            directions[i] = along / length;
    }
    Route route;
    route.path.moveTo(from);
    route.points.push_back(from);
    double longest = -1;
    for (std::size_t leg = 0; leg + 1 < stops.size(); ++leg) {
        const QPointF a = stops[leg], d = stops[leg + 1];
        const double length = std::hypot(d.x() - a.x(), d.y() - a.y());
        const QPointF b = a + directions[leg] * (length / 3), c = d - directions[leg + 1] * (length / 3);
        route.path.cubicTo(b, c, d);
        for (int i = 1; i <= kPiecesOfLeg; ++i)
            route.points.push_back(cubic(a, b, c, d, static_cast<double>(i) / kPiecesOfLeg));
        if (length > longest) {
            longest = length;
            route.middle = route.label = cubic(a, b, c, d, 0.5);
        }
    }
    route.labelAbove = leftToRight;
    return route;
}

Route routeWire(QPointF from, QPointF to, int source, int target, const RectGrid& grid, Lanes& lanes, bool leftToRight)
{
    const Down nodes{grid, leftToRight, source, target};
    if (leftToRight) {
        from = swapped(from);
        to = swapped(to);
    }
    Route route;
    const double fall = to.y() - from.y();
    bool isLong = fall < kShortestFall;
    if (!isLong) {
        const double pull = std::max(14.0, 0.5 * fall);
        const QPointF first = from + QPointF(0, pull), second = to - QPointF(0, pull);
        const int samples = std::abs(to.x() - from.x()) < 1 ? 1 : kSamples;
        const bool mayCross = fall > 60 || std::abs(to.x() - from.x()) > 100;
        QPointF previous = from;
        route.points.push_back(from);
        for (int i = 1; i <= samples; ++i) {
            const QPointF point = cubic(from, first, second, to, static_cast<double>(i) / samples);
            if (mayCross && !isLong)
                isLong = nodes.hit(QRectF(previous, point).normalized().adjusted(-2, 0, 2, 0)) >= 0;
            route.points.push_back(point);
            previous = point;
        }
        route.path.moveTo(from);
        route.path.cubicTo(first, second, to);
        route.middle = cubic(from, first, second, to, 0.5);
        route.label = route.middle;
    }
    if (isLong) {
        const bool runsBack = fall < kShortestFall;
        double top = from.y() + kLead, bottom = to.y() - kLead;
        double turn = runsBack ? top : std::min(top, from.y() + fall / 2), back = runsBack ? bottom : std::max(bottom, from.y() + fall / 2);
        const auto turnBefore = [&](double lane) {
            const auto away = freeLeg(nodes, from, lane, turn, 1, runsBack ? turn + kFarthestTurn : back);
            const auto home = freeLeg(nodes, to, lane, back, -1, runsBack ? back - kFarthestTurn : away.value_or(turn));
            if (away && home) {
                turn = *away;
                back = *home;
            }
            return away && home;
        };
        const std::vector<Side> sides = sidesOf(nodes, from, to, top, bottom);
        const auto free = std::ranges::find_if(sides, [&](const Side& side) { return turnBefore(freeLane(nodes, side.start, side.direction, top, bottom)); });
        const Side side = free == sides.end() ? sides.front() : *free;
        if (runsBack) {
            top = turn;
            bottom = back;
        }
        route.lane = lanes.take(side.start, side.direction, top, bottom, [&](double x) { return freeLane(nodes, x, side.direction, top, bottom); });
        const double lane = route.lane.x;
        turnBefore(lane);
        route.points = {from, {from.x(), turn}, {lane, turn}, {lane, back}, {to.x(), back}, to};
        route.path = rounded(route.points);
        route.isLong = true;
        route.middle = {lane, (turn + back) / 2};
        route.arrow = route.middle;
        route.arrowDirection = {0, back > turn ? 1.0 : -1.0};
        route.label = {(from.x() + lane) / 2, turn};
        route.labelAbove = true;
    }
    route.asked = nodes.asked;
    if (leftToRight) {
        for (int i = 0; i < route.path.elementCount(); ++i)
            route.path.setElementPositionAt(i, route.path.elementAt(i).y, route.path.elementAt(i).x);
        for (QPointF& point : route.points)
            point = swapped(point);
        route.middle = swapped(route.middle);
        route.arrow = swapped(route.arrow);
        route.arrowDirection = swapped(route.arrowDirection);
        route.label = swapped(route.label);
        route.labelAbove = !isLong;
    }
    return route;
}

} // namespace nodegrad
