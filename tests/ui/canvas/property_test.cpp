// Many random edits: the scene shows the model, undo leads back to the first graph and redo to the last.
#include "tests/ui/canvas/random_hand.h"

using namespace nodegrad;
using test::CanvasFixture;
using test::difference;
using test::RandomHand;
using test::travel;

TEST_CASE("Through 10,000 random edits the scene shows the design, undo leads to the first value and redo to the last")
{
    // The history keeps 500 steps, so the first value is that of the round.
    constexpr int kRounds = 25, kEdits = 400;
    CanvasFixture f("in1 = input(8); fc = in1 > dense(4); act = fc > relu; end = act > output(mse)");
    RandomHand hand(f, 7);
    int knotted = 0, replaced = 0, framed = 0, portalled = 0, fed = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Graph first = f.graph();
        for (int i = 0; i < kEdits; ++i) {
            hand.edit(round * kEdits + i);
            knotted += f.level().knots.empty() ? 0 : 1;
            portalled += f.level().portals.empty() ? 0 : 1;
            fed += f.session->undoName().endsWith("with inputs") ? 1 : 0;
            framed += f.level().frames.empty() ? 0 : 1;
            replaced += f.session->undoName().startsWith("Replace") ? 1 : 0;
            REQUIRE(difference(f) == "");
        }
        const Graph last = f.graph();
        CHECK_FALSE(last == first);
        while (f.session->canUndo())
            f.session->undo();
        REQUIRE(difference(f) == "");
        REQUIRE(f.graph() == first);
        while (f.session->canRedo())
            f.session->redo();
        REQUIRE(f.graph() == last);
        REQUIRE(difference(f) == "");
        // The file holds all of it.
        const auto read = graphFromJson(nlohmann::json::parse(toJson(last).dump()));
        REQUIRE(read.has_value());
        REQUIRE(*read == last);
        Project project = f.session->project();
        f.session->open(std::move(project), {});
    }
    CHECK(knotted > 1000);
    CHECK(framed > 1000);
    CHECK(replaced > 100);
    CHECK(portalled > 1000);
    CHECK(fed > 20);
}

TEST_CASE("Through 3,000 random edits in either of two views both show the design, each at its level")
{
    constexpr int kEdits = 3000;
    CanvasFixture f("in1 = input(8); fc = in1 > dense(4); act = fc > relu; end = act > output(mse)");
    f.views->toggle(Qt::Horizontal);
    const auto areas = f.views->areas();
    RandomHand hand(f, 11);
    std::mt19937 random(5);
    int apart = 0, inside = 0;
    for (int i = 0; i < kEdits; ++i) {
        f.use(areas[random() % 2]);
        f.views->setCurrent(f.area);
        travel(f, random);
        hand.edit(i);
        for (CanvasArea* area : areas) {
            f.use(area);
            INFO("edit " << i << ", view " << (area == areas[0] ? 1 : 2));
            REQUIRE(f.graph().definitionAt(f.editor->path()) == f.editor->definition());
            REQUIRE(difference(f) == "");
            for (const NodeId chosen : f.editor->selection())
                REQUIRE(f.level().find(chosen));
            inside += f.editor->path().empty() ? 0 : 1;
        }
        const DesignEditor &one = *areas[0]->canvas()->editor(), &other = *areas[1]->canvas()->editor();
        if (one.path() == other.path())
            REQUIRE(one.selection() == other.selection());
        else
            ++apart;
    }
    CHECK(apart > 300);
    CHECK(inside > 300);
    while (f.session->canUndo()) {
        f.session->undo();
        for (CanvasArea* area : areas) {
            f.use(area);
            REQUIRE(difference(f) == "");
        }
    }
}

TEST_CASE("Nodes that did not change are not worked out again")
{
    CanvasFixture f(test::chainText);
    const SceneNode* before = f.canvas->scene().find(f.id("fc"));
    const NodePtr kept = before->node;
    f.editor->select({f.id("act")});
    f.editor->nudge(8, 8);
    CHECK(f.canvas->scene().find(f.id("fc"))->node == kept);
}

TEST_CASE("At 2,000 nodes every zoom paints nodes, wires and grid")
{
    CanvasFixture f;
    Graph graph;
    Level level;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        Node node;
        node.id = {i + 1};
        node.type = i == 0 ? "input" : "relu";
        node.name = "n" + std::to_string(i);
        node.position = {static_cast<double>(i % 40) * 240, static_cast<double>(i / 40) * 88};
        level.nodes.push_back(std::make_shared<const Node>(node));
        if (i > 0)
            level.wires.push_back({{{i}, "out"}, {{i + 1}, "in"}});
    }
    f.open(graph.withLevel("", level));
    for (const double zoom : {0.1, 0.3, 0.5, 1.0, 2.0}) {
        f.canvas->setZoom(zoom);
        const QImage picture = f.canvas->grab().toImage();
        std::set<QRgb> colors;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                colors.insert(picture.pixel(x, y));
        CHECK(colors.size() >= 4);
    }
}
