#include <ATen/ATen.h>

#include <optional>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors power(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::pow(in[0], call.attributes.real("exponent"))};
}

static Tensors clamp(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::string& limits = call.attributes.text("limits");
    std::optional<at::Scalar> minimum, maximum;
    if (limits != "maximum")
        minimum = call.attributes.real("minimum");
    if (limits != "minimum")
        maximum = call.attributes.real("maximum");
    return {at::clamp(in[0], minimum, maximum)};
}

static Tensors scale(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {in[0] * call.attributes.real("factor") + call.attributes.real("shift")};
}

static Tensors channelScale(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t rank = in[0].dim(), axis = call.attributes.integer("axis");
    const at::Tensor weight = placedAlong(in[1], rank, axis);
    if (!in[2].defined())
        return {in[0] * weight};
    return {at::addcmul(placedAlong(in[2], rank, axis), in[0], weight)};
}

std::vector<Kernel> mathsKernels()
{
    return {{"exp", unary<at::exp>}, {"log", unary<at::log>}, {"sqrt", unary<at::sqrt>}, {"square", unary<at::square>},
            {"power", power}, {"abs", unary<at::abs>}, {"negate", unary<at::neg>}, {"reciprocal", unary<at::reciprocal>},
            {"sin", unary<at::sin>}, {"cos", unary<at::cos>}, {"erf", unary<at::erf>}, {"clamp", clamp}, {"scale", scale},
            {"channel_scale", channelScale}};
}

} // namespace nodegrad
