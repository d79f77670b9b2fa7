#pragma once
// The wheel scrolls what is looked at; it never changes a value that happens to lie under the mouse.

#include <QWidget>

namespace nodegrad {

/// Watches the choices and numbers of the program: turning the wheel over one scrolls the panel that it lies in.
class CalmWheel : public QObject {
    Q_OBJECT
public:
    explicit CalmWheel(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace nodegrad
