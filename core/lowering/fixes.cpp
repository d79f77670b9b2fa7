#include <algorithm>

#include "core/base/text.h"
#include "core/graph/edits.h"
#include "core/graph/exposed.h"
#include "core/layers/layer_type.h"
#include "core/lowering/lower.h"

namespace nodegrad {

namespace {

struct Target {
    std::vector<std::string> path; ///< of its level
    std::string definition;
    const Node* node;
};

/// The node at "block.conv1"; repeat indices ("block.0.conv1") are passed over.
Result<Target> nodeAt(const Graph& graph, const std::string& path)
{
    std::vector<std::string> names;
    for (const std::string_view part : split(path, '.'))
        if (!parseInteger(part))
            names.emplace_back(part);
    const auto unknown = fail("graph.unknown_node", {{"node", path}});
    if (names.empty())
        return unknown;
    const std::string name = names.back();
    names.pop_back();
    const auto definition = graph.definitionAt(names);
    const Level* level = definition ? graph.level(*definition) : nullptr;
    const Node* node = level ? level->findByName(name) : nullptr;
    if (!node)
        return unknown;
    return Target{std::move(names), *definition, node};
}

Result<Graph> insertBefore(const Graph& graph, const Target& target, const std::string& problemPort, const Fix& fix)
{
    const Level& level = *graph.level(target.definition);
    const LayerType* type = findLayer(fix.layer);
    const Wire* wire = nullptr;
    for (const Port& port : portsOf(graph, target.definition, *target.node).inputs)
        if (!wire && (problemPort.empty() || port.id == problemPort))
            wire = level.wireInto({target.node->id, port.id});
    const Node* before = wire ? level.find(wire->from.node) : nullptr;
    if (!type || !before)
        return fail("layer.no_input", {{"node", target.node->name}});
    Node node;
    node.type = fix.layer;
    node.params = fix.params;
    node.position = {(before->position.x + target.node->position.x) / 2, (before->position.y + target.node->position.y) / 2};
    const Ports ports = type->ports(completed(fix.params, type->params));
    auto added = insertOnWire(graph, target.definition, Wire(*wire), std::move(node), ports.inputs.front().id, ports.outputs.front().id);
    if (!added)
        return tl::unexpected(added.error());
    return std::move(added->graph);
}

} // namespace

Result<Graph> applyFix(const Graph& graph, const Diagnostic& diagnostic, const Fix& fix)
{
    if (fix.action == Fix::Action::ConnectData)
        return graph;
    const auto target = nodeAt(graph, diagnostic.node);
    if (!target)
        return tl::unexpected(target.error());
    switch (fix.action) {
    case Fix::Action::InsertBefore: return insertBefore(graph, *target, diagnostic.port, fix);
    case Fix::Action::SetParam: { // where an instance has a value of its own, that is the one that counts
        const ValuePlace place = valuePlace(graph, target->path, target->node->id, fix.param);
        return changeNode(graph, place.definition, place.node, [&](Node& node) { node.params.set(place.param, fix.value); });
    }
    case Fix::Action::Remove: return removeNodes(graph, target->definition, {target->node->id}, true);
    case Fix::Action::ConnectData: break;
    }
    return graph;
}

} // namespace nodegrad
