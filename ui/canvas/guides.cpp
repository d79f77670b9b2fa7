#include "ui/canvas/guides.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nodegrad {

namespace {

constexpr double kSame = 0.01;           ///< pixels

QRectF turned(const QRectF& r)
{
    return {r.y(), r.x(), r.height(), r.width()};
}

QLineF turned(const QLineF& line)
{
    return {line.y1(), line.x1(), line.y2(), line.x2()};
}

std::array<double, 3> placesOf(const QRectF& r)
{
    return {r.left(), r.center().x(), r.right()};
}

/// The one axis that is looked at here: x. The other is the mirror image.
struct Axis {
    std::optional<double> by;
    std::vector<QLineF> lines, gaps;

    void offer(double offset, double reach)
    {
        if (std::abs(offset) <= reach && (!by || std::abs(offset) < std::abs(*by) - kSame))
            by = offset;
    }
};

/// The nearest of `others` beside `box` in its row; null when there is none. `direction`: -1 left, 1 right.
const QRectF* neighbour(const QRectF& box, const std::vector<QRectF>& others, int direction, double slack)
{
    const QRectF* nearest = nullptr;
    const auto distance = [&](const QRectF& other) { return direction < 0 ? box.left() - other.right() : other.left() - box.right(); };
    for (const QRectF& other : others)
        if (other.top() < box.bottom() && box.top() < other.bottom() && distance(other) > -slack && (!nearest || distance(other) < distance(*nearest)))
            nearest = &other;
    return nearest;
}

struct Row {
    const QRectF *left, *right, *leftOfLeft, *rightOfRight;
};

Row rowOf(const QRectF& box, const std::vector<QRectF>& others, double reach)
{
    const QRectF *left = neighbour(box, others, -1, reach), *right = neighbour(box, others, 1, reach);
    return {left, right, left ? neighbour(*left, others, -1, 0) : nullptr, right ? neighbour(*right, others, 1, 0) : nullptr};
}

void offerGaps(Axis& axis, const QRectF& box, const Row& row, double reach)
{
    if (row.left && row.right && row.right->left() - row.left->right() > box.width())
        axis.offer((row.left->right() + row.right->left()) / 2 - box.center().x(), reach);
    if (row.leftOfLeft)
        axis.offer(row.left->right() + row.left->left() - row.leftOfLeft->right() - box.left(), reach);
    if (row.rightOfRight)
        axis.offer(row.right->left() - (row.rightOfRight->left() - row.right->right()) - box.right(), reach);
}

void drawLines(Axis& axis, const QRectF& box, const std::vector<QRectF>& others)
{
    const auto own = placesOf(box);
    for (std::size_t i = 0; i < own.size(); ++i) {
        double top = box.top(), bottom = box.bottom();
        bool any = false;
        for (const QRectF& other : others)
            if (std::abs(placesOf(other)[i] - own[i]) < kSame) {
                any = true;
                top = std::min(top, other.top());
                bottom = std::max(bottom, other.bottom());
            }
        if (any)
            axis.lines.push_back(QLineF(own[i], top, own[i], bottom));
    }
}

void drawGaps(Axis& axis, const QRectF& box, const Row& row)
{
    const auto between = [](const QRectF& left, const QRectF& right) {
        const double y = (std::max(left.top(), right.top()) + std::min(left.bottom(), right.bottom())) / 2;
        return QLineF(left.right(), y, right.left(), y);
    };
    const auto pair = [&](const QLineF& a, const QLineF& b) {
        if (a.dx() > kSame && std::abs(a.dx() - b.dx()) < kSame)
            axis.gaps.insert(axis.gaps.end(), {a, b});
    };
    if (row.left && row.right)
        pair(between(*row.left, box), between(box, *row.right));
    if (row.leftOfLeft)
        pair(between(*row.leftOfLeft, *row.left), between(*row.left, box));
    if (row.rightOfRight)
        pair(between(box, *row.right), between(*row.right, *row.rightOfRight));
}

Axis alongX(const QRectF& box, const std::vector<QRectF>& others, double reach)
{
    Axis axis;
    const auto own = placesOf(box);
    for (const QRectF& other : others) {
        const auto theirs = placesOf(other);
        for (std::size_t i = 0; i < own.size(); ++i)
            axis.offer(theirs[i] - own[i], reach);
    }
    offerGaps(axis, box, rowOf(box, others, reach), reach);
    return axis;
}

} // namespace

Guides guidesFor(const QRectF& box, const std::vector<QRectF>& others, double reach)
{
    Guides guides;
    const Axis across = alongX(box, others, reach);
    guides.x = across.by;
    std::vector<QRectF> mirrored;
    mirrored.reserve(others.size());
    for (const QRectF& other : others)
        mirrored.push_back(turned(other));
    const Axis down = alongX(turned(box), mirrored, reach);
    guides.y = down.by;
    // What is drawn lies where the box comes to lie on both axes.
    const QPointF by(across.by.value_or(0), down.by.value_or(0));
    const QRectF there = box.translated(by);
    Axis x{across.by, {}, {}}, y{down.by, {}, {}};
    if (x.by) {
        drawLines(x, there, others);
        drawGaps(x, there, rowOf(there, others, kSame));
    }
    if (y.by) {
        drawLines(y, turned(there), mirrored);
        drawGaps(y, turned(there), rowOf(turned(there), mirrored, kSame));
    }
    guides.lines = std::move(x.lines);
    guides.gaps = std::move(x.gaps);
    for (const QLineF& line : y.lines)
        guides.lines.push_back(turned(line));
    for (const QLineF& gap : y.gaps)
        guides.gaps.push_back(turned(gap));
    return guides;
}

} // namespace nodegrad
