#pragma once
#include <span>
#include <vector>

namespace nodegrad {

/// TensorBoard's smoothing: an exponential moving average with the start-up bias taken out,
///   a = s a + (1 - s) v,   shown = a / (1 - s^n),   n counts the finite values.
/// A value that is not finite is passed through and does not count; a series of equal values is not touched.
/// `weight` s is 0 <= s < 1; 0 copies. Values can be fed one after the other.
class Smoother {
public:
    explicit Smoother(double weight = 0.6) : m_weight(weight) {}
    double next(double value);

private:
    double m_weight;
    double m_average = 0;
    double m_power = 1; ///< s^n
    double m_first = 0;
    bool m_any = false;
    bool m_constant = true;
};

std::vector<double> smoothed(std::span<const double> values, double weight);

} // namespace nodegrad
