#pragma once
// Mixed precision: what of a step is computed in 16 bits, and how its gradients are kept from vanishing.

#include <optional>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace nodegrad {

/// "32-true", "bf16-mixed" or "16-mixed" (Lightning's names); the type of the latter two.
std::optional<at::ScalarType> mixedType(const std::string& precision);

/// The loss scale of float16 (Micikevicius et al., "Mixed precision training", 2018), with the numbers of torch.amp.GradScaler: gradients
/// are computed of the loss times the scale; when one of them is not finite the step is left out and the scale halved, after 2,000 good
/// steps it is doubled.
class GradientScaler {
public:
    explicit GradientScaler(const at::Device& device);
    double scale() const { return m_scale; }
    /// Divides by the scale; false when something is not finite, and the step is to be left out. The scale is adjusted.
    bool unscale(const std::vector<at::Tensor>& gradients);

    nlohmann::json state() const { return {{"scale", m_scale}, {"growth_tracker", m_goodSteps}}; }
    /// Errors: training.bad_checkpoint.
    Status load(const nlohmann::json& state);

private:
    at::Device m_device;
    double m_scale = 65536;
    std::int64_t m_goodSteps = 0;
};

} // namespace nodegrad
