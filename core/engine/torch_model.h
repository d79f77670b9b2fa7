#pragma once
// A Program as a torch::nn::Module. For training, evaluation and exporters; everyone else includes model.h.

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <torch/nn/module.h>

#include "core/engine/kernels/kernel.h"
#include "core/engine/model.h"

namespace nodegrad {

/// A tensor for a value of the Program: an input, a target.
struct Feed {
    ValueId value = kNoValue;
    at::Tensor tensor;
};

/// Which ops a forward pass runs, and which values may go after each.
struct ForwardPlan {
    std::vector<std::size_t> ops;              ///< indices into Program::ops, in order
    std::vector<ValueId> wanted;
    std::vector<std::vector<ValueId>> release; ///< one entry an op: values that no later op reads and nobody wants
};

/// Parameters and buffers are registered under their paths ("encoder.0.weight" is "weight" of the submodule "0" of "encoder"), so
/// that named_parameters() and named_buffers() give state-dict keys. Tied parameters appear once. Ops run in the Program's order.
/// Not thread-safe. Members that return no Result throw c10::Error: call them inside guardedTorch().
class TorchModel : public torch::nn::Module {
public:
    /// Initial values are drawn from (seed, path). Errors: device.unavailable, memory.exhausted, engine.no_kernel.
    static Result<std::unique_ptr<TorchModel>> create(std::shared_ptr<const Program> program, std::uint64_t seed,
                                                      const std::string& device = "cpu");

    const Program& program() const { return *m_program; }
    const at::Device& device() const { return m_device; }

    ForwardPlan planFor(const std::vector<ValueId>& wanted) const;
    /// Told after each op; false ends the pass early (the result is then incomplete).
    using Observer = std::function<bool(const OpCall&, const Tensors& in, const Tensors& out)>;
    /// The wanted values. Feeds must be on device(). Records gradients when grad mode is on; a value is let go after its last use,
    /// so that only autograd keeps what backward needs. context.training: BatchNorm uses the batch, Dropout drops.
    Tensors forward(const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context,
                    const Observer& observer = {});
    /// The same with errors as values: engine.op_failed names the node, engine.foreign_failed says more.
    Result<Tensors> run(const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context);
    /// `error` made more precise: when an op was running, "engine.failed" becomes engine.op_failed, or engine.foreign_failed, with the node's name.
    Error named(Error error) const;

    /// Tensor of a parameter, buffer or constant; undefined for any other value.
    const at::Tensor& tensorOf(ValueId value) const { return m_fixed[static_cast<std::size_t>(value)]; }
    /// Parameters that are not frozen, by path, in the Program's order.
    const std::vector<std::pair<std::string, at::Tensor>>& trainable() const { return m_trainable; }

    /// All parameters and buffers, copied to the host.
    Result<StateDict> state() const;
    /// As Model::loadState. Nothing is changed when it fails. Keys of tied parameters (aliases) are accepted and ignored.
    Status loadState(const StateDict& state);

    /// A Module's own name for itself; made by create().
    TorchModel(std::shared_ptr<const Program> program, at::Device device);

private:
    friend class StepPlan; // the same ops on the same tensors, in another way
    void addTensors(std::uint64_t seed);
    void joinRecurrentWeights();
    torch::nn::Module& submodule(const std::string& path);

    std::shared_ptr<const Program> m_program;
    at::Device m_device;
    std::vector<const Kernel*> m_kernels;                        ///< one an op
    std::vector<at::Tensor> m_fixed;                             ///< by value id: parameters, buffers, constants
    std::vector<std::pair<std::string, at::Tensor>> m_trainable;
    std::map<std::string, at::Tensor> m_named;                   ///< parameters and buffers by path
    const OpCall* m_running = nullptr;
};

} // namespace nodegrad
