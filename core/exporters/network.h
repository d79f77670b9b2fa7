#pragma once
// The part of a Program that an export holds, and its outward names.

#include <map>
#include <string>
#include <vector>

#include "core/exporters/exporter.h"

namespace nodegrad {

/// An input or output of the exported network.
struct NetworkPort {
    std::string name;
    ValueId value = kNoValue;
    Spec spec;
};

/// Only what the outputs need. Holds pointers into the request: keep that alive.
struct Network {
    const Program* program = nullptr;
    std::vector<NetworkPort> inputs, outputs;
    std::vector<std::size_t> ops;                      ///< indices into Program::ops, in order
    std::map<ValueId, std::string> keys;               ///< parameters and buffers: state-dict key
    std::map<ValueId, const HostTensor*> constants;
    bool holdsPreparation = false, holdsPrediction = false; ///< there is one, and it is inside
    bool needsPreparation = false;                          ///< there is one, and it is left outside
};

/// Options that decide on the network: include_preparation, include_prediction, input_name, output_name.
std::vector<Param> networkOptions();
/// The options of `exporter` that were chosen, with defaults; reads request.options.
ParamValues chosenOptions(const ExportRequest& request, std::span<const Param> options);

/// Errors: export.no_output, export.name_twice, state.missing_key, state.wrong_shape when `needsState`.
Result<Network> networkOf(const ExportRequest& request, const ParamValues& options, bool needsState = true);
/// Every key of the Program is there with its shape. Errors: state.missing_key, state.wrong_shape.
Status checkState(const Program& program, const StateDict& state);
/// `state` and the other names of tied parameters.
StateDict withAliases(const Program& program, const StateDict& state);
/// Number of layers whose ops are in the network.
std::size_t layerCount(const Network& network);
/// One class index out of several (softmax), or two classes by one number.
bool isClassifier(const ExportRequest& request, const Network& network);
/// ["a", "b"] as JSON.
std::string jsonList(const std::vector<std::string>& texts);

} // namespace nodegrad
