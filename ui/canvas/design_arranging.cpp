// Selecting along the wires, and lining layers up.
#include "ui/canvas/design_editor.h"

#include <algorithm>

namespace nodegrad {

void DesignEditor::selectConnected(bool upstream, bool downstream)
{
    std::set<NodeId> found = m_selection;
    const auto follow = [&](PortRef Wire::*near, PortRef Wire::*far) {
        std::vector<NodeId> open(m_selection.begin(), m_selection.end());
        std::set<NodeId> seen = m_selection;
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            for (const Wire& wire : level().wires)
                if ((wire.*near).node == id && seen.insert((wire.*far).node).second)
                    open.push_back((wire.*far).node);
        }
        found.merge(seen);
    };
    if (upstream)
        follow(&Wire::to, &Wire::from);
    if (downstream)
        follow(&Wire::from, &Wire::to);
    select(std::move(found));
}

void DesignEditor::align(Qt::Edge edge)
{
    if (m_selection.size() < 2) {
        notify(tr("Select two layers or more to line them up."));
        return;
    }
    const auto heightOf = [](const Node& node) { return node.collapsed ? kCollapsedHeight : kNodeHeight; };
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        left = std::min(left, node.position.x);
        top = std::min(top, node.position.y);
        right = std::max(right, node.position.x);
        bottom = std::max(bottom, node.position.y + heightOf(node));
    }
    std::map<NodeId, Position> positions;
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        Position at = node.position;
        switch (edge) {
        case Qt::LeftEdge: at.x = left; break;
        case Qt::RightEdge: at.x = right; break;
        case Qt::TopEdge: at.y = top; break;
        case Qt::BottomEdge: at.y = bottom - heightOf(node); break;
        }
        positions[id] = at;
    }
    apply(moveNodes(graph(), m_definition, positions), tr("Line up %1").arg(countText(positions.size())));
}

void DesignEditor::straighten()
{
    align(leftToRight() ? Qt::TopEdge : Qt::LeftEdge);
}

} // namespace nodegrad
