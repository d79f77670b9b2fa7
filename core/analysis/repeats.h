#pragma once
// The same structure several times: what could be one module with a number beside it.

#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace nodegrad {

/// Groups of nodes that do the same with weights of their own: same types, parameters and wires inside; each group takes one value
/// and gives one. Groups of a row feed one another.
struct Repeat {
    std::vector<std::vector<NodeId>> copies; ///< at least two, in order of the data; nodes of each in the same order
    std::vector<std::size_t> rows;           ///< how many copies stand in each row; their sum is copies.size()
};

/// Repeats in a level, the ones that save most nodes first chosen; none shares a node with another. A group has at least two nodes in
/// a row of groups (one node, in a row of four), three where each group stands alone. Nodes that are tied, bypassed or structural
/// (inputs, outputs) end a group, and so do those of `apart`: a module that exposes one of them would lose that.
std::vector<Repeat> findRepeats(const Level& level, const std::set<NodeId>& apart = {});
/// "Make module x3 of 'conv1', 'relu1': the same structure stands 3 times in a row."
std::string offerFor(const Repeat& repeat, const Level& level);

} // namespace nodegrad
