#pragma once
// Looks inside a run: gradients, steps of the weights, activations, histograms, where the time goes. Internal to core/training.

#include <array>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/torch_model.h"
#include "core/training/events.h"
#include "core/training/settings.h"

namespace nodegrad {

/// What one look gave. Tags: "gradient_norm/all", and by layer "gradient_norm/conv1", "update_ratio/conv1", "activation_mean/conv1", "_std",
/// "_dead"; by parameter "weights/conv1.weight", "gradients/conv1.weight"; "time/forward" and so on, "samples_per_second_now", "memory_bytes".
struct Tapped {
    std::vector<ScalarPoint> points;
    std::vector<HistogramPoint> histograms;
    bool isEmpty() const { return points.empty() && histograms.empty(); }
};

/// Watches the steps of one run; what is watched trains as it would without. A step counts from 1; every watch_every-th is looked at, and of
/// these every tenth for histograms. Trainer thread; members throw c10::Error.
class Taps {
public:
    Taps(const TorchModel& model, const ForwardPlan& plan, const TrainingSettings& settings);

    enum class Part { Data, Forward, Backward, Optimizer };
    /// Before the step that will be number `step`.
    void begin(std::int64_t step);
    /// The time since begin() or the last lap was spent on `part`.
    void lap(Part part);
    bool watchesOutputs() const { return m_isSampled && m_settings.watchActivations; }
    /// The output of an op, while a sampled forward pass runs.
    void see(const OpCall& op, const at::Tensor& output);
    /// Gradients are complete and not clipped yet; the weights are those before the step.
    void beforeUpdate();
    /// After the optimizer's step on `samples` samples.
    void afterUpdate(std::int64_t samples);
    /// What the step gave, once.
    Tapped take() { return std::exchange(m_tapped, {}); }

private:
    bool watchesWeights() const { return m_settings.watchGradients || m_settings.watchHistograms; }
    void point(const std::string& tag, double value);
    void histogram(const std::string& tag, const at::Tensor& tensor);
    void tellSpeed();

    struct Weight {
        std::string path, layer;
        at::Tensor tensor;
    };
    std::vector<Weight> m_weights;                   ///< trainable
    std::map<const OpCall*, std::string> m_layerOutputs; ///< the last op of each layer
    TrainingSettings m_settings;
    std::int64_t m_step = 0, m_samples = 0;
    bool m_isSampled = false, m_wantsHistograms = false;
    std::vector<at::Tensor> m_before;                ///< weights of the sampled step that have a gradient
    std::vector<std::size_t> m_which;
    std::chrono::steady_clock::time_point m_lap{};
    std::array<double, 4> m_seconds{};               ///< by Part, since the last look
    Tapped m_tapped;
};

/// Bytes of memory that this process holds; 0 where the system does not say.
double processMemory();

} // namespace nodegrad
