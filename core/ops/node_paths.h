#pragma once
// Which nodes a person means by a path.

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

} // namespace nodegrad
