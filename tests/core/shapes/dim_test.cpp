#include "core/shapes/dim.h"

#include <functional>
#include <limits>
#include <map>
#include <vector>

#include "core/base/random.h"
#include "tests/core/shapes/counted_allocations.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::allocationCount;

namespace {

const Dim N = Dim::symbol("N"), T = Dim::symbol("T"), U = Dim::symbol("U");
constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max() / 2;

Dim convolved(const Dim& size, std::int64_t kernel, std::int64_t stride, std::int64_t padding)
{
    return floorDivide(size + Dim(2 * padding) - Dim(kernel), stride) + Dim(1);
}

} // namespace

TEST_CASE("plain numbers are numbers")
{
    CHECK(Dim(8).isKnown());
    CHECK((Dim(3) + Dim(4)).value() == 7);
    CHECK((Dim(3) - Dim(4)).value() == -1);
    CHECK((Dim(3) * Dim(4)).value() == 12);
    CHECK(floorDivide(Dim(7), 2).value() == 3);
    CHECK(floorDivide(Dim(-7), 2).value() == -4);
    CHECK(floorDivide(Dim(-8), 2).value() == -4);
    CHECK(Dim(8).known() == 8);
    CHECK(Dim(8).text() == "8");
    CHECK(Dim(-3).text() == "-3");
    CHECK_FALSE(N.known().has_value());
}

TEST_CASE("plain numbers do not allocate")
{
    const std::size_t before = allocationCount();
    Dim size = 28;
    for (int i = 0; i < 100; ++i)
        size = convolved(size, 3, 1, 1) * Dim(2) - size;
    const bool isEqual = size == Dim(28);
    const std::size_t after = allocationCount();
    CHECK(isEqual);
    CHECK(after == before);
    // The counter counts: a symbol does allocate.
    const Dim symbol = Dim::symbol("S");
    CHECK(allocationCount() > after);
}

TEST_CASE("arithmetic that would overflow stays at the limit")
{
    const Dim big(kLimit), most(std::numeric_limits<std::int64_t>::max()), least(std::numeric_limits<std::int64_t>::min());
    CHECK((big + big).value() == kLimit);
    CHECK((big * big).value() == kLimit);
    CHECK((big * Dim(-5)).value() == -kLimit);
    CHECK((most + most).value() == kLimit);
    CHECK((least + least).value() == -kLimit);
    CHECK((least * most).value() == -kLimit);
    CHECK((Dim(0) - least).value() == kLimit);
    CHECK(floorDivide(least, std::numeric_limits<std::int64_t>::max()).value() == -2);
    CHECK((N * big * big).text() == "N * " + std::to_string(kLimit));
    CHECK((N * big + N * big) == N * big);
    CHECK(floorDivide(N + least, 3).evaluate({{"N", 0}}) == floorDivide(Dim(-kLimit), 3).value());
    CHECK((N * N).evaluate({{"N", kLimit}}) == kLimit);
}

TEST_CASE("expressions that are equal by the rules of arithmetic are equal")
{
    CHECK(N + T == T + N);
    CHECK(N * T == T * N);
    CHECK((N + T) + U == N + (T + U));
    CHECK((N + T) * U == N * U + T * U);
    CHECK((N + T) * (N - T) == N * N - T * T);
    CHECK(N - N == Dim(0));
    CHECK((N - N).isKnown());
    CHECK(N * Dim(0) == Dim(0));
    CHECK((N * Dim(0)).isKnown());
    CHECK(N * Dim(1) == N);
    CHECK(Dim(0) + N == N);
    CHECK(N + N == N * Dim(2));
    CHECK_FALSE(N == T);
    CHECK_FALSE(N == N + Dim(1));
    CHECK_FALSE(N * N == N);
    CHECK_FALSE(N == Dim(0));
    CHECK_FALSE(floorDivide(N, 2) == floorDivide(N, 3));
    CHECK_FALSE(floorDivide(N, 2) == N);
    CHECK(floorDivide(N, 2) * T == T * floorDivide(N, 2));
}

TEST_CASE("floor division takes out what can be divided")
{
    CHECK(floorDivide(N, 1) == N);
    CHECK(floorDivide(N * Dim(6), 3) == N * Dim(2));
    CHECK(floorDivide(N * Dim(6) + Dim(7), 3) == N * Dim(2) + Dim(2));
    CHECK(floorDivide(N * Dim(6) - Dim(1), 3) == N * Dim(2) - Dim(1));
    CHECK(floorDivide(N * Dim(4) + T, 2) == N * Dim(2) + floorDivide(T, 2));
    CHECK(floorDivide(T + Dim(4), 2) == floorDivide(T, 2) + Dim(2));
    CHECK(floorDivide(T * Dim(3), 2) == T + floorDivide(T, 2));
    CHECK(floorDivide(Dim(0) - T, 2) == floorDivide(T, 2) - T);
    CHECK(floorDivide(N * T * Dim(2), 2) == N * T);
    CHECK(floorDivide(T * Dim(2) + Dim(1), 4) == floorDivide(T, 2)); // floor((2T + 1) / 4) = floor(T / 2)
    CHECK(floorDivide(T * Dim(2) - Dim(1), 4) == floorDivide(T - Dim(1), 2));
}

TEST_CASE("a floor of a floor is one floor")
{
    CHECK(floorDivide(floorDivide(T, 2), 3) == floorDivide(T, 6));
    CHECK(floorDivide(floorDivide(T - Dim(1), 2) + Dim(1), 2) == floorDivide(T + Dim(1), 4));
    // Three poolings by 2 are one by 8.
    Dim size = T;
    for (int i = 0; i < 3; ++i)
        size = convolved(size, 2, 2, 0);
    CHECK(size == floorDivide(T, 8));
    // Divisors too large for one floor stay apart and still count right.
    const Dim deep = floorDivide(floorDivide(T, std::int64_t(1) << 40), std::int64_t(1) << 40);
    CHECK(deep.evaluate({{"T", kLimit}}) == 0);
    CHECK(deep.evaluate({{"T", -1}}) == -1);
}

TEST_CASE("texts are as people write them")
{
    CHECK(N.text() == "N");
    CHECK((Dim(64) * N).text() == "N * 64");
    CHECK((T * N).text() == "N * T");
    CHECK((T * N * Dim(3)).text() == "N * T * 3");
    CHECK((N + Dim(1)).text() == "N + 1");
    CHECK((T - N).text() == "T - N");
    CHECK((Dim(1) - N).text() == "1 - N");
    CHECK((Dim(0) - N).text() == "-N");
    CHECK((Dim(-2) - N * Dim(2)).text() == "-N * 2 - 2");
    CHECK(floorDivide(T, 2).text() == "floor(T / 2)");
    CHECK(convolved(T, 3, 2, 1).text() == "floor((T - 1) / 2) + 1");
    CHECK(floorDivide(N + T, 2).text() == "floor((N + T) / 2)");
    CHECK((floorDivide(T, 2) * N).text() == "N * floor(T / 2)");
    CHECK((Dim::symbol("T1") + Dim::symbol("T2")).text() == "T1 + T2");
}

TEST_CASE("a convolution's size is PyTorch's for every length")
{
    // torch.nn.functional.conv1d, kernel 3, stride 2, padding 1: lengths 1..8 give 1 1 2 2 3 3 4 4.
    const Dim size = convolved(T, 3, 2, 1);
    const std::vector<std::int64_t> expected = {1, 1, 2, 2, 3, 3, 4, 4};
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(size.evaluate({{"T", static_cast<std::int64_t>(i + 1)}}) == expected[i]);
    CHECK_FALSE(size.evaluate({{"N", 1}}).has_value());
    CHECK(Dim(3).evaluate({}) == 3);
}

TEST_CASE("any expression evaluates to what plain arithmetic gives")
{
    using Symbols = std::map<std::string, std::int64_t>;
    using Plain = std::function<std::int64_t(const Symbols&)>;
    RandomStream random(2025);
    const std::vector<std::string> names = {"N", "T", "U"};
    for (int round = 0; round < 400; ++round) {
        std::vector<std::pair<Dim, Plain>> made;
        for (const std::string& name : names)
            made.emplace_back(Dim::symbol(name), [name](const Symbols& s) { return s.at(name); });
        for (int step = 0; step < 7; ++step) {
            const auto a = made[random.below(made.size())], b = made[random.below(made.size())];
            const auto number = static_cast<std::int64_t>(random.below(9)) - 4;
            const auto divisor = static_cast<std::int64_t>(random.below(6)) + 1;
            switch (random.below(5)) {
            case 0: made.emplace_back(a.first + b.first, [a, b](const Symbols& s) { return a.second(s) + b.second(s); }); break;
            case 1: made.emplace_back(a.first - b.first, [a, b](const Symbols& s) { return a.second(s) - b.second(s); }); break;
            case 2: made.emplace_back(a.first * Dim(number) + Dim(number), [a, number](const Symbols& s) { return a.second(s) * number + number; }); break;
            case 3:
                if (step < 2) { // squares of squares would leave 64 bits
                    made.emplace_back(a.first * b.first, [a, b](const Symbols& s) { return a.second(s) * b.second(s); });
                    break;
                }
                [[fallthrough]];
            default:
                made.emplace_back(floorDivide(a.first, divisor), [a, divisor](const Symbols& s) {
                    const std::int64_t x = a.second(s);
                    std::int64_t quotient = x / divisor;
                    while (quotient * divisor > x)
                        --quotient;
                    return quotient;
                });
            }
        }
        for (int trial = 0; trial < 10; ++trial) {
            Symbols symbols;
            for (const std::string& name : names)
                symbols[name] = static_cast<std::int64_t>(random.below(41)) - 10;
            for (const auto& [dim, plain] : made) {
                INFO(dim.text());
                REQUIRE(dim.evaluate(symbols) == plain(symbols));
            }
        }
    }
}
