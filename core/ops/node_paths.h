#pragma once
// Which nodes a path means, and which other path they have after an edit.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace nodegrad {

/// "block.0.conv1" -> "block.conv1": without the indices of repeats. Names are identifiers, so a part that begins with a digit is one.
std::string plainPath(const std::string& path);

struct NodeAtPath {
    std::vector<std::string> level; ///< names of the module nodes around it
    const Node* node = nullptr;     ///< null when there is none
};
/// The node at a path, with indices of repeats or without.
NodeAtPath nodeAtPath(const Graph& graph, const std::string& path);

/// The beginning of `path` that `wanted` names, with the index of the repeat behind it; none when it names something else. Indices of
/// repeats need not be named: "encoder.block" names "encoder.0.block.2" of "encoder.0.block.2.conv.weight", "encoder.1" names nothing of it.
std::optional<std::string> namedPart(const std::string& wanted, const std::string& path);

/// Paths of the module instances (with indices of repeats, "block1.0.") whose inside is the level `definition`; {""} for the root.
std::vector<std::string> pathsTo(const Graph& graph, const std::string& definition);

/// Nodes whose path an edit changed, with indices of repeats: path now -> before ("block1.0.conv1" -> "conv1").
using MovedNodes = std::map<std::string, std::string>;
/// `path`, of a node or of its weight, with the longest part that is a key of `moved` replaced: {"a.b" -> "c"} makes "a.b.weight" "c.weight".
std::string movedPath(const std::string& path, const MovedNodes& moved);
/// Path before -> now. Of several that came from one, one.
MovedNodes inverse(const MovedNodes& moved);
/// `graph`, in which `moved` lie where they lie now, with ties that find their weights there.
Graph withTiesMoved(Graph graph, const MovedNodes& moved);

} // namespace nodegrad
