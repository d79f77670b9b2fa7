#include <set>

#include "core/base/guarded.h"
#include "core/graph/graph.h"

namespace nodegrad {

namespace {

using nlohmann::json;

constexpr int kDeepestNesting = 64;

json toJson(const Node& node)
{
    json out = node.unknown.is_object() ? node.unknown : json::object();
    out["id"] = node.id.value;
    out["name"] = node.name;
    out["type"] = node.type;
    out["x"] = node.position.x;
    out["y"] = node.position.y;
    if (!node.title.empty())
        out["title"] = node.title;
    if (!node.params.all().empty())
        out["params"] = nodegrad::toJson(node.params);
    if (node.bypassed)
        out["bypassed"] = true;
    if (node.frozen)
        out["frozen"] = true;
    if (node.collapsed)
        out["collapsed"] = true;
    if (node.hidesFreePorts)
        out["hides_free_ports"] = true;
    if (node.unfolded)
        out["unfolded"] = true;
    if (!node.tie.empty())
        out["tie"] = node.tie;
    if (!node.definition.empty())
        out["definition"] = node.definition;
    return out;
}

json toJson(const Level& level)
{
    json nodes = json::array(), wires = json::array(), frames = json::array();
    for (const NodePtr& node : level.nodes)
        nodes.push_back(toJson(*node));
    for (const Wire& wire : level.wires)
        wires.push_back({wire.from.node.value, wire.from.port, wire.to.node.value, wire.to.port});
    for (const Frame& frame : level.frames) {
        json item{{"id", frame.id}, {"title", frame.title}, {"x", frame.position.x}, {"y", frame.position.y},
                  {"width", frame.width}, {"height", frame.height}, {"note", frame.note}};
        if (!frame.color.empty())
            item["color"] = frame.color;
        if (frame.locked)
            item["locked"] = true;
        frames.push_back(std::move(item));
    }
    json out{{"nodes", nodes}, {"wires", wires}};
    if (!frames.empty())
        out["frames"] = frames;
    // By the input, which takes one wire: [node, port, [[x, y], ...]].
    for (const auto& [wire, points] : level.knots) {
        json places = json::array();
        for (const Position& point : points)
            places.push_back({point.x, point.y});
        out["knots"].push_back({wire.to.node.value, wire.to.port, std::move(places)});
    }
    for (const auto& [output, name] : level.portals)
        out["portals"].push_back({output.node.value, output.port, name});
    return out;
}

const std::set<std::string> kNodeFields{"id", "name", "type", "x", "y", "title", "params", "bypassed", "frozen", "collapsed", "hides_free_ports",
                                       "unfolded", "tie", "definition"};

Result<Node> nodeFromJson(const json& in)
{
    if (!in.is_object() || !in.contains("id") || !in.contains("type"))
        return fail("graph.bad_field", {{"field", "nodes"}});
    Node node;
    node.id = NodeId{in.at("id").get<std::uint64_t>()};
    node.type = in.at("type").get<std::string>();
    node.name = in.value("name", std::string());
    node.title = in.value("title", std::string());
    node.position = {in.value("x", 0.0), in.value("y", 0.0)};
    node.bypassed = in.value("bypassed", false);
    node.frozen = in.value("frozen", false);
    node.collapsed = in.value("collapsed", false);
    node.hidesFreePorts = in.value("hides_free_ports", false);
    node.unfolded = in.value("unfolded", false);
    node.tie = in.value("tie", std::map<std::string, std::string>());
    node.definition = in.value("definition", std::string());
    if (in.contains("params")) {
        auto params = paramValuesFromJson(in.at("params"));
        if (!params)
            return tl::unexpected(params.error());
        node.params = std::move(*params);
    }
    for (const auto& [key, value] : in.items())
        if (!kNodeFields.contains(key))
            node.unknown[key] = value;
    return node;
}

Result<Level> levelFromJson(const json& in)
{
    Level level;
    std::set<NodeId> ids;
    std::set<std::string> names;
    for (const json& item : in.at("nodes")) {
        auto node = nodeFromJson(item);
        if (!node)
            return tl::unexpected(node.error());
        if (node->id.value == 0 || !ids.insert(node->id).second)
            return fail("graph.duplicate_id", {{"id", node->id.value}, {"node", node->name}});
        if (node->name.empty() || !names.insert(node->name).second)
            return fail("graph.duplicate_name", {{"node", node->name}});
        level.nodes.push_back(std::make_shared<const Node>(std::move(*node)));
    }
    std::set<PortRef> taken;
    for (const json& item : in.at("wires")) {
        const Wire wire{{NodeId{item.at(0).get<std::uint64_t>()}, item.at(1).get<std::string>()},
                        {NodeId{item.at(2).get<std::uint64_t>()}, item.at(3).get<std::string>()}};
        if (!ids.contains(wire.from.node) || !ids.contains(wire.to.node) || !taken.insert(wire.to).second)
            return fail("graph.bad_wire", {{"from", wire.from.node.value}, {"to", wire.to.node.value}});
        level.wires.push_back(wire);
    }
    for (const json& item : in.value("frames", json::array()))
        level.frames.push_back({item.value("id", std::uint64_t(0)), item.value("title", std::string()), {item.value("x", 0.0), item.value("y", 0.0)},
                                item.value("width", 0.0), item.value("height", 0.0), item.value("note", false), item.value("color", std::string()), item.value("locked", false)});
    for (const json& item : in.value("knots", json::array()))
        if (const Wire* wire = level.wireInto({NodeId{item.at(0).get<std::uint64_t>()}, item.at(1).get<std::string>()}))
            for (const json& place : item.at(2))
                level.knots[*wire].push_back({place.at(0).get<double>(), place.at(1).get<double>()});
    for (const json& item : in.value("portals", json::array()))
        if (const PortRef output{NodeId{item.at(0).get<std::uint64_t>()}, item.at(1).get<std::string>()}; ids.contains(output.node))
            if (std::string name = item.at(2).get<std::string>(); !name.empty())
                level.portals[output] = std::move(name);
    return level;
}

/// Those whose layer is there, as with knots and portals; ids decide which values of instances count, and are checked.
Result<std::vector<ExposedParam>> exposedFromJson(const json& in, const Level& level)
{
    std::vector<ExposedParam> all;
    std::set<std::string> ids{kRepeatParam};
    for (const json& item : in.value("exposed", json::array())) {
        ExposedParam exposed{item.at("id").get<std::string>(), item.at("title").get<std::string>(), NodeId{item.at("node").get<std::uint64_t>()},
                             item.at("param").get<std::string>()};
        if (!ids.insert(exposed.id).second || exposed.id.empty())
            return fail("graph.duplicate_id", {{"id", exposed.id}, {"node", in.value("title", std::string())}});
        if (level.find(exposed.node))
            all.push_back(std::move(exposed));
    }
    return all;
}

/// Depth of nesting below `definition`; more than the limit when definitions contain each other in a circle.
int depthOf(const Graph& graph, const Level& level, int depth, std::map<const Level*, int>& known)
{
    if (depth > kDeepestNesting)
        return depth;
    if (const auto found = known.find(&level); found != known.end())
        return depth + found->second;
    int deepest = depth;
    for (const NodePtr& node : level.nodes)
        if (const Level* inside = node->type == kModuleType ? graph.level(node->definition) : nullptr; inside && !node->definition.empty())
            deepest = std::max(deepest, depthOf(graph, *inside, depth + 1, known));
    known[&level] = deepest - depth;
    return deepest;
}

} // namespace

nlohmann::json toJson(const Graph& graph)
{
    json modules = json::array();
    for (const auto& [id, module] : graph.modules()) {
        json entry = toJson(*module.level);
        entry["id"] = id;
        entry["title"] = module.title;
        for (const ExposedParam& exposed : module.exposed)
            entry["exposed"].push_back({{"id", exposed.id}, {"title", exposed.title}, {"node", exposed.node.value}, {"param", exposed.param}});
        modules.push_back(std::move(entry));
    }
    json out = toJson(graph.root());
    if (!modules.empty())
        out["modules"] = std::move(modules);
    return out;
}

Result<Graph> graphFromJson(const nlohmann::json& in)
{
    return guarded(makeError("graph.bad_field", {{"field", "graph"}}), [&]() -> Result<Graph> {
        Graph graph;
        for (const json& item : in.value("modules", json::array())) {
            auto level = levelFromJson(item);
            if (!level)
                return tl::unexpected(level.error());
            const std::string id = item.at("id").get<std::string>();
            if (id.empty() || graph.module(id))
                return fail("graph.duplicate_id", {{"id", id}, {"node", item.value("title", id)}});
            auto exposed = exposedFromJson(item, *level);
            if (!exposed)
                return tl::unexpected(exposed.error());
            graph = graph.withModule({id, item.value("title", id), std::make_shared<const Level>(std::move(*level)), std::move(*exposed)});
        }
        auto root = levelFromJson(in);
        if (!root)
            return tl::unexpected(root.error());
        graph = graph.withLevel("", std::move(*root));
        std::map<const Level*, int> known;
        bool tooDeep = depthOf(graph, graph.root(), 0, known) > kDeepestNesting;
        for (const auto& [id, module] : graph.modules())
            tooDeep = tooDeep || depthOf(graph, *module.level, 1, known) > kDeepestNesting;
        if (tooDeep)
            return fail("graph.too_deep", {{"limit", kDeepestNesting}});
        return graph;
    });
}

} // namespace nodegrad
