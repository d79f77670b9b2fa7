// A module that is unfolded in its place.
#include <QImage>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/picture_file.h"
#include "ui/canvas/unfolded.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

const std::string kBlocks = "module block { fc = in > dense(8); fc > relu > out }; in1 = input(4); one = in1 > block; two = one > block; end = two > output(mse)";

const SceneNode& sceneNode(const CanvasFixture& f, const std::string& name)
{
    return *f.canvas->scene().find(f.id(name));
}

void unfold(CanvasFixture& f, const std::string& name)
{
    f.editor->select({f.id(name)});
    f.key(Qt::Key_H, Qt::ShiftModifier);
}

void checkNothingOverlaps(const CanvasFixture& f)
{
    const auto& nodes = f.canvas->scene().nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (std::size_t k = i + 1; k < nodes.size(); ++k)
            CHECK_FALSE(nodes[i].rect.intersects(nodes[k].rect));
}

} // namespace

TEST_CASE("Shift+H unfolds a module: its layers are drawn in its place and what follows makes room, in one step")
{
    CanvasFixture f(kBlocks);
    const Graph before = f.graph();
    const QRectF folded = sceneNode(f, "one").rect;
    unfold(f, "one");
    CHECK(f.session->undoName() == "Unfold the module");
    const SceneNode& one = sceneNode(f, "one");
    REQUIRE(one.unfolded);
    CHECK(one.unfolded->nodes().size() == 4);
    CHECK(one.unfolded->wires().size() == 3);
    CHECK(one.rect.height() > folded.height() + 4 * kNodeHeight);
    CHECK(one.rect.center().x() == Approx(folded.center().x()));
    CHECK(one.rect.top() == Approx(folded.top()));
    CHECK_FALSE(sceneNode(f, "two").unfolded); // each instance by itself
    checkNothingOverlaps(f);
    for (const SceneNode& inner : one.unfolded->nodes()) // the inside lies within
        CHECK(one.rect.contains(inner.rect.translated(one.rect.topLeft() + one.insideOrigin)));
    // Ports stand on the boundary, wires end at them.
    CHECK(one.inputs.front().at == QPointF(one.rect.center().x(), one.rect.top()));
    CHECK(f.wireInto("one").route.points.back() == one.inputs.front().at);
    // Folded again, all is where it was.
    f.key(Qt::Key_H, Qt::ShiftModifier);
    CHECK(f.session->undoName() == "Fold the module");
    CHECK(f.graph() == before);
    f.session->undo();
    f.session->undo();
    CHECK(f.graph() == before);
}

TEST_CASE("An unfolded instance shows its own shapes and values")
{
    CanvasFixture f("module block { fc = in > dense(8); fc > relu > out; expose width = fc.units }; in1 = input(4); one = in1 > block; two = one > block(width=16); end = two > output(mse)");
    f.editor->setShapeLabels(ShapeLabels::All);
    unfold(f, "one");
    unfold(f, "two");
    f.settle();
    const auto labelAt = [&](const std::string& name) {
        for (const SceneWire& wire : sceneNode(f, name).unfolded->wires())
            if (wire.label.contains("16"))
                return std::string("16");
        return std::string("8");
    };
    CHECK(labelAt("one") == "8");
    CHECK(labelAt("two") == "16");
    f.editor->setShapeLabels(ShapeLabels::Changes); // a habit that is kept
    const auto summary = [&](const std::string& name) {
        for (const SceneNode& inner : sceneNode(f, name).unfolded->nodes())
            if (inner.node->name == "fc")
                return inner.summary;
        return QString();
    };
    CHECK(summary("one").contains("8"));
    CHECK(summary("two").contains("16"));
}

TEST_CASE("A double click on a layer inside goes to it in its level; on the head, into the module")
{
    CanvasFixture f(kBlocks);
    unfold(f, "two");
    const auto inner = [&](const std::string& name) {
        const SceneNode& two = sceneNode(f, "two");
        for (const SceneNode& one : two.unfolded->nodes())
            if (one.node->name == name)
                return f.canvas->toWidget(one.rect.translated(two.rect.topLeft() + two.insideOrigin).center()).toPoint();
        FAIL("no such layer");
        return QPoint();
    };
    f.canvas->centerOn(sceneNode(f, "two").rect.center());
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, inner("fc"));
    CHECK(f.editor->path() == std::vector<std::string>{"two"});
    CHECK(f.selected() == std::set<std::string>{"fc"});
    // What is changed there is seen when one comes back.
    f.editor->removeSelection(true);
    f.editor->leave();
    f.settle();
    CHECK(sceneNode(f, "two").unfolded->nodes().size() == 3);
    const QRectF box = sceneNode(f, "two").rect;
    f.canvas->centerOn(box.center());
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.canvas->toWidget(box.topLeft() + QPointF(20, 12)).toPoint());
    CHECK(f.editor->path() == std::vector<std::string>{"two"});
}

TEST_CASE("Modules unfold within one another; one that lies in itself stays closed")
{
    CanvasFixture f("module cell { in > dense(8) > out }; module row { c = in > cell; c > relu > out }; in1 = input(4); r = in1 > row; r > output(mse)");
    unfold(f, "r");
    const double closed = sceneNode(f, "r").rect.height();
    REQUIRE(f.editor->enter(f.id("r")));
    unfold(f, "c");
    f.editor->leave();
    f.settle();
    CHECK(sceneNode(f, "r").rect.height() > closed);
    const auto& inside = sceneNode(f, "r").unfolded->nodes();
    const auto cell = std::find_if(inside.begin(), inside.end(), [](const SceneNode& node) { return node.node->name == "c"; });
    REQUIRE(cell != inside.end());
    REQUIRE(cell->unfolded);
    CHECK(cell->unfolded->nodes().size() == 3);

    Graph circle = f.graph();
    for (const auto& [id, module] : f.graph().modules()) {
        Node self;
        self.type = kModuleType;
        self.definition = id;
        self.unfolded = true;
        circle = addNode(circle, id, self).graph;
    }
    f.open(circle);
    CHECK(f.canvas->scene().nodes().size() == 3); // and it is drawn
    f.canvas->grab();
}

TEST_CASE("Frames around an unfolded module grow with it, and arranging leaves room for it")
{
    CanvasFixture f(kBlocks);
    f.editor->select({f.id("one")});
    const std::uint64_t frame = f.editor->frameSelection();
    const Frame before = *f.editor->findFrame(frame);
    unfold(f, "one");
    const Frame grown = *f.editor->findFrame(frame);
    CHECK(QRectF(grown.position.x, grown.position.y, grown.width, grown.height).contains(sceneNode(f, "one").rect));
    CHECK(f.editor->insideFrame(grown) == std::set<NodeId>{f.id("one")});
    f.key(Qt::Key_H, Qt::ShiftModifier);
    CHECK(*f.editor->findFrame(frame) == before);
    unfold(f, "one");
    for (const bool across : {true, false}) {
        f.editor->setLeftToRight(across);
        for (int i = 0; i < 300 && f.editor->leftToRight() != across; ++i)
            QTest::qWait(10);
        REQUIRE(f.editor->leftToRight() == across);
        checkNothingOverlaps(f);
    }
}

TEST_CASE("Folding needs a module that is selected; pictures show the inside")
{
    CanvasFixture f(kBlocks);
    f.editor->select({f.id("end")});
    CHECK(f.actions->whyNot(f.actions->find("canvas.unfold")).contains("elect"));
    const QImage closed = pictureOf(f.canvas->scene(), {ThemeName::Light, 1, {}});
    unfold(f, "one");
    f.editor->select({});
    const QImage open = pictureOf(f.canvas->scene(), {ThemeName::Light, 1, {}});
    CHECK(open.height() > closed.height() + 100);
}

TEST_CASE("A copy of an unfolded module is folded and lies on nothing; what replaces one stands where it stood folded")
{
    CanvasFixture f(kBlocks);
    const QRectF folded = sceneNode(f, "one").rect, end = sceneNode(f, "end").rect;
    unfold(f, "one");
    f.key(Qt::Key_D, Qt::ControlModifier);
    REQUIRE(f.level().nodes.size() == 5);
    CHECK_FALSE(f.level().find(*f.editor->selection().begin())->unfolded);
    checkNothingOverlaps(f);
    f.session->undo();
    CHECK(f.selected() == std::set<std::string>{"one"}); // as before the copy
    REQUIRE(f.editor->replaceSelection("relu"));
    CHECK(f.node("one").type == "relu");
    CHECK(sceneNode(f, "one").rect.center().x() == Approx(folded.center().x()));
    CHECK(sceneNode(f, "one").rect.top() == Approx(folded.top()));
    CHECK(sceneNode(f, "end").rect == end);
}

TEST_CASE("What a module is dissolved into lies on nothing, and where it was drawn unfolded")
{
    CanvasFixture f(kBlocks);
    f.editor->select({f.id("one")});
    f.editor->dissolveSelection();
    CHECK(f.level().nodes.size() == 5);
    checkNothingOverlaps(f);
    f.session->undo();
    unfold(f, "one");
    const SceneNode& one = sceneNode(f, "one");
    QPointF fc;
    for (const SceneNode& inner : one.unfolded->nodes())
        if (inner.node->name == "fc")
            fc = inner.rect.topLeft() + one.rect.topLeft() + one.insideOrigin;
    f.editor->dissolveSelection();
    CHECK(sceneNode(f, "fc").rect.topLeft() == fc);
    checkNothingOverlaps(f);
}
