#pragma once
// Looks for nodes in the whole design, over all levels.

#include <memory>

#include "ui/canvas/design_editor.h"
#include "ui/canvas/search_query.h"

namespace nodegrad {

/// A node, and the level in which it was found.
struct FoundNode {
    std::shared_ptr<const std::vector<std::string>> path; ///< names of the module nodes that lead to its level
    NodeId node;
    bool operator==(const FoundNode& other) const { return node == other.node && *path == *other.path; }
};

struct Findings {
    std::vector<FoundNode> nodes; ///< in order of execution, a module before its inside
    QString problem;              ///< of the text: see SearchQuery
    bool isCut = false;           ///< the design unfolds to more nodes than are looked at
};

/// Keeps the texts of all nodes between two searches. UI thread.
class NodeSearch {
public:
    explicit NodeSearch(const DesignEditor* editor) : m_editor(editor) {}
    /// The design or what is known of it changed.
    void forget() { m_entries.clear(); }
    /// A word is looked for in name, title and type; where nothing has the word itself, its letters in order count, or one slip of
    /// the finger. A text without terms finds nothing.
    Findings find(const QString& text);

private:
    struct Entry {
        std::shared_ptr<const std::vector<std::string>> path;
        NodePtr node;
        std::string plainPath;
        const LayerType* type = nullptr;
        QString name, title;
        const QStringList* typeWords = nullptr;
    };
    void fill();
    bool matches(const Entry& entry, const SearchTerm& term, bool loosely) const;
    bool hasState(const Entry& entry, NodeState state) const;
    const QStringList& wordsOf(const Node& node, const LayerType* type);
    const DesignEditor* m_editor;
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, QStringList> m_typeWords;
    bool m_isCut = false;
};

} // namespace nodegrad
