#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>

#include "tests/ui/inspector/page_fixture.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/left_dock.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/repeats_dialog.h"
#include "ui/palette/layer_tree.h"
#include "ui/palette/palette_panel.h"
#include "ui/plots/line_chart.h"
#include "ui/session/run_controller.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::PageFixture;

namespace {

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

TEST_CASE("In a narrow window the panels leave half of the page to the canvas, and come back with the room")
{
    PageFixture f;
    f.open(test::chainText);
    const auto width = [&] { return f.page->area()->width(); };
    const int left = f.page->leftDock()->width(), right = f.page->inspector()->width();
    for (const int page : {1024, 960}) {
        f.page->resize(page, 700);
        INFO(page << ": " << f.page->leftDock()->width() << " " << width() << " " << f.page->inspector()->width());
        CHECK(width() >= page / 2 - 16);
        CHECK(f.page->inspector()->width() >= 280);
    }
    f.page->resize(1200, 800);
    CHECK(f.page->leftDock()->width() == left);
    CHECK(f.page->inspector()->width() == right);
}

TEST_CASE("A layer that is selected inside an unfolded module is in the inspector, and renamed there in one step")
{
    PageFixture f;
    f.open("module block { fc = in > dense(8); fc > out }; in1 = input(4); one = in1 > block; one > output(mse)");
    CanvasView* canvas = f.page->area()->canvas();
    DesignEditor* editor = f.page->editor();
    const NodeId one = editor->level().findByName("one")->id;
    editor->select({one});
    editor->toggleUnfold();
    const SceneNode& module = *canvas->scene().find(one);
    canvas->centerOn(module.rect.center());
    const SceneNode& fc = module.unfolded->nodes()[1];
    QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->toWidget(fc.rect.translated(module.rect.topLeft() + module.insideOrigin).center()).toPoint());
    REQUIRE(f.page->inspector()->nameField());
    CHECK(f.page->inspector()->nameField()->text() == "fc");
    CHECK(f.actions.whyNot(f.actions.find("canvas.bypass")).isEmpty());
    CHECK_FALSE(f.actions.whyNot(f.actions.find("canvas.group")).isEmpty()); // needs the level itself
    f.actions.find("canvas.rename")->trigger();
    QTest::keyClicks(QApplication::focusWidget(), "wide");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    CHECK(f.session.project().graph.level(editor->level().findByName("one")->definition)->findByName("wide"));
    CHECK(f.session.undoName() == "Rename to wide");
    CHECK(f.page->inspector()->nameField()->text() == "wide");
    f.session.undo();
    CHECK(f.page->inspector()->nameField()->text() == "fc");
    editor->select({one});
    CHECK(f.page->inspector()->nameField()->text() == "one");
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

TEST_CASE("The lesson goes with the last layer, and comes back with it")
{
    PageFixture f;
    f.open("input(4) > dense(2) > output(mse)", "Look at the weights.");
    CHECK(shows(*f.page->area(), "Look at the weights."));
    f.page->editor()->selectAll();
    f.page->editor()->removeSelection(false);
    CHECK_FALSE(shows(*f.page->area(), "Look at the weights."));
    f.session.undo();
    CHECK(shows(*f.page->area(), "Look at the weights."));
}

TEST_CASE("Layers of one type are told apart on the canvas as in messages")
{
    PageFixture f;
    f.open("input(4) > dense(2) > relu > dense(2) > output(mse)");
    DesignEditor* editor = f.page->editor();
    const auto label = [&](const char* name) { return editor->labelOf(*editor->level().findByName(name)); };
    CHECK(label("input") == "Input");
    CHECK(label("dense1") == "Dense");
    CHECK(label("dense2") == "Dense 2");
    CHECK(f.page->area()->canvas()->scene().find(editor->level().findByName("dense2")->id)->title == "Dense 2");
    editor->select({editor->level().findByName("dense2")->id});
    editor->makeModuleOfSelection();
    CHECK(label("block1") == "Block");
    REQUIRE(editor->rename(editor->level().findByName("block1")->id, "Block"));
    CHECK(label("Block") == "Block"); // not twice
    REQUIRE(editor->rename(editor->level().findByName("dense1")->id, "encoder"));
    CHECK(label("encoder") == QString::fromUtf8("Dense · encoder"));
    editor->setTitle(editor->level().findByName("encoder")->id, "My own");
    CHECK(label("encoder") == "My own");
}

TEST_CASE("Repeats are listed, shown on the canvas, and made one module with a click that one undo takes back")
{
    PageFixture f;
    f.open("input(4) > dense(8) > relu > dense(8) > relu > dense(8) > relu > layer_norm > dense(8) > relu > dense(6) > tanh > dense(6) > tanh > dense(3) > output(cross_entropy)");
    const Graph before = f.session.project().graph;
    DesignEditor* editor = f.page->editor();
    f.page->showRepeats();
    auto* dialog = f.page->findChild<RepeatsDialog*>();
    REQUIRE(dialog);
    auto* table = dialog->findChild<QTreeWidget*>();
    auto* make = dialog->findChild<QAbstractButton*>("repeats.make");
    REQUIRE(QTest::qWaitFor([&] { return make->isEnabled(); }, 60000));
    REQUIRE(table->topLevelItemCount() == 2);
    const auto text = [&](int row, int column) { return table->topLevelItem(row)->text(column); };
    CHECK(text(0, 0) == QString::fromUtf8("Dense → ReLU"));
    CHECK(text(0, 1) == "4 in 2 places");
    CHECK(text(0, 2) == "Whole network");
    CHECK(text(0, 3) == QString::fromUtf8("8 → 2"));
    CHECK(text(1, 1) == "2 in a row");

    const auto click = [&](int row) { QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->topLevelItem(row)).center()); };
    click(1);
    CHECK(editor->selection().size() == 4);
    CHECK(editor->selection().contains(editor->level().findByName("tanh2")->id));
    click(0);
    CHECK(editor->selection().size() == 8);
    CHECK(f.session.project().graph == before); // looking changes nothing

    QTest::mouseClick(make, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return editor->level().findByName("block2") != nullptr; }, 60000));
    const Node* block = editor->level().findByName("block1");
    REQUIRE(block);
    CHECK(*block->params.find("repeat") == ParamValue(std::int64_t(3)));
    CHECK(editor->level().findByName("block2")->definition == block->definition);
    CHECK(editor->selection().size() == 2);
    CHECK(editor->graph().module(block->definition)->title == "Dense block");
    CHECK(f.session.undoName() == "Make a module of 4 repeats");
    REQUIRE(QTest::qWaitFor([&] { return table->topLevelItemCount() == 1 && make->isEnabled(); }, 60000));

    table->setFocus(); // the other one with keys
    QTest::keyClick(table, Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return editor->level().findByName("block3") != nullptr; }, 60000));
    REQUIRE(QTest::qWaitFor([&] { return shows(*dialog, "No structure stands more than once."); }, 60000));
    CHECK_FALSE(make->isEnabled());
    f.session.undo();
    f.session.undo();
    CHECK(f.session.project().graph == before);
    CHECK_FALSE(f.session.canUndo());
    dialog->close();
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
