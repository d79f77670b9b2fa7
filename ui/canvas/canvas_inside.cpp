// A layer inside a module that is unfolded: selected and edited where it is drawn, without entering the module.
#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <utility>

namespace nodegrad {

CanvasView::DrawnLevel CanvasView::drawnLevel(const std::vector<std::string>& path) const
{
    const auto& shown = m_editor->path();
    if (path.size() < shown.size() || !std::equal(shown.begin(), shown.end(), path.begin()))
        return {};
    DrawnLevel level{&m_scene, {}};
    for (std::size_t i = shown.size(); i < path.size(); ++i) {
        const auto& nodes = level.scene->nodes();
        const auto module = std::ranges::find_if(nodes, [&](const SceneNode& node) { return node.unfolded && node.node->name == path[i]; });
        if (module == nodes.end())
            return {};
        level = {module->unfolded.get(), level.origin + module->rect.topLeft() + module->insideOrigin};
    }
    return level;
}

void CanvasView::makeInside()
{
    m_inside = new DesignEditor(m_editor->context(), this);
    connect(m_inside, &DesignEditor::selectionChanged, this, [this] {
        if (!m_goesInside)
            followInside();
    });
    // What leads elsewhere leads the view there.
    connect(m_inside, &DesignEditor::levelEntered, this, [this] {
        if (m_goesInside)
            return;
        if (m_inside->path().size() > m_insideDepth)
            m_editor->setPath(std::vector<std::string>(m_inside->path()));
        leaveInside();
    });
    connect(m_inside, &DesignEditor::nodeShown, this, [this](NodeId node) { m_editor->show(std::vector<std::string>(m_inside->path()), node); });
}

bool CanvasView::selectInside(QPointF scene)
{
    const auto nodes = m_scene.nodesAt(scene);
    if (nodes.size() < 2)
        return false;
    std::vector<std::string> path = m_editor->path();
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
        path.push_back(nodes[i]->name);
    if (!m_inside)
        makeInside();
    m_goesInside = true;
    m_insideDepth = path.size();
    m_inside->setPath(std::move(path));
    m_inside->select({nodes.back()->id});
    m_goesInside = false;
    m_editor->select({});
    followInside();
    return true;
}

/// There is something selected that is drawn.
void CanvasView::followInside()
{
    const bool isInside = m_inside && m_inside->current() && !m_editor->hasSelection() && drawnLevel(m_inside->path()).scene != nullptr;
    const bool wasInside = std::exchange(m_isInside, isInside);
    updateAccessible();
    update();
    if (wasInside != isInside)
        emit handChanged();
}

void CanvasView::leaveInside()
{
    if (!m_isInside)
        return;
    m_inside->select({});
    followInside();
}

void CanvasView::enterSelection()
{
    const Node* node = hand()->current();
    if (!node)
        return;
    const NodeId id = node->id;
    if (m_isInside && node->type != kModuleType)
        m_editor->show(std::vector<std::string>(m_inside->path()), id);
    else
        hand()->enter(id);
}

} // namespace nodegrad
