// Portals: wires that are drawn as two named ends.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <map>

#include <QFontMetricsF>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kStub = 8, kOff = 5, kTagHeight = 16, kTagSide = 6, kTagGap = 2, kMostWidth = 120;

double widthOf(const QString& text)
{
    return std::min(kMostWidth, QFontMetricsF(font(TextStyle::Caption)).horizontalAdvance(text)) + 2 * kTagSide;
}

} // namespace

QPolygonF portalStub(QPointF port, const QRectF& tag, bool leftToRight)
{
    const QPointF end(tag.left() > port.x() ? tag.left() : tag.right(), tag.center().y());
    return leftToRight ? QPolygonF({port, end}) : QPolygonF({port, QPointF(port.x(), end.y()), end});
}

/// The names stand at the ports: right below an output, left above an input, so that two that face each other stay apart; those of
/// several inputs on top of each other. When the flow runs to the right they stand before and behind the node.
void CanvasScene::placePortals(SceneChanges* changes)
{
    if (!m_hasPortals)
        return;
    for (SceneNode& node : m_nodes)
        for (ScenePort& port : node.outputs)
            if (!port.portal.isEmpty()) {
                const double width = widthOf(port.portal);
                const QRectF before = port.tag;
                port.tag = m_leftToRight ? QRectF(port.at.x() + kStub, port.at.y() - kTagHeight / 2, width, kTagHeight)
                                         : QRectF(port.at.x() + kStub, port.at.y() + kOff, width, kTagHeight);
                if (changes && before != port.tag)
                    changes->news.areas.push_back(before | port.tag | QRectF(port.at, QSizeF(1, 1)));
            }
    std::map<std::size_t, int> above; // portals into a node so far
    for (SceneWire& wire : m_wires) {
        wire.tag = {};
        if (wire.portal.isEmpty())
            continue;
        const QPointF at = m_nodes[wire.to].inputs[wire.toPort].at;
        const double width = widthOf(wire.portal);
        if (m_leftToRight)
            wire.tag = QRectF(at.x() - kStub - width, at.y() - kTagHeight / 2, width, kTagHeight);
        else
            wire.tag = QRectF(at.x() - kStub - width, at.y() - kOff - kTagHeight - (kTagHeight + kTagGap) * above[wire.to]++, width, kTagHeight);
    }
}

void CanvasScene::routePortal(SceneWire& wire) const
{
    const ScenePort& output = m_nodes[wire.from].outputs[wire.fromPort];
    const QPointF to = m_nodes[wire.to].inputs[wire.toPort].at;
    const QPolygonF begin = portalStub(output.at, output.tag, m_leftToRight), end = portalStub(to, wire.tag, m_leftToRight);
    wire.route = {};
    wire.route.path.addPolygon(begin);
    wire.route.path.addPolygon(end);
    wire.route.points.assign(end.rbegin(), end.rend());
    wire.route.middle = wire.route.label = wire.tag.topLeft();
    wire.bounds = wire.route.path.boundingRect().adjusted(-12, -12, 12, 12) | wire.tag | output.tag;
    wire.labelRect = {};
}

std::optional<PortRef> CanvasScene::portalAt(QPointF at) const
{
    for (const SceneNode& node : m_nodes)
        for (const ScenePort& port : node.outputs)
            if (port.tag.contains(at))
                return PortRef{node.node->id, port.id};
    return std::nullopt;
}

const SceneWire* CanvasScene::findWire(const Wire& wire) const
{
    const auto found = std::find_if(m_wires.begin(), m_wires.end(), [&](const SceneWire& one) { return one.wire == wire; });
    return found == m_wires.end() ? nullptr : &*found;
}

} // namespace nodegrad
