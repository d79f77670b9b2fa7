#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/kernels/small.h"
#include "core/engine/kernels/static_op.h"

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

/// Shares of the classes (N, C) or (N, T, C) instead of classes: mixed samples have them.
static bool isSoft(const at::Tensor& target) { return target.is_floating_point(); }

static Tensors crossEntropy(const KernelContext&, const OpCall& call, const Tensors& in)
{
    if (isSoft(in[1]))
        return {at::cross_entropy_loss(rows(in[0]), rows(in[1]), optional(in[2]), at::Reduction::Mean, /*ignore_index=*/-100, call.attributes.real("label_smoothing"))};
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

namespace {

/// -mean of w log softmax(x) at the class: log-softmax and negative log-likelihood, each with its own backward.
class CrossEntropyOp final : public StaticOp {
public:
    CrossEntropyOp(std::int64_t ignored, const Slots& in, const Slots& out) : StaticOp(in, out), m_ignored(ignored) {}
    void forward(const KernelContext&) override
    {
        const at::Tensor scores = rows(x());
        if (!m_logP.defined() || m_logP.sizes() != scores.sizes())
            m_logP = at::empty({0}, scores.options()), m_total = at::empty({0}, scores.options());
        at::_log_softmax_out(m_logP, scores, 1, false);
        if (isSoft(x(1))) {
            m_soft = weight() ? rows(x(1)) * *weight() : rows(x(1));
            result().write(x().options(), [&](at::Tensor& loss) { loss.resize_({}).copy_((m_logP * m_soft).sum().div_(-scores.size(0))); });
            return;
        }
        m_soft.reset();
        m_classes = classes(x(1));
        result().write(x().options(), [&](at::Tensor& loss) {
            at::nll_loss_forward_out(loss, m_total, m_logP, m_classes, weight(), at::Reduction::Mean, m_ignored);
        });
    }
    void backward() override
    {
        if (!wants())
            return;
        if (!m_dLogP.defined() || m_dLogP.sizes() != m_logP.sizes())
            m_dLogP = at::empty({0}, m_logP.options());
        if (m_soft.defined())
            at::mul_out(m_dLogP, m_soft, gradient() / -m_logP.size(0));
        else
            at::nll_loss_backward_out(m_dLogP, gradient(), m_logP, m_classes, weight(), at::Reduction::Mean, m_ignored, m_total);
        if (x().dim() == 2)
            input().gradient.write([&](at::Tensor& dx) { at::_log_softmax_backward_data_out(dx, m_dLogP, m_logP, 1, m_logP.scalar_type()); });
        else
            input().gradient.take(at::_log_softmax_backward_data(m_dLogP, m_logP, 1, m_logP.scalar_type()).reshape(x().sizes()));
    }

private:
    std::optional<at::Tensor> weight() const { return m_in.size() > 2 && m_in[2] ? std::optional(x(2)) : std::nullopt; }
    std::int64_t m_ignored;
    at::Tensor m_logP, m_dLogP, m_classes, m_total;
    at::Tensor m_soft; ///< target, weighed; undefined for classes
};

/// The same for few scores on the CPU, in one pass: keeps softmax(x), whose difference to the target is the gradient.
class SmallCrossEntropyOp final : public StaticOp {
public:
    SmallCrossEntropyOp(const OpCall& call, const Slots& in, const Slots& out)
        : StaticOp(in, out), m_ignored(call.attributes.integer("ignore_index")), m_large(m_ignored, in, out)
    {
    }
    void forward(const KernelContext& context) override
    {
        m_isSmall = x().dim() == 2 && small::isSmall(x()) && x(1).scalar_type() == at::kLong && x(1).is_contiguous();
        if (!m_isSmall)
            return m_large.forward(context);
        small::shape(m_p, x().sizes());
        result().write(x().options(), [&](at::Tensor& loss) {
            small::shape(loss, {});
            std::tie(*loss.mutable_data_ptr<float>(), m_counted) = small::crossEntropy(m_p, x(), x(1), m_ignored);
        });
    }
    void backward() override
    {
        if (!m_isSmall)
            return m_large.backward();
        if (wants())
            input().gradient.write([&](at::Tensor& dx) {
                small::shape(dx, m_p.sizes());
                small::crossEntropyBackward(dx, *gradient().const_data_ptr<float>() / static_cast<float>(m_counted), m_p, x(1), m_ignored);
            });
    }

private:
    std::int64_t m_ignored, m_counted = 0;
    bool m_isSmall = false;
    CrossEntropyOp m_large;
    at::Tensor m_p = at::empty({0});
};

std::unique_ptr<StaticOp> compileCrossEntropy(const OpCall& call, const Slots& in, const Slots& out)
{
    if (call.attributes.real("label_smoothing") != 0)
        return nullptr;
    if (in[0]->device.is_cpu() && !(in.size() > 2 && in[2]))
        return std::make_unique<SmallCrossEntropyOp>(call, in, out);
    return std::make_unique<CrossEntropyOp>(call.attributes.integer("ignore_index"), in, out);
}

/// A loss of prediction and target, value by value and averaged: `Forward` fills (loss, x, t), `Backward` fills (dx, dloss, x, t).
template <class Forward, class Backward> class MeanLossOp final : public StaticOp {
public:
    MeanLossOp(const Slots& in, const Slots& out, Forward forward, Backward backward)
        : StaticOp(in, out), m_forward(std::move(forward)), m_backward(std::move(backward))
    {
    }
    void forward(const KernelContext&) override
    {
        m_target = targetLike(x(), x(1));
        result().write(x().options(), [&](at::Tensor& loss) { m_forward(loss, x(), m_target); });
    }
    void backward() override
    {
        if (wants())
            input().gradient.write([&](at::Tensor& dx) { m_backward(dx, gradient(), x(), m_target); });
    }

private:
    Forward m_forward;
    Backward m_backward;
    at::Tensor m_target;
};

template <class Forward, class Backward> std::unique_ptr<StaticOp> meanLoss(const Slots& in, const Slots& out, Forward forward, Backward backward)
{
    if (in[1]->gradient.isWanted())
        return nullptr;
    return std::make_unique<MeanLossOp<Forward, Backward>>(in, out, std::move(forward), std::move(backward));
}

using T = at::Tensor;
constexpr auto kMean = at::Reduction::Mean;

std::unique_ptr<StaticOp> compileMse(const OpCall&, const Slots& in, const Slots& out)
{
    return meanLoss(in, out, [](T& loss, const T& x, const T& t) { loss.resize_({}).copy_(at::mse_loss(x, t, kMean)); },
                    [](T& dx, const T& dloss, const T& x, const T& t) { at::mse_loss_backward_out(dx, dloss, x, t, kMean); });
}

std::unique_ptr<StaticOp> compileHuber(const OpCall& call, const Slots& in, const Slots& out)
{
    const double delta = call.attributes.real("delta");
    return meanLoss(in, out, [delta](T& loss, const T& x, const T& t) { loss.resize_({}).copy_(at::huber_loss(x, t, kMean, delta)); },
                    [delta](T& dx, const T& dloss, const T& x, const T& t) { at::huber_loss_backward_out(dx, dloss, x, t, kMean, delta); });
}

std::unique_ptr<StaticOp> compileSmoothL1(const OpCall& call, const Slots& in, const Slots& out)
{
    const double beta = call.attributes.real("beta");
    if (beta == 0)
        return nullptr;
    return meanLoss(in, out, [beta](T& loss, const T& x, const T& t) { loss.resize_({}).copy_(at::smooth_l1_loss(x, t, kMean, beta)); },
                    [beta](T& dx, const T& dloss, const T& x, const T& t) { at::smooth_l1_loss_backward_out(dx, dloss, x, t, kMean, beta); });
}

/// d/dx = (sigmoid(x) - t) / n.
std::unique_ptr<StaticOp> compileBinaryWithLogits(const OpCall&, const Slots& in, const Slots& out)
{
    if (in.size() > 2 && in[2])
        return nullptr;
    return meanLoss(in, out, [](T& loss, const T& x, const T& t) { loss.resize_({}).copy_(at::binary_cross_entropy_with_logits(x, t)); },
                    [](T& dx, const T& dloss, const T& x, const T& t) {
                        at::sigmoid_out(dx, x);
                        dx.sub_(t).mul_(dloss / x.numel());
                    });
}

} // namespace

std::vector<Kernel> lossKernels()
{
    return {{"cross_entropy", crossEntropy, compileCrossEntropy}, {"nll", nll}, {"focal", focal}, {"multi_margin", multiMargin},
            {"binary_cross_entropy", binaryCrossEntropy}, {"binary_cross_entropy_with_logits", binaryCrossEntropyWithLogits, compileBinaryWithLogits}, {"hinge", hinge},
            {"dice", dice}, {"mse", mse, compileMse}, {"l1", l1}, {"huber", huber, compileHuber}, {"smooth_l1", smoothL1, compileSmoothL1}, {"kl_divergence", klDivergence}, {"poisson", poisson},
            {"gaussian_nll", gaussianNll}, {"cosine_embedding", cosineEmbedding}, {"triplet", triplet}, {"ctc", ctc}};
}

} // namespace nodegrad
