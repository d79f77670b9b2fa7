#pragma once
// What a TorchScript program takes and gives, as text: "image=3x32x32, ids=int64 16". Sizes are those of one sample; the batch comes first.

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/shapes/spec.h"

namespace nodegrad {

struct ScriptPort {
    std::string name;                 ///< "image"; no spaces, commas or equals signs
    std::vector<std::int64_t> sample; ///< empty: one number a sample, "score=1" has a size
    bool isTokens = false;            ///< int64, else float32
    bool operator==(const ScriptPort&) const = default;
    DType dtype() const { return isTokens ? DType::Int64 : DType::Float32; }
};
using ScriptPorts = std::vector<ScriptPort>;

std::string scriptPortsText(const ScriptPorts& ports);
/// At least one port, at most 64, of at most 8 sizes and 2^40 elements. Errors: layer.block_ports {text}.
Result<ScriptPorts> scriptPortsFrom(const std::string& text);
/// The sizes of `samples` samples.
std::vector<std::int64_t> scriptSizes(const ScriptPort& port, std::int64_t samples);
/// Batch and sizes, the kind by their number; tokens count from 0 to an unknown number.
Spec scriptSpec(const ScriptPort& port);

} // namespace nodegrad
