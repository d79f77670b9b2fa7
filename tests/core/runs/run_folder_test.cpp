#include <fstream>

#include "core/runs/run_store.h"
#include "tests/core/runs/some_run.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("Runs lie beside the project, in a folder with its name")
{
    CHECK(runsFolder("/a/b/digits.nodegrad") == "/a/b/digits.runs");
}

TEST_CASE("A new run is read back as it was made")
{
    const TemporaryFolder folder;
    const RunInfo made = someRun(folder.path(), "Big net / 2");
    CHECK(made.id == "big-net---2");
    const auto read = readRun(made.folder);
    REQUIRE(read);
    CHECK(read->name == "Big net / 2");
    CHECK(read->project == made.project);
    CHECK(read->facts.inputSpec == made.facts.inputSpec);
    CHECK(read->facts.targetSpec == made.facts.targetSpec);
    CHECK(read->facts.preparation == made.facts.preparation);
    CHECK(read->facts.classNames == made.facts.classNames);
    CHECK(!read->programVersion.empty());
    CHECK(read->device == "cpu");
    CHECK(read->createdAt == made.createdAt);
}

TEST_CASE("Runs without a name are counted, and the list is oldest first")
{
    const TemporaryFolder folder;
    someRun(folder.path());
    someRun(folder.path(), "other");
    someRun(folder.path());
    const auto runs = listRuns(folder.path());
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].name == "run 1");
    CHECK(runs[1].name == "other");
    CHECK(runs[2].name == "run 2");
}

TEST_CASE("Runs that a window in another language made are counted with the others, and their folders keep plain names")
{
    const TemporaryFolder folder;
    someRun(folder.path());
    const auto other = createRun(folder.path(), Project(), someFacts(), {}, "训练");
    REQUIRE(other);
    CHECK(other->name == "训练 2");
    CHECK(other->id == "run-2");
    someRun(folder.path());
    CHECK(createRun(folder.path(), Project(), someFacts(), {}, "训练")->name == "训练 3");
}

TEST_CASE("A name that is taken is refused, for a new run and for a rename")
{
    const TemporaryFolder folder;
    someRun(folder.path(), "a");
    const RunInfo second = someRun(folder.path(), "b");
    const auto again = createRun(folder.path(), Project(), someFacts(), "a");
    REQUIRE(!again);
    CHECK(sentence(again.error()) == "There is a run named 'a' already. Choose another name, or delete that run.");
    CHECK(renameRun(second, "a").error().code == "runs.name_taken");
    CHECK(renameRun(second, "  ").error().code == "runs.no_name");
    CHECK(renameRun(second, "b"));
    CHECK(renameRun(second, "c"));
    CHECK(readRun(second.folder)->name == "c");
    CHECK(readRun(second.folder)->id == "b");
}

TEST_CASE("Each run gets the smallest colour that no other run has, and keeps it")
{
    const TemporaryFolder folder;
    const RunInfo first = someRun(folder.path()), second = someRun(folder.path()), third = someRun(folder.path());
    CHECK(first.color == 0);
    CHECK(second.color == 1);
    CHECK(third.color == 2);
    REQUIRE(deleteRun(second));
    CHECK(someRun(folder.path()).color == 1);
    CHECK(readRun(third.folder)->color == 2);
}

TEST_CASE("A note and more epochs are written into the run")
{
    const TemporaryFolder folder;
    RunInfo run = someRun(folder.path());
    REQUIRE(annotateRun(run, "with a larger batch"));
    run.project.training.epochs = 70;
    REQUIRE(updateRunProject(run, run.project));
    CHECK(readRun(run.folder)->note == "with a larger batch");
    CHECK(readRun(run.folder)->project.training.epochs == 70);
}

TEST_CASE("A run with a damaged run.json is left out of the list and reported")
{
    const TemporaryFolder folder;
    const RunInfo good = someRun(folder.path()), bad = someRun(folder.path());
    const std::string text = GENERATE("", "{\"nodegrad_run\": 1", "[1]", "{\"nodegrad_run\": 1}", "{\"nodegrad_run\": \"x\"}");
    std::ofstream(bad.folder / "run.json") << text;
    std::vector<Error> problems;
    const auto runs = listRuns(folder.path(), &problems);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].id == good.id);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == "runs.damaged");
    CHECK(message(problems[0]).find("run.json") != std::string::npos);
}

TEST_CASE("A run.json nested a million levels deep is damaged, not a crash")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    std::ofstream(run.folder / "run.json") << std::string(1'000'000, '[');
    CHECK(readRun(run.folder).error().code == "runs.damaged");
}

TEST_CASE("A run that says running is interrupted once nobody writes it any more")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    REQUIRE((*sink)->setState(RunState::Running, {}, {}));
    CHECK(!readRun(run.folder)->interrupted);
    CHECK(readRun(run.folder)->state == RunState::Running);
    sink->reset(); // as the system does with the locks of a killed process
    CHECK(readRun(run.folder)->interrupted);
}

TEST_CASE("A finished run keeps its state, note and error")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    {
        auto sink = openSink(run, false);
        REQUIRE(sink);
        REQUIRE((*sink)->setState(RunState::Failed, "a note", makeError("training.non_finite_loss", {{"node", "dense1"}})));
    }
    const auto read = readRun(run.folder);
    REQUIRE(read);
    CHECK(read->state == RunState::Failed);
    CHECK(read->stateNote == "a note");
    CHECK(read->error.code == "training.non_finite_loss");
    CHECK(read->error.arguments.at("node") == "dense1");
    CHECK(!read->interrupted);
}

TEST_CASE("A run that is being written cannot be deleted or written twice, and can be renamed")
{
    const TemporaryFolder folder;
    const RunInfo run = someRun(folder.path());
    auto sink = openSink(run, false);
    REQUIRE(sink);
    CHECK(deleteRun(run).error().code == "runs.in_use");
    CHECK(openSink(run, true).error().code == "runs.in_use");
    REQUIRE(renameRun(run, "new name"));
    REQUIRE((*sink)->setState(RunState::Completed, {}, {}));
    CHECK(readRun(run.folder)->name == "new name");
    sink->reset();
    REQUIRE(deleteRun(run));
    CHECK(folder.names().empty());
}

TEST_CASE("Runs move to another project, with a free name and colour where theirs are taken")
{
    const TemporaryFolder folder;
    const auto from = folder.path() / "a.runs", to = folder.path() / "b.runs";
    const RunInfo present = someRun(to);
    Project project;
    project.data.source = "csv";
    project.data.params.set("path", std::string("flowers.csv"));
    const auto first = createRun(from, project, someFacts());
    const RunInfo second = someRun(from, "wide");
    REQUIRE(first);
    REQUIRE((*openSink(second, false))->saveCheckpoint("last", someCheckpoint(30)));
    REQUIRE(moveRuns(from, to, folder.path() / "data", folder.path()));
    CHECK(listRuns(from).empty());
    const auto runs = listRuns(to);
    REQUIRE(runs.size() == 3);
    CHECK(runs[1].name == "run 2");
    CHECK(runs[1].color != present.color);
    CHECK(runs[1].project.data == rebased(project, folder.path() / "data", folder.path()).data);
    CHECK(runs[2].name == "wide");
    CHECK(runs[2].id == second.id);
    CHECK(stepOf(*loadCheckpoint(runs[2].folder, "last")) == 30);
}

TEST_CASE("A run that is being written is not moved")
{
    const TemporaryFolder folder;
    const auto from = folder.path() / "a.runs";
    const RunInfo run = someRun(from);
    const auto sink = openSink(run, false);
    REQUIRE(sink);
    const Status moved = moveRuns(from, folder.path() / "b.runs", folder.path(), folder.path());
    REQUIRE(!moved);
    CHECK(moved.error().code == "runs.in_use");
    CHECK(listRuns(from).size() == 1);
}
