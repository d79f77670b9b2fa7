#include "core/lowering/lower.h"

#include <algorithm>
#include <array>

#include "core/graph/exposed.h"
#include "core/lowering/walk.h"

namespace nodegrad {

bool Lowered::ok() const
{
    return errorCount() == 0;
}

std::size_t Lowered::errorCount() const
{
    return static_cast<std::size_t>(std::ranges::count(diagnostics, Severity::Error, &Diagnostic::severity));
}

/// Two walks in turn, so that one can follow an edit while somebody still looks at the result of the other.
struct Lowerer::Cache {
    BuildCache builds;
    std::array<std::unique_ptr<Walk>, 2> walks;
    std::size_t last = 0, built = 0;
};

Lowerer::Lowerer() : m_cache(std::make_unique<Cache>()) {}
Lowerer::~Lowerer() = default;

std::shared_ptr<const Lowered> Lowerer::lower(const Graph& graph, const Bindings& bindings)
{
    const Graph resolved = withInstanceValues(graph);
    Cache& cache = *m_cache;
    for (const std::size_t i : {cache.last, 1 - cache.last}) {
        std::unique_ptr<Walk>& walk = cache.walks[i];
        if (!walk || !walk->isFree() || !(walk->bindings() == bindings))
            continue;
        if (walk->follow(resolved, cache.builds)) {
            cache.last = i;
            cache.built = walk->builtCount();
            return walk->result();
        }
        walk.reset();
    }
    cache.last = cache.walks[cache.last] ? 1 - cache.last : cache.last;
    auto walk = std::make_unique<Walk>(resolved, bindings);
    walk->run(cache.builds);
    cache.built = walk->builtCount();
    return (cache.walks[cache.last] = std::move(walk))->result();
}

std::size_t Lowerer::builtCount() const
{
    return m_cache->built;
}

/// Ports of a module stand in the order of their nodes and have their titles.
bool isSameNode(const NodePtr& a, const NodePtr& b)
{
    if (a == b)
        return true;
    const bool isPort = a->type == kModuleInputType || a->type == kModuleOutputType;
    return a->id == b->id && a->name == b->name && a->type == b->type && a->params == b->params && a->bypassed == b->bypassed && a->frozen == b->frozen &&
           a->tie == b->tie && a->definition == b->definition && (!isPort || (a->position == b->position && a->title == b->title));
}

static bool isSameLevel(const LevelPtr& a, const LevelPtr& b)
{
    return a == b || (a && b && std::ranges::equal(a->nodes, b->nodes, isSameNode) && a->wires == b->wires);
}

bool haveSameModules(const Graph& a, const Graph& b)
{
    return std::ranges::equal(a.modules(), b.modules(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.exposed == y.second.exposed && isSameLevel(x.second.level, y.second.level);
    });
}

bool isSameComputation(const Graph& a, const Graph& b)
{
    return isSameLevel(a.rootPtr(), b.rootPtr()) && haveSameModules(a, b);
}

Lowered lower(const Graph& graph, const Bindings& bindings)
{
    BuildCache builds;
    Walk walk(withInstanceValues(graph), bindings);
    walk.run(builds);
    return walk.take();
}

void Walk::run(BuildCache& builds)
{
    BuildCache used;
    m_old = &builds;
    m_cache = &used;
    lowerLevel(m_root);
    const std::vector<NodePtr>& order = m_indices.at("").order;
    for (std::size_t i = 0; i < order.size(); ++i)
        m_positions[order[i]->id.value] = i;
    finish();
    builds = std::move(used);
}

void Walk::finish()
{
    const auto count = [&](const char* type) { return std::ranges::count_if(m_graph.root().nodes, [type](const NodePtr& node) { return node->type == type; }); };
    for (const auto& [type, code] : {std::pair{kInputType, "graph.no_input"}, std::pair{kOutputType, "graph.no_output"}})
        if (count(type) == 0)
            m_lowered.diagnostics.push_back({Severity::Error, "", "", makeError(code), {}});
    // Ops are asked who made what before parameters are merged, which changes no op's place.
    for (const auto& [node, logits] : m_outputs)
        if (const LossType* loss = findLoss(completed(node->params, findLayer(kOutputType)->params).text("loss")))
            adviseOutput(*node, *loss, logits);
    adviseDense();
    adviseBias();
    adviseLargeDense();
    adviseNormalization();
    adviseMasks();
    for (Diagnostic& problem : m_assembler.shareParameters(m_ties))
        m_lowered.diagnostics.push_back(std::move(problem));
    m_lowered.program = std::move(m_assembler.program);
    m_old = m_cache = nullptr;
}

bool Walk::say(const std::string& plainPath, const std::string& code)
{
    const bool isNew = m_said.emplace(plainPath, code).second;
    if (isNew)
        m_saidInOrder.emplace_back(plainPath, code);
    return isNew;
}

void Walk::report(const Place& place, const Node& node, Diagnostic diagnostic)
{
    diagnostic.node = place.plainPath + node.name;
    diagnostic.error.arguments.try_emplace("node", diagnostic.node);
    // What the first copy of a repeated module says holds for all.
    if (!say(diagnostic.node, diagnostic.error.code) && place.isCopy)
        return;
    m_lowered.diagnostics.push_back(std::move(diagnostic));
}

void Walk::report(const Place& place, const Node& node, Severity severity, Error error, std::vector<Fix> fixes, const std::string& port)
{
    report(place, node, {severity, "", port, std::move(error), std::move(fixes)});
}

void Walk::record(const Place& place, const Node& node, NodeFacts facts)
{
    const std::string path = place.path + node.name, plainPath = place.plainPath + node.name;
    if (path != plainPath) {
        const auto [sum, isFirst] = m_lowered.facts.try_emplace(plainPath, facts);
        if (!isFirst) {
            sum->second.parameters += facts.parameters;
            sum->second.macs = sum->second.macs + facts.macs;
            sum->second.activationElements = sum->second.activationElements + facts.activationElements;
        }
    }
    m_lowered.facts.insert_or_assign(path, std::move(facts));
}

} // namespace nodegrad
