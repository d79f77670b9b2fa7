#pragma once
// HostTensor <-> at::Tensor.

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"

namespace nodegrad {

at::ScalarType torchType(DType type);

/// A copy on `device` that owns its memory.
at::Tensor toTensor(const HostTensor& host, const at::Device& device = at::kCPU);
/// The same bytes without a copy, for reading only; the tensor keeps them alive. CPU.
at::Tensor sharedTensor(const HostTensor& host);
/// A copy in host memory, contiguous. Types that HostTensor lacks (half, bfloat16) become float32.
HostTensor toHost(const at::Tensor& tensor);
/// True when no element is NaN or infinite; whole numbers always are. Waits for the device.
bool isFinite(const at::Tensor& tensor);

} // namespace nodegrad
