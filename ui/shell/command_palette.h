#pragma once
// All actions of the program, found by typing: Ctrl+Shift+P, a few letters, Enter.

#include <QFrame>
#include <QPointer>

class QListWidget;

namespace nodegrad {

class Actions;
class SearchField;

/// Floats over the upper middle of its parent. Without a text the actions used last come first; what cannot be used now stays,
/// grey, with the reason. Esc closes; the focus goes back to where it was, so that an action means what was being worked on.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);
    /// Opens with the actions of this registry.
    void open(Actions* actions);
    SearchField* field() const { return m_search; }
    QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void step(int direction);
    void choose();
    void closeList();
    QPointer<Actions> m_actions;
    QPointer<QWidget> m_before; ///< had the focus
    SearchField* m_search;
    QListWidget* m_list;
    QWidget* m_none;
};

} // namespace nodegrad
