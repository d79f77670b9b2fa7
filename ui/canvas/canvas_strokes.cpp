// A line drawn across wires: it cuts them, or leads each through a knot there.
#include "ui/canvas/canvas_view.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr double kCross = 5;             ///< pixels, half of the mark on a crossed wire
}

void CanvasView::beginStroke(QPointF scene, bool setsKnots)
{
    m_gesture = Gesture::Stroke;
    m_stroke = Stroke{{scene}, setsKnots, {}};
    update();
}

void CanvasView::updateStroke(QPointF scene)
{
    for (const auto& [wire, at] : m_scene.wiresAcross(m_stroke->points.back(), scene))
        m_stroke->crossed.try_emplace(wire->wire, at);
    m_stroke->points.push_back(scene);
    QWidget::update();
}

void CanvasView::finishStroke()
{
    const Stroke stroke = *std::exchange(m_stroke, std::nullopt);
    m_gesture = Gesture::None;
    std::vector<Wire> cut;
    std::vector<std::pair<KnotRef, QPointF>> knots;
    for (const SceneWire& wire : m_scene.wires()) {
        const auto crossed = stroke.crossed.find(wire.wire);
        if (crossed == stroke.crossed.end())
            continue;
        cut.push_back(wire.wire);
        knots.emplace_back(KnotRef{wire.wire, m_scene.legAt(wire, crossed->second)}, crossed->second);
    }
    if (stroke.setsKnots)
        m_editor->addKnots(knots);
    else
        m_editor->removeWires(cut);
}

void CanvasView::paintStroke(QPainter& painter) const
{
    const double px = 1 / m_zoom;
    const QColor color = theme().color(m_stroke->setsKnots ? Role::Accent : Role::Danger);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.5 * px, Qt::DashLine));
    painter.drawPolyline(m_stroke->points.data(), static_cast<int>(m_stroke->points.size()));
    painter.setPen(QPen(color, 2 * px));
    for (const auto& [wire, at] : m_stroke->crossed) {
        if (m_stroke->setsKnots) {
            painter.drawEllipse(at, kCross * px, kCross * px);
            continue;
        }
        painter.drawLine(at - QPointF(kCross, kCross) * px, at + QPointF(kCross, kCross) * px);
        painter.drawLine(at - QPointF(kCross, -kCross) * px, at + QPointF(kCross, -kCross) * px);
    }
}

} // namespace nodegrad
