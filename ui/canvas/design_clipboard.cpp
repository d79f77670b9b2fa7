#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>

#include "core/graph/edits.h"
#include "core/layers/layer_type.h"
#include "core/project/moved_nodes.h"
#include "ui/canvas/design_editor.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

/// Upper left corners such that none of these nodes lies on another one of the level: moved aside as a whole until that is so.
Graph movedAside(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, bool leftToRight)
{
    const Level& level = *graph.level(definition);
    std::vector<Position> moving, standing;
    for (const NodePtr& node : level.nodes)
        (ids.contains(node->id) ? moving : standing).push_back(node->position);
    const double x = leftToRight ? 0 : kNodeWidth + kCrossGap, y = leftToRight ? kNodeHeight + kFlowGap : 0;
    const auto isFree = [&](int times) {
        return std::none_of(moving.begin(), moving.end(), [&](Position at) {
            return std::any_of(standing.begin(), standing.end(), [&](Position other) {
                return std::abs(at.x + times * x - other.x) < kNodeWidth + kGrid && std::abs(at.y + times * y - other.y) < kNodeHeight + kGrid;
            });
        });
    };
    int times = 0;
    while (times < 100 && !isFree(times))
        ++times;
    std::map<NodeId, Position> places;
    for (const NodeId id : ids) {
        const Position at = level.find(id)->position;
        places[id] = {at.x + times * x, at.y + times * y};
    }
    return times == 0 ? graph : moveNodes(graph, definition, places);
}

} // namespace

void DesignEditor::copy() const
{
    if (!m_selection.empty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(copyNodes(graph(), m_definition, m_selection, origin())));
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
    double left = 1e9, top = 1e9;
    for (const NodeId id : m_selection) {
        const Node* node = level().find(id);
        left = std::min(left, node->position.x);
        top = std::min(top, node->position.y);
    }
    const std::string text = copyNodes(graph(), m_definition, m_selection, origin());
    const Position at = leftToRight() ? Position{left, top + kNodeHeight + kFlowGap} : Position{left + kNodeWidth + kCrossGap, top};
    auto pasted = pasteNodes(graph(), m_definition, text, at);
    if (!pasted) {
        notify(pasted.error());
        return;
    }
    applyPasted(std::move(*pasted), tr("Duplicate %1"));
}

} // namespace nodegrad
