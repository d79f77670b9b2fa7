#include "ui/canvas/node_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

#include "ui/canvas/sprites.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kBand = 4, kIconX = 13, kTextX = 40, kCountRight = 11, kTitleBaseline = 20, kSummaryBaseline = 37;
constexpr double kHeadMiddle = 18; ///< of the head of an unfolded module
constexpr double kHeatTint = 0.28, kHeatBar = 5, kHeatSteps = 64;
constexpr double kRadius = 6, kStackOffset = 4;
constexpr double kBadge = 18, kWireBadge = 9, kKnot = 5;
constexpr double kRefusedOpacity = 0.38, kHoverScale = 1.35, kAcceptRing = 13;
constexpr int kCompactTitlePx = 11, kMostCounted = 9;
constexpr double kBypassSide = 26, kBypassInset = 9;

QColor bandColor(const SceneNode& node)
{
    return node.category == QLatin1String("unknown") ? theme().color(Role::TextDisabled) : theme().categoryColor(node.category);
}

void drawIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color)
{
    const double scale = painter.worldTransform().m11();
    const double ratio = painter.device()->devicePixelRatioF();
    const int size = std::max(4, qRound(rect.width() * scale));
    painter.drawPixmap(rect, iconPixmap(name, color, size, ratio), QRectF(0, 0, size * ratio, size * ratio));
}

/// The way that the data take past a bypassed layer: from its first input beside the words to its first output.
void paintPassThrough(QPainter& painter, const SceneNode& node, const NodeLook& look)
{
    if (node.inputs.empty() || node.outputs.empty())
        return;
    const QPointF from = node.inputs.front().at, to = node.outputs.front().at;
    QPolygonF way;
    if (look.leftToRight) {
        const double y = node.rect.bottom() - kBypassInset;
        way = QPolygonF({from, {from.x() + kBypassInset, y}, {to.x() - kBypassInset, y}, to});
    } else {
        const double x = node.rect.right() - kBypassSide;
        way = QPolygonF({from, {x, node.rect.top() + kBypassInset}, {x, node.rect.bottom() - kBypassInset}, to});
    }
    const QColor color = theme().color(Role::Text);
    QPen pen(color, 1.5);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(way);
    const QPointF along = way[2] - way[1], tip = (way[1] + way[2]) / 2 + along / std::max(1.0, std::hypot(along.x(), along.y())) * 4;
    const QPointF ahead = along / std::max(1.0, std::hypot(along.x(), along.y())), aside(-ahead.y(), ahead.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({tip, tip - ahead * 7 + aside * 4, tip - ahead * 7 - aside * 4}));
}

/// The rounded body: fill, band clipped to its left edge, outline.
void paintBody(QPainter& painter, const SceneNode& node, const NodeLook& look)
{
    const Theme& colors = theme();
    const QRectF box = node.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    QColor fill = look.hovered ? colors.color(Role::Hover) : colors.color(Role::Node);
    if (node.heat >= 0) // a tint: text stays readable on it
        fill = Theme::blend(colors.heat(node.heat), kHeatTint, fill);
    if (node.isModule)
        for (int card = 2; card >= 1; --card) {
            painter.setPen(QPen(colors.color(Role::NodeBorder), 1));
            painter.setBrush(colors.color(Role::Node));
            painter.drawRoundedRect(box.translated(card * kStackOffset, card * kStackOffset), kRadius, kRadius);
        }
    QPen outline(colors.color(Role::NodeBorder), 1);
    if (node.mark == Mark::Error)
        outline = QPen(colors.color(Role::Danger), 1.5);
    else if (node.mark == Mark::Warning)
        outline = QPen(colors.color(Role::Warning), 1.5);
    if (node.node->bypassed) {
        outline = QPen(colors.color(Role::TextMuted), 1);
        outline.setDashPattern({4, 3});
        painter.setPen(outline);
        painter.setBrush(look.hovered ? fill : colors.color(Role::Canvas));
        painter.drawRoundedRect(box, kRadius, kRadius);
        paintPassThrough(painter, node, look);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, kRadius, kRadius);
    QPainterPath band;
    band.setFillRule(Qt::WindingFill);
    band.addRoundedRect(QRectF(box.left(), box.top(), 2 * kRadius, box.height()), kRadius, kRadius);
    QPainterPath strip;
    strip.addRect(QRectF(box.left(), box.top(), kBand, box.height()));
    const QPainterPath shape = band.intersected(strip);
    if (node.node->frozen) {
        painter.save();
        painter.setClipPath(shape, Qt::IntersectClip);
        painter.fillRect(shape.boundingRect(), fill);
        painter.setPen(QPen(bandColor(node), 3));
        for (double y = box.top() - 4; y < box.bottom() + 8; y += 6)
            painter.drawLine(QPointF(box.left() - 2, y + 4), QPointF(box.left() + kBand + 2, y - 2));
        painter.restore();
    } else {
        painter.fillPath(shape, bandColor(node));
    }
    if (node.heat >= 0) { // the strong colour, and its length says the same
        painter.save();
        QPainterPath inside;
        inside.addRoundedRect(box, kRadius, kRadius);
        painter.setClipPath(inside, Qt::IntersectClip);
        painter.fillRect(QRectF(box.left() + kBand, box.bottom() - kHeatBar, (box.width() - kBand) * node.heat, kHeatBar), colors.heat(node.heat));
        painter.restore();
    }
    painter.setPen(outline);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, kRadius, kRadius);
}

} // namespace

Detail detailAt(double zoom)
{
    return zoom >= 0.8 - 1e-9 ? Detail::Full : zoom >= 0.35 - 1e-9 ? Detail::Compact : Detail::Blocks;
}

namespace {

/// Body and icon. `icon`: where that stands.
void paintFace(QPainter& painter, const SceneNode& node, const NodeLook& look, const QRectF& icon)
{
    paintBody(painter, node, look);
    drawIcon(painter, icon, categoryIconName(node.category), node.node->bypassed && detailAt(look.zoom) == Detail::Full ? theme().color(Role::TextMuted) : bandColor(node));
}

/// The same from a picture that all nodes of this look share.
void drawFace(QPainter& painter, const SceneNode& node, const NodeLook& look, const QRectF& icon)
{
    if (!look.onScreen || node.node->bypassed) { // the way past a bypassed node goes by its ports
        paintFace(painter, node, look, icon);
        return;
    }
    const Theme& colors = theme();
    SceneNode model;
    model.node = node.node;
    model.rect = QRectF(QPointF(), node.rect.size());
    model.category = node.category;
    model.mark = node.mark;
    model.isModule = node.isModule;
    model.heat = node.heat < 0 ? -1 : std::round(node.heat * kHeatSteps) / kHeatSteps;
    const auto flags = static_cast<std::uint32_t>(node.mark) | node.isModule << 4 | node.node->frozen << 5 | look.hovered << 6
                       | static_cast<std::uint32_t>(detailAt(look.zoom)) << 7 | static_cast<std::uint32_t>(model.rect.height()) << 10;
    const SpriteKey key{flags, bandColor(node).rgb(), colors.color(Role::Node).rgb(), colors.color(Role::NodeBorder).rgb(),
                        static_cast<std::uint32_t>(static_cast<int>(model.heat * kHeatSteps)), static_cast<std::uint32_t>(qHash(node.category))};
    const double cards = node.isModule ? 2 * kStackOffset : 0;
    drawSprite(painter, key, node.rect.topLeft(), model.rect.adjusted(-2, -2, 2 + cards, 2 + cards), [&](QPainter& to) {
        paintFace(to, model, look, icon.translated(-node.rect.topLeft()));
    });
}

/// Words of a node; on the screen with their glyphs placed once, in a file as text.
double drawLabel(QPainter& painter, QPointF baseline, const QString& text, const QFont& font, const QColor& color, bool onScreen,
                 double room = -1, Qt::TextElideMode cut = Qt::ElideRight)
{
    painter.setPen(color);
    const Words& words = wordsOf(text, font, room, cut);
    if (onScreen) {
        drawWords(painter, baseline, words);
    } else {
        painter.setFont(font);
        painter.drawText(baseline, words.shown);
    }
    return words.width;
}

} // namespace

void paintNode(QPainter& painter, const SceneNode& node, const NodeLook& look)
{
    const Theme& colors = theme();
    const QRectF& rect = node.rect;
    const bool muted = node.node->bypassed;
    const bool oneLine = node.node->collapsed || node.summary.isEmpty();
    const double iconSize = measure::iconNode;
    drawFace(painter, node, look, QRectF(rect.left() + kIconX, rect.center().y() - iconSize / 2, iconSize, iconSize));

    const QFont titleFont = font(TextStyle::NodeTitle), captionFont = font(TextStyle::Caption);
    const double titleY = rect.top() + (oneLine ? rect.height() / 2 + 4.5 : kTitleBaseline);
    double right = rect.right() - kCountRight;
    if (muted) {
        right -= kBypassSide;
    } else if (node.node->frozen) {
        drawIcon(painter, QRectF(right - 14, rect.top() + 9, 14, 14), QStringLiteral("freeze"), colors.color(Role::TextMuted));
        right -= 20;
    } else if (!node.count.isEmpty() && !node.node->collapsed) {
        const double most = rect.width() * 0.45;
        right -= std::min(wordsOf(node.count, captionFont).width, most);
        drawLabel(painter, QPointF(right, titleY), node.count, captionFont, colors.color(Role::TextMuted), look.onScreen, most);
        right -= 6;
    }
    const double left = rect.left() + kTextX;
    double summaryRight = rect.right() - kCountRight;
    if (node.repeat > 1) {
        const QString chip = QStringLiteral("× %1").arg(node.repeat);
        const double width = wordsOf(chip, captionFont).width + 10;
        // Beside the title, or below it where both do not fit.
        const bool isBelow = !oneLine && wordsOf(node.title, titleFont).width > right - width - 4 - left;
        double& end = isBelow ? summaryRight : right;
        const QRectF box(end - width, (isBelow ? rect.top() + kSummaryBaseline : titleY) - 13, width, 17);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.color(Role::AccentSoft));
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(colors.color(Role::Accent));
        painter.setFont(captionFont);
        painter.drawText(box, Qt::AlignCenter, chip);
        end -= width + 4;
    }
    drawLabel(painter, QPointF(left, titleY), node.title, titleFont, colors.color(muted ? Role::TextMuted : Role::NodeTitle), look.onScreen, right - left,
              Qt::ElideMiddle);
    if (!oneLine)
        drawLabel(painter, QPointF(left, rect.top() + kSummaryBaseline), node.summary, captionFont, colors.color(Role::TextMuted), look.onScreen, summaryRight - left);
}

void paintCompactNode(QPainter& painter, const SceneNode& node, const NodeLook& look)
{
    const double px = 1 / look.zoom;
    const double icon = std::min(12 * px, node.rect.height() - 8);
    const double left = node.rect.left() + kBand + 5 * px;
    drawFace(painter, node, look, QRectF(left, node.rect.center().y() - icon / 2, icon, icon));
    const QTransform world = painter.worldTransform();
    const double ratio = world.m11() / look.zoom; // pixels of the device a pixel of the window
    const double x = left + icon + 4 * px;
    const QPointF baseline = world.map(QPointF(x, node.rect.center().y())) / ratio + QPointF(0, 4);
    const double room = (node.rect.right() - 2 * px - x) * look.zoom;
    QFont small = font(TextStyle::BodyStrong);
    small.setPixelSize(kCompactTitlePx);
    painter.setWorldTransform(QTransform::fromScale(ratio, ratio));
    const bool fits = wordsOf(node.title, small).width <= room;
    drawLabel(painter, baseline, fits ? node.title : node.kind, small, theme().color(node.node->bypassed ? Role::TextMuted : Role::NodeTitle), look.onScreen,
              fits ? -1 : room);
    painter.setWorldTransform(world);
}

void paintUnfoldedNode(QPainter& painter, const SceneNode& node, const NodeLook& look)
{
    const Theme& colors = theme();
    const QRectF box = node.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    QPen outline(node.mark == Mark::Error ? colors.color(Role::Danger) : node.mark == Mark::Warning ? colors.color(Role::Warning) : bandColor(node), 1.5);
    if (node.node->bypassed)
        outline.setDashPattern({4, 3});
    painter.setPen(outline);
    painter.setBrush(Theme::blend(bandColor(node), look.hovered ? 0.10 : 0.06, colors.color(Role::Canvas)));
    painter.drawRoundedRect(box, kRadius, kRadius);
    if (detailAt(look.zoom) == Detail::Blocks)
        return;
    if (detailAt(look.zoom) == Detail::Compact) { // as large on screen as those of nodes
        QFont small = font(TextStyle::BodyStrong);
        small.setPixelSize(static_cast<int>(kCompactTitlePx / look.zoom));
        painter.setFont(small);
        painter.setPen(colors.color(node.node->bypassed ? Role::TextMuted : Role::NodeTitle));
        painter.drawText(QPointF(box.left() + kIconX, box.top() + kHeadMiddle + 4.5), cutText(node.title, QFontMetricsF(small), box.width() - 2 * kIconX, Qt::ElideMiddle));
        return;
    }
    drawIcon(painter, QRectF(box.left() + kIconX, box.top() + kHeadMiddle - measure::iconNode / 2, measure::iconNode, measure::iconNode), categoryIconName(node.category), bandColor(node));
    QString words = node.summary;
    if (node.repeat > 1)
        words.prepend(QStringLiteral("× %1 · ").arg(node.repeat));
    const QFontMetricsF titles(font(TextStyle::NodeTitle)), captions(font(TextStyle::Caption));
    const double room = box.width() - kTextX - kCountRight;
    const QString title = cutText(node.title, titles, room, Qt::ElideMiddle);
    painter.setFont(font(TextStyle::NodeTitle));
    painter.setPen(colors.color(node.node->bypassed ? Role::TextMuted : Role::NodeTitle));
    painter.drawText(QPointF(box.left() + kTextX, box.top() + kHeadMiddle + 4.5), title);
    const double used = titles.horizontalAdvance(title) + 10;
    painter.setFont(font(TextStyle::Caption));
    painter.setPen(colors.color(Role::TextMuted));
    painter.drawText(QPointF(box.left() + kTextX + used, box.top() + kHeadMiddle + 4.5), captions.elidedText(words, Qt::ElideRight, std::max(0.0, room - used)));
}

void paintSelection(QPainter& painter, const QRectF& rect, double zoom, double radius)
{
    const double px = 1 / zoom;
    painter.setPen(QPen(theme().color(Role::Accent), 2 * px));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-3 * px, -3 * px, 3 * px, 3 * px), radius + 3 * px, radius + 3 * px);
}

void paintHalo(QPainter& painter, const QRectF& rect, double zoom)
{
    const double px = 1 / zoom;
    painter.setPen(QPen(theme().color(Role::Accent), px, Qt::DashLine));
    painter.setBrush(theme().color(Role::AccentSoft));
    painter.drawRoundedRect(rect.adjusted(-7 * px, -7 * px, 7 * px, 7 * px), 6 + 7 * px, 6 + 7 * px);
}

namespace {

/// Around the origin.
void paintPortShape(QPainter& painter, const QString& kind, bool filled, bool leftToRight)
{
    const Theme& colors = theme();
    const QColor color = kind.isEmpty() ? colors.color(Role::Wire) : colors.portColor(kind);
    painter.setPen(filled ? QPen(colors.color(Role::Node), 1) : QPen(color, 1.8));
    painter.setBrush(filled ? color : colors.color(Role::Node));
    if (kind == QLatin1String("image")) {
        painter.drawRoundedRect(QRectF(-5, -5, 10, 10), 1.2, 1.2);
    } else if (kind == QLatin1String("volume")) { // a cube seen from a corner
        painter.drawPolygon(QPolygonF({{0, -7}, {6, -3.5}, {6, 3.5}, {0, 7}, {-6, 3.5}, {-6, -3.5}}));
        painter.setPen(QPen(filled ? colors.color(Role::Node) : color, 1.2));
        for (const QPointF corner : {QPointF(-6, -3.5), QPointF(6, -3.5), QPointF(0, 7)})
            painter.drawLine(QPointF(0, 0), corner);
    } else if (kind == QLatin1String("sequence")) {
        painter.drawRoundedRect(QRectF(-10, -5, 20, 10), 5, 5);
        painter.setPen(QPen(filled ? colors.color(Role::Node) : color, 1.5));
        painter.drawLine(QPointF(-3, -4), QPointF(-3, 4));
        painter.drawLine(QPointF(3, -4), QPointF(3, 4));
    } else if (kind == QLatin1String("tokens")) {
        painter.drawPolygon(QPolygonF({{0, -7}, {7, 0}, {0, 7}, {-7, 0}}));
    } else if (kind == QLatin1String("scalar") || kind == QLatin1String("label")) {
        if (leftToRight)
            painter.rotate(-90);
        painter.drawPolygon(QPolygonF({{-6.5, -5}, {6.5, -5}, {0, 6}}));
    } else {
        painter.drawEllipse(QPointF(0, 0), 5.5, 5.5);
    }
}

} // namespace

void paintPort(QPainter& painter, const ScenePort& port, PortState state, bool leftToRight, bool onScreen)
{
    const Theme& colors = theme();
    const bool filled = port.connected || state == PortState::Accepts;
    if (onScreen && state == PortState::Normal) {
        const SpriteKey key{0xFFFF'0000U | filled | static_cast<std::uint32_t>(leftToRight) << 1, static_cast<std::uint32_t>(qHash(port.kind)),
                            (port.kind.isEmpty() ? colors.color(Role::Wire) : colors.portColor(port.kind)).rgb(), colors.color(Role::Node).rgb(), 0, 0};
        drawSprite(painter, key, port.at, QRectF(-12, -12, 24, 24), [&](QPainter& to) { paintPortShape(to, port.kind, filled, leftToRight); });
        return;
    }
    painter.save();
    painter.translate(port.at);
    if (state == PortState::Refuses)
        painter.setOpacity(painter.opacity() * kRefusedOpacity);
    if (state == PortState::Accepts) {
        painter.setPen(QPen(colors.color(Role::Accent), 2));
        painter.setBrush(colors.color(Role::Canvas));
        painter.drawEllipse(QPointF(0, 0), kAcceptRing, kAcceptRing);
    }
    if (state == PortState::Hovered)
        painter.scale(kHoverScale, kHoverScale);
    paintPortShape(painter, port.kind, filled, leftToRight);
    painter.restore();
}

QPointF badgePlace(const SceneNode& node)
{
    return {node.rect.right() - 4, node.rect.top() + 4};
}

void paintBadge(QPainter& painter, QPointF at, Mark mark, int count, double zoom)
{
    const Theme& colors = theme();
    painter.save();
    painter.translate(at);
    painter.scale(1 / zoom, 1 / zoom);
    if (mark == Mark::Warning) {
        painter.setPen(QPen(colors.color(Role::Canvas), 1.5));
        painter.setBrush(colors.color(Role::Warning));
        painter.drawPolygon(QPolygonF({{0, -10}, {9.5, 7}, {-9.5, 7}}));
    } else {
        painter.setPen(QPen(colors.color(Role::Canvas), 1.5));
        painter.setBrush(colors.color(mark == Mark::Error ? Role::DangerFill : Role::Info));
        painter.drawEllipse(QPointF(0, 0), kBadge / 2, kBadge / 2);
    }
    const QColor ink = mark == Mark::Error ? colors.color(Role::OnDanger) : colors.color(Role::Canvas);
    painter.setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap));
    const double down = mark == Mark::Warning ? 0.5 : 0;
    if (count > 1) {
        QFont small = font(TextStyle::Caption);
        small.setBold(true);
        painter.setFont(small);
        painter.drawText(QRectF(-10, -9 + 4 * down, 20, 18), Qt::AlignCenter, count > kMostCounted ? QStringLiteral("9+") : QString::number(count));
    } else if (mark == Mark::Advice) {
        painter.drawPoint(QPointF(0, -4));
        painter.drawLine(QPointF(0, -0.5), QPointF(0, 4));
    } else {
        painter.drawLine(QPointF(0, -4.5 + down), QPointF(0, 0.8 + down));
        painter.drawPoint(QPointF(0, 4.2 + down));
    }
    painter.restore();
}

void paintKnot(QPainter& painter, QPointF at, const QColor& color, bool selected, double zoom)
{
    const Theme& colors = theme();
    painter.setPen(QPen(colors.color(Role::Canvas), 1.5));
    painter.setBrush(color);
    painter.drawEllipse(at, kKnot, kKnot);
    if (!selected)
        return;
    painter.setPen(QPen(colors.color(Role::Accent), 2 / zoom));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, kKnot + 3 / zoom, kKnot + 3 / zoom);
}

void paintWireBadge(QPainter& painter, QPointF at, double zoom)
{
    const Theme& colors = theme();
    painter.save();
    painter.translate(at);
    painter.scale(1 / zoom, 1 / zoom);
    painter.setPen(QPen(colors.color(Role::Canvas), 1.5));
    painter.setBrush(colors.color(Role::DangerFill));
    painter.drawEllipse(QPointF(0, 0), kWireBadge, kWireBadge);
    painter.setPen(QPen(colors.color(Role::OnDanger), 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(-3, -3), QPointF(3, 3));
    painter.drawLine(QPointF(3, -3), QPointF(-3, 3));
    painter.restore();
}

void paintStopSign(QPainter& painter, QPointF at, double zoom)
{
    painter.save();
    painter.translate(at);
    painter.scale(1 / zoom, 1 / zoom);
    painter.setPen(QPen(theme().color(Role::Danger), 2));
    painter.setBrush(theme().color(Role::Canvas));
    painter.drawEllipse(QPointF(0, 0), 8, 8);
    painter.drawLine(QPointF(-5, -5), QPointF(5, 5));
    painter.restore();
}

} // namespace nodegrad
