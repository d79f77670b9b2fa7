#include <ATen/ATen.h>

#include <utility>

#include "core/engine/kernels/max_pool_pairs.h"
#include "core/engine/kernels/small.h"
#include "core/engine/kernels/static_op.h"

namespace nodegrad {

template <std::size_t rank> static Tensors maxPool(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    const auto kernel = a.list("kernel", rank), stride = a.list("stride", rank), padding = a.list("padding", rank);
    const auto dilation = a.list("dilation", rank);
    const bool ceilMode = a.flag("ceil_mode");
    if constexpr (rank == 1)
        return {at::max_pool1d(in[0], kernel, stride, padding, dilation, ceilMode)};
    else if constexpr (rank == 2)
        return {at::max_pool2d(in[0], kernel, stride, padding, dilation, ceilMode)};
    else
        return {at::max_pool3d(in[0], kernel, stride, padding, dilation, ceilMode)};
}

template <std::size_t rank>
static at::Tensor average(const Attributes& a, const at::Tensor& x, const std::vector<std::int64_t>& padding, bool countsPadding)
{
    const auto kernel = a.list("kernel", rank), stride = a.list("stride", rank);
    const bool ceilMode = a.flag("ceil_mode");
    if constexpr (rank == 1)
        return at::avg_pool1d(x, kernel, stride, padding, ceilMode, countsPadding);
    else if constexpr (rank == 2)
        return at::avg_pool2d(x, kernel, stride, padding, ceilMode, countsPadding);
    else
        return at::avg_pool3d(x, kernel, stride, padding, ceilMode, countsPadding);
}

template <std::size_t rank> static Tensors averagePool(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    return {average<rank>(a, in[0], a.list("padding", rank), a.flag("count_include_pad"))};
}

/// relu changes no value, but makes the gradient of an empty window 0, where that of the root is infinite.
template <std::size_t rank> static Tensors lpPool(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const Attributes& a = call.attributes;
    const std::int64_t norm = a.integer("norm");
    double size = 1;
    for (const std::int64_t kernel : a.list("kernel", rank))
        size *= static_cast<double>(kernel);
    const at::Tensor means = average<rank>(a, in[0].abs().pow(norm), std::vector<std::int64_t>(rank, 0), true);
    return {at::relu(means).mul(size).pow(1.0 / static_cast<double>(norm))};
}

/// The dimensions that are pooled away: T of (N, T, F), else all behind the channels.
static std::vector<std::int64_t> globalDims(const at::Tensor& x)
{
    return x.dim() == 3 ? std::vector<std::int64_t>{1} : x.dim() == 4 ? std::vector<std::int64_t>{2, 3} : std::vector<std::int64_t>{2, 3, 4};
}

static Tensors globalAveragePool(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {in[0].mean(globalDims(in[0]))};
}

static Tensors globalMaxPool(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {in[0].amax(globalDims(in[0]))};
}

template <std::size_t rank> static Tensors adaptiveMaxPool(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto output = call.attributes.list("output", rank);
    if constexpr (rank == 1)
        return {std::get<0>(at::adaptive_max_pool1d(in[0], output))};
    else if constexpr (rank == 2)
        return {std::get<0>(at::adaptive_max_pool2d(in[0], output))};
    else
        return {std::get<0>(at::adaptive_max_pool3d(in[0], output))};
}

template <std::size_t rank> static Tensors adaptiveAveragePool(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const auto output = call.attributes.list("output", rank);
    if constexpr (rank == 1)
        return {at::adaptive_avg_pool1d(in[0], output)};
    else if constexpr (rank == 2)
        return {at::adaptive_avg_pool2d(in[0], output)};
    else
        return {at::adaptive_avg_pool3d(in[0], output)};
}

namespace {

/// Rectifies its output when the relu before it has left that to it.
class MaxPool2dOp final : public StaticOp {
public:
    MaxPool2dOp(const Attributes& a, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_kernel(a.list("kernel", 2)), m_stride(a.list("stride", 2)), m_padding(a.list("padding", 2)),
          m_dilation(a.list("dilation", 2)), m_ceil(a.flag("ceil_mode")), m_rectifies(in[0]->rectifiedLater)
    {
        const std::vector<std::int64_t> two{2, 2}, one{1, 1}, none{0, 0};
        m_isInPairs = m_kernel == two && m_stride == two && m_padding == none && m_dilation == one && !m_ceil;
    }
    void forward(const KernelContext&) override
    {
        const bool wasDirect = std::exchange(m_isDirect, m_isInPairs && x().dim() == 4 && small::isPlain(x()));
        if (m_sizes != x().sizes() || wasDirect != m_isDirect) {
            m_sizes = x().sizes().vec();
            m_places = at::empty({0}, x().options().dtype(m_isDirect ? at::kByte : at::kLong));
        }
        result().write(x().options(), [&](at::Tensor& y) {
            if (m_isDirect) {
                const std::vector<std::int64_t> sizes{m_sizes[0], m_sizes[1], m_sizes[2] / 2, m_sizes[3] / 2};
                small::shape(y, sizes);
                small::shape(m_places, sizes);
                pairs::maxPool(y, m_places, x(), m_rectifies);
                return;
            }
            at::max_pool2d_with_indices_out(y, m_places, x(), m_kernel, m_stride, m_padding, m_dilation, m_ceil);
            if (m_rectifies)
                y.clamp_min_(0);
        });
    }
    void backward() override
    {
        if (!wants())
            return;
        const at::Tensor& y = result().tensor;
        input().gradient.write([&](at::Tensor& dx) {
            if (m_isDirect) {
                small::shape(dx, m_sizes);
                pairs::maxPoolBackward(dx, gradient().contiguous(), y, m_places, m_rectifies);
                return;
            }
            const at::Tensor dy = m_rectifies ? at::threshold_backward(gradient(), y, 0) : gradient();
            at::max_pool2d_with_indices_backward_out(dx, dy, x(), m_kernel, m_stride, m_padding, m_dilation, m_ceil, m_places);
        });
    }
    bool needsOutput() const override { return m_rectifies; }

private:
    std::vector<std::int64_t> m_kernel, m_stride, m_padding, m_dilation, m_sizes;
    bool m_ceil, m_rectifies, m_isInPairs = false, m_isDirect = false;
    at::Tensor m_places;
};

std::unique_ptr<StaticOp> compileMaxPool2d(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<MaxPool2dOp>(call.attributes, in, out);
}

class AveragePool2dOp final : public StaticOp {
public:
    AveragePool2dOp(const Attributes& a, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_kernel(a.list("kernel", 2)), m_stride(a.list("stride", 2)), m_padding(a.list("padding", 2)),
          m_ceil(a.flag("ceil_mode")), m_countsPadding(a.flag("count_include_pad"))
    {
    }
    void forward(const KernelContext&) override
    {
        result().write(x().options(), [&](at::Tensor& y) { at::avg_pool2d_out(y, x(), m_kernel, m_stride, m_padding, m_ceil, m_countsPadding); });
    }
    void backward() override
    {
        if (wants())
            input().gradient.write([&](at::Tensor& dx) {
                at::avg_pool2d_backward_out(dx, gradient(), x(), m_kernel, m_stride, m_padding, m_ceil, m_countsPadding, std::nullopt);
            });
    }

private:
    std::vector<std::int64_t> m_kernel, m_stride, m_padding;
    bool m_ceil, m_countsPadding;
};

std::unique_ptr<StaticOp> compileAveragePool2d(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<AveragePool2dOp>(call.attributes, in, out);
}

class GlobalAveragePoolOp final : public StaticOp {
public:
    using StaticOp::StaticOp;
    void forward(const KernelContext&) override
    {
        result().write(x().options(), [&](at::Tensor& y) { at::mean_out(y, x(), globalDims(x())); });
    }
    /// The same share for every place: a view.
    void backward() override
    {
        if (!wants())
            return;
        at::Tensor share = gradient() / (x().numel() / gradient().numel());
        for (const std::int64_t dim : globalDims(x()))
            share = share.unsqueeze(dim);
        input().gradient.put(share.expand(x().sizes()));
    }
};

std::unique_ptr<StaticOp> compileGlobalAveragePool(const OpCall&, const Slots& in, const Slots& out)
{
    return std::make_unique<GlobalAveragePoolOp>(in, out);
}

} // namespace

std::vector<Kernel> poolingKernels()
{
    return {{"max_pool1d", maxPool<1>}, {"max_pool2d", maxPool<2>, compileMaxPool2d}, {"max_pool3d", maxPool<3>},
            {"average_pool1d", averagePool<1>}, {"average_pool2d", averagePool<2>, compileAveragePool2d}, {"average_pool3d", averagePool<3>},
            {"lp_pool1d", lpPool<1>}, {"lp_pool2d", lpPool<2>}, {"lp_pool3d", lpPool<3>},
            {"global_average_pool", globalAveragePool, compileGlobalAveragePool}, {"global_max_pool", globalMaxPool},
            {"adaptive_max_pool1d", adaptiveMaxPool<1>}, {"adaptive_max_pool2d", adaptiveMaxPool<2>}, {"adaptive_max_pool3d", adaptiveMaxPool<3>},
            {"adaptive_average_pool1d", adaptiveAveragePool<1>}, {"adaptive_average_pool2d", adaptiveAveragePool<2>},
            {"adaptive_average_pool3d", adaptiveAveragePool<3>}};
}

} // namespace nodegrad
