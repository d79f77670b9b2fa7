#include "core/lowering/lower.h"

#include <algorithm>

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

struct Lowerer::Cache {
    BuildCache builds;
    std::size_t built = 0;
};

Lowerer::Lowerer() : m_cache(std::make_unique<Cache>()) {}
Lowerer::~Lowerer() = default;

Lowered Lowerer::lower(const Graph& graph, const Bindings& bindings)
{
    const Graph resolved = withInstanceValues(graph);
    Walk walk(resolved, bindings, m_cache->builds);
    Lowered lowered = walk.run();
    m_cache->builds = walk.takeCache();
    m_cache->built = walk.builtCount();
    return lowered;
}

std::size_t Lowerer::builtCount() const
{
    return m_cache->built;
}

Lowered lower(const Graph& graph, const Bindings& bindings)
{
    return Lowerer().lower(graph, bindings);
}

Lowered Walk::run()
{
    const auto count = [&](const char* type) { return std::ranges::count_if(m_graph.root().nodes, [type](const NodePtr& node) { return node->type == type; }); };
    Place root;
    lowerLevel(root);
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
    for (Diagnostic& problem : m_assembler.shareParameters(m_ties))
        m_lowered.diagnostics.push_back(std::move(problem));
    m_lowered.program = std::move(m_assembler.program);
    return std::move(m_lowered);
}

void Walk::report(const Place& place, const Node& node, Diagnostic diagnostic)
{
    diagnostic.node = place.plainPath + node.name;
    diagnostic.error.arguments.try_emplace("node", diagnostic.node);
    // What the first copy of a repeated module says holds for all.
    if (!m_said.emplace(diagnostic.node, diagnostic.error.code).second && place.isCopy)
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
