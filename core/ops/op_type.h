#pragma once
// Ops: what machines know. Each is declared once: shape rule, cost, ONNX, TorchScript here; its kernels in engine/kernels/.

#include <string>
#include <vector>

#include "core/ops/fix.h"
#include "core/ops/writers.h"
#include "core/params/param.h"
#include "core/shapes/spec.h"

namespace nodegrad {

/// Attributes of one op call; complete (no defaults to fill in).
using Attributes = ParamValues;

/// Work and memory of one op call; Dims so that they hold for any batch.
struct Cost {
    Dim macs;           ///< multiply-adds of one forward pass of the whole batch
    Dim savedElements;  ///< elements kept for backward beyond the op's own output
    Dim scratchElements; ///< elements taken for a moment while backward runs
};

/// A need that is not met, thrown inside shape rules and layer builders; lower() alone catches it. `cure` are ids of fixes.
struct Unmet {
    Error error;
    int input = -1;                 ///< index of the input port concerned, -1: the node itself
    std::vector<Fix> fixes;
};

/// Where the output of an op lies while training.
enum class OutputMemory {
    Own,
    View,       ///< in the first input
    Overwrites, ///< in the first input where nobody else looks at that
};

/// One kind of op. Plain functions; an entry of the catalogue.
struct OpType {
    std::string id;                 ///< "conv2d"
    std::string summary;            ///< one sentence with the formula
    std::vector<Param> attributes;  ///< declared attributes
    std::vector<std::string> inputs;///< names in order; "bias?" is optional, "xs*" takes the rest
    /// Output specs. Throws Unmet. Absent optional inputs are passed as an empty Spec (shape.empty(), classes -1).
    Specs (*infer)(const Attributes&, const Specs& in);
    Cost (*cost)(const Attributes&, const Specs& in, const Specs& out);
    /// Adds nodes that compute the op for inference; null: this op has no ONNX form (losses).
    void (*onnx)(OnnxWriter&, const OpUse&);
    /// Adds statements; null: no TorchScript form (losses).
    void (*torchScript)(ScriptWriter&, const OpUse&);
    OutputMemory memory = OutputMemory::Own;
    bool random = false;            ///< draws numbers while training
    bool updatesBuffers = false;    ///< changes buffers while training
    bool loss = false;              ///< gives a scalar to minimise
    bool foreign = false;           ///< runs what others wrote: only an import makes it
};

/// The marker for an absent optional input.
Spec absentSpec();
bool isAbsent(const Spec& spec);

const std::vector<OpType>& opTypes();
/// Null when there is none.
const OpType* findOp(const std::string& id);

} // namespace nodegrad
