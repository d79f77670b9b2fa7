#include "ui/canvas/canvas_area.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "ui/canvas/breadcrumb_bar.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/frame_text.h"
#include "ui/canvas/heat_legend.h"
#include "ui/canvas/message_card.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/picture_file.h"
#include "ui/canvas/quick_add.h"
#include "ui/canvas/wire_list.h"
#include "ui/session/run_controller.h"
#include "ui/session/session.h"
#include "ui/theme/icons.h"
#include "ui/theme/styling.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_banner.h"
#include "ui/widgets/search_field.h"

namespace nodegrad {

namespace {

constexpr int kMargin = 10, kGap = 6, kTopMargin = 40, kWidthForMap = 420;
constexpr int kMapRestMs = 250;
constexpr double kPictureScale = 2;
constexpr int kLessonWidth = 320, kLeastLessonWidth = 160; ///< leaves the middle to the network

/// The raised box behind the tool buttons.
class ToolBox : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintBox(painter, rect(), measure::radiusButton, theme().color(Role::Panel), theme().color(Role::Border));
    }
};

} // namespace

CanvasArea::CanvasArea(DesignEditor* editor, QWidget* parent) : QWidget(parent), m_editor(editor)
{
    m_canvas = new CanvasView(editor, this);
    m_canvas->setMargins({0, kTopMargin, 0, 0});
    m_breadcrumbs = new BreadcrumbBar(editor, this);
    m_tools = new ToolBox(this);
    m_tools->setAccessibleName(tr("Canvas tools"));
    m_tools->setObjectName(QStringLiteral("canvas.tools"));
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(3, 3, 3, 3);
    tools->setSpacing(2);
    m_zoom = makeButton({}, ButtonKind::Quiet);
    setSmall(m_zoom);
    auto* zoomArrow = makeIconButton(QStringLiteral("chevron-down"), tr("Choose a zoom"));
    zoomArrow->setFocusPolicy(Qt::NoFocus);
    zoomArrow->setIconSize({12, 12});
    zoomArrow->setFixedWidth(18);
    m_zoom->setFocusPolicy(Qt::TabFocus);
    m_zoom->setAccessibleName(tr("Zoom"));
    m_zoom->setToolTip(tr("Zoom"));
    auto* zooms = new QMenu(m_zoom);
    for (const int percent : {25, 50, 75, 100, 150, 200})
        zooms->addAction(tr("%1 %").arg(percent), this, [this, percent] { m_canvas->setZoom(percent / 100.0); });
    connect(zoomArrow, &QToolButton::clicked, m_zoom, &QPushButton::click);
    connect(m_zoom, &QPushButton::clicked, this, [this, zooms] { zooms->popup(m_zoom->mapToGlobal(QPoint(0, m_zoom->height() + 2))); });
    tools->addWidget(m_zoom);
    tools->addWidget(zoomArrow);
    m_minimap = new Minimap(m_canvas, this);
    m_legend = new HeatLegend(m_canvas, this);
    m_empty = new EmptyState(tr("Drag a layer here, or press Tab."), {}, this);
    auto* templates = m_empty->addButton(tr("Start from a template"));
    m_lesson = new InlineBanner(nodegrad::Tone::Info, {}, {}, this);
    m_lesson->setClosable(true);
    m_lesson->hide();
    connect(m_lesson, &InlineBanner::closed, this, [this] {
        showLesson(false);
        m_canvas->setFocus(); // its button had the keys
    });
    m_card = new MessageCard(m_canvas, this);
    m_findBar = new FindBar(m_canvas, this);
    m_frameText = new FrameText(m_canvas, this);
    m_quickAdd = new QuickAdd(editor, this);
    m_wireList = new WireList(m_canvas, this);

    connect(m_canvas, &CanvasView::frameTextWanted, m_frameText, &FrameText::open);
    connect(m_findBar, &FindBar::closed, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_findBar, &FindBar::resized, this, &CanvasArea::placeOverlays);
    connect(templates, &QPushButton::clicked, this, &CanvasArea::templatesWanted);
    connect(m_quickAdd, &QuickAdd::closed, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_quickAdd, &QuickAdd::closed, m_canvas, &CanvasView::dropWaiting);
    connect(m_quickAdd, &QuickAdd::added, m_canvas, [this](NodeId node) { m_canvas->ensureVisible(m_canvas->scene().boundsOf({node})); });
    connect(m_wireList, &WireList::closed, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_canvas, &CanvasView::quickAddWanted, this, &CanvasArea::openQuickAddAt);
    connect(m_canvas, &CanvasView::menuWanted, this, &CanvasArea::menuWanted);
    connect(m_canvas, &CanvasView::renameWanted, this, &CanvasArea::renameWanted);
    connect(m_canvas, &CanvasView::mapChanged, this, &CanvasArea::showState);
    m_mapLater.setSingleShot(true);
    m_mapLater.setInterval(kMapRestMs);
    connect(&m_mapLater, &QTimer::timeout, this, &CanvasArea::placeMaps);
    connect(m_canvas, &CanvasView::viewChanged, &m_mapLater, qOverload<>(&QTimer::start));
    connect(m_canvas, &CanvasView::viewChanged, this, [this] {
        const QString text = tr("%1 %").arg(qRound(m_canvas->zoom() * 100));
        if (text == m_zoom->text())
            return;
        m_zoom->setText(text);
        placeOverlays();
    });
    connect(editor, &DesignEditor::levelChanged, this, &CanvasArea::placeOverlays);
    if (RunController* runs = editor->context().runs) {
        const auto follow = [this, runs] { m_canvas->setTraining(runs->isActive() && runs->state() == RunState::Running); };
        connect(runs, &RunController::stateChanged, this, follow);
        follow();
    }
    connect(editor->session(), &Session::fileChanged, this, &CanvasArea::placeOverlays);
    m_zoom->setText(tr("%1 %").arg(100));
    setFocusProxy(m_canvas);
    showState();
}

void CanvasArea::addTool(QAction* action, const QString& iconName)
{
    auto* button = makeIconButton(iconName, action->toolTip(), m_tools);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCheckable(action->isCheckable());
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] { button->setToolTip(action->toolTip()); });
    if (action->isCheckable()) {
        button->setChecked(action->isChecked());
        connect(action, &QAction::toggled, button, &QToolButton::setChecked);
    }
    auto* row = static_cast<QHBoxLayout*>(m_tools->layout());
    row->insertWidget(row->count() - 2, button);
    button->show(); // a layout shows what it is given later; the size is wanted now
    placeOverlays();
}

void CanvasArea::openQuickAdd()
{
    Wiring wiring;
    if (m_editor->selectedWire())
        wiring.onWire = m_editor->selectedWire();
    else if (const Node* node = m_editor->current())
        wiring.behind = node->id;
    openQuickAddAt(m_canvas->cursorScene(), wiring);
}

void CanvasArea::openQuickAddAt(QPointF scene, const Wiring& wiring)
{
    m_quickAdd->open(scene, wiring, m_canvas->toWidget(scene).toPoint());
}

void CanvasArea::frameSelection()
{
    if (const std::uint64_t frame = m_editor->frameSelection())
        m_frameText->openNew(frame);
}

void CanvasArea::addNote()
{
    m_frameText->openNewNote(m_canvas->cursorScene());
}

void CanvasArea::rename()
{
    if (m_editor->selectedFrame() != 0)
        m_frameText->open(m_editor->selectedFrame());
    else if (m_editor->selectedWire() && m_editor->selectedPortal())
        renamePortal();
    else
        emit renameWanted();
}

void CanvasArea::renamePortal()
{
    if (const auto portal = m_editor->selectedPortal())
        m_frameText->openPortal(*portal);
}

void CanvasArea::openReplace()
{
    const QRectF chosen = m_canvas->scene().boundsOf(m_editor->selection());
    if (chosen.isNull()) {
        m_editor->notify(tr("Select the layer to replace first."));
        return;
    }
    m_canvas->ensureVisible(chosen);
    m_quickAdd->openToReplace(m_canvas->toWidget(chosen.topRight() + QPointF(16, 0)).toPoint());
}

void CanvasArea::savePicture()
{
    const QString start = m_editor->session()->title() + QStringLiteral(".svg");
    const QString file = QFileDialog::getSaveFileName(this, tr("Save as a picture"),
                                                      QDir(QString::fromStdString(m_editor->session()->baseFolder().string())).filePath(start),
                                                      tr("Pictures (*.svg *.png *.pdf)"));
    if (file.isEmpty())
        return;
    const Status written = writePicture(m_canvas->scene(), {theme().name(), kPictureScale, m_editor->selection()}, file.toStdString());
    if (written)
        m_editor->notify(tr("Saved %1.").arg(file));
    else
        m_editor->notify(written.error());
}

void CanvasArea::copyPicture()
{
    if (m_canvas->scene().isEmpty())
        return;
    QGuiApplication::clipboard()->setImage(pictureOf(m_canvas->scene(), {theme().name(), kPictureScale, m_editor->selection()}));
    m_editor->notify(tr("The picture is on the clipboard."));
}

void CanvasArea::setMapWanted(bool isWanted)
{
    m_mapWanted = isWanted;
    showState();
}

void CanvasArea::setLesson(const QString& text)
{
    m_lesson->setText(text);
    m_lesson->setVisible(!text.isEmpty() && !canvasHabits().closedLessons.contains(lessonKey(text)));
    placeOverlays();
}

void CanvasArea::showLesson(bool isShown)
{
    CanvasHabits habits = canvasHabits();
    const QString key = lessonKey(m_lesson->text());
    habits.closedLessons.removeAll(key);
    if (!isShown)
        habits.closedLessons.append(key);
    saveCanvasHabits(habits);
    m_lesson->setVisible(isShown);
    placeOverlays();
}

bool CanvasArea::hasLesson() const
{
    return !m_lesson->text().isEmpty();
}

void CanvasArea::showState()
{
    const bool empty = m_canvas->scene().isEmpty();
    m_empty->setVisible(empty);
    m_minimap->setVisible(m_mapWanted && !empty && width() >= kWidthForMap);
    m_legend->setVisible(m_legend->isWanted() && width() >= m_legend->width() + 2 * kMargin);
    placeOverlays();
}

void CanvasArea::placeOverlays()
{
    m_canvas->setGeometry(rect());
    m_breadcrumbs->adjustSize();
    m_breadcrumbs->move(kMargin, kMargin);
    m_tools->adjustSize();
    // A narrow view has them below the breadcrumbs, a very narrow one none: each has a key too.
    const int toolsLeft = width() - m_tools->width() - kMargin;
    m_tools->setVisible(toolsLeft >= kMargin);
    m_tools->move(toolsLeft, toolsLeft > m_breadcrumbs->geometry().right() + kGap ? kMargin : m_breadcrumbs->geometry().bottom() + kGap);
    // Beside the tools where there is room, so that it covers nothing that the tools leave free.
    const int besideTools = m_tools->x() - kGap - m_findBar->width();
    if (m_tools->y() == kMargin && besideTools > m_breadcrumbs->geometry().right() + kGap)
        m_findBar->move(besideTools, kMargin);
    else
        m_findBar->move(width() - m_findBar->width() - kMargin, m_tools->geometry().bottom() + kGap);
    m_canvas->setMargins({0, std::max({kTopMargin, m_tools->isHidden() || m_tools->y() == kMargin ? 0 : m_tools->geometry().bottom(), m_findBar->isHidden() ? 0 : m_findBar->geometry().bottom()}), 0, 0});
    m_empty->adjustSize();
    m_empty->move((width() - m_empty->width()) / 2, (height() - m_empty->height()) / 2);
    const int beside = (width() - static_cast<int>(kNodeWidth)) / 2 - 2 * kMargin; // of a chain in the middle
    const auto lessonHeight = [this](int width) { return m_lesson->hasHeightForWidth() ? m_lesson->heightForWidth(width) : m_lesson->sizeHint().height(); };
    int lessonWidth = std::clamp(beside, kLeastLessonWidth, kLessonWidth);
    while (lessonHeight(lessonWidth) > height() - 2 * kTopMargin && lessonWidth < width() - 2 * kMargin) // its cross stays in sight
        lessonWidth = std::min(lessonWidth + kLeastLessonWidth / 2, width() - 2 * kMargin);
    m_lesson->setFixedWidth(lessonWidth);
    m_lesson->setFixedHeight(std::min(lessonHeight(lessonWidth), std::max(1, height() - 2 * kMargin)));
    m_lesson->move(kMargin, height() - m_lesson->height() - kMargin);
    placeMaps();
}

/// The map, then the legend of colours: each in the first corner where it covers no layer and nothing that floats.
void CanvasArea::placeMaps()
{
    std::vector<QRect> covered;
    for (const QWidget* over : {static_cast<const QWidget*>(m_breadcrumbs), static_cast<const QWidget*>(m_tools), static_cast<const QWidget*>(m_findBar), static_cast<const QWidget*>(m_lesson)})
        if (!over->isHidden())
            covered.push_back(over->geometry());
    const auto place = [&](QWidget* widget, auto order) {
        const int right = width() - widget->width() - kMargin, bottom = height() - widget->height() - kMargin;
        const int aboveLesson = m_lesson->isHidden() ? bottom : m_lesson->y() - kGap - widget->height();
        const QPoint corners[] = {{right, bottom}, {kMargin, bottom}, {kMargin, aboveLesson}, {right, m_tools->geometry().bottom() + kGap}, {kMargin, m_breadcrumbs->geometry().bottom() + kGap}};
        std::optional<QPoint> best, fallback;
        for (const int corner : order) {
            const QRect box(corners[corner], widget->size());
            if (std::any_of(covered.begin(), covered.end(), [&](const QRect& over) { return over.intersects(box); }))
                continue;
            if (!fallback)
                fallback = corners[corner];
            const QRectF scene(m_canvas->toScene(box.topLeft()), QSizeF(box.size()) / m_canvas->zoom());
            if (!best && m_canvas->scene().nodesTouching(scene).empty())
                best = corners[corner];
        }
        widget->move(best ? *best : fallback ? *fallback : corners[order[0]]);
        return best.has_value();
    };
    if (!m_minimap->isHidden()) {
        if (!m_minimap->underMouse()) // what the hand is on stays there
            m_minimap->setFaded(!place(m_minimap, std::array{0, 1, 3, 4}));
        covered.push_back(m_minimap->geometry());
    }
    if (!m_legend->isHidden()) {
        place(m_legend, std::array{1, 2, 0, 3, 4});
        covered.push_back(m_legend->geometry());
    }
    m_canvas->setCovered(std::move(covered));
}

void CanvasArea::resizeEvent(QResizeEvent*)
{
    showState();
}

} // namespace nodegrad
