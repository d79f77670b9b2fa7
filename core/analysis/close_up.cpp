#include "core/analysis/close_up.h"

#include <algorithm>
#include <limits>

#include "core/graph/layout.h"

namespace nodegrad {

namespace {

struct Span {
    double begin = std::numeric_limits<double>::max(), end = std::numeric_limits<double>::lowest();
};

double along(const Position& place, bool leftToRight)
{
    return leftToRight ? place.x : place.y;
}

double& along(Position& place, bool leftToRight)
{
    return leftToRight ? place.x : place.y;
}

/// Where the nodes of the row begin: the first and the last of them.
Span spanOf(const Level& level, const std::set<NodeId>& row, bool leftToRight)
{
    Span span;
    for (const NodePtr& node : level.nodes)
        if (row.contains(node->id)) {
            span.begin = std::min(span.begin, along(node->position, leftToRight));
            span.end = std::max(span.end, along(node->position, leftToRight));
        }
    return span;
}

/// The nodes whose middle lies in the frame.
std::set<NodeId> nodesIn(const Frame& frame, const Level& level)
{
    const LayoutOptions size;
    std::set<NodeId> inside;
    for (const NodePtr& node : level.nodes) {
        const double x = node->position.x + size.nodeWidth / 2 - frame.position.x, y = node->position.y + size.nodeHeight / 2 - frame.position.y;
        if (!frame.note && x >= 0 && y >= 0 && x <= frame.width && y <= frame.height)
            inside.insert(node->id);
    }
    return inside;
}

bool holdsPart(const std::set<NodeId>& inside, const std::set<NodeId>& row)
{
    return !inside.empty() && std::ranges::includes(row, inside) && inside.size() < row.size();
}

} // namespace

Position beginOf(const Level& level, const std::set<NodeId>& row, bool leftToRight)
{
    const Span span = spanOf(level, row, leftToRight);
    for (const NodePtr& node : level.nodes)
        if (row.contains(node->id) && along(node->position, leftToRight) == span.begin)
            return node->position;
    return {};
}

Level closedUp(Level level, const std::set<NodeId>& row, bool leftToRight)
{
    std::erase_if(level.frames, [&](const Frame& frame) { return holdsPart(nodesIn(frame, level), row); });
    const Span span = spanOf(level, row, leftToRight);
    const double freed = span.end - span.begin;
    const bool isAlone = std::ranges::none_of(level.nodes, [&](const NodePtr& node) {
        const double at = along(node->position, leftToRight);
        return !row.contains(node->id) && at > span.begin && at <= span.end;
    });
    if (!isAlone || freed <= 0)
        return level;
    std::vector<Frame> frames = level.frames;
    for (Frame& frame : frames) {
        const std::set<NodeId> inside = nodesIn(frame, level);
        double& at = along(frame.position, leftToRight);
        if (!inside.empty() && std::ranges::includes(inside, row))
            (leftToRight ? frame.width : frame.height) -= freed;
        else if (at > span.end)
            at -= freed;
    }
    for (NodePtr& slot : level.nodes)
        if (along(slot->position, leftToRight) > span.end) {
            Node node = *slot;
            along(node.position, leftToRight) -= freed;
            slot = std::make_shared<const Node>(std::move(node));
        }
    for (auto& [wire, points] : level.knots)
        for (Position& point : points)
            if (along(point, leftToRight) > span.end)
                along(point, leftToRight) -= freed;
    level.frames = std::move(frames);
    return level;
}

} // namespace nodegrad
