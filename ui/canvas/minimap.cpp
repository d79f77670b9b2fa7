#include "ui/canvas/minimap.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMouseEvent>
#include <QPainter>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/unfolded.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {
constexpr int kWidth = 184, kHeight = 124;
constexpr double kBadgeRadius = 5, kCountRadius = 7, kFaded = 0.3;
constexpr int kBadgeText = 10;
constexpr double kPulse = 5;

void drawNodes(QPainter& painter, const CanvasScene& scene, const QTransform& map, bool isColored)
{
    const Theme& colors = theme();
    for (const SceneNode& node : scene.nodes()) {
        QRectF box = map.mapRect(node.rect);
        box.setSize({std::max(2.0, box.width()), std::max(1.0, box.height())});
        if (node.unfolded) {
            painter.setPen(QPen(colors.color(Role::NodeBorder), 1));
            painter.setBrush(colors.color(Role::FrameFill));
            painter.drawRect(box);
            const QPointF origin = node.rect.topLeft() + node.insideOrigin;
            drawNodes(painter, *node.unfolded, QTransform::fromTranslate(origin.x(), origin.y()) * map, isColored);
            continue;
        }
        painter.fillRect(box, isColored ? (node.heat >= 0 ? colors.heat(node.heat) : colors.color(Role::NodeBorder))
                              : node.category == QLatin1String("unknown") ? colors.color(Role::TextDisabled) : colors.categoryColor(node.category));
    }
}

} // namespace

Minimap::Minimap(CanvasView* canvas, QWidget* parent) : QWidget(parent), m_canvas(canvas)
{
    setFixedSize(kWidth, kHeight);
    setAccessibleName(tr("Map of the design"));
    setToolTip(tr("Map of the design (M)"));
    connect(canvas, &CanvasView::viewChanged, this, qOverload<>(&QWidget::update));
    connect(canvas, &CanvasView::pulsed, this, qOverload<>(&QWidget::update));
    connect(canvas, &CanvasView::mapChanged, this, [this] {
        m_drawn = {};
        update();
    });
}

void Minimap::setFaded(bool faded)
{
    if (std::exchange(m_isFaded, faded) != faded)
        update();
}

void Minimap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        m_drawn = {};
    QWidget::changeEvent(event);
}

void Minimap::enterEvent(QEnterEvent*)
{
    update();
}

void Minimap::leaveEvent(QEvent*)
{
    update();
}

QTransform Minimap::sceneToMap() const
{
    QRectF all = (m_canvas->scene().bounds() | m_canvas->visibleScene()).adjusted(-20, -20, 20, 20);
    const double scale = std::min((width() - 12) / all.width(), (height() - 12) / all.height());
    return QTransform::fromTranslate(-all.center().x(), -all.center().y()) * QTransform::fromScale(scale, scale) *
           QTransform::fromTranslate(width() / 2.0, height() / 2.0);
}

/// What does not change while the view is moved: frames, wires and nodes.
QPixmap Minimap::drawn(const QTransform& map) const
{
    const Theme& colors = theme();
    QPixmap picture(size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), 6, colors.color(Role::Panel), colors.color(Role::Border));
    painter.setPen(QPen(colors.color(Role::FrameBorder), 1));
    painter.setBrush(colors.color(Role::FrameFill));
    for (const Frame& frame : m_canvas->scene().frames())
        painter.drawRect(map.mapRect(boxOf(frame)));
    painter.setRenderHint(QPainter::Antialiasing, false);
    QVector<QLineF> wires;
    QVector<QRectF> knots;
    for (const SceneWire& wire : m_canvas->scene().wires()) {
        QPointF from = map.map(wire.route.points.front());
        for (const QPointF knot : wire.knots) {
            const QPointF at = map.map(knot);
            wires.append(QLineF(from, at));
            knots.append(QRectF(at - QPointF(1, 1), QSizeF(2, 2)));
            from = at;
        }
        wires.append(QLineF(from, map.map(wire.route.points.back())));
    }
    painter.setPen(QPen(colors.color(Role::Wire), 1));
    painter.drawLines(wires);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.color(Role::Wire));
    painter.drawRects(knots);
    const bool isColored = m_canvas->scene().heatScale().heat != HeatMode::Off;
    drawNodes(painter, m_canvas->scene(), map, isColored);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.color(Role::Panel), 1));
    painter.setBrush(colors.color(Role::DangerFill));
    QFont small = textFont(TextStyle::Caption);
    small.setPixelSize(kBadgeText);
    painter.setFont(small);
    for (const SceneNode& node : m_canvas->scene().nodes()) {
        if (node.mark != Mark::Error)
            continue;
        const QPointF at = map.map(node.rect.topRight());
        const double radius = node.problems > 1 ? kCountRadius : kBadgeRadius;
        painter.setPen(QPen(colors.color(Role::Panel), 1));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(colors.color(Role::OnDanger));
        if (node.problems > 1)
            painter.drawText(QRectF(at - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), Qt::AlignCenter, node.problems > 9 ? QStringLiteral("9+") : QString::number(node.problems));
    }
    return picture;
}

void Minimap::paintEvent(QPaintEvent*)
{
    const QTransform map = sceneToMap();
    if (m_drawn.isNull() || m_drawnBy != map || m_drawn.size() != size() * devicePixelRatioF()) {
        m_drawn = drawn(map);
        m_drawnBy = map;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(m_isFaded && !underMouse() ? kFaded : 1);
    painter.drawPixmap(0, 0, m_drawn);
    if (const double beat = m_canvas->pulse(); beat > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().color(Role::Success));
        for (const SceneNode& node : m_canvas->scene().nodes())
            if (node.node->type == kOutputType)
                painter.drawEllipse(map.map(node.rect.center()), kPulse * beat, kPulse * beat);
        painter.setBrush(Qt::NoBrush);
    }
    painter.setPen(QPen(theme().color(Role::Accent), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(map.mapRect(m_canvas->visibleScene()).intersected(QRectF(rect()).adjusted(2, 2, -2, -2)));
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_canvas->centerOn(sceneToMap().inverted().map(event->position()));
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        m_canvas->centerOn(sceneToMap().inverted().map(event->position()));
}

void Minimap::wheelEvent(QWheelEvent* event)
{
    m_canvas->zoomAt(QRectF(m_canvas->rect()).center(), std::pow(1.2, event->angleDelta().y() / 120.0));
    event->accept();
}

} // namespace nodegrad
