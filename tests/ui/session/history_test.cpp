#include <fstream>

#include "core/graph/edits.h"
#include "tests/ui/session/session_fixture.h"

using namespace nodegrad;
using namespace nodegrad::test;

TEST_CASE("Undo goes back step by step to what was opened, redo forth again, and a new step forgets what was undone")
{
    SessionFixture f;
    Session session;
    const Project first = f.project(smallNetwork, 1);
    session.open(first, {});
    CHECK_FALSE(session.canUndo());
    for (const int epochs : {2, 3, 4})
        session.apply(f.withEpochs(first, epochs), QStringLiteral("To %1").arg(epochs));
    CHECK(session.undoName() == "To 4");
    session.undo();
    session.undo();
    CHECK(session.project().training.epochs == 2);
    CHECK(session.redoName() == "To 3");
    session.redo();
    CHECK(session.project().training.epochs == 3);
    session.apply(f.withEpochs(first, 9), "To 9");
    CHECK_FALSE(session.canRedo());
    session.undo();
    session.undo();
    session.undo();
    CHECK(session.project() == first);
    CHECK_FALSE(session.canUndo());
    session.undo();
    CHECK(session.project() == first);
}

TEST_CASE("Steps with the same key are one until the step is closed, and what changes nothing is none")
{
    SessionFixture f;
    Session session;
    const Project first = f.project(smallNetwork, 1);
    session.open(first, {});
    session.apply(f.withEpochs(first, 2), "Epochs", "epochs");
    session.apply(f.withEpochs(first, 3), "Epochs", "epochs");
    session.closeStep();
    session.apply(f.withEpochs(first, 4), "Epochs", "epochs");
    session.apply(f.withEpochs(first, 4), "Nothing");
    CHECK(session.undoName() == "Epochs");
    session.undo();
    CHECK(session.project().training.epochs == 3);
    session.undo();
    CHECK(session.project() == first);
}

TEST_CASE("Another project begins with an empty history")
{
    SessionFixture f;
    Session session;
    session.open(f.project(smallNetwork, 1), {});
    session.apply(f.project(smallNetwork, 2), "Epochs");
    session.open(f.project(smallNetwork, 5), {});
    CHECK_FALSE(session.canUndo());
    CHECK_FALSE(session.isEdited());
}

TEST_CASE("A project is edited while it differs from its file, also by undo")
{
    SessionFixture f;
    Session session;
    const Project first = f.project(smallNetwork, 1);
    session.open(first, {});
    CHECK_FALSE(session.isEdited());
    session.apply(f.withEpochs(first, 2), "Epochs");
    CHECK(session.isEdited());
    session.undo();
    CHECK_FALSE(session.isEdited());
    session.redo();
    REQUIRE(session.saveAs(f.path("a.nodegrad")));
    CHECK_FALSE(session.isEdited());
    CHECK(session.title() == "a");
    session.undo();
    CHECK(session.isEdited());
    REQUIRE(session.save());
    CHECK(readProject(f.path("a.nodegrad"))->training.epochs == 1);
}

TEST_CASE("What is set for the training of a layer goes with the layer, and comes back with it")
{
    SessionFixture f;
    Session session;
    Project project = f.project("module block { in > dense(4) > relu > out }; a = input(4); b = a > block(repeat=2); c = b > dense(8); c > dense(3) > output(cross_entropy)");
    project.training.paramGroups = "c: lr 0.1; b.0.dense1: decay 0.5; *: lr 2";
    session.open(project, {});
    const Graph graph = session.project().graph;
    session.applyGraph(moveNodes(graph, "", {{graph.root().findByName("c")->id, {9, 9}}}), "Move");
    CHECK(session.project().training.paramGroups == project.training.paramGroups);
    session.applyGraph(removeNodes(session.project().graph, "", {graph.root().findByName("c")->id}, true), "Delete");
    CHECK(session.project().training.paramGroups == "b.0.dense1: decay 0.5; *: lr 2");
    session.applyGraph(removeNodes(session.project().graph, "", {graph.root().findByName("b")->id}, true), "Delete");
    CHECK(session.project().training.paramGroups == "*: lr 2");
    session.undo();
    session.undo();
    CHECK(session.project().training.paramGroups == project.training.paramGroups);
}

TEST_CASE("What undo brings back after the project went to another folder finds its files")
{
    SessionFixture f;
    std::filesystem::create_directories(f.path("old"));
    std::filesystem::create_directories(f.path("new"));
    Session session;
    session.open(f.project(smallNetwork, 1), {});
    REQUIRE(session.saveAs(f.path("old") / "net.nodegrad"));
    Project project = session.project();
    project.initialWeights = InitialWeights{"net.initial.safetensors", std::string(64, 'a'), {}};
    session.apply(project, "Import");
    session.apply(f.withEpochs(project, 5), "Epochs");
    REQUIRE(session.saveAs(f.path("new") / "net.nodegrad"));
    CHECK_FALSE(session.isEdited());
    CHECK(session.undoName() == "Epochs");
    session.undo();
    CHECK(session.project().training.epochs == 1);
    CHECK(session.project().initialWeights->path == "../old/net.initial.safetensors"); // that file is not there
    session.undo();
    CHECK_FALSE(session.project().initialWeights);
    session.redo();
    CHECK(session.project().initialWeights->path == "../old/net.initial.safetensors");
}

TEST_CASE("A project takes its imported weights along to another folder")
{
    SessionFixture f;
    for (const char* folder : {"old", "new", "third"})
        std::filesystem::create_directories(f.path(folder));
    Session session;
    session.open(f.project(smallNetwork, 1), {});
    REQUIRE(session.saveAs(f.path("old") / "net.nodegrad"));
    std::ofstream(f.path("old") / "net.initial.safetensors") << "weights";
    Project project = session.project();
    project.initialWeights = InitialWeights{"net.initial.safetensors", std::string(64, 'a'), {}};
    session.apply(project, "Import");
    session.apply(f.withEpochs(project, 5), "Epochs");
    REQUIRE(session.saveAs(f.path("new") / "moved.nodegrad"));
    CHECK(session.project().initialWeights->path == "moved.initial.safetensors");
    CHECK(std::filesystem::file_size(f.path("new") / "moved.initial.safetensors") == 7);
    CHECK(std::filesystem::exists(f.path("old") / "net.initial.safetensors"));
    session.undo();
    CHECK(session.project().initialWeights->path == "moved.initial.safetensors");
    // A file of that name is nobody's to replace.
    std::ofstream(f.path("third") / "moved.initial.safetensors") << "others";
    REQUIRE(session.saveAs(f.path("third") / "moved.nodegrad"));
    CHECK(session.project().initialWeights->path == "../new/moved.initial.safetensors");
}
