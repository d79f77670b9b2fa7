#pragma once
// Automatic layout of a level: layered, linear time, the same picture for the same graph.

#include <map>

#include "core/base/cancellation.h"
#include "core/graph/graph.h"

namespace nodegrad {

struct LayoutOptions {
    double nodeWidth = 184, nodeHeight = 48; ///< pixels
    double gapFlow = 40, gapCross = 56;
    bool leftToRight = false;                ///< else top down
    /// What a node needs behind it along the flow, where that is more than gapFlow: for what is written on its wires.
    std::map<NodeId, double> roomBehind = {};
};
/// Positions for all nodes of `level` (or only `only`, placed where their bounding box was). No overlaps, every wire that is not
/// on a cycle runs forward, coordinates below 1e6. Errors: cancelled.
Result<std::map<NodeId, Position>> layoutLevel(const Level& level, const LayoutOptions& options, const std::vector<NodeId>& only = {},
                                               const Task& task = Task());

} // namespace nodegrad
