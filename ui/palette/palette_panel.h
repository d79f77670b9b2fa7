#pragma once
// All layers, by category: search, recent ones, drag out, double click.

#include <QWidget>

#include "ui/canvas/layer_search.h"

class QHBoxLayout;
class QLabel;

namespace nodegrad {

class LayerTree;
class SearchField;

/// UI thread. Layers are dragged out as kLayerMime.
class PalettePanel : public QWidget {
    Q_OBJECT
public:
    explicit PalettePanel(DesignEditor* editor, QWidget* parent = nullptr);
    void setEditor(DesignEditor* editor); ///< of the view that is current
    SearchField* field() const { return m_search; }
    LayerTree* tree() const { return m_tree; }
    /// Puts the cursor into the search field ("/").
    void focusSearch();

signals:
    /// Enter, double click or a recent tile: add it to the middle of the canvas.
    void layerChosen(const QString& layer);

private:
    void follow();
    void fill();
    void fillRecent();
    DesignEditor* m_editor;
    SearchField* m_search;
    QWidget* m_recentBox;
    QHBoxLayout* m_recent;
    LayerTree* m_tree;
    QLabel* m_none;
    QStringList m_shownModules;
};

} // namespace nodegrad
