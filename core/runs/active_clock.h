#pragma once
// How long a run has trained, without the time it was paused.

#include <chrono>
#include <functional>
#include <mutex>

namespace nodegrad {

/// Any thread. Runs from the beginning.
class ActiveClock {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit ActiveClock(std::function<Time()> now = std::chrono::steady_clock::now);
    void pause();                  ///< a second call changes nothing
    void resume();
    double seconds() const;        ///< since it was made

private:
    std::function<Time()> m_now;
    mutable std::mutex m_mutex;
    Time m_since;                  ///< when it was made or resumed last
    double m_before = 0;           ///< seconds until then
    bool m_paused = false;
};

} // namespace nodegrad
