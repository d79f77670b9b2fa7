#pragma once
// Gradient checkpointing: which parts of a Program keep nothing but their ends, and are computed again in backward.

#include <string>
#include <vector>

#include "core/ops/program.h"

namespace nodegrad {

/// Neighbouring ops of one instance.
struct Segment {
    std::string instance;                     ///< "encoder.2": the third repeat of a module; "encoder1.layers.0": of a stack; "conv1": a layer
    std::size_t begin = 0, end = 0;           ///< indices into Program::ops
    std::vector<ValueId> outputs = {};        ///< made inside and read by ops outside, or what an output of the Program gives
};

/// `modules` are paths of modules and layers, "encoder" or "encoder.block": each of their instances is a segment, and of a stack of
/// layers (TransformerEncoder) each layer. "encoder.2" is one instance. None: all modules and stacks of the top level. Segments lie in the
/// order of the Program and never within one another: of two paths the outer one counts.
std::vector<Segment> checkpointSegments(const Program& program, const std::vector<std::string>& modules);

} // namespace nodegrad
