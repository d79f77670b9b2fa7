#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

#include "core/graph/layout.h"
#include "ui/canvas/frame_boxes.h"
#include "ui/canvas/level_view.h"
#include "ui/canvas/unfolded.h"
#include "ui/canvas/wire_route.h"
#include "ui/language/core_text.h"
#include "ui/session/background.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kBesideShape = 40; ///< of a label between two layers: where a wire leaves and turns

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
    const Graph folded = result;
    result = withFramesFollowing(folded, moveNodes(folded, definition, positions), definition);
    for (const NodeId id : unfolded)
        result = withUnfolded(result, definition, id, true, leftToRight);
    return result;
}

/// From left to right the shapes that are shown stand between the layers. Of a module's layers, those of its first instance.
std::map<NodeId, double> roomForShapes(const DesignEditor& editor, const Graph& graph, const std::string& definition)
{
    std::map<NodeId, double> rooms;
    const std::vector<std::string> places = pathsTo(graph, definition);
    if (places.empty() || (editor.shapeLabels() != ShapeLabels::Changes && editor.shapeLabels() != ShapeLabels::All))
        return rooms;
    const QFontMetricsF metrics(font(TextStyle::Caption));
    for (const NodePtr& node : graph.level(definition)->nodes) {
        const NodeFacts* facts = editor.factsAt(plainPath(places.front() + node->name));
        if (!facts || (editor.shapeLabels() == ShapeLabels::Changes && !changesShape(facts)))
            continue;
        for (const Spec& spec : facts->outputs)
            if (!isAbsent(spec))
                rooms[node->id] = std::max(rooms[node->id], metrics.horizontalAdvance(QString::fromStdString(shapeText(spec.shape))) + kBesideShape);
    }
    return rooms;
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
    LayoutOptions options = optionsFor(leftToRight());
    if (options.leftToRight)
        options.roomBehind = roomForShapes(*this, graph(), m_definition);
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
    std::map<std::string, std::map<NodeId, double>> rooms;
    if (across)
        for (const std::string& definition : insideOut(graph()))
            rooms[definition] = roomForShapes(*this, graph(), definition);
    Job* job = Job::start(this, tr("Arrange layers"),
        [before = graph(), plain = optionsFor(across), rooms = std::move(rooms)](const Task& task) -> Result<Graph> {
            Graph turned = before;
            for (const std::string& definition : insideOut(before)) {
                LayoutOptions options = plain;
                if (const auto room = rooms.find(definition); room != rooms.end())
                    options.roomBehind = room->second;
                auto positions = layoutLevel(*turned.level(definition), options, {}, task);
                if (!positions)
                    return tl::unexpected(positions.error());
                turned = arranged(turned, definition, *positions, plain.leftToRight);
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

namespace {

bool liesOnOthers(const Graph& graph, const std::string& definition, const std::set<NodeId>& nodes)
{
    const Boxes boxes = boxesOf(graph, definition, nodes);
    const RectGrid standing(boxes.others);
    return std::ranges::any_of(boxes.chosen, [&](const QRectF& box) { return standing.hit(box) >= 0; });
}

} // namespace

void DesignEditor::makeModuleOfSelection()
{
    auto made = makeModule(graph(), m_definition, m_selection, tr("Block").toStdString());
    if (!made) {
        notify(made.error());
        return;
    }
    const std::string& block = made->graph.level(m_definition)->find(made->instance)->name;
    MovedNodes moved;
    for (const std::string& place : pathsTo(graph(), m_definition))
        for (const NodeId id : m_selection)
            moved[place + block + ".0." + level().find(id)->name] = place + level().find(id)->name;
    applyMoved(std::move(made->graph), moved, tr("Make a module of %1").arg(countText(m_selection.size())));
    select({made->instance});
}

void DesignEditor::dissolveSelection()
{
    const Node* node = current();
    if (!node || node->type != kModuleType)
        return;
    auto dissolved = dissolveModule(graph(), m_definition, node->id);
    if (dissolved && (node->unfolded || liesOnOthers(dissolved->graph, m_definition, dissolved->ids))) { // where it is drawn unfolded, which makes room
        const Graph open = node->unfolded ? graph() : withUnfolded(graph(), m_definition, node->id, true, leftToRight());
        const Node& shown = *open.level(m_definition)->find(node->id);
        const QPointF inside = insideOrigin(open, shown);
        dissolved = dissolveModule(open, m_definition, node->id, Position{shown.position.x + inside.x(), shown.position.y + inside.y()});
    }
    if (!dissolved) {
        notify(dissolved.error());
        return;
    }
    MovedNodes moved;
    for (const std::string& place : pathsTo(graph(), m_definition))
        for (const auto& [name, original] : dissolved->originals)
            moved[place + name] = place + node->name + ".0." + original;
    applyMoved(std::move(dissolved->graph), moved, tr("Dissolve module"));
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
    MovedNodes moved;
    for (const std::string& place : pathsTo(graph(), m_definition))
        moved[place + name] = place + level().find(node)->name;
    applyMoved(std::move(*renamed), moved, tr("Rename to %1").arg(QString::fromStdString(name)));
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
