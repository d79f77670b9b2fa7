#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>

#include "core/graph/edits.h"
#include "core/layers/layer_type.h"
#include "core/project/moved_nodes.h"
#include "ui/canvas/design_editor.h"
#include "ui/canvas/unfolded.h"
#include "ui/canvas/wire_route.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

/// Moved aside as a whole until none of these nodes lies on another one of the level.
Graph movedAside(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, bool leftToRight)
{
    const Boxes boxes = boxesOf(graph, definition, ids);
    const RectGrid standing(boxes.others);
    const double x = leftToRight ? 0 : kNodeWidth + kCrossGap, y = leftToRight ? kNodeHeight + kFlowGap : 0;
    const auto isFree = [&](int times) {
        return std::ranges::all_of(boxes.chosen, [&](const QRectF& box) {
            return standing.hit(box.translated(times * x, times * y).adjusted(-kGrid, -kGrid, kGrid, kGrid)) < 0;
        });
    };
    int times = 0;
    while (times < 100 && !isFree(times))
        ++times;
    std::map<NodeId, Position> places;
    for (const NodeId id : ids) {
        const Position at = graph.level(definition)->find(id)->position;
        places[id] = {at.x + times * x, at.y + times * y};
    }
    return times == 0 ? graph : moveNodes(graph, definition, places);
}

} // namespace

void DesignEditor::copy() const
{
    if (!m_selection.empty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(copyNodes(folded(graph(), m_selection), m_definition, m_selection, origin())));
}

/// Modules of these stand as they would folded: copies, and what replaces them, find room more easily.
Graph DesignEditor::folded(Graph graph, const std::set<NodeId>& nodes) const
{
    for (const NodeId id : nodes)
        if (level().find(id)->unfolded)
            graph = withUnfolded(graph, m_definition, id, false, leftToRight());
    return graph;
}

/// Nothing when the selection holds no weights that the project begins with.
ClipOrigin DesignEditor::origin() const
{
    const auto& weights = session()->project().initialWeights;
    const std::vector<std::string> places = pathsTo(graph(), m_definition);
    const bool mayHold = std::ranges::any_of(m_selection, [this](NodeId id) {
        const Node& node = *level().find(id);
        const NodeFacts* known = facts(node);
        const LayerType* type = findLayer(node.type);
        return node.type == kModuleType || (known && known->parameters > 0) || (type && type->isImported);
    });
    return weights && mayHold && !places.empty() ? ClipOrigin{places.front(), weights->sha256} : ClipOrigin{};
}

void DesignEditor::applyPasted(Pasted pasted, const QString& step)
{
    Project project = session()->project();
    const std::string& theirs = pasted.origin.weights;
    if (!theirs.empty() && project.initialWeights && project.initialWeights->sha256 == theirs) {
        MovedNodes copies;
        for (const std::string& place : pathsTo(graph(), m_definition))
            for (const auto& [name, original] : pasted.originals)
                copies[place + name] = pasted.origin.place + original;
        project = withCopiedNodes(std::move(project), copies);
    } else if (!theirs.empty()) {
        notify(tr("The weights that the layers begin with in the other project stay there: pasted without them."));
    }
    project.graph = std::move(pasted.graph);
    session()->apply(std::move(project), step.arg(countText(pasted.ids.size())));
    select(pasted.ids);
}

void DesignEditor::cut()
{
    if (m_selection.empty())
        return;
    copy();
    apply(removeNodes(graph(), m_definition, std::set<NodeId>(m_selection), false), tr("Cut %1").arg(countText(m_selection.size())));
}

void DesignEditor::paste(std::optional<QPointF> at, bool keepsInputs)
{
    m_pasteShift = (m_pasteShift + 1) % 8;
    const Position place = at ? onGrid(*at) : Position{kGrid * 3.0 * m_pasteShift, kGrid * 3.0 * m_pasteShift};
    auto pasted = pasteNodes(graph(), m_definition, QGuiApplication::clipboard()->text().toStdString(), place, keepsInputs);
    if (!pasted) {
        notify(pasted.error());
        return;
    }
    if (keepsInputs && pasted->keptInputs == 0)
        notify(tr("Nothing in this level fed what was copied: pasted without inputs."));
    if (pasted->keptInputs > 0) // the originals are near: not on them
        pasted->graph = movedAside(pasted->graph, m_definition, pasted->ids, leftToRight());
    const QString step = pasted->keptInputs > 0 ? tr("Paste %1 with inputs") : tr("Paste %1");
    applyPasted(std::move(*pasted), step);
}

void DesignEditor::duplicate()
{
    if (m_selection.empty())
        return;
    const Graph small = folded(graph(), m_selection);
    double left = 1e9, top = 1e9;
    for (const NodeId id : m_selection) {
        const Position at = small.level(m_definition)->find(id)->position;
        left = std::min(left, at.x);
        top = std::min(top, at.y);
    }
    const std::string text = copyNodes(small, m_definition, m_selection, origin());
    auto pasted = pasteNodes(graph(), m_definition, text, {left, top});
    if (!pasted) {
        notify(pasted.error());
        return;
    }
    pasted->graph = movedAside(pasted->graph, m_definition, pasted->ids, leftToRight());
    applyPasted(std::move(*pasted), tr("Duplicate %1"));
}

} // namespace nodegrad
