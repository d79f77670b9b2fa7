#pragma once
// The search for a batch size, bound by this machine.

#include "core/training/batch_finder.h"

namespace nodegrad {

/// A search for the plan that leaves a fifth of the memory that is free now to what does not show in tensors (scratch of libraries, other
/// programs), with the forecast of the plan's program.
BatchSearch boundedSearch(const TrainingPlan& plan);

} // namespace nodegrad
