// How the wires of a scene run, and where their labels stand. After an edit only what it can have changed is worked out anew; the
// result is the same as if all were.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>

#include <QFontMetricsF>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kLabelOffset = 12, kWireMargin = 12;
constexpr double kLabelReach = 40, kLetterReach = 8; ///< how far from its wire a label is tried, with room
constexpr double kCardReach = 8;                     ///< of the cards behind a module
constexpr std::size_t kMostAreas = 64, kLookAhead = 64;

bool touches(const std::vector<QRectF>& areas, const QRectF& box)
{
    return std::any_of(areas.begin(), areas.end(), [&](const QRectF& area) { return area.intersects(box); });
}

QRectF boxOf(const Route& route)
{
    return route.path.controlPointRect().adjusted(-kWireMargin, -kWireMargin, kWireMargin, kWireMargin);
}

QRectF labelRoom(const SceneWire& wire)
{
    const double reach = kLabelReach + kLetterReach * static_cast<double>(wire.label.size());
    return wire.bounds.adjusted(-reach, -reach, reach, reach);
}

void addPieces(const SceneWire& wire, std::vector<QRectF>& pieces)
{
    for (std::size_t i = 1; i < wire.route.points.size(); ++i)
        pieces.push_back(QRectF(wire.route.points[i - 1], wire.route.points[i]).normalized().adjusted(-2, -2, 2, 2));
}

} // namespace

/// A wire that no longer runs as it did.
void CanvasScene::forget(const SceneWire& wire, SceneChanges& changes) const
{
    changes.areas.push_back(wire.bounds);
    changes.lanes = changes.lanes || wire.route.isLong;
}

/// The route that the same wire had, where neither its ends nor its label are new. `next`: where it is looked for in `old`.
void CanvasScene::takeRoute(SceneWire& wire, std::vector<SceneWire>& old, std::size_t& next, SceneChanges& changes) const
{
    const auto end = old.begin() + static_cast<std::ptrdiff_t>(std::min(old.size(), next + kLookAhead));
    const auto found = std::find_if(old.begin() + static_cast<std::ptrdiff_t>(std::min(next, old.size())), end, [&](const SceneWire& one) { return one.wire == wire.wire; });
    if (found == end) {
        changes.wires.push_back(true);
        return;
    }
    for (auto gone = old.begin() + static_cast<std::ptrdiff_t>(next); gone != found; ++gone)
        forget(*gone, changes);
    next = static_cast<std::size_t>(found - old.begin()) + 1;
    const bool isPlain = wire.knots.empty() && found->knots.empty() && wire.portal.isEmpty() && found->portal.isEmpty();
    const bool isSame = isPlain && !changes.all && !changes.nodes[wire.from] && !changes.nodes[wire.to] && found->label == wire.label;
    if (isSame) {
        wire.route = std::move(found->route);
        wire.bounds = found->bounds;
        wire.labelRect = found->labelRect;
    } else {
        changes.areas.push_back(found->bounds);
        wire.route.isLong = found->route.isLong; // its lane is compared with the new one
        wire.route.lane = found->route.lane;
        changes.lanes = changes.lanes || (found->route.isLong && !wire.portal.isEmpty());
    }
    changes.wires.push_back(!isSame);
}

void CanvasScene::route(SceneWire& wire, const RectGrid& grid, Lanes& lanes) const
{
    const QPointF from = m_nodes[wire.from].outputs[wire.fromPort].at, to = m_nodes[wire.to].inputs[wire.toPort].at;
    wire.route = wire.knots.empty() ? routeWire(from, to, static_cast<int>(wire.from), static_cast<int>(wire.to), grid, lanes, m_leftToRight)
                                    : routeThrough(from, wire.knots, to, m_leftToRight);
    wire.bounds = boxOf(wire.route);
}

RectGrid CanvasScene::nodeGrid(const std::vector<bool>* without) const
{
    std::vector<QRectF> rects;
    rects.reserve(m_nodes.size());
    for (const SceneNode& node : m_nodes)
        rects.push_back(node.rect);
    return RectGrid(std::move(rects), without);
}

/// A wire depends on the nodes that were asked for when it was routed, a long one also on the long ones before it. A label keeps off
/// nodes and wires.
void CanvasScene::routeChanged(SceneChanges& changes)
{
    placePortals();
    if (changes.areas.empty() && std::find(changes.wires.begin(), changes.wires.end(), true) == changes.wires.end())
        return;
    const RectGrid grid = nodeGrid();
    Lanes lanes;
    bool hasSameCount = !changes.lanes; // of long wires
    std::vector<Lane> otherLanes;
    const auto hasSameLanes = [&](const Lane& lane) {
        return hasSameCount && std::none_of(otherLanes.begin(), otherLanes.end(), [&](const Lane& other) { return lane.goesBy(other); });
    };
    changes.all = changes.all || changes.areas.size() > kMostAreas;
    const std::vector<QRectF> nodeAreas = changes.areas;
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        SceneWire& wire = m_wires[i];
        if (!wire.portal.isEmpty()) {
            routePortal(wire);
            changes.wires[i] = true;
        } else if (changes.all || changes.wires[i] || (wire.route.isLong && !hasSameLanes(wire.route.lane)) || touches(nodeAreas, wire.bounds | wire.route.asked)) {
            const std::vector<QPointF> points = std::move(wire.route.points);
            const QRectF before = wire.bounds, label = wire.labelRect;
            const bool wasLong = wire.route.isLong;
            const Lane lane = wire.route.lane;
            route(wire, grid, lanes);
            wire.bounds |= label;
            hasSameCount = hasSameCount && wasLong == wire.route.isLong;
            if (wasLong && lane != wire.route.lane)
                otherLanes.insert(otherLanes.end(), {lane, wire.route.lane});
            if (points == wire.route.points)
                continue;
            changes.wires[i] = true;
            if (!points.empty())
                changes.areas.push_back(before);
            changes.areas.push_back(wire.bounds);
        } else if (wire.route.isLong) {
            lanes.keep(wire.route.lane);
        }
    }
    placeLabels(changes, grid);
}

void CanvasScene::placeLabels(SceneChanges& changes, const RectGrid& grid)
{
    const bool all = changes.all || changes.areas.size() > kMostAreas;
    QRectF room;
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        const SceneWire& wire = m_wires[i];
        changes.wires[i] = all || changes.wires[i] || (!wire.label.isEmpty() && touches(changes.areas, labelRoom(wire)));
        if (changes.wires[i])
            room |= labelRoom(wire);
    }
    std::vector<QRectF> pieces;
    for (const SceneWire& wire : m_wires)
        if (all || wire.bounds.intersects(room))
            addPieces(wire, pieces);
    for (const SceneNode& node : m_nodes)
        if (const QRectF cards = node.rect.adjusted(0, 0, kCardReach, kCardReach); node.isModule && !node.unfolded && (all || cards.intersects(room)))
            pieces.push_back(cards);
    const RectGrid wireGrid(pieces);
    for (std::size_t i = 0; i < m_wires.size(); ++i)
        if (changes.wires[i]) {
            placeLabel(m_wires[i], grid, &wireGrid);
            if (m_wires[i].portal.isEmpty())
                m_wires[i].bounds = boxOf(m_wires[i].route) | m_wires[i].labelRect;
        }
}

/// While nodes are dragged: wires of those alone, and around what stands; their labels keep off nodes only.
void CanvasScene::routeMoved(const std::vector<bool>& moved)
{
    if (!m_standing)
        m_standing = nodeGrid(&moved);
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (moved[i])
            m_standing->setRect(i, m_nodes[i].rect);
    Lanes lanes;
    placePortals();
    for (SceneWire& wire : m_wires) {
        if (!wire.portal.isEmpty()) {
            routePortal(wire);
            continue;
        }
        if (!moved[wire.from] && !moved[wire.to] && wire.knots.empty())
            continue;
        route(wire, *m_standing, lanes);
        placeLabel(wire, *m_standing, nullptr);
        wire.bounds |= wire.labelRect;
    }
}

void CanvasScene::placeLabel(SceneWire& wire, const RectGrid& nodes, const RectGrid* wires) const
{
    wire.labelRect = {};
    if (wire.label.isEmpty())
        return;
    const QFontMetricsF metrics(font(TextStyle::Caption));
    const double width = metrics.horizontalAdvance(wire.label) + 2, height = metrics.height();
    const QPointF at = wire.route.label, from = wire.route.points.front(), to = wire.route.points.back();
    std::vector<QRectF> tries;
    if (wire.route.labelAbove)
        tries = {QRectF(at.x() - width / 2, at.y() - height - 4, width, height), QRectF(at.x() - width / 2, at.y() + 4, width, height)};
    else
        for (const QPointF place : {at, QPointF(from.x(), from.y() + 10 + height / 2), QPointF(to.x(), to.y() - 10 - height / 2)}) {
            tries.push_back(QRectF(place.x() + kLabelOffset, place.y() - height / 2, width, height));
            tries.push_back(QRectF(place.x() - kLabelOffset - width, place.y() - height / 2, width, height));
        }
    for (const QRectF& rect : tries)
        if (nodes.hit(rect) < 0 && (!wires || wires->hit(rect) < 0)) {
            wire.labelRect = rect;
            return;
        }
}

} // namespace nodegrad
