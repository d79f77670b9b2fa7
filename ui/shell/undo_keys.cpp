#include "ui/shell/undo_keys.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace nodegrad {

UndoKeys::UndoKeys(QWidget* window) : QObject(window), m_window(window)
{
    qApp->installEventFilter(this);
}

bool UndoKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType() || !m_window->isAncestorOf(static_cast<QWidget*>(watched)))
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return false;
    const auto* field = qobject_cast<const QLineEdit*>(watched);
    if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(watched))
        field = spin->findChild<const QLineEdit*>();
    if (!field || field->isModified())
        return false;
    event->ignore(); // nobody wants it: the shortcut of the window acts
    return true;
}

} // namespace nodegrad
