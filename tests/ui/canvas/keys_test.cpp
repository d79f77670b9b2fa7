#include <QClipboard>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/breadcrumb_bar.h"
#include "ui/canvas/message_card.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/quick_add.h"

#include <QListWidget>
#include <QPushButton>

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

TEST_CASE("Del deletes with the wires, Ctrl+Del joins what remains")
{
    CanvasFixture f(chainText);
    f.click(f.body("act"));
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    CHECK_FALSE(f.has("act"));
    CHECK(f.wired("fc", "end"));
    f.session->undo();
    CHECK(f.wired("fc", "act"));
    f.click(f.body("act"));
    f.key(Qt::Key_Delete);
    CHECK_FALSE(f.has("act"));
    CHECK_FALSE(f.wired("fc", "end"));
    CHECK(f.session->undoName() == "Delete 1 layer");
}

TEST_CASE("Ctrl+A selects all, Escape nothing")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_A, Qt::ControlModifier);
    CHECK(f.selected() == std::set<std::string>{"in1", "fc", "act", "end"});
    f.key(Qt::Key_Escape);
    CHECK(f.selected().empty());
}

TEST_CASE("Copy and paste give new layers with the wires between them, in one step")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.click(f.body("act"), Qt::ShiftModifier);
    f.key(Qt::Key_C, Qt::ControlModifier);
    CHECK_FALSE(f.session->canUndo());
    CHECK(QGuiApplication::clipboard()->text().contains("nodegrad"));
    f.key(Qt::Key_V, Qt::ControlModifier);
    CHECK(f.level().nodes.size() == 6);
    REQUIRE(f.editor->selection().size() == 2);
    const auto pasted = f.selected();
    CHECK(f.wired(*std::next(pasted.begin()), *pasted.begin()));
    CHECK(f.session->undoName() == "Paste 2 layers");
    f.session->undo();
    CHECK(f.level().nodes.size() == 4);
}

TEST_CASE("Text that is no clip is refused in words")
{
    CanvasFixture f(chainText);
    QGuiApplication::clipboard()->setText("hello");
    f.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().contains("holds no layers"));
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Cut removes and duplicate leaves the clipboard alone")
{
    CanvasFixture f(chainText);
    QGuiApplication::clipboard()->setText("mine");
    f.click(f.body("fc"));
    f.key(Qt::Key_D, Qt::ControlModifier);
    CHECK(f.level().nodes.size() == 5);
    CHECK(QGuiApplication::clipboard()->text() == "mine");
    f.click(f.body("act"));
    f.key(Qt::Key_X, Qt::ControlModifier);
    CHECK_FALSE(f.has("act"));
    CHECK(QGuiApplication::clipboard()->text().contains("relu"));
}

TEST_CASE("Ctrl and an arrow nudge by one step of the grid; a run of them is one step of the history")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    const Position before = f.node("fc").position;
    f.key(Qt::Key_Right, Qt::ControlModifier);
    f.key(Qt::Key_Right, Qt::ControlModifier);
    f.key(Qt::Key_Down, Qt::ControlModifier);
    CHECK(f.node("fc").position == Position{before.x + 16, before.y + 8});
    f.session->undo();
    CHECK(f.node("fc").position == before);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Arrow keys walk along the wires")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_Down);
    CHECK(f.selected() == std::set<std::string>{"in1"});
    f.key(Qt::Key_Down);
    f.key(Qt::Key_Down);
    CHECK(f.selected() == std::set<std::string>{"act"});
    f.key(Qt::Key_Up);
    CHECK(f.selected() == std::set<std::string>{"fc"});
    CHECK(f.canvas->accessibleDescription().contains("Dense 'fc'"));
}

TEST_CASE("Tab opens quick-add; Enter adds behind the selected layer, Shift+Enter only adds")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.key(Qt::Key_Tab);
    REQUIRE(f.area->quickAdd()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), "sigmoid");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    REQUIRE(f.has("sigmoid1"));
    CHECK(f.wired("fc", "sigmoid1"));
    CHECK(f.node("sigmoid1").position.y > f.node("fc").position.y);

    f.click(f.body("fc"));
    f.key(Qt::Key_A, Qt::ShiftModifier);
    REQUIRE(f.area->quickAdd()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), "tanh");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ShiftModifier);
    REQUIRE(f.has("tanh1"));
    CHECK(f.level().wiresOf(f.id("tanh1")).empty());
}

TEST_CASE("Quick-add lists layers that fit first and says why the others do not")
{
    CanvasFixture f("in1 = input(1,8,8); flat = in1 > flatten; flat > output(mse)");
    f.click(f.body("flat"));
    f.key(Qt::Key_Tab);
    QuickAdd* quick = f.area->quickAdd();
    const QStringList titles = quick->titles();
    REQUIRE(titles.contains("Conv2D"));
    REQUIRE(titles.contains("Dense"));
    CHECK(titles.indexOf("Dense") < titles.indexOf("Conv2D"));
    const auto items = quick->list()->findItems("Conv2D", Qt::MatchExactly);
    REQUIRE(items.size() == 1);
    CHECK(items.front()->toolTip().contains("feature map"));
    QTest::keyClicks(QApplication::focusWidget(), "zzzzzz");
    CHECK(quick->titles().isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    CHECK(quick->isVisible());
}

TEST_CASE("Keys of the canvas do nothing while one types")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.key(Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), "dfhlmu");
    CHECK_FALSE(f.session->canUndo());
    CHECK(f.area->quickAdd()->isVisible());
    CHECK_FALSE(f.area->minimap()->isHidden());
}

TEST_CASE("Ctrl+G makes a module, Enter opens it, U leaves it, Ctrl+Shift+G dissolves it")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.click(f.body("act"), Qt::ShiftModifier);
    f.key(Qt::Key_G, Qt::ControlModifier);
    REQUIRE(f.graph().modules().size() == 1);
    CHECK(f.level().nodes.size() == 3);
    REQUIRE(f.editor->current());
    const std::string module = f.editor->current()->name;
    f.key(Qt::Key_Return);
    CHECK(f.editor->path() == std::vector<std::string>{module});
    CHECK(f.has("fc"));
    CHECK(f.canvas->scene().nodes().size() == f.level().nodes.size());
    const auto* level = f.area->findChild<BreadcrumbBar*>();
    for (const QWidget* part : level->findChildren<QPushButton*>())
        CHECK(level->rect().contains(part->geometry()));
    CHECK(level->width() >= level->sizeHint().width());
    f.key(Qt::Key_U);
    CHECK(f.editor->path().empty());
    CHECK(f.selected() == std::set<std::string>{module});
    f.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(f.graph().modules().empty());
    CHECK(f.wired("fc", "act"));
}

TEST_CASE("Undo that removes the module one stands in leads back to the level around it")
{
    CanvasFixture f(chainText);
    f.click(f.body("fc"));
    f.key(Qt::Key_G, Qt::ControlModifier);
    f.key(Qt::Key_Return);
    REQUIRE(f.editor->path().size() == 1);
    f.session->undo();
    CHECK(f.editor->path().empty());
    CHECK(f.canvas->scene().nodes().size() == 4);
}

TEST_CASE("D bypasses what keeps its shape and says why others cannot; H collapses")
{
    CanvasFixture f(chainText);
    f.click(f.body("act"));
    f.key(Qt::Key_D);
    CHECK(f.node("act").bypassed);
    f.key(Qt::Key_D);
    CHECK_FALSE(f.node("act").bypassed);
    f.settle();
    f.click(f.body("fc"));
    f.key(Qt::Key_D);
    CHECK_FALSE(f.node("fc").bypassed);
    CHECK(f.notes.size() == 1);
    f.key(Qt::Key_H);
    CHECK(f.node("fc").collapsed);
    CHECK(f.canvas->scene().find(f.id("fc"))->rect.height() == 28);
}

TEST_CASE("L arranges in the background as one step, without overlaps")
{
    CanvasFixture f(chainText);
    std::map<NodeId, Position> heap;
    for (const NodePtr& node : f.level().nodes)
        heap[node->id] = {0, 0};
    f.editor->move(heap);
    f.key(Qt::Key_L, Qt::ShiftModifier);
    for (int i = 0; i < 300 && f.session->undoName() != "Arrange 4 layers"; ++i)
        QTest::qWait(10);
    REQUIRE(f.session->undoName() == "Arrange 4 layers");
    CHECK(f.node("in1").position.y < f.node("fc").position.y);
    CHECK(f.node("fc").position.y < f.node("act").position.y);
    f.session->undo();
    CHECK(f.node("fc").position == Position{0, 0});
}

TEST_CASE("The flow can be turned: one step, and the ports lie at the sides")
{
    CanvasFixture f(chainText);
    f.actions->find("canvas.turn")->trigger();
    for (int i = 0; i < 300 && !f.session->project().leftToRight; ++i)
        QTest::qWait(10);
    REQUIRE(f.session->project().leftToRight);
    CHECK(f.node("in1").position.x < f.node("fc").position.x);
    const SceneNode* fc = f.canvas->scene().find(f.id("fc"));
    CHECK(fc->inputs.front().at == QPointF(fc->rect.left(), fc->rect.center().y()));
    CHECK(fc->outputs.front().at == QPointF(fc->rect.right(), fc->rect.center().y()));
    f.session->undo();
    CHECK_FALSE(f.session->project().leftToRight);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Home shows all, F the selection, Ctrl+0 goes to 100 %, M hides the map")
{
    CanvasFixture f(chainText);
    f.canvas->setZoom(0.2);
    f.canvas->panBy({5000, 5000});
    f.key(Qt::Key_Home);
    CHECK(f.canvas->visibleScene().contains(f.canvas->scene().bounds()));
    f.canvas->panBy({5000, 5000});
    f.editor->select({f.id("act")});
    f.key(Qt::Key_F);
    CHECK(f.canvas->visibleScene().contains(f.canvas->scene().boundsOf({f.id("act")})));
    f.key(Qt::Key_Minus, Qt::ControlModifier);
    CHECK(f.canvas->zoom() == Approx(1 / 1.2));
    f.key(Qt::Key_0, Qt::ControlModifier);
    CHECK(f.canvas->zoom() == 1);
    CHECK(f.area->minimap()->isVisible());
    f.key(Qt::Key_M);
    CHECK_FALSE(f.area->minimap()->isVisible());
}

TEST_CASE("F8 leads to a node with a problem, and its card repairs it with one click")
{
    CanvasFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); f = c > flatten; bad = f > conv2d(8); g = bad > flatten; g > dense(10) > output(cross_entropy)");
    f.key(Qt::Key_F8);
    CHECK(f.selected() == std::set<std::string>{"bad"});
    CHECK(f.canvas->scene().find(f.id("bad"))->mark == Mark::Error);
    CHECK(f.area->card()->isVisible());
    CHECK(f.area->card()->text().contains("feature map"));
    bool red = false;
    for (const SceneWire& wire : f.canvas->scene().wires())
        red = red || (wire.error && wire.wire.to.node == f.id("bad"));
    CHECK(red);
}

TEST_CASE("A fix on the card is one named step and clears the problem")
{
    CanvasFixture f("in1 = input(1,8,8); c = in1 > conv2d(4); end = c > output(cross_entropy)");
    f.editor->select({f.id("end")});
    REQUIRE_FALSE(f.editor->problems(f.node("end")).empty());
    REQUIRE(f.area->card()->isVisible());
    QPushButton* insert = nullptr;
    for (QPushButton* button : f.area->card()->findChildren<QPushButton*>())
        if (button->text() == "Insert Flatten")
            insert = button;
    REQUIRE(insert);
    QTest::mouseClick(insert, Qt::LeftButton);
    CHECK(f.session->undoName() == "Insert Flatten");
    CHECK_FALSE(f.wired("c", "end"));
    f.settle();
    QTest::qWait(20);
    CHECK(f.editor->problems(f.node("end")).empty());
    CHECK_FALSE(f.area->card()->isVisible());
    CHECK(f.canvas->scene().find(f.id("end"))->mark == Mark::None);
}

TEST_CASE("The empty canvas says what to do")
{
    CanvasFixture f;
    f.open(Graph());
    bool said = false;
    for (const QWidget* child : f.area->findChildren<QWidget*>())
        said = said || (child->isVisible() && child->property("text").toString().contains("Drag a layer here"));
    CHECK(said);
    f.editor->addLayer("input", {100, 100});
    for (const QWidget* child : f.area->findChildren<QWidget*>())
        CHECK_FALSE((child->isVisible() && child->property("text").toString().contains("Drag a layer here")));
}
