#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QToolTip>

#include "ui/session/session.h"

namespace nodegrad {

namespace {

constexpr double kDragDistance = 4;      ///< pixels before a press becomes a drag
constexpr double kPortRadius = 12, kWireTolerance = 6, kBadgeRadius = 10;
constexpr int kTipMs = 400;

} // namespace

void CanvasView::mousePressEvent(QMouseEvent* event)
{
    QToolTip::hideText();
    m_tipTimer.stop();
    if (m_gesture != Gesture::None && m_gesture != Gesture::Wire)
        return;
    const QPointF scene = toScene(event->position());
    m_lastAt = event->position();
    if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton || (event->button() == Qt::LeftButton && m_space)) {
        if (m_gesture == Gesture::Wire)
            return;
        m_gesture = Gesture::Pan;
        m_button = event->button();
        m_pressAt = event->position();
        m_panned = false;
        updateCursorShape();
        return;
    }
    if (event->button() != Qt::LeftButton || m_gesture == Gesture::Wire)
        return;
    m_button = Qt::LeftButton;
    m_pressAt = event->position();
    m_pressScene = scene;
    m_pressModifiers = event->modifiers();
    m_pressedNode.reset();
    const double px = 1 / m_zoom;
    if (detailAt(m_zoom) != Detail::Blocks)
        if (const auto port = m_scene.portAt(scene, kPortRadius * std::max(1.0, std::min(px, 1.5)))) {
            beginWire(*port);
            return;
        }
    if (const SceneNode* node = m_scene.nodeAt(scene)) {
        m_gesture = Gesture::Press;
        m_pressedNode = node->node->id;
        auto selection = m_editor->selection();
        if (event->modifiers() & Qt::ShiftModifier) {
            selection.insert(*m_pressedNode);
            m_editor->select(selection);
        } else if (!(event->modifiers() & Qt::ControlModifier) && !selection.contains(*m_pressedNode)) {
            m_editor->select({*m_pressedNode});
        }
        return;
    }
    if (const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance * px)) {
        const Wire chosen = wire->wire;
        if (event->modifiers() & Qt::AltModifier)
            m_editor->removeWire(chosen);
        else
            m_editor->selectWire(chosen);
        return;
    }
    m_gesture = Gesture::Box;
    m_box = QRectF(scene, scene);
    const bool keeps = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    m_selectedBefore = keeps ? m_editor->selection() : std::set<NodeId>();
    if (!keeps)
        m_editor->select({});
}

void CanvasView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position(), scene = toScene(at);
    const QPointF moved = at - m_lastAt;
    m_lastAt = at;
    const bool far = std::hypot(at.x() - m_pressAt.x(), at.y() - m_pressAt.y()) >= kDragDistance;
    switch (m_gesture) {
    case Gesture::None: updateHover(at); return;
    case Gesture::Pan:
        m_panned = m_panned || far;
        if (m_panned)
            panBy(moved);
        return;
    case Gesture::Press:
        if (!far)
            return;
        m_gesture = Gesture::Move;
        if (!m_editor->selection().contains(*m_pressedNode)) {
            auto selection = m_editor->selection();
            selection.insert(*m_pressedNode);
            m_editor->select(selection);
        }
        [[fallthrough]];
    case Gesture::Move: {
        const Node* grabbed = m_editor->level().find(*m_pressedNode);
        const QPointF by = scene - m_pressScene;
        const double x = std::round((grabbed->position.x + by.x()) / kGrid) * kGrid, y = std::round((grabbed->position.y + by.y()) / kGrid) * kGrid;
        m_moveBy = {x - grabbed->position.x, y - grabbed->position.y};
        m_scene.shift(m_editor->selection(), m_moveBy);
        update();
        return;
    }
    case Gesture::Box: {
        m_box = QRectF(m_pressScene, scene).normalized();
        std::set<NodeId> selection = m_selectedBefore;
        for (const NodeId id : m_scene.nodesTouching(m_box))
            if (!(m_pressModifiers & Qt::ControlModifier) || !m_selectedBefore.contains(id))
                selection.insert(id);
            else
                selection.erase(id);
        m_editor->select(selection);
        update();
        return;
    }
    case Gesture::Wire: updateDrawing(scene); return;
    }
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != m_button)
        return;
    m_button = Qt::NoButton;
    const Gesture ended = m_gesture;
    if (ended != Gesture::Wire && ended != Gesture::Move)
        m_gesture = Gesture::None;
    switch (ended) {
    case Gesture::None: break;
    case Gesture::Pan:
        if (!m_panned && event->button() == Qt::RightButton) {
            const QPointF scene = toScene(event->position());
            if (const SceneNode* node = m_scene.nodeAt(scene)) {
                if (!m_editor->selection().contains(node->node->id))
                    m_editor->select({node->node->id});
            } else if (const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance / m_zoom)) {
                m_editor->selectWire(wire->wire);
            } else {
                m_editor->select({});
            }
            emit menuWanted(event->globalPosition().toPoint());
        }
        break;
    case Gesture::Press:
        if (m_pressModifiers & Qt::ControlModifier) {
            auto selection = m_editor->selection();
            if (selection.erase(*m_pressedNode) == 0)
                selection.insert(*m_pressedNode);
            m_editor->select(selection);
        } else if (!(m_pressModifiers & Qt::ShiftModifier)) {
            m_editor->select({*m_pressedNode});
        }
        break;
    case Gesture::Move: finishMove(); break;
    case Gesture::Box: break;
    case Gesture::Wire: finishWire(event->modifiers()); break;
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
    if (const SceneNode* node = m_scene.nodeAt(scene)) {
        if (!m_editor->enter(node->node->id))
            emit renameWanted();
        return;
    }
    Wiring wiring;
    if (const SceneWire* wire = m_scene.wireAt(scene, kWireTolerance / m_zoom))
        wiring.onWire = wire->wire;
    emit quickAddWanted(scene, wiring);
}

void CanvasView::finishMove()
{
    std::map<NodeId, Position> positions;
    if (!m_moveBy.isNull())
        for (const NodeId id : m_editor->selection())
            if (const Node* node = m_editor->level().find(id))
                positions[id] = {node->position.x + m_moveBy.x(), node->position.y + m_moveBy.y()};
    m_gesture = Gesture::None;
    m_moveBy = {};
    if (positions.empty())
        rebuild();
    else
        m_editor->move(positions);
}

void CanvasView::cancelGesture()
{
    const bool wasMove = m_gesture == Gesture::Move;
    if (m_gesture == Gesture::Box)
        m_editor->select(m_selectedBefore);
    m_gesture = Gesture::None;
    m_drawing.reset();
    m_moveBy = {};
    m_button = Qt::NoButton;
    if (wasMove)
        m_scene.rebuild(*m_editor);
    updateCursorShape();
    update();
}

void CanvasView::updateHover(QPointF widget)
{
    const QPointF scene = toScene(widget);
    const SceneNode* node = m_scene.nodeAt(scene);
    const auto port = detailAt(m_zoom) == Detail::Blocks ? std::nullopt : m_scene.portAt(scene, kPortRadius);
    const SceneWire* wire = node || port ? nullptr : m_scene.wireAt(scene, kWireTolerance / m_zoom);
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
        m_hovered = nodeId;
        m_hoveredPort = port;
        m_hoveredWire = wireKey;
        QToolTip::hideText();
        update();
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

void CanvasView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_tipTimer.timerId()) {
        QWidget::timerEvent(event);
        return;
    }
    m_tipTimer.stop();
    showTip();
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
            lines << QString::fromStdString(specText(*spec));
    } else if (const Node* node = m_hovered ? m_editor->level().find(*m_hovered) : nullptr) {
        if (node == m_editor->current() && !m_editor->problems(*node).empty())
            return; // the card below it says what matters
        lines << QStringLiteral("%1 · %2").arg(m_editor->titleOf(*node), QString::fromStdString(node->name));
        const LayerType* type = findLayer(node->type);
        if (const NodeFacts* facts = m_editor->facts(*node)) {
            for (const Spec& spec : facts->outputs)
                if (!spec.shape.empty())
                    lines << tr("gives %1").arg(QString::fromStdString(specText(spec)));
            if (facts->parameters > 0)
                lines << tr("%1 parameters").arg(facts->parameters);
        }
        if (type) {
            const ParamValues values = completed(node->params, type->params);
            QStringList params;
            for (const Param& param : type->params)
                if (const ParamValue* value = values.find(param.id); value && params.size() < 6)
                    params << QStringLiteral("%1 %2").arg(QString::fromStdString(param.title).toLower(), QString::fromStdString(formatParam(*value)));
            if (!params.isEmpty())
                lines << params.join(QStringLiteral(", "));
        }
    } else if (m_hoveredWire) {
        if (const auto spec = m_editor->outputSpec(m_hoveredWire->from))
            lines << QString::fromStdString(specText(*spec));
        lines << tr("Alt+click deletes the wire.");
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
    else
        unsetCursor();
}

void CanvasView::leaveEvent(QEvent*)
{
    m_tipTimer.stop();
    if (m_gesture != Gesture::None)
        return;
    m_hovered.reset();
    m_hoveredPort.reset();
    m_hoveredWire.reset();
    if (m_hoveredProblem) {
        m_hoveredProblem.reset();
        emit problemHovered();
    }
    update();
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
