#pragma once
// The one-line notation of a graph: tests, docs, command line.
// "input(1,8,8) > conv2d(16, kernel=3, padding=same) > relu > flatten > dense(10) > output(cross_entropy)"
// "a = input(4); b = a > dense(4); add(a, b) > output(mse)"      names and branches; ';' or a new line ends a statement
// "module block { in > conv2d(8, padding=same) > relu > out }; input(1,8,8) > block(repeat=3) > output(mse)"  modules
// "module block { in > dense(8) > out; expose width "Width" = dense1.units }; input(4) > block(width=16)"   parameters at the instances

#include "core/graph/graph.h"

namespace nodegrad {

/// Reads the notation; the result is laid out. Errors: graph_text.syntax (with line, column, what was expected),
/// graph_text.unknown_layer (with the nearest names), graph_text.unknown_name, param.*.
Result<Graph> parseGraphText(const std::string& text);
/// Writes it; parse(write(g)) equals g but for positions and ids.
std::string writeGraphText(const Graph& graph);

} // namespace nodegrad
