#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors linear(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::linear(in[0], in[1], in[2])};
}

static Tensors matmul(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::matmul(in[0], in[1])};
}

std::vector<Kernel> linearKernels()
{
    return {{"linear", linear}, {"matmul", matmul}};
}

} // namespace nodegrad
