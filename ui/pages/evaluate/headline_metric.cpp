#include "ui/pages/evaluate/headline_metric.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr int gap = 6, side = 8;

int widthOf(const QString& text, TextStyle style)
{
    return text.isEmpty() ? 0 : QFontMetrics(textFont(style)).horizontalAdvance(text) + 1;
}

} // namespace

HeadlineMetric::HeadlineMetric(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void HeadlineMetric::set(const QString& caption, const QString& value, const QString& note)
{
    m_caption = caption;
    m_value = value;
    m_note = note;
    setAccessibleName(caption);
    setAccessibleDescription(value + QLatin1Char(' ') + note);
    setToolTip(note.isEmpty() ? QString() : caption + QLatin1Char(' ') + value + QStringLiteral(", ") + note);
    setVisible(!value.isEmpty());
    updateGeometry();
    update();
}

void HeadlineMetric::setNoteVisible(bool visible)
{
    m_noteVisible = visible;
    updateGeometry();
    update();
}

QSize HeadlineMetric::sizeHint() const
{
    int width = 2 * side + widthOf(m_caption, TextStyle::Body) + gap + widthOf(m_value, TextStyle::Heading);
    if (m_noteVisible && !m_note.isEmpty())
        width += gap + widthOf(m_note, TextStyle::Body);
    return {width, 28};
}

void HeadlineMetric::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    int left = side;
    const auto draw = [&](const QString& text, TextStyle style, Role role) {
        painter.setFont(textFont(style));
        painter.setPen(t(role));
        painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        left += widthOf(text, style) + gap;
    };
    draw(m_caption, TextStyle::Body, Role::TextMuted);
    draw(m_value, TextStyle::Heading, Role::Text);
    if (m_noteVisible && !m_note.isEmpty())
        draw(m_note, TextStyle::Body, Role::TextMuted);
    painter.fillRect(QRectF(width() - 1, 6, 1, height() - 12), t(Role::Border));
}

} // namespace nodegrad
