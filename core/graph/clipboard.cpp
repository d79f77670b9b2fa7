#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/base/guarded.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

using nlohmann::json;
constexpr int kClipFormat = 1;

std::string freeModuleId(const Graph& graph)
{
    for (int i = 1;; ++i)
        if (const std::string id = "m" + std::to_string(i); !graph.module(id))
            return id;
}

/// Names of a level and what is added to it.
class Names {
public:
    explicit Names(const Level& level)
    {
        for (const NodePtr& node : level.nodes)
            m_taken.insert(node->name);
    }
    /// `name`, or with another number at its end when it is taken: "conv2" -> "conv5".
    std::string take(std::string name)
    {
        const std::string stem = name.substr(0, name.find_last_not_of("0123456789") + 1);
        for (int& next = m_next.try_emplace(stem, 1).first->second; m_taken.contains(name); ++next)
            name = stem + std::to_string(next);
        m_taken.insert(name);
        return name;
    }

private:
    std::unordered_set<std::string> m_taken;
    std::unordered_map<std::string, int> m_next; ///< by what stands before the number; all below are taken
};

/// Adds the definitions that the clip brought. A definition equal to one that is here is linked, another one gets a new id.
Graph adoptModules(const Graph& graph, const Graph& clip, std::map<std::string, std::string>& newIds)
{
    Graph result = graph;
    for (const auto& [id, module] : clip.modules()) {
        const ModuleDefinition* here = result.module(id);
        const bool same = here && here->title == module.title && here->exposed == module.exposed && toJson(Graph().withLevel("", *here->level)) == toJson(Graph().withLevel("", *module.level));
        newIds[id] = same || !here ? id : freeModuleId(result);
        if (!same)
            result = result.withModule({newIds[id], module.title, module.level, module.exposed});
    }
    for (const auto& [oldId, newId] : newIds) { // definitions inside definitions
        if (graph.module(newId))
            continue;
        Level level = *result.level(newId);
        for (NodePtr& slot : level.nodes)
            if (const auto found = newIds.find(slot->definition); found != newIds.end() && found->second != slot->definition) {
                Node node = *slot;
                node.definition = found->second;
                slot = std::make_shared<const Node>(std::move(node));
            }
        result = result.withLevel(newId, std::move(level));
    }
    return result;
}

/// Is `outer` the definition `inner`, or does it hold an instance of it, however deep?
bool holds(const Graph& graph, const std::string& outer, const std::string& inner, std::set<std::string>& seen)
{
    if (outer == inner)
        return true;
    const Level* level = seen.insert(outer).second ? graph.level(outer) : nullptr;
    return level && std::any_of(level->nodes.begin(), level->nodes.end(),
                                [&](const NodePtr& node) { return node->type == kModuleType && !node->definition.empty() && holds(graph, node->definition, inner, seen); });
}

} // namespace

std::string copyNodes(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, const ClipOrigin& origin)
{
    const Level& level = *graph.level(definition);
    Level piece;
    for (const NodePtr& node : level.nodes)
        if (ids.contains(node->id))
            piece.nodes.push_back(node);
    for (const Wire& wire : level.wires)
        if (ids.contains(wire.from.node) && ids.contains(wire.to.node))
            piece.wires.push_back(wire);
    piece.knots = level.knots; // withLevel() keeps those of the piece's wires
    piece.portals = level.portals;
    json inputs = json::array(); // [node, its name, port] -> [node of the piece, port]
    for (const Wire& wire : level.wires)
        if (!ids.contains(wire.from.node) && ids.contains(wire.to.node))
            inputs.push_back({wire.from.node.value, level.find(wire.from.node)->name, wire.from.port, wire.to.node.value, wire.to.port});
    json clip{{"nodegrad_clip", kClipFormat}, {"inputs", std::move(inputs)}, {"graph", toJson(withoutUnusedModules(graph.withLevel("", std::move(piece))))}};
    if (!origin.weights.empty())
        clip["origin"] = {{"place", origin.place}, {"weights", origin.weights}};
    return clip.dump(2);
}

Result<Pasted> pasteNodes(const Graph& graph, const std::string& definition, const std::string& text, Position at, bool keepsInputs)
{
    return guarded(makeError("graph.not_a_clip"), [&]() -> Result<Pasted> {
        const json in = json::parse(text);
        if (!in.is_object() || in.value("nodegrad_clip", 0) != kClipFormat)
            return fail("graph.not_a_clip");
        auto clip = graphFromJson(in.at("graph"));
        if (!clip)
            return tl::unexpected(clip.error());
        std::map<std::string, std::string> moduleIds;
        Graph result = adoptModules(graph, *clip, moduleIds);
        double left = std::numeric_limits<double>::max(), top = left;
        for (const NodePtr& node : clip->root().nodes) {
            left = std::min(left, node->position.x);
            top = std::min(top, node->position.y);
        }
        Level level = *result.level(definition);
        Names names(level);
        std::map<NodeId, NodeId> newIds;
        std::map<std::string, std::string> originals;
        std::uint64_t nextId = result.nextId().value;
        for (const NodePtr& original : clip->root().nodes) {
            Node node = *original;
            node.id = newIds[original->id] = NodeId{nextId++};
            node.position = {node.position.x - left + at.x, node.position.y - top + at.y};
            if (const auto found = moduleIds.find(node.definition); found != moduleIds.end())
                node.definition = found->second;
            if (std::set<std::string> seen; node.type == kModuleType && !definition.empty() && holds(result, node.definition, definition, seen))
                return fail("graph.module_in_itself", {{"node", node.name}});
            node.name = names.take(node.name);
            originals[node.name] = original->name;
            level.nodes.push_back(std::make_shared<const Node>(std::move(node)));
        }
        const auto renewed = [&](const Wire& wire) {
            return Wire{{newIds.at(wire.from.node), wire.from.port}, {newIds.at(wire.to.node), wire.to.port}};
        };
        for (const Wire& wire : clip->root().wires)
            level.wires.push_back(renewed(wire));
        for (const auto& [wire, points] : clip->root().knots)
            for (const Position& point : points)
                level.knots[renewed(wire)].push_back({point.x - left + at.x, point.y - top + at.y});
        for (const auto& [output, name] : clip->root().portals)
            level.portals[{newIds.at(output.node), output.port}] = freePortalName(level, name);
        Pasted pasted;
        for (const json& input : keepsInputs ? in.value("inputs", json::array()) : json::array()) {
            const Node* source = result.level(definition)->find(NodeId{input.at(0).get<std::uint64_t>()});
            const auto target = newIds.find(NodeId{input.at(3).get<std::uint64_t>()});
            const Wire wire{{source ? source->id : NodeId(), input.at(2).get<std::string>()}, {target == newIds.end() ? NodeId() : target->second, input.at(4).get<std::string>()}};
            if (!source || source->name != input.at(1).get<std::string>() || target == newIds.end() || level.wireInto(wire.to))
                continue;
            level.wires.push_back(wire);
            ++pasted.keptInputs;
        }
        pasted.graph = result.withLevel(definition, std::move(level));
        pasted.originals = std::move(originals);
        if (const auto origin = in.find("origin"); origin != in.end())
            pasted.origin = {origin->at("place").get<std::string>(), origin->at("weights").get<std::string>()};
        for (const auto& [oldId, newId] : newIds)
            pasted.ids.insert(newId);
        return pasted;
    });
}

} // namespace nodegrad
