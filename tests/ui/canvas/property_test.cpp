// Many random edits: the scene shows the model, undo leads back to the first graph and redo to the last.
#include <random>

#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

/// The scene is the level: same nodes at the same places with the level's ports, same wires.
bool sceneShowsModel(const CanvasFixture& f)
{
    const Level& level = f.level();
    const CanvasScene& scene = f.canvas->scene();
    if (scene.nodes().size() != level.nodes.size() || scene.wires().size() != level.wires.size())
        return false;
    for (std::size_t i = 0; i < level.nodes.size(); ++i) {
        const SceneNode& shown = scene.nodes()[i];
        const Node& node = *level.nodes[i];
        if (shown.node != level.nodes[i] || shown.rect.topLeft() != QPointF(node.position.x, node.position.y))
            return false;
        const Ports ports = portsOf(f.graph(), f.editor->definition(), node);
        if (shown.inputs.size() != ports.inputs.size() || shown.outputs.size() != ports.outputs.size())
            return false;
    }
    for (std::size_t i = 0; i < level.wires.size(); ++i)
        if (!(scene.wires()[i].wire == level.wires[i]))
            return false;
    return true;
}

} // namespace

TEST_CASE("After 300 random edits undo gives the first graph and redo the last")
{
    CanvasFixture f("in1 = input(8); fc = in1 > dense(4); act = fc > relu; end = act > output(mse)");
    const Graph first = f.graph();
    std::mt19937 random(7);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % std::max<std::size_t>(1, count)); };
    const auto anyNode = [&]() -> const Node* {
        const auto& nodes = f.level().nodes;
        return nodes.empty() ? nullptr : nodes[below(nodes.size())].get();
    };
    const char* layers[] = {"dense", "relu", "add", "flatten", "dropout", "conv2d", "output"};
    int edits = 0;
    for (int i = 0; i < 300; ++i) {
        const Node* node = anyNode();
        std::set<NodeId> some;
        for (const NodePtr& one : f.level().nodes)
            if (random() % 3 == 0)
                some.insert(one->id);
        f.editor->select(some);
        switch (below(14)) {
        case 0: f.editor->addLayer(layers[below(7)], {static_cast<double>(below(900)), static_cast<double>(below(900))}); break;
        case 1:
            if (node)
                f.editor->addLayer(layers[below(7)], f.editor->placeBehind(*node), {.behind = node->id});
            break;
        case 2:
            if (!f.level().wires.empty())
                f.editor->addLayer(layers[below(7)], {0, 0}, {.onWire = Wire(f.level().wires[below(f.level().wires.size())])});
            break;
        case 3: {
            const Node* other = anyNode();
            if (node && other) {
                const Ports from = portsOf(f.graph(), f.editor->definition(), *node), to = portsOf(f.graph(), f.editor->definition(), *other);
                if (!from.outputs.empty() && !to.inputs.empty())
                    f.editor->connectPorts({node->id, from.outputs.front().id}, {other->id, to.inputs[below(to.inputs.size())].id});
            }
            break;
        }
        case 4:
            if (f.level().nodes.size() > 12)
                f.editor->removeSelection(random() % 2 == 0);
            break;
        case 5: f.editor->nudge(8, -16); break;
        case 6:
            if (f.level().nodes.size() < 40)
                f.editor->duplicate();
            break;
        case 7: f.editor->toggleBypass(); break;
        case 8: f.editor->toggleFreeze(); break;
        case 9: f.editor->toggleCollapse(); break;
        case 10:
            if (some.size() > 1)
                f.editor->makeModuleOfSelection();
            break;
        case 11:
            if (node) {
                f.editor->select({node->id});
                if (random() % 2 == 0)
                    f.editor->dissolveSelection();
                else
                    f.editor->enter(node->id);
            }
            break;
        case 12: f.editor->leave(); break;
        case 13:
            if (node)
                (void)f.editor->rename(node->id, "n" + std::to_string(i));
            break;
        }
        if (random() % 10 == 0 && f.session->canUndo()) {
            f.session->undo();
            f.session->redo();
        }
        f.session->closeStep();
        ++edits;
        REQUIRE(sceneShowsModel(f));
    }
    CHECK(edits == 300);
    const Graph last = f.graph();
    CHECK_FALSE(last == first);
    while (f.session->canUndo()) {
        f.session->undo();
        REQUIRE(sceneShowsModel(f));
    }
    CHECK(f.graph() == first);
    while (f.session->canRedo())
        f.session->redo();
    CHECK(f.graph() == last);
    CHECK(sceneShowsModel(f));
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
