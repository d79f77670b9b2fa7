#include "ui/dialogs/shortcuts_dialog.h"

#include <algorithm>

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/dialogs/key_field.h"
#include "ui/session/actions.h"
#include "ui/session/shortcuts.h"
#include "ui/theme/styling.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

constexpr int kIdRole = Qt::UserRole;

/// Why these keys cannot be a shortcut; "" when they can. `everywhere`: it would work in the whole window.
QString whyNotKeys(const QKeySequence& keys, bool everywhere)
{
    const QKeyCombination pressed = keys[0];
    if (pressed.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return {};
    switch (pressed.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: return ShortcutsDialog::tr("%1 moves about in the window. Add Ctrl or Alt to it.").arg(keys.toString(QKeySequence::NativeText));
    default: break;
    }
    if (everywhere && pressed.key() < Qt::Key_Escape)
        return ShortcutsDialog::tr("%1 types a letter, and this action works everywhere. Add Ctrl or Alt to it.").arg(keys.toString(QKeySequence::NativeText));
    return {};
}

} // namespace

ShortcutsDialog::ShortcutsDialog(Actions* actions, Shortcuts* shortcuts, QWidget* parent) : QDialog(parent), m_actions(actions), m_shortcuts(shortcuts)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(620, 660);
    auto* layout = new QVBoxLayout(this);
    auto* search = new SearchField(tr("Search actions or keys"));
    search->setAccessibleName(tr("Search actions or keys"));
    m_tree = new QTreeWidget;
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_tree->setHeaderLabels({tr("Action"), tr("Keys")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    layout->addWidget(search);
    layout->addWidget(m_tree, 1);
    makeEditor(layout);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_resetAll = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
    for (QAbstractButton* button : buttons->buttons())
        static_cast<QPushButton*>(button)->setAutoDefault(false);
    layout->addWidget(buttons);

    connect(search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(search, &SearchField::stepped, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_tree, &QTreeWidget::itemActivated, m_field, [this](const QTreeWidgetItem* item) {
        if (item->data(0, kIdRole).isValid())
            m_field->setFocus();
    });
    connect(m_field, &KeyField::pressed, this, &ShortcutsDialog::setKeys);
    connect(m_field, &KeyField::left, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_take, &QPushButton::clicked, this, &ShortcutsDialog::takeFrom);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_shortcuts->set(current()->objectName(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        for (const QKeySequence& keys : m_actions->defaultKeys(current()))
            if (const QAction* owner = ownerOf(keys, current())) {
                tell(tr("%1 now belongs to '%2'. Reset that one first.").arg(keys.toString(QKeySequence::NativeText), m_actions->nameOf(owner)));
                return;
            }
        m_shortcuts->reset(current()->objectName());
    });
    connect(m_resetAll, &QPushButton::clicked, m_shortcuts, &Shortcuts::resetAll);
    connect(m_actions, &Actions::keysChanged, this, &ShortcutsDialog::showCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill();
    showCurrent();
    search->setFocus();
}

void ShortcutsDialog::makeEditor(QVBoxLayout* layout)
{
    auto* row = new QHBoxLayout;
    m_name = makeLabel({}, TextStyle::BodyStrong);
    m_field = new KeyField;
    m_field->setObjectName(QStringLiteral("shortcut.keys"));
    m_field->setAccessibleName(tr("Keys of the action"));
    m_field->setPlaceholderText(tr("Press the keys"));
    m_field->setFixedWidth(180);
    m_remove = makeButton(tr("Remove"));
    m_reset = makeButton(tr("Reset"));
    row->addWidget(m_name, 1);
    for (QWidget* part : {static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_remove), static_cast<QWidget*>(m_reset)})
        row->addWidget(part);
    layout->addLayout(row);
    auto* below = new QHBoxLayout;
    m_message = makeLabel({}, TextStyle::Body, Role::TextMuted);
    m_message->setObjectName(QStringLiteral("shortcut.message"));
    m_message->setWordWrap(true);
    m_take = makeButton({});
    m_take->setObjectName(QStringLiteral("shortcut.take"));
    for (QPushButton* button : {m_remove, m_reset, m_take})
        button->setAutoDefault(false);
    below->addWidget(m_message, 1);
    below->addWidget(m_take);
    layout->addLayout(below);
}

void ShortcutsDialog::fill()
{
    QPixmap blank(measure::iconSmall, measure::iconSmall); // so that all names stand below each other
    blank.fill(Qt::transparent);
    std::map<QString, QTreeWidgetItem*> groups;
    for (QAction* action : m_actions->all()) {
        QTreeWidgetItem*& group = groups[Actions::groupOf(action)];
        if (!group) {
            group = new QTreeWidgetItem(m_tree, {Actions::groupOf(action)});
            group->setFlags(Qt::ItemIsEnabled);
            group->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(group, {m_actions->nameOf(action)});
        item->setIcon(0, action->icon().isNull() ? QIcon(blank) : action->icon());
        item->setData(0, kIdRole, action->objectName());
    }
    if (m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0)->child(0));
}

void ShortcutsDialog::filter(const QString& text)
{
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_tree->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* item = group->child(i);
            const QStringList words = m_actions->wordsOf(m_actions->find(item->data(0, kIdRole).toString()));
            const bool fits = item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive)
                || std::ranges::any_of(words, [&](const QString& word) { return word.startsWith(text, Qt::CaseInsensitive); });
            item->setHidden(!fits);
            if (fits && !any && (!m_tree->currentItem() || m_tree->currentItem()->isHidden()))
                m_tree->setCurrentItem(item);
            any = any || fits;
        }
        group->setHidden(!any);
    }
}

void ShortcutsDialog::showCurrent()
{
    for (int g = 0; g < m_tree->topLevelItemCount(); ++g)
        for (int i = 0; i < m_tree->topLevelItem(g)->childCount(); ++i) {
            QTreeWidgetItem* item = m_tree->topLevelItem(g)->child(i);
            const QString id = item->data(0, kIdRole).toString();
            item->setText(1, keysText(m_actions->find(id)->shortcuts()));
            QFont face = m_tree->font();
            face.setBold(m_shortcuts->isChanged(id));
            item->setFont(1, face);
        }
    const QAction* action = current();
    m_wanted = {};
    m_name->setText(action ? m_actions->nameOf(action) : QString());
    m_field->setText(action ? keysText(action->shortcuts()) : QString());
    m_field->setEnabled(action);
    m_remove->setEnabled(action && !action->shortcuts().isEmpty());
    m_reset->setEnabled(action && m_shortcuts->isChanged(action->objectName()));
    m_resetAll->setEnabled(m_shortcuts->isAnyChanged());
    m_take->hide();
    tell(tr("Enter or a double click on an action, then press its new keys."));
}

void ShortcutsDialog::tell(const QString& text)
{
    m_message->setText(text);
}

QAction* ShortcutsDialog::current() const
{
    const QTreeWidgetItem* item = m_tree->currentItem();
    return item ? m_actions->find(item->data(0, kIdRole).toString()) : nullptr;
}

QAction* ShortcutsDialog::ownerOf(const QKeySequence& keys, const QAction* except) const
{
    for (QAction* action : m_actions->all())
        if (action != except && action->shortcuts().contains(keys))
            return action;
    return nullptr;
}

void ShortcutsDialog::setKeys(const QKeySequence& keys)
{
    QAction* action = current();
    if (!action)
        return;
    m_take->hide();
    const QString shown = keys.toString(QKeySequence::NativeText);
    if (const QString why = whyNotKeys(keys, action->shortcutContext() == Qt::WindowShortcut); !why.isEmpty()) {
        tell(why);
        return;
    }
    if (const QAction* owner = ownerOf(keys, action)) {
        m_wanted = keys;
        m_field->setText(shown);
        tell(tr("%1 belongs to '%2'.").arg(shown, m_actions->nameOf(owner)));
        m_take->setText(tr("Take it from '%1'").arg(m_actions->nameOf(owner)));
        m_take->show();
        return;
    }
    m_shortcuts->set(action->objectName(), {keys});
    tell(tr("'%1' now has the keys %2.").arg(m_actions->nameOf(action), shown));
}

void ShortcutsDialog::takeFrom()
{
    const QAction* action = current();
    const QKeySequence keys = m_wanted;
    const QAction* owner = ownerOf(keys, action);
    if (!action || !owner)
        return;
    QList<QKeySequence> rest = owner->shortcuts();
    rest.removeAll(keys);
    m_shortcuts->set(owner->objectName(), rest);
    m_shortcuts->set(action->objectName(), {keys});
    tell(tr("'%1' now has the keys %2.").arg(m_actions->nameOf(action), keys.toString(QKeySequence::NativeText)));
}

} // namespace nodegrad
