#include "core/engine/step_parts.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <utility>

#include "core/engine/autocast.h"

namespace nodegrad {

namespace {

/// Smaller tensors stay from step to step; larger ones go back to the allocator when backward is past them, so that a step needs no more
/// memory than autograd does.
constexpr std::int64_t kStayingBytes = 1 << 18;

bool isLarge(const at::Tensor& tensor)
{
    return tensor.defined() && tensor.numel() * tensor.element_size() > kStayingBytes;
}

/// What autograd gave: it may be a view, or be held elsewhere.
void give(Gradient& gradient, const at::Tensor& given)
{
    if (given.use_count() == 1 && given.storage().use_count() == 1)
        gradient.take(given);
    else
        gradient.put(given);
}

} // namespace

StepPlan::CompiledPart::CompiledPart(StepPlan& plan, std::size_t index, std::unique_ptr<StaticOp> op, Slots in, Slots out)
    : m_plan(plan), m_call(plan.m_model.program().ops[index]), m_kernel(*plan.m_model.m_kernels[index]), m_op(std::move(op)), m_in(std::move(in)), m_out(std::move(out))
{
}

void StepPlan::CompiledPart::forward(const KernelContext& context)
{
    const at::AutoDispatchBelowADInplaceOrView below;
    m_plan.m_model.m_running = &m_call;
    if (!m_op)
        m_op = m_kernel.compile(m_call, m_in, m_out);
    m_op->forward(context);
    if (m_plan.m_watcher) {
        const at::Tensor output = m_out[0]->rectifiedLater ? at::relu(m_out[0]->tensor) : m_out[0]->tensor;
        (*m_plan.m_watcher)(m_call, output);
    }
}

void StepPlan::CompiledPart::backward()
{
    m_plan.m_model.m_running = &m_call;
    if (std::ranges::any_of(m_out, [](const Slot* slot) { return slot->gradient.isDefined(); })) {
        const at::AutoDispatchBelowADInplaceOrView below;
        m_op->backward();
    }
    for (Slot* slot : m_out)
        if (isLarge(slot->tensor))
            slot->release();
}

void StepPlan::AutogradPart::close(const std::vector<int>& readers)
{
    std::map<ValueId, int> readersInside;
    std::set<ValueId> made;
    for (const std::size_t op : m_ops) {
        const OpCall& call = m_plan.m_model.program().ops[op];
        for (const ValueId value : std::set<ValueId>(call.inputs.begin(), call.inputs.end()))
            if (value != kNoValue && !made.contains(value) && std::ranges::find(m_in, value) == m_in.end())
                m_in.push_back(value);
        for (const ValueId value : call.inputs)
            if (value != kNoValue)
                ++readersInside[value];
        made.insert(call.outputs.begin(), call.outputs.end());
    }
    for (const ValueId value : made)
        if (readers[static_cast<std::size_t>(value)] > readersInside[value])
            m_out.push_back(value);
}

void StepPlan::AutogradPart::forward(const KernelContext& context)
{
    const c10::AutoGradMode mode(m_isTrained);
    forget();
    for (const ValueId value : m_in) {
        Slot& slot = m_plan.m_slots[static_cast<std::size_t>(value)];
        at::Tensor tensor = slot.tensor.detach();
        if (m_isTrained && slot.gradient.isWanted()) {
            m_leaves.push_back(tensor.requires_grad_());
            m_leafSlots.push_back(&slot);
        }
        m_values[value] = std::move(tensor);
    }
    Tensors in;
    for (const std::size_t op : m_ops) {
        const OpCall& call = m_plan.m_model.program().ops[op];
        m_plan.m_model.m_running = &call;
        in.clear();
        for (const ValueId value : call.inputs)
            in.push_back(value == kNoValue ? at::Tensor() : m_values[value]);
        Tensors out = m_plan.m_model.m_kernels[op]->run(context, call, in);
        TORCH_CHECK(out.size() == call.outputs.size(), "kernel ", call.type->id, " gives ", out.size(), " values");
        for (std::size_t k = 0; k < out.size(); ++k)
            m_values[call.outputs[k]] = std::move(out[k]);
        if (m_plan.m_watcher)
            (*m_plan.m_watcher)(call, m_values[call.outputs[0]].detach());
    }
    for (const ValueId value : m_out) {
        at::Tensor& result = m_values[value];
        m_plan.m_slots[static_cast<std::size_t>(value)].tensor = result.detach();
        m_results.push_back(m_isTrained && result.requires_grad() ? result : at::Tensor());
    }
    m_values.clear(); // autograd keeps what backward needs
}

void StepPlan::AutogradPart::backward()
{
    m_plan.m_model.m_running = &m_plan.m_model.program().ops[m_ops.back()];
    Tensors results, gradients;
    for (std::size_t i = 0; i < m_out.size(); ++i) {
        const Gradient& gradient = m_plan.m_slots[static_cast<std::size_t>(m_out[i])].gradient;
        if (m_results[i].defined() && gradient.isDefined()) {
            results.push_back(m_results[i]);
            gradients.push_back(gradient.value());
        }
    }
    if (!results.empty() && !m_leaves.empty()) {
        const Tensors given = torch::autograd::grad(results, m_leaves, gradients, /*retain_graph=*/false, /*create_graph=*/false,
                                                    /*allow_unused=*/true);
        const at::AutoDispatchBelowADInplaceOrView below;
        for (std::size_t i = 0; i < given.size(); ++i)
            if (given[i].defined())
                give(m_leafSlots[i]->gradient, given[i]);
    }
    forget();
    for (const ValueId value : m_out)
        m_plan.m_slots[static_cast<std::size_t>(value)].release();
}

void StepPlan::SegmentPart::forward(const KernelContext& context)
{
    m_context = context;
    m_autocast = Autocast::current(m_plan.m_model.device().type());
    for (const std::unique_ptr<Part>& part : m_parts)
        part->forward(context);
    forget();
}

void StepPlan::SegmentPart::forget()
{
    for (const std::unique_ptr<Part>& part : m_parts)
        part->forget();
    for (Slot* slot : m_inner)
        slot->release();
}

void StepPlan::SegmentPart::backward()
{
    if (std::ranges::any_of(m_outputs, [](const Slot* slot) { return slot->gradient.isDefined(); })) {
        for (Slot* slot : m_outputs) // those who read them are done
            slot->tensor.reset(), slot->own.reset();
        m_context.isAgain = true;
        const Watcher* watcher = std::exchange(m_plan.m_watcher, nullptr);
        {
            const Autocast autocast(m_autocast, m_plan.m_model.device().type());
            for (const std::unique_ptr<Part>& part : m_parts)
                part->forward(m_context);
        }
        m_plan.m_watcher = watcher;
        for (std::size_t i = m_parts.size(); i-- > 0;)
            m_parts[i]->backward();
    }
    forget();
    for (Slot* slot : m_outputs)
        slot->release();
}

} // namespace nodegrad
