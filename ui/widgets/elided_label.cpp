#include "ui/widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace nodegrad {

ElidedLabel::ElidedLabel(const QString& text, TextStyle style, Role role, QWidget* parent)
    : QWidget(parent), m_style(style), m_role(role)
{
    setFont(nodegrad::font(style));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString& text)
{
    if (text == m_text && !accessibleName().isNull())
        return;
    m_text = text;
    setAccessibleName(text.isNull() ? QString("") : text);
    updateGeometry();
    update();
}

void ElidedLabel::setStyleAndRole(TextStyle style, Role role)
{
    m_style = style;
    m_role = role;
    setFont(m_mono ? monoFont(style) : nodegrad::font(style));
    updateGeometry();
    update();
}

void ElidedLabel::setMono(bool mono)
{
    m_mono = mono;
    setStyleAndRole(m_style, m_role);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(m_text) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    return {std::min(sizeHint().width(), metrics.horizontalAdvance("mmm…")), metrics.height()};
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const bool cut = QFontMetrics(font()).horizontalAdvance(m_text) > width();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), cut ? m_text : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(theme()(isEnabled() ? m_role : Role::TextDisabled));
    painter.drawText(rect(), static_cast<int>(m_alignment) | Qt::TextSingleLine, QFontMetrics(font()).elidedText(m_text, m_mode, width()));
}

} // namespace nodegrad
