// A layer inside a module that is unfolded: selected and edited where it is drawn.
#include <QImage>
#include <QToolTip>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/minimap.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

const std::string kBlocks = "module block { fc = in > dense(8); act = fc > relu; act > out }; in1 = input(4); one = in1 > block; two = one > block; end = two > output(mse)";
const std::string kNested = "module cell { fc = in > dense(8); fc > out }; module row { c = in > cell; act = c > relu; act > out }; in1 = input(4); r = in1 > row; end = r > output(mse)";

struct Unfolded : CanvasFixture {
    explicit Unfolded(const std::string& text = kBlocks, const std::string& module = "one") : CanvasFixture(text)
    {
        editor->select({id(module)});
        key(Qt::Key_H, Qt::ShiftModifier);
        settle();
        canvas->centerOn(canvas->scene().find(id(module))->rect.center());
    }
    /// Where "one.fc" is drawn.
    QPoint place(const QString& path) const
    {
        const CanvasScene* scene = &canvas->scene();
        QPointF origin;
        const QStringList names = path.split('.');
        for (qsizetype i = 0; i < names.size(); ++i)
            for (const SceneNode& node : scene->nodes())
                if (QString::fromStdString(node.node->name) == names[i]) {
                    if (i + 1 == names.size())
                        return canvas->toWidget(node.rect.translated(origin).center()).toPoint();
                    origin += node.rect.topLeft() + node.insideOrigin;
                    scene = node.unfolded.get();
                    break;
                }
        FAIL("not drawn: " << path.toStdString());
        return {};
    }
    /// "one.fc": what is selected inside.
    std::string chosen() const
    {
        const DesignEditor* inside = canvas->inside();
        return inside ? inside->pathOf(*inside->current()) : std::string();
    }
    const Level& block() const { return *graph().level(node("two").definition); }
};

int pixelsOf(const QColor& color, const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("A click on a layer inside selects it there: the level that is shown stays, and it has a ring")
{
    Unfolded f;
    f.editor->select({});
    const int before = pixelsOf(theme().color(Role::Accent), f.canvas->grab().toImage());
    f.click(f.place("one.fc"));
    CHECK(f.chosen() == "one.fc");
    CHECK(f.editor->path().empty());
    CHECK(f.selected().empty());
    CHECK(f.views->hand() == f.canvas->inside());
    CHECK(f.canvas->accessibleDescription().contains("'fc'"));
    CHECK(pixelsOf(theme().color(Role::Accent), f.canvas->grab().toImage()) > before + 200);
    CHECK_FALSE(f.session->undoName().contains("elect"));
    f.click(f.place("one.act"));
    CHECK(f.chosen() == "one.act");

    f.click(f.body("in1")); // another layer, and it is over
    CHECK(f.chosen().empty());
    CHECK(f.selected() == std::set<std::string>{"in1"});
    f.click(f.place("one.fc"));
    f.click(f.emptyPlace());
    CHECK(f.chosen().empty());
    CHECK(f.views->hand() == f.editor);
    f.click(f.place("one.fc"));
    f.key(Qt::Key_Escape); // out to its module
    CHECK(f.chosen().empty());
    CHECK(f.selected() == std::set<std::string>{"one"});
    CHECK(f.editor->path().empty());
}

TEST_CASE("What is done to a layer inside is one named step, and seen in every instance")
{
    Unfolded f;
    f.click(f.place("one.act"));
    f.key(Qt::Key_D);
    CHECK(f.block().findByName("act")->bypassed);
    CHECK(f.session->undoName().startsWith("Bypass"));
    f.session->undo();
    CHECK_FALSE(f.block().findByName("act")->bypassed);
    CHECK(f.chosen() == "one.act");

    f.click(f.place("one.fc"));
    f.actions->find("canvas.freeze")->trigger();
    CHECK(f.block().findByName("fc")->frozen);
    const LayerType* dense = findLayer("dense");
    const auto units = std::ranges::find_if(dense->params, [](const Param& param) { return param.id == "units"; });
    REQUIRE(units != dense->params.end());
    REQUIRE(f.views->hand()->setParam(f.views->hand()->selection(), *units, std::int64_t{32}));
    f.settle();
    CHECK(f.editor->factsAt("two.fc")->outputs.front().shape.back() == Dim(32));
    REQUIRE(f.views->hand()->rename(f.views->hand()->current()->id, "wide"));
    CHECK(f.chosen() == "one.wide");
    CHECK(f.block().findByName("wide")->frozen);
}

TEST_CASE("Ctrl+Del takes a layer inside out and heals its wires; one undo brings it back")
{
    Unfolded f;
    const Graph before = f.graph();
    f.click(f.place("one.act"));
    f.key(Qt::Key_Delete, Qt::ControlModifier);
    CHECK_FALSE(f.block().findByName("act"));
    CHECK(f.block().wires.size() == 2);
    CHECK(f.session->undoName().startsWith("Delete"));
    CHECK(f.chosen().empty());
    CHECK(f.canvas->scene().find(f.id("one"))->unfolded->nodes().size() == 3);
    f.session->undo();
    CHECK(f.graph() == before);
    f.click(f.place("one.act"));
    f.key(Qt::Key_Delete);
    CHECK(f.block().wires.size() == 1);
    CHECK(f.level().nodes.size() == 4); // the module stays
}

TEST_CASE("A drag that begins on a layer inside moves the module; a double click goes in with the layer selected")
{
    Unfolded f;
    f.editor->select({f.id("in1")});
    const Position before = f.node("one").position, other = f.node("in1").position;
    f.drag(f.place("one.fc"), f.place("one.fc") + QPoint(80, 40));
    CHECK_FALSE(f.node("one").position == before);
    CHECK(f.node("in1").position == other);
    CHECK(f.selected() == std::set<std::string>{"one"});
    CHECK(f.chosen().empty());

    f.click(f.place("one.fc"));
    QTest::mouseDClick(f.canvas, Qt::LeftButton, {}, f.place("one.fc"));
    CHECK(f.editor->path() == std::vector<std::string>{"one"});
    CHECK(f.selected() == std::set<std::string>{"fc"});
    CHECK(f.chosen().empty());
    f.editor->leave();
    f.canvas->centerOn(f.canvas->scene().find(f.id("one"))->rect.center());
    f.click(f.place("one.act"));
    f.actions->find("canvas.enter")->trigger();
    CHECK(f.editor->path() == std::vector<std::string>{"one"});
    CHECK(f.selected() == std::set<std::string>{"act"});
}

TEST_CASE("Arrows walk along the wires inside")
{
    Unfolded f;
    f.click(f.place("one.fc"));
    f.key(Qt::Key_Down);
    CHECK(f.chosen() == "one.act");
    f.key(Qt::Key_Up);
    f.key(Qt::Key_Up);
    CHECK(f.chosen() == "one.in");
    CHECK(f.editor->path().empty());
}

TEST_CASE("A layer in a module in a module is selected where it is drawn, until its module is folded")
{
    CanvasFixture g(kNested);
    Unfolded f(kNested, "r");
    REQUIRE(f.editor->enter(f.id("r")));
    f.editor->select({f.id("c")});
    f.key(Qt::Key_H, Qt::ShiftModifier);
    f.editor->leave();
    f.settle();
    f.canvas->centerOn(f.canvas->scene().find(f.id("r"))->rect.center());
    f.click(f.place("r.c.fc"));
    CHECK(f.chosen() == "r.c.fc");
    f.key(Qt::Key_D);
    CHECK(f.chosen() == "r.c.fc");
    const Graph& graph = f.graph();
    const Level& row = *graph.level(f.node("r").definition);
    f.session->apply([&] {
        Project project = f.session->project();
        project.graph = changeNode(graph, f.node("r").definition, row.findByName("c")->id, [](Node& node) { node.unfolded = false; }).value();
        return project;
    }(), "Fold");
    CHECK(f.chosen().empty());
    CHECK(f.views->hand() == f.editor);
}

TEST_CASE("The map shows the layers inside, and follows them")
{
    Unfolded f;
    const auto shown = [&] { return f.area->minimap()->grab().toImage(); };
    const QColor dense = theme().categoryColor(f.canvas->scene().find(f.id("one"))->unfolded->nodes()[1].category);
    const int before = pixelsOf(dense, shown());
    CHECK(before > 0);
    for (const char* name : {"fc", "act"}) {
        f.click(f.place(QStringLiteral("one.") + name));
        f.key(Qt::Key_Delete);
    }
    CHECK(pixelsOf(dense, shown()) < before);
}

TEST_CASE("The tip over a layer inside speaks of that layer")
{
    Unfolded f;
    QTest::mouseMove(f.canvas, f.place("one.act"));
    QTest::mouseMove(f.canvas, f.place("one.fc"));
    CHECK(QTest::qWaitFor([] { return QToolTip::text().startsWith(QString::fromUtf8("Dense · fc")); }, 20000));
    CHECK(QToolTip::text().contains(QLatin1String("40 parameters")));
    QToolTip::hideText();
}
