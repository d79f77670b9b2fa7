#include "core/analysis/graph_diff.h"

#include <map>
#include <set>

#include "core/layers/node_params.h"

namespace nodegrad {

namespace {

/// Two levels that stand for each other.
struct LevelPair {
    std::string before, after; ///< definition ids
    std::string path;          ///< of the module node, with a dot behind it; "" the root
};

class Comparison {
public:
    Comparison(const Graph& before, const Graph& after) : m_before(before), m_after(after) {}

    std::vector<NodeChange> run()
    {
        std::vector<LevelPair> open = {{"", "", ""}};
        std::set<std::pair<std::string, std::string>> seen;
        for (std::size_t i = 0; i < open.size(); ++i)
            if (const LevelPair pair = open[i]; seen.emplace(pair.before, pair.after).second)
                compare(pair, open);
        m_changes.insert(m_changes.end(), m_removed.begin(), m_removed.end());
        return std::move(m_changes);
    }

private:
    using Pairs = std::map<const Node*, const Node*>; ///< after -> before

    static Pairs paired(const Level& before, const Level& after)
    {
        Pairs pairs;
        std::set<const Node*> taken;
        for (const NodePtr& node : after.nodes)
            if (const Node* same = before.findByName(node->name)) {
                pairs[node.get()] = same;
                taken.insert(same);
            }
        for (const NodePtr& node : after.nodes) {
            const Node* same = before.find(node->id);
            if (!pairs.contains(node.get()) && same && same->type == node->type && taken.insert(same).second)
                pairs[node.get()] = same;
        }
        return pairs;
    }

    static std::string title(const Graph& graph, const Node& node)
    {
        if (node.type == kModuleType) {
            const ModuleDefinition* module = graph.module(node.definition);
            return module ? module->title : "module";
        }
        const LayerType* type = findLayer(node.type);
        return type ? type->title : node.type;
    }

    void compare(const LevelPair& pair, std::vector<LevelPair>& open)
    {
        const Level* before = m_before.level(pair.before);
        const Level* after = m_after.level(pair.after);
        if (!before || !after)
            return;
        const Pairs pairs = paired(*before, *after);
        std::set<const Node*> kept;
        for (const NodePtr& node : after->nodes) {
            const auto same = pairs.find(node.get());
            if (same == pairs.end()) {
                m_changes.push_back({NodeChange::Kind::Added, pair.path + node->name, title(m_after, *node), {}});
                continue;
            }
            const Node& old = *same->second;
            kept.insert(&old);
            NodeChange change{NodeChange::Kind::Changed, pair.path + node->name, title(m_after, *node), {}};
            compareNodes(old, *node, change.values);
            compareWires(*before, old, *after, *node, pairs, change.values);
            if (!change.values.empty())
                m_changes.push_back(std::move(change));
            if (node->type == kModuleType && old.type == kModuleType)
                open.push_back({old.definition, node->definition, pair.path + node->name + "."});
        }
        for (const NodePtr& node : before->nodes)
            if (!kept.contains(node.get()))
                m_removed.push_back({NodeChange::Kind::Removed, pair.path + node->name, title(m_before, *node), {}});
    }

    void compareNodes(const Node& before, const Node& after, std::vector<ValueChange>& changes) const
    {
        if (before.name != after.name)
            changes.push_back({"name", before.name, after.name});
        const std::string old = title(m_before, before), now = title(m_after, after);
        if (before.type != after.type || (after.type == kModuleType && old != now))
            changes.push_back({"layer", old, now});
        if (before.type == after.type)
            compareParams(before, after, changes);
        const auto mark = [&](const char* what, bool was, bool is) {
            if (was != is)
                changes.push_back({what, was ? "yes" : "no", is ? "yes" : "no"});
        };
        mark("bypassed", before.bypassed, after.bypassed);
        mark("frozen", before.frozen, after.frozen);
        std::map<std::string, std::pair<std::string, std::string>> ties;
        for (const auto& [parameter, path] : before.tie)
            ties[parameter].first = path;
        for (const auto& [parameter, path] : after.tie)
            ties[parameter].second = path;
        for (const auto& [parameter, paths] : ties)
            if (paths.first != paths.second)
                changes.push_back({"shared " + parameter, paths.first, paths.second});
    }

    void compareParams(const Node& before, const Node& after, std::vector<ValueChange>& changes) const
    {
        const std::vector<Param> declaredBefore = paramsOf(m_before, before), declared = paramsOf(m_after, after);
        const ParamValues old = completed(before.params, declaredBefore), now = completed(after.params, declared);
        std::set<std::string> ids;
        for (const auto* params : {&declared, &declaredBefore})
            for (const Param& param : *params)
                // An instance that has no value of its own follows its module, where the change is told.
                if (ids.insert(param.id).second && (after.type != kModuleType || before.params.has(param.id) || after.params.has(param.id)))
                    compareValue(param.title, old.find(param.id), now.find(param.id), changes);
        for (const ParamValues* values : {&old, &now}) // of a newer program
            for (const auto& [id, value] : values->all())
                if (ids.insert(id).second)
                    compareValue(id, old.find(id), now.find(id), changes);
    }

    static void compareValue(const std::string& what, const ParamValue* before, const ParamValue* after, std::vector<ValueChange>& changes)
    {
        const std::string old = before ? formatParam(*before) : "", now = after ? formatParam(*after) : "";
        if (old != now)
            changes.push_back({what, old, now});
    }

    static void compareWires(const Level& oldLevel, const Node& before, const Level& newLevel, const Node& after, const Pairs& pairs,
                             std::vector<ValueChange>& changes)
    {
        struct Ends {
            std::string before, after;
            const Node *from = nullptr, *to = nullptr; ///< both as nodes of the old level
            std::string fromPort, toPort;
        };
        std::map<std::string, Ends> ports;
        const auto source = [](const Level& level, const Wire& wire) {
            const Node* node = level.find(wire.from.node);
            return (node ? node->name : "?") + (wire.from.port == "out" ? "" : "." + wire.from.port);
        };
        for (const Wire& wire : oldLevel.wires)
            if (wire.to.node == before.id) {
                Ends& ends = ports[wire.to.port];
                ends.before = source(oldLevel, wire);
                ends.from = oldLevel.find(wire.from.node);
                ends.fromPort = wire.from.port;
            }
        for (const Wire& wire : newLevel.wires)
            if (wire.to.node == after.id) {
                Ends& ends = ports[wire.to.port];
                ends.after = source(newLevel, wire);
                const auto same = pairs.find(newLevel.find(wire.from.node));
                ends.to = same == pairs.end() ? nullptr : same->second;
                ends.toPort = wire.from.port;
            }
        for (const auto& [port, ends] : ports)
            if (ends.before.empty() || ends.after.empty() || ends.from != ends.to || ends.fromPort != ends.toPort)
                changes.push_back({port == "in" ? "input" : "input " + port, ends.before, ends.after});
    }

    const Graph &m_before, &m_after;
    std::vector<NodeChange> m_changes, m_removed;
};

} // namespace

std::vector<NodeChange> graphDiff(const Graph& before, const Graph& after)
{
    return Comparison(before, after).run();
}

std::string diffText(const std::vector<NodeChange>& changes)
{
    std::string text;
    for (const NodeChange& change : changes) {
        const char* sign = change.kind == NodeChange::Kind::Added ? "+ " : change.kind == NodeChange::Kind::Removed ? "- " : "~ ";
        text += sign + change.node + " (" + change.layer + ")";
        for (std::size_t i = 0; i < change.values.size(); ++i) {
            const ValueChange& value = change.values[i];
            const auto shown = [](const std::string& words) { return words.empty() ? std::string("nothing") : words; };
            text += (i == 0 ? ": " : ", ") + value.what + " " + shown(value.before) + " -> " + shown(value.after);
        }
        text += "\n";
    }
    return text;
}

} // namespace nodegrad
