#include "core/runs/active_clock.h"

namespace nodegrad {

ActiveClock::ActiveClock(std::function<Time()> now) : m_now(std::move(now)), m_since(m_now()) {}

void ActiveClock::pause()
{
    const std::lock_guard lock(m_mutex);
    if (!m_paused)
        m_before += std::chrono::duration<double>(m_now() - m_since).count();
    m_paused = true;
}

void ActiveClock::resume()
{
    const std::lock_guard lock(m_mutex);
    if (m_paused)
        m_since = m_now();
    m_paused = false;
}

double ActiveClock::seconds() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused ? m_before : m_before + std::chrono::duration<double>(m_now() - m_since).count();
}

} // namespace nodegrad
