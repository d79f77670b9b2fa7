#include "ui/canvas/canvas_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QPointer>

#include <tuple>

#include "ui/canvas/canvas_area.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/find_bar.h"
#include "ui/session/actions.h"

namespace nodegrad {

namespace {

QString heatActionId(HeatMode heat)
{
    return QStringLiteral("canvas.heat.%1").arg(static_cast<int>(heat));
}

} // namespace

void addCanvasActions(Actions& actions, CanvasArea& area)
{
    QPointer<CanvasArea> alive(&area);
    DesignEditor* editor = area.canvas()->editor();
    CanvasView* canvas = area.canvas();
    const auto tr = [](const char* text) { return CanvasArea::tr(text); };
    const auto add = [&](const char* id, const QString& group, const QString& text, const char* iconName, const QList<QKeySequence>& keys,
                         std::function<void()> work) {
        return actions.add(QString::fromLatin1(id), group, text, QString::fromLatin1(iconName), keys, [alive, work] {
            if (alive)
                work();
        }, canvas);
    };
    const QString edit = tr("Edit"), view = tr("Canvas"), layers = tr("Layers");
    add("edit.cut", edit, tr("Cut"), "cut", {QKeySequence::Cut}, [editor] { editor->cut(); });
    add("edit.copy", edit, tr("Copy"), "copy", {QKeySequence::Copy}, [editor] { editor->copy(); });
    add("edit.paste", edit, tr("Paste"), "", {QKeySequence::Paste}, [editor, canvas] { editor->paste(canvas->cursorScene()); });
    add("edit.duplicate", edit, tr("Duplicate"), "copy", {QKeySequence("Ctrl+D")}, [editor] { editor->duplicate(); });
    add("edit.delete", edit, tr("Delete"), "trash", {QKeySequence("Del"), QKeySequence("Backspace")}, [editor] { editor->removeSelection(false); });
    add("edit.delete_and_heal", edit, tr("Delete and keep the wire"), "", {QKeySequence("Ctrl+Del")}, [editor] { editor->removeSelection(true); });
    add("edit.select_all", edit, tr("Select all"), "select-area", {QKeySequence::SelectAll}, [editor] { editor->selectAll(); });
    add("canvas.add", layers, tr("Add a layer"), "add", {QKeySequence("Shift+A")}, [alive] { alive->openQuickAdd(); });
    add("canvas.rename", layers, tr("Rename"), "rename", {QKeySequence("F2")}, [alive] { alive->rename(); });
    add("canvas.replace", layers, tr("Replace…"), "refresh", {QKeySequence("Ctrl+R")}, [alive] { alive->openReplace(); });
    add("canvas.bypass", layers, tr("Bypass"), "bypass", {QKeySequence("D")}, [editor] { editor->toggleBypass(); });
    add("canvas.freeze", layers, tr("Freeze"), "freeze", {}, [editor] { editor->toggleFreeze(); });
    add("canvas.collapse", layers, tr("Collapse"), "collapse", {QKeySequence("H")}, [editor] { editor->toggleCollapse(); });
    add("canvas.group", layers, tr("Make a module"), "composite", {QKeySequence("Ctrl+G")}, [editor] { editor->makeModuleOfSelection(); });
    add("canvas.ungroup", layers, tr("Dissolve the module"), "", {QKeySequence("Ctrl+Shift+G")}, [editor] { editor->dissolveSelection(); });
    add("canvas.enter", layers, tr("Open the module"), "arrow-right", {}, [editor] {
        if (const Node* node = editor->current())
            editor->enter(node->id);
    });
    add("canvas.leave", layers, tr("Leave the module"), "", {QKeySequence("U")}, [editor] { editor->leave(); });
    add("canvas.frame", layers, tr("Frame the selection"), "frame", {QKeySequence("C")}, [alive] { alive->frameSelection(); });
    add("canvas.note", layers, tr("Add a note"), "note", {QKeySequence("Shift+C")}, [alive] { alive->addNote(); });
    add("canvas.move", layers, tr("Move with the mouse"), "", {QKeySequence("G")}, [canvas] { canvas->beginMove(); });
    add("canvas.straighten", layers, tr("Straighten"), "", {QKeySequence("Q")}, [editor] { editor->straighten(); });
    static constexpr std::tuple<const char*, const char*, const char*, Qt::Edge> sides[] = {
        {"canvas.align_left", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the left"), "Ctrl+Alt+Left", Qt::LeftEdge},
        {"canvas.align_right", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the right"), "Ctrl+Alt+Right", Qt::RightEdge},
        {"canvas.align_top", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the top"), "Ctrl+Alt+Up", Qt::TopEdge},
        {"canvas.align_bottom", QT_TRANSLATE_NOOP("CanvasArea", "Line up at the bottom"), "Ctrl+Alt+Down", Qt::BottomEdge}};
    for (const auto& [id, text, key, edge] : sides)
        add(id, layers, CanvasArea::tr(text), "", {QKeySequence(QString::fromLatin1(key))}, [editor, edge = edge] { editor->align(edge); });
    add("canvas.select_upstream", edit, tr("Select what feeds it"), "", {QKeySequence("Alt+S, U")}, [editor] { editor->selectConnected(true, false); });
    add("canvas.select_downstream", edit, tr("Select what it feeds"), "", {QKeySequence("Alt+S, D")}, [editor] { editor->selectConnected(false, true); });
    add("canvas.select_connected", edit, tr("Select all connected"), "", {QKeySequence("Alt+S, C")}, [editor] { editor->selectConnected(true, true); });
    QAction* arrangeAll = add("canvas.layout_all", layers, tr("Arrange all"), "layout", {QKeySequence("Shift+L")}, [editor] { editor->layout(true); });
    add("canvas.layout", layers, tr("Arrange the selection"), "layout", {QKeySequence("L")}, [editor] { editor->layout(false); });
    QAction* find = add("canvas.find", view, tr("Find a layer"), "search", {QKeySequence::Find}, [alive, editor] {
        if (editor->context().showPage)
            editor->context().showPage(PageId::Design);
        alive->findBar()->open();
    });
    QAction* next = add("canvas.find_next", view, tr("Next hit"), "", {QKeySequence("F3")}, [alive] { alive->findBar()->walk(1); });
    QAction* previous = add("canvas.find_previous", view, tr("Previous hit"), "", {QKeySequence("Shift+F3")}, [alive] { alive->findBar()->walk(-1); });
    for (QAction* action : {find, next, previous}) { // also while one types into the bar
        canvas->removeAction(action);
        area.addAction(action);
    }
    // F8 works wherever the focus is, and on every page.
    QAction* problem = add("canvas.next_problem", view, tr("Next problem"), "error", {QKeySequence("F8")}, [editor] {
        if (editor->context().showPage)
            editor->context().showPage(PageId::Design);
        editor->nextProblem();
    });
    problem->setShortcutContext(Qt::WindowShortcut);
    if (auto* window = qobject_cast<QWidget*>(problem->parent())) {
        canvas->removeAction(problem);
        window->addAction(problem);
    }
    QAction* fit = add("canvas.fit_all", view, tr("Show everything"), "fit", {QKeySequence("Home")}, [canvas] { canvas->fitAll(); });
    add("canvas.fit", view, tr("Show the selection"), "fit", {QKeySequence("F")}, [canvas] { canvas->fitSelection(); });
    add("canvas.zoom_in", view, tr("Zoom in"), "zoom-in", {QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")}, [canvas] { canvas->setZoom(canvas->zoom() * 1.2); });
    add("canvas.zoom_out", view, tr("Zoom out"), "zoom-out", {QKeySequence("Ctrl+-")}, [canvas] { canvas->setZoom(canvas->zoom() / 1.2); });
    add("canvas.zoom_100", view, tr("Zoom to 100 %"), "", {QKeySequence("Ctrl+0")}, [canvas] { canvas->setZoom(1); });
    add("canvas.back", view, tr("Back to the level before"), "chevron-left", {QKeySequence("Alt+Left")}, [canvas] { canvas->goBack(); });
    add("canvas.forth", view, tr("Forward to the level after"), "chevron-right", {QKeySequence("Alt+Right")}, [canvas] { canvas->goForth(); });
    for (int key = 1; key <= 9; ++key) {
        const QString number = QString::number(key);
        add(qPrintable(QStringLiteral("canvas.bookmark_%1").arg(number)), view, tr("Go to bookmark %1").arg(number), "", {QKeySequence(number)},
            [canvas, key] { canvas->goToBookmark(key); });
        add(qPrintable(QStringLiteral("canvas.set_bookmark_%1").arg(number)), view, tr("Set bookmark %1").arg(number), "",
            {QKeySequence(QStringLiteral("Ctrl+") + number)}, [canvas, key] { canvas->setBookmark(key); });
    }
    QAction* map = add("canvas.map", view, tr("Map"), "map", {QKeySequence("M")}, [alive] { alive->toggleMinimap(); });
    map->setCheckable(true);
    map->setChecked(true);
    add("canvas.turn", view, tr("Turn the flow (down or to the right)"), "arrow-right", {}, [editor] { editor->setLeftToRight(!editor->leftToRight()); });
    static constexpr std::pair<HeatMode, const char*> heats[] = {{HeatMode::Off, QT_TRANSLATE_NOOP("CanvasArea", "No cost colours")},
                                                                 {HeatMode::Parameters, QT_TRANSLATE_NOOP("CanvasArea", "Color by parameters")},
                                                                 {HeatMode::MultiplyAdds, QT_TRANSLATE_NOOP("CanvasArea", "Color by multiply-adds")},
                                                                 {HeatMode::Memory, QT_TRANSLATE_NOOP("CanvasArea", "Color by activation memory")}};
    auto* choices = new QActionGroup(canvas);
    for (const auto& [heat, text] : heats) {
        QAction* action = add(qPrintable(heatActionId(heat)), view, CanvasArea::tr(text), "", {}, [editor, heat = heat] { editor->setHeat(heat); });
        action->setCheckable(true);
        action->setChecked(heat == editor->heat());
        choices->addAction(action);
    }
    add("canvas.save_picture", view, tr("Save as a picture…"), "image", {}, [alive] { alive->savePicture(); });
    add("canvas.copy_picture", view, tr("Copy as a picture"), "copy", {QKeySequence("Ctrl+Shift+C")}, [alive] { alive->copyPicture(); });
    area.addTool(arrangeAll, QStringLiteral("layout"));
    area.addTool(fit, QStringLiteral("fit"));
    area.addTool(map, QStringLiteral("map"));
}

void fillCanvasMenu(QMenu& menu, Actions& actions, const CanvasArea& area)
{
    const DesignEditor* editor = area.canvas()->editor();
    const auto put = [&](std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (QAction* action = actions.find(QString::fromLatin1(id)))
                menu.addAction(action);
    };
    if (editor->selectedWire()) {
        put({"canvas.add", "edit.delete"});
        return;
    }
    if (editor->selectedFrame() != 0 || (editor->selection().empty() && editor->hasSelection())) {
        if (editor->selectedFrame() != 0)
            put({"canvas.rename"});
        put({"edit.delete"});
        return;
    }
    if (editor->selection().empty()) {
        put({"canvas.add", "canvas.note", "edit.paste", "edit.select_all", "canvas.find"});
        menu.addSeparator();
        put({"canvas.layout_all", "canvas.turn", "canvas.fit_all", "canvas.map"});
        menu.addSeparator();
        QMenu* heats = menu.addMenu(CanvasArea::tr("Color by cost"));
        for (const HeatMode heat : {HeatMode::Off, HeatMode::Parameters, HeatMode::MultiplyAdds, HeatMode::Memory})
            heats->addAction(actions.find(heatActionId(heat)));
        put({"canvas.save_picture", "canvas.copy_picture", "canvas.summary", "canvas.repeats"});
        if (!editor->path().empty())
            put({"canvas.leave"});
        return;
    }
    put({"canvas.rename", "canvas.replace", "canvas.bypass", "canvas.freeze", "canvas.collapse"});
    menu.addSeparator();
    put({"edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete", "edit.delete_and_heal"});
    menu.addSeparator();
    const Node* node = editor->current();
    if (node && node->type == kModuleType)
        put({"canvas.enter", "canvas.ungroup"});
    else
        put({"canvas.group"});
    put({"canvas.frame", "canvas.layout", "canvas.fit", "canvas.save_picture", "canvas.copy_picture"});
}

} // namespace nodegrad
