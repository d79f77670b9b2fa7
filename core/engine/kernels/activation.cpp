#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

static Tensors relu(const KernelContext&, const OpCall&, const Tensors& in) { return {at::relu(in[0])}; }
static Tensors silu(const KernelContext&, const OpCall&, const Tensors& in) { return {at::silu(in[0])}; }
static Tensors sigmoid(const KernelContext&, const OpCall&, const Tensors& in) { return {at::sigmoid(in[0])}; }
static Tensors tanhOp(const KernelContext&, const OpCall&, const Tensors& in) { return {at::tanh(in[0])}; }

static Tensors leakyRelu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::leaky_relu(in[0], call.attributes.real("negative_slope"))};
}

static Tensors elu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::elu(in[0], call.attributes.real("alpha"))};
}

static Tensors gelu(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::gelu(in[0], call.attributes.text("approximate"))};
}

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
    return {{"relu", relu}, {"silu", silu}, {"sigmoid", sigmoid}, {"tanh", tanhOp}, {"leaky_relu", leakyRelu},
            {"elu", elu}, {"gelu", gelu}, {"softmax", softmax}, {"log_softmax", logSoftmax}};
}

} // namespace nodegrad
