// Lining up: guides while dragging, equal gaps, straightening.
#include <algorithm>

#include <QMouseEvent>

#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

bool has(const std::vector<QLineF>& lines, const QLineF& line)
{
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

/// The left button is held; `modifiers` too.
void moveTo(CanvasFixture& f, QPoint at, Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event(QEvent::MouseMove, at, f.canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(f.canvas, &event);
}

/// All layers stand at x = 3, off the grid, but 'act', which stands aside.
struct Aside : CanvasFixture {
    Aside() : CanvasFixture(chainText)
    {
        editor->move({{id("in1"), {3, 0}}, {id("fc"), {3, 88}}, {id("act"), {203, 203}}, {id("end"), {3, 400}}});
        editor->select({});
    }
};

} // namespace

TEST_CASE("Edges and centres draw what comes near them, one axis apart from the other")
{
    const Guides guides = guidesFor({103, 200, 184, 48}, {{100, 0, 184, 48}, {900, 900, 184, 48}}, 6);
    REQUIRE(guides.x.has_value());
    CHECK(*guides.x == -3);
    CHECK_FALSE(guides.y.has_value());
    CHECK(has(guides.lines, {100, 0, 100, 248}));
    CHECK(has(guides.lines, {192, 0, 192, 248}));
    CHECK(guides.gaps.empty());
    const Guides none = guidesFor({107, 200, 184, 48}, {{100, 0, 184, 48}}, 6);
    CHECK_FALSE(none.x.has_value());
    CHECK(none.lines.empty());
}

TEST_CASE("A collapsed node lines up by its centre")
{
    const Guides guides = guidesFor({300, 12, 184, 28}, {{0, 0, 184, 48}}, 3);
    REQUIRE(guides.y.has_value());
    CHECK(*guides.y == -2);
    CHECK(has(guides.lines, {0, 24, 484, 24}));
}

TEST_CASE("A gap becomes as wide as the one before it, or the same on both sides")
{
    const Guides row = guidesFor({283, 20, 100, 50}, {{0, 0, 100, 50}, {140, 0, 100, 50}}, 6);
    REQUIRE(row.x.has_value());
    CHECK(*row.x == -3);
    REQUIRE(row.gaps.size() == 2);
    CHECK(row.gaps[0].length() == 40);
    CHECK(row.gaps[1].length() == 40);
    const Guides between = guidesFor({173, 10, 60, 50}, {{0, 0, 100, 50}, {300, 0, 100, 50}}, 6);
    REQUIRE(between.x.has_value());
    CHECK(*between.x == -3);
    REQUIRE(between.gaps.size() == 2);
    CHECK(between.gaps[0].length() == 70);
    const Guides column = guidesFor({20, 173, 50, 60}, {{0, 0, 50, 100}, {0, 300, 50, 100}}, 6);
    REQUIRE(column.y.has_value());
    CHECK(*column.y == -3);
}

TEST_CASE("A dragged layer comes to stand in line with others, off the grid, with the guide shown meanwhile")
{
    Aside f;
    const QPoint grip = f.body("act");
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, grip);
    QTest::mouseMove(f.canvas, grip + QPoint(-100, 0));
    QTest::mouseMove(f.canvas, grip + QPoint(-202, 0));
    CHECK(f.canvas->scene().find(f.id("act"))->rect.left() == 3);
    CHECK_FALSE(f.canvas->guides().lines.empty());
    const QImage withGuide = f.canvas->grab().toImage();
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, grip + QPoint(-202, 0));
    CHECK(f.node("act").position.x == 3);
    CHECK(f.canvas->guides().lines.empty());
    CHECK(withGuide != f.canvas->grab().toImage());
    CHECK(f.session->undoName() == "Move 1 layer");
    f.session->undo();
    CHECK(f.node("act").position == Position{203, 203});
}

TEST_CASE("Alt leaves the guides away, Ctrl the grid too")
{
    Aside f;
    const QPoint grip = f.body("act");
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, grip);
    moveTo(f, grip + QPoint(-100, 0), Qt::AltModifier);
    moveTo(f, grip + QPoint(-202, 0), Qt::AltModifier);
    CHECK(f.canvas->scene().find(f.id("act"))->rect.left() == 0);
    CHECK(f.canvas->guides().lines.empty());
    moveTo(f, grip + QPoint(-202, 1), Qt::ControlModifier);
    CHECK(f.canvas->scene().find(f.id("act"))->rect.topLeft() == QPointF(1, 204));
    f.key(Qt::Key_Escape);
    CHECK(f.canvas->scene().find(f.id("act"))->rect.left() == 203);
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, grip);
}

TEST_CASE("A dragged note lines up with a frame and with layers; Alt leaves that away")
{
    Aside f;
    f.editor->addNote({403, 8});
    const std::uint64_t note = f.level().frames.back().id;
    f.editor->select({});
    const auto dragged = [&](double byY, Qt::KeyboardModifiers modifiers) {
        const Frame before = *f.editor->findFrame(note);
        const QPoint from = f.canvas->toWidget(QPointF(before.position.x + 40, before.position.y + 4)).toPoint();
        const QPoint to = from + QPoint(0, static_cast<int>(byY));
        QTest::mousePress(f.canvas, Qt::LeftButton, {}, from);
        moveTo(f, from + QPoint(0, 10), modifiers);
        moveTo(f, to, modifiers);
        const bool guided = !f.canvas->guides().isEmpty();
        QTest::mouseRelease(f.canvas, Qt::LeftButton, modifiers, to);
        CHECK(f.canvas->guides().isEmpty());
        return std::pair(f.editor->findFrame(note)->position.y, guided);
    };
    CHECK(dragged(192, {}) == std::pair(203.0, true)); // the upper edge of 'act', off the grid
    f.session->undo();
    CHECK(dragged(194, Qt::AltModifier).first == 200);
}

TEST_CASE("Moved by key, a selection lines up as a whole")
{
    Aside f;
    f.editor->move({{f.id("end"), {203, 400}}});
    f.editor->select({f.id("act"), f.id("end")});
    QCursor::setPos(f.canvas->mapToGlobal(f.body("act")));
    f.key(Qt::Key_G);
    const QPointF start = f.canvas->cursorScene();
    QTest::mouseMove(f.canvas, f.canvas->toWidget(start + QPointF(-201, 40)).toPoint());
    QTest::mouseClick(f.canvas, Qt::LeftButton, {}, f.canvas->toWidget(start + QPointF(-201, 40)).toPoint());
    CHECK(f.node("act").position.x == 3);
    CHECK(f.node("end").position.x == 3);
    CHECK(f.session->undoName() == "Move 2 layers");
}

TEST_CASE("Layers are spaced evenly by key: the outermost stay, collapsed ones count with their own height")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc")});
    f.editor->toggleCollapse();
    f.editor->move({{f.id("in1"), {0, 0}}, {f.id("fc"), {0, 61}}, {f.id("act"), {0, 300}}});
    f.editor->select({f.id("in1"), f.id("fc"), f.id("act")});
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::AltModifier);
    // 348 high, 48 + 28 + 48 of it used: two gaps of 112.
    CHECK(f.node("in1").position.y == 0);
    CHECK(f.node("fc").position.y == 160);
    CHECK(f.node("act").position.y == 300);
    CHECK(f.session->undoName() == "Space 3 layers evenly");
    f.editor->select({f.id("in1"), f.id("fc")});
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::AltModifier);
    CHECK(f.node("fc").position.y == 160);
    f.editor->move({{f.id("in1"), {0, 0}}, {f.id("fc"), {190, 61}}, {f.id("act"), {600, 300}}});
    f.editor->select({f.id("in1"), f.id("fc"), f.id("act")});
    f.key(Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
    CHECK(f.node("fc").position.x == 300);
}

TEST_CASE("Q puts layers one behind the other by their ports, and takes the knots out of a wire")
{
    CanvasFixture f(chainText);
    Project project = f.session->project();
    project.leftToRight = true;
    f.session->apply(std::move(project), "Flow to the right");
    f.editor->select({f.id("fc")});
    f.editor->toggleCollapse();
    f.editor->move({{f.id("in1"), {0, 0}}, {f.id("fc"), {300, 90}}});
    f.editor->select({f.id("in1"), f.id("fc")});
    f.key(Qt::Key_Q);
    CHECK(f.canvas->scene().find(f.id("in1"))->outputs.front().at.y() == f.canvas->scene().find(f.id("fc"))->inputs.front().at.y());
    CHECK(f.session->undoName() == "Straighten 2 layers");
    const Wire wire = f.wireInto("fc").wire;
    f.editor->addKnot(wire, 0, {240, 200});
    f.editor->selectWire(wire);
    f.key(Qt::Key_Q);
    CHECK(f.level().knots.empty());
    CHECK(f.session->undoName() == "Straighten the wire");
}
