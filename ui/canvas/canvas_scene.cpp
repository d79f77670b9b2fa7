#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

#include "core/ops/op_type.h"
#include "ui/canvas/frame_painter.h"
#include "ui/canvas/layer_kinds.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr double kPortPitch = 40;
constexpr double kFrameHead = 28, kFrameEdge = 5; ///< pixels on screen

QString kindText(Kind kind)
{
    return QString::fromStdString(kindId(kind == Kind::Label ? Kind::Scalar : kind));
}

/// "1 × 8 × 8": a shape without its batch.
QString sampleText(const Spec& spec)
{
    return QString::fromStdString(shapeText(Shape(spec.shape.begin() + (spec.shape.empty() ? 0 : 1), spec.shape.end())));
}

double distanceTo(const std::vector<QPointF>& line, QPointF at)
{
    double best = 1e18;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1], b = line[i], along = b - a;
        const double length = QPointF::dotProduct(along, along);
        const double t = length > 0 ? std::clamp(QPointF::dotProduct(at - a, along) / length, 0.0, 1.0) : 0.0;
        const QPointF off = at - (a + t * along);
        best = std::min(best, QPointF::dotProduct(off, off));
    }
    return std::sqrt(best);
}

/// Wires run between the same places.
bool isSamePlace(const SceneNode& a, const SceneNode& b)
{
    const auto same = [](const std::vector<ScenePort>& one, const std::vector<ScenePort>& other) {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const ScenePort& x, const ScenePort& y) { return x.at == y.at && x.id == y.id; });
    };
    return a.rect == b.rect && same(a.inputs, b.inputs) && same(a.outputs, b.outputs);
}

} // namespace

SceneNode CanvasScene::makeNode(const LevelView& editor, const NodePtr& node) const
{
    SceneNode item;
    item.node = node;
    item.isModule = node->type == kModuleType;
    item.rect = nodeBox(editor.graph(), *node);
    item.title = editor.labelOf(*node);
    item.kind = editor.titleOf(*node);
    const Ports all = portsOf(editor.graph(), editor.definition(), *node);
    const Ports ports = node->hidesFreePorts ? DesignEditor::shownPorts(*node, all, [this](const PortRef& port, bool isOutput) { return (isOutput ? m_usedOutputs : m_usedInputs).contains(port); }) : all;
    item.hiddenPorts = static_cast<int>(all.inputs.size() + all.outputs.size() - ports.inputs.size() - ports.outputs.size());
    for (const Port& port : ports.inputs)
        item.inputs.push_back({port.id, coreText(port.title), {}, {}, false, port.optional});
    for (const Port& port : ports.outputs)
        item.outputs.push_back({port.id, coreText(port.title), {}, {}, false, port.optional});
    const LayerType* type = findLayer(node->type);
    if (item.isModule) {
        item.category = QStringLiteral("composite");
        if (const ModuleDefinition* module = editor.graph().module(node->definition)) {
            item.inside = module->level;
            const auto isPort = [](const NodePtr& inner) { return inner->type == kModuleInputType || inner->type == kModuleOutputType; };
            const auto count = std::count_if(module->level->nodes.begin(), module->level->nodes.end(), [&](const NodePtr& n) { return !isPort(n); });
            const ParamValues values = editor.valuesHere(*node);
            if (const ParamValue* repeat = values.find(kRepeatParam))
                if (const auto* times = std::get_if<std::int64_t>(repeat))
                    item.repeat = *times;
            item.summary = item.repeat > 1 ? QObject::tr("%1 layers each").arg(count) : QObject::tr("%1 layers").arg(count);
            for (const ExposedParam& exposed : module->exposed)
                if (const ParamValue* value = values.find(exposed.id))
                    item.summary += QStringLiteral(" · %1 %2").arg(coreText(exposed.title), QString::fromStdString(formatParam(*value)));
        }
    } else if (type) {
        item.category = QString::fromStdString(categoryId(type->category));
        item.summary = QString::fromStdString(layerSummary(*type, completed(editor.valuesHere(*node), type->params)));
    } else {
        item.category = QStringLiteral("unknown");
        item.summary = QObject::tr("unknown layer");
    }
    if (node->bypassed)
        item.summary = QObject::tr("bypassed");
    else if (node->frozen)
        item.summary = item.summary.isEmpty() ? QObject::tr("frozen") : QObject::tr("frozen · %1").arg(item.summary);
    placePorts(item);
    return item;
}

void CanvasScene::placePorts(SceneNode& item) const
{
    const auto place = [&](std::vector<ScenePort>& ports, bool output) {
        const double count = static_cast<double>(ports.size());
        const double room = m_leftToRight ? item.rect.height() : item.rect.width();
        const double pitch = std::min(kPortPitch, (room - 8) / std::max(1.0, count));
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const double off = (static_cast<double>(i) - (count - 1) / 2) * pitch;
            ports[i].at = m_leftToRight ? QPointF(output ? item.rect.right() : item.rect.left(), item.rect.center().y() + off)
                                        : QPointF(item.rect.center().x() + off, output ? item.rect.bottom() : item.rect.top());
        }
    };
    place(item.inputs, false);
    place(item.outputs, true);
}

void CanvasScene::learnFacts(const LevelView& editor, SceneNode& item) const
{
    const Node& node = *item.node;
    const NodeFacts* facts = editor.facts(node);
    const LayerType* type = findLayer(node.type);
    static const UsualKinds none;
    const UsualKinds& usual = type ? usualKinds(*type) : none;
    item.mark = Mark::None;
    item.problems = 0;
    for (const Diagnostic* problem : editor.problems(node)) {
        const Mark mark = problem->severity == Severity::Error ? Mark::Error : problem->severity == Severity::Warning ? Mark::Warning : Mark::Advice;
        if (mark > item.mark)
            item.problems = 0;
        item.mark = std::max(item.mark, mark);
        item.problems += mark == item.mark ? 1 : 0;
    }
    const auto shapeOf = [](const Specs& specs) { return specs.empty() || isAbsent(specs.front()) ? Shape() : specs.front().shape; };
    item.changesShape = !facts || facts->inputs.empty() || !(shapeOf(facts->inputs) == shapeOf(facts->outputs));
    const auto kinds = [&](std::vector<ScenePort>& ports, const Specs* specs, const std::vector<Kind>& expected) {
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const bool known = specs && i < specs->size() && !isAbsent((*specs)[i]);
            if (known)
                ports[i].kind = kindText((*specs)[i].kind);
            else if (!expected.empty())
                ports[i].kind = kindText(expected[std::min(i, expected.size() - 1)]);
            else
                ports[i].kind.clear();
            ports[i].shape = known ? QString::fromStdString(shapeText((*specs)[i].shape)) : QString();
        }
    };
    // A layer with a problem shows what it wants, not what it gets.
    kinds(item.inputs, facts && item.mark != Mark::Error ? &facts->inputs : nullptr, usual.inputs);
    kinds(item.outputs, facts ? &facts->outputs : nullptr, usual.outputs);
    item.count.clear();
    const bool knowsOutput = facts && !facts->outputs.empty() && !isAbsent(facts->outputs.front());
    if (node.type == kInputType && knowsOutput) {
        item.summary = sampleText(facts->outputs.front());
        item.count = coreText(kindName(facts->outputs.front().kind));
    } else if (node.type == kOutputType && facts && !facts->inputs.empty() && !isAbsent(facts->inputs.front())) {
        const LossType* loss = type ? findLoss(completed(node.params, type->params).text("loss")) : nullptr;
        const QString size = sampleText(facts->inputs.front());
        item.count = loss && loss->compares == Compares::Classes ? QObject::tr("%1 classes").arg(size) : size;
    } else if (facts && facts->parameters > 0) {
        item.count = thousandsText(facts->parameters);
    } else if (item.mark == Mark::Error && !knowsOutput && node.type != kInputType && node.type != kOutputType) {
        item.count = QObject::tr("unknown");
    }
}

void CanvasScene::sumFrames(const LevelView& editor)
{
    m_frameParameters.clear();
    for (const Frame& frame : m_frames)
        for (const NodeId id : editor.insideFrame(frame))
            if (const NodeFacts* facts = editor.facts(*find(id)->node))
                m_frameParameters[frame.id] += facts->parameters;
}

QString CanvasScene::parametersIn(const Frame& frame) const
{
    const auto found = m_frameParameters.find(frame.id);
    return found == m_frameParameters.end() || found->second == 0 ? QString() : QObject::tr("%1 parameters").arg(thousandsText(found->second));
}

/// Nodes that are the same value keep what was worked out for them; what was drawn of the others, and is now, goes into `changes`.
void CanvasScene::takeNodes(const LevelView& editor, bool isSameLevel, SceneChanges& changes)
{
    const Level& level = editor.level();
    const bool knowsFacts = isSameLevel && m_factsNumber == editor.factsNumber() && m_heat == editor.heat();
    m_factsNumber = editor.factsNumber();
    m_heat = editor.heat();
    std::vector<SceneNode> old = std::move(m_nodes);
    std::vector<QPointF> unshifted = std::move(m_unshifted);
    std::vector<bool> stays(old.size());
    m_unshifted.clear();
    m_unshiftedKnots.clear();
    m_standing.reset();
    m_nodes.clear();
    m_nodes.reserve(level.nodes.size());
    m_usedInputs.clear();
    m_usedOutputs.clear();
    if (std::any_of(level.nodes.begin(), level.nodes.end(), [](const NodePtr& node) { return node->hidesFreePorts; }))
        for (const Wire& wire : level.wires) {
            m_usedInputs.insert(wire.to);
            m_usedOutputs.insert(wire.from);
        }
    // What instances say of a layer may change without the layer.
    const ModuleDefinition* shown = editor.graph().module(editor.definition());
    const bool exposesSome = shown && !shown->exposed.empty();
    changes.nodes.assign(level.nodes.size(), false);
    for (const NodePtr& node : level.nodes) {
        const auto known = m_index.find(node->id.value);
        SceneNode* same = known != m_index.end() && known->second < old.size() ? &old[known->second] : nullptr;
        const ModuleDefinition* module = node->type == kModuleType ? editor.graph().module(node->definition) : nullptr;
        const bool isShifted = same && !unshifted.empty() && unshifted[known->second] != same->rect.topLeft();
        if (same)
            stays[known->second] = true;
        if (same && isSameLevel && !isShifted && same->node == node && !exposesSome && !node->hidesFreePorts && !node->unfolded &&
            (!same->isModule || (module && same->inside == module->level && module->exposed.empty()))) {
            m_nodes.push_back(std::move(*same));
            if (!knowsFacts)
                learnFacts(editor, m_nodes.back());
            continue;
        }
        m_nodes.push_back(makeNode(editor, node));
        learnFacts(editor, m_nodes.back());
        if (same)
            m_nodes.back().unfolded = same->unfolded;
        unfold(editor, m_nodes.back());
        if (isShifted)
            changes.areas.push_back({unshifted[known->second], same->rect.size()});
        if (same && isSamePlace(*same, m_nodes.back()))
            continue;
        changes.nodes[m_nodes.size() - 1] = true;
        changes.areas.push_back(m_nodes.back().rect);
        if (same)
            changes.areas.push_back(same->rect);
    }
    for (std::size_t i = 0; i < old.size(); ++i)
        if (!stays[i])
            changes.areas.push_back(old[i].rect);
}

void CanvasScene::rebuild(const LevelView& editor)
{
    const bool isSameLevel = m_leftToRight == editor.leftToRight() && m_path == editor.path();
    m_leftToRight = editor.leftToRight();
    m_path = editor.path();
    const Level& level = editor.level();
    SceneChanges changes;
    changes.all = !isSameLevel || !m_unshifted.empty();
    takeNodes(editor, isSameLevel, changes);
    color(editor);
    m_index.clear();
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_index[m_nodes[i].node->id.value] = i;
        for (ScenePort& port : m_nodes[i].inputs)
            port.connected = false;
        for (ScenePort& port : m_nodes[i].outputs) {
            port.connected = false;
            port.portal.clear();
            port.tag = {};
        }
    }
    for (const auto& [output, name] : level.portals)
        if (const auto found = m_index.find(output.node.value); found != m_index.end())
            for (ScenePort& port : m_nodes[found->second].outputs)
                if (port.id == output.port)
                    port.portal = QString::fromStdString(name);
    m_frames = level.frames;
    sumFrames(editor);
    std::vector<SceneWire> old = std::move(m_wires);
    std::size_t next = 0; // of `old`; wires keep their order
    m_wires.clear();
    m_wires.reserve(level.wires.size());
    for (const Wire& wire : level.wires) {
        const auto from = m_index.find(wire.from.node.value), to = m_index.find(wire.to.node.value);
        if (from == m_index.end() || to == m_index.end())
            continue;
        SceneWire item;
        item.wire = wire;
        item.from = from->second;
        item.to = to->second;
        auto& outputs = m_nodes[item.from].outputs;
        auto& inputs = m_nodes[item.to].inputs;
        const auto byId = [](std::vector<ScenePort>& ports, const std::string& id) {
            return std::find_if(ports.begin(), ports.end(), [&](const ScenePort& port) { return port.id == id; });
        };
        const auto output = byId(outputs, wire.from.port), input = byId(inputs, wire.to.port);
        if (output == outputs.end() || input == inputs.end())
            continue;
        item.fromPort = static_cast<std::size_t>(output - outputs.begin());
        item.toPort = static_cast<std::size_t>(input - inputs.begin());
        item.kind = output->kind;
        item.portal = output->portal;
        const bool first = !output->connected;
        output->connected = input->connected = true;
        if (first && item.portal.isEmpty() && editor.shapeLabels() != ShapeLabels::Off)
            item.label = output->shape;
        item.showsLabel = editor.shapeLabels() == ShapeLabels::All || (editor.shapeLabels() == ShapeLabels::Changes && m_nodes[item.from].changesShape);
        if (m_nodes[item.to].mark == Mark::Error)
            for (const Diagnostic* problem : editor.problems(*m_nodes[item.to].node))
                item.error = item.error || (problem->severity == Severity::Error && problem->port == wire.to.port);
        if (const auto knots = level.knots.find(wire); knots != level.knots.end())
            for (const Position& knot : knots->second)
                item.knots.push_back({knot.x, knot.y});
        takeRoute(item, old, next, changes);
        m_wires.push_back(std::move(item));
    }
    for (; next < old.size(); ++next)
        changes.areas.push_back(old[next].bounds);
    routeChanged(changes);
}

QRectF CanvasScene::bounds() const
{
    QRectF all;
    for (const SceneNode& node : m_nodes)
        all |= node.rect;
    for (const Frame& frame : m_frames)
        all |= boxOf(frame);
    for (const SceneWire& wire : m_wires)
        for (const QPointF knot : wire.knots)
            all |= QRectF(knot - QPointF(4, 4), QSizeF(8, 8));
    return all;
}

QRectF CanvasScene::boundsOf(const std::set<NodeId>& ids) const
{
    QRectF all;
    for (const NodeId id : ids)
        if (const SceneNode* node = find(id))
            all |= node->rect;
    return all;
}

QRectF CanvasScene::reachOf(const std::set<NodeId>& ids) const
{
    QRectF all;
    std::vector<bool> touches(m_nodes.size());
    for (const NodeId id : ids)
        if (const auto found = m_index.find(id.value); found != m_index.end()) {
            const SceneNode& node = m_nodes[found->second];
            touches[found->second] = true;
            all |= node.rect;
            for (const ScenePort& port : node.outputs)
                all |= port.tag;
        }
    for (const SceneWire& wire : m_wires)
        if (touches[wire.from] || touches[wire.to])
            all |= wire.bounds;
    return all;
}

const SceneNode* CanvasScene::find(NodeId id) const
{
    const auto found = m_index.find(id.value);
    return found == m_index.end() ? nullptr : &m_nodes[found->second];
}

const ScenePort* CanvasScene::findPort(const PortRef& ref, bool isOutput) const
{
    const SceneNode* node = find(ref.node);
    if (!node)
        return nullptr;
    for (const ScenePort& port : isOutput ? node->outputs : node->inputs)
        if (port.id == ref.port)
            return &port;
    return nullptr;
}

const SceneNode* CanvasScene::nodeAt(QPointF at) const
{
    for (auto node = m_nodes.rbegin(); node != m_nodes.rend(); ++node)
        if (node->rect.contains(at))
            return &*node;
    return nullptr;
}

std::optional<PortHit> CanvasScene::portAt(QPointF at, double radius) const
{
    std::optional<PortHit> best;
    double nearestSoFar = radius * radius;
    for (const SceneNode& node : m_nodes) {
        if (!node.rect.adjusted(-radius, -radius, radius, radius).contains(at))
            continue;
        const auto look = [&](const std::vector<ScenePort>& ports, bool output) {
            for (const ScenePort& port : ports)
                if (const QPointF off = port.at - at; QPointF::dotProduct(off, off) <= nearestSoFar) {
                    nearestSoFar = QPointF::dotProduct(off, off);
                    best = PortHit{{node.node->id, port.id}, output, port.at};
                }
        };
        look(node.inputs, false);
        look(node.outputs, true);
    }
    return best;
}

const SceneWire* CanvasScene::wireAt(QPointF at, double tolerance) const
{
    const SceneWire* best = nullptr;
    for (const SceneWire& wire : m_wires)
        if (wire.tag.contains(at))
            return &wire;
    for (const SceneWire& wire : m_wires)
        if (wire.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(at))
            if (const double distance = distanceTo(wire.route.points, at); distance <= tolerance) {
                tolerance = distance;
                best = &wire;
            }
    return best;
}

std::set<NodeId> CanvasScene::nodesTouching(const QRectF& area) const
{
    std::set<NodeId> ids;
    for (const SceneNode& node : m_nodes)
        if (node.rect.intersects(area))
            ids.insert(node.node->id);
    return ids;
}

std::optional<KnotRef> CanvasScene::knotAt(QPointF at, double radius) const
{
    std::optional<KnotRef> best;
    double nearest = radius * radius;
    for (const SceneWire& wire : m_wires)
        for (std::size_t i = 0; i < wire.knots.size(); ++i)
            if (const QPointF off = wire.knots[i] - at; QPointF::dotProduct(off, off) <= nearest) {
                nearest = QPointF::dotProduct(off, off);
                best = KnotRef{wire.wire, i};
            }
    return best;
}

const Frame* CanvasScene::frameAt(QPointF at, double px) const
{
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        const QRectF box = boxOf(*frame);
        const double edge = kFrameEdge * px;
        const double above = !frame->note && px * kFrameTitleAbove > 1 ? kFrameStrip * px : edge;
        if (!box.adjusted(-edge, -above, edge, edge).contains(at))
            continue;
        if (frame->note || at.y() <= box.top() + kFrameHead * px || !box.adjusted(edge, edge, -edge, -edge).contains(at))
            return &*frame;
    }
    return nullptr;
}

void CanvasScene::showFrameAt(std::uint64_t id, const QRectF& box)
{
    for (Frame& frame : m_frames)
        if (frame.id == id) {
            frame.position = {box.left(), box.top()};
            frame.width = box.width();
            frame.height = box.height();
        }
}

std::set<KnotRef> CanvasScene::knotsTouching(const QRectF& area) const
{
    std::set<KnotRef> found;
    for (const SceneWire& wire : m_wires)
        for (std::size_t i = 0; i < wire.knots.size(); ++i)
            if (area.contains(wire.knots[i]))
                found.insert({wire.wire, i});
    return found;
}

std::size_t CanvasScene::legAt(const SceneWire& wire, QPointF at) const
{
    if (wire.knots.empty())
        return 0;
    std::size_t best = 0;
    double nearest = 1e18;
    for (std::size_t i = 1; i < wire.route.points.size(); ++i)
        if (const double distance = distanceTo({wire.route.points[i - 1], wire.route.points[i]}, at); distance < nearest) {
            nearest = distance;
            best = (i - 1) / kPiecesOfLeg;
        }
    return std::min(best, wire.knots.size());
}

std::vector<std::pair<const SceneWire*, QPointF>> CanvasScene::wiresAcross(QPointF a, QPointF b) const
{
    std::vector<std::pair<const SceneWire*, QPointF>> crossed;
    const QLineF stroke(a, b);
    const QRectF room = QRectF(a, b).normalized().adjusted(-1, -1, 1, 1);
    for (const SceneWire& wire : m_wires) {
        if (!wire.bounds.intersects(room))
            continue;
        for (std::size_t i = 1; i < wire.route.points.size(); ++i) {
            QPointF place;
            if (stroke.intersects(QLineF(wire.route.points[i - 1], wire.route.points[i]), &place) == QLineF::BoundedIntersection) {
                crossed.emplace_back(&wire, place);
                break;
            }
        }
    }
    return crossed;
}

void CanvasScene::shift(const std::set<NodeId>& ids, const std::set<KnotRef>& knots, QPointF by)
{
    if (m_unshifted.empty()) {
        for (const SceneNode& node : m_nodes)
            m_unshifted.push_back(node.rect.topLeft());
        for (const SceneWire& wire : m_wires)
            m_unshiftedKnots.push_back(wire.knots);
    }
    std::vector<bool> moved(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (ids.contains(m_nodes[i].node->id)) {
            moved[i] = true;
            m_nodes[i].rect.moveTopLeft(m_unshifted[i] + by);
            placePorts(m_nodes[i]);
        }
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        SceneWire& wire = m_wires[i];
        const bool isCarried = !wire.knots.empty() && moved[wire.from] && moved[wire.to];
        for (std::size_t k = 0; k < wire.knots.size(); ++k)
            if (isCarried || knots.contains({wire.wire, k}))
                wire.knots[k] = m_unshiftedKnots[i][k] + by;
    }
    routeMoved(moved);
}

} // namespace nodegrad
