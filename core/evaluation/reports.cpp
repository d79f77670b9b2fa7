#include "core/evaluation/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace nodegrad {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kZ95 = 1.959963984540054; ///< 97.5 % quantile of the normal distribution

double ratio(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kNaN;
}

/// Wilson's score interval (E. B. Wilson, JASA 1927): stays within 0..1 and is honest for small counts.
void setWilsonInterval(ClassificationReport& report)
{
    if (report.count == 0) {
        report.accuracyLow = report.accuracyHigh = kNaN;
        return;
    }
    const double n = static_cast<double>(report.count), p = report.accuracy, z2 = kZ95 * kZ95;
    const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = kZ95 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    report.accuracyLow = std::max(0.0, centre - half);
    report.accuracyHigh = std::min(1.0, centre + half);
}

void setClassScores(ClassificationReport& report, const std::vector<std::string>& classNames)
{
    const std::size_t classes = classNames.size();
    double f1Sum = 0;
    std::int64_t f1Count = 0;
    for (std::size_t c = 0; c < classes; ++c) {
        std::int64_t answered = 0;
        for (std::size_t truth = 0; truth < classes; ++truth)
            answered += report.confusion[truth][c];
        const std::int64_t right = report.confusion[c][c];
        ClassScore score;
        score.name = classNames[c];
        score.count = std::accumulate(report.confusion[c].begin(), report.confusion[c].end(), std::int64_t(0));
        score.precision = ratio(right, answered);
        score.recall = ratio(right, score.count);
        score.f1 = ratio(2 * right, answered + score.count); // 2 TP / (2 TP + FP + FN)
        if (!std::isnan(score.f1)) {
            f1Sum += score.f1;
            ++f1Count;
        }
        report.classes.push_back(std::move(score));
    }
    report.macroF1 = f1Count > 0 ? f1Sum / static_cast<double>(f1Count) : kNaN;
}

void setOrders(ClassificationReport& report)
{
    for (std::size_t i = 0; i < report.verdicts.size(); ++i)
        (report.verdicts[i].truth == report.verdicts[i].answer ? report.leastSure : report.worst).push_back(i);
    const auto confidence = [&](std::size_t i) { return report.verdicts[i].confidence; };
    std::stable_sort(report.worst.begin(), report.worst.end(), [&](auto a, auto b) { return confidence(a) > confidence(b); });
    std::stable_sort(report.leastSure.begin(), report.leastSure.end(), [&](auto a, auto b) { return confidence(a) < confidence(b); });
}

} // namespace

std::vector<double> probabilities(const HostTensor& prediction, std::int64_t row, std::size_t classCount)
{
    const std::int64_t rows = prediction.rank() > 0 ? prediction.dim(0) : 0;
    const std::int64_t columns = rows > 0 ? prediction.count() / rows : 0;
    std::vector<double> result(classCount, kNaN);
    if (row < 0 || row >= rows)
        return result;
    if (columns == 1 && classCount == 2) {
        result[1] = prediction.number(row);
        result[0] = 1 - result[1];
        return result;
    }
    for (std::size_t c = 0; c < classCount && static_cast<std::int64_t>(c) < columns; ++c)
        result[c] = prediction.number(row * columns + static_cast<std::int64_t>(c));
    return result;
}

ClassificationReport classificationReport(const Predictions& predictions, const std::vector<std::string>& classNames)
{
    ClassificationReport report;
    const std::size_t classes = classNames.size();
    report.loss = predictions.loss;
    report.confusion.assign(classes, std::vector<std::int64_t>(classes, 0));
    for (std::size_t i = 0; i < predictions.samples.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const std::vector<double> shares = probabilities(predictions.prediction, row, classes);
        Verdict verdict;
        verdict.sample = predictions.samples[i];
        verdict.truth = static_cast<std::int64_t>(predictions.targets.number(row));
        if (verdict.truth < 0 || verdict.truth >= static_cast<std::int64_t>(classes))
            continue;
        verdict.answer = std::max_element(shares.begin(), shares.end()) - shares.begin();
        verdict.confidence = shares[static_cast<std::size_t>(verdict.answer)];
        verdict.truthProbability = shares[static_cast<std::size_t>(verdict.truth)];
        ++report.confusion[static_cast<std::size_t>(verdict.truth)][static_cast<std::size_t>(verdict.answer)];
        report.wrong += verdict.truth != verdict.answer;
        report.verdicts.push_back(verdict);
    }
    report.count = static_cast<std::int64_t>(report.verdicts.size());
    report.accuracy = ratio(report.count - report.wrong, report.count);
    setWilsonInterval(report);
    setClassScores(report, classNames);
    setOrders(report);
    return report;
}

RegressionReport regressionReport(const Predictions& predictions)
{
    RegressionReport report;
    report.loss = predictions.loss;
    report.count = static_cast<std::int64_t>(predictions.samples.size());
    const std::int64_t columns = report.count > 0 ? predictions.targets.count() / report.count : 0;
    const std::int64_t values = report.count * columns;
    if (values == 0 || predictions.prediction.count() != values) {
        report.mae = report.rmse = report.r2 = kNaN;
        return report;
    }
    double absolute = 0, squared = 0;
    for (std::int64_t i = 0; i < values; ++i) {
        const double residual = predictions.prediction.number(i) - predictions.targets.number(i);
        absolute += std::abs(residual);
        squared += residual * residual;
    }
    report.mae = absolute / static_cast<double>(values);
    report.rmse = std::sqrt(squared / static_cast<double>(values));

    // R2 of each target column, averaged, as scikit-learn's r2_score does; a column that never changes has none.
    double r2Sum = 0;
    std::int64_t r2Count = 0;
    for (std::int64_t c = 0; c < columns; ++c) {
        double mean = 0, total = 0, residuals = 0;
        for (std::int64_t row = 0; row < report.count; ++row)
            mean += predictions.targets.number(row * columns + c) / static_cast<double>(report.count);
        for (std::int64_t row = 0; row < report.count; ++row) {
            const double truth = predictions.targets.number(row * columns + c), answer = predictions.prediction.number(row * columns + c);
            total += (truth - mean) * (truth - mean);
            residuals += (truth - answer) * (truth - answer);
        }
        if (total > 0) {
            r2Sum += 1 - residuals / total;
            ++r2Count;
        }
    }
    report.r2 = r2Count > 0 ? r2Sum / static_cast<double>(r2Count) : kNaN;

    for (std::int64_t row = 0; row < report.count; ++row) {
        report.truth.push_back(predictions.targets.number(row * columns));
        report.answer.push_back(predictions.prediction.number(row * columns));
        report.worst.push_back(static_cast<std::size_t>(row));
    }
    const auto residual = [&](std::size_t i) { return std::abs(report.answer[i] - report.truth[i]); };
    std::stable_sort(report.worst.begin(), report.worst.end(), [&](auto a, auto b) { return residual(a) > residual(b); });
    return report;
}

} // namespace nodegrad
