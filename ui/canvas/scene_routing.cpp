// How the wires of a scene run, and where their labels stand. After an edit only what it can have changed is worked out anew; the
// result is the same as if all were.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>

#include <QFontMetricsF>

#include "ui/canvas/unfolded.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kLabelOffset = 12, kWireMargin = 12;
constexpr double kLabelReach = 40, kLetterReach = 8; ///< how far from its wire a label is tried, with room
constexpr double kCardReach = 8;                     ///< of the cards behind a module
constexpr double kFrameWords = 24, kFrameSide = 16, kShapesFrom = 0.8; ///< pixels of a line in a frame's head, and beside it; the zoom from which shapes are shown
constexpr std::size_t kMostAreas = 64;

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

const RectGrid& CanvasScene::gridOfAll(const SceneChanges& changes)
{
    if (!m_grid)
        m_grid = nodeGrid();
    else
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            if (changes.nodes[i])
                m_grid->move(i, m_nodes[i].rect);
    return *m_grid;
}

/// A wire depends on the nodes that were asked for when it was routed, a long one also on the long ones before it. A label keeps off
/// nodes and wires. After an edit only what it can have changed is worked out anew; the result is the same as if all were.
void CanvasScene::routeChanged(SceneChanges& changes)
{
    placePortals(&changes);
    if (changes.areas.empty() && std::find(changes.wires.begin(), changes.wires.end(), true) == changes.wires.end())
        return;
    const RectGrid& grid = gridOfAll(changes);
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
        const bool isPortal = !wire.portal.isEmpty();
        if (isPortal || changes.all || changes.wires[i] || (wire.route.isLong && !hasSameLanes(wire.route.lane)) || touches(nodeAreas, wire.bounds | wire.route.asked)) {
            const std::vector<QPointF> points = std::move(wire.route.points);
            const QRectF before = wire.bounds, label = wire.labelRect;
            const bool wasLong = wire.route.isLong;
            const Lane lane = wire.route.lane;
            if (isPortal) {
                routePortal(wire);
                changes.wires[i] = true;
            } else {
                route(wire, grid, lanes);
                wire.bounds |= label;
                hasSameCount = hasSameCount && wasLong == wire.route.isLong;
                if (wasLong && lane != wire.route.lane)
                    otherLanes.insert(otherLanes.end(), {lane, wire.route.lane});
            }
            if (points == wire.route.points && (!isPortal || before == wire.bounds))
                continue;
            changes.wires[i] = changes.news.map = true;
            for (const QRectF& area : {before, wire.bounds})
                if (!area.isNull()) {
                    changes.news.areas.push_back(area);
                    if (!isPortal) // a named end takes no room from labels
                        changes.areas.push_back(area);
                }
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
    const RectGrid wireGrid(std::move(pieces)), frames(framePieces(all ? QRectF() : room));
    for (std::size_t i = 0; i < m_wires.size(); ++i)
        if (changes.wires[i]) {
            SceneWire& wire = m_wires[i];
            const QRectF before = wire.labelRect;
            placeLabel(wire, grid, &wireGrid, &frames);
            if (before != wire.labelRect)
                changes.news.areas.push_back(before | wire.labelRect);
            if (wire.portal.isEmpty())
                wire.bounds = boxOf(wire.route) | wire.labelRect;
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
    placePortals(nullptr);
    for (SceneWire& wire : m_wires) {
        if (!wire.portal.isEmpty()) {
            routePortal(wire);
            wire.isLoose = true;
            continue;
        }
        if (!moved[wire.from] && !moved[wire.to] && wire.knots.empty())
            continue;
        wire.isLoose = true;
        route(wire, *m_standing, lanes);
        placeLabel(wire, *m_standing, nullptr, nullptr);
        wire.bounds |= wire.labelRect;
    }
}

/// Borders of frames and the words in their heads, as large as they are where shapes are shown first. `room`: what they must touch; null: all.
std::vector<QRectF> CanvasScene::framePieces(const QRectF& room) const
{
    std::vector<QRectF> pieces;
    const QFontMetricsF titles(font(TextStyle::BodyStrong)), captions(font(TextStyle::Caption));
    for (const Frame& frame : m_frames) {
        const QRectF box = nodegrad::boxOf(frame);
        if (!room.isNull() && !box.intersects(room))
            continue;
        const QSizeF title(std::min(box.width(), titles.horizontalAdvance(QString::fromStdString(frame.title)) / kShapesFrom + kFrameSide), kFrameWords / kShapesFrom);
        const QSizeF count(std::min(box.width(), captions.horizontalAdvance(parametersIn(frame)) / kShapesFrom + kFrameSide), title.height());
        pieces.push_back(QRectF(box.topLeft(), title));
        if (!frame.note)
            pieces.push_back(QRectF(QPointF(box.right() - count.width(), box.top()), count));
        pieces.push_back(QRectF(box.topLeft(), QSizeF(box.width(), 1)));
        pieces.push_back(QRectF(box.bottomLeft(), QSizeF(box.width(), 1)));
        pieces.push_back(QRectF(box.topLeft(), QSizeF(1, box.height())));
        pieces.push_back(QRectF(box.topRight(), QSizeF(1, box.height())));
    }
    return pieces;
}

/// Off nodes and wires; off frames' borders and words where it can be.
void CanvasScene::placeLabel(SceneWire& wire, const RectGrid& nodes, const RectGrid* wires, const RectGrid* frames) const
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
    std::erase_if(tries, [&](const QRectF& rect) { return nodes.hit(rect) >= 0 || (wires && wires->hit(rect) >= 0); });
    const auto best = std::ranges::find_if(tries, [&](const QRectF& rect) { return !frames || frames->hit(rect) < 0; });
    if (!tries.empty())
        wire.labelRect = best == tries.end() ? tries.front() : *best;
}

} // namespace nodegrad
