#include "ui/canvas/quick_add.h"

#include <algorithm>

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "core/base/text.h"
#include "ui/language/core_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

constexpr int kWidth = 320, kRow = 30, kMostRows = 8;
constexpr int kIdRole = Qt::UserRole, kCategoryRole = Qt::UserRole + 1, kNoteRole = Qt::UserRole + 2, kFitsRole = Qt::UserRole + 3;

class ChoiceDelegate : public QStyledItemDelegate {
public:
    ChoiceDelegate(const QLineEdit* search, QObject* parent) : QStyledItemDelegate(parent), m_search(search) {}
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth, kRow}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& colors = theme();
        const bool fits = index.data(kFitsRole).toBool();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            paintBox(*painter, QRectF(option.rect).adjusted(0, 1, 0, -1), 4, colors.color(Role::AccentSoft));
        const QString category = index.data(kCategoryRole).toString();
        const QRectF box(option.rect);
        paintIcon(*painter, QRectF(box.left() + 10, box.center().y() - 8, 16, 16), categoryIconName(category),
                  fits ? colors.categoryColor(category) : colors.color(Role::TextMuted));
        painter->setFont(nodegrad::font(TextStyle::Caption));
        const QString note = index.data(kNoteRole).toString();
        const QString title = index.data(Qt::DisplayRole).toString();
        const QFontMetrics bodyMetrics(nodegrad::font(TextStyle::Body));
        const int titleWidth = bodyMetrics.horizontalAdvance(title);
        const int left = option.rect.left() + 38, right = option.rect.right() - 10;
        const QRect noteRect(left + titleWidth + 16, option.rect.top(), right - left - titleWidth - 16, option.rect.height());
        painter->setPen(colors.color(fits ? Role::Success : Role::TextMuted));
        painter->drawText(noteRect, Qt::AlignRight | Qt::AlignVCenter, painter->fontMetrics().elidedText(note, Qt::ElideRight, noteRect.width()));
        painter->setFont(nodegrad::font(TextStyle::Body));
        const QString wanted = m_search->text().trimmed();
        const auto hit = wanted.isEmpty() ? -1 : title.indexOf(wanted, 0, Qt::CaseInsensitive);
        int x = left;
        const auto piece = [&](const QString& text, Role role) {
            painter->setPen(colors.color(role));
            painter->drawText(QRect(x, option.rect.top(), right - x, option.rect.height()), Qt::AlignVCenter, text);
            x += painter->fontMetrics().horizontalAdvance(text);
        };
        const Role ink = fits ? Role::Text : Role::TextMuted;
        if (hit < 0) {
            piece(title, ink);
        } else {
            piece(title.left(hit), ink);
            piece(title.mid(hit, wanted.size()), Role::Accent);
            piece(title.mid(hit + wanted.size()), ink);
        }
        painter->restore();
    }

private:
    const QLineEdit* m_search;
};

} // namespace

QuickAdd::QuickAdd(DesignEditor* editor, QWidget* parent) : QFrame(parent), m_editor(editor)
{
    setAccessibleName(tr("Add a layer"));
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(6);
    m_search = new SearchField(tr("Search layers"));
    m_search->setAccessibleName(tr("Search layers"));
    m_search->installEventFilter(this);
    m_context = makeLabel({}, TextStyle::Caption, Role::TextMuted);
    auto* top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_context);
    layout->addLayout(top);
    m_list = new QListWidget;
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ChoiceDelegate(m_search, m_list));
    m_list->setAccessibleName(tr("Layers"));
    m_list->viewport()->setAutoFillBackground(false);
    layout->addWidget(m_list);
    m_none = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_none->setWordWrap(true);
    m_none->hide();
    layout->addWidget(m_none);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(6, 4, 6, 8);
    m_connects = makeLabel(tr("Enter adds and connects"), TextStyle::Caption, Role::TextMuted);
    bottom->addWidget(m_connects);
    bottom->addStretch();
    m_addsOnly = makeLabel(tr("Shift+Enter adds only"), TextStyle::Caption, Role::TextMuted);
    bottom->addWidget(m_addsOnly);
    layout->addLayout(bottom);
    connect(m_search, &QLineEdit::textChanged, this, &QuickAdd::fill);
    connect(m_search, &SearchField::stepped, this, &QuickAdd::step);
    connect(m_list, &QListWidget::itemClicked, this, [this] { choose(!(QApplication::keyboardModifiers() & Qt::ShiftModifier)); });
    hide();
}

void QuickAdd::open(QPointF at, const Wiring& wiring, QPoint place)
{
    m_at = at;
    m_wiring = wiring;
    m_replaces = false;
    m_fits.clear();
    const auto useSource = [&](const PortRef& source) {
        if (const Node* node = m_editor->level().find(source.node))
            m_context->setText(tr("after %1").arg(m_editor->labelOf(*node)));
        if (const auto spec = m_editor->outputSpec(source))
            m_fits = fittingLayers(*spec);
    };
    m_context->clear();
    if (wiring.onWire)
        useSource(wiring.onWire->from);
    else if (wiring.from)
        useSource(*wiring.from);
    else if (const Node* behind = wiring.behind ? m_editor->level().find(*wiring.behind) : nullptr) {
        const Ports ports = portsOf(m_editor->graph(), m_editor->definition(), *behind);
        if (!ports.outputs.empty())
            useSource({behind->id, ports.outputs.front().id});
    } else if (const Node* target = wiring.to ? m_editor->level().find(wiring.to->node) : nullptr) {
        m_context->setText(tr("before %1").arg(m_editor->labelOf(*target)));
    }
    m_isFed = wiring.onWire || wiring.from || (wiring.behind && !m_context->text().isEmpty());
    m_feeds = wiring.onWire || wiring.to;
    m_connects->setText(m_context->text().isEmpty() ? tr("Enter adds") : tr("Enter adds and connects"));
    openList(place);
}

void QuickAdd::openToReplace(QPoint place)
{
    const auto& chosen = m_editor->selection();
    if (chosen.empty())
        return;
    m_replaces = true;
    m_wiring = {};
    m_fits.clear();
    m_isFed = m_feeds = false;
    for (const Wire& wire : m_editor->level().wires) {
        m_feeds = m_feeds || chosen.contains(wire.from.node);
        if (!chosen.contains(wire.to.node))
            continue;
        m_isFed = true;
        if (const auto spec = m_fits.empty() ? m_editor->outputSpec(wire.from) : std::nullopt)
            m_fits = fittingLayers(*spec);
    }
    const Node* node = m_editor->current();
    const QString what = node ? QString::fromStdString(node->name) : tr("%1 layers").arg(chosen.size());
    m_context->setText(tr("replace %1 by").arg(what));
    m_connects->setText(tr("Enter replaces and keeps the wires"));
    openList(place);
}

void QuickAdd::openList(QPoint place)
{
    setAccessibleName(m_replaces ? tr("Replace the layer") : tr("Add a layer"));
    m_addsOnly->setVisible(!m_replaces);
    m_search->clear();
    fill();
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(place);
    show();
    raise();
    m_search->setFocus();
}

void QuickAdd::fill()
{
    auto choices = searchChoices(*m_editor, m_search->text());
    const auto fitOf = [&](const std::string& id) {
        const auto found = std::find_if(m_fits.begin(), m_fits.end(), [&](const Fit& fit) { return fit.layer == id; });
        return found == m_fits.end() ? nullptr : &*found;
    };
    // Why a layer cannot stand here; "" when it can, or when that is not known.
    const auto obstacle = [&](const LayerChoice& choice) -> QString {
        const LayerType* type = findLayer(choice.id);
        const Ports ports = type ? type->ports(completed({}, type->params)) : Ports();
        if (type && m_isFed && ports.inputs.empty())
            return tr("has no input");
        if (type && m_feeds && ports.outputs.empty())
            return tr("has no output");
        const Fit* fit = fitOf(choice.id);
        return fit && !fit->fits ? coreText(fit->reason) : QString();
    };
    std::stable_partition(choices.begin(), choices.end(), [&](const LayerChoice& choice) { return obstacle(choice).isEmpty(); });
    m_list->clear();
    for (const LayerChoice& choice : choices) {
        const Fit* fit = fitOf(choice.id);
        auto* item = new QListWidgetItem(choice.title, m_list);
        item->setData(kIdRole, QString::fromStdString(choice.id));
        item->setData(kCategoryRole, choice.category);
        const QString reason = obstacle(choice);
        item->setData(kFitsRole, reason.isEmpty());
        item->setData(kNoteRole, !reason.isEmpty() ? reason : fit ? tr("fits") : QString());
        item->setToolTip(reason.isEmpty() ? choice.summary : reason);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    m_list->setFixedHeight(kRow * std::clamp(m_list->count(), 1, kMostRows) + 2);
    m_list->setVisible(!choices.empty());
    m_none->setVisible(choices.empty());
    if (choices.empty())
        m_none->setText(noHitText(m_search->text()));
    adjustSize();
}

QStringList QuickAdd::titles() const
{
    QStringList all;
    for (int i = 0; i < m_list->count(); ++i)
        all << m_list->item(i)->text();
    return all;
}

void QuickAdd::step(int direction)
{
    if (m_list->count() > 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + direction, 0, m_list->count() - 1));
}

void QuickAdd::choose(bool connects)
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const std::string id = item->data(kIdRole).toString().toStdString();
    if (m_replaces) {
        closeList();
        m_editor->replaceSelection(id);
        return;
    }
    const Node* behind = m_wiring.behind ? m_editor->level().find(*m_wiring.behind) : nullptr;
    QPointF at = m_at - QPointF(kNodeWidth / 2, kNodeHeight / 2);
    if (m_wiring.from || m_wiring.to)
        at = m_at - (m_editor->leftToRight() ? QPointF(m_wiring.to ? kNodeWidth : 0, kNodeHeight / 2) : QPointF(kNodeWidth / 2, m_wiring.to ? kNodeHeight : 0));
    if (connects && behind)
        at = m_editor->placeBehind(*behind);
    const Wiring wiring = connects ? m_wiring : Wiring();
    closeList();
    if (const NodeId added = m_editor->addLayer(id, at, wiring); added.value != 0)
        emit this->added(added);
}

void QuickAdd::closeList()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

bool QuickAdd::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            closeList();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            choose(!(key->modifiers() & Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            step(key->key() == Qt::Key_Tab ? 1 : -1);
            return true;
        }
    }
    if (watched == m_search && event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
        closeList();
    return QFrame::eventFilter(watched, event);
}

void QuickAdd::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), measure::radiusCard, theme().color(Role::Panel), theme().color(Role::ControlBorder));
}

} // namespace nodegrad
