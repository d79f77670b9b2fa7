#pragma once
// The accelerator for tests that need one.

#include <optional>

#include <ATen/DeviceAccelerator.h>

#include "tests/support/catch.h"

namespace nodegrad {

/// Nothing where there is none: the test says so and has nothing to do.
inline std::optional<c10::Device> acceleratorOr()
{
    const auto kind = at::accelerator::getAccelerator();
    if (kind && at::accelerator::deviceCount() > 0)
        return c10::Device(*kind, 0);
    WARN("No accelerator here: nothing was tried.");
    SUCCEED();
    return std::nullopt;
}

} // namespace nodegrad
