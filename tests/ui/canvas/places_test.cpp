// Levels, bookmarks, the way back, and lining up.
#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {
const std::string kNested = "module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block; c = b > block; c > output(mse)";
}

TEST_CASE("Escape gives up one thing after the other: the selection, then the module")
{
    CanvasFixture f(kNested);
    f.editor->showNode("b.hidden");
    f.key(Qt::Key_Escape);
    CHECK(f.selected().empty());
    CHECK(f.editor->path().size() == 1);
    f.key(Qt::Key_Escape);
    CHECK(f.editor->path().empty());
    CHECK(f.selected() == std::set<std::string>{"b"});
    f.key(Qt::Key_Escape);
    f.key(Qt::Key_Escape);
    CHECK(f.editor->path().empty());
    CHECK(f.selected().empty());
}

TEST_CASE("Ctrl and a digit set a bookmark, the digit goes there, over levels; it is part of the project")
{
    CanvasFixture f(kNested);
    f.editor->enter(f.id("b"));
    f.canvas->setZoom(0.9);
    f.canvas->centerOn({123, 45});
    f.key(Qt::Key_3, Qt::ControlModifier);
    CHECK(f.session->undoName() == "Set bookmark 3");
    f.editor->leave();
    f.canvas->setZoom(0.3);
    f.key(Qt::Key_3);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    CHECK(f.canvas->zoom() == Approx(0.9));
    CHECK(QLineF(f.canvas->toScene(QRectF(f.canvas->rect()).center()), QPointF(123, 45)).length() < 2);
    f.key(Qt::Key_7);
    CHECK(f.notes.back().contains("no bookmark 7"));
    CHECK(f.editor->path().size() == 1);
    f.session->undo();
    CHECK(f.session->project().bookmarks.empty());
}

TEST_CASE("A bookmark into a module that is gone says so")
{
    CanvasFixture f(kNested);
    f.editor->enter(f.id("b"));
    f.key(Qt::Key_1, Qt::ControlModifier);
    f.editor->leave();
    f.editor->select({f.id("b")});
    f.editor->removeSelection(true);
    f.key(Qt::Key_1);
    CHECK(f.editor->path().empty());
    CHECK(f.notes.back().contains("not in the design"));
}

TEST_CASE("Alt+Left goes back to the level before, Alt+Right forth again")
{
    CanvasFixture f(kNested);
    f.editor->showNode("b.hidden");
    f.editor->showNode("c.hidden");
    f.key(Qt::Key_Left, Qt::AltModifier);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    f.key(Qt::Key_Left, Qt::AltModifier);
    CHECK(f.editor->path().empty());
    f.key(Qt::Key_Left, Qt::AltModifier);
    CHECK(f.editor->path().empty());
    f.key(Qt::Key_Right, Qt::AltModifier);
    f.key(Qt::Key_Right, Qt::AltModifier);
    CHECK(f.editor->path() == std::vector<std::string>{"c"});
}

TEST_CASE("Alt+S and U, D or C select along the wires")
{
    CanvasFixture f(chainText);
    f.click(f.body("act"));
    f.key(Qt::Key_S, Qt::AltModifier);
    f.key(Qt::Key_U);
    CHECK(f.selected() == std::set<std::string>{"in1", "fc", "act"});
    f.click(f.body("fc"));
    f.key(Qt::Key_S, Qt::AltModifier);
    f.key(Qt::Key_D);
    CHECK(f.selected() == std::set<std::string>{"fc", "act", "end"});
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Q lines a chain up along the flow, Ctrl+Alt and an arrow at an edge, each in one step")
{
    CanvasFixture f(chainText);
    const Position fc = f.node("fc").position;
    f.editor->move({{f.id("act"), {fc.x + 100, fc.y + 96}}});
    f.click(f.body("fc"));
    f.click(f.body("act"), Qt::ShiftModifier);
    f.key(Qt::Key_Q);
    CHECK(f.node("act").position == Position{fc.x, fc.y + 96});
    CHECK(f.session->undoName() == "Straighten 2 layers");
    f.session->undo();
    f.key(Qt::Key_Right, Qt::ControlModifier | Qt::AltModifier);
    CHECK(f.node("fc").position.x == fc.x + 100);
    f.key(Qt::Key_Escape);
    f.key(Qt::Key_Q);
    CHECK(f.notes.back().contains("two layers"));
}

TEST_CASE("G moves the selection with the mouse until a click; Escape and the right button put it back")
{
    CanvasFixture f(chainText);
    const Position before = f.node("fc").position;
    f.editor->select({f.id("fc")});
    QTest::mouseMove(f.canvas, f.body("fc"));
    f.key(Qt::Key_G);
    QTest::mouseMove(f.canvas, f.body("fc") + QPoint(64, 32));
    CHECK(f.canvas->scene().find(f.id("fc"))->rect.left() != before.x);
    f.key(Qt::Key_Escape);
    CHECK(f.node("fc").position == before);
    CHECK(f.canvas->scene().find(f.id("fc"))->rect.left() == before.x);
    f.key(Qt::Key_G);
    const QPoint at = f.body("fc") + QPoint(96, 40);
    QTest::mouseMove(f.canvas, at);
    QTest::mouseClick(f.canvas, Qt::LeftButton, {}, at);
    CHECK_FALSE(f.node("fc").position == before);
    CHECK(f.session->undoName() == "Move 1 layer");
}

TEST_CASE("A design that is no larger than the view opens at 100 %, however the window came to its size")
{
    CanvasFixture f(chainText);
    f.area->setGeometry(0, 0, 300, 220);
    Project project;
    project.graph = test::graphOf(chainText);
    f.session->open(std::move(project), {});
    f.settle();
    CHECK(f.canvas->zoom() < 0.8);
    f.area->setGeometry(0, 0, 600, 500);
    f.area->setGeometry(0, 0, 900, 800);
    CHECK(f.canvas->zoom() == 1);
    bool labels = false;
    for (const SceneWire& wire : f.canvas->scene().wires())
        labels = labels || !wire.labelRect.isNull();
    CHECK(labels);
    f.canvas->setZoom(0.5);
    f.area->setGeometry(0, 0, 880, 780);
    CHECK(f.canvas->zoom() == 0.5);
}

TEST_CASE("A design somewhat larger than the view opens at its beginning, large enough to read the shapes; a huge one opens whole")
{
    const auto openChain = [](CanvasFixture& f, int layers) {
        std::string text = "in1 = input(8); in1";
        for (int i = 0; i < layers; ++i)
            text += " > relu";
        Project project;
        project.graph = test::graphOf(text + " > output(mse)");
        f.session->open(std::move(project), {});
        f.settle();
    };
    CanvasFixture f;
    openChain(f, 12);
    REQUIRE(f.canvas->scene().bounds().height() * 0.8 > f.canvas->height());
    CHECK(f.canvas->zoom() == Approx(0.8));
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().find(f.id("in1"))->rect)));
    openChain(f, 60);
    CHECK(f.canvas->zoom() < 0.5);
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().bounds())));
}
