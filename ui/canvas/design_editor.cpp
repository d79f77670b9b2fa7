#include "ui/canvas/design_editor.h"

#include <algorithm>
#include <unordered_set>

#include "core/analysis/receptive_field.h"
#include "core/base/text.h"
#include "core/lowering/by_severity.h"
#include "core/ops/op_type.h"
#include "core/project/moved_nodes.h"
#include "core/project/ready_modules.h"
#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/session/settings_store.h"

namespace nodegrad {

namespace {

constexpr std::size_t kRecentCount = 4;
constexpr std::size_t kMostChosen = 500; ///< steps whose selection is kept
constexpr const char* kLabelsKey = "canvas/shape_labels";
constexpr const char* kModuleStem = "block"; ///< names of modules that were made of layers

bool hasKnot(const Level& level, const KnotRef& knot)
{
    const auto found = level.knots.find(knot.wire);
    return found != level.knots.end() && knot.index < found->second.size();
}

} // namespace

DesignEditor::DesignEditor(const PageContext& context, QObject* parent)
    : QObject(parent), m_context(context), m_trial(std::make_unique<Lowerer>())
{
    readRecent();
    const int labels = settingsStore().value(QLatin1String(kLabelsKey), static_cast<int>(m_shapeLabels)).toInt();
    m_shapeLabels = static_cast<ShapeLabels>(std::clamp(labels, 0, static_cast<int>(ShapeLabels::All)));
    connect(session(), &Session::projectReplaced, this, [this] {
        m_path.clear();
        m_definition.clear();
        forgetSelection();
        m_chosen.clear();
        m_step = session()->stepSerial();
        m_graph = graph();
        m_pasteShift = 0;
        m_design = session()->design();
        emit levelChanged();
        emit selectionChanged();
    });
    connect(session(), &Session::projectChanged, this, &DesignEditor::projectChanged);
    connect(session(), &Session::designChanged, this, &DesignEditor::designChanged);
    followRuns();
    designChanged();
}

const Graph& DesignEditor::graph() const
{
    return session()->project().graph;
}

bool DesignEditor::leftToRight() const
{
    return session()->project().leftToRight;
}

const Level& DesignEditor::level() const
{
    const Level* found = graph().level(m_definition);
    return found ? *found : graph().root();
}

void DesignEditor::projectChanged()
{
    auto path = m_path;
    std::optional<std::string> definition;
    while (!(definition = graph().definitionAt(path)))
        path.pop_back();
    const bool moved = path != m_path || *definition != m_definition;
    m_path = std::move(path);
    m_definition = *definition;
    const Level& shown = level();
    const std::size_t before = m_selection.size() + m_knots.size();
    const bool hadFrame = m_frame != 0;
    const bool restored = restoreSelection();
    if (moved)
        forgetSelection();
    if (!findFrame(m_frame))
        m_frame = 0;
    std::erase_if(m_knots, [&](const KnotRef& knot) { return !hasKnot(shown, knot); });
    std::set<NodeId> there;
    for (const NodePtr& node : shown.nodes)
        if (m_selection.contains(node->id))
            there.insert(node->id);
    m_selection = std::move(there);
    const bool lostWire = m_wire && std::find(shown.wires.begin(), shown.wires.end(), *m_wire) == shown.wires.end();
    if (lostWire)
        m_wire.reset();
    if (moved) {
        emit levelChanged();
        emit levelEntered();
    }
    if (moved || restored || lostWire || hadFrame != (m_frame != 0) || before != m_selection.size() + m_knots.size())
        emit selectionChanged();
}

/// What was selected at a step that undo or redo comes back to, where the design was another since.
bool DesignEditor::restoreSelection()
{
    const std::uint64_t left = std::exchange(m_step, session()->stepSerial());
    const bool isOther = !(std::exchange(m_graph, graph()) == graph());
    if (left == m_step)
        return false;
    m_chosen[left] = {m_path, m_selection, m_knots, m_wire, m_frame};
    if (m_chosen.size() > kMostChosen)
        m_chosen.erase(m_chosen.begin());
    const auto found = m_chosen.find(m_step);
    if (!isOther || found == m_chosen.end() || found->second.path != m_path)
        return false;
    const Chosen& then = found->second;
    const bool differs = then.nodes != m_selection || then.knots != m_knots || then.wire != m_wire || then.frame != m_frame;
    m_selection = then.nodes;
    m_knots = then.knots;
    m_wire = then.wire;
    m_frame = then.frame;
    return differs;
}

void DesignEditor::designChanged()
{
    m_design = session()->design();
    emit factsChanged();
}

void DesignEditor::setPath(std::vector<std::string> path)
{
    const auto definition = graph().definitionAt(path);
    if (!definition || path == m_path)
        return;
    m_path = std::move(path);
    m_definition = *definition;
    forgetSelection();
    emit levelChanged();
    emit levelEntered();
    emit selectionChanged();
}

bool DesignEditor::enter(NodeId module)
{
    const Node* node = level().find(module);
    if (!node || node->type != kModuleType || !graph().module(node->definition))
        return false;
    auto path = m_path;
    path.push_back(node->name);
    setPath(std::move(path));
    return true;
}

std::vector<FormatSupport> DesignEditor::supportOf(const Node& node) const
{
    return exportSupport(m_design->lowered->program, pathOf(node), node.type);
}

std::optional<std::string> DesignEditor::receptiveFieldOf(const Node& node) const
{
    const Program& program = m_design->lowered->program;
    const std::string path = pathOf(node);
    for (const OpCall& call : program.ops) // of a repeated module, the first repeat
        if (plainPath(call.origin) == path) {
            const auto field = receptiveField(program, call.origin);
            return field ? std::optional(fieldText(*field)) : std::nullopt;
        }
    return std::nullopt;
}

void DesignEditor::setShapeLabels(ShapeLabels labels)
{
    if (std::exchange(m_shapeLabels, labels) == labels)
        return;
    settingsStore().setValue(QLatin1String(kLabelsKey), static_cast<int>(labels));
    emit shapeLabelsChanged();
}

void DesignEditor::leave()
{
    if (m_path.empty())
        return;
    auto path = m_path;
    const std::string name = path.back();
    path.pop_back();
    setPath(std::move(path));
    if (const Node* node = level().findByName(name))
        select({node->id});
}

bool DesignEditor::showNode(const QString& nodePath)
{
    const NodeAtPath place = nodeAtPath(graph(), nodePath.toStdString());
    return place.node && show(place.level, place.node->id);
}

bool DesignEditor::show(const std::vector<std::string>& path, NodeId node)
{
    const auto definition = graph().definitionAt(path);
    if (!definition || !graph().level(*definition)->find(node))
        return false;
    setPath(path);
    select({node});
    emit nodeShown(node);
    return true;
}

const Node* DesignEditor::current() const
{
    return m_selection.size() == 1 ? level().find(*m_selection.begin()) : nullptr;
}

void DesignEditor::forgetSelection()
{
    m_selection.clear();
    m_knots.clear();
    m_wire.reset();
    m_frame = 0;
}

void DesignEditor::select(std::set<NodeId> nodes)
{
    select(std::move(nodes), {});
}

void DesignEditor::select(std::set<NodeId> nodes, std::set<KnotRef> knots)
{
    const Level& shown = level();
    std::unordered_set<std::uint64_t> known;
    for (const NodePtr& node : shown.nodes)
        known.insert(node->id.value);
    std::erase_if(nodes, [&](NodeId id) { return !known.contains(id.value); });
    std::erase_if(knots, [&](const KnotRef& knot) { return !hasKnot(shown, knot); });
    if (nodes == m_selection && knots == m_knots && !m_wire && m_frame == 0)
        return;
    forgetSelection();
    m_selection = std::move(nodes);
    m_knots = std::move(knots);
    session()->closeStep();
    emit selectionChanged();
}

void DesignEditor::selectWire(const Wire& wire)
{
    forgetSelection();
    m_wire = wire;
    emit selectionChanged();
}

void DesignEditor::selectAs(const DesignEditor& other)
{
    const Level& shown = level();
    std::set<NodeId> nodes;
    for (const NodePtr& node : shown.nodes)
        if (other.m_selection.contains(node->id))
            nodes.insert(node->id);
    std::set<KnotRef> knots = other.m_knots;
    std::erase_if(knots, [&](const KnotRef& knot) { return !hasKnot(shown, knot); });
    const bool hasWire = other.m_wire && std::find(shown.wires.begin(), shown.wires.end(), *other.m_wire) != shown.wires.end();
    const auto wire = hasWire ? other.m_wire : std::nullopt;
    const std::uint64_t frame = findFrame(other.m_frame) ? other.m_frame : 0;
    if (nodes == m_selection && knots == m_knots && wire == m_wire && frame == m_frame)
        return;
    m_selection = std::move(nodes);
    m_knots = std::move(knots);
    m_wire = wire;
    m_frame = frame;
    emit selectionChanged();
}

void DesignEditor::selectAll()
{
    std::set<NodeId> all;
    for (const NodePtr& node : level().nodes)
        all.insert(node->id);
    select(std::move(all));
}

bool DesignEditor::nextProblem()
{
    std::vector<std::string> paths;
    for (const Diagnostic* diagnostic : bySeverity(m_design->lowered->diagnostics))
        if (!diagnostic->node.empty() && std::find(paths.begin(), paths.end(), diagnostic->node) == paths.end())
            paths.push_back(diagnostic->node);
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (showNode(QString::fromStdString(paths[m_nextProblem++ % paths.size()])))
            return true;
    notify(tr("No problems."));
    return false;
}

std::string DesignEditor::pathOf(const Node& node) const
{
    std::vector<std::string> parts = m_path;
    parts.push_back(node.name);
    return joined(parts, ".");
}

const NodeFacts* DesignEditor::facts(const Node& node) const
{
    return factsAt(pathOf(node));
}

const NodeFacts* DesignEditor::factsAt(const std::string& path) const
{
    return m_design->index->factsAt(path);
}

std::uint64_t DesignEditor::factsNumber() const
{
    return m_design->index->number();
}

const std::set<std::string>* DesignEditor::changedFacts(std::uint64_t since) const
{
    return m_design->index->changedSince(since);
}

const std::vector<const Diagnostic*>& DesignEditor::problems(const Node& node) const
{
    return problemsAt(pathOf(node));
}

const std::vector<const Diagnostic*>& DesignEditor::problemsAt(const std::string& path) const
{
    return m_design->index->problemsAt(path);
}

std::optional<Spec> DesignEditor::outputSpec(const PortRef& output) const
{
    const Node* node = level().find(output.node);
    const NodeFacts* known = node ? facts(*node) : nullptr;
    if (!known)
        return std::nullopt;
    const Ports ports = portsOf(graph(), m_definition, *node);
    for (std::size_t i = 0; i < ports.outputs.size() && i < known->outputs.size(); ++i)
        if (ports.outputs[i].id == output.port && !isAbsent(known->outputs[i]))
            return known->outputs[i];
    return std::nullopt;
}

std::size_t DesignEditor::placeOf(const Node& node) const
{
    std::vector<const Node*> circle, order = topologicalOrder(level(), &circle);
    order.insert(order.end(), circle.begin(), circle.end());
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), &node) - order.begin()) + 1;
}

QString DesignEditor::titleOfLayer(const std::string& layer) const
{
    if (layer.starts_with(kReadyPrefix)) {
        const ReadyModule* ready = findReadyModule(layer.substr(std::string(kReadyPrefix).size()));
        return ready ? coreText(ready->title) : QString::fromStdString(layer);
    }
    Node node;
    node.type = layer;
    if (layer.starts_with(kModulePrefix)) {
        node.type = kModuleType;
        node.definition = layer.substr(std::string(kModulePrefix).size());
    }
    return titleOf(node);
}

QString DesignEditor::titleOf(const Node& node) const
{
    if (!node.title.empty())
        return QString::fromStdString(node.title);
    if (node.type == kModuleType) {
        const ModuleDefinition* module = graph().module(node.definition);
        return module && !module->title.empty() ? QString::fromStdString(module->title) : tr("Module");
    }
    const LayerType* type = findLayer(node.type);
    return QString::fromStdString(type ? type->title : node.type);
}

QString DesignEditor::labelOf(const Node& node) const
{
    const QString title = titleOf(node);
    if (!node.title.empty() || node.name == node.type || title == QString::fromStdString(node.name))
        return title;
    const std::string stem = node.type == kModuleType && node.name.starts_with(kModuleStem) ? kModuleStem : nameStem(node.type);
    const QString name = QString::fromStdString(node.name), number = name.mid(static_cast<qsizetype>(stem.size()));
    bool isNumber = false;
    const int place = number.toInt(&isNumber);
    if (!node.name.starts_with(stem) || !isNumber)
        return QStringLiteral("%1 · %2").arg(title, name);
    const bool isFirst = place == 1 && node.type != kInputType && node.type != kOutputType; // their first one has no number
    return isFirst ? title : QStringLiteral("%1 %2").arg(title, number);
}

void DesignEditor::readRecent()
{
    m_recent.clear();
    for (const QString& layer : settingsStore().value(QStringLiteral("palette/recent")).toStringList())
        if (findLayer(layer.toStdString()) && m_recent.size() < kRecentCount)
            m_recent.push_back(layer.toStdString());
    if (m_recent.empty())
        for (const char* usual : {"conv2d", "relu", "flatten", "dense"})
            if (findLayer(usual))
                m_recent.push_back(usual);
}

void DesignEditor::remember(const std::string& layer)
{
    if (!findLayer(layer))
        return;
    std::erase(m_recent, layer);
    m_recent.insert(m_recent.begin(), layer);
    if (m_recent.size() > kRecentCount)
        m_recent.resize(kRecentCount);
    QStringList names;
    for (const std::string& name : m_recent)
        names << QString::fromStdString(name);
    settingsStore().setValue(QStringLiteral("palette/recent"), names);
    emit recentChanged();
}

void DesignEditor::apply(Graph graph, const QString& step, const QString& mergeKey)
{
    session()->applyGraph(std::move(graph), step, mergeKey);
}

void DesignEditor::applyMoved(Graph graph, const MovedNodes& moved, const QString& step)
{
    Project project = withMovedNodes(session()->project(), moved);
    project.graph = withTiesMoved(std::move(graph), moved);
    session()->apply(std::move(project), step);
}

QString DesignEditor::countText(std::size_t count) const
{
    return count == 1 ? tr("1 layer") : tr("%1 layers").arg(count);
}

QString DesignEditor::selectionText() const
{
    const QString knots = m_knots.size() == 1 ? tr("1 knot") : tr("%1 knots").arg(m_knots.size());
    return m_selection.empty() && !m_knots.empty() ? knots : countText(m_selection.size());
}

void DesignEditor::notify(const QString& text) const
{
    if (m_context.notify)
        m_context.notify(text);
}

void DesignEditor::notify(const Error& error) const
{
    notify(sentenceText(error));
}

} // namespace nodegrad
