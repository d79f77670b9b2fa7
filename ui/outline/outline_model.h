#pragma once
// The design as a tree: modules are branches, nodes stand in the order of execution.

#include <memory>
#include <vector>

#include <QAbstractItemModel>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/design_editor.h"

namespace nodegrad {

/// Rows of a level are made when it is first unfolded; sync() then changes only what differs, so that views keep what is unfolded
/// and chosen. UI thread.
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum OutlineRole {
        LayerRole = Qt::UserRole, ///< title of the layer: "Conv2D"
        CategoryRole,             ///< "conv", for icon and colour
        CountRole,                ///< parameters, as text; "" when none are known
        MarkRole,                 ///< a Mark, as int
        ProblemRole               ///< first problem of the node, or of what is inside a module; "" when there is none
    };

    explicit OutlineModel(DesignEditor* editor, QObject* parent = nullptr);
    ~OutlineModel() override;
    void setEditor(DesignEditor* editor) { m_editor = editor; } ///< another one of the same design

    /// Follows the design to what it is now.
    void sync();
    /// Another project: everything anew.
    void reset();
    /// Problems, counts: all rows tell theirs again.
    void factsChanged();

    NodeId nodeAt(const QModelIndex& index) const;
    /// Names of the module nodes that lead to the level of the row.
    std::vector<std::string> pathAt(const QModelIndex& index) const;
    /// The branch of a level, with its rows made; invalid for the root and for what is not there.
    QModelIndex branchOf(const std::vector<std::string>& path);
    /// Row numbers below `branch` of these nodes, ascending.
    std::vector<int> rowsOf(const QModelIndex& branch, const std::set<NodeId>& nodes) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return 1; }
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row;
    Row* rowOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Row& row) const;
    LevelPtr levelBelow(const Row& row) const;
    std::string plainPathOf(const Row& row) const;
    void syncBranch(Row& branch);
    void removeGone(Row& branch, const std::vector<NodePtr>& wanted);
    void insertNew(Row& branch, const std::vector<NodePtr>& wanted);
    void reorder(Row& branch, const std::vector<NodePtr>& wanted);
    void forgetBelow(Row& branch);
    DesignEditor* m_editor;
    std::unique_ptr<Row> m_root;
    bool m_isChanging = false;  ///< rows come and go: views that ask for more meanwhile wait
};

} // namespace nodegrad
