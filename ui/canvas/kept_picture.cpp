#include "ui/canvas/kept_picture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include <QPainter>

namespace nodegrad {

namespace {

constexpr int kMostParts = 6;            ///< beyond, one part around them is painted
constexpr int kStrips = 8;               ///< to a picture

/// `by` in whole pixels of the device; nothing when it is not.
std::optional<QPoint> wholePixels(QPointF by)
{
    const QPointF rounded(std::round(by.x()), std::round(by.y()));
    if (std::abs(by.x() - rounded.x()) > 1e-3 || std::abs(by.y() - rounded.y()) > 1e-3)
        return std::nullopt;
    return rounded.toPoint();
}

} // namespace

void KeptPicture::invalidate(const QRectF& part, double reach)
{
    const QRectF view = QRectF(part.topLeft() * m_place.zoom + m_place.origin, part.size() * m_place.zoom).adjusted(-reach, -reach, reach, reach);
    const QRectF pixels = QRectF(view.topLeft() * m_place.ratio, view.size() * m_place.ratio) & QRectF(m_image.rect());
    m_dirty += pixels.toAlignedRect();
}

void KeptPicture::bringTo(const Place& place, const Paint& paint)
{
    moveTo(place);
    if (m_dirty.rectCount() > kMostParts)
        m_dirty = m_dirty.boundingRect();
    paintParts(std::exchange(m_dirty, {}), paint);
}

void KeptPicture::moveTo(const Place& place)
{
    const QSize pixels(static_cast<int>(std::ceil(place.size.width() * place.ratio)), static_cast<int>(std::ceil(place.size.height() * place.ratio)));
    if (m_image.size() != pixels) {
        m_image = QImage(pixels, QImage::Format_RGB32);
        m_isStale = true;
    }
    const auto by = wholePixels((place.origin - m_place.origin) * place.ratio);
    if (m_isStale || place.zoom != m_place.zoom || place.ratio != m_place.ratio || !by)
        m_dirty = m_image.rect();
    else if (!by->isNull())
        scroll(*by);
    m_place = place;
    m_isStale = false;
}

QRect KeptPicture::paintStrip(const Paint& paint)
{
    QRect strip = m_dirty.boundingRect();
    strip.setHeight(std::min(strip.height(), m_image.height() / kStrips + 1));
    paintParts(strip, paint);
    m_dirty -= strip;
    return strip;
}

void KeptPicture::paintParts(const QRegion& parts, const Paint& paint)
{
    if (parts.isEmpty())
        return;
    QPainter painter(&m_image);
    for (const QRect& part : parts) {
        painter.save();
        painter.setClipRect(part);
        painter.scale(m_place.ratio, m_place.ratio);
        paint(painter, QRectF(QPointF(part.topLeft()) / m_place.ratio, QSizeF(part.size()) / m_place.ratio));
        painter.restore();
    }
}

/// What comes into sight is dirty, and so is what was dirty at its new place.
void KeptPicture::scroll(QPoint by)
{
    const QRect all = m_image.rect(), target = all.translated(by) & all;
    m_dirty = (m_dirty.translated(by) & all) + (QRegion(all) - target);
    if (target.isEmpty())
        return;
    const QRect source = target.translated(-by);
    const auto bytes = static_cast<std::size_t>(target.width()) * 4;
    for (int i = 0; i < target.height(); ++i) {
        const int row = by.y() > 0 ? target.height() - 1 - i : i; // no row is overwritten before it was read
        std::memmove(m_image.scanLine(target.top() + row) + target.left() * 4, m_image.constScanLine(source.top() + row) + source.left() * 4, bytes);
    }
}

} // namespace nodegrad
