#pragma once
// The table from an operator of PyTorch to the ONNX nodes that say the same. A family a file.

#include <string>
#include <vector>

#include "core/importers/trace_writer.h"

namespace nodegrad {

struct ScriptRule {
    std::string op; ///< "conv2d"; the same in place
    /// Writes nodes that give all outputs of the call. False: it cannot say this form, and has written nothing that is read.
    bool (*apply)(TraceWriter& writer);
};

std::vector<ScriptRule> scriptLayerRules();      ///< linear, convolutions, pools, normalizations, embeddings
std::vector<ScriptRule> scriptElementRules();    ///< activations and arithmetic
std::vector<ScriptRule> scriptShapeRules();      ///< sizes, parts, order; reductions; resampling and padding
std::vector<ScriptRule> scriptSequenceRules();   ///< recurrent layers and attention

/// Null when there is none.
const ScriptRule* findScriptRule(const std::string& op);

} // namespace nodegrad
