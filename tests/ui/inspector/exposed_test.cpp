// Parameters of a module that its instances show, as a person sets them.
#include <QInputDialog>
#include <QMenu>
#include <QTimer>

#include "tests/ui/inspector/inspector_fixture.h"
#include "ui/canvas/node_search.h"

using namespace nodegrad;
using test::InspectorFixture;
using test::type;

namespace {

struct Blocks : InspectorFixture {
    Blocks() : InspectorFixture("module block { fc = in > dense(8); fc > relu > out }; in1 = input(4); one = in1 > block; two = one > block; end = two > output(mse)") {}
    void enter(const char* name)
    {
        editor->leave();
        REQUIRE(editor->enter(id(name)));
        choose({"fc"});
    }
    QToolButton* tool(const QString& name)
    {
        auto* found = panel->findChild<QToolButton*>(name);
        return found && found->isVisible() ? found : nullptr;
    }
    /// The eye beside the units of the layer inside.
    void showUnits()
    {
        enter("one");
        REQUIRE(tool("expose.units"));
        QTest::mouseClick(tool("expose.units"), Qt::LeftButton);
        QTest::qWait(5);
    }
    /// The row's button, and of its menu the entry that is called so.
    void chooseEntry(const QString& button, const QString& entry)
    {
        REQUIRE(tool(button));
        QTest::mouseClick(tool(button), Qt::LeftButton);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        REQUIRE(menu);
        for (QAction* action : menu->actions())
            if (action->text() == entry) {
                menu->close();
                action->trigger();
                QTest::qWait(5);
                return;
            }
        FAIL("no such entry");
    }
    QString summary(const char* name) { return canvas->scene().find(id(name))->summary; }
    std::int64_t parametersOf(const std::string& path)
    {
        settle();
        return session->design()->lowered->facts.at(path).parameters;
    }
};

} // namespace

TEST_CASE("A parameter inside is shown at the instances, each with a value of its own")
{
    Blocks f;
    f.showUnits();
    CHECK(f.session->undoName() == "Show units at the instances");
    CHECK(f.panel->text().contains("At the instances: Units"));
    f.editor->leave();
    f.choose({"two"});
    CHECK(f.field<QSpinBox>("units")->value() == 8);
    type(f.field<QSpinBox>("units"), "16");
    CHECK(f.session->undoName() == "Change units");
    CHECK(f.parametersOf("one") == 4 * 8 + 8);
    CHECK(f.parametersOf("two") == 8 * 16 + 16);
    CHECK(f.summary("two").contains("Units 16"));
    CHECK_FALSE(f.summary("one").contains("Units"));
    f.choose({"one"});
    CHECK(f.field<QSpinBox>("units")->value() == 8);
    // Both at once are mixed, and take one value in one step.
    f.choose({"one", "two"});
    CHECK(f.panel->text().contains("mixed"));
    type(f.field<QSpinBox>("units"), "32");
    CHECK(f.parametersOf("one") == 4 * 32 + 32);
    CHECK(f.parametersOf("two") == 32 * 32 + 32);
    f.session->undo();
    f.session->undo();
    CHECK(f.parametersOf("two") == 8 * 8 + 8);
    f.session->undo();
    CHECK(f.graph().modules().begin()->second.exposed.empty());
    f.choose({"two"});
    CHECK(f.panel->form()->editor("units") == nullptr);
}

TEST_CASE("An instance goes back to the value inside, and follows it")
{
    Blocks f;
    f.showUnits();
    f.editor->leave();
    f.choose({"two"});
    type(f.field<QSpinBox>("units"), "16");
    QToolButton* reset = nullptr;
    for (QToolButton* button : f.panel->findChildren<QToolButton*>())
        if (button->isVisible() && button->toolTip() == "Back to the default, 8")
            reset = button;
    REQUIRE(reset);
    QTest::mouseClick(reset, Qt::LeftButton);
    CHECK(f.node("two").params.all().empty());
    f.enter("one");
    type(f.field<QSpinBox>("units"), "12");
    f.editor->leave();
    f.choose({"two"});
    CHECK(f.field<QSpinBox>("units")->value() == 12);
    CHECK(f.parametersOf("two") == 12 * 12 + 12);
}

TEST_CASE("Inside an instance with a value of its own, the canvas and the inspector say so, and the search goes by it")
{
    Blocks f;
    f.showUnits();
    f.editor->leave();
    f.choose({"two"});
    type(f.field<QSpinBox>("units"), "16");
    f.settle();
    f.enter("two");
    CHECK(f.field<QSpinBox>("units")->value() == 8); // what is edited here is for all
    CHECK(f.panel->text().contains("16 in this one"));
    CHECK(f.summary("fc").contains("16"));
    f.enter("one");
    CHECK_FALSE(f.panel->text().contains("in this one"));
    CHECK(f.summary("fc").contains("8"));
    NodeSearch search(f.editor);
    const Findings found = search.find("param:units>10");
    REQUIRE(found.nodes.size() == 2); // the layer inside, and the instance that says so
    CHECK(*found.nodes[0].path == std::vector<std::string>{});
    CHECK(*found.nodes[1].path == std::vector<std::string>{"two"});
}

TEST_CASE("A parameter of the instances is renamed, leads to its layer, and is hidden with a word on what that does")
{
    Blocks f;
    f.showUnits();
    f.editor->leave();
    f.choose({"two"});
    type(f.field<QSpinBox>("units"), "16");
    QTimer::singleShot(50, [] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog);
        CHECK(dialog->textValue() == "Units");
        dialog->setTextValue("Width");
        dialog->accept();
    });
    f.chooseEntry("exposed.units", QString::fromUtf8("Rename…"));
    CHECK(f.session->undoName() == "Rename to Width");
    CHECK(f.panel->text().contains("Width"));
    CHECK(f.summary("two").contains("Width 16"));
    f.chooseEntry("exposed.units", "Go to the layer inside");
    CHECK(f.editor->path() == std::vector<std::string>{"two"});
    CHECK(f.selected() == std::set<std::string>{"fc"});
    f.editor->leave();
    f.choose({"two"});
    f.notes.clear();
    f.chooseEntry("exposed.units", "Hide at the instances");
    CHECK(f.notes.join(QString()).contains("1 instance had a value of its own for Width"));
    CHECK(f.node("two").params.all().empty());
    CHECK(f.panel->form()->editor("units") == nullptr);
    f.session->undo();
    CHECK(f.node("two").params.integer("units") == 16);
}

TEST_CASE("Only layers inside a module have the button, and not for what changes their ports")
{
    Blocks f;
    f.choose({"end"});
    for (QToolButton* button : f.panel->findChildren<QToolButton*>())
        CHECK_FALSE(button->objectName().startsWith("expose."));
    f.open(test::graphOf("module block { r = in > lstm(8); r > out }; in1 = input(5, 4, kind=sequence); b = in1 > block; b > output(mse)"));
    REQUIRE(f.editor->enter(f.id("b")));
    f.choose({"r"});
    CHECK(f.tool("expose.units"));
    REQUIRE(f.panel->form()->editor("with_lengths"));
    CHECK_FALSE(f.panel->findChild<QToolButton*>("expose.with_lengths"));
}

TEST_CASE("Two layers with the same parameter are told apart by name")
{
    Blocks f;
    f.open(test::graphOf("module block { a = in > dense(8); b = a > dense(4); b > out }; in1 = input(4); one = in1 > block; one > output(mse)"));
    REQUIRE(f.editor->enter(f.id("one")));
    for (const char* name : {"a", "b"}) {
        f.choose({name});
        QTest::mouseClick(f.tool("expose.units"), Qt::LeftButton);
        QTest::qWait(5);
    }
    const auto& exposed = f.graph().modules().begin()->second.exposed;
    REQUIRE(exposed.size() == 2);
    CHECK(exposed[0].title == "Units");
    CHECK(exposed[1].title.find("units") != std::string::npos);
    CHECK(exposed[1].title != exposed[0].title);
}
