#include <cmath>

#include "core/evaluation/evaluation.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Predictions whose most likely class is `answers`, with `confidence`.
Predictions answered(const std::vector<std::int64_t>& truths, const std::vector<std::int64_t>& answers, std::size_t classes, const std::vector<float>& confidence)
{
    Predictions predictions;
    std::vector<float> shares;
    for (std::size_t i = 0; i < truths.size(); ++i) {
        predictions.samples.push_back(static_cast<std::int64_t>(100 + i));
        for (std::size_t c = 0; c < classes; ++c)
            shares.push_back(static_cast<std::int64_t>(c) == answers[i] ? confidence[i] : (1 - confidence[i]) / static_cast<float>(classes - 1));
    }
    const auto n = static_cast<std::int64_t>(truths.size());
    predictions.prediction = HostTensor::ofFloats({n, static_cast<std::int64_t>(classes)}, shares);
    predictions.targets = HostTensor::ofIntegers({n}, truths);
    predictions.loss = 0.5;
    return predictions;
}

} // namespace

TEST_CASE("Confusion, precision, recall and F1 are those counted by hand")
{
    // scikit-learn 1.7: precision_recall_fscore_support([0,0,0,1,1,2], [0,0,1,1,1,0]) gives precision 2/3, 2/3, 0 (undefined),
    // recall 2/3, 1, 0, F1 2/3, 0.8, 0, macro F1 0.48889.
    const auto report = classificationReport(answered({0, 0, 0, 1, 1, 2}, {0, 0, 1, 1, 1, 0}, 3, {.9f, .8f, .7f, .6f, .5f, .95f}), {"a", "b", "c"});
    CHECK(report.count == 6);
    CHECK(report.wrong == 2);
    CHECK(report.accuracy == Approx(4.0 / 6));
    CHECK(report.confusion == std::vector<std::vector<std::int64_t>>{{2, 1, 0}, {0, 2, 0}, {1, 0, 0}});
    CHECK(report.classes[0].precision == Approx(2.0 / 3));
    CHECK(report.classes[1].precision == Approx(2.0 / 3));
    CHECK(std::isnan(report.classes[2].precision));
    CHECK(report.classes[0].recall == Approx(2.0 / 3));
    CHECK(report.classes[1].recall == 1);
    CHECK(report.classes[2].recall == 0);
    CHECK(report.classes[1].f1 == Approx(0.8));
    CHECK(report.classes[2].f1 == 0);
    CHECK(report.macroF1 == Approx(0.4888888889));
    CHECK(report.classes[0].count == 3);
    CHECK(report.loss == 0.5);
}

TEST_CASE("Mistakes are listed surest first, right answers least sure first")
{
    const auto report = classificationReport(answered({0, 0, 0, 1, 1, 2}, {0, 0, 1, 1, 1, 0}, 3, {.9f, .8f, .7f, .6f, .5f, .95f}), {"a", "b", "c"});
    CHECK(report.worst == std::vector<std::size_t>{5, 2});
    CHECK(report.leastSure == std::vector<std::size_t>{4, 3, 1, 0});
    CHECK(report.verdicts[5].sample == 105);
    CHECK(report.verdicts[5].truth == 2);
    CHECK(report.verdicts[5].answer == 0);
    CHECK(report.verdicts[5].confidence == Approx(0.95));
    CHECK(report.verdicts[5].truthProbability == Approx(0.025));
}

TEST_CASE("The interval of the accuracy is Wilson's")
{
    // 8 of 10: 0.4902 to 0.9433 (statsmodels 0.14, proportion_confint(8, 10, method='wilson')).
    const auto some = classificationReport(answered({0, 0, 0, 0, 0, 0, 0, 0, 1, 1}, std::vector<std::int64_t>(10, 0), 2, std::vector<float>(10, .9f)), {"a", "b"});
    CHECK(some.accuracyLow == Approx(0.4901625).epsilon(1e-5));
    CHECK(some.accuracyHigh == Approx(0.9433178).epsilon(1e-5));
    // All of 10: 0.7225 to 1.
    const auto all = classificationReport(answered(std::vector<std::int64_t>(10, 0), std::vector<std::int64_t>(10, 0), 2, std::vector<float>(10, .9f)), {"a", "b"});
    CHECK(all.accuracyLow == Approx(0.7224672).epsilon(1e-5));
    CHECK(all.accuracyHigh == Approx(1));
}

TEST_CASE("A class that neither occurs nor is answered has no scores and does not count in the mean")
{
    const auto report = classificationReport(answered({0, 1}, {0, 1}, 3, {.9f, .9f}), {"a", "b", "c"});
    CHECK(std::isnan(report.classes[2].precision));
    CHECK(std::isnan(report.classes[2].recall));
    CHECK(std::isnan(report.classes[2].f1));
    CHECK(report.macroF1 == 1);
}

TEST_CASE("No samples give no numbers")
{
    const auto report = classificationReport(answered({}, {}, 2, {}), {"a", "b"});
    CHECK(report.count == 0);
    CHECK(std::isnan(report.accuracy));
    CHECK(std::isnan(report.accuracyLow));
    CHECK(std::isnan(report.macroF1));
    CHECK(std::isnan(regressionReport({}).mae));
}

TEST_CASE("One sigmoid unit gives two classes")
{
    Predictions predictions;
    predictions.samples = {0, 1};
    predictions.prediction = HostTensor::ofFloats({2, 1}, std::vector<float>{0.75f, 0.25f});
    predictions.targets = HostTensor::ofIntegers({2}, std::vector<std::int64_t>{1, 1});
    CHECK(probabilities(predictions.prediction, 0, 2) == std::vector<double>{0.25, 0.75});
    const auto report = classificationReport(predictions, {"no", "yes"});
    CHECK(report.wrong == 1);
    CHECK(report.verdicts[1].answer == 0);
    CHECK(report.verdicts[1].confidence == 0.75);
    CHECK(report.verdicts[1].truthProbability == 0.25);
}

TEST_CASE("Errors of numbers are those computed by hand")
{
    // Residuals 0.5, -0.5, 0, 1: MAE 0.5, RMSE sqrt(1.5 / 4), SST of 1..4 is 5, R2 = 1 - 1.5 / 5.
    Predictions predictions;
    predictions.samples = {0, 1, 2, 3};
    predictions.prediction = HostTensor::ofFloats({4, 1}, std::vector<float>{1.5f, 1.5f, 3, 5});
    predictions.targets = HostTensor::ofFloats({4, 1}, std::vector<float>{1, 2, 3, 4});
    const auto report = regressionReport(predictions);
    CHECK(report.count == 4);
    CHECK(report.mae == Approx(0.5));
    CHECK(report.rmse == Approx(std::sqrt(0.375)));
    CHECK(report.r2 == Approx(0.7));
    CHECK(report.worst == std::vector<std::size_t>{3, 0, 1, 2});
    CHECK(report.truth == std::vector<double>{1, 2, 3, 4});
    CHECK(report.answer == std::vector<double>{1.5, 1.5, 3, 5});
}

TEST_CASE("R2 of several columns is their mean, and a target that never changes has none")
{
    // Columns: R2 0.7 as above, and a constant one.
    Predictions predictions;
    predictions.samples = {0, 1, 2, 3};
    predictions.prediction = HostTensor::ofFloats({4, 2}, std::vector<float>{1.5f, 7, 1.5f, 7, 3, 7, 5, 7});
    predictions.targets = HostTensor::ofFloats({4, 2}, std::vector<float>{1, 7, 2, 7, 3, 7, 4, 7});
    CHECK(regressionReport(predictions).r2 == Approx(0.7));
    CHECK(regressionReport(predictions).mae == Approx(0.25));
    predictions.prediction = predictions.targets = HostTensor::ofFloats({4, 1}, std::vector<float>{7, 7, 7, 7});
    CHECK(std::isnan(regressionReport(predictions).r2));
}
