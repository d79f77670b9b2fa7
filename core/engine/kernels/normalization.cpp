#include <optional>

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors batchNorm(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const bool useBatch = context.training && !call.frozen;
    if (useBatch) {
        TORCH_CHECK(in[0].numel() > in[0].size(1), "more than one value a channel is needed while training");
        const c10::NoGradGuard noGrad;
        at::Tensor batches = in[5];
        batches.add_(1);
    }
    return {at::batch_norm(in[0], in[1], in[2], in[3], in[4], useBatch, call.attributes.real("momentum"), call.attributes.real("eps"),
                           at::globalContext().userEnabledCuDNN())};
}

static Tensors layerNorm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto dims = static_cast<std::size_t>(call.attributes.integer("normalized_dims"));
    const auto normalized = in[0].sizes().slice(static_cast<std::size_t>(in[0].dim()) - dims);
    return {at::layer_norm(in[0], normalized, in[1], in[2], call.attributes.real("eps"))};
}

static Tensors rmsNorm(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto dims = static_cast<std::size_t>(call.attributes.integer("normalized_dims"));
    const auto normalized = in[0].sizes().slice(static_cast<std::size_t>(in[0].dim()) - dims);
    const auto weight = in[1].defined() ? std::optional(in[1]) : std::nullopt; // an undefined tensor is used, unlike elsewhere
    return {at::rms_norm(in[0], normalized, weight, call.attributes.real("eps"))};
}

std::vector<Kernel> normalizationKernels()
{
    return {{"batch_norm", batchNorm}, {"layer_norm", layerNorm}, {"rms_norm", rmsNorm}};
}

} // namespace nodegrad
