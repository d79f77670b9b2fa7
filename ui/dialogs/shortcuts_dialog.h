#pragma once

#include <QDialog>

class QAction;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace nodegrad {

class Actions;
class KeyField;
class Shortcuts;

/// All actions with their keys, by group, with a search field. Enter or a double click on one waits for its new keys; keys that
/// belong to another action are taken from it only when the user says so.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(Actions* actions, Shortcuts* shortcuts, QWidget* parent = nullptr);

private:
    void makeEditor(QVBoxLayout* layout);
    void fill();
    void filter(const QString& text);
    void showCurrent();
    void tell(const QString& text);
    void setKeys(const QKeySequence& keys);
    void takeFrom();
    QAction* current() const;
    QAction* ownerOf(const QKeySequence& keys, const QAction* except) const;
    Actions* m_actions;
    Shortcuts* m_shortcuts;
    QTreeWidget* m_tree;
    QLabel *m_name, *m_message;
    KeyField* m_field;
    QPushButton *m_take, *m_remove, *m_reset, *m_resetAll;
    QKeySequence m_wanted;     ///< keys of another action, until the user decides
};

} // namespace nodegrad
