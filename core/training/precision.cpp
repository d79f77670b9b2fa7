#include "core/training/precision.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace nodegrad {

std::optional<at::ScalarType> mixedType(const std::string& precision)
{
    if (precision == "bf16-mixed")
        return at::kBFloat16;
    return precision == "16-mixed" ? std::optional(at::kHalf) : std::nullopt;
}

GradientScaler::GradientScaler(const at::Device& device) : m_device(device) {}

bool GradientScaler::unscale(const std::vector<at::Tensor>& gradients)
{
    constexpr std::int64_t kGrowthInterval = 2000;
    const c10::NoGradGuard noGrad;
    at::Tensor found = at::zeros({1}, at::TensorOptions().dtype(at::kFloat).device(m_device));
    at::_amp_foreach_non_finite_check_and_unscale_(gradients, found, at::full({1}, 1 / m_scale, found.options()));
    if (found.item<float>() != 0) {
        m_scale /= 2;
        m_goodSteps = 0;
        return false;
    }
    if (++m_goodSteps == kGrowthInterval) {
        m_scale *= 2;
        m_goodSteps = 0;
    }
    return true;
}

Status GradientScaler::load(const nlohmann::json& state)
{
    const auto isNumber = [&](const char* key) { return state.is_object() && state.contains(key) && state[key].is_number(); };
    if (!isNumber("scale") || !isNumber("growth_tracker") || !(state["scale"].get<double>() > 0) || !std::isfinite(state["scale"].get<double>()))
        return fail("training.bad_checkpoint", {{"key", "gradient_scaler"}});
    m_scale = state["scale"].get<double>();
    m_goodSteps = state["growth_tracker"].get<std::int64_t>();
    return {};
}

} // namespace nodegrad
