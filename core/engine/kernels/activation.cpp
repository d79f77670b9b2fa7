#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

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

std::vector<Kernel> activationKernels()
{
    return {{"relu", unary<at::relu>}, {"leaky_relu", leakyRelu}, {"prelu", prelu}, {"elu", elu}, {"selu", unary<at::selu>},
            {"celu", celu}, {"gelu", gelu}, {"silu", unary<at::silu>}, {"mish", unary<at::mish>},
            {"hardswish", unary<at::hardswish>}, {"sigmoid", unary<at::sigmoid>}, {"log_sigmoid", unary<at::log_sigmoid>},
            {"hardsigmoid", unary<at::hardsigmoid>}, {"tanh", unary<at::tanh>}, {"hardtanh", hardtanh}, {"softplus", softplus},
            {"softsign", softsign}, {"softmax", softmax}, {"log_softmax", logSoftmax}};
}

} // namespace nodegrad
