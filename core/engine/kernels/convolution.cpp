#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// x (N, C, spatial...), rank = number of spatial dims. Zeros before and after may differ (padding "same" with an even kernel):
/// then they are added first.
static Tensors convolution(std::size_t rank, const Attributes& attributes, const Tensors& in)
{
    const auto before = attributes.list("pad_before", rank), after = attributes.list("pad_after", rank);
    at::Tensor x = in[0];
    std::vector<std::int64_t> padding = before;
    if (before != after) {
        std::vector<std::int64_t> pads; // last dim first
        for (std::size_t i = rank; i-- > 0;)
            pads.insert(pads.end(), {before[i], after[i]});
        x = at::constant_pad_nd(x, pads);
        padding.assign(rank, 0);
    }
    const auto stride = attributes.list("stride", rank), dilation = attributes.list("dilation", rank);
    const std::int64_t groups = attributes.integer("groups");
    return {rank == 1 ? at::conv1d(x, in[1], in[2], stride, padding, dilation, groups)
                      : at::conv2d(x, in[1], in[2], stride, padding, dilation, groups)};
}

static Tensors conv1d(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return convolution(1, call.attributes, in);
}

static Tensors conv2d(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return convolution(2, call.attributes, in);
}

std::vector<Kernel> convolutionKernels()
{
    return {{"conv1d", conv1d}, {"conv2d", conv2d}};
}

} // namespace nodegrad
