#include <algorithm>

#include "core/base/text.h"
#include "core/lowering/walk.h"

namespace nodegrad {

std::optional<Diagnostic> caught(const std::vector<Port>& ports, const std::function<void()>& work)
{
    try {
        work();
        return std::nullopt;
    } catch (Unmet& unmet) {
        const bool isPort = unmet.input >= 0 && static_cast<std::size_t>(unmet.input) < ports.size();
        return Diagnostic{Severity::Error, "", isPort ? ports[static_cast<std::size_t>(unmet.input)].id : "", std::move(unmet.error), std::move(unmet.fixes)};
    }
}

std::vector<Diagnostic> checkParams(const LayerType& type, const ParamValues& params, const std::string& node)
{
    const ParamValues all = completed(params, type.params);
    std::vector<Diagnostic> problems;
    for (const Param& param : type.params) {
        const Status status = checkParam(param, *all.find(param.id));
        if (status)
            continue;
        Error error = status.error();
        error.arguments["param"] = node + ": " + param.title;
        error.arguments["node"] = node;
        const std::string value = formatParam(param.defaultValue);
        problems.push_back({Severity::Error, "", "", std::move(error),
                            {Fix::setParam("Set " + param.id + " to " + (value.empty() ? "its default" : value), param.id, param.defaultValue)}});
    }
    return problems;
}

namespace {

/// Elements of parameters, multiply-adds, and what backward needs.
void addCosts(NodeBuild& build)
{
    const Fragment& fragment = *build.fragment;
    for (const Parameter& parameter : fragment.parameters) {
        std::int64_t count = 1;
        for (const std::int64_t size : parameter.shape)
            count *= size;
        build.parameters += count;
    }
    for (const OpCall& call : fragment.ops) {
        Specs in, out;
        for (const ValueId id : call.inputs)
            in.push_back(id == kNoValue ? absentSpec() : fragment.values[static_cast<std::size_t>(id)]);
        for (const ValueId id : call.outputs)
            out.push_back(fragment.values[static_cast<std::size_t>(id)]);
        const Cost cost = call.type->cost(call.attributes, in, out);
        build.macs = build.macs + cost.macs;
        build.activationElements = build.activationElements + cost.savedElements;
        for (const Spec& spec : out)
            build.activationElements = build.activationElements + elementCount(spec.shape);
    }
}

/// Settings that the layer does not have, of a file written by hand or by a later version.
void addUnknown(NodeBuild& build, const LayerType& type, const ParamValues& params, const std::string& node)
{
    for (const auto& [id, value] : params.all()) {
        if (findParam(type.params, id))
            continue;
        std::vector<std::string> known;
        for (const Param& param : type.params)
            known.push_back(param.id);
        build.problems.push_back({Severity::Warning, "", "", makeError("layer.unknown_setting", {{"node", node}, {"name", id}, {"layer", type.title}, {"known", known.empty() ? "none" : joined(known, ", ")}}), {}});
    }
}

} // namespace

std::shared_ptr<const NodeBuild> Walk::buildOf(const std::string& path, const std::string& plainPath, const NodePtr& node, const LayerType& type, const Specs& specs)
{
    if (const auto old = m_old->find(path); old != m_old->end() && old->second.inputs == specs) {
        const Node& before = *old->second.node;
        if (old->second.node == node || (before.type == node->type && before.params == node->params && before.name == node->name)) {
            const auto build = old->second.build;
            (*m_cache)[path] = {node, specs, build};
            return build;
        }
    }
    ++m_built;
    auto build = std::make_shared<NodeBuild>();
    build->problems = checkParams(type, node->params, plainPath);
    if (build->problems.empty()) {
        const ParamValues params = completed(node->params, type.params);
        Builder builder(plainPath, specs);
        Values outputs;
        if (auto problem = caught(type.ports(params).inputs, [&] { outputs = type.build(builder, params, builder.inputs()); })) {
            build->problems.push_back(std::move(*problem));
        } else {
            build->fragment = builder.take();
            for (const Value& output : outputs)
                build->fragment->outputs.push_back(output.id);
            addCosts(*build);
            addUnknown(*build, type, node->params, plainPath);
        }
    }
    (*m_cache)[path] = {node, specs, build};
    return build;
}

void Walk::lowerLayer(Place& place, const LevelIndex& index, const NodePtr& node, const LayerType& type, const Gathered& in)
{
    const std::string path = place.path + node->name;
    const bool isUsed = isLive(place, index, *node);
    const auto build = buildOf(path, place.plainPath + node->name, node, type, in.specs);
    if (&place == &m_root)
        m_builds[node->id.value] = build;
    NodeFacts facts{.inputs = in.specs, .outputs = absentOutputs(index, *node)};
    for (Diagnostic problem : build->problems) {
        if (!isUsed)
            problem.severity = Severity::Warning;
        report(place, *node, std::move(problem));
    }
    if (!build->fragment)
        return record(place, *node, std::move(facts));

    std::vector<ValueId> inputs;
    for (const Value& value : in.values)
        inputs.push_back(value.id);
    const bool isDormant = place.dormant || node->bypassed;
    Values outputs;
    if (isUsed) {
        outputs = m_assembler.join(*build->fragment, inputs, {path, place.frozen || node->frozen, isDormant});
        for (const auto& [parameter, target] : node->tie)
            m_ties.push_back({path, place.plainPath + node->name, parameter, target});
    } else { // its shapes are shown; the program does without it
        for (const ValueId id : build->fragment->outputs)
            outputs.push_back({m_assembler.addValue(build->fragment->values[static_cast<std::size_t>(id)]), build->fragment->values[static_cast<std::size_t>(id)]});
    }
    facts.parameters = build->parameters;
    facts.macs = isDormant ? Dim(0) : build->macs;
    facts.activationElements = isDormant ? Dim(0) : build->activationElements;
    if (isUsed) {
        m_parameters += facts.parameters;
        m_macs = m_macs + facts.macs;
        m_activation = m_activation + facts.activationElements;
    }
    if (node->bypassed) {
        if (!bypass(place, index, *node, in, outputs))
            return record(place, *node, std::move(facts));
        facts.outputs.clear();
        for (const Value& output : outputs)
            facts.outputs.push_back(output.spec);
        return record(place, *node, std::move(facts));
    }
    const std::vector<Port>& ports = index.ports.at(node->id.value).outputs;
    for (std::size_t i = 0; i < ports.size() && i < outputs.size(); ++i) {
        place.values[{node->id, ports[i].id}] = outputs[i];
        facts.outputs[i] = outputs[i].spec;
    }
    record(place, *node, std::move(facts));
}

bool Walk::bypass(Place& place, const LevelIndex& index, const Node& node, const Gathered& in, const Values& outputs)
{
    const auto fits = [&](const Value& input) {
        return input && std::ranges::all_of(outputs, [&](const Value& output) { return output.spec == input.spec; });
    };
    const auto through = std::ranges::find_if(in.values, fits);
    if (through == in.values.end()) {
        report(place, node, Severity::Error,
               makeError("layer.cannot_bypass", {{"got", in.specs.empty() ? "nothing" : specText(in.specs.front())},
                                                 {"gives", outputs.empty() ? "nothing" : specText(outputs.front().spec)}}));
        return false;
    }
    for (const Port& port : index.ports.at(node.id.value).outputs)
        place.values[{node.id, port.id}] = *through;
    return true;
}

} // namespace nodegrad
