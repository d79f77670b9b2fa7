#pragma once
// What a view last showed, kept in pixels of the device: moved when the view is moved, painted anew where it changed.

#include <functional>

#include <QImage>
#include <QPointF>
#include <QRegion>

class QPainter;

namespace nodegrad {

/// UI thread.
class KeptPicture {
public:
    struct Place {
        QSize size;              ///< of the view
        double ratio = 1;        ///< pixels of the device a pixel of the view
        double zoom = 1;
        QPointF origin;          ///< where (0, 0) of what is shown lies in the view
        bool operator==(const Place&) const = default;
    };
    /// Paints all that touches `part` (of the view); `painter` is in coordinates of the view.
    using Paint = std::function<void(QPainter& painter, const QRectF& part)>;

    void invalidate() { m_isStale = true; }
    /// `part`: of what is shown; `reach`: how far over it, in pixels of the view.
    void invalidate(const QRectF& part, double reach);
    /// Paints what is missing or has changed.
    void bringTo(const Place& place, const Paint& paint);
    /// Moves what it has; what is missing then is dirty.
    void moveTo(const Place& place);
    /// Paints of what is dirty a strip at the top, and gives it. In pixels of the device.
    QRect paintStrip(const Paint& paint);
    /// In pixels of the device.
    const QImage& image() const { return m_image; }
    const QRegion& dirty() const { return m_dirty; }

private:
    void scroll(QPoint by);
    void paintParts(const QRegion& parts, const Paint& paint);
    QImage m_image;
    Place m_place;
    QRegion m_dirty;             ///< in pixels of the device
    bool m_isStale = true;
};

} // namespace nodegrad
