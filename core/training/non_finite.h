#pragma once
// Who gave the first NaN.

#include "core/engine/torch_model.h"

namespace nodegrad {

/// Runs the same batch again and looks at every op, in order. `epoch` and `step` count from 1 and go into the error:
/// training.non_finite_data (a feed), training.non_finite_weight (an op reads a parameter that is not finite) or
/// training.non_finite_loss (an op gives it from finite inputs). Throws c10::Error.
Error firstNonFinite(TorchModel& model, const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context,
                     std::int64_t epoch, std::int64_t step);
/// Ok when all parameters and buffers are finite, else training.non_finite_weight. Throws c10::Error.
Status checkWeights(const TorchModel& model, std::int64_t epoch, std::int64_t step);

} // namespace nodegrad
