#pragma once
// Which formats can carry what, known before anything is trained or written.

#include <string>
#include <vector>

#include "core/ops/program.h"

namespace nodegrad {

/// One format and what it says to a design or a node of it.
struct FormatSupport {
    std::string format;          ///< "ONNX", "TorchScript", "PyTorch code"
    std::string reason;          ///< why it cannot; "" when it can
    bool isCarried() const { return reason.empty(); }
};

/// What each format says to the node at `path` (without the indices of repeats) of the layer type `type`, always in the same order;
/// empty when the program has no op of it. ONNX is asked at `opset`. Weights are not needed. Any thread.
std::vector<FormatSupport> exportSupport(const Program& program, const std::string& path, const std::string& type, int opset = 17);

/// docs/support.md: every layer of the catalogue against every format, by its examples. Any thread.
std::string supportPage();

} // namespace nodegrad
