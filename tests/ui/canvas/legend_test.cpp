// The legend of the colours by a measure, and the map in the same colours.
#include <cmath>

#include <QAction>
#include <QLineEdit>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/heat_legend.h"
#include "ui/canvas/minimap.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

const std::string kLayers = "in1 = input(9); a = in1 > dense(40); act = a > relu; b = act > dense(100); c = b > dense(2); c > output(mse)";

void colorBy(CanvasFixture& f, HeatMode heat)
{
    f.actions->find(QStringLiteral("canvas.heat.%1").arg(static_cast<int>(heat)))->trigger();
}

/// What floats over the canvas and is seen, but for `but`.
std::vector<QRect> floating(const CanvasFixture& f, const QWidget* but)
{
    std::vector<QRect> boxes;
    for (const QObject* child : f.area->children())
        if (const auto* widget = qobject_cast<const QWidget*>(child); widget && widget != but && widget != f.canvas && widget->isVisible())
            boxes.push_back(widget->geometry());
    return boxes;
}

} // namespace

TEST_CASE("The legend tells the measure and the least, middle and most value of the layers, and goes with the colours")
{
    CanvasFixture f(kLayers);
    const HeatLegend* legend = f.area->legend();
    CHECK_FALSE(legend->isVisible());
    colorBy(f, HeatMode::Parameters);
    REQUIRE(legend->isVisible());
    CHECK(legend->title() == "Parameters");
    // dense 9 -> 40: 400; 40 -> 100: 4100; 100 -> 2: 202.
    REQUIRE(legend->values().size() == 3);
    CHECK(legend->values().front() == thousandsText(202));
    CHECK(legend->values().back() == thousandsText(4100));
    const double middle = std::expm1((std::log1p(202.0) + std::log1p(4100.0)) / 2);
    CHECK(legend->values()[1] == thousandsText(std::llround(middle)));
    CHECK(legend->accessibleName() == "Colors: Parameters");
    CHECK(legend->accessibleDescription() == "from " + thousandsText(202) + " to " + thousandsText(4100));
    colorBy(f, HeatMode::Memory);
    CHECK(legend->title() == QStringLiteral("Activation memory, batch %1").arg(f.session->project().training.batchSize));
    CHECK(legend->values().back().endsWith("B"));
    colorBy(f, HeatMode::Off);
    CHECK_FALSE(legend->isVisible());
}

TEST_CASE("The ramp of the legend runs from the colour of the least layer to that of the most")
{
    CanvasFixture f(kLayers);
    colorBy(f, HeatMode::Parameters);
    const QImage picture = f.area->legend()->grab().toImage();
    const QRect ramp = f.area->legend()->rampRect();
    const int y = ramp.center().y();
    CHECK(picture.pixelColor(ramp.left(), y) == theme().heat(std::log1p(202.0) / std::log1p(4100.0)));
    CHECK(picture.pixelColor(ramp.right(), y) == theme().heat(1));
    CHECK(f.canvas->scene().find(f.id("c"))->heat == Approx(std::log1p(202.0) / std::log1p(4100.0)));
}

TEST_CASE("One value has one word, and where nothing is measured the legend says so")
{
    CanvasFixture f("in1 = input(8); fc = in1 > dense(4); fc > output(mse)");
    colorBy(f, HeatMode::Parameters);
    CHECK(f.area->legend()->values() == QStringList{thousandsText(36)});
    CHECK(f.area->legend()->accessibleDescription() == thousandsText(36));
    colorBy(f, HeatMode::GradientNorm); // no run has looked
    CHECK(f.area->legend()->isVisible());
    CHECK(f.area->legend()->values().isEmpty());
    CHECK(f.area->legend()->title() == "Gradient norm");
    f.editor->selectAll();
    f.editor->removeSelection(false);
    CHECK_FALSE(f.area->legend()->isVisible());
}

TEST_CASE("The legend follows an edit, undo, and the level that is shown")
{
    CanvasFixture f("module block { h = in > dense(3); h > out }; in1 = input(8); b = in1 > block; fc = b > dense(50); fc > output(mse)");
    colorBy(f, HeatMode::Parameters);
    const HeatLegend* legend = f.area->legend();
    CHECK(legend->values().back() == thousandsText(200)); // 3 * 50 + 50
    f.editor->select({f.id("fc")});
    f.editor->removeSelection(true);
    f.settle();
    CHECK(legend->values() == QStringList{thousandsText(27)}); // the module alone: 8 * 3 + 3
    f.session->undo();
    f.settle();
    CHECK(legend->values().back() == thousandsText(200));
    f.editor->enter(f.id("b"));
    CHECK(legend->values() == QStringList{thousandsText(27)});
}

TEST_CASE("What is unfolded has the colours of the scale around it")
{
    CanvasFixture f("module block { h = in > dense(3); h > out }; in1 = input(8); b = in1 > block; fc = b > dense(50); fc > output(mse)");
    colorBy(f, HeatMode::Parameters);
    f.editor->select({f.id("b")});
    f.editor->toggleUnfold();
    f.settle();
    const SceneNode* block = f.canvas->scene().find(f.id("b"));
    REQUIRE(block->unfolded);
    const double share = std::log1p(27.0) / std::log1p(200.0);
    CHECK(block->heat == Approx(share));
    bool seen = false;
    for (const SceneNode& inner : block->unfolded->nodes())
        if (inner.node->name == "h") {
            CHECK(inner.heat == Approx(share));
            seen = true;
        }
    CHECK(seen);
}

TEST_CASE("Legend, map and all else that floats keep off one another, in every size, with a lesson and with the search open")
{
    CanvasFixture f(kLayers);
    colorBy(f, HeatMode::Parameters);
    const HeatLegend* legend = f.area->legend();
    for (const bool withLesson : {false, true})
        for (const bool withSearch : {false, true})
            for (const QSize size : {QSize(900, 800), QSize(640, 480), QSize(430, 420), QSize(300, 360)}) {
                f.views->setLesson(withLesson ? "Look at the weights of each layer." : "");
                f.views->resize(size);
                if (withSearch)
                    f.area->findBar()->open();
                else
                    QTest::keyClick(f.area->findBar()->findChild<QLineEdit*>(), Qt::Key_Escape);
                f.canvas->fitAll();
                QTest::qWait(1);
                REQUIRE(legend->isVisible());
                INFO(size.width() << " x " << size.height() << (withLesson ? ", lesson" : "") << (withSearch ? ", search" : ""));
                CHECK(f.area->rect().contains(legend->geometry()));
                for (const QRect& box : floating(f, legend))
                    CHECK_FALSE(box.intersects(legend->geometry()));
            }
}

TEST_CASE("The map takes the colours of the canvas, and layers without a value are grey in it")
{
    CanvasFixture f(kLayers);
    const auto inMap = [&](const char* name) {
        const QRectF box = f.canvas->scene().find(f.id(name))->rect;
        const QImage picture = f.area->minimap()->grab().toImage();
        return picture.pixelColor(f.area->minimap()->onMap(box.center() + QPointF(box.width() / 4, 0)).toPoint());
    };
    const QColor plain = inMap("b");
    CHECK(plain == theme().categoryColor("dense"));
    colorBy(f, HeatMode::Parameters);
    CHECK(inMap("b") == theme().heat(1));
    CHECK(inMap("c") == theme().heat(std::log1p(202.0) / std::log1p(4100.0)));
    CHECK(inMap("act") == theme().color(Role::NodeBorder));
    colorBy(f, HeatMode::Off);
    CHECK(inMap("b") == plain);
}
