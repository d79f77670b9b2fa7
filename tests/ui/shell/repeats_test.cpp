// Structure that stands more than once: found, shown on the canvas, made one module with a click.
#include "tests/ui/shell/window_fixture.h"

#include <QLabel>
#include <QTreeWidget>

#include "core/analysis/repeat_module.h"
#include "core/layers/graph_text.h"
#include "ui/pages/design/design_page.h"
#include "ui/pages/design/repeats_dialog.h"

using namespace nodegrad;
using test::eventually;

namespace {

const std::string blocks = "input(4) > dense(8) > relu > dense(8) > relu > dense(8) > relu > layer_norm > dense(8) > relu > dense(6) > tanh > dense(6) > tanh > dense(3) > output(cross_entropy)";

struct Repeats : test::User {
    explicit Repeats(const std::string& text)
    {
        window->documents()->newProject();
        Project project;
        project.graph = *parseGraphText(text);
        project.initialWeights = InitialWeights{"net.initial.safetensors", std::string(64, 'a'), {}};
        session().open(std::move(project), {});
        settle();
        canvas()->setAnimated(false);
    }
    void open()
    {
        key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        type("find repeated");
        key(Qt::Key_Return);
        eventually("the list is shown", [&] { return find<RepeatsDialog>() != nullptr; });
    }
    RepeatsDialog* dialog() const { return need<RepeatsDialog>(); }
    QTreeWidget* table() const { return need<QTreeWidget>({}, dialog()); }
    QAbstractButton* make() const { return need<QAbstractButton>("repeats.make"); }
    void searched()
    {
        eventually("the design was searched", [&] { return make()->isEnabled(); });
    }
    std::set<std::string> selected() const
    {
        std::set<std::string> names;
        for (const NodeId id : need<DesignPage>()->editor()->selection())
            names.insert(level().find(id)->name);
        return names;
    }
};

} // namespace

TEST_CASE("Repeats are listed, shown on the canvas, and made one module with a click that one undo takes back")
{
    Repeats user(blocks);
    const Project before = user.session().project();
    user.open();
    user.searched();
    REQUIRE(user.table()->topLevelItemCount() == 2);
    const auto text = [&](int row, int column) { return user.table()->topLevelItem(row)->text(column); };
    CHECK(text(0, 0) == QString::fromUtf8("Dense → ReLU"));
    CHECK(text(0, 1) == "4 in 2 places");
    CHECK(text(0, 2) == "Whole network");
    CHECK(text(0, 3) == QString::fromUtf8("8 → 2"));
    CHECK(text(1, 1) == "2 in a row");

    const QRect second = user.table()->visualItemRect(user.table()->topLevelItem(1));
    user.click(user.table()->viewport(), second.center());
    CHECK(user.selected() == std::set<std::string>{"dense5", "tanh1", "dense6", "tanh2"});
    user.click(user.table()->viewport(), user.table()->visualItemRect(user.table()->topLevelItem(0)).center());
    CHECK(user.selected().size() == 8);
    CHECK(user.graph() == before.graph); // looking changes nothing

    user.click(user.make());
    eventually("the module is made", [&] { return user.node("block1") != nullptr; });
    user.settle();
    CHECK(user.selected() == std::set<std::string>{"block1", "block2"});
    CHECK(user.node("block1")->definition == user.node("block2")->definition);
    CHECK(user.graph().module(user.node("block1")->definition)->title == "Dense block");
    CHECK(user.session().design()->lowered->errorCount() == 0);
    CHECK(user.session().undoName() == "Make a module of 4 repeats");
    CHECK(movedPath("block2.0.dense1.weight", user.session().project().initialWeights->renamed.at(0)) == "dense4.weight");
    eventually("the list follows", [&] { return user.table()->topLevelItemCount() == 1; });
    CHECK(user.table()->topLevelItem(0)->text(1) == "2 in a row");

    user.dialog()->close();
    user.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK(user.session().project() == before);
    CHECK_FALSE(user.session().canUndo());
    user.key(Qt::Key_Y, Qt::ControlModifier);
    CHECK(user.node("block2"));
}

TEST_CASE("The list is worked with keys alone, and says what it would list where nothing repeats")
{
    Repeats user("input(4) > dense(8) > relu > dense(8) > relu > dense(3) > output(cross_entropy)");
    user.open();
    user.searched();
    user.table()->setFocus();
    QTest::keyClick(user.table(), Qt::Key_Return);
    eventually("the module is made", [&] { return user.node("block1") != nullptr; });
    eventually("nothing is left", [&] { return user.shows("No structure stands more than once.", user.dialog()); });
    CHECK_FALSE(user.make()->isEnabled());
    CHECK(user.shows("are listed here", user.dialog()));
    user.window->documents()->current()->showPage(PageId::Train); // the list belongs to the canvas
    CHECK_FALSE(user.find<RepeatsDialog>());
}

TEST_CASE("Repeats inside a module are listed with its name, and shown where they are")
{
    Repeats user("a = input(4); b = a > dense(8); c = b > relu; d = c > dense(8); e = d > relu; f = e > dense(3); f > output(cross_entropy)");
    DesignEditor* editor = user.need<DesignPage>()->editor();
    editor->select({user.node("b")->id, user.node("c")->id, user.node("d")->id, user.node("e")->id});
    editor->makeModuleOfSelection();
    user.settle();
    user.open();
    user.searched();
    REQUIRE(user.table()->topLevelItemCount() == 1);
    CHECK(user.table()->topLevelItem(0)->text(2) == "Block");
    user.click(user.make());
    eventually("the module is made", [&] { return user.graph().modules().size() == 2; });
    CHECK(editor->path() == std::vector<std::string>{"block1"});
    CHECK(editor->current()->type == kModuleType);
    user.settle();
    CHECK(user.session().design()->lowered->errorCount() == 0);
}
