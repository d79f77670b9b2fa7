#include "core/training/optimizer.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"
#include "core/training/optimizer_lbfgs.h"

namespace nodegrad {

Optimizer::Optimizer(Parameters parameters, std::vector<std::string> stateNames, bool stepsOnDevice)
    : m_parameters(std::move(parameters)), m_stateNames(std::move(stateNames)),
      m_state(m_stateNames.size(), List(m_parameters.size())), m_stepsOnDevice(stepsOnDevice)
{
}

std::optional<std::vector<std::int64_t>> Optimizer::stateSizes(const std::string& name, const at::Tensor& parameter) const
{
    return name == "step" ? std::vector<std::int64_t>() : parameter.sizes().vec();
}

at::Tensor& Optimizer::stateOf(std::size_t name, std::size_t i, double value)
{
    at::Tensor& state = m_state[name][i];
    if (state.defined())
        return state;
    const at::Tensor& parameter = m_parameters[i].second;
    const std::vector<std::int64_t> sizes = stateSizes(m_stateNames[name], parameter).value();
    const auto options = parameter.options().requires_grad(false);
    if (sizes == parameter.sizes().vec())
        state = at::full_like(parameter, value, options);
    else
        state = at::full(sizes, value, options);
    if (m_stateNames[name] == "step")
        state = state.to(m_stepsOnDevice ? parameter.device() : at::Device(at::kCPU), at::kFloat);
    return state;
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

std::vector<std::size_t> Optimizer::withGradient() const
{
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        if (m_parameters[i].second.grad().defined() && (m_traits.empty() || !m_traits[i].isFrozen))
            which.push_back(i);
    return which;
}

void Optimizer::setTraits(std::vector<Traits> traits)
{
    m_traits = std::move(traits);
    group();
}

/// Parameters that are updated alike go together: fused steps take them in one call.
void Optimizer::group()
{
    m_groups.clear();
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const Traits traits = m_traits.empty() ? Traits() : m_traits[i];
        if (traits.isFrozen)
            continue;
        const bool isSpared = m_decayWeightsOnly && m_parameters[i].second.dim() <= 1;
        const double decay = traits.weightDecay.value_or(isSpared ? 0 : m_weightDecay);
        const auto same = std::ranges::find_if(m_groups, [&](const Group& group) { return group.rateFactor == traits.rateFactor && group.weightDecay == decay; });
        (same != m_groups.end() ? *same : m_groups.emplace_back(Group{traits.rateFactor, decay, {}})).members.push_back(i);
    }
}

void Optimizer::step(const StepRates& rates)
{
    const c10::NoGradGuard noGrad;
    for (const Group& group : m_groups) {
        std::vector<std::size_t> which = group.members;
        std::erase_if(which, [&](std::size_t i) { return !m_parameters[i].second.grad().defined(); });
        if (!which.empty())
            update(which, {rates.learningRate * group.rateFactor, rates.momentum, group.weightDecay});
    }
}

void Optimizer::clearGradients()
{
    for (auto& [path, tensor] : m_parameters)
        tensor.mutable_grad() = at::Tensor();
}

void Optimizer::clipByNorm(double largest)
{
    const c10::NoGradGuard noGrad;
    const List all = gradients(withGradient());
    if (all.empty())
        return;
    const at::Tensor norm = at::stack(at::_foreach_norm(all)).norm();
    at::_foreach_mul_(all, (largest / (norm + 1e-6)).clamp_max(1.0));
}

void Optimizer::clipByValue(double largest)
{
    const c10::NoGradGuard noGrad;
    const List all = gradients(withGradient());
    if (all.empty())
        return;
    at::_foreach_clamp_min_(all, -largest);
    at::_foreach_clamp_max_(all, largest);
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
        std::set<std::string> known;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            const auto& [path, tensor] = m_parameters[i];
            std::optional<bool> isThere; // all of a parameter's state, or none of it
            for (std::size_t name = 0; name < m_stateNames.size(); ++name) {
                const auto sizes = stateSizes(m_stateNames[name], tensor);
                if (!sizes)
                    continue;
                const std::string key = path + "." + m_stateNames[name];
                const auto found = state.find(key);
                if (isThere.value_or(found != state.end()) != (found != state.end()))
                    return fail("training.bad_checkpoint", {{"key", key}});
                isThere = found != state.end();
                if (!*isThere)
                    continue;
                if (found->second.shape() != *sizes)
                    return fail("training.bad_checkpoint", {{"key", key}});
                loaded[name][i] = toTensor(found->second, m_stateNames[name] == "step" && !m_stepsOnDevice ? at::Device(at::kCPU) : tensor.device());
                known.insert(key);
            }
        }
        for (const auto& [key, value] : state)
            if (!known.contains(key))
                return fail("training.bad_checkpoint", {{"key", key}});
        m_state = std::move(loaded);
        return {};
    });
}

double ParameterwiseOptimizer::count(std::size_t name, std::size_t i)
{
    return stateOf(name, i).add_(1).item<double>();
}

void ParameterwiseOptimizer::update(const std::vector<std::size_t>& which, const Step& step)
{
    for (const std::size_t i : which)
        updateOne(i, m_parameters[i].second, m_parameters[i].second.grad(), step);
}

namespace {

class Sgd final : public Optimizer {
public:
    Sgd(const ParamValues& values, Parameters parameters, bool fused, bool cyclesMomentum)
        : Optimizer(std::move(parameters), hasMomentum(values, cyclesMomentum) ? std::vector<std::string>{"momentum_buffer"} : std::vector<std::string>{}),
          m_momentum(values.real("momentum")), m_dampening(values.real("dampening")), m_nesterov(values.flag("nesterov")), m_fused(fused)
    {
    }

private:
    static bool hasMomentum(const ParamValues& values, bool cyclesMomentum) { return values.real("momentum") != 0 || cyclesMomentum; }

    void update(const std::vector<std::size_t>& which, const Step& step) override
    {
        if (step.momentum.value_or(m_momentum) == 0) { // LibTorch refuses buffers without a momentum
            apply(which, step, false);
            return;
        }
        // The first buffer of a parameter is its gradient; a parameter may get its first gradient later than others.
        std::vector<std::size_t> first, later;
        for (const std::size_t i : which)
            (m_state[0][i].defined() ? later : first).push_back(i);
        for (const std::size_t i : first)
            m_state[0][i] = at::empty_like(m_parameters[i].second);
        apply(first, step, true);
        apply(later, step, false);
    }

    void apply(const std::vector<std::size_t>& which, const Step& step, bool isFirst)
    {
        if (which.empty())
            return;
        const double momentum = step.momentum.value_or(m_momentum);
        const List buffers = momentum != 0 ? pick(m_state[0], which) : List();
        if (m_fused) {
            at::_fused_sgd_(parameters(which), gradients(which), buffers, step.weightDecay, momentum, step.learningRate, m_dampening, m_nesterov,
                            /*maximize=*/false, isFirst);
            return;
        }
        for (std::size_t k = 0; k < which.size(); ++k) {
            at::Tensor parameter = m_parameters[which[k]].second;
            at::Tensor gradient = step.weightDecay != 0 ? parameter.grad().add(parameter, step.weightDecay) : parameter.grad();
            if (momentum != 0) {
                at::Tensor buffer = buffers[k];
                if (isFirst)
                    buffer.copy_(gradient);
                else
                    buffer.mul_(momentum).add_(gradient, 1 - m_dampening);
                gradient = m_nesterov ? gradient.add(buffer, momentum) : buffer;
            }
            parameter.add_(gradient, -step.learningRate);
        }
    }

    double m_momentum, m_dampening;
    bool m_nesterov, m_fused;
};

/// Adam, and AdamW when `decoupled`.
class Adam final : public Optimizer {
public:
    Adam(const ParamValues& values, Parameters parameters, bool decoupled, bool fused)
        : Optimizer(std::move(parameters), names(values.flag("amsgrad")), fused), m_beta1(values.real("beta1")), m_beta2(values.real("beta2")),
          m_eps(values.real("eps")), m_amsgrad(values.flag("amsgrad")), m_decoupled(decoupled), m_fused(fused)
    {
    }

private:
    static std::vector<std::string> names(bool amsgrad)
    {
        return amsgrad ? std::vector<std::string>{"exp_avg", "exp_avg_sq", "step", "max_exp_avg_sq"} : std::vector<std::string>{"exp_avg", "exp_avg_sq", "step"};
    }

    void update(const std::vector<std::size_t>& which, const Step& step) override
    {
        for (const std::size_t i : which)
            for (std::size_t name = 0; name < m_state.size(); ++name)
                stateOf(name, i);
        const List means = pick(m_state[0], which), squares = pick(m_state[1], which), steps = pick(m_state[2], which);
        const List largest = m_amsgrad ? pick(m_state[3], which) : List();
        if (!m_fused) {
            for (std::size_t k = 0; k < which.size(); ++k)
                plain(m_parameters[which[k]].second, means[k], squares[k], steps[k], m_amsgrad ? largest[k] : at::Tensor(), step);
            return;
        }
        at::_foreach_add_(steps, 1);
        const auto fused = m_decoupled ? static_cast<Fused>(at::_fused_adamw_) : static_cast<Fused>(at::_fused_adam_);
        fused(parameters(which), gradients(which), means, squares, largest, steps, step.learningRate, step.momentum.value_or(m_beta1), m_beta2,
              step.weightDecay, m_eps, m_amsgrad, /*maximize=*/false, {}, {});
    }

    void plain(at::Tensor parameter, at::Tensor mean, at::Tensor square, at::Tensor stepCount, at::Tensor largest, const Step& step) const
    {
        const double count = stepCount.add_(1).item<double>(), beta1 = step.momentum.value_or(m_beta1);
        at::Tensor gradient = parameter.grad();
        if (m_decoupled)
            parameter.mul_(1 - step.learningRate * step.weightDecay);
        else if (step.weightDecay != 0)
            gradient = gradient.add(parameter, step.weightDecay);
        mean.lerp_(gradient, 1 - beta1);
        square.mul_(m_beta2).addcmul_(gradient, gradient, 1 - m_beta2);
        if (m_amsgrad)
            at::maximum_out(largest, largest, square);
        const at::Tensor divisor = ((m_amsgrad ? largest : square).sqrt() / std::sqrt(1 - std::pow(m_beta2, count))).add_(m_eps);
        parameter.addcdiv_(mean, divisor, -step.learningRate / (1 - std::pow(beta1, count)));
    }

    using Fused = void (*)(at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList, double, double,
                           double, double, double, bool, bool, const std::optional<at::Tensor>&, const std::optional<at::Tensor>&);
    double m_beta1, m_beta2, m_eps;
    bool m_amsgrad, m_decoupled, m_fused;
};

} // namespace

bool Optimizer::hasFused(const at::Device& device)
{
    return device.is_cpu() || device.is_cuda();
}

std::unique_ptr<Optimizer> Optimizer::create(const TrainingSettings& settings, Parameters parameters, bool fused)
{
    const ParamValues values = optimizerValues(settings), schedule = scheduleValues(settings);
    const bool cyclesMomentum = schedule.has("cycle_momentum") && schedule.flag("cycle_momentum");
    std::unique_ptr<Optimizer> optimizer;
    if (settings.optimizer == "sgd")
        optimizer = std::make_unique<Sgd>(values, std::move(parameters), fused, cyclesMomentum);
    else if (settings.optimizer == "adam" || settings.optimizer == "adamw")
        optimizer = std::make_unique<Adam>(values, std::move(parameters), settings.optimizer == "adamw", fused);
    else if (settings.optimizer == "lbfgs")
        optimizer = std::make_unique<Lbfgs>(values, std::move(parameters));
    else if (auto adaptive = createAdaptive(settings.optimizer, values, parameters, cyclesMomentum))
        optimizer = std::move(adaptive);
    else
        optimizer = createModern(settings.optimizer, values, parameters);
    optimizer->m_weightDecay = values.has("weight_decay") ? values.real("weight_decay") : 0;
    optimizer->m_decayWeightsOnly = settings.decayWeightsOnly;
    optimizer->group();
    return optimizer;
}

} // namespace nodegrad
