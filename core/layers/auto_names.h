#pragma once
// The names that graph_text gives to layers without one, and reads as if they had been written.

#include <set>
#include <string>
#include <unordered_map>

namespace nodegrad {

/// Gives names of one level in order: "conv1", "conv2"; the first Input is "input", an instance of `block` is "block", "block2".
class AutoNames {
public:
    explicit AutoNames(std::set<std::string> taken) : m_taken(std::move(taken)) {}
    /// `module`: the word of the definition in the text, or "".
    std::string next(const std::string& type, const std::string& module);

private:
    std::set<std::string> m_taken;
    std::unordered_map<std::string, int> m_counts;
};

} // namespace nodegrad
