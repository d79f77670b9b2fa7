#include "ui/widgets/badge.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QPainter>

namespace nodegrad {

Badge::Badge(const QString& text, Tone tone, QWidget* parent) : QWidget(parent), m_tone(tone)
{
    setFont(nodegrad::font(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Badge::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Badge::setFilled(bool filled)
{
    m_filled = filled;
    updateGeometry();
    update();
}

void Badge::setGlyph(bool visible)
{
    m_glyph = visible;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int height = std::max(16, metrics.height() + 2);
    const int glyph = m_glyph && !toneIconName(m_tone).isEmpty() ? 16 : 0;
    return {std::max(height, metrics.horizontalAdvance(m_text) + (m_filled ? 8 : 12) + glyph), height};
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool danger = m_tone == Tone::Danger;
    const QColor fill = m_filled ? t(danger ? Role::DangerFill : Role::AccentFill) : t(toneGround(m_tone));
    const QColor ink = m_filled ? t(danger ? Role::OnDanger : Role::OnAccent) : t(toneText(m_tone));
    paintBox(painter, rect(), m_filled ? height() / 2.0 : measure::radiusField, fill);
    QRect text = rect();
    if (const QString glyph = toneIconName(m_tone); m_glyph && !glyph.isEmpty()) {
        paintIcon(painter, QRectF(5, (height() - 12) / 2.0, 12, 12), glyph, ink);
        text.setLeft(text.left() + 16);
    }
    painter.setPen(ink);
    painter.drawText(text, Qt::AlignCenter, m_text);
}

} // namespace nodegrad
