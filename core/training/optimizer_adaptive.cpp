// The adaptive optimizers of torch.optim, one after the other; each as its _single_tensor function there.

#include <ATen/ATen.h>

#include <cmath>

#include "core/training/optimizer.h"

namespace nodegrad {

namespace {

/// g + decay w
at::Tensor decayed(const at::Tensor& gradient, const at::Tensor& parameter, double decay)
{
    return decay != 0 ? gradient.add(parameter, decay) : gradient;
}

/// What Adam's relatives share: beta 1, beta 2, epsilon, and decay in the gradient or apart from it.
class AdamLike : public ParameterwiseOptimizer {
protected:
    AdamLike(const ParamValues& values, Parameters parameters, std::vector<std::string> names)
        : ParameterwiseOptimizer(std::move(parameters), std::move(names)), m_beta1(values.real("beta1")), m_beta2(values.real("beta2")), m_eps(values.real("eps")),
          m_decoupled(values.has("decoupled_weight_decay") && values.flag("decoupled_weight_decay"))
    {
    }
    /// The gradient to use; a decoupled decay is applied to the parameter.
    at::Tensor withDecay(at::Tensor& parameter, const at::Tensor& gradient, const Step& step) const
    {
        if (!m_decoupled)
            return decayed(gradient, parameter, step.weightDecay);
        parameter.mul_(1 - step.learningRate * step.weightDecay);
        return gradient;
    }
    double m_beta1, m_beta2, m_eps;
    bool m_decoupled;
};

class NAdam final : public AdamLike {
public:
    NAdam(const ParamValues& values, Parameters parameters)
        : AdamLike(values, std::move(parameters), {"step", "mu_product", "exp_avg", "exp_avg_sq"}), m_momentumDecay(values.real("momentum_decay"))
    {
    }

private:
    std::optional<std::vector<std::int64_t>> stateSizes(const std::string& name, const at::Tensor& parameter) const override
    {
        return name == "mu_product" ? std::vector<std::int64_t>() : Optimizer::stateSizes(name, parameter);
    }

    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        const double n = count(0, i), beta1 = step.momentum.value_or(m_beta1);
        gradient = withDecay(parameter, gradient, step);
        // mu_t = beta1 (1 - 0.96^(t psi) / 2)
        const double mu = beta1 * (1 - 0.5 * std::pow(0.96, n * m_momentumDecay)), next = beta1 * (1 - 0.5 * std::pow(0.96, (n + 1) * m_momentumDecay));
        const double product = stateOf(1, i, 1).mul_(mu).item<double>();
        at::Tensor mean = stateOf(2, i).lerp_(gradient, 1 - beta1);
        const at::Tensor square = stateOf(3, i).mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
        const at::Tensor divisor = square.div(1 - std::pow(m_beta2, n)).sqrt().add_(m_eps);
        parameter.addcdiv_(gradient, divisor, -step.learningRate * (1 - mu) / (1 - product));
        parameter.addcdiv_(mean, divisor, -step.learningRate * next / (1 - product * next));
    }

    double m_momentumDecay;
};

class RAdam final : public AdamLike {
public:
    RAdam(const ParamValues& values, Parameters parameters) : AdamLike(values, std::move(parameters), {"step", "exp_avg", "exp_avg_sq"}) {}

private:
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        const double n = count(0, i), beta1 = step.momentum.value_or(m_beta1);
        gradient = withDecay(parameter, gradient, step);
        const at::Tensor mean = stateOf(1, i).lerp_(gradient, 1 - beta1) / (1 - std::pow(beta1, n));
        const at::Tensor square = stateOf(2, i).mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
        const double correction = 1 - std::pow(m_beta2, n), limit = 2 / (1 - m_beta2) - 1; // rho_inf
        const double rho = limit - 2 * n * std::pow(m_beta2, n) / correction;
        if (rho <= 5) {
            parameter.sub_(mean * step.learningRate);
            return;
        }
        const double rectified = std::sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
        parameter.sub_(mean * step.learningRate * (std::sqrt(correction) / square.sqrt().add_(m_eps)) * rectified);
    }
};

class Adamax final : public AdamLike {
public:
    Adamax(const ParamValues& values, Parameters parameters) : AdamLike(values, std::move(parameters), {"step", "exp_avg", "exp_inf"}) {}

private:
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        const double n = count(0, i), beta1 = step.momentum.value_or(m_beta1);
        gradient = decayed(gradient, parameter, step.weightDecay);
        const at::Tensor mean = stateOf(1, i).lerp_(gradient, 1 - beta1);
        at::Tensor largest = stateOf(2, i);
        at::maximum_out(largest, largest.mul_(m_beta2), gradient.abs().add_(m_eps));
        parameter.addcdiv_(mean, largest, -step.learningRate / (1 - std::pow(beta1, n)));
    }
};

class Adagrad final : public ParameterwiseOptimizer {
public:
    Adagrad(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"step", "sum"}), m_rateDecay(values.real("lr_decay")), m_first(values.real("initial_accumulator_value")),
          m_eps(values.real("eps"))
    {
    }

private:
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        const double n = count(0, i);
        gradient = decayed(gradient, parameter, step.weightDecay);
        const at::Tensor sum = stateOf(1, i, m_first).addcmul_(gradient, gradient);
        parameter.addcdiv_(gradient, sum.sqrt().add_(m_eps), -step.learningRate / (1 + (n - 1) * m_rateDecay));
    }

    double m_rateDecay, m_first, m_eps;
};

class Adadelta final : public ParameterwiseOptimizer {
public:
    Adadelta(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"step", "square_avg", "acc_delta"}), m_rho(values.real("rho")), m_eps(values.real("eps"))
    {
    }

private:
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        count(0, i);
        gradient = decayed(gradient, parameter, step.weightDecay);
        const at::Tensor square = stateOf(1, i).mul_(m_rho).addcmul_(gradient, gradient, 1 - m_rho);
        at::Tensor deltas = stateOf(2, i);
        const at::Tensor delta = deltas.add(m_eps).sqrt_().div_(square.add(m_eps).sqrt_()).mul_(gradient);
        deltas.mul_(m_rho).addcmul_(delta, delta, 1 - m_rho);
        parameter.add_(delta, -step.learningRate);
    }

    double m_rho, m_eps;
};

class RmsProp final : public ParameterwiseOptimizer {
public:
    RmsProp(const ParamValues& values, Parameters parameters, bool cyclesMomentum)
        : ParameterwiseOptimizer(std::move(parameters), names(values, cyclesMomentum)), m_alpha(values.real("alpha")), m_eps(values.real("eps")),
          m_momentum(values.real("momentum")), m_centered(values.flag("centered")), m_hasMomentum(cyclesMomentum || values.real("momentum") > 0)
    {
    }

private:
    static std::vector<std::string> names(const ParamValues& values, bool cyclesMomentum)
    {
        std::vector<std::string> all = {"step", "square_avg"};
        if (values.flag("centered"))
            all.push_back("grad_avg");
        if (cyclesMomentum || values.real("momentum") > 0)
            all.push_back("momentum_buffer");
        return all;
    }

    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        count(0, i);
        gradient = decayed(gradient, parameter, step.weightDecay);
        const at::Tensor square = stateOf(1, i).mul_(m_alpha).addcmul_(gradient, gradient, 1 - m_alpha);
        at::Tensor divisor;
        if (m_centered) {
            const at::Tensor mean = stateOf(2, i).lerp_(gradient, 1 - m_alpha);
            divisor = square.addcmul(mean, mean, -1).sqrt_().add_(m_eps);
        } else {
            divisor = square.sqrt().add_(m_eps);
        }
        if (!m_hasMomentum) {
            parameter.addcdiv_(gradient, divisor, -step.learningRate);
            return;
        }
        const at::Tensor buffer = stateOf(m_centered ? 3 : 2, i).mul_(step.momentum.value_or(m_momentum)).addcdiv_(gradient, divisor);
        parameter.add_(buffer, -step.learningRate);
    }

    double m_alpha, m_eps, m_momentum;
    bool m_centered, m_hasMomentum;
};

class Rprop final : public ParameterwiseOptimizer {
public:
    Rprop(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"step", "prev", "step_size"}), m_shrink(values.real("eta_minus")), m_grow(values.real("eta_plus")),
          m_smallest(values.real("step_min")), m_largest(values.real("step_max"))
    {
    }

private:
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        count(0, i);
        at::Tensor previous = stateOf(1, i), sizes = stateOf(2, i, step.learningRate);
        const at::Tensor sign = gradient * previous;
        const at::Tensor turned = sign.lt(0);
        sizes.mul_(at::where(sign.gt(0), m_grow, at::where(turned, m_shrink, 1.0)).to(sizes.scalar_type())).clamp_(m_smallest, m_largest);
        previous.copy_(gradient.masked_fill(turned, 0)); // after a turn the next step keeps its size
        parameter.addcmul_(previous.sign(), sizes, -1);
    }

    double m_shrink, m_grow, m_smallest, m_largest;
};

} // namespace

std::unique_ptr<Optimizer> createAdaptive(const std::string& id, const ParamValues& values, const Optimizer::Parameters& parameters, bool cyclesMomentum)
{
    if (id == "nadam")
        return std::make_unique<NAdam>(values, parameters);
    if (id == "radam")
        return std::make_unique<RAdam>(values, parameters);
    if (id == "adamax")
        return std::make_unique<Adamax>(values, parameters);
    if (id == "adagrad")
        return std::make_unique<Adagrad>(values, parameters);
    if (id == "adadelta")
        return std::make_unique<Adadelta>(values, parameters);
    if (id == "rmsprop")
        return std::make_unique<RmsProp>(values, parameters, cyclesMomentum);
    if (id == "rprop")
        return std::make_unique<Rprop>(values, parameters);
    return nullptr;
}

} // namespace nodegrad
