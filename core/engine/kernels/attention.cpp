#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// (N, T, E) -> (N, heads, T, E / heads).
static Tensors splitHeads(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor& x = in[0];
    const std::int64_t heads = call.attributes.integer("heads");
    return {x.reshape({x.size(0), x.size(1), heads, x.size(2) / heads}).transpose(1, 2)};
}

/// (N, heads, T, d) -> (N, T, heads d).
static Tensors mergeHeads(const KernelContext&, const OpCall&, const Tensors& in)
{
    const at::Tensor& x = in[0];
    return {x.transpose(1, 2).reshape({x.size(0), x.size(2), x.size(1) * x.size(3)})};
}

static Tensors attention(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::scaled_dot_product_attention(in[0], in[1], in[2], {}, /*dropout_p=*/0.0, call.attributes.flag("causal"))};
}

std::vector<Kernel> attentionKernels()
{
    return {{"split_heads", splitHeads}, {"merge_heads", mergeHeads}, {"attention", attention}};
}

} // namespace nodegrad
