#pragma once
// A model in double precision, where rounding hides no fault.

#include <ATen/ATen.h>

#include "core/engine/torch_model.h"

namespace nodegrad {

inline void toDouble(TorchModel& model)
{
    for (at::Tensor& tensor : model.parameters())
        tensor.set_data(tensor.to(at::kDouble));
    for (at::Tensor& tensor : model.buffers())
        if (tensor.is_floating_point())
            tensor.set_data(tensor.to(at::kDouble));
}

} // namespace nodegrad
