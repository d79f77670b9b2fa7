#include "ui/session/actions.h"

#include <QWidget>

#include "ui/theme/icons.h"

namespace nodegrad {

namespace {
constexpr const char* kGroupProperty = "nodegradGroup";
}

Actions::Actions(QWidget* window) : QObject(window), m_window(window) {}

QAction* Actions::add(const QString& id, const QString& group, const QString& text, const QString& iconName, const QKeySequence& shortcut,
                      std::function<void()> work)
{
    auto* action = new QAction(text, m_window);
    action->setObjectName(id);
    action->setProperty(kGroupProperty, group);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    if (!shortcut.isEmpty()) {
        action->setShortcut(shortcut);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, shortcut.toString(QKeySequence::NativeText)));
    }
    connect(action, &QAction::triggered, this, [work = std::move(work)] { work(); });
    m_window->addAction(action);
    m_byId[id] = action;
    m_all.push_back(action);
    return action;
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

} // namespace nodegrad
