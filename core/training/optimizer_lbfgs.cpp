#include "core/training/optimizer_lbfgs.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

#include "core/engine/guarded_torch.h"
#include "core/engine/tensors.h"

namespace nodegrad {

namespace {

constexpr float kArmijo = 1e-4f, kCurvature = 0.9f; ///< c1, c2
constexpr std::int64_t kMostSearches = 25;

float product(const at::Tensor& a, const at::Tensor& b)
{
    return a.dot(b).item<float>();
}

float largest(const at::Tensor& values)
{
    return values.abs().max().item<float>();
}

/// The least point of the cubic through two points with their slopes, within bounds: polyinterp.
float interpolated(float x1, double f1, float g1, float x2, double f2, float g2, float low, float high)
{
    const float d1 = g1 + g2 - 3 * static_cast<float>(f1 - f2) / (x1 - x2);
    const float square = d1 * d1 - g1 * g2;
    if (!(square >= 0))
        return (low + high) / 2;
    const float d2 = std::sqrt(square);
    const float least = x1 <= x2 ? x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2)) : x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2));
    return std::min(std::max(least, low), high);
}

} // namespace

Lbfgs::Lbfgs(const ParamValues& values, Parameters parameters)
    : Optimizer(std::move(parameters), {}), m_maxIterations(values.integer("max_iter")),
      m_maxEvaluations(values.integer("max_eval") > 0 ? values.integer("max_eval") : m_maxIterations * 5 / 4), m_historySize(values.integer("history_size")),
      m_toleranceGradient(values.real("tolerance_grad")), m_toleranceChange(values.real("tolerance_change")),
      m_searchesLine(values.text("line_search_fn") == "strong_wolfe")
{
}

at::Tensor Lbfgs::flatGradient() const
{
    List parts;
    for (const auto& [path, parameter] : m_parameters)
        parts.push_back(parameter.grad().defined() ? parameter.grad().reshape({-1}) : at::zeros({parameter.numel()}, parameter.options().requires_grad(false)));
    return at::cat(parts);
}

void Lbfgs::move(double length, const at::Tensor& direction)
{
    std::int64_t offset = 0;
    for (auto& [path, parameter] : m_parameters) {
        parameter.add_(direction.slice(0, offset, offset + parameter.numel()).view(parameter.sizes()), length);
        offset += parameter.numel();
    }
}

/// The last step and what it did to the gradient.
void Lbfgs::remember()
{
    const at::Tensor change = m_now - m_gradient, step = m_direction * m_length;
    const float curvature = product(change, step);
    if (!(curvature > 1e-10f))
        return;
    if (std::ssize(m_changes) == m_historySize) {
        m_changes.erase(m_changes.begin());
        m_steps.erase(m_steps.begin());
        m_ratios.erase(m_ratios.begin());
    }
    m_changes.push_back(change);
    m_steps.push_back(step);
    m_ratios.push_back(1 / curvature);
    m_scale = curvature / product(change, change);
}

/// The two loops over the history.
at::Tensor Lbfgs::newDirection() const
{
    at::Tensor q = -m_now;
    std::vector<float> shares(m_changes.size());
    for (std::size_t i = m_changes.size(); i-- > 0;) {
        shares[i] = product(m_steps[i], q) * m_ratios[i];
        q.add_(m_changes[i], -shares[i]);
    }
    at::Tensor r = q * m_scale;
    for (std::size_t i = 0; i < m_changes.size(); ++i)
        r.add_(m_steps[i], shares[i] - product(m_changes[i], r) * m_ratios[i]);
    return r;
}

Lbfgs::Point Lbfgs::evaluate(const List& from, float length, const Closure& closure)
{
    move(length, m_direction);
    Point point;
    point.loss = closure();
    point.gradient = flatGradient();
    point.slope = product(point.gradient, m_direction);
    point.at = length;
    for (std::size_t i = 0; i < from.size(); ++i)
        m_parameters[i].second.copy_(from[i]);
    return point;
}

/// lswolfe: brackets a point that satisfies the strong Wolfe conditions, then narrows the bracket.
Lbfgs::Point Lbfgs::searchLine(const Point& start, float length, const Closure& closure, std::int64_t& evaluations)
{
    List from;
    for (const auto& [path, parameter] : m_parameters)
        from.push_back(parameter.detach().clone());
    Point before = start, now = evaluate(from, length, closure);
    ++evaluations;
    std::int64_t iterations = 0;
    for (; iterations < kMostSearches; ++iterations) {
        if (static_cast<float>(now.loss) > static_cast<float>(start.loss) + kArmijo * now.at * start.slope || (iterations > 1 && now.loss >= before.loss))
            return zoom(start, before, now, iterations, from, closure, evaluations);
        if (std::abs(now.slope) <= -kCurvature * start.slope)
            return now;
        if (now.slope >= 0)
            return zoom(start, before, now, iterations, from, closure, evaluations);
        const float least = now.at + 0.01f * (now.at - before.at), most = now.at * 10;
        const float next = interpolated(before.at, before.loss, before.slope, now.at, now.loss, now.slope, least, most);
        before = now;
        now = evaluate(from, next, closure);
        ++evaluations;
    }
    return start.loss <= now.loss ? start : now;
}

Lbfgs::Point Lbfgs::zoom(const Point& start, Point first, Point second, std::int64_t iterations, const List& from, const Closure& closure,
                         std::int64_t& evaluations)
{
    const float largestPart = largest(m_direction);
    Point bracket[2] = {std::move(first), std::move(second)};
    std::size_t low = bracket[0].loss <= bracket[1].loss ? 0 : 1;
    bool isSlow = false;
    for (; iterations < kMostSearches; ++iterations) {
        if (std::abs(bracket[1].at - bracket[0].at) * largestPart < static_cast<float>(m_toleranceChange))
            break;
        const float least = std::min(bracket[0].at, bracket[1].at), most = std::max(bracket[0].at, bracket[1].at);
        float length = interpolated(bracket[0].at, bracket[0].loss, bracket[0].slope, bracket[1].at, bracket[1].loss, bracket[1].slope, least, most);
        // Too close to an end of the bracket twice: a tenth of the bracket away from it.
        const float margin = 0.1f * (most - least);
        if (std::min(most - length, length - least) < margin) {
            if (isSlow || length >= most || length <= least) {
                length = std::abs(length - most) < std::abs(length - least) ? most - margin : least + margin;
                isSlow = false;
            } else {
                isSlow = true;
            }
        } else {
            isSlow = false;
        }
        Point now = evaluate(from, length, closure);
        ++evaluations;
        const std::size_t high = 1 - low;
        if (static_cast<float>(now.loss) > static_cast<float>(start.loss) + kArmijo * length * start.slope || now.loss >= bracket[low].loss) {
            bracket[high] = std::move(now);
            low = bracket[0].loss <= bracket[1].loss ? 0 : 1;
            continue;
        }
        const bool isDone = std::abs(now.slope) <= -kCurvature * start.slope;
        if (!isDone && now.slope * (bracket[high].at - bracket[low].at) >= 0)
            bracket[high] = bracket[low];
        bracket[low] = std::move(now);
        if (isDone)
            break;
    }
    return bracket[low];
}

void Lbfgs::stepWith(const StepRates& rates, double loss, const Closure& closure)
{
    const c10::NoGradGuard noGrad;
    m_now = flatGradient();
    if (largest(m_now) <= static_cast<float>(m_toleranceGradient))
        return;
    const auto rate = static_cast<float>(rates.learningRate);
    std::int64_t evaluations = 1;
    for (std::int64_t iteration = 1; iteration <= m_maxIterations; ++iteration) {
        if (++m_iterations == 1) {
            m_direction = -m_now;
            m_changes.clear(), m_steps.clear(), m_ratios.clear();
            m_scale = 1;
        } else {
            remember();
            m_direction = newDirection();
        }
        m_gradient = m_now;
        m_lossBefore = loss;
        m_length = m_iterations == 1 ? std::min(1.0f, 1 / m_now.abs().sum().item<float>()) * rate : rate;
        const float slope = product(m_now, m_direction);
        if (slope > -static_cast<float>(m_toleranceChange))
            break;
        if (m_searchesLine) {
            const Point found = searchLine({loss, m_now, slope, 0}, m_length, closure, evaluations);
            m_length = found.at;
            loss = found.loss;
            m_now = found.gradient;
            move(m_length, m_direction);
        } else {
            move(m_length, m_direction);
            if (iteration == m_maxIterations)
                break;
            loss = closure();
            m_now = flatGradient();
            ++evaluations;
        }
        const bool isFlat = largest(m_now) <= static_cast<float>(m_toleranceGradient);
        if (evaluations >= m_maxEvaluations || isFlat || largest(m_direction) * std::abs(m_length) <= static_cast<float>(m_toleranceChange)
            || std::abs(loss - m_lossBefore) < m_toleranceChange)
            break;
    }
}

std::map<std::string, HostTensor> Lbfgs::state() const
{
    if (!m_direction.defined())
        return {};
    const std::vector<double> numbers = {static_cast<double>(m_iterations), static_cast<double>(m_scale), static_cast<double>(m_length), m_lossBefore};
    const auto row = [](const auto& values, at::ScalarType type) { return toHost(at::tensor(at::ArrayRef(values.data(), values.size()), at::TensorOptions(type))); };
    std::map<std::string, HostTensor> state = {{"lbfgs.direction", toHost(m_direction)}, {"lbfgs.gradient", toHost(m_gradient)}, {"lbfgs.numbers", row(numbers, at::kDouble)}};
    if (!m_changes.empty()) {
        state["lbfgs.changes"] = toHost(at::stack(m_changes));
        state["lbfgs.steps"] = toHost(at::stack(m_steps));
        state["lbfgs.ratios"] = row(m_ratios, at::kFloat);
    }
    return state;
}

Status Lbfgs::load(const std::map<std::string, HostTensor>& state)
{
    if (state.empty())
        return {};
    return guardedTorch(makeError("training.bad_checkpoint", {{"key", "lbfgs"}}), [&]() -> Status {
        std::int64_t count = 0;
        for (const auto& [path, parameter] : m_parameters)
            count += parameter.numel();
        const auto tensor = [&](const char* key) {
            const auto found = state.find(key);
            return found == state.end() ? at::Tensor() : toTensor(found->second, m_parameters.front().second.device());
        };
        const at::Tensor direction = tensor("lbfgs.direction"), gradient = tensor("lbfgs.gradient"), numbers = tensor("lbfgs.numbers");
        const at::Tensor changes = tensor("lbfgs.changes"), steps = tensor("lbfgs.steps"), ratios = tensor("lbfgs.ratios");
        const bool isHistory = changes.defined() == steps.defined() && changes.defined() == ratios.defined();
        if (!direction.defined() || !gradient.defined() || !numbers.defined() || numbers.numel() != 4 || direction.numel() != count || gradient.numel() != count || !isHistory)
            return fail("training.bad_checkpoint", {{"key", "lbfgs"}});
        if (changes.defined() && (changes.dim() != 2 || changes.size(1) != count || steps.sizes() != changes.sizes() || ratios.numel() != changes.size(0)))
            return fail("training.bad_checkpoint", {{"key", "lbfgs.changes"}});
        m_direction = direction;
        m_gradient = gradient;
        const at::Tensor read = numbers.to(at::kCPU, at::kDouble);
        m_iterations = static_cast<std::int64_t>(read[0].item<double>());
        m_scale = static_cast<float>(read[1].item<double>());
        m_length = static_cast<float>(read[2].item<double>());
        m_lossBefore = read[3].item<double>();
        m_changes.clear(), m_steps.clear(), m_ratios.clear();
        for (std::int64_t i = 0; changes.defined() && i < changes.size(0); ++i) {
            m_changes.push_back(changes[i].clone());
            m_steps.push_back(steps[i].clone());
            m_ratios.push_back(ratios[i].item<float>());
        }
        return {};
    });
}

} // namespace nodegrad
