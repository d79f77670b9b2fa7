#pragma once
// Optimizers over tensors. Formulas and state names are those of torch.optim.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"
#include "core/training/schedule.h"

namespace nodegrad {

/// Updates parameters from their gradients. Single thread. Members that return no Status throw c10::Error: call them inside
/// guardedTorch().
class Optimizer {
public:
    using Parameters = std::vector<std::pair<std::string, at::Tensor>>; ///< path, leaf tensor

    /// `settings.optimizer` is one of optimizerTypes() (checkSettings). `fused` false: one op after the other, for devices without
    /// fused steps.
    static std::unique_ptr<Optimizer> create(const TrainingSettings& settings, Parameters parameters, bool fused);
    /// Fused steps exist on the CPU and on CUDA.
    static bool hasFused(const at::Device& device);
    virtual ~Optimizer() = default;

    /// One step; parameters without a gradient stay as they are. `rates.momentum` replaces the momentum or beta 1 of those that have one.
    void step(const StepRates& rates);
    void step(double learningRate) { step(StepRates{.learningRate = learningRate}); }
    /// Gradients of the batch at the present weights, and its loss.
    using Closure = std::function<double()>;
    /// It evaluates the loss within a step: stepWith() takes the place of step().
    virtual bool needsClosure() const { return false; }
    /// The gradients are there and `loss` belongs to them.
    virtual void stepWith(const StepRates& rates, double loss, const Closure& closure) { (void)loss, (void)closure, step(rates); }
    /// What differs for a parameter.
    struct Traits {
        double rateFactor = 1;
        std::optional<double> weightDecay = {}; ///< instead of the optimizer's, whatever decay_weights_only says
        bool isFrozen = false;
    };
    /// One a parameter, for the steps to come; none: all are alike.
    void setTraits(std::vector<Traits> traits);
    /// Those that are there.
    std::vector<at::Tensor> allGradients() const { return gradients(withGradient()); }
    /// Drops all gradients.
    void clearGradients();
    /// As torch.nn.utils.clip_grad_norm_ over all gradients together, and clip_grad_value_.
    void clipByNorm(double largest);
    void clipByValue(double largest);
    /// State under "<parameter path>.<name>": momentum_buffer, or exp_avg, exp_avg_sq and step.
    virtual std::map<std::string, HostTensor> state() const;
    /// The reverse; a parameter that has no entry has made no step yet. Errors: training.bad_checkpoint (unknown key, wrong shape).
    virtual Status load(const std::map<std::string, HostTensor>& state);

protected:
    using List = std::vector<at::Tensor>;
    struct Step {
        double learningRate = 0;
        std::optional<double> momentum;
        double weightDecay = 0;
    };
    explicit Optimizer(Parameters parameters, std::vector<std::string> stateNames, bool stepsOnDevice = false);
    /// `which`: indices of the parameters that have a gradient, in order.
    virtual void update(const std::vector<std::size_t>& which, const Step& step) = 0;
    /// Sizes of a parameter's state; nothing: this parameter has none of that name.
    virtual std::optional<std::vector<std::int64_t>> stateSizes(const std::string& name, const at::Tensor& parameter) const;

    Parameters m_parameters;
    std::vector<std::string> m_stateNames;
    std::vector<List> m_state;          ///< [name][parameter], undefined before its first step
    List pick(const List& all, const std::vector<std::size_t>& which) const;
    List parameters(const std::vector<std::size_t>& which) const;
    List gradients(const std::vector<std::size_t>& which) const;
    /// That state of parameter `i`, filled with `value` when it is not there yet.
    at::Tensor& stateOf(std::size_t name, std::size_t i, double value = 0);

private:
    std::vector<std::size_t> withGradient() const;
    void group();
    bool m_stepsOnDevice;               ///< counts of steps: on the CPU, unless a fused step reads them
    bool m_decayWeightsOnly = false;
    double m_weightDecay = 0;
    struct Group {
        double rateFactor = 1, weightDecay = 0;
        std::vector<std::size_t> members;
    };
    std::vector<Traits> m_traits;
    std::vector<Group> m_groups;        ///< of those that are not frozen
};

/// One parameter after the other.
class ParameterwiseOptimizer : public Optimizer {
protected:
    using Optimizer::Optimizer;
    virtual void updateOne(std::size_t i, at::Tensor parameter, at::Tensor gradient, const Step& step) = 0;
    /// Counts a step of parameter `i` under that state name; the steps done, this one included.
    double count(std::size_t name, std::size_t i);

private:
    void update(const std::vector<std::size_t>& which, const Step& step) final;
};

/// Those that torch.optim has beside SGD and Adam; null for another id.
std::unique_ptr<Optimizer> createAdaptive(const std::string& id, const ParamValues& values, const Optimizer::Parameters& parameters, bool cyclesMomentum);
/// Lion, Adafactor and Muon; null for another id.
std::unique_ptr<Optimizer> createModern(const std::string& id, const ParamValues& values, const Optimizer::Parameters& parameters);

} // namespace nodegrad
