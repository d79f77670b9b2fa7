#include "core/graph/layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace nodegrad {

namespace {

constexpr int kLongestSpan = 12;  ///< wires over more layers get no places of their own: hubs would make millions
constexpr int kOrderSweeps = 8, kMostOrderSweeps = 32; ///< of large graphs, of small ones
constexpr std::size_t kSmall = 2000;     ///< places
constexpr int kAlignSweeps = 8;

/// A node, or the place where a wire crosses a layer.
struct Place {
    int layer = 0;
    int node = -1; ///< index of the node; -1: a wire passes
    double across = 0;
};

struct Layering {
    std::vector<Place> places;
    std::vector<std::vector<int>> up, down;   ///< neighbours in the layer before and after
    std::vector<std::vector<int>> layers;     ///< places in order
};

/// Longest path from the sources; then nodes that feed more than feeds them are pulled towards what they feed, which shortens wires.
std::vector<int> layersOf(std::size_t count, const std::vector<std::pair<int, int>>& edges)
{
    std::vector<std::vector<int>> next(count);
    std::vector<int> waiting(count, 0), layer(count, 0), order;
    for (const auto& [from, to] : edges) {
        next[static_cast<std::size_t>(from)].push_back(to);
        ++waiting[static_cast<std::size_t>(to)];
    }
    const std::vector<int> inputs = waiting;
    for (std::size_t i = 0; i < count; ++i)
        if (waiting[i] == 0)
            order.push_back(static_cast<int>(i));
    for (std::size_t at = 0; at < order.size(); ++at) {
        const auto here = static_cast<std::size_t>(order[at]);
        for (const int follower : next[here]) {
            const auto f = static_cast<std::size_t>(follower);
            layer[f] = std::max(layer[f], layer[here] + 1);
            if (--waiting[f] == 0)
                order.push_back(follower);
        }
    }
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        const auto here = static_cast<std::size_t>(*at);
        if (next[here].empty() || static_cast<int>(next[here].size()) <= inputs[here])
            continue;
        int nearest = std::numeric_limits<int>::max();
        for (const int follower : next[here])
            nearest = std::min(nearest, layer[static_cast<std::size_t>(follower)]);
        layer[here] = std::max(layer[here], nearest - 1);
    }
    return layer;
}

/// Edges without those that close a cycle (depth first, in the order of the nodes).
std::vector<std::pair<int, int>> forwardEdges(std::size_t count, const std::vector<std::pair<int, int>>& edges)
{
    std::vector<std::vector<int>> next(count);
    for (const auto& [from, to] : edges)
        next[static_cast<std::size_t>(from)].push_back(to);
    std::vector<char> state(count, 0); // 0 new, 1 open, 2 done
    std::vector<std::pair<int, int>> kept;
    for (std::size_t start = 0; start < count; ++start) {
        if (state[start])
            continue;
        std::vector<std::pair<int, std::size_t>> stack{{static_cast<int>(start), 0}};
        state[start] = 1;
        while (!stack.empty()) {
            auto& [here, at] = stack.back();
            const auto& followers = next[static_cast<std::size_t>(here)];
            if (at == followers.size()) {
                state[static_cast<std::size_t>(here)] = 2;
                stack.pop_back();
                continue;
            }
            const int follower = followers[at++];
            char& other = state[static_cast<std::size_t>(follower)];
            if (other == 1)
                continue;
            kept.emplace_back(here, follower);
            if (other == 0) {
                other = 1;
                stack.emplace_back(follower, 0);
            }
        }
    }
    return kept;
}

Layering placesFor(const std::vector<int>& layer, const std::vector<std::pair<int, int>>& edges)
{
    Layering result;
    const std::size_t count = layer.size();
    result.places.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        result.places.push_back({layer[i], static_cast<int>(i), 0});
    result.up.resize(count);
    result.down.resize(count);
    const auto link = [&](int from, int to) {
        result.down[static_cast<std::size_t>(from)].push_back(to);
        result.up[static_cast<std::size_t>(to)].push_back(from);
    };
    for (const auto& [from, to] : edges) {
        const int first = layer[static_cast<std::size_t>(from)], last = layer[static_cast<std::size_t>(to)];
        if (last - first > kLongestSpan || last <= first)
            continue;
        int previous = from;
        for (int l = first + 1; l < last; ++l) {
            result.places.push_back({l, -1, 0});
            result.up.emplace_back();
            result.down.emplace_back();
            const int passing = static_cast<int>(result.places.size()) - 1;
            link(previous, passing);
            previous = passing;
        }
        link(previous, to);
    }
    int deepest = 0;
    for (const Place& place : result.places)
        deepest = std::max(deepest, place.layer);
    result.layers.resize(static_cast<std::size_t>(deepest) + 1);
    // First order: depth first along the wires, so that a chain stays together.
    std::vector<char> seen(result.places.size(), 0);
    for (std::size_t start = 0; start < result.places.size(); ++start) {
        if (seen[start] || !result.up[start].empty())
            continue;
        std::vector<int> stack{static_cast<int>(start)};
        while (!stack.empty()) {
            const auto here = static_cast<std::size_t>(stack.back());
            stack.pop_back();
            if (seen[here])
                continue;
            seen[here] = 1;
            result.layers[static_cast<std::size_t>(result.places[here].layer)].push_back(static_cast<int>(here));
            for (auto follower = result.down[here].rbegin(); follower != result.down[here].rend(); ++follower)
                stack.push_back(*follower);
        }
    }
    return result;
}

/// Wire crossings between all neighbouring layers (Fenwick tree).
long long crossings(const Layering& g, const std::vector<int>& rank)
{
    long long total = 0;
    for (std::size_t l = 0; l + 1 < g.layers.size(); ++l) {
        std::vector<long long> tree(g.layers[l + 1].size() + 1, 0);
        long long inserted = 0;
        for (const int place : g.layers[l]) {
            std::vector<int> targets;
            for (const int follower : g.down[static_cast<std::size_t>(place)])
                targets.push_back(rank[static_cast<std::size_t>(follower)]);
            for (const int target : targets) {
                long long notRight = 0;
                for (std::size_t i = static_cast<std::size_t>(target) + 1; i > 0; i -= i & (~i + 1))
                    notRight += tree[i];
                total += inserted - notRight;
            }
            for (const int target : targets) {
                for (std::size_t i = static_cast<std::size_t>(target) + 1; i < tree.size(); i += i & (~i + 1))
                    ++tree[i];
                ++inserted;
            }
        }
    }
    return total;
}

/// Crossings of the wires to one side of two neighbours, as they stand and exchanged. The ranks are sorted.
std::pair<long long, long long> crossingsOf(const std::vector<int>& left, const std::vector<int>& right)
{
    long long standing = 0, exchanged = 0;
    std::size_t below = 0, upTo = 0;
    for (const int rank : left) { // right ends before it cross now; those behind it would
        while (below < right.size() && right[below] < rank)
            ++below;
        while (upTo < right.size() && right[upTo] <= rank)
            ++upTo;
        standing += static_cast<long long>(below);
        exchanged += static_cast<long long>(right.size() - upTo);
    }
    return {standing, exchanged};
}

/// Neighbours in a layer change places where that takes crossings away, or, with `alsoEqual`, adds none. True when some were taken away.
bool exchangeNeighbours(Layering& g, std::vector<int>& rank, bool alsoEqual)
{
    bool isBetter = false;
    const auto ranksOf = [&](const std::vector<int>& places) {
        std::vector<int> ranks;
        for (const int place : places)
            ranks.push_back(rank[static_cast<std::size_t>(place)]);
        std::sort(ranks.begin(), ranks.end());
        return ranks;
    };
    for (auto& layer : g.layers) {
        if (layer.size() < 2)
            continue;
        auto up = ranksOf(g.up[static_cast<std::size_t>(layer[0])]), down = ranksOf(g.down[static_cast<std::size_t>(layer[0])]);
        for (std::size_t i = 0; i + 1 < layer.size(); ++i) {
            const auto next = static_cast<std::size_t>(layer[i + 1]);
            auto nextUp = ranksOf(g.up[next]), nextDown = ranksOf(g.down[next]);
            const auto above = crossingsOf(up, nextUp), below = crossingsOf(down, nextDown);
            const long long gain = above.first + below.first - above.second - below.second;
            if (gain > 0 || (alsoEqual && gain == 0)) {
                std::swap(rank[static_cast<std::size_t>(layer[i])], rank[next]);
                std::swap(layer[i], layer[i + 1]);
                isBetter = isBetter || gain > 0;
            } else {
                up = std::move(nextUp);
                down = std::move(nextDown);
            }
        }
    }
    return isBetter;
}

/// Medians of the neighbours, downwards and upwards in turn, and exchanges of neighbours (Gansner et al., "A technique for drawing
/// directed graphs", 1993); the best order counts.
Status reduceCrossings(Layering& g, const Task& task)
{
    std::vector<int> rank(g.places.size(), 0);
    const auto rerank = [&] {
        for (const auto& layer : g.layers)
            for (std::size_t i = 0; i < layer.size(); ++i)
                rank[static_cast<std::size_t>(layer[i])] = static_cast<int>(i);
    };
    rerank();
    auto best = g.layers;
    long long fewest = crossings(g, rank);
    const int sweeps = g.places.size() <= kSmall ? kMostOrderSweeps : kOrderSweeps;
    const int exchanges = g.places.size() <= kSmall ? 8 : 1;
    for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
        if (auto going = task.step(0.1 + 0.4 * sweep / sweeps); !going)
            return going;
        const bool downward = sweep % 2 == 0, turnsEqual = sweep % 4 >= 2; // equals in another order: out of what looks best nearby
        for (std::size_t step = 1; step < g.layers.size(); ++step) {
            auto& layer = g.layers[downward ? step : g.layers.size() - 1 - step];
            std::vector<std::pair<double, int>> keyed;
            for (const int place : layer) {
                const auto& neighbours = (downward ? g.up : g.down)[static_cast<std::size_t>(place)];
                double key = rank[static_cast<std::size_t>(place)]; // without neighbours it stays
                if (!neighbours.empty()) {
                    std::vector<int> ranks;
                    for (const int neighbour : neighbours)
                        ranks.push_back(rank[static_cast<std::size_t>(neighbour)]);
                    std::sort(ranks.begin(), ranks.end());
                    key = (ranks[(ranks.size() - 1) / 2] + ranks[ranks.size() / 2]) / 2.0;
                }
                keyed.emplace_back(key, place);
            }
            if (turnsEqual)
                std::reverse(keyed.begin(), keyed.end());
            std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            for (std::size_t i = 0; i < keyed.size(); ++i) {
                layer[i] = keyed[i].second;
                rank[static_cast<std::size_t>(layer[i])] = static_cast<int>(i);
            }
        }
        for (int i = 0; i < exchanges && exchangeNeighbours(g, rank, turnsEqual && i == 0); ++i) {
        }
        if (const long long now = crossings(g, rank); now < fewest) {
            fewest = now;
            best = g.layers;
        }
    }
    g.layers = std::move(best);
    return {};
}

/// Puts each layer's places as near to `wanted` as their order and widths allow (isotonic regression by pooling).
void placeInOrder(Layering& g, const std::vector<int>& layer, const std::vector<double>& wanted, const std::vector<double>& width, double gap)
{
    struct Block {
        double sum;
        int count;
        double mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    std::vector<double> offset(layer.size(), 0);
    for (std::size_t i = 1; i < layer.size(); ++i)
        offset[i] = offset[i - 1] + (width[i - 1] + width[i]) / 2 + gap;
    for (std::size_t i = 0; i < layer.size(); ++i) {
        blocks.push_back({wanted[i] - offset[i], 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
        }
    }
    std::size_t i = 0;
    for (const Block& block : blocks)
        for (int k = 0; k < block.count; ++k, ++i)
            g.places[static_cast<std::size_t>(layer[i])].across = block.mean() + offset[i];
}

Status align(Layering& g, double size, double gap, const Task& task)
{
    const auto widths = [&](const std::vector<int>& layer) {
        std::vector<double> width;
        for (const int place : layer)
            width.push_back(g.places[static_cast<std::size_t>(place)].node < 0 ? 24 : size);
        return width;
    };
    for (const auto& layer : g.layers)
        placeInOrder(g, layer, std::vector<double>(layer.size(), 0), widths(layer), gap);
    for (int sweep = 0; sweep < kAlignSweeps; ++sweep) {
        if (auto going = task.step(0.5 + 0.5 * sweep / kAlignSweeps); !going)
            return going;
        const bool downward = sweep % 2 == 0;
        for (std::size_t step = 0; step < g.layers.size(); ++step) {
            const auto& layer = g.layers[downward ? step : g.layers.size() - 1 - step];
            std::vector<double> wanted;
            for (const int place : layer) {
                const auto p = static_cast<std::size_t>(place);
                std::vector<double> near;
                for (const int neighbour : downward ? g.up[p] : g.down[p])
                    near.push_back(g.places[static_cast<std::size_t>(neighbour)].across);
                if (near.empty()) {
                    wanted.push_back(g.places[p].across);
                    continue;
                }
                std::sort(near.begin(), near.end());
                wanted.push_back((near[(near.size() - 1) / 2] + near[near.size() / 2]) / 2);
            }
            placeInOrder(g, layer, wanted, widths(layer), gap);
        }
    }
    return {};
}

/// Where each layer begins along the flow: behind the one before it, with the room that the neediest of its nodes asks for.
std::vector<double> alongOf(const std::vector<const Node*>& nodes, const std::vector<int>& layer, const LayoutOptions& options)
{
    std::vector<double> gaps(static_cast<std::size_t>(*std::max_element(layer.begin(), layer.end())) + 1, options.gapFlow);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (const auto room = options.roomBehind.find(nodes[i]->id); room != options.roomBehind.end()) {
            double& gap = gaps[static_cast<std::size_t>(layer[i])];
            gap = std::max(gap, room->second);
        }
    std::vector<double> along(gaps.size(), 0);
    for (std::size_t i = 1; i < along.size(); ++i)
        along[i] = along[i - 1] + (options.leftToRight ? options.nodeWidth : options.nodeHeight) + gaps[i - 1];
    return along;
}

} // namespace

Result<std::map<NodeId, Position>> layoutLevel(const Level& level, const LayoutOptions& options, const std::vector<NodeId>& only, const Task& task)
{
    std::vector<const Node*> nodes;
    std::unordered_map<std::uint64_t, int> indexOf;
    for (const NodePtr& node : level.nodes)
        if (only.empty() || std::find(only.begin(), only.end(), node->id) != only.end()) {
            indexOf.emplace(node->id.value, static_cast<int>(nodes.size()));
            nodes.push_back(node.get());
        }
    std::map<NodeId, Position> positions;
    if (nodes.empty())
        return positions;
    std::vector<std::pair<int, int>> edges;
    for (const Wire& wire : level.wires) {
        const auto from = indexOf.find(wire.from.node.value), to = indexOf.find(wire.to.node.value);
        if (from != indexOf.end() && to != indexOf.end() && from->second != to->second)
            edges.emplace_back(from->second, to->second);
    }
    const auto forward = forwardEdges(nodes.size(), edges);
    const auto layer = layersOf(nodes.size(), forward);
    Layering places = placesFor(layer, forward);
    if (auto done = reduceCrossings(places, task); !done)
        return tl::unexpected(done.error());
    const double size = options.leftToRight ? options.nodeHeight : options.nodeWidth;
    if (auto done = align(places, size, options.gapCross, task); !done)
        return tl::unexpected(done.error());

    const std::vector<double> along = alongOf(nodes, layer, options);
    // Keep the upper left corner where it was, on the 8 px grid.
    double left = std::numeric_limits<double>::max(), top = left, oldLeft = left, oldTop = left;
    for (const Place& place : places.places) {
        if (place.node < 0)
            continue;
        const Node& node = *nodes[static_cast<std::size_t>(place.node)];
        const Position at = options.leftToRight ? Position{along[static_cast<std::size_t>(place.layer)], place.across} : Position{place.across, along[static_cast<std::size_t>(place.layer)]};
        positions[node.id] = at;
        left = std::min(left, at.x);
        top = std::min(top, at.y);
        oldLeft = std::min(oldLeft, node.position.x);
        oldTop = std::min(oldTop, node.position.y);
    }
    if (only.empty())
        oldLeft = oldTop = 0;
    for (auto& [id, at] : positions)
        at = {std::round((at.x - left + oldLeft) / 8) * 8, std::round((at.y - top + oldTop) / 8) * 8};
    return positions;
}

} // namespace nodegrad
