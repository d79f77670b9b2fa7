#include "ui/outline/history_panel.h"

#include <QAbstractListModel>
#include <QListView>
#include <QVBoxLayout>

#include "ui/session/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace nodegrad {

/// Row 0 is the state that was opened, row n the one behind step n. The current one stands out, undone steps are muted.
class HistoryModel : public QAbstractListModel {
public:
    explicit HistoryModel(Session* session, QObject* parent) : QAbstractListModel(parent), m_session(session) { refresh(); }

    void refresh()
    {
        beginResetModel();
        m_steps = m_session->steps();
        m_done = m_session->stepsDone();
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_steps.size()) + 1; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const int row = index.row();
        const QString name = row == 0 ? HistoryPanel::tr("Opened") : m_steps.at(row - 1);
        switch (role) {
        case Qt::DisplayRole: return name;
        case Qt::AccessibleTextRole:
            return row == m_done ? HistoryPanel::tr("%1, current").arg(name) : row > m_done ? HistoryPanel::tr("%1, undone").arg(name) : name;
        case Qt::FontRole: return font(row == m_done ? TextStyle::BodyStrong : TextStyle::Body);
        case Qt::ForegroundRole: return theme().color(row > m_done ? Role::TextMuted : Role::Text);
        case Qt::DecorationRole: return row == m_done ? QVariant(icon(QStringLiteral("arrow-right"), Role::Accent)) : QVariant();
        default: return {};
        }
    }
    int done() const { return m_done; }

private:
    Session* m_session;
    QStringList m_steps;
    int m_done = 0;
};

HistoryPanel::HistoryPanel(Session* session, QWidget* parent) : QWidget(parent), m_session(session)
{
    m_model = new HistoryModel(session, this);
    m_list = new QListView;
    m_list->setAccessibleName(tr("History"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({measure::iconSmall, measure::iconSmall});
    m_list->setModel(m_model);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_list);
    const auto go = [this](const QModelIndex& row) { m_session->goToStep(row.row()); };
    connect(m_list, &QListView::clicked, this, go);
    connect(m_list, &QListView::activated, this, go);
    connect(session, &Session::historyChanged, this, [this] {
        if (isVisible())
            follow();
    });
}

void HistoryPanel::follow()
{
    m_model->refresh();
    const QModelIndex current = m_model->index(m_model->done());
    m_list->setCurrentIndex(current);
    m_list->scrollTo(current);
}

void HistoryPanel::focusList()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void HistoryPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

} // namespace nodegrad
