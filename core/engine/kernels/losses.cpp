#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/kernel.h"

namespace nodegrad {

/// The target as numbers of the prediction's type and sizes: whole-number labels (N) serve a prediction (N, 1).
static at::Tensor targetLike(const at::Tensor& prediction, const at::Tensor& target)
{
    return target.to(prediction.scalar_type()).reshape(prediction.sizes());
}

/// (N, C) of scores (N, C) or (N, T, C), and the classes (N) or (N, T) as one row.
static at::Tensor rows(const at::Tensor& scores) { return scores.reshape({-1, scores.size(-1)}); }
static at::Tensor classes(const at::Tensor& target) { return target.to(at::kLong).reshape({-1}); }
static std::optional<at::Tensor> optional(const at::Tensor& tensor) { return tensor.defined() ? std::optional(tensor) : std::nullopt; }

static Tensors crossEntropy(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::cross_entropy_loss(rows(in[0]), classes(in[1]), optional(in[2]), at::Reduction::Mean, call.attributes.integer("ignore_index"),
                                   call.attributes.real("label_smoothing"))};
}

static Tensors nll(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::nll_loss(rows(in[0]), classes(in[1]), optional(in[2]), at::Reduction::Mean, call.attributes.integer("ignore_index"))};
}

// Lin and others, "Focal loss for dense object detection", 2017.
static Tensors focal(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor index = classes(in[1]).unsqueeze(1);
    const at::Tensor logP = at::log_softmax(rows(in[0]), 1).gather(1, index).squeeze(1);
    at::Tensor loss = -at::pow(1 - logP.exp(), call.attributes.real("gamma")) * logP;
    if (in[2].defined())
        loss = loss * in[2].index_select(0, index.squeeze(1));
    return {loss.mean()};
}

static Tensors multiMargin(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::multi_margin_loss(rows(in[0]), classes(in[1]), 1, call.attributes.real("margin"))};
}

static Tensors binaryCrossEntropy(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::binary_cross_entropy(in[0], targetLike(in[0], in[1]))};
}

static Tensors binaryCrossEntropyWithLogits(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::binary_cross_entropy_with_logits(in[0], targetLike(in[0], in[1]), {}, optional(in[2]))};
}

static Tensors hinge(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::relu(call.attributes.real("margin") - (2 * targetLike(in[0], in[1]) - 1) * in[0]).mean()};
}

static Tensors dice(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const double smooth = call.attributes.real("smooth");
    const at::Tensor p = at::sigmoid(in[0]).reshape({in[0].size(0), -1}), t = targetLike(in[0], in[1]).reshape(p.sizes());
    return {(1 - (2 * (p * t).sum(1) + smooth) / (p.sum(1) + t.sum(1) + smooth)).mean()};
}

static Tensors mse(const KernelContext&, const OpCall&, const Tensors& in) { return {at::mse_loss(in[0], targetLike(in[0], in[1]))}; }
static Tensors l1(const KernelContext&, const OpCall&, const Tensors& in) { return {at::l1_loss(in[0], targetLike(in[0], in[1]))}; }

static Tensors huber(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::huber_loss(in[0], targetLike(in[0], in[1]), at::Reduction::Mean, call.attributes.real("delta"))};
}

static Tensors smoothL1(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const double beta = call.attributes.real("beta");
    return beta == 0 ? l1({}, call, in) : Tensors{at::smooth_l1_loss(in[0], targetLike(in[0], in[1]), at::Reduction::Mean, beta)};
}

static Tensors klDivergence(const KernelContext&, const OpCall&, const Tensors& in)
{
    const at::Tensor sum = at::kl_div(at::log_softmax(in[0], -1), targetLike(in[0], in[1]), at::Reduction::Sum);
    return {sum / in[0].size(0)};
}

static Tensors poisson(const KernelContext&, const OpCall&, const Tensors& in)
{
    return {at::poisson_nll_loss(in[0], targetLike(in[0], in[1]), /*log_input=*/true, /*full=*/false, 1e-8, at::Reduction::Mean)};
}

/// As torch's, the bound on the variance has no gradient of its own.
static Tensors gaussianNll(const KernelContext&, const OpCall& call, const Tensors& in)
{
    at::Tensor variance = in[1].clone();
    {
        const c10::NoGradGuard noGrad;
        variance.clamp_min_(call.attributes.real("eps"));
    }
    return {(0.5 * (variance.log() + (in[0] - targetLike(in[0], in[2])).square() / variance)).mean()};
}

/// The target is 0 or 1, or -1 or 1.
static Tensors cosineEmbedding(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const at::Tensor sign = at::where(in[2].reshape({-1}) > 0, 1, -1);
    return {at::cosine_embedding_loss(in[0], in[1], sign, call.attributes.real("margin"))};
}

static Tensors triplet(const KernelContext&, const OpCall& call, const Tensors& in)
{
    return {at::triplet_margin_loss(in[0], in[1], in[2], call.attributes.real("margin"))};
}

static Tensors ctc(const KernelContext&, const OpCall& call, const Tensors& in)
{
    const std::int64_t blank = call.attributes.integer("blank");
    const at::Tensor target = in[1].to(at::kLong), lengths = target.ne(blank).sum(1);
    const at::Tensor steps = at::full({in[0].size(0)}, in[0].size(1), lengths.options());
    return {at::ctc_loss(at::log_softmax(in[0], -1).transpose(0, 1), target, steps, lengths, blank)};
}

std::vector<Kernel> lossKernels()
{
    return {{"cross_entropy", crossEntropy}, {"nll", nll}, {"focal", focal}, {"multi_margin", multiMargin},
            {"binary_cross_entropy", binaryCrossEntropy}, {"binary_cross_entropy_with_logits", binaryCrossEntropyWithLogits}, {"hinge", hinge},
            {"dice", dice}, {"mse", mse}, {"l1", l1}, {"huber", huber}, {"smooth_l1", smoothL1}, {"kl_divergence", klDivergence}, {"poisson", poisson},
            {"gaussian_nll", gaussianNll}, {"cosine_embedding", cosineEmbedding}, {"triplet", triplet}, {"ctc", ctc}};
}

} // namespace nodegrad
