#pragma once
// Functions that an ONNX model defines for itself (the newer exporter of PyTorch does). Internal to core/formats.

#include <string>

#include "core/base/error.h"

namespace nodegrad {

namespace onnx {
class Model;
}

/// Each call in the graph becomes the nodes of its function, under names of their own; attributes take the values of the call.
/// `name` stands in the errors. Errors: onnx.functions.
Status inlineFunctions(onnx::Model& model, const std::string& name);

} // namespace nodegrad
