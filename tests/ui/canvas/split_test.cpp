// Two views of one design: which of them is current, what each has of its own, and that nothing is left behind.
#include <QAbstractButton>
#include <QAction>
#include <QSignalSpy>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/breadcrumb_bar.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/minimap.h"
#include "ui/theme/theme.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

const std::string kNested = "module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block; c = b > block; fc = c > dense(4); fc > output(mse)";

/// Split side by side by its key; f then speaks of the first view.
struct SplitFixture : CanvasFixture {
    explicit SplitFixture(const std::string& text = kNested) : CanvasFixture(text)
    {
        key(Qt::Key_Backslash, Qt::ControlModifier);
        REQUIRE(views->isSplit());
        first = views->areas()[0];
        second = views->areas()[1];
        for (CanvasArea* one : {second, first})
            use(one);
        for (CanvasArea* one : {first, second}) {
            one->canvas()->setZoom(0.6);
            one->canvas()->centerOn(one->canvas()->scene().bounds().center());
        }
    }
    /// A click on nothing.
    void goTo(CanvasArea* there)
    {
        use(there);
        click({8, canvas->height() - 60});
        REQUIRE(views->area() == there);
    }
    CanvasArea *first = nullptr, *second = nullptr;
};

QColor edgeOf(const CanvasView* canvas)
{
    return const_cast<CanvasView*>(canvas)->grab().toImage().pixelColor(1, canvas->height() / 2);
}

QPointF middleOf(const CanvasView* canvas)
{
    return canvas->toScene(QRectF(canvas->rect()).center());
}

} // namespace

TEST_CASE("Ctrl+\\ puts a second view beside the first: the same level, place and selection, and the keyboard is in it")
{
    CanvasFixture f(kNested);
    f.editor->enter(f.id("b"));
    f.editor->select({f.id("hidden")});
    f.canvas->setZoom(0.8);
    f.canvas->centerOn({100, 60});
    CHECK_FALSE(f.actions->find("canvas.split")->isChecked());
    f.key(Qt::Key_Backslash, Qt::ControlModifier);
    REQUIRE(f.views->areas().size() == 2);
    CanvasArea *first = f.views->areas()[0], *second = f.views->areas()[1];
    CHECK(first == f.area);
    CHECK(f.views->area() == second);
    CHECK(QApplication::focusWidget() == second->canvas());
    CHECK(f.actions->find("canvas.split")->isChecked());
    CHECK(second->x() > first->geometry().right());
    CHECK(second->y() == first->y());
    CHECK(std::abs(second->width() - first->width()) <= 1);
    CHECK(first->findChild<QWidget*>("canvas.tools")->size() == second->findChild<QWidget*>("canvas.tools")->size());
    CHECK(second->canvas()->editor()->path() == f.editor->path());
    CHECK(second->canvas()->editor()->selection() == f.editor->selection());
    CHECK(second->canvas()->zoom() == Approx(0.8));
    CHECK(QLineF(middleOf(second->canvas()), middleOf(first->canvas())).length() < 3);
    f.use(second);
    f.key(Qt::Key_Backslash, Qt::ControlModifier);
    CHECK(f.views->areas() == std::vector{second});
    CHECK(second->width() == f.views->width());
    CHECK_FALSE(f.actions->find("canvas.split")->isChecked());
}

TEST_CASE("Views stand one above the other, and turn with the other key")
{
    CanvasFixture f(chainText);
    f.key(Qt::Key_Backslash, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(f.views->isSplit());
    CHECK(f.views->areas()[1]->y() > f.views->areas()[0]->geometry().bottom());
    CHECK(f.actions->find("canvas.split_below")->isChecked());
    CHECK_FALSE(f.actions->find("canvas.split")->isChecked());
    f.use(f.views->area());
    f.key(Qt::Key_Backslash, Qt::ControlModifier);
    REQUIRE(f.views->isSplit());
    CHECK(f.views->areas()[1]->x() > f.views->areas()[0]->geometry().right());
    CHECK(f.actions->find("canvas.split")->isChecked());
    CHECK_FALSE(f.actions->find("canvas.split_below")->isChecked());
}

TEST_CASE("A double-click enters a module in one view, while the other one stays where it is")
{
    SplitFixture f;
    f.use(f.second);
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.body("b"));
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    CHECK(f.first->canvas()->editor()->path().empty());
    CHECK(f.first->canvas()->scene().nodes().size() == 5);
    CHECK(f.second->canvas()->scene().nodes().size() == 3);
    const double zoom = f.first->canvas()->zoom();
    const QPointF middle = middleOf(f.first->canvas());
    f.key(Qt::Key_Plus, Qt::ControlModifier);
    f.key(Qt::Key_Home);
    CHECK(f.first->canvas()->zoom() == zoom);
    CHECK(middleOf(f.first->canvas()) == middle);
    f.key(Qt::Key_U); // leaves the module of this view
    CHECK(f.editor->path().empty());
    CHECK(f.selected() == std::set<std::string>{"b"});
}

TEST_CASE("Keys, menu and tools act in the view that was used last")
{
    SplitFixture f;
    f.use(f.second);
    f.editor->enter(f.id("b"));
    f.goTo(f.first);
    f.click(f.body("fc"));
    f.key(Qt::Key_Delete);
    CHECK_FALSE(f.has("fc"));
    f.goTo(f.second);
    f.key(Qt::Key_A, Qt::ControlModifier);
    CHECK(f.selected() == std::set<std::string>{"in", "hidden", "out"});
    CHECK(f.first->canvas()->editor()->selection().empty());
    f.actions->find("edit.select_all")->trigger(); // as the palette of actions does
    CHECK(f.editor->selection().size() == 3);
    f.key(Qt::Key_F6, Qt::ControlModifier);
    CHECK(QApplication::focusWidget() == f.first->canvas());
    CHECK(f.views->area() == f.first);
    f.actions->find("edit.select_all")->trigger();
    CHECK(f.first->canvas()->editor()->selection().size() == 4);
    // The tools of the other view belong to it.
    QAbstractButton* fit = nullptr;
    for (QAbstractButton* button : f.second->findChildren<QAbstractButton*>())
        if (button->toolTip().startsWith("Show everything"))
            fit = button;
    REQUIRE(fit);
    f.second->canvas()->setZoom(0.3);
    const double before = f.first->canvas()->zoom();
    QTest::mouseClick(fit, Qt::LeftButton);
    CHECK(f.views->area() == f.second);
    CHECK(f.second->canvas()->zoom() > 0.3);
    CHECK(f.first->canvas()->zoom() == before);
}

TEST_CASE("A press on the map of the other view makes that one current")
{
    SplitFixture f;
    f.goTo(f.first);
    REQUIRE(f.second->minimap()->isVisible());
    const QPointF before = middleOf(f.first->canvas()), there = middleOf(f.second->canvas());
    QTest::mousePress(f.second->minimap(), Qt::LeftButton, {}, {20, 20});
    QTest::mouseRelease(f.second->minimap(), Qt::LeftButton, {}, {20, 20});
    CHECK(f.views->area() == f.second);
    CHECK(middleOf(f.second->canvas()) != there);
    CHECK(middleOf(f.first->canvas()) == before);
}

TEST_CASE("The current view is marked, and only where there are two")
{
    CanvasFixture f(chainText);
    const QColor mark = theme().color(Role::Accent);
    CHECK(edgeOf(f.canvas) != mark);
    f.key(Qt::Key_Backslash, Qt::ControlModifier);
    CanvasView *first = f.views->areas()[0]->canvas(), *second = f.views->areas()[1]->canvas();
    CHECK(edgeOf(second) == mark);
    CHECK(edgeOf(first) != mark);
    f.views->focusOther();
    CHECK(edgeOf(first) == mark);
    CHECK(edgeOf(second) != mark);
    CHECK(first->accessibleName() == "Canvas, view 1 of 2");
    f.views->toggle(Qt::Horizontal);
    CHECK(edgeOf(first) != mark);
    CHECK(first->accessibleName() == "Canvas");
}

TEST_CASE("What is dragged in one view stands there in the other at once, as one step that either undoes")
{
    SplitFixture f(chainText);
    f.goTo(f.first);
    const QPointF before = f.second->canvas()->scene().find(f.id("act"))->rect.topLeft();
    f.drag(f.body("act"), f.body("act") + QPoint(60, 40));
    const QPointF after = f.first->canvas()->scene().find(f.id("act"))->rect.topLeft();
    CHECK(after != before);
    CHECK(f.second->canvas()->scene().find(f.id("act"))->rect.topLeft() == after);
    f.goTo(f.second);
    f.session->undo();
    CHECK(f.first->canvas()->scene().find(f.id("act"))->rect.topLeft() == before);
    CHECK(f.second->canvas()->scene().find(f.id("act"))->rect.topLeft() == before);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Views of one level share its selection; views of two levels do not")
{
    SplitFixture f;
    DesignEditor &one = *f.first->canvas()->editor(), &other = *f.second->canvas()->editor();
    f.goTo(f.first);
    f.click(f.body("b"));
    REQUIRE(f.selected() == std::set<std::string>{"b"});
    CHECK(other.selection() == one.selection());
    f.click(f.middleOfWire("c", "fc"));
    REQUIRE(one.selectedWire());
    CHECK(other.selectedWire() == one.selectedWire());
    CHECK(other.selection().empty());
    f.use(f.second);
    f.editor->enter(f.id("b"));
    f.editor->selectAll();
    CHECK(one.selection().empty());
    CHECK(one.selectedWire());
    // Another instance of the module is another place.
    f.editor->leave();
    CHECK(one.selection() == other.selection());
    f.editor->enter(f.id("b"));
    f.use(f.first);
    f.editor->enter(f.id("c"));
    f.editor->selectAll();
    CHECK(other.selection().empty());
    // Who comes to a level finds what is selected there.
    f.editor->setPath({});
    f.editor->select({f.id("fc")});
    f.use(f.second);
    f.editor->setPath({});
    CHECK(f.selected() == std::set<std::string>{"fc"});
}

TEST_CASE("When the module that a view shows is deleted, dissolved or undone in the other view, the view goes where it stood")
{
    SplitFixture f;
    DesignEditor &one = *f.first->canvas()->editor(), &other = *f.second->canvas()->editor();
    other.showNode("b.hidden");
    f.goTo(f.first);
    f.click(f.body("b"));
    f.key(Qt::Key_Delete);
    CHECK(other.path().empty());
    CHECK(other.selection().empty());
    CHECK(f.second->canvas()->scene().nodes().size() == 4);
    f.session->undo();
    CHECK(f.second->canvas()->scene().nodes().size() == 5);

    other.showNode("c.hidden");
    one.select({f.id("c")});
    one.dissolveSelection();
    CHECK(other.path().empty());
    CHECK(other.selection() == one.selection());
    f.session->undo();

    f.use(f.first);
    one.select({f.id("fc")});
    one.makeModuleOfSelection();
    f.settle();
    const Node* made = one.current();
    REQUIRE(made);
    f.use(f.second);
    f.editor->enter(made->id);
    REQUIRE(f.editor->path().size() == 1);
    f.editor->selectAll();
    f.session->undo();
    CHECK(f.editor->path().empty());
    f.settle();
    QTest::mouseMove(f.canvas, f.body("fc"));
    (void)f.canvas->grab();
}

TEST_CASE("Another project is shown from its top in both views, with nothing selected")
{
    SplitFixture f;
    f.first->canvas()->editor()->selectAll();
    f.second->canvas()->editor()->enter(f.id("b"));
    f.open(test::graphOf(chainText));
    for (const CanvasArea* area : f.views->areas()) {
        CHECK(area->canvas()->editor()->path().empty());
        CHECK_FALSE(area->canvas()->editor()->hasSelection());
        CHECK(area->canvas()->scene().nodes().size() == 4);
    }
}

TEST_CASE("One view again: the current one stays, with its level, zoom and way back")
{
    for (const bool keepsFirst : {true, false}) {
        SplitFixture f;
        f.goTo(keepsFirst ? f.first : f.second);
        f.editor->enter(f.id("c"));
        f.editor->select({f.id("hidden")});
        f.canvas->setZoom(0.7);
        f.canvas->centerOn({50, 90});
        const QPointer<CanvasArea> gone = keepsFirst ? f.second : f.first;
        f.key(Qt::Key_Backslash, Qt::ControlModifier);
        CHECK(gone.isNull());
        REQUIRE(f.views->areas() == std::vector{f.area});
        CHECK(f.editor->path() == std::vector<std::string>{"c"});
        CHECK(f.selected() == std::set<std::string>{"hidden"});
        CHECK(f.canvas->zoom() == Approx(0.7));
        CHECK(std::abs(middleOf(f.canvas).x() - 50) < 2);
        CHECK(QApplication::focusWidget() == f.canvas);
        f.key(Qt::Key_Left, Qt::AltModifier);
        CHECK(f.editor->path().empty());
        f.editor->select({f.id("fc")});
        f.key(Qt::Key_Delete);
        CHECK_FALSE(f.has("fc"));
        f.actions->find("canvas.split")->trigger(); // and two again
        CHECK(f.views->isSplit());
    }
}

TEST_CASE("How the views stand, and the share of each, are kept over a restart")
{
    SplitFixture f(chainText);
    f.views->setSizes({600, 299});
    emit f.views->splitterMoved(600, 1); // as the hand that drags the border
    const auto again = [&] {
        auto views = std::make_unique<CanvasSplit>(f.editor->context());
        CHECK(views->area() == views->areas()[0]);
        views->resize(900, 700);
        views->show();
        QTest::qWait(1);
        return views;
    };
    {
        const auto views = again();
        REQUIRE(views->isSplit());
        CHECK(views->orientation() == Qt::Horizontal);
        CHECK(std::abs(views->areas()[0]->width() - 600) < 4);
    }
    f.views->toggle(Qt::Vertical);
    CHECK(again()->orientation() == Qt::Vertical);
    f.views->toggle(Qt::Vertical);
    CHECK_FALSE(again()->isSplit());
}

TEST_CASE("In narrow views the tools stand below the breadcrumbs, and neither lies over the other or out of the view")
{
    SplitFixture f;
    f.second->canvas()->editor()->enter(f.id("b"));
    int below = 0, none = 0;
    for (const int width : {900, 640, 520, 420, 330, 240}) {
        f.views->resize(width, 600);
        QTest::qWait(1);
        for (CanvasArea* area : f.views->areas()) {
            INFO(width << " wide, view of " << area->width());
            CHECK(area->geometry().right() < f.views->width());
            const auto* tools = area->findChild<QWidget*>("canvas.tools");
            const auto* crumbs = area->findChild<BreadcrumbBar*>();
            none += tools->isVisible() ? 0 : 1;
            if (!tools->isVisible())
                continue;
            CHECK(area->rect().contains(tools->geometry()));
            CHECK_FALSE(tools->geometry().intersects(crumbs->geometry()));
            below += tools->y() > crumbs->y() + crumbs->height() ? 1 : 0;
        }
    }
    CHECK(below > 0);
    CHECK(none > 0);
}

TEST_CASE("A move that began in one view is put back when one goes to the other")
{
    SplitFixture f(chainText);
    f.goTo(f.first);
    const QPointF before = f.canvas->scene().find(f.id("act"))->rect.topLeft();
    f.click(f.body("act"));
    f.key(Qt::Key_G);
    QTest::mouseMove(f.canvas, f.body("act") + QPoint(50, 50));
    REQUIRE(f.canvas->scene().find(f.id("act"))->rect.topLeft() != before);
    f.use(f.second);
    f.click({8, f.canvas->height() - 60});
    CHECK(f.first->canvas()->scene().find(f.id("act"))->rect.topLeft() == before);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Each view searches by itself, and Ctrl+F opens the search of the current one")
{
    SplitFixture f;
    f.goTo(f.second);
    f.key(Qt::Key_F, Qt::ControlModifier);
    CHECK(f.second->findBar()->isVisible());
    CHECK_FALSE(f.first->findBar()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), "hidden");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    CHECK(f.views->area() == f.second); // the field of the search is part of its view
    CHECK(f.editor->path().size() == 1);
    CHECK(f.second->canvas()->hits());
    CHECK_FALSE(f.first->canvas()->hits());
    f.views->focusOther();
    f.views->toggle(Qt::Horizontal); // with a search open in the view that goes
    CHECK_FALSE(f.views->isSplit());
}

TEST_CASE("Each view has its colours, and the menu tells those of the current one")
{
    SplitFixture f(chainText);
    f.goTo(f.second);
    f.actions->find("canvas.heat.1")->trigger();
    CHECK(f.editor->heat() == HeatMode::Parameters);
    CHECK(f.first->canvas()->editor()->heat() == HeatMode::Off);
    f.goTo(f.first);
    CHECK(f.actions->find("canvas.heat.0")->isChecked());
    f.goTo(f.second);
    CHECK(f.actions->find("canvas.heat.1")->isChecked());
}

TEST_CASE("The map, habits and shapes on wires are those of all views")
{
    SplitFixture f(chainText);
    f.goTo(f.second);
    f.key(Qt::Key_M);
    CHECK_FALSE(f.first->minimap()->isVisible());
    CHECK_FALSE(f.second->minimap()->isVisible());
    f.key(Qt::Key_M);
    CHECK(f.first->minimap()->isVisible());
    f.actions->find("canvas.wheel.2")->trigger();
    CHECK(f.first->canvas()->habits().wheel == WheelMode::Pans);
    CHECK(f.second->canvas()->habits().wheel == WheelMode::Pans);
    f.actions->find("canvas.wheel.0")->trigger();
    f.actions->find("canvas.labels.3")->trigger();
    CHECK(f.first->canvas()->editor()->shapeLabels() == ShapeLabels::All);
    CHECK(f.second->canvas()->editor()->shapeLabels() == ShapeLabels::All);
    f.actions->find("canvas.labels.2")->trigger();
}

TEST_CASE("A layer that is added in one view is among the recent ones of the other")
{
    SplitFixture f(chainText);
    f.second->canvas()->editor()->addLayer("dropout", {0, 400});
    CHECK(f.first->canvas()->editor()->recentLayers().front() == "dropout");
}

TEST_CASE("Where there is one view, going to the other one or back to one says what to do first")
{
    CanvasFixture f(chainText);
    QSignalSpy refused(f.actions.get(), &Actions::refused);
    f.actions->find("canvas.other_view")->trigger();
    f.actions->find("canvas.one_view")->trigger();
    REQUIRE(refused.count() == 2);
    CHECK(refused[0][0].toString() == "Split the view first.");
    CHECK_FALSE(f.views->isSplit());
    f.actions->find("canvas.split_below")->trigger();
    REQUIRE(f.views->isSplit());
    f.actions->find("canvas.one_view")->trigger();
    CHECK_FALSE(f.views->isSplit());
    CHECK_FALSE(f.actions->find("canvas.split_below")->isChecked());
}
