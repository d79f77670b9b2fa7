// Ctrl+F: what is found, how one walks through it, and what the canvas shows meanwhile.
#include <QToolButton>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/node_search.h"
#include "ui/widgets/search_field.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::chainText;

namespace {

const std::string kNet = "in1 = input(3,16,16); stem = in1 > conv2d(64, kernel=3, padding=same); act = stem > relu; wide = act > conv2d(32, kernel=5, padding=same); "
                         "pool = wide > max_pool2d(2); flat = pool > flatten; drop = flat > dropout(0.25); out = drop > dense(10) > output(cross_entropy)";

/// Names of what `text` finds, in order.
std::vector<std::string> found(CanvasFixture& f, const QString& text, QString* problem = nullptr)
{
    NodeSearch search(f.editor);
    const Findings findings = search.find(text);
    if (problem)
        *problem = findings.problem;
    std::vector<std::string> names;
    for (const FoundNode& hit : findings.nodes)
        names.push_back(f.graph().level(*f.graph().definitionAt(*hit.path))->find(hit.node)->name);
    return names;
}

using Names = std::vector<std::string>;

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

} // namespace

TEST_CASE("A word is found in name, type and title, in the order of execution")
{
    CanvasFixture f(kNet);
    CHECK(found(f, "conv") == Names{"stem", "wide"});
    CHECK(found(f, "STEM") == Names{"stem"});
    CHECK(found(f, "fully") == Names{"dense1"});
    f.editor->setTitle(f.id("act"), "Größe");
    CHECK(found(f, "größ") == Names{"act"});
    CHECK(found(f, "pool max") == Names{"pool"});
    CHECK(found(f, "").empty());
    CHECK(found(f, "zzzz").empty());
}

TEST_CASE("What nothing holds literally is found by its letters, or with one slip")
{
    CanvasFixture f(kNet);
    CHECK(found(f, "drpt") == Names{"drop"});
    CHECK(found(f, "flaten") == Names{"flat"});
    CHECK(found(f, "stme") == Names{"stem"});
    CHECK(found(f, "xq").empty());
}

TEST_CASE("Filters find by type, shape, parameter and state, and all terms must hold")
{
    CanvasFixture f(kNet);
    CHECK(found(f, "type:conv") == Names{"stem", "wide"});
    CHECK(found(f, "type:conv wide") == Names{"wide"});
    CHECK(found(f, "shape:[*,64,*,*]") == Names{"stem", "act"});
    CHECK(found(f, "shape:[*, 64, *, *]") == Names{"stem", "act"});
    CHECK(found(f, "shape:[*,64,*]").empty());
    CHECK(found(f, "shape:[N,64,...]") == Names{"stem", "act"});
    CHECK(found(f, "shape:32x8") == Names{"pool"});
    CHECK(found(f, "shape:2048") == Names{"flat", "drop"});
    CHECK(found(f, "param:kernel=3") == Names{"stem"});
    CHECK(found(f, "param:kernel=5x5") == Names{"wide"});
    CHECK(found(f, "param:kernel>3") == Names{"wide"});
    CHECK(found(f, "param:filters>=32") == Names{"stem", "wide"});
    CHECK(found(f, "param:padding=same") == Names{"stem", "wide"});
    CHECK(found(f, "param:padding!=same") == Names{"pool"});
    CHECK(found(f, "param:p<0.3") == Names{"drop"});
    CHECK(found(f, "is:frozen").empty());
    f.editor->select({f.id("stem")});
    f.editor->toggleFreeze();
    f.editor->select({f.id("act")});
    f.editor->toggleBypass();
    CHECK(found(f, "is:frozen") == Names{"stem"});
    CHECK(found(f, "is:bypassed") == Names{"act"});
    CHECK(found(f, "is:frozen is:bypassed").empty());
}

TEST_CASE("is:error finds the layer at fault, not the module around it")
{
    CanvasFixture f("module block { flat = in > flatten; bad = flat > conv2d(4); bad > out }; in1 = input(1,8,8); b = in1 > block; b > output(mse)");
    REQUIRE_FALSE(f.editor->problems(f.node("b")).empty());
    CHECK(found(f, "is:error") == Names{"bad"});
    CHECK(found(f, "is:module") == Names{"b"});
}

TEST_CASE("A filter that is not known is told in a sentence; one that is half typed counts for nothing")
{
    CanvasFixture f(kNet);
    QString problem;
    found(f, "colour:red", &problem);
    CHECK(problem.contains("'colour:'"));
    CHECK(problem.contains("shape:"));
    found(f, "is:broken", &problem);
    CHECK(problem.contains("frozen"));
    for (const char* open : {"type:", "shape:", "shape:[", "param:", "is:"}) {
        CHECK(found(f, open, &problem).empty());
        CHECK(problem.isEmpty());
    }
    CHECK(found(f, "stem type:") == Names{"stem"});
    CHECK(found(f, "param:kernel=") == Names{"stem", "wide", "pool"});
}

TEST_CASE("Ctrl+F opens the bar; typing counts, Enter walks on and round, Shift+Enter back")
{
    CanvasFixture f(kNet);
    f.key(Qt::Key_F, Qt::ControlModifier);
    FindBar* bar = f.area->findBar();
    REQUIRE(bar->isVisible());
    REQUIRE(QApplication::focusWidget() == bar->field());
    type("conv");
    CHECK(bar->countText() == "2 found");
    CHECK(f.selected().empty());
    QTest::keyClick(bar->field(), Qt::Key_Return);
    CHECK(bar->countText() == "1 of 2");
    CHECK(f.selected() == std::set<std::string>{"stem"});
    QTest::keyClick(bar->field(), Qt::Key_Return);
    CHECK(bar->countText() == "2 of 2");
    CHECK(f.selected() == std::set<std::string>{"wide"});
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().find(f.id("wide"))->rect)));
    QTest::keyClick(bar->field(), Qt::Key_Return);
    CHECK(f.selected() == std::set<std::string>{"stem"});
    QTest::keyClick(bar->field(), Qt::Key_Return, Qt::ShiftModifier);
    CHECK(f.selected() == std::set<std::string>{"wide"});
    CHECK_FALSE(f.session->canUndo());
    type("zz");
    CHECK(bar->countText() == "no hit");
    QTest::keyClick(bar->field(), Qt::Key_Escape);
    CHECK_FALSE(bar->isVisible());
    CHECK(QApplication::focusWidget() == f.canvas);
    CHECK_FALSE(f.canvas->hits().has_value());
}

TEST_CASE("A hit inside a module is entered by Enter, not by typing")
{
    CanvasFixture f("module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block(repeat=2); c = b > block; c > output(mse)");
    f.key(Qt::Key_F, Qt::ControlModifier);
    FindBar* bar = f.area->findBar();
    type("tanh");
    CHECK(bar->countText() == "2 found");
    CHECK(f.editor->path().empty());
    REQUIRE(f.canvas->hits().has_value());
    CHECK(f.canvas->hits()->nodes.empty());
    CHECK(f.canvas->hits()->around == std::set<NodeId>{f.id("b"), f.id("c")});
    QTest::keyClick(bar->field(), Qt::Key_Return);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    CHECK(f.selected() == std::set<std::string>{"hidden"});
    CHECK(f.canvas->hits()->nodes == std::set<NodeId>{f.id("hidden")});
    QTest::keyClick(bar->field(), Qt::Key_Return);
    CHECK(f.editor->path() == std::vector<std::string>{"c"});
    CHECK(bar->countText() == "2 of 2");
    CHECK(QApplication::focusWidget() == bar->field());
}

TEST_CASE("Typing moves nothing, Enter goes to a hit, and Escape in the field stays where one went")
{
    CanvasFixture f("module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block(repeat=2); fc = b > dense(4); act = fc > tanh; act > output(mse)");
    f.editor->select({f.id("fc")});
    f.canvas->setZoom(0.7);
    f.canvas->centerOn({900, 1500}); // nothing is in sight
    const QPointF before = f.canvas->toScene({0, 0});
    f.key(Qt::Key_F, Qt::ControlModifier);
    FindBar* bar = f.area->findBar();
    type("tanh");
    CHECK(f.canvas->toScene({0, 0}) == before);
    CHECK(f.selected() == std::set<std::string>{"fc"});
    QTest::keyClick(bar->field(), Qt::Key_Return); // of the level that is shown first
    CHECK(f.selected() == std::set<std::string>{"act"});
    CHECK(f.canvas->toScene({0, 0}) != before);
    QTest::keyClick(bar->field(), Qt::Key_F3);
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
    QTest::keyClick(bar->field(), Qt::Key_Escape);
    CHECK_FALSE(bar->isVisible());
    CHECK(f.editor->path() == std::vector<std::string>{"b"});
}

TEST_CASE("A hit that is too small to be read is shown larger")
{
    CanvasFixture f(kNet);
    f.canvas->setZoom(0.2);
    f.key(Qt::Key_F, Qt::ControlModifier);
    type("conv");
    CHECK(f.canvas->zoom() == 0.2);
    QTest::keyClick(f.area->findBar()->field(), Qt::Key_Return);
    CHECK(f.canvas->zoom() == 0.8);
    CHECK(QRectF(f.canvas->rect()).contains(f.canvas->toWidget(f.canvas->scene().find(f.id("stem"))->rect)));
    f.canvas->setZoom(0.6); // small, but names can be read
    QTest::keyClick(f.area->findBar()->field(), Qt::Key_Return);
    CHECK(f.canvas->zoom() == 0.6);
}

TEST_CASE("F3 walks on with the bar closed, and Escape on the canvas closes it before it clears the selection")
{
    CanvasFixture f(kNet);
    f.key(Qt::Key_F, Qt::ControlModifier);
    type("conv");
    QTest::keyClick(f.area->findBar()->field(), Qt::Key_F3);
    QTest::keyClick(f.area->findBar()->field(), Qt::Key_F3);
    CHECK(f.selected() == std::set<std::string>{"wide"});
    f.canvas->setFocus();
    f.key(Qt::Key_Escape);
    CHECK_FALSE(f.area->findBar()->isVisible());
    CHECK(f.selected() == std::set<std::string>{"wide"});
    f.key(Qt::Key_F3);
    CHECK(f.selected() == std::set<std::string>{"stem"});
    f.key(Qt::Key_F3, Qt::ShiftModifier);
    CHECK(f.selected() == std::set<std::string>{"wide"});
}

TEST_CASE("Hits stand out on the canvas and the rest is dimmed")
{
    CanvasFixture f(kNet);
    const auto colorOf = [&](const std::string& name) {
        const QRectF box = f.canvas->toWidget(f.canvas->scene().find(f.id(name))->rect);
        return f.canvas->grab().toImage().pixelColor((box.topLeft() + QPointF(1.5, box.height() / 2)).toPoint());
    };
    const QColor hitBefore = colorOf("stem"), otherBefore = colorOf("flat");
    f.key(Qt::Key_F, Qt::ControlModifier);
    type("conv");
    CHECK(colorOf("stem") == hitBefore);
    CHECK(colorOf("flat") != otherBefore);
    const QRectF box = f.canvas->toWidget(f.canvas->scene().find(f.id("wide"))->rect);
    CHECK(f.canvas->grab().toImage().pixelColor((box.topLeft() + QPointF(20, -5)).toPoint()) == theme().color(Role::AccentSoft));
}

TEST_CASE("What is drawn inside an unfolded module is dimmed where nothing in it is a hit")
{
    CanvasFixture f("module block { hidden = in > tanh; hidden > out }; in1 = input(8); b = in1 > block; fc = b > dense(4); fc > output(mse)");
    f.editor->select({f.id("b")});
    f.editor->toggleUnfold();
    f.editor->select({});
    f.canvas->setZoom(0.8);
    const auto color = [&] {
        const SceneNode& module = *f.canvas->scene().find(f.id("b"));
        const QRectF inner = f.canvas->toWidget(module.unfolded->nodes()[1].rect.translated(module.rect.topLeft() + module.insideOrigin));
        return f.canvas->grab().toImage().pixelColor((inner.topLeft() + QPointF(1.5, inner.height() / 2)).toPoint());
    };
    const QColor before = color();
    f.key(Qt::Key_F, Qt::ControlModifier);
    f.area->findBar()->field()->setText("dense");
    CHECK(color() != before);
    f.area->findBar()->field()->setText("tanh"); // it is in there
    CHECK(color() == before);
}

TEST_CASE("The hits follow edits and undo")
{
    CanvasFixture f(kNet);
    f.key(Qt::Key_F, Qt::ControlModifier);
    FindBar* bar = f.area->findBar();
    type("conv");
    QTest::keyClick(bar->field(), Qt::Key_Return);
    QTest::keyClick(bar->field(), Qt::Key_Return);
    REQUIRE(bar->countText() == "2 of 2");
    f.editor->addLayer("conv2d", {600, 0});
    QTest::qWait(20);
    CHECK(bar->countText().endsWith("of 3"));
    f.session->undo();
    QTest::qWait(20);
    CHECK(bar->countText() == "2 of 2");
    f.open(test::graphOf(chainText));
    CHECK_FALSE(bar->isVisible());
}

TEST_CASE("Everything on the search bar has a name")
{
    CanvasFixture f(kNet);
    f.key(Qt::Key_F, Qt::ControlModifier);
    for (const QToolButton* button : f.area->findBar()->findChildren<QToolButton*>())
        if (button->isVisibleTo(f.area) && button->parentWidget() == f.area->findBar())
            CHECK_FALSE(button->accessibleName().isEmpty());
    CHECK_FALSE(f.area->findBar()->field()->accessibleName().isEmpty());
    type("colour:red");
    CHECK(f.area->findBar()->noteText().contains("colour"));
    CHECK(f.area->rect().contains(f.area->findBar()->geometry()));
}
