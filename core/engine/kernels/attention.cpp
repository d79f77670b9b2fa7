#include <cmath>
#include <limits>
#include <optional>

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

/// What is added to the scores: the mask (N, S), the bias (T, S, h) and, where one of them is there, what hides later steps. Hidden
/// keys get a finite number, so that a query that sees no key gives no NaN (their values are 0 as well, so that it gives 0).
static at::Tensor addedTo(const at::Tensor& q, const at::Tensor& k, const at::Tensor& mask, const at::Tensor& bias, bool causal)
{
    at::Tensor added;
    const auto add = [&](const at::Tensor& term) { added = added.defined() ? added + term : term; };
    if (mask.defined())
        add(mask.detach().le(0.5).to(q.scalar_type()).mul(-1e9).unsqueeze(1).unsqueeze(1));
    if (bias.defined())
        add(bias.permute({2, 0, 1}).unsqueeze(0));
    if (causal)
        add(at::full({q.size(2), k.size(2)}, -std::numeric_limits<double>::infinity(), q.options().requires_grad(false)).triu(1));
    return added;
}

/// softmax(q k^T / sqrt(d) + mask + bias) v; several query heads may share a key and value head.
static Tensors attention(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const at::Tensor &q = in[0], &mask = in[3], &bias = in[4];
    const std::int64_t groups = q.size(1) / in[1].size(1);
    const at::Tensor k = groups == 1 ? in[1] : at::repeat_interleave(in[1], groups, 1);
    at::Tensor v = groups == 1 ? in[2] : at::repeat_interleave(in[2], groups, 1);
    if (mask.defined())
        v = v * mask.detach().gt(0.5).to(v.scalar_type()).unsqueeze(1).unsqueeze(3);
    const bool causal = call.attributes.flag("causal"), isMasked = mask.defined() || bias.defined();
    const double p = context.training ? call.attributes.real("dropout") : 0.0;
    if (p == 0) {
        const auto added = isMasked ? std::optional(addedTo(q, k, mask, bias, causal)) : std::nullopt;
        return {at::scaled_dot_product_attention(q, k, v, added, /*dropout_p=*/0.0, causal && !isMasked)};
    }
    // With dropout the weights are needed one by one: its mask comes from the op's own stream.
    at::Tensor scores = at::matmul(q, k.transpose(2, 3)) / std::sqrt(static_cast<double>(q.size(3)));
    if (isMasked || causal)
        scores = scores + addedTo(q, k, mask, bias, causal);
    at::Tensor kept = at::empty(scores.sizes(), scores.options().requires_grad(false));
    kept.bernoulli_(1 - p, context.generator(call, q.device())).div_(1 - p);
    return {at::matmul(at::softmax(scores, -1) * kept, v)};
}

std::vector<Kernel> attentionKernels()
{
    return {{"split_heads", splitHeads}, {"merge_heads", mergeHeads}, {"attention", attention}};
}

} // namespace nodegrad
