#pragma once
// What a TorchScript archive did with an input, as an ONNX model: the ONNX importer makes the design.

#include <vector>

#include "core/engine/script_trace.h"
#include "core/formats/onnx_model.h"

namespace nodegrad {

/// An input as it was tried.
struct ScriptInput {
    std::string name;
    std::vector<std::int64_t> sample; ///< sizes of one sample: {3, 32, 32}
    bool isTokens = false;            ///< whole numbers
    std::size_t batchAt = 0;          ///< the size that counts the samples; 1: the archive takes (T, N, F)
    bool operator==(const ScriptInput&) const = default;
};

/// One archive run on `first` and on `second` samples.
struct ScriptRuns {
    ScriptTrace few, more;
    std::int64_t fewSamples = 2, moreSamples = 3;
};

/// Random elements for `samples` samples; tokens are 0 and 1.
HostTensor scriptSample(const ScriptInput& input, std::int64_t samples, std::uint64_t seed);

/// The two runs must have taken the same way: what differs between them counts samples. In the model a size or number that stands for
/// N samples is a multiple of kBatchSize (onnx_values.h), the inputs have a size "N".
/// Errors: torchscript.form {path, what}.
Result<OnnxModel> onnxFromScript(const ScriptRuns& runs, const std::vector<ScriptInput>& inputs, const std::string& path);

} // namespace nodegrad
