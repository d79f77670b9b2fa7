#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors embedding(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::embedding(in[1], in[0], call.attributes.integer("padding_index"))};
}

std::vector<Kernel> embeddingKernels()
{
    return {{"embedding", embedding}};
}

} // namespace nodegrad
