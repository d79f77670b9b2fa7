#pragma once
// Groups of ONNX nodes as text: "Mul(x, Sigmoid(x))".

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/importers/onnx_values.h"

namespace nodegrad {

/// A form, read once. Op(a, b): a node, read from its inputs; further inputs of the node are not looked at, and the inputs of Add
/// and Mul may be swapped. Op#1(a): its second output. x: a value, the same one wherever the name stands. $x: the same, but constant. 0.5: a
/// constant of one element, within a thousandth. _: anything.
struct OnnxForm {
    enum class Kind { Node, Value, Constant, Number, Anything };
    Kind kind = Kind::Anything;
    std::string name;          ///< of the op, or of the value
    std::size_t output = 0;
    double number = 0;
    std::vector<OnnxForm> inputs;
};
OnnxForm readForm(const std::string& text);

/// One way in which a form fits.
struct OnnxMatch {
    std::map<std::string, std::string> names; ///< value of the form -> value of the graph
    std::set<std::size_t> nodes;              ///< indices of the nodes that it covers
};

/// A graph that is searched: who makes a value, who reads it. Keeps references: both must outlive it and stay unchanged.
class OnnxSearch {
public:
    OnnxSearch(const OnnxGraph& graph, const OnnxValues& values);
    /// The first match of `form` whose last node is node `root` and whose inner values nobody else reads.
    std::optional<OnnxMatch> find(const OnnxForm& form, std::size_t root) const;
    const OnnxNode& node(std::size_t index) const { return m_graph.nodes[index]; }
    /// The constant behind a name of the form, or null.
    const HostTensor* constant(const OnnxMatch& match, const std::string& name) const;

private:
    std::vector<OnnxMatch> fits(const OnnxForm& form, const std::string& value, const OnnxMatch& before) const;
    bool isClosed(const OnnxMatch& match, std::size_t root) const;
    const OnnxGraph& m_graph;
    const OnnxValues& m_values;
    std::map<std::string, std::size_t> m_makers;
    std::map<std::string, std::set<std::size_t>> m_readers;
    std::set<std::string> m_outputs;
};

} // namespace nodegrad
