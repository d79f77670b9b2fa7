#pragma once
// Forward and backward of a training step as one graph of the accelerator (CUDA graphs): the host launches it at once, where it else
// launches each kernel and keeps small networks waiting. Shows LibTorch.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/engine/step_plan.h"

namespace nodegrad {

/// Runs a StepPlan as it is until it has seen a few steps of one size, then captures one and replays it. Steps of another size run as they are,
/// and what was captured before is dropped, for they may take its memory. Single thread; throws c10::Error as StepPlan does. Plan and model
/// must outlive it.
class CapturedStep {
public:
    CapturedStep(StepPlan& plan, TorchModel& model);
    ~CapturedStep();

    /// forward() and backward() of the plan with a share of 1. The wanted values hold until the next call.
    Tensors run(const std::vector<Feed>& feeds, const KernelContext& context);
    /// The plan runs on its own in between.
    void drop();
    /// A graph was captured and is replayed.
    bool isCaptured() const { return m_graph != nullptr; }
    /// Why it gave up: LibTorch's words; "" when it did not.
    const std::string& refusal() const { return m_refusal; }

private:
    struct Graph;
    Tensors runAsItIs(const std::vector<Feed>& feeds, const KernelContext& context);
    void capture(const std::vector<Feed>& feeds, const KernelContext& context);
    Tensors replay(const std::vector<Feed>& feeds);

    StepPlan& m_plan;
    TorchModel& m_model;
    std::unique_ptr<Graph> m_graph;
    std::vector<std::vector<std::int64_t>> m_sizes; ///< of the feeds of the last steps
    int m_alike = 0;                                ///< steps in a row of these sizes
    std::string m_refusal;
};

/// Why steps of this program cannot be captured there, as one sentence; "" when they can.
std::string whyNotCaptured(const Program& program, const c10::Device& device);

} // namespace nodegrad
