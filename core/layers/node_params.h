#pragma once
// The parameters of a node as it stands in a design: those of its layer type, and for a module what it exposes.

#include "core/graph/exposed.h"
#include "core/layers/layer_type.h"

namespace nodegrad {

/// An exposed parameter has its id and title; its default is the value inside. One whose layer or parameter is unknown is left out.
std::vector<Param> paramsOf(const Graph& graph, const Node& node);
/// May the instances of `definition` show `param` of `node`? Errors: graph.exposed_root, graph.exposed_ports.
Status mayExpose(const Graph& graph, const std::string& definition, const Node& node, const Param& param);

} // namespace nodegrad
