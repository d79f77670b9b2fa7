#include "ui/widgets/switch.h"

#include "ui/theme/styling.h"

#include <QPainter>

namespace nodegrad {

namespace {

constexpr int trackWidth = 26, trackHeight = 14, ring = 3, gap = 8;

} // namespace

Switch::Switch(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int textWidth = text().isEmpty() ? 0 : gap + metrics.horizontalAdvance(text()) + 2;
    return {trackWidth + 2 * ring + textWidth, std::max(trackHeight + 2 * ring, metrics.height() + 4)};
}

bool Switch::hitButton(const QPoint& position) const
{
    return rect().contains(position);
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF track(ring, (height() - trackHeight) / 2.0, trackWidth, trackHeight);
    const bool on = isChecked();
    if (on)
        paintBox(painter, track, trackHeight / 2.0, t(isEnabled() ? Role::AccentFill : Role::TextDisabled));
    else
        paintBox(painter, track, trackHeight / 2.0, t(Role::Sunken), t(isEnabled() ? Role::ControlBorder : Role::Border));
    painter.setPen(Qt::NoPen);
    painter.setBrush(t(on ? Role::OnAccent : isEnabled() ? Role::TextMuted : Role::TextDisabled));
    const double x = on ? track.right() - trackHeight / 2.0 : track.left() + trackHeight / 2.0;
    painter.drawEllipse(QPointF(x, track.center().y()), on ? 5 : 4, on ? 5 : 4);
    if (hasFocus())
        paintFocusRing(painter, track.adjusted(-3, -3, 3, 3), trackHeight / 2.0 + 2);
    if (!text().isEmpty()) {
        painter.setPen(t(isEnabled() ? Role::TextMuted : Role::TextDisabled));
        painter.drawText(QRectF(track.right() + gap, 0, width() - track.right() - gap, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    }
}

} // namespace nodegrad
