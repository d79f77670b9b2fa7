#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QToolTip>

#include "ui/language/core_text.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

constexpr double kDragDistance = 4;      ///< pixels before a press becomes a drag
constexpr double kPortRadius = 12, kWireTolerance = 6, kKnotRadius = 12, kBadgeRadius = 10;
constexpr int kTipMs = 400;
constexpr double kEdge = 16, kEdgeStep = 9; ///< pixels: the band at the edge that scrolls, and by how much a tick
constexpr int kEdgeMs = 16;

} // namespace

void CanvasView::mousePressEvent(QMouseEvent* event)
{
    QToolTip::hideText();
    m_tipTimer.stop();
    if (m_gesture == Gesture::Move && m_button == Qt::NoButton) { // begun by key
        m_button = event->button();
        if (m_button == Qt::RightButton)
            cancelGesture();
        return;
    }
    if (m_gesture != Gesture::None && m_gesture != Gesture::Wire)
        return;
    updateHovered(); // nothing is hovered while the hand does something
    const QPointF scene = toScene(event->position());
    m_lastAt = event->position();
    if (m_gesture == Gesture::Wire) {
        if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton)
            m_alsoPans = event->button();
        return;
    }
    m_refusal.clear();
    m_pressAt = event->position();
    m_pressScene = scene;
    m_pressModifiers = event->modifiers();
    m_button = event->button();
    const bool isRight = m_button == Qt::RightButton, isLeft = m_button == Qt::LeftButton;
    if ((isRight && event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) || (isLeft && m_cutKey)) {
        beginStroke(scene, isRight && !(event->modifiers() & Qt::ControlModifier));
        return;
    }
    if (m_button == Qt::MiddleButton || isRight || (isLeft && m_space)) {
        m_gesture = Gesture::Pan;
        m_panned = false;
        updateCursorShape();
        return;
    }
    if (isLeft && m_scene.nodesAt(scene).size() < 2)
        leaveInside();
    if (!isLeft || pressItem(scene, event->modifiers()) || pressFrame(scene))
        return;
    m_gesture = Gesture::Box;
    m_box = QRectF(scene, scene);
    const bool keeps = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    m_selectedBefore = keeps ? m_editor->selection() : std::set<NodeId>();
    m_knotsBefore = keeps ? m_editor->selectedKnots() : std::set<KnotRef>();
    if (!keeps)
        m_editor->select({});
}

/// A port, node, knot or wire under the mouse; false when there is none.
bool CanvasView::pressItem(QPointF scene, Qt::KeyboardModifiers modifiers)
{
    m_pressedNode.reset();
    m_pressedKnot.reset();
    const double px = 1 / m_zoom;
    const bool hasDetail = detailAt(m_zoom) != Detail::Blocks;
    if (hasDetail)
        if (const auto port = m_scene.portAt(scene, kPortRadius * std::max(1.0, std::min(px, 1.5)))) {
            beginWire(*port, modifiers);
            return true;
        }
    const bool adds = modifiers & Qt::ShiftModifier, toggles = modifiers & Qt::ControlModifier;
    if (const SceneNode* node = m_scene.nodeAt(scene)) {
        m_gesture = Gesture::Press;
        m_pressedNode = node->node->id;
        m_grabbedAt = node->rect.topLeft();
        auto selection = m_editor->selection();
        if (adds) {
            selection.insert(*m_pressedNode);
            m_editor->select(selection, m_editor->selectedKnots());
        } else if (!toggles && !selection.contains(*m_pressedNode)) { // of a layer inside nobody knows yet whether its module will be moved
            m_editor->select(m_scene.nodesAt(scene).size() > 1 ? std::set<NodeId>() : std::set<NodeId>{*m_pressedNode});
        }
        return true;
    }
    if (const auto knot = hasDetail ? m_scene.knotAt(scene, kKnotRadius * px) : std::nullopt) {
        m_gesture = Gesture::Press;
        m_pressedKnot = knot;
        const Position at = m_editor->level().knots.at(knot->wire).at(knot->index);
        m_grabbedAt = {at.x, at.y};
        auto knots = m_editor->selectedKnots();
        if (adds) {
            knots.insert(*knot);
            m_editor->select(m_editor->selection(), knots);
        } else if (!toggles && !knots.contains(*knot)) {
            m_editor->select({}, {*knot});
        }
        return true;
    }
    if (const auto portal = m_scene.portalAt(scene)) {
        m_gesture = Gesture::Press;
        m_pressedNode = portal->node;
        m_grabbedAt = m_scene.find(portal->node)->rect.topLeft();
        m_editor->select({portal->node});
        return true;
    }
    const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance * px);
    if (!wire)
        return false;
    const Wire chosen = wire->wire;
    if (modifiers & Qt::AltModifier)
        m_editor->removeWire(chosen);
    else
        m_editor->selectWire(chosen);
    return true;
}

void CanvasView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    const QPointF moved = at - m_lastAt;
    m_lastAt = at;
    m_dragModifiers = event->modifiers();
    const bool far = std::hypot(at.x() - m_pressAt.x(), at.y() - m_pressAt.y()) >= kDragDistance;
    if (m_gesture == Gesture::None) {
        updateHover(at);
        return;
    }
    if (m_gesture == Gesture::Pan) {
        m_panned = m_panned || far;
        if (m_panned)
            panBy(moved);
        return;
    }
    if (m_gesture == Gesture::Press) {
        if (!far)
            return;
        m_gesture = Gesture::Move;
        takeAlong();
    }
    if (m_alsoPans != Qt::NoButton)
        panBy(moved);
    dragTo(at);
    if (edgeScroll().isNull())
        m_edgeTimer.stop();
    else if (!m_edgeTimer.isActive())
        m_edgeTimer.start(kEdgeMs, this);
}

/// What was pressed and not yet selected moves with the selection.
void CanvasView::takeAlong()
{
    auto nodes = m_editor->selection();
    auto knots = m_editor->selectedKnots();
    if (m_pressedNode)
        nodes.insert(*m_pressedNode);
    if (m_pressedKnot)
        knots.insert(*m_pressedKnot);
    m_editor->select(std::move(nodes), std::move(knots));
    beginGuides();
}

/// The gesture goes on to `widget`.
void CanvasView::dragTo(QPointF widget)
{
    const QPointF scene = toScene(widget);
    switch (m_gesture) {
    case Gesture::Move: {
        updateGuides(); // those that were
        const QPointF by = snapped(scene - m_pressScene);
        if (by != m_moveBy)
            moveShown(by);
        updateGuides();
        updateMoveWire(scene);
        return;
    }
    case Gesture::Box: dragBox(scene); return;
    case Gesture::Wire: updateDrawing(scene); return;
    case Gesture::Frame:
    case Gesture::Resize: updateFrame(scene); return;
    case Gesture::Stroke: updateStroke(scene); return;
    default: return;
    }
}

void CanvasView::moveShown(QPointF by)
{
    m_moveBy = by;
    const std::set<NodeId> nodes = m_editor->movable(m_editor->selection());
    const auto& knots = m_editor->selectedKnots();
    updatePart(m_scene.reachOf(nodes));
    m_scene.shift(nodes, knots, by);
    updatePart(m_scene.reachOf(nodes));
    if (!knots.empty())
        update();
}

void CanvasView::dragBox(QPointF scene)
{
    m_box = QRectF(m_pressScene, scene).normalized();
    const bool toggles = m_pressModifiers & Qt::ControlModifier;
    const auto take = [toggles](auto& chosen, const auto& before, const auto& touched) {
        for (const auto& one : touched)
            if (toggles && before.contains(one))
                chosen.erase(one);
            else
                chosen.insert(one);
    };
    std::set<NodeId> nodes = m_selectedBefore;
    std::set<KnotRef> knots = m_knotsBefore;
    take(nodes, m_selectedBefore, m_scene.nodesTouching(m_box));
    take(knots, m_knotsBefore, m_scene.knotsTouching(m_box));
    m_editor->select(std::move(nodes), std::move(knots));
    QWidget::update();
}

/// How far the view goes on by itself while something is dragged at its edge (pixels a tick).
QPointF CanvasView::edgeScroll() const
{
    const bool drags = m_gesture == Gesture::Move || m_gesture == Gesture::Box || m_gesture == Gesture::Wire || m_gesture == Gesture::Frame || m_gesture == Gesture::Resize;
    const auto step = [](double at, double size) { return at < kEdge ? kEdgeStep : at > size - kEdge ? -kEdgeStep : 0.0; };
    return drags && m_button != Qt::NoButton ? QPointF(step(m_lastAt.x(), width()), step(m_lastAt.y(), height())) : QPointF();
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == m_alsoPans) {
        m_alsoPans = Qt::NoButton;
        updateCursorShape();
        return;
    }
    if (event->button() != m_button)
        return;
    m_edgeTimer.stop();
    m_alsoPans = Qt::NoButton;
    m_button = Qt::NoButton;
    const Gesture ended = m_gesture;
    const bool endsItself = ended == Gesture::Wire || ended == Gesture::Move || ended == Gesture::Frame || ended == Gesture::Resize || ended == Gesture::Stroke;
    if (!endsItself)
        m_gesture = Gesture::None;
    switch (ended) {
    case Gesture::None: break;
    case Gesture::Pan:
        if (!m_panned && event->button() == Qt::RightButton) {
            const QPointF scene = toScene(event->position());
            if (selectInside(scene)) {
                // its menu
            } else if (const SceneNode* node = m_scene.nodeAt(scene)) {
                if (!m_editor->selection().contains(node->node->id))
                    m_editor->select({node->node->id});
            } else if (const auto knot = m_scene.knotAt(scene, kKnotRadius / m_zoom)) {
                if (!m_editor->selectedKnots().contains(*knot))
                    m_editor->select({}, {*knot});
            } else if (const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance / m_zoom)) {
                m_editor->selectWire(wire->wire);
            } else if (const Frame* frame = m_scene.frameAt(scene, 1 / m_zoom)) {
                m_editor->selectFrame(frame->id);
            } else {
                m_editor->select({});
            }
            emit menuWanted(event->globalPosition().toPoint());
        }
        break;
    case Gesture::Press:
        if (m_pressModifiers & Qt::ControlModifier) {
            auto nodes = m_editor->selection();
            auto knots = m_editor->selectedKnots();
            if (m_pressedNode && nodes.erase(*m_pressedNode) == 0)
                nodes.insert(*m_pressedNode);
            if (m_pressedKnot && knots.erase(*m_pressedKnot) == 0)
                knots.insert(*m_pressedKnot);
            m_editor->select(nodes, knots);
        } else if (!(m_pressModifiers & Qt::ShiftModifier) && !(m_pressedNode && selectInside(m_pressScene))) {
            m_editor->select(m_pressedNode ? std::set<NodeId>{*m_pressedNode} : std::set<NodeId>(), m_pressedKnot ? std::set<KnotRef>{*m_pressedKnot} : std::set<KnotRef>());
        }
        break;
    case Gesture::Move: finishMove(); break;
    case Gesture::Box: break;
    case Gesture::Wire: finishWire(event->modifiers()); break;
    case Gesture::Frame:
    case Gesture::Resize: finishFrame(); break;
    case Gesture::Stroke: finishStroke(); break;
    }
    if (std::exchange(m_stale, false))
        rebuild();
    updateCursorShape();
    updateHover(event->position());
    update();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF scene = toScene(event->position());
    if (const auto nodes = m_scene.nodesAt(scene); nodes.size() > 1) { // into the unfolded module, to the layer there
        std::vector<std::string> path = m_editor->path();
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
            path.push_back(nodes[i]->name);
        m_editor->show(path, nodes.back()->id);
        return;
    }
    if (const SceneNode* node = m_scene.nodeAt(scene)) {
        if (!m_editor->enter(node->node->id))
            emit renameWanted();
        return;
    }
    if (const auto knot = m_scene.knotAt(scene, kKnotRadius / m_zoom)) {
        m_editor->select({}, {*knot});
        m_editor->removeSelection(false);
        return;
    }
    if (const auto portal = m_scene.portalAt(scene)) {
        m_editor->showPortalEnd(*portal, 0);
        return;
    }
    if (const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance / m_zoom)) {
        if (!wire->portal.isEmpty()) {
            m_editor->showPortalSource(PortRef(wire->wire.from));
            return;
        }
        m_editor->addKnot(Wire(wire->wire), m_scene.legAt(*wire, scene), m_scene.nearestOn(*wire, scene));
        return;
    }
    if (const Frame* frame = m_scene.frameAt(scene, 1 / m_zoom)) {
        emit frameTextWanted(frame->id);
        return;
    }
    emit quickAddWanted(scene, {});
}

void CanvasView::updateMoveWire(QPointF cursor)
{
    const Node* node = m_editor->selection().size() == 1 && !(QApplication::keyboardModifiers() & Qt::AltModifier) ? m_editor->current() : nullptr;
    const SceneNode* shown = node && m_editor->mayGoIntoWire(*node) ? m_scene.find(node->id) : nullptr;
    if (shown && m_resting.empty())
        for (const SceneWire& wire : m_scene.wires())
            m_resting.emplace_back(wire.wire, wire.route.points);
    std::optional<Wire> nearest;
    double distance = kNodeHeight / 2;
    if (shown)
        for (const auto& [wire, points] : m_resting)
            if (const double away = std::min(distanceTo(points, shown->rect.center()), distanceTo(points, cursor)); away < distance) {
                distance = away;
                nearest = wire;
            }
    if (nearest != m_dropWire) {
        m_dropWire = nearest;
        update();
    }
}

void CanvasView::finishMove()
{
    const QPointF by = std::exchange(m_moveBy, {});
    const auto wire = std::exchange(m_dropWire, std::nullopt);
    m_resting.clear();
    m_guides = {};
    m_gesture = Gesture::None;
    if (!by.isNull() && wire && m_editor->current())
        m_editor->moveIntoWire(m_editor->current()->id, by, *wire);
    else if (!by.isNull())
        m_editor->moveSelection(by);
    rebuild(); // also where nothing was moved in the end
}

void CanvasView::cancelGesture()
{
    const bool wasMove = m_gesture == Gesture::Move || m_gesture == Gesture::Frame || m_gesture == Gesture::Resize;
    const bool wasDrawing = isDrawing();
    if (m_gesture == Gesture::Box)
        m_editor->select(m_selectedBefore, m_knotsBefore);
    m_gesture = Gesture::None;
    m_drawing.reset();
    m_stroke.reset();
    m_dropWire.reset();
    m_resting.clear();
    m_guides = {};
    m_edgeTimer.stop();
    m_alsoPans = Qt::NoButton;
    m_moveBy = {};
    m_button = Qt::NoButton;
    if (wasMove && m_scene.rebuild(*m_editor).map)
        emit mapChanged();
    if (wasDrawing)
        emit drawingChanged();
    updateCursorShape();
    update();
}

void CanvasView::updateHover(QPointF widget)
{
    const QPointF scene = toScene(widget);
    const SceneNode* node = m_scene.nodeAt(scene);
    const auto port = detailAt(m_zoom) == Detail::Blocks ? std::nullopt : m_scene.portAt(scene, kPortRadius);
    const SceneWire* wire = node || port ? nullptr : m_scene.wireAt(scene, kWireTolerance / m_zoom);
    m_hoveredKnot = node || port ? std::nullopt : m_scene.knotAt(scene, kKnotRadius / m_zoom);
    std::optional<NodeId> problem;
    for (const SceneNode& marked : m_scene.nodes())
        if (marked.mark != Mark::None) {
            const QPointF off = toWidget(badgePlace(marked)) - widget;
            if (std::hypot(off.x(), off.y()) <= kBadgeRadius)
                problem = marked.node->id;
        }
    const auto nodeId = node ? std::optional(node->node->id) : std::nullopt;
    const auto wireKey = wire ? std::optional(wire->wire) : std::nullopt;
    if (nodeId != m_hovered || port != m_hoveredPort || wireKey != m_hoveredWire) {
        updateHovered();
        m_hovered = nodeId;
        m_hoveredPort = port;
        m_hoveredWire = wireKey;
        updateHovered();
        QToolTip::hideText();
    }
    if (problem != m_hoveredProblem) {
        m_hoveredProblem = problem;
        emit problemHovered();
    }
    m_lastAt = widget;
    if ((m_hovered || m_hoveredPort || m_hoveredWire) && !m_hoveredProblem)
        m_tipTimer.start(kTipMs, this);
    else
        m_tipTimer.stop();
    updateCursorShape();
}

/// What the mouse is on, with what that shows.
void CanvasView::updateHovered()
{
    std::set<NodeId> nodes;
    if (m_hovered)
        nodes.insert(*m_hovered);
    if (m_hoveredPort)
        nodes.insert(m_hoveredPort->ref.node);
    updatePart(m_scene.reachOf(nodes));
    if (const SceneWire* wire = m_hoveredWire ? m_scene.findWire(*m_hoveredWire) : nullptr)
        updatePart(wire->bounds);
}

void CanvasView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_refusalTimer.timerId()) {
        m_refusalTimer.stop();
        m_refusal.clear();
        update();
        return;
    }
    if (event->timerId() == m_pulseTimer.timerId()) {
        updatePulse();
        return;
    }
    if (event->timerId() == m_fineTimer.timerId()) {
        refine();
        return;
    }
    if (event->timerId() == m_edgeTimer.timerId()) {
        panBy(edgeScroll());
        dragTo(m_lastAt);
        return;
    }
    if (event->timerId() != m_tipTimer.timerId()) {
        QWidget::timerEvent(event);
        return;
    }
    m_tipTimer.stop();
    showTip();
}

QStringList CanvasView::layerTip(const LevelView& level, const Node& node) const
{
    QStringList lines{QStringLiteral("%1 · %2").arg(level.titleOf(node), QString::fromStdString(node.name))};
    if (const NodeFacts* facts = level.facts(node)) {
        for (const Spec& spec : facts->outputs)
            if (!spec.shape.empty())
                lines << tr("gives %1").arg(coreText(specText(spec)));
        if (facts->parameters > 0)
            lines << tr("%1 parameters").arg(facts->parameters);
    }
    if (const LayerType* type = findLayer(node.type)) {
        const ParamValues values = completed(level.valuesHere(node), type->params);
        QStringList params;
        for (const Param& param : type->params)
            if (const ParamValue* value = values.find(param.id); value && params.size() < 6)
                params << QStringLiteral("%1 %2").arg(coreText(param.title).toLower(), QString::fromStdString(formatParam(*value)));
        if (!params.isEmpty())
            lines << params.join(QStringLiteral(", "));
    }
    return lines;
}

void CanvasView::showTip()
{
    if (m_gesture != Gesture::None || !underMouse())
        return;
    QStringList lines;
    const QPoint place = mapToGlobal(m_lastAt.toPoint() + QPoint(8, 16));
    if (m_hoveredPort) {
        const ScenePort* port = m_scene.findPort(m_hoveredPort->ref, m_hoveredPort->isOutput);
        const auto spec = m_hoveredPort->isOutput ? m_editor->outputSpec(m_hoveredPort->ref) : std::nullopt;
        if (port)
            lines << (port->title.isEmpty() ? QString::fromStdString(port->id) : port->title);
        if (spec)
            lines << coreText(specText(*spec));
    } else if (const Node* node = m_hovered ? m_editor->level().find(*m_hovered) : nullptr) {
        if (node == m_editor->current() && !m_editor->problems(*node).empty())
            return; // the card below it says what matters
        std::optional<LevelView> level(*m_editor);
        const std::vector<NodePtr> nodes = m_scene.nodesAt(toScene(m_lastAt)); // down to a layer inside an unfolded module
        for (std::size_t i = 0; level && i + 1 < nodes.size(); ++i)
            level = level->inside(*nodes[i]);
        lines << (level && nodes.size() > 1 ? layerTip(*level, *nodes.back()) : layerTip(*m_editor, *node));
        if (const SceneNode* item = m_scene.find(node->id); item && item->hiddenPorts > 0)
            lines << (item->hiddenPorts == 1 ? tr("1 free port is hidden (Ctrl+H)") : tr("%1 free ports are hidden (Ctrl+H)").arg(item->hiddenPorts));
    } else if (m_hoveredWire) {
        if (const auto spec = m_editor->outputSpec(m_hoveredWire->from))
            lines << coreText(specText(*spec));
        const SceneWire* wire = m_scene.findWire(*m_hoveredWire);
        const Node* source = m_editor->level().find(m_hoveredWire->from.node);
        if (wire && source && !wire->portal.isEmpty())
            lines << tr("From '%1'. A double-click goes there.").arg(QString::fromStdString(source->name));
        else
            lines << (m_hoveredKnot ? tr("Drag moves the knot, a double-click or Del deletes it.") : tr("Double-click adds a knot, Alt+click deletes the wire."));
    }
    if (!lines.isEmpty())
        QToolTip::showText(place, lines.join(QLatin1Char('\n')), this);
}

void CanvasView::updateCursorShape()
{
    if (m_gesture == Gesture::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if (m_space)
        setCursor(Qt::OpenHandCursor);
    else if (m_hoveredPort && m_gesture == Gesture::None)
        setCursor(Qt::CrossCursor);
    else if (m_hoveredKnot && m_gesture == Gesture::None)
        setCursor(Qt::SizeAllCursor);
    else
        unsetCursor();
}

void CanvasView::leaveEvent(QEvent*)
{
    m_tipTimer.stop();
    if (m_gesture != Gesture::None)
        return;
    updateHovered();
    m_hovered.reset();
    m_hoveredPort.reset();
    m_hoveredWire.reset();
    if (m_hoveredProblem) {
        m_hoveredProblem.reset();
        emit problemHovered();
    }
}

void CanvasView::contextMenuEvent(QContextMenuEvent* event)
{
    // With the mouse the menu opens at the release, because a right drag pans.
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRectF chosen = m_scene.boundsOf(m_editor->selection());
        emit menuWanted(mapToGlobal((chosen.isNull() ? QRectF(rect()).center() : toWidget(chosen.center())).toPoint()));
    }
    event->accept();
}

} // namespace nodegrad
