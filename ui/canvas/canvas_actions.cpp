#include "ui/canvas/canvas_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QPointer>

#include <functional>
#include <tuple>
#include <vector>

#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_split.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/canvas/wire_list.h"
#include "ui/session/actions.h"

namespace nodegrad {

namespace {

/// What an action does, in the view that is current then.
using Work = std::function<void(CanvasSplit&)>;
using Add = std::function<QAction*(const char* id, const QString& group, const QString& text, const char* iconName, const QList<QKeySequence>& keys, Work work)>;

/// Actions of which one is on, in the order of their enum: id and text.
using Choices = std::vector<std::pair<const char*, const char*>>;
const Choices kHeatActions{{"canvas.heat.0", QT_TRANSLATE_NOOP("CanvasArea", "No colors")},
                           {"canvas.heat.1", QT_TRANSLATE_NOOP("CanvasArea", "Color by parameters")},
                           {"canvas.heat.2", QT_TRANSLATE_NOOP("CanvasArea", "Color by multiply-adds")},
                           {"canvas.heat.3", QT_TRANSLATE_NOOP("CanvasArea", "Color by activation memory")},
                           {"canvas.heat.4", QT_TRANSLATE_NOOP("CanvasArea", "Color by gradient norm of the run")},
                           {"canvas.heat.5", QT_TRANSLATE_NOOP("CanvasArea", "Color by mean activation of the run")},
                           {"canvas.heat.6", QT_TRANSLATE_NOOP("CanvasArea", "Color by spread of activations of the run")},
                           {"canvas.heat.7", QT_TRANSLATE_NOOP("CanvasArea", "Color by dead units of the run")}};
const Choices kWheelActions{{"canvas.wheel.0", QT_TRANSLATE_NOOP("CanvasArea", "Wheel: a mouse zooms, a trackpad moves the view")},
                            {"canvas.wheel.1", QT_TRANSLATE_NOOP("CanvasArea", "Wheel: always zooms")},
                            {"canvas.wheel.2", QT_TRANSLATE_NOOP("CanvasArea", "Wheel: always moves the view (Ctrl zooms)")}};
const Choices kLabelActions{{"canvas.labels.0", QT_TRANSLATE_NOOP("CanvasArea", "No shapes on wires")},
                            {"canvas.labels.1", QT_TRANSLATE_NOOP("CanvasArea", "Shape of the wire under the mouse")},
                            {"canvas.labels.2", QT_TRANSLATE_NOOP("CanvasArea", "Shapes where they change")},
                            {"canvas.labels.3", QT_TRANSLATE_NOOP("CanvasArea", "All shapes on wires")}};
const Choices kFrameColorActions{{"canvas.frame_color.0", QT_TRANSLATE_NOOP("CanvasArea", "Neutral frame")},
                                 {"canvas.frame_color.1", QT_TRANSLATE_NOOP("CanvasArea", "Blue frame")},
                                 {"canvas.frame_color.2", QT_TRANSLATE_NOOP("CanvasArea", "Teal frame")},
                                 {"canvas.frame_color.3", QT_TRANSLATE_NOOP("CanvasArea", "Green frame")},
                                 {"canvas.frame_color.4", QT_TRANSLATE_NOOP("CanvasArea", "Olive frame")},
                                 {"canvas.frame_color.5", QT_TRANSLATE_NOOP("CanvasArea", "Orange frame")},
                                 {"canvas.frame_color.6", QT_TRANSLATE_NOOP("CanvasArea", "Pink frame")},
                                 {"canvas.frame_color.7", QT_TRANSLATE_NOOP("CanvasArea", "Purple frame")}};

std::vector<QAction*> addChoices(const Add& add, QObject* owner, const Choices& choices, const QString& group,
                                 const std::function<void(CanvasSplit&, int)>& choose, int chosen)
{
    auto* one = new QActionGroup(owner);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const int index = static_cast<int>(i);
        QAction* action = add(choices[i].first, group, CanvasArea::tr(choices[i].second), "", {}, [choose, index](CanvasSplit& views) { choose(views, index); });
        action->setCheckable(true);
        action->setChecked(index == chosen);
        one->addAction(action);
    }
    const QList<QAction*> made = one->actions();
    return {made.begin(), made.end()};
}

void addFrameActions(const Add& add)
{
    const QString layers = CanvasArea::tr("Layers");
    add("canvas.frame_fit", layers, CanvasArea::tr("Fit the frame to its layers"), "fit", {QKeySequence("Alt+C")}, [](CanvasSplit& views) { views.editor()->fitFrame(); });
    add("canvas.frame_lock", layers, CanvasArea::tr("Lock or unlock the frame"), "lock", {QKeySequence("Ctrl+Shift+L")},
        [](CanvasSplit& views) { views.editor()->toggleFrameLock(); });
    for (std::size_t i = 0; i < kFrameColorActions.size(); ++i)
        add(kFrameColorActions[i].first, layers, CanvasArea::tr(kFrameColorActions[i].second), "", {},
            [color = i == 0 ? std::string() : frameColors()[i - 1]](CanvasSplit& views) { views.editor()->setFrameColor(color); });
}

/// Both are checked as the views stand, whatever triggered them.
void addSplitActions(const Add& add, CanvasSplit& views)
{
    const QString view = CanvasArea::tr("Canvas");
    QAction* beside = add("canvas.split", view, CanvasArea::tr("Split the view"), "", {QKeySequence("Ctrl+\\")}, [](CanvasSplit& at) { at.toggle(Qt::Horizontal); });
    QAction* below = add("canvas.split_below", view, CanvasArea::tr("Split the view, one above the other"), "", {QKeySequence("Ctrl+Shift+\\")},
                         [](CanvasSplit& at) { at.toggle(Qt::Vertical); });
    add("canvas.one_view", view, CanvasArea::tr("Back to one view"), "", {}, [](CanvasSplit& at) { at.toggle(at.orientation()); });
    add("canvas.other_view", view, CanvasArea::tr("Go to the other view"), "", {QKeySequence("Ctrl+F6")}, [](CanvasSplit& at) { at.focusOther(); });
    const auto show = [beside, below, alive = QPointer<CanvasSplit>(&views)] {
        beside->setChecked(alive && alive->isSplit() && alive->orientation() == Qt::Horizontal);
        below->setChecked(alive && alive->isSplit() && alive->orientation() == Qt::Vertical);
    };
    for (QAction* action : {beside, below}) {
        action->setCheckable(true);
        QObject::connect(action, &QAction::triggered, beside, show);
    }
    QObject::connect(&views, &CanvasSplit::splitChanged, beside, show);
    show();
}

void setConditions(Actions& actions, CanvasSplit& views)
{
    QPointer<CanvasSplit> alive(&views);
    const auto ask = [&](std::initializer_list<const char*> ids, std::function<QString(const CanvasSplit&)> why) {
        for (const char* id : ids)
            actions.setCondition(QString::fromLatin1(id), [alive, why] { return !alive || !alive->isVisible() ? CanvasArea::tr("Go to the Design page first.") : why(*alive); });
    };
    const auto when = [&](std::initializer_list<const char*> ids, std::function<QString(const DesignEditor&)> why) {
        ask(ids, [why](const CanvasSplit& at) { return why(*at.editor()); });
    };
    const auto always = [](const DesignEditor&) { return QString(); };
    when({"edit.paste_with_inputs", "canvas.note", "canvas.labels.0", "canvas.labels.1", "canvas.labels.2", "canvas.labels.3", "canvas.split", "canvas.split_below"}, always);
    ask({"canvas.one_view", "canvas.other_view"}, [](const CanvasSplit& at) { return at.isSplit() ? QString() : CanvasArea::tr("Split the view first."); });
    const auto frame = [](const DesignEditor& editor) { return editor.selectedFrame() != 0 ? QString() : CanvasArea::tr("Select a frame or note first."); };
    when({"canvas.frame_fit", "canvas.frame_lock"}, frame);
    for (const auto& [id, text] : kFrameColorActions)
        when({id}, frame);
    when({"canvas.wire_to"}, [](const DesignEditor& editor) { return editor.current() ? QString() : CanvasArea::tr("Select one layer first."); });
    when({"canvas.distribute_across", "canvas.distribute_down"},
         [](const DesignEditor& editor) { return editor.selection().size() > 2 ? QString() : CanvasArea::tr("Select three layers or more first."); });
    when({"canvas.unfold"}, [](const DesignEditor& editor) {
        return editor.current() && editor.current()->type == kModuleType ? QString() : CanvasArea::tr("Select a module first.");
    });
    when({"canvas.free_ports"}, [](const DesignEditor& editor) { return editor.selection().empty() ? CanvasArea::tr("Select a layer first.") : QString(); });
    when({"canvas.portal_name"},
         [](const DesignEditor& editor) { return editor.selectedPortal() ? QString() : CanvasArea::tr("Select a portal, or the layer that has it, first."); });
    when({"canvas.portal", "canvas.portal_end"},
         [](const DesignEditor& editor) { return editor.current() || editor.selectedWire() ? QString() : CanvasArea::tr("Select a wire or one layer first."); });
}

/// From another page too.
void showDesign(const CanvasSplit& views)
{
    if (const auto& showPage = views.editor()->context().showPage)
        showPage(PageId::Design);
}

} // namespace

void addCanvasActions(Actions& actions, CanvasSplit& views)
{
    QPointer<CanvasSplit> alive(&views);
    const auto tr = [](const char* text) { return CanvasArea::tr(text); };
    std::vector<QAction*> ofCanvas, ofArea; // whose keys work in every canvas, and in what floats over it too
    const Add add = [&](const char* id, const QString& group, const QString& text, const char* iconName, const QList<QKeySequence>& keys, Work work) {
        QAction* action = actions.add(QString::fromLatin1(id), group, text, QString::fromLatin1(iconName), keys, [alive, work] {
            if (alive)
                work(*alive);
        }, views.canvas());
        ofCanvas.push_back(action);
        return action;
    };
    const QString edit = tr("Edit"), view = tr("Canvas"), layers = tr("Layers");
    add("edit.cut", edit, tr("Cut"), "cut", {QKeySequence::Cut}, [](CanvasSplit& at) { at.hand()->cut(); });
    add("edit.copy", edit, tr("Copy"), "copy", {QKeySequence::Copy}, [](CanvasSplit& at) { at.hand()->copy(); });
    add("edit.paste", edit, tr("Paste"), "", {QKeySequence::Paste}, [](CanvasSplit& at) { at.editor()->paste(at.canvas()->cursorScene()); });
    add("edit.paste_with_inputs", edit, tr("Paste with inputs"), "", {QKeySequence("Ctrl+Shift+V")}, [](CanvasSplit& at) { at.editor()->paste(at.canvas()->cursorScene(), true); });
    add("edit.duplicate", edit, tr("Duplicate"), "copy", {QKeySequence("Ctrl+D")}, [](CanvasSplit& at) { at.editor()->duplicate(); });
    add("edit.delete", edit, tr("Delete"), "trash", {QKeySequence("Del"), QKeySequence("Backspace")}, [](CanvasSplit& at) { at.hand()->removeSelection(false); });
    add("edit.delete_and_heal", edit, tr("Delete and keep the wire"), "", {QKeySequence("Ctrl+Del")}, [](CanvasSplit& at) { at.hand()->removeSelection(true); });
    add("edit.select_all", edit, tr("Select all"), "select-area", {QKeySequence::SelectAll}, [](CanvasSplit& at) { at.editor()->selectAll(); });
    add("canvas.add", layers, tr("Add a layer"), "add", {QKeySequence("Shift+A")}, [](CanvasSplit& at) { at.area()->openQuickAdd(); });
    add("canvas.rename", layers, tr("Rename"), "rename", {QKeySequence("F2")}, [](CanvasSplit& at) { at.area()->rename(); });
    add("canvas.replace", layers, tr("Replace…"), "refresh", {QKeySequence("Ctrl+R")}, [](CanvasSplit& at) { at.area()->openReplace(); });
    add("canvas.wire_to", layers, tr("Wire to…"), "link", {QKeySequence("W")}, [](CanvasSplit& at) { at.area()->wireList()->open(); });
    add("canvas.bypass", layers, tr("Bypass"), "bypass", {QKeySequence("D")}, [](CanvasSplit& at) { at.hand()->toggleBypass(); });
    add("canvas.freeze", layers, tr("Freeze"), "freeze", {}, [](CanvasSplit& at) { at.hand()->toggleFreeze(); });
    add("canvas.collapse", layers, tr("Collapse"), "collapse", {QKeySequence("H")}, [](CanvasSplit& at) { at.hand()->toggleCollapse(); });
    add("canvas.free_ports", layers, tr("Hide or show free ports"), "eye-off", {QKeySequence("Ctrl+H")}, [](CanvasSplit& at) { at.editor()->toggleFreePorts(); });
    add("canvas.group", layers, tr("Make a module"), "composite", {QKeySequence("Ctrl+G")}, [](CanvasSplit& at) { at.editor()->makeModuleOfSelection(); });
    add("canvas.ungroup", layers, tr("Dissolve the module"), "", {QKeySequence("Ctrl+Shift+G")}, [](CanvasSplit& at) { at.editor()->dissolveSelection(); });
    add("canvas.enter", layers, tr("Open the module"), "arrow-right", {}, [](CanvasSplit& at) { at.canvas()->enterSelection(); });
    add("canvas.unfold", layers, tr("Unfold the module in its place, or fold it"), "expand", {QKeySequence("Shift+H")}, [](CanvasSplit& at) { at.editor()->toggleUnfold(); });
    add("canvas.leave", layers, tr("Leave the module"), "", {QKeySequence("U")}, [](CanvasSplit& at) { at.editor()->leave(); });
    add("canvas.frame", layers, tr("Frame the selection"), "frame", {QKeySequence("C")}, [](CanvasSplit& at) { at.area()->frameSelection(); });
    add("canvas.note", layers, tr("Add a note"), "note", {QKeySequence("Shift+C")}, [](CanvasSplit& at) { at.area()->addNote(); });
    addFrameActions(add);
    add("canvas.portal", layers, tr("Draw as a portal, or as wires"), "link", {QKeySequence("Shift+P")}, [](CanvasSplit& at) { at.editor()->togglePortal(); });
    add("canvas.portal_name", layers, tr("Rename the portal"), "rename", {QKeySequence("Shift+F2")}, [](CanvasSplit& at) { at.area()->renamePortal(); });
    add("canvas.portal_end", view, tr("Other end of the portal"), "target", {QKeySequence("J")}, [](CanvasSplit& at) { at.editor()->goToOtherEnd(); });
    add("canvas.move", layers, tr("Move with the mouse"), "", {QKeySequence("G")}, [](CanvasSplit& at) { at.canvas()->beginMove(); });
    add("canvas.straighten", layers, tr("Straighten"), "", {QKeySequence("Q")}, [](CanvasSplit& at) { at.editor()->straighten(); });
    add("canvas.distribute_across", layers, tr("Space evenly from left to right"), "", {QKeySequence("Ctrl+Alt+H")}, [](CanvasSplit& at) { at.editor()->distribute(Qt::Horizontal); });
    add("canvas.distribute_down", layers, tr("Space evenly from top to bottom"), "", {QKeySequence("Ctrl+Alt+V")}, [](CanvasSplit& at) { at.editor()->distribute(Qt::Vertical); });
    static constexpr std::tuple<const char*, const char*, const char*, Qt::Edge> sides[] = {
        {"canvas.align_left", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the left"), "Ctrl+Alt+Left", Qt::LeftEdge},
        {"canvas.align_right", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the right"), "Ctrl+Alt+Right", Qt::RightEdge},
        {"canvas.align_top", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the top"), "Ctrl+Alt+Up", Qt::TopEdge},
        {"canvas.align_bottom", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the bottom"), "Ctrl+Alt+Down", Qt::BottomEdge}};
    for (const auto& [id, text, key, edge] : sides)
        add(id, layers, CanvasArea::tr(text), "", {QKeySequence(QString::fromLatin1(key))}, [edge = edge](CanvasSplit& at) { at.editor()->align(edge); });
    add("canvas.select_upstream", edit, tr("Select what feeds it"), "", {QKeySequence("Alt+S, U")}, [](CanvasSplit& at) { at.editor()->selectConnected(true, false); });
    add("canvas.select_downstream", edit, tr("Select what it feeds"), "", {QKeySequence("Alt+S, D")}, [](CanvasSplit& at) { at.editor()->selectConnected(false, true); });
    add("canvas.select_connected", edit, tr("Select all connected"), "", {QKeySequence("Alt+S, C")}, [](CanvasSplit& at) { at.editor()->selectConnected(true, true); });
    QAction* arrangeAll = add("canvas.layout_all", layers, tr("Arrange all"), "layout", {QKeySequence("Shift+L")}, [](CanvasSplit& at) { at.editor()->layout(true); });
    add("canvas.layout", layers, tr("Arrange the selection"), "layout", {QKeySequence("L")}, [](CanvasSplit& at) { at.editor()->layout(false); });
    QAction* find = add("canvas.find", view, tr("Find a layer"), "search", {QKeySequence::Find}, [](CanvasSplit& at) {
        showDesign(at);
        at.area()->findBar()->open();
    });
    QAction* next = add("canvas.find_next", view, tr("Next hit"), "", {QKeySequence("F3")}, [](CanvasSplit& at) { at.area()->findBar()->walk(1); });
    QAction* previous = add("canvas.find_previous", view, tr("Previous hit"), "", {QKeySequence("Shift+F3")}, [](CanvasSplit& at) { at.area()->findBar()->walk(-1); });
    for (QAction* action : {find, next, previous}) { // also while one types into the bar
        views.canvas()->removeAction(action);
        std::erase(ofCanvas, action);
        ofArea.push_back(action);
    }
    // F8 works wherever the focus is, and on every page.
    QAction* problem = add("canvas.next_problem", view, tr("Next problem"), "error", {QKeySequence("F8")}, [](CanvasSplit& at) {
        showDesign(at);
        at.editor()->nextProblem();
    });
    problem->setShortcutContext(Qt::WindowShortcut);
    if (auto* window = qobject_cast<QWidget*>(problem->parent())) {
        views.canvas()->removeAction(problem);
        std::erase(ofCanvas, problem);
        window->addAction(problem);
    }
    QAction* fit = add("canvas.fit_all", view, tr("Show everything"), "fit", {QKeySequence("Home")}, [](CanvasSplit& at) { at.canvas()->fitAll(); });
    add("canvas.fit", view, tr("Show the selection"), "fit", {QKeySequence("F")}, [](CanvasSplit& at) { at.canvas()->fitSelection(); });
    add("canvas.zoom_in", view, tr("Zoom in"), "zoom-in", {QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")}, [](CanvasSplit& at) { at.canvas()->setZoom(at.canvas()->zoom() * 1.2); });
    add("canvas.zoom_out", view, tr("Zoom out"), "zoom-out", {QKeySequence("Ctrl+-")}, [](CanvasSplit& at) { at.canvas()->setZoom(at.canvas()->zoom() / 1.2); });
    add("canvas.zoom_100", view, tr("Zoom to 100 %"), "", {QKeySequence("Ctrl+0")}, [](CanvasSplit& at) { at.canvas()->setZoom(1); });
    add("canvas.back", view, tr("Back to the level before"), "chevron-left", {QKeySequence("Alt+Left")}, [](CanvasSplit& at) { at.canvas()->goBack(); });
    add("canvas.forth", view, tr("Forward to the level after"), "chevron-right", {QKeySequence("Alt+Right")}, [](CanvasSplit& at) { at.canvas()->goForth(); });
    for (int key = 1; key <= 9; ++key) {
        const QString number = QString::number(key);
        add(qPrintable(QStringLiteral("canvas.bookmark_%1").arg(number)), view, tr("Go to bookmark %1").arg(number), "", {QKeySequence(number)},
            [key](CanvasSplit& at) { at.canvas()->goToBookmark(key); });
        add(qPrintable(QStringLiteral("canvas.set_bookmark_%1").arg(number)), view, tr("Set bookmark %1").arg(number), "",
            {QKeySequence(QStringLiteral("Ctrl+") + number)}, [key](CanvasSplit& at) { at.canvas()->setBookmark(key); });
    }
    QAction* map = add("canvas.map", view, tr("Map"), "map", {QKeySequence("M")}, [](CanvasSplit& at) { at.setMapWanted(!at.isMapWanted()); });
    map->setCheckable(true);
    map->setChecked(views.isMapWanted());
    add("canvas.turn", view, tr("Turn the flow (down or to the right)"), "arrow-right", {}, [](CanvasSplit& at) { at.editor()->setLeftToRight(!at.editor()->leftToRight()); });
    const std::vector<QAction*> heats = addChoices(add, &views, kHeatActions, view, [](CanvasSplit& at, int heat) { at.editor()->setHeat(static_cast<HeatMode>(heat)); },
                                                   static_cast<int>(views.editor()->heat()));
    QObject::connect(&views, &CanvasSplit::currentChanged, heats.front(), [heats, &views] { heats[static_cast<std::size_t>(views.editor()->heat())]->setChecked(true); });
    addChoices(add, &views, kWheelActions, view, [](CanvasSplit& at, int mode) {
        CanvasHabits habits = canvasHabits();
        habits.wheel = static_cast<WheelMode>(mode);
        at.setHabits(habits);
    }, static_cast<int>(views.canvas()->habits().wheel));
    add("canvas.lesson", view, tr("Show the lesson of the example"), "info", {}, [](CanvasSplit& at) { at.showLesson(); });
    actions.setCondition(QStringLiteral("canvas.lesson"), [alive] { return alive && alive->hasLesson() ? QString() : CanvasArea::tr("This design has no lesson."); });
    QAction* calm = add("canvas.calm", view, tr("Reduce motion"), "", {}, [](CanvasSplit&) {});
    calm->setCheckable(true);
    calm->setChecked(views.canvas()->habits().isCalm);
    QObject::connect(calm, &QAction::toggled, &views, [&views](bool isCalm) {
        CanvasHabits habits = canvasHabits();
        habits.isCalm = isCalm;
        views.setHabits(habits);
    });
    addChoices(add, &views, kLabelActions, view, [](CanvasSplit& at, int labels) { at.setShapeLabels(static_cast<ShapeLabels>(labels)); }, static_cast<int>(views.editor()->shapeLabels()));
    addSplitActions(add, views);
    add("canvas.save_picture", view, tr("Save as a picture…"), "image", {}, [](CanvasSplit& at) { at.area()->savePicture(); });
    add("canvas.copy_picture", view, tr("Copy as a picture"), "copy", {QKeySequence("Ctrl+Shift+C")}, [](CanvasSplit& at) { at.area()->copyPicture(); });
    setConditions(actions, views);
    const auto equip = [=](CanvasArea* area) {
        area->canvas()->addActions({ofCanvas.begin(), ofCanvas.end()});
        area->addActions({ofArea.begin(), ofArea.end()});
        area->addTool(arrangeAll, QStringLiteral("layout"));
        area->addTool(fit, QStringLiteral("fit"));
        area->addTool(map, QStringLiteral("map"));
    };
    for (CanvasArea* area : views.areas())
        equip(area);
    QObject::connect(&views, &CanvasSplit::viewAdded, find, equip);
}

void fillCanvasMenu(QMenu& menu, Actions& actions, const CanvasSplit& views)
{
    const DesignEditor* editor = views.editor();
    const auto put = [&](std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (QAction* action = actions.find(QString::fromLatin1(id)))
                menu.addAction(action);
    };
    const auto submenu = [&](const QString& title, const Choices& choices) {
        QMenu* inner = menu.addMenu(title);
        for (const auto& [id, text] : choices)
            inner->addAction(actions.find(QString::fromLatin1(id)));
    };
    if (views.canvas()->inside()) {
        put({"canvas.rename", "canvas.bypass", "canvas.freeze", "canvas.collapse"});
        menu.addSeparator();
        put({"edit.cut", "edit.copy", "edit.delete", "edit.delete_and_heal"});
        menu.addSeparator();
        put({"canvas.enter"});
        return;
    }
    if (editor->selectedWire()) {
        put({"canvas.add", "edit.delete"});
        menu.addSeparator();
        put({"canvas.portal", "canvas.portal_name", "canvas.portal_end", "canvas.straighten"});
        return;
    }
    if (editor->selectedFrame() != 0 || (editor->selection().empty() && editor->hasSelection())) {
        if (const Frame* frame = editor->findFrame(editor->selectedFrame())) {
            put({"canvas.rename", "canvas.frame_lock"});
            if (!frame->note)
                put({"canvas.frame_fit"});
            submenu(CanvasArea::tr("Color"), kFrameColorActions);
        }
        put({"edit.delete"});
        return;
    }
    if (editor->selection().empty()) {
        put({"canvas.add", "canvas.note", "edit.paste", "edit.paste_with_inputs", "edit.select_all", "canvas.find"});
        menu.addSeparator();
        put({"canvas.layout_all", "canvas.turn", "canvas.fit_all", "canvas.map"});
        menu.addSeparator();
        submenu(CanvasArea::tr("Color by"), kHeatActions);
        submenu(CanvasArea::tr("Shapes on wires"), kLabelActions);
        submenu(CanvasArea::tr("Mouse wheel"), kWheelActions);
        put({"canvas.split", "canvas.split_below"});
        if (views.isSplit())
            put({"canvas.one_view", "canvas.other_view"});
        menu.addSeparator();
        put({"canvas.save_picture", "canvas.copy_picture", "canvas.summary", "canvas.repeats"});
        if (!editor->path().empty())
            put({"canvas.leave"});
        return;
    }
    put({"canvas.rename", "canvas.replace", "canvas.bypass", "canvas.freeze", "canvas.collapse", "canvas.free_ports"});
    menu.addSeparator();
    put({"edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete", "edit.delete_and_heal"});
    menu.addSeparator();
    const Node* node = editor->current();
    if (node && node->type == kModuleType)
        put({"canvas.enter", "canvas.unfold", "canvas.ungroup"});
    else
        put({"canvas.group"});
    put({"canvas.wire_to", "canvas.portal"});
    if (editor->selectedPortal())
        put({"canvas.portal_name"});
    if (editor->selection().size() > 1) {
        QMenu* places = menu.addMenu(CanvasArea::tr("Line up"));
        for (const char* id : {"canvas.straighten", "canvas.align_left", "canvas.align_right", "canvas.align_top", "canvas.align_bottom", "canvas.distribute_across", "canvas.distribute_down"})
            places->addAction(actions.find(QString::fromLatin1(id)));
    }
    put({"canvas.frame", "canvas.layout", "canvas.fit", "canvas.save_picture", "canvas.copy_picture"});
}

} // namespace nodegrad
