#include "core/engine/autocast.h"

#include <ATen/autocast_mode.h>

namespace nodegrad {

Autocast::Autocast(std::optional<c10::ScalarType> type, c10::DeviceType device) : m_isOn(type.has_value()), m_device(device)
{
    if (!m_isOn)
        return;
    m_wasOn = at::autocast::is_autocast_enabled(m_device);
    m_before = at::autocast::get_autocast_dtype(m_device);
    at::autocast::set_autocast_dtype(m_device, *type);
    at::autocast::set_autocast_enabled(m_device, true);
    at::autocast::increment_nesting();
}

Autocast::~Autocast()
{
    if (!m_isOn)
        return;
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
    at::autocast::set_autocast_enabled(m_device, m_wasOn);
    at::autocast::set_autocast_dtype(m_device, m_before);
}

std::optional<c10::ScalarType> Autocast::current(c10::DeviceType device)
{
    return at::autocast::is_autocast_enabled(device) ? std::optional(at::autocast::get_autocast_dtype(device)) : std::nullopt;
}

} // namespace nodegrad
