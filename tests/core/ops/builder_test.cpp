#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

/// The problem that `work` throws.
template <class Work> std::optional<Unmet> problemOf(Work&& work)
{
    try {
        work();
    } catch (const Unmet& problem) {
        return problem;
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("A fragment holds inputs first, then parameters and results, and op calls by local names")
{
    Builder builder("dense1", {vectorOf(4)});
    const Value x = builder.inputs()[0];
    const Value w = builder.parameter("weight", {3, 4}, uniformByFanIn(4));
    const Value hidden = builder.call1("linear", {x, w});
    const Value w2 = builder.parameter("weight2", {2, 3}, uniformByFanIn(3));
    builder.call1("linear", {builder.call1("relu", {hidden}), w2});

    const Fragment fragment = builder.take();
    CHECK(fragment.inputCount == 1);
    CHECK(fragment.values.size() == 6);
    REQUIRE(fragment.parameters.size() == 2);
    CHECK(fragment.parameters[0].path == "weight");
    CHECK(fragment.parameters[0].shape == std::vector<std::int64_t>{3, 4});
    REQUIRE(fragment.ops.size() == 3);
    CHECK(fragment.ops[0].path == "linear");
    CHECK(fragment.ops[1].path == "relu");
    CHECK(fragment.ops[2].path == "linear_1");
    CHECK(fragment.ops[0].inputs == std::vector<ValueId>{x.id, w.id, kNoValue});
    CHECK(fragment.ops[2].outputs == std::vector<ValueId>{5});
    CHECK(fragment.values[5] == vectorOf(2));
}

TEST_CASE("Attributes of a call are complete")
{
    Builder builder("act", {vectorOf(4)});
    builder.call1("elu", builder.inputs(), {{"alpha", std::int64_t(2)}});
    builder.call1("leaky_relu", builder.inputs());
    const Fragment fragment = builder.take();
    CHECK(fragment.ops[0].attributes.real("alpha") == 2.0);
    CHECK(fragment.ops[1].attributes.real("negative_slope") == 0.01);
}

TEST_CASE("An absent input is none, and buffers and constants have the specs of their tensors")
{
    Builder builder("n", {vectorOf(4), absentSpec()});
    CHECK(builder.inputs()[0]);
    CHECK_FALSE(builder.inputs()[1]);
    const Value mean = builder.buffer("running_mean", HostTensor(DType::Float32, {4}));
    const Value count = builder.buffer("num_batches_tracked", HostTensor(DType::Int64, {}));
    const Value variance = builder.constant(HostTensor(DType::Float32, {4}));
    CHECK(count.spec.shape.empty());
    CHECK(count.spec.dtype == DType::Int64);
    const Value y = builder.call1("batch_norm", {builder.inputs()[0], Builder::none(), Builder::none(), mean, variance, count});
    CHECK(y.spec == vectorOf(4));
}

TEST_CASE("A need that is not met names the node and the input port, with the fixes offered")
{
    const auto problem = problemOf([] {
        Builder builder("dense1", {absentSpec(), image(3, 8, 8)});
        builder.needKind(builder.inputs()[1], {Kind::Vector, Kind::Sequence}, {Fix::insertBefore("Insert Flatten", "flatten")});
    });
    REQUIRE(problem);
    CHECK(problem->input == 1);
    CHECK(sentence(problem->error) == "'dense1' needs a vector (N, F) or a sequence (N, T, F), but gets a feature map, N × 3 × 8 × 8. "
                                      "Insert Flatten.");
    REQUIRE(problem->fixes.size() == 1);
    CHECK(problem->fixes[0].action == Fix::Action::InsertBefore);
}

TEST_CASE("A problem inside a layer with one input points at that input; with several it points at the node")
{
    const auto one = problemOf([] {
        Builder builder("n", {sequence(3, 4)});
        builder.call1("select_last", {builder.call1("flatten", builder.inputs())});
    });
    REQUIRE(one);
    CHECK(one->input == 0);
    const auto two = problemOf([] {
        Builder builder("n", {sequence(3, 4), sequence(3, 4)});
        builder.call1("select_last", {builder.call1("flatten", {builder.inputs()[1]})});
    });
    REQUIRE(two);
    CHECK(two->input == -1);
}

TEST_CASE("Open sizes, empty and absurd parameters are refused with the node's name")
{
    const auto open = problemOf([] { Builder("lstm1", {}).needKnown(T, "the number of time steps"); });
    REQUIRE(open);
    CHECK(message(open->error) == "'lstm1' needs to know the number of time steps, but it is T.");
    const auto empty = problemOf([] { Builder("d", {}).parameter("weight", {0, 4}, {}); });
    REQUIRE(empty);
    CHECK(empty->error.code == "layer.empty_parameter");
    const std::int64_t large = std::int64_t(1) << 62;
    const auto absurd = problemOf([&] { Builder("d", {}).parameter("weight", {large, large}, {}); });
    REQUIRE(absurd);
    CHECK(absurd->error.code == "layer.too_many_parameters");
    CHECK_FALSE(problemOf([] { Builder("d", {}).parameter("weight", {1 << 20, 1 << 20}, {}); }));
    CHECK(problemOf([] { Builder("d", {}).parameter("weight", {1 << 20, 1 + (1 << 20)}, {}); }));
}
