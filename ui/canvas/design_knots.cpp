// Knots, wires in bulk, and moves of what is selected.
#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

std::vector<Position> knotsOf(const Level& level, const Wire& wire)
{
    const auto found = level.knots.find(wire);
    return found == level.knots.end() ? std::vector<Position>() : found->second;
}

} // namespace

void DesignEditor::addKnot(const Wire& wire, std::size_t before, QPointF at)
{
    addKnots({{KnotRef{wire, before}, at}});
}

void DesignEditor::addKnots(const std::vector<std::pair<KnotRef, QPointF>>& knots)
{
    Graph result = graph();
    std::set<KnotRef> added;
    for (const auto& [place, at] : knots) {
        std::vector<Position> points = knotsOf(*result.level(m_definition), place.wire);
        const std::size_t index = std::min(place.index, points.size());
        points.insert(points.begin() + static_cast<std::ptrdiff_t>(index), Position{std::round(at.x()), std::round(at.y())});
        result = setKnots(result, m_definition, place.wire, std::move(points));
        added.insert({place.wire, index});
    }
    if (added.empty())
        return;
    apply(std::move(result), added.size() == 1 ? tr("Add a knot") : tr("Add %1 knots").arg(added.size()));
    select({}, std::move(added));
}

Graph DesignEditor::withoutSelectedKnots(const Graph& graph) const
{
    Graph result = graph;
    // From the last to the first of a wire, so that the indices before stay.
    for (auto knot = m_knots.rbegin(); knot != m_knots.rend(); ++knot) {
        std::vector<Position> points = knotsOf(*result.level(m_definition), knot->wire);
        if (knot->index >= points.size())
            continue;
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(knot->index));
        result = setKnots(result, m_definition, knot->wire, std::move(points));
    }
    return result;
}

void DesignEditor::moveSelection(QPointF by, const QString& mergeKey)
{
    if (by.isNull() || (m_selection.empty() && m_knots.empty()))
        return;
    std::map<NodeId, Position> positions;
    for (const NodeId id : movable(m_selection))
        if (const Node* node = level().find(id))
            positions[id] = {node->position.x + by.x(), node->position.y + by.y()};
    if (positions.empty() && m_knots.empty()) {
        notify(tr("These layers stand in a locked frame. Unlock it first."));
        return;
    }
    Graph result = moveNodes(graph(), m_definition, positions);
    for (const KnotRef& knot : m_knots) {
        const Position before = knotsOf(level(), knot.wire).at(knot.index);
        std::vector<Position> points = knotsOf(*result.level(m_definition), knot.wire);
        points[knot.index] = {before.x + by.x(), before.y + by.y()};
        result = setKnots(result, m_definition, knot.wire, std::move(points));
    }
    apply(std::move(result), tr("Move %1").arg(selectionText()), mergeKey);
}

bool DesignEditor::moveWires(const std::vector<Wire>& wires, const PortRef& from)
{
    Graph result = graph();
    for (const Wire& wire : wires) {
        auto moved = nodegrad::connect(result, m_definition, from, wire.to);
        if (!moved) {
            notify(moved.error());
            return false;
        }
        result = std::move(*moved);
    }
    apply(std::move(result), tr("Move %1 wires").arg(wires.size()));
    return true;
}

void DesignEditor::removeWires(const std::vector<Wire>& wires)
{
    Graph result = graph();
    for (const Wire& wire : wires)
        result = nodegrad::disconnect(result, m_definition, wire);
    if (!wires.empty())
        apply(std::move(result), wires.size() == 1 ? tr("Delete wire") : tr("Delete %1 wires").arg(wires.size()));
}

} // namespace nodegrad
