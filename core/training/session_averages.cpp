// What SWA does at the end of an epoch: the mean of the weights, and the statistics of norms that belong to it.

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/autocast.h"
#include "core/engine/guarded_torch.h"
#include "core/training/session.h"

namespace nodegrad {

void TrainingSession::findStatistics()
{
    if (m_plan.settings.swaStart <= 0)
        return;
    const Program& program = m_model->program();
    std::vector<ValueId> wanted;
    std::map<ValueId, NormStatistics> found;
    for (const OpCall& op : program.ops) {
        if (!op.type->updatesBuffers || op.frozen)
            continue;
        wanted.push_back(op.outputs[0]);
        for (std::size_t i = 0; i < op.inputs.size(); ++i) // running mean, variance, number of batches
            if (op.inputs[i] != kNoValue)
                found[op.inputs[i]] = {{}, {}, op.type->inputs[i].starts_with("running_var") ? 1.0 : 0.0, op.type->id == "batch_norm"};
    }
    for (const Buffer& buffer : program.buffers)
        if (const auto statistics = found.find(buffer.value); statistics != found.end()) {
            statistics->second.path = buffer.path;
            statistics->second.tensor = m_model->tensorOf(buffer.value);
            m_statistics.push_back(statistics->second);
        }
    if (!m_statistics.empty())
        m_statisticsPass = m_model->planFor(wanted);
}

/// As torch.optim.swa_utils.update_bn: one pass in training mode, with the plain mean over its batches. The samples come in their own
/// order. None when it was stopped.
std::optional<std::vector<at::Tensor>> TrainingSession::computeStatistics(const std::function<bool()>& isStopping)
{
    std::vector<at::Tensor> trained, computed;
    const AveragesInPlace averages(m_averages.get());
    for (const NormStatistics& one : m_statistics) {
        trained.push_back(one.tensor.clone());
        if (one.isCumulative)
            at::Tensor(one.tensor).fill_(one.initial);
    }
    const at::Tensor samples = at::tensor(m_plan.split.train, at::kLong).to(m_model->device());
    bool isWhole = true;
    for (std::size_t i = 0; i < m_batches.ranges.size() && isWhole; ++i) {
        const BatchRange& range = m_batches.ranges[i];
        KernelContext pass = context(true, static_cast<std::int64_t>(i));
        pass.normMomentum = 1 / static_cast<double>(i + 1);
        const Autocast autocast(mixedType(m_plan.settings.precision), m_model->device().type());
        m_model->forward(m_statisticsPass, feedsFor(samples.slice(0, range.begin, range.begin + range.count)), pass);
        isWhole = !isStopping();
    }
    for (std::size_t i = 0; i < m_statistics.size(); ++i) {
        computed.push_back(m_statistics[i].tensor.clone());
        at::Tensor(m_statistics[i].tensor).copy_(trained[i]);
    }
    return isWhole ? std::optional(std::move(computed)) : std::nullopt;
}

Result<bool> TrainingSession::finishSteps(const std::function<bool()>& isStopping)
{
    const std::int64_t epoch = m_position.epoch + 1, start = m_plan.settings.swaStart;
    if (start <= 0 || epoch < start)
        return true;
    auto finished = guardedTorch(makeError("engine.failed"), [&]() -> Result<bool> {
        const c10::NoGradGuard noGrad;
        if (m_position.averagedEpoch != epoch) {
            m_averages->update();
            m_position.averagedEpoch = epoch;
        }
        if (m_statistics.empty() || m_averages->hasStatistics())
            return true;
        auto computed = computeStatistics(isStopping);
        if (!computed)
            return false;
        m_averages->setStatistics(m_statistics, std::move(*computed));
        return true;
    });
    if (!finished)
        return fail(m_model->named(finished.error()));
    return finished;
}

} // namespace nodegrad
