#include "ui/shell/command_palette.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/session/actions.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/shell/settings.h"
#include "ui/theme/styling.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

constexpr int kWidth = 560, kRow = 32, kMostRows = 12, kTop = 56;
constexpr int kIdRole = Qt::UserRole, kGroupRole = Qt::UserRole + 1, kKeyRole = Qt::UserRole + 2, kWhyRole = Qt::UserRole + 3, kLettersRole = Qt::UserRole + 4;
constexpr const char* kItself = "help.actions";

/// What is searched: the group is a word of it, so that "theme dark" finds it.
QString searchText(const QAction& action)
{
    return action.text() + QLatin1Char(' ') + Actions::groupOf(&action);
}

class ActionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth, kRow}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& colors = theme();
        const QString why = index.data(kWhyRole).toString();
        const Role ink = why.isEmpty() ? Role::Text : Role::TextDisabled;
        const QRect row = option.rect.adjusted(10, 0, -10, 0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            paintBox(*painter, QRectF(option.rect).adjusted(0, 1, 0, -1), 4, colors.color(Role::AccentSoft));
        const auto picture = index.data(Qt::DecorationRole).value<QIcon>();
        picture.paint(painter, QRect(row.left(), row.center().y() - 8, 16, 16), Qt::AlignCenter, why.isEmpty() ? QIcon::Normal : QIcon::Disabled);

        painter->setFont(nodegrad::font(TextStyle::Caption));
        int right = row.right();
        const auto atRight = [&](const QString& text, Role role) {
            const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, row.width() / 2);
            painter->setPen(colors.color(role));
            painter->drawText(QRect(row.left(), row.top(), right - row.left(), row.height()), Qt::AlignRight | Qt::AlignVCenter, shown);
            right -= painter->fontMetrics().horizontalAdvance(shown) + 12;
        };
        atRight(index.data(kKeyRole).toString(), Role::TextMuted);
        if (!why.isEmpty())
            atRight(why, Role::TextMuted);

        painter->setFont(nodegrad::font(TextStyle::Body));
        const QString title = painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, right - row.left() - 28);
        const QVariantList letters = index.data(kLettersRole).toList();
        int x = row.left() + 28;
        for (int i = 0; i < title.size(); ++i) {
            painter->setPen(colors.color(why.isEmpty() && letters.contains(i) ? Role::Accent : ink));
            painter->drawText(QRect(x, row.top(), row.width(), row.height()), Qt::AlignVCenter, title.mid(i, 1));
            x = row.left() + 28 + painter->fontMetrics().horizontalAdvance(title.left(i + 1));
        }
        painter->setFont(nodegrad::font(TextStyle::Caption));
        painter->setPen(colors.color(Role::TextMuted));
        if (const QRect group(x + 10, row.top(), right - x - 10, row.height()); group.width() > 0)
            painter->drawText(group, Qt::AlignVCenter, painter->fontMetrics().elidedText(index.data(kGroupRole).toString(), Qt::ElideRight, group.width()));
        painter->restore();
    }
};

/// Not when the window or a menu of the field takes the focus for a while.
bool leavesField(const QFocusEvent& event)
{
    return event.reason() != Qt::ActiveWindowFocusReason && event.reason() != Qt::PopupFocusReason;
}

/// How near what was typed is to an action, the nearest first.
enum class Nearness {
    Title,   ///< each word of the pattern begins a word of its title or group, as when one types what it is called
    Words,   ///< or of what else it is called
    Letters, ///< its title has the letters
};

struct Hit {
    QAction* action;
    FuzzyMatch match;
    bool isPossible = true; ///< now
    Nearness nearness = Nearness::Title;
    QString word;           ///< what it is also called, if found by that
};

bool isNamedBy(const QString& pattern, const QString& text)
{
    const QStringList words = text.split(QRegularExpression(QStringLiteral("\\W+"), QRegularExpression::UseUnicodePropertiesOption), Qt::SkipEmptyParts);
    const QStringList typed = pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(typed.begin(), typed.end(), [&](const QString& start) {
        return std::any_of(words.begin(), words.end(), [&](const QString& word) {
            return word.startsWith(start, Qt::CaseInsensitive) || (start.front().unicode() >= 0x2e80 && word.contains(start)); // Chinese has no spaces
        });
    });
}

std::optional<Hit> hitOf(QAction* action, const QStringList& words, const QString& pattern)
{
    const QString title = searchText(*action);
    auto match = fuzzyMatch(pattern, title);
    if (match && isNamedBy(pattern, title))
        return Hit{action, std::move(*match)};
    const auto word = std::ranges::find_if(words, [&](const QString& called) { return isNamedBy(pattern, called + QLatin1Char(' ') + title); });
    if (word != words.end())
        return Hit{.action = action, .match = {}, .nearness = Nearness::Words, .word = *word};
    if (match)
        return Hit{.action = action, .match = std::move(*match), .nearness = Nearness::Letters, .word = {}};
    return {};
}

/// What is called so first, of these what can be done now, then the best; equal ones, and all of them for an empty pattern, as they were used and then
/// as they were made.
std::vector<Hit> hitsIn(const Actions& actions, const QString& pattern)
{
    std::vector<Hit> hits;
    for (QAction* action : actions.all())
        if (auto hit = hitOf(action, actions.wordsOf(action), pattern); hit && action->objectName() != QLatin1String(kItself)) {
            hit->isPossible = actions.whyNot(action).isEmpty();
            hits.push_back(std::move(*hit));
        }
    const QStringList recent = recentActions();
    const QString typed = pattern.simplified();
    const auto age = [&](const Hit& hit) {
        const auto place = recent.indexOf(hit.action->objectName());
        return place < 0 ? recent.size() : place;
    };
    std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
        if (a.nearness != b.nearness)
            return a.nearness < b.nearness;
        if (const bool begins = a.word.startsWith(typed, Qt::CaseInsensitive); begins != b.word.startsWith(typed, Qt::CaseInsensitive))
            return begins;
        if (a.nearness != Nearness::Letters && a.isPossible != b.isPossible)
            return a.isPossible;
        if (!pattern.trimmed().isEmpty() && a.match.score != b.match.score)
            return a.match.score > b.match.score;
        if (a.isPossible != b.isPossible)
            return a.isPossible;
        return age(a) < age(b);
    });
    return hits;
}

} // namespace

CommandPalette::CommandPalette(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("command.palette"));
    setAccessibleName(tr("All actions"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    m_search = new SearchField(tr("What do you want to do?"));
    m_search->setAccessibleName(tr("Search actions"));
    m_search->installEventFilter(this);
    layout->addWidget(m_search);
    m_list = new QListWidget;
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new ActionDelegate(m_list));
    m_list->setAccessibleName(tr("Actions"));
    m_list->viewport()->setAutoFillBackground(false);
    layout->addWidget(m_list);
    m_none = makeLabel(tr("No action has this name."), TextStyle::Body, Role::TextMuted);
    layout->addWidget(m_none);
    connect(m_search, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_search, &SearchField::stepped, this, &CommandPalette::step);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::open(Actions* actions)
{
    if (isVisible()) {
        closeList();
        return;
    }
    m_actions = actions;
    m_before = QApplication::focusWidget();
    m_search->clear();
    setFixedWidth(std::min(kWidth, parentWidget()->width() - 32));
    fill();
    move((parentWidget()->width() - width()) / 2, std::min(kTop, std::max(0, parentWidget()->height() - height())));
    show();
    raise();
    m_search->setFocus();
}

void CommandPalette::fill()
{
    if (!m_actions)
        return;
    m_list->clear();
    for (const Hit& hit : hitsIn(*m_actions, m_search->text())) {
        auto* item = new QListWidgetItem(hit.action->icon(), hit.action->text(), m_list);
        const QString why = m_actions->whyNot(hit.action);
        const QString key = hit.action->shortcut().toString(QKeySequence::NativeText);
        QVariantList letters;
        for (const int place : hit.match.letters)
            letters << place;
        item->setData(kIdRole, hit.action->objectName());
        item->setData(kGroupRole, hit.word.isEmpty() ? Actions::groupOf(hit.action) : tr("%1 · %2").arg(Actions::groupOf(hit.action), hit.word));
        item->setData(kKeyRole, key);
        item->setData(kWhyRole, why);
        item->setData(kLettersRole, letters);
        item->setData(Qt::AccessibleTextRole, QStringList{hit.action->text(), key, why}.join(QLatin1Char(' ')).simplified());
        item->setToolTip(why);
    }
    m_list->setCurrentRow(0);
    m_list->setFixedHeight(kRow * std::clamp(m_list->count(), 1, std::clamp((parentWidget()->height() - 2 * kTop - 60) / kRow, 3, kMostRows)) + 2);
    m_list->setVisible(m_list->count() > 0);
    m_none->setVisible(m_list->count() == 0);
    adjustSize();
}

void CommandPalette::step(int direction)
{
    if (const int count = m_list->count(); count > 0)
        m_list->setCurrentRow((m_list->currentRow() + direction + count) % count);
}

void CommandPalette::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !m_actions || !item->data(kWhyRole).toString().isEmpty())
        return; // the reason stands there
    const QString id = item->data(kIdRole).toString();
    addRecentAction(id);
    closeList();
    if (QAction* action = m_actions->find(id))
        action->trigger();
}

void CommandPalette::closeList()
{
    if (isHidden())
        return;
    hide();
    if (m_before)
        m_before->setFocus();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::ShortcutOverride) {
        event->accept(); // keys are for the field; those of actions wait until it is closed
        if (m_actions) {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (const QAction* itself = m_actions->find(QLatin1String(kItself)); itself && itself->shortcuts().contains(QKeySequence(key->keyCombination())))
                event->ignore();
        }
        return true;
    }
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape: closeList(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        case Qt::Key_Tab: step(1); return true;
        case Qt::Key_Backtab: step(-1); return true;
        case Qt::Key_PageDown:
        case Qt::Key_PageUp:
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + (static_cast<QKeyEvent*>(event)->key() == Qt::Key_PageDown ? kMostRows : -kMostRows), 0, std::max(0, m_list->count() - 1)));
            return true;
        default: break;
        }
    }
    if (watched == m_search && event->type() == QEvent::FocusOut && leavesField(*static_cast<QFocusEvent*>(event)))
        hide(); // the focus is where it shall be
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), measure::radiusCard, theme().color(Role::Panel), theme().color(Role::ControlBorder));
}

} // namespace nodegrad
