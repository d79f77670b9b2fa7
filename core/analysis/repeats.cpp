#include "core/analysis/repeats.h"

#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

/// Nodes between two places where all data go through one wire end; `text` is the same for groups that do the same.
struct Block {
    std::vector<NodeId> nodes;
    std::string text;    ///< "": never part of a repeat
    std::string leaving; ///< output of the last node that is used behind the block; "": none is
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

Block blockOf(const Level& level, const std::vector<NodeId>& nodes, const std::set<NodeId>& apart)
{
    Block block{nodes, {}, {}};
    std::map<NodeId, std::size_t> places;
    for (const NodeId id : nodes) {
        const Node& node = *level.find(id);
        if (!isRepeatable(node) || apart.contains(id))
            return {nodes, {}, {}};
        block.text += nodeText(level, node, places);
        places[id] = places.size();
    }
    if (block.text.find("=in") == std::string::npos)
        block.text.clear(); // takes no value
    return block;
}

/// The level in blocks, in the order of the data.
std::vector<Block> blocksOf(const Level& level, const std::vector<NodeId>& order, const std::set<NodeId>& apart)
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
        blocks.push_back(blockOf(level, open, apart));
        if (!alive.empty())
            blocks.back().leaving = alive.front().first.port;
        open.clear();
    }
    if (!open.empty())
        blocks.push_back({open, {}, {}});
    // Where nothing follows yet, the value would leave as it does elsewhere.
    std::map<std::string, std::string> leaving;
    for (const Block& block : blocks)
        if (!block.leaving.empty())
            leaving.emplace(block.text, block.leaving);
    for (Block& block : blocks)
        if (!block.text.empty())
            block.text = block.leaving.empty() && !leaving.contains(block.text) ? std::string() : block.text + (block.leaving.empty() ? leaving.at(block.text) : block.leaving);
    return blocks;
}

/// A sequence of `period` blocks, and where it begins.
struct Pattern {
    std::size_t period = 0, nodes = 0; ///< nodes: of one copy
    std::vector<std::size_t> begins;   ///< in order, without overlap
    std::size_t saved() const { return nodes * (begins.size() - 1); }
};

std::vector<std::size_t> rowsOf(const Pattern& pattern)
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < pattern.begins.size(); ++i) {
        if (i > 0 && pattern.begins[i] == pattern.begins[i - 1] + pattern.period)
            ++rows.back();
        else
            rows.push_back(1);
    }
    return rows;
}

bool isWorthAModule(const Pattern& pattern)
{
    if (pattern.begins.size() < 2)
        return false;
    const std::vector<std::size_t> rows = rowsOf(pattern);
    if (pattern.nodes == 1)
        return rows.size() == 1 && rows.front() >= 4;
    return pattern.nodes >= 3 || std::ranges::max(rows) >= 2;
}

constexpr std::size_t kMostBlocks = 2000; ///< beyond, looking would take seconds
constexpr std::size_t kLongestPeriod = 64;

/// All sequences of blocks that stand more than once.
std::vector<Pattern> patternsOf(const std::vector<Block>& blocks)
{
    // classes[i]: the same number for the same sequence of `period` blocks from i on; 0: none.
    std::vector<std::size_t> texts(blocks.size(), 0), classes;
    std::map<std::string, std::size_t> numbers;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (!blocks[i].text.empty())
            texts[i] = numbers.emplace(blocks[i].text, numbers.size() + 1).first->second;
    classes = texts;
    std::vector<Pattern> patterns;
    for (std::size_t period = 1; period <= std::min(kLongestPeriod, blocks.size() / 2); ++period) {
        std::map<std::size_t, Pattern> found;
        for (std::size_t i = 0; i + period <= blocks.size(); ++i) {
            if (classes[i] == 0)
                continue;
            Pattern& pattern = found[classes[i]];
            if (pattern.begins.empty() || pattern.begins.back() + period <= i)
                pattern.begins.push_back(i);
        }
        for (auto& [number, pattern] : found) {
            pattern.period = period;
            for (std::size_t i = 0; i < period; ++i)
                pattern.nodes += blocks[pattern.begins.front() + i].nodes.size();
            if (isWorthAModule(pattern))
                patterns.push_back(std::move(pattern));
        }
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> longer;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const std::size_t next = i + period < blocks.size() ? texts[i + period] : 0;
            classes[i] = classes[i] == 0 || next == 0 ? 0 : longer.emplace(std::pair(classes[i], next), longer.size() + 1).first->second;
        }
    }
    return patterns;
}

/// Patterns that share no block: those that save most first; of equal ones the shorter period, then the earlier begin.
std::vector<Pattern> chosenOf(std::vector<Pattern> patterns, std::size_t blockCount)
{
    std::ranges::stable_sort(patterns, [](const Pattern& a, const Pattern& b) {
        return a.saved() != b.saved() ? a.saved() > b.saved() : a.period != b.period ? a.period < b.period : a.begins.front() < b.begins.front();
    });
    std::vector<Pattern> chosen;
    std::vector<bool> taken(blockCount, false);
    for (Pattern& pattern : patterns) {
        const auto isTaken = [&](std::size_t begin) {
            const auto first = taken.begin() + static_cast<std::ptrdiff_t>(begin);
            return std::find(first, first + static_cast<std::ptrdiff_t>(pattern.period), true) != first + static_cast<std::ptrdiff_t>(pattern.period);
        };
        std::erase_if(pattern.begins, isTaken);
        if (!isWorthAModule(pattern))
            continue;
        for (const std::size_t begin : pattern.begins)
            std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(begin), pattern.period, true);
        chosen.push_back(std::move(pattern));
    }
    std::ranges::sort(chosen, {}, [](const Pattern& pattern) { return pattern.begins.front(); });
    return chosen;
}

} // namespace

std::vector<Repeat> findRepeats(const Level& level, const std::set<NodeId>& apart)
{
    std::vector<NodeId> order;
    for (const Node* node : topologicalOrder(level))
        order.push_back(node->id);
    const std::vector<Block> blocks = blocksOf(level, order, apart);
    if (blocks.size() > kMostBlocks)
        return {};
    std::vector<Repeat> repeats;
    for (const Pattern& pattern : chosenOf(patternsOf(blocks), blocks.size())) {
        Repeat& repeat = repeats.emplace_back();
        repeat.rows = rowsOf(pattern);
        for (const std::size_t begin : pattern.begins) {
            std::vector<NodeId>& nodes = repeat.copies.emplace_back();
            for (std::size_t i = begin; i < begin + pattern.period; ++i)
                nodes.insert(nodes.end(), blocks[i].nodes.begin(), blocks[i].nodes.end());
        }
    }
    return repeats;
}

std::string offerFor(const Repeat& repeat, const Level& level)
{
    std::vector<std::string> names;
    for (const NodeId id : repeat.copies.front())
        names.push_back("'" + level.find(id)->name + "'");
    const std::string count = std::to_string(repeat.copies.size());
    return "Make module x" + count + " of " + joined(names, ", ") + ": the same structure stands " + count + (repeat.rows.size() == 1 ? " times in a row." : " times.");
}

} // namespace nodegrad
