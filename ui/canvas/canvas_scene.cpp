#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/frame_painter.h"
#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr double kFrameHead = 28, kFrameEdge = 5; ///< pixels on screen
constexpr double kFrameReach = 8;                 ///< of the border of a selected frame

QPointF nearestOf(const std::vector<QPointF>& line, QPointF at)
{
    double best = 1e18;
    QPointF nearest = at;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1], b = line[i], along = b - a;
        const double length = QPointF::dotProduct(along, along);
        const double t = length > 0 ? std::clamp(QPointF::dotProduct(at - a, along) / length, 0.0, 1.0) : 0.0;
        const QPointF place = a + t * along, off = at - place;
        if (const double distance = QPointF::dotProduct(off, off); distance < best) {
            best = distance;
            nearest = place;
        }
    }
    return nearest;
}

QRectF shownBox(const Frame& frame)
{
    return boxOf(frame).adjusted(-kFrameReach, -kFrameReach, kFrameReach, kFrameReach);
}

} // namespace

double distanceTo(const std::vector<QPointF>& line, QPointF at)
{
    return line.size() < 2 ? 1e9 : QLineF(nearestOf(line, at), at).length();
}

SceneNews CanvasScene::rebuild(const LevelView& view)
{
    SceneChanges changes;
    const bool isOther = !m_level || m_leftToRight != view.leftToRight() || m_path != view.path();
    changes.all = changes.news.all = changes.news.map = isOther;
    m_leftToRight = view.leftToRight();
    m_path = view.path();
    if (isOther) {
        m_nodes.clear();
        m_wires.clear();
        m_index.clear();
        m_level.reset();
    }
    forgetDrag(changes);
    takeNodes(view, changes);
    color(view, changes);
    takeFrames(view, changes);
    takeWires(view, changes);
    routeChanged(changes);
    m_level = view.levelPtr();
    if (changes.news.map)
        m_bounds.reset();
    return std::move(changes.news);
}

/// What was dragged stands where it stood; where that was shown is news.
void CanvasScene::forgetDrag(SceneChanges& changes)
{
    m_standing.reset();
    if (m_unshifted.empty())
        return;
    changes.news.map = true;
    changes.all = true; // where wires ran before is not known: lanes were taken, and labels placed, without a drag in mind
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        SceneNode& node = m_nodes[i];
        if (node.rect.topLeft() == m_unshifted[i])
            continue;
        changes.shifted.insert(node.node->id);
        changes.areas.push_back(node.rect);
        changes.news.areas.push_back(node.rect);
        node.rect.moveTopLeft(m_unshifted[i]);
        placePorts(node);
    }
    m_unshifted.clear();
    m_unshiftedKnots.clear();
}

void CanvasScene::takeFrames(const LevelView& view, SceneChanges& changes)
{
    const std::vector<Frame>& frames = view.level().frames;
    const bool isSame = frames == m_frames;
    const bool haveMoved = changes.order || std::find(changes.nodes.begin(), changes.nodes.end(), true) != changes.nodes.end();
    if (isSame && (frames.empty() || !(changes.all || changes.facts || haveMoved)))
        return;
    if (!isSame) {
        changes.news.map = true;
        const auto noteThoseNotIn = [&](const std::vector<Frame>& others, const std::vector<Frame>& ours) {
            for (std::size_t i = 0; i < ours.size(); ++i)
                if (i >= others.size() || !(others[i] == ours[i])) { // which of two lies above the other goes by their places in the list
                    changes.news.areas.push_back(shownBox(ours[i]));
                    changes.areas.push_back(shownBox(ours[i]));
                }
        };
        noteThoseNotIn(frames, m_frames);
        noteThoseNotIn(m_frames, frames);
        m_frames = frames;
    }
    auto before = std::exchange(m_frameParameters, {});
    for (const Frame& frame : m_frames) {
        for (const NodeId id : view.insideFrame(frame))
            if (const NodeFacts* facts = view.facts(*find(id)->node))
                m_frameParameters[frame.id] += facts->parameters;
        if (before[frame.id] != m_frameParameters[frame.id]) {
            changes.news.areas.push_back(shownBox(frame));
            changes.areas.push_back(shownBox(frame));
        }
    }
}

QString CanvasScene::parametersIn(const Frame& frame) const
{
    const auto found = m_frameParameters.find(frame.id);
    return found == m_frameParameters.end() || found->second == 0 ? QString() : QObject::tr("%1 parameters").arg(thousandsText(found->second));
}

QRectF CanvasScene::bounds() const
{
    if (m_bounds)
        return *m_bounds;
    QRectF all;
    for (const SceneNode& node : m_nodes)
        all |= node.rect;
    for (const Frame& frame : m_frames)
        all |= boxOf(frame);
    for (const SceneWire& wire : m_wires)
        for (const QPointF knot : wire.knots)
            all |= QRectF(knot - QPointF(4, 4), QSizeF(8, 8));
    m_bounds = all;
    return all;
}

QRectF CanvasScene::boundsOf(const std::set<NodeId>& ids) const
{
    QRectF all;
    for (const NodeId id : ids)
        if (const SceneNode* node = find(id))
            all |= node->rect;
    return all;
}

QRectF CanvasScene::reachOf(const std::set<NodeId>& ids) const
{
    QRectF all;
    std::vector<bool> touches(m_nodes.size());
    for (const NodeId id : ids)
        if (const auto found = m_index.find(id.value); found != m_index.end()) {
            const SceneNode& node = m_nodes[found->second];
            touches[found->second] = true;
            all |= node.rect;
            for (const ScenePort& port : node.outputs)
                all |= port.tag;
        }
    for (const SceneWire& wire : m_wires)
        if (touches[wire.from] || touches[wire.to])
            all |= wire.bounds;
    return all;
}

const SceneNode* CanvasScene::find(NodeId id) const
{
    const auto found = m_index.find(id.value);
    return found == m_index.end() ? nullptr : &m_nodes[found->second];
}

const ScenePort* CanvasScene::findPort(const PortRef& ref, bool isOutput) const
{
    const SceneNode* node = find(ref.node);
    if (!node)
        return nullptr;
    for (const ScenePort& port : isOutput ? node->outputs : node->inputs)
        if (port.id == ref.port)
            return &port;
    return nullptr;
}

const SceneNode* CanvasScene::nodeAt(QPointF at) const
{
    for (auto node = m_nodes.rbegin(); node != m_nodes.rend(); ++node)
        if (node->rect.contains(at))
            return &*node;
    return nullptr;
}

std::optional<PortHit> CanvasScene::portAt(QPointF at, double radius) const
{
    std::optional<PortHit> best;
    double nearestSoFar = radius * radius;
    for (const SceneNode& node : m_nodes) {
        if (!node.rect.adjusted(-radius, -radius, radius, radius).contains(at))
            continue;
        const auto look = [&](const std::vector<ScenePort>& ports, bool output) {
            for (const ScenePort& port : ports)
                if (const QPointF off = port.at - at; QPointF::dotProduct(off, off) <= nearestSoFar) {
                    nearestSoFar = QPointF::dotProduct(off, off);
                    best = PortHit{{node.node->id, port.id}, output, port.at};
                }
        };
        look(node.inputs, false);
        look(node.outputs, true);
    }
    return best;
}

const SceneWire* CanvasScene::wireAt(QPointF at, double tolerance) const
{
    const SceneWire* best = nullptr;
    for (const SceneWire& wire : m_wires)
        if (wire.tag.contains(at))
            return &wire;
    for (const SceneWire& wire : m_wires)
        if (wire.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at))
            if (const double distance = distanceTo(wire.route.points, at); distance <= tolerance) {
                tolerance = distance;
                best = &wire;
            }
    return best;
}

std::set<NodeId> CanvasScene::nodesTouching(const QRectF& area) const
{
    std::set<NodeId> ids;
    for (const SceneNode& node : m_nodes)
        if (node.rect.intersects(area))
            ids.insert(node.node->id);
    return ids;
}

std::optional<KnotRef> CanvasScene::knotAt(QPointF at, double radius) const
{
    std::optional<KnotRef> best;
    double nearest = radius * radius;
    for (const SceneWire& wire : m_wires)
        for (std::size_t i = 0; i < wire.knots.size() && wire.portal.isEmpty(); ++i)
            if (const QPointF off = wire.knots[i] - at; QPointF::dotProduct(off, off) <= nearest) {
                nearest = QPointF::dotProduct(off, off);
                best = KnotRef{wire.wire, i};
            }
    return best;
}

const Frame* CanvasScene::frameAt(QPointF at, double px) const
{
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        const QRectF box = boxOf(*frame);
        const double edge = kFrameEdge * px;
        const double above = !frame->note && px * kFrameTitleAbove > 1 ? kFrameStrip * px : edge;
        if (!box.adjusted(-edge, -above, edge, edge).contains(at))
            continue;
        if (frame->note || at.y() <= box.top() + kFrameHead * px || !box.adjusted(edge, edge, -edge, -edge).contains(at))
            return &*frame;
    }
    return nullptr;
}

void CanvasScene::showFrameAt(std::uint64_t id, const QRectF& box)
{
    m_bounds.reset();
    for (Frame& frame : m_frames)
        if (frame.id == id) {
            frame.position = {box.left(), box.top()};
            frame.width = box.width();
            frame.height = box.height();
        }
}

std::set<KnotRef> CanvasScene::knotsTouching(const QRectF& area) const
{
    std::set<KnotRef> found;
    for (const SceneWire& wire : m_wires)
        for (std::size_t i = 0; i < wire.knots.size() && wire.portal.isEmpty(); ++i)
            if (area.contains(wire.knots[i]))
                found.insert({wire.wire, i});
    return found;
}

QPointF CanvasScene::nearestOn(const SceneWire& wire, QPointF at) const
{
    return nearestOf(wire.route.points, at);
}

std::size_t CanvasScene::legAt(const SceneWire& wire, QPointF at) const
{
    if (wire.knots.empty())
        return 0;
    std::size_t best = 0;
    double nearest = 1e18;
    for (std::size_t i = 1; i < wire.route.points.size(); ++i)
        if (const double distance = distanceTo({wire.route.points[i - 1], wire.route.points[i]}, at); distance < nearest) {
            nearest = distance;
            best = (i - 1) / kPiecesOfLeg;
        }
    return std::min(best, wire.knots.size());
}

std::vector<std::pair<const SceneWire*, QPointF>> CanvasScene::wiresAcross(QPointF a, QPointF b) const
{
    std::vector<std::pair<const SceneWire*, QPointF>> crossed;
    const QLineF stroke(a, b);
    const QRectF room = QRectF(a, b).normalized().adjusted(-1, -1, 1, 1);
    for (const SceneWire& wire : m_wires) {
        if (!wire.bounds.intersects(room))
            continue;
        for (std::size_t i = 1; i < wire.route.points.size(); ++i) {
            QPointF place;
            if (stroke.intersects(QLineF(wire.route.points[i - 1], wire.route.points[i]), &place) == QLineF::BoundedIntersection) {
                crossed.emplace_back(&wire, place);
                break;
            }
        }
    }
    return crossed;
}

void CanvasScene::shift(const std::set<NodeId>& ids, const std::set<KnotRef>& knots, QPointF by)
{
    m_bounds.reset();
    if (m_unshifted.empty()) {
        for (const SceneNode& node : m_nodes)
            m_unshifted.push_back(node.rect.topLeft());
        for (const SceneWire& wire : m_wires)
            m_unshiftedKnots.push_back(wire.knots);
    }
    std::vector<bool> moved(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (ids.contains(m_nodes[i].node->id)) {
            moved[i] = true;
            m_nodes[i].rect.moveTopLeft(m_unshifted[i] + by);
            placePorts(m_nodes[i]);
        }
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        SceneWire& wire = m_wires[i];
        const bool isCarried = !wire.knots.empty() && moved[wire.from] && moved[wire.to];
        for (std::size_t k = 0; k < wire.knots.size(); ++k)
            if (isCarried || knots.contains({wire.wire, k}))
                wire.knots[k] = m_unshiftedKnots[i][k] + by;
    }
    routeMoved(moved);
}

} // namespace nodegrad
