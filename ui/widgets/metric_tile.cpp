#include "ui/widgets/metric_tile.h"

#include "ui/theme/styling.h"

#include <QPainter>

namespace nodegrad {

MetricTile::MetricTile(const QString& caption, QWidget* parent) : QWidget(parent), m_caption(caption)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateAccessible();
}

void MetricTile::setCaption(const QString& caption)
{
    m_caption = caption;
    updateAccessible();
}

void MetricTile::setValue(const QString& value)
{
    if (value == m_value)
        return;
    m_value = value;
    updateAccessible();
}

void MetricTile::setNote(const QString& note)
{
    if (note == m_note)
        return;
    m_note = note;
    updateAccessible();
}

void MetricTile::updateAccessible()
{
    setAccessibleName(m_caption);
    setAccessibleDescription(m_value + ' ' + m_note);
    update();
}

QSize MetricTile::sizeHint() const
{
    const int caption = QFontMetrics(nodegrad::font(TextStyle::Caption)).height();
    return {126, 8 + caption + 1 + QFontMetrics(nodegrad::font(TextStyle::Metric)).height() + 1 + caption + 8};
}

QSize MetricTile::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void MetricTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    paintBox(painter, rect(), measure::radiusTile, t(Role::Raised), t.name() == ThemeName::HighContrast ? t(Role::Border) : QColor());
    QRect line = rect().adjusted(10, 8, -8, -8);
    const auto draw = [&](TextStyle style, Role role, const QString& text) {
        const QFont face = nodegrad::font(style);
        const QFontMetrics metrics(face);
        painter.setFont(face);
        painter.setPen(t(role));
        painter.drawText(QRect(line.left(), line.top(), line.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, line.width()));
        line.setTop(line.top() + metrics.height() + 1);
    };
    draw(TextStyle::Caption, Role::TextMuted, m_caption);
    draw(TextStyle::Metric, Role::Text, m_value.isEmpty() ? QString(QChar(0x2013)) : m_value);
    draw(TextStyle::Caption, Role::TextMuted, m_note);
}

} // namespace nodegrad
