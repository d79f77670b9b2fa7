// Ports without a wire that hide.
#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

const std::string kAttention = "in1 = input(6, 8, kind=sequence); fc = in1 > dense(8); at = multi_head_attention(fc, fc); at > output(mse)";

std::vector<std::string> inputsOf(const CanvasFixture& f, const std::string& name)
{
    std::vector<std::string> ids;
    for (const ScenePort& port : f.canvas->scene().find(f.id(name))->inputs)
        ids.push_back(port.id);
    return ids;
}

} // namespace

TEST_CASE("Ctrl+H hides free ports of the selection in one step, and shows them again")
{
    CanvasFixture f(kAttention);
    const auto all = inputsOf(f, "at");
    REQUIRE(all.size() == 4);
    f.editor->select({f.id("at"), f.id("fc")});
    f.key(Qt::Key_H, Qt::ControlModifier);
    CHECK(f.session->undoName() == "Hide free ports of 2 layers");
    CHECK(inputsOf(f, "at") == std::vector<std::string>{"query", "key"});
    CHECK(inputsOf(f, "fc").size() == 1); // what a layer needs stays
    CHECK(f.canvas->scene().wires().size() == 4);
    f.key(Qt::Key_H, Qt::ControlModifier);
    CHECK(f.session->undoName() == "Show all ports of 2 layers");
    CHECK(inputsOf(f, "at") == all);
    f.session->undo();
    f.session->undo();
    CHECK(inputsOf(f, "at") == all);
    CHECK_FALSE(f.session->canUndo());
}

TEST_CASE("A hidden port comes back with a wire, and hides when that goes")
{
    CanvasFixture f(kAttention);
    f.editor->select({f.id("at")});
    f.key(Qt::Key_H, Qt::ControlModifier);
    REQUIRE(f.editor->connectPorts({f.id("fc"), "out"}, {f.id("at"), "value"}));
    CHECK(inputsOf(f, "at") == std::vector<std::string>{"query", "key", "value"});
    f.editor->removeWire({{f.id("fc"), "out"}, {f.id("at"), "key"}});
    CHECK(inputsOf(f, "at") == std::vector<std::string>{"query", "value"});
    CHECK(f.wireInto("at", 1).wire.to.port == "value");
}

TEST_CASE("Where nothing is free, nothing hides, and a word says so")
{
    CanvasFixture f(test::chainText);
    f.editor->select({f.id("fc")});
    const Graph before = f.graph();
    f.key(Qt::Key_H, Qt::ControlModifier);
    CHECK(f.graph() == before);
    CHECK(f.notes.back().contains("No free ports"));
    f.editor->select({});
    CHECK(f.actions->whyNot(f.actions->find("canvas.free_ports")).contains("elect"));
}
