#include "core/training/averaged_weights.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"

namespace nodegrad {

AveragedWeights::AveragedWeights(Optimizer::Parameters parameters, double decay) : m_parameters(std::move(parameters)), m_decay(decay) {}

void AveragedWeights::update()
{
    const c10::NoGradGuard noGrad;
    ++m_count;
    m_computed.clear();
    if (m_averages.empty()) {
        for (const auto& [path, weight] : m_parameters)
            m_averages.push_back(weight.detach().clone());
        return;
    }
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_averages[i].lerp_(m_parameters[i].second, m_decay > 0 ? 1 - m_decay : 1 / static_cast<double>(m_count));
}

void AveragedWeights::exchange()
{
    const c10::NoGradGuard noGrad;
    const auto swap = [](at::Tensor now, at::Tensor other) {
        const at::Tensor kept = now.detach().clone();
        now.copy_(other);
        other.copy_(kept);
    };
    for (std::size_t i = 0; i < m_averages.size(); ++i)
        swap(m_parameters[i].second, m_averages[i]);
    for (std::size_t i = 0; i < m_computed.size(); ++i)
        swap(m_statistics[i].tensor, m_computed[i]);
}

void AveragedWeights::setStatistics(const std::vector<NormStatistics>& statistics, std::vector<at::Tensor> computed)
{
    m_statistics = statistics;
    m_computed = std::move(computed);
}

std::map<std::string, HostTensor> AveragedWeights::state() const
{
    std::map<std::string, HostTensor> state;
    for (std::size_t i = 0; i < m_averages.size(); ++i)
        state[m_parameters[i].first] = toHost(m_averages[i]);
    for (std::size_t i = 0; i < m_computed.size(); ++i)
        state[m_statistics[i].path] = toHost(m_computed[i]);
    return state;
}

Status AveragedWeights::load(const std::map<std::string, HostTensor>& state, const std::vector<NormStatistics>& statistics)
{
    m_averages.clear();
    m_computed.clear();
    if (state.empty())
        return {};
    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        std::vector<at::Tensor> loaded, computed;
        const auto take = [&](const std::string& path, const at::Tensor& like, std::vector<at::Tensor>& into) -> Status {
            const auto found = state.find(path);
            if (found == state.end() || found->second.shape() != like.sizes().vec())
                return fail("training.bad_checkpoint", {{"key", path}});
            into.push_back(toTensor(found->second, like.device()));
            return {};
        };
        for (const auto& [path, weight] : m_parameters)
            if (const Status status = take(path, weight, loaded); !status)
                return status;
        if (state.size() > m_parameters.size()) // a run of before, or one that was stopped while they were computed, has none
            for (const NormStatistics& one : statistics)
                if (const Status status = take(one.path, one.tensor, computed); !status)
                    return status;
        m_averages = std::move(loaded);
        setStatistics(statistics, std::move(computed));
        return {};
    });
}

} // namespace nodegrad
