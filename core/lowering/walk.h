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

/// Do they differ only in where they stand and what they are called, if at all?
bool isSameNode(const NodePtr& a, const NodePtr& b);
bool haveSameModules(const Graph& a, const Graph& b);

class Walk {
public:
    Walk(Graph graph, Bindings bindings) : m_graph(std::move(graph)), m_bindings(std::move(bindings)) {}
    /// All of it. `builds` holds what was built before, and then what this used.
    void run(BuildCache& builds);
    /// After run(): the same for another graph that differs in parameters and switches of nodes of the root alone. What was lowered before the
    /// first of these stays; so does what lies behind a node whose ops only get other attributes. False: it differs in more, and this Walk is spent.
    bool follow(const Graph& graph, BuildCache& builds);

    const Bindings& bindings() const { return m_bindings; }
    std::shared_ptr<const Lowered> result() const { return m_result; }
    Lowered take() { return std::move(*m_result); }
    /// Nobody else holds the result: it may change.
    bool isFree() const;
    std::size_t builtCount() const { return m_built; }

private:
    /// What a level's nodes are and how they hang together: worked out once, however often the level is used.
    struct LevelIndex {
        std::vector<NodePtr> order;
        std::vector<std::vector<const Node*>> circles;
        std::unordered_map<std::uint64_t, Ports> ports;
        std::map<PortRef, PortRef> into;
        std::set<NodeId> live;                  ///< leads to an Output (or module output)
        std::set<NodeId> deadEnds;              ///< does not, and feeds no other layer
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

    /// How far everything was before a node of the root was lowered.
    struct Mark {
        Assembler::Mark program;
        std::size_t diagnostics = 0, outputs = 0, said = 0, nodes = 0, inputsServed = 0;
        std::int64_t parameters = 0;
        Dim macs, activation;
    };

    const LevelIndex& indexOf(const std::string& definition);
    /// `from`: position in the order of the level.
    void lowerLevel(Place& place, std::size_t from = 0);
    void finish();
    // follow.cpp
    Mark mark() const;
    void goBackTo(std::size_t position);
    bool patch(std::size_t position, const NodePtr& node);
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
    void adviseMasks();
    void advise(const Origin& origin, Error error, std::vector<Fix> fixes = {});
    /// The node that asked for `call`, or null.
    const Origin* originOf(const OpCall* call) const;

    /// True the first time.
    bool say(const std::string& plainPath, const std::string& code);

    Graph m_graph;
    Bindings m_bindings;
    const BuildCache* m_old = nullptr;                      ///< while it runs
    BuildCache* m_cache = nullptr;
    std::size_t m_built = 0, m_nodes = 0;
    Place m_root;
    std::vector<Mark> m_marks;                              ///< one a node of the root, in the order
    std::unordered_map<std::uint64_t, std::size_t> m_positions; ///< of nodes of the root in the order
    std::unordered_map<std::uint64_t, std::shared_ptr<const NodeBuild>> m_builds; ///< of layers of the root
    std::map<std::string, LevelIndex> m_indices;
    std::vector<std::string> m_stack;                       ///< definitions that are open
    std::unordered_map<std::string, Origin> m_origins;      ///< by node path
    std::set<std::pair<std::string, std::string>> m_said;   ///< (plain path, code)
    std::vector<std::pair<std::string, std::string>> m_saidInOrder;
    std::vector<Tie> m_ties;
    std::vector<std::pair<const Node*, Value>> m_outputs;   ///< Outputs that were lowered
    Assembler m_assembler;
    std::shared_ptr<Lowered> m_result = std::make_shared<Lowered>();
    Lowered& m_lowered = *m_result;
    std::int64_t m_parameters = 0;                          ///< sums over all nodes so far
    Dim m_macs, m_activation;
    std::size_t m_inputsServed = 0;                         ///< Inputs that took the binding ""
};

} // namespace nodegrad
