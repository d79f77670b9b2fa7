// A walk that follows an edit instead of beginning anew.

#include <algorithm>
#include <atomic>

#include "core/lowering/walk.h"

namespace nodegrad {

namespace {

/// The same node with other parameters or switches: its name, wires and place in the order stay.
bool isSamePlace(const Node& a, const Node& b)
{
    return a.id == b.id && a.name == b.name && a.type == b.type && a.definition == b.definition && a.tie.empty() && b.tie.empty();
}

bool haveSamePorts(const std::vector<Port>& a, const std::vector<Port>& b)
{
    return std::ranges::equal(a, b, [](const Port& x, const Port& y) { return x.id == y.id && x.title == y.title && x.optional == y.optional; });
}

/// Do they differ only in what can be written over?
bool isCongruent(const Fragment& a, const Fragment& b)
{
    const auto sameParameter = [](const Parameter& x, const Parameter& y) { return x.path == y.path && x.shape == y.shape && x.value == y.value; };
    const auto sameBuffer = [](const Buffer& x, const Buffer& y) {
        return x.path == y.path && x.initial.shape() == y.initial.shape() && x.initial.dtype() == y.initial.dtype() && x.value == y.value;
    };
    const auto sameConstant = [](const Constant& x, const Constant& y) { return x.value == y.value; };
    const auto sameCall = [](const OpCall& x, const OpCall& y) { return x.type == y.type && x.path == y.path && x.inputs == y.inputs && x.outputs == y.outputs; };
    return a.values == b.values && a.inputCount == b.inputCount && a.outputs == b.outputs && std::ranges::equal(a.parameters, b.parameters, sameParameter) &&
           std::ranges::equal(a.buffers, b.buffers, sameBuffer) && std::ranges::equal(a.constants, b.constants, sameConstant) && std::ranges::equal(a.ops, b.ops, sameCall);
}

} // namespace

bool Walk::isFree() const
{
    const bool isFree = m_result.use_count() == 1;
    std::atomic_thread_fence(std::memory_order_acquire); // what others read of it is over
    return isFree;
}

Walk::Mark Walk::mark() const
{
    return {m_assembler.mark(), m_lowered.diagnostics.size(), m_outputs.size(), m_saidInOrder.size(), m_nodes, m_inputsServed, m_parameters, m_macs, m_activation};
}

bool Walk::follow(const Graph& graph, BuildCache& builds)
{
    const Level &before = m_graph.root(), &now = graph.root();
    if (!m_ties.empty() || !m_indices.at("").problems.empty() || before.nodes.size() != now.nodes.size() || before.wires != now.wires || !haveSameModules(m_graph, graph))
        return false;
    LevelIndex& index = m_indices.at("");
    std::vector<std::pair<std::size_t, NodePtr>> changed; // by position
    for (std::size_t i = 0; i < now.nodes.size(); ++i) {
        const NodePtr &old = before.nodes[i], &node = now.nodes[i];
        if (old == node || isSameNode(old, node))
            continue;
        const auto position = m_positions.find(node->id.value);
        if (position == m_positions.end() || !isSamePlace(*old, *node))
            return false;
        const Ports ports = portsOf(graph, "", *node), &known = index.ports.at(node->id.value);
        if (!haveSamePorts(ports.inputs, known.inputs) || !haveSamePorts(ports.outputs, known.outputs))
            return false;
        changed.emplace_back(position->second, node);
    }
    std::ranges::sort(changed);
    m_graph = graph;
    m_built = 0;
    m_old = m_cache = &builds;
    const auto rest = std::ranges::find_if(changed, [&](const auto& change) { return !patch(change.first, change.second); });
    if (rest == changed.end())
        return true;
    for (auto change = rest; change != changed.end(); ++change)
        index.order[change->first] = change->second;
    goBackTo(rest->first);
    lowerLevel(m_root, rest->first);
    finish();
    return true;
}

/// Writes a layer's new numbers over the old ones. False when that is not all that changes.
bool Walk::patch(std::size_t position, const NodePtr& node)
{
    NodePtr& old = m_indices.at("").order[position];
    const LayerType* type = findLayer(node->type);
    const auto known = m_builds.find(node->id.value);
    const bool isSwitched = old->bypassed || node->bypassed || old->frozen != node->frozen;
    if (!type || !type->build || isSwitched || known == m_builds.end() || !known->second->fragment || !known->second->problems.empty())
        return false;
    NodeFacts& facts = m_lowered.facts.at(node->name);
    const auto build = buildOf(node->name, node->name, node, *type, facts.inputs);
    if (!build->fragment || !build->problems.empty() || !isCongruent(*known->second->fragment, *build->fragment))
        return false;
    const Fragment& fragment = *build->fragment;
    Program& program = m_lowered.program;
    const Assembler::Mark& at = m_marks[position].program;
    const bool isJoined = m_indices.at("").live.contains(node->id); // else the program does without it
    for (std::size_t i = 0; isJoined && i < fragment.ops.size(); ++i)
        program.ops[at.ops + i].attributes = fragment.ops[i].attributes;
    for (std::size_t i = 0; isJoined && i < fragment.parameters.size(); ++i)
        program.parameters[at.parameters + i].initializer = fragment.parameters[i].initializer;
    for (std::size_t i = 0; isJoined && i < fragment.buffers.size(); ++i)
        program.buffers[at.buffers + i].initial = fragment.buffers[i].initial;
    for (std::size_t i = 0; isJoined && i < fragment.constants.size(); ++i)
        program.constants[at.constants + i].tensor = fragment.constants[i].tensor;
    facts.parameters = build->parameters;
    facts.macs = build->macs;
    facts.activationElements = build->activationElements;
    m_origins.at(node->name).node = node.get();
    known->second = build;
    old = node;
    return true;
}

/// As it was before the node at `position` of the root was lowered.
void Walk::goBackTo(std::size_t position)
{
    const Mark mark = m_marks[position];
    const LevelIndex& index = m_indices.at("");
    m_assembler.program = std::move(m_lowered.program);
    m_assembler.goBackTo(mark.program);
    m_lowered.diagnostics.resize(mark.diagnostics);
    m_outputs.resize(mark.outputs);
    for (; m_saidInOrder.size() > mark.said; m_saidInOrder.pop_back())
        m_said.erase(m_saidInOrder.back());
    m_nodes = mark.nodes;
    m_inputsServed = mark.inputsServed;
    m_parameters = mark.parameters;
    m_macs = mark.macs;
    m_activation = mark.activation;
    m_marks.resize(position);
    for (std::size_t i = position; i < index.order.size(); ++i) {
        const Node& node = *index.order[i];
        for (const Port& port : index.ports.at(node.id.value).outputs)
            m_root.values.erase({node.id, port.id});
        m_builds.erase(node.id.value);
        if (node.type == kModuleType) // facts of the inside are sums over repeats
            m_lowered.facts.erase(m_lowered.facts.lower_bound(node.name + "."), m_lowered.facts.lower_bound(node.name + "/"));
    }
}

} // namespace nodegrad
