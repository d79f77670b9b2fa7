// Imported weights, rules and ties when layers get other paths by hand.

#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

struct ImportedFixture : CanvasFixture {
    ImportedFixture() : CanvasFixture("in1 = input(4); a = in1 > dense(4); b = a > dense(4); fc = b > dense(3); fc > output(cross_entropy)")
    {
        Project project = session->project();
        project.initialWeights = InitialWeights{"w.safetensors", std::string(64, 'a'), {}};
        project.training.paramGroups = "a: lr 2; fc: frozen";
        session->apply(std::move(project), "Import");
        settle();
    }
    void press(const QKeySequence& keys)
    {
        QTest::keySequence(canvas, keys);
        settle();
    }
    void choose(const std::vector<std::string>& names)
    {
        std::set<NodeId> ids;
        for (const std::string& name : names)
            ids.insert(id(name));
        editor->select(ids);
    }
    /// Through all steps, as reading the file goes.
    std::string inFile(std::string key) const
    {
        const auto& steps = session->project().initialWeights->renamed;
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            key = movedPath(key, *step);
        return key;
    }
    std::string rules() const { return session->project().training.paramGroups; }
};

} // namespace

TEST_CASE("Layers that become a module by hand take their weights and rules along, and out again")
{
    ImportedFixture f;
    f.choose({"a", "b"});
    f.press(QKeySequence("Ctrl+G"));
    REQUIRE(f.has("block1"));
    CHECK(f.inFile("block1.0.a.weight") == "a.weight");
    CHECK(f.inFile("block1.0.b.bias") == "b.bias");
    CHECK(f.inFile("fc.weight") == "fc.weight");
    CHECK(f.rules() == "block1.0.a: lr 2; fc: frozen");
    REQUIRE(f.editor->rename(f.id("block1"), "body"));
    CHECK(f.inFile("body.0.a.weight") == "a.weight");
    f.choose({"body"});
    f.press(QKeySequence("Ctrl+Shift+G"));
    REQUIRE(f.has("a"));
    CHECK(f.inFile("a.weight") == "a.weight");
    CHECK(f.rules() == "a: lr 2; fc: frozen");
    f.session->undo();
    CHECK(f.inFile("body.0.a.weight") == "a.weight");
}

TEST_CASE("A copy begins with the weights of its original, however deep it is pasted")
{
    ImportedFixture f;
    f.choose({"a"});
    f.press(QKeySequence("Ctrl+D"));
    REQUIRE(f.has("dense1") + f.has("a1") > 0);
    const std::string copy = f.has("a1") ? "a1" : "dense1";
    CHECK(f.inFile(copy + ".weight") == "a.weight");
    CHECK(f.inFile("a.weight") == "a.weight");
    f.choose({"b"});
    f.press(QKeySequence("Ctrl+G"));
    f.choose({"fc"});
    f.press(QKeySequence("Ctrl+X"));
    REQUIRE(f.editor->enter(f.id("block1")));
    f.press(QKeySequence("Ctrl+V"));
    REQUIRE(f.has("fc"));
    CHECK(f.inFile("block1.0.fc.weight") == "fc.weight");
    CHECK(f.notes.isEmpty());
}

TEST_CASE("Layers that come from another project say that their weights stay there")
{
    ImportedFixture f;
    f.choose({"a"});
    f.press(QKeySequence("Ctrl+C"));
    Project other = f.session->project();
    other.initialWeights.reset();
    f.session->apply(other, "Another");
    f.press(QKeySequence("Ctrl+V"));
    REQUIRE(f.notes.size() == 1);
    CHECK(f.notes[0].contains("stay there"));
    other.initialWeights = InitialWeights{"v.safetensors", std::string(64, 'b'), {}};
    f.session->apply(other, "A third");
    f.press(QKeySequence("Ctrl+V"));
    CHECK(f.notes.size() == 2);
    CHECK(f.session->project().initialWeights->renamed.empty());
}

TEST_CASE("A shared weight is found at its new place")
{
    CanvasFixture f("in1 = input(4); a = in1 > dense(4); b = a > dense(4); b > output(mse)");
    Project project = f.session->project();
    project.graph = *changeNode(project.graph, "", f.id("b"), [](Node& node) { node.tie["weight"] = "a.weight"; });
    f.session->apply(project, "Share");
    f.settle();
    REQUIRE(f.session->design()->lowered->ok());
    const auto target = [&] { return f.node("b").tie.at("weight"); };
    REQUIRE(f.editor->rename(f.id("a"), "first"));
    CHECK(target() == "first.weight");
    f.editor->select({f.id("first")});
    QTest::keySequence(f.canvas, QKeySequence("Ctrl+G"));
    CHECK(target() == "block1.0.first.weight");
    f.settle();
    CHECK(f.session->design()->lowered->ok());
    f.session->undo();
    f.session->undo();
    CHECK(target() == "a.weight");
}
