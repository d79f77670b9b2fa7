// Portals on the canvas: made by key, both ends lead to the other, renamed in place, undone exactly.
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/frame_text.h"
#include "ui/canvas/picture_file.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

/// 'hub' feeds a, b and c.
const std::string kHub = "hub = input(8); a = hub > dense(8); b = add(a, hub); c = add(b, hub); c > output(mse)";

struct Hub : CanvasFixture {
    Hub() : CanvasFixture(kHub)
    {
        editor->select({id("hub")});
        key(Qt::Key_P, Qt::ShiftModifier);
        REQUIRE(level().portals.size() == 1);
    }
    PortRef output() const { return {id("hub"), "out"}; }
    QPoint tagOfOutput() const { return canvas->toWidget(canvas->scene().findPort(output(), true)->tag.center()).toPoint(); }
    QPoint tagInto(const std::string& name, std::size_t port) const { return canvas->toWidget(wireInto(name, port).tag.center()).toPoint(); }
    QString tagText() const { return QString::fromStdString(level().portals.at(output())); }
};

} // namespace

TEST_CASE("Shift+P draws the wires of an output as named ends, in one step that undo takes back")
{
    CanvasFixture f(kHub);
    const Graph before = f.graph();
    const std::size_t wires = f.canvas->scene().wires().size();
    f.editor->select({f.id("hub")});
    f.key(Qt::Key_P, Qt::ShiftModifier);
    CHECK(f.session->undoName() == "Make a portal of hub");
    CHECK(f.canvas->scene().wires().size() == wires);
    int ends = 0;
    for (const SceneWire& wire : f.canvas->scene().wires()) {
        if (wire.wire.from.node != f.id("hub"))
            continue;
        ++ends;
        CHECK(wire.portal == "hub");
        CHECK_FALSE(wire.tag.isNull());
        CHECK(QLineF(wire.route.points.front(), wire.route.points.back()).length() < 20);
        CHECK_FALSE(wire.tag.intersects(f.canvas->scene().find(wire.wire.to.node)->rect));
    }
    CHECK(ends == 3);
    CHECK(f.graph().root().wires == before.root().wires);
    const Graph with = f.graph();
    f.session->undo();
    CHECK(f.graph() == before);
    f.session->redo();
    CHECK(f.graph() == with);
    f.editor->select({f.id("hub")});
    f.key(Qt::Key_P, Qt::ShiftModifier);
    CHECK(f.graph() == before);
}

TEST_CASE("A double click on either end goes to the other; J walks through the ends and back")
{
    Hub f;
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.tagInto("c", 1));
    CHECK(f.selected() == std::set<std::string>{"hub"});
    CHECK_FALSE(f.editor->selectedWire());
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.tagOfOutput());
    REQUIRE(f.editor->selectedWire());
    CHECK(f.editor->selectedWire()->to.node == f.id("a"));
    f.key(Qt::Key_J);
    CHECK(f.editor->selectedWire()->to.node == f.id("b"));
    f.key(Qt::Key_J);
    CHECK(f.editor->selectedWire()->to.node == f.id("c"));
    f.key(Qt::Key_J);
    CHECK(f.selected() == std::set<std::string>{"hub"});
    f.editor->select({f.id("b")});
    f.key(Qt::Key_J);
    CHECK(f.selected() == std::set<std::string>{"hub"});
    CHECK(f.session->undoName() == "Make a portal of hub");
}

TEST_CASE("The other end comes into view, however far away it is")
{
    Hub f;
    f.editor->move({{f.id("c"), {9000, 9000}}});
    f.editor->select({f.id("hub")});
    f.editor->showPortalEnd(f.output(), 2);
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().find(f.id("c"))->rect)));
    f.key(Qt::Key_J);
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().find(f.id("hub"))->rect)));
}

TEST_CASE("A press on an end at an input selects its wire, Del deletes it; F2 renames the portal in place")
{
    Hub f;
    f.click(f.tagInto("b", 1));
    REQUIRE(f.editor->selectedWire());
    f.key(Qt::Key_F2);
    REQUIRE(f.area->frameText()->isVisible());
    QTest::keyClicks(f.area->frameText(), "skip path");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    CHECK(f.tagText() == "skip path");
    CHECK(f.wireInto("c", 1).portal == "skip path");
    CHECK(f.session->undoName() == "Rename the portal");
    f.click(f.tagInto("b", 1));
    f.key(Qt::Key_F2);
    QTest::keyClicks(f.area->frameText(), "dropped");
    QTest::keyClick(f.area->frameText(), Qt::Key_Escape);
    CHECK(f.tagText() == "skip path");
    f.click(f.tagInto("b", 1));
    f.key(Qt::Key_Delete);
    CHECK_FALSE(f.wired("hub", "b"));
    CHECK(f.wired("hub", "c"));
    CHECK(f.level().portals.size() == 1);
}

TEST_CASE("Shift+F2 renames the portal that the selected layer has, where its name stands")
{
    Hub f;
    f.editor->select({f.id("a")});
    CHECK(f.actions->whyNot(f.actions->find("canvas.portal_name")).contains("elect"));
    f.editor->select({f.id("hub")});
    f.key(Qt::Key_F2, Qt::ShiftModifier);
    REQUIRE(f.area->frameText()->isVisible());
    QTest::keyClicks(f.area->frameText(), "mask");
    QTest::keyClick(f.area->frameText(), Qt::Key_Return);
    CHECK(f.tagText() == "mask");
    CHECK(f.session->undoName() == "Rename the portal");
}

TEST_CASE("Ends follow their layers while these are dragged, and a new wire from the port is one more end")
{
    Hub f;
    const QRectF before = f.wireInto("c", 1).tag;
    const QPoint grip = f.body("c");
    QTest::mousePress(f.canvas, Qt::LeftButton, {}, grip);
    QTest::mouseMove(f.canvas, grip + QPoint(160, 160));
    CHECK(QLineF(f.wireInto("c", 1).tag.center(), before.center()).length() > 100);
    f.key(Qt::Key_Escape);
    CHECK(f.wireInto("c", 1).tag == before);
    QTest::mouseRelease(f.canvas, Qt::LeftButton, {}, grip);
    f.editor->connectPorts(f.output(), {f.id("b"), "a"});
    CHECK(f.wireInto("b", 0).portal == "hub");
}

TEST_CASE("A portal says what to do when there is nothing to draw, and is in pictures of both themes")
{
    Hub f;
    f.editor->select({f.id("output")});
    f.key(Qt::Key_P, Qt::ShiftModifier);
    REQUIRE_FALSE(f.notes.isEmpty());
    CHECK(f.notes.back().contains("Select"));
    CHECK(f.level().portals.size() == 1);
    for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
        const QImage with = pictureOf(f.canvas->scene(), {name, 1, {}});
        f.session->undo();
        CHECK(with != pictureOf(f.canvas->scene(), {name, 1, {}}));
        f.session->redo();
    }
}
