#include "ui/widgets/chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/styling.h"

#include <QPainter>

namespace nodegrad {

Chip::Chip(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void Chip::setIconName(const QString& name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void Chip::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
}

void Chip::setDetail(const QString& detail)
{
    m_detail = detail;
    setAccessibleDescription(detail);
    updateGeometry();
    update();
}

int Chip::widthWith(const QString& detail) const
{
    const QFontMetrics metrics(font());
    int width = 16 + metrics.horizontalAdvance(text()) + 1;
    if (!m_iconName.isEmpty())
        width += measure::iconSmall + 6;
    if (!detail.isEmpty())
        width += metrics.horizontalAdvance(detail) + 6;
    return width;
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {widthWith(m_detail), std::max(isCheckable() || m_clickable ? measure::buttonSmall : measure::chip, metrics.height() + 4)};
}

bool Chip::hitButton(const QPoint& position) const
{
    return (m_clickable || isCheckable()) && rect().contains(position);
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool works = (m_clickable || isCheckable()) && isEnabled();
    if (isCheckable() && focusPolicy() == Qt::NoFocus)
        setFocusPolicy(Qt::StrongFocus);
    const bool on = isChecked();
    const QColor fill = on ? t(Role::AccentSoft) : works && underMouse() ? t(Role::Hover) : t(Role::Raised);
    paintBox(painter, rect(), measure::radiusTile, fill, t(on ? Role::Accent : Role::Border));
    const Role role = !isEnabled() ? Role::TextDisabled : on ? Role::Accent : Role::Text;
    const QFontMetrics metrics(font());
    int x = 8;
    if (!m_iconName.isEmpty()) {
        paintIcon(painter, QRectF(x, (height() - 14) / 2.0, 14, 14), m_iconName, t(role));
        x += measure::iconSmall + 6;
    }
    painter.setPen(t(role));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (!m_detail.isEmpty()) {
        x += metrics.horizontalAdvance(text()) + 6;
        painter.setPen(t(Role::TextMuted));
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, m_detail);
    }
    if (hasFocus())
        paintFocusRing(painter, rect(), measure::radiusTile);
}

} // namespace nodegrad
