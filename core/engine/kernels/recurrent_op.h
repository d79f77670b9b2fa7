#pragma once
// The compiled form of an LSTM, a GRU and a plain recurrence on the CPU.

#include "core/engine/kernels/static_op.h"

namespace nodegrad {

/// Null for what stays with autograd: other devices, a projection, a LibTorch without BLAS that can be called.
std::unique_ptr<StaticOp> compileRecurrence(const OpCall& call, const Slots& in, const Slots& out);

} // namespace nodegrad
