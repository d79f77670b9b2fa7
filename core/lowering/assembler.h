#pragma once
// Joins the fragments of nodes into one Program: global value ids, paths, origins, shared parameters.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ops/builder.h"
#include "core/ops/program.h"

namespace nodegrad {

/// How a fragment is joined.
struct Joining {
    std::string path;         ///< of the node, with repeat indices: "block.0.conv1"
    bool frozen = false;      ///< no gradients
    bool dormant = false;     ///< bypassed: parameters and buffers are kept, nothing is computed
};

/// `parameter` of the node at `path` is the tensor at `target` ("enc.weight").
struct Tie {
    std::string path, plainPath, parameter, target;
};

class Assembler {
public:
    Program program;

    /// How much of the program there is.
    struct Mark {
        std::size_t values = 0, ops = 0, parameters = 0, buffers = 0, constants = 0, inputs = 0, outputs = 0;
    };
    Mark mark() const;
    /// What came after is gone.
    void goBackTo(const Mark& mark);

    ValueId addValue(Spec spec);
    /// Adds `fragment`, whose inputs are the values `inputs` (kNoValue: absent). Gives the node's outputs.
    Values join(const Fragment& fragment, const std::vector<ValueId>& inputs, const Joining& how);
    /// The op that computes `id`, or null (inputs, parameters).
    const OpCall* producer(ValueId id) const;
    /// Makes tied parameters one. Those that cannot be are reported, and keep a tensor of their own.
    std::vector<Diagnostic> shareParameters(const std::vector<Tie>& ties);

private:
    std::vector<std::int64_t> m_producers; ///< by value: index of the op, -1: none
};

} // namespace nodegrad
