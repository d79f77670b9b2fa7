// Wires in the hand: refused with the reason in sight, cut by a stroke, moved and doubled with keys held.
#include <QLabel>
#include <QListWidget>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/message_card.h"
#include "ui/canvas/quick_add.h"
#include "ui/canvas/wire_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

const std::string kFork = "in1 = input(8); a = in1 > dense(4); b = in1 > dense(4); s = add(a, b); s > output(mse)";

/// A box of the tooltip's colour is on the canvas, whole.
QRect hintBox(CanvasFixture& f)
{
    const QImage picture = f.canvas->grab().toImage();
    const QColor ground = theme().color(Role::Tooltip);
    QRect box;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixelColor(x, y) == ground)
                box |= QRect(x, y, 1, 1);
    return box;
}

} // namespace

TEST_CASE("When the problem of the selected layer becomes another one, its card says that, at its size")
{
    CanvasFixture f("in1 = input(8); a = in1 > dense(4); loose = dense(3); c = a > conv2d(4); a > output(mse); c > output(mse)");
    f.editor->select({f.id("c")});
    const auto* card = f.area->findChild<MessageCard*>();
    REQUIRE(card->isVisible());
    const auto words = [&] {
        QString all;
        for (const QLabel* label : card->findChildren<QLabel*>())
            if (label->isVisible())
                all += label->text() + QLatin1Char(' ');
        return all;
    };
    const QString before = words();
    CHECK(before.contains("feature map"));
    f.editor->removeWires({Wire{{f.id("a"), "out"}, {f.id("c"), "in"}}});
    f.settle();
    REQUIRE(card->isVisible());
    CHECK_FALSE(words().isEmpty());
    CHECK(words() != before);
    const int height = card->height();
    f.editor->select({});
    f.editor->select({f.id("c")});
    CHECK(card->height() == height);
}

TEST_CASE("A refused wire says why at the cursor, while it is held and after it is let go")
{
    CanvasFixture f("in1 = input(8); x = add(in1, in1); y = x > relu; y > output(mse)");
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.output("y"));
    QTest::mouseMove(f.canvas, f.output("y") + QPoint(0, 30));
    QTest::mouseMove(f.canvas, f.input("x", 1));
    CHECK_FALSE(hintBox(f).isEmpty());
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, f.input("x", 1));
    CHECK(f.canvas->refusal().contains("circle"));
    const QRect box = hintBox(f);
    REQUIRE_FALSE(box.isEmpty());
    CHECK(f.canvas->rect().contains(box));
    CHECK(QLineF(box.center(), f.input("x", 1)).length() < 300);
    f.click(f.emptyPlace());
    CHECK(f.canvas->refusal().isEmpty());
    CHECK(hintBox(f).isEmpty());
}

TEST_CASE("The reason stays whole at the edges of the canvas")
{
    CanvasFixture f("in1 = input(8); x = add(in1, in1); y = x > relu; y > output(mse)");
    const QPointF goal = f.canvas->scene().find(f.id("x"))->inputs.at(1).at;
    for (const QPointF corner : {QPointF(880, 780), QPointF(20, 780), QPointF(880, 20)}) {
        f.canvas->panBy(corner - f.canvas->toWidget(goal));
        QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.output("y"));
        QTest::mouseMove(f.canvas, f.input("x", 1) + QPoint(3, 3));
        QTest::mouseMove(f.canvas, f.input("x", 1));
        const QRect box = hintBox(f);
        CHECK(f.canvas->rect().adjusted(3, 3, -3, -3).contains(box));
        CHECK(box.width() > 200);
        f.key(Qt::Key_Escape);
    }
}

TEST_CASE("No card lies over a wire that is drawn from a layer with a problem")
{
    CanvasFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); bad = c > dense(4); bad > output(cross_entropy)");
    const auto broken = [&] {
        for (const NodePtr& node : f.level().nodes)
            if (f.canvas->scene().find(node->id)->mark == Mark::Error && !f.canvas->scene().find(node->id)->outputs.empty())
                return node->name;
        return std::string();
    }();
    const std::string name = broken.empty() ? "bad" : broken;
    f.editor->select({f.id(name)});
    const bool hadCard = f.area->card()->isVisible();
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.output(name));
    QTest::mouseMove(f.canvas, f.output(name) + QPoint(60, 60));
    CHECK_FALSE(f.area->card()->isVisible());
    f.key(Qt::Key_Escape);
    CHECK(f.area->card()->isVisible() == hadCard);
}

TEST_CASE("Ctrl with the right button, or Y, cuts the wires that are crossed, in one step")
{
    for (const bool byKey : {false, true}) {
        CanvasFixture f(kFork);
        const QPointF first = f.wireInto("s", 0).route.middle, second = f.wireInto("s", 1).route.middle, way = second - first;
        const QPoint from = f.canvas->toWidget(first - way * 0.3).toPoint(), to = f.canvas->toWidget(second + way * 0.3).toPoint();
        if (byKey) {
            QTest::keyPress(f.canvas, Qt::Key_Y);
            f.drag(from, to);
            QTest::keyRelease(f.canvas, Qt::Key_Y);
        } else {
            f.drag(from, to, Qt::ControlModifier, Qt::RightButton);
        }
        CHECK_FALSE(f.wired("a", "s"));
        CHECK_FALSE(f.wired("b", "s"));
        CHECK(f.wired("in1", "a"));
        CHECK(f.session->undoName() == "Delete 2 wires");
        f.session->undo();
        CHECK(f.wired("a", "s"));
        CHECK_FALSE(f.session->canUndo());
    }
}

TEST_CASE("Escape gives a cut up")
{
    CanvasFixture f(kFork);
    const QPointF first = f.wireInto("s", 0).route.middle;
    QTest::mousePress(f.canvas, Qt::RightButton, Qt::ControlModifier, f.canvas->toWidget(first - QPointF(60, 0)).toPoint());
    QTest::mouseMove(f.canvas, f.canvas->toWidget(first + QPointF(10, 0)).toPoint());
    f.key(Qt::Key_Escape);
    QTest::mouseRelease(f.canvas, Qt::RightButton, Qt::ControlModifier, f.canvas->toWidget(first + QPointF(10, 0)).toPoint());
    CHECK(f.wired("a", "s"));
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Alt and a click on a port remove its wires")
{
    CanvasFixture f(kFork);
    f.click(f.output("in1"), Qt::AltModifier);
    CHECK_FALSE(f.wired("in1", "a"));
    CHECK_FALSE(f.wired("in1", "b"));
    f.session->undo();
    CHECK_FALSE(f.session->canUndo());
    f.click(f.input("s", 1), Qt::AltModifier);
    CHECK_FALSE(f.wired("b", "s"));
    CHECK(f.wired("a", "s"));
}

TEST_CASE("Ctrl and a drag from an output move all its wires to another output")
{
    CanvasFixture f("in1 = input(8); other = input(8); a = in1 > dense(4); b = in1 > dense(4); s = add(a, b); s > output(mse)");
    f.drag(f.output("in1"), f.output("other"), Qt::ControlModifier);
    CHECK(f.wired("other", "a"));
    CHECK(f.wired("other", "b"));
    CHECK_FALSE(f.wired("in1", "a"));
    CHECK(f.session->undoName() == "Move 2 wires");
    f.drag(f.output("other"), f.output("s"), Qt::ControlModifier);
    CHECK(f.wired("other", "a"));
    CHECK(f.canvas->refusal().contains("circle"));
}

TEST_CASE("Shift and a drag from a wired input keep the wire and add another")
{
    CanvasFixture f(kFork);
    f.editor->removeWire(Wire(f.wireInto("b").wire));
    f.drag(f.input("a"), f.input("b"), Qt::ShiftModifier);
    CHECK(f.wired("in1", "a"));
    CHECK(f.wired("in1", "b"));
}

TEST_CASE("The middle button pans while a wire is drawn, and the wire goes on")
{
    CanvasFixture f(kFork);
    f.editor->removeWire(Wire(f.wireInto("b").wire));
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.output("in1"));
    QTest::mouseMove(f.canvas, {300, 300});
    const QPointF before = f.canvas->toWidget(QPointF(0, 0));
    QTest::mousePress(f.canvas, Qt::MiddleButton, {}, {300, 300});
    QTest::mouseMove(f.canvas, {340, 320});
    QTest::mouseRelease(f.canvas, Qt::MiddleButton, {}, {340, 320});
    CHECK(f.canvas->toWidget(QPointF(0, 0)) - before == QPointF(40, 20));
    REQUIRE(f.canvas->isDrawing());
    QTest::mouseMove(f.canvas, f.input("b"));
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, f.input("b"));
    CHECK(f.wired("in1", "b"));
}

TEST_CASE("At the edge of the canvas the view goes on by itself while something is dragged, and stops with it")
{
    CanvasFixture f(chainText);
    const QPointF before = f.canvas->toWidget(QPointF(0, 0));
    const Position fc = f.node("fc").position;
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, f.body("fc"));
    QTest::mouseMove(f.canvas, {600, 400});
    QTest::mouseMove(f.canvas, {895, 400});
    for (int i = 0; i < 200 && f.canvas->toWidget(QPointF(0, 0)).x() > before.x() - 30; ++i)
        QTest::qWait(10);
    CHECK(f.canvas->toWidget(QPointF(0, 0)).x() < before.x() - 20);
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, {895, 400});
    const QPointF after = f.canvas->toWidget(QPointF(0, 0));
    QTest::qWait(60);
    CHECK(f.canvas->toWidget(QPointF(0, 0)) == after);
    CHECK(f.node("fc").position.x > fc.x + (after - before).x() + 200);
}

TEST_CASE("W lists what a layer can feed, free inputs first; typing narrows it, Enter wires, Esc leaves it")
{
    CanvasFixture f("in1 = input(8); a = in1 > dense(8); b = in1 > dense(8); c = add(a, b); d = in1 > relu; c > output(mse)");
    f.editor->removeWire(*f.level().wireInto({f.id("c"), "b"}));
    f.editor->select({f.id("a")});
    f.key(Qt::Key_W);
    WireList* list = f.area->wireList();
    REQUIRE(list->isVisible());
    REQUIRE(QApplication::focusWidget() == list->field());
    CHECK(list->list()->item(0)->text().startsWith("c · "));
    for (int i = 0; i < list->list()->count(); ++i) {
        CHECK_FALSE(list->list()->item(i)->text().startsWith("in1"));
        CHECK_FALSE(list->list()->item(i)->text().startsWith("a · "));
    }
    QTest::keyClick(list->field(), Qt::Key_Escape);
    CHECK_FALSE(list->isVisible());
    CHECK(QApplication::focusWidget() == f.canvas);
    CHECK(f.session->undoName() == "Delete wire");
    f.key(Qt::Key_W);
    QTest::keyClicks(list->field(), "relu");
    REQUIRE(list->list()->count() == 1);
    CHECK(list->list()->item(0)->text().contains("replaces"));
    QTest::keyClick(list->field(), Qt::Key_Return);
    CHECK(f.wired("a", "d"));
    CHECK_FALSE(f.wired("in1", "d"));
    CHECK(f.session->undoName() == "Connect");
    f.editor->select({});
    f.key(Qt::Key_W);
    CHECK_FALSE(list->isVisible());
    CHECK(f.actions->whyNot(f.actions->find("canvas.wire_to")).contains("Select"));
}

TEST_CASE("A wire that was let go over nothing is drawn until its layer is chosen")
{
    CanvasFixture f(chainText);
    f.drag(f.output("fc"), QPoint(700, 300));
    REQUIRE(f.area->quickAdd()->isVisible());
    CHECK(f.canvas->isWaiting());
    const QImage with = f.canvas->grab().toImage();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    REQUIRE_FALSE(f.area->quickAdd()->isVisible());
    CHECK_FALSE(f.canvas->isWaiting());
    CHECK_FALSE(f.canvas->grab().toImage() == with);
}
