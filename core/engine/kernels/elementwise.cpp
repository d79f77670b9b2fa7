#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors add(const KernelContext&, const OpCall&, const Tensors& in)
{
    at::Tensor sum = in[0];
    for (std::size_t i = 1; i < in.size(); ++i)
        sum = at::add(sum, in[i]);
    return {sum};
}

static Tensors multiply(const KernelContext&, const OpCall&, const Tensors& in)
{
    at::Tensor product = in[0];
    for (std::size_t i = 1; i < in.size(); ++i)
        product = at::mul(product, in[i]);
    return {product};
}

static Tensors mean(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::mean(in[0], call.attributes.list("dims"), call.attributes.flag("keepdim"))};
}

std::vector<Kernel> elementwiseKernels()
{
    return {{"add", add}, {"multiply", multiply}, {"mean", mean}};
}

} // namespace nodegrad
