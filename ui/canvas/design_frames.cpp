// Frames behind layers, and notes.
#include "ui/canvas/design_editor.h"

#include <algorithm>

#include "ui/canvas/frame_boxes.h"
#include "ui/canvas/unfolded.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

constexpr double kSide = 24, kHead = 40;              ///< between a frame and what it holds; the head has the title
constexpr double kLeastWidth = 64, kLeastHeight = 40;

/// With room for the title; null without nodes.
QRectF aroundNodes(const Graph& graph, const Level& level, const std::set<NodeId>& nodes)
{
    QRectF box;
    for (const NodeId id : nodes)
        box |= nodeBox(graph, *level.find(id));
    return box.isNull() ? box : box.adjusted(-kSide, -kHead, kSide, kSide);
}

/// Joins the making of a frame with its first words.
QString wordsKey(std::uint64_t frame)
{
    return QStringLiteral("frame %1").arg(frame);
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
    session()->closeStep();
    chooseFrame(frame);
}

void DesignEditor::chooseFrame(std::uint64_t frame)
{
    forgetSelection();
    m_frame = frame;
    emit selectionChanged();
}

std::uint64_t DesignEditor::frameSelection()
{
    const QRectF box = aroundNodes(graph(), level(), m_selection);
    if (box.isNull()) {
        notify(tr("Select the layers that the frame should hold."));
        return 0;
    }
    const Frame frame{graph().nextId().value, tr("Frame").toStdString(), {box.left(), box.top()}, box.width(), box.height(), false};
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Frame %1").arg(countText(m_selection.size())), wordsKey(frame.id));
    chooseFrame(frame.id);
    return frame.id;
}

std::uint64_t DesignEditor::addNote(QPointF at, const QString& text)
{
    const Frame note{graph().nextId().value, text.toStdString(), onGrid(at), kNoteWidth, kNoteHeight, true};
    apply(graph().withLevel(m_definition, withFrame(level(), note)), tr("Add a note"));
    selectFrame(note.id);
    return note.id;
}

void DesignEditor::setFrameText(std::uint64_t id, const QString& text, bool isNew)
{
    const Frame* old = findFrame(id);
    if (!old)
        return;
    Frame frame = *old;
    frame.title = text.toStdString();
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Change the text"), isNew ? wordsKey(id) : QString());
}

std::set<NodeId> nodesIn(const Graph& graph, const Level& level, const Frame& frame)
{
    std::set<NodeId> inside;
    if (!frame.note)
        for (const NodePtr& node : level.nodes)
            if (boxOf(frame).contains(nodeBox(graph, *node).center()))
                inside.insert(node->id);
    return inside;
}

Graph withFramesFollowing(const Graph& before, const Graph& after, const std::string& definition)
{
    const Level& old = *before.level(definition);
    Level level = *after.level(definition);
    bool changes = false;
    for (Frame& frame : level.frames) {
        const auto then = std::ranges::find(old.frames, frame.id, &Frame::id);
        const std::set<NodeId> held = then == old.frames.end() || frame.locked ? std::set<NodeId>() : nodesIn(before, old, *then);
        if (std::ranges::none_of(held, [&](NodeId id) { return !(old.find(id)->position == level.find(id)->position); }))
            continue;
        const QRectF box = aroundNodes(after, level, held);
        frame.position = {box.left(), box.top()};
        frame.width = box.width();
        frame.height = box.height();
        changes = true;
    }
    return changes ? after.withLevel(definition, std::move(level)) : after;
}

std::set<NodeId> DesignEditor::insideFrame(const Level& shown, const Frame& frame) const
{
    return nodesIn(graph(), shown, frame);
}

std::set<NodeId> DesignEditor::movable(const std::set<NodeId>& nodes) const
{
    std::set<NodeId> free = nodes;
    for (const Frame& frame : level().frames)
        if (frame.locked)
            for (const NodeId id : insideFrame(frame))
                free.erase(id);
    return free;
}

void DesignEditor::place(std::map<NodeId, Position> positions, const QString& step, const QString& mergeKey)
{
    std::set<NodeId> ids;
    for (const auto& [id, at] : positions)
        ids.insert(id);
    const std::set<NodeId> free = movable(ids);
    std::erase_if(positions, [&](const auto& entry) { return !free.contains(entry.first); });
    if (positions.empty() && !ids.empty())
        notify(tr("These layers stand in a locked frame. Unlock it first."));
    else
        apply(moveNodes(graph(), m_definition, positions), step, mergeKey);
}

void DesignEditor::moveFrame(std::uint64_t id, QPointF by, const QString& mergeKey)
{
    const Frame* frame = findFrame(id);
    if (!frame || by.isNull() || isLocked(id))
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
    if (!old || isLocked(id))
        return;
    Frame frame = *old;
    frame.position = {box.left(), box.top()};
    frame.width = std::max(kLeastWidth, box.width());
    frame.height = std::max(kLeastHeight, box.height());
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), tr("Resize the frame"));
}

bool DesignEditor::isLocked(std::uint64_t id) const
{
    const Frame* frame = findFrame(id);
    if (!frame || !frame->locked)
        return false;
    notify(tr("'%1' is locked. Unlock it first.").arg(QString::fromStdString(frame->title).section(QLatin1Char('\n'), 0, 0)));
    return true;
}

void DesignEditor::changeFrame(const Frame& frame, const QString& step)
{
    apply(graph().withLevel(m_definition, withFrame(level(), frame)), step);
}

void DesignEditor::setFrameColor(const std::string& color)
{
    if (const Frame* old = findFrame(m_frame)) {
        Frame frame = *old;
        frame.color = color;
        changeFrame(frame, tr("Color the frame"));
    }
}

void DesignEditor::toggleFrameLock()
{
    if (const Frame* old = findFrame(m_frame)) {
        Frame frame = *old;
        frame.locked = !frame.locked;
        changeFrame(frame, frame.locked ? tr("Lock the frame") : tr("Unlock the frame"));
    }
}

void DesignEditor::fitFrame()
{
    const Frame* frame = findFrame(m_frame);
    if (!frame)
        return;
    const QRectF box = aroundNodes(graph(), level(), insideFrame(*frame));
    if (box.isNull())
        notify(frame->note ? tr("A note holds no layers.") : tr("No layer lies in the frame."));
    else
        resizeFrame(frame->id, box);
}

} // namespace nodegrad
