#pragma once
// What a project says of nodes by their path, when an edit gives them other paths.

#include "core/ops/node_paths.h"
#include "core/project/project.h"

namespace nodegrad {

/// Initial weights, rules for the training of single layers and bookmarks follow the nodes. The graph stays as it is: edits of
/// graphs and withTiesMoved() make that.
Project withMovedNodes(Project project, const MovedNodes& moved);

/// The same for nodes that were copied: they begin with the weights of what they were copied from, which keeps its own.
Project withCopiedNodes(Project project, const MovedNodes& copies);

} // namespace nodegrad
