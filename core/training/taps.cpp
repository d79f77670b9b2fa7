#include "core/training/taps.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include <unistd.h>

#include "core/training/step_log.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kHistogramEvery = 10; ///< of the looks
constexpr std::size_t kIntervals = 30;       ///< as TensorBoard draws
constexpr const char* kPartNames[] = {"time/data", "time/forward", "time/backward", "time/optimizer"};

/// The share of units that are 0 in the whole batch. A unit is a channel of a feature map, else a place of the last dimension.
double deadShare(const at::Tensor& output)
{
    if (output.dim() < 2)
        return 0;
    const at::Tensor byUnit = output.movedim(output.dim() >= 4 ? 1 : -1, 0).flatten(1);
    return 1 - byUnit.ne(0).any(1).to(at::kDouble).mean().item<double>();
}

std::string layerOf(const Program& program, const std::string& path)
{
    for (const Parameter& parameter : program.parameters)
        if (parameter.path == path)
            return parameter.origin;
    return path;
}

} // namespace

double processMemory()
{
    std::ifstream file("/proc/self/statm");
    double all = 0, resident = 0;
    return file >> all >> resident ? resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) : 0;
}

Taps::Taps(const TorchModel& model, const ForwardPlan& plan, const TrainingSettings& settings) : m_settings(settings)
{
    const Program& program = model.program();
    for (const auto& [path, tensor] : model.trainable())
        m_weights.push_back({path, layerOf(program, path), tensor});
    std::set<std::string> outputs;
    for (const ProgramOutput& output : program.outputs)
        outputs.insert(output.name);
    std::map<std::string, const OpCall*> last;
    for (const std::size_t index : plan.ops) {
        const OpCall& op = program.ops[index];
        if (!op.origin.empty() && !outputs.contains(op.origin) && program.values[static_cast<std::size_t>(op.outputs[0])].dtype == DType::Float32)
            last[op.origin] = &op;
    }
    for (const auto& [layer, op] : last)
        m_layerOutputs[op] = layer;
}

void Taps::begin(std::int64_t step)
{
    m_step = step;
    m_isSampled = step % m_settings.watchEvery == 0;
    m_wantsHistograms = m_isSampled && m_settings.watchHistograms && step / m_settings.watchEvery % kHistogramEvery == 0;
    if (m_settings.watchSpeed)
        m_lap = std::chrono::steady_clock::now();
}

void Taps::lap(Part part)
{
    if (!m_settings.watchSpeed)
        return;
    const auto now = std::chrono::steady_clock::now();
    m_seconds[static_cast<std::size_t>(part)] += std::chrono::duration<double>(now - m_lap).count();
    m_lap = now;
}

void Taps::point(const std::string& tag, double value)
{
    m_tapped.points.push_back({false, tag, m_step, unixSeconds(), value});
}

void Taps::see(const OpCall& op, const at::Tensor& output)
{
    const auto layer = m_layerOutputs.find(&op);
    if (layer == m_layerOutputs.end() || !output.defined() || output.numel() == 0)
        return;
    const auto [deviation, mean] = at::std_mean(output, /*unbiased=*/false);
    point("activation_mean/" + layer->second, mean.item<double>());
    point("activation_std/" + layer->second, deviation.item<double>());
    point("activation_dead/" + layer->second, deadShare(output));
}

void Taps::beforeUpdate()
{
    if (!m_isSampled || !watchesWeights())
        return;
    const c10::NoGradGuard noGrad;
    m_which.clear();
    std::vector<at::Tensor> gradients, weights;
    for (std::size_t i = 0; i < m_weights.size(); ++i)
        if (const at::Tensor gradient = m_weights[i].tensor.grad(); gradient.defined()) {
            m_which.push_back(i);
            gradients.push_back(gradient);
            weights.push_back(m_weights[i].tensor.detach());
        }
    if (m_which.empty())
        return;
    if (m_settings.watchGradients) {
        const at::Tensor norms = at::stack(at::_foreach_norm(gradients)).to(at::kCPU, at::kDouble);
        std::map<std::string, double> squares;
        double all = 0;
        for (std::size_t k = 0; k < m_which.size(); ++k) {
            const double square = std::pow(norms.const_data_ptr<double>()[k], 2);
            squares[m_weights[m_which[k]].layer] += square;
            all += square;
        }
        point("gradient_norm/all", std::sqrt(all));
        for (const auto& [layer, square] : squares)
            point("gradient_norm/" + layer, std::sqrt(square));
        m_before.clear();
        for (const at::Tensor& weight : weights)
            m_before.push_back(weight.clone());
    }
    if (m_wantsHistograms)
        for (std::size_t k = 0; k < m_which.size(); ++k) {
            histogram("gradients/" + m_weights[m_which[k]].path, gradients[k]);
            histogram("weights/" + m_weights[m_which[k]].path, weights[k]);
        }
}

void Taps::afterUpdate(std::int64_t samples)
{
    m_samples += samples;
    if (!m_isSampled)
        return;
    if (m_settings.watchGradients && !m_before.empty()) {
        const c10::NoGradGuard noGrad;
        std::vector<at::Tensor> weights;
        for (const std::size_t i : m_which)
            weights.push_back(m_weights[i].tensor.detach());
        const at::Tensor steps = at::stack(at::_foreach_norm(at::_foreach_sub(weights, m_before))).to(at::kCPU, at::kDouble);
        const at::Tensor lengths = at::stack(at::_foreach_norm(m_before)).to(at::kCPU, at::kDouble);
        std::map<std::string, std::pair<double, double>> squares;
        for (std::size_t k = 0; k < m_which.size(); ++k) {
            auto& [step, length] = squares[m_weights[m_which[k]].layer];
            step += std::pow(steps.const_data_ptr<double>()[k], 2);
            length += std::pow(lengths.const_data_ptr<double>()[k], 2);
        }
        for (const auto& [layer, square] : squares)
            point("update_ratio/" + layer, square.second > 0 ? std::sqrt(square.first / square.second) : 0);
        m_before.clear();
    }
    if (m_settings.watchSpeed)
        tellSpeed();
}

void Taps::tellSpeed()
{
    double seconds = 0;
    for (const double part : m_seconds)
        seconds += part;
    if (seconds > 0) {
        for (std::size_t i = 0; i < m_seconds.size(); ++i)
            point(kPartNames[i], m_seconds[i] / seconds);
        point("samples_per_second_now", static_cast<double>(m_samples) / seconds);
    }
    if (const double memory = processMemory(); memory > 0)
        point("memory_bytes", memory);
    m_seconds = {};
    m_samples = 0;
}

void Taps::histogram(const std::string& tag, const at::Tensor& tensor)
{
    const at::Tensor values = tensor.to(at::kCPU, at::kFloat).contiguous();
    Histogram found = histogramOf({values.const_data_ptr<float>(), static_cast<std::size_t>(values.numel())}, kIntervals);
    if (!found.counts.empty())
        m_tapped.histograms.push_back({tag, m_step, unixSeconds(), std::move(found)});
}

} // namespace nodegrad
