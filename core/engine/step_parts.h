#pragma once
// The entries of a compiled step's list. Internal to step_plan.

#include <map>
#include <optional>
#include <set>

#include "core/engine/step_plan.h"

namespace nodegrad {

/// One entry of the list.
class StepPlan::Part {
public:
    virtual ~Part() = default;
    virtual void forward(const KernelContext& context) = 0;
    virtual void backward() = 0;
    /// Lets go what it keeps for backward; the next forward pass makes it anew.
    virtual void forget() = 0;
};

/// An op with its own backward, below autograd.
class StepPlan::CompiledPart final : public Part {
public:
    CompiledPart(StepPlan& plan, std::size_t index, std::unique_ptr<StaticOp> op, Slots in, Slots out);
    void forward(const KernelContext& context) override;
    void backward() override;
    void forget() override { m_op.reset(); }

private:
    StepPlan& m_plan;
    const OpCall& m_call;
    const Kernel& m_kernel;
    std::unique_ptr<StaticOp> m_op;
    Slots m_in, m_out;
};

/// Neighbouring ops that run through their kernels: with autograd where something before them is trained.
class StepPlan::AutogradPart final : public Part {
public:
    AutogradPart(StepPlan& plan, bool isTrained) : m_plan(plan), m_isTrained(isTrained) {}
    bool isTrained() const { return m_isTrained; }
    void add(std::size_t op) { m_ops.push_back(op); }
    /// Once all ops are known: what comes from outside, and what is read outside.
    void close(const std::vector<int>& readers);
    void forward(const KernelContext& context) override;
    void backward() override;
    void forget() override { m_leaves.clear(), m_leafSlots.clear(), m_results.clear(); }

private:
    StepPlan& m_plan;
    bool m_isTrained;
    std::vector<std::size_t> m_ops;
    std::vector<ValueId> m_in, m_out;
    std::map<ValueId, at::Tensor> m_values;
    Tensors m_leaves, m_results;
    Slots m_leafSlots;
};

/// Parts that keep nothing but their ends after forward and run once more in backward (Chen and others, "Training Deep Nets with Sublinear
/// Memory Cost", 2016). Both passes do the same arithmetic with the same random numbers; buffers are updated by the first one.
class StepPlan::SegmentPart final : public Part {
public:
    explicit SegmentPart(StepPlan& plan) : m_plan(plan) {}
    std::vector<std::unique_ptr<Part>>& parts() { return m_parts; }
    /// A value that its ops give; `isRead`: by others.
    void makes(Slot& slot, bool isRead) { (isRead ? m_outputs : m_inner).push_back(&slot); }
    void forward(const KernelContext& context) override;
    void backward() override;
    void forget() override;

private:
    StepPlan& m_plan;
    std::vector<std::unique_ptr<Part>> m_parts;
    Slots m_inner, m_outputs;
    KernelContext m_context;
    std::optional<at::ScalarType> m_autocast; ///< of the thread in forward(), which backward() does not know
};

} // namespace nodegrad
