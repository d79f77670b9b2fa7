// The panels of the Design page speak of the view that was used last.
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTreeView>

#include "tests/ui/inspector/page_fixture.h"
#include "ui/canvas/minimap.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/left_dock.h"
#include "ui/outline/outline_model.h"
#include "ui/outline/outline_panel.h"
#include "ui/palette/layer_tree.h"
#include "ui/palette/palette_panel.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::PageFixture;

namespace {

/// The first view shows the network, the second one the inside of b, and is current.
struct SplitPage : PageFixture {
    SplitPage()
    {
        open("module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block; fc = b > dense(4); fc > output(mse)", "Look at both.");
        page->area()->canvas()->setFocus();
        actions.find("canvas.split")->trigger();
        REQUIRE(page->views()->isSplit());
        first = page->views()->areas()[0];
        second = page->views()->areas()[1];
        second->canvas()->setAnimated(false);
        REQUIRE(page->area() == second);
        page->editor()->showNode("b.hidden");
        DesignEditor* top = first->canvas()->editor();
        top->select({top->level().findByName("fc")->id});
    }
    QString name() const { return page->inspector()->nameField() ? page->inspector()->nameField()->text() : QString(); }
    CanvasArea *first = nullptr, *second = nullptr;
};

} // namespace

TEST_CASE("The inspector shows what is selected in the current view, and edits it there")
{
    SplitPage f;
    CHECK(f.name() == "hidden");
    f.first->canvas()->setFocus();
    CHECK(f.name() == "fc");
    f.page->inspector()->nameField()->setFocus();
    f.page->inspector()->nameField()->selectAll();
    QTest::keyClicks(f.page->inspector()->nameField(), "head");
    f.second->canvas()->setFocus(); // leaves the field: the name is taken where it was typed
    CHECK(f.session.project().graph.root().findByName("head"));
    CHECK(f.name() == "hidden");
    f.first->canvas()->setFocus();
    CHECK(f.name() == "head");
    f.actions.find("canvas.split")->trigger();
    CHECK(f.name() == "head");
    f.page->editor()->select({});
    CHECK(f.page->inspector()->nameField() == nullptr);
}

TEST_CASE("A name that is being typed goes to its layer when a press on a tool changes the view")
{
    SplitPage f;
    f.page->inspector()->nameField()->setFocus();
    f.page->inspector()->nameField()->selectAll();
    QTest::keyClicks(f.page->inspector()->nameField(), "inner");
    QTest::mouseClick(f.first->minimap(), Qt::LeftButton, {}, {20, 20});
    CHECK(f.page->area() == f.first);
    CHECK(f.second->canvas()->editor()->level().findByName("inner"));
    CHECK(f.name() == "fc");
}

TEST_CASE("The outline follows the current view, and what is chosen in it is shown there")
{
    SplitPage f;
    f.page->leftDock()->showOutline();
    QTreeView* tree = f.page->leftDock()->outline()->tree();
    const auto chosen = [&] {
        QStringList names;
        for (const QModelIndex& index : tree->selectionModel()->selectedIndexes())
            names << index.data().toString();
        return names;
    };
    CHECK(chosen() == QStringList{"hidden"});
    f.first->canvas()->setFocus();
    CHECK(chosen() == QStringList{"fc"});
    const OutlineModel* model = f.page->leftDock()->outline()->model();
    const QModelIndex in1 = model->index(0, 0);
    REQUIRE(in1.data().toString() == "in1");
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(in1).center());
    CHECK(f.first->canvas()->editor()->current()->name == "in1");
    CHECK(f.second->canvas()->editor()->current()->name == "hidden");
    f.actions.find("canvas.split")->trigger(); // the view whose layer the outline showed before is gone
    QTest::keyClick(tree, Qt::Key_Down);
    CHECK(f.page->editor()->current()->name == "b");
}

TEST_CASE("The palette adds to the level of the current view, and offers what may stand there")
{
    SplitPage f;
    const auto offersPorts = [&] {
        f.page->palettePanel()->field()->setText("module input");
        const bool offers = !f.page->palettePanel()->tree()->currentLayer().isEmpty();
        f.page->palettePanel()->field()->clear();
        return offers;
    };
    const bool inside = offersPorts();
    emit f.page->palettePanel()->layerChosen("dense");
    const Level& module = *f.session.project().graph.modules().begin()->second.level;
    CHECK(module.findByName("dense1"));
    f.first->canvas()->setFocus();
    CHECK(offersPorts() != inside);
    emit f.page->palettePanel()->layerChosen("relu");
    CHECK(f.session.project().graph.root().findByName("relu1"));
}

TEST_CASE("F6 goes through both views")
{
    SplitPage f;
    f.second->canvas()->setFocus();
    const auto next = [&](Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, modifiers);
        return QApplication::focusWidget();
    };
    CHECK(next() == f.page->inspector()->nameField());
    CHECK(next() == f.page->palettePanel()->field());
    CHECK(next() == f.first->canvas());
    CHECK(next() == f.second->canvas());
    CHECK(next(Qt::ShiftModifier) == f.first->canvas());
    CHECK(next(Qt::ShiftModifier) == f.page->palettePanel()->field());
}

TEST_CASE("A problem is shown in the current view; the other one stays")
{
    SplitPage f;
    f.first->canvas()->setFocus();
    f.page->showNode("b.hidden");
    CHECK(f.first->canvas()->editor()->path().size() == 1);
    f.page->showNode("fc");
    CHECK(f.first->canvas()->editor()->current()->name == "fc");
    CHECK(f.second->canvas()->editor()->current()->name == "hidden");
}

TEST_CASE("The lesson stands in the first of two views that are wide enough, and in the one that stays")
{
    SplitPage f;
    const auto shown = [](const CanvasArea* area) {
        for (const QLabel* label : area->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == "Look at both.")
                return true;
        return false;
    };
    CHECK_FALSE(shown(f.first)); // side by side: no room, unless somebody asks
    f.actions.find("canvas.lesson")->trigger();
    CHECK(shown(f.first));
    f.actions.find("canvas.split_below")->trigger();
    CHECK(shown(f.first));
    CHECK_FALSE(shown(f.second));
    f.actions.find("canvas.split")->trigger();
    CHECK_FALSE(shown(f.first));
    f.actions.find("canvas.split")->trigger();
    CHECK(shown(f.page->area()));
}

TEST_CASE("A page that stands split can go at any time, and the keys of its actions with it")
{
    SplitPage f;
    f.page->leftDock()->showOutline();
    f.page->inspector()->nameField()->setFocus();
    f.page.reset();
    f.actions.find("edit.select_all")->trigger();
    f.actions.find("canvas.split")->trigger();
    f.session.undo();
    CHECK(f.actions.whyNot(f.actions.find("canvas.split")) == "Go to the Design page first.");
    CHECK_FALSE(f.actions.find("canvas.split")->isChecked());
}

TEST_CASE("Going to another page and back leaves both views as they were")
{
    SplitPage f;
    f.page->hide();
    f.page->show();
    f.page->setFocus();
    CHECK(f.page->views()->isSplit());
    CHECK(QApplication::focusWidget() == f.second->canvas());
    CHECK(f.second->canvas()->editor()->path().size() == 1);
    CHECK(f.first->canvas()->editor()->path().empty());
}
