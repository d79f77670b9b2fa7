#include <QDragEnterEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QWheelEvent>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/message_card.h"
#include "ui/canvas/quick_add.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

void wheel(QWidget& widget, QPointF at, int angle, Qt::KeyboardModifiers modifiers = {}, QPoint pixels = {})
{
    QWheelEvent event(at, widget.mapToGlobal(at), pixels, {0, angle}, Qt::NoButton, modifiers, pixels.isNull() ? Qt::NoScrollPhase : Qt::ScrollUpdate, false);
    QApplication::sendEvent(&widget, &event);
}

void checkNothingOverlaps(const CanvasFixture& f)
{
    for (const SceneNode& a : f.canvas->scene().nodes())
        for (const SceneNode& b : f.canvas->scene().nodes())
            if (a.node != b.node)
                CHECK_FALSE(a.rect.intersects(b.rect));
}

/// What a drag out of the palette does when it is let go at `at`.
void drop(CanvasFixture& f, const QByteArray& layer, QPoint at, Qt::KeyboardModifiers modifiers = {})
{
    QMimeData data;
    data.setData(QLatin1String(kLayerMime), layer);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(f.canvas, &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(f.canvas, &move);
    QDropEvent dropped(QPointF(at), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(f.canvas, &dropped);
}

} // namespace

TEST_CASE("A click selects a node, Shift adds, Ctrl toggles, a click on nothing clears")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    CHECK(f.selected() == std::set<std::string>{"fc"});
    f.click(f.body("act"), Qt::ShiftModifier);
    CHECK(f.selected() == std::set<std::string>{"fc", "act"});
    f.click(f.body("fc"), Qt::ControlModifier);
    CHECK(f.selected() == std::set<std::string>{"act"});
    f.click(f.emptyPlace());
    CHECK(f.selected().empty());
}

TEST_CASE("A box selects what it touches, and adds with Shift")
{
    CanvasFixture f(chainText);
    const QRectF fc = f.canvas->toWidget(f.canvas->scene().find(f.id("fc"))->rect), act = f.canvas->toWidget(f.canvas->scene().find(f.id("act"))->rect);
    f.drag((fc.topLeft() - QPointF(60, 5)).toPoint(), (act.topLeft() + QPointF(10, 10)).toPoint());
    CHECK(f.selected() == std::set<std::string>{"fc", "act"});
    const QRectF in = f.canvas->toWidget(f.canvas->scene().find(f.id("in1"))->rect);
    f.drag((in.topLeft() - QPointF(60, 5)).toPoint(), (in.topLeft() + QPointF(10, 10)).toPoint(), Qt::ShiftModifier);
    CHECK(f.selected() == std::set<std::string>{"fc", "act", "in1"});
}

TEST_CASE("A drag moves all selected nodes on the grid as one step of the history")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.click(f.body("act"), Qt::ShiftModifier);
    const Position fc = f.node("fc").position, act = f.node("act").position, in = f.node("in1").position;
    f.drag(f.body("fc"), f.body("fc") + QPoint(83, 37));
    CHECK(std::fmod(f.node("fc").position.x, 8) == 0);
    CHECK(std::abs(f.node("fc").position.x - fc.x - 83) <= 4);
    CHECK(std::abs(f.node("fc").position.y - fc.y - 37) <= 4);
    CHECK(f.node("act").position.x - act.x == f.node("fc").position.x - fc.x);
    CHECK(f.node("in1").position == in);
    CHECK(f.session->undoName() == "Move 2 layers");
    f.session->undo();
    CHECK(f.node("fc").position == fc);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Escape gives a drag up and the nodes stand where they stood")
{
    CanvasFixture f(chainText);
    const QRectF before = f.canvas->scene().find(f.id("fc"))->rect;
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.body("fc"));
    QTest::mouseMove(f.canvas, f.body("fc") + QPoint(60, 60));
    CHECK(f.canvas->scene().find(f.id("fc"))->rect != before);
    f.key(Qt::Key_Escape);
    CHECK(f.canvas->scene().find(f.id("fc"))->rect == before);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("A wire is drawn from output to input and from input to output")
{
    for (const bool fromOutput : {true, false}) {
        CanvasFixture f("in1 = input(8); a = in1 > dense(4); b = in1 > dense(4); a > output(mse)");
        f.editor->removeWire(*f.level().wireInto({f.id("b"), "in"}));
        REQUIRE_FALSE(f.wired("in1", "b"));
        if (fromOutput)
            f.drag(f.output("in1"), f.input("b"));
        else
            f.drag(f.input("b"), f.output("in1"));
        CHECK(f.wired("in1", "b"));
        CHECK(f.wired("in1", "a"));
        CHECK(f.session->undoName() == "Connect");
    }
}

TEST_CASE("A wire that would close a circle is refused with the reason")
{
    CanvasFixture f("in1 = input(8); x = add(in1, in1); y = x > relu; y > output(mse)");
    const auto wires = f.level().wires;
    f.drag(f.output("y"), f.input("x", 1));
    CHECK(f.level().wires == wires);
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().contains("circle"));
    CHECK(f.notes.front().contains("'y'"));
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("The end of a wire can be moved to another input, and let go on nothing it goes")
{
    CanvasFixture f("in1 = input(8); a = in1 > dense(4); b = in1 > dense(4); a > output(mse)");
    const Node& b = f.node("b");
    f.editor->removeWire(*f.level().wireInto({b.id, "in"}));
    f.drag(f.input("a"), f.input("b"));
    CHECK(f.wired("in1", "b"));
    CHECK_FALSE(f.wired("in1", "a"));
    CHECK(f.session->undoName() == "Rewire");
    f.drag(f.input("b"), f.emptyPlace());
    CHECK_FALSE(f.wired("in1", "b"));
}

TEST_CASE("A wire dropped on nothing opens quick-add, and the chosen layer is connected")
{
    CanvasFixture f(chainText);
    f.drag(f.output("fc"), QPoint(700, 300));
    REQUIRE(f.area->quickAdd()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), "tanh");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    CHECK_FALSE(f.area->quickAdd()->isVisible());
    REQUIRE(f.has("tanh1"));
    CHECK(f.wired("fc", "tanh1"));
    CHECK(f.wired("fc", "act"));
    CHECK(f.selected() == std::set<std::string>{"tanh1"});
}

TEST_CASE("A layer dropped from the palette stands where it was dropped; on a wire it goes into it")
{
    CanvasFixture f(chainText);
    drop(f, "relu", {650, 300});
    REQUIRE(f.has("relu1"));
    const QRectF box = f.canvas->toWidget(f.canvas->scene().find(f.id("relu1"))->rect);
    CHECK(box.contains(QPoint(650, 300)));
    CHECK(f.level().wiresOf(f.id("relu1")).empty());

    drop(f, "dropout", f.middleOfWire("fc", "act"));
    REQUIRE(f.has("dropout1"));
    CHECK(f.wired("fc", "dropout1"));
    CHECK(f.wired("dropout1", "act"));
    CHECK_FALSE(f.wired("fc", "act"));
    CHECK(f.session->undoName() == "Insert Dropout");
    checkNothingOverlaps(f); // the gap opened
    f.session->undo();
    CHECK(f.wired("fc", "act"));
    CHECK_FALSE(f.has("dropout1"));
}

TEST_CASE("A loose layer that is dragged onto a wire goes into it in one step; one with wires only moves")
{
    CanvasFixture f(chainText);
    drop(f, "dropout", {650, 300});
    REQUIRE(f.has("dropout1"));
    const Graph before = f.graph();
    f.drag(f.body("dropout1"), f.middleOfWire("fc", "act"));
    CHECK(f.wired("fc", "dropout1"));
    CHECK(f.wired("dropout1", "act"));
    CHECK_FALSE(f.wired("fc", "act"));
    CHECK(f.session->undoName() == "Insert Dropout");
    checkNothingOverlaps(f);
    f.session->undo();
    CHECK(f.graph() == before);
    f.drag(f.body("fc"), f.body("fc") + QPoint(0, 20)); // it has wires: it only moves
    CHECK(f.wired("fc", "act"));
}

TEST_CASE("A layer dropped on a branch that leads past others stays where it was dropped, and covers none")
{
    CanvasFixture f("a = input(8); b = a > dense(8); c = b > relu; d = add(a, c); d > output(mse)");
    const SceneNode *first = f.canvas->scene().find(f.id("a")), *last = f.canvas->scene().find(f.id("d"));
    const SceneWire* branch = nullptr;
    for (const SceneWire& wire : f.canvas->scene().wires())
        if (wire.wire.from.node == f.id("a") && wire.wire.to.node == f.id("d"))
            branch = &wire;
    REQUIRE(branch);
    const double middle = (first->rect.bottom() + last->rect.top()) / 2;
    const QPoint at = f.canvas->toWidget(QPointF(branch->route.points[2].x(), middle)).toPoint(); // on its lane
    drop(f, "tanh", at);
    REQUIRE(f.has("tanh1"));
    CHECK(f.wired("a", "tanh1"));
    CHECK(f.wired("tanh1", "d"));
    const QRectF box = f.canvas->toWidget(f.canvas->scene().find(f.id("tanh1"))->rect);
    CHECK(box.top() <= at.y()); // beside what stands there
    CHECK(box.bottom() >= at.y());
    checkNothingOverlaps(f);
}

TEST_CASE("With Alt a layer dropped on a wire leaves the wire alone")
{
    CanvasFixture f(chainText);
    drop(f, "dropout", f.middleOfWire("fc", "act"), Qt::AltModifier);
    REQUIRE(f.has("dropout1"));
    CHECK(f.wired("fc", "act"));
}

TEST_CASE("Alt and a click delete a wire; a click and Del too")
{
    CanvasFixture f(chainText);
    f.click(f.middleOfWire("fc", "act"), Qt::AltModifier);
    CHECK_FALSE(f.wired("fc", "act"));
    f.click(f.middleOfWire("in1", "fc"));
    REQUIRE(f.editor->selectedWire().has_value());
    f.key(Qt::Key_Delete);
    CHECK_FALSE(f.wired("in1", "fc"));
    CHECK(f.level().nodes.size() == 4);
}

TEST_CASE("The wheel zooms at the cursor; with a touch pad's pixels it pans")
{
    CanvasFixture f(chainText);
    const QPointF at(300, 200), fixed = f.canvas->toScene(at);
    wheel(*f.canvas, at, 120);
    CHECK(f.canvas->zoom() == Approx(1.2));
    CHECK(QLineF(f.canvas->toScene(at), fixed).length() < 1.0);
    wheel(*f.canvas, at, -12000);
    CHECK(f.canvas->zoom() == Approx(0.03));
    const double zoom = f.canvas->zoom();
    const QPointF before = f.canvas->toWidget(QPointF(0, 0));
    wheel(*f.canvas, at, 40, {}, {15, -25});
    CHECK(f.canvas->zoom() == zoom);
    CHECK(f.canvas->toWidget(QPointF(0, 0)) - before == QPointF(15, -25));
}

TEST_CASE("The middle button, the right button and Space with the left button pan")
{
    CanvasFixture f(chainText);
    QSignalSpy menus(f.canvas, &CanvasView::menuWanted);
    const auto pans = [&](Qt::MouseButton button) {
        const QPointF before = f.canvas->toWidget(QPointF(0, 0));
        f.drag({300, 300}, {340, 320}, {}, button);
        return f.canvas->toWidget(QPointF(0, 0)) - before == QPointF(40, 20);
    };
    CHECK(pans(Qt::MiddleButton));
    CHECK(pans(Qt::RightButton));
    CHECK(menus.count() == 0);
    QTest::keyPress(f.canvas, Qt::Key_Space);
    CHECK(pans(Qt::LeftButton));
    QTest::keyRelease(f.canvas, Qt::Key_Space);
    CHECK_FALSE(pans(Qt::LeftButton));
    QTest::mouseClick(f.canvas, Qt::RightButton, {}, f.body("fc"));
    CHECK(menus.count() == 1);
    CHECK(f.selected() == std::set<std::string>{"fc"});
    QTest::mouseClick(f.canvas, Qt::RightButton, {}, f.emptyPlace());
    CHECK(menus.count() == 2);
    CHECK(f.selected().empty()); // the menu is that of the canvas
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("A double click on nothing opens quick-add there, on a module it enters")
{
    CanvasFixture f("module block { in > relu > out }; in1 = input(8); b = in1 > block; b > output(mse)");
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, QPoint(700, 250));
    REQUIRE(f.area->quickAdd()->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    CHECK_FALSE(f.area->quickAdd()->isVisible());
    CHECK(QApplication::focusWidget() == f.canvas);
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.body("b"));
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
}

TEST_CASE("While a wire is drawn back to where it began nothing changes")
{
    CanvasFixture f(chainText);
    const auto wires = f.level().wires;
    f.drag(f.output("fc"), f.body("fc"));
    f.key(Qt::Key_Escape);
    CHECK(f.level().wires == wires);
}

TEST_CASE("A wire drawn from an input offers what has an output first, and feeds the input")
{
    CanvasFixture f(chainText);
    f.editor->removeWire(*f.level().wireInto({f.id("fc"), "in"}));
    f.drag(f.input("fc"), QPoint(700, 120));
    REQUIRE(f.area->quickAdd()->isVisible());
    const QStringList titles = f.area->quickAdd()->titles();
    REQUIRE(titles.contains("Output"));
    CHECK(titles.last() == "Output");
    QTest::keyClicks(QApplication::focusWidget(), "flatten");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    REQUIRE(f.has("flatten1"));
    CHECK(f.wired("flatten1", "fc"));
}

TEST_CASE("A wire that fits in kind only with a converter is accepted, and with Alt the converter comes along")
{
    for (const Qt::KeyboardModifiers held : {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::AltModifier)}) {
        CanvasFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); f = c > flatten; end = f > output(cross_entropy)");
        f.editor->removeWire(*f.level().wireInto({f.id("end"), "in"}));
        f.settle();
        QTest::qWait(10);
        f.drag(f.output("c"), f.input("end"), held);
        f.settle();
        QTest::qWait(10);
        CHECK(f.wired("c", "end") == (held == Qt::NoModifier));
        CHECK((f.canvas->scene().find(f.id("end"))->mark == Mark::Error) == (held == Qt::NoModifier));
        CHECK(f.level().nodes.size() == (held == Qt::NoModifier ? 4 : 5));
    }
}

TEST_CASE("The mouse over a badge shows what is wrong, away from it nothing")
{
    CanvasFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); end = c > output(cross_entropy)");
    CHECK_FALSE(f.area->card()->isVisible());
    QTest::mouseMove(f.canvas, f.canvas->toWidget(badgePlace(*f.canvas->scene().find(f.id("end")))).toPoint());
    CHECK(f.area->card()->isVisible());
    CHECK(f.area->card()->text().contains("'end'"));
    QTest::mouseMove(f.canvas, f.emptyPlace());
    for (int i = 0; i < 100 && f.area->card()->isVisible(); ++i)
        QTest::qWait(10);
    CHECK_FALSE(f.area->card()->isVisible());
}

TEST_CASE("A design that is checked while a node is dragged does not cut the drag short")
{
    CanvasFixture f(chainText);
    const Position before = f.node("fc").position;
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.body("fc"));
    QTest::mouseMove(f.canvas, f.body("fc") + QPoint(20, 0));
    emit f.session->designChanged();
    QTest::mouseMove(f.canvas, f.body("fc") + QPoint(64, 0));
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, f.body("fc") + QPoint(64, 0));
    CHECK(f.node("fc").position.x > before.x + 40);
}
