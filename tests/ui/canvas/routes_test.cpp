#include "tests/support/catch.h"
#include "ui/canvas/wire_route.h"

using namespace nodegrad;

TEST_CASE("A wire with free way is a curve, one that would cross a node goes around it")
{
    const QRectF top(0, 0, 184, 48), bottom(0, 200, 184, 48), between(0, 100, 184, 48);
    Lanes lanes;
    const RectGrid open({top, bottom});
    const Route curve = routeWire({92, 48}, {92, 200}, 0, 1, open, lanes, false);
    CHECK_FALSE(curve.isLong);
    CHECK(curve.path.currentPosition() == QPointF(92, 200));

    const RectGrid blocked({top, bottom, between});
    const Route around = routeWire({92, 48}, {92, 200}, 0, 1, blocked, lanes, false);
    REQUIRE(around.isLong);
    for (std::size_t i = 1; i < around.points.size(); ++i)
        CHECK_FALSE(between.intersects(QRectF(around.points[i - 1], around.points[i]).normalized().adjusted(-1, -1, 1, 1)));
    CHECK(around.points.back() == QPointF(92, 200));
}

TEST_CASE("A wire that runs back goes at right angles between the columns, with an arrow upwards")
{
    const QRectF left(0, 600, 184, 48), right(400, 100, 184, 48);
    const RectGrid grid({left, right});
    Lanes lanes;
    const Route route = routeWire({92, 648}, {492, 100}, 0, 1, grid, lanes, false);
    REQUIRE(route.isLong);
    CHECK(route.arrowDirection == QPointF(0, -1));
    CHECK(route.arrow.x() > 184);
    CHECK(route.arrow.x() < 400);
}

TEST_CASE("Two long wires take lanes of their own")
{
    Lanes lanes;
    const double first = lanes.take(100, 0, 50).x, second = lanes.take(100, 20, 80).x, apart = lanes.take(100, 200, 300).x;
    CHECK(first == 100);
    CHECK(second >= 109);
    CHECK(apart == 100);
}

TEST_CASE("Left to right is the mirror image of top down")
{
    const RectGrid down({QRectF(0, 0, 48, 184), QRectF(0, 200, 48, 184), QRectF(0, 100, 48, 20)});
    const RectGrid across({QRectF(0, 0, 184, 48), QRectF(200, 0, 184, 48), QRectF(100, 0, 20, 48)});
    Lanes a, b;
    const Route first = routeWire({24, 184}, {24, 200}, 0, 1, down, a, false);
    const Route second = routeWire({184, 24}, {200, 24}, 0, 1, across, b, true);
    REQUIRE(first.points.size() == second.points.size());
    for (std::size_t i = 0; i < first.points.size(); ++i)
        CHECK(QPointF(first.points[i].y(), first.points[i].x()) == second.points[i]);
}
