#include "ui/canvas/canvas_view.h"

#include <cmath>
#include <map>

#include <QPaintEvent>
#include <QPainter>

#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kGridMinor = 16, kGridMajor = 128;
constexpr double kGridMinorFrom = 0.75;  ///< below this zoom only the major lines
constexpr double kWireWidth = 2, kWireHover = 3, kWireSelected = 2.5, kWireError = 2.5, kWireBypassed = 1.5;

QColor kindColor(const QString& kind)
{
    return kind.isEmpty() ? theme().color(Role::Wire) : theme().portColor(kind);
}

} // namespace

void CanvasView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Role::Canvas));
    paintGrid(painter);
    painter.translate(m_origin);
    painter.scale(m_zoom, m_zoom);
    const QRectF visible = visibleScene();
    const Detail detail = detailAt(m_zoom);
    painter.setRenderHint(QPainter::Antialiasing, detail != Detail::Blocks);
    paintFrames(painter);
    paintWires(painter, detail, visible);
    if (detail == Detail::Blocks)
        paintBlocks(painter, visible);
    else
        paintNodes(painter, detail, visible);
    painter.setRenderHint(QPainter::Antialiasing);
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

void CanvasView::paintFrames(QPainter& painter) const
{
    const Theme& colors = theme();
    for (const Frame& frame : m_scene.frames()) {
        const QRectF box(frame.position.x + 0.5, frame.position.y + 0.5, frame.width, frame.height);
        painter.setPen(QPen(colors.color(Role::FrameBorder), 1));
        painter.setBrush(colors.color(frame.note ? Role::Raised : Role::FrameFill));
        painter.drawRoundedRect(box, frame.note ? 2 : 8, frame.note ? 2 : 8);
        painter.save();
        painter.translate(box.topLeft());
        painter.scale(1 / m_zoom, 1 / m_zoom);
        painter.setFont(nodegrad::font(frame.note ? TextStyle::Body : TextStyle::BodyStrong));
        painter.setPen(colors.color(Role::Text));
        const QRectF room(12, 8, box.width() * m_zoom - 24, box.height() * m_zoom - 12);
        painter.drawText(room, frame.note ? Qt::TextWordWrap : Qt::TextSingleLine, QString::fromStdString(frame.title));
        painter.restore();
    }
}

void CanvasView::paintWires(QPainter& painter, Detail detail, const QRectF& visible) const
{
    const Theme& colors = theme();
    if (detail == Detail::Blocks) {
        std::map<QRgb, QVector<QLineF>> batches;
        for (const SceneWire& wire : m_scene.wires()) {
            if (!wire.bounds.intersects(visible))
                continue;
            auto& batch = batches[(wire.error ? colors.color(Role::Danger) : kindColor(wire.kind)).rgb()];
            if (!wire.route.isLong) {
                batch.append(QLineF(wire.route.points.front(), wire.route.points.back()));
                continue;
            }
            for (std::size_t i = 1; i < wire.route.points.size(); ++i)
                batch.append(QLineF(wire.route.points[i - 1], wire.route.points[i]));
        }
        for (const auto& [color, batch] : batches) {
            QPen pen(QColor::fromRgb(color), 1);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.drawLines(batch);
        }
        return;
    }
    const auto& selection = m_editor->selection();
    const auto isStrong = [&](const SceneWire& wire) {
        return (m_editor->selectedWire() && *m_editor->selectedWire() == wire.wire) || selection.contains(wire.wire.from.node) ||
               selection.contains(wire.wire.to.node);
    };
    painter.setBrush(Qt::NoBrush);
    const auto paint = [&](const SceneWire& wire, bool strong) {
        if (m_drawing && m_drawing->instead == wire.wire)
            return;
        const bool hovered = (m_hoveredWire && *m_hoveredWire == wire.wire) || (m_dropWire && *m_dropWire == wire.wire);
        const bool bypassed = m_scene.nodes()[wire.from].node->bypassed || m_scene.nodes()[wire.to].node->bypassed;
        QPen pen(strong || (m_dropWire && *m_dropWire == wire.wire) ? colors.color(Role::Accent) : kindColor(wire.kind), strong ? kWireSelected : kWireWidth);
        if (hovered)
            pen.setWidthF(kWireHover);
        if (wire.error) {
            pen.setColor(colors.color(Role::Danger));
            pen.setWidthF(kWireError);
            pen.setDashPattern({7 / kWireError, 4 / kWireError});
        } else if (bypassed) {
            pen.setWidthF(kWireBypassed);
            pen.setDashPattern({2 / kWireBypassed, 4 / kWireBypassed});
        }
        painter.setPen(pen);
        painter.drawPath(wire.route.path);
        if (wire.route.isLong && !wire.error) {
            painter.save();
            painter.translate(wire.route.arrow);
            painter.rotate(std::atan2(wire.route.arrowDirection.y(), wire.route.arrowDirection.x()) * 180 / 3.14159265358979);
            pen.setDashPattern({});
            pen.setStyle(Qt::SolidLine);
            painter.setPen(pen);
            painter.drawPolyline(QPolygonF({{-4, -5}, {2, 0}, {-4, 5}}));
            painter.restore();
        }
        if (detail == Detail::Full && !wire.labelRect.isNull()) {
            painter.setPen(colors.color(strong ? Role::Accent : Role::WireLabel));
            painter.setFont(nodegrad::font(TextStyle::Caption));
            painter.drawText(wire.labelRect, Qt::AlignCenter, wire.label);
        }
    };
    for (const bool strong : {false, true})
        for (const SceneWire& wire : m_scene.wires())
            if (wire.bounds.intersects(visible) && isStrong(wire) == strong)
                paint(wire, strong);
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

void CanvasView::paintNodes(QPainter& painter, Detail detail, const QRectF& visible) const
{
    const auto& selection = m_editor->selection();
    const double margin = 16;
    for (const SceneNode& node : m_scene.nodes()) {
        if (!node.rect.adjusted(-margin, -margin, margin, margin).intersects(visible))
            continue;
        NodeLook look;
        look.zoom = m_zoom;
        look.selected = selection.contains(node.node->id);
        look.hovered = m_hovered == node.node->id && m_gesture == Gesture::None;
        look.leftToRight = m_scene.leftToRight();
        if (detail == Detail::Full)
            paintNode(painter, node, look);
        else
            paintCompactNode(painter, node, look);
        if (look.selected)
            paintSelection(painter, node.isModule ? node.rect.adjusted(0, 0, 8, 8) : node.rect, m_zoom);
        const auto ports = [&](const std::vector<ScenePort>& list, bool output) {
            for (const ScenePort& port : list) {
                if (detail == Detail::Full || m_drawing)
                    paintPort(painter, port, portState({node.node->id, port.id}, output), look.leftToRight);
                else if (port.connected)
                    painter.fillRect(QRectF(port.at - QPointF(3, 3), QSizeF(6, 6)), kindColor(port.kind));
            }
        };
        ports(node.inputs, false);
        ports(node.outputs, true);
    }
}

void CanvasView::paintBlocks(QPainter& painter, const QRectF& visible) const
{
    const Theme& colors = theme();
    std::map<QRgb, QVector<QRectF>> batches;
    for (const SceneNode& node : m_scene.nodes())
        if (node.rect.intersects(visible))
            batches[(node.node->bypassed ? colors.color(Role::NodeBorder) : colors.categoryColor(node.category)).rgb()].append(node.rect);
    painter.setPen(Qt::NoPen);
    for (const auto& [color, batch] : batches) {
        painter.setBrush(QColor::fromRgb(color));
        painter.drawRects(batch);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const NodeId id : m_editor->selection())
        if (const SceneNode* node = m_scene.find(id); node && node->rect.intersects(visible))
            paintSelection(painter, node->rect, m_zoom, 1);
}

void CanvasView::paintOverlays(QPainter& painter) const
{
    const Theme& colors = theme();
    const QRectF visible = visibleScene().adjusted(-20, -20, 20, 20);
    const bool blocks = detailAt(m_zoom) == Detail::Blocks;
    if (!blocks)
        for (const SceneWire& wire : m_scene.wires())
            if (wire.error && visible.contains(wire.route.middle))
                paintWireBadge(painter, wire.route.middle, m_zoom);
    for (const SceneNode& node : m_scene.nodes())
        if (node.mark != Mark::None && (node.mark == Mark::Error || !blocks) && visible.contains(badgePlace(node)))
            paintBadge(painter, badgePlace(node), node.mark, m_zoom);
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
    if (!m_dropLayer.empty()) {
        QPen pen(colors.color(Role::Accent), 1.5, Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(colors.color(Role::AccentSoft));
        const QRectF box(m_dropAt - QPointF(kNodeWidth, kNodeHeight) / 2, QSizeF(kNodeWidth, kNodeHeight));
        painter.drawRoundedRect(box, 6, 6);
        Node node;
        node.type = m_dropLayer.starts_with(kModulePrefix) ? kModuleType : m_dropLayer;
        painter.setPen(colors.color(Role::Text));
        painter.setFont(nodegrad::font(TextStyle::NodeTitle));
        painter.drawText(box, Qt::AlignCenter, m_editor->titleOf(node));
    }
}

void CanvasView::paintDrawing(QPainter& painter) const
{
    const Theme& colors = theme();
    const Drawing& drawing = *m_drawing;
    const bool refused = !drawing.refusal.isEmpty();
    QPen pen(refused || !drawing.hint.isEmpty() ? colors.color(Role::Danger) : kindColor(drawing.kind), kWireWidth);
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
    if (text.isEmpty())
        return;
    painter.save();
    painter.setWorldTransform(QTransform());
    painter.setFont(nodegrad::font(TextStyle::Body));
    const QRectF room = painter.fontMetrics().boundingRect(QRect(0, 0, 280, 400), Qt::TextWordWrap, text);
    QRectF box(toWidget(drawing.end) + QPointF(16, 16), room.size() + QSizeF(20, 14));
    box.moveLeft(std::min(box.left(), width() - box.width() - 4));
    box.moveTop(std::min(box.top(), height() - box.height() - 4));
    paintBox(painter, box, 6, colors.color(Role::Tooltip), colors.color(Role::Danger));
    painter.setPen(colors.color(Role::Text));
    painter.drawText(box.adjusted(10, 7, -10, -7), Qt::TextWordWrap, text);
    painter.restore();
}

} // namespace nodegrad
