#include "ui/widgets/progress_ring.h"

#include "ui/theme/styling.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nodegrad {

namespace {

double clean(double share)
{
    return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
}

} // namespace

ProgressRing::ProgressRing(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ProgressRing::setProgress(double share)
{
    share = clean(share);
    if (std::lround(share * 360) == std::lround(m_share * 360) && (share == 1.0) == (m_share == 1.0))
        return;
    m_share = share;
    setAccessibleDescription(QString("%1 %").arg(std::lround(100 * share)));
    update();
}

void ProgressRing::setDiameter(int pixels)
{
    m_diameter = std::max(8, pixels);
    updateGeometry();
}

void ProgressRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = m_diameter / 8.0 + 0.5, edge = std::min(m_diameter, std::min(this->width(), height()));
    const QRectF ring((this->width() - edge) / 2 + width / 2, (height() - edge) / 2 + width / 2, edge - width, edge - width);
    painter.setPen(QPen(theme()(Role::SegmentOn).name() == theme()(Role::Raised).name() ? theme()(Role::Border) : theme()(Role::SegmentOn), width));
    painter.drawEllipse(ring);
    painter.setPen(QPen(theme()(Role::Accent), width, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(ring, 90 * 16, -static_cast<int>(std::lround(m_share * 360 * 16)));
}

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressLine::setProgress(double share)
{
    share = clean(share);
    if (share == m_share)
        return;
    m_share = share;
    setAccessibleDescription(QString("%1 %").arg(std::lround(100 * share)));
    update();
}

void ProgressLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF track = rect();
    paintBox(painter, track, 3, theme()(Role::Sunken), theme()(Role::ControlBorder));
    if (m_share > 0)
        paintBox(painter, {0, 0, std::max(6.0, track.width() * m_share), track.height()}, 3, theme()(Role::Accent));
}

} // namespace nodegrad
