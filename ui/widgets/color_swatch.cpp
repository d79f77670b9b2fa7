#include "ui/widgets/color_swatch.h"

#include "ui/theme/styling.h"

#include <QPainter>

namespace nodegrad {

ColorSwatch::ColorSwatch(const QColor& color, QWidget* parent) : QWidget(parent), m_color(color)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ColorSwatch::setColor(const QColor& color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
}

void ColorSwatch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintSwatch(painter, QRectF((width() - 14) / 2.0, (height() - 10) / 2.0, 14, 10), m_color);
}

QIcon swatchIcon(const QColor& color)
{
    QIcon icon;
    for (const int scale : {1, 2, 3}) {
        QPixmap pixmap(measure::icon * scale, measure::icon * scale); // square, as asked for: it is not scaled, and keeps its distance
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintSwatch(painter, QRectF((measure::icon - 14) / 2.0, (measure::icon - 10) / 2.0, 14, 10), color);
        painter.end();
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Active})
            icon.addPixmap(pixmap, mode);
    }
    return icon;
}

void paintSwatch(QPainter& painter, const QRectF& rect, const QColor& color)
{
    if (color.isValid())
        paintBox(painter, rect, 3, color);
}

} // namespace nodegrad
