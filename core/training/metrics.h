#pragma once
// Metrics over many batches: sums in double, values at any time.

#include <string>
#include <vector>

#include <ATen/core/Tensor.h>
#include <nlohmann/json.hpp>

namespace nodegrad {

/// Running values of metricTypes(). Single thread; add() throws c10::Error.
class Metrics {
public:
    explicit Metrics(std::vector<std::string> ids) : m_ids(std::move(ids)) {}
    const std::vector<std::string>& ids() const { return m_ids; }

    void reset();
    /// prediction (N, C) or (N, T, C) with whole-number targets (N) or (N, T): the largest entry is the class. A prediction with as
    /// many elements as the target is compared element by element, for accuracy rounded (0.5 and above is class 1).
    void add(const at::Tensor& prediction, const at::Tensor& target);
    /// 0 while nothing was added. R2 is the mean over the columns of the target, 0 for a constant column.
    double value(const std::string& id) const;

    nlohmann::json state() const;
    bool restore(const nlohmann::json& json);

private:
    void addAccuracy(const at::Tensor& prediction, const at::Tensor& target);
    void addErrors(const at::Tensor& prediction, const at::Tensor& target);
    bool has(const char* id) const;

    std::vector<std::string> m_ids;
    double m_right = 0, m_judged = 0;                       ///< accuracy
    double m_rows = 0;                                      ///< regression, per column of the target:
    std::vector<double> m_squares, m_absolutes;             ///< of prediction - target
    std::vector<double> m_targetSums, m_targetSquares;
};

} // namespace nodegrad
