#pragma once
// One registry of actions: it feeds menus, tooltips, the shortcut sheet and the command palette.

#include <functional>
#include <map>
#include <vector>

#include <QAction>
#include <QObject>
#include <QString>
#include <QStringList>

class QMenu;

namespace nodegrad {

class Shortcuts;

/// The keys that an action is made with; the first one is shown. {}: none.
struct Keys {
    Keys() = default;
    Keys(QKeySequence::StandardKey key) : all{QKeySequence(key)} {}
    Keys(const QKeySequence& key) : all{key} {}
    Keys(const QList<QKeySequence>& keys) : all(keys) {}
    QList<QKeySequence> all;
};

/// Actions by id ("edit.undo"). UI thread. Handed to pages.
class Actions : public QObject {
    Q_OBJECT
public:
    /// Keys work in the window of `host`. `shortcuts` holds those that the user changed; null: none are.
    explicit Actions(QWidget* host, const Shortcuts* shortcuts = nullptr);
    /// Makes an action with a text, an icon name (may be ""), keys and what it does. `group` sorts menus. With an `owner` the
    /// keys work in that widget and its children only.
    QAction* add(const QString& id, const QString& group, const QString& text, const QString& iconName, const Keys& keys,
                 std::function<void()> work, QWidget* owner = nullptr);
    /// `why` says in a sentence why the action cannot be used now, "" when it can. It is asked when the action is shown or used.
    void setCondition(const QString& id, std::function<QString()> why);
    QString whyNot(const QAction* action) const;
    /// What else people call it: "tidy up" of "Arrange all". Searches look there too; an action with this id may come later.
    void setWords(const QString& id, const QStringList& words) { m_words[id] = words; }
    QStringList wordsOf(const QAction* action) const;
    QStringList idsWithWords() const;
    /// Before a menu opens, what cannot be used in it becomes grey.
    void greyIn(QMenu* menu);

    QAction* find(const QString& id) const;
    const std::vector<QAction*>& all() const { return m_all; }
    static QString groupOf(const QAction* action);
    /// And the tool tip. nameOf() stays what it was made with: "Undo" beside "Undo Add a note".
    void setText(QAction* action, const QString& text);
    const QString& nameOf(const QAction* action) const;
    const QList<QKeySequence>& defaultKeys(const QAction* action) const;
    /// "Train (F5)"; without a key the text as it is.
    QString withKey(const QString& text, const QString& id) const;

signals:
    void keysChanged();
    void refused(const QString& why); ///< an action was asked for that cannot be used

private:
    struct Entry {
        QString name;
        QList<QKeySequence> defaults;
        std::function<QString()> why;
    };
    void applyKeys(QAction* action);
    QWidget* m_host;
    const Shortcuts* m_shortcuts;
    std::map<QString, QAction*> m_byId;
    std::map<const QAction*, Entry> m_entries;
    std::map<QString, QStringList> m_words;
    std::vector<QAction*> m_all;
};

} // namespace nodegrad
