// Several projects in one window: each with its own history, page, view and run; none in the way of those who have one.
#include "tests/ui/shell/window_fixture.h"

#include <QMessageBox>
#include <QToolButton>

#include "core/project/examples.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_split.h"
#include "ui/pages/train/train_page.h"
#include "ui/session/settings_store.h"
#include "ui/shell/document.h"
#include "ui/shell/document_tabs.h"
#include "ui/shell/documents.h"
#include "ui/shell/settings.h"
#include "ui/widgets/card.h"

using namespace nodegrad;
using test::eventually;
namespace fs = std::filesystem;

namespace {

struct Tabs : test::User {
    DocumentTabs* bar() const { return need<DocumentTabs>("document.tabs"); }
    int open() const { return static_cast<int>(window->documents()->all().size()); }
    QString title() const { return window->documents()->current()->title(); }
    QStringList titles() const
    {
        QStringList all;
        for (int i = 0; i < bar()->count(); ++i)
            all << bar()->tabText(i);
        return all;
    }
    /// A project of this example and name, in a file.
    fs::path file(const char* name, const char* example = "xor")
    {
        const fs::path path = (folder + "/" + name + ".nodegrad").toStdString();
        REQUIRE(writeProject(path, *exampleProject(example)));
        return path;
    }
    void openFile(const fs::path& path)
    {
        window->open(path);
        eventually("the file is open", [&] { return session().path() == path; });
        settle();
        if (find<CanvasView>())
            canvas()->setAnimated(false);
    }
    /// Two files in two tabs, the second one shown.
    void openTwo()
    {
        openFile(file("first"));
        openFile(file("second", "iris"));
        REQUIRE(open() == 2);
    }
    void edit(const char* layer)
    {
        click(canvas(), body(layer));
        key(Qt::Key_Delete);
        settle();
        REQUIRE(session().isEdited());
    }
    void next() { key(Qt::Key_Tab, Qt::ControlModifier); }
    ~Tabs()
    {
        for (const char* name : {"first", "second", "third"})
            fs::remove((folder + "/" + name + ".nodegrad").toStdString());
    }
};

} // namespace

TEST_CASE("One project has no tabs; what nobody would miss makes way for what is opened")
{
    Tabs user;
    CHECK_FALSE(user.find<DocumentTabs>());
    user.click(user.need<Card>("example.xor"));
    user.settle();
    CHECK(user.open() == 1);
    user.openFile(user.file("first"));
    CHECK(user.open() == 1);
    CHECK_FALSE(user.find<DocumentTabs>());
    user.openFile(user.file("second"));
    CHECK(user.titles() == QStringList{"first", "second"});
    user.openFile(user.file("first")); // is open: its tab is shown
    CHECK(user.open() == 2);
    CHECK(user.bar()->currentIndex() == 0);
    user.key(Qt::Key_W, Qt::ControlModifier);
    CHECK(user.open() == 1);
    CHECK(user.title() == "second");
    CHECK_FALSE(user.find<DocumentTabs>());
    user.key(Qt::Key_W, Qt::ControlModifier);
    CHECK(user.open() == 1);
    CHECK(user.find<Card>("example.xor")); // the last one leaves the start page
}

TEST_CASE("Each tab has its own history, page and view")
{
    Tabs user;
    user.openTwo();
    user.edit("dense3");
    user.key(Qt::Key_3, Qt::AltModifier);
    user.next();
    CHECK(user.title() == "first");
    REQUIRE(user.find<CanvasView>());
    user.canvas()->setAnimated(false);
    CHECK(QApplication::focusWidget() == user.canvas());
    CHECK_FALSE(user.session().canUndo());
    user.key(Qt::Key_Z, Qt::ControlModifier);
    user.edit("dense2");
    user.canvas()->setZoom(1.5);
    user.next();
    CHECK(user.find<TrainPage>());
    CHECK(user.session().canUndo());
    CHECK(user.need<QToolButton>("project.menu")->text() == "second");
    user.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK_FALSE(user.session().isEdited());
    user.key(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(user.session().isEdited());
    CHECK(user.canvas()->zoom() == 1.5);
    CHECK(user.window->windowTitle().startsWith("first"));
    user.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK_FALSE(user.session().isEdited());
}

TEST_CASE("A canvas that was split is split in its tab alone, keeps which view is current, and goes with the tab")
{
    Tabs user;
    user.openTwo();
    user.key(Qt::Key_Backslash, Qt::ControlModifier);
    const QPointer<CanvasSplit> views = user.need<CanvasSplit>();
    REQUIRE(views->isSplit());
    CHECK(QApplication::focusWidget() == views->areas()[1]->canvas());
    user.next();
    CHECK(user.title() == "first");
    CHECK_FALSE(user.need<CanvasSplit>()->isSplit());
    user.next();
    CHECK(user.need<CanvasSplit>() == views);
    CHECK(QApplication::focusWidget() == views->areas()[1]->canvas());
    CanvasView* first = views->areas()[0]->canvas();
    user.click(first, QPoint(first->width() - 10, first->height() / 2)); // beside the lesson and the map
    user.key(Qt::Key_1, Qt::AltModifier);
    CHECK_FALSE(user.find<CanvasSplit>());
    user.key(Qt::Key_2, Qt::AltModifier);
    CHECK(QApplication::focusWidget() == first);
    user.key(Qt::Key_A, Qt::ControlModifier);
    CHECK(first->editor()->selection().size() == user.graph().root().nodes.size());
    user.key(Qt::Key_W, Qt::ControlModifier);
    eventually("the views are gone", [&] { return views.isNull(); });
    CHECK(user.title() == "first");
    user.edit("dense2");
    user.key(Qt::Key_Z, Qt::ControlModifier);
    settingsStore().remove("design/views");
}

TEST_CASE("Layers are copied from one project into another")
{
    Tabs user;
    user.openTwo();
    const std::size_t before = user.graph().root().nodes.size();
    user.next();
    user.canvas()->setAnimated(false);
    user.click(user.canvas(), user.body("tanh1"));
    user.key(Qt::Key_C, Qt::ControlModifier);
    user.next();
    user.click(user.canvas(), QPoint(40, user.canvas()->height() / 2));
    user.key(Qt::Key_V, Qt::ControlModifier);
    user.settle();
    CHECK(user.graph().root().nodes.size() == before + 1);
    REQUIRE(user.node("tanh1"));
    CHECK(user.node("tanh1")->type == "tanh");
    user.key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_CASE("A run goes on while another tab is shown, and its tab says so")
{
    Tabs user;
    user.openTwo();
    Project longer = user.session().project();
    longer.training.epochs = 1000000;
    user.session().apply(longer, "Epochs");
    user.settle();
    user.key(Qt::Key_F5);
    RunController& background = user.runs();
    eventually("an epoch", [&] { return background.progress().epoch > 1; });
    user.next();
    const std::int64_t then = background.progress().epoch;
    eventually("more epochs", [&] { return background.progress().epoch > then + 2; });
    CHECK(user.bar()->tabToolTip(1).contains("training"));
    CHECK_FALSE(user.runs().isActive()); // the run of the other
    CHECK(user.need<QAbstractButton>("run.main")->text() == "Train");

    // A second run beside it.
    user.key(Qt::Key_F5);
    eventually("the second run is done", [&] { return !user.runs().isActive() && user.runs().runs().size() == 1; });
    CHECK(user.runs().runs().front().state == RunState::Completed);
    CHECK(background.isActive());
    background.stop();
    eventually("the run stops", [&] { return !background.isActive(); });
    CHECK(user.bar()->tabToolTip(1).contains("the run is done"));
    user.next();
    CHECK_FALSE(user.bar()->tabToolTip(1).contains("the run is done")); // seen
    user.key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_CASE("A run that fails in another tab waits with its report until that is shown")
{
    Tabs user;
    user.openTwo();
    Project wild = user.session().project();
    wild.training.optimizer = "sgd";
    wild.training.optimizerParams.set("learning_rate", ParamValue(1e30));
    wild.training.epochs = 200;
    user.session().apply(wild, "Rate");
    user.settle();
    RunController& background = user.runs();
    user.key(Qt::Key_F5);
    user.next();
    eventually("the run fails", [&] { return !background.isActive(); });
    REQUIRE(background.state() == RunState::Failed);
    QTest::qWait(50);
    CHECK_FALSE(QApplication::activeModalWidget());
    CHECK(user.bar()->tabToolTip(1).contains("the run failed"));
    user.answer([&] { user.next(); }, [](QWidget* box) { QTest::keyClick(box, Qt::Key_Return); }, "QMessageBox");
    user.key(Qt::Key_Z, Qt::ControlModifier);
}

TEST_CASE("Tabs are chosen and moved with the mouse, closed with cross and middle button, and made by the plus")
{
    Tabs user;
    user.openTwo();
    user.openFile(user.file("third"));
    DocumentTabs* bar = user.bar();
    user.click(bar, bar->tabRect(0).center());
    CHECK(user.title() == "first");
    user.drag(bar, bar->tabRect(0).center(), bar->tabRect(2).center() + QPoint(20, 0));
    eventually("the tab has moved", [&] { return user.titles() == QStringList{"second", "third", "first"}; });
    CHECK(user.title() == "first");
    user.next();
    CHECK(user.title() == "second"); // the order of the tabs, round the end
    user.click(bar->tabButton(1, QTabBar::RightSide));
    CHECK(user.titles() == QStringList{"second", "first"});
    CHECK(user.title() == "first");
    user.bring(bar, bar->tabRect(0).center());
    QTest::mouseClick(user.handle(bar), Qt::MiddleButton, {}, user.inWindow(bar, bar->tabRect(0).center()));
    CHECK(user.open() == 1);
    user.key(Qt::Key_T, Qt::ControlModifier);
    CHECK(user.open() == 2);
    CHECK(user.find<Card>("example.xor"));
    user.click(user.need<QWidget>("document.new"));
    CHECK(user.open() == 3);
}

TEST_CASE("A tab is marked while its project is not saved, and closing asks only then")
{
    Tabs user;
    user.openTwo();
    user.edit("dense3");
    CHECK(user.bar()->tabToolTip(1).endsWith("edited"));
    CHECK_FALSE(user.bar()->tabToolTip(0).endsWith("edited"));
    const auto press = [](const char* text) {
        return [text](QWidget* box) {
            for (QAbstractButton* button : box->findChildren<QAbstractButton*>())
                if (button->text().remove(QLatin1Char('&')) == QLatin1String(text))
                    QTest::mouseClick(button, Qt::LeftButton);
        };
    };
    user.answer([&] { user.key(Qt::Key_W, Qt::ControlModifier); }, press("Cancel"), "QMessageBox");
    CHECK(user.open() == 2);
    user.answer([&] { user.key(Qt::Key_W, Qt::ControlModifier); }, press("Discard"), "QMessageBox");
    CHECK(user.open() == 1);
    user.key(Qt::Key_W, Qt::ControlModifier); // nothing to lose: no question
    CHECK(user.title() == "Untitled");
}

TEST_CASE("Who stays when the window closes finds all as it was: runs train on, nothing is given up")
{
    Tabs user;
    user.openTwo();
    for (int i = 0; i < 2; ++i) {
        Project longer = user.session().project();
        longer.training.epochs = 1000000;
        user.session().apply(longer, "Epochs");
        user.settle();
        user.key(Qt::Key_F5);
        eventually("an epoch", [&] { return user.runs().progress().epoch > 1; });
        user.next();
    }
    const auto bothTrain = [&] { return std::ranges::all_of(user.window->documents()->all(), [](const Document* document) { return document->runs()->isActive(); }); };
    /// Closes the window and answers one question after the other; what was asked.
    const auto closeWith = [&](QStringList replies) {
        QStringList asked;
        QTimer look;
        QObject::connect(&look, &QTimer::timeout, user.window.get(), [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QAbstractButton* reply = box && !replies.isEmpty() ? user.button(replies.front(), box) : nullptr;
            if (!reply)
                return;
            asked << box->text();
            replies.removeFirst();
            QTest::mouseClick(reply, Qt::LeftButton);
        });
        look.start(20);
        CHECK_FALSE(user.window->close());
        CHECK(replies.isEmpty());
        return asked;
    };
    CHECK(closeWith({"Keep training"}) == QStringList{"Runs are training in first, second."});
    CHECK(bothTrain());
    // The runs may stop, the first file is given up, and then the user stays after all.
    CHECK(closeWith({"Stop the runs", "Discard", "Cancel"}).size() == 3);
    CHECK(bothTrain());
    CHECK(user.window->documents()->all().front()->isEdited());
}

TEST_CASE("What was open is open again at the next start, also what has no file, without a question")
{
    Tabs user;
    user.window->documents()->restore();
    user.openTwo();
    user.key(Qt::Key_5, Qt::AltModifier);
    user.key(Qt::Key_N, Qt::ControlModifier);
    user.settle();
    user.key(Qt::Key_Tab);
    user.type("dense");
    user.key(Qt::Key_Return);
    user.settle();
    REQUIRE(user.session().isEdited());
    const Graph untitled = user.graph();
    CHECK(user.open() == 3);
    // A kill would come without a question: it is known already.
    eventually("the open projects are remembered while they are open", [] { return openTabs().size() == 3; });
    {
        test::User another; // a second window at the same time leaves the memory to the first
        another.window->documents()->restore();
        CHECK(another.window->documents()->all().size() == 1);
        CHECK(another.window->close());
        another.window.reset();
    }
    user.window->activateWindow();
    CHECK(user.window->close());
    user.window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    user.openWindow();
    user.window->documents()->restore();
    user.settle();
    CHECK(user.titles() == QStringList{"first", "second", "Untitled"});
    CHECK(user.title() == "Untitled");
    CHECK(user.graph() == untitled);
    CHECK(user.session().isEdited());
    user.key(Qt::Key_Tab, Qt::ControlModifier | Qt::ShiftModifier);
    eventually("the file is read when it is shown", [&] { return user.session().project().data.source == "iris"; });
    user.settle();
    CHECK(user.window->documents()->current()->currentPage() == PageId::Export);
    CHECK_FALSE(user.find<CanvasView>());
    CHECK(user.window->documents()->all().front()->waitingFor().stem() == "first"); // not shown yet
}

TEST_CASE("A file that is on its way is not opened a second time")
{
    Tabs user;
    const fs::path first = user.file("first"), second = user.file("second", "iris");
    user.openFile(second);
    user.window->open(first);
    user.window->open(first);
    eventually("the file is open", [&] { return user.session().path() == first; });
    QTest::qWait(200); // a second reading would have ended by then
    CHECK(user.open() == 2);

    // Named at a start that opens it anyway, as it was open at the end.
    user.window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    saveOpenTabs({{QString::fromStdString(first.string()), false, PageId::Design, true}, {QString::fromStdString(second.string()), false, PageId::Data, false}});
    user.openWindow();
    user.window->documents()->restore();
    user.window->open(second);
    user.window->open(first);
    eventually("both files are there", [&] {
        const auto& all = user.window->documents()->all();
        return std::all_of(all.begin(), all.end(), [](const Document* document) { return document->waitingFor().empty() && !document->session()->path().empty(); });
    });
    QTest::qWait(200);
    CHECK(user.open() == 2);
    CHECK(user.session().path() == first);
}
