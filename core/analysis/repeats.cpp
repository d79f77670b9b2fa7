#include "core/analysis/repeats.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/text.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

/// Nodes between two places where all data go through one wire end; `text` is the same for groups that do the same.
struct Block {
    std::vector<NodeId> nodes;
    std::string text;   ///< "": never part of a repeat
};

bool isRepeatable(const Node& node)
{
    const bool isStructural = node.type == kInputType || node.type == kOutputType || node.type == kModuleInputType || node.type == kModuleOutputType;
    return !isStructural && !node.bypassed && node.tie.empty();
}

/// What the node is and where each of its inputs comes from: its place in the block, or "in" for the value that enters.
std::string nodeText(const Level& level, const Node& node, const std::map<NodeId, std::size_t>& places)
{
    std::string text = node.type + " " + node.definition + " " + toJson(node.params).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + (node.frozen ? " frozen" : "");
    std::vector<std::string> inputs;
    for (const Wire& wire : level.wires)
        if (wire.to.node == node.id) {
            const auto inside = places.find(wire.from.node);
            inputs.push_back(wire.to.port + "=" + (inside == places.end() ? std::string("in") : std::to_string(inside->second) + "." + wire.from.port));
        }
    std::ranges::sort(inputs);
    return text + " (" + joined(inputs, ", ") + ")\n";
}

Block blockOf(const Level& level, const std::vector<NodeId>& nodes)
{
    Block block{nodes, {}};
    std::map<NodeId, std::size_t> places;
    for (const NodeId id : nodes) {
        const Node& node = *level.find(id);
        if (!isRepeatable(node))
            return {nodes, {}};
        block.text += nodeText(level, node, places);
        places[id] = places.size();
    }
    return block;
}

/// The level in blocks, in the order of the data.
std::vector<Block> blocksOf(const Level& level, const std::vector<NodeId>& order)
{
    std::map<NodeId, std::size_t> places;
    for (const NodeId id : order)
        places[id] = places.size();
    std::vector<std::map<PortRef, std::size_t>> lastUse(order.size()); // by the node that gives the value: its ports, and where each is read last
    for (const Wire& wire : level.wires) {
        const auto from = places.find(wire.from.node), to = places.find(wire.to.node);
        if (from == places.end() || to == places.end())
            continue;
        std::size_t& last = lastUse[from->second][wire.from];
        last = std::max(last, to->second);
    }
    std::vector<Block> blocks;
    std::vector<NodeId> open;
    std::vector<std::pair<PortRef, std::size_t>> alive; // values that are still read later
    for (std::size_t i = 0; i < order.size(); ++i) {
        open.push_back(order[i]);
        for (const auto& [port, last] : lastUse[i])
            alive.emplace_back(port, last);
        std::erase_if(alive, [i](const auto& value) { return value.second <= i; });
        const bool isCut = alive.empty() || (alive.size() == 1 && alive.front().first.node == order[i]);
        if (!isCut)
            continue;
        blocks.push_back(blockOf(level, open));
        open.clear();
    }
    if (!open.empty())
        blocks.push_back({open, {}});
    return blocks;
}

struct Run {
    std::size_t begin = 0, period = 0, count = 0, nodes = 0; ///< nodes: of one copy
    std::size_t saved() const { return nodes * (count - 1); }
};

/// The longest run of `period` blocks from `begin` on.
std::optional<Run> runAt(const std::vector<Block>& blocks, std::size_t begin, std::size_t period)
{
    Run run{begin, period, 1, 0};
    for (std::size_t i = begin; i < begin + period; ++i) {
        if (blocks[i].text.empty())
            return std::nullopt;
        run.nodes += blocks[i].nodes.size();
    }
    const auto isLike = [&](std::size_t copy) {
        for (std::size_t i = 0; i < period; ++i)
            if (blocks[begin + copy * period + i].text != blocks[begin + i].text)
                return false;
        return true;
    };
    while (begin + (run.count + 1) * period <= blocks.size() && isLike(run.count))
        ++run.count;
    return run.count > 1 && run.nodes > 1 ? std::optional(run) : std::nullopt;
}

constexpr std::size_t kMostBlocks = 2000; ///< beyond, looking would take seconds
constexpr std::size_t kLongestPeriod = 64;

} // namespace

std::vector<Repeat> findRepeats(const Level& level)
{
    std::vector<NodeId> order;
    for (const Node* node : topologicalOrder(level))
        order.push_back(node->id);
    const std::vector<Block> blocks = blocksOf(level, order);
    if (blocks.size() > kMostBlocks)
        return {};
    std::vector<Run> runs;
    for (std::size_t begin = 0; begin < blocks.size(); ++begin)
        for (std::size_t period = 1; period <= std::min(kLongestPeriod, (blocks.size() - begin) / 2); ++period)
            if (const auto run = runAt(blocks, begin, period))
                runs.push_back(*run);
    // Most saved first; of equal ones the shorter period, then the earlier begin.
    std::ranges::stable_sort(runs, [](const Run& a, const Run& b) { return a.saved() != b.saved() ? a.saved() > b.saved() : a.period < b.period; });
    std::vector<Run> chosen;
    for (const Run& run : runs) {
        const auto overlaps = [&](const Run& other) { return run.begin < other.begin + other.period * other.count && other.begin < run.begin + run.period * run.count; };
        if (std::ranges::none_of(chosen, overlaps))
            chosen.push_back(run);
    }
    std::ranges::sort(chosen, {}, &Run::begin);
    std::vector<Repeat> repeats;
    for (const Run& run : chosen) {
        Repeat& repeat = repeats.emplace_back();
        for (std::size_t copy = 0; copy < run.count; ++copy) {
            std::vector<NodeId>& nodes = repeat.copies.emplace_back();
            for (std::size_t i = 0; i < run.period; ++i)
                nodes.insert(nodes.end(), blocks[run.begin + copy * run.period + i].nodes.begin(), blocks[run.begin + copy * run.period + i].nodes.end());
        }
    }
    return repeats;
}

std::string offerFor(const Repeat& repeat, const Level& level)
{
    std::vector<std::string> names;
    for (const NodeId id : repeat.copies.front())
        names.push_back("'" + level.find(id)->name + "'");
    return "Make module x" + std::to_string(repeat.copies.size()) + " of " + joined(names, ", ") + ": the same structure stands " + std::to_string(repeat.copies.size()) + " times in a row.";
}

} // namespace nodegrad
