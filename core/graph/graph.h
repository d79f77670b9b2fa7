#pragma once
// The picture, as a value: nodes, wires, module definitions. Copies are cheap (shared immutable parts); edits give new values.

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/params/param.h"

namespace nodegrad {

/// Identity of a node within its level; never reused in a project, stable in files.
struct NodeId {
    std::uint64_t value = 0; ///< 0: none
    auto operator<=>(const NodeId&) const = default;
};

/// Canvas coordinates of the node's upper left corner, in pixels at 100 %.
struct Position {
    double x = 0, y = 0;
    bool operator==(const Position&) const = default;
};

/// One node. `type` is a LayerType id, or one of the structural types below.
struct Node {
    NodeId id;
    std::string name;                        ///< unique identifier in its level: "conv1"; part of parameter paths
    std::string title;                       ///< free text shown instead of the type's title; may be empty
    std::string type;                        ///< "conv2d"
    ParamValues params;                      ///< only what differs from the defaults
    Position position;
    bool bypassed = false;                   ///< the data pass through unchanged
    bool frozen = false;                     ///< no gradients, BatchNorm with running statistics
    bool collapsed = false;
    bool hidesFreePorts = false;             ///< optional ports without a wire are not drawn
    bool unfolded = false;                   ///< type "module": its inside is drawn in its place
    std::map<std::string, std::string> tie;  ///< parameter name -> path of the parameter it shares
    std::string definition;                  ///< type "module": id of the ModuleDefinition
    nlohmann::json unknown;                  ///< fields of a newer program, kept
    bool operator==(const Node&) const = default;
};
using NodePtr = std::shared_ptr<const Node>;

/// One end of a wire: a port of a node, by id ("in", "out", "a"); ports are declared by the layer type.
struct PortRef {
    NodeId node;
    std::string port;
    auto operator<=>(const PortRef&) const = default;
};

/// From an output port to an input port. An input takes one wire; an output feeds any number.
struct Wire {
    PortRef from, to;
    auto operator<=>(const Wire&) const = default;
};

/// A coloured box with a title behind nodes, or a note.
struct Frame {
    std::uint64_t id = 0;
    std::string title;
    Position position;
    double width = 0, height = 0;
    bool note = false;
    std::string color;   ///< "" neutral, else one of frameColors()
    bool locked = false; ///< stays where it is, and as large as it is
    bool operator==(const Frame&) const = default;
};

/// Ids of the colours that a frame may have: "blue", "teal", ...
const std::vector<std::string>& frameColors();

/// Nodes and wires of one level: the whole network, or the inside of a module.
struct Level {
    std::vector<NodePtr> nodes; ///< in order of making; ids and names unique
    std::vector<Wire> wires;
    std::vector<Frame> frames;
    /// Points that a wire is led through, from its output to its input. Layout only; knots of wires that are gone go too.
    std::map<Wire, std::vector<Position>> knots;
    /// Outputs whose wires are drawn as named ends instead of lines, with the name. Layout only; unique names.
    std::map<PortRef, std::string> portals;

    const Node* find(NodeId id) const;
    const Node* findByName(const std::string& name) const;
    /// The wire that ends at `input`, or null.
    const Wire* wireInto(const PortRef& input) const;
    std::vector<Wire> wiresFrom(const PortRef& output) const;
    std::vector<Wire> wiresOf(NodeId node) const;
};
using LevelPtr = std::shared_ptr<const Level>;

/// A parameter of a layer inside a module that every instance shows, and may give a value of its own: it stands in the instance's
/// `params` under `id`. An instance without one follows the layer inside.
struct ExposedParam {
    std::string id;    ///< an identifier, stable, unique in its definition: "units"; never kRepeatParam
    std::string title; ///< what the instances call it: "Width"
    NodeId node;       ///< the layer inside
    std::string param; ///< its parameter; of a module inside, also one that this exposes
    bool operator==(const ExposedParam&) const = default;
};

/// What all instances of a module share. Inside, nodes of type "module_input" and "module_output" are its ports: their
/// names are the port ids, their order from left to right (then by id) the port order.
struct ModuleDefinition {
    std::string id;    ///< stable, unique: "m1"
    std::string title; ///< "ResBlock"
    LevelPtr level;
    std::vector<ExposedParam> exposed = {}; ///< in the order in which instances show them
};

/// The whole design. A path of module node names leads to a level: {} is the root, {"block"} the inside of module node "block".
class Graph {
public:
    Graph();
    const Level& root() const { return *m_root; }
    LevelPtr rootPtr() const { return m_root; }
    const std::map<std::string, ModuleDefinition>& modules() const { return m_modules; }
    const ModuleDefinition* module(const std::string& id) const;
    /// Level of a definition; "" is the root. Null when there is none.
    const Level* level(const std::string& definition) const;
    /// The definition that a path of node names leads to ("" for the root), or nothing.
    std::optional<std::string> definitionAt(const std::vector<std::string>& path) const;

    /// New values; everything not named is shared. withLevel() drops knots whose wire, and portals and exposed parameters whose node,
    /// the level does not have (with the instances' values of these).
    Graph withLevel(const std::string& definition, Level level) const;
    Graph withModule(ModuleDefinition module) const;
    Graph withoutModule(const std::string& id) const;
    /// Next unused node id over all levels.
    NodeId nextId() const;

    /// Same contents (shared parts are compared by identity first).
    bool operator==(const Graph& other) const;

private:
    LevelPtr m_root;
    std::map<std::string, ModuleDefinition> m_modules;
};

inline constexpr const char* kModuleType = "module";
inline constexpr const char* kRepeatParam = "repeat"; ///< of a module: how many copies stand in a row
inline constexpr const char* kModuleInputType = "module_input";
inline constexpr const char* kModuleOutputType = "module_output";
inline constexpr const char* kInputType = "input";
inline constexpr const char* kOutputType = "output";

nlohmann::json toJson(const Graph& graph);
/// Errors: graph.duplicate_id, graph.bad_field (with the place), graph.too_deep (modules nested over 64 levels, or in a circle).
Result<Graph> graphFromJson(const nlohmann::json& json);

} // namespace nodegrad
