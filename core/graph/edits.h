#pragma once
// Pure edits: a Graph in, a new Graph out. They keep the rules (unique ids and names, one wire an input, no wire to a
// missing node) and know nothing of layer types; `definition` names the level ("" the root).

#include <functional>
#include <set>

#include "core/graph/graph.h"

namespace nodegrad {

struct AddedNode {
    Graph graph;
    NodeId id;
};
/// Adds a node; an empty or taken name gets the next free one made from the type ("conv1", "conv2").
AddedNode addNode(const Graph& graph, const std::string& definition, Node node);
/// Errors: graph.unknown_node.
Result<Graph> changeNode(const Graph& graph, const std::string& definition, NodeId id, const std::function<void(Node&)>& change);
/// Errors: graph.bad_name (not an identifier), graph.name_taken.
Result<Graph> renameNode(const Graph& graph, const std::string& definition, NodeId id, const std::string& name);
/// Connects; a wire that ended at `to` is replaced. Errors: graph.unknown_node, graph.cycle (the sentence names both nodes).
Result<Graph> connect(const Graph& graph, const std::string& definition, const PortRef& from, const PortRef& to);
bool wouldMakeCycle(const Level& level, NodeId from, NodeId to);
Graph disconnect(const Graph& graph, const std::string& definition, const Wire& wire);
/// Removes nodes with their wires. With `heal`, whatever fed the first connected input of a removed chain then feeds what followed.
Graph removeNodes(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, bool heal);
/// Puts a new node into a wire: from -> (inputPort) node (outputPort) -> to.
Result<AddedNode> insertOnWire(const Graph& graph, const std::string& definition, const Wire& wire, Node node,
                               const std::string& inputPort, const std::string& outputPort);
/// Knots of a wire move along when both its ends move by the same way.
Graph moveNodes(const Graph& graph, const std::string& definition, const std::map<NodeId, Position>& positions);
/// Leads a wire through `points`, from its output to its input; none: straight again.
Graph setKnots(const Graph& graph, const std::string& definition, const Wire& wire, std::vector<Position> points);
/// Without the knots of all wires that begin or end at `ids`: after these nodes were arranged anew.
Graph withoutKnots(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids);

/// Draws the wires of an output as named ends; with an empty name as lines again. A name that another portal of the level has gets
/// a number.
Graph setPortal(const Graph& graph, const std::string& definition, const PortRef& output, const std::string& name);
/// `name`, or with another number at its end when a portal has it.
std::string freePortalName(const Level& level, const std::string& name);

/// Where copied nodes find the weights that their project begins with; all empty: it draws them.
struct ClipOrigin {
    std::string place;   ///< path of their level, with a dot at its end; "" the root
    std::string weights; ///< SHA-256 of the file
};
/// A piece of a level as text (JSON, "nodegrad": format number), with the module definitions it needs and what fed it from outside.
std::string copyNodes(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, const ClipOrigin& origin = {});
struct Pasted {
    Graph graph;
    std::set<NodeId> ids;
    std::size_t keptInputs = 0;
    std::map<std::string, std::string> originals{}; ///< names of the nodes -> names of what they are copies of
    ClipOrigin origin{};                            ///< of these originals
};
/// Pastes with new ids and free names, shifted so that the upper left corner lies at `at`. With `keepsInputs`, what fed
/// the originals from outside feeds the copies too, where a node of that id and name is in the level. Errors: graph.not_a_clip,
/// graph.module_in_itself.
Result<Pasted> pasteNodes(const Graph& graph, const std::string& definition, const std::string& text, Position at, bool keepsInputs = false);

/// Turns `ids` into a new module definition and one instance in their place. Wires that cross the border become its ports; an
/// output that feeds several nodes outside becomes one port. Errors: graph.module_cycle when a path leaves the selection and
/// comes back, graph.module_io when Input or Output layers are in it.
struct MadeModule {
    Graph graph;
    NodeId instance;
    std::string definition;
};
Result<MadeModule> makeModule(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, const std::string& title);
/// Replaces one instance by its contents (not when repeated more than once). Errors: graph.module_repeated.
/// `origin`: where that of the inside comes to lie; else its middle lies where the module stood.
Result<Pasted> dissolveModule(const Graph& graph, const std::string& definition, NodeId instance, std::optional<Position> origin = {});
/// Gives one instance a definition of its own.
Result<Graph> makeUnique(const Graph& graph, const std::string& definition, NodeId instance);
/// Module definitions that no instance uses are dropped.
Graph withoutUnusedModules(const Graph& graph);

/// All nodes that `from` lead to (or, not `forward`, that lead to them), these included. Linear in the wires.
std::set<NodeId> reachable(const Level& level, const std::set<NodeId>& from, bool forward);

/// "max_pool2d" -> "pool", "conv2d" -> "conv": what names of layers of this type begin with.
std::string nameStem(const std::string& type);
/// "conv" -> first of conv1, conv2, ... that is free in the level.
std::string freeName(const Level& level, const std::string& stem);
/// Nodes such that every wire goes forward; nodes on cycles (and what follows only from them) are left out and put in `onCycle`.
std::vector<const Node*> topologicalOrder(const Level& level, std::vector<const Node*>* onCycle = nullptr);

} // namespace nodegrad
