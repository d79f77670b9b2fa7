#pragma once
// Where something that is dragged lines up with what stands around it. Plain geometry, no widgets.

#include <optional>
#include <vector>

#include <QLineF>
#include <QRectF>

namespace nodegrad {

struct Guides {
    std::optional<double> x, y;          ///< how much further to the place that lines up; nothing: none is near
    std::vector<QLineF> lines;           ///< along edges and centres that then are in one line
    std::vector<QLineF> gaps;            ///< across gaps that then are equal
    bool isEmpty() const { return lines.empty() && gaps.empty(); }
};
/// Edges and centres of `box` against those of `others`, and the gaps to its neighbours in a row or column. `reach`: how far away a
/// place still draws. Both axes on their own; where two places are equally near, a line goes before a gap.
Guides guidesFor(const QRectF& box, const std::vector<QRectF>& others, double reach);

} // namespace nodegrad
