#include "ui/canvas/unfolded.h"

#include "core/graph/edits.h"
#include "ui/canvas/canvas_scene.h"

namespace nodegrad {

namespace {

constexpr double kSide = 44, kHead = 36, kFoot = 24, kLeastWidth = 240, kLeastHeight = 96;
constexpr int kDeepest = 6; ///< unfolded modules within one another

QSizeF plainSize(const Node& node)
{
    return {kNodeWidth, node.collapsed ? kCollapsedHeight : kNodeHeight};
}

QSizeF sizeOf(const Graph& graph, const Node& node, int depth);

/// Of all nodes and frames of a level.
QRectF boundsOf(const Graph& graph, const Level& level, int depth)
{
    QRectF all;
    for (const NodePtr& node : level.nodes)
        all |= QRectF(QPointF(node->position.x, node->position.y), sizeOf(graph, *node, depth));
    for (const Frame& frame : level.frames)
        all |= boxOf(frame);
    return all;
}

bool isDrawnOpen(const Graph& graph, const Node& node, int depth)
{
    return node.unfolded && node.type == kModuleType && depth < kDeepest && graph.module(node.definition) != nullptr;
}

QSizeF sizeOf(const Graph& graph, const Node& node, int depth)
{
    if (!isDrawnOpen(graph, node, depth))
        return plainSize(node);
    const QSizeF inside = boundsOf(graph, *graph.level(node.definition), depth + 1).size();
    return {std::max(kLeastWidth, inside.width() + 2 * kSide), std::max(kLeastHeight, inside.height() + kHead + kFoot)};
}

/// How a box moves when another one, that was `before`, grows by `more`: what lies behind it by all of it, what lies beside it by half,
/// so that the middle stays where it is.
QPointF wayAside(const QRectF& box, const QRectF& before, QSizeF more, bool leftToRight)
{
    const auto beside = [](double from, double to, double low, double high, double by) { return to <= low + 0.5 ? -by / 2 : from >= high - 0.5 ? by / 2 : 0; };
    if (leftToRight)
        return {box.left() >= before.right() - 0.5 ? more.width() : 0, beside(box.top(), box.bottom(), before.top(), before.bottom(), more.height())};
    return {beside(box.left(), box.right(), before.left(), before.right(), more.width()), box.top() >= before.bottom() - 0.5 ? more.height() : 0};
}

} // namespace

QSizeF nodeSize(const Graph& graph, const Node& node)
{
    return node.unfolded ? sizeOf(graph, node, 0) : plainSize(node);
}

QRectF nodeBox(const Graph& graph, const Node& node)
{
    return {QPointF(node.position.x, node.position.y), nodeSize(graph, node)};
}

QRectF boxOf(const Frame& frame)
{
    return {frame.position.x, frame.position.y, frame.width, frame.height};
}

bool isUnfolded(const Graph& graph, const Node& node)
{
    return isDrawnOpen(graph, node, 0);
}

QPointF insideOrigin(const Graph& graph, const Node& node)
{
    const QRectF inside = boundsOf(graph, *graph.level(node.definition), 1);
    const QSizeF size = nodeSize(graph, node);
    const QPointF corner((size.width() - inside.width()) / 2, kHead);
    return corner - inside.topLeft();
}

Boxes boxesOf(const Graph& graph, const std::string& definition, const std::set<NodeId>& chosen)
{
    Boxes boxes;
    for (const NodePtr& node : graph.level(definition)->nodes)
        (chosen.contains(node->id) ? boxes.chosen : boxes.others).push_back(nodeBox(graph, *node));
    return boxes;
}

Graph withUnfolded(const Graph& graph, const std::string& definition, NodeId instance, bool unfolded, bool leftToRight)
{
    const auto changed = changeNode(graph, definition, instance, [unfolded](Node& node) { node.unfolded = unfolded; });
    if (!changed)
        return graph;
    const Level& level = *graph.level(definition);
    const QRectF before = nodeBox(graph, *level.find(instance));
    const QSizeF more = nodeSize(*changed, *changed->level(definition)->find(instance)) - before.size();
    std::map<NodeId, Position> places;
    for (const NodePtr& node : level.nodes) {
        const QPointF by = node->id == instance ? (leftToRight ? QPointF(0, -more.height() / 2) : QPointF(-more.width() / 2, 0))
                                                : wayAside(nodeBox(graph, *node), before, more, leftToRight);
        if (!by.isNull())
            places[node->id] = {node->position.x + by.x(), node->position.y + by.y()};
    }
    Level moved = *moveNodes(*changed, definition, places).level(definition);
    for (Frame& frame : moved.frames) {
        const QRectF box = boxOf(frame);
        const bool holds = !frame.note && box.contains(before.center());
        const QPointF by = holds ? (leftToRight ? QPointF(0, -more.height() / 2) : QPointF(-more.width() / 2, 0)) : wayAside(box, before, more, leftToRight);
        frame.position = {frame.position.x + by.x(), frame.position.y + by.y()};
        if (holds) {
            frame.width += more.width();
            frame.height += more.height();
        }
    }
    return changed->withLevel(definition, std::move(moved));
}

LevelView::LevelView(const DesignEditor& editor) : m_editor(&editor), m_path(editor.path()), m_definition(editor.definition()) {}

const Level& LevelView::level() const
{
    const Level* found = graph().level(m_definition);
    return found ? *found : graph().root();
}

LevelPtr LevelView::levelPtr() const
{
    const ModuleDefinition* module = m_definition.empty() ? nullptr : graph().module(m_definition);
    return module ? module->level : graph().rootPtr();
}

std::optional<std::set<std::string>> LevelView::changedFacts(std::uint64_t since) const
{
    const std::set<std::string>* paths = m_editor->changedFacts(since);
    if (!paths)
        return std::nullopt;
    std::string prefix;
    for (const std::string& name : m_path)
        prefix += name + '.';
    std::set<std::string> names;
    for (auto path = paths->lower_bound(prefix); path != paths->end() && path->starts_with(prefix); ++path)
        if (path->find('.', prefix.size()) == std::string::npos)
            names.insert(path->substr(prefix.size()));
    return names;
}

std::optional<LevelView> LevelView::inside(const Node& instance) const
{
    if (!isDrawnOpen(graph(), instance, m_depth))
        return std::nullopt;
    LevelView inner = *this;
    inner.m_path.push_back(instance.name);
    inner.m_definition = instance.definition;
    ++inner.m_depth;
    return inner;
}

std::string LevelView::pathOf(const Node& node) const
{
    std::string path;
    for (const std::string& name : m_path)
        path += name + '.';
    return path + node.name;
}

bool CanvasScene::unfold(const LevelView& view, SceneNode& item) const
{
    const auto inside = item.node->unfolded ? view.inside(*item.node) : std::nullopt;
    if (!inside) {
        item.unfolded.reset();
        return false;
    }
    item.rect.setSize(nodeSize(view.graph(), *item.node)); // a module further inside may have unfolded
    item.insideOrigin = insideOrigin(view.graph(), *item.node);
    if (!item.unfolded)
        item.unfolded = std::make_shared<CanvasScene>();
    placePorts(item);
    return !item.unfolded->rebuild(*inside).isNothing();
}

std::vector<NodePtr> CanvasScene::nodesAt(QPointF at) const
{
    std::vector<NodePtr> nodes;
    if (const SceneNode* node = nodeAt(at)) {
        nodes.push_back(node->node);
        if (node->unfolded)
            for (const NodePtr& inner : node->unfolded->nodesAt(at - node->rect.topLeft() - node->insideOrigin))
                nodes.push_back(inner);
    }
    return nodes;
}

} // namespace nodegrad
