#include "core/exporters/network.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace nodegrad {

namespace {

/// "input" for one, the names in the design for several.
std::vector<std::string> portNames(const std::string& chosen, const std::string& byRequest, const std::vector<std::string>& inDesign)
{
    if (inDesign.size() != 1)
        return inDesign;
    return {!chosen.empty() ? chosen : !byRequest.empty() ? byRequest : inDesign[0]};
}

/// Ops that `outputs` need, going back no further than `inputs`.
std::vector<std::size_t> opsBetween(const Program& program, const std::vector<NetworkPort>& inputs, const std::vector<NetworkPort>& outputs)
{
    std::set<ValueId> given, needed;
    for (const NetworkPort& input : inputs)
        given.insert(input.value);
    for (const NetworkPort& output : outputs)
        needed.insert(output.value);
    std::vector<std::size_t> ops;
    for (std::size_t i = program.ops.size(); i-- > 0;) {
        const OpCall& op = program.ops[i];
        const bool isNeeded = std::ranges::any_of(op.outputs, [&](ValueId value) { return needed.contains(value) && !given.contains(value); });
        if (!isNeeded)
            continue;
        needed.insert(op.inputs.begin(), op.inputs.end());
        ops.push_back(i);
    }
    std::ranges::reverse(ops);
    return ops;
}

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    return shapeText(Shape(sizes.begin(), sizes.end()));
}

} // namespace

std::vector<Param> networkOptions()
{
    return {flagParam("include_preparation", "Include preparation", "The file takes raw data and prepares them itself.", true),
            flagParam("include_prediction", "Include prediction", "Softmax or sigmoid at the end: the file gives probabilities, not logits.", true),
            textParam("input_name", "Input name", "Name of the input in the file; empty: the usual one. Several inputs keep their names.", ""),
            textParam("output_name", "Output name", "Name of the output in the file; empty: the usual one. Several outputs keep their names.", "")};
}

ParamValues chosenOptions(const ExportRequest& request, std::span<const Param> options)
{
    return completed(request.options, options);
}

Status checkState(const Program& program, const StateDict& state)
{
    const auto check = [&](const std::string& key, const std::vector<std::int64_t>& shape) -> Status {
        const auto found = state.find(key);
        if (found == state.end())
            return fail("state.missing_key", {{"key", key}});
        if (found->second.shape() != shape)
            return fail("state.wrong_shape", {{"key", key}, {"got", sizesText(found->second.shape())}, {"expected", sizesText(shape)}});
        return {};
    };
    for (const Parameter& parameter : program.parameters)
        if (const Status status = check(parameter.path, parameter.shape); !status)
            return status;
    for (const Buffer& buffer : program.buffers)
        if (const Status status = check(buffer.path, buffer.initial.shape()); !status)
            return status;
    return {};
}

StateDict withAliases(const Program& program, const StateDict& state)
{
    StateDict all;
    for (const Parameter& parameter : program.parameters)
        if (const auto found = state.find(parameter.path); found != state.end())
            all.insert(*found);
    for (const Buffer& buffer : program.buffers)
        if (const auto found = state.find(buffer.path); found != state.end())
            all.insert(*found);
    for (const auto& [alias, path] : program.aliases)
        if (const auto found = state.find(path); found != state.end())
            all[alias] = found->second;
    return all;
}

Result<Network> networkOf(const ExportRequest& request, const ParamValues& options, bool needsState)
{
    const Program& program = *request.program;
    if (program.inputs.empty() || program.outputs.empty())
        return fail("export.no_output");
    if (needsState)
        if (const Status status = checkState(program, request.state); !status)
            return fail(status.error());

    Network network;
    network.program = &program;
    std::vector<std::string> inputNames, outputNames;
    for (const ProgramInput& input : program.inputs)
        inputNames.push_back(input.name);
    for (const ProgramOutput& output : program.outputs)
        outputNames.push_back(output.name);
    inputNames = portNames(options.text("input_name"), request.inputName, inputNames);
    outputNames = portNames(options.text("output_name"), request.outputName, outputNames);

    std::set<std::string> used;
    for (const auto* names : {&inputNames, &outputNames})
        for (const std::string& name : *names)
            if (!used.insert(name).second)
                return fail("export.name_twice", {{"name", name}});

    for (std::size_t i = 0; i < program.inputs.size(); ++i) {
        const ProgramInput& input = program.inputs[i];
        (options.flag("include_preparation") ? network.holdsPreparation : network.needsPreparation) |= input.entry != input.value;
        const ValueId value = options.flag("include_preparation") ? input.value : input.entry;
        network.inputs.push_back({inputNames[i], value, program.values.at(static_cast<std::size_t>(value))});
    }
    for (std::size_t i = 0; i < program.outputs.size(); ++i) {
        const ProgramOutput& output = program.outputs[i];
        network.holdsPrediction |= output.prediction != output.logits && options.flag("include_prediction");
        const ValueId value = options.flag("include_prediction") ? output.prediction : output.logits;
        network.outputs.push_back({outputNames[i], value, program.values.at(static_cast<std::size_t>(value))});
    }
    network.ops = opsBetween(program, network.inputs, network.outputs);
    for (const Parameter& parameter : program.parameters)
        network.keys[parameter.value] = parameter.path;
    for (const Buffer& buffer : program.buffers)
        network.keys[buffer.value] = buffer.path;
    for (const Constant& constant : program.constants)
        network.constants[constant.value] = &constant.tensor;
    return network;
}

std::size_t layerCount(const Network& network)
{
    std::set<std::string> origins;
    for (const std::size_t op : network.ops)
        origins.insert(network.program->ops[op].origin);
    return origins.size();
}

bool isClassifier(const ExportRequest& request, const Network& network)
{
    return network.outputs.size() == 1 && network.outputs[0].spec.shape.size() == 2 &&
           request.program->outputs[0].targetSpec.kind == Kind::Label;
}

std::string jsonList(const std::vector<std::string>& texts)
{
    return nlohmann::json(texts).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace nodegrad
