#include <algorithm>

#include "core/layers/layer_type.h"

namespace nodegrad {

Ports oneToOne(const ParamValues&)
{
    return {{{"in", "Input"}}, {{"out", "Output"}}};
}

namespace {

/// The port nodes of a module level, from left to right, then by id.
std::vector<Port> modulePorts(const Level& level, const char* type)
{
    std::vector<const Node*> nodes;
    for (const NodePtr& node : level.nodes)
        if (node->type == type)
            nodes.push_back(node.get());
    std::ranges::sort(nodes, [](const Node* a, const Node* b) {
        return a->position.x != b->position.x ? a->position.x < b->position.x : a->id < b->id;
    });
    std::vector<Port> ports;
    for (const Node* node : nodes)
        ports.push_back({node->name, node->title.empty() ? node->name : node->title});
    return ports;
}

void addPort(std::vector<Port>& ports, const std::string& id)
{
    if (std::ranges::none_of(ports, [&](const Port& port) { return port.id == id; }))
        ports.push_back({id, id});
}

/// What the wires of a layer of an unknown type name.
Ports portsOfWires(const Level* level, NodeId node)
{
    Ports ports;
    for (const Wire& wire : level ? level->wiresOf(node) : std::vector<Wire>{}) {
        if (wire.to.node == node)
            addPort(ports.inputs, wire.to.port);
        if (wire.from.node == node)
            addPort(ports.outputs, wire.from.port);
    }
    std::ranges::sort(ports.inputs, {}, &Port::id);
    std::ranges::sort(ports.outputs, {}, &Port::id);
    return ports;
}

} // namespace

Ports portsOf(const Graph& graph, const std::string& definition, const Node& node)
{
    if (node.type == kModuleType) {
        const ModuleDefinition* module = graph.module(node.definition);
        if (module && module->level)
            return {modulePorts(*module->level, kModuleInputType), modulePorts(*module->level, kModuleOutputType)};
        return portsOfWires(graph.level(definition), node.id);
    }
    const LayerType* type = findLayer(node.type);
    if (!type)
        return portsOfWires(graph.level(definition), node.id);
    ParamValues params = completed(node.params, type->params);
    // Ports may depend on parameters: a value that is not allowed stands for the default.
    for (const Param& param : type->params)
        if (!checkParam(param, *params.find(param.id)))
            params.set(param.id, param.defaultValue);
    return type->ports(params);
}

} // namespace nodegrad
