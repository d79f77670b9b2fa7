#include "ui/pages/design/design_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_split.h"
#include "ui/canvas/canvas_view.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/language/core_text.h"
#include "ui/outline/left_dock.h"
#include "ui/outline/outline_panel.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/repeats_dialog.h"
#include "ui/palette/palette_panel.h"
#include "ui/session/actions.h"
#include "ui/session/session.h"
#include "ui/session/settings_store.h"
#include "ui/theme/theme.h"

namespace nodegrad {

namespace {

constexpr const char* kDocksKey = "design/docks"; ///< widths of the panels beside the canvas

constexpr int kLeastInspector = 288;                  ///< its fields need more than a list does

/// Takes up to `lack` from a panel, down to `least`; one that is closed stays so.
int lessBy(int width, int least, int& lack)
{
    const int taken = std::min(std::max(0, width - least), std::max(0, lack));
    lack -= taken;
    return width - taken;
}

} // namespace

DesignPage::DesignPage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_views = new CanvasSplit(context);
    m_left = new LeftDock(editor());
    m_palette = m_left->palettePanel();
    m_inspector = new InspectorPanel(editor());
    m_strip = new LiveStrip(context);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_views, 1);
    column->addWidget(m_strip);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    for (QWidget* part : {static_cast<QWidget*>(m_left), middle, static_cast<QWidget*>(m_inspector)})
        m_splitter->addWidget(part);
    for (QWidget* dock : {static_cast<QWidget*>(m_left), static_cast<QWidget*>(m_inspector)}) {
        dock->setMinimumWidth(measure::dockMinimum);
        dock->setMaximumWidth(measure::dockMaximum);
    }
    middle->setMinimumWidth(240);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    if (const QStringList kept = settingsStore().value(QLatin1String(kDocksKey)).toStringList(); kept.size() == 2)
        m_docks = {kept[0].toInt(), kept[1].toInt()};
    else
        m_docks = {measure::palette, measure::inspector};
    shareWidth(1600);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_docks = {m_splitter->sizes().front(), m_splitter->sizes().back()};
        settingsStore().setValue(QLatin1String(kDocksKey), QStringList{QString::number(m_docks.first), QString::number(m_docks.second)});
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setFocusProxy(m_views);

    if (context.actions) {
        addCanvasActions(*context.actions, *m_views);
        context.actions->add(QStringLiteral("palette.search"), tr("Layers"), tr("Search layers"), QStringLiteral("search"), QKeySequence("/"), [dock = QPointer<LeftDock>(m_left)] {
            if (dock)
                dock->showLayers();
        }, this);
        for (const char* id : {"canvas.find", "canvas.find_next", "canvas.find_previous"}) // wherever on the page the focus is
            addAction(context.actions->find(QString::fromLatin1(id)));
        context.actions->add(QStringLiteral("canvas.outline"), tr("Canvas"), tr("Outline"), QStringLiteral("table"), QKeySequence("Ctrl+Shift+O"), [page = QPointer<DesignPage>(this)] {
            if (page && page->m_context.showPage)
                page->m_context.showPage(PageId::Design);
            if (page)
                page->m_left->showOutline();
        }, this);
        context.actions->add(QStringLiteral("canvas.history"), tr("Canvas"), tr("History"), QStringLiteral("clock"), QKeySequence("Ctrl+Shift+H"), [page = QPointer<DesignPage>(this)] {
            if (page && page->m_context.showPage)
                page->m_context.showPage(PageId::Design);
            if (page)
                page->m_left->showHistory();
        }, this);
        // Tab opens quick-add on the canvas, so panes have a key of their own.
        const auto pane = [&](const char* id, const QString& text, const char* key, int step) {
            context.actions->add(QString::fromLatin1(id), tr("Canvas"), text, {}, QKeySequence(QString::fromLatin1(key)), [page = QPointer<DesignPage>(this), step] {
                if (page)
                    page->goToPane(step);
            }, this);
        };
        pane("canvas.next_pane", tr("Next pane"), "F6", 1);
        pane("canvas.previous_pane", tr("Previous pane"), "Shift+F6", -1);
        setConditions();
        connect(m_views, &CanvasSplit::menuWanted, this, [this](const QPoint& at) {
            QMenu menu(this);
            fillCanvasMenu(menu, *m_context.actions, *m_views);
            menu.exec(at);
        });
        connect(m_views, &CanvasSplit::templatesWanted, this, [this] {
            if (QAction* examples = m_context.actions->find(QStringLiteral("file.examples")))
                examples->trigger();
        });
    }
    connect(m_views, &CanvasSplit::currentChanged, this, &DesignPage::followView);
    connect(m_views, &CanvasSplit::handChanged, this, [this] { m_inspector->setEditor(m_views->hand()); });
    connect(m_views, &CanvasSplit::renameWanted, m_inspector, &InspectorPanel::focusName);
    connect(m_inspector, &InspectorPanel::nameEntered, this, [this] { m_views->canvas()->setFocus(); });
    connect(m_palette, &PalettePanel::layerChosen, this, &DesignPage::addLayer);
    connect(m_left->outline(), &OutlinePanel::centerWanted, this, [this](NodeId node) {
        CanvasView* canvas = m_views->canvas();
        canvas->centerOn(canvas->scene().boundsOf({node}).center());
    });
    connect(context.session, &Session::projectReplaced, this, [this] {
        m_hasLesson = false;
        showLesson();
    });
    connect(context.session, &Session::projectChanged, this, &DesignPage::showLesson);
    showLesson();
}

DesignPage::~DesignPage()
{
    // The panels use the editor to the end.
    delete m_repeats;
    delete m_left;
    delete m_inspector;
    delete m_splitter;
}

DesignEditor* DesignPage::editor() const
{
    return m_views->editor();
}

CanvasArea* DesignPage::area() const
{
    return m_views->area();
}

/// The panels speak of the current view.
void DesignPage::followView()
{
    m_left->setEditor(editor());
    m_inspector->setEditor(m_views->hand());
    if (m_repeats)
        m_repeats->setEditor(editor());
}

/// A lesson speaks of the layers: it goes with the last of them, and comes back with them.
void DesignPage::showLesson()
{
    const Project& project = m_context.session->project();
    const bool has = !project.lesson.empty() && !project.graph.root().nodes.empty();
    if (std::exchange(m_hasLesson, has) == has && has)
        return; // one who closed it has read it
    m_views->setLesson(has ? coreText(project.lesson) : QString());
}

void DesignPage::setConditions()
{
    QPointer<DesignPage> page(this);
    const auto when = [&](std::initializer_list<const char*> ids, std::function<QString()> why) {
        for (const char* id : ids)
            m_context.actions->setCondition(QString::fromLatin1(id), [page, why] {
                return !page || !page->isVisible() ? tr("Go to the Design page first.") : why ? why() : QString();
            });
    };
    const auto module = [this] {
        const Node* node = editor()->current();
        return node && node->type == kModuleType ? QString() : tr("Select a module first.");
    };
    when({"edit.paste", "edit.select_all", "canvas.add", "canvas.layout", "canvas.layout_all", "canvas.fit", "canvas.fit_all", "canvas.zoom_in", "canvas.zoom_out", "canvas.zoom_100",
          "canvas.map", "canvas.turn", "canvas.heat.0", "canvas.heat.1", "canvas.heat.2", "canvas.heat.3", "canvas.heat.4", "canvas.heat.5",
          "canvas.heat.6", "canvas.heat.7", "canvas.wheel.0", "canvas.wheel.1", "canvas.wheel.2", "canvas.calm", "canvas.save_picture", "canvas.copy_picture", "palette.search",
          "canvas.next_pane", "canvas.previous_pane"},
         {});
    when({"edit.cut", "edit.copy", "edit.delete_and_heal", "canvas.bypass", "canvas.freeze", "canvas.collapse"},
         [this] { return m_views->hand()->selection().empty() ? tr("Select a layer first.") : QString(); });
    when({"edit.duplicate", "canvas.group"}, [this] { return editor()->selection().empty() ? tr("Select a layer first.") : QString(); });
    when({"edit.delete"}, [this] { return m_views->hand()->hasSelection() ? QString() : tr("Select a layer, wire, knot or frame first."); });
    when({"canvas.rename"}, [this] { return m_views->hand()->current() || editor()->selectedFrame() != 0 ? QString() : tr("Select one layer or frame first."); });
    when({"canvas.ungroup"}, module);
    when({"canvas.enter"}, [this, module] { return m_views->canvas()->inside() ? QString() : module(); });
    when({"canvas.leave"}, [this] { return editor()->path().empty() ? tr("The whole network is shown.") : QString(); });
}

void DesignPage::addLayer(const QString& layer)
{
    CanvasView* canvas = m_views->canvas();
    Wiring wiring;
    QPointF at = canvas->toScene(QRectF(canvas->rect()).center()) - QPointF(kNodeWidth, kNodeHeight) / 2;
    if (const Node* node = editor()->current()) {
        wiring.behind = node->id;
        at = editor()->placeBehind(*node);
    }
    const NodeId added = editor()->addLayer(layer.toStdString(), at, wiring);
    if (added.value)
        canvas->ensureVisible(canvas->scene().boundsOf({added}));
}

void DesignPage::goToPane(int step)
{
    std::vector<QWidget*> panes{m_left};
    for (CanvasArea* area : m_views->areas())
        panes.push_back(area);
    panes.push_back(m_inspector);
    const auto has = [](const QWidget* pane) { return pane->isAncestorOf(QApplication::focusWidget()); };
    const auto found = std::find_if(panes.begin(), panes.end(), has);
    const std::ptrdiff_t count = std::ssize(panes);
    std::ptrdiff_t place = found == panes.end() ? 1 : found - panes.begin();
    QWidget* next = nullptr;
    do {
        place = (place + step + count) % count;
        next = panes[static_cast<std::size_t>(place)];
    } while (next == m_inspector && !m_inspector->nameField()); // there is nothing to type
    if (next == m_left)
        m_left->focusShown();
    else if (next == m_inspector)
        m_inspector->focusName();
    else
        next->setFocus(Qt::ShortcutFocusReason);
}

void DesignPage::showRepeats()
{
    if (!m_repeats)
        m_repeats = new RepeatsDialog(editor(), this);
    m_repeats->show();
    m_repeats->raise();
    m_repeats->activateWindow();
}

void DesignPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareWidth(m_splitter->width());
}

/// The panels have the widths that they were given, where that leaves half of the page to the canvas.
void DesignPage::shareWidth(int width)
{
    int lack = m_docks.first + m_docks.second - width / 2;
    const int left = lessBy(m_docks.first, measure::dockMinimum, lack), right = lessBy(m_docks.second, kLeastInspector, lack);
    m_splitter->setSizes({left, std::max(0, width - left - right - 2 * m_splitter->handleWidth()), right});
}

void DesignPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_repeats && !window()->isHidden())
        m_repeats->hide();
}

void DesignPage::showNode(const QString& path)
{
    if (!editor()->showNode(path))
        editor()->notify(tr("'%1' is not in the design any more.").arg(path));
}

} // namespace nodegrad
