#include "ui/widgets/bar_row.h"

#include "ui/theme/styling.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nodegrad {

BarList::BarList(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarList::setBars(std::vector<Bar> bars)
{
    const bool same = bars.size() == m_bars.size();
    m_bars = std::move(bars);
    QStringList texts;
    for (const Bar& bar : m_bars)
        texts << bar.label + ' ' + bar.value;
    setAccessibleDescription(texts.join(", "));
    if (!same)
        updateGeometry();
    update();
}

void BarList::setTrackVisible(bool visible)
{
    m_track = visible;
    update();
}

void BarList::setRowHeight(int pixels)
{
    m_rowHeight = pixels;
    updateGeometry();
}

QSize BarList::sizeHint() const
{
    const int row = std::max(m_rowHeight, QFontMetrics(font()).height() + 2);
    return {220, row * static_cast<int>(m_bars.size())};
}

QSize BarList::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void BarList::paintEvent(QPaintEvent*)
{
    if (m_bars.empty())
        return;
    QPainter painter(this);
    const Theme& t = theme();
    const QFont strong = nodegrad::font(TextStyle::BodyStrong);
    const QFontMetrics metrics(strong);
    int labels = 0, values = metrics.horizontalAdvance("100.0 %");
    for (const Bar& bar : m_bars) {
        labels = std::max(labels, metrics.horizontalAdvance(bar.label));
        values = std::max(values, metrics.horizontalAdvance(bar.value));
    }
    labels = std::min(labels, width() / 3);
    const double row = height() / static_cast<double>(m_bars.size());
    const double left = labels + 8.0, right = width() - values - 8.0;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const QRectF line(0, row * static_cast<double>(i), width(), row);
        const double thick = std::min(10.0, row - 8);
        const QRectF track(left, line.center().y() - thick / 2, std::max(0.0, right - left), thick);
        if (m_track)
            paintBox(painter, track, 2, t(Role::Sunken), t(Role::Border));
        const double share = std::isfinite(bar.share) ? std::clamp(bar.share, 0.0, 1.0) : 0.0;
        if (track.width() > 0)
            paintBox(painter, {track.left(), track.top(), std::max(1.0, track.width() * share), thick}, 2, t(bar.strong ? Role::Accent : bar.role));
        painter.setFont(bar.strong ? strong : font());
        painter.setPen(t(bar.strong ? Role::Text : Role::TextMuted));
        painter.drawText(QRectF(0, line.top(), labels, row), Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(bar.label, Qt::ElideRight, labels + 1));
        painter.setPen(t(Role::Text));
        painter.drawText(QRectF(right + 4, line.top(), values + 4, row), Qt::AlignVCenter | Qt::AlignRight, bar.value);
    }
}

BarRow::BarRow(const QString& label, double share, const QString& value, QWidget* parent) : BarList(parent)
{
    setBar({label, value, share});
}

} // namespace nodegrad
