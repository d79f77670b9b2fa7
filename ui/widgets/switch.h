#pragma once
#include <QAbstractButton>

namespace nodegrad {

/// On or off, with an optional text at the right. Space toggles. Connect toggled(bool).
class Switch : public QAbstractButton {
    Q_OBJECT
public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint& position) const override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace nodegrad
