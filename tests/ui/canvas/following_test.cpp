// The scene follows edits, and what is known of them, piece by piece: it is always the one that would be made anew, and nothing is
// painted that looks as before.
#include <QPaintEvent>
#include <QRandomGenerator>

#include "tests/ui/canvas/picture_difference.h"
#include "tests/ui/canvas/random_hand.h"
#include "ui/canvas/minimap.h"

using namespace nodegrad;
using namespace nodegrad::test;

namespace {

const std::string blocksText = "module block { in > dense(4) > relu > out }; in1 = input(8); fc = in1 > dense(4); one = fc > block; two = one > block(repeat=2); "
                               "both = add(one, two); wrong = both > conv2d(3); end = both > output(mse)";

/// What RandomHand does not do: colours, labels, unfolding, parameters, drags, and waiting for what is known.
class RandomLook {
public:
    RandomLook(CanvasFixture& fixture, unsigned seed) : f(fixture), m_random(seed) {}

    void act()
    {
        const auto& nodes = f.level().nodes;
        const NodePtr node = nodes.empty() ? nullptr : nodes[m_random() % nodes.size()];
        if (node)
            f.editor->select({node->id});
        switch (m_random() % 9) {
        case 0: f.editor->setHeat(static_cast<HeatMode>(m_random() % 4)); break;
        case 1: f.editor->setHeat(HeatMode::Off); break;
        case 2: f.editor->setShapeLabels(static_cast<ShapeLabels>(m_random() % 4)); break;
        case 3: unfoldSome(); break;
        case 4: f.editor->toggleFreePorts(); break;
        case 5: node ? setSome(*node) : void(); break;
        case 6: drag(); break;
        default: f.settle();
        }
    }
    int drags = 0, unfolded = 0, colored = 0;

private:
    void unfoldSome()
    {
        for (const NodePtr& node : f.level().nodes)
            if (node->type == kModuleType && m_random() % 2 == 0) {
                f.editor->select({node->id});
                f.editor->toggleUnfold();
                return;
            }
    }
    void setSome(const Node& node)
    {
        const LayerType* type = findLayer(node.type);
        for (const Param& param : type ? type->params : std::vector<Param>())
            if (const auto* whole = std::get_if<std::int64_t>(&param.defaultValue); whole && m_random() % 2 == 0)
                (void)f.editor->setParam({node.id}, param, ParamValue(static_cast<std::int64_t>(1 + m_random() % 9)));
    }
    /// Some nodes with some knots, dropped elsewhere or put back.
    void drag()
    {
        std::set<NodeId> some;
        for (const NodePtr& node : f.level().nodes)
            if (m_random() % 4 == 0)
                some.insert(node->id);
        f.editor->select(some);
        f.canvas->beginMove();
        const QPoint from = f.canvas->rect().center();
        for (int i = 1; i <= 3; ++i)
            QTest::mouseMove(f.canvas, from + QPoint(static_cast<int>(m_random() % 160), static_cast<int>(m_random() % 160)) - QPoint(80, 80));
        if (m_random() % 3 == 0)
            f.key(Qt::Key_Escape);
        else
            QTest::mouseClick(f.canvas, Qt::LeftButton, {}, from + QPoint(static_cast<int>(m_random() % 160), 40));
        ++drags;
    }

    CanvasFixture& f;
    std::mt19937 m_random;
};

void count(const CanvasFixture& f, RandomLook& look)
{
    look.colored += f.canvas->scene().heatScale().isEmpty() ? 0 : 1;
    for (const SceneNode& node : f.canvas->scene().nodes())
        look.unfolded += node.unfolded ? 1 : 0;
}

/// Which parts of a widget are painted.
class PaintedRegion : public QObject {
public:
    explicit PaintedRegion(QWidget* widget) { widget->installEventFilter(this); }
    /// Since the last call, all events handled.
    QRegion take()
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
        return std::exchange(m_region, {});
    }

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            m_region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }
    QRegion m_region;
};

} // namespace

TEST_CASE("Through 3,000 random edits, drags, colours, labels and news of shapes the scene is the one that would be made anew")
{
    CanvasFixture f(blocksText);
    RandomHand hand(f, 21);
    RandomLook look(f, 22);
    std::mt19937 random(23);
    for (int i = 0; i < 3000; ++i) {
        if (i % 2 == 0)
            look.act();
        else
            hand.edit(i);
        if (i % 400 == 399)
            f.open(graphOf(blocksText));
        travel(f, random);
        count(f, look);
        INFO("edit " << i << " '" << f.session->undoName().toStdString() << "'");
        REQUIRE(difference(f) == "");
    }
    CHECK(look.drags > 100);
    CHECK(look.unfolded > 100);
    CHECK(look.colored > 200);
}

TEST_CASE("Through 400 random edits at all zooms the canvas and its map show what they would paint anew")
{
    CanvasFixture f(blocksText);
    RandomHand hand(f, 31);
    RandomLook look(f, 32);
    std::mt19937 random(33);
    for (int i = 0; i < 400; ++i) {
        if (random() % 8 == 0)
            f.canvas->setZoom(std::array{0.2, 0.4, 0.7, 1.0, 1.6}[random() % 5]);
        if (random() % 8 == 0)
            f.canvas->centerOn(f.canvas->scene().bounds().center());
        (void)f.canvas->grab();
        (void)f.area->minimap()->grab();
        if (i % 2 == 0)
            look.act();
        else
            hand.edit(i);
        if (i % 100 == 99)
            f.open(graphOf(blocksText));
        const QImage kept = f.canvas->grab().toImage(), map = f.area->minimap()->grab().toImage();
        f.canvas->update();
        emit f.canvas->mapChanged();
        INFO("edit " << i << " '" << f.session->undoName().toStdString() << "' at zoom " << f.canvas->zoom());
        REQUIRE(differing(kept, f.canvas->grab().toImage()) == 0);
        REQUIRE(differing(map, f.area->minimap()->grab().toImage()) == 0);
    }
}

TEST_CASE("An edit that changes nothing that is painted paints nothing, and one of a layer paints it alone")
{
    CanvasFixture f("in1 = input(8); fc = in1 > dense(4); act = fc > relu; drop = act > dropout; fc2 = drop > dense(2); end = fc2 > output(mse)");
    f.canvas->fitAll();
    PaintedRegion canvas(f.canvas), map(f.area->minimap());
    (void)canvas.take();
    (void)map.take();

    // Settings of the training, and a parameter that only the inspector shows.
    Project project = f.session->project();
    project.training.epochs = 7;
    f.session->apply(project, QStringLiteral("Epochs"));
    f.settle();
    CHECK(canvas.take().isEmpty());
    const std::vector<Param>& params = findLayer("dense")->params;
    const Param* hidden = findParam(params, "weight_init");
    REQUIRE(hidden);
    const QString summary = f.canvas->scene().find(f.id("fc"))->summary;
    REQUIRE(f.editor->setParam({f.id("fc")}, *hidden, ParamValue(std::string("xavier_normal"))));
    f.settle();
    REQUIRE(f.canvas->scene().find(f.id("fc"))->summary == summary);
    CHECK(canvas.take().isEmpty());
    CHECK(map.take().isEmpty());

    // A title: the layer, and neither its neighbours nor the map.
    f.editor->setTitle(f.id("act"), "Rectified");
    f.settle();
    const QRect box = f.canvas->toWidget(f.canvas->scene().find(f.id("act"))->rect).toAlignedRect();
    const QRegion painted = canvas.take();
    CHECK(painted.contains(box));
    CHECK(box.adjusted(-40, -40, 40, 40).contains(painted.boundingRect()));
    CHECK(map.take().isEmpty());

    // A size that goes through the layers behind: these, their wires' labels, and no layer before.
    REQUIRE(f.editor->setParam({f.id("fc")}, *findParam(params, "units"), ParamValue(std::int64_t(6))));
    f.settle();
    const QRegion told = canvas.take();
    CHECK(told.contains(f.canvas->toWidget(f.canvas->scene().find(f.id("fc"))->rect).toAlignedRect().center()));
    CHECK_FALSE(told.intersects(f.canvas->toWidget(f.canvas->scene().find(f.id("in1"))->rect).toAlignedRect().adjusted(0, 0, 0, -30)));

    // Nothing at all.
    f.session->apply(f.session->project(), QStringLiteral("Nothing"));
    CHECK(canvas.take().isEmpty());
}
