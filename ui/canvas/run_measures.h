#pragma once
// What a run saw of each layer when it last looked inside: measures that the canvas colours layers by.

#include <map>
#include <optional>
#include <string>
#include <utility>

#include <QString>

namespace nodegrad {

struct RunSeries;

enum class RunMeasure { GradientNorm, ActivationMean, ActivationStd, DeadUnits };

/// A measure of the layers of a network, by their paths without indices of repeats.
class MeasuredLayers {
public:
    MeasuredLayers() = default;
    /// The latest values of `series`.
    MeasuredLayers(const RunSeries& series, RunMeasure measure);
    bool isEmpty() const { return m_values.empty(); }
    /// Of a layer, or of a module: the joint norm of gradients, else the largest amount inside.
    std::optional<double> of(const std::string& path) const;
    /// 0..1 on the heat ramp. Dead units: the share itself. Means: their amount beside the largest. Else on a logarithmic scale from
    /// the least to the largest.
    double shareOf(double value) const;
    /// The value at a place of the ramp; of means its amount.
    double valueAt(double share) const;
    QString textOf(double value) const;

private:
    std::pair<double, double> decades() const; ///< the middle of the logarithmic scale, and its length
    double joined(double a, double b) const;
    RunMeasure m_measure = RunMeasure::GradientNorm;
    std::map<std::string, double> m_values;
    double m_least = 0, m_largest = 0;       ///< amounts above 0
};

} // namespace nodegrad
