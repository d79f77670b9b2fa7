#pragma once
// What the canvas draws a thousand times alike, kept: pictures of bodies and ports at the scale they are seen at, and words with
// their glyphs placed. UI thread only.

#include <array>
#include <cstdint>
#include <functional>

#include <QFont>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>

namespace nodegrad {

/// What makes one picture look unlike another, but for the scale.
using SpriteKey = std::array<std::uint32_t, 6>;

/// Draws what `paint` paints around the origin, moved to `at` and onto whole pixels. `box`: what it covers. `painter` is scaled and
/// translated only, and draws onto an image.
void drawSprite(QPainter& painter, const SpriteKey& key, QPointF at, const QRectF& box, const std::function<void(QPainter&)>& paint);

/// `text` cut with "…" to `room` pixels. Of a name it keeps the number at its end, which tells it from others: "Convolu… 12".
QString cutText(const QString& text, const QFontMetricsF& metrics, double room, Qt::TextElideMode cut);
/// A line of words, cut with "…" where the room ends.
struct Words {
    QList<QGlyphRun> glyphs;
    double width = 0;
    QString shown;               ///< what of the text is there
};
/// Good until the next call. `room`: any when negative.
const Words& wordsOf(const QString& text, const QFont& font, double room = -1, Qt::TextElideMode cut = Qt::ElideRight);
/// With the pen of `painter`.
void drawWords(QPainter& painter, QPointF baseline, const Words& words);

} // namespace nodegrad
