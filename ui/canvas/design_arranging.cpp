// Selecting along the wires, and lining layers up.
#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

void DesignEditor::selectConnected(bool upstream, bool downstream)
{
    std::set<NodeId> found = m_selection;
    if (upstream)
        found.merge(reachable(level(), m_selection, false));
    if (downstream)
        found.merge(reachable(level(), m_selection, true));
    select(std::move(found));
}

void DesignEditor::align(Qt::Edge edge)
{
    if (m_selection.size() < 2) {
        notify(tr("Select two layers or more to line them up."));
        return;
    }
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        left = std::min(left, node.position.x);
        top = std::min(top, node.position.y);
        right = std::max(right, node.position.x + sizeOf(node).width());
        bottom = std::max(bottom, node.position.y + sizeOf(node).height());
    }
    std::map<NodeId, Position> positions;
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        Position at = node.position;
        switch (edge) {
        case Qt::LeftEdge: at.x = left; break;
        case Qt::RightEdge: at.x = right - sizeOf(node).width(); break;
        case Qt::TopEdge: at.y = top; break;
        case Qt::BottomEdge: at.y = bottom - sizeOf(node).height(); break;
        }
        positions[id] = at;
    }
    place(positions, tr("Line up %1").arg(countText(positions.size())));
}

void DesignEditor::straighten()
{
    if (m_wire) {
        if (level().knots.contains(*m_wire))
            apply(setKnots(graph(), m_definition, *m_wire, {}), tr("Straighten the wire"));
        else
            notify(tr("The wire has no knots."));
        return;
    }
    if (m_selection.size() < 2) {
        notify(tr("Select two layers or more, or a wire with knots."));
        return;
    }
    // On the centre of the first along the flow: ports lie in the middle, whatever the size.
    const auto along = [this](const Node& node) { return leftToRight() ? node.position.x : node.position.y; };
    const Node* first = level().find(*m_selection.begin());
    for (const NodeId id : m_selection)
        if (const Node* node = level().find(id); along(*node) < along(*first))
            first = node;
    std::map<NodeId, Position> positions;
    for (const NodeId id : m_selection) {
        Position at = level().find(id)->position;
        (leftToRight() ? at.y : at.x) = leftToRight() ? first->position.y + (sizeOf(*first).height() - sizeOf(*level().find(id)).height()) / 2 : first->position.x + (sizeOf(*first).width() - sizeOf(*level().find(id)).width()) / 2;
        positions[id] = at;
    }
    place(positions, tr("Straighten %1").arg(countText(positions.size())));
}

void DesignEditor::distribute(Qt::Orientation orientation)
{
    if (m_selection.size() < 3) {
        notify(tr("Select three layers or more to space them evenly."));
        return;
    }
    const bool across = orientation == Qt::Horizontal;
    const auto begin = [&](const Node* node) { return across ? node->position.x : node->position.y; };
    const auto length = [&](const Node* node) { return across ? sizeOf(*node).width() : sizeOf(*node).height(); };
    std::vector<const Node*> row;
    double used = 0;
    for (const NodeId id : m_selection) {
        row.push_back(level().find(id));
        used += length(row.back());
    }
    std::sort(row.begin(), row.end(), [&](const Node* a, const Node* b) { return std::pair(begin(a) + length(a) / 2, a->id) < std::pair(begin(b) + length(b) / 2, b->id); });
    const double room = begin(row.back()) + length(row.back()) - begin(row.front());
    const double gap = (room - used) / static_cast<double>(row.size() - 1);
    std::map<NodeId, Position> positions;
    double at = begin(row.front());
    for (const Node* node : row) {
        Position place = node->position;
        if (node != row.front() && node != row.back())
            (across ? place.x : place.y) = std::round(at);
        positions[node->id] = place;
        at += length(node) + gap;
    }
    place(positions, tr("Space %1 evenly").arg(countText(positions.size())));
}

} // namespace nodegrad
