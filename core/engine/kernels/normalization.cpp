#include <optional>

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/static_op.h"

namespace nodegrad {

/// A step in training mode is counted; it needs more than one value a channel.
static void countBatch(const at::Tensor& x, at::Tensor batches)
{
    TORCH_CHECK(x.numel() > x.size(1), "more than one value a channel is needed while training");
    batches.add_(1);
}

static Tensors batchNorm(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const bool useBatch = context.training && !call.frozen, updates = useBatch && !context.isAgain;
    if (updates) {
        const c10::NoGradGuard noGrad;
        countBatch(in[0], in[5]);
    }
    const at::Tensor mean = useBatch && !updates ? at::Tensor() : in[3], variance = useBatch && !updates ? at::Tensor() : in[4];
    return {at::batch_norm(in[0], in[1], in[2], mean, variance, useBatch, context.normMomentum.value_or(call.attributes.real("momentum")),
                           call.attributes.real("eps"), at::globalContext().userEnabledCuDNN())};
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

namespace {

class BatchNormOp final : public StaticOp {
public:
    BatchNormOp(const OpCall& call, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_usesBatch(!call.frozen), m_momentum(call.attributes.real("momentum")), m_eps(call.attributes.real("eps"))
    {
    }
    void forward(const KernelContext& context) override
    {
        const bool updates = m_usesBatch && !context.isAgain;
        if (updates)
            countBatch(x(), x(5));
        const at::Tensor mean = m_usesBatch && !updates ? at::Tensor() : x(3), variance = m_usesBatch && !updates ? at::Tensor() : x(4);
        std::tie(result().tensor, m_mean, m_invStd) = at::native_batch_norm(x(), weight(1), weight(2), mean, variance, m_usesBatch, m_momentum, m_eps);
    }
    void backward() override
    {
        takeAll(at::native_batch_norm_backward(gradient(), x(), weight(1), x(3), x(4), m_mean, m_invStd, m_usesBatch, m_eps,
                                                           {wants(0), wants(1), wants(2)}));
    }

private:
    at::Tensor weight(std::size_t i) const { return m_in[i] ? input(i).tensor : at::Tensor(); }
    bool m_usesBatch;
    double m_momentum, m_eps;
    at::Tensor m_mean, m_invStd;
};

std::unique_ptr<StaticOp> compileBatchNorm(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<BatchNormOp>(call, in, out);
}

class LayerNormOp final : public StaticOp {
public:
    LayerNormOp(const OpCall& call, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_dims(static_cast<std::size_t>(call.attributes.integer("normalized_dims"))), m_eps(call.attributes.real("eps"))
    {
    }
    void forward(const KernelContext&) override
    {
        std::tie(result().tensor, m_mean, m_invStd) = at::native_layer_norm(x(), normalized(), weight(1), weight(2), m_eps);
    }
    void backward() override
    {
        takeAll(at::native_layer_norm_backward(gradient().contiguous(), x(), normalized(), m_mean, m_invStd, weight(1), weight(2),
                                                           {wants(0), wants(1), wants(2)}));
    }

private:
    at::IntArrayRef normalized() const { return x().sizes().slice(static_cast<std::size_t>(x().dim()) - m_dims); }
    at::Tensor weight(std::size_t i) const { return i < m_in.size() && m_in[i] ? input(i).tensor : at::Tensor(); }
    std::size_t m_dims;
    double m_eps;
    at::Tensor m_mean, m_invStd;
};

std::unique_ptr<StaticOp> compileLayerNorm(const OpCall& call, const Slots& in, const Slots& out)
{
    return std::make_unique<LayerNormOp>(call, in, out);
}

} // namespace

std::vector<Kernel> normalizationKernels()
{
    return {{"batch_norm", batchNorm, compileBatchNorm}, {"layer_norm", layerNorm, compileLayerNorm}, {"rms_norm", rmsNorm}};
}

} // namespace nodegrad
