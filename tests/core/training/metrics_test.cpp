#include "core/training/metrics.h"

#include <ATen/ATen.h>

#include <cmath>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Accuracy takes the largest entry as the class, batch by batch")
{
    Metrics metrics({"accuracy"});
    CHECK(metrics.value("accuracy") == 0);
    metrics.add(at::tensor({0.1f, 0.9f, 0.8f, 0.2f}).reshape({2, 2}), at::tensor({1, 1}, at::kLong)); // right, wrong
    metrics.add(at::tensor({0.1f, 0.9f}).reshape({1, 2}), at::tensor({1}, at::kLong));                // right
    CHECK(metrics.value("accuracy") == Approx(2.0 / 3));
    metrics.reset();
    CHECK(metrics.value("accuracy") == 0);
}

TEST_CASE("One probability a sample is rounded, 0.5 to class 1")
{
    Metrics metrics({"accuracy"});
    metrics.add(at::tensor({0.49f, 0.5f, 0.9f, 0.2f}).reshape({4, 1}), at::tensor({0, 1, 0, 0}, at::kLong)); // 3 of 4
    CHECK(metrics.value("accuracy") == 0.75);
}

TEST_CASE("Each element of a sequence of classes counts")
{
    Metrics metrics({"accuracy"});
    metrics.add(at::tensor({1.0f, 0.0f, 0.0f, 1.0f, 1.0f, 0.0f}).reshape({1, 3, 2}), at::tensor({0, 1, 1}, at::kLong).reshape({1, 3}));
    CHECK(metrics.value("accuracy") == Approx(2.0 / 3));
}

TEST_CASE("MAE, RMSE and R2 equal scikit-learn's over several batches")
{
    // y = (3, -0.5, 2, 7), p = (2.5, 0, 2, 8): MAE 0.5, MSE 0.375, R2 0.948608... (the example in scikit-learn's documentation)
    Metrics metrics({"mae", "rmse", "r2"});
    metrics.add(at::tensor({2.5f, 0.0f}).reshape({2, 1}), at::tensor({3.0f, -0.5f}).reshape({2, 1}));
    metrics.add(at::tensor({2.0f, 8.0f}).reshape({2, 1}), at::tensor({2.0f, 7.0f}).reshape({2, 1}));
    CHECK(metrics.value("mae") == Approx(0.5));
    CHECK(metrics.value("rmse") == Approx(std::sqrt(0.375)));
    CHECK(metrics.value("r2") == Approx(0.9486081370449679));
}

TEST_CASE("R2 of several columns is their mean")
{
    // scikit-learn: y = [[0.5, 1], [-1, 1], [7, -6]], p = [[0, 2], [-1, 2], [8, -5]], uniform_average 0.93680052666227787
    Metrics metrics({"r2"});
    metrics.add(at::tensor({0.0f, 2.0f, -1.0f, 2.0f, 8.0f, -5.0f}).reshape({3, 2}), at::tensor({0.5f, 1.0f, -1.0f, 1.0f, 7.0f, -6.0f}).reshape({3, 2}));
    CHECK(metrics.value("r2") == Approx(0.9368005266622779));
}

TEST_CASE("Sums survive text")
{
    Metrics metrics({"mae", "r2"});
    metrics.add(at::rand({7, 2}), at::rand({7, 2}));
    Metrics other({"mae", "r2"});
    REQUIRE(other.restore(nlohmann::json::parse(metrics.state().dump())));
    CHECK(other.value("mae") == metrics.value("mae"));
    CHECK(other.value("r2") == metrics.value("r2"));
    CHECK_FALSE(other.restore(nlohmann::json::parse(R"({"right": 1})")));
    CHECK_FALSE(other.restore(nlohmann::json::parse(R"({"numbers": {"rows": ["a"]}})")));
}

TEST_CASE("Every metric has a value after the first batch, and none before")
{
    for (const MetricType& type : metricTypes()) {
        CAPTURE(type.id);
        Metrics metrics({type.id});
        CHECK(metrics.value(type.id) == 0);
        if (type.forClasses)
            metrics.add(at::tensor({0.7f, 0.2f, 0.1f, 0.3f, 0.5f, 0.2f, 0.1f, 0.3f, 0.6f, 0.6f, 0.3f, 0.1f}).reshape({4, 3}), at::tensor({0, 1, 2, 1}, at::kLong));
        else
            metrics.add(at::tensor({1.0f, 2.5f, 2.0f}).reshape({3, 1}), at::tensor({1.0f, 2.0f, 3.0f}).reshape({3, 1}));
        CHECK(metrics.value(type.id) != 0);
        CHECK(std::isfinite(metrics.value(type.id)));
        CHECK(metrics.needProbabilities() == type.needsProbabilities);
    }
}

TEST_CASE("Precision, recall and F average over the classes as scikit-learn's example does")
{
    // precision_recall_fscore_support([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], average='macro') = 0.222..., 0.333..., 0.266...
    Metrics metrics({"precision", "recall", "f_score", "balanced_accuracy"});
    metrics.add(at::one_hot(at::tensor({0, 2, 1, 0, 0, 1}, at::kLong), 3).to(at::kFloat), at::tensor({0, 1, 2, 0, 1, 2}, at::kLong));
    CHECK(metrics.value("precision") == Approx(2.0 / 9));
    CHECK(metrics.value("recall") == Approx(1.0 / 3));
    CHECK(metrics.value("f_score") == Approx(4.0 / 15));
    CHECK(metrics.value("balanced_accuracy") == Approx(1.0 / 3));
}

TEST_CASE("NaN predictions leave the ranks and areas defined")
{
    const float nan = std::nanf("");
    CHECK(rocAuc({nan, 0.1f, 0.9f, nan}, {true, false, true, false}) >= 0);
    CHECK(ranks({std::nan(""), 1, std::nan("")})[1] == 1);
}
