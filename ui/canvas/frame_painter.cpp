#include "ui/canvas/frame_painter.h"

#include <algorithm>
#include <memory>

#include <QAbstractTextDocumentLayout>
#include <QCache>
#include <QTextDocument>

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

void paintNote(QPainter& painter, const QString& text, const QRectF& room)
{
    const QTextDocument& document = noteDocument(text, std::max(1, static_cast<int>(room.width())));
    painter.save();
    painter.translate(room.topLeft());
    const QRectF clip(QPointF(), room.size());
    painter.setClipRect(clip, Qt::IntersectClip);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, theme().color(Role::Text));
    context.palette.setColor(QPalette::Link, theme().color(Role::Accent));
    context.clip = clip;
    document.documentLayout()->draw(&painter, context);
    painter.restore();
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
        paintNote(painter, QString::fromStdString(frame.title), room);
    else
        paintTitle(painter, frame, parameters, room);
    if (frame.locked) {
        const QPointF at = frame.note ? QPointF(box.width() * zoom - kLock - 6, 6) : room.topLeft() + QPointF(0, 2);
        const double ratio = painter.device()->devicePixelRatioF();
        painter.drawPixmap(QRectF(at, QSizeF(kLock, kLock)), iconPixmap(QStringLiteral("lock"), colors.color(Role::TextMuted), static_cast<int>(kLock), ratio),
                           QRectF(0, 0, kLock * ratio, kLock * ratio));
    }
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
        if (!box.adjusted(-8, -8, 8, 8).intersects(visible))
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

} // namespace nodegrad
