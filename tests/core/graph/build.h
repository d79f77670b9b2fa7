#pragma once
// Small graphs for the tests of this folder: layer types are only names here.

#include "core/graph/edits.h"

namespace nodegrad::test {

inline NodeId add(Graph& graph, const std::string& type, const std::string& definition = "", Position at = {})
{
    Node node;
    node.type = type;
    node.position = at;
    AddedNode added = addNode(graph, definition, node);
    graph = added.graph;
    return added.id;
}

inline void wire(Graph& graph, NodeId from, NodeId to, const std::string& toPort = "in", const std::string& definition = "")
{
    graph = connect(graph, definition, {from, "out"}, {to, toPort}).value();
}

/// input -> relu -> relu -> ... -> output
inline std::vector<NodeId> chain(Graph& graph, int length)
{
    std::vector<NodeId> ids{add(graph, "input")};
    for (int i = 0; i < length; ++i)
        ids.push_back(add(graph, "relu"));
    ids.push_back(add(graph, "output"));
    for (std::size_t i = 1; i < ids.size(); ++i)
        wire(graph, ids[i - 1], ids[i]);
    return ids;
}

} // namespace nodegrad::test
