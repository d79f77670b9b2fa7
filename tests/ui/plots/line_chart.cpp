#include "tests/support/catch.h"
#include "tests/ui/support/application.h"
#include "ui/plots/chart_card.h"
#include "ui/plots/chart_group.h"
#include "ui/plots/chart_readout.h"
#include "ui/plots/line_chart.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

#include <qcustomplot.h>

#include <cmath>
#include <limits>

using namespace nodegrad;

namespace {

std::vector<SeriesPoint> ramp(int count, double factor = 1)
{
    std::vector<SeriesPoint> points;
    for (int i = 0; i < count; ++i)
        points.push_back({static_cast<double>(i), 1000 + 2.0 * i, factor * i});
    return points;
}

/// A chart with one run of 101 points, x = 0..100, drawn.
void fill(LineChart& chart)
{
    chart.resize(500, 260);
    chart.setSmoothing(0);
    chart.setRun("a", "run 1", QColor("#3B9BEE"), 10);
    chart.setSeries({"a", "", SeriesKind::Validation}, ramp(101));
    chart.drawNow();
}

void wheel(LineChart& chart, double x, int delta)
{
    const QPointF at(chart.plot()->xAxis->coordToPixel(x), 100);
    QWheelEvent event(at, chart.plot()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(chart.plot(), &event);
    chart.drawNow();
}

void moveTo(LineChart& chart, double x)
{
    const QPointF at(chart.plot()->xAxis->coordToPixel(x), 100);
    QMouseEvent event(QEvent::MouseMove, at, chart.plot()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(chart.plot(), &event);
}

const ChartReadout::Content& readout(LineChart& chart)
{
    return chart.findChild<ChartReadout*>()->content();
}

} // namespace

TEST_CASE("A new chart shows all of its data and stays at the right edge while points come")
{
    test::application();
    LineChart chart;
    fill(chart);
    CHECK(chart.xMinimum() == 0);
    CHECK(chart.xMaximum() == 100);
    const SeriesPoint next{150, 1300, 3};
    chart.appendPoints({"a", "", SeriesKind::Validation}, std::span(&next, 1));
    chart.drawNow();
    CHECK(chart.xMaximum() == 150);
    CHECK(chart.isFollowing());
    CHECK(chart.currentValueText() == "3.000");
}

TEST_CASE("The wheel zooms about the pointer, and a zoomed view survives new points")
{
    test::application();
    LineChart chart;
    fill(chart);
    wheel(chart, 40, 120); // 1.2 times closer about 40: 40 - 40/1.2 .. 40 + 60/1.2
    CHECK(chart.xMinimum() == Approx(40 - 40 / 1.2));
    CHECK(chart.xMaximum() == Approx(40 + 60 / 1.2));
    CHECK_FALSE(chart.isFollowing());
    const double low = chart.xMinimum(), high = chart.xMaximum();
    const SeriesPoint next{200, 1400, 3};
    chart.appendPoints({"a", "", SeriesKind::Validation}, std::span(&next, 1));
    chart.drawNow();
    CHECK(chart.xMinimum() == low);
    CHECK(chart.xMaximum() == high);
    QTest::mouseDClick(chart.plot(), Qt::LeftButton, {}, QPoint(200, 100));
    chart.drawNow();
    CHECK(chart.xMaximum() == 200);
    CHECK(chart.isFollowing());
}

TEST_CASE("A view at the right edge moves on with new points at its own width")
{
    test::application();
    LineChart chart;
    fill(chart);
    wheel(chart, 100, 240);
    REQUIRE(chart.isFollowing());
    const double width = chart.xMaximum() - chart.xMinimum();
    CHECK(width < 75);
    const SeriesPoint next{130, 1300, 3};
    chart.appendPoints({"a", "", SeriesKind::Validation}, std::span(&next, 1));
    chart.drawNow();
    CHECK(chart.xMaximum() == Approx(130));
    CHECK(chart.xMaximum() - chart.xMinimum() == Approx(width));
}

TEST_CASE("Dragging pans, keys zoom and fit")
{
    test::application();
    LineChart chart;
    fill(chart);
    wheel(chart, 50, 600);
    const double low = chart.xMinimum();
    QTest::mousePress(chart.plot(), Qt::LeftButton, {}, QPoint(200, 100));
    QMouseEvent move(QEvent::MouseMove, QPointF(300, 100), chart.plot()->mapToGlobal(QPointF(300, 100)), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(chart.plot(), &move);
    QTest::mouseRelease(chart.plot(), Qt::LeftButton, {}, QPoint(300, 100));
    CHECK(chart.xMinimum() < low);
    QTest::keyClick(&chart, Qt::Key_Home);
    chart.drawNow();
    CHECK(chart.xMaximum() - chart.xMinimum() == Approx(100));
    QTest::keyClick(&chart, Qt::Key_Plus);
    CHECK(chart.xMaximum() - chart.xMinimum() == Approx(100 / 1.2));
}

TEST_CASE("The read-out lists all visible runs with validation and training, the selected one first")
{
    test::application();
    LineChart chart;
    fill(chart);
    chart.setRun("b", "run 2", QColor("#F0EE68"), 10);
    chart.setSeries({"b", "", SeriesKind::Validation}, ramp(101, 2));
    chart.setSeries({"b", "", SeriesKind::Training}, ramp(101, 3));
    chart.setRun("c", "hidden", Qt::red, 10);
    chart.setSeries({"c", "", SeriesKind::Validation}, ramp(101, 4));
    chart.setRunVisible("c", false);
    chart.setSelectedRun("b");
    chart.drawNow();
    moveTo(chart, 40.2);
    const auto& content = readout(chart);
    REQUIRE(content.rows.size() == 2);
    CHECK(content.title == "Step 40");
    CHECK(content.rows[0].name == "run 2");
    CHECK(content.rows[0].validation == "80.00");
    CHECK(content.rows[0].training == "120.0");
    CHECK(content.rows[1].name == "run 1");
    CHECK(content.rows[1].validation == "40.00");
    CHECK(content.rows[1].training.isEmpty());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(chart.plot(), &leave);
    CHECK(readout(chart).rows.empty());
}

TEST_CASE("The read-out stands in the corner that the selected run leaves free")
{
    test::application();
    LineChart chart;
    fill(chart); // rises to the upper right
    chart.setSelectedRun("a");
    chart.drawNow();
    moveTo(chart, 50);
    const auto* box = chart.findChild<ChartReadout*>();
    CHECK(box->boxRect().center().x() < readout(chart).plot.center().x());
    std::vector<SeriesPoint> falling;
    for (int i = 0; i <= 100; ++i)
        falling.push_back({static_cast<double>(i), 0, 100.0 - i});
    chart.setSeries({"a", "", SeriesKind::Validation}, falling);
    chart.drawNow();
    moveTo(chart, 51);
    CHECK(box->boxRect().center().x() > readout(chart).plot.center().x());
}

TEST_CASE("Charts of a group share the cross-hair")
{
    test::application();
    LineChart loss, accuracy;
    fill(loss);
    fill(accuracy);
    ChartGroup group;
    group.add(&loss);
    group.add(&accuracy);
    moveTo(loss, 30);
    CHECK(readout(accuracy).title == "Step 30");
    {
        LineChart gone;
        fill(gone);
        group.add(&gone);
    }
    moveTo(loss, 31);
    CHECK(readout(accuracy).title == "Step 31");
    CHECK(group.charts().size() == 2);
}

TEST_CASE("The x axis can be epochs or seconds since the run began")
{
    test::application();
    LineChart chart;
    fill(chart);
    chart.setXAxis(ChartX::Epoch); // ten steps an epoch
    chart.drawNow();
    CHECK(chart.xMaximum() == Approx(10));
    chart.setXAxis(ChartX::Time); // two seconds a step, from 1000
    chart.drawNow();
    CHECK(chart.xMinimum() == Approx(0));
    CHECK(chart.xMaximum() == Approx(200));
    chart.setXAxis(ChartX::Step);
    chart.setXMaximum(400);
    chart.drawNow();
    CHECK(chart.xMaximum() == Approx(400));
}

TEST_CASE("On a log axis values at or below zero are gaps and do not set the limits")
{
    test::application();
    LineChart chart;
    chart.resize(400, 240);
    chart.setSmoothing(0);
    const std::vector<SeriesPoint> points{{0, 0, 10}, {1, 0, 0}, {2, 0, -5}, {3, 0, 0.1}};
    chart.setSeries({"a", "", SeriesKind::Validation}, points);
    chart.setLogY(true);
    chart.drawNow();
    CHECK(chart.plot()->yAxis->range().lower > 0.05);
    CHECK(chart.plot()->yAxis->range().lower <= 0.1);
    CHECK(chart.plot()->yAxis->range().upper >= 10);
    int gaps = 0;
    for (const QCPGraphData& point : *chart.plot()->graph(1)->data())
        gaps += std::isnan(point.value);
    CHECK(gaps == 2);
}

TEST_CASE("Values that are no numbers are marked at the foot of the chart")
{
    test::application();
    LineChart chart;
    fill(chart);
    const SeriesPoint bad{101, 1400, std::numeric_limits<double>::quiet_NaN()};
    chart.appendPoints({"a", "", SeriesKind::Validation}, std::span(&bad, 1));
    chart.drawNow();
    CHECK(readout(chart).notNumbers.size() == 1);
    CHECK(chart.currentValueText() == "NaN");
}

TEST_CASE("A chart of a hundred thousand points draws at most two a pixel and exports all")
{
    test::application();
    LineChart chart;
    chart.resize(400, 240);
    chart.setSeries({"a", "", SeriesKind::Validation}, ramp(100'000));
    chart.drawNow();
    CHECK(chart.plot()->graph(0)->dataCount() <= 2 * 400 + 2);
    CHECK(chart.plot()->graph(1)->dataCount() <= 2 * 400 + 2);
    CHECK(chart.csv().count('\n') == 100'001);
    CHECK(chart.csv().startsWith("run,curve,kind,step,wall,value\na,,validation,0,1000.000,0\n"));
    CHECK(chart.valuesAsText(50).count('\n') == 51);
    CHECK(chart.valuesAsText(50).contains("99999"));
}

TEST_CASE("Nothing runs while nothing changes, and a hidden chart does not draw")
{
    test::application();
    LineChart chart;
    QTest::qWait(50); // the plot's own first drawing
    QSignalSpy replots(chart.plot(), &QCustomPlot::afterReplot);
    chart.setSeries({"a", "", SeriesKind::Validation}, ramp(10));
    QTest::qWait(150);
    CHECK(replots.count() == 0);
    for (const QTimer* timer : chart.findChildren<QTimer*>())
        CHECK_FALSE(timer->isActive());
    chart.show();
    REQUIRE(QTest::qWaitFor([&] { return replots.count() > 0; }));
    QTest::qWait(300);
    const auto settled = replots.count();
    for (const QTimer* timer : chart.findChildren<QTimer*>())
        CHECK_FALSE(timer->isActive());
    // A hundred changes in one turn are one redraw.
    for (int i = 0; i < 100; ++i) {
        const SeriesPoint next{10.0 + i, 1300, 3};
        chart.appendPoints({"a", "", SeriesKind::Validation}, std::span(&next, 1));
    }
    REQUIRE(QTest::qWaitFor([&] { return replots.count() > settled; }));
    QTest::qWait(250);
    CHECK(replots.count() == settled + 1);
}

TEST_CASE("A click on a curve tells its run and removed runs leave nothing behind")
{
    test::application();
    LineChart chart;
    fill(chart);
    QSignalSpy clicks(&chart, &LineChart::runClicked);
    const QPoint onCurve(static_cast<int>(chart.plot()->xAxis->coordToPixel(50)), static_cast<int>(chart.plot()->yAxis->coordToPixel(50)));
    QTest::mouseClick(chart.plot(), Qt::LeftButton, {}, onCurve);
    REQUIRE(clicks.count() == 1);
    CHECK(clicks[0][0].toString() == "a");
    chart.removeRun("a");
    chart.drawNow();
    CHECK(chart.plot()->graphCount() == 0);
    CHECK(chart.seriesKeys().empty());
    CHECK_FALSE(readout(chart).message.isEmpty());
    moveTo(chart, 0.5);
    QTest::mouseClick(chart.plot(), Qt::LeftButton, {}, onCurve);
    CHECK(clicks.count() == 1);
}

TEST_CASE("Smoothing does not alter the limits of the axes")
{
    test::application();
    LineChart chart;
    chart.resize(400, 240);
    std::vector<SeriesPoint> points;
    for (int i = 0; i < 200; ++i)
        points.push_back({static_cast<double>(i), 0, i % 2 == 0 ? 5.0 : 8.0});
    chart.setSeries({"a", "", SeriesKind::Training}, points);
    chart.setSmoothing(0);
    chart.drawNow();
    const QCPRange before = chart.plot()->yAxis->range();
    chart.setSmoothing(0.95);
    chart.drawNow();
    CHECK(chart.plot()->yAxis->range() == before);
}

TEST_CASE("Curves are restyled when the theme changes, and the enlarge button asks")
{
    test::application();
    ThemeController* controller = ThemeController::instance();
    controller->setMode(ThemeMode::Dark);
    ChartCard card("Loss", "val and train");
    card.resize(420, 280);
    fill(*card.chart());
    controller->setMode(ThemeMode::Light);
    card.chart()->drawNow();
    CHECK(card.chart()->plot()->axisRect()->backgroundBrush().color() == QColor("#FFFFFF"));
    CHECK(card.chart()->plot()->xAxis->tickLabelColor() == QColor("#545D6B"));
    controller->setMode(ThemeMode::Dark);
    QSignalSpy asked(&card, &ChartCard::expandRequested);
    QTest::mouseClick(card.findChild<QToolButton*>(), Qt::LeftButton);
    CHECK(asked.count() == 1);
}

TEST_CASE("A training curve is dashed and a validation curve is not")
{
    test::application();
    ThemeController::instance()->setMode(ThemeMode::Dark);
    LineChart chart;
    chart.resize(500, 260);
    chart.setSmoothing(0);
    chart.setRun("a", "run 1", QColor("#FF0000"));
    std::vector<SeriesPoint> low, high;
    for (int i = 0; i <= 100; ++i) {
        low.push_back({static_cast<double>(i), 0, 1});
        high.push_back({static_cast<double>(i), 0, 2});
    }
    chart.setSeries({"a", "", SeriesKind::Validation}, low);
    chart.setSeries({"a", "", SeriesKind::Training}, high);
    chart.drawNow();
    const QImage image = chart.plot()->toPixmap(500, 260).toImage();
    const auto red = [&](double value) {
        const int y = static_cast<int>(std::lround(chart.plot()->yAxis->coordToPixel(value)));
        int count = 0;
        for (int x = 60; x < 460; ++x) {
            int most = 0; // a line of 1.5 px may lie between two rows
            for (int row = y - 1; row <= y + 1; ++row)
                most = std::max(most, image.pixelColor(x, row).red());
            count += most > 130;
        }
        return count;
    };
    CHECK(red(1) == 400);
    CHECK(red(2) > 400 * 5 / 8 - 40);
    CHECK(red(2) < 400 * 5 / 8 + 80);
}
