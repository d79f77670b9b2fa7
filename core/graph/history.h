#pragma once
// Undo as a list of old values.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace nodegrad {

/// Values with the names of the steps between them. A step that changes nothing is not recorded and keeps the redo list.
template <class Value> class History {
public:
    explicit History(Value first, std::size_t limit = 500) : m_limit(limit) { m_steps.push_back({std::move(first), {}, {}, 0}); }

    const Value& current() const { return m_steps[m_index].value; }
    /// Records a new value reached by `name` ("Move 3 layers"). With the same non-empty `mergeKey` as the last step, that step is
    /// replaced (one gesture, one step).
    void push(Value value, std::string name, std::string mergeKey = {})
    {
        if (value == current())
            return;
        m_steps.resize(m_index + 1);
        if (!mergeKey.empty() && m_index > 0 && m_steps[m_index].mergeKey == mergeKey) {
            m_steps[m_index].value = std::move(value);
            return;
        }
        m_steps.push_back({std::move(value), std::move(name), std::move(mergeKey), ++m_made});
        if (m_steps.size() > m_limit)
            m_steps.erase(m_steps.begin());
        m_index = m_steps.size() - 1;
    }
    /// All values, as something outside of them became different: no step of its own.
    template <class Change> void changeAll(const Change& change)
    {
        for (Step& step : m_steps)
            step.value = change(step.value);
    }
    /// Ends a gesture: the next push with the same key is a step of its own.
    void closeStep() { m_steps[m_index].mergeKey.clear(); }
    bool canUndo() const { return m_index > 0; }
    bool canRedo() const { return m_index + 1 < m_steps.size(); }
    std::string undoName() const { return canUndo() ? m_steps[m_index].name : std::string(); }
    std::string redoName() const { return canRedo() ? m_steps[m_index + 1].name : std::string(); }
    /// All values that are kept, the first one included, and which of them is the current one.
    std::size_t size() const { return m_steps.size(); }
    std::size_t index() const { return m_index; }
    /// Of the step that led to value `index`; "" of the first.
    const std::string& name(std::size_t index) const { return m_steps.at(index).name; }
    /// Of the current value: no other one has it, nor did one that is gone.
    std::uint64_t serial() const { return m_steps[m_index].serial; }
    void goTo(std::size_t index) { m_index = std::min(index, m_steps.size() - 1); }
    void undo() { m_index -= canUndo() ? 1 : 0; }
    void redo() { m_index += canRedo() ? 1 : 0; }

private:
    struct Step {
        Value value;
        std::string name, mergeKey;
        std::uint64_t serial;
    };
    std::vector<Step> m_steps;
    std::size_t m_index = 0, m_limit;
    std::uint64_t m_made = 0;
};

} // namespace nodegrad
