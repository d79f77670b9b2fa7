#include "ui/canvas/scene_painter.h"

#include <cmath>
#include <map>

#include <QFontMetricsF>

#include "ui/canvas/frame_painter.h"
#include "ui/canvas/sprites.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kWireWidth = 2, kWireHover = 3, kWireSelected = 2.5, kWireError = 2.5, kWireBypassed = 1.5;
constexpr double kDot = 6;               ///< a connected port below full detail
constexpr double kNodeReach = 16, kRingReach = 10; ///< how far ports, and rings on screen, reach over a node
constexpr double kDimmed = 0.35;         ///< of what a search did not find

bool isSelected(const SceneLook& look, NodeId node)
{
    return look.selection && look.selection->contains(node);
}

bool isHit(const SceneLook& look, NodeId node)
{
    return look.hits && look.hits->contains(node);
}

bool isDimmed(const SceneLook& look, NodeId node)
{
    return look.hits && !look.hits->contains(node) && !(look.aroundHits && look.aroundHits->contains(node));
}

bool isShown(const SceneLook& look, const SceneNode& node)
{
    return !look.only || look.only->contains(node.node->id);
}

bool isShown(const SceneLook& look, const CanvasScene& scene, const SceneWire& wire)
{
    return isShown(look, scene.nodes()[wire.from]) && isShown(look, scene.nodes()[wire.to]);
}

void paintWireBlocks(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    const Theme& colors = theme();
    std::map<QRgb, QVector<QLineF>> batches;
    for (const SceneWire& wire : scene.wires()) {
        if (!wire.bounds.intersects(visible) || !isShown(look, scene, wire))
            continue;
        auto& batch = batches[(wire.error ? colors.color(Role::Danger) : wireColor(wire.kind)).rgb()];
        if (!wire.route.isLong && wire.knots.empty()) {
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
}

/// One end of a portal; from 80 % with its name.
void paintTag(QPainter& painter, const QRectF& tag, const QString& name, const QColor& color, Detail detail)
{
    const QRectF box = tag.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(theme().color(detail == Detail::Full ? Role::Panel : Role::Raised));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setBrush(Qt::NoBrush);
    if (detail != Detail::Full)
        return;
    painter.setPen(theme().color(Role::Text));
    painter.setFont(nodegrad::font(TextStyle::Caption));
    painter.drawText(box, Qt::AlignCenter, painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(box.width()) - 8));
}

/// The ends at the outputs; those at inputs belong to their wires.
void paintPortals(QPainter& painter, const CanvasScene& scene, const SceneLook& look, Detail detail, const QRectF& visible)
{
    for (const SceneNode& node : scene.nodes())
        for (const ScenePort& port : node.outputs) {
            if (port.tag.isNull() || !port.tag.intersects(visible) || !isShown(look, node))
                continue;
            const QColor color = isSelected(look, node.node->id) ? theme().color(Role::Accent) : wireColor(port.kind);
            painter.setPen(QPen(color, kWireWidth));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(portalStub(port.at, port.tag, scene.leftToRight()));
            paintTag(painter, port.tag, port.portal, color, detail);
        }
}

bool isStraight(const SceneWire& wire)
{
    return wire.route.points.size() == 2 && !wire.route.isLong && wire.knots.empty() && wire.portal.isEmpty();
}

/// Down or across, as most wires of a design in order run: on whole pixels.
void paintStraight(QPainter& painter, QPointF from, QPointF to, const QPen& pen)
{
    const QTransform world = painter.worldTransform();
    const double half = pen.widthF() / 2;
    const QRectF box = world.mapRect(QRectF(from, to).normalized().adjusted(-half, -half, half, half));
    const int width = std::max(1, static_cast<int>(std::lround(pen.widthF() * world.m11())));
    QRect pixels(static_cast<int>(std::floor(box.left() + 0.5)), static_cast<int>(std::floor(box.top() + 0.5)), static_cast<int>(std::lround(box.width())), static_cast<int>(std::lround(box.height())));
    if (pixels.height() > pixels.width())
        pixels.setWidth(width);
    else
        pixels.setHeight(width);
    painter.setWorldTransform(QTransform());
    painter.fillRect(pixels, pen.color());
    painter.setWorldTransform(world);
}

void paintWires(QPainter& painter, const CanvasScene& scene, const SceneLook& look, Detail detail, const QRectF& visible)
{
    const Theme& colors = theme();
    const auto isStrong = [&](const SceneWire& wire) {
        return look.selectedWire == wire.wire || isSelected(look, wire.wire.from.node) || isSelected(look, wire.wire.to.node);
    };
    painter.setBrush(Qt::NoBrush);
    const QFont caption = nodegrad::font(TextStyle::Caption);
    const double ascent = QFontMetricsF(caption).ascent();
    const auto paint = [&](const SceneWire& wire, bool strong) {
        if (look.hiddenWire == wire.wire || !isShown(look, scene, wire))
            return;
        const bool hovered = look.hoveredWire == wire.wire || look.dropWire == wire.wire;
        QPen pen(strong || look.dropWire == wire.wire ? colors.color(Role::Accent) : wireColor(wire.kind), strong ? kWireSelected : kWireWidth);
        if (hovered)
            pen.setWidthF(kWireHover);
        if (wire.error) {
            pen.setColor(colors.color(Role::Danger));
            pen.setWidthF(kWireError);
            pen.setDashPattern({7 / kWireError, 4 / kWireError});
        } else if (wire.bypassed) {
            pen.setWidthF(kWireBypassed);
            pen.setDashPattern({2 / kWireBypassed, 4 / kWireBypassed});
        }
        painter.setPen(pen);
        if (look.onScreen && isStraight(wire) && pen.style() == Qt::SolidLine)
            paintStraight(painter, wire.route.points.front(), wire.route.points.back(), pen);
        else
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
        for (std::size_t i = 0; i < wire.knots.size() && wire.portal.isEmpty(); ++i) {
            const bool chosen = look.selectedKnots && look.selectedKnots->contains({wire.wire, i});
            paintKnot(painter, wire.knots[i], pen.color(), chosen, look.zoom);
        }
        painter.setBrush(Qt::NoBrush);
        if (!wire.portal.isEmpty())
            paintTag(painter, wire.tag, wire.portal, pen.color(), detail);
        const bool asks = hovered || strong || look.hovered == wire.wire.from.node;
        if (detail == Detail::Full && !wire.labelRect.isNull() && (wire.showsLabel || asks)) {
            painter.setPen(colors.color(strong ? Role::Accent : Role::WireLabel));
            if (look.onScreen) {
                drawWords(painter, wire.labelRect.topLeft() + QPointF(1, ascent), wordsOf(wire.label, caption));
            } else {
                painter.setFont(caption);
                painter.drawText(wire.labelRect, Qt::AlignCenter, wire.label);
            }
        }
    };
    for (const bool strong : {false, true})
        for (const SceneWire& wire : scene.wires())
            if (wire.bounds.intersects(visible) && isStrong(wire) == strong)
                paint(wire, strong);
}

/// A connected port below full detail, on whole pixels.
void paintDot(QPainter& painter, QPointF at, const QColor& color)
{
    const QTransform world = painter.worldTransform();
    const int side = std::max(2, static_cast<int>(std::lround(kDot * world.m11())));
    const QPointF corner = world.map(at) - QPointF(side, side) / 2;
    painter.setWorldTransform(QTransform());
    painter.fillRect(QRect(QPoint(static_cast<int>(std::lround(corner.x())), static_cast<int>(std::lround(corner.y()))), QSize(side, side)), color);
    painter.setWorldTransform(world);
}

/// What is looked at inside an unfolded module: nothing in it is hovered, and where a search found nothing in it all of it is dimmed.
SceneLook insideLook(const SceneLook& look, const SceneNode& module)
{
    SceneLook inside;
    inside.zoom = look.zoom;
    inside.onScreen = look.onScreen;
    static const std::set<NodeId> none;
    if (isDimmed(look, module.node->id))
        inside.hits = &none;
    if (!look.inside.empty() && look.inside.front() == module.node->name) {
        inside.inside = look.inside.subspan(1);
        (inside.inside.empty() ? inside.selection : inside.insideSelection) = look.insideSelection;
    }
    return inside;
}

/// Calls `paint` with the painter in the coordinates of the inside, and the part of it that is seen.
void withinUnfolded(QPainter& painter, const SceneNode& node, const QRectF& visible, const std::function<void(const QRectF&)>& paint)
{
    const QPointF origin = node.rect.topLeft() + node.insideOrigin;
    painter.save();
    painter.translate(origin);
    paint(visible.intersected(node.rect).translated(-origin));
    painter.restore();
}

/// From each port of the module to where its value enters or leaves inside.
void paintThresholds(QPainter& painter, const SceneNode& node, bool leftToRight)
{
    const auto lines = [&](const std::vector<ScenePort>& ports, bool isOutput) {
        for (const ScenePort& port : ports)
            for (const SceneNode& inner : node.unfolded->nodes()) {
                if (inner.node->name != port.id || inner.node->type != (isOutput ? kModuleOutputType : kModuleInputType))
                    continue;
                const QRectF box = inner.rect.translated(node.rect.topLeft() + node.insideOrigin);
                const QPointF end = leftToRight ? QPointF(isOutput ? box.right() : box.left(), box.center().y()) : QPointF(box.center().x(), isOutput ? box.bottom() : box.top());
                QPen pen(wireColor(port.kind), kWireBypassed);
                pen.setDashPattern({1.5, 2.5});
                painter.setPen(pen);
                painter.drawLine(port.at, end);
            }
    };
    lines(node.inputs, false);
    lines(node.outputs, true);
}

/// A wire that is led far out ends at the border: the module shows what is in it, and is painted where it stands.
void paintInside(QPainter& painter, const SceneNode& node, const SceneLook& look, const QRectF& seen)
{
    painter.setClipRect(QRectF(-node.insideOrigin, node.rect.size()), Qt::IntersectClip);
    paintScene(painter, *node.unfolded, insideLook(look, node), seen);
}

void paintUnfolded(QPainter& painter, const SceneNode& node, const NodeLook& nodeLook, const SceneLook& look, const QRectF& visible)
{
    paintUnfoldedNode(painter, node, nodeLook);
    paintThresholds(painter, node, nodeLook.leftToRight);
    withinUnfolded(painter, node, visible, [&](const QRectF& seen) { paintInside(painter, node, look, seen); });
}

void paintNodes(QPainter& painter, const CanvasScene& scene, const SceneLook& look, Detail detail, const QRectF& visible)
{
    const double margin = std::max(kNodeReach, kRingReach / look.zoom);
    for (const SceneNode& node : scene.nodes()) {
        if (!node.rect.adjusted(-margin, -margin, margin, margin).intersects(visible) || !isShown(look, node))
            continue;
        NodeLook nodeLook;
        nodeLook.zoom = look.zoom;
        nodeLook.onScreen = look.onScreen;
        nodeLook.selected = isSelected(look, node.node->id);
        nodeLook.hovered = look.hovered == node.node->id;
        nodeLook.leftToRight = scene.leftToRight();
        if (isHit(look, node.node->id))
            paintHalo(painter, node.isModule && !node.unfolded ? node.rect.adjusted(0, 0, 8, 8) : node.rect, look.zoom);
        const double opacity = isDimmed(look, node.node->id) ? kDimmed : 1;
        painter.setOpacity(opacity);
        if (node.unfolded)
            paintUnfolded(painter, node, nodeLook, look, visible);
        else if (detail == Detail::Full)
            paintNode(painter, node, nodeLook);
        else
            paintCompactNode(painter, node, nodeLook);
        painter.setOpacity(1);
        if (nodeLook.selected)
            paintSelection(painter, node.isModule && !node.unfolded ? node.rect.adjusted(0, 0, 8, 8) : node.rect, look.zoom);
        painter.setOpacity(opacity);
        const auto ports = [&](const std::vector<ScenePort>& list, bool output) {
            for (const ScenePort& port : list) {
                if (detail == Detail::Full || look.allPorts)
                    paintPort(painter, port, look.portState ? look.portState({node.node->id, port.id}, output) : PortState::Normal, scene.leftToRight(),
                              look.onScreen);
                else if (port.connected && look.onScreen)
                    paintDot(painter, port.at, wireColor(port.kind));
                else if (port.connected)
                    painter.fillRect(QRectF(port.at - QPointF(kDot, kDot) / 2, QSizeF(kDot, kDot)), wireColor(port.kind));
            }
        };
        ports(node.inputs, false);
        ports(node.outputs, true);
        painter.setOpacity(1);
    }
}

void paintBlocks(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    const Theme& colors = theme();
    std::map<QRgb, QVector<QRectF>> batches, dimmed;
    for (const SceneNode& node : scene.nodes())
        if (node.rect.intersects(visible) && isShown(look, node) && !node.unfolded)
            (isDimmed(look, node.node->id) ? dimmed : batches)[(node.node->bypassed ? colors.color(Role::NodeBorder) : node.heat >= 0 ? colors.heat(node.heat) : colors.categoryColor(node.category)).rgb()].append(node.rect);
    painter.setPen(Qt::NoPen);
    for (const auto& [color, batch] : dimmed) { // opaque, because alpha is slow
        painter.setBrush(Theme::blend(QColor::fromRgb(color), kDimmed, colors.color(Role::Canvas)));
        painter.drawRects(batch);
    }
    for (const auto& [color, batch] : batches) {
        painter.setBrush(QColor::fromRgb(color));
        painter.drawRects(batch);
    }
    for (const SceneNode& node : scene.nodes())
        if (node.unfolded && node.rect.intersects(visible) && isShown(look, node)) {
            NodeLook nodeLook;
            nodeLook.zoom = look.zoom;
            paintUnfoldedNode(painter, node, nodeLook);
            withinUnfolded(painter, node, visible, [&](const QRectF& seen) { paintInside(painter, node, look, seen); });
        }
    painter.setRenderHint(QPainter::Antialiasing);
    const double ring = kRingReach / look.zoom;
    for (const NodeId id : look.selection ? *look.selection : std::set<NodeId>())
        if (const SceneNode* node = scene.find(id); node && node->rect.adjusted(-ring, -ring, ring, ring).intersects(visible))
            paintSelection(painter, node->rect, look.zoom, 1);
}

} // namespace

QColor wireColor(const QString& kind)
{
    return kind.isEmpty() ? theme().color(Role::Wire) : theme().portColor(kind);
}

void paintScene(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    const Detail detail = detailAt(look.zoom);
    painter.setRenderHint(QPainter::Antialiasing, detail != Detail::Blocks);
    if (!look.only)
        paintFrames(painter, scene, look, visible);
    if (detail == Detail::Blocks) {
        paintWireBlocks(painter, scene, look, visible);
        paintBlocks(painter, scene, look, visible);
    } else {
        painter.setOpacity(look.hits ? kDimmed : 1);
        paintWires(painter, scene, look, detail, visible);
        paintPortals(painter, scene, look, detail, visible);
        painter.setOpacity(1);
        paintNodes(painter, scene, look, detail, visible);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (!look.only)
        paintFrameTitles(painter, scene, look, visible);
}

void paintSceneBadges(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    const double zoom = look.zoom;
    const double reach = std::max(20.0, 12 / zoom);
    const QRectF room = visible.adjusted(-reach, -reach, reach, reach);
    const bool blocks = detailAt(zoom) == Detail::Blocks;
    if (!blocks)
        for (const SceneWire& wire : scene.wires())
            if (wire.error && isShown(look, scene, wire) && room.contains(wire.route.middle))
                paintWireBadge(painter, wire.route.middle, zoom);
    for (const SceneNode& node : scene.nodes())
        if (node.mark != Mark::None && isShown(look, node) && (node.mark == Mark::Error || !blocks) && room.contains(badgePlace(node)))
            paintBadge(painter, badgePlace(node), node.mark, node.problems, zoom);
    for (const SceneNode& node : scene.nodes())
        if (node.unfolded && isShown(look, node) && node.rect.intersects(room))
            withinUnfolded(painter, node, room, [&](const QRectF& seen) { paintSceneBadges(painter, *node.unfolded, insideLook(look, node), seen); });
}

} // namespace nodegrad
