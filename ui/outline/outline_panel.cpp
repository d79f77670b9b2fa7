#include "ui/outline/outline_panel.h"

#include <utility>

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/canvas/node_painter.h"
#include "ui/outline/outline_model.h"
#include "ui/session/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

namespace nodegrad {

namespace {

constexpr int kRow = 26, kProblemRow = 44, kIcon = 15, kGap = 6, kBadge = 14;

/// The delegate draws the arrows, so that they look as in the palette.
class PlainTree : public QTreeView {
public:
    using QTreeView::scheduleDelayedItemsLayout;

protected:
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
};

class NodeDelegate : public QStyledItemDelegate {
public:
    explicit NodeDelegate(QTreeView* tree) : QStyledItemDelegate(tree), m_tree(tree) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {100, index.data(OutlineModel::ProblemRole).toString().isEmpty() ? kRow : kProblemRow};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& colors = theme();
        const QRect whole(0, option.rect.top(), m_tree->viewport()->width(), option.rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(whole, colors.color(Role::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(whole, colors.color(Role::Hover));
        if (m_tree->model()->hasChildren(index)) {
            const QRectF arrow(option.rect.left() - 15, option.rect.top() + kRow / 2.0 - 5, 11, 11);
            paintIcon(*painter, arrow, m_tree->isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), colors.color(Role::TextMuted));
        }
        const QString category = index.data(OutlineModel::CategoryRole).toString();
        const QRectF icon(option.rect.left(), option.rect.top() + (kRow - kIcon) / 2.0, kIcon, kIcon);
        paintIcon(*painter, icon, categoryIconName(category), category == QLatin1String("unknown") ? colors.color(Role::TextMuted) : colors.categoryColor(category));
        const QRect line(option.rect.left() + kIcon + kGap, option.rect.top(), whole.right() - 10 - option.rect.left() - kIcon - kGap, kRow);
        paintNames(*painter, line, index);
        paintProblem(*painter, line.translated(0, kProblemRow - kRow - 2), index);
        if ((option.state & QStyle::State_HasFocus) && m_tree->hasFocus())
            paintFocusRing(*painter, QRectF(whole).adjusted(2, 1, -2, -1), 4);
        painter->restore();
    }

    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        const int left = option.rect.left() + kIcon + 2;
        editor->setGeometry(left, option.rect.top(), m_tree->viewport()->width() - left - 4, kRow);
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        auto* field = new QLineEdit(parent);
        field->setAccessibleName(OutlinePanel::tr("Name of the layer"));
        return field;
    }

private:
    static void paintNames(QPainter& painter, const QRect& line, const QModelIndex& index)
    {
        const Theme& colors = theme();
        QRect room = line;
        painter.setFont(font(TextStyle::Caption));
        painter.setPen(colors.color(Role::TextMuted));
        const QString count = index.data(OutlineModel::CountRole).toString();
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, count);
        if (!count.isEmpty())
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(count) - kGap);
        const auto piece = [&](const QString& text, TextStyle style, Role role) {
            painter.setFont(font(style));
            painter.setPen(colors.color(role));
            const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width());
            painter.drawText(room, Qt::AlignVCenter, shown);
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(shown) + kGap);
        };
        piece(index.data().toString(), TextStyle::Body, Role::Text);
        if (room.width() > 2 * kIcon)
            piece(index.data(OutlineModel::LayerRole).toString(), TextStyle::Caption, Role::TextMuted);
    }

    static void paintProblem(QPainter& painter, const QRect& line, const QModelIndex& index)
    {
        const QString problem = index.data(OutlineModel::ProblemRole).toString();
        if (problem.isEmpty())
            return;
        const auto mark = static_cast<Mark>(index.data(OutlineModel::MarkRole).toInt());
        const QPointF at(line.left() + kBadge / 2.0, line.center().y() + 1);
        paintBadge(painter, at, mark, 1, 18.0 / kBadge);
        painter.setFont(font(TextStyle::Caption));
        painter.setPen(theme().color(mark == Mark::Error ? Role::Danger : mark == Mark::Warning ? Role::Warning : Role::TextMuted));
        const QRect text = line.adjusted(kBadge + 4, 0, 0, 0);
        painter.drawText(text, Qt::AlignVCenter, painter.fontMetrics().elidedText(problem, Qt::ElideRight, text.width()));
    }

    QTreeView* m_tree;
};

} // namespace

OutlinePanel::OutlinePanel(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor)
{
    setSurface(this, Role::Panel, RightSide);
    setAccessibleName(tr("Outline"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 1, 0);
    m_empty = makeLabel(tr("The design has no layers yet."), TextStyle::Body, Role::TextMuted);
    m_empty->setContentsMargins(12, 4, 12, 4);
    m_empty->setWordWrap(true);
    layout->addWidget(m_empty);
    m_model = new OutlineModel(editor, this);
    auto* tree = new PlainTree;
    m_tree = tree;
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(16);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setItemDelegate(new NodeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Layers of the design"));
    m_tree->setAccessibleDescription(tr("Type to find a layer. Enter opens a module or centers a layer, F2 renames, Del deletes."));
    m_tree->viewport()->setAutoFillBackground(false);
    m_tree->installEventFilter(this);
    layout->addWidget(m_tree, 1);

    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OutlinePanel::takeSelection);
    connect(m_tree, &QTreeView::activated, this, &OutlinePanel::activate);
    connect(editor->session(), &Session::projectReplaced, this, [this] {
        m_following = true;
        m_model->reset();
        m_following = false;
        showEmptiness();
    });
    connect(editor->session(), &Session::projectChanged, this, &OutlinePanel::followDesign);
    connect(editor->session(), &Session::designChanged, this, [this, tree, session = editor->session(), known = std::uint64_t(0)]() mutable {
        const FactsIndex& index = *session->design()->index;
        const auto* changed = index.changedSince(known);
        const bool isNews = std::exchange(known, index.number()) != index.number() && (!changed || !changed->empty());
        if (!isNews)
            return;
        m_model->factsChanged();
        tree->scheduleDelayedItemsLayout(); // rows with a problem are higher
    });
    connect(editor, &DesignEditor::selectionChanged, this, &OutlinePanel::followSelection);
    showEmptiness();
}

void OutlinePanel::setEditor(DesignEditor* editor)
{
    if (editor == m_editor)
        return;
    m_editor->disconnect(this);
    m_editor = editor;
    m_model->setEditor(editor);
    connect(editor, &DesignEditor::selectionChanged, this, &OutlinePanel::followSelection);
    followSelection();
}

void OutlinePanel::showEmptiness()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_tree->setVisible(!isEmpty);
    static_cast<QVBoxLayout*>(layout())->setAlignment(isEmpty ? Qt::AlignTop : Qt::Alignment());
}

void OutlinePanel::focusTree()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    if (!m_tree->currentIndex().isValid())
        m_tree->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
}

void OutlinePanel::followDesign()
{
    m_following = true;
    m_model->sync();
    fetchUnfolded({});
    m_following = false;
    showEmptiness();
    followSelection();
}

/// A row that became another module, or a module again, is still unfolded.
void OutlinePanel::fetchUnfolded(const QModelIndex& branch)
{
    for (int row = 0; row < m_model->rowCount(branch); ++row) {
        const QModelIndex index = m_model->index(row, 0, branch);
        if (!m_tree->isExpanded(index))
            continue;
        if (m_model->canFetchMore(index))
            m_model->fetchMore(index);
        fetchUnfolded(index);
    }
}

void OutlinePanel::followSelection()
{
    if (m_following || !isVisible())
        return;
    m_following = true;
    const QModelIndex branch = m_model->branchOf(m_editor->path());
    if (branch.isValid())
        m_tree->expand(branch);
    QItemSelection chosen;
    const std::vector<int> rows = m_model->rowsOf(branch, m_editor->selection());
    for (std::size_t i = 0; i < rows.size(); ++i) { // one range for a run of rows
        const int first = rows[i];
        while (i + 1 < rows.size() && rows[i + 1] == rows[i] + 1)
            ++i;
        chosen.select(m_model->index(first, 0, branch), m_model->index(rows[i], 0, branch));
    }
    m_tree->selectionModel()->select(chosen, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!rows.empty() && !chosen.contains(m_tree->currentIndex())) {
        const QModelIndex first = m_model->index(rows.front(), 0, branch);
        m_tree->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        m_tree->scrollTo(first);
    }
    m_following = false;
}

/// Rows of one level at a time: the one of the current row.
void OutlinePanel::takeSelection()
{
    if (m_following)
        return;
    m_following = true;
    const QModelIndex current = m_tree->currentIndex();
    std::set<NodeId> nodes;
    for (const QModelIndex& index : m_tree->selectionModel()->selectedIndexes())
        if (index.parent() == current.parent())
            nodes.insert(m_model->nodeAt(index));
    const auto path = m_model->pathAt(current);
    if (nodes.size() == 1) {
        m_editor->show(path, *nodes.begin());
    } else {
        m_editor->setPath(path);
        m_editor->select(nodes);
    }
    m_following = false;
}

void OutlinePanel::activate(const QModelIndex& index)
{
    const NodeId node = m_model->nodeAt(index);
    if (!m_editor->show(m_model->pathAt(index), node))
        return;
    if (m_model->hasChildren(index) && m_editor->enter(node))
        m_tree->expand(index);
    else
        emit centerWanted(node);
}

void OutlinePanel::remove(bool heal)
{
    m_editor->removeSelection(heal);
    // One goes on from the row that moved up.
    const QModelIndex next = m_tree->currentIndex();
    if (next.isValid() && m_editor->selection().empty())
        m_editor->show(m_model->pathAt(next), m_model->nodeAt(next));
}

bool OutlinePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) {
            remove(key->modifiers() & Qt::ControlModifier);
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (m_tree->currentIndex().isValid())
                activate(m_tree->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void OutlinePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    followSelection();
}

} // namespace nodegrad
