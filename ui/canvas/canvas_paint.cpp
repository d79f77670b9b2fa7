#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include <QPaintEvent>
#include <QPainter>

#include "ui/canvas/scene_painter.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kGridMinor = 16, kGridMajor = 128;
constexpr double kGridMinorFrom = 0.75;  ///< below this zoom only the major lines
constexpr double kTie = 1e-6;            ///< pixels
constexpr double kWireWidth = 2;
constexpr int kMark = 2;
constexpr int kZoomStandsMs = 80;         ///< after its last step
constexpr double kHintWidth = 300, kHintSide = 10;
constexpr double kReach = 24;            ///< pixels: what badges, rings and shadows reach over what they belong to
constexpr std::size_t kMostParts = 50;   ///< nodes; beyond, all is drawn anew

} // namespace

/// The level itself comes from a kept picture; what follows the hand is drawn over it.
void CanvasView::paintEvent(QPaintEvent* event)
{
    m_picture.bringTo(shownPlace(), m_zooms, [this](QPainter& painter, const QRectF& part) { paintLevel(painter, part); });
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    m_picture.draw(painter, event->region());
    painter.translate(m_origin);
    painter.scale(m_zoom, m_zoom);
    paintOverlays(painter);
    painter.setWorldTransform(QTransform());
    if (m_rank == ViewRank::Current)
        paintMark(painter);
    else if (hasFocus() && m_scene.isEmpty())
        paintFocusRing(painter, QRectF(rect()).adjusted(2, 2, -2, -2), 4);
}

KeptPicture::Place CanvasView::shownPlace() const
{
    return {size(), devicePixelRatioF(), m_zoom, m_origin};
}

/// Until it stands, the zoom may be shown with fewer pixels.
void CanvasView::zoomed()
{
    m_zooms = true;
    m_fineTimer.start(kZoomStandsMs, this);
}

void CanvasView::refine()
{
    m_zooms = false;
    if (m_picture.isFine()) {
        m_fineTimer.stop();
        return;
    }
    QWidget::update(m_picture.refine(shownPlace(), [this](QPainter& painter, const QRectF& part) { paintLevel(painter, part); }));
    m_fineTimer.start(0, this);
}

/// The view that keys and panels speak of.
void CanvasView::paintMark(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(Role::Accent));
    const QRect inner = rect().adjusted(kMark, kMark, -kMark, -kMark);
    for (const QRect& side : QRegion(rect()).subtracted(inner))
        painter.drawRect(side);
}

void CanvasView::paintLevel(QPainter& painter, const QRectF& part) const
{
    painter.fillRect(part, theme().color(Role::Canvas));
    paintGrid(painter, part);
    painter.translate(m_origin);
    painter.scale(m_zoom, m_zoom);
    SceneLook look;
    look.zoom = m_zoom;
    look.onScreen = true;
    look.selection = &m_editor->selection();
    if (m_isInside) {
        look.insideSelection = &m_inside->selection();
        look.inside = std::span(m_inside->path()).subspan(std::min(m_editor->path().size(), m_inside->path().size()));
    }
    look.selectedFrame = m_editor->selectedFrame();
    look.selectedKnots = &m_editor->selectedKnots();
    look.selectedWire = m_editor->selectedWire();
    look.hoveredWire = m_hoveredWire;
    look.dropWire = m_dropWire;
    if (m_drawing)
        look.hiddenWire = m_drawing->instead;
    if (m_gesture == Gesture::None)
        look.hovered = m_hovered;
    if (m_hits) {
        look.hits = &m_hits->nodes;
        look.aroundHits = &m_hits->around;
    }
    look.allPorts = m_drawing.has_value();
    look.portState = [this](const PortRef& ref, bool isOutput) { return portState(ref, isOutput); };
    const QRectF visible(toScene(part.topLeft()), part.size() / m_zoom);
    paintScene(painter, m_scene, look, visible);
    paintSceneBadges(painter, m_scene, look, visible);
}

void CanvasView::paintGrid(QPainter& painter, const QRectF& part) const
{
    const auto lines = [&](double step, const QColor& color) {
        const double pixels = step * m_zoom;
        if (pixels < 8)
            return;
        // Line by line from the origin, so that each has one place whichever part is painted.
        const auto first = [pixels](double origin, double from) { return static_cast<int>(std::floor((from - origin) / pixels)); };
        const auto place = [pixels](double origin, int line) { return std::floor(origin + line * pixels + kTie); };
        for (int i = first(m_origin.x(), part.left()); m_origin.x() + i * pixels < part.right(); ++i)
            painter.fillRect(QRectF(place(m_origin.x(), i), part.top(), 1, part.height()), color);
        for (int i = first(m_origin.y(), part.top()); m_origin.y() + i * pixels < part.bottom(); ++i)
            painter.fillRect(QRectF(part.left(), place(m_origin.y(), i), part.width(), 1), color);
    };
    if (m_zoom >= kGridMinorFrom)
        lines(kGridMinor, theme().color(Role::Grid));
    lines(kGridMajor, theme().color(Role::GridMajor));
}

/// Everything is drawn anew.
void CanvasView::update()
{
    m_picture.invalidate();
    QWidget::update();
}

/// What lies in `scene` is drawn anew.
void CanvasView::updatePart(const QRectF& scene)
{
    if (scene.isNull())
        return;
    m_picture.invalidate(scene, kReach);
    QWidget::update((toWidget(scene).adjusted(-kReach, -kReach, kReach, kReach) & QRectF(rect())).toAlignedRect());
}

/// Where the scene looks otherwise.
void CanvasView::updateNews(const SceneNews& news)
{
    if (news.all || news.areas.size() > 2 * kMostParts)
        update();
    else
        for (const QRectF& area : news.areas)
            updatePart(area);
}

/// Nodes that were or are no longer selected, with their wires.
void CanvasView::updateSelection()
{
    const Selected now{m_editor->selection(), m_editor->selectedKnots(), m_editor->selectedWire(), m_editor->selectedFrame()};
    std::set<NodeId> changed;
    std::set_symmetric_difference(now.nodes.begin(), now.nodes.end(), m_selected.nodes.begin(), m_selected.nodes.end(), std::inserter(changed, changed.end()));
    const bool nodesOnly = now.knots == m_selected.knots && now.wire == m_selected.wire && now.frame == m_selected.frame;
    m_selected = now;
    if (!nodesOnly || changed.size() > kMostParts)
        update();
    else
        updatePart(m_scene.reachOf(changed));
}

PortState CanvasView::portState(const PortRef& ref, bool isOutput) const
{
    const bool hovered = m_hoveredPort && m_hoveredPort->ref == ref && m_hoveredPort->isOutput == isOutput;
    if (!m_drawing)
        return hovered ? PortState::Hovered : PortState::Normal;
    if (m_drawing->port.ref == ref && m_drawing->port.isOutput == isOutput)
        return PortState::Normal;
    const bool possible = isOutput != m_drawing->port.isOutput && !m_drawing->impossible.contains(ref.node);
    return possible ? PortState::Accepts : PortState::Refuses;
}

void CanvasView::paintOverlays(QPainter& painter) const
{
    const Theme& colors = theme();
    paintPulse(painter);
    if (m_gesture == Gesture::Box) {
        QPen pen(colors.color(Role::Accent), 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        QColor fill = colors.color(Role::Accent);
        fill.setAlphaF(0.12F);
        painter.setBrush(fill);
        painter.drawRect(m_box);
    }
    if (m_waiting) {
        painter.setPen(QPen(wireColor(m_waiting->kind), kWireWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(looseWire(m_waiting->from, m_waiting->to, m_scene.leftToRight()));
    }
    if (m_drawing)
        paintDrawing(painter);
    else if (!m_refusal.isEmpty())
        paintHint(painter, m_refusal, m_refusalAt);
    if (m_stroke)
        paintStroke(painter);
    paintGuides(painter);
    if (!m_dropLayer.empty()) {
        QPen pen(colors.color(Role::Accent), 1.5, Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(colors.color(Role::AccentSoft));
        const QRectF box(m_dropAt - QPointF(kNodeWidth, kNodeHeight) / 2, QSizeF(kNodeWidth, kNodeHeight));
        painter.drawRoundedRect(box, 6, 6);
        painter.setPen(colors.color(Role::Text));
        painter.setFont(nodegrad::font(TextStyle::NodeTitle));
        painter.drawText(box, Qt::AlignCenter, m_editor->titleOfLayer(m_dropLayer));
    }
}

void CanvasView::paintDrawing(QPainter& painter) const
{
    const Theme& colors = theme();
    const Drawing& drawing = *m_drawing;
    const bool refused = !drawing.refusal.isEmpty();
    QPen pen(refused || !drawing.hint.isEmpty() ? colors.color(Role::Danger) : wireColor(drawing.kind), kWireWidth);
    if (refused)
        pen.setDashPattern({7 / kWireWidth, 4 / kWireWidth});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QPointF end = drawing.target && !refused ? drawing.target->at : drawing.end;
    const QPointF from = drawing.port.isOutput ? drawing.port.at : end, to = drawing.port.isOutput ? end : drawing.port.at;
    painter.drawPath(looseWire(from, to, m_scene.leftToRight()));
    if (refused)
        paintStopSign(painter, drawing.end, m_zoom);
    else if (!drawing.target) {
        painter.setBrush(colors.color(Role::Canvas));
        painter.drawEllipse(end, 4, 4);
    }
    const QString text = refused ? drawing.refusal : drawing.hint;
    if (!text.isEmpty())
        paintHint(painter, text, toWidget(drawing.end));
}

void CanvasView::paintHint(QPainter& painter, const QString& text, QPointF widget) const
{
    const Theme& colors = theme();
    painter.save();
    painter.setWorldTransform(QTransform());
    painter.setFont(nodegrad::font(TextStyle::Body));
    const int flags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    const double width = std::min(kHintWidth, QWidget::width() - 2 * (kHintSide + 4));
    const QRectF words = painter.fontMetrics().boundingRect(QRect(0, 0, static_cast<int>(width), 10'000), flags, text);
    QRectF box(widget + QPointF(16, 16), QSizeF(width + 2 * kHintSide, words.height() + 16));
    if (box.bottom() > height() - 4)
        box.moveBottom(widget.y() - 16);
    box.moveLeft(std::clamp(box.left(), 4.0, std::max(4.0, QWidget::width() - box.width() - 4)));
    box.moveTop(std::max(box.top(), 4.0));
    paintBox(painter, box, 6, colors.color(Role::Tooltip), colors.color(Role::Danger));
    painter.setPen(colors.color(Role::Text));
    painter.drawText(box.adjusted(kHintSide, 8, -kHintSide, 0), flags, text);
    painter.restore();
}

} // namespace nodegrad
