// Knots on wires: set, dragged, selected, deleted, copied, drawn.
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/picture_file.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

const Wire& wireOf(CanvasFixture& f)
{
    return f.wireInto("act").wire;
}

std::vector<Position> knots(CanvasFixture& f)
{
    const auto found = f.level().knots.find(wireOf(f));
    return found == f.level().knots.end() ? std::vector<Position>() : found->second;
}

QPoint knotPlace(CanvasFixture& f, std::size_t index = 0)
{
    return f.canvas->toWidget(f.wireInto("act").knots.at(index)).toPoint();
}

/// A double click as a mouse makes it.
void doubleClick(CanvasFixture& f, QPoint at)
{
    QTest::mouseClick(f.canvas, Qt::LeftButton, {}, at);
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, at);
}

/// With room between the layers.
struct Knotted : CanvasFixture {
    Knotted() : CanvasFixture(chainText)
    {
        const Position fc = node("fc").position;
        editor->move({{id("act"), {fc.x + 160, fc.y + 240}}, {id("end"), {fc.x + 160, fc.y + 360}}});
        doubleClick(*this, middleOfWire("fc", "act"));
        REQUIRE(knots(*this).size() == 1);
    }
};

} // namespace

TEST_CASE("A knot beside a straight wire comes to lie on it")
{
    CanvasFixture f(chainText);
    const Route before = f.wireInto("act").route;
    const double x = before.points.front().x();
    REQUIRE(before.points.back().x() == x);
    doubleClick(f, f.middleOfWire("fc", "act") + QPoint(3, 0));
    REQUIRE(knots(f).size() == 1);
    CHECK(knots(f).front().x == x);
}

TEST_CASE("A double click on a wire sets a knot there, selected; it is one step")
{
    Knotted f;
    CHECK(f.session->undoName() == "Add a knot");
    CHECK(f.editor->selectedKnots() == std::set<KnotRef>{{wireOf(f), 0}});
    CHECK(f.editor->selection().empty());
    const SceneWire& wire = f.wireInto("act");
    bool passes = false;
    for (const QPointF& point : wire.route.points)
        passes = passes || QLineF(point, wire.knots.front()).length() < 0.01;
    CHECK(passes);
    f.session->undo();
    CHECK(knots(f).empty());
    f.session->redo();
    CHECK(knots(f).size() == 1);
}

TEST_CASE("A second knot comes between the right neighbours, whichever side of the first it is set on")
{
    Knotted f;
    const QPointF knot = f.wireInto("act").knots.front();
    const auto& points = f.wireInto("act").route.points;
    const QPointF above = points[kPiecesOfLeg / 2], below = points[kPiecesOfLeg + kPiecesOfLeg / 2];
    doubleClick(f, f.canvas->toWidget(below).toPoint());
    REQUIRE(knots(f).size() == 2);
    CHECK(f.wireInto("act").knots[0] == knot);
    f.session->undo();
    doubleClick(f, f.canvas->toWidget(above).toPoint());
    REQUIRE(knots(f).size() == 2);
    CHECK(f.wireInto("act").knots[1] == knot);
}

TEST_CASE("A knot is dragged on the grid, by itself or with selected layers, in one step")
{
    Knotted f;
    const Position before = knots(f).front();
    f.drag(knotPlace(f), knotPlace(f) + QPoint(61, 30));
    const Position after = knots(f).front();
    CHECK(std::abs(after.x - before.x - 61) <= 4);
    CHECK(std::abs(after.y - before.y - 30) <= 4);
    CHECK(std::fmod(after.x, 8) == 0);
    CHECK(f.session->undoName() == "Move 1 knot");
    const Position act = f.node("act").position;
    f.click(f.body("act"), Qt::ShiftModifier);
    CHECK(f.editor->selectedKnots().size() == 1);
    f.drag(f.body("act"), f.body("act") + QPoint(40, 8));
    CHECK(f.node("act").position.x == act.x + 40);
    CHECK(knots(f).front() == Position{after.x + 40, after.y + 8});
    f.session->undo();
    f.session->undo();
    CHECK(knots(f).front() == before);
}

TEST_CASE("While both ends of a wire are dragged its knot goes along, on the canvas and in the design")
{
    Knotted f;
    const Position before = knots(f).front();
    f.click(f.body("fc"));
    f.click(f.body("act"), Qt::ShiftModifier);
    const QPoint grip = f.body("fc");
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, grip);
    QTest::mouseMove(f.canvas, grip + QPoint(48, 16));
    CHECK(f.wireInto("act").knots.front() == QPointF(before.x + 48, before.y + 16));
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, grip + QPoint(48, 16));
    CHECK(knots(f).front() == Position{before.x + 48, before.y + 16});
}

TEST_CASE("Escape puts a dragged knot back; Del deletes the knot and leaves the wire")
{
    Knotted f;
    const Position before = knots(f).front();
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, knotPlace(f));
    QTest::mouseMove(f.canvas, knotPlace(f) + QPoint(80, 0));
    f.key(Qt::Key_Escape);
    CHECK(f.wireInto("act").knots.front() == QPointF(before.x, before.y));
    CHECK(knots(f).front() == before);
    f.click(knotPlace(f));
    f.key(Qt::Key_Delete);
    CHECK(knots(f).empty());
    CHECK(f.wired("fc", "act"));
    CHECK(f.level().nodes.size() == 4);
    CHECK(f.session->undoName() == "Delete 1 knot");
}

TEST_CASE("A box takes knots too, Ctrl toggles one, arrows nudge it")
{
    Knotted f;
    f.click(f.emptyPlace());
    const QPoint at = knotPlace(f);
    f.drag(at + QPoint(-30, -12), at + QPoint(30, 12));
    REQUIRE(f.editor->selectedKnots().size() == 1);
    CHECK(f.editor->selection().empty());
    const Position before = knots(f).front();
    f.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(knots(f).front() == Position{before.x + 8, before.y});
    f.click(knotPlace(f), Qt::ControlModifier);
    CHECK(f.editor->selectedKnots().empty());
}

TEST_CASE("Copies bring their knots; arranging takes them away")
{
    Knotted f;
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->duplicate();
    CHECK(f.level().knots.size() == 2);
    f.editor->layout(true);
    for (int i = 0; i < 300 && !f.session->undoName().startsWith("Arrange"); ++i)
        QTest::qWait(10);
    CHECK(f.level().knots.empty());
    f.session->undo();
    CHECK(f.level().knots.size() == 2);
}

TEST_CASE("Shift and a right drag set a knot on every wire that is crossed")
{
    CanvasFixture f("in1 = input(8); a = in1 > dense(4); b = in1 > dense(4); s = add(a, b); s > output(mse)");
    const QPointF first = f.wireInto("s", 0).route.middle, second = f.wireInto("s", 1).route.middle;
    const QPointF way = second - first;
    f.drag(f.canvas->toWidget(first - way * 0.3).toPoint(), f.canvas->toWidget(second + way * 0.3).toPoint(), Qt::ShiftModifier, Qt::RightButton);
    CHECK(f.level().knots.size() == 2);
    CHECK(f.session->undoName() == "Add 2 knots");
    CHECK(f.editor->selectedKnots().size() == 2);
    f.session->undo();
    CHECK(f.level().knots.empty());
}

TEST_CASE("The picture of the design and the map draw knots and the way through them")
{
    Knotted f;
    const Position far{f.node("fc").position.x - 240, f.node("fc").position.y + 120};
    f.editor->addKnot(wireOf(f), 0, {far.x, far.y});
    const auto has = [](const QImage& picture, QColor color, QPointF at, int reach) {
        for (int y = -reach; y <= reach; ++y)
            for (int x = -reach; x <= reach; ++x)
                if (const QPoint place = at.toPoint() + QPoint(x, y); picture.rect().contains(place) && picture.pixelColor(place) == color)
                    return true;
        return false;
    };
    const QImage with = pictureOf(f.canvas->scene(), {ThemeName::Dark, 1, {}});
    f.editor->removeSelection(false);
    const QImage without = pictureOf(f.canvas->scene(), {ThemeName::Dark, 1, {}});
    CHECK(with.width() > without.width() + 100);
    f.session->undo();
    f.editor->select({});
    const QImage canvas = f.canvas->grab().toImage();
    CHECK(has(canvas, theme().portColor(f.wireInto("act").kind), f.canvas->toWidget(QPointF(far.x, far.y)), 2));
    f.key(Qt::Key_Home);
    const QImage map = f.area->minimap()->grab().toImage();
    int wires = 0;
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width() / 2 - 20; ++x)
            wires += map.pixelColor(x, y) == theme().color(Role::Wire) ? 1 : 0;
    CHECK(wires > 10);
}

TEST_CASE("A double click on a knot deletes it, and a press beside it still takes it")
{
    Knotted f;
    const Wire wire = wireOf(f);
    f.editor->select({});
    f.click(knotPlace(f) + QPoint(7, 8));
    CHECK(f.editor->selectedKnots() == std::set<KnotRef>{{wire, 0}});
    doubleClick(f, knotPlace(f));
    CHECK(knots(f).empty());
    CHECK(f.session->undoName() == "Delete 1 knot");
    CHECK(f.wired("fc", "act"));
}
