#include "ui/session/facts_index.h"

#include <algorithm>

#include "core/ops/node_paths.h"

namespace nodegrad {

namespace {

bool isSame(const NodeFacts& a, const NodeFacts& b)
{
    return a.parameters == b.parameters && a.inputs == b.inputs && a.outputs == b.outputs && a.macs == b.macs && a.activationElements == b.activationElements;
}

bool isSame(const Diagnostic* a, const Diagnostic* b)
{
    return a->severity == b->severity && a->node == b->node && a->port == b->port && a->error == b->error;
}

bool isSame(const std::vector<const Diagnostic*>& a, const std::vector<const Diagnostic*>& b)
{
    return std::ranges::equal(a, b, [](const Diagnostic* x, const Diagnostic* y) { return isSame(x, y); });
}

} // namespace

FactsIndex::FactsIndex(std::uint64_t number, const Lowered& lowered, const FactsIndex& before) : m_number(number), m_before(before.m_number), m_lowered(&lowered)
{
    for (const auto& [path, facts] : lowered.facts)
        if (path.find('.') != std::string::npos)
            if (std::string plain = plainPath(path); plain != path)
                m_first.try_emplace(std::move(plain), &facts);
    indexProblems();
    compare(before);
}

void FactsIndex::indexProblems()
{
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Advice})
        for (const Diagnostic& diagnostic : m_lowered->diagnostics) {
            if (diagnostic.severity != severity || diagnostic.node.empty())
                continue;
            // A problem is also one of every module around it.
            for (std::string path = plainPath(diagnostic.node);;) {
                auto& list = m_problems[path];
                const auto same = [&](const Diagnostic* other) { return other->error == diagnostic.error; };
                if (std::none_of(list.begin(), list.end(), same))
                    list.push_back(&diagnostic);
                const auto dot = path.rfind('.');
                if (dot == std::string::npos)
                    break;
                path.resize(dot);
            }
        }
}

/// Both lists of facts are in order of their paths.
void FactsIndex::compare(const FactsIndex& before)
{
    static const std::map<std::string, NodeFacts> none;
    const auto& now = m_lowered->facts;
    const auto& then = before.m_lowered ? before.m_lowered->facts : none;
    auto a = now.begin();
    auto b = then.begin();
    while (a != now.end() || b != then.end()) {
        const int order = a == now.end() ? 1 : b == then.end() ? -1 : a->first.compare(b->first);
        if (order != 0 || !isSame(a->second, b->second))
            m_changed.insert(plainPath(order <= 0 ? a->first : b->first));
        if (order <= 0)
            ++a;
        if (order >= 0)
            ++b;
    }
    for (const auto& [path, problems] : m_problems)
        if (!isSame(problems, before.problemsAt(path)))
            m_changed.insert(path);
    for (const auto& [path, problems] : before.m_problems)
        if (!m_problems.contains(path))
            m_changed.insert(path);
}

const NodeFacts* FactsIndex::factsAt(const std::string& path) const
{
    if (!m_lowered)
        return nullptr;
    if (const auto first = m_first.find(path); first != m_first.end())
        return first->second;
    const auto found = m_lowered->facts.find(path);
    return found == m_lowered->facts.end() ? nullptr : &found->second;
}

const std::vector<const Diagnostic*>& FactsIndex::problemsAt(const std::string& path) const
{
    static const std::vector<const Diagnostic*> none;
    const auto found = m_problems.find(path);
    return found == m_problems.end() ? none : found->second;
}

} // namespace nodegrad
