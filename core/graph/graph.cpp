#include "core/graph/graph.h"

#include <algorithm>
#include <set>

#include "core/graph/exposed.h"

namespace nodegrad {

const std::vector<std::string>& frameColors()
{
    static const std::vector<std::string> colors{"blue", "teal", "green", "olive", "orange", "pink", "purple"};
    return colors;
}

const Node* Level::find(NodeId id) const
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [id](const NodePtr& node) { return node->id == id; });
    return found == nodes.end() ? nullptr : found->get();
}

const Node* Level::findByName(const std::string& name) const
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const NodePtr& node) { return node->name == name; });
    return found == nodes.end() ? nullptr : found->get();
}

const Wire* Level::wireInto(const PortRef& input) const
{
    const auto found = std::find_if(wires.begin(), wires.end(), [&](const Wire& wire) { return wire.to == input; });
    return found == wires.end() ? nullptr : &*found;
}

std::vector<Wire> Level::wiresFrom(const PortRef& output) const
{
    std::vector<Wire> found;
    std::copy_if(wires.begin(), wires.end(), std::back_inserter(found), [&](const Wire& wire) { return wire.from == output; });
    return found;
}

std::vector<Wire> Level::wiresOf(NodeId node) const
{
    std::vector<Wire> found;
    std::copy_if(wires.begin(), wires.end(), std::back_inserter(found),
                 [&](const Wire& wire) { return wire.from.node == node || wire.to.node == node; });
    return found;
}

Graph::Graph() : m_root(std::make_shared<const Level>()) {}

const ModuleDefinition* Graph::module(const std::string& id) const
{
    const auto found = m_modules.find(id);
    return found == m_modules.end() ? nullptr : &found->second;
}

const Level* Graph::level(const std::string& definition) const
{
    if (definition.empty())
        return m_root.get();
    const ModuleDefinition* found = module(definition);
    return found ? found->level.get() : nullptr;
}

std::optional<std::string> Graph::definitionAt(const std::vector<std::string>& path) const
{
    std::string definition;
    for (const std::string& name : path) {
        const Level* here = level(definition);
        const Node* node = here ? here->findByName(name) : nullptr;
        if (!node || node->type != kModuleType || !module(node->definition))
            return std::nullopt;
        definition = node->definition;
    }
    return definition;
}

Graph Graph::withLevel(const std::string& definition, Level level) const
{
    Graph changed = *this;
    if (!level.knots.empty()) {
        const std::set<Wire> wires(level.wires.begin(), level.wires.end());
        std::erase_if(level.knots, [&](const auto& entry) { return entry.second.empty() || !wires.contains(entry.first); });
    }
    if (!level.portals.empty()) {
        std::set<NodeId> ids;
        for (const NodePtr& node : level.nodes)
            ids.insert(node->id);
        std::erase_if(level.portals, [&](const auto& entry) { return entry.second.empty() || !ids.contains(entry.first.node); });
    }
    auto shared = std::make_shared<const Level>(std::move(level));
    if (definition.empty())
        changed.m_root = std::move(shared);
    else if (const auto found = changed.m_modules.find(definition); found != changed.m_modules.end()) {
        std::vector<std::string> gone;
        for (const ExposedParam& exposed : found->second.exposed)
            if (!shared->find(exposed.node))
                gone.push_back(exposed.id);
        found->second.level = std::move(shared);
        for (const std::string& id : gone)
            changed = withoutExposed(changed, definition, id);
    }
    return changed;
}

Graph Graph::withModule(ModuleDefinition module) const
{
    Graph changed = *this;
    const std::string id = module.id;
    changed.m_modules[id] = std::move(module);
    return changed;
}

Graph Graph::withoutModule(const std::string& id) const
{
    Graph changed = *this;
    changed.m_modules.erase(id);
    return changed;
}

NodeId Graph::nextId() const
{
    std::uint64_t highest = 0;
    const auto scan = [&](const Level& level) {
        for (const NodePtr& node : level.nodes)
            highest = std::max(highest, node->id.value);
        for (const Frame& frame : level.frames)
            highest = std::max(highest, frame.id);
    };
    scan(*m_root);
    for (const auto& [id, module] : m_modules)
        scan(*module.level);
    return NodeId{highest + 1};
}

namespace {

bool sameLevel(const LevelPtr& a, const LevelPtr& b)
{
    if (a == b)
        return true;
    const auto sameNode = [](const NodePtr& x, const NodePtr& y) { return x == y || *x == *y; };
    // Nodes first: most are the same by identity, and of two values an edit apart it is mostly nodes that differ.
    return std::equal(a->nodes.begin(), a->nodes.end(), b->nodes.begin(), b->nodes.end(), sameNode) && a->wires == b->wires && a->frames == b->frames &&
           a->knots == b->knots && a->portals == b->portals;
}

} // namespace

bool Graph::operator==(const Graph& other) const
{
    const auto sameModule = [](const auto& a, const auto& b) {
        return a.first == b.first && a.second.title == b.second.title && a.second.exposed == b.second.exposed && sameLevel(a.second.level, b.second.level);
    };
    return sameLevel(m_root, other.m_root) &&
           std::equal(m_modules.begin(), m_modules.end(), other.m_modules.begin(), other.m_modules.end(), sameModule);
}

} // namespace nodegrad
