#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"
#include "core/engine/tensors.h"

namespace nodegrad {

/// (x - offset) * factor; each statistic is one value, or one for every place along `axis`.
static Tensors affine(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto placed = [&](const at::Tensor& statistic) {
        return statistic.numel() == 1 ? statistic.reshape({}) : placedAlong(statistic, in[0].dim(), call.attributes.integer("axis"));
    };
    return {(in[0] - placed(in[1])) * placed(in[2])};
}

static Tensors cast(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto type = dtypeFromName(call.attributes.text("dtype"));
    TORCH_CHECK(type.has_value(), "unknown element type");
    return {in[0].to(torchType(*type))};
}

static Tensors oneHot(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::one_hot(in[0].to(at::kLong), call.attributes.integer("classes")).to(at::kFloat)};
}

std::vector<Kernel> preparationKernels()
{
    return {{"affine", affine}, {"cast", cast}, {"one_hot", oneHot}};
}

} // namespace nodegrad
