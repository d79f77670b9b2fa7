#pragma once
// A level of the design as it is drawn: the one that the editor shows, or the inside of a module in it that is unfolded.

#include "ui/canvas/design_editor.h"

namespace nodegrad {

/// What it gives has another shape than what it gets, or it gets nothing, or nothing is known.
bool changesShape(const NodeFacts* facts);

class LevelView {
public:
    LevelView(const DesignEditor& editor); // NOLINT: what draws the editor's level takes the editor
    /// The inside of an instance of this level; nothing when it has none, or lies too deep.
    std::optional<LevelView> inside(const Node& instance) const;

    const DesignEditor& editor() const { return *m_editor; }
    const Graph& graph() const { return m_editor->graph(); }
    const std::vector<std::string>& path() const { return m_path; }
    std::uint64_t factsNumber() const { return m_editor->factsNumber(); }
    /// Names of the nodes of this level of which something else is known than at that number; nothing: any.
    std::optional<std::set<std::string>> changedFacts(std::uint64_t since) const;
    const std::string& definition() const { return m_definition; }
    const Level& level() const;
    LevelPtr levelPtr() const;
    bool leftToRight() const { return m_editor->leftToRight(); }
    HeatMode heat() const { return m_editor->heat(); }
    ShapeLabels shapeLabels() const { return m_editor->shapeLabels(); }
    Session* session() const { return m_editor->session(); }
    QString titleOf(const Node& node) const { return m_editor->titleOf(node); }
    QString labelOf(const Node& node) const { return m_editor->labelOf(node); }
    const NodeFacts* facts(const Node& node) const { return m_editor->factsAt(pathOf(node)); }
    const std::vector<const Diagnostic*>& problems(const Node& node) const { return m_editor->problemsAt(pathOf(node)); }
    ParamValues valuesHere(const Node& node) const { return m_editor->valuesAt(m_path, m_definition, node); }
    std::set<NodeId> insideFrame(const Frame& frame) const { return m_editor->insideFrame(level(), frame); }

    std::string pathOf(const Node& node) const;
    const MeasuredLayers& measured() const { return m_editor->measured(); }

private:
    const DesignEditor* m_editor;
    std::vector<std::string> m_path;
    std::string m_definition;
    int m_depth = 0;
};

} // namespace nodegrad
