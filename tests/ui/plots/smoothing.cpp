#include "tests/support/catch.h"
#include "ui/plots/smoothing.h"

#include <cmath>
#include <limits>

using namespace nodegrad;

TEST_CASE("Smoothing gives the numbers of TensorBoard's formula")
{
    // By hand, s = 0.6: a1 = 0.4 (1) = 0.4, / (1 - 0.6) = 1; a2 = 0.24 + 0.8 = 1.04, / (1 - 0.36) = 1.625;
    // a3 = 0.624 + 1.2 = 1.824, / (1 - 0.216) = 2.3265306122448979; a4 = 1.0944 + 0 = 1.0944, / (1 - 0.1296) = 1.2573529411764706.
    const std::vector<double> values{1, 2, 3, 0};
    const std::vector<double> result = smoothed(values, 0.6);
    CHECK(result[0] == Approx(1.0).epsilon(1e-12));
    CHECK(result[1] == Approx(1.625).epsilon(1e-12));
    CHECK(result[2] == Approx(2.3265306122448979).epsilon(1e-12));
    CHECK(result[3] == Approx(1.2573529411764706).epsilon(1e-12));
}

TEST_CASE("A constant series is not touched by smoothing")
{
    const std::vector<double> values(1000, 0.1);
    CHECK(smoothed(values, 0.97) == values);
}

TEST_CASE("Values that are no numbers are passed through and do not count")
{
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    const std::vector<double> result = smoothed(std::vector<double>{1, nan, 2, infinity, 3}, 0.6);
    CHECK(result[0] == Approx(1));
    CHECK(std::isnan(result[1]));
    CHECK(result[2] == Approx(1.625));
    CHECK(std::isinf(result[3]));
    CHECK(result[4] == Approx(2.3265306122448979));
    CHECK(std::isnan(smoothed(std::vector<double>{nan, nan}, 0.6)[1]));
}

TEST_CASE("A weight of zero changes nothing")
{
    const std::vector<double> values{3, 1, 2};
    CHECK(smoothed(values, 0) == values);
    CHECK(smoothed(std::vector<double>{}, 0.6).empty());
}
