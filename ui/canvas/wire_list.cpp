#include "ui/canvas/wire_list.h"

#include <algorithm>

#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include "core/ops/op_type.h"
#include "ui/canvas/canvas_view.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {
constexpr int kWidth = 320, kRow = 26, kMostRows = 10;
}

WireList::WireList(CanvasView* canvas, QWidget* parent) : QFrame(parent), m_canvas(canvas)
{
    setAccessibleName(tr("Wire to"));
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    m_field = new SearchField(tr("Wire to…"));
    m_field->setAccessibleName(tr("Layer to wire to"));
    m_field->installEventFilter(this);
    layout->addWidget(m_field);
    m_list = new QListWidget;
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Inputs"));
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &WireList::fill);
    connect(m_field, &SearchField::stepped, this, [this](int direction) {
        if (m_list->count() > 0)
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + direction, 0, m_list->count() - 1));
    });
    connect(m_list, &QListWidget::itemClicked, this, &WireList::choose);
    hide();
}

void WireList::open()
{
    DesignEditor* editor = m_canvas->editor();
    const Node* node = editor->current();
    const Ports ports = node ? portsOf(editor->graph(), editor->definition(), *node) : Ports();
    if (ports.outputs.empty()) {
        editor->notify(tr("Select a layer with an output first."));
        return;
    }
    m_from = {node->id, ports.outputs.front().id};
    m_targets = editor->wireTargets(m_from);
    if (m_targets.empty()) {
        editor->notify(tr("There is nothing that '%1' can feed.").arg(QString::fromStdString(node->name)));
        return;
    }
    m_field->clear();
    fill();
    const QPoint place = m_canvas->toWidget(m_canvas->scene().boundsOf({node->id}).bottomRight() + QPointF(16, 0)).toPoint();
    const QSize room = parentWidget()->size();
    move(std::clamp(place.x(), 4, std::max(4, room.width() - width() - 4)), std::clamp(place.y(), 4, std::max(4, room.height() - height() - 4)));
    show();
    raise();
    m_field->setFocus();
}

void WireList::fill()
{
    m_list->clear();
    m_listed.clear();
    const QString wanted = m_field->text().trimmed();
    for (const WireTarget& target : m_targets)
        if (target.text.contains(wanted, Qt::CaseInsensitive)) {
            m_listed.push_back(target);
            m_list->addItem(target.isFree ? target.text : tr("%1 (replaces its wire)").arg(target.text));
        }
    m_list->setCurrentRow(0);
    m_list->setFixedHeight(kRow * std::clamp(m_list->count(), 1, kMostRows));
    adjustSize();
}

void WireList::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_listed.size()))
        return;
    const PortRef to = m_listed[static_cast<std::size_t>(row)].to;
    closeList();
    m_canvas->editor()->connectPorts(m_from, to);
}

void WireList::closeList()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

bool WireList::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            closeList();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            choose();
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
        closeList();
    return QFrame::eventFilter(watched, event);
}

void WireList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), measure::radiusCard, theme().color(Role::Panel), theme().color(Role::ControlBorder));
}

} // namespace nodegrad
