#pragma once
// Devices by name. `devices()` itself is declared in model.h.

#include <c10/core/Device.h>

#include "core/base/error.h"

namespace nodegrad {

/// "cpu", "cuda:0", "cuda" (the first). Errors: device.unavailable.
Result<c10::Device> deviceFor(const std::string& id);

} // namespace nodegrad
