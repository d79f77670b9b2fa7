#include "core/training/metrics.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace nodegrad {

bool Metrics::has(const char* id) const
{
    return std::ranges::find(m_ids, id) != m_ids.end();
}

void Metrics::reset()
{
    *this = Metrics(std::move(m_ids));
}

void Metrics::add(const at::Tensor& prediction, const at::Tensor& target)
{
    if (prediction.numel() == 0)
        return;
    if (has("accuracy"))
        addAccuracy(prediction.detach(), target);
    if (has("mae") || has("rmse") || has("r2"))
        addErrors(prediction.detach(), target);
}

void Metrics::addAccuracy(const at::Tensor& prediction, const at::Tensor& target)
{
    const bool elementwise = prediction.numel() == target.numel();
    const at::Tensor classes = elementwise ? at::floor(prediction + 0.5).reshape(target.sizes()) : at::argmax(prediction, -1);
    m_right += classes.eq(target).sum().item<double>();
    m_judged += static_cast<double>(target.numel());
}

void Metrics::addErrors(const at::Tensor& prediction, const at::Tensor& target)
{
    const std::int64_t columns = target.dim() > 1 ? target.size(-1) : 1;
    const auto table = [&](const at::Tensor& values) { return values.to(at::kCPU, at::kDouble).reshape({-1, columns}); };
    const at::Tensor wanted = table(target), difference = table(prediction) - wanted;
    const auto collect = [&](std::vector<double>& sums, const at::Tensor& values) {
        const at::Tensor perColumn = values.sum(0).contiguous();
        sums.resize(static_cast<std::size_t>(columns), 0.0);
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += perColumn.const_data_ptr<double>()[i];
    };
    collect(m_squares, difference.square());
    collect(m_absolutes, difference.abs());
    collect(m_targetSums, wanted);
    collect(m_targetSquares, wanted.square());
    m_rows += static_cast<double>(wanted.size(0));
}

double Metrics::value(const std::string& id) const
{
    if (id == "accuracy")
        return m_judged > 0 ? m_right / m_judged : 0;
    if (m_rows <= 0)
        return 0;
    const auto columns = static_cast<double>(m_squares.size());
    double sum = 0;
    if (id == "r2") {
        for (std::size_t i = 0; i < m_squares.size(); ++i) {
            // SST = sum y^2 - (sum y)^2 / n
            const double total = m_targetSquares[i] - m_targetSums[i] * m_targetSums[i] / m_rows;
            sum += total > 0 ? 1 - m_squares[i] / total : 0;
        }
        return sum / columns;
    }
    for (const double part : id == "mae" ? m_absolutes : m_squares)
        sum += part;
    const double mean = sum / (columns * m_rows);
    return id == "rmse" ? std::sqrt(mean) : mean;
}

nlohmann::json Metrics::state() const
{
    return {{"right", m_right}, {"judged", m_judged}, {"rows", m_rows}, {"squares", m_squares}, {"absolutes", m_absolutes},
            {"target_sums", m_targetSums}, {"target_squares", m_targetSquares}};
}

bool Metrics::restore(const nlohmann::json& json)
{
    if (!json.is_object())
        return false;
    Metrics restored(m_ids);
    for (const auto& [key, number] : {std::pair{"right", &restored.m_right}, {"judged", &restored.m_judged}, {"rows", &restored.m_rows}}) {
        if (!json.contains(key) || !json[key].is_number())
            return false;
        *number = json[key].get<double>();
    }
    for (const auto& [key, numbers] : {std::pair{"squares", &restored.m_squares}, {"absolutes", &restored.m_absolutes},
                                       {"target_sums", &restored.m_targetSums}, {"target_squares", &restored.m_targetSquares}}) {
        if (!json.contains(key) || !json[key].is_array())
            return false;
        for (const auto& entry : json[key]) {
            if (!entry.is_number())
                return false;
            numbers->push_back(entry.get<double>());
        }
        if (numbers->size() != restored.m_squares.size())
            return false;
    }
    *this = std::move(restored);
    return true;
}

} // namespace nodegrad
