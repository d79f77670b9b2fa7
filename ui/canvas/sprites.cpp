#include "ui/canvas/sprites.h"

#include <cmath>

#include <QCache>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextLayout>

namespace nodegrad {

namespace {

constexpr int kMostSpriteBytes = 64 << 20, kMostWords = 20'000;
constexpr double kScaleSteps = 4096;     ///< scales nearer than one part of this are one

struct Sprite {
    QPixmap picture;
    QPoint offset;                       ///< of its corner, in pixels
};

struct PlacedKey {
    SpriteKey look;
    int scale;
    bool operator==(const PlacedKey&) const = default;
};

size_t qHash(const PlacedKey& key, size_t seed)
{
    return qHashRange(key.look.begin(), key.look.end(), seed ^ static_cast<size_t>(key.scale));
}

struct WordsKey {
    QString text;
    int pixels, weight, room;            ///< of the one family that the canvas has
    Qt::TextElideMode cut;
    bool operator==(const WordsKey&) const = default;
};

size_t qHash(const WordsKey& key, size_t seed)
{
    return qHashMulti(seed, key.text, key.pixels, key.weight, key.room, static_cast<int>(key.cut));
}

Sprite painted(const QRectF& box, double scale, const std::function<void(QPainter&)>& paint)
{
    const QPoint corner(static_cast<int>(std::floor(box.left() * scale)), static_cast<int>(std::floor(box.top() * scale)));
    const QSize size(static_cast<int>(std::ceil(box.right() * scale)) - corner.x() + 1, static_cast<int>(std::ceil(box.bottom() * scale)) - corner.y() + 1);
    QPixmap picture(size);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-corner);
    painter.scale(scale, scale);
    paint(painter);
    return {picture, corner};
}

Words laidOut(const QString& text, const QFont& font, double room, Qt::TextElideMode cut)
{
    const QFontMetricsF metrics(font);
    Words words;
    words.shown = room >= 0 ? cutText(text, metrics, room, cut) : text;
    QTextLayout layout(words.shown, font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    if (!line.isValid())
        return words;
    words.width = metrics.horizontalAdvance(words.shown);
    words.glyphs = layout.glyphRuns();
    for (QGlyphRun& run : words.glyphs) { // from the baseline on, not from the top of the line
        QList<QPointF> places = run.positions();
        for (QPointF& place : places)
            place.ry() -= line.ascent();
        run.setPositions(places);
    }
    return words;
}

} // namespace

void drawSprite(QPainter& painter, const SpriteKey& key, QPointF at, const QRectF& box, const std::function<void(QPainter&)>& paint)
{
    static QCache<PlacedKey, Sprite> kept(kMostSpriteBytes);
    const QTransform world = painter.worldTransform();
    const PlacedKey placed{key, static_cast<int>(std::lround(world.m11() * kScaleSteps))};
    const Sprite* sprite = kept.object(placed);
    Sprite fresh;
    if (!sprite) {
        fresh = painted(box, world.m11(), paint);
        kept.insert(placed, new Sprite(fresh), fresh.picture.width() * fresh.picture.height() * 4);
        sprite = &fresh;
    }
    const QPointF place = world.map(at);
    painter.setWorldTransform(QTransform());
    painter.drawPixmap(QPoint(static_cast<int>(std::floor(place.x() + 0.5)), static_cast<int>(std::floor(place.y() + 0.5))) + sprite->offset, sprite->picture);
    painter.setWorldTransform(world);
}

QString cutText(const QString& text, const QFontMetricsF& metrics, double room, Qt::TextElideMode cut)
{
    if (metrics.horizontalAdvance(text) <= room)
        return text;
    auto number = text.size();
    while (number > 0 && text[number - 1].isDigit())
        --number;
    if (cut != Qt::ElideMiddle || number < 2 || number == text.size() || text[number - 1] != QLatin1Char(' '))
        return metrics.elidedText(text, cut, room);
    const QString end = text.mid(number - 1);
    const double rest = room - metrics.horizontalAdvance(end);
    return rest < metrics.horizontalAdvance(text.left(1) + QStringLiteral("…")) ? metrics.elidedText(text, Qt::ElideMiddle, room)
                                                                                : metrics.elidedText(text.left(number - 1), Qt::ElideRight, rest) + end;
}

const Words& wordsOf(const QString& text, const QFont& font, double room, Qt::TextElideMode cut)
{
    static QCache<WordsKey, Words> kept(kMostWords);
    static const bool endsWithProgram = (qAddPostRoutine([] { kept.clear(); }), true); // fonts outlive no application
    Q_UNUSED(endsWithProgram);
    const WordsKey key{text, font.pixelSize(), font.weight(), room < 0 ? -1 : static_cast<int>(room), cut};
    if (const Words* known = kept.object(key))
        return *known;
    auto* made = new Words(laidOut(text, font, key.room, cut));
    kept.insert(key, made);
    return *made;
}

void drawWords(QPainter& painter, QPointF baseline, const Words& words)
{
    for (const QGlyphRun& run : words.glyphs)
        painter.drawGlyphRun(baseline, run);
}

} // namespace nodegrad
