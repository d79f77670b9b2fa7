#include "ui/canvas/canvas_split.h"

#include <algorithm>

#include <QApplication>

#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/session/settings_store.h"

namespace nodegrad {

namespace {

constexpr const char* kViewsKey = "design/views";      ///< 0: one, 1: side by side, 2: one above the other
constexpr const char* kShareKey = "design/views_share";
constexpr int kLeastWidth = 110, kLeastHeight = 120, kParts = 10'000;
constexpr double kLeastShare = 0.1;

int viewsCode(bool isSplit, Qt::Orientation direction)
{
    return !isSplit ? 0 : direction == Qt::Horizontal ? 1 : 2;
}

} // namespace

CanvasSplit::CanvasSplit(const PageContext& context, QWidget* parent) : QSplitter(parent), m_context(context)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
    addView();
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        if (const CanvasArea* area = areaOf(now))
            setCurrent(area);
    });
    connect(this, &QSplitter::splitterMoved, this, &CanvasSplit::keepShare);
    m_share = std::clamp(settingsStore().value(QLatin1String(kShareKey), m_share).toDouble(), kLeastShare, 1 - kLeastShare);
    if (const int views = settingsStore().value(QLatin1String(kViewsKey)).toInt(); views == 1 || views == 2) {
        setOrientation(views == 1 ? Qt::Horizontal : Qt::Vertical);
        addSecond();
        setCurrent(m_views.front().area.get());
    }
}

CanvasSplit::~CanvasSplit()
{
    qApp->disconnect(this); // what has the focus loses it while it is taken down
    qApp->removeEventFilter(this);
}

CanvasArea* CanvasSplit::area() const
{
    return m_views[m_current].area.get();
}

CanvasView* CanvasSplit::canvas() const
{
    return area()->canvas();
}

DesignEditor* CanvasSplit::editor() const
{
    return m_views[m_current].editor.get();
}

DesignEditor* CanvasSplit::hand() const
{
    return canvas()->hand();
}

std::vector<CanvasArea*> CanvasSplit::areas() const
{
    std::vector<CanvasArea*> all;
    for (const View& view : m_views)
        all.push_back(view.area.get());
    return all;
}

void CanvasSplit::setCurrent(const CanvasArea* area)
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [area](const View& view) { return view.area.get() == area; });
    if (found == m_views.end() || static_cast<std::size_t>(found - m_views.begin()) == m_current)
        return;
    canvas()->endGesture();
    m_current = static_cast<std::size_t>(found - m_views.begin());
    setFocusProxy(found->area.get());
    showRanks();
    emit currentChanged();
}

void CanvasSplit::addView()
{
    View view;
    view.editor = std::make_unique<DesignEditor>(m_context);
    view.area = std::make_unique<CanvasArea>(view.editor.get());
    CanvasArea* area = view.area.get();
    DesignEditor* editor = view.editor.get();
    area->setMinimumSize(kLeastWidth, kLeastHeight);
    area->setMapWanted(m_isMapWanted);
    connect(area, &CanvasArea::templatesWanted, this, &CanvasSplit::templatesWanted);
    connect(area, &CanvasArea::menuWanted, this, &CanvasSplit::menuWanted);
    connect(area, &CanvasArea::renameWanted, this, &CanvasSplit::renameWanted);
    connect(area->canvas(), &CanvasView::handChanged, this, &CanvasSplit::handChanged);
    connect(editor, &DesignEditor::selectionChanged, this, [this, editor] { share(editor); });
    connect(editor, &DesignEditor::levelEntered, this, [this, editor] {
        if (const DesignEditor* other = beside(editor); other && other->path() == editor->path())
            editor->selectAs(*other);
    });
    connect(editor, &DesignEditor::recentChanged, this, [this, editor] {
        if (DesignEditor* other = beside(editor))
            other->readRecent();
    });
    const std::size_t place = m_views.empty() ? 0 : m_current + 1;
    m_views.insert(m_views.begin() + static_cast<std::ptrdiff_t>(place), std::move(view));
    insertWidget(static_cast<int>(place), area);
    if (!isSplit())
        setFocusProxy(area);
}

/// With the level, selection, colours and place of the current one, which it stands behind.
void CanvasSplit::addSecond()
{
    const CanvasArea* first = area();
    const DesignEditor* before = editor();
    addView();
    DesignEditor* added = m_views[m_current + 1].editor.get();
    added->setHeat(before->heat());
    added->setPath(before->path());
    added->selectAs(*before);
    CanvasArea* second = m_views[m_current + 1].area.get();
    second->show();
    applyShare();
    second->canvas()->showAs(*first->canvas());
    qApp->installEventFilter(this);
    emit viewAdded(second);
    setCurrent(second);
}

void CanvasSplit::closeOther()
{
    qApp->removeEventFilter(this);
    const View gone = std::move(m_views[1 - m_current]);
    m_views.erase(m_views.begin() + static_cast<std::ptrdiff_t>(1 - m_current));
    m_current = 0;
    placeLesson();
    showRanks();
    // Once it has its new size, the map looks for a place in it.
    QMetaObject::invokeMethod(area(), [stays = area(), isMapWanted = m_isMapWanted] { stays->setMapWanted(isMapWanted); }, Qt::QueuedConnection);
}

void CanvasSplit::toggle(Qt::Orientation direction)
{
    if (isSplit() && orientation() == direction) {
        closeOther();
    } else {
        setOrientation(direction);
        if (isSplit())
            applyShare();
        else
            addSecond();
        placeLesson();
    }
    settingsStore().setValue(QLatin1String(kViewsKey), viewsCode(isSplit(), direction));
    canvas()->setFocus(Qt::ShortcutFocusReason);
    emit splitChanged();
}

void CanvasSplit::focusOther()
{
    if (!isSplit())
        return;
    setCurrent(m_views[1 - m_current].area.get());
    canvas()->setFocus(Qt::ShortcutFocusReason);
}

void CanvasSplit::setMapWanted(bool isWanted)
{
    m_isMapWanted = isWanted;
    for (const View& view : m_views)
        view.area->setMapWanted(isWanted);
}

void CanvasSplit::setHabits(const CanvasHabits& habits)
{
    for (const View& view : m_views)
        view.area->canvas()->setHabits(habits);
}

void CanvasSplit::setShapeLabels(ShapeLabels labels)
{
    for (const View& view : m_views)
        view.editor->setShapeLabels(labels);
}

void CanvasSplit::setLesson(const QString& text)
{
    m_lesson = text;
    placeLesson();
}

/// Half a width has no room for it beside a network.
void CanvasSplit::placeLesson()
{
    m_views.front().area->setLesson(isSplit() && orientation() == Qt::Horizontal ? QString() : m_lesson);
}

void CanvasSplit::showLesson()
{
    m_views.front().area->setLesson(m_lesson);
    m_views.front().area->showLesson(true);
}

void CanvasSplit::share(const DesignEditor* from)
{
    if (DesignEditor* other = beside(from); other && other->path() == from->path())
        other->selectAs(*from);
}

DesignEditor* CanvasSplit::beside(const DesignEditor* editor) const
{
    for (const View& view : m_views)
        if (view.editor.get() != editor)
            return view.editor.get();
    return nullptr;
}

CanvasArea* CanvasSplit::areaOf(const QWidget* widget) const
{
    for (const View& view : m_views)
        if (widget && (view.area.get() == widget || view.area->isAncestorOf(widget)))
            return view.area.get();
    return nullptr;
}

void CanvasSplit::showRanks()
{
    for (std::size_t i = 0; i < m_views.size(); ++i)
        m_views[i].area->canvas()->setRank(!isSplit() ? ViewRank::Alone : i == m_current ? ViewRank::Current : ViewRank::Other, static_cast<int>(i) + 1);
}

/// Buttons and the map of a view take no keyboard, but speak of their view.
bool CanvasSplit::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::MouseButtonPress || !watched->isWidgetType())
        return false;
    if (const CanvasArea* pressed = areaOf(static_cast<const QWidget*>(watched)); pressed && pressed != area()) {
        pressed->canvas()->setFocus(Qt::MouseFocusReason);
        setCurrent(pressed);
    }
    return false;
}

void CanvasSplit::keepShare()
{
    const QList<int> parts = sizes();
    if (parts.size() < 2 || parts[0] + parts[1] == 0)
        return;
    m_share = std::clamp(static_cast<double>(parts[0]) / (parts[0] + parts[1]), kLeastShare, 1 - kLeastShare);
    settingsStore().setValue(QLatin1String(kShareKey), m_share);
}

void CanvasSplit::applyShare()
{
    const int first = qRound(m_share * kParts);
    setSizes({first, kParts - first});
}

} // namespace nodegrad
