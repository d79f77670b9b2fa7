#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"
#include "core/engine/tensors.h"

namespace nodegrad {

/// (x - offset) * factor; each statistic is one value, or one for every place along `axis`.
static Tensors affine(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t axis = call.attributes.integer("axis"), rank = in[0].dim();
    const auto placed = [&](const at::Tensor& statistic) {
        if (statistic.numel() == 1)
            return statistic.reshape({});
        std::vector<std::int64_t> shape(static_cast<std::size_t>(rank), 1);
        shape.at(static_cast<std::size_t>(axis < 0 ? axis + rank : axis)) = -1;
        return statistic.reshape(shape);
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
