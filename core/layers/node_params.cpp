#include "core/layers/node_params.h"

#include <algorithm>

namespace nodegrad {

namespace {

constexpr int kDeepest = 64;

std::vector<Param> paramsOf(const Graph& graph, const Node& node, int depth)
{
    const LayerType* type = findLayer(node.type);
    std::vector<Param> params = type ? type->params : std::vector<Param>();
    const ModuleDefinition* module = node.type == kModuleType && depth < kDeepest ? graph.module(node.definition) : nullptr;
    std::map<NodeId, std::vector<Param>> known; // of layers inside that expose several
    for (const ExposedParam& exposed : module ? module->exposed : std::vector<ExposedParam>()) {
        const Node* inside = module->level->find(exposed.node);
        if (!inside)
            continue;
        const auto [found, isNew] = known.try_emplace(exposed.node);
        if (isNew)
            found->second = paramsOf(graph, *inside, depth + 1);
        const Param* inner = findParam(found->second, exposed.param);
        if (!inner)
            continue;
        Param param = *inner;
        param.id = exposed.id;
        param.title = exposed.title;
        if (const ParamValue* value = inside->params.find(exposed.param); value && checkParam(*inner, *value))
            param.defaultValue = *value;
        // It depends on another parameter of its layer: on that of the instance, or on what stands inside.
        const ExposedParam* other = inner->onlyFor.empty() ? nullptr : exposureOf(*module, exposed.node, inner->onlyFor);
        param.onlyFor = other ? other->id : std::string();
        if (!other)
            param.onlyForValues.clear();
        params.push_back(std::move(param));
    }
    return params;
}

/// Values that a parameter with few of them can have, or one beside the value that it has.
std::vector<ParamValue> otherValues(const Param& param, const ParamValue& now)
{
    std::vector<ParamValue> values;
    if (param.kind == ParamKind::Flag)
        return {true, false};
    if (param.kind == ParamKind::Choice)
        for (const ParamChoice& choice : param.choices)
            values.emplace_back(choice.id);
    if (const auto* number = std::get_if<std::int64_t>(&now))
        for (const std::int64_t other : {*number + 1, *number - 1})
            if (checkParam(param, other))
                values.emplace_back(other);
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(&now)) {
        std::vector<std::int64_t> longer = *list;
        longer.push_back(1);
        for (const auto& other : {longer, std::vector<std::int64_t>{1}, std::vector<std::int64_t>{1, 1}})
            if (checkParam(param, other))
                values.emplace_back(other);
    }
    return values;
}

std::vector<std::string> portIds(const Ports& ports)
{
    std::vector<std::string> ids;
    for (const auto* side : {&ports.inputs, &ports.outputs}) {
        for (const Port& port : *side)
            ids.push_back(port.id);
        ids.emplace_back();
    }
    return ids;
}

} // namespace

std::vector<Param> paramsOf(const Graph& graph, const Node& node)
{
    return paramsOf(graph, node, 0);
}

Status mayExpose(const Graph& graph, const std::string& definition, const Node& node, const Param& param)
{
    if (!graph.module(definition))
        return fail("graph.exposed_root", {{"node", node.name}});
    const std::vector<std::string> ports = portIds(portsOf(graph, definition, node));
    const ParamValue* set = node.params.find(param.id);
    for (const ParamValue& value : otherValues(param, set ? *set : param.defaultValue)) {
        Node changed = node;
        changed.params.set(param.id, value);
        if (portIds(portsOf(graph, definition, changed)) != ports)
            return fail("graph.exposed_ports", {{"param", param.title}});
    }
    return {};
}

} // namespace nodegrad
