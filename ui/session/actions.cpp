#include "ui/session/actions.h"

#include <QMenu>
#include <QWidget>

#include "ui/session/shortcuts.h"
#include "ui/theme/icons.h"

namespace nodegrad {

namespace {
constexpr const char* kGroupProperty = "nodegradGroup";
}

Actions::Actions(QWidget* host, const Shortcuts* shortcuts) : QObject(host), m_host(host), m_shortcuts(shortcuts)
{
    if (shortcuts)
        connect(shortcuts, &Shortcuts::changed, this, [this] {
            for (QAction* action : m_all)
                applyKeys(action);
            emit keysChanged();
        });
}

QAction* Actions::add(const QString& id, const QString& group, const QString& text, const QString& iconName, const Keys& keys,
                      std::function<void()> work, QWidget* owner)
{
    auto* action = new QAction(text, m_host);
    action->setObjectName(id);
    action->setProperty(kGroupProperty, group);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    m_entries[action].name = text;
    m_entries[action].defaults = keys.all;
    connect(action, &QAction::triggered, this, [this, action, work = std::move(work)] {
        if (const QString why = whyNot(action); why.isEmpty())
            work();
        else
            emit refused(why);
    });
    if (owner)
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    (owner ? owner : m_host)->addAction(action);
    m_byId[id] = action;
    m_all.push_back(action);
    applyKeys(action);
    return action;
}

void Actions::setCondition(const QString& id, std::function<QString()> why)
{
    if (const QAction* action = find(id))
        m_entries[action].why = std::move(why);
}

QString Actions::whyNot(const QAction* action) const
{
    const auto found = m_entries.find(action);
    return found == m_entries.end() || !found->second.why ? QString() : found->second.why();
}

QStringList Actions::wordsOf(const QAction* action) const
{
    const auto found = m_words.find(action->objectName());
    return found == m_words.end() ? QStringList() : found->second;
}

QStringList Actions::idsWithWords() const
{
    QStringList ids;
    for (const auto& [id, words] : m_words)
        ids << id;
    return ids;
}

void Actions::greyIn(QMenu* menu)
{
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        for (QAction* action : menu->actions())
            if (m_entries.contains(action))
                action->setEnabled(whyNot(action).isEmpty());
    });
    // A grey action would not answer to its keys, and so not say why it does nothing.
    connect(menu, &QMenu::aboutToHide, this, [this, menu] {
        for (QAction* action : menu->actions())
            if (m_entries.contains(action))
                action->setEnabled(true);
    });
}

QAction* Actions::find(const QString& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

QString Actions::groupOf(const QAction* action)
{
    return action->property(kGroupProperty).toString();
}

void Actions::setText(QAction* action, const QString& text)
{
    action->setText(text);
    action->setToolTip(withKey(text, action->objectName()));
}

const QString& Actions::nameOf(const QAction* action) const
{
    return m_entries.at(action).name;
}

const QList<QKeySequence>& Actions::defaultKeys(const QAction* action) const
{
    return m_entries.at(action).defaults;
}

QString Actions::withKey(const QString& text, const QString& id) const
{
    const QAction* action = find(id);
    if (!action || action->shortcut().isEmpty())
        return text;
    return QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText));
}

void Actions::applyKeys(QAction* action)
{
    const QList<QKeySequence>& defaults = defaultKeys(action);
    action->setShortcuts(m_shortcuts ? m_shortcuts->keys(action->objectName(), defaults) : defaults);
    action->setToolTip(withKey(action->text(), action->objectName()));
}

} // namespace nodegrad
