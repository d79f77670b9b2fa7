#pragma once
// One pass over a graph, from the Inputs down, private to lowering. The only place that catches Unmet.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/layers/layer_type.h"
#include "core/lowering/assembler.h"
#include "core/lowering/lower.h"

namespace nodegrad {

/// What building one node gave: a fragment, or problems.
struct NodeBuild {
    std::optional<Fragment> fragment;
    std::vector<Diagnostic> problems;   ///< without the node's path
    std::int64_t parameters = 0;
    Dim macs, activationElements;
};

/// What a NodeBuild was made from: while these are equal, it holds.
struct CachedBuild {
    NodePtr node;
    Specs inputs;
    std::shared_ptr<const NodeBuild> build;
};
using BuildCache = std::unordered_map<std::string, CachedBuild>; ///< by node path

/// Runs `work` (which writes on a Builder) and turns Unmet into a diagnostic. `ports` names the inputs.
std::optional<Diagnostic> caught(const std::vector<Port>& ports, const std::function<void()>& work);
/// checkParam for all of a layer's parameters; each problem offers the default.
std::vector<Diagnostic> checkParams(const LayerType& type, const ParamValues& params, const std::string& node);

class Walk {
public:
    Walk(const Graph& graph, const Bindings& bindings, const BuildCache& old) : m_graph(graph), m_bindings(bindings), m_old(old) {}
    Lowered run();
    BuildCache takeCache() { return std::move(m_cache); }
    std::size_t builtCount() const { return m_built; }

private:
    /// What a level's nodes are and how they hang together: worked out once, however often the level is used.
    struct LevelIndex {
        std::vector<NodePtr> order;
        std::vector<std::vector<const Node*>> circles;
        std::unordered_map<std::uint64_t, Ports> ports;
        std::map<PortRef, PortRef> into;
        std::set<NodeId> live;                  ///< leads to an Output (or module output)
        std::vector<Diagnostic> problems;       ///< of wires and names, with local node names
    };
    /// Where a level is being lowered.
    struct Place {
        std::string path, plainPath;            ///< "block.0." and "block."; both "" at the root
        std::string definition;                 ///< of the level; "" the root
        bool frozen = false, dormant = false;
        bool isUnused = false;                  ///< leads to no Output: shapes are shown, the program does without it
        bool isCopy = false;                    ///< a further repeat: says nothing twice
        std::map<std::string, Value> inputs;    ///< by name of the module input; missing: unknown
        std::map<std::string, Value> outputs;   ///< by name of the module output, as they become known
        std::map<PortRef, Value> values;        ///< known outputs of nodes
    };
    /// The node that an op comes from.
    struct Origin {
        const Node* node;
        std::string plainPath;
    };
    /// The inputs of one node.
    struct Gathered {
        Values values;                          ///< one a port; none where open or unknown
        Specs specs;
        bool isKnown = true;                    ///< nothing required is missing
    };

    const LevelIndex& indexOf(const std::string& definition);
    void lowerLevel(Place& place);
    void lowerNode(Place& place, const LevelIndex& index, const NodePtr& node);
    Gathered gather(Place& place, const LevelIndex& index, const Node& node);
    void lowerLayer(Place& place, const LevelIndex& index, const NodePtr& node, const LayerType& type, const Gathered& in);
    std::shared_ptr<const NodeBuild> buildOf(const std::string& path, const std::string& plainPath, const NodePtr& node, const LayerType& type, const Specs& specs);
    std::string lengthSymbol(const Node& input) const;
    void lowerInput(Place& place, const LevelIndex& index, const NodePtr& node);
    void lowerOutput(const Place& place, const NodePtr& node, const Gathered& in);
    void lowerModule(Place& place, const LevelIndex& index, const NodePtr& node, const Gathered& in);
    /// Outputs of a bypassed node: the input that fits all of them, or a diagnostic.
    bool bypass(Place& place, const LevelIndex& index, const Node& node, const Gathered& in, const Values& outputs);

    static bool isLive(const Place& place, const LevelIndex& index, const Node& node) { return !place.isUnused && index.live.contains(node.id); }
    void report(const Place& place, const Node& node, Diagnostic diagnostic);
    void report(const Place& place, const Node& node, Severity severity, Error error, std::vector<Fix> fixes = {}, const std::string& port = {});
    void record(const Place& place, const Node& node, NodeFacts facts);
    Specs absentOutputs(const LevelIndex& index, const Node& node) const;

    // outputs.cpp, advice.cpp
    bool checkOutput(const Place& place, const Node& node, const LossType& loss, const Value& logits, const Spec& target);
    /// The Dense layer whose units decide the last size of `id`, or null.
    const OpCall* producingDense(ValueId id) const;
    void reportUnits(const Place& place, const Node& output, const Value& logits, std::int64_t expected, const std::string& one, const std::string& many);
    void adviseOutput(const Node& output, const LossType& loss, const Value& logits);
    void adviseDense();
    void adviseBias();
    void adviseLargeDense();
    void adviseNormalization();
    void advise(const Origin& origin, Error error, std::vector<Fix> fixes = {});
    /// The node that asked for `call`, or null.
    const Origin* originOf(const OpCall* call) const;

    const Graph& m_graph;
    const Bindings& m_bindings;
    const BuildCache& m_old;
    BuildCache m_cache;
    std::size_t m_built = 0, m_nodes = 0;
    std::map<std::string, LevelIndex> m_indices;
    std::vector<std::string> m_stack;                       ///< definitions that are open
    std::unordered_map<std::string, Origin> m_origins;      ///< by node path
    std::set<std::pair<std::string, std::string>> m_said;   ///< (plain path, code)
    std::vector<Tie> m_ties;
    std::vector<std::pair<const Node*, Value>> m_outputs;   ///< Outputs that were lowered
    Assembler m_assembler;
    Lowered m_lowered;
    std::int64_t m_parameters = 0;                          ///< sums over all nodes so far
    Dim m_macs, m_activation;
    std::size_t m_inputsServed = 0;                         ///< Inputs that took the binding ""
};

} // namespace nodegrad
