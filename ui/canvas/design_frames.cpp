// Frames behind layers, and notes.
#include "ui/canvas/design_editor.h"

#include <algorithm>

#include "ui/session/session.h"

namespace nodegrad {

namespace {

constexpr double kSide = 24, kHead = 40;              ///< between a frame and what it holds; the head has the title
constexpr double kNoteWidth = 200, kNoteHeight = 72;
constexpr double kLeastWidth = 64, kLeastHeight = 40;

QRectF boxOf(const Node& node)
{
    return {node.position.x, node.position.y, kNodeWidth, node.collapsed ? kCollapsedHeight : kNodeHeight};
}

QRectF boxOf(const Frame& frame)
{
    return {frame.position.x, frame.position.y, frame.width, frame.height};
}

/// The level with a frame added, or changed where its id is there already.
Level withFrame(Level level, const Frame& frame)
{
    const auto same = std::find_if(level.frames.begin(), level.frames.end(), [&](const Frame& other) { return other.id == frame.id; });
    if (same == level.frames.end())
        level.frames.push_back(frame);
    else
        *same = frame;
    return level;
}

} // namespace

const Frame* DesignEditor::findFrame(std::uint64_t frame) const
{
    const auto& frames = level().frames;
    const auto found = std::find_if(frames.begin(), frames.end(), [frame](const Frame& one) { return one.id == frame; });
    return found == frames.end() ? nullptr : &*found;
}

void DesignEditor::selectFrame(std::uint64_t frame)
{
    if (m_frame == frame || !findFrame(frame))
        return;
    forgetSelection();
    m_frame = frame;
    session()->closeStep();
    emit selectionChanged();
}

std::uint64_t DesignEditor::frameSelection()
{
    QRectF box;
    for (const NodeId id : m_selection)
        box |= boxOf(*level().find(id));
    if (box.isNull()) {
        notify(tr("Select the layers that the frame should hold."));
        return 0;
    }
    box.adjust(-kSide, -kHead, kSide, kSide);
    const Frame frame{graph().nextId().value, tr("Frame").toStdString(), {box.left(), box.top()}, box.width(), box.height(), false};
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Frame %1").arg(countText(m_selection.size())));
    selectFrame(frame.id);
    return frame.id;
}

std::uint64_t DesignEditor::addNote(QPointF at)
{
    const Frame note{graph().nextId().value, tr("Note").toStdString(), onGrid(at), kNoteWidth, kNoteHeight, true};
    apply(graph().withLevel(m_definition, withFrame(level(), note)), tr("Add a note"));
    selectFrame(note.id);
    return note.id;
}

void DesignEditor::setFrameText(std::uint64_t id, const QString& text)
{
    const Frame* old = findFrame(id);
    if (!old)
        return;
    Frame frame = *old;
    frame.title = text.toStdString();
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Change the text"));
}

std::set<NodeId> DesignEditor::insideFrame(const Frame& frame) const
{
    std::set<NodeId> inside;
    if (!frame.note)
        for (const NodePtr& node : level().nodes)
            if (boxOf(frame).contains(boxOf(*node).center()))
                inside.insert(node->id);
    return inside;
}

void DesignEditor::moveFrame(std::uint64_t id, QPointF by, const QString& mergeKey)
{
    const Frame* frame = findFrame(id);
    if (!frame || by.isNull())
        return;
    std::map<NodeId, Position> positions;
    for (const NodeId node : insideFrame(*frame)) {
        const Position before = level().find(node)->position;
        positions[node] = {before.x + by.x(), before.y + by.y()};
    }
    const QRectF box = boxOf(*frame);
    const bool holds = !frame->note;
    const Graph moved = moveNodes(graph(), m_definition, positions);
    Level changed = *moved.level(m_definition);
    for (Frame& other : changed.frames)
        if (other.id == id || (holds && box.contains(boxOf(other))))
            other.position = {other.position.x + by.x(), other.position.y + by.y()};
    apply(moved.withLevel(m_definition, std::move(changed)), frame->note ? tr("Move the note") : tr("Move the frame"), mergeKey);
}

void DesignEditor::resizeFrame(std::uint64_t id, const QRectF& box)
{
    const Frame* old = findFrame(id);
    if (!old)
        return;
    Frame frame = *old;
    frame.position = {box.left(), box.top()};
    frame.width = std::max(kLeastWidth, box.width());
    frame.height = std::max(kLeastHeight, box.height());
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Resize the frame"));
}

} // namespace nodegrad
