#include "core/graph/edits.h"

#include <algorithm>

#include "core/base/text.h"

namespace nodegrad {

namespace {

Result<Level> levelOf(const Graph& graph, const std::string& definition)
{
    const Level* level = graph.level(definition);
    if (!level)
        return fail("graph.unknown_module", {{"module", definition}});
    return *level;
}

NodePtr* findSlot(Level& level, NodeId id)
{
    const auto found = std::find_if(level.nodes.begin(), level.nodes.end(), [id](const NodePtr& node) { return node->id == id; });
    return found == level.nodes.end() ? nullptr : &*found;
}

} // namespace

std::string nameStem(const std::string& type)
{
    std::string stem = type.substr(type.rfind('_') == std::string::npos ? 0 : type.rfind('_') + 1);
    if (stem.size() > 2 && stem.back() == 'd' && stem[stem.size() - 2] >= '1' && stem[stem.size() - 2] <= '3')
        stem.resize(stem.size() - 2);
    return isIdentifier(stem) ? stem : "node";
}

std::string freeName(const Level& level, const std::string& stem)
{
    std::set<std::string> taken;
    for (const NodePtr& node : level.nodes)
        taken.insert(node->name);
    for (int i = 1;; ++i)
        if (const std::string name = stem + std::to_string(i); !taken.contains(name))
            return name;
}

AddedNode addNode(const Graph& graph, const std::string& definition, Node node)
{
    Level level = *graph.level(definition);
    node.id = graph.nextId();
    if (!isIdentifier(node.name) || level.findByName(node.name)) {
        const bool single = (node.type == kInputType || node.type == kOutputType) && !level.findByName(node.type);
        node.name = single ? node.type : freeName(level, nameStem(node.type));
    }
    const NodeId id = node.id;
    level.nodes.push_back(std::make_shared<const Node>(std::move(node)));
    return {graph.withLevel(definition, std::move(level)), id};
}

Result<Graph> changeNode(const Graph& graph, const std::string& definition, NodeId id, const std::function<void(Node&)>& change)
{
    auto level = levelOf(graph, definition);
    if (!level)
        return tl::unexpected(level.error());
    NodePtr* slot = findSlot(*level, id);
    if (!slot)
        return fail("graph.unknown_node", {{"node", id.value}});
    Node node = **slot;
    change(node);
    node.id = id;
    *slot = std::make_shared<const Node>(std::move(node));
    return graph.withLevel(definition, std::move(*level));
}

Result<Graph> renameNode(const Graph& graph, const std::string& definition, NodeId id, const std::string& name)
{
    if (!isIdentifier(name))
        return fail("graph.bad_name", {{"name", name}});
    const Level* level = graph.level(definition);
    if (const Node* other = level ? level->findByName(name) : nullptr; other && other->id != id)
        return fail("graph.name_taken", {{"name", name}});
    return changeNode(graph, definition, id, [&](Node& node) { node.name = name; });
}

Result<Graph> connect(const Graph& graph, const std::string& definition, const PortRef& from, const PortRef& to)
{
    auto level = levelOf(graph, definition);
    if (!level)
        return tl::unexpected(level.error());
    const Node *source = level->find(from.node), *target = level->find(to.node);
    if (!source || !target)
        return fail("graph.unknown_node", {{"node", (source ? to : from).node.value}});
    if (wouldMakeCycle(*level, from.node, to.node))
        return fail("graph.cycle", {{"from", source->name}, {"to", target->name}});
    std::erase_if(level->wires, [&](const Wire& wire) { return wire.to == to; });
    level->wires.push_back({from, to});
    return graph.withLevel(definition, std::move(*level));
}

Graph disconnect(const Graph& graph, const std::string& definition, const Wire& wire)
{
    Level level = *graph.level(definition);
    std::erase(level.wires, wire);
    return graph.withLevel(definition, std::move(level));
}

Graph removeNodes(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, bool heal)
{
    Level level = *graph.level(definition);
    if (heal) {
        // One node after the other, so that a removed chain is bridged as a whole.
        for (const NodeId id : ids) {
            const auto into = std::find_if(level.wires.begin(), level.wires.end(), [id](const Wire& wire) { return wire.to.node == id; });
            if (into == level.wires.end())
                continue;
            const PortRef source = into->from;
            for (Wire& wire : level.wires)
                if (wire.from.node == id && !wouldMakeCycle(level, source.node, wire.to.node))
                    wire.from = source;
        }
    }
    std::erase_if(level.wires, [&](const Wire& wire) { return ids.contains(wire.from.node) || ids.contains(wire.to.node); });
    std::erase_if(level.nodes, [&](const NodePtr& node) { return ids.contains(node->id); });
    return withoutUnusedModules(graph.withLevel(definition, std::move(level)));
}

Result<AddedNode> insertOnWire(const Graph& graph, const std::string& definition, const Wire& wire, Node node,
                               const std::string& inputPort, const std::string& outputPort)
{
    AddedNode added = addNode(graph, definition, std::move(node));
    auto first = connect(added.graph, definition, wire.from, {added.id, inputPort});
    if (!first)
        return tl::unexpected(first.error());
    auto second = connect(*first, definition, {added.id, outputPort}, wire.to);
    if (!second)
        return tl::unexpected(second.error());
    return AddedNode{std::move(*second), added.id};
}

Graph moveNodes(const Graph& graph, const std::string& definition, const std::map<NodeId, Position>& positions)
{
    Level level = *graph.level(definition);
    for (NodePtr& slot : level.nodes)
        if (const auto found = positions.find(slot->id); found != positions.end() && slot->position != found->second) {
            Node node = *slot;
            node.position = found->second;
            slot = std::make_shared<const Node>(std::move(node));
        }
    const Level& before = *graph.level(definition);
    for (auto& [wire, points] : level.knots) {
        const auto from = positions.find(wire.from.node), to = positions.find(wire.to.node);
        if (from == positions.end() || to == positions.end())
            continue;
        const Position oldFrom = before.find(wire.from.node)->position, oldTo = before.find(wire.to.node)->position;
        const double x = from->second.x - oldFrom.x, y = from->second.y - oldFrom.y;
        if (x == to->second.x - oldTo.x && y == to->second.y - oldTo.y)
            for (Position& point : points)
                point = {point.x + x, point.y + y};
    }
    return graph.withLevel(definition, std::move(level));
}

Graph setKnots(const Graph& graph, const std::string& definition, const Wire& wire, std::vector<Position> points)
{
    Level level = *graph.level(definition);
    level.knots[wire] = std::move(points);
    return graph.withLevel(definition, std::move(level));
}

Graph withoutKnots(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids)
{
    Level level = *graph.level(definition);
    std::erase_if(level.knots, [&](const auto& entry) { return ids.contains(entry.first.from.node) || ids.contains(entry.first.to.node); });
    return graph.withLevel(definition, std::move(level));
}

std::string freePortalName(const Level& level, const std::string& name)
{
    const auto isTaken = [&](const std::string& wanted) {
        return std::any_of(level.portals.begin(), level.portals.end(), [&](const auto& entry) { return entry.second == wanted; });
    };
    if (!isTaken(name))
        return name;
    const std::string stem = name.substr(0, name.find_last_not_of("0123456789") + 1);
    for (int i = 2;; ++i)
        if (const std::string next = stem + std::to_string(i); !isTaken(next))
            return next;
}

Graph setPortal(const Graph& graph, const std::string& definition, const PortRef& output, const std::string& name)
{
    Level level = *graph.level(definition);
    level.portals.erase(output);
    if (!name.empty())
        level.portals[output] = freePortalName(level, name);
    return graph.withLevel(definition, std::move(level));
}

Graph withoutUnusedModules(const Graph& graph)
{
    std::set<std::string> used;
    std::vector<const Level*> open{&graph.root()};
    while (!open.empty()) {
        const Level* level = open.back();
        open.pop_back();
        for (const NodePtr& node : level->nodes)
            if (node->type == kModuleType && graph.module(node->definition) && used.insert(node->definition).second)
                open.push_back(graph.level(node->definition));
    }
    Graph cleaned = graph;
    for (const auto& [id, module] : graph.modules())
        if (!used.contains(id))
            cleaned = cleaned.withoutModule(id);
    return cleaned;
}

} // namespace nodegrad
