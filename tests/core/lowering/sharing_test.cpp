// Tied parameters, frozen and bypassed layers.

#include <algorithm>

#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

using Keys = std::vector<std::string>;

namespace {

const OpCall& opAt(const Program& program, const std::string& path)
{
    const auto found = std::ranges::find(program.ops, path, &OpCall::path);
    REQUIRE(found != program.ops.end());
    return *found;
}

} // namespace

TEST_CASE("tied parameters are one tensor; the other name stays an alias", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(6) > dense(6) > tanh > dense(6, tie.weight=dense1.weight) > output(mse)");
    CHECK(problemsOf(lowered) == Keys{});
    CHECK(keysOf(lowered.program) == Keys{"dense1.weight", "dense1.bias", "dense2.bias"});
    CHECK(lowered.program.aliases == std::map<std::string, std::string>{{"dense2.weight", "dense1.weight"}});
    CHECK(opAt(lowered.program, "dense2.linear").inputs[1] == opAt(lowered.program, "dense1.linear").inputs[1]);
    CHECK(opAt(lowered.program, "dense2.linear").inputs[2] != opAt(lowered.program, "dense1.linear").inputs[2]);
    CHECK(lowered.program.parameterCount() == 36 + 6 + 6);
}

TEST_CASE("a tie may lead through another one, forward and into modules", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(4, bias=false) > out }; input(4) > dense(4, bias=false, tie.weight=dense2.weight) > tanh > "
                                        "dense(4, bias=false, tie.weight=block.0.dense1.weight) > relu > block > output(mse)");
    CHECK(problemsOf(lowered) == Keys{});
    CHECK(keysOf(lowered.program) == Keys{"block.0.dense1.weight"});
    CHECK(lowered.program.aliases == std::map<std::string, std::string>{{"dense1.weight", "block.0.dense1.weight"}, {"dense2.weight", "block.0.dense1.weight"}});
}

TEST_CASE("ties that cannot be are named", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(6) > dense(4) > tanh > dense(6, tie.weight=dense1.weight) > output(mse)")) ==
          Keys{"dense2: 'dense2' cannot share its 'weight' of 6 × 4 with 'dense1.weight' of 4 × 6. Share weights of the same shape only."});
    CHECK(problemsOf(loweredFrom("input(6) > dense(6, tie.weight=nowhere.weight) > output(mse)")) ==
          Keys{"dense1: 'dense1' shares its 'weight' with 'nowhere.weight', which does not exist. Choose an existing weight, or give it its own."});
    CHECK(problemsOf(loweredFrom("input(6) > dense(6, tie.gamma=dense1.weight) > output(mse)")) ==
          Keys{"dense1: 'dense1' has no 'gamma' to share. Remove the sharing."});
    CHECK(problemsOf(loweredFrom("input(6) > dense(6, tie.weight=dense2.weight) > tanh > dense(6, tie.weight=dense1.weight) > output(mse)")).size() == 2);
    CHECK(problemsOf(loweredFrom("input(6) > dense(6, tie.weight=dense1.weight) > output(mse)")) ==
          Keys{"dense1: 'dense1' shares its 'weight' in a circle. Let one of the weights stand on its own."});
}

TEST_CASE("frozen layers, and all in a frozen module, are not trained", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(4) > batch_norm > out }; input(4) > block(frozen=true) > dense(4, frozen=true) > relu > dense(2) > output(mse)");
    REQUIRE(lowered.ok());
    for (const Parameter& parameter : lowered.program.parameters)
        CHECK(parameter.trainable == parameter.path.starts_with("dense2"));
    for (const OpCall& call : lowered.program.ops)
        CHECK(call.frozen == (call.origin.starts_with("block") || call.origin == "dense1"));
    CHECK(lowered.program.trainableCount() == 10);
    CHECK(lowered.program.parameterCount() == 20 + 8 + 20 + 10);
}

TEST_CASE("a bypassed layer is not computed, but its weights are kept", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(4) > dense(4, bypassed=true) > batch_norm(bypassed=true) > dense(2) > output(mse)");
    CHECK(problemsOf(lowered) == Keys{});
    CHECK(keysOf(lowered.program) == Keys{"dense1.weight", "dense1.bias", "norm1.weight", "norm1.bias", "dense2.weight", "dense2.bias",
                                          "norm1.running_mean", "norm1.running_var", "norm1.num_batches_tracked"});
    CHECK_FALSE(lowered.program.parameters.front().trainable);
    CHECK(lowered.program.parameters.back().trainable);
    CHECK(std::ranges::none_of(lowered.program.ops, [](const OpCall& call) { return call.origin == "dense1" || call.origin == "norm1"; }));
    CHECK(opAt(lowered.program, "dense2.linear").inputs[0] == lowered.program.inputs.front().entry);
    CHECK(lowered.facts.at("dense1").macs.evaluate({{"N", 1}}) == 0);
}

TEST_CASE("a bypassed module keeps its weights too", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(4) > relu > out }; input(4) > block(repeat=2, bypassed=true) > output(mse)");
    CHECK(problemsOf(lowered) == Keys{});
    CHECK(lowered.program.parameters.size() == 4);
    CHECK(lowered.program.trainableCount() == 0);
    CHECK(lowered.program.outputs.front().logits == lowered.program.inputs.front().entry);
}

TEST_CASE("a layer that changes the shape cannot be bypassed", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4) > dense(3, bypassed=true) > relu > output(mse)")) ==
          Keys{"dense1: 'dense1' cannot be bypassed: it takes vector, N × 4 and gives vector, N × 3. Switch the layer on again, or remove it."});
}
