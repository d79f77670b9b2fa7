// Many random edits: the scene shows the model, undo leads back to the first graph and redo to the last.
#include <algorithm>
#include <random>

#include "tests/ui/canvas/canvas_fixture.h"

using namespace nodegrad;
using test::CanvasFixture;

namespace {

std::vector<QPointF> placesOf(const Level& level, const Wire& wire)
{
    std::vector<QPointF> places;
    if (const auto knots = level.knots.find(wire); knots != level.knots.end())
        for (const Position& knot : knots->second)
            places.push_back({knot.x, knot.y});
    return places;
}

bool hasPort(const std::vector<Port>& ports, const std::string& id)
{
    return std::any_of(ports.begin(), ports.end(), [&](const Port& port) { return port.id == id; });
}

std::string difference(const CanvasScene& scene, const CanvasScene& fresh);

/// In what the scene is not the level ("" when it is): same nodes at the same places with the level's ports, same wires through
/// the same knots, same frames. A wire at a port that its module lost is in the design, but cannot be drawn.
std::string difference(const CanvasFixture& f)
{
    const Level& level = f.level();
    const CanvasScene& scene = f.canvas->scene();
    if (scene.nodes().size() != level.nodes.size())
        return "count of nodes";
    std::map<NodeId, Ports> ports;
    for (std::size_t i = 0; i < level.nodes.size(); ++i) {
        const SceneNode& shown = scene.nodes()[i];
        const Node& node = *level.nodes[i];
        if (shown.node != level.nodes[i] || shown.rect.topLeft() != QPointF(node.position.x, node.position.y))
            return "node " + node.name;
        const Ports& own = ports[node.id] = portsOf(f.graph(), f.editor->definition(), node);
        if (shown.inputs.size() != own.inputs.size() || shown.outputs.size() != own.outputs.size())
            return "ports of " + node.name;
    }
    std::size_t drawn = 0;
    for (const Wire& wire : level.wires) {
        if (!hasPort(ports.at(wire.from.node).outputs, wire.from.port) || !hasPort(ports.at(wire.to.node).inputs, wire.to.port))
            continue;
        if (drawn == scene.wires().size() || !(scene.wires()[drawn].wire == wire))
            return "wire " + std::to_string(drawn);
        if (scene.wires()[drawn++].knots != placesOf(level, wire))
            return "knots";
    }
    if (drawn != scene.wires().size())
        return "count of wires";
    for (const SceneWire& wire : scene.wires()) {
        const auto portal = level.portals.find(wire.wire.from);
        if (wire.portal.toStdString() != (portal == level.portals.end() ? "" : portal->second) || wire.tag.isNull() != wire.portal.isEmpty())
            return "portals";
    }
    if (scene.frames() != level.frames)
        return "frames";
    CanvasScene fresh;
    fresh.rebuild(*f.editor);
    return difference(scene, fresh);
}

/// In what the scene, which was worked out edit by edit, is not the one that is worked out at once ("" when it is).
std::string difference(const CanvasScene& scene, const CanvasScene& fresh)
{
    const auto samePorts = [](const std::vector<ScenePort>& a, const std::vector<ScenePort>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ScenePort& x, const ScenePort& y) {
            return x.id == y.id && x.title == y.title && x.kind == y.kind && x.at == y.at && x.connected == y.connected && x.portal == y.portal && x.tag == y.tag && x.shape == y.shape;
        });
    };
    for (std::size_t i = 0; i < fresh.nodes().size(); ++i) {
        const SceneNode &a = scene.nodes()[i], &b = fresh.nodes()[i];
        if (a.rect != b.rect || a.title != b.title || a.kind != b.kind || a.summary != b.summary || a.count != b.count || a.mark != b.mark || a.problems != b.problems ||
            a.heat != b.heat || !samePorts(a.inputs, b.inputs) || !samePorts(a.outputs, b.outputs))
            return "kept node " + a.node->name;
    }
    for (std::size_t i = 0; i < fresh.wires().size(); ++i) {
        const SceneWire &a = scene.wires()[i], &b = fresh.wires()[i];
        if (a.route.points != b.route.points || a.label != b.label || a.labelRect != b.labelRect || a.kind != b.kind || a.error != b.error || a.showsLabel != b.showsLabel)
            return "kept wire " + std::to_string(i);
    }
    return {};
}

/// Edits as a hand makes them, drawn at random.
class RandomHand {
public:
    RandomHand(CanvasFixture& fixture, unsigned seed) : f(fixture), m_random(seed) {}

    void edit(int number)
    {
        std::set<NodeId> some;
        for (const NodePtr& one : f.level().nodes)
            if (m_random() % 3 == 0)
                some.insert(one->id);
        f.editor->select(some, someKnots());
        switch (below(5)) {
        case 0: editWires(); break;
        case 3: arrange(); break;
        case 1: editSelection(some); break;
        case 2: editFrames(); break;
        default: editNodes(number);
        }
        if (m_random() % 10 == 0 && f.session->canUndo()) {
            f.session->undo();
            f.session->redo();
        }
        f.session->closeStep();
    }

private:
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random() % std::max<std::size_t>(1, count)); }
    double place() { return static_cast<double>(below(900)); }
    const char* layer()
    {
        static constexpr const char* layers[] = {"dense", "relu", "add", "flatten", "dropout", "conv2d", "output"};
        return layers[below(7)];
    }
    const Node* anyNode()
    {
        const auto& nodes = f.level().nodes;
        return nodes.empty() ? nullptr : nodes[below(nodes.size())].get();
    }
    std::optional<Wire> anyWire()
    {
        const auto& wires = f.level().wires;
        return wires.empty() ? std::nullopt : std::optional(wires[below(wires.size())]);
    }
    std::set<KnotRef> someKnots()
    {
        std::set<KnotRef> some;
        for (const auto& [wire, points] : f.level().knots)
            for (std::size_t i = 0; i < points.size(); ++i)
                if (m_random() % 3 == 0)
                    some.insert({wire, i});
        return some;
    }

    void editNodes(int number)
    {
        const Node* node = anyNode();
        switch (below(5)) {
        case 0:
            if (f.level().nodes.size() < 40)
                f.editor->addLayer(layer(), {place(), place()});
            break;
        case 1:
            if (node && f.level().nodes.size() < 40)
                f.editor->addLayer(layer(), f.editor->placeBehind(*node), {.behind = node->id});
            break;
        case 2:
            if (node)
                (void)f.editor->rename(node->id, "n" + std::to_string(number));
            break;
        case 3:
            if (node) {
                f.editor->select({node->id});
                f.editor->replaceSelection(layer());
            }
            break;
        case 4:
            if (node)
                f.editor->enter(node->id);
            if (m_random() % 3 == 0)
                f.editor->leave();
            break;
        }
    }

    void editWires()
    {
        const auto wire = anyWire();
        switch (below(6)) {
        case 0:
            if (wire && f.level().nodes.size() < 40)
                f.editor->addLayer(layer(), {0, 0}, {.onWire = wire});
            break;
        case 1: {
            const Node *from = anyNode(), *to = anyNode();
            if (!from || !to)
                break;
            const Ports out = portsOf(f.graph(), f.editor->definition(), *from), in = portsOf(f.graph(), f.editor->definition(), *to);
            if (!out.outputs.empty() && !in.inputs.empty())
                f.editor->connectPorts({from->id, out.outputs.front().id}, {to->id, in.inputs[below(in.inputs.size())].id});
            break;
        }
        case 2:
        case 3:
            if (wire)
                f.editor->addKnot(*wire, below(3), {place(), place()});
            break;
        case 4: f.editor->moveSelection({8, 24}); break;
        case 5:
            if (wire)
                f.editor->removeWires({*wire, f.level().wires.front()});
            break;
        }
    }

    void editSelection(const std::set<NodeId>& some)
    {
        switch (below(10)) {
        case 0:
            if (f.level().nodes.size() > 12)
                f.editor->removeSelection(m_random() % 2 == 0);
            break;
        case 1: f.editor->nudge(8, -16); break;
        case 2:
            if (f.level().nodes.size() < 30)
                f.editor->duplicate();
            break;
        case 3: f.editor->toggleBypass(); break;
        case 4: f.editor->toggleFreeze(); break;
        case 5: f.editor->toggleCollapse(); break;
        case 6:
            if (some.size() > 1 && f.editor->path().size() < 4)
                f.editor->makeModuleOfSelection();
            break;
        case 7:
            if (const Node* node = anyNode()) {
                f.editor->select({node->id});
                f.editor->dissolveSelection();
            }
            break;
        case 8:
            f.editor->select({}, someKnots());
            f.editor->removeSelection(false);
            break;
        case 9: f.editor->replaceSelection(layer()); break;
        }
    }

    void arrange()
    {
        switch (below(7)) {
        case 0: f.editor->distribute(m_random() % 2 == 0 ? Qt::Horizontal : Qt::Vertical); break;
        case 1: f.editor->straighten(); break;
        case 2:
            if (const auto wire = anyWire()) {
                f.editor->selectWire(*wire);
                m_random() % 3 == 0 ? f.editor->straighten() : f.editor->togglePortal();
            }
            break;
        case 3:
            if (const Node* node = anyNode()) {
                f.editor->select({node->id});
                f.editor->togglePortal();
            }
            break;
        case 4:
            if (const auto& portals = f.level().portals; !portals.empty())
                f.editor->renamePortal(PortRef(std::next(portals.begin(), static_cast<std::ptrdiff_t>(below(portals.size())))->first), QStringLiteral("p%1").arg(below(4)));
            break;
        case 5:
            f.editor->copy();
            if (f.level().nodes.size() < 30)
                f.editor->paste(QPointF(place(), place()), true);
            break;
        case 6: f.editor->goToOtherEnd(); break;
        }
    }

    void editFrames()
    {
        const auto& frames = f.level().frames;
        const std::uint64_t frame = frames.empty() ? 0 : frames[below(frames.size())].id;
        const std::size_t kind = below(8);
        if (kind > 4)
            f.editor->selectFrame(frame);
        switch (kind) {
        case 5: f.editor->setFrameColor(frameColors()[below(frameColors().size())]); break;
        case 6: f.editor->toggleFrameLock(); break;
        case 7: f.editor->fitFrame(); break;
        case 0:
            if (frames.size() < 6)
                f.editor->frameSelection();
            break;
        case 1:
            if (frames.size() < 6)
                f.editor->addNote({place(), place()});
            break;
        case 2: f.editor->moveFrame(frame, {16, 8}); break;
        case 3: f.editor->resizeFrame(frame, QRectF(place(), place(), 80 + place(), 80 + place())); break;
        case 4:
            if (m_random() % 2 == 0 && frame != 0) {
                f.editor->selectFrame(frame);
                f.editor->removeSelection(false);
            }
            break;
        }
    }

    CanvasFixture& f;
    std::mt19937 m_random;
};

/// Into a module of the level, which is made where there is none, or out of one, now and then.
void travel(CanvasFixture& f, std::mt19937& random)
{
    if (random() % 6 != 0)
        return;
    if (!f.editor->path().empty()) {
        f.editor->leave();
        return;
    }
    const auto first = [&f](std::initializer_list<const char*> types) {
        for (const NodePtr& node : f.level().nodes)
            if (std::find(types.begin(), types.end(), node->type) != types.end())
                return node->id;
        return NodeId();
    };
    if (f.editor->enter(first({kModuleType})))
        return;
    f.editor->select({first({"dense", "relu", "add", "dropout"})});
    f.editor->makeModuleOfSelection();
}

} // namespace

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
