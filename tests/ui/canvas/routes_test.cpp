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
    const auto open = [](double x) { return x; };
    const double first = lanes.take(100, 1, 0, 50, open).x, second = lanes.take(100, 1, 20, 80, open).x, apart = lanes.take(100, 1, 200, 300, open).x;
    CHECK(first == 100);
    CHECK(second >= 109);
    CHECK(apart == 100);
    CHECK(lanes.take(100, -1, 0, 50, open).x <= 91);
}

namespace {

/// No piece of it lies behind a node, but for the ports at its ends.
bool isInTheOpen(const Route& route, const std::vector<QRectF>& rects)
{
    for (std::size_t i = 1; i < route.points.size(); ++i)
        for (const QRectF& rect : rects)
            if (rect.intersects(QRectF(route.points[i - 1], route.points[i]).normalized().adjusted(-1, -1, 1, 1).intersected(QRectF(-1e6, route.points.front().y() + 2, 2e6, route.points.back().y() - route.points.front().y() - 4))))
                return false;
    return true;
}

/// Seven nodes below each other, and between them wires that pass one or more.
struct Column {
    std::vector<QRectF> rects;
    std::vector<std::pair<int, int>> wires{{0, 2}, {0, 4}, {1, 3}, {2, 6}, {3, 5}, {4, 6}, {1, 6}};
    Column()
    {
        for (int i = 0; i < 7; ++i)
            rects.emplace_back(0, i * 100, 184, 48);
    }
    std::vector<Route> routes(double portAt = 92) const
    {
        const RectGrid grid(rects);
        Lanes lanes;
        std::vector<Route> all;
        for (const auto& [from, to] : wires) {
            const QRectF source = rects[static_cast<std::size_t>(from)], target = rects[static_cast<std::size_t>(to)];
            all.push_back(routeWire(source.topLeft() + QPointF(portAt, 48), target.topLeft() + QPointF(portAt, 0), from, to, grid, lanes, false));
        }
        return all;
    }
};

} // namespace

TEST_CASE("A node that is moved out of a column a little leads no wire along the other side, and those that it does not touch stay")
{
    Column column;
    std::erase(column.wires, std::pair{3, 5}); // the moved one has no long wire
    const std::vector<Route> before = column.routes();
    for (const double by : {-200.0, -100.0, -40.0, -8.0, 8.0, 16.0, 40.0, 100.0, 160.0, 200.0}) {
        Column moved = column;
        moved.rects[5].translate(by, 0);
        const std::vector<Route> after = moved.routes();
        for (std::size_t i = 0; i < after.size(); ++i) {
            INFO("by " << by << ", wire " << i);
            CHECK((after[i].isLong || std::abs(by) >= 100)); // where the moved one was the only one in the way
            if (after[i].isLong)
                CHECK(after[i].lane.x > 184);
            CHECK(isInTheOpen(after[i], moved.rects));
            if (by <= 8 && by > -100) // all run on the right, with 12 pixels between
                CHECK(after[i].points == before[i].points);
        }
    }
}

TEST_CASE("On which side a wire passes its column goes by its own ports, wherever on the canvas that is")
{
    for (const QPointF off : {QPointF(0, 0), QPointF(-1234.3, 77.7), QPointF(1e4 + 1.0 / 3, -3e3)}) {
        Column column;
        for (QRectF& rect : column.rects)
            rect.translate(off);
        for (const Route& route : column.routes(92))
            CHECK(route.lane.x > off.x() + 184);
        for (const Route& route : column.routes(61))
            CHECK(route.lane.x < off.x());
    }
}

TEST_CASE("Long wires on the left lie beside each other outwards, not behind the nodes")
{
    Column column;
    const std::vector<Route> routes = column.routes(40);
    for (const Route& route : routes) {
        CHECK(route.lane.x <= -24);
        CHECK(isInTheOpen(route, column.rects));
    }
    for (std::size_t i = 0; i < routes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (routes[i].lane.top < routes[j].lane.bottom && routes[j].lane.top < routes[i].lane.bottom)
                CHECK(std::abs(routes[i].lane.x - routes[j].lane.x) >= 9);
}

TEST_CASE("Lanes end where the next column stands, and go on behind it")
{
    Column column;
    for (int i = 0; i < 7; ++i)
        column.rects.emplace_back(184 + 56, i * 100 + 20, 184, 48);
    for (int more = 0; more < 3; ++more)
        column.wires.insert(column.wires.end(), {{0, 3}, {2, 5}});
    for (const Route& route : column.routes())
        CHECK(isInTheOpen(route, column.rects));
}

TEST_CASE("The pieces between ports and lane keep off a node that stands beside the column")
{
    Column column;
    column.rects.emplace_back(184 + 8, 30, 184, 60);  // beside the first: in the way from its output to the right
    column.rects.emplace_back(184 + 8, 370, 184, 60); // beside the fourth and fifth
    for (const Route& route : column.routes())
        CHECK(isInTheOpen(route, column.rects));
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
