#pragma once
// An ONNX model that was read, as a design.

#include "core/formats/onnx_model.h"
#include "core/importers/importer.h"

namespace nodegrad {

/// `name` stands in the errors. Errors: import.*, onnx.not_a_model, cancelled.
Result<Imported> importOnnx(OnnxModel model, const std::string& name, const ImportOptions& options = {}, const Task& task = Task());

} // namespace nodegrad
