#pragma once
// What differs between two designs: of two projects, two runs, or now and then.

#include <string>
#include <vector>

#include "core/graph/graph.h"

namespace nodegrad {

/// A parameter, a wire or a mark of a node that is not what it was. Texts as people write them; "" where there was or is none.
struct ValueChange {
    std::string what;          ///< title of the parameter, "input a", "name", "bypassed"
    std::string before, after;
    bool operator==(const ValueChange&) const = default;
};

struct NodeChange {
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    std::string node;          ///< path: after the change, or before it when removed
    std::string layer;         ///< title of its layer or module
    std::vector<ValueChange> values; ///< Changed only
    bool operator==(const NodeChange&) const = default;
};

/// Nodes are the same when they have the same name in the same level, or (renamed) the same id and type. Defaults count as values,
/// so that a parameter set to its default is no change; nor are positions, frames and collapsing. The inside of a module that
/// several nodes share is told once, under the first. In the order of `after`, then what was removed.
std::vector<NodeChange> graphDiff(const Graph& before, const Graph& after);

/// One line a change: "+ dropout1 (Dropout)", "~ conv1 (Conv2D): Filters 16 -> 32", "- relu2 (ReLU)"; "" when nothing differs.
std::string diffText(const std::vector<NodeChange>& changes);

} // namespace nodegrad
