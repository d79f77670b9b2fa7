#include "tests/ui/session/session_fixture.h"

using namespace nodegrad;
using namespace nodegrad::test;
namespace fs = std::filesystem;

namespace {

struct Runs : SessionFixture {
    void open(Project project)
    {
        session.open(std::move(project), {});
        REQUIRE(waitFor([&] { return session.data()->phase == DataState::Phase::Ready && session.isDesignCurrent(); }));
    }
    void untilDone()
    {
        REQUIRE(waitFor([&] { return !runs.isActive(); }));
    }
    Session session;
    RunController runs{&session};
};

} // namespace

TEST_CASE("The runs of a project without a file go with it to its file")
{
    Runs f;
    f.open(f.project(smallNetwork));
    f.runs.start();
    f.untilDone();
    REQUIRE(f.runs.runs().size() == 1);
    CHECK(f.session.hasUnsaved());
    const fs::path before = f.session.runsFolder();
    REQUIRE(f.session.saveAs(f.path("kept.nodegrad")));
    f.runs.bringRuns();
    CHECK(f.session.runsFolder() == f.path("kept.runs"));
    CHECK_FALSE(fs::exists(before));
    REQUIRE(f.runs.runs().size() == 1);
    CHECK(f.runs.runs().front().state == RunState::Completed);
    CHECK(hasCheckpoint(f.runs.runs().front().folder, "best"));
    CHECK_FALSE(f.session.hasUnsaved());
}

TEST_CASE("Saved while a run trains, the project gets its runs when that run ends")
{
    Runs f;
    f.open(f.project(smallNetwork, 100000));
    f.runs.start();
    REQUIRE(waitFor([&] { return f.runs.progress().epoch > 1; }));
    REQUIRE(f.session.saveAs(f.path("early.nodegrad")));
    f.runs.bringRuns();
    CHECK(f.runs.isActive());
    CHECK(f.runs.runs().size() == 1);
    f.runs.finish();
    CHECK_FALSE(f.runs.isActive());
    CHECK(f.session.runsFolder() == f.path("early.runs"));
    REQUIRE(f.runs.runs().size() == 1);
    CHECK(f.runs.runs().front().state == RunState::Stopped);
    CHECK(hasCheckpoint(f.path("early.runs") / f.runs.runs().front().id, "last"));
}

TEST_CASE("Another project without a file does not show the runs of the one before")
{
    Runs f;
    f.open(f.project(smallNetwork));
    f.runs.start();
    f.untilDone();
    REQUIRE(f.runs.runs().size() == 1);
    f.session.discard();
    f.open(f.project("input(4) > dense(8) > relu > dense(3) > output(cross_entropy)"));
    CHECK(f.runs.runs().empty());
    CHECK_FALSE(f.session.hasUnsaved());
}

TEST_CASE("A start that is stopped at once leaves no run")
{
    Runs f;
    f.open(f.project(smallNetwork));
    f.runs.start();
    CHECK(f.runs.isActive());
    f.runs.stop();
    CHECK_FALSE(f.runs.isActive());
    CHECK(QThreadPool::globalInstance()->waitForDone(60000));
    QCoreApplication::processEvents();
    CHECK_FALSE(f.runs.isActive());
    CHECK(listRuns(f.session.runsFolder()).empty());
}
