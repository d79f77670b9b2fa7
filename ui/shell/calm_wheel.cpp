#include "ui/shell/calm_wheel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>

namespace nodegrad {

CalmWheel::CalmWheel(QWidget* window) : QObject(window)
{
    qApp->installEventFilter(this);
}

bool CalmWheel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel && event->type() != QEvent::Polish)
        return false;
    if (!qobject_cast<QComboBox*>(watched) && !qobject_cast<QAbstractSpinBox*>(watched))
        return false;
    auto* field = static_cast<QWidget*>(watched);
    if (event->type() == QEvent::Polish) {
        if (field->focusPolicy() == Qt::WheelFocus)
            field->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    event->ignore(); // handled here, wanted by the parent
    return true;
}

} // namespace nodegrad
