#include "core/evaluation/evaluation.h"
#include "core/layers/graph_text.h"
#include "core/lowering/lower.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// A network that gives its two inputs as logits, and data of `first` samples (1, 0) and then `second` samples (0, 2), all of class 0.
struct Fixture {
    Dataset data;
    std::vector<std::int64_t> all;
    Model model;
};

Fixture identity(std::int64_t first, std::int64_t second)
{
    Dataset data;
    std::vector<float> values;
    for (std::int64_t i = 0; i < first + second; ++i)
        values.insert(values.end(), {i < first ? 1.0f : 0.0f, i < first ? 0.0f : 2.0f});
    data.inputs = HostTensor::ofFloats({first + second, 2}, values);
    data.inputSpec = {DType::Float32, {batchDim(), 2}, Kind::Vector, 0};
    data.targets = HostTensor(DType::Int64, {first + second});
    data.targetSpec = {DType::Int64, {batchDim()}, Kind::Label, 2};
    data.classNames = {"a", "b"};
    Bindings bindings;
    bindings.hasData = true;
    bindings.inputs[""].spec = data.inputSpec;
    bindings.targets[""] = data.targetSpec;
    auto lowered = lower(*parseGraphText("a = input(2); d = a > dense(2); d > output(cross_entropy)"), bindings);
    REQUIRE(lowered.ok());
    auto model = Model::create(std::make_shared<const Program>(std::move(lowered.program)), 1);
    REQUIRE(model);
    REQUIRE(model->loadState({{"d.weight", HostTensor::ofFloats({2, 2}, std::vector<float>{1, 0, 0, 1})},
                              {"d.bias", HostTensor::ofFloats({2}, std::vector<float>{0, 0})}}));
    std::vector<std::int64_t> all;
    for (std::int64_t i = 0; i < first + second; ++i)
        all.push_back(i);
    return {std::move(data), std::move(all), std::move(*model)};
}

} // namespace

TEST_CASE("Predictions are softmax of the logits, and the loss is the mean over samples")
{
    // softmax(1, 0)[0] = e / (e + 1) = 0.7310586, loss 0.3132617; softmax(0, 2)[0] = 1 / (1 + e^2) = 0.1192029, loss 2.1269280.
    Fixture f = identity(1, 1);
    const auto predictions = predictSamples(f.model, f.data, f.all);
    if (!predictions)
        FAIL(sentence(predictions.error()));
    CHECK(predictions->prediction.shape() == std::vector<std::int64_t>{2, 2});
    CHECK(predictions->prediction.number(0) == Approx(0.7310586).epsilon(1e-6));
    CHECK(predictions->prediction.number(2) == Approx(0.1192029).epsilon(1e-6));
    CHECK(predictions->loss == Approx((0.3132617 + 2.1269280) / 2).epsilon(1e-6));
    CHECK(predictions->targets.shape() == std::vector<std::int64_t>{2});
}

TEST_CASE("A last batch of one sample weighs as one sample")
{
    Fixture f = identity(256, 1);
    const auto predictions = predictSamples(f.model, f.data, f.all);
    REQUIRE(predictions);
    CHECK(predictions->prediction.dim(0) == 257);
    CHECK(predictions->loss == Approx((256 * 0.3132617 + 2.1269280) / 257).epsilon(1e-6));
}

TEST_CASE("Samples are predicted in the order that is asked for")
{
    Fixture f = identity(2, 2);
    const auto predictions = predictSamples(f.model, f.data, {3, 0});
    REQUIRE(predictions);
    CHECK(predictions->samples == std::vector<std::int64_t>{3, 0});
    CHECK(predictions->prediction.number(0) == Approx(0.1192029).epsilon(1e-6));
    CHECK(predictions->prediction.number(2) == Approx(0.7310586).epsilon(1e-6));
    CHECK(predictSamples(f.model, f.data, {})->samples.empty());
}

TEST_CASE("Predicting reports progress and can be cancelled")
{
    Fixture f = identity(600, 0);
    std::vector<double> shares;
    Task task([&](double share, const std::string&) { shares.push_back(share); });
    REQUIRE(predictSamples(f.model, f.data, f.all, task));
    CHECK(shares == std::vector<double>{0, 256.0 / 600, 512.0 / 600, 1});
    task.cancel();
    CHECK(predictSamples(f.model, f.data, f.all, task).error().code == "cancelled");
}
