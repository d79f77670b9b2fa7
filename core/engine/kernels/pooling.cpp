#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors maxPool2d(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    return {at::max_pool2d(in[0], a.list("kernel", 2), a.list("stride", 2), a.list("padding", 2), /*dilation=*/1, a.flag("ceil_mode"))};
}

static Tensors averagePool2d(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    return {at::avg_pool2d(in[0], a.list("kernel", 2), a.list("stride", 2), a.list("padding", 2), a.flag("ceil_mode"),
                           a.flag("count_include_pad"))};
}

/// (N, C, H, W) -> (N, C); (N, T, F) -> (N, F).
static Tensors globalAveragePool(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {in[0].dim() == 4 ? in[0].mean({2, 3}) : in[0].mean({1})};
}

std::vector<Kernel> poolingKernels()
{
    return {{"max_pool2d", maxPool2d}, {"average_pool2d", averagePool2d}, {"global_average_pool", globalAveragePool}};
}

} // namespace nodegrad
