// New layers and new wires.
#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <cmath>

#include "core/layers/replace.h"
#include "core/ops/op_type.h"
#include "core/project/ready_modules.h"
#include "ui/language/core_text.h"
#include "ui/canvas/unfolded.h"
#include "ui/session/session.h"

namespace nodegrad {

namespace {

std::optional<PortRef> firstInput(const Graph& graph, const std::string& definition, const Node& node)
{
    const Ports ports = portsOf(graph, definition, node);
    for (const Port& port : ports.inputs)
        if (!graph.level(definition)->wireInto({node.id, port.id}))
            return PortRef{node.id, port.id};
    return ports.inputs.empty() ? std::nullopt : std::optional(PortRef{node.id, ports.inputs.front().id});
}

std::optional<PortRef> firstOutput(const Graph& graph, const std::string& definition, const Node& node)
{
    const Ports ports = portsOf(graph, definition, node);
    return ports.outputs.empty() ? std::nullopt : std::optional(PortRef{node.id, ports.outputs.front().id});
}

/// "m1", "m2", ...: the first that no module has.
std::string freeModuleId(const Graph& graph)
{
    for (int i = 1;; ++i)
        if (const std::string id = "m" + std::to_string(i); !graph.module(id))
            return id;
}

bool sameLevel(const Level& a, const Level& b)
{
    return a.wires == b.wires && std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), [](const NodePtr& x, const NodePtr& y) { return *x == *y; });
}

} // namespace

Position onGrid(QPointF at)
{
    return {std::round(at.x() / kGrid) * kGrid, std::round(at.y() / kGrid) * kGrid};
}

bool DesignEditor::isAllowed(const std::string& layer) const
{
    const LayerType* type = findLayer(layer);
    if (layer == kModuleType || (type && type->isImported))
        return false;
    if (layer == kModuleInputType || layer == kModuleOutputType)
        return !m_path.empty();
    if (layer == kInputType || layer == kOutputType)
        return m_path.empty();
    return true;
}

std::optional<DesignEditor::Prepared> DesignEditor::prepare(const std::string& layer, const Spec& in)
{
    Prepared prepared{graph(), {}};
    prepared.node.type = layer;
    if (layer.starts_with(kModulePrefix)) {
        prepared.node.type = kModuleType;
        prepared.node.definition = layer.substr(std::string(kModulePrefix).size());
    }
    if (!layer.starts_with(kReadyPrefix))
        return prepared;
    const ReadyModule* ready = findReadyModule(layer.substr(std::string(kReadyPrefix).size()));
    auto made = ready ? makeReadyModule(*ready, in, freeModuleId(graph())) : Result<ModuleDefinition>(fail("graph.unknown_module", {{"module", layer}}));
    if (!made) {
        notify(made.error());
        return std::nullopt;
    }
    // The same block again is another instance, linked to the first, unless that one was changed.
    for (const auto& [id, module] : graph().modules())
        if (module.title == made->title && sameLevel(*module.level, *made->level))
            made->id = id;
    prepared.node.type = kModuleType;
    prepared.node.definition = made->id;
    if (!prepared.graph.module(made->id))
        prepared.graph = prepared.graph.withModule(std::move(*made));
    return prepared;
}

Spec DesignEditor::specFor(const Wiring& wiring) const
{
    std::optional<PortRef> source = wiring.onWire ? std::optional(wiring.onWire->from) : wiring.from;
    if (const Node* before = wiring.behind ? level().find(*wiring.behind) : nullptr; before && !source)
        source = firstOutput(graph(), m_definition, *before);
    return source ? outputSpec(*source).value_or(absentSpec()) : absentSpec();
}

Position DesignEditor::freeSpot(const Level& shown, Position at, double height) const
{
    const double margin = kGrid;
    for (int attempt = 0; attempt < 200; ++attempt) {
        const auto blocked = std::find_if(shown.nodes.begin(), shown.nodes.end(), [&](const NodePtr& node) {
            return at.x < node->position.x + sizeOf(*node).width() + margin && node->position.x < at.x + kNodeWidth + margin &&
                   at.y < node->position.y + sizeOf(*node).height() + margin && node->position.y < at.y + height + margin;
        });
        if (blocked == shown.nodes.end())
            break;
        // Beside what is in the way, across the flow.
        if (leftToRight())
            at.y = (*blocked)->position.y + sizeOf(**blocked).height() + kFlowGap;
        else
            at.x = (*blocked)->position.x + sizeOf(**blocked).width() + kCrossGap;
    }
    return at;
}

QPointF DesignEditor::placeBehind(const Node& node) const
{
    return leftToRight() ? QPointF(node.position.x + sizeOf(node).width() + kWideGap, node.position.y)
                         : QPointF(node.position.x + (sizeOf(node).width() - kNodeWidth) / 2, node.position.y + sizeOf(node).height() + kFlowGap);
}

/// Opens the gap for a node that was put into a wire: what follows moves along the flow as far as needed.
Graph DesignEditor::withRoom(const Graph& graph, const Wire& wire, NodeId added) const
{
    const Level& shown = *graph.level(m_definition);
    const Node *source = shown.find(wire.from.node), *target = shown.find(wire.to.node);
    if (!source || !target)
        return graph;
    const bool across = leftToRight();
    const auto along = [&](const Node& node) { return across ? node.position.x : node.position.y; };
    const auto length = [&](const Node& node) { return across ? sizeOf(node).width() : sizeOf(node).height(); };
    const double gap = across ? kWideGap : kFlowGap;
    Position place = target->position;
    if (std::abs((across ? source->position.y - target->position.y : source->position.x - target->position.x)) > 1)
        place = source->position;
    const double begin = along(*source) + length(*source) + gap;
    (across ? place.x : place.y) = begin;
    // Beside the column of a branch, where others stand, the layer stays where it was put.
    const QRectF wanted(QPointF(place.x, place.y), QSizeF(kNodeWidth, kNodeHeight));
    const bool isTaken = std::ranges::any_of(shown.nodes, [&](const NodePtr& node) {
        return node->id != added && node.get() != target && along(*node) < along(*target) && wanted.intersects(QRectF(QPointF(node->position.x, node->position.y), sizeOf(*node)));
    });
    if (isTaken)
        return graph;
    const double missing = begin + (across ? kNodeWidth : kNodeHeight) + gap - along(*target);
    std::map<NodeId, Position> moves{{added, place}};
    if (missing > 0 && along(*target) > along(*source)) {
        std::set<NodeId> after{target->id};
        std::vector<NodeId> open{target->id};
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            for (const Wire& next : shown.wires)
                if (next.from.node == id && after.insert(next.to.node).second)
                    open.push_back(next.to.node);
        }
        for (const NodePtr& node : shown.nodes)
            if (after.contains(node->id) && along(*node) >= along(*target)) {
                Position moved = node->position;
                (across ? moved.x : moved.y) += std::ceil(missing / kGrid) * kGrid;
                moves[node->id] = moved;
            }
    }
    return moveNodes(graph, m_definition, moves);
}

NodeId DesignEditor::addLayer(const std::string& layer, QPointF at, const Wiring& wiring, bool exact)
{
    auto prepared = prepare(layer, specFor(wiring));
    if (!prepared)
        return {};
    Node node = std::move(prepared->node);
    const Graph base = std::move(prepared->graph);
    if (!isAllowed(node.type) && node.type != kModuleType) {
        notify(node.type == kModuleInputType || node.type == kModuleOutputType ? tr("A module's ports belong inside a module.")
                                                                                 : tr("Input and Output belong outside modules."));
        return {};
    }
    node.position = exact ? onGrid(at) : freeSpot(level(), onGrid(at));
    const Position placed = node.position;
    const QString title = titleOfLayer(layer);
    const Ports ports = portsOf(base, m_definition, node);
    const auto finish = [&](Graph changed, NodeId id, const QString& step) {
        apply(std::move(changed), step);
        remember(layer);
        select({id});
        return id;
    };
    if (wiring.onWire) {
        if (ports.inputs.empty() || ports.outputs.empty()) {
            notify(tr("%1 has no input and output to go into a wire.").arg(title));
            return {};
        }
        auto inserted = insertOnWire(base, m_definition, *wiring.onWire, node, ports.inputs.front().id, ports.outputs.front().id);
        if (!inserted) {
            notify(inserted.error());
            return {};
        }
        const Node *source = level().find(wiring.onWire->from.node), *target = level().find(wiring.onWire->to.node);
        const auto along = [this](const Position& place) { return leftToRight() ? place.x : place.y; };
        const bool staysThere = wiring.isDropped && placed == onGrid(at) && source && target && along(placed) > along(source->position) && along(placed) < along(target->position);
        return finish(staysThere ? inserted->graph : withRoom(inserted->graph, *wiring.onWire, inserted->id), inserted->id, tr("Insert %1").arg(title));
    }
    AddedNode added = addNode(base, m_definition, std::move(node));
    Graph result = added.graph;
    const auto wire = [&](const PortRef& from, const PortRef& to) {
        if (auto wired = nodegrad::connect(result, m_definition, from, to))
            result = std::move(*wired);
        else
            notify(wired.error());
    };
    if (wiring.from && !ports.inputs.empty())
        wire(*wiring.from, {added.id, ports.inputs.front().id});
    if (wiring.to && !ports.outputs.empty())
        wire({added.id, ports.outputs.front().id}, *wiring.to);
    if (const Node* before = wiring.behind ? level().find(*wiring.behind) : nullptr) {
        const auto output = firstOutput(graph(), m_definition, *before);
        const auto input = firstInput(graph(), m_definition, *before);
        if (output && !ports.inputs.empty())
            wire(*output, {added.id, ports.inputs.front().id});
        else if (!output && input && !ports.outputs.empty() && !level().wireInto(*input))
            wire({added.id, ports.outputs.front().id}, *input);
    }
    return finish(std::move(result), added.id, tr("Add %1").arg(title));
}

bool DesignEditor::mayGoIntoWire(const Node& node) const
{
    const Ports ports = portsOf(graph(), m_definition, node);
    return !ports.inputs.empty() && !ports.outputs.empty() && level().wiresOf(node.id).empty() && movable({node.id}).contains(node.id);
}

void DesignEditor::moveIntoWire(NodeId id, QPointF by, const Wire& wire)
{
    const Node& node = *level().find(id);
    const Ports ports = portsOf(graph(), m_definition, node);
    const Position at{node.position.x + by.x(), node.position.y + by.y()};
    const bool isFree = freeSpot(*removeNodes(graph(), m_definition, {id}, false).level(m_definition), at) == at;
    auto changed = nodegrad::connect(moveNodes(graph(), m_definition, {{id, at}}), m_definition, wire.from, {id, ports.inputs.front().id});
    if (changed)
        changed = nodegrad::connect(*changed, m_definition, {id, ports.outputs.front().id}, wire.to);
    if (!changed)
        return notify(changed.error());
    apply(isFree ? *changed : withRoom(*changed, wire, id), tr("Insert %1").arg(titleOf(node)));
}

bool DesignEditor::replaceSelection(const std::string& layer)
{
    if (m_selection.empty())
        return false;
    Spec fed = absentSpec();
    for (const NodeId id : m_selection) {
        const Node& node = *level().find(id);
        if (node.type == kModuleInputType || node.type == kModuleOutputType) {
            notify(tr("'%1' is a port of the module and cannot be replaced.").arg(QString::fromStdString(node.name)));
            return false;
        }
        const auto wires = level().wiresOf(id);
        const auto feed = std::find_if(wires.begin(), wires.end(), [&](const Wire& wire) { return wire.to.node == id; });
        if (isAbsent(fed) && feed != wires.end())
            fed = outputSpec(feed->from).value_or(absentSpec());
    }
    const auto prepared = prepare(layer, fed);
    if (!prepared || (!isAllowed(prepared->node.type) && prepared->node.type != kModuleType))
        return false;
    const QString what = m_selection.size() == 1 ? QString::fromStdString(level().find(*m_selection.begin())->name) : countText(m_selection.size());
    Graph result = folded(prepared->graph, m_selection);
    for (const NodeId id : m_selection) {
        auto replaced = replaceNode(result, m_definition, id, prepared->node);
        if (!replaced) {
            notify(replaced.error());
            return false;
        }
        result = std::move(*replaced);
    }
    apply(std::move(result), tr("Replace %1 by %2").arg(what, titleOfLayer(layer)));
    remember(layer);
    return true;
}

bool DesignEditor::connectPorts(const PortRef& from, const PortRef& to, const std::optional<Wire>& instead)
{
    Graph base = graph();
    if (instead)
        base = nodegrad::disconnect(base, m_definition, *instead);
    auto wired = nodegrad::connect(base, m_definition, from, to);
    if (!wired) {
        notify(wired.error());
        return false;
    }
    apply(std::move(*wired), instead ? tr("Rewire") : tr("Connect"));
    return true;
}

std::optional<Diagnostic> DesignEditor::problemOfWire(const PortRef& from, const PortRef& to)
{
    const auto wired = nodegrad::connect(graph(), m_definition, from, to);
    const Node* target = level().find(to.node);
    if (!wired || !target)
        return std::nullopt;
    Bindings bindings;
    if (session()->data()->phase == DataState::Phase::Ready)
        bindings = bindingsFor(session()->data()->prepared);
    const std::string path = pathOf(*target);
    for (const Diagnostic& diagnostic : m_trial->lower(*wired, bindings)->diagnostics)
        if (diagnostic.severity == Severity::Error && plainPath(diagnostic.node) == path && (diagnostic.port.empty() || diagnostic.port == to.port))
            return diagnostic;
    return std::nullopt;
}

bool DesignEditor::connectWithFix(const PortRef& from, const PortRef& to)
{
    auto wired = nodegrad::connect(graph(), m_definition, from, to);
    if (!wired) {
        notify(wired.error());
        return false;
    }
    const auto problem = problemOfWire(from, to);
    if (problem)
        for (const Fix& fix : problem->fixes)
            if (fix.action == Fix::Action::InsertBefore)
                if (auto fixed = applyFix(*wired, *problem, fix)) {
                    apply(std::move(*fixed), tr("Connect, %1").arg(coreText(fix.title)));
                    return true;
                }
    apply(std::move(*wired), tr("Connect"));
    return true;
}

void DesignEditor::removeWire(const Wire& wire)
{
    apply(nodegrad::disconnect(graph(), m_definition, wire), tr("Delete wire"));
}

std::vector<WireTarget> DesignEditor::wireTargets(const PortRef& from) const
{
    const Level& shown = level();
    const Node* source = shown.find(from.node);
    if (!source)
        return {};
    const std::set<NodeId> before = reachable(shown, {from.node}, false);
    std::map<PortRef, bool> taken; // by `from` itself?
    for (const Wire& wire : shown.wires)
        taken[wire.to] = wire.from == from;
    std::vector<std::pair<double, WireTarget>> found;
    for (const NodePtr& node : shown.nodes) {
        if (before.contains(node->id))
            continue;
        const Ports ports = portsOf(graph(), m_definition, *node);
        const double distance = std::hypot(node->position.x - source->position.x, node->position.y - source->position.y);
        for (const Port& port : ports.inputs) {
            const PortRef to{node->id, port.id};
            const auto wired = taken.find(to);
            if (wired != taken.end() && wired->second)
                continue;
            QString text = QStringLiteral("%1 · %2").arg(QString::fromStdString(node->name), titleOf(*node));
            if (ports.inputs.size() > 1)
                text += QStringLiteral(" · ") + QString::fromStdString(port.title.empty() ? port.id : port.title);
            found.push_back({distance, {to, text, wired == taken.end()}});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::pair(!a.second.isFree, a.first) < std::pair(!b.second.isFree, b.first); });
    std::vector<WireTarget> targets;
    for (auto& [distance, target] : found)
        targets.push_back(std::move(target));
    return targets;
}

} // namespace nodegrad
