// Closing, discarding and finding again: what the window asks, and what becomes of the work.
#include "tests/ui/shell/window_fixture.h"

#include <fstream>

#include <QMessageBox>

#include "core/base/log.h"
#include "core/project/examples.h"
#include "ui/widgets/inline_banner.h"

using namespace nodegrad;
using test::eventually;
namespace fs = std::filesystem;

namespace {

struct Files : test::User {
    void chooseXor()
    {
        click(need<QWidget>("example.xor"));
        settle();
        canvas()->setAnimated(false);
    }
    void edit()
    {
        click(canvas(), body("dense2"));
        key(Qt::Key_Delete);
        settle();
        REQUIRE(session().isEdited());
    }
    /// Closes the project, answering the question with the button that says `reply`.
    void closeProjectWith(const QString& reply, QString* asked = nullptr)
    {
        answerQuestion([&] { key(Qt::Key_W, Qt::ControlModifier); }, reply, asked);
    }
    /// Closes the window, answering the question with the button that says `reply`; true when it closed.
    bool closeWith(const QString& reply, QString* asked = nullptr)
    {
        bool closed = false;
        answerQuestion([&] { closed = window->close(); }, reply, asked);
        return closed;
    }
    void answerQuestion(const std::function<void()>& opens, const QString& reply, QString* asked)
    {
        answer(opens, [&](QWidget* box) {
            if (asked)
                *asked = static_cast<QMessageBox*>(box)->text() + QLatin1Char('\n') + static_cast<QMessageBox*>(box)->informativeText();
            QAbstractButton* found = button(reply, box);
            CHECK(found);
            QTest::mouseClick(found ? found : box->findChild<QAbstractButton*>(), Qt::LeftButton);
        });
    }
};

} // namespace

TEST_CASE("A window without changes closes without a question")
{
    Files user;
    user.chooseXor();
    CHECK(user.window->close());
}

TEST_CASE("Unsaved changes are asked for: Cancel stays, Discard goes, Save writes")
{
    Files user;
    user.chooseXor();
    user.edit();
    QString asked;
    user.closeProjectWith("Cancel", &asked);
    CHECK(asked.startsWith("Save the changes to Untitled?"));
    CHECK(user.session().isEdited());
    SECTION("Discard")
    {
        user.closeProjectWith("Discard");
        CHECK_FALSE(user.session().isEdited());
        CHECK(user.window->close());
        user.window.reset();
        CHECK(leftProjects().empty());
    }
    SECTION("Save")
    {
        const QString path = user.folder + "/xor.nodegrad";
        REQUIRE(user.session().saveAs(path.toStdString()));
        user.click(user.canvas(), user.body("dense1"));
        user.key(Qt::Key_Delete);
        CHECK_FALSE(user.closeWith("Cancel"));
        CHECK(user.window->isVisible());
        CHECK(user.closeWith("Save"));
        CHECK(readProject(path.toStdString())->graph.root().nodes.size() == user.graph().root().nodes.size());
        CHECK(fs::remove(path.toStdString()));
    }
}

TEST_CASE("A project without a file outlives the window without a question, with its runs")
{
    {
        Files user;
        user.chooseXor();
        user.key(Qt::Key_F5);
        eventually("the run is done", [&] { return !user.runs().isActive() && !user.runs().runs().empty(); });
        user.edit();
        CHECK(user.window->close());
        user.window.reset();
    }
    REQUIRE(leftProjects().size() == 1);
    CHECK(leftProjects().front().runs == 1);
    Files user;
    user.window->showStart();
    user.click(user.button("Recover changes", user.need<InlineBanner>("start.left")));
    user.settle();
    CHECK(user.session().isEdited());
    CHECK(user.runs().runs().size() == 1);
    user.closeProjectWith("Discard");
}

TEST_CASE("A run that trains is asked for before the window closes, and its weights are kept")
{
    Files user;
    user.chooseXor();
    Project longer = user.session().project();
    longer.training.epochs = 100000;
    user.session().apply(longer, "Epochs");
    user.settle();
    const fs::path file = (user.folder + "/long.nodegrad").toStdString();
    REQUIRE(user.session().saveAs(file));
    user.key(Qt::Key_F5);
    eventually("an epoch", [&] { return user.runs().progress().epoch > 1; });
    CHECK_FALSE(user.closeWith("Keep training"));
    CHECK(user.runs().isActive());
    CHECK(user.closeWith("Stop the run"));
    user.window.reset();
    const auto runs = listRuns(runsFolder(file));
    REQUIRE(runs.size() == 1);
    CHECK(runs.front().state == RunState::Stopped);
    CHECK(hasCheckpoint(runs.front().folder, "last"));
    fs::remove(file);
}

TEST_CASE("The runs of a project without a file are asked for, also when nothing else was changed")
{
    Files user;
    user.chooseXor();
    user.key(Qt::Key_F5);
    eventually("the run is done", [&] { return !user.runs().isActive() && !user.runs().runs().empty(); });
    CHECK_FALSE(user.session().isEdited());
    QString asked;
    user.closeProjectWith("Discard", &asked);
    CHECK(asked.contains("1 run of this project"));
    CHECK(user.window->close());
    user.window.reset();
    CHECK(leftProjects().empty());
}

TEST_CASE("What a crash left of a project without a file is offered on the start page")
{
    const auto leave = [](const char* name) {
        const auto file = logFolder() / "untitled" / name / "untitled.nodegrad";
        fs::create_directories(file.parent_path());
        REQUIRE(writeAutosave(file, *exampleProject("iris")));
        return file;
    };
    test::ownFolder();
    const fs::path file = leave("crashed");
    Files user;
    user.window->showStart();
    auto* banner = user.need<InlineBanner>("start.left");
    SECTION("recovered")
    {
        user.click(user.button("Recover changes", banner));
        user.settle();
        CHECK(user.session().project().data.source == "iris");
        CHECK(user.session().isEdited());
        user.closeProjectWith("Discard");
    }
    SECTION("deleted")
    {
        user.click(user.button("Delete them", banner));
        CHECK_FALSE(user.find<InlineBanner>("start.left"));
    }
    user.window.reset();
    CHECK_FALSE(fs::exists(file.parent_path()));
}

namespace {

/// A project whose journal holds 777 epochs.
fs::path crashedFile()
{
    const fs::path file = (test::ownFolder() + "/crashed.nodegrad").toStdString();
    REQUIRE(writeProject(file, *exampleProject("iris")));
    Project edited = *exampleProject("iris");
    edited.training.epochs = 777;
    fs::last_write_time(file, fs::last_write_time(file) - std::chrono::seconds(5));
    REQUIRE(writeAutosave(file, edited));
    return file;
}

} // namespace

TEST_CASE("What a crash left beside a file is offered when the file is opened")
{
    const fs::path file = crashedFile();
    const bool recovers = GENERATE(true, false);
    Files user;
    user.answer([&] { user.window->open(file); }, [&](QWidget* box) {
        QAbstractButton* choice = user.button(recovers ? "Recover changes" : "Discard them", box);
        CHECK(choice);
        if (choice)
            QTest::mouseClick(choice, Qt::LeftButton);
    });
    eventually("the file is open", [&] { return user.session().path() == file; });
    user.settle();
    CHECK((user.session().project().training.epochs == 777) == recovers);
    CHECK(user.session().isEdited() == recovers);
    if (recovers)
        CHECK(user.closeWith("Discard"));
    fs::remove(file);
    removeAutosave(file);
}

TEST_CASE("Escape at the question about what a crash left loses nothing: it is asked again")
{
    const fs::path file = crashedFile();
    Files user;
    for (int i = 0; i < 2; ++i) {
        bool asked = false;
        user.answer([&] { user.window->open(file); }, [&](QWidget* box) {
            asked = true;
            QTest::keyClick(box, Qt::Key_Escape);
        });
        eventually("the question", [&] { return asked; });
        user.settle();
        CHECK(user.session().path() != file);
        CHECK(recoverable(file));
    }
    fs::remove(file);
    removeAutosave(file);
}

TEST_CASE("A file that cannot be read is refused in words, and the open project stays")
{
    test::ownFolder();
    const fs::path file = (test::ownFolder() + "/broken.nodegrad").toStdString();
    std::ofstream(file) << "{\"nodegrad\": 1, ";
    Files user;
    user.chooseXor();
    user.edit();
    const Project before = user.session().project();
    QString said;
    user.answer([&] { user.window->open(file); }, [&](QWidget* box) {
        said = static_cast<QMessageBox*>(box)->text();
        QTest::keyClick(box, Qt::Key_Return);
    });
    CHECK(said.contains("broken.nodegrad"));
    CHECK(user.session().project() == before);
    CHECK(user.session().isEdited());
    user.closeProjectWith("Discard");
    fs::remove(file);
}
