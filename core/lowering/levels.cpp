#include <algorithm>

#include "core/graph/edits.h"
#include "core/lowering/walk.h"

namespace nodegrad {

namespace {

/// Nodes on circles among `nodes` (which also holds what follows from them), a group for each circle.
std::vector<std::vector<const Node*>> circlesAmong(const std::vector<const Node*>& nodes, const Level& level)
{
    std::map<NodeId, std::set<NodeId>> next, before;
    std::map<NodeId, const Node*> open;
    for (const Node* node : nodes)
        open[node->id] = node;
    for (const Wire& wire : level.wires)
        if (open.contains(wire.from.node) && open.contains(wire.to.node)) {
            next[wire.from.node].insert(wire.to.node);
            before[wire.to.node].insert(wire.from.node);
        }
    const auto reach = [](NodeId start, std::map<NodeId, std::set<NodeId>>& along) {
        std::set<NodeId> seen;
        std::vector<NodeId> todo{start};
        while (!todo.empty()) {
            const NodeId here = todo.back();
            todo.pop_back();
            for (const NodeId other : along[here])
                if (seen.insert(other).second)
                    todo.push_back(other);
        }
        return seen;
    };
    std::vector<std::vector<const Node*>> circles;
    std::set<NodeId> done;
    for (const Node* node : nodes) {
        if (done.contains(node->id))
            continue;
        const std::set<NodeId> after = reach(node->id, next);
        if (!after.contains(node->id)) {
            done.insert(node->id);
            continue;
        }
        const std::set<NodeId> ahead = reach(node->id, before);
        std::vector<const Node*> circle;
        for (const Node* other : nodes)
            if (after.contains(other->id) && ahead.contains(other->id)) {
                circle.push_back(other);
                done.insert(other->id);
            }
        circles.push_back(std::move(circle));
    }
    return circles;
}

bool hasPort(const std::vector<Port>& ports, const std::string& id)
{
    return std::ranges::any_of(ports, [&](const Port& port) { return port.id == id; });
}

/// Nodes from which a wire leads to `sinks`, and these.
std::set<NodeId> leadingTo(const std::vector<NodeId>& sinks, const Level& level)
{
    std::unordered_map<std::uint64_t, std::vector<NodeId>> before;
    for (const Wire& wire : level.wires)
        before[wire.to.node.value].push_back(wire.from.node);
    std::set<NodeId> live(sinks.begin(), sinks.end());
    std::vector<NodeId> todo = sinks;
    while (!todo.empty()) {
        const NodeId here = todo.back();
        todo.pop_back();
        for (const NodeId source : before[here.value])
            if (live.insert(source).second)
                todo.push_back(source);
    }
    return live;
}

} // namespace

const Walk::LevelIndex& Walk::indexOf(const std::string& definition)
{
    const auto [found, isNew] = m_indices.try_emplace(definition);
    LevelIndex& index = found->second;
    const Level* level = m_graph.level(definition);
    if (!isNew || !level)
        return index;
    std::unordered_map<std::uint64_t, NodePtr> byId;
    std::set<std::string> names;
    for (const NodePtr& node : level->nodes) {
        byId.emplace(node->id.value, node);
        index.ports.emplace(node->id.value, portsOf(m_graph, definition, *node));
        if (!names.insert(node->name).second)
            index.problems.push_back({Severity::Error, node->name, "", makeError("graph.duplicate_name", {{"node", node->name}}), {}});
    }
    std::vector<const Node*> onCycle;
    for (const Node* node : topologicalOrder(*level, &onCycle))
        index.order.push_back(byId.at(node->id.value));
    if (!onCycle.empty())
        index.circles = circlesAmong(onCycle, *level);
    for (const Wire& wire : level->wires) {
        const auto from = byId.find(wire.from.node.value), to = byId.find(wire.to.node.value);
        if (from == byId.end() || to == byId.end())
            continue;
        const auto unknownPort = [&](const Node& node, const std::string& port, const char* what) {
            index.problems.push_back({Severity::Error, node.name, port,
                                      makeError("layer.unknown_port", {{"node", node.name}, {"port", port}, {"what", what}}), {}});
        };
        if (!hasPort(index.ports.at(wire.to.node.value).inputs, wire.to.port))
            unknownPort(*to->second, wire.to.port, "input");
        else if (!hasPort(index.ports.at(wire.from.node.value).outputs, wire.from.port))
            unknownPort(*from->second, wire.from.port, "output");
        else
            index.into[wire.to] = wire.from;
    }
    std::vector<NodeId> sinks;
    const char* sink = definition.empty() ? kOutputType : kModuleOutputType;
    for (const NodePtr& node : level->nodes)
        if (node->type == sink && index.into.contains({node->id, "in"}))
            sinks.push_back(node->id);
    if (sinks.empty()) // nothing is finished yet: all of it counts
        for (const NodePtr& node : level->nodes)
            sinks.push_back(node->id);
    index.live = leadingTo(sinks, *level);
    for (const NodePtr& node : level->nodes)
        if (node->type == sink)
            index.live.insert(node->id);
    std::set<NodeId> feeding;
    for (const Wire& wire : level->wires)
        feeding.insert(wire.from.node);
    for (const NodePtr& node : level->nodes)
        if (!index.live.contains(node->id) && !feeding.contains(node->id))
            index.deadEnds.insert(node->id);
    return index;
}

void Walk::lowerLevel(Place& place, std::size_t from)
{
    const LevelIndex& index = indexOf(place.definition);
    if (!place.isCopy && from == 0)
        for (Diagnostic problem : index.problems) {
            problem.node = place.plainPath + problem.node;
            problem.error.arguments["node"] = problem.node;
            m_lowered.diagnostics.push_back(std::move(problem));
        }
    for (std::size_t i = from; i < index.order.size(); ++i) {
        if (&place == &m_root)
            m_marks.push_back(mark());
        lowerNode(place, index, index.order[i]);
    }
    for (const auto& circle : index.circles) {
        std::string names;
        for (std::size_t i = 0; i < circle.size(); ++i)
            names += (i == 0 ? "" : i + 1 == circle.size() ? " and " : ", ") + ("'" + circle[i]->name + "'");
        if (circle.size() == 1)
            report(place, *circle.front(), Severity::Error, makeError("graph.on_itself"));
        else
            report(place, *circle.front(), Severity::Error, makeError("graph.on_cycle", {{"nodes", names}}));
    }
}

Walk::Gathered Walk::gather(Place& place, const LevelIndex& index, const Node& node)
{
    Gathered in;
    const std::vector<Port>& ports = index.ports.at(node.id.value).inputs;
    const auto required = std::ranges::count_if(ports, [](const Port& port) { return !port.optional; });
    for (const Port& port : ports) {
        const auto source = index.into.find({node.id, port.id});
        Value value;
        if (source != index.into.end()) {
            const auto known = place.values.find(source->second);
            if (known != place.values.end())
                value = known->second;
            else
                in.isKnown = false;
        } else if (!port.optional) {
            in.isKnown = false;
            // Loose ends that lead nowhere get one word of advice instead.
            if (isLive(place, index, node))
                report(place, node, Severity::Error, required == 1 ? makeError("layer.no_input") : makeError("layer.port_open", {{"port", port.title}}), {}, port.id);
        }
        in.values.push_back(value);
        in.specs.push_back(value ? value.spec : absentSpec());
    }
    return in;
}

Specs Walk::absentOutputs(const LevelIndex& index, const Node& node) const
{
    return Specs(index.ports.at(node.id.value).outputs.size(), absentSpec());
}

void Walk::lowerNode(Place& place, const LevelIndex& index, const NodePtr& node)
{
    constexpr std::size_t limit = 100'000;
    if (++m_nodes > limit) {
        if (m_nodes == limit + 1)
            report(place, *node, Severity::Error, makeError("graph.too_many_layers", {{"limit", limit}}));
        return;
    }
    m_origins.insert_or_assign(place.path + node->name, Origin{node.get(), place.plainPath + node->name});
    const LayerType* type = findLayer(node->type);
    if (!place.isUnused && index.deadEnds.contains(node->id))
        report(place, *node, Severity::Advice, makeError("layer.unused"));
    const bool isInside = !place.definition.empty();
    const bool isRootOnly = node->type == kInputType || node->type == kOutputType;
    const bool isInsideOnly = node->type == kModuleInputType || node->type == kModuleOutputType;
    if (!type || (isInside ? isRootOnly : isInsideOnly)) {
        report(place, *node, Severity::Error, type ? makeError("layer.wrong_level") : makeError(node->type.starts_with("onnx_") ? "layer.foreign" : "layer.unknown_type", {{"type", node->type}}));
        record(place, *node, {.inputs = {}, .outputs = absentOutputs(index, *node)});
        return;
    }
    if (node->type == kInputType)
        return lowerInput(place, index, node);
    const Gathered in = gather(place, index, *node);
    if (node->type == kModuleInputType) {
        const auto value = place.inputs.find(node->name);
        const bool isKnown = value != place.inputs.end();
        if (isKnown)
            place.values[{node->id, "out"}] = value->second;
        return record(place, *node, {.inputs = {}, .outputs = {isKnown ? value->second.spec : absentSpec()}});
    }
    if (node->type == kModuleOutputType) {
        if (in.isKnown)
            place.outputs[node->name] = in.values.front();
        return record(place, *node, {.inputs = in.specs, .outputs = {}});
    }
    if (node->type == kOutputType)
        return lowerOutput(place, node, in);
    if (node->type == kModuleType)
        return lowerModule(place, index, node, in);
    if (in.isKnown)
        return lowerLayer(place, index, node, *type, in);
    for (Diagnostic& problem : checkParams(*type, node->params, place.plainPath + node->name))
        report(place, *node, std::move(problem));
    record(place, *node, {.inputs = in.specs, .outputs = absentOutputs(index, *node)});
}

} // namespace nodegrad
