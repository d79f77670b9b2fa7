// Zero, negative, overflowing and absurd sizes.

#include "core/graph/edits.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

/// A graph whose node `name` has a value that the notation would refuse.
Graph withParam(const std::string& text, const std::string& name, const std::string& param, ParamValue value)
{
    const Graph graph = graphOf(text);
    return changeNode(graph, "", graph.root().findByName(name)->id, [&](Node& node) { node.params.set(param, value); }).value();
}

} // namespace

TEST_CASE("sizes of zero and below are refused with the range, the node and a repair", "[lowering]")
{
    for (const std::int64_t units : {std::int64_t(0), std::int64_t(-3), std::int64_t(9'223'372'036'854'775'807)}) {
        const Graph graph = withParam("input(4) > dense(8) > relu > output", "dense1", "units", units);
        const Lowered lowered = lower(graph, {});
        CHECK(problemsOf(lowered) == std::vector<std::string>{"dense1: 'dense1: Units' must be between 1 and 1000000000, but is " + std::to_string(units) +
                                                              ". Choose a value that is between 1 and 1000000000."});
        const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
        REQUIRE(fixed);
        CHECK(lower(*fixed, {}).ok());
    }
}

TEST_CASE("a value of a wrong type is refused, not used", "[lowering]")
{
    const Lowered lowered = lower(withParam("input(1,8,8) > conv2d(8) > flatten > output", "conv1", "kernel", std::string("big")), {});
    REQUIRE(lowered.diagnostics.size() == 1);
    CHECK(lowered.diagnostics.front().error.code == "param.wrong_type");
    CHECK(lowered.diagnostics.front().node == "conv1");
    CHECK(lower(withParam("a = input(4); b = a > relu; s = add(a, b); s > output(mse)", "s", "inputs", true), {}).errorCount() == 1);
}

TEST_CASE("a weight beyond 2^40 numbers is refused without being made", "[lowering]")
{
    const Lowered lowered = loweredFrom("input(1000000) > dense(1000000000) > output(mse)");
    REQUIRE(lowered.diagnostics.size() == 1);
    CHECK(message(lowered.diagnostics.front().error) == "'dense1' would have a weight of 1000000000 × 1000000: 1e+15 numbers.");
    CHECK(lowered.program.parameters.empty());
}

TEST_CASE("inputs and values beyond 2^40 numbers are refused", "[lowering]")
{
    CHECK(loweredFrom("input(1000000,1000000,1000000) > relu > output(mse)").diagnostics.front().error.code == "layer.too_large");
    CHECK(loweredFrom("input(1000,100000,100000) > batch_norm > flatten > output(mse)").diagnostics.front().error.code == "layer.too_large");
    CHECK(loweredFrom("input(100000000) > batch_norm > output(mse)").diagnostics.front().error.code == "layer.too_many_channels");
}

TEST_CASE("a kernel larger than the picture names both", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(1,8,8) > conv2d(4, kernel=3, dilation=4) > flatten > output(mse)")) ==
          std::vector<std::string>{"conv1: 'conv1' has a 3 × 3 window (9 × 9 with its dilation), but gets only 8 × 8. "
                                   "Make the kernel smaller, add padding, or remove a pooling layer before it."});
    CHECK(loweredFrom("input(1,8,8) > max_pool2d(2) > max_pool2d(2) > max_pool2d(2) > max_pool2d(2) > flatten > output(mse)").diagnostics.front().node == "pool4");
}

TEST_CASE("groups and heads that do not divide offer one that does", "[lowering]")
{
    const Graph graph = graphOf("input(3,8,8) > conv2d(8, groups=2) > flatten > output(mse)");
    const Lowered lowered = lower(graph, {});
    CHECK(problemsOf(lowered) == std::vector<std::string>{"conv1: 'conv1' cannot split 3 channels and 8 filters into 2 groups. Choose a number of groups that divides both."});
    CHECK(lower(applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front()).value(), {}).ok());
    CHECK(problemsOf(loweredFrom("input(6,10) > multi_head_attention(4) > output(mse)")) ==
          std::vector<std::string>{"attention1: 'attention1' cannot split 10 features into 4 equal parts. Choose a number that divides 10."});
}

TEST_CASE("layers for sequences say what does not fit", "[lowering]")
{
    const auto codeOf = [](const std::string& text) { return loweredFrom(text + " > flatten > output(mse)").diagnostics.front().error.code; };
    CHECK(problemsOf(loweredFrom("input(3,9,8) > patch_embedding(16) > flatten > output(mse)")) ==
          std::vector<std::string>{"embedding1: 'embedding1' cuts patches of 4×4, but gets pictures of 9 × 8. Choose a patch size that divides both height and width."});
    CHECK(codeOf("input(9,8) > learned_positions(4)") == "layer.too_many_steps");
    CHECK(codeOf("input(1000000,64) > sinusoidal_positions") == "layer.table_too_large");
    CHECK(codeOf("input(9,6) > rotary_positions(2)") == "layer.odd_size");
    CHECK(codeOf("input(9,8) > multi_head_attention(4, kv_heads=3)") == "layer.heads_do_not_divide");
    CHECK(codeOf("input(9,8) > select_step(9)") == "layer.slice_outside");
    CHECK(codeOf("input(9,8) > select_step(-10)") == "layer.slice_outside");
    CHECK(codeOf("x = input(9,8); m = input(9,6); transformer_decoder_layer(x, m)") == "layer.features_differ");
    CHECK(codeOf("x = input(9,8); m = input(8); transformer_encoder_layer(x, m)") == "layer.mask_shape");
    CHECK(codeOf("x = input(9,8); h = input(4); lstm(x, h0=h, units=4, with_states=true)") == "layer.state_incomplete");
    CHECK(problemsOf(loweredFrom("x = input(9,8); h = input(5); gru(x, h0=h, units=4, with_states=true) > output(mse)")) ==
          std::vector<std::string>{"gru1: 'gru1' needs its initial h to be N × 4, but gets N × 5. Put a Dense layer with that many units before it."});
    CHECK(codeOf("input(9,8) > lstm(4, projection=4)") == "layer.projection_too_large");
}

TEST_CASE("an Input says how many sizes its kind has", "[lowering]")
{
    CHECK(problemsOf(loweredFrom("input(8,8, kind=image) > flatten > output(mse)")) ==
          std::vector<std::string>{"input: 'input' is set to pictures, which have 3 sizes, but its shape has 2. Write 3 sizes, or choose another kind."});
    CHECK(problemsOf(loweredFrom("input > flatten > output(mse)")) ==
          std::vector<std::string>{"input: 'input' has neither data nor a shape. Choose data on the Data page, or write its shape."});
}

TEST_CASE("reshape says what does not fit", "[lowering]")
{
    CHECK(loweredFrom("input(64) > reshape(1,8,9) > flatten > output(mse)").diagnostics.front().error.code == "layer.reshape_does_not_fit");
    CHECK(loweredFrom("input(64) > reshape(2,2,2,2,4) > flatten > output(mse)").diagnostics.front().error.code == "layer.reshape_needs_sizes");
    CHECK(loweredFrom("input(64) > reshape(0,8) > flatten > output(mse)").diagnostics.front().error.code == "layer.empty_output");
}
