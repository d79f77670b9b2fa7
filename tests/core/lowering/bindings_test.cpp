// What the data bring: specs, preparation, targets.

#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

using Texts = std::vector<std::string>;

TEST_CASE("the data's shape wins over the Input's own, with a warning", "[lowering]")
{
    const Graph graph = graphOf("input(1,8,8) > flatten > dense(10) > output");
    const Lowered lowered = lower(graph, dataOf(pictures(3, 4, 4), labels(10)));
    CHECK(lowered.ok());
    CHECK(shapeOf(lowered, "flatten1") == "N × 48");
    CHECK(problemsOf(lowered) == Texts{"input: 'input' is set to 1 × 8 × 8, but the data give 3 × 4 × 4; the data are used. Clear its shape, or choose other data."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(problemsOf(lower(*fixed, dataOf(pictures(3, 4, 4), labels(10)))).empty());
    CHECK(problemsOf(lower(graph, dataOf(pictures(1, 8, 8), labels(10)))).empty());
}

TEST_CASE("the preparation stands between the raw data and the Input layer", "[lowering]")
{
    Bindings bindings = dataOf(vectors(3), labels(2));
    bindings.inputs[""].affine = {{{1, 2, 3}, {0.5F}}, {{0}, {2}}};
    const Lowered lowered = loweredFrom("input > dense(2) > output", bindings);
    CHECK(problemsOf(lowered) == Texts{});
    const ProgramInput& input = lowered.program.inputs.front();
    CHECK(input.name == "input");
    CHECK(input.spec == vectors(3));
    CHECK(input.value != input.entry);
    REQUIRE(lowered.program.ops.size() >= 2);
    CHECK(lowered.program.ops[0].type->id == "affine");
    CHECK(lowered.program.ops[0].path == "input.affine");
    CHECK(lowered.program.ops[1].path == "input.affine_1");
    CHECK(lowered.program.ops[0].inputs.front() == input.value);
    CHECK(lowered.program.ops[1].outputs.front() == input.entry);
    REQUIRE(lowered.program.constants.size() == 4);
    CHECK(lowered.program.constants[0].tensor.floats()[2] == 3.0F);
    CHECK(keysOf(lowered.program) == Texts{"dense1.weight", "dense1.bias"}); // statistics are no state-dict keys
}

TEST_CASE("a mask is warned when the preparation moves the padding that it looks for", "[lowering]")
{
    Bindings bindings = dataOf({DType::Float32, {batchDim(), 5, 2}, Kind::Sequence, 0}, labels(2));
    const auto problems = [&](const std::string& mask) {
        return problemsOf(loweredFrom("x = input; m = x > " + mask + "; a = multi_head_attention(x, mask=m, heads=1); mean_over_time(a, m) > dense(2) > output", bindings));
    };
    bindings.inputs[""].affine = {{{0}, {2}}, {{0}, {1, 4}}};
    CHECK(problems("padding_mask").empty()); // only scaled: 0 stays 0
    CHECK(problems("padding_mask(padding=1)").size() == 1);
    bindings.inputs[""].affine = {{{0}, {1}}, {{0, 3}, {1}}};
    CHECK(problems("padding_mask") ==
          Texts{"m: 'm' takes steps of 0 for padding, but 'x' hands on prepared values, where padding has another value: nothing is hidden. "
                "Prepare the values in a way that keeps 0, or switch the preparation off and normalize in the network."});
    bindings.inputs[""].affine.clear();
    CHECK(problems("padding_mask").empty());
}

TEST_CASE("pictures are prepared along their channels, bytes are cast first", "[lowering]")
{
    Bindings bindings = dataOf({DType::UInt8, {batchDim(), 3, 4, 4}, Kind::Image, 0}, labels(2));
    bindings.inputs[""].affine = {{{1, 2, 3}, {1, 1, 1}}};
    const Lowered lowered = loweredFrom("input > flatten > dense(2) > output", bindings);
    CHECK(problemsOf(lowered) == Texts{});
    CHECK(lowered.program.ops[0].type->id == "cast");
    CHECK(lowered.program.ops[1].attributes.integer("axis") == 1);
}

TEST_CASE("statistics that do not fit the data are named at the Input", "[lowering]")
{
    Bindings bindings = dataOf(vectors(4), labels(2));
    bindings.inputs[""].affine = {{{1, 2, 3}, {1}}};
    const Lowered lowered = loweredFrom("input > dense(2) > output", bindings);
    REQUIRE(lowered.errorCount() == 1);
    CHECK(lowered.diagnostics.front().node == "input");
}

TEST_CASE("two Inputs on one set of data: the second is named, with a cure", "[lowering]")
{
    const Graph graph = graphOf("a = input; b = input; add(a, b) > dense(2) > output");
    const Lowered lowered = lower(graph, dataOf(vectors(4), labels(2)));
    CHECK(problemsOf(lowered) == Texts{"b: 'b' gets no data: the data feed one Input, but the design has 2. Remove all Inputs but one, or feed the others from it."});
    Bindings both = dataOf(vectors(4), labels(2));
    both.inputs["b"].spec = vectors(4);
    CHECK(lower(graph, both).ok());
    CHECK(lower(graph, both).program.inputs.size() == 2);
}

TEST_CASE("an Input that nothing uses takes no data away from the one that is used", "[lowering]")
{
    const Lowered lowered = loweredFrom("spare = input; x = input; x > dense(2) > output", dataOf(vectors(4), labels(2)));
    CHECK(lowered.ok());
    REQUIRE(lowered.program.inputs.size() == 1);
    CHECK(lowered.program.inputs.front().name == "x");
}

TEST_CASE("without data the target takes its shape from the network", "[lowering]")
{
    CHECK(loweredFrom("input(4) > dense(3) > output").program.outputs.front().targetSpec == labels(3));
    CHECK(loweredFrom("input(4) > dense(3) > output(l1)").program.outputs.front().targetSpec == vectors(3));
    const Spec tokens = loweredFrom("input(6, kind=tokens, vocabulary=12) > embedding(8) > dense(12) > output").program.outputs.front().targetSpec;
    CHECK(specText(tokens) == "tokens, N × 6");
    CHECK(tokens.classes == 12);
}

TEST_CASE("the prediction follows the loss: softmax, sigmoid or the logits themselves", "[lowering]")
{
    const auto last = [](const std::string& loss) {
        const Lowered lowered = loweredFrom("input(4) > dense(1) > sigmoid > output(" + loss + ")");
        const ProgramOutput& output = lowered.program.outputs.front();
        for (const OpCall& call : lowered.program.ops)
            if (call.outputs.front() == output.prediction)
                return output.prediction == output.logits ? "logits" : call.type->id;
        return std::string();
    };
    CHECK(last("binary_cross_entropy_with_logits") == "sigmoid");
    CHECK(last("binary_cross_entropy") == "logits");
    CHECK(last("mse") == "logits");
    CHECK(last("cross_entropy") == "softmax");
}

TEST_CASE("several Outputs have losses with weights", "[lowering]")
{
    const Lowered lowered = loweredFrom("x = input(4) > dense(8) > relu; x > dense(3) > output; extra = x > dense(1) > output(mse, weight=0.25)");
    REQUIRE(lowered.ok());
    REQUIRE(lowered.program.outputs.size() == 2);
    CHECK(lowered.program.outputs[0].weight == 1.0);
    CHECK(lowered.program.outputs[1].name == "extra");
    CHECK(lowered.program.outputs[1].weight == 0.25);
}

TEST_CASE("a sequence where one answer is wanted offers the mean over time", "[lowering]")
{
    const Graph graph = graphOf("input(6,4) > lstm(8, output=sequence) > dense(3) > output");
    const Spec sequences{DType::Float32, {batchDim(), 6, 4}, Kind::Sequence, 0};
    const Lowered lowered = lower(graph, dataOf(sequences, labels(3)));
    CHECK(problemsOf(lowered) == Texts{"output: 'output' needs a vector (N, F), but gets a sequence, N × 6 × 3. Insert GlobalAveragePool."});
    CHECK(lower(applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front()).value(), dataOf(sequences, labels(3))).ok());
}
