#include "core/training/taps.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <numeric>

#include <unistd.h>

#include "core/training/step_log.h"

namespace nodegrad {

namespace {

constexpr std::int64_t kHistogramEvery = 10; ///< of the looks
constexpr std::size_t kIntervals = 30;       ///< as TensorBoard draws
constexpr const char* kPartNames[] = {"time/data", "time/forward", "time/backward", "time/optimizer"};

/// Sums over floats. Eight at a time, which processors add at once.
struct Sums {
    double sum = 0, squares = 0;
    void add(const float* values, std::int64_t count)
    {
        std::array<double, 8> sums{}, products{};
        std::int64_t i = 0;
        for (; i + 8 <= count; i += 8)
            for (std::size_t k = 0; k < 8; ++k) {
                const auto value = static_cast<double>(values[i + static_cast<std::int64_t>(k)]);
                sums[k] += value;
                products[k] += value * value;
            }
        for (; i < count; ++i) {
            sums[0] += static_cast<double>(values[i]);
            products[0] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
        }
        sum += std::reduce(sums.begin(), sums.end());
        squares += std::reduce(products.begin(), products.end());
    }
};

/// All bits of the floats together, but for their signs: 0 when each is 0.
std::uint32_t bitsOf(const float* values, std::int64_t count)
{
    std::uint32_t bits = 0;
    for (std::int64_t i = 0; i < count; ++i)
        bits |= std::bit_cast<std::uint32_t>(values[i]) << 1;
    return bits;
}

bool isPlain(const at::Tensor& tensor)
{
    return tensor.is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_non_overlapping_and_dense();
}

/// Sums of squares, one a tensor.
std::vector<double> squaresOf(const std::vector<at::Tensor>& tensors)
{
    std::vector<double> squares;
    if (std::ranges::all_of(tensors, isPlain)) {
        for (const at::Tensor& tensor : tensors) {
            Sums sums;
            sums.add(tensor.const_data_ptr<float>(), tensor.numel());
            squares.push_back(sums.squares);
        }
        return squares;
    }
    const at::Tensor norms = at::stack(at::_foreach_norm(tensors)).to(at::kCPU, at::kDouble);
    for (std::size_t i = 0; i < tensors.size(); ++i)
        squares.push_back(std::pow(norms.const_data_ptr<double>()[i], 2));
    return squares;
}

/// The same of what moved.
std::vector<double> squaresOfSteps(const std::vector<at::Tensor>& after, const std::vector<at::Tensor>& before)
{
    const auto areAlike = [](const at::Tensor& a, const at::Tensor& b) { return isPlain(a) && isPlain(b) && a.strides() == b.strides(); };
    if (!std::ranges::equal(after, before, areAlike))
        return squaresOf(at::_foreach_sub(after, before));
    constexpr std::int64_t kPiece = 256;
    std::array<float, kPiece> moved{};
    std::vector<double> squares;
    for (std::size_t k = 0; k < after.size(); ++k) {
        const float *a = after[k].const_data_ptr<float>(), *b = before[k].const_data_ptr<float>();
        Sums sums;
        for (std::int64_t begin = 0; begin < after[k].numel(); begin += kPiece) {
            const std::int64_t count = std::min(kPiece, after[k].numel() - begin);
            for (std::int64_t i = 0; i < count; ++i)
                moved[static_cast<std::size_t>(i)] = a[begin + i] - b[begin + i];
            sums.add(moved.data(), count);
        }
        squares.push_back(sums.squares);
    }
    return squares;
}

/// How the outputs of a layer lie. `dead`: the share of units that are 0 in the whole batch; a unit is a channel of a feature map, else a
/// place of the last dimension.
struct Spread {
    double mean = 0, deviation = 0, dead = 0;
};

Spread spreadOnDevice(const at::Tensor& output)
{
    const auto [deviation, mean] = at::std_mean(output, /*unbiased=*/false);
    Spread spread{mean.item<double>(), deviation.item<double>(), 0};
    if (output.dim() >= 2)
        spread.dead = 1 - output.movedim(output.dim() >= 4 ? 1 : -1, 0).flatten(1).ne(0).any(1).to(at::kDouble).mean().item<double>();
    return spread;
}

/// One pass over the memory as it lies: groups of units with some numbers each, or of numbers with all units each.
Spread spreadOf(const at::Tensor& output)
{
    if (!output.is_cpu() || output.scalar_type() != at::kFloat)
        return spreadOnDevice(output);
    const bool isMap = output.dim() >= 4, isInside = isMap && output.is_contiguous(at::MemoryFormat::ChannelsLast);
    const at::Tensor values = isInside ? output : output.contiguous();
    const std::int64_t units = output.dim() < 2 ? 1 : output.size(isMap ? 1 : -1);
    const std::int64_t groups = isMap && !isInside ? output.size(0) : output.numel() / units, each = output.numel() / groups / units;
    const float* at = values.const_data_ptr<float>();
    Sums sums;
    sums.add(at, output.numel());
    std::vector<std::uint32_t> bits(static_cast<std::size_t>(units), 0);
    for (std::int64_t group = 0; group < groups; ++group)
        if (each == 1) {
            for (std::size_t unit = 0; unit < bits.size(); ++unit)
                bits[unit] |= std::bit_cast<std::uint32_t>(*at++) << 1;
        } else {
            for (std::uint32_t& unit : bits) {
                unit |= bitsOf(at, each);
                at += each;
            }
        }
    const double count = static_cast<double>(output.numel()), mean = sums.sum / count;
    const auto dead = static_cast<double>(std::ranges::count(bits, 0u)) / static_cast<double>(units);
    return {mean, std::sqrt(std::max(0.0, sums.squares / count - mean * mean)), output.dim() < 2 ? 0 : dead};
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
    const Spread spread = spreadOf(output);
    point("activation_mean/" + layer->second, spread.mean);
    point("activation_std/" + layer->second, spread.deviation);
    point("activation_dead/" + layer->second, spread.dead);
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
        const std::vector<double> found = squaresOf(gradients);
        std::map<std::string, double> squares;
        double all = 0;
        for (std::size_t k = 0; k < m_which.size(); ++k) {
            squares[m_weights[m_which[k]].layer] += found[k];
            all += found[k];
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
        const std::vector<double> steps = squaresOfSteps(weights, m_before), lengths = squaresOf(m_before);
        std::map<std::string, std::pair<double, double>> squares;
        for (std::size_t k = 0; k < m_which.size(); ++k) {
            auto& [step, length] = squares[m_weights[m_which[k]].layer];
            step += steps[k];
            length += lengths[k];
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
