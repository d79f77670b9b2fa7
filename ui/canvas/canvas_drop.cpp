// Layers dragged out of the palette.
#include "ui/canvas/canvas_view.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace nodegrad {

const SceneWire* CanvasView::wireForDrop(QPointF scene) const
{
    if (m_dropLayer.starts_with(kReadyPrefix))
        return m_scene.wireAt(scene, kNodeHeight / 2);
    const Ports ports = [&] {
        Node node;
        node.type = m_dropLayer.starts_with(kModulePrefix) ? kModuleType : m_dropLayer;
        if (node.type == kModuleType)
            node.definition = m_dropLayer.substr(std::string(kModulePrefix).size());
        return portsOf(m_editor->graph(), m_editor->definition(), node);
    }();
    return ports.inputs.empty() || ports.outputs.empty() ? nullptr : m_scene.wireAt(scene, kNodeHeight / 2);
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(kLayerMime)))
        return;
    m_dropLayer = event->mimeData()->data(QLatin1String(kLayerMime)).toStdString();
    event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent* event)
{
    m_dropAt = toScene(event->position());
    const bool plain = !(event->modifiers() & Qt::AltModifier);
    const SceneWire* wire = plain ? wireForDrop(m_dropAt) : nullptr;
    if (const auto now = wire ? std::optional(wire->wire) : std::nullopt; now != m_dropWire) {
        m_dropWire = now;
        update();
    }
    event->acceptProposedAction();
    QWidget::update();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropLayer.clear();
    m_dropWire.reset();
    update();
}

void CanvasView::dropEvent(QDropEvent* event)
{
    const std::string layer = std::exchange(m_dropLayer, {});
    Wiring wiring;
    wiring.onWire = std::exchange(m_dropWire, std::nullopt);
    wiring.isDropped = true;
    event->acceptProposedAction();
    update();
    if (!layer.empty())
        m_editor->addLayer(layer, toScene(event->position()) - QPointF(kNodeWidth, kNodeHeight) / 2, wiring);
    setFocus();
}

} // namespace nodegrad
