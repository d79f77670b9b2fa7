#pragma once
// The design of a scene in paceholder/nodeeditor. Built with -DNODEGRAD_NODEEDITOR=/path/to/its/sources.

#include <memory>

#include <QGraphicsView>

#include "ui/canvas/canvas_scene.h"

/// Its defaults, with the flow running down.
class NodeeditorPeer {
public:
    explicit NodeeditorPeer(const nodegrad::CanvasScene& ours);
    ~NodeeditorPeer();
    QGraphicsView& view();
    void move(std::size_t node, QPointF place);

private:
    class Model;
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};
