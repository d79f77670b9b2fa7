#include "core/training/optimizer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"

namespace nodegrad {

Optimizer::Optimizer(Parameters parameters, std::vector<std::string> stateNames)
    : m_parameters(std::move(parameters)), m_stateNames(std::move(stateNames)),
      m_state(m_stateNames.size(), List(m_parameters.size()))
{
}

Optimizer::List Optimizer::pick(const List& all, const std::vector<std::size_t>& which) const
{
    List picked;
    for (const std::size_t i : which)
        picked.push_back(all[i]);
    return picked;
}

Optimizer::List Optimizer::parameters(const std::vector<std::size_t>& which) const
{
    List picked;
    for (const std::size_t i : which)
        picked.push_back(m_parameters[i].second);
    return picked;
}

Optimizer::List Optimizer::gradients(const std::vector<std::size_t>& which) const
{
    List picked;
    for (const std::size_t i : which)
        picked.push_back(m_parameters[i].second.grad());
    return picked;
}

void Optimizer::step(double learningRate)
{
    const c10::NoGradGuard noGrad;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        if (m_parameters[i].second.grad().defined())
            which.push_back(i);
    if (!which.empty())
        update(which, learningRate);
}

void Optimizer::clearGradients()
{
    for (auto& [path, tensor] : m_parameters)
        tensor.mutable_grad() = at::Tensor();
}

std::map<std::string, HostTensor> Optimizer::state() const
{
    std::map<std::string, HostTensor> state;
    for (std::size_t name = 0; name < m_stateNames.size(); ++name)
        for (std::size_t i = 0; i < m_parameters.size(); ++i)
            if (m_state[name][i].defined())
                state[m_parameters[i].first + "." + m_stateNames[name]] = toHost(m_state[name][i]);
    return state;
}

Status Optimizer::load(const std::map<std::string, HostTensor>& state)
{
    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        std::vector<List> loaded(m_stateNames.size(), List(m_parameters.size()));
        std::size_t used = 0;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            const auto& [path, tensor] = m_parameters[i];
            for (std::size_t name = 0; name < m_stateNames.size(); ++name) {
                const std::string key = path + "." + m_stateNames[name];
                const auto found = state.find(key);
                // All of a parameter's state, or none of it.
                if ((found != state.end()) != state.contains(path + "." + m_stateNames.front()))
                    return fail("training.bad_checkpoint", {{"key", key}});
                if (found == state.end())
                    continue;
                const auto expected = m_stateNames[name] == "step" ? std::vector<std::int64_t>() : tensor.sizes().vec();
                if (found->second.shape() != expected)
                    return fail("training.bad_checkpoint", {{"key", key}});
                loaded[name][i] = toTensor(found->second, tensor.device());
                ++used;
            }
        }
        if (used != state.size())
            for (const auto& [key, value] : state) {
                bool known = false;
                for (const auto& [path, tensor] : m_parameters)
                    for (const std::string& name : m_stateNames)
                        known = known || key == path + "." + name;
                if (!known)
                    return fail("training.bad_checkpoint", {{"key", key}});
            }
        m_state = std::move(loaded);
        return {};
    });
}

namespace {

class Sgd final : public Optimizer {
public:
    Sgd(const ParamValues& values, Parameters parameters, bool fused)
        : Optimizer(std::move(parameters), values.real("momentum") != 0 ? std::vector<std::string>{"momentum_buffer"} : std::vector<std::string>{}),
          m_momentum(values.real("momentum")), m_decay(values.real("weight_decay")), m_nesterov(values.flag("nesterov")), m_fused(fused)
    {
    }

private:
    void update(const std::vector<std::size_t>& which, double rate) override
    {
        if (m_momentum == 0) {
            apply(which, rate, false);
            return;
        }
        // The first buffer of a parameter is its gradient; a parameter may get its first gradient later than others.
        std::vector<std::size_t> first, later;
        for (const std::size_t i : which)
            (m_state[0][i].defined() ? later : first).push_back(i);
        for (const std::size_t i : first)
            m_state[0][i] = at::empty_like(m_parameters[i].second);
        apply(first, rate, true);
        apply(later, rate, false);
    }

    void apply(const std::vector<std::size_t>& which, double rate, bool isFirst)
    {
        if (which.empty())
            return;
        const List buffers = m_momentum != 0 ? pick(m_state[0], which) : List();
        if (m_fused) {
            at::_fused_sgd_(parameters(which), gradients(which), buffers, m_decay, m_momentum, rate, /*dampening=*/0.0, m_nesterov,
                            /*maximize=*/false, isFirst);
            return;
        }
        for (std::size_t k = 0; k < which.size(); ++k) {
            at::Tensor parameter = m_parameters[which[k]].second;
            at::Tensor gradient = m_decay != 0 ? parameter.grad().add(parameter, m_decay) : parameter.grad();
            if (m_momentum != 0) {
                at::Tensor buffer = buffers[k];
                if (isFirst)
                    buffer.copy_(gradient);
                else
                    buffer.mul_(m_momentum).add_(gradient);
                gradient = m_nesterov ? gradient.add(buffer, m_momentum) : buffer;
            }
            parameter.add_(gradient, -rate);
        }
    }

    double m_momentum, m_decay;
    bool m_nesterov, m_fused;
};

/// Adam, and AdamW when `decoupled`.
class Adam final : public Optimizer {
public:
    Adam(const ParamValues& values, Parameters parameters, bool decoupled, bool fused)
        : Optimizer(std::move(parameters), {"exp_avg", "exp_avg_sq", "step"}), m_beta1(values.real("beta1")), m_beta2(values.real("beta2")),
          m_eps(values.real("eps")), m_decay(values.real("weight_decay")), m_decoupled(decoupled), m_fused(fused)
    {
    }

private:
    void update(const std::vector<std::size_t>& which, double rate) override
    {
        for (const std::size_t i : which) {
            if (m_state[0][i].defined())
                continue;
            const at::Tensor& parameter = m_parameters[i].second;
            m_state[0][i] = at::zeros_like(parameter);
            m_state[1][i] = at::zeros_like(parameter);
            m_state[2][i] = at::zeros({}, parameter.options().dtype(at::kFloat).requires_grad(false));
        }
        const List means = pick(m_state[0], which), squares = pick(m_state[1], which), steps = pick(m_state[2], which);
        if (!m_fused) {
            for (std::size_t k = 0; k < which.size(); ++k)
                plain(m_parameters[which[k]].second, means[k], squares[k], steps[k], rate);
            return;
        }
        at::_foreach_add_(steps, 1);
        const auto fused = m_decoupled ? static_cast<Fused>(at::_fused_adamw_) : static_cast<Fused>(at::_fused_adam_);
        fused(parameters(which), gradients(which), means, squares, {}, steps, rate, m_beta1, m_beta2, m_decay, m_eps, /*amsgrad=*/false,
              /*maximize=*/false, {}, {});
    }

    void plain(at::Tensor parameter, at::Tensor mean, at::Tensor square, at::Tensor stepCount, double rate) const
    {
        stepCount.add_(1);
        const double step = stepCount.item<double>();
        at::Tensor gradient = parameter.grad();
        if (m_decoupled)
            parameter.mul_(1 - rate * m_decay);
        else if (m_decay != 0)
            gradient = gradient.add(parameter, m_decay);
        mean.lerp_(gradient, 1 - m_beta1);
        square.mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
        const at::Tensor divisor = (square.sqrt() / std::sqrt(1 - std::pow(m_beta2, step))).add_(m_eps);
        parameter.addcdiv_(mean, divisor, -rate / (1 - std::pow(m_beta1, step)));
    }

    using Fused = void (*)(at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList, double, double,
                           double, double, double, bool, bool, const std::optional<at::Tensor>&, const std::optional<at::Tensor>&);
    double m_beta1, m_beta2, m_eps, m_decay;
    bool m_decoupled, m_fused;
};

} // namespace

bool Optimizer::hasFused(const at::Device& device)
{
    return device.is_cpu() || device.is_cuda();
}

std::unique_ptr<Optimizer> Optimizer::create(const TrainingSettings& settings, Parameters parameters, bool fused)
{
    const ParamValues values = optimizerValues(settings);
    if (settings.optimizer == "sgd")
        return std::make_unique<Sgd>(values, std::move(parameters), fused);
    return std::make_unique<Adam>(values, std::move(parameters), settings.optimizer == "adamw", fused);
}

} // namespace nodegrad
