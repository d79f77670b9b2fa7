// Metrics of numbers, from sums for each column of the target. y is the truth, e = answer - y, both less the first row of their
// column where squares are summed, so that large means cost no digits.

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/training/metric_state.h"
#include "core/training/metrics.h"

namespace nodegrad {

namespace {

/// Variance times n: sum x^2 - (sum x)^2 / n.
double spread(double sum, double squares, double count)
{
    return std::max(0.0, squares - sum * sum / count);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto n = static_cast<double>(a.size());
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / n, meanB = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

class NumberSums final : public MetricSums {
public:
    explicit NumberSums(std::vector<std::string> ids) : m_keepAll(std::ranges::find(ids, "spearman") != ids.end()) {}

    void add(const at::Tensor& prediction, const at::Tensor& target) override
    {
        const std::int64_t columns = target.dim() > 1 ? target.size(-1) : 1;
        const auto table = [&](const at::Tensor& values) { return values.to(at::kCPU, at::kDouble).reshape({-1, columns}); };
        const at::Tensor truth = table(target), answer = table(prediction), error = answer - truth;
        if (m_rows.empty()) {
            m_rows = {0};
            collect(m_truthShift, truth[0]);
            collect(m_answerShift, answer[0]);
        }
        const auto options = truth.options();
        const at::Tensor y = truth - at::tensor(m_truthShift, options), p = answer - at::tensor(m_answerShift, options);
        m_rows[0] += static_cast<double>(truth.size(0));
        collect(m_squares, error.square().sum(0));
        collect(m_absolutes, error.abs().sum(0));
        collect(m_errors, error.sum(0));
        collect(m_shares, (error.abs() / truth.abs().clamp_min(std::numeric_limits<double>::epsilon())).sum(0));
        collect(m_truth, y.sum(0));
        collect(m_truthSquares, y.square().sum(0));
        collect(m_answer, p.sum(0));
        collect(m_answerSquares, p.square().sum(0));
        collect(m_products, (y * p).sum(0));
        if (!m_keepAll)
            return;
        m_allTruth.resize(m_squares.size());
        m_allAnswers.resize(m_squares.size());
        for (std::size_t c = 0; c < m_squares.size(); ++c)
            for (std::int64_t row = 0; row < truth.size(0); ++row) {
                m_allTruth[c].push_back(truth.const_data_ptr<double>()[row * columns + static_cast<std::int64_t>(c)]);
                m_allAnswers[c].push_back(answer.const_data_ptr<double>()[row * columns + static_cast<std::int64_t>(c)]);
            }
    }

    double value(const std::string& id) const override
    {
        if (m_rows.empty() || m_rows[0] <= 0 || m_squares.empty())
            return 0;
        double sum = 0;
        for (std::size_t c = 0; c < m_squares.size(); ++c)
            sum += ofColumn(id, c);
        const double mean = sum / static_cast<double>(m_squares.size());
        return id == "rmse" ? std::sqrt(mean) : mean;
    }

    nlohmann::json state() const override { return sumsToJson(const_cast<NumberSums*>(this)->sums()); }
    bool restore(const nlohmann::json& json) override
    {
        return sumsFromJson(json, sums())
            && std::ranges::all_of(sums(), [&](const auto& entry) { return entry.second == &m_rows || entry.second->size() == m_squares.size(); });
    }

private:
    static void collect(std::vector<double>& sums, const at::Tensor& perColumn)
    {
        const at::Tensor values = perColumn.contiguous();
        sums.resize(static_cast<std::size_t>(values.numel()), 0.0);
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += values.const_data_ptr<double>()[i];
    }

    double ofColumn(const std::string& id, std::size_t c) const
    {
        const double n = m_rows[0];
        if (id == "mae")
            return m_absolutes[c] / n;
        if (id == "mape")
            return m_shares[c] / n;
        if (id == "mse" || id == "rmse")
            return m_squares[c] / n;
        if (id == "spearman")
            return m_allTruth.empty() ? 0 : correlation(ranks(m_allTruth[c]), ranks(m_allAnswers[c]));
        const double total = spread(m_truth[c], m_truthSquares[c], n);
        if (id == "pearson") {
            const double answers = spread(m_answer[c], m_answerSquares[c], n);
            return total > 0 && answers > 0 ? (m_products[c] - m_truth[c] * m_answer[c] / n) / std::sqrt(total * answers) : 0;
        }
        // R2 = 1 - SSE / SST; explained variance the same with the spread of the errors around their mean.
        const double left = id == "r2" ? m_squares[c] : spread(m_errors[c], m_squares[c], n);
        return total > 0 ? 1 - left / total : 0;
    }

    NamedSums sums()
    {
        return {{"rows", &m_rows}, {"squares", &m_squares}, {"absolutes", &m_absolutes}, {"errors", &m_errors}, {"shares", &m_shares},
                {"truth", &m_truth}, {"truth_squares", &m_truthSquares}, {"answer", &m_answer}, {"answer_squares", &m_answerSquares},
                {"products", &m_products}, {"truth_shift", &m_truthShift}, {"answer_shift", &m_answerShift}};
    }

    bool m_keepAll;
    std::vector<double> m_rows; ///< one number; empty until the first batch
    std::vector<double> m_squares, m_absolutes, m_errors, m_shares, m_truth, m_truthSquares, m_answer, m_answerSquares, m_products;
    std::vector<double> m_truthShift, m_answerShift;
    std::vector<std::vector<double>> m_allTruth, m_allAnswers; ///< [column]
};

} // namespace

std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    // NaN (a run that diverges) comes last: without that there is no order.
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return values[a] < values[b] || (std::isnan(values[b]) && !std::isnan(values[a]));
    });
    std::vector<double> result(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            result[order[i]] = static_cast<double>(begin + 1 + end) / 2;
        begin = end;
    }
    return result;
}

std::unique_ptr<MetricSums> makeNumberSums(std::vector<std::string> ids)
{
    return std::make_unique<NumberSums>(std::move(ids));
}

} // namespace nodegrad
