#pragma once
// LibTorch's autocast as a guard.

#include <optional>

#include <c10/core/DeviceType.h>
#include <c10/core/ScalarType.h>

namespace nodegrad {

/// While it lives, LibTorch computes what loses little by it in `type` and leaves the rest in float32, by the lists of its autocast.
/// Does nothing without a type. Belongs to the thread.
class Autocast {
public:
    Autocast(std::optional<c10::ScalarType> type, c10::DeviceType device);
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;
    /// The type that this thread computes in now; none while it is off.
    static std::optional<c10::ScalarType> current(c10::DeviceType device);

private:
    bool m_isOn, m_wasOn = false;
    c10::DeviceType m_device;
    c10::ScalarType m_before = c10::ScalarType::Float;
};

} // namespace nodegrad
