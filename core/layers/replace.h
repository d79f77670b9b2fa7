#pragma once
// One layer put in the place of another.

#include "core/layers/layer_type.h"

namespace nodegrad {

/// Replaces node `id` by `replacement` (its type, definition and parameters count). Place, id, flags, title, and a name that a
/// person gave stay; a name made from the old type becomes one made from the new. Wires stay where the new layer has a port of
/// the same id, else they go, in order, to the ports that are left; what finds no port is dropped. Parameters that were set
/// stay where the new layer has one of that id that takes the value.
/// Errors: graph.unknown_node.
Result<Graph> replaceNode(const Graph& graph, const std::string& definition, NodeId id, const Node& replacement);

} // namespace nodegrad
