#pragma once
// A moving average of the weights, as torch.optim.swa_utils.AveragedModel with get_ema_multi_avg_fn.

#include <map>

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"
#include "core/training/optimizer.h"

namespace nodegrad {

/// Single thread; members throw c10::Error unless they return a Status.
class AveragedWeights {
public:
    AveragedWeights(Optimizer::Parameters parameters, double decay);
    /// After an optimizer step: average = decay average + (1 - decay) weight; the first one is a copy.
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
