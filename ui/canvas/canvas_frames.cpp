// Frames and notes under the mouse.
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/unfolded.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

constexpr double kCornerReach = 14;      ///< pixels from the lower right corner that resize
constexpr double kLeastWidth = 64, kLeastHeight = 40;

} // namespace

bool CanvasView::pressFrame(QPointF scene)
{
    const double px = 1 / m_zoom;
    const Frame* chosen = m_editor->findFrame(m_editor->selectedFrame());
    if (chosen && !chosen->locked) {
        const QPointF off = boxOf(*chosen).bottomRight() - scene;
        if (std::abs(off.x()) <= kCornerReach * px && std::abs(off.y()) <= kCornerReach * px) {
            m_gesture = Gesture::Resize;
            m_frameBox = boxOf(*chosen);
            return true;
        }
    }
    const Frame* frame = m_scene.frameAt(scene, px);
    if (!frame)
        return false;
    m_frameBox = boxOf(*frame);
    m_gesture = frame->locked ? Gesture::None : Gesture::Frame;
    if (!frame->locked)
        beginFrameGuides(*frame);
    m_editor->selectFrame(frame->id);
    return true;
}

void CanvasView::updateFrame(QPointF scene)
{
    const Frame* frame = m_editor->findFrame(m_editor->selectedFrame());
    if (!frame)
        return;
    if (m_gesture == Gesture::Resize) {
        const Position corner = onGrid(m_frameBox.bottomRight() + scene - m_pressScene);
        QRectF box = m_frameBox;
        box.setRight(std::max(box.left() + kLeastWidth, corner.x));
        box.setBottom(std::max(box.top() + kLeastHeight, corner.y));
        m_scene.showFrameAt(frame->id, box);
        m_moveBy = box.bottomRight() - m_frameBox.bottomRight();
    } else {
        m_moveBy = snapped(scene - m_pressScene);
        m_scene.showFrameAt(frame->id, m_frameBox.translated(m_moveBy));
        if (!frame->note) {
            m_scene.shift(m_editor->insideFrame(*frame), {}, m_moveBy);
            for (const Frame& inner : m_editor->level().frames)
                if (inner.id != frame->id && m_frameBox.contains(boxOf(inner)))
                    m_scene.showFrameAt(inner.id, boxOf(inner).translated(m_moveBy));
        }
    }
    update();
}

void CanvasView::finishFrame()
{
    const QPointF by = std::exchange(m_moveBy, {});
    const bool resized = m_gesture == Gesture::Resize;
    m_guides = {};
    m_gesture = Gesture::None;
    if (resized && !by.isNull())
        m_editor->resizeFrame(m_editor->selectedFrame(), QRectF(m_frameBox.topLeft(), m_frameBox.bottomRight() + by));
    else if (!by.isNull())
        m_editor->moveFrame(m_editor->selectedFrame(), by);
    rebuild(); // also where nothing was moved in the end
}

} // namespace nodegrad
