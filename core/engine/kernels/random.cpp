#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// y = x m / (1 - p), m = 1 with probability 1 - p.
static Tensors dropout(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const double p = call.attributes.real("p");
    if (!context.training || p == 0)
        return {in[0]};
    // Contiguous whatever the layout of x, so that the mask depends on the sizes alone.
    at::Tensor mask = at::empty(in[0].sizes(), in[0].options().requires_grad(false).memory_format(at::MemoryFormat::Contiguous));
    mask.bernoulli_(1 - p, context.generator(call, in[0].device())).div_(1 - p);
    return {in[0] * mask};
}

std::vector<Kernel> randomKernels()
{
    return {{"dropout", dropout}};
}

} // namespace nodegrad
