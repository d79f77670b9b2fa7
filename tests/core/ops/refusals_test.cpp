// What a user reads when something does not fit.
#include "tests/core/ops/op_cases.h"
#include "tests/support/catch.h"

using namespace nodegrad;

namespace {

using List = std::vector<std::int64_t>;

std::string refusal(const std::string& op, const Specs& in, const Attributes& attributes = {})
{
    const Outcome outcome = ask(op, in, attributes);
    return outcome.problem ? sentence(outcome.problem->error) : "accepted";
}

std::string codeOf(const std::string& op, const Specs& in, const Attributes& attributes = {})
{
    return ask(op, in, attributes).code();
}

} // namespace

TEST_CASE("A window larger than its input is refused with both sizes")
{
    CHECK(refusal("max_pool2d", {image(16, 4, 4)}, {{"kernel", List{5, 5}}}) ==
          "'node1' has a 5 × 5 window, but gets only 4 × 4. Make the kernel smaller, add padding, or remove a pooling layer before it.");
    CHECK(refusal("conv2d", {image(1, 4, 4), weight({1, 1, 3, 3})},
                  {{"dilation", List{4}}, {"pad_before", List{1}}, {"pad_after", List{1}}})
              .starts_with("'node1' has a 3 × 3 window (9 × 9 with its dilation), but gets only 4 × 4 and 2 × 2 of padding."));
    CHECK(refusal("conv1d", {sequence(1, 4), weight({1, 1, 7})}).starts_with("'node1' has a window of 7, but gets only 4."));
}

TEST_CASE("A wrong kind is refused with what is needed, what came and the cure")
{
    const Outcome outcome = ask("conv2d", {vectorOf(128), weight({8, 1, 3, 3})});
    REQUIRE(outcome.problem);
    CHECK(sentence(outcome.problem->error) == "'node1' needs a feature map (N, C, H, W), but gets a vector, N × 128. "
                                              "Connect pictures or the output of a Conv2D, before any Flatten.");
    CHECK(outcome.problem->input == 0);
    CHECK(refusal("select_last", {vectorOf(3)}) ==
          "'node1' needs a sequence (N, T, F), but gets a vector, N × 3. Connect a sequence, such as the output of Embedding or LSTM.");
}

TEST_CASE("Tokens where numbers are needed come with the offer to insert an embedding")
{
    const Outcome outcome = ask("relu", {tokens(T, 50)});
    REQUIRE(outcome.problem);
    CHECK(sentence(outcome.problem->error) ==
          "'node1' needs real numbers (float32), but gets tokens, N × T. Put Embedding before it.");
    REQUIRE(outcome.problem->fixes.size() == 1);
    CHECK(outcome.problem->fixes[0].layer == "embedding");
}

TEST_CASE("A feature map in a loss over classes comes with the offer to insert Flatten")
{
    const Outcome outcome = ask("cross_entropy", {image(3, 4, 4), labels(10)});
    REQUIRE(outcome.problem);
    REQUIRE(outcome.problem->fixes.size() == 1);
    CHECK(outcome.problem->fixes[0].layer == "flatten");
}

TEST_CASE("Values that cannot be combined are named with both shapes")
{
    CHECK(refusal("add", {image(3, 8, 8), image(4, 8, 8)}) ==
          "'node1' cannot combine N × 3 × 8 × 8 with N × 4 × 8 × 8. "
          "Give both the same number of dimensions and the same sizes (a size of 1 is repeated).");
    CHECK(codeOf("add", {image(3, 8, 8), vectorOf(3)}) == "layer.shapes_differ");
    CHECK(codeOf("multiply", {sequence(T, 3), sequence(Dim::symbol("U"), 3)}) == "layer.shapes_differ");
    CHECK(codeOf("add", Specs(9, vectorOf(3))) == "layer.input_count");
    CHECK(codeOf("add", {vectorOf(3), {DType::Float64, {N, 3}, Kind::Vector, 0}}) == "layer.mixed_types");
    CHECK(codeOf("concatenate", {image(3, 8, 8), image(3, 8, 7)}) == "layer.cannot_concatenate");
    CHECK(codeOf("matmul", {sequence(3, 4), sequence(3, 4)}) == "layer.matrices_do_not_fit");
}

TEST_CASE("Weights and inputs of different sizes are refused with both")
{
    CHECK(refusal("linear", {vectorOf(5), weight({3, 4})}) ==
          "'node1' has weights for 4 features, but gets 5. Connect an input with 4 features.");
    CHECK(codeOf("linear", {vectorOf(4), weight({3, 4}), weight({4})}) == "layer.weight_shape");
    CHECK(codeOf("conv2d", {image(4, 8, 8), weight({8, 3, 3, 3})}) == "layer.features_differ");
    CHECK(codeOf("conv2d", {image(4, 8, 8), weight({8, 1, 3, 3})}, {{"groups", std::int64_t(3)}}) == "layer.groups_do_not_divide");
    CHECK(codeOf("layer_norm", {vectorOf(4), weight({5})}) == "layer.weight_shape");
    Specs lstm{sequence(T, 4)};
    for (const Spec& spec : lstmWeights(3, 5, 1, 1))
        lstm.push_back(spec);
    CHECK(codeOf("lstm", lstm, {{"hidden_size", std::int64_t(5)}}) == "layer.features_differ");
    lstm.pop_back();
    CHECK(codeOf("lstm", lstm, {{"hidden_size", std::int64_t(5)}}) == "layer.input_count");
}

TEST_CASE("States, lengths, masks and shared heads that do not fit are refused with what is needed")
{
    const Attributes start{{"hidden_size", std::int64_t(5)}, {"initial_state", true}}, lengths{{"hidden_size", std::int64_t(5)}, {"lengths", true}};
    CHECK(refusal("gru", joined({sequence(T, 3), sequence(1, 4)}, cellWeights(3, 3, 5, 1, 1)), start) ==
          "'node1' needs its initial h to be N × 1 × 5, but gets N × 1 × 4. Put a Dense layer with that many units before it.");
    CHECK(codeOf("rnn", joined({sequence(T, 3), vectorOf(2)}, cellWeights(1, 3, 5, 1, 1)), lengths) == "layer.lengths_shape");
    CHECK(codeOf("lstm", joined({sequence(T, 3)}, cellWeights(4, 3, 5, 1, 1, 5)), {{"hidden_size", std::int64_t(5)}, {"projection_size", std::int64_t(5)}}) ==
          "layer.projection_too_large");
    const Spec q = heads(4, 6, 8);
    CHECK(refusal("attention", {q, q, q, vectorOf(5)}) == "'node1' needs a mask of N × 6, but gets N × 5. Connect a PaddingMask of the same sequence.");
    CHECK(codeOf("attention", {q, q, q, absentSpec(), weight({6, 6, 2})}) == "layer.bias_shape");
    CHECK(codeOf("attention", {q, heads(3, 6, 8), heads(3, 6, 8)}) == "layer.heads_do_not_divide");
    CHECK(codeOf("attention", {q, heads(2, 6, 8), q}) == "layer.shapes_differ");
    CHECK(codeOf("masked_mean", {sequence(6, 3), vectorOf(5)}) == "layer.mask_shape");
    CHECK(codeOf("padding_mask", {vectorOf(5)}) == "layer.needs_kind");
    CHECK(codeOf("prepend", {sequence(6, 3), weight({1, 4})}) == "layer.weight_shape");
}

TEST_CASE("A reshape must keep the count, for open sizes too")
{
    CHECK(refusal("reshape", {vectorOf(784)}, {{"shape", List{0, 28, 27}}}) ==
          "'node1' cannot turn N × 784 into (0 × 28 × 27). "
          "The sizes must have the same product; begin with 0 for the batch, and write one -1 for a size to be worked out.");
    for (const List& shape : {List{}, List{784}, List{0, -1, -1}, List{0, -1, 5}, List{0, 0, 0, 2}, List{0, std::int64_t(1) << 62, 4}}) {
        INFO(pythonList(shape));
        CHECK(codeOf("reshape", {vectorOf(784)}, {{"shape", shape}}) == "layer.reshape_does_not_fit");
    }
    CHECK(codeOf("reshape", {sequence(T, 12)}, {{"shape", List{0, 12, 5}}}) == "layer.reshape_does_not_fit");
    CHECK(codeOf("reshape", {sequence(T, 12)}, {{"shape", List{0, -1, 5}}}) == "layer.reshape_does_not_fit");
}

TEST_CASE("Dimensions that do not exist, do not divide or are cut outside are refused")
{
    CHECK(codeOf("softmax", {vectorOf(3)}, {{"dim", std::int64_t(2)}}) == "layer.no_such_dim");
    CHECK(codeOf("softmax", {vectorOf(3)}, {{"dim", std::int64_t(0)}}) == "layer.no_such_dim");
    CHECK(codeOf("flatten", {vectorOf(3)}, {{"start_dim", std::int64_t(0)}}) == "layer.no_such_dim");
    CHECK(codeOf("permute", {sequence(T, 3)}, {{"dims", List{0, 1}}}) == "layer.not_a_permutation");
    CHECK(codeOf("permute", {sequence(T, 3)}, {{"dims", List{0, 1, 1}}}) == "layer.not_a_permutation");
    CHECK(codeOf("permute", {sequence(T, 3)}, {{"dims", List{1, 0, 2}}}) == "layer.not_a_permutation");
    CHECK(codeOf("chunk", {vectorOf(7)}) == "layer.does_not_split");
    CHECK(codeOf("chunk", {sequence(T, 7)}, {{"dim", std::int64_t(1)}}) == "layer.needs_known");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"start", std::int64_t(7)}}) == "layer.slice_outside");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"start", std::int64_t(3)}, {"length", std::int64_t(5)}}) == "layer.slice_outside");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"length", std::int64_t(0)}}) == "layer.slice_outside");
    CHECK(codeOf("split_heads", {sequence(T, 10)}, {{"heads", std::int64_t(3)}}) == "layer.does_not_split");
    CHECK(codeOf("mean", {sequence(T, 10)}, {{"dims", List{}}}) == "layer.no_dims");
    CHECK(codeOf("mean", {sequence(T, 10)}, {{"dims", List{0}}}) == "layer.no_such_dim");
    CHECK(codeOf("layer_norm", {sequence(3, T)}) == "layer.needs_known");
    CHECK(codeOf("max_pool2d", {image(3, 8, 8)}, {{"padding", List{2, 0}}}) == "layer.padding_too_large");
}

TEST_CASE("Attributes outside their range are refused by name")
{
    CHECK(codeOf("max_pool2d", {image(3, 8, 8)}, {{"stride", List{0, 1}}}) == "param.out_of_range");
    CHECK(codeOf("max_pool2d", {image(3, 8, 8)}, {{"kernel", List{1, 2, 3}}}) == "param.list_size");
    CHECK(codeOf("dropout", {vectorOf(3)}, {{"p", 1.0}}) == "param.out_of_range");
    CHECK(codeOf("gelu", {vectorOf(3)}, {{"approximate", std::string("rough")}}) == "param.unknown_choice");
    CHECK(codeOf("huber", {vectorOf(3), vectorOf(3)}, {{"delta", 0.0}}) == "param.out_of_range");
}

TEST_CASE("Targets that do not belong to the prediction are refused with both")
{
    CHECK(refusal("cross_entropy", {vectorOf(8), labels(10)}) ==
          "'node1' gets 8 logits, but the target has 10 classes. Set the units of the layer before it to 10.");
    CHECK(codeOf("cross_entropy", {vectorOf(8), vectorOf(8)}) == "layer.needs_kind");
    CHECK(codeOf("mse", {vectorOf(8), vectorOf(7)}) == "layer.target_shape");
    CHECK(codeOf("mse", {vectorOf(8), number()}) == "layer.target_shape");
    CHECK(codeOf("binary_cross_entropy", {vectorOf(1), labels(3)}) == "layer.not_binary");
    CHECK(codeOf("embedding", {tokens(T, 50), weight({40, 8})}) == "layer.vocabulary_too_small");
    CHECK(codeOf("embedding", {vectorOf(3), weight({40, 8})}) == "layer.needs_kind");
    CHECK(codeOf("embedding", {tokens(T, 40), weight({40, 8})}, {{"padding_index", std::int64_t(40)}}) == "layer.padding_index_outside");
}

TEST_CASE("Absurd sizes are refused before anything is allocated, without overflow")
{
    const std::int64_t large = std::int64_t(1) << 39;
    CHECK(codeOf("concatenate", {vectorOf(large), vectorOf(large), vectorOf(large)}) == "layer.too_large");
    CHECK(codeOf("add", {sequence(1, large), sequence(large, 1)}) == "layer.too_large");
    const Outcome outcome = ask("matmul", {sequence(large, 2), sequence(2, large)});
    CHECK(outcome.code() == "layer.too_large");
    CHECK(ask("linear", {vectorOf(large), weight({2, large})}).cost.macs == N * Dim(large) * Dim(2));
}

TEST_CASE("Every refusal names the node, and every code has its words")
{
    for (const ErrorText& text : errorTexts()) {
        const std::string code(text.code);
        if (!code.starts_with("layer.") || text.message.find('{') == std::string_view::npos)
            continue;
        INFO(code);
        CHECK(text.message.find("'{node}'") != std::string_view::npos);
    }
    for (const OpType& type : opTypes()) {
        INFO(type.id);
        const Specs in(type.inputs.size(), labels(3));
        const Outcome outcome = ask(type.id, in);
        if (!outcome.problem)
            continue;
        CHECK(outcome.problem->error.arguments.at("node") == "node1");
        CHECK(sentence(outcome.problem->error).find('{') == std::string::npos);
    }
}
