#pragma once
// One registry of actions: it feeds menus, tooltips, the shortcut sheet and the command palette.

#include <functional>
#include <map>
#include <vector>

#include <QAction>
#include <QObject>
#include <QString>

namespace nodegrad {

/// Actions by id ("edit.undo"). UI thread. Owned by the main window and handed to pages.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);
    /// Makes an action with a text, an icon name (may be ""), a shortcut (may be empty) and what it does. `group` sorts menus.
    QAction* add(const QString& id, const QString& group, const QString& text, const QString& iconName, const QKeySequence& shortcut,
                 std::function<void()> work);
    QAction* find(const QString& id) const;
    const std::vector<QAction*>& all() const { return m_all; }
    static QString groupOf(const QAction* action);

private:
    QWidget* m_window;
    std::map<QString, QAction*> m_byId;
    std::vector<QAction*> m_all;
};

} // namespace nodegrad
