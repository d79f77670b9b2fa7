// Ctrl+R: another layer in the place of the selected one.
#include <QListWidget>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/quick_add.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

void choose(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

bool shows(const QWidget& widget, const QString& text)
{
    for (const QWidget* child : widget.findChildren<QWidget*>())
        if (child->isVisible() && child->property("text").toString().contains(text))
            return true;
    return false;
}

} // namespace

TEST_CASE("Ctrl+R lists what may stand there; Enter replaces, keeps wires, place and selection, in one step")
{
    CanvasFixture f(chainText);
    f.click(f.body("act"));
    const Position place = f.node("act").position;
    const NodeId id = f.id("act");
    f.key(Qt::Key_R, Qt::ControlModifier);
    REQUIRE(f.area->quickAdd()->isVisible());
    CHECK(shows(*f.area->quickAdd(), "replace act by"));
    CHECK_FALSE(shows(*f.area->quickAdd(), "Shift+Enter"));
    choose("tanh");
    CHECK_FALSE(f.area->quickAdd()->isVisible());
    CHECK(QApplication::focusWidget() == f.canvas);
    CHECK(f.node("act").type == "tanh");
    CHECK(f.node("act").position == place);
    CHECK(f.id("act") == id);
    CHECK(f.wired("fc", "act"));
    CHECK(f.wired("act", "end"));
    CHECK(f.selected() == std::set<std::string>{"act"});
    CHECK(f.session->undoName() == "Replace act by Tanh");
    f.session->undo();
    CHECK(f.node("act").type == "relu");
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("Several layers are replaced at once, and quick-add adds again afterwards")
{
    CanvasFixture f("in1 = input(8); a = in1 > relu; b = a > relu; b > output(mse)");
    f.click(f.body("a"));
    f.click(f.body("b"), Qt::ShiftModifier);
    f.key(Qt::Key_R, Qt::ControlModifier);
    CHECK(shows(*f.area->quickAdd(), "replace 2 layers by"));
    choose("gelu");
    CHECK(f.node("a").type == "gelu");
    CHECK(f.node("b").type == "gelu");
    CHECK(f.session->undoName() == "Replace 2 layers by GELU");
    f.click(f.body("b"));
    f.key(Qt::Key_Tab);
    CHECK(shows(*f.area->quickAdd(), "Shift+Enter"));
    choose("dropout");
    CHECK(f.level().nodes.size() == 5);
    CHECK(f.wired("b", "dropout1"));
}

TEST_CASE("A layer becomes an instance of a module, and a module's unused definition goes")
{
    CanvasFixture f("module block { in > relu > out }; in1 = input(8); b = in1 > block; act = b > relu; act > output(mse)");
    const std::string definition = f.graph().modules().begin()->first;
    f.editor->select({f.id("act")});
    CHECK(f.editor->replaceSelection(kModulePrefix + definition));
    CHECK(f.node("act").type == kModuleType);
    CHECK(f.wired("b", "act"));
    CHECK(f.graph().modules().size() == 1);
    f.editor->select({f.id("b"), f.id("act")});
    CHECK(f.editor->replaceSelection("relu"));
    CHECK(f.graph().modules().empty());
    f.session->undo();
    CHECK(f.graph().modules().size() == 1);
}

TEST_CASE("Without a selection Ctrl+R says what to do, and a module's port is not replaced")
{
    CanvasFixture f("module block { in > relu > out }; in1 = input(8); b = in1 > block; b > output(mse)");
    f.key(Qt::Key_R, Qt::ControlModifier);
    CHECK_FALSE(f.area->quickAdd()->isVisible());
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes.front().contains("Select"));
    f.editor->showNode("b.in");
    CHECK_FALSE(f.editor->replaceSelection("relu"));
    CHECK(f.notes.back().contains("'in'"));
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("What does not fit the data there is muted with the reason")
{
    CanvasFixture f("in1 = input(1,8,8); flat = in1 > flatten; fc = flat > dense(4); fc > output(mse)");
    f.click(f.body("fc"));
    f.key(Qt::Key_R, Qt::ControlModifier);
    const QStringList titles = f.area->quickAdd()->titles();
    REQUIRE(titles.contains("Conv2D"));
    CHECK(titles.indexOf("ReLU") < titles.indexOf("Conv2D"));
    CHECK(titles.indexOf("ReLU") < titles.indexOf("Input"));
}
