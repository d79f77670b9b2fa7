#include "core/engine/step_plan.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <set>

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

bool isReal(const Spec& spec)
{
    return spec.dtype == DType::Float32;
}

} // namespace

/// One entry of the list.
class StepPlan::Part {
public:
    virtual ~Part() = default;
    virtual void forward(const KernelContext& context) = 0;
    virtual void backward() = 0;
};

/// An op with its own backward, below autograd.
class StepPlan::CompiledPart final : public Part {
public:
    CompiledPart(StepPlan& plan, const OpCall& call, std::unique_ptr<StaticOp> op, Slots out)
        : m_plan(plan), m_call(call), m_op(std::move(op)), m_out(std::move(out))
    {
    }

    void forward(const KernelContext& context) override
    {
        const at::AutoDispatchBelowADInplaceOrView below;
        m_plan.m_model.m_running = &m_call;
        m_op->forward(context);
        if (m_plan.m_watcher) {
            const at::Tensor output = m_out[0]->rectifiedLater ? at::relu(m_out[0]->tensor) : m_out[0]->tensor;
            (*m_plan.m_watcher)(m_call, output);
        }
    }

    void backward() override
    {
        m_plan.m_model.m_running = &m_call;
        if (m_out[0]->gradient.isDefined()) {
            const at::AutoDispatchBelowADInplaceOrView below;
            m_op->backward();
        }
        for (Slot* slot : m_out)
            if (isLarge(slot->tensor))
                slot->release();
    }

private:
    StepPlan& m_plan;
    const OpCall& m_call;
    std::unique_ptr<StaticOp> m_op;
    Slots m_out;
};

/// Neighbouring ops that run through their kernels: with autograd where something before them is trained.
class StepPlan::AutogradPart final : public Part {
public:
    AutogradPart(StepPlan& plan, bool isTrained) : m_plan(plan), m_isTrained(isTrained) {}

    bool isTrained() const { return m_isTrained; }
    void add(std::size_t op) { m_ops.push_back(op); }

    /// Once all ops are known: what comes from outside, and what is read outside.
    void close(const std::vector<int>& readers)
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

    void forward(const KernelContext& context) override
    {
        const c10::AutoGradMode mode(m_isTrained);
        m_leaves.clear(), m_leafSlots.clear(), m_results.clear();
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

    void backward() override
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
        m_leaves.clear(), m_leafSlots.clear(), m_results.clear();
        for (const ValueId value : m_out)
            m_plan.m_slots[static_cast<std::size_t>(value)].release();
    }

private:
    StepPlan& m_plan;
    bool m_isTrained;
    std::vector<std::size_t> m_ops;
    std::vector<ValueId> m_in, m_out;
    std::map<ValueId, at::Tensor> m_values;
    Tensors m_leaves, m_results;
    Slots m_leafSlots;
};

StepPlan::StepPlan(TorchModel& model, const ForwardPlan& plan, std::vector<WeightedLoss> losses)
    : m_model(model), m_wanted(plan.wanted), m_losses(std::move(losses)), m_slots(model.program().values.size()),
      m_readers(model.program().values.size(), 0)
{
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        m_slots[i].tensor = m_model.m_fixed[i].defined() ? m_model.m_fixed[i].detach() : at::Tensor();
        m_slots[i].spec = &m_model.program().values[i];
        m_slots[i].device = m_model.device();
    }
    for (const std::size_t op : plan.ops) {
        const OpCall& call = m_model.program().ops[op];
        for (const ValueId value : call.inputs)
            if (value != kNoValue) {
                Slot& slot = m_slots[static_cast<std::size_t>(value)];
                slot.onlyReader = ++m_readers[static_cast<std::size_t>(value)] == 1 ? &call : nullptr;
            }
    }
    for (const ValueId value : m_wanted) {
        ++m_readers[static_cast<std::size_t>(value)];
        m_slots[static_cast<std::size_t>(value)].onlyReader = nullptr;
    }
    chooseLayout(plan);
    markGradients(plan);
    addParts(plan);
}

/// Channels innermost suit oneDNN on the CPU where there are many: ResNet gains, networks with few channels lose. The choice depends on the
/// design alone, so that a run that is taken up computes as before.
void StepPlan::chooseLayout(const ForwardPlan& plan)
{
    constexpr std::int64_t kManyChannels = 64;
    std::vector<ValueId> weights;
    bool hasFew = false;
    for (const std::size_t op : plan.ops) {
        const OpCall& call = m_model.program().ops[op];
        if (call.type->id != "conv2d")
            continue;
        const at::Tensor& weight = m_model.tensorOf(call.inputs[1]);
        hasFew = hasFew || !weight.defined() || weight.size(0) < kManyChannels;
        weights.push_back(call.inputs[1]);
    }
    m_channelsLast = m_model.device().is_cpu() && weights.size() >= 4 && !hasFew;
    if (!m_channelsLast)
        return;
    for (const ValueId value : weights) {
        at::Tensor weight = m_model.m_fixed[static_cast<std::size_t>(value)];
        weight.set_data(weight.detach().contiguous(at::MemoryFormat::ChannelsLast));
        m_slots[static_cast<std::size_t>(value)].tensor = weight.detach();
    }
    for (Slot& slot : m_slots)
        slot.channelsLast = true;
}

StepPlan::~StepPlan() = default;

/// A gradient is wanted of what depends on a trainable parameter and reaches a loss.
void StepPlan::markGradients(const ForwardPlan& plan)
{
    const Program& program = m_model.program();
    std::vector<bool> depends(m_slots.size(), false), reaches(m_slots.size(), false);
    const auto at = [](std::vector<bool>& flags, ValueId value) { return flags[static_cast<std::size_t>(value)]; };
    for (const Parameter& parameter : program.parameters)
        at(depends, parameter.value) = parameter.trainable;
    for (const std::size_t op : plan.ops) {
        const OpCall& call = program.ops[op];
        const bool any = std::ranges::any_of(call.inputs, [&](ValueId value) { return value != kNoValue && at(depends, value); });
        for (const ValueId value : call.outputs)
            at(depends, value) = any && isReal(program.values[static_cast<std::size_t>(value)]);
    }
    for (const WeightedLoss& loss : m_losses)
        at(reaches, loss.loss) = true;
    for (std::size_t i = plan.ops.size(); i-- > 0;) {
        const OpCall& call = program.ops[plan.ops[i]];
        if (std::ranges::any_of(call.outputs, [&](ValueId value) { return at(reaches, value); }))
            for (const ValueId value : call.inputs)
                if (value != kNoValue)
                    at(reaches, value) = true;
    }
    const at::TensorOptions options = at::TensorOptions().dtype(m_model.trainable().empty() ? at::kFloat : m_model.trainable()[0].second.scalar_type())
                                          .device(m_model.device());
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        if (depends[i] && reaches[i])
            m_slots[i].gradient.want(options);
}

Slots StepPlan::slotsOf(const std::vector<ValueId>& values)
{
    Slots slots;
    for (const ValueId value : values)
        slots.push_back(value == kNoValue ? nullptr : &m_slots[static_cast<std::size_t>(value)]);
    return slots;
}

void StepPlan::addParts(const ForwardPlan& plan)
{
    AutogradPart* open = nullptr;
    const auto close = [&] {
        if (open)
            open->close(m_readers);
        open = nullptr;
    };
    for (const std::size_t index : plan.ops) {
        const OpCall& call = m_model.program().ops[index];
        const Slots in = slotsOf(call.inputs), out = slotsOf(call.outputs);
        const bool isTrained = std::ranges::any_of(out, [](const Slot* slot) { return slot->gradient.isWanted(); });
        const auto compile = m_model.m_kernels[index]->compile;
        if (std::unique_ptr<StaticOp> op = isTrained && compile ? compile(call, in, out) : nullptr) {
            close();
            for (const ValueId value : call.outputs)
                m_slots[static_cast<std::size_t>(value)].mayOverwrite = !op->needsOutput() && m_readers[static_cast<std::size_t>(value)] == 1;
            m_parts.push_back(std::make_unique<CompiledPart>(*this, call, std::move(op), out));
            ++m_counts.compiled;
            continue;
        }
        if (!open || open->isTrained() != isTrained) {
            close();
            auto part = std::make_unique<AutogradPart>(*this, isTrained);
            open = part.get();
            m_parts.push_back(std::move(part));
        }
        open->add(index);
        ++(isTrained ? m_counts.autograd : m_counts.plain);
    }
    close();
}

void StepPlan::feed(const std::vector<Feed>& feeds)
{
    std::vector<std::vector<std::int64_t>> sizes;
    for (const Feed& feed : feeds) {
        m_slots.at(static_cast<std::size_t>(feed.value)).tensor = feed.tensor;
        sizes.push_back(feed.tensor.sizes().vec());
    }
    if (sizes == m_sizes)
        return;
    // Parameters keep their sizes, and what the batches before gave to the gradient of this step.
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        if (!m_model.m_fixed[i].defined())
            m_slots[i].shrink();
    m_sizes = std::move(sizes);
}

Tensors StepPlan::forward(const std::vector<Feed>& feeds, const KernelContext& context, const Watcher& watcher)
{
    m_watcher = watcher ? &watcher : nullptr;
    const c10::AutoGradMode noGrad(false);
    feed(feeds);
    for (const std::unique_ptr<Part>& part : m_parts)
        part->forward(context);
    m_model.m_running = nullptr;
    Tensors result;
    for (const ValueId value : m_wanted)
        result.push_back(m_slots[static_cast<std::size_t>(value)].tensor);
    return result;
}

void StepPlan::backward(double share, bool adds)
{
    const c10::AutoGradMode noGrad(false);
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        if (!(adds && m_model.m_fixed[i].defined()))
            m_slots[i].gradient.clear();
    for (const WeightedLoss& loss : m_losses) {
        Slot& slot = m_slots[static_cast<std::size_t>(loss.loss)];
        if (slot.gradient.isWanted())
            slot.gradient.write([&](at::Tensor& out) { out.resize_(slot.tensor.sizes()).fill_(loss.weight * share); });
    }
    for (std::size_t i = m_parts.size(); i-- > 0;)
        m_parts[i]->backward();
    m_model.m_running = nullptr;
    publish();
}

/// A gradient has its parameter's layout, as autograd's has.
void StepPlan::publish()
{
    for (const Parameter& parameter : m_model.program().parameters) {
        Gradient& gradient = m_slots[static_cast<std::size_t>(parameter.value)].gradient;
        if (!gradient.isWanted() || !gradient.isDefined())
            continue;
        at::Tensor tensor = m_model.m_fixed[static_cast<std::size_t>(parameter.value)];
        const at::Tensor& value = gradient.owned(); // optimizers and clipping write to it
        if (tensor.grad().is_same(value))
            continue;
        tensor.mutable_grad() = value.strides() == tensor.strides() ? value : at::empty_like(tensor, tensor.options().requires_grad(false)).copy_(value);
    }
}

} // namespace nodegrad
