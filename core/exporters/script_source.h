#pragma once
// The text of a TorchScript forward(), through the ops' own TorchScript forms.

#include <string>
#include <vector>

#include "core/exporters/network.h"

namespace nodegrad {

/// A constant of the Program that forward() reads as a plain attribute: no state-dict key.
struct ScriptConstant {
    std::string attribute; ///< "preparation_0"
    HostTensor tensor;
};

struct ScriptSource {
    std::string forward;   ///< "def forward(self, input: Tensor) -> Tensor:\n    ..."
    std::vector<ScriptConstant> constants;
};

/// "encoder.0.weight" -> "getattr(self.encoder, \"0\").weight".
std::string scriptAccess(const std::string& key);
/// Errors: export.unsupported_op {node, op, format}, what ops refuse with.
Result<ScriptSource> scriptSource(const Network& network);

} // namespace nodegrad
