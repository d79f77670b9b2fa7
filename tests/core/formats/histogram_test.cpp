#include "core/formats/histogram.h"

#include <limits>
#include <numeric>

#include "core/formats/event_file.h"
#include "tests/core/base/temporary_folder.h"
#include "tests/support/catch.h"

using namespace nodegrad;
using nodegrad::test::TemporaryFolder;

TEST_CASE("Values are counted where numpy counts them, on the edges too")
{
    // numpy.histogram(numpy.array([0, 0.1, 0.2, 0.3, 0.3, 0.7, 1], "f4").astype("f8"), 10): 0.1 and 0.2 of float32 lie above the edges of
    // float64, 0.3 lies above 0.30000000000000004, 0.7 below 0.7000000000000001.
    const std::vector<float> values = {0, 0.1f, 0.2f, 0.3f, 0.3f, 0.7f, 1};
    const Histogram found = histogramOf(values, 10);
    CHECK(found.counts == std::vector<double>{1, 1, 1, 2, 0, 0, 1, 0, 0, 1});
    CHECK(found.edge(3) == 0.30000000000000004);
    CHECK(found.edge(10) == 1);
    CHECK(found.least == 0);
    CHECK(found.most == 1);
    CHECK(std::abs(found.sum - 2.6) < 1e-6);
    CHECK(std::abs(found.sumOfSquares - 1.72) < 1e-6);
}

TEST_CASE("Equal values lie in the middle, and what is not finite is not counted")
{
    const std::vector<float> same(4, 2.0f);
    const Histogram found = histogramOf(same, 5);
    CHECK(found.low == 1.5);
    CHECK(found.high == 2.5);
    CHECK(found.least == 2);
    CHECK(found.counts == std::vector<double>{0, 0, 4, 0, 0});
    CHECK(histogramOf({}, 5).counts.empty());
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
        for (std::size_t place = 0; place < 3; ++place) {
            std::vector<float> values = {1, 2, 3};
            values[place] = bad;
            CHECK(histogramOf(values, 5).counts.empty());
        }
}

TEST_CASE("A histogram tells where a share of its values lies")
{
    Histogram even{0, 10, std::vector<double>(5, 2)};
    CHECK(even.quantile(0.5) == 5);
    CHECK(even.quantile(0.9) == 9);
    even.counts = {0, 0, 1, 0, 0};
    CHECK(even.quantile(0.5) == 5);
    CHECK(even.quantile(1) == 6);
}

TEST_CASE("Histograms come back from an event file as they were, beside scalars and texts")
{
    const TemporaryFolder folder;
    std::vector<float> values(1000);
    std::iota(values.begin(), values.end(), -300.0f);
    const Histogram spread = histogramOf(values, 30), same = histogramOf(std::vector<float>(3, 7.0f), 30);
    EventFileWriter writer;
    REQUIRE(writer.open(folder.path()));
    REQUIRE(writer.addHistogram("weights/a", 500, 1700000000.5, spread));
    REQUIRE(writer.addScalar("loss", 501, 1, 0.5));
    REQUIRE(writer.addHistogram("weights/a", 1000, 1700000001, same));
    REQUIRE(writer.addText("note", 1001, 2, "hello"));
    REQUIRE(writer.close());
    const auto scan = scanEventFile(writer.path());
    REQUIRE(scan);
    REQUIRE(scan->histograms.size() == 1);
    CHECK(scan->histograms.at("weights/a") == std::vector<LoggedHistogram>{{500, 1700000000.5, spread}, {1000, 1700000001, same}});
    CHECK(scan->scalars.at("loss") == std::vector<LoggedScalar>{{501, 1, 0.5}});
    CHECK(scan->texts.at(0).text == "hello");
}
