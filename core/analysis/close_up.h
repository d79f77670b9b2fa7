#pragma once
// Room on the canvas that a row of nodes leaves when one node takes its place.

#include <set>

#include "core/graph/graph.h"

namespace nodegrad {

/// `level` with its nodes and frames moved as if the nodes `row` had shrunk to the place of the first of them; `row` itself stays.
/// Frames around part of the row only are dropped. Nothing moves when other nodes lie beside the row.
Level closedUp(Level level, const std::set<NodeId>& row, bool leftToRight);
/// The place of the node of `row` that comes first along the flow.
Position beginOf(const Level& level, const std::set<NodeId>& row, bool leftToRight);

} // namespace nodegrad
