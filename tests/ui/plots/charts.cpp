#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/plots/chart_ticker.h"
#include "ui/plots/decision_map.h"
#include "ui/plots/histogram_chart.h"
#include "ui/plots/scatter_chart.h"
#include "ui/plots/stacked_bar.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace nodegrad;

namespace {

/// Opens what is protected in the ticker.
class OpenTicker : public ChartTicker {
public:
    using ChartTicker::createTickVector;
    using ChartTicker::getTickLabel;
    using ChartTicker::getTickStep;
    QStringList labels(double low, double high)
    {
        QStringList all;
        for (const double tick : ticks(low, high))
            all << getTickLabel(tick, QLocale::c(), 'g', 6);
        return all;
    }
    QVector<double> ticks(double low, double high) { return createTickVector(getTickStep({low, high}), {low, high}); }
};

} // namespace

TEST_CASE("Axes have three to six labels at round numbers")
{
    OpenTicker ticker;
    for (const double high : {1.0, 3.7, 41.0, 80.0, 997.0, 123456.0, 2e-5}) {
        INFO(high);
        const auto ticks = ticker.ticks(0, high);
        CHECK(ticks.size() >= 3);
        CHECK(ticks.size() <= 6);
    }
    CHECK(ticker.ticks(0, 80) == QVector<double>{0, 20, 40, 60, 80});
    ticker.setLogarithmic(true);
    CHECK(ticker.ticks(0.01, 10).size() == 4);
    CHECK(ticker.ticks(1e-12, 1).size() <= 6);
    CHECK(ticker.ticks(0.3, 0.4).size() >= 2);
    CHECK(ticker.ticks(-1, 0).size() <= 6); // no log of that; no endless loop either
}

TEST_CASE("Labels are short")
{
    CHECK(ChartTicker::numberLabel(0.001) == "1e-3");
    CHECK(ChartTicker::numberLabel(5e-4) == "5e-4");
    CHECK(ChartTicker::numberLabel(0.1 + 0.2) == "0.3");
    CHECK(ChartTicker::numberLabel(500) == "500");
    CHECK(ChartTicker::numberLabel(20000) == QString::fromUtf8("20\u2009000"));
    CHECK(ChartTicker::numberLabel(-0.4) == QString::fromUtf8("\u22120.4"));
}

TEST_CASE("The numbers of an axis are written alike")
{
    OpenTicker ticker;
    CHECK(ticker.labels(0, 0.01) == QStringList{"0", "0.002", "0.004", "0.006", "0.008", "0.01"});
    CHECK(ticker.labels(0, 1.6e6) == QStringList{"0", "5e5", "1e6", "1.5e6"});
    CHECK(ticker.labels(0, 0.004).filter("0.").isEmpty());
    CHECK(ticker.labels(0, 20000) == QStringList{"0", QString::fromUtf8("5\u2009000"), QString::fromUtf8("10\u2009000"), QString::fromUtf8("15\u2009000"), QString::fromUtf8("20\u2009000")});
}

TEST_CASE("A scatter chart leaves out what is no number and tells which point was clicked")
{
    test::application();
    ScatterChart chart;
    chart.resize(300, 220);
    chart.setAxisTitles("true", "predicted");
    chart.setGuide(ScatterChart::Guide::Diagonal);
    chart.setPoints({0, 5, std::numeric_limits<double>::quiet_NaN(), 10}, {1, 5, 3, 9});
    chart.plot()->replot();
    CHECK(chart.plot()->graph(0)->dataCount() == 3);
    CHECK(chart.plot()->xAxis->range() == chart.plot()->yAxis->range()); // a true diagonal
    QSignalSpy clicks(&chart, &ScatterChart::pointClicked);
    QTest::mouseClick(chart.plot(), Qt::LeftButton, {}, QPoint(static_cast<int>(chart.plot()->xAxis->coordToPixel(10)), static_cast<int>(chart.plot()->yAxis->coordToPixel(9))));
    REQUIRE(clicks.count() == 1);
    CHECK(clicks[0][0].toInt() == 3);
    CHECK(chart.valuesAsText().startsWith("true\tpredicted\n0\t1\n5\t5\n"));
}

TEST_CASE("A histogram says its bins in words")
{
    test::application();
    HistogramChart chart;
    chart.resize(300, 200);
    chart.setBins(0, 16, {4, 2, 1, 9});
    CHECK(chart.valuesAsText() == "from\tto\tcount\n0\t4\t4\n4\t8\t2\n8\t12\t1\n12\t16\t9\n");
    chart.setLimit(20.0, "limit");
    chart.setDiagonal(true);
    chart.plot()->replot();
    CHECK(chart.plot()->xAxis->range().upper > 20);
    chart.setBars({"cat", "dog"}, {3, std::numeric_limits<double>::infinity()});
    chart.plot()->replot();
    CHECK(chart.valuesAsText().startsWith("name\tvalue\ncat\t3\n"));
    chart.setBins(1, 1, {});
    chart.plot()->replot();
    CHECK(chart.valuesAsText() == "from\tto\tcount\n");
}

TEST_CASE("Stacked bars draw their parts in the colours of the split")
{
    test::application();
    StackedBars bars;
    bars.resize(300, 60);
    bars.setRows({{"0", {70, 15, 15}}, {"1", {35, -4, std::numeric_limits<double>::quiet_NaN()}}});
    CHECK(bars.valuesAsText() == "class\ttrain\tval\ttest\n0\t70\t15\t15\n1\t35\t0\t0\n");
    const QImage image = bars.grab().toImage();
    CHECK(image.pixelColor(40, 15) == theme()(Role::SplitTrain));
    CHECK(image.pixelColor(250, 15) == theme()(Role::SplitTest));
    CHECK(image.pixelColor(250, 45) != theme()(Role::SplitTest));
}

TEST_CASE("A decision map puts y up and tells the place of a click")
{
    test::application();
    DecisionMap map;
    map.resize(300, 300);
    map.setArea({0, 0, 2, 2});
    map.setRegions(2, 2, {0, 1, 0, 1}); // left half class 0, right half class 1
    map.setPoints({{0.5, 1.5, 0, false}, {1.5, 0.5, 1, true}});
    map.setClassNames({"out", "in"});
    const QImage image = map.grab().toImage();
    const QColor left = image.pixelColor(90, 60), right = image.pixelColor(260, 60);
    CHECK(left != right);
    QSignalSpy places(&map, &DecisionMap::placeClicked);
    QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(270, 30));
    REQUIRE(places.count() == 1);
    const QPointF place = places[0][0].toPointF();
    CHECK(place.x() > 1.5);
    CHECK(place.y() > 1.5);
    CHECK(map.valuesAsText() == "x\ty\tclass\twrong\n0.5\t1.5\tout\tno\n1.5\t0.5\tin\tyes\n");
    map.setRegions(3, 3, {1, 2}); // wrong size: nothing changes
    CHECK_FALSE(map.grab().isNull());
}
