#pragma once
#include <QAbstractButton>

namespace nodegrad {

/// A small raised tile with text and perhaps an icon. Checkable: a filter (checked = accent outline).
/// Not clickable unless setClickable(true) or setCheckable(true).
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString& text = {}, QWidget* parent = nullptr);
    void setIconName(const QString& name);
    void setClickable(bool clickable);
    /// A second, muted text after the first ("CPU" "2 threads").
    /// Width with another detail.
    int widthWith(const QString& detail) const;
    void setDetail(const QString& detail);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint& position) const override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName, m_detail;
    bool m_clickable = false;
};

} // namespace nodegrad
