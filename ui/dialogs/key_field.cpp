#include "ui/dialogs/key_field.h"

#include <QKeyEvent>

namespace nodegrad {

KeyField::KeyField(QWidget* parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
}

bool KeyField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // no action answers to its keys here
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_unknown:
    case 0: return;
    case Qt::Key_Escape:
        if (event->modifiers() == Qt::NoModifier) {
            emit left();
            return;
        }
        break;
    default: break;
    }
    emit pressed(QKeySequence(QKeyCombination(event->modifiers() & ~Qt::KeypadModifier, static_cast<Qt::Key>(event->key()))));
}

} // namespace nodegrad
