// While the design trains, its outputs pulse: here the loss is made.
#include "ui/canvas/canvas_view.h"

#include <cmath>

#include <QPainter>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr int kTickMs = 66;
constexpr double kPeriodMs = 1600, kNear = 3, kFar = 9, kPi = 3.14159265358979; ///< pixels around the node
constexpr double kRadius = 6;

} // namespace

void CanvasView::setTraining(bool trains)
{
    if (std::exchange(m_trains, trains) == trains)
        return;
    m_pulseClock.start();
    if (trains && !m_habits.isCalm)
        m_pulseTimer.start(kTickMs, this);
    else
        m_pulseTimer.stop();
    updatePulse();
}

double CanvasView::pulse() const
{
    if (!m_trains)
        return 0;
    return m_habits.isCalm ? 0.5 : 0.5 - 0.5 * std::cos(2 * kPi * static_cast<double>(m_pulseClock.elapsed()) / kPeriodMs);
}

/// Only around the outputs; the level itself is not drawn anew.
void CanvasView::updatePulse()
{
    for (const SceneNode& node : m_scene.nodes())
        if (node.node->type == kOutputType)
            QWidget::update(toWidget(node.rect).adjusted(-kFar - 2, -kFar - 2, kFar + 2, kFar + 2).toAlignedRect());
    emit pulsed();
}

void CanvasView::paintPulse(QPainter& painter) const
{
    if (!m_trains)
        return;
    const double beat = pulse(), off = (kNear + (kFar - kNear) * beat) / m_zoom;
    QColor color = theme().color(Role::Success);
    color.setAlphaF(static_cast<float>(1 - 0.65 * beat));
    painter.setPen(QPen(color, 2 / m_zoom));
    painter.setBrush(Qt::NoBrush);
    for (const SceneNode& node : m_scene.nodes())
        if (node.node->type == kOutputType)
            painter.drawRoundedRect(node.rect.adjusted(-off, -off, off, off), kRadius + off, kRadius + off);
}

} // namespace nodegrad
