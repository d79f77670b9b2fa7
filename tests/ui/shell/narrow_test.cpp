// What a small window leaves out, so that nothing of the rest is cut.
#include "tests/ui/shell/window_fixture.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QTreeWidget>

#include "core/project/examples.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/pages/train/train_page.h"
#include "ui/session/actions.h"
#include "ui/shell/document_tabs.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/segmented_control.h"

using namespace nodegrad;
using test::eventually;

namespace {

struct Narrow : test::User {
    /// A run that goes on until the test ends.
    void train()
    {
        window->openExample(QStringLiteral("xor"));
        settle();
        Project longer = session().project();
        longer.training.epochs = 1000000;
        session().apply(longer, "Epochs");
        settle();
        key(Qt::Key_F5);
        eventually("an epoch", [&] { return runs().progress().epoch > 1; });
    }
    bool isWhole(const QWidget* widget) const
    {
        return widget->width() >= widget->sizeHint().width() && widget->mapTo(window.get(), QPoint(widget->width(), 0)).x() <= window->width();
    }
};

} // namespace

TEST_CASE("The bar at the top cuts nothing while a run trains, however narrow the window is")
{
    Narrow user;
    user.train();
    for (const int width : {1600, 1354, 1280, 1180, 1120}) {
        user.window->resize(width, 846);
        const Chip* chip = user.need<Chip>();
        INFO("width " << user.window->width() << ", chip " << chip->width() << " of " << chip->sizeHint().width() << ", ends at " << chip->mapTo(user.window.get(), QPoint(chip->width(), 0)).x());
        CHECK(user.isWhole(user.need<SegmentedControl>("pages")));
        eventually("the device is whole", [&] { return user.isWhole(chip); }); // what fits decides what is shown, which is laid out once more
        CHECK(user.isWhole(user.need<QAbstractButton>("run.main")));
    }
}

TEST_CASE("The table of runs gives its room to the names")
{
    Narrow user;
    user.train();
    user.key(Qt::Key_3, Qt::AltModifier);
    for (const int width : {1600, 1354, 1120}) {
        user.window->resize(width, 846);
        QCoreApplication::processEvents();
        auto* table = user.need<QTableWidget>("train.runs");
        INFO("width " << width);
        CHECK(table->columnWidth(0) >= 110);
        int sum = 0;
        for (int column = 0; column < table->columnCount(); ++column)
            sum += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
        CHECK(sum <= table->viewport()->width());
        CHECK_FALSE(table->isColumnHidden(1)); // what became of the run
    }
    user.window->resize(1600, 1000);
}

TEST_CASE("The names of tabs are shortened only where not all of them fit")
{
    Narrow user;
    const QString name = QStringLiteral("a network with quite a long name, third try");
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < 7; ++i) {
        files.push_back((user.folder + QStringLiteral("/%1 %2.nodegrad").arg(name).arg(i)).toStdString());
        REQUIRE(writeProject(files.back(), *exampleProject("xor")));
    }
    const auto open = [&](std::size_t i) {
        user.window->open(files[i]);
        eventually("the file is open", [&] { return user.session().path() == files[i]; });
        QCoreApplication::processEvents();
    };
    open(0);
    open(1);
    auto* bar = user.need<DocumentTabs>("document.tabs");
    const auto letters = bar->fontMetrics().horizontalAdvance(bar->tabText(0));
    CHECK(bar->tabRect(0).width() > letters + 60); // beside mark and cross
    CHECK(bar->tabRect(1).right() < bar->window()->width());
    for (std::size_t i = 2; i < files.size(); ++i)
        open(i);
    CHECK(bar->tabRect(0).width() < letters);
    CHECK(bar->tabRect(6).right() < bar->window()->width()); // all in view, without buttons to scroll
    user.window->resize(1120, 800);
    QCoreApplication::processEvents();
    CHECK(bar->tabRect(6).right() < bar->window()->width());
    for (const auto& file : files)
        std::filesystem::remove(file);
}

TEST_CASE("The list of shortcuts names what actions do, not what they would undo now")
{
    Narrow user;
    user.window->openExample(QStringLiteral("xor"));
    user.settle();
    user.session().apply(Project{}, "Add a note");
    REQUIRE(user.window->documents()->current()->actions()->find("edit.undo")->text() == "Undo Add a note");
    user.answer([&] { user.key(Qt::Key_F1); }, [&](QWidget* dialog) {
        const auto* tree = dialog->findChild<QTreeWidget*>();
        CHECK(tree->findItems("Undo", Qt::MatchExactly | Qt::MatchRecursive).size() == 1);
        CHECK(tree->findItems("Undo Add a note", Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
    }, "nodegrad::ShortcutsDialog");
}

TEST_CASE("The Train page of a project that cannot train says what is missing, and leads there")
{
    Narrow user;
    user.window->documents()->newProject();
    user.settle();
    user.key(Qt::Key_3, Qt::AltModifier);
    auto* page = user.need<TrainPage>();
    CHECK(user.shows("problems to solve before training"));
    CHECK_FALSE(user.button("Train", page));
    CHECK_FALSE(user.button("New run", page));
    CHECK_FALSE(user.button(QString::fromUtf8("Choose data…"), page));

    Project project = *exampleProject("xor");
    project.data.source.clear();
    user.session().apply(project, "Without data");
    user.settle();
    CHECK(user.shows("Choose data on the Data page first."));
    CHECK_FALSE(user.button("Train", page));
    user.click(user.button(QString::fromUtf8("Choose data…"), page));
    CHECK(user.window->documents()->current()->currentPage() == PageId::Data);
    user.session().apply(*exampleProject("xor"), "With data");
    user.settle();
    user.key(Qt::Key_3, Qt::AltModifier);
    CHECK(user.button("Train", page));
    CHECK(user.button("New run", page));
}
