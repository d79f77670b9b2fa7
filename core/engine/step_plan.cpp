#include "core/engine/step_plan.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/engine/step_parts.h"

namespace nodegrad {

namespace {

bool isReal(const Spec& spec)
{
    return spec.dtype == DType::Float32;
}

} // namespace

StepPlan::StepPlan(TorchModel& model, const ForwardPlan& plan, std::vector<WeightedLoss> losses, const StepOptions& options)
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
    placeSegments(plan, options.segments);
    addParts(plan, options);
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

/// Where segments lie. What goes into one is not written over, or its second pass would begin from something else.
void StepPlan::placeSegments(const ForwardPlan& plan, const std::vector<Segment>& segments)
{
    const Program& program = m_model.program();
    m_segmentOf.assign(program.ops.size(), -1);
    m_enters.assign(m_slots.size(), false);
    m_leaves.assign(m_slots.size(), false);
    for (std::size_t s = 0; s < segments.size(); ++s) {
        const auto isTrained = [&](std::size_t op) {
            return op >= segments[s].begin && op < segments[s].end
                && std::ranges::any_of(program.ops[op].outputs, [&](ValueId value) { return m_slots[static_cast<std::size_t>(value)].gradient.isWanted(); });
        };
        if (std::ranges::any_of(plan.ops, isTrained))
            std::fill(m_segmentOf.begin() + static_cast<std::ptrdiff_t>(segments[s].begin), m_segmentOf.begin() + static_cast<std::ptrdiff_t>(segments[s].end), static_cast<int>(s));
    }
    std::vector<int> makers(m_slots.size(), -1);
    for (const std::size_t op : plan.ops) {
        for (const ValueId value : program.ops[op].inputs) {
            const auto id = static_cast<std::size_t>(value);
            if (value == kNoValue || makers[id] == m_segmentOf[op])
                continue;
            m_leaves[id] = m_leaves[id] || makers[id] >= 0;
            m_enters[id] = m_enters[id] || m_segmentOf[op] >= 0;
        }
        for (const ValueId value : program.ops[op].outputs)
            makers[static_cast<std::size_t>(value)] = m_segmentOf[op];
    }
    for (const ValueId value : m_wanted)
        m_leaves[static_cast<std::size_t>(value)] = true;
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        if (m_enters[i])
            m_slots[i].onlyReader = nullptr;
}

void StepPlan::addParts(const ForwardPlan& plan, const StepOptions& options)
{
    AutogradPart* open = nullptr;
    SegmentPart* segment = nullptr;
    int place = -1;
    const auto close = [&] {
        if (open)
            open->close(m_readers);
        open = nullptr;
    };
    for (const std::size_t index : plan.ops) {
        const OpCall& call = m_model.program().ops[index];
        if (m_segmentOf[index] != place) {
            close();
            place = m_segmentOf[index];
            segment = nullptr;
            if (place >= 0) {
                auto part = std::make_unique<SegmentPart>(*this);
                segment = part.get();
                m_parts.push_back(std::move(part));
            }
        }
        std::vector<std::unique_ptr<Part>>& parts = segment ? segment->parts() : m_parts;
        if (segment)
            for (const ValueId value : call.outputs)
                segment->makes(m_slots[static_cast<std::size_t>(value)], m_leaves[static_cast<std::size_t>(value)]);
        const Slots in = slotsOf(call.inputs), out = slotsOf(call.outputs);
        const bool isTrained = std::ranges::any_of(out, [](const Slot* slot) { return slot->gradient.isWanted(); });
        const auto compile = options.compiles ? m_model.m_kernels[index]->compile : nullptr;
        if (std::unique_ptr<StaticOp> op = isTrained && compile ? compile(call, in, out) : nullptr) {
            close();
            for (const ValueId value : call.outputs) {
                const auto id = static_cast<std::size_t>(value);
                m_slots[id].mayOverwrite = !op->needsOutput() && m_readers[id] == 1 && !m_enters[id];
            }
            parts.push_back(std::make_unique<CompiledPart>(*this, index, std::move(op), in, out));
            ++m_counts.compiled;
            continue;
        }
        if (!open || open->isTrained() != isTrained) {
            close();
            auto part = std::make_unique<AutogradPart>(*this, isTrained);
            open = part.get();
            parts.push_back(std::move(part));
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
