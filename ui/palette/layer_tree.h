#pragma once
// The tree of the palette: categories with counts, layers with icons.

#include <QSet>
#include <QTreeWidget>

#include "ui/canvas/layer_search.h"

namespace nodegrad {

class LayerTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit LayerTree(QWidget* parent = nullptr);
    /// Categories in the catalogue's order; folded and unfolded ones stay so.
    void showCategories(const std::vector<LayerChoice>& choices);
    /// A flat list, best first; the first is current.
    void showHits(const std::vector<LayerChoice>& choices);
    /// Id of the current layer; "" on a category.
    QString currentLayer() const;
    QTreeWidgetItem* findLayer(const QString& id) const;

signals:
    void layerActivated(const QString& layer);

protected:
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    void startDrag(Qt::DropActions actions) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QTreeWidgetItem* addLayer(QTreeWidgetItem* parent, const LayerChoice& choice);
    QSet<QString> m_open;
};

} // namespace nodegrad
