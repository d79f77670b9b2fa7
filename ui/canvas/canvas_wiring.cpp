// A wire that is being drawn: where it may end, and what happens there.
#include "ui/canvas/canvas_view.h"
#include "ui/language/core_text.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

constexpr double kDragDistance = 4;      ///< pixels before a press becomes a drag
constexpr double kPortRadiusDrawing = 20;
constexpr int kRefusalMs = 6000;

} // namespace

void CanvasView::beginWire(const PortHit& hit, Qt::KeyboardModifiers modifiers)
{
    const Level& level = m_editor->level();
    const Wire* into = hit.isOutput ? nullptr : level.wireInto(hit.ref);
    Drawing drawing;
    drawing.port = hit;
    if (hit.isOutput && modifiers & Qt::ControlModifier)
        drawing.moving = level.wiresFrom(hit.ref);
    if (!drawing.moving.empty()) {
        // The inputs stay, and look for another output.
        const PortRef& first = drawing.moving.front().to;
        const ScenePort* target = m_scene.findPort(first, false);
        drawing.port = {first, false, target ? target->at : hit.at};
    }
    if (into) {
        // The end of a wire was picked up: its source stays. With Shift the wire stays too.
        if (!(modifiers & Qt::ShiftModifier))
            drawing.instead = *into;
        const ScenePort* source = m_scene.findPort(into->from, true);
        drawing.port = {into->from, true, source ? source->at : hit.at};
    }
    drawing.end = hit.at;
    drawing.impossible = reachable(level, {drawing.port.ref.node}, !drawing.port.isOutput);
    for (const Wire& wire : drawing.moving)
        drawing.impossible.merge(reachable(level, {wire.to.node}, true));
    if (const ScenePort* port = m_scene.findPort(drawing.port.ref, drawing.port.isOutput))
        drawing.kind = port->kind;
    m_drawing = std::move(drawing);
    m_gesture = Gesture::Wire;
    emit drawingChanged();
    update();
}

void CanvasView::updateDrawing(QPointF scene)
{
    Drawing& drawing = *m_drawing;
    drawing.end = scene;
    drawing.refusal.clear();
    drawing.hint.clear();
    drawing.target = m_scene.portAt(scene, kPortRadiusDrawing / std::min(1.0, m_zoom));
    if (drawing.target && drawing.target->ref == drawing.port.ref)
        drawing.target.reset();
    if (!drawing.target || drawing.target->isOutput == drawing.port.isOutput)
        if (const SceneNode* node = m_scene.nodeAt(scene); node && node->node->id != drawing.port.ref.node) {
            // On the body of a node: its first free port on the right side.
            const auto& ports = drawing.port.isOutput ? node->inputs : node->outputs;
            auto port = std::find_if(ports.begin(), ports.end(), [&](const ScenePort& p) { return !drawing.port.isOutput || !p.connected; });
            if (port == ports.end())
                port = ports.begin();
            if (port != ports.end())
                drawing.target = PortHit{{node->node->id, port->id}, !drawing.port.isOutput, port->at};
        }
    if (drawing.target) {
        const PortHit& target = *drawing.target;
        const Node* other = m_editor->level().find(target.ref.node);
        const Node* own = m_editor->level().find(drawing.port.ref.node);
        if (target.isOutput == drawing.port.isOutput) {
            drawing.refusal = target.isOutput ? tr("An output feeds inputs, not another output.") : tr("An input takes an output, not another input.");
        } else if (drawing.impossible.contains(target.ref.node)) {
            const Node* from = drawing.port.isOutput ? own : other;
            const Node* to = drawing.port.isOutput ? other : own;
            drawing.refusal = sentenceText(makeError("graph.cycle", {{"from", from->name}, {"to", to->name}}));
        } else if (drawing.tried != drawing.target) {
            // Once a target, not at every move of the mouse.
            const PortRef& from = drawing.port.isOutput ? drawing.port.ref : target.ref;
            const PortRef& to = drawing.port.isOutput ? target.ref : drawing.port.ref;
            drawing.tried = drawing.target;
            drawing.triedHint.clear();
            if (const auto problem = m_editor->problemOfWire(from, to)) {
                drawing.triedHint = messageText(problem->error);
                for (const Fix& fix : problem->fixes)
                    if (fix.action == Fix::Action::InsertBefore) {
                        drawing.triedHint += QLatin1Char('\n') + tr("Alt: %1").arg(coreText(fix.title));
                        break;
                    }
            }
        }
        if (drawing.refusal.isEmpty())
            drawing.hint = drawing.triedHint;
    }
    QWidget::update();
}

/// At the cursor, where one looks, and long enough to read it.
void CanvasView::showRefusal(const QString& text, QPointF widget)
{
    m_refusal = text;
    m_refusalAt = widget;
    m_refusalTimer.start(kRefusalMs, this);
    m_editor->notify(text);
    update();
}

void CanvasView::finishWire(Qt::KeyboardModifiers modifiers)
{
    const Drawing drawing = *m_drawing;
    m_drawing.reset();
    m_gesture = Gesture::None;
    emit drawingChanged();
    update();
    const bool moved = std::hypot(m_lastAt.x() - m_pressAt.x(), m_lastAt.y() - m_pressAt.y()) >= kDragDistance;
    if (!moved) {
        if (modifiers & Qt::AltModifier)
            m_editor->removeWires(drawing.instead ? std::vector<Wire>{*drawing.instead}
                                  : drawing.port.isOutput ? m_editor->level().wiresFrom(drawing.port.ref) : std::vector<Wire>());
        return;
    }
    if (drawing.target) {
        if (!drawing.refusal.isEmpty()) {
            showRefusal(drawing.refusal, toWidget(drawing.end));
            return;
        }
        if (!drawing.moving.empty()) {
            m_editor->moveWires(drawing.moving, drawing.target->ref);
            return;
        }
        const PortRef from = drawing.port.isOutput ? drawing.port.ref : drawing.target->ref;
        const PortRef to = drawing.port.isOutput ? drawing.target->ref : drawing.port.ref;
        if (drawing.instead && *drawing.instead == Wire{from, to})
            return;
        if ((modifiers & Qt::AltModifier) && !drawing.instead)
            m_editor->connectWithFix(from, to);
        else
            m_editor->connectPorts(from, to, drawing.instead);
        return;
    }
    if (drawing.instead) {
        m_editor->removeWire(*drawing.instead);
        return;
    }
    if (!drawing.moving.empty())
        return;
    Wiring wiring;
    (drawing.port.isOutput ? wiring.from : wiring.to) = drawing.port.ref;
    m_waiting = drawing.port.isOutput ? Waiting{drawing.port.at, drawing.end, drawing.kind} : Waiting{drawing.end, drawing.port.at, drawing.kind};
    emit quickAddWanted(drawing.end, wiring);
}

void CanvasView::dropWaiting()
{
    m_waiting.reset();
    QWidget::update();
}

} // namespace nodegrad
