#pragma once
// The only way down: Graph, input and target specs -> Program. Shape inference is lowering.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/ops/builder.h"
#include "core/ops/program.h"

namespace nodegrad {

/// What the data give to one Input layer and one Output layer. A graph with one Input and one Output uses `inputs[""]`.
struct InputBinding {
    bool operator==(const InputBinding&) const = default;
    Spec spec;                                ///< raw data
    /// Written as ops between raw data and the Input layer: y = (x - offset) * factor.
    std::vector<std::pair<std::vector<float>, std::vector<float>>> affine; ///< offset, factor: one value, or one a channel (images) or a last-dim feature
};
struct Bindings {
    bool operator==(const Bindings&) const = default;
    std::map<std::string, InputBinding> inputs; ///< by Input node name; "" serves any Input without an entry
    std::map<std::string, Spec> targets;        ///< by Output node name; "" serves any. Missing: the shape is taken from the network
    bool hasData = false;                       ///< false: Input layers use their own shape parameters (design before data)
};

/// What lowering learned of one node: what the canvas and the inspector show.
struct NodeFacts {
    Specs inputs, outputs;                    ///< absentSpec() where unknown
    std::int64_t parameters = 0;              ///< elements of this node (all repeats, all inside for modules)
    Dim macs;                                 ///< of one forward pass of the batch
    Dim activationElements;                   ///< elements of the outputs and of what backward needs
};

struct Lowered {
    Program program;                          ///< whole only when `ok()`; else what could be lowered
    std::vector<Diagnostic> diagnostics;      ///< all problems, upstream first
    std::map<std::string, NodeFacts> facts;   ///< by node path ("block.conv1" inside modules, "block.0.conv1" in repeats)
    bool ok() const;
    std::size_t errorCount() const;
};

/// Lowers again and again; keeps the fragments of the last call, so that an edit re-builds only what lies downstream of it.
/// Not thread-safe: one Lowerer a thread.
class Lowerer {
public:
    Lowerer();
    ~Lowerer();
    /// As lower(). While an older result is held by nobody else, an edit of parameters costs what it changes; others cost a pass over all nodes.
    std::shared_ptr<const Lowered> lower(const Graph& graph, const Bindings& bindings);
    /// Nodes whose build ran in the last call (the others came from the cache): for tests and benchmarks.
    std::size_t builtCount() const;

private:
    struct Cache;
    std::unique_ptr<Cache> m_cache;
};

/// Once, without a cache.
Lowered lower(const Graph& graph, const Bindings& bindings);

/// Would lower() give the same for both, because they differ only in where things stand and what layers are called?
bool isSameComputation(const Graph& a, const Graph& b);

/// A diagnostic's repair as an edit. Errors: graph.unknown_node when the design has changed since.
Result<Graph> applyFix(const Graph& graph, const Diagnostic& diagnostic, const Fix& fix);

/// Would a wire from -> to be shape-feasible, and which layer types fit behind `from` (output) or before `to`? For quick-add.
struct Fit {
    std::string layer;   ///< layer type id
    bool fits = false;
    std::string reason;  ///< why not, one sentence; "" when it fits
};
std::vector<Fit> fittingLayers(const Spec& from);

} // namespace nodegrad
