// Build, train and export without a mouse.
#include "tests/ui/shell/window_fixture.h"

#include "ui/canvas/quick_add.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/export/export_page.h"
#include "ui/pages/train/train_page.h"

using namespace nodegrad;
using test::eventually;

TEST_CASE("The keyboard alone leads from an example to an exported file")
{
    test::User user;
    REQUIRE(user.tabTo("example.iris"));
    user.key(Qt::Key_Return);
    user.settle();
    REQUIRE(user.session().project().data.source == "iris");
    user.canvas()->setAnimated(false);
    CHECK(QApplication::focusWidget() == user.canvas());

    // Build: down to the second Dense, a layer behind it, back again.
    for (int i = 0; i < 4; ++i)
        user.key(Qt::Key_Down);
    user.key(Qt::Key_Tab);
    REQUIRE(user.find<QuickAdd>());
    user.type("batch");
    user.key(Qt::Key_Return);
    user.settle();
    CHECK(user.level().nodes.size() == 8);
    user.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK(user.level().nodes.size() == 7);
    user.key(Qt::Key_F6);
    CHECK(QApplication::focusWidget() != user.canvas());
    for (int i = 0; i < 2 && QApplication::focusWidget() != user.canvas(); ++i)
        user.key(Qt::Key_F6);
    CHECK(QApplication::focusWidget() == user.canvas());

    // Every page has a key.
    user.key(Qt::Key_1, Qt::AltModifier);
    CHECK(user.find<DataPage>());
    user.key(Qt::Key_4, Qt::AltModifier);
    CHECK(user.find<EvaluatePage>());
    user.key(Qt::Key_3, Qt::AltModifier);
    CHECK(user.find<TrainPage>());
    // No part of a page was shown as a window of its own on the way.
    CHECK(QGuiApplication::focusWindow() == user.window->windowHandle());

    // Train 15 epochs, pausing on the way.
    REQUIRE(user.tabTo("param.epochs"));
    user.key(Qt::Key_A, Qt::ControlModifier);
    user.type("100000");
    user.key(Qt::Key_Return);
    user.key(Qt::Key_F5);
    eventually("a step", [&] { return user.runs().progress().step > 0; });
    user.key(Qt::Key_F5);
    eventually("the run pauses", [&] { return user.runs().state() == RunState::Paused; });
    user.key(Qt::Key_F5);
    eventually("the run goes on", [&] { return user.runs().state() == RunState::Running; });
    user.key(Qt::Key_F5, Qt::ShiftModifier);
    eventually("the run stops", [&] { return !user.runs().isActive(); });

    // Keep it.
    const QString path = user.folder + "/by_keys.nodegrad";
    user.answer([&] { user.key(Qt::Key_S, Qt::ControlModifier); }, [&](QWidget* dialog) { user.enterName(dialog, "by_keys"); });
    eventually("the file", [&] { return QFile::exists(path); });

    // Export with the first format.
    user.key(Qt::Key_5, Qt::AltModifier);
    REQUIRE(user.find<ExportPage>());
    eventually("the export can begin", [&] { return user.find<QWidget>("export.start") && user.need<QWidget>("export.start")->isEnabled(); });
    REQUIRE(user.tabTo("export.start"));
    user.key(Qt::Key_Space);
    eventually("the verdict", [&] { return user.find<QLabel>("export.verdict") != nullptr; });
    CHECK(user.need<QLabel>("export.verdict")->text().contains("same answers"));
}

TEST_CASE("F5 says why it does not train")
{
    test::User user;
    user.click(user.need<QWidget>("start.new"));
    user.settle();
    user.key(Qt::Key_F5);
    CHECK_FALSE(user.runs().isActive());
    CHECK(user.shows("before training"));
}

TEST_CASE("F8 leads to the next problem from every page")
{
    test::User user;
    user.click(user.need<QWidget>("example.iris"));
    user.settle();
    user.canvas()->setAnimated(false);
    user.click(user.canvas(), user.body("dense3"));
    user.key(Qt::Key_Delete);
    user.settle();
    user.key(Qt::Key_3, Qt::AltModifier);
    CHECK(user.find<TrainPage>());
    user.key(Qt::Key_F8);
    REQUIRE(user.find<CanvasView>());
    REQUIRE(user.canvas()->editor()->current());
    CHECK(user.canvas()->editor()->current()->name == "output");
}
