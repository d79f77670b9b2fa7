#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// Tokens (N, T) or features (N, T, F) to 1 or 0 a step, or to the number of steps.
static Tensors paddingMask(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor& x = in[0];
    const at::Tensor differs = x.detach().ne(call.attributes.integer("padding"));
    const at::Tensor mask = (x.dim() == 3 ? differs.any(2) : differs).to(x.is_floating_point() ? x.scalar_type() : at::kFloat);
    return {call.attributes.text("gives") == "lengths" ? mask.sum(1) : mask};
}

static Tensors maskedMean(const KernelContext&, const OpCall&, const Tensors& in)
{
    const at::Tensor weights = in[1].detach().gt(0.5).to(in[0].scalar_type()).unsqueeze(2);
    return {(in[0] * weights).sum(1) / weights.sum(1).clamp_min(1)};
}

static Tensors prepend(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::cat({in[1].unsqueeze(0).expand({in[0].size(0), -1, -1}), in[0]}, 1)};
}

std::vector<Kernel> sequenceKernels()
{
    return {{"padding_mask", paddingMask}, {"masked_mean", maskedMean}, {"prepend", prepend}};
}

} // namespace nodegrad
