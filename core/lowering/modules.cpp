#include <algorithm>

#include "core/lowering/walk.h"

namespace nodegrad {

void Walk::lowerModule(Place& place, const LevelIndex& index, const NodePtr& node, const Gathered& in)
{
    constexpr std::size_t deepest = 64;
    const LayerType& type = *findLayer(kModuleType);
    NodeFacts facts{.inputs = in.specs, .outputs = absentOutputs(index, *node)};
    std::vector<Diagnostic> problems = checkParams(type, node->params, place.plainPath + node->name);
    const ModuleDefinition* module = m_graph.module(node->definition);
    if (!module || !module->level)
        problems.push_back({Severity::Error, "", "", makeError("graph.module_missing", {{"module", node->definition}}), {}});
    else if (m_stack.size() >= deepest || std::ranges::find(m_stack, node->definition) != m_stack.end())
        problems.push_back({Severity::Error, "", "", makeError("graph.too_deep", {{"limit", deepest}}), {}});
    const Ports& ports = index.ports.at(node->id.value);
    const std::int64_t repeat = problems.empty() ? completed(node->params, type.params).integer("repeat") : 1;
    if (repeat > 1 && (ports.inputs.empty() || ports.outputs.empty()))
        problems.push_back({Severity::Error, "", "", makeError("graph.module_no_port", {{"what", ports.inputs.empty() ? "input" : "output"}}), {}});
    const bool isBlocked = !problems.empty();
    for (Diagnostic& problem : problems)
        report(place, *node, std::move(problem));
    if (isBlocked)
        return record(place, *node, std::move(facts));

    const std::int64_t parametersBefore = m_parameters;
    const Dim macsBefore = m_macs, activationBefore = m_activation;
        Place inside{.path = {}, .plainPath = place.plainPath + node->name + ".", .definition = node->definition,
                 .frozen = place.frozen || node->frozen, .dormant = place.dormant || node->bypassed,
                 .isUnused = !isLive(place, index, *node), .isCopy = place.isCopy,
                 .inputs = {}, .outputs = {}, .values = {}};
    for (std::size_t i = 0; i < ports.inputs.size(); ++i)
        if (in.values[i])
            inside.inputs[ports.inputs[i].id] = in.values[i];
    m_stack.push_back(node->definition);
    for (std::int64_t copy = 0; copy < repeat; ++copy) {
        inside.path = place.path + node->name + "." + std::to_string(copy) + ".";
        inside.isCopy = place.isCopy || copy > 0;
        inside.outputs.clear();
        inside.values.clear();
        lowerLevel(inside);
        if (copy + 1 == repeat)
            break;
        // The first output is carried to the first input; all others stay for every copy.
        const auto carried = inside.outputs.find(ports.outputs.front().id);
        if (carried == inside.outputs.end()) {
            inside.outputs.clear();
            break;
        }
        inside.inputs[ports.inputs.front().id] = carried->second;
    }
    m_stack.pop_back();

    facts.parameters = m_parameters - parametersBefore;
    facts.macs = m_macs - macsBefore;
    facts.activationElements = m_activation - activationBefore;
    Values outputs;
    for (std::size_t i = 0; i < ports.outputs.size(); ++i)
        if (const auto value = inside.outputs.find(ports.outputs[i].id); value != inside.outputs.end()) {
            outputs.push_back(value->second);
            facts.outputs[i] = value->second.spec;
        }
    if (!node->bypassed) {
        for (const Port& port : ports.outputs)
            if (const auto value = inside.outputs.find(port.id); value != inside.outputs.end())
                place.values[{node->id, port.id}] = value->second;
    } else if (outputs.size() == ports.outputs.size() && in.isKnown) {
        bypass(place, index, *node, in, outputs);
    }
    record(place, *node, std::move(facts));
}

} // namespace nodegrad
