// Lion (Chen et al., 2023), Adafactor (Shazeer and Stern, 2018) and Muon (Jordan, 2024); the last two as in torch.optim.

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "core/training/optimizer.h"

namespace nodegrad {

namespace {

class Lion final : public ParameterwiseOptimizer {
public:
    Lion(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"exp_avg"}), m_beta1(values.real("beta1")), m_beta2(values.real("beta2"))
    {
    }

private:
    /// w = w (1 - lr decay) - lr sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g
    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        at::Tensor mean = stateOf(0, i);
        parameter.mul_(1 - step.learningRate * step.weightDecay);
        parameter.add_(mean.lerp(gradient, 1 - step.momentum.value_or(m_beta1)).sign_(), -step.learningRate);
        mean.lerp_(gradient, 1 - m_beta2);
    }

    double m_beta1, m_beta2;
};

class Adafactor final : public ParameterwiseOptimizer {
public:
    Adafactor(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"step", "row_var", "col_var", "variance"}), m_decay(values.real("beta2_decay")),
          m_eps1(values.real("eps1") > 0 ? values.real("eps1") : std::numeric_limits<float>::epsilon()), m_eps2(values.real("eps2")), m_d(values.real("d"))
    {
    }

private:
    /// A vector keeps all of its squares, a matrix (the last two dimensions) the means of its rows and columns.
    std::optional<std::vector<std::int64_t>> stateSizes(const std::string& name, const at::Tensor& parameter) const override
    {
        std::vector<std::int64_t> sizes = parameter.sizes().vec();
        if (name == "step")
            return std::vector<std::int64_t>();
        if ((name == "variance") == (parameter.dim() > 1))
            return std::nullopt;
        if (name == "row_var")
            sizes.back() = 1;
        else if (name == "col_var")
            sizes[sizes.size() - 2] = 1;
        return sizes;
    }

    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        const double n = count(0, i), share = std::pow(n, m_decay); // 1 - beta2
        const double scale = std::max(m_eps2, norm(parameter)) * std::min(step.learningRate, 1 / std::sqrt(n));
        if (step.weightDecay != 0)
            parameter.mul_(1 - step.learningRate * step.weightDecay);
        at::Tensor estimate;
        if (gradient.dim() > 1) {
            const auto meanSquare = [&](std::int64_t dim) {
                return at::norm(gradient, 2, std::vector<std::int64_t>{dim}, /*keepdim=*/true).square_().div_(static_cast<double>(gradient.size(dim)));
            };
            const at::Tensor rows = stateOf(1, i).lerp_(meanSquare(-1), share), columns = stateOf(2, i).lerp_(meanSquare(-2), share);
            estimate = at::matmul(rows, columns).div_(rows.mean(-2, /*keepdim=*/true).clamp_min_(m_eps1));
        } else {
            estimate = stateOf(3, i).lerp_(gradient * gradient, share).clone();
        }
        const at::Tensor update = estimate.clamp_min_(m_eps1 * m_eps1).rsqrt_().mul_(gradient);
        parameter.add_(update, -scale / std::max(1.0, norm(update) / m_d));
    }

    /// Root mean square.
    static double norm(const at::Tensor& tensor)
    {
        return tensor.norm(2).item<double>() / std::sqrt(static_cast<double>(tensor.numel()));
    }

    double m_decay, m_eps1, m_eps2, m_d;
};

class Muon final : public ParameterwiseOptimizer {
public:
    Muon(const ParamValues& values, Parameters parameters)
        : ParameterwiseOptimizer(std::move(parameters), {"momentum_buffer", "exp_avg", "exp_avg_sq", "step"}), m_momentum(values.real("momentum")),
          m_eps(values.real("eps")), m_beta1(values.real("beta1")), m_beta2(values.real("beta2")), m_nesterov(values.flag("nesterov")),
          m_matchesAdamW(values.text("adjust_lr_fn") == "match_rms_adamw"), m_iterations(values.integer("ns_steps"))
    {
    }

private:
    std::optional<std::vector<std::int64_t>> stateSizes(const std::string& name, const at::Tensor& parameter) const override
    {
        if ((name == "momentum_buffer") != (parameter.dim() == 2))
            return std::nullopt;
        return Optimizer::stateSizes(name, parameter);
    }

    void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) override
    {
        parameter.mul_(1 - step.learningRate * step.weightDecay);
        if (parameter.dim() != 2) {
            adamW(i, parameter, gradient, step);
            return;
        }
        const double momentum = step.momentum.value_or(m_momentum);
        const at::Tensor mean = stateOf(0, i).lerp_(gradient, 1 - momentum);
        const at::Tensor update = orthogonal(m_nesterov ? gradient.lerp(mean, momentum) : mean);
        const auto rows = static_cast<double>(parameter.size(0)), columns = static_cast<double>(parameter.size(1));
        const double ratio = m_matchesAdamW ? 0.2 * std::sqrt(std::max(rows, columns)) : std::sqrt(std::max(1.0, rows / columns));
        parameter.add_(update, -step.learningRate * ratio);
    }

    void adamW(std::size_t i, at::Tensor& parameter, const at::Tensor& gradient, const Step& step)
    {
        constexpr double kEpsilon = 1e-8;
        const double n = count(3, i);
        const at::Tensor mean = stateOf(1, i).lerp_(gradient, 1 - m_beta1);
        const at::Tensor square = stateOf(2, i).mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
        const at::Tensor divisor = (square.sqrt() / std::sqrt(1 - std::pow(m_beta2, n))).add_(kEpsilon);
        parameter.addcdiv_(mean, divisor, -step.learningRate / (1 - std::pow(m_beta1, n)));
    }

    /// Newton-Schulz iterations with Jordan's coefficients, in bfloat16: singular values go to about 1.
    at::Tensor orthogonal(const at::Tensor& matrix) const
    {
        constexpr double a = 3.4445, b = -4.7750, c = 2.0315;
        const bool isTall = matrix.size(0) > matrix.size(1);
        at::Tensor x = matrix.to(at::kBFloat16);
        if (isTall)
            x = x.t();
        x = x.div(x.norm().clamp_min(m_eps));
        for (std::int64_t i = 0; i < m_iterations; ++i) {
            const at::Tensor gram = at::mm(x, x.t());
            x = at::addmm(x, at::addmm(gram, gram, gram, b, c), x, a);
        }
        return isTall ? x.t() : x;
    }

    double m_momentum, m_eps, m_beta1, m_beta2;
    bool m_nesterov, m_matchesAdamW;
    std::int64_t m_iterations;
};

} // namespace

std::unique_ptr<Optimizer> createModern(const std::string& id, const ParamValues& values, const Optimizer::Parameters& parameters)
{
    if (id == "lion")
        return std::make_unique<Lion>(values, parameters);
    if (id == "adafactor")
        return std::make_unique<Adafactor>(values, parameters);
    if (id == "muon")
        return std::make_unique<Muon>(values, parameters);
    return nullptr;
}

} // namespace nodegrad
