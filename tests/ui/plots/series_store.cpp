#include "tests/support/catch.h"
#include "ui/plots/series_store.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace nodegrad;

namespace {

constexpr float noNumber = std::numeric_limits<float>::quiet_NaN();

SeriesStore noisy(std::size_t count)
{
    SeriesStore store;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525u + 1013904223u;
        store.append(static_cast<double>(i), static_cast<double>(i) * 0.01, static_cast<float>(state >> 8) / 16777216.0f);
    }
    return store;
}

} // namespace

TEST_CASE("A single spike among a million points is drawn, at two points a column or fewer")
{
    SeriesStore store;
    for (int i = 0; i < 1'000'000; ++i)
        store.append(i, i, i == 654'321 ? 9.0f : i == 123'457 ? -7.0f : 0.5f);
    const auto points = store.query(SeriesX::Step, 0, 999'999, 600);
    CHECK(points.size() <= 2 * 600 + 2);
    CHECK(std::any_of(points.begin(), points.end(), [](const auto& p) { return p.value == 9.0 && p.x == 654'321; }));
    CHECK(std::any_of(points.begin(), points.end(), [](const auto& p) { return p.value == -7.0 && p.x == 123'457; }));
    CHECK(std::is_sorted(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.x < b.x; }));
}

TEST_CASE("Smallest and largest values equal a plain search over any range")
{
    const SeriesStore store = noisy(5000);
    for (const auto& [from, to] : {std::pair{0, 4999}, {1, 4998}, {7, 9}, {63, 513}, {512, 4095}, {100, 100}, {4990, 9000}}) {
        float low = 2, high = -1;
        for (int i = from; i <= std::min(to, 4999); ++i) {
            low = std::min(low, store.value(static_cast<std::size_t>(i)));
            high = std::max(high, store.value(static_cast<std::size_t>(i)));
        }
        const auto range = store.valueRange(SeriesX::Step, from, to);
        INFO(from << " to " << to);
        REQUIRE(range.valid);
        CHECK(range.low == static_cast<double>(low));
        CHECK(range.high == static_cast<double>(high));
    }
    CHECK_FALSE(store.valueRange(SeriesX::Step, 10.2, 10.8).valid);
}

TEST_CASE("Few points are given as they are, with one neighbour on either side")
{
    const SeriesStore store = noisy(100);
    const auto points = store.query(SeriesX::Step, 10, 20, 600);
    REQUIRE(points.size() == 13);
    CHECK(points.front().x == 9);
    CHECK(points.back().x == 21);
    const auto byTime = store.query(SeriesX::Wall, 0.1, 0.2, 600);
    CHECK(byTime.size() == 13);
}

TEST_CASE("Values that are no numbers become gaps and are remembered")
{
    SeriesStore store;
    store.append(0, 0, 1);
    store.append(1, 1, noNumber);
    store.append(2, 2, std::numeric_limits<float>::infinity());
    store.append(3, 3, 2);
    const auto points = store.query(SeriesX::Step, 0, 3, 100);
    REQUIRE(points.size() == 4);
    CHECK(std::isnan(points[1].value));
    CHECK(std::isnan(points[2].value));
    CHECK(store.notFinite(SeriesX::Step) == std::vector<double>{1, 2});
    CHECK(store.valueRange(SeriesX::Step, 0, 3).high == 2);
}

TEST_CASE("A long stretch of NaN is a gap in the decimated curve too")
{
    SeriesStore store;
    for (int i = 0; i < 100'000; ++i)
        store.append(i, i, i >= 40'000 && i < 60'000 ? noNumber : 1.0f);
    const auto points = store.query(SeriesX::Step, 0, 99'999, 100);
    CHECK(std::count_if(points.begin(), points.end(), [](const auto& p) { return std::isnan(p.value); }) >= 18);
    CHECK(store.notFinite(SeriesX::Step, 50).size() <= 50);
}

TEST_CASE("Steps that fall and times that are no numbers are refused, a clock that goes back is not")
{
    SeriesStore store;
    CHECK(store.append(5, 100, 1));
    CHECK_FALSE(store.append(4, 101, 1));
    CHECK_FALSE(store.append(std::numeric_limits<double>::quiet_NaN(), 101, 1));
    CHECK_FALSE(store.append(6, std::numeric_limits<double>::infinity(), 1));
    CHECK(store.append(5, 90, 2));
    REQUIRE(store.size() == 2);
    CHECK(store.wall(1) == 100);
}

TEST_CASE("On a log axis the smallest value above zero counts")
{
    SeriesStore store;
    for (const float value : {0.0f, -3.0f, 0.25f, 8.0f, noNumber})
        store.append(static_cast<double>(store.size()), 0, value);
    const auto range = store.valueRange(SeriesX::Step, 0, 10, true);
    CHECK(range.low == 0.25);
    CHECK(range.high == 8.0);
    SeriesStore none;
    none.append(0, 0, -1);
    CHECK_FALSE(none.valueRange(SeriesX::Step, 0, 1, true).valid);
    CHECK(SeriesStore().query(SeriesX::Step, 0, 1, 10).empty());
}

TEST_CASE("The nearest point is found on either side")
{
    SeriesStore store;
    for (const double step : {0.0, 10.0, 20.0})
        store.append(step, step, 0);
    CHECK(store.nearest(SeriesX::Step, -5) == 0);
    CHECK(store.nearest(SeriesX::Step, 14) == 1);
    CHECK(store.nearest(SeriesX::Step, 16) == 2);
    CHECK(store.nearest(SeriesX::Step, 99) == 2);
}
