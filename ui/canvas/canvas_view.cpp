#include "ui/canvas/canvas_view.h"

#include <algorithm>
#include <cmath>

#include <QAccessible>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QVariantAnimation>
#include <QWheelEvent>

#include "ui/language/core_text.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr double kSmallestZoom = 0.03, kLargestZoom = 2.0, kZoomStep = 1.2;
constexpr int kZoomMs = 120;
constexpr double kWheelPan = 0.5;        ///< pixels an eighth of a degree
constexpr double kFitMargin = 32;
constexpr double kReadableZoom = 0.8, kMostHidden = 0.6; ///< from there shapes are shown; how much of a network that must show at once
constexpr double kTooSmall = 0.5;        ///< below, names are hard to read

} // namespace

CanvasView::CanvasView(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor), m_animation(new QVariantAnimation(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Canvas"));
    m_animation->setDuration(kZoomMs);
    m_animation->setEasingCurve(QEasingCurve::OutCubic);
    m_animation->setStartValue(0.0);
    m_animation->setEndValue(1.0);
    Session* session = editor->session();
    connect(session, &Session::projectReplaced, this, [this] {
        m_views.clear();
        m_shownPath.clear();
        m_back.clear();
        m_forth.clear();
        m_hits.reset();
        m_fitWhenShown = true;
    });
    connect(session, &Session::projectChanged, this, &CanvasView::rebuild);
    connect(session, &Session::designChanged, this, [this, shown = std::shared_ptr<const Lowered>()]() mutable {
        if (std::exchange(shown, m_editor->session()->design()->lowered) == m_editor->session()->design()->lowered)
            return;
        if (m_gesture == Gesture::None || m_gesture == Gesture::Pan)
            rebuild();
        else
            m_stale = true; // a gesture is never cut short by news
    });
    connect(editor, &DesignEditor::levelChanged, this, [this] {
        leaveInside();
        m_views[m_shownPath] = {m_zoom, toScene(QRectF(rect()).center())};
        if (!m_isTravelling) {
            m_back.push_back(m_shownPath);
            m_forth.clear();
        }
        m_shownPath = m_editor->path();
        rebuild();
        const auto seen = m_views.find(m_shownPath);
        if (seen == m_views.end()) {
            fitAll();
            return;
        }
        m_zoom = seen->second.zoom;
        centerOn(seen->second.center);
    });
    connect(editor, &DesignEditor::heatChanged, this, &CanvasView::rebuild);
    connect(editor, &DesignEditor::shapeLabelsChanged, this, &CanvasView::rebuild);
    connect(editor, &DesignEditor::wireShown, this, [this](const Wire& wire) {
        if (const SceneWire* shown = m_scene.findWire(wire))
            ensureVisible(shown->tag | m_scene.boundsOf({wire.to.node}));
    });
    connect(editor, &DesignEditor::selectionChanged, this, [this] {
        if (m_editor->hasSelection())
            leaveInside();
        updateAccessible();
        updateSelection();
    });
    connect(editor, &DesignEditor::nodeShown, this, [this](NodeId id) { showReadable(m_scene.boundsOf({id})); });
    rebuild();
}

CanvasView::~CanvasView() = default;

void CanvasView::rebuild()
{
    const bool turned = m_scene.leftToRight() != m_editor->leftToRight();
    if (m_gesture != Gesture::None && m_gesture != Gesture::Pan && m_gesture != Gesture::Press && m_gesture != Gesture::Box)
        cancelGesture();
    const SceneNews news = m_scene.rebuild(*m_editor);
    forgetGone();
    if (m_fitWhenShown && isVisible() && !m_scene.isEmpty()) {
        m_fitWhenShown = false;
        fitOpened();
    }
    else if (turned && isVisible())
        fitAll();
    updateAccessible();
    updateNews(news);
    if (news.map)
        emit mapChanged();
    emit sceneChanged();
    if (m_isInside)
        followInside();
}

/// What the mouse was on and is gone.
void CanvasView::forgetGone()
{
    if (m_hovered && !m_scene.find(*m_hovered))
        m_hovered.reset();
    if (m_hoveredWire && !m_scene.findWire(*m_hoveredWire))
        m_hoveredWire.reset();
    if (m_hoveredPort && !m_scene.findPort(m_hoveredPort->ref, m_hoveredPort->isOutput))
        m_hoveredPort.reset();
}

void CanvasView::setHabits(const CanvasHabits& habits)
{
    m_habits = habits;
    saveCanvasHabits(habits);
    setTraining(std::exchange(m_trains, false));
}

void CanvasView::setRank(ViewRank rank, int place)
{
    setAccessibleName(rank == ViewRank::Alone ? tr("Canvas") : tr("Canvas, view %1 of 2").arg(place));
    if (std::exchange(m_rank, rank) == rank)
        return;
    QWidget::update();
    emit rankChanged();
}

void CanvasView::showAs(const CanvasView& other)
{
    m_views = other.m_views;
    m_back = other.m_back;
    m_forth = other.m_forth;
    m_zoom = other.m_zoom;
    centerOn(other.toScene(QRectF(other.rect()).center()));
    m_fitWhenShown = other.m_fitWhenShown;
    m_isAsOpened = other.m_isAsOpened;
}

void CanvasView::endGesture()
{
    if (m_gesture != Gesture::None)
        cancelGesture();
    m_cutKey = m_space = false;
    if (std::exchange(m_stale, false))
        rebuild();
    updateCursorShape();
}

void CanvasView::setHits(std::optional<CanvasHits> hits)
{
    m_hits = std::move(hits);
    update();
}

void CanvasView::updateAccessible()
{
    QString text;
    const DesignEditor* chosen = hand();
    if (const Node* node = chosen->current()) {
        text = tr("%1 '%2', %3 of %4").arg(chosen->titleOf(*node), QString::fromStdString(node->name)).arg(chosen->placeOf(*node)).arg(chosen->level().nodes.size());
        if (const NodeFacts* facts = chosen->facts(*node); facts && !facts->outputs.empty() && !facts->outputs.front().shape.empty())
            text += tr(", output %1").arg(coreText(specText(facts->outputs.front())));
        for (const Diagnostic* problem : chosen->problems(*node))
            text += QStringLiteral(". ") + sentenceText(problem->error);
    } else if (!m_editor->selection().empty()) {
        text = tr("%n layer(s) selected", nullptr, static_cast<int>(m_editor->selection().size()));
    } else {
        text = tr("%n layer(s). Arrow keys walk along the wires.", nullptr, static_cast<int>(m_scene.nodes().size()));
    }
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    if (QAccessible::isActive()) {
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
    }
}

/// At once, with the shapes on the wires in sight even where the end of the network then lies outside; and again whenever the canvas gets another size before somebody moves the view: a window comes to its size in steps.
void CanvasView::fitOpened()
{
    const bool animated = std::exchange(m_animated, false);
    fitAll();
    if (m_zoom < kReadableZoom && m_zoom >= kReadableZoom * kMostHidden) {
        const QRectF all = m_scene.bounds();
        setZoom(kReadableZoom);
        const QPointF room(width() - all.width() * m_zoom, height() - all.height() * m_zoom);
        const QPointF corner(room.x() < 0 ? kFitMargin : room.x() / 2, room.y() < 0 ? m_margins.top() + kFitMargin : room.y() / 2);
        panBy(corner - toWidget(all.topLeft()));
    }
    m_animated = animated;
    m_isAsOpened = true;
}

void CanvasView::updateView()
{
    m_isAsOpened = false;
    QToolTip::hideText(); // what it was about is elsewhere
    QWidget::update();
    emit viewChanged();
}

/// What is drawn at whole pixels can be moved without being drawn anew.
QPointF CanvasView::onPixel(QPointF widget) const
{
    const double ratio = devicePixelRatioF();
    return {std::round(widget.x() * ratio) / ratio, std::round(widget.y() * ratio) / ratio};
}

void CanvasView::zoomAt(QPointF widget, double factor)
{
    m_animation->stop();
    const QPointF fixed = toScene(widget);
    m_zoom = std::clamp(m_zoom * factor, kSmallestZoom, kLargestZoom);
    if (std::abs(m_zoom - 1) < 0.02)
        m_zoom = 1;
    const QPointF origin = widget - fixed * m_zoom;
    m_origin = onPixel(origin);
    zoomed();
    updateView();
}

void CanvasView::setZoom(double zoom)
{
    const double wanted = std::clamp(zoom, kSmallestZoom, kLargestZoom);
    const QPointF middle = QRectF(rect()).center();
    animateTo(wanted, middle - toScene(middle) * wanted);
}

void CanvasView::animateTo(double zoom, QPointF origin)
{
    origin = onPixel(origin);
    m_animation->stop();
    m_animation->disconnect(this);
    if (!m_animated || m_habits.isCalm || !isVisible()) {
        m_zoom = zoom;
        m_origin = origin;
        updateView();
        return;
    }
    const double zoomBefore = m_zoom;
    const QPointF before = m_origin;
    connect(m_animation, &QVariantAnimation::valueChanged, this, [=, this](const QVariant& value) {
        const double t = value.toDouble();
        m_zoom = t >= 1 ? zoom : zoomBefore + (zoom - zoomBefore) * t;
        m_origin = t >= 1 ? origin : before + (origin - before) * t;
        zoomed();
        updateView();
    });
    m_wanted = {zoom, origin};
    m_animation->start();
}

void CanvasView::centerOn(QPointF scene)
{
    m_animation->stop();
    const QPointF origin = QRectF(rect()).center() - scene * m_zoom;
    m_origin = onPixel(origin);
    updateView();
}

void CanvasView::fit(const QRectF& scene)
{
    if (scene.isNull() || width() < 10)
        return;
    const QRectF room = QRectF(rect()).marginsRemoved(QMarginsF(m_margins)).adjusted(kFitMargin, kFitMargin, -kFitMargin, -kFitMargin);
    const double wanted = std::min({room.width() / std::max(1.0, scene.width()), room.height() / std::max(1.0, scene.height()), 1.0});
    const double zoom = std::clamp(wanted, kSmallestZoom, 1.0);
    animateTo(zoom, room.center() - scene.center() * zoom);
}

void CanvasView::fitAll()
{
    fit(m_scene.bounds());
}

void CanvasView::fitSelection()
{
    const QRectF chosen = m_scene.boundsOf(m_editor->selection());
    fit(chosen.isNull() ? m_scene.bounds() : chosen);
}

void CanvasView::panBy(QPointF pixels)
{
    m_animation->stop();
    m_origin = onPixel(m_origin + pixels);
    updateView();
}

void CanvasView::ensureVisible(const QRectF& scene)
{
    bringIntoView(scene, kSmallestZoom);
}

void CanvasView::showReadable(const QRectF& scene)
{
    bringIntoView(scene, kTooSmall);
}

/// Seen from where a movement that is under way leads.
void CanvasView::bringIntoView(const QRectF& scene, double leastZoom)
{
    if (scene.isNull())
        return;
    const bool moves = m_animation->state() == QAbstractAnimation::Running;
    const double zoom = moves ? m_wanted.zoom : m_zoom;
    const QRectF view(scene.topLeft() * zoom + (moves ? m_wanted.origin : m_origin), scene.size() * zoom);
    const bool isCovered = std::any_of(m_covered.begin(), m_covered.end(), [&](const QRect& over) { return view.intersects(over); });
    if (zoom >= leastZoom && !isCovered && QRectF(rect()).contains(view.adjusted(-24, -24, 24, 24)))
        return;
    const double shown = zoom < leastZoom ? kReadableZoom : zoom;
    animateTo(shown, QRectF(rect()).center() - scene.center() * shown);
}

QPointF CanvasView::cursorScene() const
{
    const QPoint at = mapFromGlobal(QCursor::pos());
    return toScene(rect().contains(at) ? QPointF(at) : QRectF(rect()).center());
}

void CanvasView::resizeEvent(QResizeEvent* event)
{
    // Who saw everything goes on seeing it, for instance when the live strip opens below.
    const QRectF all = toWidget(m_scene.bounds());
    const bool sawAll = event->oldSize().width() > 0 && !m_scene.isEmpty() && QRectF(QPointF(), event->oldSize()).contains(all);
    // What was in the middle stays there, across.
    if (event->oldSize().width() > 0)
        m_origin.rx() += std::round((event->size().width() - event->oldSize().width()) / 2.0);
    if (sawAll && !QRectF(QPointF(), event->size()).contains(toWidget(m_scene.bounds())))
        m_fitWhenShown = true;
    if ((m_fitWhenShown || m_isAsOpened) && !m_scene.isEmpty() && width() > 10) {
        fitOpened();
        m_fitWhenShown = !isVisible();
    }
    emit viewChanged();
}

void CanvasView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

void CanvasView::wheelEvent(QWheelEvent* event)
{
    event->accept();
    const bool isWheel = event->pixelDelta().isNull();
    const bool zooms = event->modifiers().testFlag(Qt::ControlModifier) || m_habits.wheel == WheelMode::Zooms || (m_habits.wheel == WheelMode::Auto && isWheel);
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        const QPoint angle = event->angleDelta();
        panBy(QPointF(angle.x() != 0 ? angle.x() : angle.y(), 0));
    } else if (!zooms) {
        panBy(isWheel ? QPointF(event->angleDelta()) * kWheelPan : QPointF(event->pixelDelta()));
    } else if (event->angleDelta().y() != 0) {
        zoomAt(event->position(), std::pow(kZoomStep, event->angleDelta().y() / 120.0));
    }
    if (m_gesture == Gesture::Wire)
        updateDrawing(toScene(event->position()));
}

bool CanvasView::event(QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier) {
            Wiring wiring;
            if (m_editor->selectedWire())
                wiring.onWire = m_editor->selectedWire();
            else if (const Node* node = m_editor->current())
                wiring.behind = node->id;
            emit quickAddWanted(cursorScene(), wiring);
            return true;
        }
    }
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), 1 + gesture->value());
            return true;
        }
    }
    return QWidget::event(event);
}

void CanvasView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier));
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_gesture != Gesture::None)
            cancelGesture();
        else if (m_hits)
            emit searchEscaped();
        else if (!m_refusal.isEmpty())
            m_refusal.clear();
        else if (m_isInside)
            m_editor->select({m_editor->level().findByName(m_inside->path()[m_editor->path().size()])->id});
        else if (m_editor->hasSelection())
            m_editor->select({});
        else
            m_editor->leave();
        update();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const Node* node = hand()->current(); node && !hand()->enter(node->id))
            emit renameWanted();
        return;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_space = true;
            updateCursorShape();
        }
        return;
    case Qt::Key_Y:
        if (plain) {
            m_cutKey = true;
            return;
        }
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (plain) {
            walk(event->key());
            return;
        }
        if (event->modifiers() & Qt::ControlModifier) {
            const double step = kGrid * (event->modifiers() & Qt::ShiftModifier ? 5 : 1);
            m_editor->nudge(event->key() == Qt::Key_Left ? -step : event->key() == Qt::Key_Right ? step : 0,
                            event->key() == Qt::Key_Up ? -step : event->key() == Qt::Key_Down ? step : 0);
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void CanvasView::beginMove()
{
    const QRectF chosen = m_scene.boundsOf(m_editor->selection());
    if (m_gesture != Gesture::None || chosen.isNull())
        return;
    m_gesture = Gesture::Move;
    m_button = Qt::NoButton;
    m_pressedNode = *m_editor->selection().begin();
    m_pressedKnot.reset();
    m_grabbedAt = m_scene.find(*m_pressedNode)->rect.topLeft();
    m_pressScene = cursorScene();
    m_lastAt = m_pressAt = toWidget(m_pressScene);
    m_dragModifiers = {};
    beginGuides();
    setCursor(Qt::SizeAllCursor);
}

void CanvasView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        updateCursorShape();
        return;
    }
    if (event->key() == Qt::Key_Y && !event->isAutoRepeat())
        m_cutKey = false;
    QWidget::keyReleaseEvent(event);
}

/// Along a wire where there is one in that direction, else to the nearest node there.
void CanvasView::walk(int key)
{
    DesignEditor* editor = hand();
    const DrawnLevel level = drawnLevel(editor->path());
    const SceneNode* here = editor->current() ? level.scene->find(editor->current()->id) : nullptr;
    if (!here) {
        if (!m_scene.isEmpty())
            m_editor->select({m_scene.nodes().front().node->id});
        return;
    }
    const bool forward = key == (m_scene.leftToRight() ? Qt::Key_Right : Qt::Key_Down);
    const bool back = key == (m_scene.leftToRight() ? Qt::Key_Left : Qt::Key_Up);
    const NodeId id = here->node->id;
    const SceneNode* next = nullptr;
    for (const SceneWire& wire : level.scene->wires()) {
        if (forward && wire.wire.from.node == id)
            next = &level.scene->nodes()[wire.to];
        else if (back && wire.wire.to.node == id)
            next = &level.scene->nodes()[wire.from];
        if (next)
            break;
    }
    if (!next) {
        const QPointF direction(key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0, key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0);
        double best = 1e18;
        for (const SceneNode& node : level.scene->nodes()) {
            const QPointF off = node.rect.center() - here->rect.center();
            const double along = QPointF::dotProduct(off, direction);
            const double across = std::abs(off.x() * direction.y()) + std::abs(off.y() * direction.x());
            if (along > 1 && across <= along && along + 2 * across < best) {
                best = along + 2 * across;
                next = &node;
            }
        }
    }
    if (next) {
        const NodeId found = next->node->id;
        editor->select({found});
        ensureVisible(level.scene->boundsOf({found}).translated(level.origin));
    }
}

} // namespace nodegrad
