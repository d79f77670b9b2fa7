#pragma once
// The outline beside the palette: the whole design as a tree that goes along with the canvas, and does by keyboard what it does.

#include <QTreeView>
#include <QWidget>

#include "ui/canvas/design_editor.h"

class QLabel;

namespace nodegrad {

class OutlineModel;

class OutlinePanel : public QWidget {
    Q_OBJECT
public:
    explicit OutlinePanel(DesignEditor* editor, QWidget* parent = nullptr);
    void setEditor(DesignEditor* editor);     ///< of the view that is current
    QTreeView* tree() const { return m_tree; }
    OutlineModel* model() const { return m_model; }
    /// Puts the keyboard there, on a row.
    void focusTree();

signals:
    void centerWanted(nodegrad::NodeId node); ///< Enter on a layer

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void followDesign();
    void fetchUnfolded(const QModelIndex& branch);
    void followSelection();
    void takeSelection();
    void activate(const QModelIndex& index);
    void remove(bool heal);
    void showEmptiness();
    DesignEditor* m_editor;
    OutlineModel* m_model;
    QTreeView* m_tree;
    QLabel* m_empty;
    bool m_following = false;   ///< what changes in the tree comes from the editor
};

} // namespace nodegrad
