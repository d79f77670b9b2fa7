#pragma once
// Metrics over many batches: sums in double, values at any time.

#include <memory>
#include <string>
#include <vector>

#include <ATen/core/Tensor.h>
#include <nlohmann/json.hpp>

#include "core/training/settings.h"

namespace nodegrad {

/// A group of metrics that share their sums. Single thread; add() throws c10::Error.
class MetricSums {
public:
    virtual ~MetricSums() = default;
    virtual void add(const at::Tensor& prediction, const at::Tensor& target) = 0;
    /// 0 while nothing was added.
    virtual double value(const std::string& id) const = 0;
    virtual nlohmann::json state() const = 0;
    virtual bool restore(const nlohmann::json& json) = 0;
};

/// Running values of metricTypes(). Single thread; add() throws c10::Error.
class Metrics {
public:
    /// `settings`: k, beta, averages and bins.
    explicit Metrics(std::vector<std::string> ids, const TrainingSettings& settings = {});
    const std::vector<std::string>& ids() const { return m_ids; }
    /// Whether one of them looks at probabilities: then logits will not do.
    bool needProbabilities() const;

    void reset();
    /// prediction (N, C) or (N, T, C) with whole-number targets (N) or (N, T): one score a class. A prediction with as many elements
    /// as the target is compared element by element; for classes it is the probability of class 1 (0.5 and above is class 1).
    void add(const at::Tensor& prediction, const at::Tensor& target);
    /// 0 while nothing was added. Metrics of numbers are means over the columns of the target; R2 and explained variance are 0 for a
    /// constant column. Precision, recall and F are means over the classes that occur in truth or answers, and 0 for a class where there
    /// is nothing to divide by, as in scikit-learn. AUCs are means over the classes that occur, of two classes that of class 1.
    double value(const std::string& id) const;

    /// Without the samples that needsAllSamples metrics keep: those are computed within one validation.
    nlohmann::json state() const;
    bool restore(const nlohmann::json& json);

private:
    std::vector<std::string> m_ids;
    TrainingSettings m_settings;
    std::unique_ptr<MetricSums> m_classes, m_numbers; ///< null when no id asks for it
};

std::unique_ptr<MetricSums> makeClassSums(std::vector<std::string> ids, const TrainingSettings& settings);
std::unique_ptr<MetricSums> makeNumberSums(std::vector<std::string> ids);

/// Area under the ROC curve, ties counted half: how often a positive sample has the higher score. NaN without samples of both kinds.
double rocAuc(const std::vector<float>& scores, const std::vector<bool>& isPositive);
/// Average precision: sum over thresholds of (recall_i - recall_(i-1)) precision_i. NaN without a positive sample.
double averagePrecision(const std::vector<float>& scores, const std::vector<bool>& isPositive);
/// Ranks from 1; equal values share the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values);

} // namespace nodegrad
