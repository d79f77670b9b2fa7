#include <ATen/ATen.h>

#include <cmath>

#include "core/engine/kernels/kept_mask.h"
#include "core/engine/kernels/static_op.h"

namespace nodegrad {

/// m / (1 - p); one draw for each value, channel, feature or sample.
static at::Tensor dropoutMask(const KernelContext& context, const OpCall& call, const at::Tensor& x)
{
    const std::string& unit = call.attributes.text("unit");
    std::vector<std::int64_t> sizes = x.sizes().vec();
    for (std::size_t i = 1; i < sizes.size(); ++i) {
        const bool isKept = unit == "values" || (unit == "channels" && i == 1) || (unit == "features" && i + 1 == sizes.size());
        sizes[i] = isKept ? sizes[i] : 1;
    }
    const double p = call.attributes.real("p");
    return keptMask(context, call, x, sizes, p, 1 / (1 - p));
}

/// y = x m / (1 - p).
static Tensors dropout(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    if (!context.training || call.attributes.real("p") == 0)
        return {in[0]};
    return {in[0] * dropoutMask(context, call, in[0])};
}

namespace {

class DropoutOp final : public StaticOp {
public:
    DropoutOp(const OpCall& call, const Slots& in, const Slots& out) : StaticOp(in, out), m_call(call) {}
    void forward(const KernelContext& context) override
    {
        m_mask = dropoutMask(context, m_call, x());
        result().write(x().options(), [&](at::Tensor& y) { at::mul_out(y, x(), m_mask); });
    }
    void backward() override
    {
        if (wants())
            input().gradient.write([&](at::Tensor& dx) { at::mul_out(dx, gradient(), m_mask); });
        m_mask.reset();
    }

private:
    const OpCall& m_call;
    at::Tensor m_mask;
};

std::unique_ptr<StaticOp> compileDropout(const OpCall& call, const Slots& in, const Slots& out)
{
    return call.attributes.real("p") == 0 ? nullptr : std::make_unique<DropoutOp>(call, in, out);
}

} // namespace

/// Dropped values become the limit s of SELU for small x; a and b bring mean 0 and variance 1 back:
/// y = a (m x + (1 - m) s) + b, a = ((1 - p)(1 + p s^2))^(-1/2), b = -a p s (Klambauer et al., 2017).
static Tensors alphaDropout(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    constexpr double s = -1.7580993408473766; // -scale alpha of SELU
    const double p = call.attributes.real("p");
    if (!context.training || p == 0)
        return {in[0]};
    const double a = 1 / std::sqrt((1 - p) * (1 + p * s * s)), b = -a * p * s;
    const at::Tensor mask = keptMask(context, call, in[0], in[0].sizes(), p, 1);
    return {in[0] * (mask * a) + ((1 - mask) * (a * s) + b)};
}

static Tensors gaussianNoise(const KernelContext& context, const OpCall& call, const Tensors& in)
{
    const double deviation = call.attributes.real("deviation");
    if (!context.training || deviation == 0)
        return {in[0]};
    at::Tensor noise = at::empty(in[0].sizes(), in[0].options().requires_grad(false).memory_format(at::MemoryFormat::Contiguous));
    return {in[0] + noise.normal_(0, deviation, context.generator(call, in[0].device()))};
}

std::vector<Kernel> randomKernels()
{
    return {{"dropout", dropout, compileDropout}, {"alpha_dropout", alphaDropout}, {"gaussian_noise", gaussianNoise}};
}

} // namespace nodegrad
