// What a user reads when a layer that normalizes samples or changes shapes does not fit, and what repairs it.

#include "core/graph/edits.h"
#include "tests/core/lowering/lowered.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

std::vector<std::string> told(const std::string& text)
{
    return problemsOf(loweredFrom(text + " > flatten > output(mse)"));
}

std::string codeOf(const std::string& text)
{
    const Lowered lowered = loweredFrom(text + " > flatten > output(mse)");
    return lowered.diagnostics.empty() ? "" : lowered.diagnostics.front().error.code;
}

using Sentences = std::vector<std::string>;

} // namespace

TEST_CASE("groups that do not divide the channels come with a number that does", "[lowering]")
{
    const Graph graph = graphOf("input(6,4,4) > group_norm(4) > flatten > output(mse)");
    const Lowered lowered = lower(graph, {});
    CHECK(problemsOf(lowered) == Sentences{"norm1: 'norm1' cannot split 6 channels into 4 equal parts. Choose a number that divides 6."});
    REQUIRE(lowered.diagnostics.front().fixes.size() == 1);
    CHECK(lowered.diagnostics.front().fixes.front().title == "Set groups to 2");
    const auto fixed = applyFix(graph, lowered.diagnostics.front(), lowered.diagnostics.front().fixes.front());
    REQUIRE(fixed);
    CHECK(lower(*fixed, {}).ok());
}

TEST_CASE("a normalization of single values is refused, for it would give zeros", "[lowering]")
{
    CHECK(told("input(8) > group_norm(8)") ==
          Sentences{"norm1: 'norm1' would normalize each value on its own, which always gives 0. Choose fewer groups, or connect an input with more values."});
    CHECK(codeOf("input(8,1,1) > group_norm(8)") == "layer.norm_of_one");
    CHECK(codeOf("input(8,1,1) > instance_norm") == "layer.norm_of_one");
    CHECK(codeOf("input(1,8) > instance_norm") == "layer.norm_of_one");
    CHECK(codeOf("input(8,1,2) > instance_norm") == "");
    CHECK(codeOf("input(8) > instance_norm") == "layer.needs_kind");
}

TEST_CASE("sides and sizes in a wrong number name how many there may be", "[lowering]")
{
    CHECK(told("input(3,8,8) > pad([1,2,3])") == Sentences{"pad1: 'pad1' has 3 numbers for its sides, but gets a feature map, N × 3 × 8 × 8. "
                                                           "Write one number for all sides, one for each dimension, or before and after of each."});
    CHECK(codeOf("input(8,3) > crop([1,2,3,4])") == "layer.side_count");
    CHECK(codeOf("input(3,8,8) > crop(size=[1,2,3])") == "layer.size_count");
    CHECK(codeOf("input(3,8,8) > upsample(size=[1,2,3])") == "layer.size_count");
    CHECK(told("input(3,8,8) > crop(size=9)") ==
          Sentences{"crop1: 'crop1' keeps 9 of 8: it gets a feature map, N × 3 × 8 × 8. Keep between 1 and 8, or cut off less."});
    CHECK(codeOf("input(3,8,8) > crop(4)") == "layer.crop_too_large");
    CHECK(codeOf("input(3,8,8) > crop([0,0,8,0])") == "layer.slice_outside");
    CHECK(codeOf("input(3,8,8) > pad(8, mode=reflect)") == "layer.pad_too_large");
    CHECK(codeOf("input(8,3) > pad([9,0], mode=circular)") == "layer.pad_too_large");
}

TEST_CASE("orders, dimensions and parts that do not exist are refused", "[lowering]")
{
    CHECK(told("input(3,4,5) > permute(1x2)") ==
          Sentences{"permute1: 'permute1' orders dimensions as 1×2, but gets a feature map, N × 3 × 4 × 5. "
                    "Name each dimension from 1 on once, or none to reverse them; the batch, 0, stays in front."});
    CHECK(codeOf("input(3,4,5) > permute(1x2x2)") == "layer.not_an_order");
    CHECK(codeOf("input(3,4) > permute(1x3)") == "layer.not_an_order");
    CHECK(codeOf("input(3,4) > transpose(0)") == "layer.no_such_dim");
    CHECK(codeOf("input(3,4) > transpose(3)") == "layer.no_such_dim");
    CHECK(codeOf("input(1,4) > squeeze(0)") == "layer.no_such_dim");
    CHECK(codeOf("input(1,4) > squeeze(2)") == "layer.cannot_squeeze");
    CHECK(codeOf("input(4) > slice(0, dim=2)") == "layer.no_such_dim");
    CHECK(codeOf("input(4) > slice(4)") == "layer.slice_outside");
    CHECK(codeOf("input(4) > slice(-5)") == "layer.slice_outside");
    CHECK(codeOf("input(4) > slice(2, stop=2)") == "layer.slice_outside");
    CHECK(codeOf("input(4) > slice(0, stop=5)") == "layer.slice_outside");
    CHECK(codeOf("input(3,4,5) > unflatten(2x2x1, dim=2)") == "layer.too_many_dims");
    CHECK(codeOf("input(8) > split(3)") == "layer.no_multiple");
    CHECK(codeOf("input(8) > split(sizes=3x4)") == "layer.sizes_do_not_add_up");
    CHECK(codeOf("input(8) > split(sizes=8)") == "layer.too_few_parts");
    CHECK(codeOf("input(20) > split(sizes=1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x4)") == "layer.too_few_parts");
    CHECK(codeOf("input(8) > upsample") == "layer.needs_kind");
    CHECK(codeOf("input(8,4) > upsample(mode=cubic)") == "layer.needs_kind");
    CHECK(codeOf("input(3,5,4) > pixel_unshuffle") == "layer.no_multiple");
}

TEST_CASE("tokens keep their vocabulary through slices, and whole numbers become tokens", "[lowering]")
{
    const Lowered lowered = loweredFrom("x = input(9, kind=tokens, vocabulary=20); s = x > slice(-4) > flip > roll; e = s > embedding(8); e > flatten > output(mse)");
    CHECK(problemsOf(lowered) == Sentences{});
    CHECK(shapeOf(lowered, "e") == "N × 4 × 8");
    CHECK(loweredFrom("x = input(4) > cast(int64) > embedding(8, vocabulary=5); x > flatten > output(mse)").ok());
    CHECK(codeOf("input(4) > cast(int64) > one_hot") == "layer.no_classes");
    CHECK(codeOf("input(4) > cast(int64) > dense(3)") == "layer.needs_kind");
    CHECK(loweredFrom("input(9, kind=tokens, vocabulary=20) > cast > dense(3) > output(cross_entropy)").ok());
}

TEST_CASE("units are corrected through the layers that keep the number of features", "[lowering]")
{
    const Lowered lowered = lower(graphOf("input(4) > dense(5) > rms_norm > alpha_dropout > gaussian_noise > output"), dataOf(vectors(4), labels(3)));
    REQUIRE_FALSE(lowered.diagnostics.empty());
    CHECK(lowered.diagnostics.front().error.code == "layer.units");
    CHECK(lowered.diagnostics.front().node == "dense1");
}
