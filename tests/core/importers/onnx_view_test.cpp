#include "core/importers/onnx_view.h"

#include "tests/support/catch.h"

using namespace nodegrad;

namespace {
constexpr std::int64_t N = kBatchSize;
}

TEST_CASE("A plain view shows the sizes of the array")
{
    const OnnxView view = plainView({N, 5, 6});
    CHECK(view.isPlain());
    CHECK(view.fileSizes() == Sizes{N, 5, 6});
}

TEST_CASE("Turning round twice gives the plain view again")
{
    const auto once = transposedView(plainView({N, 5, 6}), {1, 0, 2});
    REQUIRE(once);
    CHECK(once->fileSizes() == Sizes{5, N, 6});
    CHECK(!once->isPlain());
    CHECK(once->hasWholeParts());
    CHECK(*transposedView(*once, {1, 0, 2}) == plainView({N, 5, 6}));
    CHECK(!transposedView(plainView({N, 5}), {0, 0}));
    CHECK(!transposedView(plainView({N, 5}), {0, 2}));
    CHECK(!transposedView(plainView({N, 5}), {0}));
}

TEST_CASE("Sizes of 1 come and go without a move")
{
    const auto map = reshapedView(plainView({N, 16}), {N, 16, 1, 1}); // global pooling keeps them
    REQUIRE(map);
    CHECK(map->fileSizes() == Sizes{N, 16, 1, 1});
    CHECK(!map->isPlain());
    const auto back = reshapedView(*map, {N, 16});
    REQUIRE(back);
    CHECK(back->isPlain());
    const auto between = reshapedView(plainView({N, 4, 5}), {N, 1, 4, 5, 1});
    REQUIRE(between);
    CHECK(between->fileSizes() == Sizes{N, 1, 4, 5, 1});
    CHECK(reshapedView(*between, {N, 4, 5})->isPlain());
}

TEST_CASE("The output of a recurrent operation over two directions becomes our sequence again")
{
    // Y is (T, D, N, H) of our (N, T, D H): transposed to (T, N, D, H), joined to (T, N, D H), transposed to (N, T, D H).
    const OnnxView y{{N, 7, 2, 6}, {0, 1, 2, 2}, {1, 2, 0, 3}};
    CHECK(y.fileSizes() == Sizes{7, 2, N, 6});
    const auto joined = reshapedView(*transposedView(y, {0, 2, 1, 3}), {7, N, 12});
    REQUIRE(joined);
    const auto ours = transposedView(*joined, {1, 0, 2});
    REQUIRE(ours);
    CHECK(*ours == plainView({N, 7, 12}));
    CHECK(!reshapedView(*transposedView(y, {0, 2, 3, 1}), {7, N, 12})); // H before D: the numbers lie otherwise
}

TEST_CASE("Heads are cut out of features and joined again")
{
    const auto heads = reshapedView(plainView({N, 5, 8}), {N, 5, 2, 4});
    REQUIRE(heads);
    CHECK(heads->owner == std::vector<std::size_t>{0, 1, 2, 2});
    const auto moved = transposedView(*heads, {0, 2, 1, 3});
    CHECK(moved->fileSizes() == Sizes{N, 2, 5, 4});
    CHECK(*reshapedView(*transposedView(*moved, {0, 2, 1, 3}), {N, 5, 8}) == plainView({N, 5, 8}));
    CHECK(!reshapedView(*moved, {N, 5, 8})); // without the turn the numbers lie otherwise
}

TEST_CASE("What needs another layout is no view")
{
    CHECK(!reshapedView(plainView({N, 3, 4}), {N, 12}));  // rows become one: our array has another rank then
    CHECK(!reshapedView(plainView({N, 3, 4}), {N, 4, 3}));
    CHECK(!reshapedView(plainView({N, 6}), {N, 5}));
    CHECK(!reshapedView(plainView({N, 6}), {6, N}));
    CHECK(!reshapedView(plainView({N, 6}), {N}));
}
