// What a wrong design gets: a sentence that names the node, got and expected, and the cure.

#include "core/graph/edits.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

using Problems = std::vector<std::string>;

} // namespace

TEST_CASE("Dense on pictures asks for Flatten, and what follows stays silent", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(1,8,8) > conv2d(16, padding=same) > dense(10) > relu > dense(3) > output");
    CHECK(problemsOf(lowered) == Problems{"dense1: 'dense1' needs a vector (N, F) or a sequence (N, T, F), but gets a feature map, N × 16 × 8 × 8. "
                                          "Insert Flatten, or insert GlobalAveragePool."});
    CHECK(lowered.diagnostics.front().port == "in");
    CHECK(lowered.diagnostics.front().fixes.front().layer == "flatten");
    CHECK_FALSE(lowered.ok());
    CHECK(lowered.errorCount() == 1);
    CHECK(shapeOf(lowered, "dense1") == "unknown");
    CHECK(shapeOf(lowered, "relu1") == "unknown");
    CHECK(shapeOf(lowered, "conv1") == "N × 16 × 8 × 8");
}

TEST_CASE("all problems are reported at once, upstream first", "[lowering]")
{
    const Lowered lowered = loweredFrom("a = input(1,8,8) > dense(4); b = input(1,8,8) > conv2d(4, kernel=9); c = input(6) > dense(3); "
                                        "concatenate(a, b, c, inputs=3) > output");
    CHECK(problemsOf(lowered) ==
          Problems{"a: 'a' needs a vector (N, F) or a sequence (N, T, F), but gets a feature map, N × 1 × 8 × 8. Insert Flatten, or insert GlobalAveragePool.",
                   "b: 'b' has a 9 × 9 window, but gets only 8 × 8. Make the kernel smaller, add padding, or remove a pooling layer before it."});
}

TEST_CASE("a channel mismatch at Add names both shapes", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("a = input(4,8,8); b = a > conv2d(6, padding=same); add(a, b) > flatten > output(mse)")) ==
          Problems{"add1: 'add1' cannot combine N × 4 × 8 × 8 with N × 6 × 8 × 8. Give both the same number of dimensions and the same sizes (a size of 1 is repeated)."});
    CHECK(problemsOf(loweredFrom("a = input(4,8,8); b = a > conv2d(6); concatenate(a, b) > flatten > output(mse)")) ==
          Problems{"concatenate1: 'concatenate1' cannot join N × 4 × 8 × 8 and N × 6 × 6 × 6 along dimension 1. All sizes but that one must be equal."});
}

TEST_CASE("windows on volumes, mirrored padding and empty pyramids are refused in the layer's own words", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4,8,8) > conv3d(6) > flatten > output(mse)")) ==
          Problems{"conv1: 'conv1' needs a volume (N, C, D, H, W), but gets a feature map, N × 4 × 8 × 8. Connect a volume (N, C, D, H, W)."});
    CHECK(problemsOf(loweredFrom("input(1,4,4,4) > conv3d(6) > dense(3) > output(mse)")) ==
          Problems{"dense1: 'dense1' needs a vector (N, F) or a sequence (N, T, F), but gets a volume, N × 6 × 2 × 2 × 2. Insert Flatten, or insert GlobalAveragePool."});
    CHECK(problemsOf(loweredFrom("input(4,3) > conv1d(6, padding=4, padding_mode=reflect) > flatten > output(mse)")) ==
          Problems{"conv1: 'conv1' takes its padding of 4 from the input (reflect), but gets only 4. Make the padding smaller, or pad with zeros."});
    CHECK(problemsOf(loweredFrom("input(4,8,8) > conv_transpose2d(6, groups=3) > flatten > output(mse)")) ==
          Problems{"transpose1: 'transpose1' cannot split 4 channels and 6 filters into 3 groups. Choose a number of groups that divides both."});
    CHECK(problemsOf(loweredFrom("input(4,8,8) > spatial_pyramid_pool([]) > output(mse)")) ==
          Problems{"pool1: 'pool1' has no levels, so it would give nothing. Write at least one, such as 1, 2, 4."});
}

TEST_CASE("a circle of wires names its layers, and only these", "[lowering]")
{
    const Lowered lowered = loweredFrom("r = relu; s = r > tanh; s > r; t = s > sigmoid; t > output(mse); input(4) > dense > output(mse)");
    CHECK(problemsOf(lowered) == Problems{"r: 'r' and 's' feed each other in a circle. Remove one of the wires between them; a network runs forward only."});
}

TEST_CASE("a missing wire is said at the layer that lacks it", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4); dense(3) > relu > output")) == Problems{"dense1: 'dense1' has no input. Connect the layer that should feed it."});
    CHECK(problemsOf(loweredFrom("a = input(4); add(a) > output(mse)")) == Problems{"add1: Nothing is connected to the input 'Input B' of 'add1'. Connect the layer that should feed it."});
    CHECK(problemsOf(loweredFrom("input(4) > dense(3); output")) == Problems{"output: 'output' has no input. Connect the layer that should feed it."});
}

TEST_CASE("a design without Input or Output says so", "[lowering]")
{
    CHECK(problemsOf(lower(Graph(), {})) == Problems{": The design has no Input layer. Add an Input layer, or begin with an example.",
                                                     ": The design has no Output layer. Add an Output layer and connect it to the last layer."});
    CHECK(problemsOf(loweredFrom("input(4) > dense(3)")) == Problems{": The design has no Output layer. Add an Output layer and connect it to the last layer."});
}

TEST_CASE("a setting that a layer does not have changes nothing, and is said", "[lowering]")
{
    const Graph graph = graphOf("input(4) > dense(3) > output");
    const NodeId id = graph.root().findByName("dense1")->id;
    const Graph odd = *changeNode(graph, "", id, [](Node& node) { node.params.set("unitz", std::int64_t(7)); });
    const Lowered lowered = lower(odd, {});
    CHECK(lowered.ok());
    CHECK(problemsOf(lowered) == Problems{"dense1: 'dense1' has a setting 'unitz', which a Dense layer does not have: it changes nothing. Dense takes: units, bias, weight_init."});
    CHECK(lowered.program.parameterCount() == 15);
}

TEST_CASE("layers that lead nowhere get advice only", "[lowering]")
{
    const Lowered lowered = loweredFrom("a = input(4); a > dense(3) > output; a > dense(5) > relu; max_pool2d");
    CHECK(lowered.ok());
    CHECK(problemsOf(lowered, true) == Problems{"relu1: 'relu1' does not lead to an Output, so it has no effect. Connect it, or remove it.",
                                                "pool1: 'pool1' does not lead to an Output, so it has no effect. Connect it, or remove it."});
    CHECK(shapeOf(lowered, "relu1") == "N × 5"); // its shape is shown all the same
    CHECK(lowered.program.parameterCount() == 15);
}

TEST_CASE("units that do not fit the classes are said at the Dense layer, with the repair", "[lowering]")
{
    const Graph graph = graphOf("input(1,8,8) > flatten > dense(64) > relu > dense(64) > dropout > output");
    const Lowered lowered = lower(graph, dataOf(pictures(1, 8, 8), labels(10)));
    CHECK(problemsOf(lowered) == Problems{"dense2: 'output' expects 10 classes, but 'dense2' gives 64. Set the units of 'dense2' to 10."});
    const Diagnostic& diagnostic = lowered.diagnostics.front();
    CHECK(diagnostic.fixes.front().title == "Set units to 10");
    const auto fixed = applyFix(graph, diagnostic, diagnostic.fixes.front());
    REQUIRE(fixed);
    CHECK(problemsOf(lower(*fixed, dataOf(pictures(1, 8, 8), labels(10)))) == Problems{});
}

TEST_CASE("units are found through modules too", "[lowering]")
{
    const Graph graph = graphOf("module head { in > relu > dense(7) > out }; input(4) > dense(8) > head > output");
    const Lowered lowered = lower(graph, dataOf(vectors(4), labels(3)));
    CHECK(problemsOf(lowered) == Problems{"head.dense1: 'output' expects 3 classes, but 'head.dense1' gives 7. Set the units of 'head.dense1' to 3."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(lower(*fixed, dataOf(vectors(4), labels(3))).ok());
}

TEST_CASE("units are found through activations of all sorts", "[lowering]")
{
    for (const std::string activation : {"prelu", "relu6", "mish", "clamp", "scale(2)", "channel_scale", "log_softmax", "softplus > log"}) {
        INFO(activation);
        const Lowered lowered = loweredFrom("input(4) > dense(7) > " + activation + " > output", dataOf(vectors(4), labels(3)));
        CHECK(problemsOf(lowered) == Problems{"dense1: 'output' expects 3 classes, but 'dense1' gives 7. Set the units of 'dense1' to 3."});
    }
}

TEST_CASE("where no Dense decides the size, one is offered", "[lowering]")
{
    const Graph graph = graphOf("input(6,4) > lstm(5) > output");
    const Spec sequences{DType::Float32, {batchDim(), 6, 4}, Kind::Sequence, 0};
    const Lowered lowered = lower(graph, dataOf(sequences, labels(3)));
    CHECK(problemsOf(lowered) == Problems{"output: 'output' expects 3 classes, but gets 5 values. Put a Dense layer with 3 units before it."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(lower(*fixed, dataOf(sequences, labels(3))).ok());
}

TEST_CASE("a regression target decides the units as well", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4) > dense(5) > output(mse)", dataOf(vectors(4), vectors(2)))) ==
          Problems{"dense1: 'output' expects 2 values, but 'dense1' gives 5. Set the units of 'dense1' to 2."});
    CHECK(loweredFrom("input(4) > dense(2) > output(huber)", dataOf(vectors(4), vectors(2))).ok());
}

TEST_CASE("binary cross entropy over two classes wants one unit", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4) > dense(2) > output(binary_cross_entropy_with_logits)", dataOf(vectors(4), labels(2)))) ==
          Problems{"dense1: 'output' expects 1 value, but 'dense1' gives 2. Set the units of 'dense1' to 1."});
    CHECK(loweredFrom("input(4) > dense(1) > output(binary_cross_entropy_with_logits)", dataOf(vectors(4), labels(2))).ok());
    CHECK(loweredFrom("input(4) > dense(1) > sigmoid > output(binary_cross_entropy)", dataOf(vectors(4), labels(2))).ok());
    CHECK(problemsOf(loweredFrom("input(4) > dense(1) > output(binary_cross_entropy_with_logits)", dataOf(vectors(4), labels(3)))) ==
          Problems{"output: 'output' compares yes and no (binary_cross_entropy_with_logits), but the target is a class with 3 classes. Use the loss 'cross_entropy'."});
}

TEST_CASE("a loss that does not fit the target offers one that does", "[lowering]")
{
    const Graph graph = graphOf("input(4) > dense(1) > output(cross_entropy)");
    const Lowered lowered = lower(graph, dataOf(vectors(4), vectors(1)));
    CHECK(problemsOf(lowered) == Problems{"output: 'output' compares classes (cross_entropy), but the target is numbers (N × 1). Use the loss 'mse'."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(lower(*fixed, dataOf(vectors(4), vectors(1))).ok());
    CHECK(problemsOf(loweredFrom("input(4) > dense(3) > output(mse)", dataOf(vectors(4), labels(3)))) ==
          Problems{"output: 'output' compares numbers (mse), but the target is a class with 3 classes. Use the loss 'cross_entropy'."});
}

TEST_CASE("an activation that the loss brings itself is named", "[lowering]")
{
    const Graph graph = graphOf("input(4) > dense(3) > softmax > output");
    const Lowered lowered = lower(graph, {});
    CHECK(lowered.ok()); // it trains, only worse
    CHECK(problemsOf(lowered) == Problems{"softmax1: 'softmax1' is applied twice: the loss 'cross_entropy' of 'output' applies it itself. Remove 'softmax1'."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(writeGraphText(*fixed) == "input(4) > dense(3) > output");
    CHECK(problemsOf(loweredFrom("input(4) > dense(1) > sigmoid > output(binary_cross_entropy_with_logits)")).size() == 1);
    CHECK(problemsOf(loweredFrom("input(4) > dense(1) > sigmoid > output(binary_cross_entropy)")).empty());
}

TEST_CASE("probabilities need a Sigmoid before them", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(4) > dense(1) > output(binary_cross_entropy)")) ==
          Problems{"output: 'output' takes probabilities between 0 and 1, but no Sigmoid stands before it. Insert a Sigmoid, or use the loss 'binary_cross_entropy_with_logits'."});
}

TEST_CASE("two Dense layers in a row get advice", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(4) > dense(8) > dense(3) > output");
    CHECK(problemsOf(lowered, true) == Problems{"dense2: 'dense1' and 'dense2' follow each other without an activation, so the two compute no more than one. Put a ReLU between them."});
    CHECK(lowered.diagnostics.front().severity == Severity::Advice);
}

TEST_CASE("a bias before BatchNorm is needless, and one click switches it off", "[lowering]")
{
    const Graph graph = graphOf("input(1,8,8) > conv2d(4) > batch_norm > relu > flatten > dense(3) > output");
    const Lowered lowered = lower(graph, {});
    CHECK(problemsOf(lowered, true) == Problems{"conv1: 'conv1' has a bias, but 'norm1' behind it takes the mean away, and the bias with it. Switch the bias off: fewer weights, the same network."});
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(problemsOf(lower(*fixed, {}), true).empty());
    // The values before BatchNorm are used elsewhere, too: the bias is seen there.
    CHECK(problemsOf(loweredFrom("x = input(1,8,8) > conv2d(4); n = x > batch_norm; add(x, n) > flatten > dense(3) > output"), true).empty());
}

TEST_CASE("a Dense layer that holds most weights behind a Flatten gets advice", "[lowering]")
{
    // 16 * 32 * 32 * 128 = 2,097,152 of 2,097,280 + 1,290 + 160 weights.
    CHECK(problemsOf(loweredFrom("input(1,32,32) > conv2d(16, padding=same) > relu > flatten > dense(128) > relu > dense(10) > output"), true) ==
          Problems{"dense1: 'dense1' holds 100 % of all weights, because it looks at 16384 flattened features at once. Put pooling, or a convolution with a stride, before the Flatten."});
    CHECK(problemsOf(loweredFrom("input(1,8,8) > flatten > dense(128) > relu > dense(10) > output"), true).empty());
}

TEST_CASE("many layers without normalization get advice, residuals do not", "[lowering]")
{
    std::string plain = "input(8)", residual = "x0 = input(8)";
    for (int i = 0; i < 9; ++i)
        plain += " > dense(8) > relu";
    CHECK(problemsOf(loweredFrom(plain + " > dense(3) > output"), true) ==
          Problems{"dense8: 8 layers with weights follow each other up to 'dense8' without a normalization, which is hard to train. Put BatchNorm behind the convolutions, or LayerNorm behind the Dense layers."});
    for (int i = 0; i < 9; ++i)
        residual += "; r" + std::to_string(i) + " = x" + std::to_string(i) + " > dense(8) > relu; x" + std::to_string(i + 1) + " = add(x" + std::to_string(i) + ", r" + std::to_string(i) + ")";
    CHECK(problemsOf(loweredFrom(residual + "; x9 > dense(3) > output"), true).empty());
}

TEST_CASE("a layer of an unknown type is kept, named and does not disturb the others", "[lowering]")
{
    Graph graph = graphOf("input(4) > dense(3) > output");
    Node node;
    node.type = "quantum_dense";
    graph = addNode(graph, "", node).graph;
    const Lowered lowered = lower(graph, {});
    CHECK(problemsOf(lowered) == Problems{"dense2: 'dense2' is a layer of the type 'quantum_dense', which this version does not know. Update Nodegrad, or replace the layer."});
    CHECK(shapeOf(lowered, "dense1") == "N × 3");
}

TEST_CASE("a wire to a port that a layer no longer has is named", "[lowering]")
{
    Graph graph = graphOf("a = input(4); b = a > relu; c = a > tanh; s = add(a, b, c, inputs=3); s > output(mse)");
    graph = changeNode(graph, "", graph.root().findByName("s")->id, [](Node& node) { node.params.set("inputs", std::int64_t(2)); }).value();
    CHECK(problemsOf(lower(graph, {})) == Problems{"s: A wire ends at 'c' of 's', which has no such input. Remove the wire, or change the layer so that it has one."});
}
