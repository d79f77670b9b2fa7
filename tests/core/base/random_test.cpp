// Expected numbers: output of tests/golden/random_golden.py, quoted.
#include "core/base/random.h"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.h"

using namespace nodegrad;

TEST_CASE("raw draws are those of SplitMix64")
{
    RandomStream random(1234567);
    for (const std::uint64_t expected : {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                         4593380528125082431ULL, 16408922859458223821ULL})
        CHECK(random.bits() == expected);
    CHECK(random.counter() == 5);
}

TEST_CASE("a stream goes on from its counter")
{
    RandomStream random(1234567, 3);
    CHECK(random.bits() == 4593380528125082431ULL);
}

TEST_CASE("stream keys depend on seed and every byte of the text")
{
    CHECK(streamKey(0, "") == 0xaebe53f85cdc3c4cULL);
    CHECK(streamKey(0, "conv1.weight") == 0x1cd9f88b71df1dfULL);
    CHECK(streamKey(7, "conv1.weight") == 0x2bc1cc803d81c1ecULL);
    CHECK(streamKey(7, "gr\xC3\xB6\xC3\x9F" "e") == 0x467246fd839751c0ULL);
}

TEST_CASE("uniform numbers are equal bit for bit on every machine")
{
    RandomStream random(42);
    for (const double expected : {0x1.7bae644c5fd6dp-1, 0x1.477f199d93378p-3, 0x1.1d499d5c4c3e6p-2, 0x1.607387fc392b8p-2})
        CHECK(random.uniform() == expected);
}

TEST_CASE("uniform numbers stay in their range and have its mean and deviation")
{
    RandomStream random(3);
    const int count = 100'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < count; ++i) {
        const double x = random.uniform(-2.0, 4.0);
        REQUIRE(x >= -2.0);
        REQUIRE(x < 4.0);
        sum += x;
        squares += (x - 1.0) * (x - 1.0);
    }
    // Mean 1, variance 36 / 12 = 3; the bounds are five standard errors.
    CHECK(std::abs(sum / count - 1.0) < 5 * std::sqrt(3.0 / count));
    CHECK(std::abs(squares / count - 3.0) < 5 * std::sqrt(7.2 / count));
    // A range of one step cannot round up to its end.
    const double high = std::nextafter(1.0, 2.0);
    for (int i = 0; i < 100; ++i)
        REQUIRE(random.uniform(1.0, high) == 1.0);
}

TEST_CASE("normal numbers follow Box-Muller")
{
    RandomStream random(42);
    for (const double expected : {0.8822489062222688, -0.4508498757188601, 0.1883526341159315, 0.219586379190761})
        CHECK(random.normal() == Approx(expected).epsilon(1e-14));
    CHECK(random.counter() == 8);
    double sum = 0, squares = 0;
    const int count = 100'000;
    for (int i = 0; i < count; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
    }
    CHECK(std::abs(sum / count) < 5 / std::sqrt(count));
    CHECK(std::abs(squares / count - 1.0) < 5 * std::sqrt(2.0 / count));
}

TEST_CASE("numbers below a bound are drawn without bias")
{
    RandomStream random(9);
    for (const std::uint64_t expected : {8, 6, 8, 4, 1, 0, 8, 5, 7, 3, 2, 7})
        CHECK(random.below(10) == expected);
    // Just above 2^63 almost half of the draws are skipped: 7 draws give 4 numbers.
    RandomStream large(9);
    for (const std::uint64_t expected : {3363998700739256419ULL, 4624504530987379297ULL, 5253885293591879775ULL, 2689696427095668939ULL})
        CHECK(large.below((std::uint64_t(1) << 63) + 1) == expected);
    CHECK(large.counter() == 7);
    CHECK(large.below(1) == 0);
}

TEST_CASE("permutations are equal on every machine")
{
    RandomStream zero(0), five(5), big(2024);
    CHECK(permutation(10, zero) == std::vector<std::int64_t>{6, 3, 2, 9, 8, 1, 4, 7, 0, 5});
    CHECK(permutation(10, five) == std::vector<std::int64_t>{3, 6, 0, 4, 5, 1, 2, 9, 7, 8});
    const auto order = permutation(1000, big);
    CHECK(std::vector<std::int64_t>(order.begin(), order.begin() + 6) == std::vector<std::int64_t>{894, 863, 753, 599, 40, 777});
    std::int64_t weighted = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        weighted += static_cast<std::int64_t>(i) * order[i];
    CHECK(weighted == 252228478);
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i)
        REQUIRE(sorted[i] == static_cast<std::int64_t>(i));
}

TEST_CASE("permutations of nothing and of one thing draw nothing")
{
    RandomStream random(1);
    CHECK(permutation(0, random).empty());
    CHECK(permutation(-4, random).empty());
    CHECK(permutation(1, random) == std::vector<std::int64_t>{0});
    CHECK(random.counter() == 0);
}
