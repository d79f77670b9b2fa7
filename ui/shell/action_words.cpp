#include "ui/shell/action_words.h"

#include <vector>

#include <QCoreApplication>
#include <QStringList>

#include "ui/session/actions.h"

namespace nodegrad {

namespace {

struct Words {
    std::vector<const char*> ids;
    const char* words; ///< separated by commas; what stands in the title already is not repeated
};

const Words kWords[] = {
    {{"edit.undo"}, QT_TRANSLATE_NOOP("ActionWords", "back, revert, take back")},
    {{"edit.redo"}, QT_TRANSLATE_NOOP("ActionWords", "again, repeat")},
    {{"edit.duplicate"}, QT_TRANSLATE_NOOP("ActionWords", "clone, copy")},
    {{"edit.delete"}, QT_TRANSLATE_NOOP("ActionWords", "remove, erase, cut wire")},
    {{"edit.delete_and_heal"}, QT_TRANSLATE_NOOP("ActionWords", "remove, heal, reconnect, dissolve layer")},
    {{"canvas.select_upstream"}, QT_TRANSLATE_NOOP("ActionWords", "upstream, ancestors, inputs, before")},
    {{"canvas.select_downstream"}, QT_TRANSLATE_NOOP("ActionWords", "downstream, descendants, outputs, after")},
    {{"canvas.add"}, QT_TRANSLATE_NOOP("ActionWords", "new, insert, create node, operation")},
    {{"canvas.rename", "canvas.portal_name"}, QT_TRANSLATE_NOOP("ActionWords", "name, title, label")},
    {{"canvas.replace"}, QT_TRANSLATE_NOOP("ActionWords", "swap, change type, exchange, convert")},
    {{"canvas.wire_to"}, QT_TRANSLATE_NOOP("ActionWords", "connect, link, edge")},
    {{"canvas.bypass"}, QT_TRANSLATE_NOOP("ActionWords", "disable, skip, mute, turn off")},
    {{"canvas.freeze"}, QT_TRANSLATE_NOOP("ActionWords", "lock weights, fixed, not trainable, unfreeze")},
    {{"canvas.collapse"}, QT_TRANSLATE_NOOP("ActionWords", "minimize, small, compact, expand")},
    {{"canvas.free_ports"}, QT_TRANSLATE_NOOP("ActionWords", "unconnected, sockets, pins")},
    {{"canvas.group"}, QT_TRANSLATE_NOOP("ActionWords", "group, block, subgraph, composite, macro, encapsulate")},
    {{"canvas.ungroup"}, QT_TRANSLATE_NOOP("ActionWords", "ungroup, explode, unpack, subgraph")},
    {{"canvas.enter"}, QT_TRANSLATE_NOOP("ActionWords", "enter, go into, inside, subgraph")},
    {{"canvas.leave"}, QT_TRANSLATE_NOOP("ActionWords", "exit, go up, parent, outside")},
    {{"canvas.unfold"}, QT_TRANSLATE_NOOP("ActionWords", "expand in place, inline, open here, collapse")},
    {{"canvas.frame"}, QT_TRANSLATE_NOOP("ActionWords", "box, backdrop, region, group")},
    {{"canvas.note"}, QT_TRANSLATE_NOOP("ActionWords", "comment, text, sticky, annotation")},
    {{"canvas.portal", "canvas.portal_end"}, QT_TRANSLATE_NOOP("ActionWords", "hide wire, tunnel, jump, long wire")},
    {{"canvas.move"}, QT_TRANSLATE_NOOP("ActionWords", "grab, drag, position")},
    {{"canvas.straighten"}, QT_TRANSLATE_NOOP("ActionWords", "align, tidy, line up, wires")},
    {{"canvas.distribute_across", "canvas.distribute_down"}, QT_TRANSLATE_NOOP("ActionWords", "distribute, spread, equal gaps, tidy")},
    {{"canvas.align_left", "canvas.align_right", "canvas.align_top", "canvas.align_bottom"}, QT_TRANSLATE_NOOP("ActionWords", "align, edge, tidy")},
    {{"canvas.layout_all", "canvas.layout"}, QT_TRANSLATE_NOOP("ActionWords", "layout, auto layout, tidy up, clean up, organize, order, format")},
    {{"canvas.find"}, QT_TRANSLATE_NOOP("ActionWords", "search, go to, locate, filter")},
    {{"canvas.find_next", "canvas.find_previous"}, QT_TRANSLATE_NOOP("ActionWords", "find, search, match, result")},
    {{"canvas.next_problem"}, QT_TRANSLATE_NOOP("ActionWords", "error, warning, mistake, go to")},
    {{"canvas.fit_all"}, QT_TRANSLATE_NOOP("ActionWords", "zoom to fit, fit all, whole network, center, reset view, home")},
    {{"canvas.fit"}, QT_TRANSLATE_NOOP("ActionWords", "zoom to fit, focus, center")},
    {{"canvas.zoom_in"}, QT_TRANSLATE_NOOP("ActionWords", "larger, magnify, closer")},
    {{"canvas.zoom_out"}, QT_TRANSLATE_NOOP("ActionWords", "smaller, farther")},
    {{"canvas.zoom_100"}, QT_TRANSLATE_NOOP("ActionWords", "actual size, reset zoom, original")},
    {{"canvas.back", "canvas.forth"}, QT_TRANSLATE_NOOP("ActionWords", "history, navigate, visited")},
    {{"canvas.map"}, QT_TRANSLATE_NOOP("ActionWords", "minimap, overview, navigator")},
    {{"canvas.turn"}, QT_TRANSLATE_NOOP("ActionWords", "layout, direction, orientation, horizontal, vertical, left to right, top down, rotate")},
    {{"canvas.heat.0"}, QT_TRANSLATE_NOOP("ActionWords", "no heat map, without heatmap, colour, plain")},
    {{"canvas.heat.1", "canvas.heat.2", "canvas.heat.3", "canvas.heat.4", "canvas.heat.5", "canvas.heat.6", "canvas.heat.7"},
     QT_TRANSLATE_NOOP("ActionWords", "heat map, heatmap, colour, cost, size, hot spots")},
    {{"canvas.wheel.0", "canvas.wheel.1", "canvas.wheel.2"}, QT_TRANSLATE_NOOP("ActionWords", "scroll, pan, navigation, touchpad, settings, preferences")},
    {{"canvas.labels.0", "canvas.labels.1", "canvas.labels.2", "canvas.labels.3"}, QT_TRANSLATE_NOOP("ActionWords", "labels, dimensions, sizes, tensor")},
    {{"canvas.calm"}, QT_TRANSLATE_NOOP("ActionWords", "animation, accessibility, settings, preferences")},
    {{"canvas.lesson"}, QT_TRANSLATE_NOOP("ActionWords", "tutorial, help, explain, guide")},
    {{"canvas.split", "canvas.split_below"}, QT_TRANSLATE_NOOP("ActionWords", "two views, second view, side by side")},
    {{"canvas.save_picture", "canvas.copy_picture"}, QT_TRANSLATE_NOOP("ActionWords", "export, image, screenshot, png, svg, pdf, figure")},
    {{"canvas.summary"}, QT_TRANSLATE_NOOP("ActionWords", "table, parameters, count, memory, flops, statistics")},
    {{"canvas.repeats"}, QT_TRANSLATE_NOOP("ActionWords", "blocks, duplicates, fold, module")},
    {{"canvas.outline"}, QT_TRANSLATE_NOOP("ActionWords", "tree, list of layers, hierarchy")},
    {{"canvas.history"}, QT_TRANSLATE_NOOP("ActionWords", "undo, steps, log of edits")},
    {{"canvas.next_pane", "canvas.previous_pane"}, QT_TRANSLATE_NOOP("ActionWords", "focus, panel, switch")},
    {{"palette.search"}, QT_TRANSLATE_NOOP("ActionWords", "palette, find, add, operation")},
    {{"page.0"}, QT_TRANSLATE_NOOP("ActionWords", "dataset, load data, page")},
    {{"page.1"}, QT_TRANSLATE_NOOP("ActionWords", "canvas, network, graph, model, page")},
    {{"page.2"}, QT_TRANSLATE_NOOP("ActionWords", "optimizer, learning rate, epochs, loss, runs, page")},
    {{"page.3"}, QT_TRANSLATE_NOOP("ActionWords", "test, accuracy, confusion matrix, try, predict, page")},
    {{"page.4"}, QT_TRANSLATE_NOOP("ActionWords", "onnx, pytorch, torchscript, code, deploy, page")},
    {{"run.toggle"}, QT_TRANSLATE_NOOP("ActionWords", "run, start, fit, resume, play")},
    {{"run.stop"}, QT_TRANSLATE_NOOP("ActionWords", "end, cancel, abort, halt")},
    {{"run.set_rate"}, QT_TRANSLATE_NOOP("ActionWords", "lr, change rate")},
    {{"run.validate"}, QT_TRANSLATE_NOOP("ActionWords", "evaluate, test, check")},
    {{"run.save_checkpoint"}, QT_TRANSLATE_NOOP("ActionWords", "weights, snapshot")},
    {{"run.more_epochs"}, QT_TRANSLATE_NOOP("ActionWords", "longer, extend, continue")},
    {{"file.new"}, QT_TRANSLATE_NOOP("ActionWords", "create, start, empty")},
    {{"file.open"}, QT_TRANSLATE_NOOP("ActionWords", "load, file, project")},
    {{"file.import"}, QT_TRANSLATE_NOOP("ActionWords", "load, onnx, torchscript, pytorch, keras")},
    {{"file.examples"}, QT_TRANSLATE_NOOP("ActionWords", "templates, samples, start page, gallery, tutorials")},
    {{"file.save", "file.save_as"}, QT_TRANSLATE_NOOP("ActionWords", "store, write, file, project")},
    {{"file.quit"}, QT_TRANSLATE_NOOP("ActionWords", "exit, close the window, leave")},
    {{"theme.system", "theme.light", "theme.dark", "theme.contrast"}, QT_TRANSLATE_NOOP("ActionWords", "appearance, mode, colours, settings, preferences")},
    {{"language.system", "language.english", "language.chinese"}, QT_TRANSLATE_NOOP("ActionWords", "translation, locale, settings, preferences")},
    {{"help.shortcuts"}, QT_TRANSLATE_NOOP("ActionWords", "keys, hotkeys, bindings, key map, settings, preferences")},
    {{"help.about"}, QT_TRANSLATE_NOOP("ActionWords", "version, license, credits")},
};

} // namespace

void giveWords(Actions& actions)
{
    for (const auto& [ids, words] : kWords)
        for (const char* id : ids) {
            QStringList all = QCoreApplication::translate("ActionWords", words).split(QStringLiteral(", "));
            for (const QString& word : QString::fromLatin1(words).split(QStringLiteral(", ")))
                if (!all.contains(word))
                    all << word;
            actions.setWords(QString::fromLatin1(id), all);
        }
}

} // namespace nodegrad
