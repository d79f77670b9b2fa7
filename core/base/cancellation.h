#pragma once
// Progress and cancel for anything that may take over 50 ms.

#include <atomic>
#include <functional>
#include <string>

#include "core/base/error.h"

namespace nodegrad {

/// Handed to a long task by whoever started it. `cancel()` may be called from any thread; the task asks `isCancelled()`
/// at least every 50 ms and then returns fail("cancelled").
class Task {
public:
    using Progress = std::function<void(double share, const std::string& what)>;

    Task() = default;
    /// `progress` is called on the task's own thread; share is 0..1, or negative when the end is unknown.
    explicit Task(Progress progress) : m_progress(std::move(progress)) {}

    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }
    void report(double share, const std::string& what = {}) const
    {
        if (m_progress)
            m_progress(share, what);
    }
    /// Reports, and says "cancelled" when it was.
    Status step(double share, const std::string& what = {}) const
    {
        report(share, what);
        if (isCancelled())
            return fail("cancelled");
        return {};
    }

private:
    std::atomic<bool> m_cancelled{false};
    Progress m_progress;
};

} // namespace nodegrad
