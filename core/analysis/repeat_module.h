#pragma once
// Turns a found repeat into one module definition and its instances.

#include <map>
#include <string>
#include <vector>

#include "core/analysis/repeats.h"

namespace nodegrad {

/// What stands instead of a repeat.
struct MadeRepeat {
    Graph graph;
    std::string definition;
    std::vector<NodeId> instances;              ///< one a row, in order of the data; a row of n copies repeats n times
    std::map<std::string, std::string> renamed; ///< path of a node now ("block1.0.conv1") -> path before ("conv1"), for all it moved
};
/// One module definition, made of the first copy, and one instance instead of each row. Computes the same: weights change their paths
/// only (`renamed`), ties follow. Layers behind a row close up to it along the flow where nothing lies beside it; frames that held
/// part of a row only are dropped. Errors: graph.unknown_node when the level is not the one that `repeat` was found in.
Result<MadeRepeat> makeRepeatModule(const Graph& graph, const std::string& definition, const Repeat& repeat, const std::string& title,
                                    bool leftToRight = false);
/// `path` with the longest part that is a key of `moved` replaced: {"a.b" -> "c"} makes "a.b.weight" "c.weight".
std::string movedPath(const std::string& path, const std::map<std::string, std::string>& moved);
/// Paths of the module instances (with indices of repeats, "block1.0.") whose inside is the level `definition`; {""} for the root.
std::vector<std::string> pathsTo(const Graph& graph, const std::string& definition);

} // namespace nodegrad
