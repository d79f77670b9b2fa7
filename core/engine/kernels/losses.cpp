#include <ATen/ATen.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// The target as numbers of the prediction's type and sizes: whole-number labels (N) serve a prediction (N, 1).
static at::Tensor targetLike(const Tensors& in)
{
    return in[1].to(in[0].scalar_type()).reshape(in[0].sizes());
}

/// logits (N, C), target (N); or logits (N, T, C), target (N, T).
static Tensors crossEntropy(const KernelContext&, const OpCall&, const Tensors& in)
{
    const std::int64_t classes = in[0].size(-1);
    return {at::cross_entropy_loss(in[0].reshape({-1, classes}), in[1].to(at::kLong).reshape({-1}))};
}

static Tensors binaryCrossEntropy(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::binary_cross_entropy(in[0], targetLike(in))};
}

static Tensors binaryCrossEntropyWithLogits(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::binary_cross_entropy_with_logits(in[0], targetLike(in))};
}

static Tensors mse(const KernelContext&, const OpCall&, const Tensors& in) { return {at::mse_loss(in[0], targetLike(in))}; }
static Tensors l1(const KernelContext&, const OpCall&, const Tensors& in) { return {at::l1_loss(in[0], targetLike(in))}; }

static Tensors huber(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::huber_loss(in[0], targetLike(in), at::Reduction::Mean, call.attributes.real("delta"))};
}

std::vector<Kernel> lossKernels()
{
    return {{"cross_entropy", crossEntropy}, {"binary_cross_entropy", binaryCrossEntropy},
            {"binary_cross_entropy_with_logits", binaryCrossEntropyWithLogits}, {"mse", mse}, {"l1", l1}, {"huber", huber}};
}

} // namespace nodegrad
