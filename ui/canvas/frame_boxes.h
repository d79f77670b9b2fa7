#pragma once
// Frames and the layers that they hold.

#include <set>
#include <string>

#include "core/graph/graph.h"

namespace nodegrad {

/// Layers whose middle lies in the frame; a note holds none.
std::set<NodeId> nodesIn(const Graph& graph, const Level& level, const Frame& frame);
/// `after`, with the frames of a level fitted to the layers that they held in `before`, where one of these has moved. Locked ones stay.
Graph withFramesFollowing(const Graph& before, const Graph& after, const std::string& definition);

} // namespace nodegrad
