#pragma once
// A TorchScript archive as LibTorch has it. Loading one runs code of whoever wrote it: only in a process that can be spared.
// For the engine; shows LibTorch.

#include <istream>
#include <string>
#include <utility>
#include <vector>

#include <torch/csrc/jit/api/module.h>

#include "core/base/error.h"

namespace nodegrad {

struct ScriptModule {
    torch::jit::Module module;       ///< in evaluation mode, on the CPU
    std::vector<std::string> inputs; ///< tensors that `forward` takes; those with a default are left out
};
/// `path` goes into messages. Errors: torchscript.no_forward, torchscript.form. Throws c10::Error for what is no archive.
Result<ScriptModule> loadScriptModule(std::istream& bytes, const std::string& path);

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
/// Tensors of what `forward` gave: "output", or "output_0" and so on. False: it gave something else as well.
bool nameOutputs(const c10::IValue& value, const std::string& name, NamedTensors& outputs);

} // namespace nodegrad
