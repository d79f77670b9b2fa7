#include "tests/support/catch.h"
#include "ui/pages/data/data_figures.h"
#include "ui/pages/data/sample_picture.h"

#include <numeric>

using namespace nodegrad;

namespace {

/// Four rows of two features; the first three train.
PreparedData smallTable()
{
    const float inputs[] = {0, 10, 1, 10, 2, 40, 9, 9};
    const std::int64_t labels[] = {0, 1, 1, 0};
    auto data = std::make_shared<Dataset>();
    data->inputs = HostTensor::ofFloats({4, 2}, inputs);
    data->inputSpec = {DType::Float32, {batchDim(), 2}, Kind::Vector, 0};
    data->targets = HostTensor::ofIntegers({4}, labels);
    data->targetSpec = {DType::Int64, {batchDim()}, Kind::Label, 2};
    data->classNames = {"no", "yes"};
    data->featureNames = {"a", "b"};
    PreparedData prepared;
    prepared.data = data;
    prepared.split = {{0, 1, 2}, {3}, {}};
    prepared.preparation = {{"scale", {0, 10}, {0.5F, 0.1F}}};
    return prepared;
}

} // namespace

TEST_CASE("Figures are of the training samples, before and after the preparation")
{
    const auto figures = figuresOf(smallTable(), Task());
    REQUIRE(figures);
    const DataFigures& f = **figures;
    CHECK(f.names == std::vector<std::string>{"a", "b"});
    CHECK(f.stored[0].mean == Approx(1.0));                    // (0 + 1 + 2) / 3
    CHECK(f.stored[0].deviation == Approx(0.816496580927726)); // sqrt(2 / 3)
    CHECK(f.stored[1].high == 40);
    CHECK(f.prepared[0].high == Approx(1.0));                  // (2 - 0) * 0.5
    CHECK(f.prepared[1].high == Approx(3.0));                  // (40 - 10) * 0.1
    CHECK(f.allStored.mean == Approx(10.5));                   // 63 / 6
    CHECK(std::accumulate(f.stored[1].bins.begin(), f.stored[1].bins.end(), 0.0) == 3);
    CHECK(f.stored[1].bins.front() == 2);
    CHECK(f.stored[1].bins.back() == 1);
}

TEST_CASE("Classes are counted by part")
{
    const auto figures = figuresOf(smallTable(), Task());
    REQUIRE(figures);
    CHECK((*figures)->classes == std::vector<std::array<double, 3>>{{1, 1, 0}, {2, 0, 0}});
}

TEST_CASE("Counting stops when it is cancelled")
{
    Task task;
    task.cancel();
    const auto figures = figuresOf(smallTable(), task);
    REQUIRE_FALSE(figures);
    CHECK(figures.error().code == "cancelled");
}

TEST_CASE("A picture goes from black at the lowest value to white at the highest, and NaN is black")
{
    const float pixels[] = {0, 8, 16, std::numeric_limits<float>::quiet_NaN()};
    const HostTensor inputs = HostTensor::ofFloats({1, 1, 2, 2}, pixels);
    const Spec spec{DType::Float32, {batchDim(), 1, 2, 2}, Kind::Image, 0};
    const QImage picture = inputPicture(inputs, 0, spec, 0, 16);
    CHECK(qGray(picture.pixel(0, 0)) == 0);
    CHECK(qGray(picture.pixel(1, 0)) == 128);
    CHECK(qGray(picture.pixel(0, 1)) == 255);
    CHECK(qGray(picture.pixel(1, 1)) == 0);
    CHECK(inputPicture(inputs, 5, spec, 0, 16).isNull());
}
