#pragma once
// Optimizers over tensors, on LibTorch's fused multi-tensor steps. Formulas and state names are those of torch.optim.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"
#include "core/training/settings.h"

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

    /// One step; parameters without a gradient stay as they are.
    void step(double learningRate);
    /// Drops all gradients.
    void clearGradients();
    /// State under "<parameter path>.<name>": momentum_buffer, or exp_avg, exp_avg_sq and step.
    std::map<std::string, HostTensor> state() const;
    /// The reverse; a parameter that has no entry has made no step yet. Errors: training.bad_checkpoint (unknown key, wrong shape).
    Status load(const std::map<std::string, HostTensor>& state);

protected:
    explicit Optimizer(Parameters parameters, std::vector<std::string> stateNames);
    using List = std::vector<at::Tensor>;
    /// `which`: indices of the parameters that have a gradient, in order.
    virtual void update(const std::vector<std::size_t>& which, double learningRate) = 0;

    Parameters m_parameters;
    std::vector<std::string> m_stateNames;
    std::vector<List> m_state;          ///< [name][parameter], undefined before its first step
    List pick(const List& all, const std::vector<std::size_t>& which) const;
    List parameters(const std::vector<std::size_t>& which) const;
    List gradients(const std::vector<std::size_t>& which) const;
};

} // namespace nodegrad
