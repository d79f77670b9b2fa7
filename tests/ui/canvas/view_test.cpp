// What the canvas tells: shapes on wires, counts of problems, levels beside this one, what lies over the layers.
#include <algorithm>

#include <QMenu>
#include <QPushButton>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/breadcrumb_bar.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/sprites.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

const std::string kConv = "in1 = input(3,16,16); stem = in1 > conv2d(64, kernel=3, padding=same); act = stem > relu; flat = act > flatten; fc = flat > dense(10); fc > output(cross_entropy)";
const std::string kTwoErrors = "module block { flat = in > flatten; c1 = flat > conv2d(4); c2 = flat > conv2d(4); d = add(c1, c2); d > out }; "
                               "module other { t = in > tanh; t > out }; in1 = input(1,8,8); b = in1 > block; o = in1 > other; o2 = o > other; b > output(mse)";

void setLabels(CanvasFixture& f, ShapeLabels labels)
{
    f.actions->find(QStringLiteral("canvas.labels.%1").arg(static_cast<int>(labels)))->trigger();
}

/// No layer lies below `over`.
bool isFree(const CanvasFixture& f, const QWidget* over)
{
    for (const SceneNode& node : f.canvas->scene().nodes())
        if (f.canvas->toWidget(node.rect).intersects(QRectF(over->geometry())))
            return false;
    return true;
}

} // namespace

TEST_CASE("By default shapes stand where they change; all, none, and those under the mouse are modes that last")
{
    CanvasFixture f(kConv);
    CHECK(f.editor->shapeLabels() == ShapeLabels::Changes);
    CHECK(f.wireInto("stem").showsLabel);
    CHECK(f.wireInto("act").showsLabel);
    CHECK_FALSE(f.wireInto("flat").showsLabel);
    CHECK(f.wireInto("fc").showsLabel);
    CHECK_FALSE(f.wireInto("flat").label.isEmpty());
    setLabels(f, ShapeLabels::All);
    CHECK(f.wireInto("flat").showsLabel);
    setLabels(f, ShapeLabels::Off);
    CHECK(f.wireInto("flat").label.isEmpty());
    setLabels(f, ShapeLabels::Hover);
    CHECK_FALSE(f.wireInto("act").showsLabel);
    CHECK_FALSE(f.wireInto("act").label.isEmpty());
    {
        CanvasFixture again;
        CHECK(again.editor->shapeLabels() == ShapeLabels::Hover);
        CHECK(again.actions->find("canvas.labels.1")->isChecked());
    }
    setLabels(f, ShapeLabels::Changes);
}

TEST_CASE("Under the mouse a wire shows its shape")
{
    CanvasFixture f(kConv);
    setLabels(f, ShapeLabels::Hover);
    f.canvas->setZoom(1);
    const QRect place = f.canvas->toWidget(f.wireInto("act").labelRect).toAlignedRect();
    REQUIRE_FALSE(place.isEmpty());
    QTest::mouseMove(f.canvas, f.emptyPlace());
    const QImage without = f.canvas->grab(place).toImage();
    QTest::mouseMove(f.canvas, f.middleOfWire("stem", "act"));
    CHECK(f.canvas->grab(place).toImage() != without);
    setLabels(f, ShapeLabels::Changes);
}

TEST_CASE("A module counts the problems inside it, on its badge and in the breadcrumb")
{
    CanvasFixture f(kTwoErrors);
    const SceneNode* block = f.canvas->scene().find(f.id("b"));
    CHECK(block->mark == Mark::Error);
    CHECK(block->problems == 2);
    CHECK(f.canvas->scene().find(f.id("o"))->mark != Mark::Error);
    const auto badge = [](int count) {
        QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintBadge(painter, {20, 20}, Mark::Error, count, 1);
        return image;
    };
    CHECK(badge(1) != badge(2));
    CHECK(badge(10) == badge(25));
    f.editor->enter(f.id("b"));
    QStringList crumbs;
    for (const QPushButton* button : f.area->findChild<BreadcrumbBar*>()->findChildren<QPushButton*>())
        if (button->isVisibleTo(f.area))
            crumbs << button->text();
    CHECK(crumbs == QStringList{"Untitled", "b (2)"});
    CHECK(f.canvas->scene().find(f.id("c1"))->problems == 1);
}

TEST_CASE("The arrow in the breadcrumb leads to the modules beside this one")
{
    CanvasFixture f(kTwoErrors);
    f.editor->enter(f.id("b"));
    QMenu menu;
    f.area->findChild<BreadcrumbBar*>()->fillSiblings(menu, 1);
    QStringList names;
    for (const QAction* action : menu.actions())
        names << action->text().section(' ', 0, 0) + (action->isChecked() ? "*" : "");
    CHECK(names == QStringList{"b*", "o", "o2"});
    menu.actions().at(2)->trigger();
    CHECK(f.editor->path() == std::vector<std::string>{"o2"});
    CHECK(f.has("t"));
}

TEST_CASE("Pasted with inputs, a copy is fed by what feeds the original; one step")
{
    CanvasFixture f("in1 = input(8); a = in1 > dense(8); b = add(a, in1); b > output(mse)");
    f.editor->select({f.id("b")});
    f.key(Qt::Key_C, Qt::ControlModifier);
    const Graph before = f.graph();
    QTest::mouseMove(f.canvas, f.body("b")); // where a hand would be
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(f.session->undoName() == "Paste 1 layer with inputs");
    REQUIRE(f.selected().size() == 1);
    const std::string copy = *f.selected().begin();
    CHECK(f.wired("a", copy));
    CHECK(f.wired("in1", copy));
    CHECK(f.graph().root().wires.size() == before.root().wires.size() + 2);
    for (const SceneNode& other : f.canvas->scene().nodes()) // it lies on nothing
        CHECK((other.node->name == copy || !other.rect.intersects(f.canvas->scene().find(f.id(copy))->rect)));
    f.session->undo();
    CHECK(f.graph() == before);
    f.key(Qt::Key_V, Qt::ControlModifier);
    CHECK(f.graph().root().wires.size() == before.root().wires.size());
    f.open(test::graphOf("other = input(8); other > output(mse)"));
    f.key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(f.level().nodes.size() == 3);
    CHECK(f.notes.back().contains("without inputs"));
}

TEST_CASE("The search bar covers no layer of a design that is fitted, in wide and narrow windows")
{
    CanvasFixture f(kConv);
    for (const int width : {900, 520}) {
        f.area->setGeometry(0, 0, width, 800);
        f.key(Qt::Key_F, Qt::ControlModifier);
        REQUIRE(f.area->findBar()->isVisible());
        f.canvas->fitAll();
        CHECK(isFree(f, f.area->findBar()));
        f.area->findBar()->field()->setText("zzz");
        CHECK(f.area->findBar()->countText() == "no hit");
        f.canvas->fitAll();
        CHECK(isFree(f, f.area->findBar()));
        f.area->findBar()->closeBar();
    }
}

TEST_CASE("A title that is cut keeps the number at its end, by which it is told from others")
{
    const test::WithApplication application;
    const QFontMetricsF metrics(font(TextStyle::NodeTitle));
    const QString title = QStringLiteral("ConvTranspose2D 12");
    CHECK(cutText(title, metrics, 300, Qt::ElideMiddle) == title);
    for (const double room : {60.0, 80.0, 110.0}) {
        const QString cut = cutText(title, metrics, room, Qt::ElideMiddle);
        INFO(cut.toStdString());
        CHECK(cut.endsWith(QStringLiteral("… 12")));
        CHECK(cut.startsWith(QLatin1Char('C')));
        CHECK(metrics.horizontalAdvance(cut) <= room);
    }
    const QString named = QStringLiteral("ConvTranspose2D · encoder_head");
    CHECK(cutText(named, metrics, 90, Qt::ElideMiddle) == metrics.elidedText(named, Qt::ElideMiddle, 90));
    CHECK(cutText(title, metrics, 80, Qt::ElideRight) == metrics.elidedText(title, Qt::ElideRight, 80)); // a summary
}

TEST_CASE("Arranged from left to right, long shapes have room between their layers")
{
    CanvasFixture f("in1 = input(1000,1000,1000); c = in1 > conv2d(1000, kernel=3, padding=same); d = c > conv2d(2000, kernel=3, padding=same); end = d > output(mse)");
    f.editor->setShapeLabels(ShapeLabels::All);
    const auto shown = [&] {
        return std::ranges::count_if(f.canvas->scene().wires(), [](const SceneWire& wire) { return !wire.label.isEmpty() && !wire.labelRect.isNull(); });
    };
    f.editor->setLeftToRight(true);
    for (int i = 0; i < 300 && !f.editor->leftToRight(); ++i)
        QTest::qWait(10);
    REQUIRE(f.editor->leftToRight());
    f.settle();
    CHECK(f.canvas->scene().wires().size() == 3);
    CHECK(shown() == 3);
    const double gap = f.canvas->scene().find(f.id("d"))->rect.left() - f.canvas->scene().find(f.id("c"))->rect.right();
    CHECK(gap > kWideGap);
    f.editor->layout(true); // and again, the same
    for (int i = 0; i < 30; ++i)
        QTest::qWait(10);
    CHECK(shown() == 3);
    f.editor->setShapeLabels(ShapeLabels::Changes); // a habit that is kept
}

TEST_CASE("Without a hit the layer of the query before is not selected any more, and the bar says why")
{
    CanvasFixture f(kConv);
    f.key(Qt::Key_F, Qt::ControlModifier);
    QLineEdit* field = f.area->findBar()->field();
    QTest::keyClicks(field, "conv");
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(f.selected() == std::set<std::string>{"stem"});
    QTest::keyClicks(field, "zzz");
    CHECK(f.selected().empty());
    CHECK(f.area->findBar()->noteText().contains("'convzzz'"));
    field->setText("param:kernel>abc");
    CHECK(f.area->findBar()->noteText().contains("'abc' is not a number"));
    field->setText("type:conv shape:999");
    CHECK(f.area->findBar()->noteText().contains("type:conv shape:999"));
    field->setText("conv");
    CHECK(f.area->findBar()->noteText().isEmpty());
    f.editor->select({f.id("act")});
    field->setText("zzz");
    CHECK(f.selected() == std::set<std::string>{"act"});
}

TEST_CASE("The map leaves the corner where layers are, and lets them through where there is no free one")
{
    CanvasFixture f(chainText);
    auto* map = f.area->findChild<Minimap*>();
    REQUIRE(map->isVisible());
    CHECK(isFree(f, map));
    const QPoint corner = map->pos();
    const QRectF fc = f.canvas->toWidget(f.canvas->scene().find(f.id("fc"))->rect);
    f.canvas->panBy(QRectF(map->geometry()).center() - fc.center());
    QTest::qWait(400);
    CHECK(map->pos() != corner);
    CHECK(isFree(f, map));
    CHECK_FALSE(map->isFaded());
    // Layers in every corner.
    Level level;
    for (std::uint64_t i = 0; i < 400; ++i) {
        Node node;
        node.id = {i + 1};
        node.type = i == 0 ? "input" : "relu";
        node.name = "n" + std::to_string(i);
        node.position = {static_cast<double>(i % 20) * 200, static_cast<double>(i / 20) * 60};
        level.nodes.push_back(std::make_shared<const Node>(node));
    }
    f.open(Graph().withLevel("", level));
    QTest::qWait(400);
    CHECK(map->isFaded());
    CHECK(map->pos() == corner);
}

TEST_CASE("What is gone to by key does not end below the map")
{
    CanvasFixture f(chainText);
    const QRect map = f.area->findChild<Minimap*>()->geometry();
    f.canvas->setCovered({map});
    f.canvas->panBy(QRectF(map).center() - f.canvas->toWidget(f.canvas->scene().find(f.id("fc"))->rect).center());
    f.canvas->setCovered({map});
    f.editor->select({f.id("in1")});
    f.key(Qt::Key_Down);
    CHECK(f.selected() == std::set<std::string>{"fc"});
    CHECK_FALSE(f.canvas->toWidget(f.canvas->scene().find(f.id("fc"))->rect).intersects(QRectF(map)));
}

TEST_CASE("A bypassed layer shows the way past it")
{
    CanvasFixture f(chainText);
    const SceneNode plain = *f.canvas->scene().find(f.id("act"));
    f.editor->select({f.id("act")});
    f.key(Qt::Key_D);
    const SceneNode* bypassed = f.canvas->scene().find(f.id("act"));
    REQUIRE(bypassed->node->bypassed);
    QImage image(200, 60, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.translate(-bypassed->rect.topLeft() + QPointF(8, 6));
    paintNode(painter, *bypassed, {});
    painter.end();
    // The arrow head, in the middle of the way at the right.
    int inked = 0;
    for (int y = 24; y < 38; ++y)
        for (int x = 8 + 184 - 32; x < 8 + 184 - 20; ++x)
            inked += image.pixelColor(x, y) == theme().color(Role::Text) ? 1 : 0;
    CHECK(inked > 8);
}

TEST_CASE("No shape stands on the cards of a module, wherever the module lies beside the wire")
{
    CanvasFixture f("module block { h = in > tanh; h > out }; in1 = input(3,16,16); stem = in1 > conv2d(64, kernel=3, padding=same); flat = stem > flatten; "
                    "b = in1 > block; g = b > flatten; o = g > output(mse); fc = flat > dense(10); fc > output(cross_entropy)");
    setLabels(f, ShapeLabels::All);
    const QPointF stem = f.canvas->scene().find(f.id("stem"))->rect.topLeft();
    int beside = 0;
    for (double x = -420; x <= 240; x += 4) {
        f.editor->move({{f.id("b"), {stem.x() + x, stem.y() + 60}}});
        f.settle();
        const QRectF module = f.canvas->scene().find(f.id("b"))->rect;
        for (const SceneWire& wire : f.canvas->scene().wires()) {
            INFO("module at " << x);
            CHECK_FALSE(wire.labelRect.intersects(module.adjusted(0, 0, 8, 8)));
            beside += wire.labelRect.intersects(module.adjusted(-30, -30, 38, 38)) ? 1 : 0;
        }
    }
    CHECK(beside > 20);
    setLabels(f, ShapeLabels::Changes);
}

TEST_CASE("A layer is told its place along the flow, not when it was made")
{
    CanvasFixture f(chainText);
    const Wire wire = f.wireInto("act").wire;
    f.editor->addLayer("tanh", {0, 0}, {.onWire = wire}); // made last, third in the flow
    CHECK(f.canvas->accessibleDescription().contains("'tanh1', 3 of 5"));
    f.editor->select({f.id("end")});
    CHECK(f.canvas->accessibleDescription().contains("'end', 5 of 5"));
}

TEST_CASE("Two inputs that were duplicated are told apart")
{
    CanvasFixture f("input(4) > dense(2) > output(mse)");
    f.editor->select({f.id("input")});
    f.editor->duplicate();
    f.editor->select({f.id("input")});
    f.editor->duplicate();
    std::set<QString> titles;
    for (const SceneNode& node : f.canvas->scene().nodes())
        if (node.node->type == kInputType)
            titles.insert(node.title);
    CHECK(titles == std::set<QString>{"Input", "Input 1", "Input 2"});
}
