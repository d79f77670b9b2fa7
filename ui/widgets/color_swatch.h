#pragma once
#include <QColor>
#include <QIcon>
#include <QWidget>

class QPainter;

namespace nodegrad {

/// The colour of a run, 14 x 10, corner 3.
class ColorSwatch : public QWidget {
    Q_OBJECT
public:
    explicit ColorSwatch(const QColor& color = {}, QWidget* parent = nullptr);
    void setColor(const QColor& color);
    QColor color() const { return m_color; }
    QSize sizeHint() const override { return {14, 10}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor m_color;
};

/// The same mark as an icon for tables, combo boxes and menus, 14 x 10 in 16 x 16; a selected row does not tint it.
QIcon swatchIcon(const QColor& color);
/// And for delegates.
void paintSwatch(QPainter& painter, const QRectF& rect, const QColor& color);

} // namespace nodegrad
