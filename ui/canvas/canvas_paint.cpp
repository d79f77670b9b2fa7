#include "ui/canvas/canvas_view.h"

#include <cmath>

#include <QPaintEvent>
#include <QPainter>

#include "ui/canvas/scene_painter.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kGridMinor = 16, kGridMajor = 128;
constexpr double kGridMinorFrom = 0.75;  ///< below this zoom only the major lines
constexpr double kWireWidth = 2;
constexpr double kHintWidth = 300, kHintSide = 10;

} // namespace

void CanvasView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Role::Canvas));
    paintGrid(painter);
    painter.translate(m_origin);
    painter.scale(m_zoom, m_zoom);
    SceneLook look;
    look.zoom = m_zoom;
    look.selection = &m_editor->selection();
    look.selectedFrame = m_editor->selectedFrame();
    look.selectedKnots = &m_editor->selectedKnots();
    look.selectedWire = m_editor->selectedWire();
    look.hoveredWire = m_hoveredWire;
    look.dropWire = m_dropWire;
    if (m_drawing)
        look.hiddenWire = m_drawing->instead;
    if (m_gesture == Gesture::None)
        look.hovered = m_hovered;
    if (m_hits) {
        look.hits = &m_hits->nodes;
        look.aroundHits = &m_hits->around;
    }
    look.allPorts = m_drawing.has_value();
    look.portState = [this](const PortRef& ref, bool isOutput) { return portState(ref, isOutput); };
    paintScene(painter, m_scene, look, visibleScene());
    paintSceneBadges(painter, m_scene, look, visibleScene());
    paintOverlays(painter);
    painter.setWorldTransform(QTransform());
    if (hasFocus() && m_scene.isEmpty())
        paintFocusRing(painter, QRectF(rect()).adjusted(2, 2, -2, -2), 4);
}

void CanvasView::paintGrid(QPainter& painter) const
{
    const auto lines = [&](double step, const QColor& color) {
        const double pixels = step * m_zoom;
        if (pixels < 8)
            return;
        QVector<QLineF> batch;
        for (double x = std::fmod(m_origin.x(), pixels); x < width(); x += pixels)
            batch.append(QLineF(std::floor(x) + 0.5, 0, std::floor(x) + 0.5, height()));
        for (double y = std::fmod(m_origin.y(), pixels); y < height(); y += pixels)
            batch.append(QLineF(0, std::floor(y) + 0.5, width(), std::floor(y) + 0.5));
        painter.setPen(QPen(color, 1));
        painter.drawLines(batch);
    };
    if (m_zoom >= kGridMinorFrom)
        lines(kGridMinor, theme().color(Role::Grid));
    lines(kGridMajor, theme().color(Role::GridMajor));
}

PortState CanvasView::portState(const PortRef& ref, bool isOutput) const
{
    const bool hovered = m_hoveredPort && m_hoveredPort->ref == ref && m_hoveredPort->isOutput == isOutput;
    if (!m_drawing)
        return hovered ? PortState::Hovered : PortState::Normal;
    if (m_drawing->port.ref == ref && m_drawing->port.isOutput == isOutput)
        return PortState::Normal;
    const bool possible = isOutput != m_drawing->port.isOutput && !m_drawing->impossible.contains(ref.node);
    return possible ? PortState::Accepts : PortState::Refuses;
}

void CanvasView::paintOverlays(QPainter& painter) const
{
    const Theme& colors = theme();
    if (m_gesture == Gesture::Box) {
        QPen pen(colors.color(Role::Accent), 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        QColor fill = colors.color(Role::Accent);
        fill.setAlphaF(0.12F);
        painter.setBrush(fill);
        painter.drawRect(m_box);
    }
    if (m_drawing)
        paintDrawing(painter);
    else if (!m_refusal.isEmpty())
        paintHint(painter, m_refusal, m_refusalAt);
    if (m_stroke)
        paintStroke(painter);
    paintGuides(painter);
    if (!m_dropLayer.empty()) {
        QPen pen(colors.color(Role::Accent), 1.5, Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(colors.color(Role::AccentSoft));
        const QRectF box(m_dropAt - QPointF(kNodeWidth, kNodeHeight) / 2, QSizeF(kNodeWidth, kNodeHeight));
        painter.drawRoundedRect(box, 6, 6);
        painter.setPen(colors.color(Role::Text));
        painter.setFont(nodegrad::font(TextStyle::NodeTitle));
        painter.drawText(box, Qt::AlignCenter, m_editor->titleOfLayer(m_dropLayer));
    }
}

void CanvasView::paintDrawing(QPainter& painter) const
{
    const Theme& colors = theme();
    const Drawing& drawing = *m_drawing;
    const bool refused = !drawing.refusal.isEmpty();
    QPen pen(refused || !drawing.hint.isEmpty() ? colors.color(Role::Danger) : wireColor(drawing.kind), kWireWidth);
    if (refused)
        pen.setDashPattern({7 / kWireWidth, 4 / kWireWidth});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QPointF end = drawing.target && !refused ? drawing.target->at : drawing.end;
    const QPointF from = drawing.port.isOutput ? drawing.port.at : end, to = drawing.port.isOutput ? end : drawing.port.at;
    painter.drawPath(looseWire(from, to, m_scene.leftToRight()));
    if (refused)
        paintStopSign(painter, drawing.end, m_zoom);
    else if (!drawing.target) {
        painter.setBrush(colors.color(Role::Canvas));
        painter.drawEllipse(end, 4, 4);
    }
    const QString text = refused ? drawing.refusal : drawing.hint;
    if (!text.isEmpty())
        paintHint(painter, text, toWidget(drawing.end));
}

void CanvasView::paintHint(QPainter& painter, const QString& text, QPointF widget) const
{
    const Theme& colors = theme();
    painter.save();
    painter.setWorldTransform(QTransform());
    painter.setFont(nodegrad::font(TextStyle::Body));
    const int flags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    const double width = std::min(kHintWidth, QWidget::width() - 2 * (kHintSide + 4));
    const QRectF words = painter.fontMetrics().boundingRect(QRect(0, 0, static_cast<int>(width), 10'000), flags, text);
    QRectF box(widget + QPointF(16, 16), QSizeF(width + 2 * kHintSide, words.height() + 16));
    if (box.bottom() > height() - 4)
        box.moveBottom(widget.y() - 16);
    box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, QWidget::width() - box.width() - 4)));
    box.moveTop(std::max(box.top(), 4.0));
    paintBox(painter, box, 6, colors.color(Role::Tooltip), colors.color(Role::Danger));
    painter.setPen(colors.color(Role::Text));
    painter.drawText(box.adjusted(kHintSide, 8, -kHintSide, 0), flags, text);
    painter.restore();
}

} // namespace nodegrad
