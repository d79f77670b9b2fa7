#include "core/layers/replace.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/layers/node_params.h"

namespace nodegrad {

namespace {

/// A list whose numbers are all the same is that number for any size.
ParamValue shortened(const ParamValue& value)
{
    const auto* list = std::get_if<std::vector<std::int64_t>>(&value);
    if (!list || list->empty() || !std::all_of(list->begin(), list->end(), [&](std::int64_t number) { return number == list->front(); }))
        return value;
    return std::vector<std::int64_t>{list->front()};
}

/// The set values of `old` that are `declared`, under those that come with the replacement.
ParamValues keptParams(const ParamValues& old, const std::vector<Param>& declared, ParamValues params)
{
    for (const auto& [name, value] : old.all()) {
        const Param* param = findParam(declared, name);
        if (!param || params.has(name))
            continue;
        for (const ParamValue& candidate : {value, shortened(value)})
            if (checkParam(*param, candidate)) {
                if (!(candidate == param->defaultValue))
                    params.set(name, candidate);
                break;
            }
    }
    return params;
}

/// "conv3" of a Conv2D, "input" of an Input: given by the program.
bool isMadeName(const Node& node)
{
    if (node.name == node.type)
        return true;
    const auto isNumbered = [&](const std::string& stem) {
        return node.name.starts_with(stem) && parseInteger(node.name.substr(stem.size())).has_value();
    };
    return isNumbered(nameStem(node.type)) || (node.type == kModuleType && isNumbered("block"));
}

/// Old port id -> new port id: equal ids first, then in order.
std::map<std::string, std::string> matched(const std::vector<std::string>& used, const std::vector<Port>& ports)
{
    std::map<std::string, std::string> to;
    std::vector<std::string> left;
    for (const Port& port : ports) {
        if (std::find(used.begin(), used.end(), port.id) != used.end())
            to[port.id] = port.id;
        else
            left.push_back(port.id);
    }
    auto next = left.begin();
    for (const std::string& port : used)
        if (next != left.end() && !to.contains(port))
            to[port] = *next++;
    return to;
}

/// Ports of `list` that have wires, in the order of the node.
std::vector<std::string> usedPorts(const std::vector<Port>& list, const std::vector<Wire>& wires, PortRef Wire::*end, NodeId id)
{
    std::vector<std::string> used;
    for (const Port& port : list)
        if (std::any_of(wires.begin(), wires.end(), [&](const Wire& wire) { return wire.*end == PortRef{id, port.id}; }))
            used.push_back(port.id);
    return used;
}

} // namespace

Result<Graph> replaceNode(const Graph& graph, const std::string& definition, NodeId id, const Node& replacement)
{
    const Level* level = graph.level(definition);
    const Node* old = level ? level->find(id) : nullptr;
    if (!old)
        return fail("graph.unknown_node", {{"node", id.value}});
    const Ports before = portsOf(graph, definition, *old);
    Node node = replacement;
    node.params = keptParams(old->params, paramsOf(graph, node), node.params);
    node.id = id;
    node.name = old->name;
    node.title = old->title;
    node.position = old->position;
    node.bypassed = old->bypassed;
    node.frozen = old->frozen;
    node.collapsed = old->collapsed;
    node.hidesFreePorts = old->hidesFreePorts;
    const Ports after = portsOf(graph, definition, node);
    const std::vector<Wire> wires = level->wiresOf(id);
    const auto inputs = matched(usedPorts(before.inputs, wires, &Wire::to, id), after.inputs);
    const auto outputs = matched(usedPorts(before.outputs, wires, &Wire::from, id), after.outputs);

    Level changed = *level;
    const auto move = [&](PortRef& end, const std::map<std::string, std::string>& to) {
        if (end.node != id)
            return true;
        const auto found = to.find(end.port);
        if (found != to.end())
            end.port = found->second;
        return found != to.end();
    };
    changed.wires.clear();
    changed.knots.clear();
    for (const Wire& wire : level->wires) {
        Wire moved = wire;
        if (!move(moved.to, inputs) || !move(moved.from, outputs))
            continue;
        changed.wires.push_back(moved);
        if (const auto knots = level->knots.find(wire); knots != level->knots.end())
            changed.knots[moved] = knots->second;
    }
    changed.portals.clear();
    for (const auto& [output, name] : level->portals)
        if (PortRef moved = output; move(moved, outputs))
            changed.portals[moved] = name;
    if (isMadeName(*old) && old->type != node.type) {
        std::erase_if(changed.nodes, [&](const NodePtr& other) { return other->id == id; });
        node.name = freeName(changed, nameStem(node.type));
        changed.nodes = level->nodes;
    }
    for (NodePtr& slot : changed.nodes)
        if (slot->id == id)
            slot = std::make_shared<const Node>(node);
    // What the module exposes of it stays where the new layer has the same parameter.
    const std::vector<Param> had = paramsOf(graph, *old), has = paramsOf(graph, node);
    const Graph exposing = withoutExposuresOf(graph, definition, id, [&](const std::string& name) {
        const Param *was = findParam(had, name), *is = findParam(has, name);
        return was && is && was->kind == is->kind && was->choices.size() == is->choices.size() && mayExpose(graph, definition, node, *is);
    });
    return withoutUnusedModules(exposing.withLevel(definition, std::move(changed)));
}

} // namespace nodegrad
