#include "ui/canvas/view_picture.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QPainter>

namespace nodegrad {

namespace {

/// Pixels a pixel of the view while it zooms.
double coarseRatio(double ratio)
{
    return std::max(1.0, ratio / 2);
}

KeptPicture::Place coarsely(KeptPicture::Place place)
{
    place.ratio = coarseRatio(place.ratio);
    return place;
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

void ViewPicture::invalidate()
{
    m_fine.invalidate();
    m_coarse.invalidate();
}

void ViewPicture::invalidate(const QRectF& part, double reach)
{
    m_fine.invalidate(part, reach);
    m_coarse.invalidate(part, reach);
}

void ViewPicture::bringTo(const KeptPicture::Place& place, bool zooms, const KeptPicture::Paint& paint)
{
    m_place = place;
    m_fine.moveTo(place);
    if (zooms && coarseRatio(place.ratio) < place.ratio && m_fineMs > m_slowMs && m_fine.dirty() == m_fine.image().rect())
        m_isFine = false;
    if (!m_isFine) {
        m_coarse.bringTo(coarsely(place), paint);
        return;
    }
    const bool isAll = m_fine.dirty() == m_fine.image().rect();
    QElapsedTimer timer;
    timer.start();
    m_fine.bringTo(place, paint);
    if (isAll)
        m_fineMs = milliseconds(timer);
}

QRect ViewPicture::refine(const KeptPicture::Place& place, const KeptPicture::Paint& paint)
{
    m_place = place;
    m_fine.moveTo(place);
    if (m_fine.dirty() == m_fine.image().rect())
        m_fineMs = 0;
    QElapsedTimer timer;
    timer.start();
    const QRect strip = m_fine.paintStrip(paint);
    m_fineMs += milliseconds(timer);
    m_isFine = m_fine.dirty().isEmpty();
    if (m_isFine)
        m_coarse = {};
    return QRectF(QPointF(strip.topLeft()) / m_place.ratio, QSizeF(strip.size()) / m_place.ratio).toAlignedRect();
}

void ViewPicture::draw(QPainter& painter, const QRegion& region) const
{
    const double ratio = m_place.ratio, fewer = coarseRatio(ratio) / ratio;
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    for (const QRect& part : region) {
        const QRect pixels = QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio).toAlignedRect() & m_fine.image().rect();
        for (const QRect& fine : QRegion(pixels) - m_fine.dirty())
            painter.drawImage(fine.topLeft(), m_fine.image(), fine);
        for (const QRect& coarse : m_fine.dirty() & pixels)
            painter.drawImage(QRectF(coarse), m_coarse.image(), QRectF(QPointF(coarse.topLeft()) * fewer, QSizeF(coarse.size()) * fewer));
    }
    painter.restore();
}

} // namespace nodegrad
