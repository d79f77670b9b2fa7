#include "core/engine/torch_model.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/engine/devices.h"
#include "core/engine/guarded_torch.h"
#include "core/engine/tensor_memory.h"
#include "core/engine/tensors.h"

namespace nodegrad {

namespace {

/// "encoder.0.weight" -> ("encoder.0", "weight").
std::pair<std::string, std::string> splitPath(const std::string& path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? std::pair{std::string(), path} : std::pair{path.substr(0, dot), path.substr(dot + 1)};
}

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    return shapeText(Shape(sizes.begin(), sizes.end()));
}

} // namespace

TorchModel::TorchModel(std::shared_ptr<const Program> program, at::Device device)
    : torch::nn::Module("Program"), m_program(std::move(program)), m_device(device), m_fixed(m_program->values.size())
{
}

Result<std::unique_ptr<TorchModel>> TorchModel::create(std::shared_ptr<const Program> program, std::uint64_t seed,
                                                       const std::string& device)
{
    installTensorMemory();
    const auto place = deviceFor(device);
    if (!place)
        return fail(place.error());
    return guardedTorch(makeError("engine.failed"), [&]() -> Result<std::unique_ptr<TorchModel>> {
        auto model = std::make_unique<TorchModel>(std::move(program), *place);
        for (const OpCall& op : model->program().ops) {
            model->m_kernels.push_back(findKernel(op.type->id));
            if (!model->m_kernels.back())
                return fail("engine.no_kernel", {{"node", op.origin}, {"op", op.type->id}});
        }
        model->addTensors(seed);
        model->joinRecurrentWeights();
        return model;
    });
}

torch::nn::Module& TorchModel::submodule(const std::string& path)
{
    torch::nn::Module* at = this;
    for (const std::string_view part : split(path, '.')) {
        if (part.empty())
            continue;
        const std::string name(part);
        torch::nn::Module* next = nullptr;
        for (const auto& child : at->named_children())
            if (child.key() == name)
                next = child.value().get();
        at = next ? next : at->register_module(name, std::make_shared<torch::nn::Module>(name)).get();
    }
    return *at;
}

void TorchModel::addTensors(std::uint64_t seed)
{
    for (const Parameter& parameter : m_program->parameters) {
        const auto [folder, name] = splitPath(parameter.path);
        const at::Tensor tensor = submodule(folder).register_parameter(
            name, toTensor(initialValues(parameter, seed), m_device), parameter.trainable);
        m_fixed.at(static_cast<std::size_t>(parameter.value)) = tensor;
        m_named[parameter.path] = tensor;
        if (parameter.trainable)
            m_trainable.emplace_back(parameter.path, tensor);
    }
    for (const Buffer& buffer : m_program->buffers) {
        const auto [folder, name] = splitPath(buffer.path);
        const at::Tensor tensor = submodule(folder).register_buffer(name, toTensor(buffer.initial, m_device));
        m_fixed.at(static_cast<std::size_t>(buffer.value)) = tensor;
        m_named[buffer.path] = tensor;
    }
    for (const Constant& constant : m_program->constants)
        m_fixed.at(static_cast<std::size_t>(constant.value)) = toTensor(constant.tensor, m_device);
}

/// cuDNN wants the weights of a recurrent layer in one piece of memory, and copies them at every call where they are not.
void TorchModel::joinRecurrentWeights()
{
    if (!m_device.is_cuda() || !at::_use_cudnn_rnn_flatten_weight())
        return;
    const std::map<std::string, std::int64_t> modes = {{"lstm", 2}, {"gru", 3}}; // cuDNN's numbers
    const c10::NoGradGuard noGrad;
    for (const OpCall& op : m_program->ops) {
        const auto mode = modes.find(op.type->id);
        if (mode == modes.end())
            continue;
        const Attributes& a = op.attributes;
        const std::int64_t projected = a.has("projection_size") ? a.integer("projection_size") : 0, arrays = projected > 0 ? 5 : 4;
        const std::int64_t count = arrays * a.integer("layers") * (a.flag("bidirectional") ? 2 : 1);
        std::vector<at::Tensor> weights;
        for (auto value = op.inputs.end() - count; value != op.inputs.end(); ++value)
            weights.push_back(tensorOf(*value));
        const bool areParameters = std::ranges::all_of(weights, [](const at::Tensor& weight) { return weight.defined() && weight.is_leaf(); });
        if (areParameters)
            at::_cudnn_rnn_flatten_weight(weights, arrays, weights[0].size(1), mode->second, a.integer("hidden_size"), projected, a.integer("layers"),
                                          /*batch_first=*/true, a.flag("bidirectional"));
    }
}

ForwardPlan TorchModel::planFor(const std::vector<ValueId>& wanted) const
{
    ForwardPlan plan{neededOps(*m_program, wanted), wanted, {}};
    plan.release.resize(plan.ops.size());
    std::vector<bool> kept(m_program->values.size(), false);
    for (const ValueId value : wanted)
        kept.at(static_cast<std::size_t>(value)) = true;
    for (std::size_t i = plan.ops.size(); i-- > 0;) {
        const OpCall& op = m_program->ops[plan.ops[i]];
        for (const auto* values : {&op.inputs, &op.outputs}) {
            for (const ValueId value : *values) {
                if (value == kNoValue || kept[static_cast<std::size_t>(value)])
                    continue;
                kept[static_cast<std::size_t>(value)] = true; // met from behind: this is its last use
                plan.release[i].push_back(value);
            }
        }
    }
    return plan;
}

Tensors TorchModel::forward(const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context,
                            const Observer& observer)
{
    std::vector<at::Tensor> values = m_fixed;
    for (const Feed& feed : feeds)
        values.at(static_cast<std::size_t>(feed.value)) = feed.tensor;
    Tensors in;
    for (std::size_t i = 0; i < plan.ops.size(); ++i) {
        const OpCall& op = m_program->ops[plan.ops[i]];
        m_running = &op;
        in.clear();
        for (const ValueId value : op.inputs)
            in.push_back(value == kNoValue ? at::Tensor() : values[static_cast<std::size_t>(value)]);
        Tensors out = m_kernels[plan.ops[i]]->run(context, op, in);
        TORCH_CHECK(out.size() == op.outputs.size(), "kernel ", op.type->id, " gives ", out.size(), " values, not ", op.outputs.size());
        if (observer && !observer(op, in, out))
            break;
        for (std::size_t k = 0; k < out.size(); ++k)
            values[static_cast<std::size_t>(op.outputs[k])] = std::move(out[k]);
        for (const ValueId value : plan.release[i])
            values[static_cast<std::size_t>(value)].reset();
    }
    m_running = nullptr;
    Tensors result;
    for (const ValueId value : plan.wanted)
        result.push_back(values[static_cast<std::size_t>(value)]);
    return result;
}

Result<Tensors> TorchModel::run(const ForwardPlan& plan, const std::vector<Feed>& feeds, const KernelContext& context)
{
    auto result = guardedTorch(makeError("engine.failed"), [&]() -> Result<Tensors> { return forward(plan, feeds, context); });
    if (!result)
        return fail(named(result.error()));
    return result;
}

Error TorchModel::named(Error error) const
{
    if (m_running && error.code == "engine.failed") {
        std::string words = std::move(error.detail);
        if (m_running->type->foreign) // its words are meant for people
            return makeError("engine.foreign_failed", {{"node", m_running->origin}, {"what", words.substr(0, words.find('\n'))}}, words);
        error = makeError("engine.op_failed", {{"node", m_running->origin}, {"op", m_running->type->id}}, std::move(words));
    }
    return error;
}

Result<StateDict> TorchModel::state() const
{
    return guardedTorch(makeError("engine.failed"), [&]() -> Result<StateDict> {
        StateDict state;
        for (const auto& [path, tensor] : m_named)
            state[path] = toHost(tensor);
        return state;
    });
}

Status TorchModel::loadState(const StateDict& state)
{
    for (const auto& [path, tensor] : m_named) {
        const auto found = state.find(path);
        if (found == state.end())
            return fail("state.missing_key", {{"key", path}});
        if (found->second.shape() != tensor.sizes().vec())
            return fail("state.wrong_shape", {{"key", path}, {"got", sizesText(found->second.shape())},
                                              {"expected", sizesText(tensor.sizes().vec())}});
    }
    for (const auto& [path, tensor] : state)
        if (!m_named.contains(path) && !m_program->aliases.contains(path))
            return fail("state.unknown_key", {{"key", path}});
    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        const c10::NoGradGuard noGrad;
        for (auto& [path, tensor] : m_named)
            tensor.copy_(sharedTensor(state.at(path)));
        return {};
    });
}

} // namespace nodegrad
