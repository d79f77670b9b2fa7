#pragma once
// The picture of a view. On a fine screen a zoom is followed with fewer pixels where all of them take too long; once it stands, the picture
// is made fine strip by strip.

#include "ui/canvas/kept_picture.h"

namespace nodegrad {

/// UI thread.
class ViewPicture {
public:
    /// `slowMs`: longer than that, a fine picture is not painted within a zoom.
    explicit ViewPicture(double slowMs = 10) : m_slowMs(slowMs) {}
    void invalidate();
    void invalidate(const QRectF& part, double reach);
    /// Ready to be drawn for `place`. `zooms`: another zoom follows soon.
    void bringTo(const KeptPicture::Place& place, bool zooms, const KeptPicture::Paint& paint);
    /// `painter` is in pixels of the view, and so is `region`.
    void draw(QPainter& painter, const QRegion& region) const;
    bool isFine() const { return m_isFine; }
    /// Makes a strip of it fine, and gives it, in pixels of the view.
    QRect refine(const KeptPicture::Place& place, const KeptPicture::Paint& paint);

private:
    KeptPicture m_fine, m_coarse;
    KeptPicture::Place m_place;
    double m_slowMs, m_fineMs = 0;           ///< how long a whole fine picture took last
    bool m_isFine = true;
};

} // namespace nodegrad
