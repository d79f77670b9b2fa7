// Multiply-adds worked out by hand.
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {
using List = std::vector<std::int64_t>;
}

TEST_CASE("The layers of LeNet-5 cost what one counts by hand")
{
    // C1: 28 x 28 outputs, 6 filters, 5 x 5 x 1 window: 784 * 6 * 25 = 117 600
    CHECK(ask("conv2d", {image(1, 28, 28), weight({6, 1, 5, 5}), weight({6})}, {{"pad_before", List{2}}, {"pad_after", List{2}}}).cost.macs ==
          N * Dim(117600));
    // C3: 10 x 10 outputs, 16 filters, 5 x 5 x 6 window: 100 * 16 * 150 = 240 000
    CHECK(ask("conv2d", {image(6, 14, 14), weight({16, 6, 5, 5}), weight({16})}).cost.macs == N * Dim(240000));
    CHECK(ask("linear", {vectorOf(400), weight({120, 400}), weight({120})}).cost.macs == N * Dim(48000));
    CHECK(ask("linear", {vectorOf(120), weight({84, 120}), weight({84})}).cost.macs == N * Dim(10080));
    CHECK(ask("linear", {vectorOf(84), weight({10, 84}), weight({10})}).cost.macs == N * Dim(840));
    CHECK(ask("average_pool2d", {image(6, 28, 28)}).cost.macs == Dim(0));
    CHECK(ask("tanh", {vectorOf(84)}).cost.macs == Dim(0));
}

TEST_CASE("Groups divide the work of a convolution")
{
    // Depthwise: 14 * 14 outputs, 32 filters, 3 x 3 x 1 window = 56 448
    CHECK(ask("conv2d", {image(32, 14, 14), weight({32, 1, 3, 3})},
              {{"groups", std::int64_t(32)}, {"pad_before", List{1}}, {"pad_after", List{1}}}).cost.macs == N * Dim(56448));
}

TEST_CASE("Volumes cost a window more in depth, and what is padded by hand is kept")
{
    // 6 x 7 x 8 outputs, 4 filters, 3 x 3 x 3 x 2 window: 336 * 4 * 54 = 72 576
    const Attributes same{{"pad_before", List{1}}, {"pad_after", List{1}}};
    CHECK(ask("conv3d", {volume(2, 6, 7, 8), weight({4, 2, 3, 3, 3})}, same).cost.macs == N * Dim(72576));
    CHECK(ask("conv3d", {volume(2, 6, 7, 8), weight({4, 2, 3, 3, 3})}, same).cost.savedElements == Dim(0));
    // Mirrored: a copy of 2 x 10 x 10 values
    const Attributes mirrored{{"pad_before", List{1}}, {"pad_after", List{1}}, {"pad_mode", std::string("reflect")}};
    CHECK(ask("conv2d", {image(2, 8, 8), weight({4, 2, 3, 3})}, mirrored).cost.savedElements == N * Dim(200));
    CHECK(ask("max_pool3d", {volume(2, 8, 8, 8)}).cost.savedElements == N * Dim(2 * 64 * 2));
    CHECK(ask("adaptive_max_pool2d", {image(2, 9, 9)}, {{"output", List{4, 3}}}).cost.savedElements == N * Dim(2 * 12 * 2));
    CHECK(ask("unfold", {image(2, 8, 8)}).cost.macs == Dim(0));
}

TEST_CASE("An einsum multiplies once for each further input and each combination of its letters")
{
    CHECK(ask("einsum", {vectorOf(4), vectorOf(5)}).cost.macs == N * Dim(20));
    CHECK(ask("einsum", {sequence(T, 4), sequence(9, 4)}, {{"equation", std::string("bti,bsi->bts")}}).cost.macs == N * T * Dim(36));
    CHECK(ask("einsum", {vectorOf(4), vectorOf(4), vectorOf(4)}, {{"equation", std::string("ni,ni,ni->n")}}).cost.macs == N * Dim(8));
    CHECK(ask("einsum", {vectorOf(4)}, {{"equation", std::string("ni->n")}}).cost.macs == Dim(0));
    // 5 outputs of 4 x 3 products each
    CHECK(ask("bilinear", {vectorOf(4), vectorOf(3), weight({5, 4, 3})}).cost.macs == N * Dim(60));
}

TEST_CASE("Sequences cost their length, known or not")
{
    CHECK(ask("linear", {sequence(T, 16), weight({64, 16})}).cost.macs == N * T * Dim(1024));
    CHECK(ask("matmul", {sequence(T, 16), sequence(16, 5)}).cost.macs == N * T * Dim(80));
    // Scores 8 T T 16 and mix 8 T T 16
    CHECK(ask("attention", {heads(8, T, 16), heads(8, T, 16), heads(8, T, 16)}).cost.macs == N * T * T * Dim(256));
}

TEST_CASE("An LSTM multiplies four gates by input and state at each step, in each layer and direction")
{
    Specs one{sequence(T, 3)};
    for (const Spec& spec : lstmWeights(3, 5, 1, 1))
        one.push_back(spec);
    CHECK(ask("lstm", one, {{"hidden_size", std::int64_t(5)}}).cost.macs == N * T * Dim(4 * 5 * (3 + 5)));

    Specs two{sequence(T, 3)};
    for (const Spec& spec : lstmWeights(3, 5, 2, 2))
        two.push_back(spec);
    // 2 directions * 20 rows * (3 + 5), then * (10 + 5): 320 + 600
    CHECK(ask("lstm", two, {{"hidden_size", std::int64_t(5)}, {"layers", std::int64_t(2)}, {"bidirectional", true}}).cost.macs ==
          N * T * Dim(920));
}

TEST_CASE("A GRU has three gates, an RNN one; a projection multiplies once more")
{
    CHECK(ask("gru", joined({sequence(T, 3)}, cellWeights(3, 3, 5, 1, 1)), {{"hidden_size", std::int64_t(5)}}).cost.macs == N * T * Dim(3 * 5 * (3 + 5)));
    CHECK(ask("rnn", joined({sequence(T, 3)}, cellWeights(1, 3, 5, 1, 1)), {{"hidden_size", std::int64_t(5)}}).cost.macs == N * T * Dim(5 * (3 + 5)));
    // four gates of 5 from 3 features and 2 projected ones, then 2 from 5
    CHECK(ask("lstm", joined({sequence(T, 3)}, cellWeights(4, 3, 5, 1, 1, 2)), {{"hidden_size", std::int64_t(5)}, {"projection_size", std::int64_t(2)}}).cost.macs ==
          N * T * Dim(4 * 5 * (3 + 2) + 5 * 2));
}

TEST_CASE("What is kept for backward: a mask, a place, a mean; nothing for softmax")
{
    CHECK(ask("dropout", {vectorOf(84)}).cost.savedElements == N * Dim(84));
    CHECK(ask("dropout", {image(6, 28, 28)}, {{"unit", std::string("channels")}}).cost.savedElements == N * Dim(6));
    CHECK(ask("dropout", {sequence(T, 8)}, {{"unit", std::string("samples")}}).cost.savedElements == N);
    CHECK(ask("group_norm", {image(6, 28, 28)}, {{"groups", std::int64_t(3)}}).cost.savedElements == N * Dim(6));
    CHECK(ask("softmax", {vectorOf(84)}).cost.savedElements == Dim(0));
    CHECK(ask("max_pool2d", {image(6, 28, 28)}).cost.savedElements == N * Dim(6 * 14 * 14 * 2));
    CHECK(ask("layer_norm", {sequence(T, 8)}).cost.savedElements == N * T * Dim(2));
}
