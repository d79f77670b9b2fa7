// The outline beside the palette: follows the design, goes along with the canvas, works by keyboard alone.
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <random>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/frame_text.h"
#include "ui/outline/history_panel.h"
#include "ui/outline/left_dock.h"
#include "ui/outline/outline_model.h"
#include "ui/outline/outline_panel.h"
#include "ui/pages/design/design_page.h"
#include "ui/session/run_controller.h"
#include "ui/widgets/segmented_control.h"

using namespace nodegrad;

namespace {

const std::string kNested = "module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block; fc = b > dense(4); fc > output(mse)";

struct OutlineFixture : test::WithApplication {
    explicit OutlineFixture(const std::string& text)
    {
        PageContext context;
        context.session = &session;
        context.actions = &actions;
        context.notify = [this](const QString& note) { notes << note; };
        context.showPage = [](PageId) {};
        page = std::make_unique<DesignPage>(context, &window);
        page->setGeometry(0, 0, 1200, 800);
        canvas = page->area()->canvas();
        canvas->setAnimated(false);
        editor = page->editor();
        window.resize(1200, 800);
        window.show();
        QApplication::setActiveWindow(&window);
        (void)QTest::qWaitForWindowActive(&window);
        Project project;
        project.graph = test::graphOf(text);
        session.open(std::move(project), {});
        settle();
        page->leftDock()->showOutline();
        tree = page->leftDock()->outline()->tree();
        model = page->leftDock()->outline()->model();
    }
    void settle()
    {
        for (int i = 0; i < 500 && !session.isDesignCurrent(); ++i)
            QTest::qWait(10);
        REQUIRE(session.isDesignCurrent());
        QTest::qWait(10);
    }
    QStringList rows(const QModelIndex& branch = {}) const
    {
        QStringList names;
        for (int i = 0; i < model->rowCount(branch); ++i)
            names << model->index(i, 0, branch).data().toString();
        return names;
    }
    QModelIndex row(const QString& name, const QModelIndex& branch = {}) const
    {
        const auto at = rows(branch).indexOf(name);
        REQUIRE(at >= 0);
        return model->index(static_cast<int>(at), 0, branch);
    }
    void click(const QModelIndex& index, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, modifiers, tree->visualRect(index).center());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(tree, key, modifiers); }
    std::set<std::string> selected() const
    {
        std::set<std::string> names;
        for (const NodeId id : editor->selection())
            names.insert(editor->level().find(id)->name);
        return names;
    }
    QStringList chosen() const
    {
        QStringList names;
        for (const QModelIndex& index : tree->selectionModel()->selectedIndexes())
            names << index.data().toString();
        names.sort();
        return names;
    }

    QWidget window;
    Session session;
    Actions actions{&window};
    QStringList notes;
    std::unique_ptr<DesignPage> page;
    DesignEditor* editor = nullptr;
    CanvasView* canvas = nullptr;
    QTreeView* tree = nullptr;
    OutlineModel* model = nullptr;
};

/// Names of a level in the order in which the network runs, by hand: a node stands behind all that feed it.
bool isInOrder(const Level& level, const QStringList& names)
{
    if (names.size() != static_cast<qsizetype>(level.nodes.size()))
        return false;
    for (const Wire& wire : level.wires)
        if (names.indexOf(QString::fromStdString(level.find(wire.from.node)->name)) >= names.indexOf(QString::fromStdString(level.find(wire.to.node)->name)))
            return false;
    return true;
}

} // namespace

TEST_CASE("The outline lists layers in the order of execution, modules as branches")
{
    OutlineFixture f(kNested);
    CHECK(f.rows() == QStringList{"in1", "b", "fc", "output"});
    CHECK_FALSE(f.model->hasChildren(f.row("fc")));
    REQUIRE(f.model->hasChildren(f.row("b")));
    f.tree->expand(f.row("b"));
    CHECK(f.rows(f.row("b")) == QStringList{"in", "hidden", "out"});
    CHECK(f.row("fc").data(OutlineModel::LayerRole) == "Dense");
    CHECK_FALSE(f.row("fc").data(OutlineModel::CountRole).toString().isEmpty());
}

TEST_CASE("A click in the outline selects on the canvas, over levels too, and a click on the canvas selects there")
{
    OutlineFixture f(kNested);
    f.click(f.row("fc"));
    CHECK(f.selected() == std::set<std::string>{"fc"});
    f.tree->expand(f.row("b"));
    QTest::qWait(10);
    f.click(f.row("hidden", f.row("b")));
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    CHECK(f.selected() == std::set<std::string>{"hidden"});
    f.click(f.row("in1"));
    CHECK(f.editor->path().empty());
    f.click(f.row("fc"), Qt::ShiftModifier);
    CHECK(f.selected() == std::set<std::string>{"in1", "b", "fc"});

    const QRectF box = f.canvas->toWidget(f.canvas->scene().find(f.editor->level().findByName("output")->id)->rect);
    QTest::mouseClick(f.canvas, Qt::LeftButton, {}, (box.topLeft() + QPointF(30, 10)).toPoint());
    CHECK(f.chosen() == QStringList{"output"});
    CHECK(f.tree->currentIndex() == f.row("output"));
    f.editor->showNode("b.hidden");
    CHECK(f.chosen() == QStringList{"hidden"});
    CHECK(f.tree->isExpanded(f.row("b")));
    f.editor->select({});
    CHECK(f.chosen().isEmpty());
}

TEST_CASE("By keyboard alone: find by typing, rename, delete, undo, go into a module and come back")
{
    OutlineFixture f(kNested);
    QTest::keyClick(f.page.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(QApplication::focusWidget() == f.tree);
    QTest::keyClicks(f.tree, "fc");
    CHECK(f.selected() == std::set<std::string>{"fc"});
    f.key(Qt::Key_F2);
    auto* field = f.tree->findChild<QLineEdit*>();
    REQUIRE(field);
    CHECK_FALSE(field->accessibleName().isEmpty());
    field->selectAll();
    QTest::keyClicks(field, "head");
    QTest::keyClick(field, Qt::Key_Return);
    QTest::qWait(20);
    CHECK(f.rows() == QStringList{"in1", "b", "head", "output"});
    CHECK(f.session.undoName() == "Rename to head");
    CHECK(f.selected() == std::set<std::string>{"head"});

    f.tree->setFocus();
    f.key(Qt::Key_Delete);
    CHECK(f.rows() == QStringList{"in1", "b", "output"});
    CHECK(f.selected().size() == 1);
    f.session.undo();
    CHECK(f.rows() == QStringList{"in1", "b", "head", "output"});
    f.editor->showNode("head");
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    REQUIRE(f.rows() == QStringList{"in1", "b", "output"});
    CHECK(f.editor->level().wires.size() == 2);

    f.editor->showNode("b");
    f.key(Qt::Key_Return);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    REQUIRE(f.tree->isExpanded(f.row("b")));
    f.key(Qt::Key_Down);
    f.key(Qt::Key_Down);
    CHECK(f.selected() == std::set<std::string>{"hidden"});
    f.key(Qt::Key_Left);
    CHECK(f.selected() == std::set<std::string>{"b"});
    CHECK(f.editor->path().empty());
}

TEST_CASE("A name that is taken or no name is refused in words, and the row keeps its name")
{
    OutlineFixture f(kNested);
    CHECK_FALSE(f.model->setData(f.row("fc"), "in1", Qt::EditRole));
    CHECK_FALSE(f.model->setData(f.row("fc"), "9 lives", Qt::EditRole));
    REQUIRE(f.notes.size() == 2);
    CHECK(f.notes[0].contains("in1"));
    CHECK(f.rows().contains("fc"));
    CHECK_FALSE(f.session.canUndo());
}

TEST_CASE("Enter on a layer centers it")
{
    OutlineFixture f(kNested);
    f.click(f.row("output"));
    f.canvas->panBy({-900, 400});
    f.key(Qt::Key_Return);
    const QPointF center = f.canvas->toWidget(f.canvas->scene().boundsOf(f.editor->selection()).center());
    CHECK(QLineF(center, QRectF(f.canvas->rect()).center()).length() < 2);
}

TEST_CASE("Problems stand in the outline as icon and text, also on the module around them")
{
    OutlineFixture f("module block { flat = in > flatten; bad = flat > conv2d(4); bad > out }; in1 = input(1,8,8); b = in1 > block; b > output(mse)");
    CHECK(static_cast<Mark>(f.row("b").data(OutlineModel::MarkRole).toInt()) == Mark::Error);
    CHECK(f.row("b").data(OutlineModel::ProblemRole).toString().contains("feature map"));
    CHECK(f.row("b").data(Qt::AccessibleTextRole).toString().contains("error"));
    CHECK(static_cast<Mark>(f.row("in1").data(OutlineModel::MarkRole).toInt()) == Mark::None);
    CHECK(f.tree->visualRect(f.row("b")).height() > f.tree->visualRect(f.row("in1")).height());
    const QImage picture = f.tree->viewport()->grab(f.tree->visualRect(f.row("b"))).toImage();
    bool red = false;
    for (int y = picture.height() / 2; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            red = red || picture.pixelColor(x, y) == theme().color(Role::DangerFill);
    CHECK(red);
    f.editor->showNode("b.bad");
    f.editor->removeSelection(true);
    f.settle();
    CHECK(static_cast<Mark>(f.row("b").data(OutlineModel::MarkRole).toInt()) != Mark::Error);
}

TEST_CASE("An edit changes only the rows that differ: what is unfolded stays so")
{
    OutlineFixture f(kNested);
    f.tree->expand(f.row("b"));
    QSignalSpy resets(f.model, &QAbstractItemModel::modelReset);
    QSignalSpy inserts(f.model, &QAbstractItemModel::rowsInserted), removes(f.model, &QAbstractItemModel::rowsRemoved);
    const NodeId fc = f.editor->level().findByName("fc")->id;
    f.editor->addLayer("relu", {0, 0}, {.behind = fc});
    CHECK(f.rows().size() == 5);
    CHECK(isInOrder(f.editor->level(), f.rows()));
    CHECK(inserts.count() == 1);
    CHECK(removes.count() == 0);
    CHECK(f.tree->isExpanded(f.row("b")));
    CHECK(f.chosen() == QStringList{"relu1"});
    f.editor->select({fc});
    f.editor->nudge(8, 8);
    CHECK(inserts.count() == 1);
    f.session.undo();
    f.session.undo();
    CHECK(removes.count() == 1);
    CHECK(resets.count() == 0);
    CHECK(f.tree->isExpanded(f.row("b")));
}

TEST_CASE("Through 200 random edits the outline is the design, and the model keeps Qt's rules")
{
    OutlineFixture f(kNested);
    QAbstractItemModelTester tester(f.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::mt19937 random(11);
    const char* layers[] = {"dense", "relu", "add", "dropout"};
    for (int i = 0; i < 200; ++i) {
        std::set<NodeId> some;
        for (const NodePtr& node : f.editor->level().nodes)
            if (random() % 4 == 0)
                some.insert(node->id);
        f.editor->select(some);
        switch (random() % 8) {
        case 0:
        case 1:
            f.editor->addLayer(layers[random() % 4], {double(random() % 900), double(random() % 900)}, some.empty() ? Wiring{} : Wiring{.behind = *some.begin()});
            break;
        case 2: f.editor->removeSelection(random() % 2 == 0); break;
        case 3: f.editor->duplicate(); break;
        case 4:
            if (some.size() > 1)
                f.editor->makeModuleOfSelection();
            break;
        case 5:
            if (f.session.canUndo())
                f.session.undo();
            break;
        case 6:
            if (f.session.canRedo())
                f.session.redo();
            break;
        case 7: {
            const auto& nodes = f.editor->level().nodes;
            if (nodes.size() > 1)
                f.editor->connectPorts({nodes[random() % nodes.size()]->id, "out"}, {nodes[random() % nodes.size()]->id, "in"});
            break;
        }
        }
        if (f.editor->level().nodes.size() > 40)
            f.session.undo();
        for (int j = 0; j < f.model->rowCount(); ++j)
            f.tree->expand(f.model->index(j, 0));
        QApplication::processEvents(); // the view unfolds when it is laid out
        REQUIRE(isInOrder(f.editor->graph().root(), f.rows()));
        for (int j = 0; j < f.model->rowCount(); ++j) {
            const QModelIndex branch = f.model->index(j, 0);
            const Node* node = f.editor->graph().root().findByName(branch.data().toString().toStdString());
            REQUIRE(node);
            if (node->type == kModuleType)
                REQUIRE(isInOrder(*f.editor->graph().level(node->definition), f.rows(branch)));
            else
                REQUIRE(f.model->rowCount(branch) == 0);
        }
    }
}

TEST_CASE("F6 leads to the outline where it is shown, / back to the layers")
{
    OutlineFixture f(kNested);
    f.canvas->setFocus();
    QTest::keyClick(f.canvas, Qt::Key_F6, Qt::ShiftModifier);
    CHECK(QApplication::focusWidget() == f.tree);
    QTest::keyClick(f.tree, Qt::Key_F6);
    CHECK(QApplication::focusWidget() == f.canvas);
    QTest::keyClick(f.canvas, Qt::Key_Slash);
    CHECK_FALSE(f.tree->isVisible());
    CHECK(f.page->leftDock()->tabs()->currentIndex() == 0);
    CHECK_FALSE(f.page->leftDock()->tabs()->accessibleName().isEmpty());
    CHECK_FALSE(f.tree->accessibleName().isEmpty());
}

TEST_CASE("Another project is another outline")
{
    OutlineFixture f(kNested);
    Project other;
    other.graph = test::graphOf("a = input(2); a > output(mse)");
    f.session.open(std::move(other), {});
    CHECK(f.rows() == QStringList{"a", "output"});
    f.session.open(Project{}, {});
    CHECK(f.rows().isEmpty());
    CHECK_FALSE(f.tree->isVisible());
}

TEST_CASE("The history lists the steps by name; a click and Enter go to a state, and edits go on from there")
{
    OutlineFixture f(kNested);
    const Graph opened = f.editor->graph();
    const NodeId fc = f.editor->level().findByName("fc")->id;
    f.editor->select({fc});
    f.editor->toggleFreeze();
    f.editor->nudge(8, 0);
    f.session.closeStep();
    f.editor->toggleBypass();
    QTest::keyClick(f.canvas, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QListView* list = f.page->leftDock()->history()->list();
    REQUIRE(list->isVisible());
    CHECK(QApplication::focusWidget() == list);
    CHECK_FALSE(list->accessibleName().isEmpty());
    const auto texts = [&] {
        QStringList names;
        for (int i = 0; i < list->model()->rowCount(); ++i)
            names << list->model()->index(i, 0).data().toString();
        return names;
    };
    const QStringList all = texts();
    REQUIRE(all.size() == f.session.steps().size() + 1);
    CHECK(all.at(0) == "Opened");
    CHECK(all.at(1) == "Freeze 1 layer");
    CHECK(all.at(2) == "Move 1 layer");
    const Graph last = f.editor->graph();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    CHECK(f.editor->graph() == opened);
    CHECK(texts() == all);
    CHECK(f.session.redoName() == "Freeze 1 layer");
    list->setCurrentIndex(list->model()->index(static_cast<int>(all.size()) - 1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    CHECK(f.editor->graph() == last);
    f.session.undo();
    CHECK(list->currentIndex().row() == static_cast<int>(all.size()) - 2);
    f.session.goToStep(1);
    f.editor->nudge(0, 8);
    CHECK(texts() == QStringList{"Opened", "Freeze 1 layer", "Move 1 layer"});
}

TEST_CASE("On the whole page Del deletes a knot and a frame, and F2 renames a frame")
{
    OutlineFixture f(kNested);
    const Wire wire = f.editor->level().wires.back();
    f.editor->addKnot(wire, 0, {400, 100});
    REQUIRE(f.editor->selectedKnots().size() == 1);
    f.canvas->setFocus();
    QTest::keyClick(f.canvas, Qt::Key_Delete);
    CHECK(f.editor->level().knots.empty());
    f.editor->select({f.editor->level().nodes.front()->id});
    f.editor->frameSelection();
    f.editor->select({});
    f.editor->selectFrame(f.editor->level().frames.front().id);
    QTest::keyClick(f.canvas, Qt::Key_F2);
    FrameText* words = f.page->area()->frameText();
    REQUIRE(words->isVisible());
    QTest::keyClicks(words, "Stem");
    QTest::keyClick(words, Qt::Key_Return);
    CHECK(f.editor->level().frames.front().title == "Stem");
    QTest::keyClick(f.canvas, Qt::Key_Delete);
    CHECK(f.editor->level().frames.empty());
    CHECK(f.notes.isEmpty());
}
