#include "core/graph/exposed.h"

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/graph/edits.h"

namespace nodegrad {

namespace {

using Overrides = std::map<NodeId, ParamValues>;

std::string freeTitle(const ModuleDefinition& module, const std::string& title)
{
    const auto isTaken = [&](const std::string& wanted) { return std::ranges::find(module.exposed, wanted, &ExposedParam::title) != module.exposed.end(); };
    if (!isTaken(title))
        return title;
    for (int i = 2;; ++i)
        if (const std::string next = title + " " + std::to_string(i); !isTaken(next))
            return next;
}

/// An id that no instance has a value under, so that what is exposed anew begins with the value inside.
std::string freeId(const Graph& graph, const ModuleDefinition& module, const std::string& param)
{
    const std::string stem = isIdentifier(param) ? param : "value";
    const auto isTaken = [&](const std::string& wanted) { return wanted == kRepeatParam || findExposed(module, wanted) || ownValueCount(graph, module.id, wanted) > 0; };
    for (int i = 1;; ++i)
        if (const std::string id = i == 1 ? stem : stem + std::to_string(i); !isTaken(id))
            return id;
}

/// Calls `visit` with each level that there is, and its definition.
void forEachLevel(const Graph& graph, const std::function<void(const std::string&, const Level&)>& visit)
{
    visit("", graph.root());
    for (const auto& [id, module] : graph.modules())
        visit(id, *module.level);
}

bool isInstanceOf(const Node& node, const std::string& definition)
{
    return node.type == kModuleType && node.definition == definition;
}

/// Puts values of instances into their layers, a definition for each set of values.
class Resolver {
public:
    explicit Resolver(const Graph& graph) : m_graph(graph), m_resolved(graph) {}

    Graph run()
    {
        m_resolved = m_resolved.withLevel("", resolved(m_graph.root(), {}));
        return std::move(m_resolved);
    }

private:
    Level resolved(const Level& level, const Overrides& overrides)
    {
        Level changed = level;
        for (NodePtr& slot : changed.nodes) {
            const auto own = overrides.find(slot->id);
            const ModuleDefinition* module = slot->type == kModuleType ? m_graph.module(slot->definition) : nullptr;
            if (own == overrides.end() && !module)
                continue;
            Node node = *slot;
            if (own != overrides.end())
                for (const auto& [param, value] : own->second.all())
                    node.params.set(param, value);
            if (module) {
                ParamValues values;
                for (const ExposedParam& exposed : module->exposed)
                    if (const ParamValue* value = node.params.find(exposed.id)) {
                        values.set(exposed.id, *value);
                        node.params.erase(exposed.id);
                    }
                node.definition = definitionFor(*module, values);
            }
            if (!(node == *slot))
                slot = std::make_shared<const Node>(std::move(node));
        }
        return changed;
    }

    /// The definition of instances with these values.
    std::string definitionFor(const ModuleDefinition& module, const ParamValues& values)
    {
        const auto [known, isNew] = m_made.try_emplace({module.id, toJson(values).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)}, module.id);
        if (!isNew)
            return known->second; // also while it is being made: modules in a circle
        std::string& id = known->second;
        for (int i = 2; !values.all().empty() && (id == module.id || m_resolved.module(id)); ++i)
            id = module.id + "~" + std::to_string(i);
        Overrides overrides;
        for (const ExposedParam& exposed : module.exposed)
            if (const ParamValue* value = values.find(exposed.id))
                overrides[exposed.node].set(exposed.param, *value);
        m_resolved = m_resolved.withModule({id, module.title, module.level});
        const std::string made = id;
        m_resolved = m_resolved.withLevel(made, resolved(*module.level, overrides));
        return made;
    }

    const Graph& m_graph;
    Graph m_resolved;
    std::map<std::pair<std::string, std::string>, std::string> m_made; ///< (definition, values) -> definition of its own
};

} // namespace

const ExposedParam* findExposed(const ModuleDefinition& module, const std::string& id)
{
    const auto found = std::ranges::find(module.exposed, id, &ExposedParam::id);
    return found == module.exposed.end() ? nullptr : &*found;
}

const ExposedParam* exposureOf(const ModuleDefinition& module, NodeId node, const std::string& param)
{
    const auto found = std::ranges::find_if(module.exposed, [&](const ExposedParam& exposed) { return exposed.node == node && exposed.param == param; });
    return found == module.exposed.end() ? nullptr : &*found;
}

Result<Graph> exposeParam(const Graph& graph, const std::string& definition, NodeId node, const std::string& param, const std::string& title)
{
    const ModuleDefinition* found = graph.module(definition);
    if (!found)
        return fail("graph.unknown_module", {{"module", definition}});
    if (!found->level->find(node))
        return fail("graph.unknown_node", {{"node", node.value}});
    if (const ExposedParam* shown = exposureOf(*found, node, param))
        return fail("graph.exposed_already", {{"title", shown->title}});
    ModuleDefinition module = *found;
    module.exposed.push_back({freeId(graph, module, param), freeTitle(module, title.empty() ? param : title), node, param});
    return graph.withModule(std::move(module));
}

Result<Graph> renameExposed(const Graph& graph, const std::string& definition, const std::string& id, const std::string& title)
{
    const ModuleDefinition* found = graph.module(definition);
    if (!found)
        return fail("graph.unknown_module", {{"module", definition}});
    if (!findExposed(*found, id))
        return fail("graph.unknown_exposed", {{"name", id}});
    ModuleDefinition module = *found;
    for (ExposedParam& exposed : module.exposed) {
        if (exposed.id == id)
            exposed.title = trimmed(title);
        else if (exposed.title == trimmed(title))
            return fail("graph.exposed_title", {{"title", title}});
    }
    if (trimmed(title).empty())
        return fail("graph.exposed_title", {{"title", title}});
    return graph.withModule(std::move(module));
}

Graph withoutExposed(const Graph& graph, const std::string& definition, const std::string& id)
{
    const ModuleDefinition* found = graph.module(definition);
    if (!found || !findExposed(*found, id))
        return graph;
    ModuleDefinition module = *found;
    std::erase_if(module.exposed, [&](const ExposedParam& exposed) { return exposed.id == id; });
    Graph result = graph.withModule(std::move(module));
    forEachLevel(graph, [&](const std::string& outer, const Level& level) {
        for (const NodePtr& node : level.nodes) {
            if (!isInstanceOf(*node, definition))
                continue;
            if (node->params.has(id))
                if (auto changed = changeNode(result, outer, node->id, [&](Node& instance) { instance.params.erase(id); }))
                    result = std::move(*changed);
            const ModuleDefinition* around = result.module(outer);
            if (const ExposedParam* further = around ? exposureOf(*around, node->id, id) : nullptr)
                result = withoutExposed(result, outer, std::string(further->id));
        }
    });
    return result;
}

Graph withoutExposuresOf(const Graph& graph, const std::string& definition, NodeId node, const std::function<bool(const std::string&)>& keeps)
{
    const ModuleDefinition* module = graph.module(definition);
    Graph result = graph;
    for (const ExposedParam& exposed : module ? module->exposed : std::vector<ExposedParam>())
        if (exposed.node == node && !keeps(exposed.param))
            result = withoutExposed(result, definition, exposed.id);
    return result;
}

std::size_t ownValueCount(const Graph& graph, const std::string& definition, const std::string& id)
{
    std::size_t count = 0;
    forEachLevel(graph, [&](const std::string&, const Level& level) {
        count += static_cast<std::size_t>(std::ranges::count_if(level.nodes, [&](const NodePtr& node) { return isInstanceOf(*node, definition) && node->params.has(id); }));
    });
    return count;
}

Graph withInstanceValues(const Graph& graph)
{
    const bool isPlain = std::ranges::all_of(graph.modules(), [](const auto& entry) { return entry.second.exposed.empty(); });
    return isPlain ? graph : Resolver(graph).run();
}

ValuePlace valuePlace(const Graph& graph, const std::vector<std::string>& path, NodeId node, const std::string& param)
{
    const auto definition = graph.definitionAt(path);
    ValuePlace here{path, definition.value_or(""), node, param};
    const ModuleDefinition* module = definition ? graph.module(*definition) : nullptr;
    const ExposedParam* exposed = module ? exposureOf(*module, node, param) : nullptr;
    if (!exposed)
        return here;
    const std::vector<std::string> outer(path.begin(), path.end() - 1);
    const Level* level = graph.level(graph.definitionAt(outer).value_or(""));
    const Node* instance = level->findByName(path.back());
    const ValuePlace further = valuePlace(graph, outer, instance->id, exposed->id);
    const bool isOwn = further.node != instance->id || further.path != outer || instance->params.has(exposed->id);
    return isOwn ? further : here;
}

} // namespace nodegrad
