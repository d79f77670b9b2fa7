#include "ui/plots/smoothing.h"

#include <cmath>

namespace nodegrad {

double Smoother::next(double value)
{
    if (!std::isfinite(value) || m_weight <= 0)
        return value;
    if (!m_any) {
        m_any = true;
        m_first = value;
    }
    m_constant = m_constant && value == m_first;
    m_average = m_weight * m_average + (1 - m_weight) * value;
    m_power *= m_weight;
    // Equal values so far: their average is the value itself, without the rounding of the division.
    return m_constant ? value : m_average / (1 - m_power);
}

std::vector<double> smoothed(std::span<const double> values, double weight)
{
    Smoother smoother(weight);
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values)
        result.push_back(smoother.next(value));
    return result;
}

} // namespace nodegrad
