#pragma once
// What lowering learned of each node, by its path without indices of repeats, and of which nodes that is news.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/lowering/lower.h"

namespace nodegrad {

/// Immutable; made on a worker. What it gives lives as long as the result that it was made of.
class FactsIndex {
public:
    /// Of a design of which nothing is known. `number`: no other index of the session has it.
    explicit FactsIndex(std::uint64_t number = 0) : m_number(number) {}
    /// `before`: what was known until now, of a result that still lives.
    FactsIndex(std::uint64_t number, const Lowered& lowered, const FactsIndex& before);

    std::uint64_t number() const { return m_number; }
    /// Of "block.conv1"; of a repeated module, what its first copy learned. Null: nothing.
    const NodeFacts* factsAt(const std::string& path) const;
    /// Problems of the node, and of a module those inside it. Errors first.
    const std::vector<const Diagnostic*>& problemsAt(const std::string& path) const;
    /// Paths of the nodes of which something else is known than by the index `number`; null: that is not kept.
    const std::set<std::string>* changedSince(std::uint64_t number) const { return m_before == number && m_number != number ? &m_changed : nullptr; }

private:
    void indexProblems();
    void compare(const FactsIndex& before);
    std::uint64_t m_number = 0, m_before = 0;
    const Lowered* m_lowered = nullptr;
    std::unordered_map<std::string, const NodeFacts*> m_first; ///< of layers in repeats, whose own paths have indices
    std::unordered_map<std::string, std::vector<const Diagnostic*>> m_problems;
    std::set<std::string> m_changed;
};

} // namespace nodegrad
