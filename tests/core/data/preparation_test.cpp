#include "tests/core/data/scratch_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// Samples 0, 3, 6, ...: the "training part" of tests/golden/data_reference.py.
std::vector<std::int64_t> everyThird(const Dataset& data)
{
    std::vector<std::int64_t> indices;
    for (std::int64_t i = 0; i < data.count(); i += 3)
        indices.push_back(i);
    return indices;
}

Approx near(double value)
{
    return Approx(value).epsilon(1e-5);
}

} // namespace

TEST_CASE("Standardization takes mean and population deviation of the training samples, per feature")
{
    // Numbers: tests/golden/data_reference.py.
    struct Known {
        const char* id;
        double firstMean, lastMean, firstFactor, lastFactor, firstValue, lastValue;
    };
    const Known known[] = {
        {"iris", 5.842, 1.18, 1.1736022198175573, 1.2901346454777702, -0.8708128471046255, -1.2643319525682146},
        {"wine", 13.053833333333333, 744.9, 1.2607320516689142, 0.002945180536091986, 1.4828310147712551, 0.9427522896030448},
        {"breast_cancer", 14.358068421052629, 0.08384215789473688, 0.2914829907468508, 49.996210294299914, 1.0586462788195115,
         1.752759246359097},
    };
    for (const Known& expected : known) {
        INFO(expected.id);
        const auto data = load(expected.id, {});
        const auto steps = fitPreparation("standardize", **data, everyThird(**data));
        REQUIRE(steps);
        REQUIRE(steps->size() == 1);
        const PreparationStep& step = steps->front();
        CHECK(step.id == "standardize");
        CHECK(step.offset.size() == static_cast<std::size_t>((*data)->inputs.dim(1)));
        CHECK(step.offset.front() == near(expected.firstMean));
        CHECK(step.offset.back() == near(expected.lastMean));
        CHECK(step.factor.front() == near(expected.firstFactor));
        CHECK(step.factor.back() == near(expected.lastFactor));
        const HostTensor ready = prepared((*data)->inputs, (*data)->inputSpec, *steps);
        CHECK(ready.floats().front() == near(expected.firstValue));
        CHECK(ready.floats()[static_cast<std::size_t>(ready.dim(1) - 1)] == near(expected.lastValue));
        CHECK((*data)->inputs.floats().front() != ready.floats().front()); // the raw values stay
    }
}

TEST_CASE("Pictures are standardized per channel and scaled by their full range")
{
    const auto data = load("digits", {});
    const auto steps = fitPreparation("standardize", **data, everyThird(**data));
    REQUIRE(steps);
    CHECK(steps->front().offset.size() == 1);
    CHECK(steps->front().offset[0] == near(4.862113939899833));
    CHECK(steps->front().factor[0] == near(0.16637403360921604));
    const auto scale = fitPreparation("scale", **data, everyThird(**data));
    CHECK(*scale == Preparation{{"scale", {0.0f}, {1.0f / 16}}});
    const HostTensor ready = prepared((*data)->inputs, (*data)->inputSpec, *scale);
    CHECK(ready.floats()[2] == 5.0f / 16);
}

TEST_CASE("Channels of colour pictures have their own statistics")
{
    Dataset data;
    // (N, C, H, W) = (2, 2, 1, 2): channel 0 holds 0, 2, 4, 6 (mean 3, variance 5), channel 1 only 7.
    data.inputs = HostTensor::ofFloats({2, 2, 1, 2}, std::vector<float>{0, 2, 7, 7, 4, 6, 7, 7});
    data.inputSpec = {DType::Float32, {batchDim(), 2, 1, 2}, Kind::Image, 0};
    const auto steps = fitPreparation("standardize", data, {0, 1});
    REQUIRE(steps);
    CHECK(steps->front().offset == std::vector<float>{3, 7});
    CHECK(steps->front().factor[0] == near(0.4472135955)); // 1 / sqrt(5)
    CHECK(steps->front().factor[1] == 1);                  // constant
    const HostTensor ready = prepared(data.inputs, data.inputSpec, *steps);
    CHECK(ready.floats()[0] == near(-1.3416407865));
    CHECK(ready.floats()[2] == 0);
    // Only the training samples count.
    CHECK(fitPreparation("standardize", data, {0})->front().offset == std::vector<float>{1, 7});
}

TEST_CASE("Sequences share statistics over time, and tables scale by the range of each feature")
{
    Dataset data;
    data.inputs = HostTensor::ofFloats({1, 2, 2}, std::vector<float>{1, 10, 3, 30});
    data.inputSpec = {DType::Float32, {batchDim(), 2, 2}, Kind::Sequence, 0};
    CHECK(fitPreparation("standardize", data, {0})->front().offset == std::vector<float>{2, 20});
    CHECK(*fitPreparation("scale", data, {0}) == Preparation{{"scale", {1, 10}, {0.5f, 0.05f}}});

    const auto iris = load("iris", {});
    const auto scale = fitPreparation("scale", **iris, everyThird(**iris));
    CHECK(scale->front().offset[0] == near(4.4));
    CHECK(scale->front().factor[0] == near(0.30303030303030304));
}

TEST_CASE("One-hot features and tokens stay as they are")
{
    const auto table = loadCsvText("size,color,kind\n1,red,a\n3,blue,b\n5,red,a\n7,blue,b\n");
    REQUIRE(table);
    for (const char* id : {"standardize", "scale"}) {
        const auto steps = fitPreparation(id, **table, {0, 1, 2, 3});
        REQUIRE(steps);
        CHECK(steps->front().factor[0] != 1);
        CHECK(steps->front().offset[1] == 0);
        CHECK(steps->front().factor[1] == 1);
        CHECK(steps->front().offset[2] == 0);
        CHECK(steps->front().factor[2] == 1);
    }
    Dataset tokens;
    tokens.inputs = HostTensor::ofIntegers({2, 2}, std::vector<std::int64_t>{1, 2, 3, 4});
    tokens.inputSpec = {DType::Int64, {batchDim(), 2}, Kind::Tokens, 5};
    CHECK(fitPreparation("standardize", tokens, {0, 1})->empty());
    CHECK(prepared(tokens.inputs, tokens.inputSpec, {}).dtype() == DType::Int64);
}

TEST_CASE("Preparations are listed, and an unknown one is refused")
{
    const auto iris = load("iris", {});
    CHECK(preparationTypes().size() == 3);
    for (const PreparationType& type : preparationTypes())
        CHECK(fitPreparation(type.id, **iris, {0, 60, 120}).has_value());
    CHECK(fitPreparation("none", **iris, {0, 1, 2})->empty());
    CHECK(codeOf(fitPreparation("whiten", **iris, {0, 1, 2})) == "data.unknown_preparation");
}
