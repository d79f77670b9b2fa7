#include "core/engine/model.h"

#include <ATen/ATen.h>

#include "core/engine/tensors.h"
#include "core/engine/torch_model.h"
#include "tests/core/engine/net.h"
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

HostTensor randomInput(std::vector<std::int64_t> sizes)
{
    at::manual_seed(3);
    return toHost(at::randn(sizes));
}

std::shared_ptr<const Program> convNet()
{
    return Net(image(1, 8, 8), labels(3)).conv("block.0.conv1", 4, 3).batchNorm("bn1").plain("relu1", "relu").plain("flatten1", "flatten")
        .dropout("drop1", 0.5).dense("dense1", 3).finish("cross_entropy", "softmax");
}

} // namespace

TEST_CASE("A model is a module tree with PyTorch's names")
{
    auto model = TorchModel::create(convNet(), 1);
    REQUIRE(model);
    std::vector<std::string> parameters, buffers;
    for (const auto& entry : (*model)->named_parameters())
        parameters.push_back(entry.key());
    for (const auto& entry : (*model)->named_buffers())
        buffers.push_back(entry.key());
    CHECK(parameters == std::vector<std::string>{"block.0.conv1.weight", "block.0.conv1.bias", "bn1.weight", "bn1.bias", "dense1.weight", "dense1.bias"});
    CHECK(buffers == std::vector<std::string>{"bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked"});
    CHECK((*model)->named_modules("", false).contains("block.0.conv1"));
}

TEST_CASE("Initial values depend on seed and path alone")
{
    const auto value = [](std::shared_ptr<const Program> program, std::uint64_t seed, const std::string& key) {
        return Model::create(std::move(program), seed)->state()->at(key);
    };
    const auto bits = [](const HostTensor& tensor) { return std::vector<float>(tensor.floats().begin(), tensor.floats().end()); };
    const auto small = Net(vectorOf(4), vectorOf(2)).dense("a", 2).finish("mse");
    const auto large = Net(vectorOf(4), vectorOf(2)).dense("other", 4).dense("a", 2).finish("mse");
    CHECK(bits(value(small, 5, "a.weight")) == bits(value(large, 5, "a.weight")));
    CHECK(bits(value(small, 5, "a.weight")) != bits(value(small, 6, "a.weight")));
}

TEST_CASE("A prediction does not depend on the batch size and needs no target")
{
    auto model = Model::create(convNet(), 1);
    REQUIRE(model);
    const ValueId prediction = model->program().outputs[0].prediction;
    const HostTensor input = randomInput({10, 1, 8, 8});
    const auto whole = model->run({input}, {prediction}, 256);
    REQUIRE(whole);
    REQUIRE((*whole)[0].shape() == std::vector<std::int64_t>{10, 3});
    for (std::int64_t row = 0; row < 10; ++row) {
        double sum = 0;
        for (std::int64_t k = 0; k < 3; ++k)
            sum += (*whole)[0].number(row * 3 + k);
        CHECK(sum == Approx(1)); // a softmax
    }
    const auto parts = model->run({input}, {prediction}, 3);
    REQUIRE(parts);
    for (std::int64_t i = 0; i < 30; ++i)
        CHECK((*parts)[0].number(i) == Approx((*whole)[0].number(i)).epsilon(1e-5));
}

TEST_CASE("Several values, inputs themselves among them, come in the order asked for")
{
    auto model = Model::create(convNet(), 1);
    const Program& program = model->program();
    const HostTensor input = randomInput({4, 1, 8, 8});
    const auto values = model->run({input}, {program.outputs[0].prediction, program.inputs[0].value, program.outputs[0].logits}, 3);
    REQUIRE(values);
    CHECK((*values)[1].shape() == input.shape());
    CHECK((*values)[1].number(100) == input.number(100));
    CHECK((*values)[2].shape() == std::vector<std::int64_t>{4, 3});
}

TEST_CASE("An empty batch gives an empty result with the right sizes")
{
    auto model = Model::create(convNet(), 1);
    const auto none = model->run({HostTensor(DType::Float32, {0, 1, 8, 8})}, {model->program().outputs[0].logits});
    REQUIRE(none);
    CHECK((*none)[0].shape() == std::vector<std::int64_t>{0, 3});
}

TEST_CASE("Inputs of a wrong shape or number are named")
{
    auto model = Model::create(convNet(), 1);
    const ValueId logits = model->program().outputs[0].logits;
    const auto wrong = model->run({randomInput({10, 1, 8, 7})}, {logits});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == "input.wrong_shape");
    CHECK(message(wrong.error()).find("input1") != std::string::npos);
    CHECK(model->run({}, {logits}).error().code == "input.wrong_count");
    // A loss cannot be computed without its target: an error that names the node.
    CHECK(model->run({randomInput({10, 1, 8, 8})}, {model->program().outputs[0].loss}).error().code == "engine.op_failed");
}

TEST_CASE("A cancelled task ends a prediction")
{
    auto model = Model::create(convNet(), 1);
    Task task;
    task.cancel();
    CHECK(model->run({randomInput({10, 1, 8, 8})}, {model->program().outputs[0].logits}, 2, task).error().code == "cancelled");
}

TEST_CASE("Weights travel from one model to another, strictly")
{
    auto first = Model::create(convNet(), 1), second = Model::create(convNet(), 2);
    const HostTensor input = randomInput({5, 1, 8, 8});
    const ValueId logits = first->program().outputs[0].logits;
    StateDict state = *first->state();
    REQUIRE(second->loadState(state));
    const HostTensor expected = first->run({input}, {logits}).value()[0], got = second->run({input}, {logits}).value()[0];
    CHECK(std::memcmp(expected.bytes(), got.bytes(), got.byteSize()) == 0);

    StateDict missing = state;
    missing.erase("dense1.bias");
    CHECK(second->loadState(missing).error() == makeError("state.missing_key", {{"key", "dense1.bias"}}));
    StateDict extra = state;
    extra["dense9.bias"] = HostTensor(DType::Float32, {3});
    CHECK(second->loadState(extra).error() == makeError("state.unknown_key", {{"key", "dense9.bias"}}));
    StateDict wrong = state;
    wrong["dense1.bias"] = HostTensor(DType::Float32, {4});
    const Status status = second->loadState(wrong);
    CHECK(status.error().code == "state.wrong_shape");
    CHECK(message(status.error()).find("4") != std::string::npos);
    // A refused state changes nothing.
    CHECK(std::memcmp(second->run({input}, {logits}).value()[0].bytes(), expected.bytes(), expected.byteSize()) == 0);
}

TEST_CASE("A frozen BatchNorm keeps its statistics while training, another one moves them")
{
    for (const bool frozen : {false, true}) {
        const auto program = Net(vectorOf(3), vectorOf(3)).batchNorm("bn1", frozen).finish("mse");
        auto model = TorchModel::create(program, 1);
        const ForwardPlan plan = (*model)->planFor({program->outputs[0].logits});
        const at::Tensor x = at::tensor({1.0f, 2.0f, 3.0f, 3.0f, 6.0f, 3.0f}).reshape({2, 3});
        const auto out = (*model)->run(plan, {{0, x}}, {true, 1, 0});
        REQUIRE(out);
        const StateDict state = *(*model)->state();
        // momentum 0.1: 0.9 * 0 + 0.1 * mean, means are 2, 4, 3; unbiased variances 2, 8, 0: 0.9 + 0.1 * var
        const float mean = frozen ? 0.0f : 0.2f, var = frozen ? 1.0f : 1.1f;
        CHECK(state.at("bn1.running_mean").floats()[0] == Approx(mean));
        CHECK(state.at("bn1.running_var").floats()[0] == Approx(var));
        CHECK(state.at("bn1.num_batches_tracked").integers()[0] == (frozen ? 0 : 1));
        // In evaluation nothing moves.
        REQUIRE((*model)->run(plan, {{0, x}}, {}));
        CHECK((*(*model)->state()).at("bn1.running_mean").floats()[0] == Approx(mean));
    }
}

TEST_CASE("Tied parameters appear once; their other key is accepted in a state")
{
    Net net(vectorOf(4), vectorOf(4));
    const Value w = net.builder().parameter("a.weight", {4, 4}, uniformByFanIn(4));
    net.op("a", "linear", {net.value(), w}).op("b", "linear", {net.value(), w});
    auto program = std::make_shared<Program>(*net.finish("mse"));
    program->aliases["b.weight"] = "a.weight";
    auto model = Model::create(program, 1);
    StateDict state = *model->state();
    CHECK(state.size() == 1);
    CHECK(model->torch().trainable().size() == 1);
    state["b.weight"] = state["a.weight"];
    CHECK(model->loadState(state));
}

TEST_CASE("A forward pass lets go of a value after its last use, wanted ones stay")
{
    const auto program = Net(vectorOf(4), vectorOf(4)).plain("r1", "relu").plain("r2", "tanh").plain("r3", "relu").finish("");
    auto model = TorchModel::create(program, 1);
    const ForwardPlan plan = (*model)->planFor({program->outputs[0].logits});
    CHECK(plan.ops.size() == 3);
    CHECK(plan.release[0] == std::vector<ValueId>{0});
    CHECK(plan.release[1] == std::vector<ValueId>{program->ops[0].outputs[0]});
    CHECK((*model)->planFor({program->ops[0].outputs[0]}).ops.size() == 1);
}

TEST_CASE("A device that this computer lacks is refused by name, the CPU is always there")
{
    const auto model = Model::create(convNet(), 1, "cuda:99");
    REQUIRE_FALSE(model);
    CHECK(model.error().code == "device.unavailable");
    CHECK(message(model.error()).find("cuda:99") != std::string::npos);
    REQUIRE_FALSE(devices().empty());
    CHECK(devices()[0].id == "cpu");
    CHECK(devices()[0].totalBytes > 0);
    CHECK(torchVersion().starts_with("2."));
}

TEST_CASE("A weight table that is asked for a row it has not got names its node")
{
    Net net(tokens(5, 10), vectorOf(4));
    const Value w = net.builder().parameter("embedding1.weight", {10, 4}, {.type = Initializer::Type::Normal, .a = 0, .b = 1});
    const auto program = net.op("embedding1", "embedding", {net.value(), w}).finish("");
    auto model = Model::create(program, 1);
    const std::vector<std::int64_t> ids = {0, 1, 2, 3, 10};
    const auto result = model->run({HostTensor::ofIntegers({1, 5}, ids)}, {program->outputs[0].logits});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == "engine.op_failed");
    CHECK(result.error().arguments.at("node") == "embedding1");
}
