#pragma once
// Random edits, and what must hold after each: the scene shows the model.

#include <algorithm>
#include <random>

#include "tests/ui/canvas/canvas_fixture.h"

namespace nodegrad::test {

inline std::vector<QPointF> placesOf(const Level& level, const Wire& wire)
{
    std::vector<QPointF> places;
    if (const auto knots = level.knots.find(wire); knots != level.knots.end())
        for (const Position& knot : knots->second)
            places.push_back({knot.x, knot.y});
    return places;
}

inline bool hasPort(const std::vector<Port>& ports, const std::string& id)
{
    return std::any_of(ports.begin(), ports.end(), [&](const Port& port) { return port.id == id; });
}

inline bool isSamePort(const ScenePort& a, const ScenePort& b)
{
    return a.id == b.id && a.title == b.title && a.kind == b.kind && a.at == b.at && a.connected == b.connected && a.optional == b.optional && a.portal == b.portal && a.tag == b.tag &&
           a.shape == b.shape;
}

inline bool haveSamePorts(const SceneNode& a, const SceneNode& b)
{
    return std::equal(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end(), isSamePort) &&
           std::equal(a.outputs.begin(), a.outputs.end(), b.outputs.begin(), b.outputs.end(), isSamePort);
}

/// In what a wire is not the other ("" when it is).
inline std::string difference(const SceneWire& a, const SceneWire& b)
{
    if (!(a.wire == b.wire) || a.from != b.from || a.to != b.to || a.fromPort != b.fromPort || a.toPort != b.toPort)
        return "ends";
    if (!(a.route.path == b.route.path) || a.route.points != b.route.points || a.route.isLong != b.route.isLong || a.knots != b.knots || a.isLoose != b.isLoose)
        return "route";
    if (a.label != b.label || a.labelRect != b.labelRect || a.showsLabel != b.showsLabel || a.isFirst != b.isFirst)
        return "label";
    if (a.portal != b.portal || a.tag != b.tag)
        return "portal";
    if (a.kind != b.kind || a.error != b.error || a.bypassed != b.bypassed)
        return "look";
    return a.bounds == b.bounds ? "" : "bounds";
}

inline std::string textOf(const SceneNode& node)
{
    std::string text = (node.title + '|' + node.summary + '|' + node.count + '|' + node.category).toStdString() + " mark " + std::to_string(static_cast<int>(node.mark)) + ", " +
                       std::to_string(node.problems) + ", heat " + std::to_string(node.heat);
    for (const auto* ports : {&node.inputs, &node.outputs})
        for (const ScenePort& port : *ports)
            text += ", " + port.id + " " + (port.kind + ' ' + port.shape + ' ' + port.portal).toStdString() + (port.connected ? " connected" : "");
    return text;
}

/// In what the scene, which was worked out edit by edit, is not the one that is worked out at once ("" when it is).
inline std::string difference(const CanvasScene& scene, const CanvasScene& fresh)
{
    if (scene.nodes().size() != fresh.nodes().size() || scene.wires().size() != fresh.wires().size())
        return "kept count";
    for (std::size_t i = 0; i < fresh.nodes().size(); ++i) {
        const SceneNode &a = scene.nodes()[i], &b = fresh.nodes()[i];
        if (a.node != b.node || a.inside != b.inside || a.rect != b.rect || a.title != b.title || a.kind != b.kind || a.summary != b.summary || a.count != b.count ||
            a.category != b.category || a.mark != b.mark || a.problems != b.problems || a.heat != b.heat || a.hiddenPorts != b.hiddenPorts || a.changesShape != b.changesShape ||
            a.isModule != b.isModule || a.repeat != b.repeat || a.insideOrigin != b.insideOrigin || !haveSamePorts(a, b) || (a.unfolded == nullptr) != (b.unfolded == nullptr))
            return "kept node " + a.node->name + ": " + textOf(a) + ", not " + textOf(b);
        if (a.unfolded)
            if (const std::string inside = difference(*a.unfolded, *b.unfolded); !inside.empty())
                return inside + " in " + a.node->name;
    }
    for (std::size_t i = 0; i < fresh.wires().size(); ++i)
        if (const std::string kind = difference(scene.wires()[i], fresh.wires()[i]); !kind.empty())
            return kind + " of kept wire " + std::to_string(i);
    for (const Frame& frame : fresh.frames())
        if (scene.parametersIn(frame) != fresh.parametersIn(frame))
            return "kept sum of frame " + frame.title;
    const HeatScale &a = scene.heatScale(), &b = fresh.heatScale();
    if (a.heat != b.heat || a.from != b.from || a.to != b.to || a.least != b.least || a.middle != b.middle || a.most != b.most)
        return "kept scale of colours";
    const auto boxText = [](const QRectF& box) { return std::to_string(box.left()) + " " + std::to_string(box.top()) + " " + std::to_string(box.right()) + " " + std::to_string(box.bottom()); };
    return scene.bounds() == fresh.bounds() ? "" : "kept bounds " + boxText(scene.bounds()) + ", not " + boxText(fresh.bounds());
}

/// In what the scene is not the level ("" when it is): same nodes at the same places with the level's ports, same wires through
/// the same knots, same frames. A wire at a port that its module lost is in the design, but cannot be drawn.
inline std::string difference(const CanvasFixture& f)
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
        const std::size_t hidden = static_cast<std::size_t>(shown.hiddenPorts);
        if (shown.inputs.size() + shown.outputs.size() + hidden != own.inputs.size() + own.outputs.size() || (hidden > 0 && !node.hidesFreePorts))
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
inline void travel(CanvasFixture& f, std::mt19937& random)
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

} // namespace nodegrad::test
