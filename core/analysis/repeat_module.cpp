#include "core/analysis/repeat_module.h"

#include <algorithm>

#include "core/analysis/close_up.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

using Copies = std::vector<std::vector<NodeId>>;

/// Copies that feed one another, and the node that takes their place.
struct Row {
    Copies copies;
    std::set<NodeId> nodes;
    Node instance;
};

std::vector<Row> rowsOf(const Repeat& repeat)
{
    std::vector<Row> rows;
    std::size_t next = 0;
    for (const std::size_t count : repeat.rows) {
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < count && next < repeat.copies.size(); ++i, ++next) {
            row.copies.push_back(repeat.copies[next]);
            row.nodes.insert(row.copies.back().begin(), row.copies.back().end());
        }
    }
    return rows;
}

std::set<NodeId> asSet(const std::vector<NodeId>& nodes)
{
    return {nodes.begin(), nodes.end()};
}

/// A copy whose value is used: what leaves it is known.
const std::vector<NodeId>& usedCopy(const Level& level, const Copies& copies)
{
    for (const auto& copy : copies) {
        const auto inside = asSet(copy);
        for (const Wire& wire : level.wires)
            if (inside.contains(wire.from.node) && !inside.contains(wire.to.node))
                return copy;
    }
    return copies.front();
}

std::string portOf(const Level& inside, const char* type)
{
    for (const NodePtr& node : inside.nodes)
        if (node->type == type)
            return node->name;
    return {};
}

/// The wires between what stays, and to and from the instances.
std::vector<Wire> rewired(const Level& level, const std::vector<Row>& rows, const std::string& input, const std::string& output)
{
    const auto rowOf = [&](NodeId id) { return std::ranges::find_if(rows, [id](const Row& row) { return row.nodes.contains(id); }); };
    std::vector<Wire> wires;
    std::set<Wire> made;
    for (Wire wire : level.wires) {
        const auto from = rowOf(wire.from.node), to = rowOf(wire.to.node);
        if (from != rows.end() && from == to)
            continue;
        if (from != rows.end())
            wire.from = {from->instance.id, output};
        if (to != rows.end())
            wire.to = {to->instance.id, input};
        if (made.insert(wire).second)
            wires.push_back(wire);
    }
    return wires;
}

} // namespace

Result<MadeRepeat> makeRepeatModule(const Graph& graph, const std::string& definition, const Repeat& repeat, const std::string& title, bool leftToRight)
{
    const Level* level = graph.level(definition);
    for (const auto& copy : repeat.copies)
        for (const NodeId id : copy)
            if (!level || !level->find(id) || copy.size() != repeat.copies.front().size())
                return fail("graph.unknown_node", {{"node", id.value}});
    std::vector<Row> rows = rowsOf(repeat);
    const std::vector<NodeId>& pattern = usedCopy(*level, repeat.copies);
    auto module = makeModule(graph, definition, asSet(pattern), title);
    if (!module)
        return tl::unexpected(module.error());
    const ModuleDefinition* made = module->graph.module(module->definition);

    Level outer = *level;
    std::uint64_t nextId = module->graph.nextId().value;
    for (Row& row : rows) {
        row.instance.id = NodeId{nextId++};
        row.instance.type = kModuleType;
        row.instance.definition = module->definition;
        row.instance.name = freeName(outer, "block");
        if (row.copies.size() > 1)
            row.instance.params.set("repeat", static_cast<std::int64_t>(row.copies.size()));
        outer = closedUp(std::move(outer), row.nodes, leftToRight);
        row.instance.position = beginOf(outer, row.nodes, leftToRight);
        std::erase_if(outer.nodes, [&](const NodePtr& node) { return row.nodes.contains(node->id); });
        outer.nodes.push_back(std::make_shared<const Node>(row.instance));
    }
    outer.wires = rewired(*level, rows, portOf(*made->level, kModuleInputType), portOf(*made->level, kModuleOutputType));

    MadeRepeat result;
    result.definition = module->definition;
    for (const Row& row : rows)
        result.instances.push_back(row.instance.id);
    for (const std::string& path : pathsTo(graph, definition))
        for (const Row& row : rows)
            for (std::size_t copy = 0; copy < row.copies.size(); ++copy)
                for (std::size_t i = 0; i < pattern.size(); ++i)
                    result.renamed[path + row.instance.name + "." + std::to_string(copy) + "." + level->find(pattern[i])->name] =
                        path + level->find(row.copies[copy][i])->name;
    result.graph = withTiesMoved(graph.withModule(*made).withLevel(definition, std::move(outer)), result.renamed);
    return result;
}

} // namespace nodegrad
