#include <ATen/ATen.h>

#include "core/engine/kernels/static_op.h"

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

namespace {

/// Convolutions and their transposes with zeros on both sides alike.
class ConvolutionOp final : public StaticOp {
public:
    struct Sizes {
        std::vector<std::int64_t> stride, padding, dilation, outputPadding;
        std::int64_t groups = 1;
        bool transposed = false;
    };
    ConvolutionOp(Sizes sizes, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_sizes(std::move(sizes)), m_channelsLast(in[0]->channelsLast && m_sizes.stride.size() == 2)
    {
    }

    void forward(const KernelContext&) override
    {
        const at::Tensor bias = hasBias() ? x(2) : at::Tensor();
        m_x = m_channelsLast ? x().contiguous(at::MemoryFormat::ChannelsLast) : x();
        result().tensor = at::convolution(m_x, x(1), bias, m_sizes.stride, m_sizes.padding, m_sizes.dilation, m_sizes.transposed,
                                         m_sizes.outputPadding, m_sizes.groups);
    }

    void backward() override
    {
        const std::int64_t units[] = {gradient().size(1)};
        takeAll(at::convolution_backward(gradient(), m_x, x(1), hasBias() ? at::OptionalIntArrayRef(at::IntArrayRef(units)) : at::OptionalIntArrayRef(),
                                                     m_sizes.stride, m_sizes.padding, m_sizes.dilation, m_sizes.transposed,
                                                     m_sizes.outputPadding, m_sizes.groups, {wants(0), wants(1), wants(2)}));
        m_x.reset();
    }

private:
    bool hasBias() const { return m_in.size() > 2 && m_in[2]; }
    Sizes m_sizes;
    bool m_channelsLast;
    at::Tensor m_x; ///< x in the layout that is computed in
};

template <std::size_t rank> std::unique_ptr<StaticOp> compileConvolution(const OpCall& call, const Slots& in, const Slots& out)
{
    const Attributes& a = call.attributes;
    if (a.list("pad_before", rank) != a.list("pad_after", rank) || a.text("pad_mode") != "zeros")
        return nullptr;
    return std::make_unique<ConvolutionOp>(ConvolutionOp::Sizes{a.list("stride", rank), a.list("pad_before", rank), a.list("dilation", rank),
                                                                std::vector<std::int64_t>(rank, 0), a.integer("groups"), false}, in, out);
}

template <std::size_t rank> std::unique_ptr<StaticOp> compileTransposed(const OpCall& call, const Slots& in, const Slots& out)
{
    const Attributes& a = call.attributes;
    return std::make_unique<ConvolutionOp>(ConvolutionOp::Sizes{a.list("stride", rank), a.list("padding", rank), a.list("dilation", rank),
                                                                a.list("output_padding", rank), a.integer("groups"), true}, in, out);
}

} // namespace

std::vector<Kernel> convolutionKernels()
{
    return {{"conv1d", convolution<1>, compileConvolution<1>}, {"conv2d", convolution<2>, compileConvolution<2>},
            {"conv3d", convolution<3>, compileConvolution<3>}, {"conv_transpose1d", transposed<1>, compileTransposed<1>},
            {"conv_transpose2d", transposed<2>, compileTransposed<2>}, {"conv_transpose3d", transposed<3>, compileTransposed<3>},
            {"unfold", unfold}};
}

} // namespace nodegrad
