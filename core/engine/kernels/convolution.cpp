#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// x (N, C, spatial...). Padding that differs before and after (padding "same" with an even kernel), or holds anything but zeros, is
/// added first.
template <std::size_t rank> static Tensors convolution(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& attributes = call.attributes;
    const auto before = attributes.list("pad_before", rank), after = attributes.list("pad_after", rank);
    const std::string& mode = attributes.text("pad_mode");
    at::Tensor x = in[0];
    std::vector<std::int64_t> padding = before;
    if (before != after || mode != "zeros") {
        std::vector<std::int64_t> pads; // last dim first
        for (std::size_t i = rank; i-- > 0;)
            pads.insert(pads.end(), {before[i], after[i]});
        x = mode == "zeros" ? at::constant_pad_nd(x, pads) : at::pad(x, pads, mode);
        padding.assign(rank, 0);
    }
    const auto stride = attributes.list("stride", rank), dilation = attributes.list("dilation", rank);
    const std::int64_t groups = attributes.integer("groups");
    if constexpr (rank == 1)
        return {at::conv1d(x, in[1], in[2], stride, padding, dilation, groups)};
    else if constexpr (rank == 2)
        return {at::conv2d(x, in[1], in[2], stride, padding, dilation, groups)};
    else
        return {at::conv3d(x, in[1], in[2], stride, padding, dilation, groups)};
}

template <std::size_t rank> static Tensors transposed(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& attributes = call.attributes;
    const auto stride = attributes.list("stride", rank), padding = attributes.list("padding", rank);
    const auto outputPadding = attributes.list("output_padding", rank), dilation = attributes.list("dilation", rank);
    const std::int64_t groups = attributes.integer("groups");
    if constexpr (rank == 1)
        return {at::conv_transpose1d(in[0], in[1], in[2], stride, padding, outputPadding, groups, dilation)};
    else if constexpr (rank == 2)
        return {at::conv_transpose2d(in[0], in[1], in[2], stride, padding, outputPadding, groups, dilation)};
    else
        return {at::conv_transpose3d(in[0], in[1], in[2], stride, padding, outputPadding, groups, dilation)};
}

static Tensors unfold(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    return {at::im2col(in[0], a.list("kernel", 2), a.list("dilation", 2), a.list("padding", 2), a.list("stride", 2))};
}

std::vector<Kernel> convolutionKernels()
{
    return {{"conv1d", convolution<1>}, {"conv2d", convolution<2>}, {"conv3d", convolution<3>},
            {"conv_transpose1d", transposed<1>}, {"conv_transpose2d", transposed<2>}, {"conv_transpose3d", transposed<3>},
            {"unfold", unfold}};
}

} // namespace nodegrad
