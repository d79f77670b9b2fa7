#include "core/training/metrics.h"

#include <ATen/ATen.h>

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
}
