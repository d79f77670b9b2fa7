#include <fstream>
#include <set>
#include <sstream>

#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Every op has a unique id, is documented, and has a shape rule and a cost")
{
    std::set<std::string> ids;
    for (const OpType& type : opTypes()) {
        INFO(type.id);
        CHECK(ids.insert(type.id).second);
        CHECK(type.summary.ends_with("."));
        CHECK(type.infer != nullptr);
        CHECK(type.cost != nullptr);
        CHECK_FALSE(type.inputs.empty());
        CHECK(findOp(type.id) == &type);
        for (const Param& param : type.attributes) {
            INFO(param.id);
            CHECK_FALSE(param.title.empty());
            CHECK(param.doc.ends_with("."));
            CHECK(checkParam(param, param.defaultValue));
        }
    }
    CHECK(findOp("no_such_op") == nullptr);
}

TEST_CASE("Every op that is not a loss or foreign writes ONNX and TorchScript, and has an example; losses write neither")
{
    std::set<std::string> shown;
    for (const OpExample& example : opExamples())
        shown.insert(example.op);
    for (const OpType& type : opTypes()) {
        INFO(type.id);
        const bool isWritten = !type.loss && !type.foreign;
        CHECK((type.onnx != nullptr) == isWritten);
        CHECK((type.torchScript != nullptr) == isWritten);
        CHECK(shown.contains(type.id) == isWritten);
    }
}

TEST_CASE("Only regularization and attention draw numbers and only running statistics change buffers")
{
    const std::set<std::string> random{"dropout", "alpha_dropout", "gaussian_noise", "attention"}, updating{"batch_norm", "instance_norm"};
    for (const OpType& type : opTypes()) {
        INFO(type.id);
        CHECK(type.random == random.contains(type.id));
        CHECK(type.updatesBuffers == updating.contains(type.id));
    }
}

TEST_CASE("Every example has outputs whose batch is N, and a cost that is known for any batch and length")
{
    for (const OpExample& example : opExamples()) {
        INFO(example.op);
        const Outcome outcome = ask(example.op, example.in, example.attributes);
        REQUIRE(outcome.code() == "");
        REQUIRE_FALSE(outcome.specs.empty());
        const bool hasBatch = std::ranges::any_of(example.in, [](const Spec& spec) { return !isAbsent(spec) && spec.shape[0] == N; });
        CHECK(outcome.specs[0].shape[0] == (hasBatch ? N : Dim(example.attributes.list("sizes").at(0)))); // split_rows has weights alone
        const auto macs = outcome.cost.macs.evaluate({{"N", 2}, {"T", 3}});
        const auto saved = outcome.cost.savedElements.evaluate({{"N", 2}, {"T", 3}});
        REQUIRE(macs);
        REQUIRE(saved);
        CHECK(*macs >= 0);
        CHECK(*saved >= 0);
    }
}

TEST_CASE("An op that learns from integers is refused by its shape rule")
{
    const Spec wrong{DType::UInt8, {N, 3, 8, 8}, Kind::Image, 0};
    for (const std::string op : {"relu", "softmax", "dropout", "mean", "max_pool2d", "global_average_pool"}) {
        INFO(op);
        CHECK(ask(op, {wrong}).code() == "layer.needs_float");
    }
}
