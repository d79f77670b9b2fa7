#pragma once

#include <QLineEdit>

namespace nodegrad {

/// Shows the keys of an action; while it has the focus, the next keys that are pressed are the wish for new ones. Tab and Esc leave.
class KeyField : public QLineEdit {
    Q_OBJECT
public:
    explicit KeyField(QWidget* parent = nullptr);

signals:
    void pressed(const QKeySequence& keys);
    void left();         ///< Esc

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace nodegrad
