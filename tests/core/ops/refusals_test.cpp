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

TEST_CASE("Padding that is taken from the input may not be longer than the input")
{
    const auto padded = [](const char* mode, std::int64_t size, std::int64_t pad) {
        return ask("conv1d", {sequence(1, size), weight({1, 1, 3})},
                   {{"pad_before", List{pad}}, {"pad_after", List{pad}}, {"pad_mode", std::string(mode)}});
    };
    CHECK(padded("reflect", 4, 3).code() == "");
    CHECK(padded("reflect", 4, 4).code() == "layer.padding_beyond");
    CHECK(padded("circular", 4, 4).code() == "");
    CHECK(padded("circular", 4, 5).code() == "layer.padding_beyond");
    CHECK(padded("replicate", 4, 9).code() == "");
    CHECK(sentence(padded("reflect", 2, 2).problem->error) ==
          "'node1' takes its padding of 2 from the input (reflect), but gets only 2. Make the padding smaller, or pad with zeros.");
}

TEST_CASE("A transposed convolution adds less behind its output than a step")
{
    const Specs in{image(2, 4, 4), weight({2, 3, 3, 3})};
    CHECK(refusal("conv_transpose2d", in, {{"stride", List{2}}, {"output_padding", List{1, 2}}}) ==
          "'node1' adds 1 × 2 behind its output at a stride of 2 × 2. Make the output padding smaller than the stride or the dilation.");
    CHECK(codeOf("conv_transpose2d", in, {{"padding", List{3}}}) == "layer.empty_output");
    CHECK(codeOf("conv_transpose2d", {image(3, 4, 4), weight({2, 3, 3, 3})}) == "layer.features_differ");
    CHECK(codeOf("conv_transpose2d", {image(3, 4, 4), weight({3, 1, 3, 3})}, {{"groups", std::int64_t(2)}}) == "layer.groups_do_not_divide");
    CHECK(codeOf("conv_transpose2d", {image(2, 4, 4), weight({2, 3, 3, 3}), weight({2})}) == "layer.weight_shape");
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
    CHECK(codeOf("prelu", {image(3, 8, 8), weight({8})}) == "layer.weight_shape");
    CHECK(codeOf("prelu", {number(), weight({3})}) == "layer.rank_too_small");
    CHECK(codeOf("channel_scale", {image(3, 8, 8), weight({3}), weight({8})}) == "layer.weight_shape");
    CHECK(codeOf("channel_scale", {sequence(3, 8), weight({3})}, {{"axis", std::int64_t(-1)}}) == "layer.weight_shape");
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
          "'node1' cannot turn N × 784 into (28 × 27). "
          "The sizes must have the same product; one of them may be -1, which is worked out.");
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
    CHECK(codeOf("chunk", {vectorOf(7)}) == "layer.no_multiple");
    CHECK(codeOf("chunk", {sequence(T, 7)}, {{"dim", std::int64_t(1)}}) == "layer.needs_known");
    CHECK(codeOf("split_rows", {weight({6, 4})}, {{"sizes", List{2, 3}}}) == "layer.sizes_do_not_add_up");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"start", std::int64_t(7)}}) == "layer.slice_outside");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"start", std::int64_t(3)}, {"length", std::int64_t(5)}}) == "layer.slice_outside");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"length", std::int64_t(0)}}) == "layer.slice_outside");
    CHECK(codeOf("split_heads", {sequence(T, 10)}, {{"heads", std::int64_t(3)}}) == "layer.does_not_split");
    CHECK(codeOf("mean", {sequence(T, 10)}, {{"dims", List{}}}) == "layer.no_dims");
    CHECK(codeOf("mean", {sequence(T, 10)}, {{"dims", List{0}}}) == "layer.no_such_dim");
    CHECK(codeOf("layer_norm", {sequence(3, T)}) == "layer.needs_known");
    CHECK(codeOf("max_pool2d", {image(3, 8, 8)}, {{"padding", List{2, 0}}}) == "layer.padding_too_large");
}

TEST_CASE("A minimum above the maximum is refused with both, unless only one of them holds")
{
    CHECK(refusal("hardtanh", {vectorOf(3)}, {{"minimum", 2.0}}) ==
          "'node1' has the minimum 2, which is above its maximum 1. Exchange the two.");
    CHECK(codeOf("clamp", {vectorOf(3)}, {{"minimum", 2.0}}) == "layer.limits_crossed");
    CHECK(codeOf("clamp", {vectorOf(3)}, {{"minimum", 1.0}}) == "");
    CHECK(codeOf("clamp", {vectorOf(3)}, {{"minimum", 2.0}, {"limits", std::string("minimum")}}) == "");
    CHECK(codeOf("clamp", {vectorOf(3)}, {{"maximum", -2.0}, {"limits", std::string("maximum")}}) == "");
}

TEST_CASE("An equation that cannot be read is refused with what is wrong")
{
    const auto problem = [](const std::string& equation, const Specs& in) { return refusal("einsum", in, {{"equation", equation}}); };
    const Specs pair{vectorOf(4), vectorOf(5)};
    CHECK(problem("ni,nj", pair) == "'node1' cannot use the equation 'ni,nj': it has no '->' before the letters of the output. "
                                    "Write the letters of each input, -> and those of the output, such as bij,bjk->bik.");
    const auto hasWords = [&](const std::string& equation, const std::string& words) {
        INFO(equation);
        CHECK(problem(equation, pair).find(words) != std::string::npos);
    };
    hasWords("n1,nj->nj", "'1' is no letter");
    hasWords("ni,nj->n...", "'.' is no letter");
    hasWords("ni->n", "it names 1 inputs, but gets 2");
    hasWords("ni,nj->nijk", "the letter 'k' of the output is in no input");
    hasWords("ni,nj->nii", "the letter 'i' stands twice in the output");
    hasWords("ni,mj->nij", "must begin with the same letter, the batch");
    hasWords("ni,nj->ij", "must begin with the same letter, the batch");
    hasWords("nn,nj->nj", "the letter 'n' of the batch stands twice in 'nn'");
    hasWords(",->", "must begin with the same letter, the batch");
    hasWords("", "it has no '->'");
    CHECK(problem("ni,ni->n", pair) == "'node1' gets the sizes 4 and 5 for the letter 'i'. Use another letter for one of them, or connect inputs whose sizes are equal.");
    CHECK(problem("nij,nj->ni", pair).starts_with("'node1' needs a sequence (N, T, F), but gets a vector, N × 4."));
    CHECK(problem("ni,nj->nij", {vectorOf(4), tokens(T, 9)}).starts_with("'node1' needs a vector (N, F), but gets tokens, N × T."));
}

TEST_CASE("Values that are stacked, compared or reduced must fit")
{
    CHECK(refusal("stack", {vectorOf(3), vectorOf(4)}) == "'node1' cannot stack N × 3 and N × 4. Give all inputs the same shape.");
    CHECK(codeOf("stack", {vectorOf(3), vectorOf(3)}, {{"dim", std::int64_t(3)}}) == "layer.no_such_dim");
    CHECK(codeOf("stack", {vectorOf(3), vectorOf(3)}, {{"dim", std::int64_t(0)}}) == "layer.no_such_dim");
    CHECK(codeOf("cosine_similarity", {vectorOf(3), vectorOf(1)}) == "layer.cannot_compare");
    CHECK(codeOf("bilinear", {vectorOf(3), vectorOf(3), weight({5, 3, 4})}) == "layer.weight_shape");
    CHECK(codeOf("bilinear", {sequence(4, 3), sequence(5, 3), weight({5, 3, 3})}) == "layer.shapes_differ");
    CHECK(codeOf("where", {vectorOf(3), vectorOf(4), vectorOf(4)}) == "layer.shapes_differ");
    CHECK(codeOf("argmax", {number()}) == "layer.rank_too_small");
    CHECK(refusal("variance", {sequence(1, 4)}) ==
          "'node1' takes the unbiased variance of a single value, which divides by zero. Switch 'unbiased' off, or choose larger dimensions.");
    CHECK(codeOf("variance", {sequence(1, 4)}, {{"unbiased", false}}) == "");
    CHECK(codeOf("expand_batch", {weight({T}), vectorOf(3)}) == "layer.needs_known");
    for (const std::string op : {"sum", "max", "min", "product", "norm", "variance", "standard_deviation", "logsumexp"}) {
        INFO(op);
        CHECK(codeOf(op, {sequence(T, 10)}, {{"dims", List{0}}}) == "layer.no_such_dim");
        CHECK(codeOf(op, {sequence(T, 10)}, {{"dims", List{}}}) == "layer.no_dims");
        CHECK(codeOf(op, {tokens(T, 10)}) == "layer.needs_float");
    }
}

TEST_CASE("Shapes that do not come out are refused with the sizes")
{
    CHECK(refusal("unflatten", {vectorOf(12)}, {{"sizes", List{5, -1}}}) ==
          "'node1' cannot split 12 values into (5 × -1). The product of the sizes must be 12; one of them may be -1, which is worked out.");
    for (const List& sizes : {List{}, List{3, 5}, List{-1, -1}, List{0, -1}, List{std::int64_t(1) << 41, 4}})
        CHECK(codeOf("unflatten", {vectorOf(12)}, {{"sizes", sizes}}) == "layer.unflatten_does_not_fit");
    CHECK(codeOf("unflatten", {vectorOf(T)}, {{"sizes", List{2, -1}}}) == "layer.unflatten_does_not_fit");
    CHECK(codeOf("unflatten", {vectorOf(12)}, {{"dim", std::int64_t(0)}, {"sizes", List{-1}}}) == "layer.no_such_dim");
    CHECK(refusal("squeeze", {image(3, 1, 1)}) ==
          "'node1' cannot drop dimension 1: it gets a feature map, N × 3 × 1 × 1. Only dimensions of size 1 can go: name another, or none for all of them.");
    CHECK(codeOf("squeeze", {sequence(T, 1)}) == "layer.cannot_squeeze");
    CHECK(codeOf("squeeze", {vectorOf(1)}, {{"dims", List{0}}}) == "layer.no_such_dim");
    CHECK(codeOf("unsqueeze", {vectorOf(1)}, {{"dim", std::int64_t(0)}}) == "layer.no_such_dim");
    CHECK(codeOf("unsqueeze", {vectorOf(1)}, {{"dim", std::int64_t(-3)}}) == "layer.no_such_dim");
    CHECK(refusal("chunk", {vectorOf(7)}, {{"sizes", List{3, 5}}}) ==
          "'node1' splits into [3, 5], 8 in all, but gets 7. Write sizes that add up to 7, or none for equal parts.");
    CHECK(codeOf("slice", {sequence(7, 7)}, {{"start", std::int64_t(1)}, {"length", std::int64_t(4)}, {"step", std::int64_t(2)}}) == "layer.slice_outside");
    CHECK(codeOf("slice", {sequence(T, 7)}, {{"length", std::int64_t(2)}}) == "layer.needs_known");
    CHECK(refusal("select", {sequence(7, 7)}, {{"index", std::int64_t(7)}}) ==
          "'node1' takes number 7, but gets 7 values, counted from 0. Choose a number from 0 to 6, or -1 for the last.");
    CHECK(codeOf("select", {sequence(7, 7)}, {{"index", std::int64_t(-8)}}) == "layer.select_outside");
    CHECK(codeOf("select", {sequence(T, 7)}, {{"index", std::int64_t(1)}}) == "layer.needs_known");
    CHECK(codeOf("flip", {sequence(T, 7)}, {{"dims", List{0}}}) == "layer.no_such_dim");
    CHECK(codeOf("flip", {sequence(T, 7)}, {{"dims", List{}}}) == "layer.no_dims");
    CHECK(codeOf("roll", {sequence(T, 7)}) == "layer.needs_known");
    CHECK(codeOf("pad", {image(3, 4, 4)}, {{"before", List{1, 1}}, {"after", List{1}}}) == "layer.pad_count");
    CHECK(codeOf("pad", {vectorOf(3)}, {{"before", List{1, 1}}, {"after", List{1, 1}}}) == "layer.pad_count");
    CHECK(codeOf("pad", {image(3, 4, 4)}, {{"before", List{1}}, {"after", List{1}}, {"mode", std::string("reflect")}}) == "layer.pad_count");
    CHECK(refusal("pad", {sequence(3, 4)}, {{"before", List{4}}, {"after", List{1}}, {"mode", std::string("reflect")}}) ==
          "'node1' pads 4 values (reflect), but its input has only 3 to take. Pad at most 3, or choose another mode.");
    CHECK(codeOf("pad", {sequence(3, 4)}, {{"before", List{5}}, {"after", List{1}}, {"mode", std::string("circular")}}) == "layer.pad_too_large");
    CHECK(codeOf("resize", {sequence(3, 4)}, {{"mode", std::string("cubic")}}) == "layer.needs_kind");
    CHECK(codeOf("resize", {image(3, 4, 4)}, {{"size", List{4, 5, 6}}}) == "layer.size_count");
    CHECK(codeOf("resize", {image(3, 4, T)}, {{"scale", 1.5}}) == "layer.needs_known");
    CHECK(codeOf("resize", {image(3, 4, 4)}, {{"scale", 0.2}}) == "layer.empty_output");
    CHECK(codeOf("resize", {image(3, 4, 4)}, {{"scale", 0.0}}) == "param.out_of_range");
    CHECK(codeOf("resize", {image(3, 1000000, 1000000)}, {{"scale", 1e6}}) == "layer.too_large");
    CHECK(codeOf("pixel_shuffle", {image(6, 4, 4)}) == "layer.no_multiple");
    CHECK(codeOf("pixel_unshuffle", {image(6, 4, 5)}) == "layer.no_multiple");
    CHECK(codeOf("group_norm", {image(6, 4, 5)}, {{"groups", std::int64_t(4)}}) == "layer.does_not_split");
    CHECK(codeOf("one_hot", {tokens(T, 9)}, {{"classes", std::int64_t(8)}}) == "layer.vocabulary_too_small");
    CHECK(codeOf("one_hot", {vectorOf(3)}) == "layer.needs_kind");
}

TEST_CASE("Attributes outside their range are refused by name")
{
    CHECK(codeOf("celu", {vectorOf(3)}, {{"alpha", 0.0}}) == "param.out_of_range");
    CHECK(codeOf("softplus", {vectorOf(3)}, {{"beta", -1.0}}) == "param.out_of_range");
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
