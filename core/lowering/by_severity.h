#pragma once
// Problems in the order in which they are worked off.

#include <vector>

#include "core/ops/fix.h"

namespace nodegrad {

/// Errors first, then warnings, then advice; else as they are. They point into `diagnostics`.
std::vector<const Diagnostic*> bySeverity(const std::vector<Diagnostic>& diagnostics);

} // namespace nodegrad
