#pragma once
// An average of the weights, as torch.optim.swa_utils.AveragedModel: moving (get_ema_multi_avg_fn) or plain (SWA).

#include <map>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>

#include "core/shapes/host_tensor.h"
#include "core/training/optimizer.h"

namespace nodegrad {

/// A buffer of a norm: running mean, variance or count.
struct NormStatistics {
    std::string path;
    at::Tensor tensor;       ///< of the model
    double initial = 0;      ///< as a fresh layer has it
    bool isCumulative = true; ///< the mean over batches (BatchNorm); else moving, as the layer says (InstanceNorm)
};

/// Single thread; members throw c10::Error unless they return a Status.
class AveragedWeights {
public:
    /// `decay` 0: the plain mean of all updates, n of which were made.
    AveragedWeights(Optimizer::Parameters parameters, double decay);
    std::int64_t count() const { return m_count; }
    void setCount(std::int64_t count) { m_count = count; }
    /// average = decay average + (1 - decay) weight, or average + (weight - average) / (n + 1); the first one is a copy.
    void update();
    /// Swaps weights and averages, and the statistics of norms where some were set; twice gives back every bit. Without an update so far
    /// it does nothing.
    void exchange();
    /// `statistics` of the averaged weights, which then belong to them until the next update; `computed` is in their order.
    void setStatistics(const std::vector<NormStatistics>& statistics, std::vector<at::Tensor> computed);
    bool hasStatistics() const { return !m_computed.empty(); }

    /// By the paths of parameters and statistics; empty before the first update.
    std::map<std::string, HostTensor> state() const;
    /// Empty: begins anew. `statistics` are those that are kept, if the state has them. Errors: training.bad_checkpoint.
    Status load(const std::map<std::string, HostTensor>& state, const std::vector<NormStatistics>& statistics = {});

private:
    Optimizer::Parameters m_parameters;
    double m_decay;
    std::int64_t m_count = 0;
    std::vector<at::Tensor> m_averages; ///< empty before the first update
    std::vector<NormStatistics> m_statistics;
    std::vector<at::Tensor> m_computed; ///< in the order of m_statistics; empty: those of the trained weights hold
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
