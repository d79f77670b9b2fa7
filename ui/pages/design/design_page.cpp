#include "ui/pages/design/design_page.h"

#include <utility>

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/canvas_area.h"
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

constexpr const char* kSplitterKey = "design/panes";

} // namespace

DesignPage::DesignPage(const PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_editor = new DesignEditor(context, this);
    m_left = new LeftDock(m_editor);
    m_palette = m_left->palettePanel();
    m_area = new CanvasArea(m_editor);
    m_inspector = new InspectorPanel(m_editor);
    m_strip = new LiveStrip(context);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_area, 1);
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
    m_splitter->setSizes({measure::palette, 1052, measure::inspector});
    m_splitter->restoreState(settingsStore().value(QLatin1String(kSplitterKey)).toByteArray());
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { settingsStore().setValue(QLatin1String(kSplitterKey), m_splitter->saveState()); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    setFocusProxy(m_area);

    if (context.actions) {
        addCanvasActions(*context.actions, *m_area);
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
        connect(m_area, &CanvasArea::menuWanted, this, [this](const QPoint& at) {
            QMenu menu(this);
            fillCanvasMenu(menu, *m_context.actions, *m_area);
            menu.exec(at);
        });
        connect(m_area, &CanvasArea::templatesWanted, this, [this] {
            if (QAction* examples = m_context.actions->find(QStringLiteral("file.examples")))
                examples->trigger();
        });
    }
    connect(m_area, &CanvasArea::renameWanted, m_inspector, &InspectorPanel::focusName);
    connect(m_palette, &PalettePanel::layerChosen, this, &DesignPage::addLayer);
    connect(m_left->outline(), &OutlinePanel::centerWanted, this, [this](NodeId node) {
        const CanvasView* canvas = m_area->canvas();
        m_area->canvas()->centerOn(canvas->scene().boundsOf({node}).center());
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
    delete m_repeats;
    // The panels use the editor to the end.
    delete m_splitter;
}

/// A lesson speaks of the layers: it goes with the last of them, and comes back with them.
void DesignPage::showLesson()
{
    const Project& project = m_context.session->project();
    const bool has = !project.lesson.empty() && !project.graph.root().nodes.empty();
    if (std::exchange(m_hasLesson, has) == has && has)
        return; // one who closed it has read it
    m_area->setLesson(has ? coreText(project.lesson) : QString());
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
        const Node* node = m_editor->current();
        return node && node->type == kModuleType ? QString() : tr("Select a module first.");
    };
    when({"edit.paste", "edit.select_all", "canvas.add", "canvas.layout", "canvas.layout_all", "canvas.fit", "canvas.fit_all", "canvas.zoom_in", "canvas.zoom_out", "canvas.zoom_100",
          "canvas.map", "canvas.turn", "canvas.heat.0", "canvas.heat.1", "canvas.heat.2", "canvas.heat.3", "canvas.heat.4", "canvas.heat.5",
          "canvas.heat.6", "canvas.heat.7", "canvas.wheel.0", "canvas.wheel.1", "canvas.wheel.2", "canvas.calm", "canvas.save_picture", "canvas.copy_picture", "palette.search",
          "canvas.next_pane", "canvas.previous_pane"},
         {});
    when({"edit.cut", "edit.copy", "edit.duplicate", "edit.delete_and_heal", "canvas.bypass", "canvas.freeze", "canvas.collapse", "canvas.group"},
         [this] { return m_editor->selection().empty() ? tr("Select a layer first.") : QString(); });
    when({"edit.delete"}, [this] { return m_editor->hasSelection() ? QString() : tr("Select a layer, wire, knot or frame first."); });
    when({"canvas.rename"}, [this] { return m_editor->current() || m_editor->selectedFrame() != 0 ? QString() : tr("Select one layer or frame first."); });
    when({"canvas.enter", "canvas.ungroup"}, module);
    when({"canvas.leave"}, [this] { return m_editor->path().empty() ? tr("The whole network is shown.") : QString(); });
}

void DesignPage::addLayer(const QString& layer)
{
    const CanvasView* canvas = m_area->canvas();
    Wiring wiring;
    QPointF at = canvas->toScene(QRectF(canvas->rect()).center()) - QPointF(kNodeWidth, kNodeHeight) / 2;
    if (const Node* node = m_editor->current()) {
        wiring.behind = node->id;
        at = m_editor->placeBehind(*node);
    }
    const NodeId added = m_editor->addLayer(layer.toStdString(), at, wiring);
    if (added.value)
        m_area->canvas()->ensureVisible(m_area->canvas()->scene().boundsOf({added}));
}

void DesignPage::goToPane(int step)
{
    QWidget* const panes[] = {m_left, m_area, m_inspector};
    int current = 1;
    for (int i = 0; i < 3; ++i)
        if (panes[i]->isAncestorOf(QApplication::focusWidget()))
            current = i;
    switch ((current + step + 3) % 3) {
    case 0: m_left->focusShown(); break;
    case 1: m_area->canvas()->setFocus(Qt::ShortcutFocusReason); break;
    default:
        if (m_inspector->nameField())
            m_inspector->focusName();
        else
            m_left->focusShown();
    }
}

void DesignPage::showRepeats()
{
    if (!m_repeats)
        m_repeats = new RepeatsDialog(m_editor, this);
    m_repeats->show();
    m_repeats->raise();
    m_repeats->activateWindow();
}

void DesignPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_repeats && !window()->isHidden())
        m_repeats->hide();
}

void DesignPage::showNode(const QString& path)
{
    if (!m_editor->showNode(path))
        m_editor->notify(tr("'%1' is not in the design any more.").arg(path));
}

} // namespace nodegrad
