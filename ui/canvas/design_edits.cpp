#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <cmath>

#include <QClipboard>
#include <QGuiApplication>

#include "core/analysis/repeat_module.h"
#include "core/graph/layout.h"
#include "core/training/param_groups.h"
#include "ui/language/core_text.h"
#include "ui/session/background.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

/// Wires of `id` whose ports its layer no longer has.
Graph withoutDeadWires(const Graph& graph, const std::string& definition, NodeId id)
{
    const Level& level = *graph.level(definition);
    const Node* node = level.find(id);
    const Ports ports = portsOf(graph, definition, *node);
    const auto has = [](const std::vector<Port>& list, const std::string& port) {
        return std::any_of(list.begin(), list.end(), [&](const Port& p) { return p.id == port; });
    };
    Graph result = graph;
    for (const Wire& wire : level.wiresOf(id))
        if ((wire.to.node == id && !has(ports.inputs, wire.to.port)) || (wire.from.node == id && !has(ports.outputs, wire.from.port)))
            result = disconnect(result, definition, wire);
    return result;
}

std::set<NodeId> idsOf(const Level& level)
{
    std::set<NodeId> ids;
    for (const NodePtr& node : level.nodes)
        ids.insert(node->id);
    return ids;
}

/// All levels, each behind those of the modules that it holds: what is unfolded has its size when its turn comes.
std::vector<std::string> insideOut(const Graph& graph)
{
    std::vector<std::string> order;
    std::set<std::string> seen;
    const auto visit = [&](auto&& self, const std::string& definition) -> void {
        const Level* level = seen.insert(definition).second ? graph.level(definition) : nullptr;
        for (const NodePtr& node : level ? level->nodes : std::vector<NodePtr>())
            if (node->type == kModuleType && !node->definition.empty())
                self(self, node->definition);
        if (level)
            order.push_back(definition);
    };
    visit(visit, "");
    for (const auto& [id, module] : graph.modules())
        visit(visit, id);
    return order;
}

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

/// Knots were set for the old places. The layout is one of plain nodes: unfolded modules then make room for themselves.
Graph arranged(const Graph& graph, const std::string& definition, const std::map<NodeId, Position>& positions, bool leftToRight)
{
    std::set<NodeId> ids, unfolded;
    for (const auto& [id, place] : positions)
        ids.insert(id);
    Graph result = withoutKnots(graph, definition, ids);
    for (const NodePtr& node : graph.level(definition)->nodes)
        if (node->unfolded && ids.contains(node->id)) {
            unfolded.insert(node->id);
            result = changeNode(result, definition, node->id, [](Node& changed) { changed.unfolded = false; }).value_or(result);
        }
    result = moveNodes(result, definition, positions);
    for (const NodeId id : unfolded)
        result = withUnfolded(result, definition, id, true, leftToRight);
    return result;
}

LayoutOptions optionsFor(bool leftToRight)
{
    LayoutOptions options;
    options.leftToRight = leftToRight;
    options.gapFlow = leftToRight ? kWideGap : kFlowGap;
    options.gapCross = leftToRight ? kFlowGap : kCrossGap;
    return options;
}

} // namespace

void DesignEditor::removeSelection(bool heal)
{
    if (m_wire) {
        removeWire(Wire(*m_wire));
        return;
    }
    if (m_frame != 0) {
        if (isLocked(m_frame))
            return;
        Level shown = level();
        std::erase_if(shown.frames, [this](const Frame& frame) { return frame.id == m_frame; });
        apply(graph().withLevel(m_definition, std::move(shown)), tr("Delete the frame"));
        return;
    }
    if (!hasSelection())
        return;
    const QString step = tr("Delete %1").arg(selectionText());
    apply(removeNodes(withoutSelectedKnots(graph()), m_definition, std::set<NodeId>(m_selection), heal), step);
}

void DesignEditor::move(const std::map<NodeId, Position>& positions, const QString& mergeKey)
{
    place(positions, tr("Move %1").arg(countText(positions.size())), mergeKey);
}

void DesignEditor::nudge(double dx, double dy)
{
    if (m_frame != 0)
        moveFrame(m_frame, {dx, dy}, QStringLiteral("nudge"));
    else
        moveSelection({dx, dy}, QStringLiteral("nudge"));
}

void DesignEditor::copy() const
{
    if (!m_selection.empty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(copyNodes(graph(), m_definition, m_selection)));
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
    apply(std::move(pasted->graph), step.arg(countText(pasted->ids.size())));
    select(pasted->ids);
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
    const std::string text = copyNodes(graph(), m_definition, m_selection);
    const Position at = leftToRight() ? Position{left, top + kNodeHeight + kFlowGap} : Position{left + kNodeWidth + kCrossGap, top};
    auto pasted = pasteNodes(graph(), m_definition, text, at);
    if (!pasted) {
        notify(pasted.error());
        return;
    }
    apply(std::move(pasted->graph), tr("Duplicate %1").arg(countText(pasted->ids.size())));
    select(pasted->ids);
}

void DesignEditor::layout(bool all)
{
    std::vector<NodeId> only;
    if (!all)
        only.assign(m_selection.begin(), m_selection.end());
    if (!all && only.empty())
        return;
    const std::set<NodeId> chosen = all ? idsOf(level()) : m_selection, free = movable(chosen);
    if (free.size() < chosen.size()) { // what stands in a locked frame stays
        only.assign(free.begin(), free.end());
        if (only.empty()) {
            notify(tr("These layers stand in a locked frame. Unlock it first."));
            return;
        }
    }
    const LayoutOptions options = optionsFor(leftToRight());
    Job* job = Job::start(this, tr("Arrange layers"),
        [graph = graph(), definition = m_definition, options, only](const Task& task) { return layoutLevel(*graph.level(definition), options, only, task); },
        [this, definition = m_definition](Result<std::map<NodeId, Position>> positions) {
            if (!positions) {
                notify(positions.error());
                return;
            }
            if (graph().level(definition))
                apply(arranged(graph(), definition, *positions, leftToRight()), tr("Arrange %1").arg(countText(positions->size())));
        });
    if (m_context.showJob)
        m_context.showJob(job);
}

void DesignEditor::setLeftToRight(bool across)
{
    Job* job = Job::start(this, tr("Arrange layers"),
        [before = graph(), options = optionsFor(across)](const Task& task) -> Result<Graph> {
            Graph turned = before;
            for (const std::string& definition : insideOut(before)) {
                auto positions = layoutLevel(*turned.level(definition), options, {}, task);
                if (!positions)
                    return tl::unexpected(positions.error());
                turned = arranged(turned, definition, *positions, options.leftToRight);
            }
            return turned;
        },
        [this, before = graph(), across](Result<Graph> turned) {
            if (!turned || !(before == graph()))
                return; // edited meanwhile: the edit wins
            Project project = session()->project();
            project.graph = std::move(*turned);
            project.leftToRight = across;
            session()->apply(std::move(project), across ? tr("Flow from left to right") : tr("Flow from top to bottom"));
        });
    if (m_context.showJob)
        m_context.showJob(job);
}

void DesignEditor::makeModuleOfSelection()
{
    auto made = makeModule(graph(), m_definition, m_selection, tr("Block").toStdString());
    if (!made) {
        notify(made.error());
        return;
    }
    apply(std::move(made->graph), tr("Make a module of %1").arg(countText(m_selection.size())));
    select({made->instance});
}

void DesignEditor::dissolveSelection()
{
    const Node* node = current();
    if (!node || node->type != kModuleType)
        return;
    auto dissolved = dissolveModule(graph(), m_definition, node->id);
    if (!dissolved) {
        notify(dissolved.error());
        return;
    }
    apply(std::move(dissolved->graph), tr("Dissolve module"));
    select(dissolved->ids);
}

Graph DesignEditor::withFlag(bool Node::*flag, bool value) const
{
    Graph result = graph();
    for (const NodeId id : m_selection)
        if (auto changed = changeNode(result, m_definition, id, [&](Node& node) { node.*flag = value; }))
            result = std::move(*changed);
    return result;
}

void DesignEditor::toggleBypass()
{
    bool anyOff = false;
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        const Ports ports = portsOf(graph(), m_definition, node);
        const NodeFacts* known = facts(node);
        const bool changesShape = known && known->inputs.size() == 1 && !known->outputs.empty() && !(known->inputs.front() == known->outputs.front());
        if (!node.bypassed && (ports.inputs.empty() || ports.outputs.empty() || changesShape)) {
            notify(tr("%1 cannot be bypassed: its output has another shape than its input.").arg(QString::fromStdString(node.name)));
            return;
        }
        anyOff = anyOff || !node.bypassed;
    }
    if (!m_selection.empty())
        apply(withFlag(&Node::bypassed, anyOff), anyOff ? tr("Bypass %1").arg(countText(m_selection.size())) : tr("Use %1 again").arg(countText(m_selection.size())));
}

void DesignEditor::toggleFreeze()
{
    const bool anyOff = std::any_of(m_selection.begin(), m_selection.end(), [&](NodeId id) { return !level().find(id)->frozen; });
    if (!m_selection.empty())
        apply(withFlag(&Node::frozen, anyOff), anyOff ? tr("Freeze %1").arg(countText(m_selection.size())) : tr("Unfreeze %1").arg(countText(m_selection.size())));
}

void DesignEditor::toggleCollapse()
{
    const bool anyOff = std::any_of(m_selection.begin(), m_selection.end(), [&](NodeId id) { return !level().find(id)->collapsed; });
    if (!m_selection.empty())
        apply(withFlag(&Node::collapsed, anyOff), anyOff ? tr("Collapse %1").arg(countText(m_selection.size())) : tr("Expand %1").arg(countText(m_selection.size())));
}

void DesignEditor::toggleUnfold()
{
    const Node* node = current();
    if (!node || node->type != kModuleType) {
        notify(tr("Select a module first."));
        return;
    }
    const bool unfolds = !node->unfolded;
    Graph changed = withUnfolded(graph(), m_definition, node->id, unfolds, leftToRight());
    if (unfolds && !isUnfolded(changed, *changed.level(m_definition)->find(node->id)))
        return; // its contents are missing: the problem says so
    apply(std::move(changed), unfolds ? tr("Unfold the module") : tr("Fold the module"));
}

Ports DesignEditor::shownPorts(const Node& node, Ports ports, const std::function<bool(const PortRef&, bool isOutput)>& isUsed)
{
    if (!node.hidesFreePorts)
        return ports;
    std::erase_if(ports.inputs, [&](const Port& port) { return port.optional && !isUsed({node.id, port.id}, false); });
    const std::string first = ports.outputs.empty() ? std::string() : ports.outputs.front().id; // a layer can always be wired
    std::erase_if(ports.outputs, [&](const Port& port) { return port.id != first && !isUsed({node.id, port.id}, true); });
    return ports;
}

void DesignEditor::toggleFreePorts()
{
    bool hides = false, shows = false;
    for (const NodeId id : m_selection) {
        Node node = *level().find(id);
        shows = shows || node.hidesFreePorts;
        node.hidesFreePorts = true;
        const Ports all = portsOf(graph(), m_definition, node), left = shownPorts(node, all, [this](const PortRef& port, bool isOutput) {
            return isOutput ? !level().wiresFrom(port).empty() : level().wireInto(port) != nullptr;
        });
        hides = hides || (!level().find(id)->hidesFreePorts && (left.inputs.size() < all.inputs.size() || left.outputs.size() < all.outputs.size()));
    }
    if (!hides && !shows) {
        notify(m_selection.empty() ? tr("Select the layers whose free ports should hide.") : tr("No free ports to hide: those without a wire are needed."));
        return;
    }
    apply(withFlag(&Node::hidesFreePorts, hides), hides ? tr("Hide free ports of %1").arg(countText(m_selection.size())) : tr("Show all ports of %1").arg(countText(m_selection.size())));
}

Status DesignEditor::rename(NodeId node, const std::string& name)
{
    auto renamed = renameNode(graph(), m_definition, node, name);
    if (!renamed)
        return fail(renamed.error());
    Project project = session()->project();
    // What the training says of the layer follows it, in every instance of the module that it lies in.
    if (auto groups = paramGroups(project.training.paramGroups); groups && !groups->empty()) {
        for (const std::string& place : pathsTo(graph(), m_definition))
            groups = renamedGroups(std::move(*groups), plainPath(place + level().find(node)->name), name);
        project.training.paramGroups = paramGroupsText(*groups);
    }
    // So do imported weights.
    std::map<std::string, std::string> moved;
    for (const std::string& place : pathsTo(graph(), m_definition))
        moved[place + name] = place + level().find(node)->name;
    if (project.initialWeights && moved != std::map<std::string, std::string>{{name, name}})
        project.initialWeights->renamed.push_back(std::move(moved));
    project.graph = std::move(*renamed);
    session()->apply(std::move(project), tr("Rename to %1").arg(QString::fromStdString(name)));
    return {};
}

void DesignEditor::setTitle(NodeId node, const std::string& title)
{
    if (auto changed = changeNode(graph(), m_definition, node, [&](Node& n) { n.title = title; }))
        apply(std::move(*changed), tr("Change the title"));
}

Status DesignEditor::setParam(const std::set<NodeId>& nodes, const Param& param, const ParamValue& value, const QString& mergeKey)
{
    if (auto checked = checkParam(param, value); !checked)
        return checked;
    Graph result = graph();
    for (const NodeId id : nodes) {
        auto changed = changeNode(result, m_definition, id, [&](Node& node) {
            if (value == param.defaultValue)
                node.params.erase(param.id);
            else
                node.params.set(param.id, value);
        });
        if (!changed)
            return fail(changed.error());
        result = withoutDeadWires(*changed, m_definition, id);
    }
    apply(std::move(result), tr("Change %1").arg(coreText(param.title).toLower()), mergeKey);
    return {};
}

/// All parameters at their defaults, but for those that nobody edits.
static void withoutParams(Node& node)
{
    ParamValues kept;
    if (const LayerType* type = findLayer(node.type))
        for (const Param& param : type->params)
            if (const ParamValue* value = param.isFixed ? node.params.find(param.id) : nullptr)
                kept.set(param.id, *value);
    node.params = std::move(kept);
}

void DesignEditor::resetParams(const std::set<NodeId>& nodes)
{
    Graph result = graph();
    for (const NodeId id : nodes)
        if (auto changed = changeNode(result, m_definition, id, withoutParams))
            result = withoutDeadWires(*changed, m_definition, id);
    apply(std::move(result), tr("Reset parameters"));
}

void DesignEditor::makeUniqueModule(NodeId node)
{
    auto unique = makeUnique(graph(), m_definition, node);
    if (unique)
        apply(std::move(*unique), tr("Make unique"));
    else
        notify(unique.error());
}

void DesignEditor::repair(const Diagnostic& diagnostic, const Fix& fix)
{
    if (fix.action == Fix::Action::ConnectData) {
        if (m_context.showPage)
            m_context.showPage(PageId::Data);
        return;
    }
    auto fixed = applyFix(graph(), diagnostic, fix);
    if (fixed)
        apply(std::move(*fixed), coreText(fix.title));
    else
        notify(fixed.error());
}

} // namespace nodegrad
