#pragma once
// Is a device there? Asked before work starts that could not end.

#include <string>

#include "core/base/error.h"

namespace nodegrad {

/// Ok for "cpu" and for what devices() lists; else device.unavailable with those that there are.
Status needDevice(const std::string& id);

} // namespace nodegrad
