#pragma once
// What ONNX rules write on: values of the file go in, layers come out. A layer is lowered the moment it is placed.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/graph/graph.h"
#include "core/importers/importer.h"
#include "core/importers/onnx_view.h"

namespace nodegrad {

/// Where a value lies in the design.
struct PlacedValue {
    PortRef from;
    Spec spec;          ///< of our array; `view` says how the file sees it
    OnnxView view;
    bool hasOtherReaders = false; ///< more than one operation of the file reads it (or what it came from without a layer)
};

/// A stored weight on its way into a layer.
struct OnnxWeight {
    std::string name;   ///< local: "weight"
    HostTensor tensor;
    std::string origin; ///< initializer that it comes from unchanged, "" else
};

/// A layer to be placed.
struct OnnxLayer {
    std::string type;
    ParamValues params;
    std::vector<PlacedValue> inputs;  ///< one a port, in order
    std::vector<OnnxWeight> weights;
    std::string name = {};            ///< wanted; "": made from the file's names
    bool frozen = false;              ///< its weights are fixed numbers of the file
};

class OnnxCanvas {
public:
    /// References must outlive the canvas.
    OnnxCanvas(const OnnxGraph& graph, const OnnxValues& values, std::int64_t opset, std::int64_t fixedBatch);

    // --- the file ---
    /// Null when the value is not constant.
    const HostTensor* constant(const std::string& name) const;
    const OnnxValue* facts(const std::string& name) const;
    /// float32 copy with its origin. Errors: import.computed.
    Result<OnnxWeight> weight(const OnnxNode& node, std::size_t input, const std::string& local) const;
    std::size_t readerCount(const std::string& name) const;
    /// An embedding looks it up.
    bool isReadAsTokens(const std::string& name) const { return m_lookedUp.contains(name); }
    bool isOutput(const std::string& name) const { return m_outputs.contains(name); }
    std::int64_t opset() const { return m_opset; }
    std::int64_t fixedBatch() const { return m_fixedBatch; }
    const OnnxValues& values() const { return m_values; }

    // --- values ---
    void define(const std::string& name, PlacedValue value);
    /// Errors: import.computed for a constant, import.unknown_input.
    Result<PlacedValue> value(const OnnxNode& node, std::size_t input) const;
    /// Null when nothing defined it. Behind a grey node the sizes may be unknown (an empty spec).
    const PlacedValue* placed(const std::string& name) const;
    /// The same as an array that the file sees as it is; moves the values when needed. Errors: import.no_layer.
    Result<PlacedValue> plain(const OnnxNode& node, std::size_t input);
    /// An array whose sizes the file sees in this order: {0, 2, 1} for convolutions over sequences.
    Result<PlacedValue> ordered(const OnnxNode& node, std::size_t input, const std::vector<std::size_t>& order);
    Result<PlacedValue> ordered(const PlacedValue& value, const std::vector<std::size_t>& order);

    // --- layers ---
    /// Places a layer; one value for each of its outputs, plain. Errors: what lowering says, import.no_layer, import.weight_shape,
    /// import.computed (a weight is missing).
    Result<std::vector<PlacedValue>> place(const OnnxNode& node, OnnxLayer layer);
    /// Changes a layer that was placed. Nothing happens when it fails.
    Result<std::vector<PlacedValue>> replace(NodeId id, OnnxLayer layer);
    /// The layer behind a value, or null.
    const OnnxLayer* layerOf(const PlacedValue& value) const;
    /// A grey node in the place of what cannot be imported. What merely follows one whose result is not known is grey without a problem of its own.
    void placeGrey(const OnnxNode& node, const Error& reason);
    std::size_t followers() const { return m_followers; }
    NodeId addInput(const std::string& name, ParamValues params);
    const std::string& nameOf(NodeId id) const { return m_nodes[static_cast<std::size_t>(id.value) - 1].name; }
    /// Errors: what lowering says.
    Result<NodeId> addOutput(const std::string& name, const PlacedValue& value, ParamValues params);

    /// The design, laid out, the weights and the problems.
    Result<Imported> take();

private:
    struct Built {
        Specs outputs;
        std::vector<std::string> ports;
    };
    Result<Built> build(const OnnxLayer& layer, const std::string& name) const;
    std::vector<PlacedValue> connect(NodeId id, const OnnxLayer& layer, const Built& built);
    std::string nameFor(const OnnxNode& node, const OnnxLayer& layer) const;
    std::string freeName(const std::string& wanted) const;
    NodeId add(Node node);
    void dropUnread();
    Node& nodeOf(NodeId id) { return m_nodes[static_cast<std::size_t>(id.value) - 1]; }

    const OnnxValues& m_values;
    std::map<std::string, std::size_t> m_readers;
    std::set<std::string> m_outputs, m_lookedUp;
    std::int64_t m_opset, m_fixedBatch;
    std::map<std::string, PlacedValue> m_placed;
    std::vector<Node> m_nodes;                 ///< id is the place + 1
    std::vector<Wire> m_wires;
    std::set<std::string> m_names;
    mutable std::map<std::string, int> m_numbers; ///< by stem: the first number that may be free
    std::map<std::uint64_t, OnnxLayer> m_layers;
    std::map<std::string, std::pair<std::uint64_t, std::string>> m_homes; ///< origin of a weight -> node and local name
    std::vector<ImportProblem> m_problems;
    std::set<std::string> m_unknown;           ///< values behind grey nodes of which nothing is known
    std::size_t m_followers = 0;
};

} // namespace nodegrad
