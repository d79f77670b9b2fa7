#pragma once
// A TorchScript archive, and what it does with an input: the operators that it calls, one after the other.
// Loading an archive runs code of whoever wrote it, and so does running it: only in a process that can be spared (core/base/confinement.h).

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/shapes/host_tensor.h"

namespace nodegrad {

/// A place in ScriptTrace::tensors.
struct ScriptTensorId {
    std::size_t index = 0;
    bool operator==(const ScriptTensorId&) const = default;
};

struct ScriptTensor {
    std::vector<std::int64_t> sizes;
    DType dtype = DType::Float32;       ///< half and bfloat16 count as Float32
    /// Where a constant comes from: the key of a parameter or buffer, "fc.weight"; "fc.weight^T" when it was transposed,
    /// "fc.weight:3" when something else was made of it. "" for all others.
    std::string origin;
    std::optional<HostTensor> constant; ///< the elements of what does not follow from the input
};

/// What an operator was given. monostate: None. Numbers that a program worked out from sizes are plain numbers here.
using ScriptArgument = std::variant<std::monostate, ScriptTensorId, std::vector<ScriptTensorId>, bool, std::int64_t, double, std::string,
                                    std::vector<std::int64_t>, std::vector<double>>;

struct ScriptCall {
    std::string op;                                              ///< "conv2d", without its namespace when that is aten
    std::vector<std::pair<std::string, ScriptArgument>> arguments; ///< by the name in the operator's schema, in its order
    std::vector<ScriptTensorId> outputs;                         ///< tensors only, lists of them laid out
};

struct ScriptTrace {
    std::vector<ScriptTensor> tensors;
    std::vector<ScriptCall> calls;      ///< only those that the input reaches; in place or not
    std::vector<ScriptTensorId> inputs;
    std::vector<std::pair<std::string, ScriptTensorId>> outputs;
    bool looksAtNumbers = false;        ///< the program asked for elements of an array that follows from the input
};

/// One array that a program gave.
struct ScriptOutput {
    std::string name; ///< "output", "output_1"
    std::vector<std::int64_t> sizes;
};

/// An archive in memory, in evaluation mode, on the CPU.
class TorchScript {
public:
    /// Errors: torchscript.damaged, torchscript.no_forward.
    static Result<TorchScript> load(const std::filesystem::path& path);

    /// Names of the tensors that `forward` takes; those with a default are left out.
    const std::vector<std::string>& inputs() const;
    /// Keys and sizes of parameters and buffers.
    const std::vector<std::pair<std::string, std::vector<std::int64_t>>>& weights() const;
    /// Runs `forward` once on one array for each of inputs(). What it draws at random follows `seed`.
    /// Errors: torchscript.does_not_run with LibTorch's words in `detail`, torchscript.form {what}, memory.exhausted.
    Result<ScriptTrace> trace(const std::vector<HostTensor>& inputs, std::uint64_t seed) const;
    /// The same without looking at how: what it gives. Errors: torchscript.does_not_run, torchscript.form {what}, memory.exhausted.
    Result<std::vector<ScriptOutput>> run(const std::vector<HostTensor>& inputs, std::uint64_t seed) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace nodegrad
