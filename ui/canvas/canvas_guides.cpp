// What is dragged lines up with what stands around it.
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/unfolded.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr double kReach = 6, kTick = 4;  ///< pixels
constexpr std::size_t kMostMoving = 200; ///< beyond, a drag is for far places
}

void CanvasView::beginGuides()
{
    const auto& moving = m_editor->selection();
    m_guideBox = m_scene.boundsOf(moving);
    m_standing.clear();
    if (!moving.empty() && moving.size() <= kMostMoving && detailAt(m_zoom) != Detail::Blocks)
        for (const SceneNode& node : m_scene.nodes())
            if (!moving.contains(node.node->id))
                m_standing.push_back(node.rect);
}

/// A frame lines up with other frames and with nodes outside it.
void CanvasView::beginFrameGuides(const Frame& frame)
{
    m_guideBox = boxOf(frame);
    m_grabbedAt = m_guideBox.topLeft();
    m_standing.clear();
    if (detailAt(m_zoom) == Detail::Blocks)
        return;
    for (const Frame& other : m_editor->level().frames)
        if (other.id != frame.id && !m_guideBox.contains(boxOf(other)))
            m_standing.push_back(boxOf(other));
    const std::set<NodeId> inside = frame.note ? std::set<NodeId>() : m_editor->insideFrame(frame);
    for (const SceneNode& node : m_scene.nodes())
        if (!inside.contains(node.node->id))
            m_standing.push_back(node.rect);
}

/// How far the selection moves when the hand has moved by `by`: to a place in line with others, else on the grid. Alt: the grid
/// alone; Ctrl: as the hand has it.
QPointF CanvasView::snapped(QPointF by)
{
    m_guides = {};
    if (m_dragModifiers & Qt::ControlModifier)
        return {std::round(by.x()), std::round(by.y())};
    const Position grid = onGrid(m_grabbedAt + by);
    QPointF result = QPointF(grid.x, grid.y) - m_grabbedAt;
    if (m_standing.empty() || m_dragModifiers & Qt::AltModifier)
        return result;
    std::vector<QRectF> near;
    const QRectF visible = visibleScene();
    std::copy_if(m_standing.begin(), m_standing.end(), std::back_inserter(near), [&](const QRectF& rect) { return rect.intersects(visible); });
    m_guides = guidesFor(m_guideBox.translated(by), near, kReach / m_zoom);
    if (m_guides.x)
        result.setX(by.x() + *m_guides.x);
    if (m_guides.y)
        result.setY(by.y() + *m_guides.y);
    return result;
}

/// They lie over the picture: what is under them is not painted anew.
void CanvasView::updateGuides()
{
    for (const auto* lines : {&m_guides.lines, &m_guides.gaps})
        for (const QLineF& line : *lines)
            QWidget::update(toWidget(QRectF(line.p1(), line.p2()).normalized()).adjusted(-kTick - 2, -kTick - 2, kTick + 2, kTick + 2).toAlignedRect());
}

void CanvasView::paintGuides(QPainter& painter) const
{
    const double px = 1 / m_zoom;
    painter.setPen(QPen(theme().color(Role::Accent), px, Qt::DashLine));
    for (const QLineF& line : m_guides.lines)
        painter.drawLine(line);
    painter.setPen(QPen(theme().color(Role::Accent), px));
    for (const QLineF& gap : m_guides.gaps) {
        painter.drawLine(gap);
        const QPointF across = gap.dx() != 0 ? QPointF(0, kTick * px) : QPointF(kTick * px, 0);
        for (const QPointF end : {gap.p1(), gap.p2()})
            painter.drawLine(end - across, end + across);
    }
}

} // namespace nodegrad
