#pragma once
// A network as an ONNX graph, through the ops' own ONNX forms.

#include "core/exporters/network.h"
#include "core/formats/onnx_model.h"

namespace nodegrad {

/// Nodes in order, only what the outputs need; no Identity that only renames. Weights are taken from `state`; a key that is
/// missing there (a check beforehand) counts as zeros. Sizes that are open keep their expression as a symbol: "N".
/// Errors: export.unsupported_op {node, op, format}, and what ops refuse with.
Result<OnnxGraph> onnxGraph(const Network& network, const StateDict& state, int opset);
/// The oldest IR version that may hold `opset` (17 to 21).
std::int64_t minimalIrVersion(std::int64_t opset);

} // namespace nodegrad
