#include <algorithm>
#include <limits>

#include "core/graph/edits.h"
#include "core/graph/exposed.h"

namespace nodegrad {

namespace {

constexpr double kPortRow = 88; ///< pixels between module ports and the nodes they feed

struct Box {
    double left = std::numeric_limits<double>::max(), top = left, right = std::numeric_limits<double>::lowest(), bottom = right;
    void add(Position p)
    {
        left = std::min(left, p.x);
        top = std::min(top, p.y);
        right = std::max(right, p.x);
        bottom = std::max(bottom, p.y);
    }
};

/// A path that leaves `ids` and comes back would become a circle through the new instance.
bool leavesAndReturns(const Level& level, const std::set<NodeId>& ids)
{
    std::set<NodeId> outside;
    std::vector<NodeId> open;
    const auto visit = [&](NodeId from, bool fromInside) {
        for (const Wire& wire : level.wires)
            if (wire.from.node == from) {
                if (ids.contains(wire.to.node)) {
                    if (!fromInside)
                        return true;
                } else if (outside.insert(wire.to.node).second) {
                    open.push_back(wire.to.node);
                }
            }
        return false;
    };
    for (const NodeId id : ids)
        visit(id, true);
    while (!open.empty()) {
        const NodeId here = open.back();
        open.pop_back();
        if (visit(here, false))
            return true;
    }
    return false;
}

std::string freeDefinition(const Graph& graph)
{
    for (int i = 1;; ++i)
        if (const std::string id = "m" + std::to_string(i); !graph.module(id))
            return id;
}

Node portNode(const char* type, std::string name, NodeId id, Position at)
{
    Node node;
    node.id = id;
    node.type = type;
    node.name = std::move(name);
    node.position = at;
    return node;
}

std::string portName(const std::string& stem, std::size_t index, std::size_t count)
{
    return count == 1 ? stem : stem + std::to_string(index + 1);
}

} // namespace

Result<MadeModule> makeModule(const Graph& graph, const std::string& definition, const std::set<NodeId>& ids, const std::string& title)
{
    const Level& level = *graph.level(definition);
    Box box;
    Level inside;
    for (const NodePtr& node : level.nodes) {
        if (!ids.contains(node->id))
            continue;
        if (node->type == kInputType || node->type == kOutputType || node->type == kModuleInputType || node->type == kModuleOutputType)
            return fail("graph.module_io", {{"node", node->name}});
        box.add(node->position);
        inside.nodes.push_back(node);
    }
    if (inside.nodes.empty())
        return fail("graph.module_empty");
    if (leavesAndReturns(level, ids))
        return fail("graph.module_cycle");

    inside.knots = level.knots;
    inside.portals = level.portals;
    // Ports: one an outside source (it may feed several nodes inside), one an inside output that is used outside.
    std::vector<PortRef> sources, results;
    for (const Wire& wire : level.wires) {
        const bool fromInside = ids.contains(wire.from.node), toInside = ids.contains(wire.to.node);
        if (fromInside && toInside)
            inside.wires.push_back(wire);
        else if (toInside && std::find(sources.begin(), sources.end(), wire.from) == sources.end())
            sources.push_back(wire.from);
        else if (fromInside && !toInside && std::find(results.begin(), results.end(), wire.from) == results.end())
            results.push_back(wire.from);
    }
    // A loose end inside is a result too: a module gives something.
    if (results.empty()) {
        for (const NodePtr& node : inside.nodes)
            if (std::none_of(inside.wires.begin(), inside.wires.end(), [&](const Wire& w) { return w.from.node == node->id; }))
                results.push_back({node->id, "out"});
    }
    std::uint64_t nextId = graph.nextId().value;
    std::set<std::string> names;
    for (const NodePtr& node : inside.nodes)
        names.insert(node->name);
    const auto freePort = [&](std::string name) {
        while (names.contains(name))
            name += "_";
        names.insert(name);
        return name;
    };
    std::vector<std::string> inputNames, outputNames;
    bool hasSources = !sources.empty();
    const std::size_t inputCount = hasSources ? sources.size() : 0;
    for (std::size_t i = 0; i < inputCount; ++i) {
        inputNames.push_back(freePort(portName("in", i, inputCount)));
        const Node port = portNode(kModuleInputType, inputNames.back(), NodeId{nextId++}, {box.left + 216 * double(i), box.top - kPortRow});
        inside.nodes.push_back(std::make_shared<const Node>(port));
        if (const auto portal = level.portals.find(sources[i]); portal != level.portals.end())
            inside.portals[{port.id, "out"}] = portal->second;
        for (const Wire& wire : level.wires)
            if (wire.from == sources[i] && ids.contains(wire.to.node))
                inside.wires.push_back({{port.id, "out"}, wire.to});
    }
    if (!hasSources) { // a free first input becomes the port, so that the module can be wired
        for (const NodePtr& node : std::vector<NodePtr>(inside.nodes))
            if (!hasSources && std::none_of(inside.wires.begin(), inside.wires.end(), [&](const Wire& w) { return w.to.node == node->id; })) {
                const Node port = portNode(kModuleInputType, freePort("in"), NodeId{nextId++}, {box.left, box.top - kPortRow});
                inside.nodes.push_back(std::make_shared<const Node>(port));
                inside.wires.push_back({{port.id, "out"}, {node->id, "in"}});
                hasSources = true;
            }
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        outputNames.push_back(freePort(portName("out", i, results.size())));
        const Node port = portNode(kModuleOutputType, outputNames.back(), NodeId{nextId++}, {box.left + 216 * double(i), box.bottom + kPortRow});
        inside.nodes.push_back(std::make_shared<const Node>(port));
        inside.wires.push_back({results[i], {port.id, "in"}});
    }

    MadeModule made;
    made.definition = freeDefinition(graph);
    Level outer = level;
    std::erase_if(outer.nodes, [&](const NodePtr& node) { return ids.contains(node->id); });
    Node instance;
    instance.type = kModuleType;
    instance.definition = made.definition;
    instance.position = {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
    instance.name = freeName(outer, "block");
    instance.id = made.instance = NodeId{nextId++};
    outer.nodes.push_back(std::make_shared<const Node>(instance));
    std::vector<Wire> wires;
    std::set<PortRef> fed;
    for (const Wire& wire : level.wires) {
        const bool fromInside = ids.contains(wire.from.node), toInside = ids.contains(wire.to.node);
        if (!fromInside && !toInside) {
            wires.push_back(wire);
        } else if (!fromInside) {
            const auto index = static_cast<std::size_t>(std::find(sources.begin(), sources.end(), wire.from) - sources.begin());
            if (const PortRef to{instance.id, inputNames[index]}; fed.insert(to).second)
                wires.push_back({wire.from, to});
        } else if (!toInside) {
            const auto index = static_cast<std::size_t>(std::find(results.begin(), results.end(), wire.from) - results.begin());
            wires.push_back({{instance.id, outputNames[index]}, wire.to});
        }
    }
    for (std::size_t i = 0; i < results.size(); ++i)
        if (const auto portal = level.portals.find(results[i]); portal != level.portals.end())
            outer.portals[{instance.id, outputNames[i]}] = portal->second;
    outer.wires = std::move(wires);
    // What this level exposes of the layers that move in stays exposed, through the new instance.
    Graph result = graph;
    std::vector<ExposedParam> movedIn;
    if (const ModuleDefinition* around = graph.module(definition)) {
        ModuleDefinition module = *around;
        for (ExposedParam& exposed : module.exposed)
            if (ids.contains(exposed.node)) {
                movedIn.push_back(exposed);
                exposed = {exposed.id, exposed.title, instance.id, exposed.id};
            }
        module.level = std::make_shared<const Level>(std::move(outer));
        result = result.withModule(std::move(module));
    } else {
        result = result.withLevel(definition, std::move(outer));
    }
    made.graph = result.withModule({made.definition, title, std::make_shared<const Level>()}).withLevel(made.definition, std::move(inside));
    if (!movedIn.empty())
        made.graph = made.graph.withModule({made.definition, title, made.graph.module(made.definition)->level, std::move(movedIn)});
    return made;
}

Result<Pasted> dissolveModule(const Graph& graph, const std::string& definition, NodeId instance, std::optional<Position> origin)
{
    Level outer = *graph.level(definition);
    const Node* node = outer.find(instance);
    const Level* inside = node && node->type == kModuleType ? graph.level(node->definition) : nullptr;
    if (!inside || node->definition.empty())
        return fail("graph.unknown_node", {{"node", instance.value}});
    if (const ParamValue* repeat = node->params.find("repeat"); repeat && *repeat != ParamValue(std::int64_t(1)))
        return fail("graph.module_repeated", {{"node", node->name}});
    const ModuleDefinition& module = *graph.module(node->definition);
    const ModuleDefinition* around = graph.module(definition);
    if (around && exposureOf(*around, instance, kRepeatParam))
        return fail("graph.module_repeated", {{"node", node->name}}); // where this level is used it may be repeated

    Box box;
    for (const NodePtr& inner : inside->nodes)
        box.add(inner->position);
    const Position shift = origin.value_or(Position{node->position.x - (box.left + box.right) / 2, node->position.y - (box.top + box.bottom) / 2});
    std::uint64_t nextId = graph.nextId().value;
    std::map<NodeId, NodeId> newIds;
    Pasted pasted;
    std::vector<NodePtr> added;
    Level naming = outer;
    std::erase_if(naming.nodes, [&](const NodePtr& n) { return n->id == instance; });
    for (const NodePtr& inner : inside->nodes) {
        if (inner->type == kModuleInputType || inner->type == kModuleOutputType)
            continue;
        Node copy = *inner;
        copy.id = newIds[inner->id] = NodeId{nextId++};
        copy.position = {copy.position.x + shift.x, copy.position.y + shift.y};
        copy.frozen = copy.frozen || node->frozen;
        for (const ExposedParam& exposed : module.exposed)
            if (const ParamValue* value = exposed.node == inner->id ? node->params.find(exposed.id) : nullptr)
                copy.params.set(exposed.param, *value);
        if (naming.findByName(copy.name))
            copy.name = freeName(naming, copy.name + "_");
        pasted.ids.insert(copy.id);
        pasted.originals[copy.name] = inner->name;
        naming.nodes.push_back(std::make_shared<const Node>(std::move(copy)));
    }
    /// Where an inner value comes from, seen from outside: an inner node, or what feeds the module's port.
    const auto sourceOf = [&](const PortRef& from) -> std::optional<PortRef> {
        const Node* inner = inside->find(from.node);
        if (inner->type != kModuleInputType)
            return PortRef{newIds.at(from.node), from.port};
        const Wire* feed = outer.wireInto({instance, inner->name});
        return feed ? std::optional(feed->from) : std::nullopt;
    };
    std::vector<Wire> wires;
    for (const Wire& wire : outer.wires) {
        if (wire.to.node == instance)
            continue;
        if (wire.from.node != instance) {
            wires.push_back(wire);
            continue;
        }
        const Node* port = inside->findByName(wire.from.port);
        const Wire* result = port ? inside->wireInto({port->id, "in"}) : nullptr;
        if (const auto source = result ? sourceOf(result->from) : std::nullopt)
            wires.push_back({*source, wire.to});
    }
    for (const Wire& wire : inside->wires)
        if (inside->find(wire.to.node)->type != kModuleOutputType)
            if (const auto source = sourceOf(wire.from))
                wires.push_back({*source, {newIds.at(wire.to.node), wire.to.port}});
    naming.wires = std::move(wires);
    for (const auto& [wire, points] : inside->knots)
        if (newIds.contains(wire.from.node) && newIds.contains(wire.to.node))
            for (const Position& point : points)
                naming.knots[{{newIds.at(wire.from.node), wire.from.port}, {newIds.at(wire.to.node), wire.to.port}}].push_back(
                    {point.x + shift.x, point.y + shift.y});
    // Portals of the inside come out; one that only the instance had goes to what the value comes from.
    std::vector<std::pair<PortRef, std::string>> portals;
    for (const auto& [output, name] : inside->portals)
        if (newIds.contains(output.node))
            portals.emplace_back(PortRef{newIds.at(output.node), output.port}, name);
    for (const auto& [output, name] : outer.portals)
        if (const Node* port = output.node == instance ? inside->findByName(output.port) : nullptr)
            if (const Wire* result = inside->wireInto({port->id, "in"}))
                if (const auto source = sourceOf(result->from))
                    portals.emplace_back(*source, name);
    std::erase_if(naming.portals, [&](const auto& entry) { return entry.first.node == instance; });
    for (const auto& [output, name] : portals)
        if (!naming.portals.contains(output))
            naming.portals[output] = freePortalName(naming, name);
    Graph exposing = graph;
    if (around) { // what was exposed of the instance is exposed of its layers
        ModuleDefinition changed = *around;
        for (ExposedParam& exposed : changed.exposed)
            if (const ExposedParam* inner = exposed.node == instance ? findExposed(module, exposed.param) : nullptr)
                exposed = {exposed.id, exposed.title, newIds.at(inner->node), inner->param};
        changed.level = std::make_shared<const Level>(naming);
        exposing = exposing.withModule(std::move(changed));
    }
    pasted.graph = withoutUnusedModules(exposing.withLevel(definition, std::move(naming)));
    return pasted;
}

namespace {

/// "Block", "Block 2", "Block 3": the first that no module has.
std::string freeModuleTitle(const Graph& graph, const std::string& title)
{
    const std::size_t number = title.find_last_not_of("0123456789");
    const bool isNumbered = number != std::string::npos && number > 0 && number + 1 < title.size() && title[number] == ' ';
    const std::string stem = isNumbered ? title.substr(0, number) : title;
    std::string free = stem;
    const auto isTaken = [&](const std::string& wanted) { return std::ranges::any_of(graph.modules(), [&](const auto& known) { return known.second.title == wanted; }); };
    for (int next = 2; isTaken(free); ++next)
        free = stem + " " + std::to_string(next);
    return free;
}

} // namespace

Result<Graph> makeUnique(const Graph& graph, const std::string& definition, NodeId instance)
{
    const Level* level = graph.level(definition);
    const Node* node = level ? level->find(instance) : nullptr;
    const ModuleDefinition* module = node ? graph.module(node->definition) : nullptr;
    if (!module)
        return fail("graph.unknown_node", {{"node", instance.value}});
    const std::string id = freeDefinition(graph);
    return changeNode(graph.withModule({id, freeModuleTitle(graph, module->title), module->level, module->exposed}), definition, instance, [&](Node& changed) { changed.definition = id; });
}

} // namespace nodegrad
