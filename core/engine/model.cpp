#include "core/engine/model.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensor_memory.h"
#include "core/engine/tensors.h"
#include "core/engine/torch_model.h"

namespace nodegrad {

namespace {

/// One array an input, each with the same number of samples and the sizes of its spec.
Status checkInputs(const Program& program, const std::vector<HostTensor>& inputs)
{
    if (inputs.size() != program.inputs.size())
        return fail("input.wrong_count", {{"got", inputs.size()}, {"expected", program.inputs.size()}});
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const ProgramInput& input = program.inputs[i];
        const std::vector<std::int64_t>& got = inputs[i].shape();
        bool fits = got.size() == input.spec.shape.size() && !got.empty() && got[0] == inputs[0].dim(0);
        for (std::size_t k = 1; fits && k < got.size(); ++k)
            fits = !input.spec.shape[k].isKnown() || input.spec.shape[k].value() == got[k];
        if (!fits)
            return fail("input.wrong_shape", {{"input", input.name}, {"got", shapeText(Shape(got.begin(), got.end()))},
                                              {"expected", shapeText(input.spec.shape)}});
    }
    return {};
}

/// Batches of one wanted value, joined; a value without a sample dimension is only whole when one batch held all.
Result<HostTensor> joined(const Tensors& parts)
{
    if (parts.size() == 1)
        return toHost(parts.front());
    if (parts.front().dim() == 0)
        return fail("engine.not_per_sample");
    return toHost(at::cat(parts, 0));
}

} // namespace

Model::Model(std::unique_ptr<TorchModel> model) : m_model(std::move(model)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model()
{
    if (!m_model)
        return;
    m_model.reset();
    releaseTensorMemory();
}

Result<Model> Model::create(std::shared_ptr<const Program> program, std::uint64_t seed, const std::string& device)
{
    auto model = TorchModel::create(std::move(program), seed, device);
    if (!model)
        return fail(model.error());
    return Model(std::move(*model));
}

const Program& Model::program() const
{
    return m_model->program();
}

Result<StateDict> Model::state() const
{
    return m_model->state();
}

Status Model::loadState(const StateDict& state)
{
    return m_model->loadState(state);
}

Result<std::vector<HostTensor>> Model::run(const std::vector<HostTensor>& inputs, const std::vector<ValueId>& wanted,
                                           std::int64_t batchSize, const Task& task)
{
    if (const Status status = checkInputs(program(), inputs); !status)
        return fail(status.error());
    const std::int64_t count = inputs.empty() ? 0 : inputs[0].dim(0);
    batchSize = std::max<std::int64_t>(1, batchSize);
    const ForwardPlan plan = m_model->planFor(wanted);
    std::vector<Tensors> parts(wanted.size());
    auto result = guardedTorch(makeError("engine.failed"), [&]() -> Result<std::vector<HostTensor>> {
        const c10::NoGradGuard noGrad;
        // An empty input makes one empty batch, so that the result has its sizes.
        for (std::int64_t start = 0; start < count || start == 0; start += batchSize) {
            if (const Status status = task.step(count > 0 ? static_cast<double>(start) / static_cast<double>(count) : 0); !status)
                return fail(status.error());
            std::vector<Feed> feeds;
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                const ProgramInput& input = program().inputs[i];
                const at::Tensor batch = sharedTensor(inputs[i]).slice(0, start, std::min(count, start + batchSize));
                feeds.push_back({input.value, batch.to(m_model->device(), torchType(input.spec.dtype))});
            }
            const Tensors values = m_model->forward(plan, feeds, {});
            for (std::size_t k = 0; k < wanted.size(); ++k)
                parts[k].push_back(values[k].to(at::kCPU));
        }
        std::vector<HostTensor> all;
        for (const Tensors& values : parts) {
            auto whole = joined(values);
            if (!whole)
                return fail(whole.error());
            all.push_back(std::move(*whole));
        }
        return all;
    });
    if (!result)
        return fail(m_model->named(result.error()));
    return result;
}

} // namespace nodegrad
