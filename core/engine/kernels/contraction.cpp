#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors einsum(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::einsum(call.attributes.text("equation"), in)};
}

static Tensors bilinear(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::bilinear(in[0], in[1], in[2], in[3])};
}

static Tensors cosineSimilarity(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t dim = call.attributes.integer("dim");
    const at::Tensor cosine = at::cosine_similarity(in[0], in[1], dim, call.attributes.real("eps"));
    return {call.attributes.flag("keepdim") ? cosine.unsqueeze(dim) : cosine};
}

std::vector<Kernel> contractionKernels()
{
    return {{"einsum", einsum}, {"bilinear", bilinear}, {"cosine_similarity", cosineSimilarity}};
}

} // namespace nodegrad
