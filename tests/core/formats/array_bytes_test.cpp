#include "core/formats/array_bytes.h"

#include <cmath>
#include <limits>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("Halves become the floats that IEEE 754 gives them")
{
    // Bits from the tables of IEEE 754 binary16.
    CHECK(floatFromHalf(0x3C00) == 1.f);
    CHECK(floatFromHalf(0xC000) == -2.f);
    CHECK(floatFromHalf(0x7BFF) == 65504.f);
    CHECK(floatFromHalf(0x0400) == 0x1p-14f);
    CHECK(floatFromHalf(0x0001) == 0x1p-24f);
    CHECK(floatFromHalf(0x83FF) == -0x1.ff8p-15f);
    CHECK(floatFromHalf(0x3555) == 0.333251953125f);
    CHECK(floatFromHalf(0x7C00) == std::numeric_limits<float>::infinity());
    CHECK(std::isnan(floatFromHalf(0x7E00)));
    CHECK(std::signbit(floatFromHalf(0x8000)));
}

TEST_CASE("bfloat16 is the upper half of a float")
{
    CHECK(floatFromBfloat16(0x3F80) == 1.f);
    CHECK(floatFromBfloat16(0xC049) == -3.140625f);
}

TEST_CASE("The bytes of a shape are counted without overflow")
{
    using Shape = std::vector<std::int64_t>;
    CHECK(arrayByteCount(Shape{2, 3}, 4) == 24u);
    CHECK(arrayByteCount(Shape{}, 8) == 8u);
    CHECK(arrayByteCount(Shape{0, 5}, 8) == 0u);
    CHECK(arrayByteCount(Shape{std::int64_t(1) << 59}, 4) == std::uint64_t(1) << 61); // 2^62 once it is widened
    CHECK_FALSE(arrayByteCount(Shape{(std::int64_t(1) << 59) + 1}, 4));
    CHECK_FALSE(arrayByteCount(Shape{-1, 4}, 4));
    CHECK_FALSE(arrayByteCount(Shape{std::int64_t(1) << 40, std::int64_t(1) << 40, 0},
                               1)); // would overflow on the way to 0
    CHECK_FALSE(arrayByteCount(Shape(65, 1), 1));
}
