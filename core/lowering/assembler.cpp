#include "core/lowering/assembler.h"

#include <algorithm>
#include <unordered_map>

namespace nodegrad {

Assembler::Mark Assembler::mark() const
{
    return {program.values.size(), program.ops.size(), program.parameters.size(), program.buffers.size(), program.constants.size(), program.inputs.size(), program.outputs.size()};
}

void Assembler::goBackTo(const Mark& mark)
{
    const auto cut = [](auto& list, std::size_t size) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(size), list.end()); };
    cut(program.values, mark.values);
    cut(m_producers, mark.values);
    cut(program.ops, mark.ops);
    cut(program.parameters, mark.parameters);
    cut(program.buffers, mark.buffers);
    cut(program.constants, mark.constants);
    cut(program.inputs, mark.inputs);
    cut(program.outputs, mark.outputs);
}

ValueId Assembler::addValue(Spec spec)
{
    program.values.push_back(std::move(spec));
    m_producers.push_back(-1);
    return static_cast<ValueId>(program.values.size() - 1);
}

Values Assembler::join(const Fragment& fragment, const std::vector<ValueId>& inputs, const Joining& how)
{
    std::vector<ValueId> global = inputs;
    for (std::size_t i = fragment.inputCount; i < fragment.values.size(); ++i)
        global.push_back(addValue(fragment.values[i]));
    const auto map = [&](ValueId local) { return local == kNoValue ? kNoValue : global[static_cast<std::size_t>(local)]; };

    for (Parameter parameter : fragment.parameters) {
        parameter.path = how.path + "." + parameter.path;
        parameter.value = map(parameter.value);
        parameter.origin = how.path;
        parameter.trainable = !how.frozen && !how.dormant;
        program.parameters.push_back(std::move(parameter));
    }
    for (Buffer buffer : fragment.buffers) {
        buffer.path = how.path + "." + buffer.path;
        buffer.value = map(buffer.value);
        buffer.origin = how.path;
        program.buffers.push_back(std::move(buffer));
    }
    for (Constant constant : fragment.constants) {
        constant.value = map(constant.value);
        program.constants.push_back(std::move(constant));
    }
    for (OpCall call : how.dormant ? std::vector<OpCall>{} : fragment.ops) {
        std::ranges::transform(call.inputs, call.inputs.begin(), map);
        std::ranges::transform(call.outputs, call.outputs.begin(), map);
        for (const ValueId id : call.outputs)
            m_producers[static_cast<std::size_t>(id)] = static_cast<std::int64_t>(program.ops.size());
        call.origin = how.path;
        call.path = how.path + "." + call.path;
        call.frozen = how.frozen;
        program.ops.push_back(std::move(call));
    }
    Values outputs;
    for (const ValueId id : fragment.outputs)
        outputs.push_back({map(id), program.values[static_cast<std::size_t>(map(id))]});
    return outputs;
}

const OpCall* Assembler::producer(ValueId id) const
{
    const std::int64_t index = id == kNoValue ? -1 : m_producers[static_cast<std::size_t>(id)];
    return index < 0 ? nullptr : &program.ops[static_cast<std::size_t>(index)];
}

std::vector<Diagnostic> Assembler::shareParameters(const std::vector<Tie>& ties)
{
    std::vector<Diagnostic> problems;
    std::unordered_map<std::string, const Parameter*> byPath;
    for (const Parameter& parameter : program.parameters)
        byPath.emplace(parameter.path, &parameter);
    std::unordered_map<std::string, std::string> targets;
    for (const Tie& tie : ties)
        targets.emplace(tie.path + "." + tie.parameter, tie.target);

    std::unordered_map<ValueId, ValueId> replaced;
    for (const Tie& tie : ties) {
        const std::string own = tie.path + "." + tie.parameter;
        const auto report = [&](std::string_view code, ErrorArguments arguments) {
            Error error = makeError(code, arguments);
            error.arguments["node"] = tie.plainPath;
            error.arguments["parameter"] = tie.parameter;
            problems.push_back({Severity::Error, tie.plainPath, "", std::move(error), {}});
        };
        // A tie may lead to another one: the end of the chain holds the tensor.
        std::string end = tie.target;
        std::set<std::string> seen{own};
        bool isCircle = own == end;
        for (auto next = targets.find(end); next != targets.end() && !isCircle; next = targets.find(end)) {
            isCircle = !seen.insert(end).second || seen.contains(next->second);
            end = next->second;
        }
        const auto mine = byPath.find(own), other = byPath.find(end);
        if (isCircle)
            report("layer.tie_circle", {});
        else if (mine == byPath.end())
            report("layer.tie_parameter", {});
        else if (other == byPath.end())
            report("layer.tie_missing", {{"path", tie.target}});
        else if (mine->second->shape != other->second->shape)
            report("layer.tie_shape", {{"path", tie.target},
                                       {"shape", shapeText(Shape(mine->second->shape.begin(), mine->second->shape.end()))},
                                       {"other", shapeText(Shape(other->second->shape.begin(), other->second->shape.end()))}});
        else {
            replaced[mine->second->value] = other->second->value;
            program.aliases[own] = end;
        }
    }
    if (replaced.empty())
        return problems;
    std::erase_if(program.parameters, [&](const Parameter& parameter) { return program.aliases.contains(parameter.path); });
    for (OpCall& call : program.ops)
        for (ValueId& id : call.inputs)
            if (const auto found = replaced.find(id); found != replaced.end())
                id = found->second;
    return problems;
}

} // namespace nodegrad
