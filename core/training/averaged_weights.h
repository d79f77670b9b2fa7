#pragma once
// An average of the weights, as torch.optim.swa_utils.AveragedModel: moving (get_ema_multi_avg_fn) or plain (SWA).

#include <map>

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"
#include "core/training/optimizer.h"

namespace nodegrad {

/// Single thread; members throw c10::Error unless they return a Status.
class AveragedWeights {
public:
    /// `decay` 0: the plain mean of all updates, n of which were made.
    AveragedWeights(Optimizer::Parameters parameters, double decay);
    std::int64_t count() const { return m_count; }
    void setCount(std::int64_t count) { m_count = count; }
    /// average = decay average + (1 - decay) weight, or average + (weight - average) / (n + 1); the first one is a copy.
    void update();
    /// Swaps weights and averages; twice gives back every bit. Without an update so far it does nothing.
    void exchange();

    /// By parameter path; empty before the first update.
    std::map<std::string, HostTensor> state() const;
    /// Empty: begins anew. Errors: training.bad_checkpoint.
    Status load(const std::map<std::string, HostTensor>& state);

private:
    Optimizer::Parameters m_parameters;
    double m_decay;
    std::int64_t m_count = 0;
    std::vector<at::Tensor> m_averages; ///< empty before the first update
};

/// The averages stand in the model while this lives. `averages` may be null.
class AveragesInPlace {
public:
    explicit AveragesInPlace(AveragedWeights* averages) : m_averages(averages)
    {
        if (m_averages)
            m_averages->exchange();
    }
    ~AveragesInPlace()
    {
        if (m_averages)
            m_averages->exchange();
    }
    AveragesInPlace(const AveragesInPlace&) = delete;
    AveragesInPlace& operator=(const AveragesInPlace&) = delete;

private:
    AveragedWeights* m_averages;
};

} // namespace nodegrad
