#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/pages/design/design_page.h"
#include "ui/pages/design/live_strip.h"
#include "ui/palette/layer_tree.h"
#include "ui/palette/palette_panel.h"
#include "ui/plots/line_chart.h"
#include "ui/session/run_controller.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;

namespace {

struct PageFixture : test::WithApplication {
    PageFixture()
    {
        context.session = &session;
        context.actions = &actions;
        context.notify = [](const QString&) {};
        page = std::make_unique<DesignPage>(context, &window);
        page->setGeometry(0, 0, 1200, 800);
        page->area()->canvas()->setAnimated(false);
        window.resize(1200, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowActive(&window);
    }
    void open(const std::string& text, const std::string& lesson = {})
    {
        Project project;
        project.graph = test::graphOf(text);
        project.lesson = lesson;
        session.open(std::move(project), {});
        for (int i = 0; i < 300 && !session.isDesignCurrent(); ++i)
            QTest::qWait(10);
    }
    QWidget window;
    Session session;
    Actions actions{&window};
    PageContext context;
    std::unique_ptr<DesignPage> page;
};

bool shows(const QWidget& widget, const QString& text)
{
    for (const QLabel* label : widget.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(text))
            return true;
    return false;
}

} // namespace

TEST_CASE("A layer chosen in the palette is added behind the selected one")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)");
    DesignEditor* editor = f.page->editor();
    editor->select({editor->level().findByName("in1")->id});
    emit f.page->palettePanel()->layerChosen("dense");
    REQUIRE(editor->current());
    CHECK(editor->current()->type == "dense");
    REQUIRE(editor->level().wireInto({editor->current()->id, "in"}));
    CHECK(f.page->inspector()->nameField()->text().toStdString() == editor->current()->name);
}

TEST_CASE("The slash leads to the search field")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)");
    f.page->area()->canvas()->setFocus();
    QTest::keyClick(f.page->area()->canvas(), Qt::Key_Slash);
    CHECK(QApplication::focusWidget() == f.page->palettePanel()->field());
}

TEST_CASE("F2 leads to the name of the selected layer")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)");
    f.page->editor()->select({f.page->editor()->level().findByName("in1")->id});
    f.page->area()->canvas()->setFocus();
    QTest::keyClick(f.page->area()->canvas(), Qt::Key_F2);
    CHECK(QApplication::focusWidget() == f.page->inspector()->nameField());
}

TEST_CASE("F6 goes round the panes")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)");
    f.page->editor()->select({f.page->editor()->level().findByName("in1")->id});
    f.page->area()->canvas()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    CHECK(QApplication::focusWidget() == f.page->inspector()->nameField());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    CHECK(QApplication::focusWidget() == f.page->palettePanel()->field());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    CHECK(QApplication::focusWidget() == f.page->area()->canvas());
}

TEST_CASE("A node is shown by its path, also inside a repeated module")
{
    PageFixture f;
    f.open("module block { in > relu > out }; in1 = input(8); b = in1 > block(repeat=2); b > output(mse)");
    std::string inner;
    for (const NodePtr& node : f.session.project().graph.modules().begin()->second.level->nodes)
        if (node->type == "relu")
            inner = node->name;
    f.page->showNode(QString::fromStdString("b.1." + inner));
    CHECK(f.page->editor()->path() == std::vector<std::string>{"b"});
    REQUIRE(f.page->editor()->current());
    CHECK(f.page->editor()->current()->name == inner);
}

TEST_CASE("The lesson of an example is shown until it is closed")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)", "Watch the loss fall.");
    CHECK(shows(*f.page, "Watch the loss fall."));
    f.open("in1 = input(8); in1 > output(mse)");
    CHECK_FALSE(shows(*f.page, "Watch the loss fall."));
}

TEST_CASE("Every action of the page has an id, a text and a group, and no key twice")
{
    PageFixture f;
    std::map<QString, QString> keys;
    for (const QAction* action : f.actions.all()) {
        CHECK_FALSE(action->objectName().isEmpty());
        CHECK_FALSE(action->text().isEmpty());
        CHECK_FALSE(Actions::groupOf(action).isEmpty());
        for (const QKeySequence& key : action->shortcuts()) {
            INFO(key.toString().toStdString());
            CHECK_FALSE(keys.contains(key.toString()));
            keys[key.toString()] = action->objectName();
        }
    }
    for (const char* id : {"canvas.fit", "canvas.fit_all", "edit.copy", "edit.paste", "edit.delete", "canvas.layout_all", "canvas.group", "canvas.next_problem"})
        CHECK(f.actions.find(QString::fromLatin1(id)) != nullptr);
}

TEST_CASE("Icon buttons of the page have names")
{
    PageFixture f;
    f.open("in1 = input(8); in1 > output(mse)");
    for (const QAbstractButton* button : f.page->findChildren<QAbstractButton*>())
        if (button->text().isEmpty() && !qobject_cast<const QLineEdit*>(button->parent())) { // Qt names its clear button itself
            INFO(button->metaObject()->className());
            CHECK_FALSE((button->accessibleName().isEmpty() && button->toolTip().isEmpty()));
        }
}

TEST_CASE("While a run is active its curves stand under the canvas, afterwards they are gone")
{
    static const QTemporaryDir state;
    qputenv("XDG_STATE_HOME", state.path().toUtf8());
    PageFixture f;
    RunController runs(&f.session);
    f.context.runs = &runs;
    LiveStrip strip(f.context, &f.window);
    Project project;
    project.graph = test::graphOf("input(1,8,8) > flatten > dense(10) > output(cross_entropy)");
    project.data.source = "digits";
    project.training.epochs = 1000;
    f.session.open(project, {});
    CHECK_FALSE(strip.isVisible());
    for (int i = 0; i < 500 && f.session.data()->phase != DataState::Phase::Ready; ++i)
        QTest::qWait(10);
    REQUIRE(f.session.data()->phase == DataState::Phase::Ready);
    runs.start();
    const auto learned = [&] {
        for (const LineChart* chart : strip.findChildren<LineChart*>())
            if (!chart->seriesKeys().empty())
                return true;
        return false;
    };
    for (int i = 0; i < 500 && !(strip.isVisible() && learned()); ++i)
        QTest::qWait(10);
    CHECK(strip.isVisible());
    CHECK(learned());
    runs.stop();
    for (int i = 0; i < 500 && runs.isActive(); ++i)
        QTest::qWait(10);
    CHECK_FALSE(strip.isVisible());
}
