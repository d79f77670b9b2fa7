// The nodes of a scene: what each says, from its value and from what is known of it.
#include "ui/canvas/canvas_scene.h"

#include <algorithm>

#include "core/ops/op_type.h"
#include "ui/canvas/layer_kinds.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/widgets/number_text.h"

namespace nodegrad {

namespace {

constexpr double kPortPitch = 40;
constexpr double kCards = 8;             ///< of a module, over its lower right corner

QString kindText(Kind kind)
{
    return QString::fromStdString(kindId(kind == Kind::Label ? Kind::Scalar : kind));
}

/// "1 × 8 × 8": a shape without its batch.
QString sampleText(const Spec& spec)
{
    return QString::fromStdString(shapeText(Shape(spec.shape.begin() + (spec.shape.empty() ? 0 : 1), spec.shape.end())));
}

/// Wires run between the same places.
bool isSamePlace(const SceneNode& a, const SceneNode& b)
{
    const auto same = [](const std::vector<ScenePort>& one, const std::vector<ScenePort>& other) {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const ScenePort& x, const ScenePort& y) { return x.at == y.at && x.id == y.id; });
    };
    return a.rect == b.rect && same(a.inputs, b.inputs) && same(a.outputs, b.outputs);
}

bool isSamePort(const ScenePort& a, const ScenePort& b)
{
    return a.id == b.id && a.title == b.title && a.kind == b.kind && a.optional == b.optional && a.shape == b.shape && a.portal == b.portal;
}

/// Two values of one node, at the same place, are drawn alike, and so are their wires.
bool isSameLook(const SceneNode& a, const SceneNode& b)
{
    const auto same = [](const std::vector<ScenePort>& one, const std::vector<ScenePort>& other) { return std::equal(one.begin(), one.end(), other.begin(), other.end(), isSamePort); };
    return a.title == b.title && a.kind == b.kind && a.summary == b.summary && a.count == b.count && a.category == b.category && a.hiddenPorts == b.hiddenPorts &&
           a.heat == b.heat && a.mark == b.mark && a.problems == b.problems && a.changesShape == b.changesShape && a.isModule == b.isModule && a.repeat == b.repeat &&
           a.insideOrigin == b.insideOrigin && (a.unfolded == nullptr) == (b.unfolded == nullptr) && a.node->bypassed == b.node->bypassed &&
           a.node->frozen == b.node->frozen && a.node->collapsed == b.node->collapsed && same(a.inputs, b.inputs) && same(a.outputs, b.outputs);
}

int errorsOf(const SceneNode& node)
{
    return node.mark == Mark::Error ? node.problems : 0;
}

/// In a map of the design.
bool isSameInMap(const SceneNode& a, const SceneNode& b)
{
    return a.rect == b.rect && a.category == b.category && a.node->type == b.node->type && errorsOf(a) == errorsOf(b);
}

QRectF shownBox(const SceneNode& node)
{
    QRectF box = node.isModule ? node.rect.adjusted(0, 0, kCards, kCards) : node.rect;
    for (const ScenePort& port : node.outputs)
        box |= port.tag;
    return box;
}

/// What wires said of the ports, where they are the same ports. False when they are others.
bool keepPorts(const SceneNode& from, SceneNode& to)
{
    const auto keep = [](const std::vector<ScenePort>& known, std::vector<ScenePort>& ports) {
        if (!std::equal(known.begin(), known.end(), ports.begin(), ports.end(), [](const ScenePort& a, const ScenePort& b) { return a.id == b.id; }))
            return false;
        for (std::size_t i = 0; i < ports.size(); ++i) {
            ports[i].connected = known[i].connected;
            ports[i].portal = known[i].portal;
            ports[i].tag = known[i].tag;
        }
        return true;
    };
    const bool hasSameInputs = keep(from.inputs, to.inputs);
    return keep(from.outputs, to.outputs) && hasSameInputs;
}

/// Says what lies in a module, or goes by the wires.
bool isWatched(const Node& node)
{
    return node.type == kModuleType || node.hidesFreePorts;
}

/// What was worked out for an instance still holds.
bool isSameModule(const LevelView& view, const SceneNode& item)
{
    const ModuleDefinition* module = view.graph().module(item.node->definition);
    return !item.node->unfolded && module && item.inside == module->level && module->exposed.empty() && item.kind == view.titleOf(*item.node);
}

} // namespace

/// Brings the nodes into the order of the level; one that is new is empty.
void CanvasScene::matchNodes(const Level& level, SceneChanges& changes)
{
    const auto isSame = [](const NodePtr& a, const NodePtr& b) { return a == b || a->id == b->id; };
    if (m_level && std::equal(m_level->nodes.begin(), m_level->nodes.end(), level.nodes.begin(), level.nodes.end(), isSame))
        return;
    changes.order = changes.news.map = true;
    std::vector<SceneNode> old = std::exchange(m_nodes, std::vector<SceneNode>(level.nodes.size()));
    std::vector<bool> stays(old.size());
    std::size_t highest = 0;
    for (std::size_t i = 0; i < level.nodes.size(); ++i)
        if (const auto known = m_index.find(level.nodes[i]->id.value); known != m_index.end()) {
            m_nodes[i] = std::move(old[known->second]);
            stays[known->second] = true;
            changes.news.all = changes.news.all || known->second < highest; // what lay above another may lie below it
            highest = std::max(highest, known->second);
        }
    for (std::size_t i = 0; i < old.size(); ++i)
        if (!stays[i]) {
            changes.areas.push_back(old[i].rect);
            changes.news.areas.push_back(shownBox(old[i]));
        }
    m_index.clear();
    m_watched.clear();
    m_grid.reset();
    for (std::size_t i = 0; i < level.nodes.size(); ++i) {
        m_index[level.nodes[i]->id.value] = i;
        if (isWatched(*level.nodes[i]))
            m_watched.insert(i);
    }
}

void CanvasScene::noteUsedPorts(const Level& level)
{
    m_usedInputs.clear();
    m_usedOutputs.clear();
    if (std::none_of(m_watched.begin(), m_watched.end(), [&](std::size_t i) { return level.nodes[i]->hidesFreePorts; }))
        return;
    for (const Wire& wire : level.wires) {
        m_usedInputs.insert(wire.to);
        m_usedOutputs.insert(wire.from);
    }
}

/// Looks at nodes with another value, at those of which something else is known, and at the few that say more than these two.
void CanvasScene::takeNodes(const LevelView& view, SceneChanges& changes)
{
    const Level& level = view.level();
    matchNodes(level, changes);
    const std::size_t count = level.nodes.size();
    changes.told.assign(count, false);
    changes.nodes.assign(count, false);
    const auto isOther = [&](std::size_t i) { return changes.order || !m_level ? m_nodes[i].node != level.nodes[i] : m_level->nodes[i] != level.nodes[i]; };
    for (std::size_t i = 0; i < count; ++i)
        if (isOther(i)) {
            if (isWatched(*level.nodes[i]))
                m_watched.insert(i);
            else
                m_watched.erase(i);
        }
    noteUsedPorts(level);
    const bool hasSameFacts = m_level && m_factsNumber == view.factsNumber() && m_heat == view.heat();
    const auto heard = m_level && m_heat == view.heat() ? view.changedFacts(m_factsNumber) : std::nullopt;
    const auto isHeard = [&](const NodePtr& node) { return !hasSameFacts && (!heard || (!heard->empty() && heard->contains(node->name))); };
    changes.facts = !hasSameFacts && (!heard || !heard->empty());
    m_factsNumber = view.factsNumber();
    // What instances say of a layer may change without the layer.
    const ModuleDefinition* shown = view.graph().module(view.definition());
    const bool exposesSome = shown && !shown->exposed.empty();
    const bool hasShifted = !changes.shifted.empty();
    for (std::size_t i = 0; i < count; ++i) {
        const NodePtr& node = level.nodes[i];
        if (isOther(i) || exposesSome || (changes.facts && node->type == kInputType) || (hasShifted && changes.shifted.contains(node->id)) ||
            (!m_watched.empty() && m_watched.contains(i) && (node->hidesFreePorts || !isSameModule(view, m_nodes[i]))))
            takeNode(view, i, node, changes);
        else if (changes.facts && isHeard(node))
            hear(view, i, changes);
    }
}

/// Something else may be known of a node that is the same value.
void CanvasScene::hear(const LevelView& view, std::size_t index, SceneChanges& changes)
{
    SceneNode& item = m_nodes[index];
    const int before = errorsOf(item);
    const bool isNews = learnFacts(view, item);
    changes.told[index] = isNews || item.mark == Mark::Error; // which input an error is about is seen at the wire
    changes.news.map = changes.news.map || before != errorsOf(item);
    if (isNews)
        changes.news.areas.push_back(shownBox(item));
}

void CanvasScene::takeNode(const LevelView& view, std::size_t index, const NodePtr& node, SceneChanges& changes)
{
    SceneNode& item = m_nodes[index];
    SceneNode fresh = makeNode(view, node);
    learnFacts(view, fresh);
    if (!item.node) {
        unfold(view, fresh);
        changes.ports = true;
        changes.told[index] = changes.nodes[index] = true;
        changes.areas.push_back(fresh.rect);
        changes.news.areas.push_back(shownBox(fresh));
        item = std::move(fresh);
        return;
    }
    fresh.unfolded = item.unfolded;
    if (view.heat() != HeatMode::Off && m_heat != HeatMode::Off) { // color() follows
        fresh.heat = item.heat;
        fresh.count = item.count;
    }
    const bool isOtherInside = unfold(view, fresh);
    const bool hasOtherPorts = !keepPorts(item, fresh);
    changes.ports = changes.ports || hasOtherPorts;
    const bool isMoved = changes.shifted.contains(node->id) || !isSamePlace(item, fresh);
    if (isMoved) {
        changes.nodes[index] = true;
        changes.areas.push_back(item.rect);
        changes.areas.push_back(fresh.rect);
    }
    const bool isNews = hasOtherPorts || !isSameLook(item, fresh);
    changes.told[index] = isNews || fresh.mark == Mark::Error;
    if (isMoved || isNews || isOtherInside) {
        changes.news.areas.push_back(shownBox(item));
        changes.news.areas.push_back(shownBox(fresh));
        changes.news.map = changes.news.map || isOtherInside || !isSameInMap(item, fresh);
    }
    item = std::move(fresh);
}

SceneNode CanvasScene::makeNode(const LevelView& view, const NodePtr& node) const
{
    SceneNode item;
    item.node = node;
    item.isModule = node->type == kModuleType;
    item.rect = nodeBox(view.graph(), *node);
    item.title = view.labelOf(*node);
    item.kind = view.titleOf(*node);
    const Ports all = portsOf(view.graph(), view.definition(), *node);
    const Ports ports = node->hidesFreePorts ? DesignEditor::shownPorts(*node, all, [this](const PortRef& port, bool isOutput) { return (isOutput ? m_usedOutputs : m_usedInputs).contains(port); }) : all;
    item.hiddenPorts = static_cast<int>(all.inputs.size() + all.outputs.size() - ports.inputs.size() - ports.outputs.size());
    for (const Port& port : ports.inputs)
        item.inputs.push_back({port.id, coreText(port.title), {}, {}, false, port.optional});
    for (const Port& port : ports.outputs)
        item.outputs.push_back({port.id, coreText(port.title), {}, {}, false, port.optional});
    const LayerType* type = findLayer(node->type);
    if (item.isModule) {
        item.category = QStringLiteral("composite");
        if (const ModuleDefinition* module = view.graph().module(node->definition)) {
            item.inside = module->level;
            const auto isPort = [](const NodePtr& inner) { return inner->type == kModuleInputType || inner->type == kModuleOutputType; };
            const auto count = std::count_if(module->level->nodes.begin(), module->level->nodes.end(), [&](const NodePtr& n) { return !isPort(n); });
            const ParamValues values = view.valuesHere(*node);
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
        item.summary = QString::fromStdString(layerSummary(*type, completed(view.valuesHere(*node), type->params)));
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

bool changesShape(const NodeFacts* facts)
{
    const auto shapeOf = [](const Specs& specs) { return specs.empty() || isAbsent(specs.front()) ? Shape() : specs.front().shape; };
    return !facts || facts->inputs.empty() || !(shapeOf(facts->inputs) == shapeOf(facts->outputs));
}

bool CanvasScene::learnFacts(const LevelView& view, SceneNode& item) const
{
    const Node& node = *item.node;
    const NodeFacts* facts = view.facts(node);
    const LayerType* type = findLayer(node.type);
    static const UsualKinds none;
    const UsualKinds& usual = type ? usualKinds(*type) : none;
    Mark worst = Mark::None;
    int problems = 0;
    for (const Diagnostic* problem : view.problems(node)) {
        const Mark mark = problem->severity == Severity::Error ? Mark::Error : problem->severity == Severity::Warning ? Mark::Warning : Mark::Advice;
        if (mark > worst)
            problems = 0;
        worst = std::max(worst, mark);
        problems += mark == worst ? 1 : 0;
    }
    bool isNews = take(item.mark, worst);
    isNews |= take(item.problems, problems);
    isNews |= take(item.changesShape, changesShape(facts));
    const auto kinds = [&](std::vector<ScenePort>& ports, const Specs* specs, const std::vector<Kind>& expected) {
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const bool known = specs && i < specs->size() && !isAbsent((*specs)[i]);
            isNews |= take(ports[i].kind, known ? kindText((*specs)[i].kind) : expected.empty() ? QString() : kindText(expected[std::min(i, expected.size() - 1)]));
            isNews |= take(ports[i].shape, known ? QString::fromStdString(shapeText((*specs)[i].shape)) : QString());
        }
    };
    // A layer with a problem shows what it wants, not what it gets.
    kinds(item.inputs, facts && item.mark != Mark::Error ? &facts->inputs : nullptr, usual.inputs);
    kinds(item.outputs, facts ? &facts->outputs : nullptr, usual.outputs);
    QString count;
    const bool knowsOutput = facts && !facts->outputs.empty() && !isAbsent(facts->outputs.front());
    if (node.type == kInputType && knowsOutput) {
        isNews |= take(item.summary, sampleText(facts->outputs.front()));
        count = coreText(kindName(facts->outputs.front().kind));
    } else if (node.type == kOutputType && facts && !facts->inputs.empty() && !isAbsent(facts->inputs.front())) {
        const LossType* loss = type ? findLoss(completed(node.params, type->params).text("loss")) : nullptr;
        const QString size = sampleText(facts->inputs.front());
        count = loss && loss->compares == Compares::Classes ? QObject::tr("%1 classes").arg(size) : size;
    } else if (facts && facts->parameters > 0) {
        count = thousandsText(facts->parameters);
    } else if (item.mark == Mark::Error && !knowsOutput && node.type != kInputType && node.type != kOutputType) {
        count = QObject::tr("unknown");
    }
    return take(item.count, count) || isNews;
}

} // namespace nodegrad
