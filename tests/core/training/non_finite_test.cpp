#include <cmath>
#include <limits>

#include "core/training/trainer.h"
#include "tests/core/training/fake_run.h"
#include "tests/core/training/plans.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

RunFinished train(const TrainingPlan& plan, const std::shared_ptr<WrittenRun>& written = std::make_shared<WrittenRun>())
{
    MemorySink sink(written);
    RecordingControl control;
    return trainingLoop(plan, sink, control);
}

} // namespace

TEST_CASE("The first node that gives infinite values is named, not the loss behind it")
{
    // big1 gives products of 1e30 * 1e30: infinite, while its inputs and weights are finite.
    Net net(vectorOf(6), labels(3));
    net.dense("dense1", 8);
    const Value w = net.builder().parameter("big1.weight", {8}, {.type = Initializer::Type::Constant, .a = 1e30});
    const Value v = net.builder().parameter("big1.scale", {8}, {.type = Initializer::Type::Constant, .a = 1e30});
    const Value zero = net.builder().constant(HostTensor(DType::Float32, {1}));
    net.op("scale1", "affine", {net.value(), zero, w}).plain("relu1", "relu");
    net.op("big1", "affine", {net.value(), zero, v}).dense("dense2", 3);
    TrainingPlan plan = mlpPlan();
    plan.program = net.finish("cross_entropy", "softmax");
    const RunFinished finished = train(plan);
    REQUIRE(finished.state == RunState::Failed);
    CHECK(finished.error.code == "training.non_finite_loss");
    CHECK(finished.error.arguments.at("node") == "big1");
    CHECK(finished.error.arguments.at("epoch") == "1");
    CHECK(finished.error.arguments.at("step") == "1");
    CHECK(hint(finished.error).find("learning rate") != std::string::npos);
}

TEST_CASE("A learning rate that is far too high ends the run before a good checkpoint is overwritten")
{
    const auto data = line(200);
    TrainingPlan plan = planOf(Net(data->inputSpec, data->targetSpec).dense("dense1", 16).dense("dense2", 1).finish("mse"), data, 50);
    plan.settings.optimizer = "sgd";
    plan.settings.optimizerParams = {{"learning_rate", 1000.0}};
    plan.settings.batchSize = 150; // one step an epoch: a checkpoint after each
    plan.settings.epochs = 100;
    auto written = std::make_shared<WrittenRun>();
    const RunFinished finished = train(plan, written);
    REQUIRE(finished.state == RunState::Failed);
    CHECK((finished.error.code == "training.non_finite_loss" || finished.error.code == "training.non_finite_weight"));
    const std::string node = finished.error.arguments.at("node");
    CHECK((node == "dense1" || node == "dense2" || node == "output1"));
    REQUIRE(written->checkpoints.contains("last"));
    for (const auto& [key, tensor] : written->checkpoints.at("last").model)
        for (const float value : tensor.floats())
            REQUIRE(std::isfinite(value));
}

TEST_CASE("A weight that is not finite is named with its node")
{
    TrainingPlan plan = mlpPlan();
    const auto written = std::make_shared<WrittenRun>();
    REQUIRE(train(plan, written).state == RunState::Completed);
    plan.initialWeights = written->checkpoints.at("last").model;
    plan.initialWeights["dense2.bias"].mutableValues<float>()[1] = std::numeric_limits<float>::quiet_NaN();
    const RunFinished finished = train(plan);
    CHECK(finished.error.code == "training.non_finite_weight");
    CHECK(finished.error.arguments.at("node") == "dense2");
    CHECK(finished.error.arguments.at("parameter") == "dense2.bias");
}

TEST_CASE("A NaN in the data is blamed on the data")
{
    TrainingPlan plan = mlpPlan();
    auto data = std::make_shared<Dataset>(*plan.data);
    data->inputs.mutableValues<float>()[30] = std::numeric_limits<float>::quiet_NaN();
    plan.data = data;
    const RunFinished finished = train(plan);
    CHECK(finished.error.code == "training.non_finite_data");
    CHECK(finished.error.arguments.at("input") == "input1");
}
