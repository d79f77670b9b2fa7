#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors groupNorm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::group_norm(in[0], call.attributes.integer("groups"), in[1], in[2], call.attributes.real("eps"))};
}

/// Without running statistics every pass uses the sample's own. As in PyTorch, num_batches_tracked stays as it is.
static Tensors instanceNorm(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const bool useSample = !in[3].defined() || (context.training && !call.frozen);
    const at::Tensor mean = useSample && context.isAgain ? at::Tensor() : in[3], variance = useSample && context.isAgain ? at::Tensor() : in[4];
    return {at::instance_norm(in[0], in[1], in[2], mean, variance, useSample, call.attributes.real("momentum"), call.attributes.real("eps"),
                              at::globalContext().userEnabledCuDNN())};
}

/// Channels as rows of (N, 1, C, positions), whose squares are averaged over `size` neighbours.
static Tensors localResponseNorm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor& x = in[0];
    const std::int64_t size = call.attributes.integer("size");
    std::int64_t positions = 1;
    for (std::int64_t i = 2; i < x.dim(); ++i)
        positions *= x.size(i);
    const at::Tensor squares = (x * x).reshape({x.size(0), 1, x.size(1), positions});
    const at::Tensor means = at::avg_pool2d(at::constant_pad_nd(squares, {0, 0, size / 2, (size - 1) / 2}), {size, 1}, 1).reshape(x.sizes());
    return {x / (means * call.attributes.real("alpha") + call.attributes.real("k")).pow(call.attributes.real("beta"))};
}

static Tensors l2Normalize(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor length = at::norm(in[0], 2, call.attributes.integer("dim"), true);
    return {in[0] / length.clamp_min(call.attributes.real("eps"))};
}

std::vector<Kernel> sampleNormalizationKernels()
{
    return {{"group_norm", groupNorm}, {"instance_norm", instanceNorm}, {"local_response_norm", localResponseNorm}, {"l2_normalize", l2Normalize}};
}

} // namespace nodegrad
