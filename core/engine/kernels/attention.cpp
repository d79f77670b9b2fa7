#include <cmath>
#include <limits>
#include <optional>

#include <ATen/ATen.h>

#include "core/engine/kernels/kept_mask.h"
#include "core/engine/kernels/static_op.h"

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

/// Zeros, and 1 / (1 - p) for the weights that stay, from the op's own stream.
static at::Tensor keptWeights(const KernelContext& context, const OpCall& call, const at::Tensor& scores)
{
    const double p = call.attributes.real("dropout");
    return keptMask(context, call, scores, scores.sizes(), p, 1 / (1 - p));
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
    return {at::matmul(at::softmax(scores, -1) * keptWeights(context, call, scores), v)};
}

namespace {

class SplitHeadsOp final : public StaticOp {
public:
    SplitHeadsOp(const OpCall& call, const Slots& in, const Slots& out) : StaticOp(in, out), m_call(call) {}
    void forward(const KernelContext& context) override { result().tensor = splitHeads(context, m_call, {x()})[0]; }
    void backward() override
    {
        if (wants())
            input().gradient.put(gradient().transpose(1, 2).reshape(x().sizes()));
    }
    bool needsOutput() const override { return true; }

private:
    const OpCall& m_call;
};

class MergeHeadsOp final : public StaticOp {
public:
    MergeHeadsOp(const OpCall& call, const Slots& in, const Slots& out) : StaticOp(in, out), m_call(call) {}
    void forward(const KernelContext& context) override { result().tensor = mergeHeads(context, m_call, {x()})[0]; }
    void backward() override
    {
        if (wants())
            input().gradient.put(gradient().reshape({x().size(0), x().size(2), x().size(1), x().size(3)}).transpose(1, 2));
    }
    bool needsOutput() const override { return true; }

private:
    const OpCall& m_call;
};

/// Unmasked, all heads alike, on the CPU: LibTorch's blockwise form, which keeps no scores.
class BlockwiseAttentionOp final : public StaticOp {
public:
    BlockwiseAttentionOp(bool causal, const Slots& in, const Slots& out) : StaticOp(in, out), m_causal(causal) {}
    void forward(const KernelContext&) override
    {
        m_q = dense(x(0)), m_k = dense(x(1)), m_v = dense(x(2));
        std::tie(result().tensor, m_logSums) = at::_scaled_dot_product_flash_attention_for_cpu(m_q, m_k, m_v, 0.0, m_causal);
    }
    void backward() override
    {
        takeAll(at::_scaled_dot_product_flash_attention_for_cpu_backward(gradient(), m_q, m_k, m_v, result().tensor, m_logSums, 0.0, m_causal));
        m_q.reset(), m_k.reset(), m_v.reset();
    }
    bool needsOutput() const override { return true; }

private:
    /// It walks along the last dimension.
    static at::Tensor dense(const at::Tensor& x) { return x.stride(3) == 1 ? x : x.contiguous(); }
    bool m_causal;
    at::Tensor m_q, m_k, m_v, m_logSums;
};

/// With dropout on the weights: softmax(q k^T / sqrt(d)) m v, step by step.
class DroppedAttentionOp final : public StaticOp {
public:
    DroppedAttentionOp(const OpCall& call, const Slots& in, const Slots& out) : StaticOp(in, out), m_call(call) {}
    void forward(const KernelContext& context) override
    {
        m_scale = 1 / std::sqrt(static_cast<double>(x().size(3)));
        at::Tensor scores = at::matmul(x(0), x(1).transpose(2, 3)).mul_(m_scale);
        if (m_call.attributes.flag("causal"))
            scores.add_(addedTo(x(0), x(1), {}, {}, true));
        m_weights = at::softmax(scores, -1);
        m_mask = keptWeights(context, m_call, scores);
        m_kept = m_weights * m_mask;
        result().tensor = at::matmul(m_kept, x(2));
    }
    void backward() override
    {
        if (wants(2))
            input(2).gradient.take(at::matmul(m_kept.transpose(2, 3), gradient()));
        m_kept.reset();
        if (wants(0) || wants(1)) {
            const at::Tensor dWeights = at::matmul(gradient(), x(2).transpose(2, 3)).mul_(m_mask);
            const at::Tensor dScores = at::_softmax_backward_data(dWeights, m_weights, -1, m_weights.scalar_type()).mul_(m_scale);
            if (wants(0))
                input().gradient.take(at::matmul(dScores, x(1)));
            if (wants(1))
                input(1).gradient.take(at::matmul(dScores.transpose(2, 3), x(0)));
        }
        m_weights.reset(), m_mask.reset();
    }

private:
    const OpCall& m_call;
    double m_scale = 1;
    at::Tensor m_weights, m_mask, m_kept;
};

template <class Op> std::unique_ptr<StaticOp> compileWith(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<Op>(call, in, out);
}

std::unique_ptr<StaticOp> compileAttention(const OpCall& call, const Slots& in, const Slots& out)
{
    const Shape &q = in[0]->spec->shape, &k = in[1]->spec->shape, &v = in[2]->spec->shape;
    const bool isMasked = (in.size() > 3 && in[3]) || (in.size() > 4 && in[4]);
    if (isMasked || q[1] != k[1])
        return nullptr;
    if (call.attributes.real("dropout") > 0)
        return std::make_unique<DroppedAttentionOp>(call, in, out);
    if (!in[0]->device.is_cpu() || q[3] != v[3])
        return nullptr;
    return std::make_unique<BlockwiseAttentionOp>(call.attributes.flag("causal"), in, out);
}

} // namespace

std::vector<Kernel> attentionKernels()
{
    return {{"split_heads", splitHeads, compileWith<SplitHeadsOp>}, {"merge_heads", mergeHeads, compileWith<MergeHeadsOp>},
            {"attention", attention, compileAttention}};
}

} // namespace nodegrad
