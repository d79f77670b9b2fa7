#pragma once

#include <QDialog>

namespace nodegrad {

/// Versions, licence and where the log lies. All text can be selected.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace nodegrad
