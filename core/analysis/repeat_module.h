#pragma once
// Turns a found repeat into one module definition and its instances.

#include <string>
#include <vector>

#include "core/analysis/repeats.h"
#include "core/ops/node_paths.h"

namespace nodegrad {

/// What stands instead of a repeat.
struct MadeRepeat {
    Graph graph;
    std::string definition;
    std::vector<NodeId> instances;              ///< one a row, in order of the data; a row of n copies repeats n times
    MovedNodes renamed;                         ///< all nodes that it moved
};
/// One module definition, made of the first copy, and one instance instead of each row. Computes the same: weights change their paths
/// only (`renamed`), ties follow. Layers behind a row close up to it along the flow where nothing lies beside it; frames that held
/// part of a row only are dropped. Errors: graph.unknown_node when the level is not the one that `repeat` was found in.
Result<MadeRepeat> makeRepeatModule(const Graph& graph, const std::string& definition, const Repeat& repeat, const std::string& title,
                                    bool leftToRight = false);
} // namespace nodegrad
