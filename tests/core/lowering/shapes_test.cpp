// Shapes, parameter counts and multiply-adds of each layer, worked out by hand.

#include <set>

#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

struct Case {
    const char *text, *node, *shape;
    std::int64_t parameters, macs; ///< of one sample
};

} // namespace

TEST_CASE("every layer gives the shape, parameters and multiply-adds that the formula gives", "[lowering]")
{
    const Case c = GENERATE(values<Case>({
        // 4 x 16 + 16; one multiply-add a weight
        {"input(4) > dense(16)", "dense1", "N × 16", 80, 64},
        {"input(12,8) > dense(16, bias=false)", "dense1", "N × 12 × 16", 128, 12 * 128},
        // 1 x 3 x 3 x 16 + 16; 8 x 8 places x 144
        {"input(1,8,8) > conv2d(16, kernel=3, padding=same)", "conv1", "N × 16 × 8 × 8", 160, 64 * 144},
        // H' = floor((32 + 2 - 3) / 2) + 1 = 16, W' = floor((32 + 4 - 5) / 2) + 1 = 16; 3 x 15 x 32 weights
        {"input(3,32,32) > conv2d(32, kernel=3x5, stride=2, padding=[1,2], bias=false)", "conv1", "N × 32 × 16 × 16", 1440, 256 * 1440},
        // spans 5: 8 - 5 + 1 = 4; 8 filters x 1 channel x 9 + 8
        {"input(4,8,8) > conv2d(8, kernel=3, groups=4, dilation=2)", "conv1", "N × 8 × 4 × 4", 80, 16 * 72},
        // even kernels: same keeps 7 x 7
        {"input(2,7,7) > conv2d(3, kernel=4, padding=same)", "conv1", "N × 3 × 7 × 7", 99, 49 * 96},
        // same with stride: ceil(7 / 2) = 4
        {"input(2,7,7) > conv2d(3, kernel=3, padding=same, stride=2)", "conv1", "N × 3 × 4 × 4", 57, 16 * 54},
        // 4 x 5 x 16 + 16; T stays 32
        {"input(32,4) > conv1d(16, kernel=5, padding=same)", "conv1", "N × 32 × 16", 336, 32 * 320},
        // T' = floor((32 - 5) / 2) + 1 = 14; 4 x 3 x 8 + 8
        {"input(32,4) > conv1d(8, kernel=3, stride=2, dilation=2)", "conv1", "N × 14 × 8", 104, 14 * 96},
        {"input(3,8,8) > conv2d(8, kernel=5, padding=same, padding_mode=reflect)", "conv1", "N × 8 × 8 × 8", 608, 64 * 600},
        // 1 x 27 x 8 + 8; 8 x 8 x 8 places x 216
        {"input(1,8,8,8) > conv3d(8, kernel=3, padding=same)", "conv1", "N × 8 × 8 × 8 × 8", 224, 512 * 216},
        // H' = floor((9 + 2 - 3) / 2) + 1 = 5, W' = floor((8 + 2 - 3) / 2) + 1 = 4; 2 x 9 x 4 + 4
        {"input(2,6,9,8) > conv3d(4, kernel=1x3x3, stride=1x2x2, padding=[0,1,1])", "conv1", "N × 4 × 6 × 5 × 4", 76, 120 * 72},
        // T' = 15 x 2 - 2 + 3 + 1 = 32; 8 x 4 x 4 + 4; 16 steps x 128
        {"input(16,8) > conv_transpose1d(4, kernel=4, stride=2, padding=1)", "transpose1", "N × 32 × 4", 132, 16 * 128},
        // H' = 4 x 2 - 2 + 2 + 1 + 1 = 10, W' = 5 x 3 + 1 + 1 + 1 = 18; 4 x 3 x 6 + 6; 30 places x 72
        {"input(4,5,6) > conv_transpose2d(6, kernel=3x2, stride=2x3, padding=[1,0], output_padding=1, groups=2)", "transpose1", "N × 6 × 10 × 18", 78, 30 * 72},
        // 2 x 2 + 1 + 1 = 6; 4 x 2 x 8 + 2; 48 places x 64
        {"input(4,3,4,4) > conv_transpose3d(2, kernel=2, stride=2)", "transpose1", "N × 2 × 6 × 8 × 8", 66, 48 * 64},
        {"input(4,8,8) > depthwise_conv2d(3, padding=same)", "conv1", "N × 4 × 8 × 8", 40, 64 * 36},
        // floor((8 - 3) / 2) + 1 = 3; 8 x 9 + 8
        {"input(4,8,8) > depthwise_conv2d(3, multiplier=2, stride=2)", "conv1", "N × 8 × 3 × 3", 80, 9 * 72},
        // 4 x 9 + 4 x 16 + 16
        {"input(4,8,8) > separable_conv2d(16, kernel=3, padding=same)", "conv1", "N × 16 × 8 × 8", 116, 64 * 100},
        // 6 x 25 + 6 x 8
        {"input(3,9,9) > separable_conv2d(8, kernel=5, stride=2, multiplier=2, bias=false)", "conv1", "N × 8 × 3 × 3", 198, 9 * 198},
        {"input(32,4) > max_pool1d(2)", "pool1", "N × 16 × 4", 0, 0},
        // floor((31 + 2 - 3) / 2) + 1 = 16
        {"input(31,4) > max_pool1d(3, stride=2, padding=1)", "pool1", "N × 16 × 4", 0, 0},
        {"input(2,8,8,8) > max_pool3d(2)", "pool1", "N × 2 × 4 × 4 × 4", 0, 0},
        {"input(32,4) > average_pool1d(5, stride=1, padding=2, count_include_pad=false)", "pool1", "N × 32 × 4", 0, 0},
        {"input(2,8,8,8) > average_pool3d(2)", "pool1", "N × 2 × 4 × 4 × 4", 0, 0},
        {"input(32,4) > lp_pool1d(4)", "pool1", "N × 8 × 4", 0, 0},
        {"input(4,9,9) > lp_pool2d(3, stride=2, norm=3)", "pool1", "N × 4 × 4 × 4", 0, 0},
        {"input(32,4) > adaptive_max_pool1d(8)", "pool1", "N × 8 × 4", 0, 0},
        {"input(4,9,7) > adaptive_average_pool2d(4x3)", "pool1", "N × 4 × 4 × 3", 0, 0},
        {"input(2,8,8,8) > adaptive_max_pool3d(2)", "pool1", "N × 2 × 2 × 2 × 2", 0, 0},
        {"input(4,6,6,6) > global_max_pool", "pool1", "N × 4", 0, 0},
        {"input(4,8,8) > spatial_pyramid_pool", "pool1", "N × 84", 0, 0},
        {"input(3,13,10) > spatial_pyramid_pool([1,3], mode=average)", "pool1", "N × 30", 0, 0},
        {"input(3,8,8) > unfold(4)", "unfold1", "N × 4 × 48", 0, 0},
        // (6 + 2 - 3 + 1) x (7 + 2 - 2 + 1) places, 2 x 3 x 2 numbers
        {"input(2,6,7) > unfold(3x2, stride=1, padding=1)", "unfold1", "N × 48 × 12", 0, 0},
        {"input(2,3,4,5) > flatten", "flatten1", "N × 120", 0, 0},
        {"input(4,8,8) > max_pool2d(2)", "pool1", "N × 4 × 4 × 4", 0, 0},
        // floor((9 + 2 - 3) / 2) + 1 = 5
        {"input(4,9,9) > max_pool2d(3, stride=2, padding=1)", "pool1", "N × 4 × 5 × 5", 0, 0},
        {"input(4,9,9) > max_pool2d(2, ceil_mode=true)", "pool1", "N × 4 × 5 × 5", 0, 0},
        {"input(4,8,6) > average_pool2d(2x3)", "pool1", "N × 4 × 4 × 2", 0, 0},
        {"input(16,8,8) > global_average_pool", "pool1", "N × 16", 0, 0},
        {"input(20,8) > global_average_pool", "pool1", "N × 8", 0, 0},
        {"input(16,4,4) > flatten", "flatten1", "N × 256", 0, 0},
        {"input(3,4,5) > flatten(2)", "flatten1", "N × 3 × 20", 0, 0},
        {"input(64) > reshape(1,8,8)", "reshape1", "N × 1 × 8 × 8", 0, 0},
        {"input(64) > reshape(8,-1)", "reshape1", "N × 8 × 8", 0, 0},
        {"input(8,6,6) > batch_norm", "norm1", "N × 8 × 6 × 6", 16, 0},
        {"input(10,6) > batch_norm", "norm1", "N × 10 × 6", 12, 0},
        {"input(12) > batch_norm(affine=false)", "norm1", "N × 12", 0, 0},
        {"input(10,16) > layer_norm", "norm1", "N × 10 × 16", 32, 0},
        {"input(4,6,6) > layer_norm(3)", "norm1", "N × 4 × 6 × 6", 288, 0},
        {"input(4,5,5,5) > batch_norm", "norm1", "N × 4 × 5 × 5 × 5", 8, 0},
        {"input(10,6) > group_norm(2)", "norm1", "N × 10 × 6", 12, 0},
        {"input(2,5,5,5) > instance_norm(true, track_running_stats=true)", "norm1", "N × 2 × 5 × 5 × 5", 4, 0},
        {"input(3,8,8) > instance_norm", "norm1", "N × 3 × 8 × 8", 0, 0},
        {"input(4,6) > rms_norm(2)", "norm1", "N × 4 × 6", 24, 0},
        {"input(10,6) > local_response_norm(3)", "norm1", "N × 10 × 6", 0, 0},
        {"input(8,6,6) > l2_normalize(1)", "normalize1", "N × 8 × 6 × 6", 0, 0},
        {"input(10,6) > spatial_dropout", "dropout1", "N × 10 × 6", 0, 0},
        {"input(4,5,5,5) > drop_path", "path1", "N × 4 × 5 × 5 × 5", 0, 0},
        {"input(6,8) > unflatten(2x-1, dim=-1)", "unflatten1", "N × 6 × 2 × 4", 0, 0},
        {"input(3,4,5) > permute(2x3x1)", "permute1", "N × 4 × 5 × 3", 0, 0},
        {"input(3,4,5) > permute", "permute1", "N × 5 × 4 × 3", 0, 0},
        {"input(3,4,5) > transpose(2, second=3)", "transpose1", "N × 3 × 5 × 4", 0, 0},
        {"input(1,6,1) > squeeze", "squeeze1", "N × 6", 0, 0},
        {"input(1,6,1) > squeeze(1)", "squeeze1", "N × 6 × 1", 0, 0},
        {"input(3,4,5) > unsqueeze(2)", "unsqueeze1", "N × 3 × 1 × 4 × 5", 0, 0},
        {"input(10) > slice(2, stop=9, step=3)", "slice1", "N × 3", 0, 0}, // 2, 5, 8
        {"input(12,4) > slice(-3)", "slice1", "N × 3 × 4", 0, 0},
        {"input(12,4) > slice(1, stop=-2)", "slice1", "N × 9 × 4", 0, 0},
        {"input(4,6) > split(3, dim=-1)", "split1", "N × 4 × 2", 0, 0},
        {"input(12,8) > select(-1)", "select1", "N × 8", 0, 0},
        {"input(3,9,8) > crop([1,0,2,3])", "crop1", "N × 3 × 8 × 3", 0, 0},
        {"input(2,7,8,9) > crop(size=3)", "crop1", "N × 2 × 3 × 3 × 3", 0, 0},
        {"input(12,4) > crop(2x1)", "crop1", "N × 9 × 4", 0, 0},
        {"input(3,6,6) > flip", "flip1", "N × 3 × 6 × 6", 0, 0},
        {"input(12,4) > roll(-2)", "roll1", "N × 12 × 4", 0, 0},
        {"input(8) > unsqueeze(1) > tile(5)", "tile1", "N × 5 × 8", 0, 0},
        {"input(3,6,6) > pad([1,2,3,4])", "pad1", "N × 3 × 9 × 13", 0, 0},
        {"input(12,4) > pad(2x0, mode=replicate)", "pad1", "N × 14 × 4", 0, 0},
        {"input(2,3,4,5) > pad(1)", "pad1", "N × 2 × 5 × 6 × 7", 0, 0},
        // floor(12 x 1.5), floor(5 x 1.3)
        {"input(12,4) > upsample(1.5, mode=linear)", "upsample1", "N × 18 × 4", 0, 0},
        {"input(3,5,5) > upsample(1.3, mode=cubic)", "upsample1", "N × 3 × 6 × 6", 0, 0},
        {"input(2,3,4,5) > upsample(size=4x4x4)", "upsample1", "N × 2 × 4 × 4 × 4", 0, 0},
        {"input(8,5,6) > pixel_shuffle(2)", "shuffle1", "N × 2 × 10 × 12", 0, 0},
        {"input(3,6,8) > pixel_unshuffle(2)", "unshuffle1", "N × 12 × 3 × 4", 0, 0},
        {"input(6, kind=tokens, vocabulary=10) > cast", "cast1", "N × 6", 0, 0},
        {"input(6, kind=tokens, vocabulary=10) > one_hot", "hot1", "N × 6 × 10", 0, 0},
        {"input(4,2,3,5) > flatten", "flatten1", "N × 120", 0, 0},
        {"input(24) > reshape(2,3,2,2)", "reshape1", "N × 2 × 3 × 2 × 2", 0, 0},
        {"input(16) > dropout(0.25)", "dropout1", "N × 16", 0, 0},
        {"input(8) > relu", "relu1", "N × 8", 0, 0},
        {"input(2,3,4,5) > relu", "relu1", "N × 2 × 3 × 4 × 5", 0, 0},
        {"input(2,3,4,5) > prelu(channels)", "prelu1", "N × 2 × 3 × 4 × 5", 2, 0},
        {"input(2,3,4,5) > channel_scale", "scale1", "N × 2 × 3 × 4 × 5", 4, 0},
        {"input(2,3,4,5) > power(3)", "power1", "N × 2 × 3 × 4 × 5", 0, 0},
        {"input(6,4,4) > glu(1)", "glu1", "N × 3 × 4 × 4", 0, 0},
        {"input(12,6) > glu", "glu1", "N × 12 × 3", 0, 0},
        // 3 maps of 8 x 24, at each of 12 time steps
        {"input(12,8) > swiglu(24)", "swiglu1", "N × 12 × 8", 576, 6912},
        {"input(8) > swiglu(16, project=false, bias=true)", "swiglu1", "N × 16", 288, 256},
        {"input(5,4,4) > softmax(1)", "softmax1", "N × 5 × 4 × 4", 0, 0},
        {"a = input(8); b = a > dense(8); add(a, b)", "add1", "N × 8", 0, 0},
        {"a = input(4,8,8); b = a > conv2d(8, kernel=3, padding=same); concatenate(a, b)", "concatenate1", "N × 12 × 8 × 8", 0, 0},
        {"a = input(5,6); b = a > dense(6); concatenate(a, b, axis=time)", "concatenate1", "N × 10 × 6", 0, 0},
        {"input(20, kind=tokens, vocabulary=100) > embedding(16)", "embedding1", "N × 20 × 16", 1600, 0},
        // 4 H (F + H + 2) = 64 x 22; T 4 H (F + H) = 32 x 64 x 20
        {"input(32,4) > lstm(16)", "lstm1", "N × 16", 1408, 40960},
        // second layer: 64 x (16 + 16 + 2) = 2176 more; 32 x 64 x 32 = 65536 more
        {"input(32,4) > lstm(16, layers=2, output=sequence)", "lstm1", "N × 32 × 16", 3584, 106496},
        // both directions: 2 x 32 x (4 + 8 + 2) = 896; 2 x 12 x 32 x 12 = 9216
        {"input(12,4) > lstm(8, bidirectional=true)", "lstm1", "N × 16", 896, 9216},
        // 3 x 16 x 16 + 48 + 16 x 16 + 16 = 1088; 12 x 768 + 12 x 12 x 16 x 2 + 12 x 256
        {"input(12,16) > multi_head_attention(4)", "attention1", "N × 12 × 16", 1088, 9216 + 4608 + 3072},
        // the same products where the sources are wired one by one: each goes through its own rows of the weights
        {"x = input(12,16); multi_head_attention(x, x, x, heads=4)", "attention1", "N × 12 × 16", 1088, 9216 + 4608 + 3072},
        {"x = input(12,16); m = x > dense(16); multi_head_attention(x, m, m, heads=4)", "attention1", "N × 12 × 16", 1088, 9216 + 4608 + 3072},
        {"x = input(12,16); m = x > dense(16); multi_head_attention(x, m, heads=4)", "attention1", "N × 12 × 16", 1088, 9216 + 4608 + 3072},
    }));
    INFO(c.text);
    const Lowered lowered = loweredFrom(c.text);
    REQUIRE(lowered.facts.contains(c.node));
    CHECK(shapeOf(lowered, c.node) == c.shape);
    const NodeFacts& facts = lowered.facts.at(c.node);
    CHECK(facts.parameters == c.parameters);
    CHECK(facts.macs.evaluate({{"N", 1}}) == c.macs);
    CHECK(facts.macs.evaluate({{"N", 7}}) == 7 * c.macs); // symbolic batch
}

TEST_CASE("LeNet-5 has 61 706 parameters and 416 520 multiply-adds", "[lowering]")
{
    // conv1: 6 (25 + 1) = 156, 28 x 28 x 150 = 117 600; conv2: 16 (150 + 1) = 2 416, 10 x 10 x 2 400 = 240 000;
    // dense: 400 x 120 + 120 = 48 120, 120 x 84 + 84 = 10 164, 84 x 10 + 10 = 850; 48 000 + 10 080 + 840 multiply-adds.
    const Lowered lowered = loweredFrom("input(1,28,28) > conv2d(6, kernel=5, padding=2) > tanh > average_pool2d(2) > "
                                        "conv2d(16, kernel=5) > tanh > average_pool2d(2) > flatten > dense(120) > tanh > dense(84) > tanh > dense(10) > output");
    CHECK(problemsOf(lowered) == std::vector<std::string>{});
    CHECK(lowered.program.parameterCount() == 61706);
    CHECK(lowered.program.trainableCount() == 61706);
    std::int64_t macs = 0;
    for (const auto& [path, facts] : lowered.facts)
        macs += facts.macs.evaluate({{"N", 1}}).value_or(-1);
    CHECK(macs == 416520);
    CHECK(shapeOf(lowered, "flatten1") == "N × 400");
}

TEST_CASE("the batch stays N through every value of a program", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(1,8,8) > conv2d(4) > batch_norm > relu > max_pool2d > flatten > dense(10) > output");
    REQUIRE(lowered.ok());
    for (const ProgramInput& input : lowered.program.inputs)
        CHECK(input.spec.shape.front() == batchDim());
    const ProgramOutput& output = lowered.program.outputs.front();
    const auto specOfValue = [&](ValueId id) { return specText(lowered.program.values.at(static_cast<std::size_t>(id))); };
    CHECK(specOfValue(output.logits) == "vector, N × 10");
    CHECK(specOfValue(output.prediction) == "vector, N × 10");
    CHECK(lowered.program.values.at(static_cast<std::size_t>(output.loss)).shape.empty());
    CHECK(output.targetSpec == labels(10));
    CHECK(output.lossId == "cross_entropy");
}

TEST_CASE("every op and every parameter of a program has a path of its own and the node as origin", "[lowering]")
{
    const Lowered lowered = loweredFrom("module block { in > dense(8) > relu > out }; input(8) > block(repeat=3) > dense(2) > output");
    REQUIRE(lowered.ok());
    std::set<std::string> paths;
    for (const OpCall& call : lowered.program.ops) {
        CHECK(paths.insert(call.path).second);
        CHECK(call.path.starts_with(call.origin + "."));
    }
    CHECK(paths.contains("block.2.dense1.linear"));
    CHECK(lowered.program.parameters.front().origin == "block.0.dense1");
}

TEST_CASE("A sequence of any length keeps T through the network", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(0,8) > conv1d(16, kernel=3, stride=2) > lstm(12, output=sequence) > dense(4) > output(mse)");
    CHECK(problemsOf(lowered).empty());
    CHECK(shapeOf(lowered, "conv1") == "N × floor((T - 1) / 2) × 16");
    CHECK(shapeOf(lowered, "dense1") == "N × floor((T - 1) / 2) × 4");
    CHECK(shapeOf(loweredFrom("input(0, kind=tokens, vocabulary=50) > embedding(8) > global_average_pool > dense(2) > output"), "embedding1") == "N × T × 8");
    CHECK(shapeOf(loweredFrom("a = input(0,8); b = input(0,8); c = concatenate(a, b, axis=time); c > lstm(4) > dense(2) > output"), "c") == "N × T_a + T_b × 8");
}

TEST_CASE("Only a length may be left open", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(3,0,8) > flatten > dense(2) > output")).front() ==
          "input: The shape of 'input', 3 × 0 × 8, has a size of 0. Only the length of sequences and tokens may be 0, which stands for any length.");
}
