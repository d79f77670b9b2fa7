#include "tests/ui/session/session_fixture.h"

#include "ui/session/journal.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

TEST_CASE("An edit is written to the journal beside the file, and a crash leaves it for the next start")
{
    SessionFixture f;
    const fs::path file = f.path("a.nodegrad");
    const Project first = f.project(smallNetwork, 1);
    REQUIRE(writeProject(file, first));
    {
        Session session;
        session.open(first, file);
        session.apply(f.withEpochs(first, 8), "Epochs");
        REQUIRE(waitFor([&] { return recoverable(file).has_value(); }));
    } // without a word: as after a crash
    REQUIRE(recoverable(file));
    CHECK(recoverable(file)->training.epochs == 8);
    CHECK(*readProject(file) == first);
    Session next;
    next.open(*recoverable(file), file, true);
    CHECK(next.isEdited());
    REQUIRE(next.save());
    CHECK_FALSE(recoverable(file));
    CHECK_FALSE(fs::exists(autosavePath(file)));
}

TEST_CASE("Saving and discarding remove the journal, and a write that is late does not bring it back")
{
    SessionFixture f;
    const fs::path file = f.path("a.nodegrad");
    const Project first = f.project(smallNetwork, 1);
    Journal journal(file);
    for (int i = 0; i < 50; ++i)
        journal.write(f.withEpochs(first, i + 2));
    journal.drop();
    CHECK(QThreadPool::globalInstance()->waitForDone(60000));
    CHECK_FALSE(fs::exists(autosavePath(file)));
    journal.write(first);
    CHECK(QThreadPool::globalInstance()->waitForDone(60000));
    CHECK(fs::exists(autosavePath(file)));
}

TEST_CASE("While one window has edits of a file that are not saved, another neither takes nor removes its journal")
{
    SessionFixture f;
    const fs::path file = f.path("a.nodegrad");
    const Project first = f.project(smallNetwork, 1);
    REQUIRE(writeProject(file, first));
    Journal one(file);
    CHECK_FALSE(Journal::isHeldElsewhere(file));
    one.write(f.withEpochs(first, 8));
    CHECK(QThreadPool::globalInstance()->waitForDone(60000));
    CHECK(Journal::isHeldElsewhere(file));
    {
        Journal other(file);
        other.write(f.withEpochs(first, 9));
        CHECK(QThreadPool::globalInstance()->waitForDone(60000));
        other.drop();
    }
    REQUIRE(recoverable(file));
    CHECK(recoverable(file)->training.epochs == 8);
    one.drop();
    CHECK_FALSE(Journal::isHeldElsewhere(file));
    CHECK_FALSE(fs::exists(autosavePath(file)));
    Journal other(file);
    other.write(f.withEpochs(first, 9));
    CHECK(QThreadPool::globalInstance()->waitForDone(60000));
    CHECK(recoverable(file));
}

TEST_CASE("A project without a file is found again after a crash, with its runs, and by nobody while it is open")
{
    SessionFixture f;
    const Project first = f.project(smallNetwork, 1);
    fs::path runs;
    {
        Session session;
        session.open(first, {});
        session.apply(f.withEpochs(first, 7), "Epochs");
        REQUIRE(waitFor([&] { return fs::exists(session.runsFolder().parent_path() / ".untitled.nodegrad.autosave"); }));
        runs = session.runsFolder();
        REQUIRE(createRun(runs, first, {}));
        CHECK(leftProjects().empty());
    }
    const auto left = leftProjects();
    REQUIRE(left.size() == 1);
    CHECK(left.front().project.training.epochs == 7);
    CHECK(left.front().runs == 1);
    Session next;
    next.openLeft(left.front());
    CHECK(next.project().training.epochs == 7);
    CHECK(next.isEdited());
    CHECK(next.runsFolder() == runs);
    CHECK(leftProjects().empty());
    next.discard();
    CHECK_FALSE(fs::exists(runs));
}

TEST_CASE("A project without a file that was not touched leaves nothing behind")
{
    SessionFixture f;
    {
        Session session;
        session.open(f.project(smallNetwork), {});
        REQUIRE(waitFor([&] { return session.isDesignCurrent(); }));
        CHECK_FALSE(session.hasUnsaved());
        session.discard();
    }
    CHECK(leftProjects().empty());
    CHECK_FALSE(fs::exists(f.path("state/nodegrad/untitled")));
}
