#pragma once
// L-BFGS: evaluates the loss several times within a step. Internal to core/training.

#include <functional>

#include "core/training/optimizer.h"

namespace nodegrad {

/// torch.optim.LBFGS (Nocedal and Wright, 2006, chapters 3 and 7), with or without its line search "strong_wolfe" (minFunc's). Scalars are
/// float32 where they are tensors there, so that both take the same path.
class Lbfgs final : public Optimizer {
public:
    Lbfgs(const ParamValues& values, Parameters parameters);
    bool needsClosure() const override { return true; }
    void stepWith(const StepRates& rates, double loss, const Closure& closure) override;
    /// "lbfgs.direction", ".gradient", ".changes", ".steps", ".ratios", ".numbers"; empty before the first step.
    std::map<std::string, HostTensor> state() const override;
    Status load(const std::map<std::string, HostTensor>& state) override;

private:
    struct Point {
        double loss = 0;
        at::Tensor gradient;
        float slope = 0; ///< along the direction
        float at = 0;    ///< length of the step
    };
    void update(const std::vector<std::size_t>&, const Step&) override {}
    at::Tensor flatGradient() const;
    void move(double length, const at::Tensor& direction);
    void remember();
    at::Tensor newDirection() const;
    Point evaluate(const List& from, float length, const Closure& closure);
    Point searchLine(const Point& start, float length, const Closure& closure, std::int64_t& evaluations);
    Point zoom(const Point& start, Point low, Point high, std::int64_t iterations, const List& from, const Closure& closure, std::int64_t& evaluations);

    std::int64_t m_maxIterations, m_maxEvaluations, m_historySize;
    double m_toleranceGradient, m_toleranceChange;
    bool m_searchesLine;

    std::int64_t m_iterations = 0;
    float m_scale = 1, m_length = 0;        ///< H_diag, t
    double m_lossBefore = 0;
    at::Tensor m_direction, m_gradient;     ///< d, the flat gradient before
    List m_changes, m_steps;                ///< y, s: newest last
    std::vector<float> m_ratios;            ///< 1 / (y s)
    at::Tensor m_now;                       ///< flat gradient of the iteration that runs
};

} // namespace nodegrad
