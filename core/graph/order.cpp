#include <unordered_map>

#include "core/graph/edits.h"

namespace nodegrad {

std::vector<const Node*> topologicalOrder(const Level& level, std::vector<const Node*>* onCycle)
{
    // Kahn's algorithm; among the ready nodes the first made goes first, so that the order is stable under edits.
    std::unordered_map<std::uint64_t, std::size_t> indexOf;
    for (std::size_t i = 0; i < level.nodes.size(); ++i)
        indexOf.emplace(level.nodes[i]->id.value, i);
    std::vector<std::vector<std::size_t>> next(level.nodes.size());
    std::vector<std::size_t> waiting(level.nodes.size(), 0);
    for (const Wire& wire : level.wires) {
        const auto from = indexOf.find(wire.from.node.value), to = indexOf.find(wire.to.node.value);
        if (from == indexOf.end() || to == indexOf.end())
            continue;
        next[from->second].push_back(to->second);
        ++waiting[to->second];
    }
    std::vector<const Node*> order;
    std::vector<std::size_t> ready;
    for (std::size_t i = level.nodes.size(); i-- > 0;)
        if (waiting[i] == 0)
            ready.push_back(i);
    while (!ready.empty()) {
        const std::size_t i = ready.back();
        ready.pop_back();
        order.push_back(level.nodes[i].get());
        for (auto follower = next[i].rbegin(); follower != next[i].rend(); ++follower)
            if (--waiting[*follower] == 0)
                ready.push_back(*follower);
    }
    if (onCycle)
        for (std::size_t i = 0; i < level.nodes.size(); ++i)
            if (waiting[i] > 0)
                onCycle->push_back(level.nodes[i].get());
    return order;
}

bool wouldMakeCycle(const Level& level, NodeId from, NodeId to)
{
    if (from == to)
        return true;
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> next;
    for (const Wire& wire : level.wires)
        next[wire.from.node.value].push_back(wire.to.node.value);
    std::set<std::uint64_t> seen{to.value};
    std::vector<std::uint64_t> open{to.value};
    while (!open.empty()) {
        const std::uint64_t here = open.back();
        open.pop_back();
        if (here == from.value)
            return true;
        for (const std::uint64_t follower : next[here])
            if (seen.insert(follower).second)
                open.push_back(follower);
    }
    return false;
}

std::set<NodeId> reachable(const Level& level, const std::set<NodeId>& from, bool forward)
{
    std::unordered_multimap<std::uint64_t, NodeId> next;
    for (const Wire& wire : level.wires)
        next.emplace((forward ? wire.from : wire.to).node.value, (forward ? wire.to : wire.from).node);
    std::set<NodeId> seen = from;
    std::vector<NodeId> open(from.begin(), from.end());
    while (!open.empty()) {
        const auto [begin, end] = next.equal_range(open.back().value);
        open.pop_back();
        for (auto step = begin; step != end; ++step)
            if (seen.insert(step->second).second)
                open.push_back(step->second);
    }
    return seen;
}

} // namespace nodegrad
