#include "ui/palette/layer_tree.h"

#include <QDrag>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr int kRow = 26;
constexpr int kIdRole = Qt::UserRole, kCategoryRole = Qt::UserRole + 1, kCountRole = Qt::UserRole + 2;

class LayerDelegate : public QStyledItemDelegate {
public:
    explicit LayerDelegate(QTreeWidget* tree) : QStyledItemDelegate(tree), m_tree(tree) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, kRow}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& colors = theme();
        const QRect row(0, option.rect.top(), m_tree->viewport()->width(), option.rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(row, colors.color(Role::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, colors.color(Role::Hover));
        const QString category = index.data(kCategoryRole).toString();
        if (index.data(kIdRole).toString().isEmpty()) {
            const QRectF arrow(8, row.center().y() - 5, 11, 11);
            paintIcon(*painter, arrow, m_tree->isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), colors.color(Role::TextMuted));
            painter->setFont(font(TextStyle::BodyStrong));
            painter->setPen(colors.color(Role::Text));
            painter->drawText(row.adjusted(22, 0, -40, 0), Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());
            painter->setFont(font(TextStyle::Caption));
            painter->setPen(colors.color(Role::TextMuted));
            painter->drawText(row.adjusted(0, 0, -12, 0), Qt::AlignVCenter | Qt::AlignRight, index.data(kCountRole).toString());
        } else {
            const bool nested = index.parent().isValid();
            const int left = nested ? 22 : 12;
            paintIcon(*painter, QRectF(left, row.center().y() - 7, 15, 15), categoryIconName(category), colors.categoryColor(category));
            painter->setFont(font(TextStyle::Body));
            painter->setPen(colors.color(Role::Text));
            const QRect text = row.adjusted(left + 23, 0, -8, 0);
            painter->drawText(text, Qt::AlignVCenter, painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width()));
        }
        if ((option.state & QStyle::State_HasFocus) && m_tree->hasFocus())
            paintFocusRing(*painter, QRectF(row).adjusted(2, 1, -2, -1), 4);
        painter->restore();
    }

private:
    QTreeWidget* m_tree;
};

QString titleOfCategory(const QString& id)
{
    for (const LayerType& type : layerTypes())
        if (categoryId(type.category) == id.toStdString())
            return coreText(categoryTitle(type.category));
    return LayerTree::tr("Composite");
}

} // namespace

LayerTree::LayerTree(QWidget* parent) : QTreeWidget(parent)
{
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new LayerDelegate(this));
    setAccessibleName(tr("Layers"));
    setExpandsOnDoubleClick(false);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (const QString id = item->data(0, kIdRole).toString(); !id.isEmpty())
            emit layerActivated(id);
    });
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem* item) { m_open.insert(item->data(0, kCategoryRole).toString()); });
    connect(this, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem* item) { m_open.remove(item->data(0, kCategoryRole).toString()); });
    m_open = {QStringLiteral("conv"), QStringLiteral("dense")};
}

QTreeWidgetItem* LayerTree::addLayer(QTreeWidgetItem* parent, const LayerChoice& choice)
{
    auto* item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(this);
    item->setText(0, choice.title);
    item->setToolTip(0, choice.summary);
    item->setData(0, kIdRole, QString::fromStdString(choice.id));
    item->setData(0, kCategoryRole, choice.category);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    return item;
}

void LayerTree::showCategories(const std::vector<LayerChoice>& choices)
{
    const QSet<QString> open = m_open;
    clear();
    std::vector<QTreeWidgetItem*> groups;
    for (const LayerChoice& choice : choices) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](const QTreeWidgetItem* g) { return g->data(0, kCategoryRole) == choice.category; });
        if (group == groups.end()) {
            auto* item = new QTreeWidgetItem(this, {titleOfCategory(choice.category)});
            item->setData(0, kCategoryRole, choice.category);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            groups.push_back(item);
            group = groups.end() - 1;
        }
        addLayer(*group, choice);
    }
    for (QTreeWidgetItem* group : groups) {
        group->setData(0, kCountRole, QString::number(group->childCount()));
        group->setData(0, Qt::AccessibleTextRole, tr("%1, %n layer(s)", nullptr, group->childCount()).arg(group->text(0)));
        group->setExpanded(open.contains(group->data(0, kCategoryRole).toString()));
    }
    m_open = open;
}

void LayerTree::showHits(const std::vector<LayerChoice>& choices)
{
    const QSet<QString> open = m_open;
    clear();
    for (const LayerChoice& choice : choices)
        addLayer(nullptr, choice);
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    m_open = open;
}

QString LayerTree::currentLayer() const
{
    return currentItem() ? currentItem()->data(0, kIdRole).toString() : QString();
}

QTreeWidgetItem* LayerTree::findLayer(const QString& id) const
{
    for (QTreeWidgetItemIterator it(const_cast<LayerTree*>(this)); *it; ++it)
        if ((*it)->data(0, kIdRole).toString() == id)
            return *it;
    return nullptr;
}

QStringList LayerTree::mimeTypes() const
{
    return {QLatin1String(kLayerMime)};
}

QMimeData* LayerTree::mimeData(const QList<QTreeWidgetItem*>& items) const
{
    if (items.isEmpty() || items.front()->data(0, kIdRole).toString().isEmpty())
        return nullptr;
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kLayerMime), items.front()->data(0, kIdRole).toString().toUtf8());
    return mime;
}

void LayerTree::startDrag(Qt::DropActions)
{
    QMimeData* mime = mimeData(selectedItems());
    if (!mime)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(mime);
    const QString category = currentItem()->data(0, kCategoryRole).toString();
    drag->setPixmap(iconPixmap(categoryIconName(category), theme().categoryColor(category), 24, devicePixelRatioF()));
    drag->exec(Qt::CopyAction);
}

void LayerTree::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!currentLayer().isEmpty())
            emit layerActivated(currentLayer());
        else if (currentItem())
            currentItem()->setExpanded(!currentItem()->isExpanded());
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

void LayerTree::mouseReleaseEvent(QMouseEvent* event)
{
    QTreeWidget::mouseReleaseEvent(event);
    QTreeWidgetItem* item = itemAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && item && item->data(0, kIdRole).toString().isEmpty())
        item->setExpanded(!item->isExpanded());
}

} // namespace nodegrad
