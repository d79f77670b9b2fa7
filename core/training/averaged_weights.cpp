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
    for (std::size_t i = 0; i < m_averages.size(); ++i) {
        at::Tensor weight = m_parameters[i].second;
        const at::Tensor kept = weight.detach().clone();
        weight.copy_(m_averages[i]);
        m_averages[i].copy_(kept);
    }
}

std::map<std::string, HostTensor> AveragedWeights::state() const
{
    std::map<std::string, HostTensor> state;
    for (std::size_t i = 0; i < m_averages.size(); ++i)
        state[m_parameters[i].first] = toHost(m_averages[i]);
    return state;
}

Status AveragedWeights::load(const std::map<std::string, HostTensor>& state)
{
    m_averages.clear();
    if (state.empty())
        return {};
    return guardedTorch(makeError("engine.failed"), [&]() -> Status {
        std::vector<at::Tensor> loaded;
        for (const auto& [path, weight] : m_parameters) {
            const auto found = state.find(path);
            if (found == state.end() || found->second.shape() != weight.sizes().vec())
                return fail("training.bad_checkpoint", {{"key", path}});
            loaded.push_back(toTensor(found->second, weight.device()));
        }
        m_averages = std::move(loaded);
        return {};
    });
}

} // namespace nodegrad
