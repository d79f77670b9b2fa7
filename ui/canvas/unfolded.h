#pragma once
// Modules that are unfolded: their inside is drawn in their place, at its true size, to look at. A double-click goes into it.

#include <set>
#include <string>
#include <vector>

#include <QRectF>
#include <QSizeF>

#include "core/graph/graph.h"

namespace nodegrad {

/// Of a node on the canvas at 100 %, as it is drawn: collapsed, plain or unfolded.
QSizeF nodeSize(const Graph& graph, const Node& node);
QRectF nodeBox(const Graph& graph, const Node& node);
QRectF boxOf(const Frame& frame);
/// Is its inside drawn? Not of a module whose contents are missing, nor of one that lies in itself.
bool isUnfolded(const Graph& graph, const Node& node);
/// Where the origin of the inside lies, seen from the node's upper left corner.
QPointF insideOrigin(const Graph& graph, const Node& node);
/// Boxes of these nodes of a level, and of its others.
struct Boxes {
    std::vector<QRectF> chosen, others;
};
Boxes boxesOf(const Graph& graph, const std::string& definition, const std::set<NodeId>& chosen);
/// Unfolds an instance, or folds it: what lies behind and beside it moves away, or back, and frames around it grow with it.
Graph withUnfolded(const Graph& graph, const std::string& definition, NodeId instance, bool unfolded, bool leftToRight);

} // namespace nodegrad
