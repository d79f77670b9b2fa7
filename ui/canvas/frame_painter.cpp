#include "ui/canvas/frame_painter.h"

#include <algorithm>
#include <memory>

#include <QAbstractTextDocumentLayout>
#include <QCache>
#include <QFontMetricsF>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kFill = 0.10, kNoteFill = 0.16, kBorder = 0.65; ///< of the colour, over the neutral one
constexpr double kSide = 12, kTop = 8, kLock = 12;
constexpr int kKeptNotes = 64;

/// Never reads a file or the network for what the text names.
class NoteDocument : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl&) override { return {}; }
};

/// Laid out once a text, width and theme.
const QTextDocument& noteDocument(const QString& text, int width)
{
    static QCache<QString, NoteDocument> kept(kKeptNotes);
    const QFont body = font(TextStyle::Body);
    const QString key = QStringLiteral("%1 %2 %3 %4 %5").arg(width).arg(theme().color(Role::Text).name(), theme().color(Role::Accent).name(), body.key(), text);
    if (const NoteDocument* known = kept.object(key))
        return *known;
    auto* document = new NoteDocument;
    document->setDefaultFont(body);
    document->setDocumentMargin(0);
    // A line end that was typed is a line end; Markdown wants two blanks before it.
    document->setMarkdown(QString(text).replace(QLatin1Char('\n'), QLatin1String("  \n")), QTextDocument::MarkdownDialectGitHub);
    document->setTextWidth(width);
    kept.insert(key, document);
    return *document;
}

/// Where the last line that fits whole into `height` ends, and where the end of its text is; null when not one fits.
QPointF endOfWhatFits(const QTextDocument& document, double height)
{
    QPointF end;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QRectF box = document.documentLayout()->blockBoundingRect(block);
        for (int i = 0; i < block.layout()->lineCount(); ++i) {
            const QTextLine line = block.layout()->lineAt(i);
            const double bottom = box.top() + line.y() + line.height();
            if (bottom > height)
                return end;
            end = {box.left() + line.naturalTextRect().right(), bottom};
        }
    }
    return end;
}

/// Of a note in which no line fits whole: its first words, in the middle of it.
void paintFirstWords(QPainter& painter, const QTextDocument& document, const QRectF& room)
{
    painter.setFont(font(TextStyle::Body));
    const QFontMetricsF metrics(painter.font());
    const QRectF box = room.adjusted(0, -kTop, 0, 4);
    if (box.height() < metrics.ascent())
        return;
    const QString line = document.firstBlock().text(), more = QStringLiteral("…");
    const QString shown = metrics.elidedText(line, Qt::ElideRight, room.width() - metrics.horizontalAdvance(more));
    painter.setPen(theme().color(Role::Text));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown == line ? line + more : shown);
}

/// Whole lines; where there are more, the last of them says so.
void paintNote(QPainter& painter, const QString& text, const QRectF& room, const QColor& ground)
{
    const QTextDocument& document = noteDocument(text, std::max(1, static_cast<int>(room.width())));
    painter.save();
    painter.translate(room.topLeft());
    QRectF clip(QPointF(), room.size());
    const bool isCut = document.size().height() > room.height() + 1;
    const QPointF end = isCut ? endOfWhatFits(document, room.height()) : QPointF();
    if (isCut && end.isNull()) {
        painter.restore();
        paintFirstWords(painter, document, room);
        return;
    }
    if (isCut)
        clip.setHeight(end.y());
    painter.setClipRect(clip, Qt::IntersectClip);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, theme().color(Role::Text));
    context.palette.setColor(QPalette::Link, theme().color(Role::Accent));
    context.clip = clip;
    document.documentLayout()->draw(&painter, context);
    painter.restore();
    if (!isCut)
        return;
    const QString more = QStringLiteral("…");
    painter.setFont(font(TextStyle::Body));
    const double width = painter.fontMetrics().horizontalAdvance(more), height = painter.fontMetrics().height();
    const QRectF place(room.left() + std::clamp(end.x(), 0.0, std::max(0.0, room.width() - width)), room.top() + std::max(0.0, end.y() - height), width, height);
    painter.fillRect(place, ground);
    painter.setPen(theme().color(Role::Text));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, more);
}

void paintTitle(QPainter& painter, const Frame& frame, const QString& parameters, QRectF room)
{
    painter.setFont(nodegrad::font(TextStyle::Caption));
    const double width = painter.fontMetrics().horizontalAdvance(parameters);
    if (width > 0 && width < room.width() / 2) {
        painter.setPen(theme().color(Role::TextMuted));
        painter.drawText(room, Qt::AlignRight | Qt::AlignTop, parameters);
        room.setRight(room.right() - width - 8);
    }
    painter.setFont(nodegrad::font(TextStyle::BodyStrong));
    painter.setPen(theme().color(Role::Text));
    if (frame.locked)
        room.setLeft(room.left() + kLock + 6);
    painter.drawText(room, Qt::TextSingleLine, painter.fontMetrics().elidedText(QString::fromStdString(frame.title), Qt::ElideRight, static_cast<int>(room.width())));
}

void paintLock(QPainter& painter, QPointF at)
{
    const double ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(QRectF(at, QSizeF(kLock, kLock)), iconPixmap(QStringLiteral("lock"), theme().color(Role::TextMuted), static_cast<int>(kLock), ratio),
                       QRectF(0, 0, kLock * ratio, kLock * ratio));
}

void paintFrame(QPainter& painter, const Frame& frame, const QString& parameters, const QRectF& box, double zoom)
{
    const Theme& colors = theme();
    const QColor own = frameColor(frame.color), ground = colors.color(frame.note ? Role::Raised : Role::FrameFill);
    const double radius = frame.note ? 2 : 8;
    painter.setPen(QPen(own.isValid() ? Theme::blend(own, kBorder, colors.color(Role::FrameBorder)) : colors.color(Role::FrameBorder), 1));
    painter.setBrush(own.isValid() ? Theme::blend(own, frame.note ? kNoteFill : kFill, ground) : ground);
    painter.drawRoundedRect(box, radius, radius);
    painter.save();
    painter.translate(box.topLeft());
    painter.scale(1 / zoom, 1 / zoom);
    const QRectF room(kSide, kTop, box.width() * zoom - 2 * kSide, box.height() * zoom - kTop - 4);
    if (frame.note)
        paintNote(painter, QString::fromStdString(frame.title), room, painter.brush().color());
    else if (zoom >= kFrameTitleAbove)
        paintTitle(painter, frame, parameters, room);
    if (frame.locked && (frame.note || zoom >= kFrameTitleAbove))
        paintLock(painter, frame.note ? QPointF(box.width() * zoom - kLock - 6, 6) : room.topLeft() + QPointF(0, 2));
    painter.restore();
}

/// Over what lies there: layers that stand high in a small frame would hide it.
void paintTitleAbove(QPainter& painter, const Frame& frame, const QRectF& box, double zoom)
{
    painter.save();
    painter.translate(box.topLeft());
    painter.scale(1 / zoom, 1 / zoom);
    const QRectF room(2, -kFrameStrip, box.width() * zoom - 4, kFrameStrip - 2);
    painter.setFont(nodegrad::font(TextStyle::BodyStrong));
    const double width = painter.fontMetrics().horizontalAdvance(QString::fromStdString(frame.title)) + (frame.locked ? kLock + 6 : 0);
    painter.fillRect(QRectF(room.left() - 2, room.top(), std::min(width, room.width()) + 4, room.height()), theme().color(Role::Canvas));
    paintTitle(painter, frame, {}, room);
    if (frame.locked)
        paintLock(painter, room.topLeft() + QPointF(0, 2));
    painter.restore();
}

} // namespace

QColor frameColor(const std::string& id)
{
    static constexpr std::pair<const char*, const char*> colors[] = {{"blue", "dense"}, {"teal", "conv"}, {"green", "norm"}, {"olive", "regular"},
                                                                     {"orange", "recurrent"}, {"pink", "pool"}, {"purple", "attention"}};
    for (const auto& [name, category] : colors)
        if (id == name)
            return theme().categoryColor(QString::fromLatin1(category));
    return {};
}

void paintFrames(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    const double zoom = look.zoom;
    for (const Frame& frame : scene.frames()) {
        const QRectF box(frame.position.x + 0.5, frame.position.y + 0.5, frame.width, frame.height);
        const double reach = std::max(8.0, 8 / zoom);
        if (!box.adjusted(-reach, -reach, reach, reach).intersects(visible))
            continue;
        paintFrame(painter, frame, scene.parametersIn(frame), box, zoom);
        if (look.selectedFrame != frame.id)
            continue;
        paintSelection(painter, box, zoom, frame.note ? 2 : 8);
        painter.setPen(QPen(theme().color(Role::Accent), 1.5 / zoom)); // the corner that resizes
        if (!frame.locked)
            for (const double off : {4.0, 8.0, 12.0})
                painter.drawLine(box.bottomRight() - QPointF(off, 2) / zoom, box.bottomRight() - QPointF(2, off) / zoom);
    }
}

void paintFrameTitles(QPainter& painter, const CanvasScene& scene, const SceneLook& look, const QRectF& visible)
{
    if (look.zoom >= kFrameTitleAbove)
        return;
    const double strip = kFrameStrip / look.zoom;
    for (const Frame& frame : scene.frames())
        if (const QRectF box = boxOf(frame); !frame.note && !frame.title.empty() && box.adjusted(0, -strip, 0, 0).intersects(visible))
            paintTitleAbove(painter, frame, box, look.zoom);
}

} // namespace nodegrad
