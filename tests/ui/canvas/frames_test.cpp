// Frames around layers, and notes.
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/frame_text.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

QPoint titleOf(CanvasFixture& f)
{
    const Frame& frame = f.level().frames.front();
    return f.canvas->toWidget(QPointF(frame.position.x + 30, frame.position.y)).toPoint() + QPoint(0, 12);
}

QRectF boxOf(const Frame& frame)
{
    return {frame.position.x, frame.position.y, frame.width, frame.height};
}

} // namespace

TEST_CASE("C frames the selection by keyboard alone: title typed, Enter, moved with its layers, F2, Del")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_Down);
    f.key(Qt::Key_Down);
    REQUIRE(f.selected() == std::set<std::string>{"fc"});
    f.key(Qt::Key_C);
    REQUIRE(f.level().frames.size() == 1);
    CHECK(f.session->undoName() == "Frame 1 layer");
    CHECK(boxOf(f.level().frames.front()).contains(f.canvas->scene().find(f.id("fc"))->rect));
    REQUIRE(f.area->frameText()->isVisible());
    REQUIRE(QApplication::focusWidget() == f.area->frameText());
    QTest::keyClicks(f.area->frameText(), "Head");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    CHECK(f.level().frames.front().title == "Head");
    CHECK(QApplication::focusWidget() == f.canvas);
    const Position fc = f.node("fc").position, act = f.node("act").position, at = f.level().frames.front().position;
    f.key(Qt::Key_Right, Qt::ControlModifier);
    CHECK(f.level().frames.front().position == Position{at.x + 8, at.y});
    CHECK(f.node("fc").position == Position{fc.x + 8, fc.y});
    CHECK(f.node("act").position == act);
    f.key(Qt::Key_F2);
    QTest::keyClicks(f.area->frameText(), "Other");
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    CHECK(f.level().frames.front().title == "Head");
    f.key(Qt::Key_Delete);
    CHECK(f.level().frames.empty());
    CHECK(f.has("fc"));
    CHECK(f.session->undoName() == "Delete the frame");
}

TEST_CASE("A frame dragged by its title takes along what lies in it, in one step; its corner resizes it")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->frameSelection();
    f.editor->select({});
    const Position fc = f.node("fc").position, in = f.node("in1").position;
    f.drag(titleOf(f), titleOf(f) + QPoint(80, 24));
    CHECK(f.node("fc").position == Position{fc.x + 80, fc.y + 24});
    CHECK(f.node("in1").position == in);
    CHECK(f.session->undoName() == "Move the frame");
    CHECK(f.editor->selectedFrame() == f.level().frames.front().id);
    const Frame before = f.level().frames.front();
    const QPoint corner = f.canvas->toWidget(boxOf(before).bottomRight()).toPoint() - QPoint(4, 4);
    f.drag(corner, corner + QPoint(64, 40));
    CHECK(f.level().frames.front().width > before.width + 50);
    CHECK(f.level().frames.front().position == before.position);
    CHECK(f.node("fc").position == Position{fc.x + 80, fc.y + 24});
    f.session->undo();
    f.session->undo();
    CHECK(f.node("fc").position == fc);
}

TEST_CASE("Escape puts a dragged frame and its layers back")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc")});
    f.editor->frameSelection();
    const Frame before = f.level().frames.front();
    const QRectF fc = f.canvas->scene().find(f.id("fc"))->rect;
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, titleOf(f));
    QTest::mouseMove(f.canvas, titleOf(f) + QPoint(64, 0));
    CHECK(f.canvas->scene().find(f.id("fc"))->rect != fc);
    f.key(Qt::Key_Escape);
    CHECK(f.canvas->scene().find(f.id("fc"))->rect == fc);
    CHECK(f.canvas->scene().frames().front() == before);
}

TEST_CASE("Shift+C adds a note; Shift+Enter begins a line in it, and a double click opens it again")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C, Qt::ShiftModifier);
    REQUIRE(f.level().frames.size() == 1);
    CHECK(f.level().frames.front().note);
    QTest::keyClicks(f.area->frameText(), "one");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(f.area->frameText(), "two");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    CHECK(f.level().frames.front().title == "one\ntwo");
    const std::uint64_t note = f.level().frames.front().id;
    f.editor->moveFrame(note, {4000, 0});
    f.canvas->centerOn(boxOf(f.level().frames.front()).center());
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.canvas->toWidget(boxOf(f.level().frames.front()).center()).toPoint());
    CHECK(f.area->frameText()->isVisible());
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
}

TEST_CASE("Inside a frame a box still selects, and a layer is still pressed")
{
    CanvasFixture f(chainText);
    f.editor->select({f.id("fc"), f.id("act")});
    f.editor->frameSelection();
    f.click(f.body("fc"));
    CHECK(f.selected() == std::set<std::string>{"fc"});
    CHECK(f.editor->selectedFrame() == 0);
    const QRectF box = f.canvas->toWidget(boxOf(f.level().frames.front()));
    f.drag(box.bottomLeft().toPoint() + QPoint(10, -10), box.center().toPoint());
    CHECK_FALSE(f.selected().empty());
    CHECK(f.session->undoName() == "Frame 2 layers");
}

TEST_CASE("C without a selection says what to do")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_C);
    CHECK(f.level().frames.empty());
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().contains("Select"));
}
