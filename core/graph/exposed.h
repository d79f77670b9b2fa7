#pragma once
// Parameters that a module shows at its instances. Structure is shared by all instances, these values are not.

#include <functional>

#include "core/graph/graph.h"

namespace nodegrad {

/// The entry with that id, or the one that shows this parameter of a layer inside; null when there is none.
const ExposedParam* findExposed(const ModuleDefinition& module, const std::string& id);
const ExposedParam* exposureOf(const ModuleDefinition& module, NodeId node, const std::string& param);

/// The instances of `definition` show the parameter from now on. `title` gets a number when another one has it.
/// Errors: graph.unknown_module (the root has no instances), graph.unknown_node, graph.exposed_already.
Result<Graph> exposeParam(const Graph& graph, const std::string& definition, NodeId node, const std::string& param, const std::string& title);
/// Errors: graph.unknown_module, graph.unknown_exposed, graph.exposed_title (empty, or another one has it).
Result<Graph> renameExposed(const Graph& graph, const std::string& definition, const std::string& id, const std::string& title);
/// The instances lose the parameter and their values of it, and so does what exposed it further up. Unknown ids change nothing.
Graph withoutExposed(const Graph& graph, const std::string& definition, const std::string& id);
/// Without all that exposes parameters of `node` which `keeps` does not want: after the node became another layer.
Graph withoutExposuresOf(const Graph& graph, const std::string& definition, NodeId node, const std::function<bool(const std::string&)>& keeps);
/// Instances of `definition` that have a value of their own for `id`, over all levels.
std::size_t ownValueCount(const Graph& graph, const std::string& definition, const std::string& id);

/// The design with every instance's values in its layers: instances with equal values share a definition, and nothing is exposed
/// any more. Names, ids and ports stay, so that paths lead to the same layers. What is lowered, counted and exported is this.
Graph withInstanceValues(const Graph& graph);

/// Where the value of a parameter stands that counts at `path` (names of the instances that lead to the level of `node`): the
/// outermost instance with a value of its own, else the layer itself.
struct ValuePlace {
    std::vector<std::string> path; ///< of the level of `node`
    std::string definition;        ///< of that level
    NodeId node;
    std::string param;
    bool operator==(const ValuePlace&) const = default;
};
ValuePlace valuePlace(const Graph& graph, const std::vector<std::string>& path, NodeId node, const std::string& param);

} // namespace nodegrad
