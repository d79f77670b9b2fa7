// Which wires a scene has, and what each shows.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <utility>

#include "ui/session/session.h"

namespace nodegrad {

namespace {

constexpr std::size_t kLookAhead = 64;

/// Where an edit took a wire away.
void noteGone(const SceneWire& wire, SceneChanges& changes)
{
    changes.news.map = true;
    changes.news.areas.push_back(wire.bounds);
    changes.areas.push_back(wire.bounds);
    changes.lanes = changes.lanes || wire.route.isLong;
}

std::vector<QPointF> knotsOf(const Level& level, const Wire& wire)
{
    std::vector<QPointF> points;
    if (level.knots.empty())
        return points;
    if (const auto knots = level.knots.find(wire); knots != level.knots.end())
        for (const Position& knot : knots->second)
            points.push_back({knot.x, knot.y});
    return points;
}

/// Of each port of each node, in order: has it a wire?
std::vector<bool> connectedPorts(const std::vector<SceneNode>& nodes)
{
    std::vector<bool> are;
    for (const SceneNode& node : nodes)
        for (const auto* ports : {&node.inputs, &node.outputs})
            for (const ScenePort& port : *ports)
                are.push_back(port.connected);
    return are;
}

} // namespace

void CanvasScene::takeWires(const LevelView& view, SceneChanges& changes)
{
    const Level& level = view.level();
    const bool hasSameWires = m_level == view.levelPtr() || (m_level && m_level->wires == level.wires && m_level->portals == level.portals);
    const bool isOtherLabels = std::exchange(m_labels, view.shapeLabels()) != view.shapeLabels();
    if (changes.all || changes.order || changes.ports || !hasSameWires) {
        takePortals(level, changes);
        matchWires(view, changes);
        return;
    }
    changes.wires.assign(m_wires.size(), false);
    const bool isOtherKnots = m_level->knots != level.knots;
    const auto isAny = [](const std::vector<bool>& flags) { return std::find(flags.begin(), flags.end(), true) != flags.end(); };
    if (!isOtherLabels && !isOtherKnots && !changes.lanes && !isAny(changes.told) && !isAny(changes.nodes))
        return;
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        SceneWire& wire = m_wires[i];
        const bool isTouched = changes.told[wire.from] || changes.told[wire.to] || changes.nodes[wire.from] || changes.nodes[wire.to];
        if (isOtherLabels || isOtherKnots || wire.isLoose || isTouched)
            describe(view, wire, true, changes);
    }
}

/// Names of outputs that are portals.
void CanvasScene::takePortals(const Level& level, SceneChanges& changes)
{
    m_hasPortals = !level.portals.empty();
    for (SceneNode& node : m_nodes)
        for (ScenePort& port : node.outputs) {
            if (port.portal.isEmpty() && !m_hasPortals)
                continue;
            const auto named = level.portals.find({node.node->id, port.id});
            if (!take(port.portal, named == level.portals.end() ? QString() : QString::fromStdString(named->second)))
                continue;
            if (!port.tag.isNull())
                changes.news.areas.push_back(port.tag);
            if (port.portal.isEmpty())
                port.tag = {};
        }
}

/// The wires of the level in its order; those that were there keep how they run.
void CanvasScene::matchWires(const LevelView& view, SceneChanges& changes)
{
    const std::vector<bool> before = connectedPorts(m_nodes);
    for (SceneNode& node : m_nodes)
        for (auto* ports : {&node.inputs, &node.outputs})
            for (ScenePort& port : *ports)
                port.connected = false;
    const std::vector<Wire>& wires = view.level().wires;
    std::vector<SceneWire> old = std::exchange(m_wires, {});
    std::size_t next = 0; // of `old`; wires keep their order
    m_wires.reserve(wires.size());
    changes.wires.clear();
    changes.wires.reserve(wires.size());
    for (const Wire& wire : wires) {
        const auto from = m_index.find(wire.from.node.value), to = m_index.find(wire.to.node.value);
        if (from == m_index.end() || to == m_index.end())
            continue;
        std::vector<ScenePort>&outputs = m_nodes[from->second].outputs, &inputs = m_nodes[to->second].inputs;
        const auto byId = [](std::vector<ScenePort>& ports, const std::string& id) {
            return std::find_if(ports.begin(), ports.end(), [&](const ScenePort& port) { return port.id == id; });
        };
        const auto output = byId(outputs, wire.from.port), input = byId(inputs, wire.to.port);
        if (output == outputs.end() || input == inputs.end())
            continue;
        const auto rest = old.begin() + static_cast<std::ptrdiff_t>(next), end = old.begin() + static_cast<std::ptrdiff_t>(std::min(old.size(), next + kLookAhead));
        const auto found = std::find_if(rest, end, [&](const SceneWire& one) { return one.wire == wire; });
        const bool isKnown = found != end;
        if (isKnown) {
            std::for_each(rest, found, [&](const SceneWire& gone) { noteGone(gone, changes); });
            next = static_cast<std::size_t>(found - old.begin()) + 1;
            m_wires.push_back(std::move(*found));
        } else {
            changes.news.map = true;
            m_wires.emplace_back().wire = wire;
        }
        SceneWire& item = m_wires.back();
        item.from = from->second;
        item.to = to->second;
        item.fromPort = static_cast<std::size_t>(output - outputs.begin());
        item.toPort = static_cast<std::size_t>(input - inputs.begin());
        item.isFirst = !output->connected;
        output->connected = input->connected = true;
        changes.wires.push_back(false);
        describe(view, item, isKnown, changes);
    }
    std::for_each(old.begin() + static_cast<std::ptrdiff_t>(next), old.end(), [&](const SceneWire& gone) { noteGone(gone, changes); });
    std::size_t place = 0;
    for (SceneNode& node : m_nodes)
        for (const auto* ports : {&node.inputs, &node.outputs})
            for (const ScenePort& port : *ports)
                if (port.connected != before[place++])
                    changes.news.areas.push_back(QRectF(port.at, QSizeF(1, 1)));
}

/// What a wire shows, and whether it runs as it did.
void CanvasScene::describe(const LevelView& view, SceneWire& wire, bool isKnown, SceneChanges& changes) const
{
    const SceneNode &from = m_nodes[wire.from], &to = m_nodes[wire.to];
    const ScenePort& output = from.outputs[wire.fromPort];
    const std::string& input = to.inputs[wire.toPort].id;
    const ShapeLabels labels = view.shapeLabels();
    bool hasError = false;
    if (to.mark == Mark::Error)
        for (const Diagnostic* problem : view.problems(*to.node))
            hasError = hasError || (problem->severity == Severity::Error && problem->port == input);
    bool isNews = take(wire.kind, output.kind);
    isNews |= take(wire.error, hasError);
    isNews |= take(wire.bypassed, from.node->bypassed || to.node->bypassed);
    isNews |= take(wire.showsLabel, labels == ShapeLabels::All || (labels == ShapeLabels::Changes && from.changesShape));
    bool runs = take(wire.label, wire.isFirst && output.portal.isEmpty() && labels != ShapeLabels::Off ? output.shape : QString());
    if (take(wire.knots, knotsOf(view.level(), wire.wire)))
        runs = changes.news.map = true;
    isNews |= runs;
    if (take(wire.portal, output.portal)) {
        isNews = runs = true;
        wire.tag = {};
    }
    runs |= std::exchange(wire.isLoose, false) || !isKnown || changes.all || changes.nodes[wire.from] || changes.nodes[wire.to];
    if (isKnown && isNews)
        changes.news.areas.push_back(wire.bounds);
    if (isKnown && runs) {
        changes.areas.push_back(wire.bounds);
        changes.lanes = changes.lanes || (wire.route.isLong && !wire.portal.isEmpty());
    }
    if (runs)
        changes.wires[static_cast<std::size_t>(&wire - m_wires.data())] = true;
}

} // namespace nodegrad
