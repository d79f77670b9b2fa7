#pragma once

#include <QDialog>

namespace nodegrad {

class Actions;

/// All actions with their shortcuts, by group, with a search field; Enter or a double click runs one.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(Actions* actions, QWidget* parent = nullptr);
};

} // namespace nodegrad
