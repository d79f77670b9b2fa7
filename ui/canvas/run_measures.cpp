#include "ui/canvas/run_measures.h"

#include <algorithm>
#include <cmath>

#include "core/runs/run_store.h"
#include "ui/canvas/design_editor.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr double kLeastShare = 0.02;         ///< what was measured is coloured
constexpr double kLeastDecades = 1;          ///< values nearer than that do not lie at the ends of the ramp

const char* tagOf(RunMeasure measure)
{
    switch (measure) {
    case RunMeasure::GradientNorm: return "gradient_norm/";
    case RunMeasure::ActivationMean: return "activation_mean/";
    case RunMeasure::ActivationStd: return "activation_std/";
    case RunMeasure::DeadUnits: return "activation_dead/";
    }
    return "";
}

} // namespace

MeasuredLayers::MeasuredLayers(const RunSeries& series, RunMeasure measure) : m_measure(measure)
{
    const std::string tag = tagOf(measure);
    for (auto line = series.train.lower_bound(tag); line != series.train.end() && line->first.starts_with(tag); ++line) {
        const std::string path = plainPath(line->first.substr(tag.size()));
        const bool isSum = measure == RunMeasure::GradientNorm && path == "all"; // of the whole network
        if (line->second.empty() || path.empty() || isSum)
            continue;
        const double value = static_cast<double>(line->second.back().value);
        const auto [known, isNew] = m_values.try_emplace(path, value);
        if (!isNew) // another repeat
            known->second = joined(known->second, value);
    }
    for (const auto& [path, value] : m_values)
        if (const double amount = std::abs(value); std::isfinite(amount) && amount > 0) {
            m_least = m_least > 0 ? std::min(m_least, amount) : amount;
            m_largest = std::max(m_largest, amount);
        }
}

double MeasuredLayers::joined(double a, double b) const
{
    if (m_measure == RunMeasure::GradientNorm)
        return std::hypot(a, b);
    return std::abs(a) >= std::abs(b) ? a : b;
}

std::optional<double> MeasuredLayers::of(const std::string& path) const
{
    std::optional<double> value;
    if (const auto own = m_values.find(path); own != m_values.end())
        value = own->second;
    const std::string inside = path + ".";
    for (auto part = m_values.lower_bound(inside); part != m_values.end() && part->first.starts_with(inside); ++part)
        value = value ? joined(*value, part->second) : part->second;
    return value;
}

double MeasuredLayers::shareOf(double value) const
{
    const double amount = std::abs(value);
    if (!std::isfinite(amount))
        return 1;
    if (m_measure == RunMeasure::DeadUnits)
        return std::clamp(amount, kLeastShare, 1.0);
    if (amount <= 0 || m_largest <= 0)
        return kLeastShare;
    if (m_measure == RunMeasure::ActivationMean)
        return std::clamp(amount / m_largest, kLeastShare, 1.0);
    const auto [middle, length] = decades();
    return std::clamp(0.5 + (std::log10(amount) - middle) / length, kLeastShare, 1.0);
}

double MeasuredLayers::valueAt(double share) const
{
    if (m_measure == RunMeasure::DeadUnits)
        return share;
    if (m_largest <= 0)
        return 0;
    if (m_measure == RunMeasure::ActivationMean)
        return share * m_largest;
    const auto [middle, length] = decades();
    return std::pow(10, middle + (share - 0.5) * length);
}

std::pair<double, double> MeasuredLayers::decades() const
{
    return {(std::log10(m_largest) + std::log10(m_least)) / 2, std::max(kLeastDecades, std::log10(m_largest / m_least))};
}

QString MeasuredLayers::textOf(double value) const
{
    return m_measure == RunMeasure::DeadUnits ? percentText(value) : readoutText(value);
}

} // namespace nodegrad
