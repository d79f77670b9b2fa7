#include "ui/widgets/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nodegrad {

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void Sparkline::setValues(std::vector<double> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    update();
}

void Sparkline::setColor(const QColor& color)
{
    m_color = color;
    update();
}

void Sparkline::paintEvent(QPaintEvent*)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double value : m_values) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (!(low <= high) || m_values.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_color.isValid() ? m_color : theme()(Role::Accent), 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double span = high > low ? high - low : 1, w = width() - 2.0, h = height() - 4.0;
    const auto point = [&](std::size_t index, double value) {
        return QPointF(1 + w * static_cast<double>(index) / static_cast<double>(m_values.size() - 1), 2 + h * (high - value) / span);
    };
    const auto columns = static_cast<std::size_t>(std::max(1.0, w));
    QPolygonF line;
    const auto flush = [&] {
        if (line.size() > 1)
            painter.drawPolyline(line);
        line.clear();
    };
    const std::size_t stride = std::max<std::size_t>(1, m_values.size() / columns);
    for (std::size_t begin = 0; begin < m_values.size(); begin += stride) {
        const std::size_t end = std::min(begin + stride, m_values.size());
        std::size_t lowest = end, highest = end;
        for (std::size_t i = begin; i < end; ++i) {
            if (!std::isfinite(m_values[i]))
                continue;
            if (lowest == end || m_values[i] < m_values[lowest])
                lowest = i;
            if (highest == end || m_values[i] > m_values[highest])
                highest = i;
        }
        if (lowest == end) {
            flush();
            continue;
        }
        line << point(std::min(lowest, highest), m_values[std::min(lowest, highest)]);
        if (lowest != highest)
            line << point(std::max(lowest, highest), m_values[std::max(lowest, highest)]);
    }
    flush();
}

} // namespace nodegrad
