#pragma once
// An archive does not say what sizes its inputs have: they are given, or found by trying.

#include "core/importers/importer.h"
#include "core/importers/script_onnx.h"

namespace nodegrad {

struct ScriptModel {
    OnnxModel model;
    std::vector<ScriptInput> inputs;
    bool isGuessed = false; ///< the sizes were found by trying
};

/// Runs the archive. `options`: sizes of one sample by the name of the input, and which hold whole numbers; without any, usual ones are tried that its first weight
/// could take.
/// Errors: import.no_such_input, torchscript.needs_shapes, torchscript.does_not_run, torchscript.form.
Result<ScriptModel> modelOfScript(const TorchScript& script, const ImportOptions& options, const std::string& path);

/// The archive as one node, kBlockOperation, whose sizes two runs told. Errors: as modelOfScript().
Result<ScriptModel> blockOfScript(const TorchScript& script, const ImportOptions& options, const std::string& path);

/// Samples that a network whose weights have these keys and sizes could take, the likeliest first.
std::vector<ScriptInput> usualInputs(const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& weights);

} // namespace nodegrad
