#pragma once
// Ctrl+Z in a field: while something is being typed it is the field's, afterwards the project's.

#include <QWidget>

namespace nodegrad {

/// Watches the fields of a window. A field whose text is not modified (QLineEdit::isModified(), cleared when it is committed)
/// would swallow the keys of undo and redo without doing anything.
class UndoKeys : public QObject {
    Q_OBJECT
public:
    explicit UndoKeys(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
};

} // namespace nodegrad
