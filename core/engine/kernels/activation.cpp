#include <ATen/ATen.h>

#include "core/engine/kernels/small.h"
#include "core/engine/kernels/static_op.h"

namespace nodegrad {

static Tensors leakyRelu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::leaky_relu(in[0], call.attributes.real("negative_slope"))};
}

static Tensors prelu(const KernelContext&, const OpCall&, const Tensors& in) { return {at::prelu(in[0], in[1])}; }

static Tensors elu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::elu(in[0], call.attributes.real("alpha"))};
}

static Tensors celu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::celu(in[0], call.attributes.real("alpha"))};
}

static Tensors gelu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::gelu(in[0], call.attributes.text("approximate"))};
}

static Tensors hardtanh(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::hardtanh(in[0], call.attributes.real("minimum"), call.attributes.real("maximum"))};
}

static Tensors softplus(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::softplus(in[0], call.attributes.real("beta"), call.attributes.real("threshold"))};
}

static Tensors softsign(const KernelContext&, const OpCall&, const Tensors& in) { return {in[0] / (in[0].abs() + 1)}; }

static Tensors softmax(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::softmax(in[0], call.attributes.integer("dim"))};
}

static Tensors logSoftmax(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::log_softmax(in[0], call.attributes.integer("dim"))};
}

// The compiled forms. Those that need the output alone may write it over the input.

using T = at::Tensor;

/// Left to the max pooling behind it: the largest of rectified values is the rectified largest.
class LaterReluOp final : public StaticOp {
public:
    using StaticOp::StaticOp;
    void forward(const KernelContext&) override { result().tensor = x(); }
    void backward() override
    {
        if (wants())
            input().gradient.put(gradient());
    }
    bool needsOutput() const override { return true; }
};

static std::unique_ptr<StaticOp> compileRelu(const OpCall&, const Slots& in, const Slots& out)
{
    if (out[0]->onlyReader && out[0]->onlyReader->type->id == "max_pool2d") {
        out[0]->rectifiedLater = true;
        return std::make_unique<LaterReluOp>(in, out);
    }
    const auto forward = [](T& y, const T& x) {
        if (!small::isSmall(x))
            return void(at::clamp_min_out(y, x, 0));
        small::shape(y, x.sizes());
        small::relu(y, x);
    };
    const auto backward = [](T& dx, const T& dy, const T& y) {
        if (!small::isSmall(y) || !small::isSmall(dy))
            return void(at::threshold_backward_out(dx, dy, y, 0));
        small::shape(dx, y.sizes());
        small::reluBackward(dx, dy, y);
    };
    return elementwise(in, out, forward, backward, true);
}

static std::unique_ptr<StaticOp> compileSigmoid(const OpCall&, const Slots& in, const Slots& out)
{
    return elementwise(in, out, [](T& y, const T& x) { at::sigmoid_out(y, x); },
                       [](T& dx, const T& dy, const T& y) { at::sigmoid_backward_out(dx, dy, y); }, true);
}

static std::unique_ptr<StaticOp> compileTanh(const OpCall&, const Slots& in, const Slots& out)
{
    return elementwise(in, out, [](T& y, const T& x) { at::tanh_out(y, x); },
                       [](T& dx, const T& dy, const T& y) { at::tanh_backward_out(dx, dy, y); }, true);
}

static std::unique_ptr<StaticOp> compileLeakyRelu(const OpCall& call, const Slots& in, const Slots& out)
{
    const double slope = call.attributes.real("negative_slope");
    return elementwise(in, out, [slope](T& y, const T& x) { at::leaky_relu_out(y, x, slope); },
                       [slope](T& dx, const T& dy, const T& x) { at::leaky_relu_backward_out(dx, dy, x, slope, false); });
}

static std::unique_ptr<StaticOp> compileElu(const OpCall& call, const Slots& in, const Slots& out)
{
    const double alpha = call.attributes.real("alpha");
    return elementwise(in, out, [alpha](T& y, const T& x) { at::elu_out(y, x, alpha); },
                       [alpha](T& dx, const T& dy, const T& x) { at::elu_backward_out(dx, dy, alpha, 1, 1, false, x); });
}

static std::unique_ptr<StaticOp> compileGelu(const OpCall& call, const Slots& in, const Slots& out)
{
    const std::string form = call.attributes.text("approximate");
    return elementwise(in, out, [form](T& y, const T& x) { at::gelu_out(y, x, form); },
                       [form](T& dx, const T& dy, const T& x) { at::gelu_backward_out(dx, dy, x, form); });
}

static std::unique_ptr<StaticOp> compileSilu(const OpCall&, const Slots& in, const Slots& out)
{
    return elementwise(in, out, [](T& y, const T& x) { at::silu_out(y, x); }, [](T& dx, const T& dy, const T& x) { at::silu_backward_out(dx, dy, x); });
}

static std::unique_ptr<StaticOp> compileHardswish(const OpCall&, const Slots& in, const Slots& out)
{
    return elementwise(in, out, [](T& y, const T& x) { at::hardswish_out(y, x); },
                       [](T& dx, const T& dy, const T& x) { at::hardswish_backward_out(dx, dy, x); });
}

static std::unique_ptr<StaticOp> compileHardsigmoid(const OpCall&, const Slots& in, const Slots& out)
{
    return elementwise(in, out, [](T& y, const T& x) { at::hardsigmoid_out(y, x); },
                       [](T& dx, const T& dy, const T& x) { at::hardsigmoid_backward_out(dx, dy, x); });
}

static std::unique_ptr<StaticOp> compileHardtanh(const OpCall& call, const Slots& in, const Slots& out)
{
    const double low = call.attributes.real("minimum"), high = call.attributes.real("maximum");
    return elementwise(in, out, [low, high](T& y, const T& x) { at::hardtanh_out(y, x, low, high); },
                       [low, high](T& dx, const T& dy, const T& x) { at::hardtanh_backward_out(dx, dy, x, low, high); });
}

static std::unique_ptr<StaticOp> compileSoftplus(const OpCall& call, const Slots& in, const Slots& out)
{
    const double beta = call.attributes.real("beta"), threshold = call.attributes.real("threshold");
    return elementwise(in, out, [beta, threshold](T& y, const T& x) { at::softplus_out(y, x, beta, threshold); },
                       [beta, threshold](T& dx, const T& dy, const T& x) { at::softplus_backward_out(dx, dy, x, beta, threshold); });
}

static std::unique_ptr<StaticOp> compileSoftmax(const OpCall& call, const Slots& in, const Slots& out)
{
    const std::int64_t dim = call.attributes.integer("dim");
    return elementwise(in, out, [dim](T& y, const T& x) { at::_softmax_out(y, x, dim, false); },
                       [dim](T& dx, const T& dy, const T& y) { at::_softmax_backward_data_out(dx, dy, y, dim, y.scalar_type()); }, true);
}

static std::unique_ptr<StaticOp> compileLogSoftmax(const OpCall& call, const Slots& in, const Slots& out)
{
    const std::int64_t dim = call.attributes.integer("dim");
    return elementwise(in, out, [dim](T& y, const T& x) { at::_log_softmax_out(y, x, dim, false); },
                       [dim](T& dx, const T& dy, const T& y) { at::_log_softmax_backward_data_out(dx, dy, y, dim, y.scalar_type()); }, true);
}

std::vector<Kernel> activationKernels()
{
    return {{"relu", unary<at::relu>, compileRelu},
            {"leaky_relu", leakyRelu, compileLeakyRelu},
            {"prelu", prelu},
            {"elu", elu, compileElu},
            {"selu", unary<at::selu>},
            {"celu", celu},
            {"gelu", gelu, compileGelu},
            {"silu", unary<at::silu>, compileSilu},
            {"mish", unary<at::mish>},
            {"hardswish", unary<at::hardswish>, compileHardswish},
            {"sigmoid", unary<at::sigmoid>, compileSigmoid},
            {"log_sigmoid", unary<at::log_sigmoid>},
            {"hardsigmoid", unary<at::hardsigmoid>, compileHardsigmoid},
            {"tanh", unary<at::tanh>, compileTanh},
            {"hardtanh", hardtanh, compileHardtanh},
            {"softplus", softplus, compileSoftplus},
            {"softsign", softsign},
            {"softmax", softmax, compileSoftmax},
            {"log_softmax", logSoftmax, compileLogSoftmax}};
}

} // namespace nodegrad
