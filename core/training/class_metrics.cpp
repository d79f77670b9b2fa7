// Metrics of classes, from counts for each class; only the areas under curves keep all scores.

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/training/metric_state.h"
#include "core/training/metrics.h"

namespace nodegrad {

namespace {

double ratio(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/// Order from the highest score to the lowest; NaN last.
std::vector<std::size_t> byScore(const std::vector<float>& scores)
{
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return scores[a] > scores[b] || (std::isnan(scores[b]) && !std::isnan(scores[a]));
    });
    return order;
}

/// Calls visit(positives, negatives) for each group of equal scores, from the highest down.
template <class Visit> void visitThresholds(const std::vector<float>& scores, const std::vector<bool>& isPositive, Visit&& visit)
{
    const std::vector<std::size_t> order = byScore(scores);
    for (std::size_t begin = 0; begin < order.size();) {
        double positives = 0, negatives = 0;
        std::size_t end = begin;
        do {
            (isPositive[order[end]] ? positives : negatives) += 1;
            ++end;
        } while (end < order.size() && scores[order[end]] == scores[order[begin]]);
        visit(positives, negatives);
        begin = end;
    }
}

class ClassSums final : public MetricSums {
public:
    ClassSums(std::vector<std::string> ids, const TrainingSettings& settings) : m_ids(std::move(ids)), m_settings(settings) {}

    void add(const at::Tensor& prediction, const at::Tensor& target) override
    {
        const bool isBinary = prediction.numel() == target.numel();
        if (!isBinary && m_ids == std::vector<std::string>{"accuracy"} && addPlainAccuracy(prediction, target))
            return;
        const std::int64_t classes = isBinary ? 2 : prediction.size(-1);
        const at::Tensor scores = isBinary ? prediction.reshape({-1}) : prediction.reshape({-1, classes});
        const at::Tensor answer = isBinary ? at::floor(scores + 0.5) : at::argmax(scores, -1);
        const at::Tensor truth = target.reshape({-1});
        const at::Tensor right = answer.eq(truth);
        grow(m_counts, 3);
        m_counts[0] += right.sum().item<double>();
        m_counts[1] += static_cast<double>(truth.numel());
        if (has("top_k_accuracy"))
            m_counts[2] += topKRight(scores, truth, m_counts[0], classes);
        if (needsCounts())
            addCounts(answer, truth, right, classes);
        if (has("log_loss") || has("brier") || has("calibration_error"))
            addProbabilities(isBinary ? scores : scores.to(at::kDouble), truth, right, classes, isBinary);
        if (has("roc_auc") || has("pr_auc"))
            keepScores(scores, truth, classes, isBinary);
    }

    double value(const std::string& id) const override
    {
        if (m_counts.empty() || m_counts[1] <= 0)
            return 0;
        const double n = m_counts[1];
        if (id == "accuracy")
            return m_counts[0] / n;
        if (id == "top_k_accuracy")
            return m_counts[2] / n;
        if (id == "balanced_accuracy")
            return overClasses([&](std::size_t c) { return m_truth[c] > 0; }, [&](std::size_t c) { return m_right[c] / m_truth[c]; }, false);
        if (id == "precision" || id == "recall" || id == "f_score")
            return overClasses([&](std::size_t c) { return m_truth[c] + m_answered[c] > 0; }, [&](std::size_t c) { return classScore(id, c); },
                               m_settings.metricAverage == "weighted");
        if (id == "mcc" || id == "cohen_kappa")
            return agreement(id == "mcc");
        if (id == "log_loss")
            return m_probability[0] / n;
        if (id == "brier")
            return m_probability[1] / n;
        if (id == "calibration_error") {
            double sum = 0;
            for (std::size_t i = 0; i < m_binConfidence.size(); ++i)
                sum += std::abs(m_binRight[i] - m_binConfidence[i]);
            return sum / n;
        }
        return area(id == "roc_auc");
    }

    nlohmann::json state() const override { return sumsToJson(const_cast<ClassSums*>(this)->sums()); }
    bool restore(const nlohmann::json& json) override
    {
        return sumsFromJson(json, sums()) && (m_counts.empty() || m_counts.size() == 3) && (m_probability.empty() || m_probability.size() == 2)
            && m_right.size() == m_answered.size() && m_right.size() == m_truth.size() && m_binConfidence.size() == m_binRight.size();
    }

private:
    bool has(const char* id) const { return std::ranges::find(m_ids, id) != m_ids.end(); }
    bool needsCounts() const
    {
        return std::ranges::any_of(m_ids, [](const std::string& id) {
            return id == "balanced_accuracy" || id == "precision" || id == "recall" || id == "f_score" || id == "mcc" || id == "cohen_kappa";
        });
    }

    /// Accuracy alone, of numbers that lie there plainly: a loop costs less than the operations.
    bool addPlainAccuracy(const at::Tensor& prediction, const at::Tensor& target)
    {
        if (!prediction.is_cpu() || prediction.scalar_type() != at::kFloat || !prediction.is_contiguous() || target.scalar_type() != at::kLong
            || !target.is_contiguous() || prediction.numel() > (1 << 16))
            return false;
        grow(m_counts, 3);
        const std::int64_t classes = prediction.size(-1);
        const float* scores = prediction.const_data_ptr<float>();
        const std::int64_t* truth = target.const_data_ptr<std::int64_t>();
        for (std::int64_t i = 0; i < target.numel(); ++i, scores += classes)
            m_counts[0] += std::max_element(scores, scores + classes) - scores == truth[i] ? 1 : 0;
        m_counts[1] += static_cast<double>(target.numel());
        return true;
    }

    static void grow(std::vector<double>& sums, std::int64_t size)
    {
        sums.resize(std::max(sums.size(), static_cast<std::size_t>(size)), 0.0);
    }

    static void collect(std::vector<double>& sums, const at::Tensor& more)
    {
        const at::Tensor values = more.to(at::kCPU, at::kDouble).contiguous();
        grow(sums, values.numel());
        for (std::size_t i = 0; i < static_cast<std::size_t>(values.numel()); ++i)
            sums[i] += values.const_data_ptr<double>()[i];
    }

    double topKRight(const at::Tensor& scores, const at::Tensor& truth, double rightSoFar, std::int64_t classes) const
    {
        if (m_settings.topK >= classes)
            return static_cast<double>(truth.numel());
        if (scores.dim() == 1) // two classes, k = 1
            return rightSoFar - m_counts[2];
        const at::Tensor best = std::get<1>(at::topk(scores, m_settings.topK, -1));
        return best.eq(truth.unsqueeze(-1)).sum().item<double>();
    }

    void addCounts(const at::Tensor& answer, const at::Tensor& truth, const at::Tensor& right, std::int64_t classes)
    {
        const auto histogram = [&](const at::Tensor& labels) { return at::bincount(labels.to(at::kLong).clamp(0, classes - 1), {}, classes); };
        collect(m_truth, histogram(truth));
        collect(m_answered, histogram(answer));
        collect(m_right, histogram(truth.masked_select(right)));
    }

    /// -ln p and squared distances in double; p is kept away from 0 by what float can tell apart, as in scikit-learn.
    void addProbabilities(const at::Tensor& scores, const at::Tensor& truth, const at::Tensor& right, std::int64_t classes, bool isBinary)
    {
        constexpr double kEpsilon = std::numeric_limits<float>::epsilon();
        const at::Tensor p = scores.to(at::kDouble), labels = truth.to(at::kLong);
        const at::Tensor ofTruth = isBinary ? at::where(labels.eq(1), p, 1 - p) : p.gather(1, labels.unsqueeze(1)).squeeze(1);
        grow(m_probability, 2);
        m_probability[0] -= ofTruth.clamp(kEpsilon, 1 - kEpsilon).log().sum().item<double>();
        // sum_c (p_c - y_c)^2 = sum p^2 - 2 p_true + 1; of two classes half of it, which is (p_1 - y)^2
        if (isBinary)
            m_probability[1] += (1 - ofTruth).square().sum().item<double>();
        else
            m_probability[1] += (p.square().sum(1) - 2 * ofTruth + 1).sum().item<double>() * (classes == 2 ? 0.5 : 1);
        const at::Tensor confidence = isBinary ? at::maximum(p, 1 - p) : p.amax(1);
        const at::Tensor bin = (confidence * static_cast<double>(m_settings.calibrationBins)).ceil().to(at::kLong).sub(1).clamp(0, m_settings.calibrationBins - 1);
        collect(m_binConfidence, at::bincount(bin, confidence, m_settings.calibrationBins));
        collect(m_binRight, at::bincount(bin, right.to(at::kDouble), m_settings.calibrationBins));
    }

    void keepScores(const at::Tensor& scores, const at::Tensor& truth, std::int64_t classes, bool isBinary)
    {
        const at::Tensor values = scores.to(at::kCPU, at::kFloat).contiguous(), labels = truth.to(at::kCPU, at::kLong).contiguous();
        const auto width = static_cast<std::size_t>(isBinary ? 1 : classes);
        m_scores.resize(classes == 2 ? 1 : width);
        for (std::size_t row = 0; row < static_cast<std::size_t>(labels.numel()); ++row) {
            m_labels.push_back(labels.const_data_ptr<std::int64_t>()[row]);
            for (std::size_t c = 0; c < m_scores.size(); ++c)
                m_scores[c].push_back(values.const_data_ptr<float>()[row * width + (classes == 2 ? width - 1 : c)]);
        }
    }

    double classScore(const std::string& id, std::size_t c) const
    {
        if (id == "precision")
            return ratio(m_right[c], m_answered[c]);
        if (id == "recall")
            return ratio(m_right[c], m_truth[c]);
        const double b = m_settings.fBeta * m_settings.fBeta; // F = (1 + b^2) TP / (b^2 truth + answered)
        return ratio((1 + b) * m_right[c], b * m_truth[c] + m_answered[c]);
    }

    template <class Counts, class Score> double overClasses(Counts&& counts, Score&& score, bool weighted) const
    {
        double sum = 0, weights = 0;
        for (std::size_t c = 0; c < m_truth.size(); ++c) {
            if (!counts(c))
                continue;
            const double weight = weighted ? m_truth[c] : 1;
            sum += weight * score(c);
            weights += weight;
        }
        return ratio(sum, weights);
    }

    /// With s samples, c of them right, t_k of class k and p_k answers k:
    /// MCC = (c s - sum t_k p_k) / sqrt((s^2 - sum p_k^2) (s^2 - sum t_k^2)); kappa = (c s - sum t_k p_k) / (s^2 - sum t_k p_k).
    double agreement(bool isMcc) const
    {
        double tp = 0, tt = 0, pp = 0, right = 0;
        for (std::size_t c = 0; c < m_truth.size(); ++c) {
            tp += m_truth[c] * m_answered[c];
            tt += m_truth[c] * m_truth[c];
            pp += m_answered[c] * m_answered[c];
            right += m_right[c];
        }
        const double s = m_counts[1];
        return ratio(right * s - tp, isMcc ? std::sqrt((s * s - pp) * (s * s - tt)) : s * s - tp);
    }

    double area(bool isRoc) const
    {
        double sum = 0, count = 0;
        for (std::size_t c = 0; c < m_scores.size(); ++c) {
            const std::int64_t positive = m_scores.size() == 1 ? 1 : static_cast<std::int64_t>(c);
            std::vector<bool> isPositive;
            for (const std::int64_t label : m_labels)
                isPositive.push_back(label == positive);
            const double one = isRoc ? rocAuc(m_scores[c], isPositive) : averagePrecision(m_scores[c], isPositive);
            if (std::isnan(one))
                continue;
            sum += one;
            count += 1;
        }
        return ratio(sum, count);
    }

    NamedSums sums()
    {
        return {{"counts", &m_counts}, {"right", &m_right}, {"answered", &m_answered}, {"truth", &m_truth},
                {"probability", &m_probability}, {"bin_confidence", &m_binConfidence}, {"bin_right", &m_binRight}};
    }

    std::vector<std::string> m_ids;
    TrainingSettings m_settings;
    std::vector<double> m_counts;                         ///< right, judged, right among the k most probable
    std::vector<double> m_right, m_answered, m_truth;     ///< of each class
    std::vector<double> m_probability;                    ///< sums of -ln p and of squared distances
    std::vector<double> m_binConfidence, m_binRight;
    std::vector<std::vector<float>> m_scores;             ///< of each class; of two classes those of class 1
    std::vector<std::int64_t> m_labels;
};

} // namespace

double rocAuc(const std::vector<float>& scores, const std::vector<bool>& isPositive)
{
    double above = 0, area = 0, positives = 0, negatives = 0;
    visitThresholds(scores, isPositive, [&](double more, double others) {
        area += others * (above + more / 2);
        above += more;
        positives += more;
        negatives += others;
    });
    return positives > 0 && negatives > 0 ? area / (positives * negatives) : std::numeric_limits<double>::quiet_NaN();
}

double averagePrecision(const std::vector<float>& scores, const std::vector<bool>& isPositive)
{
    double found = 0, taken = 0, sum = 0;
    visitThresholds(scores, isPositive, [&](double more, double others) {
        found += more;
        taken += more + others;
        sum += more * found / taken;
    });
    return found > 0 ? sum / found : std::numeric_limits<double>::quiet_NaN();
}

std::unique_ptr<MetricSums> makeClassSums(std::vector<std::string> ids, const TrainingSettings& settings)
{
    return std::make_unique<ClassSums>(std::move(ids), settings);
}

} // namespace nodegrad
